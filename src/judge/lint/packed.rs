//! The rules as they are kept: the words of all in one string, and for each a few bytes for where its own are.
//! Addresses of words are the larger part of a plain table of them.
//!
//! Families write plain rows, which are packed when the crate is compiled; a row that cannot be packed does not
//! compile.

use super::{FAMILIES, Method, Rule, Severity};
use crate::jose::token::FlawKind;
use crate::registry::spec::Reference;
use crate::text::json::names;

/// A rule whose id, title, reason and advice follow one another in [`TEXT`].
#[derive(Debug)]
pub(super) struct PackedRule {
    pub(super) severity: Severity,
    pub(super) check: Method,
    /// The bit of the name without which it need not be checked.
    pub(super) bit: u8,
    references: &'static [Reference],
    at: u16,
    lengths: [u8; 4],
}

impl PackedRule {
    /// The rule with its words.
    pub(super) fn rule(&self) -> Rule {
        let mut at = usize::from(self.at);
        let [id, title, why, fix] = self.lengths.map(|length| {
            let start = at;
            at += usize::from(length);
            TEXT.get(start..at).unwrap_or_default()
        });
        Rule { id, severity: self.severity, title, why, fix, references: self.references, check: self.check }
    }
}

/// All rules, in order.
pub(super) static RULES: [PackedRule; COUNT] = {
    // Every place is filled below.
    const EMPTY: PackedRule = PackedRule {
        severity: Severity::Info,
        check: Method::Flaws(FlawKind::Nested),
        bit: 0,
        references: &[],
        at: 0,
        lengths: [0; 4],
    };
    let mut rules = [EMPTY; COUNT];
    let (mut position, mut at) = (0, 0);
    while position < COUNT {
        let rule = nth(position);
        let words = words(&rule);
        let mut lengths = [0; 4];
        let mut word = 0;
        while word < words.len() {
            assert!(words[word].len() < 256, "a rule's words are too long");
            lengths[word] = words[word].len() as u8;
            word += 1;
        }
        assert!(at < 65_536, "the words of all rules are too long");
        let bit = match rule.check {
            Method::OnClaim(name, _) | Method::OnParameter(name, _) => names::bit(names::key(name)),
            _ => 0,
        };
        rules[position] = PackedRule {
            severity: rule.severity,
            check: rule.check,
            bit,
            references: rule.references,
            at: at as u16,
            lengths,
        };
        at += words[0].len() + words[1].len() + words[2].len() + words[3].len();
        position += 1;
    }
    rules
};

static TEXT: &str = match str::from_utf8(&BYTES) {
    Ok(text) => text,
    Err(_) => "",
};

static BYTES: [u8; LENGTH] = {
    let mut bytes = [0; LENGTH];
    let (mut at, mut position) = (0, 0);
    while position < COUNT {
        let words = words(&nth(position));
        let mut word = 0;
        while word < words.len() {
            let (_, rest) = bytes.split_at_mut(at);
            let (place, _) = rest.split_at_mut(words[word].len());
            place.copy_from_slice(words[word].as_bytes());
            at += words[word].len();
            word += 1;
        }
        position += 1;
    }
    bytes
};

const COUNT: usize = {
    let (mut count, mut family) = (0, 0);
    while family < FAMILIES.len() {
        count += FAMILIES[family].len();
        family += 1;
    }
    count
};

const LENGTH: usize = {
    let (mut length, mut position) = (0, 0);
    while position < COUNT {
        let words = words(&nth(position));
        length += words[0].len() + words[1].len() + words[2].len() + words[3].len();
        position += 1;
    }
    length
};

const fn nth(mut position: usize) -> Rule {
    let mut family = 0;
    while position >= FAMILIES[family].len() {
        position -= FAMILIES[family].len();
        family += 1;
    }
    FAMILIES[family][position]
}

const fn words(rule: &Rule) -> [&'static str; 4] {
    [rule.id, rule.title, rule.why, rule.fix]
}
