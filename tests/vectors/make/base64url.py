"""base64url (RFC 4648 §5) without padding: texts, the bytes that a lenient reader makes of them, and what is wrong with them."""

import base64

from common import encode, stream, write

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def read(text):
    """The rules once more, in the plainest way: bits in a string."""
    flaws, digits = [], []
    for letter in text:
        if letter in "+/":
            flaws.append("StandardAlphabet")
            digits.append("-_"["+/".index(letter)])
        elif letter == "=":
            flaws.append("Padding")
        elif letter in ALPHABET:
            digits.append(letter)
        else:
            flaws.append("IllegalCharacter")
    if len(digits) % 4 == 1:
        flaws.append("Length")
        digits.pop()
    bits = "".join(f"{ALPHABET.index(digit):06b}" for digit in digits)
    whole = len(bits) // 8 * 8
    if "1" in bits[whole:]:
        flaws.append("Noncanonical")
    return bytes(int(bits[at : at + 8], 2) for at in range(0, whole, 8)), sorted(set(flaws))


def main():
    texts = {f"{length} bytes": encode(stream("b64", length)) for length in [*range(0, 34), 63, 64, 65, 255, 256, 257]}
    texts |= {f"every letter {at}": ALPHABET[at:] + ALPHABET[:at] for at in (0, 1, 2, 3, 31, 62)}
    texts |= {
        f"{name} bytes, all {byte:02x}": encode(bytes([byte]) * name)
        for name in (1, 2, 3)
        for byte in (0, 0x7F, 0x80, 0xFF)
    }
    standard = base64.b64encode(bytes(range(240, 256)) * 3).decode()
    texts |= {
        "ordinary base64": standard,
        "ordinary base64 with padding": base64.b64encode(b"\xfb\xff").decode(),
        "both alphabets": "-_+/",
        "plus only": "++++",
        "slash only": "////",
    }
    texts |= {
        "padding of one": "YWI=",
        "padding of two": "YQ==",
        "padding of three": "YQ===",
        "padding inside": "YQ==YQ==",
        "padding only": "====",
        "padding first": "=YWI",
        "padding for a whole group": "YWJj====",
    }
    texts |= {f"one letter too many after {count}": "YWJj" * count + "Y" for count in (0, 1, 2, 5)}
    texts |= {f"stray bits {last}": f"Y{last}" for last in "RSTUVWXYZabcdef"}
    texts |= {f"stray bits of three {last}": "YW" + last for last in "JKLMNOP"}
    for what, letter in {
        "a space": " ",
        "a line feed": "\n",
        "CRLF": "\r\n",
        "a tab": "\t",
        "a NUL": "\0",
        "a dot": ".",
        "a tilde": "~",
        "a comma": ",",
        "é": "é",
        "an emoji": "😀",
        "a full-width A": "Ａ",
        "a zero-width space": "\u200b",
        "a percent": "%3D",
    }.items():
        texts |= {
            f"{what} inside": f"YW{letter}Jj",
            f"{what} first": f"{letter}YWJj",
            f"{what} last": f"YWJj{letter}",
            f"{what} alone": letter,
        }
    texts |= {"everything at once": " +Y=W!/R=="}
    write(
        "base64url.json",
        [
            {"name": name, "text": text, "hex": read(text)[0].hex(), "flaws": read(text)[1]}
            for name, text in texts.items()
        ],
    )
