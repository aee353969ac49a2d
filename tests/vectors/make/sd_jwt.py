"""SD-JWTs (RFC 9901): what a holder discloses, the claims that a verifier ends up with, and presentations it must refuse."""

import hashlib

from common import CLAIMS, NOW, encode, stream, write
from keys import load, public_jwk
from tokens import signature

ISSUER = "p256"
HOLDER = "ed25519"


def digest(text):
    return encode(hashlib.sha256(text.encode()).digest())


class Issuer:
    """Makes disclosures, each with a salt of its own, and remembers them by a label."""

    def __init__(self, case):
        self.case, self.made = case, {}

    def disclose(self, label, *parts):
        salt = encode(stream(f"{self.case} {label}", 16))
        self.made[label] = encode([salt, *parts])
        return digest(self.made[label])

    def decoy(self, label):
        return digest(f"{self.case} {label}")


def token(claims, typ="example+sd-jwt", key=ISSUER, alg="ES256"):
    message = f"{encode({'alg': alg, 'typ': typ})}.{encode(claims)}"
    return f"{message}.{encode(signature(alg, load(key), message.encode()))}"


def presented(claims, disclosures):
    return "".join(f"{part}~" for part in [token(claims), *disclosures])


def bound(text, **changes):
    """With the proof of the holder's key behind it."""
    claims = {
        "iat": NOW - 10,
        "aud": "https://verifier.example",
        "nonce": "n-0S6_WzA2Mj",
        "sd_hash": digest(text),
        **changes,
    }
    typ = claims.pop("typ", "kb+jwt")
    claims = {name: value for name, value in claims.items() if value is not None}
    return text + token(claims, typ, HOLDER, "EdDSA")


CASES = []


def case(name, text, claims, raises=()):
    CASES.append({"name": name, "text": text, "claims": claims, "raises": sorted(raises)})


def sound():
    one = Issuer("plain")
    names = {
        "given_name": "Ada",
        "email": "ada@example.org",
        "age": 36,
        "is_member": True,
        "nothing": None,
        "score": 0.1,
        "é/~ü": "x",
    }
    digests = sorted(one.disclose(name, name, value) for name, value in names.items())
    issued = {**CLAIMS, "_sd": digests, "_sd_alg": "sha-256"}
    case("every claim disclosed", presented(issued, one.made.values()), {**CLAIMS, **names})
    case("no claim disclosed", presented(issued, []), CLAIMS)
    case("one claim disclosed", presented(issued, [one.made["é/~ü"]]), {**CLAIMS, "é/~ü": "x"})
    case("in another order", presented(issued, reversed(list(one.made.values()))), {**CLAIMS, **names})
    without = {name: value for name, value in issued.items() if name != "_sd_alg"}
    case("without the name of the hash", presented(without, [one.made["age"]]), {**CLAIMS, "age": 36})
    decoys = {**issued, "_sd": sorted([*digests, *(one.decoy(at) for at in range(4))])}
    case("decoys", presented(decoys, [one.made["age"]]), {**CLAIMS, "age": 36})


def arrays():
    one = Issuer("arrays")
    item = lambda label, value: {"...": one.disclose(label, value)}
    issued = {
        **CLAIMS,
        "lands": ["FR", item("de", "DE"), item("us", "US"), "IT", item("ch", "CH")],
        "rows": [[item("a", 1), 2], [item("b", {"deep": [True]})]],
    }
    pick = lambda *labels: presented(issued, [one.made[label] for label in labels])
    case(
        "items of an array",
        pick("de", "us", "ch"),
        {**CLAIMS, "lands": ["FR", "DE", "US", "IT", "CH"], "rows": [[2], []]},
    )
    case(
        "items behind one that is kept",
        pick("ch", "b"),
        {**CLAIMS, "lands": ["FR", "IT", "CH"], "rows": [[2], [{"deep": [True]}]]},
    )
    case(
        "items of inner arrays", pick("a", "b"), {**CLAIMS, "lands": ["FR", "IT"], "rows": [[1, 2], [{"deep": [True]}]]}
    )
    case("no item at all", pick(), {**CLAIMS, "lands": ["FR", "IT"], "rows": [[2], []]})


def nested():
    one = Issuer("nested")
    street = one.disclose("street", "street", "Am Ring 1")
    town = one.disclose("town", "town", {"name": "Ulm", "_sd": [one.disclose("zip", "zip", "89073")]})
    address = one.disclose("address", "address", {"country": "DE", "_sd": [street, town]})
    member = {"kind": "a", "_sd": [one.disclose("level", "level", 3)]}
    issued = {
        **CLAIMS,
        "plain": {"a": 1, "_sd": [one.disclose("b", "b", [2])]},
        "_sd": [address],
        "groups": [{"...": one.disclose("group", member)}],
    }
    pick = lambda *labels: presented(issued, [one.made[label] for label in labels])
    base = {**CLAIMS, "plain": {"a": 1}, "groups": []}
    whole = {"country": "DE", "street": "Am Ring 1", "town": {"name": "Ulm", "zip": "89073"}}
    case("an object in an object", pick("address", "street", "town", "zip"), {**base, "address": whole})
    case("the inner one before the outer one", pick("zip", "town", "street", "address"), {**base, "address": whole})
    case("the outer one without the inner one", pick("address"), {**base, "address": {"country": "DE"}})
    case("a member of a plain object", pick("b"), {**base, "plain": {"a": 1, "b": [2]}})
    case("a member of an item", pick("level", "group"), {**base, "groups": [{"kind": "a", "level": 3}]})
    case("an inner one whose outer one is kept", pick("street"), None, ["sdjwt-disclosure-unreferenced"])


def proofs():
    one = Issuer("proofs")
    issued = {**CLAIMS, "cnf": {"jwk": public_jwk(HOLDER, load(HOLDER))}, "_sd": [one.disclose("age", "age", 36)]}
    text = presented(issued, one.made.values())
    claims = {**CLAIMS, "cnf": issued["cnf"], "age": 36}
    wrong = ["sdjwt-key-binding"]
    case("with the proof of the key", bound(text), claims)
    case("the proof of another presentation", bound(text, sd_hash=digest(text + "~")), claims, wrong)
    case("a proof without a nonce", bound(text, nonce=None), claims, wrong)
    case("a proof without an audience", bound(text, aud=None), claims, wrong)
    case("a proof of another type", bound(text, typ="JWT"), claims, wrong)
    case(
        "a proof behind fewer disclosures",
        presented(issued, []) + bound(text).rsplit("~", 1)[1],
        {**CLAIMS, "cnf": issued["cnf"]},
        wrong,
    )


def refused():
    one = Issuer("refused")
    age = one.disclose("age", "age", 36)
    issued = {**CLAIMS, "_sd": [age]}
    stray = encode([encode(stream("stray", 16)), "admin", True])
    lost, shape = ["sdjwt-disclosure-unreferenced"], ["sdjwt-format"]
    made = one.made["age"]
    case("a disclosure of somebody else's", presented(issued, [made, stray]), None, lost)
    case("a disclosure twice", presented(issued, [made, made]), None, lost)
    case("a digest twice", presented({**CLAIMS, "_sd": [age, age]}, [made]), None, lost)
    other = encode([encode(stream("refused age", 16)), "age", 18])
    case("a disclosure that was changed", presented(issued, [other]), None, lost)
    case("a claim that is there already", presented({**issued, "age": 17}, [made]), None, ["sdjwt-claim-name"])
    for label, name in [("list", "_sd"), ("dots", "...")]:
        other = Issuer(label)
        case(
            f"a claim named {name}",
            presented({**CLAIMS, "_sd": [other.disclose(name, name, ["x"])]}, other.made.values()),
            None,
            ["sdjwt-claim-name"],
        )
    for what, parts in {"one part": [], "four parts": ["a", 1, 2], "a name that is a number": [7, 1]}.items():
        other = Issuer(what)
        case(
            f"a disclosure of {what}",
            presented({**CLAIMS, "_sd": [other.disclose(what, *parts)]}, other.made.values()),
            None,
            shape,
        )
    case("a disclosure that is not JSON", presented(issued, [encode("not JSON")]), None, shape)
    case("a disclosure that is not base64url", presented(issued, ["a+b/"]), None, shape)
    case("a hash that nobody registered", presented({**issued, "_sd_alg": "md5"}, []), None, ["sdjwt-hash"])


def main():
    for part in (sound, arrays, nested, proofs, refused):
        part()
    write("sd-jwt.json", CASES)
