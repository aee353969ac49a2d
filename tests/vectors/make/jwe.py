"""Encrypted tokens: headers of every algorithm with parts of the sizes that it makes, and the same with one thing wrong."""

from common import encode, stream, write
from keys import load, public_jwk

ENC = {
    "A128GCM": (16, 12, 16),
    "A192GCM": (24, 12, 16),
    "A256GCM": (32, 12, 16),
    "A128CBC-HS256": (32, 16, 16),
    "A192CBC-HS384": (48, 16, 24),
    "A256CBC-HS512": (64, 16, 32),
}
SALT = encode(stream("salt", 16))


def parts(header, key, iv, tag, name=""):
    body = [stream(f"{name} {what}", length) for what, length in [("key", key), ("iv", iv), ("text", 48), ("tag", tag)]]
    return ".".join(encode(part) for part in [header, *body])


def key_length(alg, enc):
    content = ENC[enc][0]
    if alg in ("dir", "ECDH-ES"):
        return 0
    return 256 if alg.startswith("RSA") else content if alg.endswith("GCMKW") else content + 8


def header(alg, enc, **more):
    found = {"alg": alg, "enc": enc}
    if alg.startswith("ECDH-ES"):
        found["epk"] = public_jwk("p256", load("p256"))
    if alg.startswith("PBES2"):
        found |= {"p2s": SALT, "p2c": 600_000}
    if alg.endswith("GCMKW"):
        found |= {"iv": encode(stream("iv", 12)), "tag": encode(stream("tag", 16))}
    return {**found, **more}


def good(alg, enc="A256GCM", **more):
    _, iv, tag = ENC[enc]
    return parts(header(alg, enc, **more), key_length(alg, enc), iv, tag, f"{alg} {enc}")


ALGORITHMS = [
    "dir",
    "RSA-OAEP",
    "RSA-OAEP-256",
    "RSA-OAEP-384",
    "RSA-OAEP-512",
    "A128KW",
    "A192KW",
    "A256KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "ECDH-ES+A192KW",
    "ECDH-ES+A256KW",
    "PBES2-HS256+A128KW",
    "PBES2-HS384+A192KW",
    "PBES2-HS512+A256KW",
]


def main():
    rows = []
    add = lambda name, text, raises=(): rows.append({"name": name, "text": text, "raises": list(raises)})
    for alg in ALGORITHMS:
        add(alg, good(alg))
    for enc in ENC:
        add(f"dir with {enc}", good("dir", enc))
    add("a token inside", good("RSA-OAEP-256", cty="JWT"))
    add("more parameters", good("dir", kid="k-1", typ="JWT", apu="QQ", exp=1))
    wrong = ["jwe-segments"]
    for enc, (_, iv, tag) in ENC.items():
        plain = header("dir", enc)
        add(f"{enc}, an initialization vector of a byte less", parts(plain, 0, iv - 1, tag), wrong)
        add(f"{enc}, a tag of a byte less", parts(plain, 0, iv, tag - 1), wrong)
        add(f"{enc}, no tag", parts(plain, 0, iv, 0), wrong)
    add("dir with an encrypted key", parts(header("dir", "A128GCM"), 24, 12, 16), wrong)
    add("ECDH-ES with an encrypted key", parts(header("ECDH-ES", "A128GCM"), 24, 12, 16), wrong)
    add("no enc", parts({"alg": "dir"}, 0, 12, 16), ["jwe-enc-missing"])
    add("no epk", parts({"alg": "ECDH-ES", "enc": "A256GCM"}, 0, 12, 16), ["jwe-epk-invalid"])
    add(
        "epk off the curve",
        good("ECDH-ES", epk={**public_jwk("p256", load("p256")), "y": encode(bytes(31) + b"\1")}),
        ["jwe-epk-invalid"],
    )
    add("a short salt", good("PBES2-HS256+A128KW", p2s=encode(b"1234567")), ["jwe-pbes2-salt"])
    add("rounds without end", good("PBES2-HS256+A128KW", p2c=2_000_000_000), ["jwe-pbes2-high"])
    add("999 rounds", good("PBES2-HS256+A128KW", p2c=999), ["jwe-pbes2-low"])
    add("RSA1_5", good("RSA1_5"), ["jwe-rsa15"])
    add("compressed", good("dir", zip="DEF"), ["jwe-zip"])
    add("a part missing", good("dir").rsplit(".", 1)[0], ["segment-count"])
    add("a part too many", good("dir") + ".AAAA", ["segment-count"])
    add("a header that is not JSON", ".".join([encode("{alg:dir}"), *good("dir").split(".")[1:]]), ["json-invalid"])
    write("jwe.json", rows)
