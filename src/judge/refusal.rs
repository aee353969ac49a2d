//! What a server answered when it refused a token: which check it names, and what it says that it expects.
//!
//! Read are a challenge (RFC 9110 §11.6.1, with the parameters of RFC 6750 §3 and RFC 9470 §3), a body in JSON, a whole
//! answer as tools print it, or a message alone. Servers word the same refusal each in its own way, so words decide:
//! those of libraries and gateways in wide use. A message that matches none of them says nothing here.

use crate::text::json::{Document, Value};

/// The bytes that are read.
const MAX_TEXT: usize = 16 * 1024;
/// The bytes of one message that are repeated.
const MAX_SAID: usize = 400;
/// The strings of a body that are looked at.
const MAX_STRINGS: usize = 64;

/// What a server refused, and what follows.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which check it was, as a clause without a subject: `refused its audience`.
    pub fate: &'static str,
    /// What to do.
    pub advice: &'static str,
    /// The field of what a server expects that the message may give a value for; empty for none.
    pub field: &'static str,
    /// What such messages have in them, in lower case.
    words: &'static [&'static str],
}

/// The reasons, the one that decides first: a message on an expired token may name the signature, too.
const REASONS: [Reason; 11] = [
    Reason {
        fate: "wants a nonce or a proof of possession (DPoP)",
        advice: "Send a fresh DPoP proof, with the nonce from its header DPoP-Nonce.",
        field: "",
        words: &["dpop"],
    },
    Reason {
        fate: "wants a stronger or a more recent login",
        advice: "Have the user log in again, with the acr_values or max_age that it names.",
        field: "",
        words: &["insufficient_user_authentication", "acr_values"],
    },
    Reason {
        fate: "found no token",
        advice: "See that the request has the header Authorization with Bearer, and that every proxy passes it on.",
        field: "",
        words: &[
            "no authorization",
            "missing authentication token",
            "missing token",
            "token is missing",
            "jwt is missing",
            "token not provided",
            "no token",
            "missing authorization",
            "not found in request",
        ],
    },
    Reason {
        fate: "takes it for expired",
        advice: "If it has not expired by this clock, compare the server's clock and the token that was sent.",
        field: "",
        words: &["expired", "\"exp\"", "'exp'", "exp claim"],
    },
    Reason {
        fate: "takes it for not valid yet",
        advice: "If it has started by this clock, the server's clock is behind: give it some leeway.",
        field: "",
        words: &[
            "not yet valid",
            "not valid before",
            "not active",
            "immature",
            "nbf",
            "before issued",
            "notbefore",
            "notyetvalid",
            "in the future",
        ],
    },
    Reason {
        fate: "refused its scopes",
        advice: "Ask for a token with what it wants; permissions and roles count on some servers.",
        field: "scopes",
        words: &["scope", "permission", "privilege", "required role", "missing role"],
    },
    Reason {
        fate: "refused its audience",
        advice: "Enter the audience that it expects, and ask for a token for that one.",
        field: "audience",
        words: &["audience", "\"aud\"", "'aud'", "aud claim"],
    },
    Reason {
        fate: "refused its issuer",
        advice: "Enter the issuer that it expects: an address that differs in one slash is another.",
        field: "issuer",
        words: &["issuer", "\"iss\"", "'iss'", "iss claim", "different provider"],
    },
    Reason {
        fate: "refused its algorithm",
        advice: "Enter the algorithms that it allows, and let the issuer sign with one of them.",
        field: "algorithms",
        words: &["algorithm", "\"alg\"", "'alg'", "alg header"],
    },
    Reason {
        fate: "could not read it",
        advice: "Compare what was sent character by character: it may have been cut, quoted, or of another kind.",
        field: "",
        words: &[
            "malformed",
            "segments",
            "in the form of",
            "padding",
            "not well formed",
            "invalid_request",
            "unable to decode",
            "failed to decode",
            "decodeerror",
            "could not parse",
            "failed to parse",
        ],
    },
    Reason {
        fate: "could not verify its signature",
        advice: "Check it under Verify with the server's keys: they may be old, or from another environment.",
        field: "",
        words: &["signature", "jwks", "kid", "signing key", "matching key", "verification key", "verification fail"],
    },
];

/// What a server answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Denial {
    /// The check that it names; `None` for an answer that names none that is known.
    pub reason: Option<&'static Reason>,
    /// Its own words.
    pub said: String,
    /// What it expects, by the names of the fields of what a server expects.
    pub expects: Vec<(&'static str, String)>,
}

/// What `text` says; `None` for a blank one.
pub fn read(text: &str) -> Option<Denial> {
    let text = body(text.get(..text.floor_char_boundary(MAX_TEXT))?);
    let challenge = |name: &str| parameter(text, name);
    let mut said: Vec<String> = ["error_description", "error"].iter().filter_map(|name| challenge(name)).collect();
    if said.is_empty() {
        said = strings(text);
    }
    if said.is_empty() {
        said.push(text.trim().to_owned());
    }
    let first = said.first().filter(|first| !first.is_empty())?;
    // A parameter of the challenge is known by its name alone.
    let all = [&*said.join(" "), if challenge("acr_values").is_some() { " acr_values" } else { "" }].concat();
    let lower = all.to_ascii_lowercase();
    let reason = REASONS.iter().find(|reason| reason.words.iter().any(|words| lower.contains(words)));
    let field = reason.map(|reason| reason.field).filter(|field| !field.is_empty());
    let expected = field.and_then(|field| Some((field, wanted(&all, &lower)?)));
    let scopes = challenge("scope").map(|scopes| ("scopes", scopes));
    let said = first[..first.floor_char_boundary(MAX_SAID)].to_owned();
    Some(Denial { reason, said, expects: scopes.or(expected).into_iter().collect() })
}

/// What is after the headers of a whole answer; all of it where it holds a challenge.
fn body(text: &str) -> &str {
    let is_answer = text.trim_start_matches(['<', ' ', '\n', '\r']).starts_with("HTTP/");
    if !is_answer || parameter(text, "error").is_some() {
        return text;
    }
    let after = |gap: &str| text.find(gap).map(|at| &text[at + gap.len()..]);
    after("\r\n\r\n").or_else(|| after("\n\n")).unwrap_or_default()
}

/// The value of a parameter of a challenge (RFC 9110 §11.2): a token, or what a quoted string says.
fn parameter(text: &str, name: &str) -> Option<String> {
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'"');
    let lower = text.to_ascii_lowercase();
    for (at, _) in lower.match_indices(name) {
        let is_whole = at.checked_sub(1).is_none_or(|before| !is_inside(text.as_bytes()[before]));
        let value = text[at + name.len()..].trim_start().strip_prefix('=').filter(|_| is_whole).map(str::trim_start);
        match value.map(|value| value.strip_prefix('"').ok_or(value)) {
            // One that never ends leaves no other a beginning.
            Some(Ok(rest)) => return unquoted(rest),
            Some(Err(value)) => {
                let token = value.split([',', ' ', '\r', '\n', ';', '&']).next().unwrap_or_default();
                return Some(token.to_owned()).filter(|token| !token.is_empty());
            }
            None => {}
        }
    }
    None
}

/// What is before the quote that ends a string; `None` where none does.
fn unquoted(rest: &str) -> Option<String> {
    let mut said = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(said),
            '\\' => said.push(letters.next()?),
            letter => said.push(letter),
        }
    }
}

/// The strings of a body in JSON, what people are to read first.
fn strings(text: &str) -> Vec<String> {
    let Some(object) = text.find('{').zip(text.rfind('}')).and_then(|(from, to)| text.get(from..=to)) else {
        return Vec::new();
    };
    let document = Document::read(object.to_owned());
    let mut open: Vec<Value<'_>> = document.root().into_iter().collect();
    let (mut words, mut codes) = (Vec::new(), Vec::new());
    while let Some(value) = open.pop().filter(|_| words.len() + codes.len() < MAX_STRINGS) {
        open.extend(value.children());
        let Some(said) = value.string().map(|said| said.into_owned()) else { continue };
        // Messages have words, codes and addresses have none.
        if said.contains(' ') { words.push(said) } else { codes.push(said) }
    }
    words.extend(codes);
    words
}

/// The value that a message says was expected: `expected: api`, `Expected "api" but got`, `ValidAudience: 'api'`.
fn wanted(text: &str, lower: &str) -> Option<String> {
    let after = |marker: &str| {
        // Not "unexpected".
        let is_whole = |at: &usize| !lower[..*at].ends_with("un");
        let at = lower.match_indices(marker).map(|(at, _)| at).find(is_whole)?;
        Some(&text[at + marker.len()..])
    };
    let rest = after("expected").or_else(|| after("validaudience")).or_else(|| after("validissuer"))?;
    let rest = rest.trim_start_matches([':', ' ']);
    let rest = ["audience ", "issuer "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split([' ', ',', ';']).next()?.trim_end_matches('.'),
    };
    // "Another algorithm expected, or none" names no value.
    let is_named = rest.starts_with(['"', '\'']) || lower.contains("expected: ");
    Some(value.to_owned()).filter(|value| is_named && !value.is_empty() && value != "null")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, fate: &str, said: &str, expects: &[(&str, &str)]) {
        let found = read(text).unwrap();
        assert_eq!(found.reason.map_or("", |reason| reason.fate), fate, "{found:?}");
        assert_eq!(found.said, said);
        let owned: Vec<_> = found.expects.iter().map(|(field, value)| (*field, &**value)).collect();
        assert_eq!(owned, expects);
    }

    #[test]
    fn challenges() {
        check(
            r#"WWW-Authenticate: Bearer error="invalid_token", error_description="The access token expired""#,
            "takes it for expired",
            "The access token expired",
            &[],
        );
        check(
            "HTTP/2 403\r\nwww-authenticate: Bearer error=insufficient_scope, scope=\"a:read a:write\"\r\n\r\n{}",
            "refused its scopes",
            "insufficient_scope",
            &[("scopes", "a:read a:write")],
        );
        check(
            r#"Bearer error="invalid_token", error_description="unexpected \"aud\" claim value""#,
            "refused its audience",
            "unexpected \"aud\" claim value",
            &[],
        );
        check(
            r#"DPoP error="use_dpop_nonce", error_description="Resource server requires nonce in DPoP proof""#,
            "wants a nonce or a proof of possession (DPoP)",
            "Resource server requires nonce in DPoP proof",
            &[],
        );
        check(
            r#"Bearer error="insufficient_user_authentication", acr_values="myACR", max_age="5""#,
            "wants a stronger or a more recent login",
            "insufficient_user_authentication",
            &[],
        );
    }

    #[test]
    fn bodies() {
        check(r#"{"message":"jwt expired"}"#, "takes it for expired", "jwt expired", &[]);
        check(
            r#"{"error":{"code":"InvalidAuthenticationToken","message":"Access token validation failure. Invalid audience."}}"#,
            "refused its audience",
            "Access token validation failure. Invalid audience.",
            &[],
        );
        check(
            "< HTTP/1.1 401 Unauthorized\n< X-Scope: none\n\n{\"msg\": \"Signature verification failed\"}",
            "could not verify its signature",
            "Signature verification failed",
            &[],
        );
        check(r#"{"timestamp":"2026-11-20T12:00:00","error":"Unauthorized"}"#, "", "Unauthorized", &[]);
    }

    #[test]
    fn messages() {
        for (text, fate) in [
            ("Signature has expired", "takes it for expired"),
            ("ExpiredSignature", "takes it for expired"),
            ("\"exp\" claim timestamp check failed", "takes it for expired"),
            ("Jwt is not in the form of Header.Payload.Signature", "could not read it"),
            ("Not enough segments", "could not read it"),
            ("The token is not yet valid (iat)", "takes it for not valid yet"),
            ("An error occurred while attempting to decode the Jwt: Jwt expired at 2026", "takes it for expired"),
            ("Signed JWT rejected: Another algorithm expected, or no matching key(s) found", "refused its algorithm"),
            ("Jwks doesn't have key to match kid or alg from Jwt", "could not verify its signature"),
            ("No authorization token was found", "found no token"),
            (
                "invalid JWT: unable to parse or verify signature, token signature is invalid",
                "could not verify its signature",
            ),
            ("Could not verify JWT: JWTExpired", "takes it for expired"),
            ("JWTNotInAudience", "refused its audience"),
            ("token contains an invalid number of segments", "could not read it"),
            ("The token is not valid before '11/20/2026 12:00:00'", "takes it for not valid yet"),
            ("oidc: id token issued by a different provider", "refused its issuer"),
            ("Unauthorized", ""),
            ("controller failed", ""),
        ] {
            check(text, fate, text, &[]);
        }
    }

    #[test]
    fn what_was_expected() {
        for (text, field, value) in [
            ("jwt audience invalid. expected: https://api.example", "audience", "https://api.example"),
            ("jwt issuer invalid. expected: a or b", "issuer", "a"),
            (
                "IDX10214: Audience validation failed. Did not match: validationParameters.ValidAudience: 'b'",
                "audience",
                "b",
            ),
            (
                "Firebase ID token has incorrect \"aud\" (audience) claim. Expected \"x\" but got \"y\".",
                "audience",
                "x",
            ),
            ("oidc: expected audience \"kube\" got [\"other\"]", "audience", "kube"),
        ] {
            assert_eq!(read(text).unwrap().expects, [(field, value.to_owned())], "{text}");
        }
    }

    #[test]
    fn anything_at_all() {
        assert_eq!(read(" \n"), None);
        assert_eq!(read("HTTP/1.1 401 Unauthorized\nDate: today"), None);
        for text in ["error=", "error=\"", "error=\"\\", "{", "}{", "{}", "expected", "audience expected: ", "é\u{301}"]
        {
            let _ = read(text);
        }
        let long = ["error=\"", &"é".repeat(MAX_TEXT)].concat();
        assert!(read(&long).unwrap().said.len() <= MAX_SAID);
    }
}
