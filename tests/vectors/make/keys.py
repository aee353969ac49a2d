"""One key of each kind, and every form in which people have it. A key that is there already is kept."""

import base64
import datetime
import hashlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, mldsa, rsa, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from common import KEYS, compact, encode, stream, write

CURVES = {
    "p256": (ec.SECP256R1, "P-256"),
    "p384": (ec.SECP384R1, "P-384"),
    "p521": (ec.SECP521R1, "P-521"),
    "secp256k1": (ec.SECP256K1, "secp256k1"),
}
ML_DSA = {"mldsa44": "ML-DSA-44", "mldsa65": "ML-DSA-65", "mldsa87": "ML-DSA-87"}
EDWARDS = {"ed25519": (ed25519.Ed25519PrivateKey, "Ed25519"), "ed448": (ed448.Ed448PrivateKey, "Ed448")}
SECRETS = {"secret32": 32, "secret48": 48, "secret64": 64}
TEXT_SECRET = "Kx7!vT2#qLp9$wRz&mN4*bHc8@yJd3^fGs"

# The form that the core must name, by the end of the file's name; and whether a private half is in it.
FORMS = {
    "spki.pem": ("Spki", False),
    "pkcs1.pem": ("Pkcs1", False),
    "pkcs1-private.pem": ("Pkcs1", True),
    "pkcs8.pem": ("Pkcs8", True),
    "sec1.pem": ("Sec1", True),
    "crt.pem": ("Certificate", False),
    "ssh.pub": ("OpenSsh", False),
    "spki.b64": ("Der", False),
    "jwk.json": ("Jwk", False),
    "jwk-private.json": ("Jwk", True),
    "pss-oid.pem": ("Spki", False),
}


def make(name):
    if name.startswith("rsa"):
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    if name.split("-")[0] in CURVES:
        return ec.generate_private_key(CURVES[name.split("-")[0]][0]())
    return EDWARDS[name.split("-")[0]][0].generate()


def load(name):
    """The private key of this name; made where it is not there yet."""
    file = KEYS / f"{name}.pkcs8.pem"
    if not file.exists():
        file.write_bytes(make(name).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return serialization.load_pem_private_key(file.read_bytes(), None)


def load_ml_dsa(name):
    kind = getattr(mldsa, ML_DSA[name].replace("-", "") + "PrivateKey")
    return kind.from_seed_bytes(stream(name, 32))


def number(value, length=None):
    return encode(value.to_bytes(length or (value.bit_length() + 7) // 8, "big"))


def public_jwk(name, key):
    if name in ML_DSA:
        return {"kty": "AKP", "alg": ML_DSA[name], "pub": encode(key.public_key().public_bytes_raw())}
    public = key.public_key()
    if name.startswith("rsa"):
        numbers = public.public_numbers()
        return {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}
    if name.split("-")[0] in CURVES:
        numbers, length = public.public_numbers(), (public.key_size + 7) // 8
        return {
            "kty": "EC",
            "crv": CURVES[name.split("-")[0]][1],
            "x": number(numbers.x, length),
            "y": number(numbers.y, length),
        }
    return {"kty": "OKP", "crv": EDWARDS[name.split("-")[0]][1], "x": encode(public.public_bytes_raw())}


def private_members(name, key):
    if name.startswith("rsa"):
        n = key.private_numbers()
        return {
            "d": number(n.d),
            "p": number(n.p),
            "q": number(n.q),
            "dp": number(n.dmp1),
            "dq": number(n.dmq1),
            "qi": number(n.iqmp),
        }
    if name in CURVES:
        return {"d": number(key.private_numbers().private_value, (key.key_size + 7) // 8)}
    return {"d": encode(key.private_bytes_raw())}


def thumbprint(jwk):
    """RFC 7638 §3: the required members, by name."""
    wanted = {"RSA": "ent", "EC": ("crv", "kty", "x", "y"), "OKP": ("crv", "kty", "x"), "AKP": ("alg", "kty", "pub")}[
        jwk["kty"]
    ]
    wanted = ("e", "kty", "n") if wanted == "ent" else wanted
    return encode(hashlib.sha256(compact({name: jwk[name] for name in sorted(wanted)}).encode()).digest())


def certificate(name, key):
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"{name}.example")])
    day = datetime.datetime(2026, 1, 1)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = (
        builder.serial_number(int.from_bytes(stream(name, 8), "big"))
        .not_valid_before(day)
        .not_valid_after(day.replace(year=2036))
    )
    return builder.sign(key, None if name in EDWARDS else hashes.SHA256()).public_bytes(Encoding.PEM)


def pss_oid(key):
    """The same RSA key under the algorithm id-RSASSA-PSS (RFC 4055 §3.1), without parameters."""

    def element(tag, content):
        size = len(content)
        length = bytes([size]) if size < 128 else bytes([0x82]) + size.to_bytes(2, "big")
        return bytes([tag]) + length + content

    inner = key.public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1)
    algorithm = element(0x30, element(6, bytes.fromhex("2a864886f70d01010a")))
    der = element(0x30, algorithm + element(3, b"\0" + inner))
    lines = base64.encodebytes(der).decode().replace("\n", "")
    body = "\n".join(lines[at : at + 64] for at in range(0, len(lines), 64))
    return f"-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n".encode()


def forms(name, key):
    public = key.public_key()
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    jwk = public_jwk(name, key)
    found = {
        "spki.pem": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "spki.b64": base64.b64encode(spki),
        "jwk.json": compact({**jwk, "kid": name}).encode(),
        "jwk-private.json": compact({**jwk, **private_members(name, key), "kid": name}).encode(),
    }
    # OpenSSL makes certificates of all of these but Ed448's, which other readers cannot open either.
    found["crt.pem"] = certificate(name, key)
    if name == "rsa":
        found["pkcs1.pem"] = public.public_bytes(Encoding.PEM, PublicFormat.PKCS1)
        found["pkcs1-private.pem"] = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        found["pss-oid.pem"] = pss_oid(key)
    if name in CURVES:
        found["sec1.pem"] = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    if name not in ("secp256k1", "ed448"):
        found["ssh.pub"] = public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH) + b" somebody@example\n"
    return found


def keep(file, content):
    if not (KEYS / file).exists():
        (KEYS / file).write_bytes(content)
    return file


def secrets():
    """Each secret in every spelling that is read as it."""
    rows = []
    for name, length in SECRETS.items():
        secret = stream(name, length)
        jwk = compact({"kty": "oct", "k": encode(secret), "kid": name})
        spelled = {
            "b64": base64.b64encode(secret),
            "b64url": encode(secret).encode(),
            "hex": secret.hex().encode(),
            "jwk.json": jwk.encode(),
        }
        for form, content in spelled.items():
            rows.append({"name": keep(f"{name}.{form}", content), "secret": secret.hex()})
    rows.append({"name": keep("secret-text.txt", TEXT_SECRET.encode()), "secret": TEXT_SECRET.encode().hex()})
    return rows


def refused():
    """What looks like a key and is none that can be used, with words that must be in the explanation."""
    spki = (KEYS / "rsa.spki.pem").read_text()
    one = load("rsa")
    encrypted = one.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"hunter2")
    ).decode()
    jwk = public_jwk("p256", load("p256"))
    off_curve = {**jwk, "y": encode(bytes(31) + b"\1")}
    texts = {
        "encrypted.pem": (encrypted, "encrypted"),
        "cut.pem": ("\n".join(spki.splitlines()[:4]), ""),
        "letter.pem": (spki.replace("MIIB", "MI!B", 1), "base64"),
        "no-n.json": (compact({"kty": "RSA", "e": "AQAB"}), "n"),
        "no-kty.json": (compact({"n": "AQAB", "e": "AQAB"}), "kty"),
        "off-curve.json": (compact(off_curve), "point"),
        "short-x.json": (compact({**jwk, "x": encode(b"\1")}), "x"),
        "empty-k.json": (compact({"kty": "oct", "k": ""}), ""),
    }
    return [{"name": keep(f"refused.{file}", text.encode()), "refused": words} for file, (text, words) in texts.items()]


def main():
    """All files, and keys.json, which says of each what it is."""
    KEYS.mkdir(exist_ok=True)
    rows = []
    for name in ["rsa", *CURVES, *EDWARDS]:
        key = load(name)
        print_ = thumbprint(public_jwk(name, key))
        files = {
            f"{name}.pkcs8.pem": None,
            **{keep(f"{name}.{form}", content): None for form, content in forms(name, key).items()},
        }
        for file in sorted(files):
            form, is_private = FORMS[file.split(".", 1)[1]]
            # A seed alone: its public half is computed by nobody here.
            if name in EDWARDS and form == "Pkcs8":
                rows.append({"name": file, "refused": "only the private half"})
            else:
                rows.append({"name": file, "form": form, "private": is_private, "thumbprint": print_})
    for name in ["rsa-other", "p256-other", "ed25519-other"]:
        jwk = public_jwk(name, load(name))
        file = keep(f"{name}.jwk.json", compact({**jwk, "kid": name}).encode())
        rows.append({"name": file, "form": "Jwk", "private": False, "thumbprint": thumbprint(jwk)})
    for name in ML_DSA:
        jwk = public_jwk(name, load_ml_dsa(name))
        file = keep(f"{name}.jwk.json", compact({**jwk, "kid": name}).encode())
        rows.append({"name": file, "form": "Jwk", "private": False, "thumbprint": thumbprint(jwk)})
    x = x25519.X25519PrivateKey.from_private_bytes(stream("x25519", 32)).public_key()
    jwk = {"kty": "OKP", "crv": "X25519", "x": encode(x.public_bytes_raw())}
    rows.append(
        {
            "name": keep("x25519.jwk.json", compact(jwk).encode()),
            "form": "Jwk",
            "private": False,
            "thumbprint": thumbprint(jwk),
        }
    )
    write("keys.json", rows + secrets() + refused())
