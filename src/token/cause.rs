//! Keeps the cause of a damage and drops what merely follows from it: a part with a character too few or a foreign one is
//! hardly ever good JSON afterwards, and to say so again helps nobody.

use crate::token::{Flaw, FlawKind, Role};

/// Drops the flaws that follow from another one of the same part.
pub(super) fn keep(flaws: &mut Vec<Flaw>) {
    let roles =
        |cause: FlawKind| -> Vec<Role> { flaws.iter().filter(|flaw| flaw.kind == cause).filter_map(|flaw| flaw.site.role()).collect() };
    let (foreign, short) = (roles(FlawKind::IllegalCharacter), roles(FlawKind::Length));
    if foreign.is_empty() && short.is_empty() {
        return;
    }
    flaws.retain(|flaw| {
        // Of a payload that is no text at all only the token as a whole is the site.
        let role = flaw.site.role().unwrap_or(Role::Payload);
        match flaw.kind {
            FlawKind::Length | FlawKind::Noncanonical => !foreign.contains(&role),
            FlawKind::Truncated if flaw.site.role().is_none() => true,
            FlawKind::Utf8Invalid
            | FlawKind::NotUtf8
            | FlawKind::JsonInvalid
            | FlawKind::TrailingData
            | FlawKind::NotAnObject
            | FlawKind::Truncated => !foreign.contains(&role) && !short.contains(&role),
            _ => true,
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::scan::{Found, find};
    use crate::token::FlawKind;

    fn flaws(text: &str) -> Vec<FlawKind> {
        match find(text) {
            Found::Tokens(tokens, _) => tokens[0].flaws.iter().map(|flaw| flaw.kind).collect(),
            Found::Nothing(_) => Vec::new(),
        }
    }

    #[test]
    fn only_the_cause_is_left() {
        let header = "eyJhbGciOiJIUzI1NiJ9";
        for (payload, expected) in [
            ("eyJhIjoxfQ", &[][..]),
            ("eyJhI?oxfQ", &[FlawKind::IllegalCharacter]),
            ("eyJhI?joxfQ", &[FlawKind::IllegalCharacter]),
            ("eyJhIjoxf", &[FlawKind::Length]),
            ("eyJhIjoxfR", &[FlawKind::Noncanonical]),
            ("eyJhIjox", &[FlawKind::JsonInvalid, FlawKind::Truncated]),
        ] {
            assert_eq!(flaws(&format!("{header}.{payload}.c2ln")), expected, "{payload}");
        }
    }
}
