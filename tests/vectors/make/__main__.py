"""Writes the vectors anew: `python3 tests/vectors/make`, with the package `cryptography` 48 or later. See ../README.md."""

import base64url
import json_cases
import jwe
import keys
import sd_jwt
import tokens

for part in (keys, tokens, json_cases, base64url, sd_jwt, jwe):
    part.main()
