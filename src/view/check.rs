//! The signature panel: a box for whatever key is at hand, what a check with it proves, and what a server would say.

use super::node::{Element, Node, button, el};
use super::visible::visible;
use super::{action, counted, findings};
use crate::report::verification::{Check, CheckState, KeyNote, SignatureState, Trust, Verification};
use crate::report::{Severity, Token};

/// The keys that are listed.
const MAX_KEYS: usize = 20;
/// What the box says when it is empty.
const PLACEHOLDER: &str = "A secret, PEM, a certificate, a JWK or a whole key set, an ssh key: paste what you have";

/// The fields of what a server expects: the name in `data-expect`, the label, what may stand there.
pub const FIELDS: [(&str, &str, &str); 5] = [
    ("issuer", "Issuer (iss)", "https://login.example/"),
    ("audience", "Audience (aud)", "https://api.example"),
    ("scopes", "Scopes", "read write"),
    ("algorithms", "Algorithms", "RS256 ES256"),
    ("leeway", "Leeway in seconds", "0"),
];

/// The part of the frame that stays while results are drawn anew.
pub fn shell() -> Element {
    let place = |name: &'static str| el("div").with("data-place", name);
    let key = el("textarea").with("id", "key").with("rows", "3").with("placeholder", PLACEHOLDER).with("spellcheck", "false");
    let key = key.with("autocomplete", "off").with("autocapitalize", "off").with("autocorrect", "off").with("part", "key");
    let label = el("label").with("for", "key").text("Key ").child(el("small").text("stays in this page, as the token does"));
    let box_ = el("details").class("fold check").with("data-key", "check").with("data-at", "check");
    let box_ = box_.child(el("summary").text("Check the signature")).child(label).child(key);
    let mut form = el("div").class("settings expected");
    for (name, label, hint) in FIELDS {
        let input = el("input").with("data-expect", name).with("placeholder", hint).with("autocomplete", "off").with("spellcheck", "false");
        form = form.child(el("label").class("moment-field").child(el("span").text(label)).child(input));
    }
    let why = el("details").class("fold why").with("data-key", "why");
    let why = why.child(el("summary").text("Why 401?"));
    let why = why.child(el("p").class("soft").text("What a server checks, in its order. Say what yours expects.")).child(form);
    let words = el("input").with("type", "file").with("hidden", "").with("id", "words").with("tabindex", "-1");
    let words = words.with("aria-label", "File with a word in each line");
    el("div")
        .class("checks")
        .with("part", "signature")
        .child(box_.child(place("checked").with("role", "status")).child(place("guess")))
        .child(words)
        .child(why.child(place("server").with("role", "status")))
}

/// How good or bad an answer is: green takes a key that somebody vouches for, and nothing that is broken beside.
pub fn tone(checked: &Verification) -> &'static str {
    let is_clean = checked.findings.iter().all(|finding| finding.severity != Severity::Error);
    match (checked.verdict.state, checked.trust) {
        (SignatureState::Valid, Some(Trust::Given)) if is_clean => "good",
        (SignatureState::Valid, Some(Trust::Given | Trust::Token)) => "warn",
        (SignatureState::Valid, _) | (SignatureState::Invalid, _) => "bad",
        (SignatureState::Unchecked, _) => "neutral",
    }
}

/// What a check came to; while it runs, that it does.
pub fn result(checked: Option<&Verification>, token: Option<&Token>) -> Vec<Node> {
    let (Some(checked), Some(token)) = (checked, token) else {
        return vec![el("p").class("soft").text("Checking …").into()];
    };
    let tone = tone(checked);
    // Not by colour alone.
    let mark = match tone {
        "good" => "✓",
        "neutral" => "?",
        _ => "!",
    };
    let sentence = el("p").class("answer").child(el("span").class("seal").with("aria-hidden", "true").text(mark));
    let mut answer = el("div").class(["result ", tone].concat());
    answer = answer.child(sentence.child(el("b").text(checked.verdict.sentence.clone())));
    if !checked.verdict.summary.is_empty() {
        answer = answer.child(el("p").class("soft").children(visible(&checked.verdict.summary, &[], false)));
    }
    let mut nodes = vec![answer.into()];
    nodes.extend(keys(checked).map(Node::from));
    for problem in checked.problems.iter().take(MAX_KEYS).filter(|_| !checked.keys.is_empty()) {
        nodes.push(el("p").class("soft").children(visible(&[&*problem.what, ": ", &problem.why, "."].concat(), &[], false)).into());
    }
    // The answer itself is said above.
    let told = |id: &str| {
        matches!(id, "verify-valid" | "verify-invalid" | "hs-forged-confusion" | "key-from-token" | "key-kty" | "hs-known-secret")
    };
    let shown = checked.findings.iter().filter(|finding| !told(finding.id));
    nodes.extend(shown.map(|finding| findings::article(finding, None, &token.verdict).into()));
    nodes
}

/// How the search for a secret goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Guess {
    /// It goes on: how many were tried, and how many a second are.
    Going(f64, f64),
    /// None that was tried fits: how many, and in how many seconds.
    Vain(f64, f64),
    /// It was stopped.
    Stopped,
    /// A file could not be read.
    Failed,
}

/// The search for a secret: how it goes, and what can be done about it.
pub fn guess(guess: Guess) -> Element {
    let line = el("p").class("guess soft");
    let more = button(action::WORDS, "Try a word list");
    match guess {
        Guess::Going(tried, rate) => {
            let rate = if rate > 0.0 { [", ", &thousands(rate), " a second"].concat() } else { String::new() };
            line.text(["Guessing the secret: ", &thousands(tried), " tried", &rate, " "].concat()).child(button(action::STOP, "Stop"))
        }
        Guess::Vain(tried, seconds) => {
            let pace = if seconds > 1.0 { [", ", &thousands(tried / seconds), " a second"].concat() } else { String::new() };
            line.text(["Guessing the secret: none of ", &thousands(tried), " well-known ones fits", &pace, ". "].concat()).child(more)
        }
        Guess::Stopped => line.text("Guessing was stopped. ").child(more),
        Guess::Failed => line.text("The file could not be read. ").child(more),
    }
}

/// A count of keys: `812`, `41,230`, `3.4 million`.
fn thousands(count: f64) -> String {
    let count = count as u64;
    match count {
        0..=999 => count.to_string(),
        1_000..=999_999 => format!("{},{:03}", count / 1_000, count % 1_000),
        _ => format!("{}.{} million", count / 1_000_000, count % 1_000_000 / 100_000),
    }
}

/// What became of each of several keys.
fn keys(checked: &Verification) -> Option<Element> {
    if checked.keys.len() < 2 {
        return None;
    }
    // What fits is to be seen without looking for it.
    let mut order: Vec<&KeyNote> = checked.keys.iter().filter(|key| key.fits).collect();
    order.extend(checked.keys.iter().filter(|key| !key.fits));
    let mut list = el("ul").class("keys");
    for key in order.into_iter().take(MAX_KEYS) {
        let mut item = el("li").children(visible(&key.words, &[], false));
        if let Some(kid) = &key.kid {
            item = item.text(", kid ").child(el("code").children(visible(kid, &[], false)));
        }
        list = list.child(item.text(" ").child(el(if key.fits { "b" } else { "span" }).text(key.fate)));
    }
    let more = checked.keys.len().saturating_sub(MAX_KEYS);
    Some(list.children((more > 0).then(|| el("li").text(["and ", &counted(more, "key")].concat()))))
}

/// What a server would say: the first check that fails, and all of them in order.
pub fn server(checks: &[Check]) -> Vec<Node> {
    let first = checks.iter().find(|check| check.state == CheckState::Failed);
    let unknown = checks.iter().find(|check| check.state == CheckState::Unknown);
    let (tone, words) = match (first, unknown) {
        (Some(check), _) => ("bad", check.sentence.clone()),
        (None, Some(_)) => ("neutral", "Nothing here speaks against it, as far as it could be checked".to_owned()),
        (None, None) => ("good", "A server that expects this accepts it".to_owned()),
    };
    let answer =
        el("div").class(["result ", tone].concat()).child(el("p").class("answer").child(el("b").children(visible(&words, &[], false))));
    let mut list = el("ol").class("steps");
    for check in checks {
        let (class, mark, said) = match check.state {
            CheckState::Passed => ("passes", "✓", "passes: "),
            CheckState::Failed => ("fails", "✗", "fails: "),
            CheckState::Unknown => ("open", "?", "open: "),
        };
        let mark = el("span").class("seal").with("aria-hidden", "true").text(mark);
        let said = el("span").class("said").text(said);
        list = list.child(el("li").class(class).child(mark).child(said).child(el("span").children(visible(&check.sentence, &[], false))));
    }
    vec![answer.into(), list.into()]
}
