//! Tells the cause of a damage from what merely follows from it: a part with a character too few or a foreign one is
//! hardly ever good JSON afterwards, and to say so again helps nobody.

use crate::jose::token::{Flaw, FlawKind, Role, Site, Token};

/// The flaws of a kind, without those that follow from another one of the same part.
pub(super) fn flaws(token: &Token, kind: FlawKind) -> impl Iterator<Item = &Flaw> {
    token.flaws.iter().filter(move |flaw| flaw.kind == kind && !follows(token, flaw))
}

fn follows(token: &Token, flaw: &Flaw) -> bool {
    // Of a payload that is no text at all only the token as a whole is the site; of a token that is cut off, too.
    let role = match (flaw.site.role(), flaw.kind) {
        (Some(role), _) => role,
        (None, FlawKind::Utf8Invalid) => Role::Payload,
        (None, _) => return false,
    };
    let other = |kind: FlawKind| token.flaws.iter().find(|other| other.kind == kind && other.site.role() == Some(role));
    let is_foreign = || other(FlawKind::IllegalCharacter).is_some();
    let is_damaged = || is_foreign() || other(FlawKind::Length).is_some();
    match flaw.kind {
        FlawKind::Length => is_foreign(),
        FlawKind::Noncanonical => is_foreign() || other(FlawKind::JsonInvalid).is_some(),
        FlawKind::NotUtf8 | FlawKind::TrailingData | FlawKind::NotAnObject | FlawKind::Truncated => is_damaged(),
        // Of bytes that are no text and of text that is no JSON, the first is the cause; at one place the bytes are.
        FlawKind::Utf8Invalid => {
            is_damaged() || other(FlawKind::JsonInvalid).is_some_and(|json| start(json) < start(flaw))
        }
        FlawKind::JsonInvalid => {
            is_damaged() || other(FlawKind::Utf8Invalid).is_some_and(|bytes| start(bytes) == start(flaw))
        }
        _ => false,
    }
}

/// Where it begins in the decoded part.
fn start(flaw: &Flaw) -> Option<usize> {
    match &flaw.site {
        Site::Inside(_, span, _) => Some(span.start),
        _ => None,
    }
}
