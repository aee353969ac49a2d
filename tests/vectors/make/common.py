"""What all parts share: base64url, JSON as tokens have it, the moment, and where the files are."""

import base64
import hashlib
import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
KEYS = FOLDER / "keys"

# 2026-11-20T12:00:00Z, the moment at which all tests look.
NOW = 1_795_176_000
CLAIMS = {
    "iss": "https://login.example",
    "sub": "u-42",
    "aud": "https://api.example",
    "iat": NOW - 180,
    "exp": NOW + 720,
}


def encode(value):
    """base64url of bytes, of a text, or of the JSON of a value."""
    if not isinstance(value, (bytes, str)):
        value = compact(value)
    if isinstance(value, str):
        value = value.encode()
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def stream(name, length):
    """Bytes that look random and are the same in every run."""
    found = b""
    while len(found) < length:
        found += hashlib.sha256(f"{name} {len(found)}".encode()).digest()
    return found[:length]


def write(name, rows):
    """A list of rows, each on a line of its own, so that a difference shows which case changed."""
    names = [row["name"] for row in rows]
    assert len(set(names)) == len(names), f"{name}: two cases have one name"
    lines = ",\n".join(json.dumps(row, ensure_ascii=True) for row in rows)
    (FOLDER / name).write_text(f"[\n{lines}\n]\n")
