//! The promise to be quiet: a well-made token of a mainstream provider raises no error and at most two warnings.
//!
//! The tokens are written after the providers' documentation. A table of what each raises is printed, because a rule
//! that is too loud is seen there first.

use jotglass::registry::providers;
use jotglass::report::Severity;

use crate::support::{encode, ids_of, inspect, loud, only, token};

mod tokens;

use tokens::TOKENS;

/// A well-made token, and what it must be recognised as.
struct Row {
    /// The provider's key; empty where the token has none.
    provider: &'static str,
    /// The id of the profile.
    profile: &'static str,
    header: &'static str,
    claims: &'static str,
}

/// How many warnings a well-made token may raise.
const MAX_WARNINGS: usize = 2;

/// Bytes that look like a signature of `alg`, below the order of every curve.
fn signature(alg: &str) -> Vec<u8> {
    let length = match alg {
        "HS256" => 32,
        "ES256" | "EdDSA" => 64,
        "HS512" => 64,
        "RS256" => 256,
        _ => panic!("{alg} has no length here"),
    };
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut bytes: Vec<u8> = (0..length)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .collect();
    for half in [0, length / 2] {
        bytes[half] &= 0x3f;
    }
    bytes
}

/// The tokens, as people would paste them.
pub fn tokens() -> impl Iterator<Item = String> {
    TOKENS.iter().map(spelled)
}

fn spelled(row: &Row) -> String {
    let header: serde_json::Value = serde_json::from_str(row.header).unwrap();
    let alg = header["alg"].as_str().unwrap();
    match alg {
        // An encrypted token: key, initialization vector, ciphertext and tag.
        "dir" => {
            format!(
                "{}..{}.{}.{}",
                encode(row.header),
                encode([7; 12]),
                encode(signature("RS256")),
                encode(&signature("HS256")[..16])
            )
        }
        _ => token(row.header, row.claims, &signature(alg)),
    }
}

/// What is wrong with the judgement on a token, and its line of the table.
fn judge(row: &Row) -> (String, Vec<String>) {
    let report = inspect(&spelled(row));
    let token = only(&report);
    let [errors, warnings, infos] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| ids_of(&report, severity));
    let mut complaints = Vec::new();
    let provider = token.provider.map_or("", |index| providers::all().nth(index).unwrap().key);
    let profile = token.profile.unwrap_or_default();
    if (provider, profile) != (row.provider, row.profile) {
        complaints.push(format!("is taken for {provider:?} {profile:?}"));
    }
    if !errors.is_empty() {
        complaints.push(format!("raises {errors:?}"));
    }
    if warnings.len() > MAX_WARNINGS {
        complaints.push(format!("raises {} warnings", warnings.len()));
    }
    let line = format!(
        "{:<12} | {:<18} | {} | {} | {}",
        row.provider,
        row.profile,
        errors.join(" "),
        warnings.join(" "),
        infos.len()
    );
    let summary = &token.verdict.summary;
    (line, complaints.into_iter().map(|why| format!("{} {}: {why} ({summary})", row.provider, row.profile)).collect())
}

#[test]
fn well_made_tokens_are_quiet() {
    let judged: Vec<_> = TOKENS.iter().map(judge).collect();
    let lines: Vec<&str> = judged.iter().map(|(line, _)| line.as_str()).collect();
    loud(&format!("provider     | profile            | errors | warnings | infos\n{}", lines.join("\n")));
    let complaints: Vec<String> = judged.into_iter().flat_map(|(_, complaints)| complaints).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn the_verdict_tells_kind_maker_client_and_user() {
    for (provider, profile, expected) in [
        (
            "google",
            "id-token",
            "ID token from Google for client 123456789012-abc1def2ghi3.apps.googleusercontent.com, about \
             jane@example.org.",
        ),
        (
            "okta",
            "access-token",
            "Access token from Okta (example.okta.com) for api://default, about jane@example.org.",
        ),
        ("auth0", "", "A token from Auth0 (example.eu.auth0.com)."),
        ("", "id-token", "ID token from login.example.org for client s6BhdRkqt3, about 248289761001."),
        (
            "",
            "logout-token",
            "Logout token from login.example.org for s6BhdRkqt3, about 248289761001. Tells an application that a \
             session has ended.",
        ),
        (
            "",
            "client-assertion",
            "Client assertion from s6BhdRkqt3 for https://login.example.org/oauth2/token. Takes the place of a \
             password",
        ),
        ("stir", "passport", "PASSporT. Says who is calling whom by telephone."),
    ] {
        let row = TOKENS.iter().find(|row| (row.provider, row.profile) == (provider, profile)).unwrap();
        let report = inspect(&spelled(row));
        let summary = &only(&report).verdict.summary;
        assert!(summary.starts_with(expected), "{summary}");
    }
}

#[test]
fn what_is_made_without_an_end_does_not_never_expire() {
    let row = TOKENS.iter().find(|row| row.profile == "dpop-proof").unwrap();
    let sentence = inspect(&spelled(row)).verdict.sentence;
    assert_eq!(sentence, "Made 10 seconds ago, without an end by design · signature not verified");
}
