//! What it would mean if this very token leaked: for how long it could be used, what would go unnoticed until then, and
//! what could end it sooner. A session id would end at logout; this is the other side of needing no look-up.

use super::node::{Element, el};
use super::timeline::Validity;
use crate::judge::verdict::{Piece, text};
use crate::registry::Sensitivity;
use crate::report::{Claim, Kind, Severity, Token, VerdictState};
use crate::text::time::NumericDate;

/// The claims by which a server could look a token up, the best first, and what that would end.
const HANDLES: [(&str, &str); 4] = [
    ("jti", "a deny list of its jti could end it sooner"),
    ("sid", "a server that looks its sid up could end it sooner"),
    ("session_id", "a server that looks its session_id up could end it sooner"),
    ("uti", "a deny list of its uti could end it sooner"),
];

/// Kinds of token that open nothing for whoever holds them, or only for one request.
const CLOSED: [&str; 9] = [
    "logout-token",
    "security-event",
    "dpop-proof",
    "key-binding",
    "passport",
    "entity-statement",
    "trust-mark",
    "status-list",
    "acme",
];

/// The sentence; its times follow the clock. Nothing for what carries no claims.
///
/// Nor for a token that is damaged, or of a kind that lets nobody in.
pub fn leak(token: &Token, now: NumericDate) -> Option<Element> {
    let is_readable = !token.claims.is_empty() || matches!(token.kind, Kind::Jwe | Kind::JweJson);
    let lets_in = token.profile.is_none_or(|id| !CLOSED.contains(&id));
    (is_readable && lets_in && token.verdict.state != VerdictState::Broken)
        .then(|| el("p").class("soft").words(&pieces(token, now)))
}

fn pieces(token: &Token, now: NumericDate) -> Vec<Piece> {
    let has = |name: &str| token.claims.iter().any(|claim| claim.name == name);
    if token.verdict.state == VerdictState::Unsigned {
        return vec![text(
            "If it leaked, it would open nothing: anyone can write such a token. Its content can be read.",
        )];
    }
    if matches!(token.kind, Kind::Jwe | Kind::JweJson) {
        return vec![text("Its expiry is inside the encrypted payload.")];
    }
    let mut pieces = vec![text("If it leaked now, a thief could use it ")];
    match Validity::of(token).expires {
        Some(at) if at <= now => return vec![text("If it leaked now, it would open nothing any more.")],
        Some(_) if token.verdict.state == VerdictState::NotYetValid => pieces.push(text("from its start to its end")),
        Some(at) => pieces.extend([text("for "), Piece::Distance(at)]),
        None => pieces.push(text("until the key is changed")),
    }
    // A key that is in the open, or a proof that fails, protects nothing.
    let is_broken = token.findings.iter().any(|finding| {
        matches!(finding.id, "jwk-private" | "cnf-malformed" | "sdjwt-key-binding")
            && finding.severity == Severity::Error
    });
    if has("cnf") && !is_broken {
        pieces.push(text(", though only together with the key that cnf names"));
    }
    let rights: Vec<&Claim> = token
        .claims
        .iter()
        .filter(|claim| claim.row.is_some_and(|row| row.sensitivity == Sensitivity::Privilege))
        .take(2)
        .collect();
    let unseen = match rights.as_slice() {
        [] => ". Logging out does not revoke it".to_owned(),
        [one] => format!(". Logging out, or a change of {}, does not revoke it", one.name),
        [one, other, ..] => {
            format!(". Logging out, or a change of {} or {}, does not revoke it", one.name, other.name)
        }
    };
    let sooner = HANDLES.iter().find(|(name, _)| has(name)).map_or("it has no ID to block it by", |(_, words)| words);
    pieces.push(text(format!("{unseen}, and {sooner}.")));
    pieces
}
