//! The rules: what can be wrong with a token, each a row with its words, its references and its check.
//!
//! [`FAMILIES`] is the only registration. A rule's check sees one [`Subject`] and adds what it finds; it changes
//! nothing and reads no clock. Severity follows one scale. Error: something is broken or dangerous. Warning: a careful
//! engineer would change it. Info: worth knowing, folded away.

use packed::PackedRule;
use sightings::{Sight, Sightings};

use crate::check::signature::Trial;
use crate::intake::looks::Looks;
use crate::jose::token::{FlawKind, Role, Site, Token};
use crate::judge::profile::Profile;
use crate::judge::subject::Subject;
use crate::registry::spec::Reference;
use crate::text::json::Value;

mod algorithm;
mod audience;
mod cause;
mod certificates;
mod claims;
mod ecdsa;
mod encryption;
mod exposure;
mod general;
mod header;
mod identity;
mod keys;
mod kid;
mod packed;
mod privilege;
mod profiles;
mod proof;
mod providers;
mod purpose;
mod revocation;
mod sd_jwt;
mod secrets;
mod sensitive;
mod severity;
mod shape;
mod sightings;
mod signature;
mod size;
mod text;
mod text_safety;
mod times;
mod verification;

pub use severity::Severity;

/// One thing that can be found.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The stable name, in kebab case.
    pub id: &'static str,
    /// The usual severity; a finding may carry another.
    pub severity: Severity,
    /// What is the matter, as a short plain sentence without a full stop.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do about it; empty where nothing needs doing.
    pub fix: &'static str,
    /// The documents that say so.
    pub references: &'static [Reference],
    /// How it is found.
    check: Method,
}

impl Rule {
    /// Whether it looks at a token and keys, so that a token alone never raises it.
    pub fn is_about_keys(&self) -> bool {
        matches!(self.check, Method::Key(_))
    }
}

/// How a rule is checked.
#[derive(Clone, Copy, Debug)]
enum Method {
    /// On each token.
    Token(fn(&Subject<'_>, &mut Findings)),
    /// On each token of the provider with this key.
    OfProvider(&'static str, fn(&Subject<'_>, &mut Findings)),
    /// On each token of this kind.
    OfProfile(Profile, fn(&Subject<'_>, &mut Findings)),
    /// On each token with a claim of this name.
    OnClaim(&'static str, fn(&Subject<'_>, Value<'_>, &mut Findings)),
    /// On each token with a header parameter of this name.
    OnParameter(&'static str, fn(&Subject<'_>, Value<'_>, &mut Findings)),
    /// By the flaws that reading found.
    Flaws(FlawKind),
    /// On a text without a token; the detail where it applies.
    Text(fn(&Looks) -> Option<String>),
    /// On each token, and on a text without one.
    TokenOrText(fn(&Subject<'_>, &mut Findings), fn(&Looks) -> Option<String>),
    /// On each token, by the one look at all its names and values.
    Sighted(Sight),
    /// On each token, by what that look saw.
    BySightings(fn(&Subject<'_>, &Sightings<'_>, &mut Findings)),
    /// On all tokens of a text that holds several; the detail where it applies.
    Together(fn(&[Token]) -> Option<String>),
    /// On a token that was held against keys.
    Key(fn(&Trial, &Subject<'_>, &mut Findings)),
}

/// All rules, by family, in the order in which findings of one severity are listed.
pub const FAMILIES: &[&[Rule]] = &[
    algorithm::RULES,
    times::RULES,
    signature::RULES,
    keys::RULES,
    certificates::RULES,
    kid::RULES,
    header::RULES,
    shape::RULES,
    encryption::RULES,
    profiles::RULES,
    purpose::RULES,
    sensitive::RULES,
    identity::RULES,
    audience::RULES,
    claims::RULES,
    text_safety::RULES,
    privilege::RULES,
    providers::RULES,
    revocation::RULES,
    sd_jwt::RULES,
    size::RULES,
    exposure::RULES,
    text::RULES,
    verification::RULES,
    proof::RULES,
    secrets::RULES,
];

/// All rules, in the order in which their findings of one severity are listed.
///
/// ```
/// let rule = jotglass::rules().find(|rule| rule.id == "alg-none").expect("it is a rule");
/// assert_eq!(rule.references[0].to_string(), "RFC 8725 §3.2");
/// ```
pub fn rules() -> impl Iterator<Item = Rule> {
    packed::RULES.iter().map(PackedRule::rule)
}

/// Room for what is found in most tokens.
const USUAL: usize = 16;
/// How many findings of one rule and severity are kept, the first ones. A token may be made of nothing else: the last
/// one tells how many more there are.
const MAX_PER_RULE: usize = 16;

/// Something that a rule found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The place of its rule among all [`rules`].
    #[doc(hidden)]
    pub place: usize,
    /// How much it matters here.
    pub severity: Severity,
    /// What was found in this very token, as a sentence without a full stop; empty where the title says it all.
    pub detail: String,
    /// The one primary place.
    pub site: Site,
    /// How many more its rule found of this severity that are not listed; 0 for all but the last that is.
    pub more: usize,
}

/// Collects what one rule after the other finds.
#[derive(Debug)]
struct Findings {
    rule: &'static PackedRule,
    place: usize,
    /// How many this rule has found, by severity.
    counts: [usize; 3],
    /// Errors first; of one severity in the order in which they were found.
    found: Vec<Finding>,
}

impl Findings {
    fn new() -> Option<Findings> {
        let rule = packed::RULES.first()?;
        Some(Findings { rule, place: 0, counts: [0; 3], found: Vec::with_capacity(USUAL) })
    }

    /// The next rule: what is added from now on is its.
    fn turn_to(&mut self, place: usize, rule: &'static PackedRule) {
        (self.place, self.rule, self.counts) = (place, rule, [0; 3]);
    }

    /// Adds a finding of the usual severity.
    fn add(&mut self, site: Site, detail: impl Into<String>) {
        self.add_as(self.rule.severity, site, detail);
    }

    /// Adds a finding of another severity.
    fn add_as(&mut self, severity: Severity, site: Site, detail: impl Into<String>) {
        self.add_lazily(severity, || (site, detail.into()));
    }

    /// Adds a finding whose site and words cost something: beyond the limit it is counted, and nobody asks for them.
    fn add_lazily(&mut self, severity: Severity, finding: impl FnOnce() -> (Site, String)) {
        let Some(count) = self.counts.get_mut(severity as usize) else { return };
        *count += 1;
        let more = count.saturating_sub(MAX_PER_RULE);
        let last = self.found.iter().rposition(|other| other.severity >= severity);
        if more > 0 {
            if let Some(last) = last.and_then(|place| self.found.get_mut(place)) {
                last.more = more;
            }
            return;
        }
        let (site, detail) = finding();
        let finding = Finding { rule: self.rule.rule(), place: self.place, severity, detail, site, more };
        self.found.insert(last.map_or(0, |place| place + 1), finding);
    }

    /// Adds a finding of the usual severity at a value of a part.
    fn at(&mut self, subject: &Subject<'_>, role: Role, value: Value<'_>, detail: impl Into<String>) {
        self.add_lazily(self.rule.severity, || (subject.site_of(role, value), detail.into()));
    }

    /// Adds one at a header parameter or claim; on the token as a whole where that is missing.
    fn named(&mut self, subject: &Subject<'_>, role: Role, name: &str, detail: impl Into<String>) {
        self.add(subject.site(role, name), detail);
    }

    /// Adds one on a whole segment.
    fn part(&mut self, subject: &Subject<'_>, role: Role, detail: impl Into<String>) {
        self.add(subject.segment(role), detail);
    }

    /// Adds one on a key, which is no place in the token.
    fn on_key(&mut self, detail: impl Into<String>) {
        self.add(Site::Token, detail);
    }

    /// Adds one of another severity on a key.
    fn on_key_as(&mut self, severity: Severity, detail: impl Into<String>) {
        self.add_as(severity, Site::Token, detail);
    }

    /// Adds a finding for each flaw of a kind that is a cause and no consequence.
    fn flaws(&mut self, subject: &Subject<'_>, kind: FlawKind) {
        for flaw in cause::flaws(subject.token, kind) {
            self.add(flaw.site.clone(), flaw.detail.clone());
        }
    }
}

/// What the rules find in a token, errors first, then in the order of the rules.
pub fn judge(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(mut findings) = Findings::new() else { return Vec::new() };
    let sightings = sightings::look(subject);
    let provider = subject.provider.map(|provider| provider.key);
    let (parameters, claims) = (subject.parameter_names(), subject.claim_names());
    let is_flawless = subject.token.flaws.is_empty();
    for (place, rule) in packed::RULES.iter().enumerate() {
        findings.turn_to(place, rule);
        match rule.check {
            Method::Token(check) | Method::TokenOrText(check, _) => check(subject, &mut findings),
            Method::OnClaim(name, check) if claims.may_have(rule.bit) => {
                if let Some(value) = subject.claim(name) {
                    check(subject, value, &mut findings);
                }
            }
            Method::OnParameter(name, check) if parameters.may_have(rule.bit) => {
                if let Some(value) = subject.parameter(name) {
                    check(subject, value, &mut findings);
                }
            }
            Method::OfProvider(key, check) if provider == Some(key) => check(subject, &mut findings),
            Method::OfProfile(profile, check) if profile == subject.profile => check(subject, &mut findings),
            Method::OnClaim(..) | Method::OnParameter(..) | Method::OfProvider(..) | Method::OfProfile(..) => {}
            Method::Flaws(_) if is_flawless => {}
            Method::Flaws(kind) => findings.flaws(subject, kind),
            Method::Sighted(sight) => sightings.tell(sight, &mut findings),
            Method::BySightings(check) => check(subject, &sightings, &mut findings),
            Method::Text(_) | Method::Together(_) | Method::Key(_) => {}
        }
    }
    findings.found
}

/// What the rules find in several tokens of one text.
pub fn judge_together(tokens: &[Token]) -> Vec<Finding> {
    on_text(|check| if let Method::Together(check) = check { check(tokens) } else { None })
}

/// What the rules find in a token that was held against keys, about these and the signature.
pub fn judge_keys(trial: &Trial, subject: &Subject<'_>) -> Vec<Finding> {
    let Some(mut findings) = Findings::new() else { return Vec::new() };
    for (place, rule) in packed::RULES.iter().enumerate() {
        if let Method::Key(check) = rule.check {
            findings.turn_to(place, rule);
            check(trial, subject, &mut findings);
        }
    }
    findings.found
}

/// What the rules find in a text that holds no token.
pub fn judge_text(looks: &Looks) -> Vec<Finding> {
    on_text(|check| if let Method::Text(check) | Method::TokenOrText(_, check) = check { check(looks) } else { None })
}

/// What is found on a text as a whole: `judge` answers the detail.
fn on_text(judge: impl Fn(Method) -> Option<String>) -> Vec<Finding> {
    let found = |(place, rule): (usize, &'static PackedRule)| {
        let detail = judge(rule.check)?;
        Some(Finding { rule: rule.rule(), place, severity: rule.severity, detail, site: Site::Token, more: 0 })
    };
    packed::RULES.iter().enumerate().filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of each severity by itself: many notes must not hide an error.
    #[test]
    fn findings_beyond_the_limit_are_counted() {
        let mut findings = Findings::new().expect("there are rules");
        findings.add_as(Severity::Error, Site::Token, "of an earlier rule");
        let (place, rule) = packed::RULES.iter().enumerate().nth(1).expect("a second rule");
        findings.turn_to(place, rule);
        for number in 0..MAX_PER_RULE + 3 {
            findings.add_as(Severity::Info, Site::Token, number.to_string());
        }
        findings.add_lazily(Severity::Info, || unreachable!("nobody asks for the words"));
        for number in 0..MAX_PER_RULE {
            findings.add_as(Severity::Error, Site::Token, number.to_string());
        }
        let of = |severity| findings.found.iter().filter(move |found| found.severity == severity);
        assert_eq!((of(Severity::Error).count(), of(Severity::Info).count()), (1 + MAX_PER_RULE, MAX_PER_RULE));
        assert_eq!(of(Severity::Error).map(|found| found.more).sum::<usize>(), 0);
        assert_eq!(
            of(Severity::Info).map(|found| found.more).collect::<Vec<_>>(),
            [vec![0; MAX_PER_RULE - 1], vec![4]].concat()
        );
        assert_eq!(of(Severity::Info).next_back().map(|found| &*found.detail), Some("15"));
    }

    #[test]
    fn every_rule_has_its_words() {
        let mut ids: Vec<&str> = rules().map(|rule| rule.id).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "ids are unique");
        for rule in rules() {
            assert!(
                rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{}",
                rule.id
            );
            assert!(
                !rule.title.ends_with('.') && rule.title.starts_with(char::is_uppercase),
                "{}: {}",
                rule.id,
                rule.title
            );
            assert!(rule.why.ends_with('.'), "{}: {}", rule.id, rule.why);
            assert!(rule.fix.is_empty() || rule.fix.ends_with('.'), "{}: {}", rule.id, rule.fix);
            assert!(!rule.references.is_empty(), "{}", rule.id);
        }
    }
}
