"""Signed tokens of every algorithm, each with all files of its key, and the same damaged or made by an attacker."""

import base64
import hmac
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from common import CLAIMS, KEYS, decode, encode, stream, write
from keys import ML_DSA, TEXT_SECRET, load, load_ml_dsa

HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
CURVES = {"ES256": "p256", "ES384": "p384", "ES512": "p521", "ES256K": "secp256k1"}
ORDER = bytes.fromhex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")

TWICE = '{"alg":"none","alg":"ES256"}'


def signature(alg, key, message):
    """By a private key, or by a secret."""
    if alg.startswith("HS"):
        return hmac.digest(key, message, f"sha{alg[2:]}")
    if alg.startswith("RS"):
        return key.sign(message, padding.PKCS1v15(), HASHES[alg[2:]])
    if alg.startswith("PS"):
        return key.sign(message, padding.PSS(padding.MGF1(HASHES[alg[2:]]), padding.PSS.DIGEST_LENGTH), HASHES[alg[2:]])
    if alg.startswith("ES"):
        numbers = decode_dss_signature(key.sign(message, ec.ECDSA(HASHES[alg[2:5]], deterministic_signing=True)))
        length = (key.key_size + 7) // 8
        return b"".join(number.to_bytes(length, "big") for number in numbers)
    return key.sign(message)


def signed(alg, key, header=None, claims=CLAIMS):
    message = f"{encode({'alg': alg, 'typ': 'JWT', **(header or {})})}.{encode(claims)}"
    return f"{message}.{encode(signature(alg, key, message.encode()))}"


def files(name):
    """All files of a key that hold what checks a signature."""
    found = sorted(file.name for file in KEYS.iterdir() if file.name.startswith(f"{name}."))
    return [file for file in found if not (name.startswith("ed") and file.endswith("pkcs8.pem"))]


# alg, name of the key, another key of its kind, a key of another kind.
ASYMMETRIC = [
    *[(f"{family}{size}", "rsa", "rsa-other.jwk.json", "p256.jwk.json") for family in ("RS", "PS") for size in HASHES],
    ("ES256", "p256", "p256-other.jwk.json", "p384.jwk.json"),
    ("ES384", "p384", None, "p256.jwk.json"),
    ("ES512", "p521", None, "rsa.jwk.json"),
    ("ES256K", "secp256k1", None, "p256.jwk.json"),
    ("EdDSA", "ed25519", "ed25519-other.jwk.json", "x25519.jwk.json"),
    ("Ed25519", "ed25519", "ed25519-other.jwk.json", "ed448.jwk.json"),
    ("Ed448", "ed448", None, "ed25519.jwk.json"),
    *[(alg, name, None, "ed25519.jwk.json") for name, alg in ML_DSA.items()],
]


def flipped(text, part, bit=0):
    parts = text.split(".")
    raw = bytearray(decode(parts[part]))
    raw[len(raw) // 2] ^= 1 << bit
    parts[part] = encode(bytes(raw))
    return ".".join(parts)


def damaged(alg, text, keys, other, stranger):
    """The same token with one thing wrong."""
    head, body, tag = text.split(".")
    changed = f"{head}.{encode({**CLAIMS, 'admin': True})}.{tag}"
    rows = [("another payload", changed, keys[0], []), ("a bit of the signature", flipped(text, 2), keys[0], [])]
    # Of RSA the length is the key's, so a token alone does not show that it is wrong.
    is_known = alg[:2] not in ("RS", "PS")
    short, long = decode(tag)[:-1], decode(tag) + b"\1"
    rows.append(("a byte less", f"{head}.{body}.{encode(short)}", keys[0], ["sig-length"] if is_known else []))
    rows.append(("a byte more", f"{head}.{body}.{encode(long)}", keys[0], ["sig-length"] if is_known else []))
    if other:
        rows.append(("another key", text, other, []))
    rows.append(("a key of another kind", text, stranger, []))
    return [
        {"name": f"{alg}, {what}", "text": text, "keys": [key], "expect": "refused", "raises": raises}
        for what, text, key, raises in rows
    ]


def every_algorithm():
    rows = []
    for alg, name, other, stranger in ASYMMETRIC:
        key = load_ml_dsa(name) if name in ML_DSA else load(name)
        text, keys = signed(alg, key), files(name)
        if alg.startswith(("RS", "ES")):
            keys = [file for file in keys if file != "rsa.pss-oid.pem"]
        rows.append({"name": alg, "text": text, "keys": keys, "expect": "valid"})
        # ML-DSA's signatures are too long to keep many: the tests damage them by themselves.
        rows += [] if name in ML_DSA else damaged(alg, text, keys, other, stranger)
    for alg, name in [("HS256", "secret32"), ("HS384", "secret48"), ("HS512", "secret64")]:
        text, keys = signed(alg, stream(name, int(name[6:]))), files(name)
        rows.append({"name": alg, "text": text, "keys": keys, "expect": "valid"})
        rows += damaged(alg, text, keys, "secret-text.txt", "rsa.spki.pem")
    text = signed("HS256", TEXT_SECRET.encode())
    rows.append({"name": "HS256 by a text", "text": text, "keys": ["secret-text.txt"], "expect": "valid"})
    return rows


def sets():
    """A set of keys: the one that the token names is tried, wherever it stands."""
    names = ["rsa-other", "rsa", "p256", "ed25519", "p256-other"]
    members = ",".join((KEYS / f"{name}.jwk.json").read_text() for name in names)
    (KEYS / "set.json").write_text(f'{{"keys":[{members}]}}')
    row = lambda name, alg, key, kid, expect: {
        "name": name,
        "text": signed(alg, load(key), {"kid": kid}),
        "keys": ["set.json"],
        "fits": f"{key}.jwk.json",
        "expect": expect,
    }
    return [
        row("a set, the second key", "RS256", "rsa", "rsa", "valid"),
        row("a set, a key after another of its kind", "ES256", "p256-other", "p256-other", "valid"),
        row("a set, the kid of another key", "ES256", "p256-other", "p256", "refused"),
        row("a set, a kid that is in it not at all", "RS256", "rsa", "rsa-2019", "refused"),
    ]


def attacks():
    rsa, p256 = load("rsa"), load("p256")
    spki = (KEYS / "rsa.spki.pem").read_bytes()
    jwk = {name: value for name, value in json.loads((KEYS / "rsa.jwk.json").read_text()).items() if name != "kid"}
    certificate = "".join(line for line in (KEYS / "rsa.crt.pem").read_text().splitlines() if not line.startswith("-"))
    es256 = signed("ES256", p256)
    head, body, tag = es256.split(".")
    r, s = decode(tag)[:32], decode(tag)[32:]
    with_tag = lambda raw: f"{head}.{body}.{encode(raw)}"
    strip = lambda alg: f"{encode({'alg': alg})}.{body}."
    asn1 = p256.sign(f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    hs = lambda secret: signed("HS256", secret)
    own, other = "p256.spki.pem", "rsa-other.jwk.json"
    cases = [
        ("none", strip("none"), own, "refused", ["alg-none"]),
        ("None", strip("None"), own, "refused", ["alg-none-variant"]),
        ("nONE with a signature", f"{encode({'alg': 'nONE'})}.{body}.{tag}", own, "refused", ["alg-none-variant"]),
        ("the signature left out", f"{head}.{body}.", own, "refused", ["signature-empty"]),
        ("the last dot left out", f"{head}.{body}", own, "refused", ["segment-count"]),
        ("a part too many", f"{es256}.AAAA", own, "refused", ["segment-count"]),
        ("HS256 by the public key in PEM", hs(spki), "rsa.spki.pem", "refused", []),
        (
            "HS256 by the public key in PEM without its last line break",
            hs(spki.rstrip()),
            "rsa.spki.pem",
            "refused",
            [],
        ),
        (
            "HS256 by the public key in DER",
            hs(base64.b64decode((KEYS / "rsa.spki.b64").read_text())),
            "rsa.spki.pem",
            "refused",
            [],
        ),
        ("HS256 by the public key as a JWK", hs((KEYS / "rsa.jwk.json").read_bytes()), "rsa.jwk.json", "refused", []),
        ("a key of its own, alone", signed("RS256", rsa, {"jwk": jwk}), None, "key-from-token", []),
        ("a key of its own beside that of the issuer", signed("RS256", rsa, {"jwk": jwk}), other, "refused", []),
        ("a certificate of its own, alone", signed("RS256", rsa, {"x5c": [certificate]}), None, "key-from-token", []),
        (
            "a certificate of its own beside the key of the issuer",
            signed("RS256", rsa, {"x5c": [certificate]}),
            other,
            "refused",
            [],
        ),
        ("R and S of zero", with_tag(bytes(64)), own, "refused", ["sig-ecdsa-zero"]),
        ("S of zero", with_tag(r + bytes(32)), own, "refused", ["sig-ecdsa-zero"]),
        ("R of the order", with_tag(ORDER + s), own, "refused", ["sig-ecdsa-range"]),
        ("S of the order", with_tag(r + ORDER), own, "refused", ["sig-ecdsa-range"]),
        ("R and S of all ones", with_tag(b"\xff" * 64), own, "refused", ["sig-ecdsa-range"]),
        ("a zero before R", with_tag(b"\0" + r + s), own, "refused", ["sig-length"]),
        ("R alone", with_tag(r), own, "refused", ["sig-length"]),
        ("R and S in ASN.1", with_tag(asn1), own, "refused", ["sig-der-ecdsa"]),
        ("R and S in hexadecimal digits", with_tag((r + s).hex()), own, "refused", ["sig-hex"]),
        ("R and S encoded twice", with_tag(tag), own, "refused", ["sig-double-base64"]),
        ("S and R", with_tag(s + r), own, "refused", []),
        (
            "alg in small letters",
            f"{encode({'alg': 'es256', 'typ': 'JWT'})}.{body}.{tag}",
            own,
            "refused",
            ["alg-case"],
        ),
        ("no alg", f"{encode({'typ': 'JWT'})}.{body}.{tag}", own, "refused", ["alg-missing"]),
        ("alg as a number", f"{encode({'alg': 256})}.{body}.{tag}", own, "refused", ["alg-not-string"]),
        ("alg twice", f"{encode(TWICE)}.{body}.{tag}", own, "refused", ["json-duplicate-member"]),
        (
            "crit that nobody knows",
            signed("ES256", p256, {"crit": ["x-policy"], "x-policy": 1}),
            own,
            "refused",
            ["crit-unknown"],
        ),
        ("a character that does not belong", f"{head}.{body}.{tag[:-1]}?", own, "refused", []),
        ("a space inside the signature", f"{head}.{body}.{tag[:10]} {tag[10:]}", own, "refused", []),
        ("an empty secret", hs(b""), "", "refused", []),
    ]
    return [
        {"name": name, "text": text, "keys": [] if key is None else [key], "expect": expect, "raises": raises}
        for name, text, key, expect, raises in cases
    ]


def main():
    (KEYS / "empty.txt").write_text("")
    rows = every_algorithm() + sets() + attacks()
    for row in rows:
        row["keys"] = ["empty.txt" if key == "" else key for key in row["keys"]]
        row.setdefault("raises", [])
    write("tokens.json", rows)
