//! The promise to be quiet: a well-made token of a mainstream provider raises no error and at most two warnings.
//!
//! The tokens are written after the providers' documentation. A table of what each raises is printed, because a rule that
//! is too loud is seen there first.

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

fn spelled(row: &Row) -> String {
    let header: serde_json::Value = serde_json::from_str(row.header).unwrap();
    let alg = header["alg"].as_str().unwrap();
    match alg {
        // An encrypted token: key, initialization vector, ciphertext and tag.
        "dir" => {
            format!("{}..{}.{}.{}", encode(row.header), encode([7; 12]), encode(signature("RS256")), encode(&signature("HS256")[..16]))
        }
        _ => token(row.header, row.claims, &signature(alg)),
    }
}

/// What is wrong with the judgement on a token, and its line of the table.
fn judge(row: &Row) -> (String, Vec<String>) {
    let report = inspect(&spelled(row));
    let token = only(&report);
    let [errors, warnings, infos] = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| ids_of(&report, severity));
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
    let line = format!("{:<12} | {:<18} | {} | {} | {}", row.provider, row.profile, errors.join(" "), warnings.join(" "), infos.len());
    let summary = &token.verdict.summary;
    if std::env::var_os("JOTGLASS_SUMMARIES").is_some() {
        loud(summary);
    }
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
