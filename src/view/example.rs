//! Examples to look at, made for the present moment: signed with HS256 and a secret that is no secret.

use sha2::{Digest, Sha256};

use crate::text::base64url;
use crate::text::time::NumericDate;

/// The secret of the examples; 32 bytes, as HS256 asks for (RFC 7518 §3.2).
pub const SECRET: &[u8] = b"an example secret of 32 bytes ..";
/// The block of SHA-256, in bytes (RFC 2104 §2).
const BLOCK: usize = 64;

/// The example called `kind` at `now`: `expired`, `unsigned`, or else one that is valid.
fn example(kind: &str, now: NumericDate) -> String {
    let (issued, expires) = if kind == "expired" { (-4 * 86_400, -4 * 86_400 + 3_600) } else { (-180, 720) };
    let at = |offset: i64| now.seconds().saturating_add(offset);
    let header = if kind == "unsigned" { r#"{"alg":"none","typ":"JWT"}"# } else { r#"{"alg":"HS256","typ":"JWT"}"# };
    let payload = format!(
        r#"{{"iss":"https://login.example","sub":"u-1815-12-10","aud":"https://api.example","name":"Ada Lovelace","scope":"notes:read notes:write","iat":{},"exp":{},"jti":"5f0c2c9e1b7a4d63"}}"#,
        at(issued),
        at(expires)
    );
    let signed = format!("{}.{}", base64url::encode(header.as_bytes()), base64url::encode(payload.as_bytes()));
    let signature =
        if kind == "unsigned" { String::new() } else { base64url::encode(&hmac(SECRET, signed.as_bytes())) };
    format!("{signed}.{signature}")
}

/// What tokens are found in: a name, what it is called, and how such a text begins.
pub const KINDS: [(&str, &str, &str); 6] = [
    ("curl", "curl command", "curl -H 'Authorization: …'"),
    ("har", "HAR file", "DevTools › Export HAR"),
    ("cookie", "Cookie", "Cookie: session=eyJhb…"),
    ("env", ".env file", "API_TOKEN=eyJhbGciOi…"),
    ("json", "JSON response", r#"{"access_token": "eyJ…"}"#),
    ("log", "Log line", "WARN 401 token=eyJhb…"),
];

/// A text of one of the [`KINDS`], with a valid token in it; or the token alone: `expired`, `unsigned`, else a valid
/// one.
pub fn text(kind: &str, now: NumericDate) -> String {
    let token = example(kind, now);
    match kind {
        "curl" => format!(
            "curl -sS -H 'Accept: application/json' -H 'Authorization: Bearer {token}' https://api.example/notes"
        ),
        "har" => format!(
            r#"{{"log":{{"version":"1.2","entries":[{{"request":{{"method":"GET","url":"https://api.example/notes","headers":[{{"name":"Accept","value":"*/*"}},{{"name":"Authorization","value":"Bearer {token}"}}]}}}},{{"request":{{"method":"GET","url":"https://api.example/me","headers":[{{"name":"Authorization","value":"Bearer {token}"}}]}}}}]}}}}"#
        ),
        "cookie" => format!("Cookie: theme=dark; session={token}; lang=en"),
        "env" => format!("# for this machine alone\nAPI_URL=\"https://api.example\"\nAPI_TOKEN=\"{token}\"\n"),
        "json" => format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":720}}"#),
        "log" => format!(r#"level=warn status=401 path=/notes token="{token}" reason="audience""#),
        _ => token,
    }
}

/// HMAC with SHA-256 (RFC 2104) for a key of at most one block.
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let pad = |byte: u8| {
        let mut block = [byte; BLOCK];
        block.iter_mut().zip(key).for_each(|(place, key)| *place ^= key);
        block
    };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231 §4.3.
    #[test]
    fn hmac_of_the_second_published_case() {
        let found: String =
            hmac(b"Jefe", b"what do ya want for nothing?").iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    /// Each is read as the page reads it: one token, though the HAR file has it twice.
    #[test]
    fn the_token_is_found_in_each_kind_of_text() {
        let now = NumericDate::from_seconds(1_795_176_000);
        for (kind, ..) in KINDS {
            let report = crate::report::shown(&text(kind, now), now);
            let found: Vec<_> = report.tokens.iter().map(|token| (token.verdict.state, token.claims.len())).collect();
            let expected = if kind == "har" { 2 } else { 1 };
            assert_eq!(found, vec![(crate::report::VerdictState::Current, 8); expected], "{kind}");
        }
    }

    #[test]
    fn examples_have_three_parts() {
        for kind in ["valid", "expired", "unsigned"] {
            let token = example(kind, NumericDate::from_seconds(1_795_176_000));
            assert_eq!(token.split('.').count(), 3);
            assert_eq!(token.ends_with('.'), kind == "unsigned");
        }
    }
}
