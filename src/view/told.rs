//! What the element's events tell the page around it: names and ids of rules, nothing of the token itself.
//!
//! Each is words between commas: what it comes to first, then the ids of what was found.

use crate::report::verification::{SignatureState, Trust, Verification};
use crate::report::{Finding, Report, VerdictState};

/// What was read: the state, how many tokens, the rules.
pub fn decoded(report: &Report) -> String {
    let first = report.tokens.first();
    let verdict = first.map_or(&report.verdict, |token| &token.verdict);
    let count = report.tokens.len().to_string();
    let found = report.findings.iter().chain(first.into_iter().flat_map(|token| &token.findings));
    listed(&[state(verdict.state), &count], found)
}

/// What a check of the signature came to: the state, the reason, who vouches for the key, the rules.
pub fn verified(checked: &Verification) -> String {
    let trust = checked.trust.map_or("", trust);
    listed(&[signature(checked.verdict.state), checked.verdict.reason, trust], checked.findings.iter())
}

fn listed<'a>(first: &[&str], found: impl Iterator<Item = &'a Finding>) -> String {
    let mut words = first.join(",");
    for finding in found {
        words.push(',');
        words.push_str(finding.id);
    }
    words
}

/// The name of a state, as on the wire.
fn state(state: VerdictState) -> &'static str {
    match state {
        VerdictState::Empty => "empty",
        VerdictState::NotAToken => "notAToken",
        VerdictState::Broken => "broken",
        VerdictState::Unsigned => "unsigned",
        VerdictState::Expired => "expired",
        VerdictState::NotYetValid => "notYetValid",
        VerdictState::Encrypted => "encrypted",
        VerdictState::NotClaims => "notClaims",
        VerdictState::Current => "current",
        VerdictState::Endless => "endless",
    }
}

fn signature(state: SignatureState) -> &'static str {
    match state {
        SignatureState::Valid => "valid",
        SignatureState::Invalid => "invalid",
        SignatureState::Unchecked => "unchecked",
    }
}

fn trust(trust: Trust) -> &'static str {
    match trust {
        Trust::Given => "given",
        Trust::Token => "token",
        Trust::Public => "public",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The module's reports and the element's events must not differ by a letter.
    #[test]
    fn names_are_those_of_the_wire() {
        let wire = |value: serde_json::Result<String>| value.unwrap_or_default().trim_matches('"').to_owned();
        for &one in VerdictState::ALL {
            assert_eq!(state(one), wire(serde_json::to_string(&one)));
        }
        for one in [SignatureState::Valid, SignatureState::Invalid, SignatureState::Unchecked] {
            assert_eq!(signature(one), wire(serde_json::to_string(&one)));
        }
        for one in [Trust::Given, Trust::Token, Trust::Public] {
            assert_eq!(trust(one), wire(serde_json::to_string(&one)));
        }
    }
}
