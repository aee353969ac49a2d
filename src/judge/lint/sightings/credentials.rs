//! Credentials by their form: keys with a prefix, PEM blocks, passwords in addresses, and hashes of passwords.

use crate::text::url::Url;

/// Prefixes of keys, and how many characters of the alphabet follow at least.
const PREFIXES: [(&str, usize); 22] = [
    ("AKIA", 16),
    ("ASIA", 16),
    ("AIza", 35),
    ("ghp_", 36),
    ("gho_", 36),
    ("ghu_", 36),
    ("ghs_", 36),
    ("ghr_", 36),
    ("github_pat_", 22),
    ("glpat-", 20),
    ("npm_", 36),
    ("sk_live_", 16),
    ("rk_live_", 16),
    ("sk-ant-", 20),
    ("sk-proj-", 20),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("xoxa-", 10),
    ("xoxr-", 10),
    ("xoxs-", 10),
    ("shpat_", 32),
    ("SG.", 60),
];
/// Of so many of them, the first, exactly that many characters follow.
const EXACT: usize = 3;

/// Whether `text`, which may be an address, holds a credential that works.
pub(super) fn is_live(text: &str, url: Option<&Url<'_>>) -> bool {
    let is_word = |word: &[u8]| {
        // One of the letters with which they begin, before all of them are tried.
        let may_be = matches!(word.first(), Some(b'A' | b'S' | b'g' | b'n' | b'r' | b's' | b'x'));
        may_be
            && PREFIXES.iter().enumerate().any(|(index, (prefix, length))| {
                word.strip_prefix(prefix.as_bytes())
                    .is_some_and(|rest| if index < EXACT { rest.len() == *length } else { rest.len() >= *length })
            })
    };
    let is_foreign = |byte: &u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-' | b'.');
    text.len() > 14
        && (text.as_bytes().split(is_foreign).any(is_word) || url.is_some_and(has_password) || is_private_key(text))
}

fn is_private_key(text: &str) -> bool {
    text.trim_start().starts_with("-----BEGIN ") && text.contains("PRIVATE KEY-----")
}

/// Whether an address has a password in it, as those of databases do.
fn has_password(url: &Url<'_>) -> bool {
    url.userinfo.and_then(|userinfo| userinfo.split_once(':')).is_some_and(|(_, password)| !password.is_empty())
}

/// Whether `text` is the hash of a password: bcrypt, argon2, scrypt, PBKDF2, crypt, or that of a directory.
pub(super) fn is_hash(text: &str) -> bool {
    const STARTS: [&str; 14] = [
        "$2a$",
        "$2b$",
        "$2y$",
        "$argon2",
        "$scrypt$",
        "$pbkdf2",
        "$1$",
        "$5$",
        "$6$",
        "$y$",
        "pbkdf2_sha256$",
        "pbkdf2:sha256:",
        "{SSHA}",
        "{SHA}",
    ];
    matches!(text.as_bytes().first(), Some(b'$' | b'p' | b'{'))
        && text.len() > 24
        && STARTS.iter().any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_ones() {
        let twice = |text: &str| format!("{text}{text}");
        for text in [
            "AKIAIOSFODNN7EXAMPLE".to_owned(),
            format!("key=ghp_{}", twice("0123456789abcdefgh")),
            "postgres://app:hunter2@db.example/x".to_owned(),
            format!("sk_{}_{}", "live", "0123456789abcdef"),
            format!("-----BEGIN {}-----\nMII", "RSA PRIVATE KEY"),
        ] {
            assert!(is_live(&text, Url::split(&text).as_ref()), "{text}");
        }
        for text in [
            "AKIAIOSFODNN7EXAMPL",
            "ghp_short",
            "https://u@host.example/",
            "https://host.example/a:b@c",
            "-----BEGIN PUBLIC KEY-----",
        ] {
            assert!(!is_live(text, Url::split(text).as_ref()), "{text}");
        }
    }

    #[test]
    fn hashes() {
        assert!(
            is_hash("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW")
                && !is_hash("$2b$12$")
                && !is_hash("$29 a month")
        );
    }
}
