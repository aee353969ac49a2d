//! What the token allows: wide scopes, rights that are written into it, and acting for others.

use super::Method::{Sighted, Token};
use super::sightings::Sight;
use super::{Rule, Severity};
use crate::jose::token::Role;
use crate::registry::spec::Reference::Rfc;
use crate::text::json::Value;
use crate::text::visible::{label, visible};

/// How many scopes are looked at, and how many actors are named.
const MAX_SCOPES: usize = 256;
const MAX_ACTORS: usize = 4;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "scope-broad",
        severity: Severity::Info,
        title: "Wide rights",
        why: "A thief can do more than one call needs.",
        fix: "Ask for narrower scopes.",
        references: &[Rfc(9700, "2.3")],
        check: Token(|subject, findings| {
            for value in ["scope", "scp", "permissions"].into_iter().filter_map(|name| subject.claim(name)) {
                // An array of them, or one text with all.
                let wide = value.children().chain([value]).take(MAX_SCOPES).find_map(|item| {
                    let text = item.string()?;
                    let scope = text.split([' ', ',']).take(MAX_SCOPES).find(|scope| is_wide(scope))?;
                    Some((item, visible(scope)))
                });
                if let Some((item, scope)) = wide {
                    findings.at(subject, Role::Payload, item, scope);
                }
            }
        }),
    },
    Rule {
        id: "privilege-baked",
        severity: Severity::Info,
        title: "An administrator's rights are written in",
        why: "They stay until it expires, even if withdrawn.",
        fix: "Keep it short-lived.",
        references: &[Rfc(9700, "2.3")],
        check: Sighted(Sight::Privilege),
    },
    Rule {
        id: "acting-party",
        severity: Severity::Info,
        title: "Somebody acts for the subject",
        why: "What they do is done in the subject's name.",
        fix: "Log both.",
        references: &[Rfc(8693, "4.1")],
        check: Token(|subject, findings| {
            if let Some(act) = subject.claim("act") {
                let mut actors = String::new();
                let mut actor = Some(act);
                for _ in 0..MAX_ACTORS {
                    let Some(found) = actor else { break };
                    actors += if actors.is_empty() { "by " } else { ", before by " };
                    actors += &name(found);
                    actor = found.member("act");
                }
                findings.at(subject, Role::Payload, act, actors);
            } else if let Some(actor) = subject.claim("may_act") {
                findings.at(subject, Role::Payload, actor, format!("{} may", name(actor)));
            }
        }),
    },
];

/// The name of an actor.
fn name(actor: Value<'_>) -> String {
    let found = ["sub", "client_id", "iss"].into_iter().find_map(|name| actor.member(name)?.string());
    found.map_or_else(|| "somebody".to_owned(), |text| label(&text))
}

fn is_wide(scope: &str) -> bool {
    const WIDE: [&str; 6] = ["*", "admin", "root", "all", "full_access", "user_impersonation"];
    scope.ends_with(":*") || WIDE.iter().any(|wide| scope.eq_ignore_ascii_case(wide))
}
