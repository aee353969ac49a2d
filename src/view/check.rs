//! The signature panel: a box for whatever key is at hand, what a check with it proves, and what a server would say.

use super::finding::article;
use super::node::{Element, Node, button, el};
use super::source::Source;
use super::tone::Tone;
use super::visible::{head, visible};
use super::{action, counted, file};
use crate::judge::refusal::Denial;
use crate::judge::verdict::{self, Piece};
use crate::report::Token;
use crate::report::verification::{CheckState, KeyNote, ServerCheck, Verification};
use crate::text::json;

/// The keys that are listed.
const MAX_KEYS: usize = 20;
/// The characters shown of one sentence or name.
const MAX_WORDS: usize = 2_000;
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
    let key = el("textarea")
        .with("id", "key")
        .with("data-at", "key")
        .with("rows", "3")
        .with("placeholder", PLACEHOLDER)
        .with("spellcheck", "false");
    let key =
        key.with("autocomplete", "off").with("autocapitalize", "off").with("autocorrect", "off").with("part", "key");
    let label = el("label").with("for", "key").text("Key ").child(el("small").text("stays in this page"));
    let open =
        button(action::FILE, "Open a file").with("data-what", file::KEY).with("aria-label", "Open a file with a key");
    let bar = el("div").class("bar").child(label).child(el("div").class("tools").child(open));
    let verify = tool("verify", true).class("check").child(bar).child(key);
    let verify = verify.child(place("checked").with("data-at", "checked").with("tabindex", "-1")).child(place("guess"));
    let mut form = el("div").class("settings expected");
    for (name, label, hint) in FIELDS {
        let input = el("input")
            .with("data-expect", name)
            .with("placeholder", hint)
            .with("autocomplete", "off")
            .with("spellcheck", "false");
        form = form.child(el("label").class("moment-field").child(el("span").text(label)).child(input));
    }
    let refusal = el("textarea")
        .with("id", "refusal")
        .with("rows", "2")
        .with("placeholder", "WWW-Authenticate: Bearer error=…, or the body of its answer")
        .with("autocomplete", "off")
        .with("spellcheck", "false");
    let answered = el("span").text("What the server answered");
    let answered = el("label").class("moment-field").child(answered).child(refusal);
    let why = tool("why", false).class("why");
    let why = why
        .child(el("p").class("soft").text("Enter what your server expects; checks run in the usual order."))
        .child(button(action::OWN, "Take the token's own values"))
        .child(form)
        .child(answered)
        .child(place("refusal"))
        .child(place("server"));
    let time = tool("time", false).class("time").child(place("controls"));
    el("div").class("checks").with("part", "signature").child(tabs()).child(verify).child(why).child(time)
}

/// The tools, each with its name in attributes and what it is called.
const TOOLS: [(&str, &str); 3] = [("verify", "Verify"), ("why", "Why 401?"), ("time", "Time")];

fn tabs() -> Element {
    let tabs = TOOLS.iter().enumerate().map(|(index, (name, label))| {
        button(action::TOOL, *label)
            .with("role", "tab")
            .with("id", ["tab-", name].concat())
            .with("data-what", *name)
            .with("aria-controls", ["tool-", name].concat())
            .with("aria-selected", if index == 0 { "true" } else { "false" })
            .with("tabindex", if index == 0 { "0" } else { "-1" })
    });
    el("div").class("tabs").with("role", "tablist").with("aria-label", "Tools").children(tabs)
}

/// The panel of a tool.
fn tool(name: &'static str, is_first: bool) -> Element {
    el("div")
        .with("role", "tabpanel")
        .with("id", ["tool-", name].concat())
        .with("aria-labelledby", ["tab-", name].concat())
        .with_if(!is_first, "hidden", "")
}

/// What the token itself says, by the names of the fields of what a server expects: a start, to be changed where the
/// server wants something else.
pub fn own(token: &Token) -> Vec<(&'static str, String)> {
    let claim = |names: &[&str]| {
        let found = token.claims.iter().rev().find(|claim| names.contains(&&*claim.name));
        found.zip(token.payload.as_ref()).map(|(claim, part)| texts(Source::new(&part.text).slice(claim.span)))
    };
    let alg = token.parameters.iter().rev().find(|one| one.name == "alg").zip(token.header.as_ref());
    let alg = alg.map(|(one, part)| texts(Source::new(&part.text).slice(one.span)));
    let first = |texts: Vec<String>| texts.into_iter().next().unwrap_or_default();
    let all = |texts: Vec<String>| texts.join(" ");
    let fields = [
        ("issuer", claim(&["iss"]).map(first)),
        ("audience", claim(&["aud"]).map(first)),
        ("scopes", claim(&["scope", "scp"]).map(all)),
        ("algorithms", alg.map(first)),
    ];
    fields.into_iter().filter_map(|(name, text)| Some((name, text.filter(|text| !text.is_empty())?))).collect()
}

/// The text of a JSON string, or those of an array of them.
fn texts(source: &str) -> Vec<String> {
    let document = json::Document::read(source.to_owned());
    let root = document.root();
    let one = root.and_then(json::Value::string);
    let all = root.into_iter().flat_map(json::Value::children).filter_map(json::Value::string).take(MAX_KEYS);
    one.into_iter().chain(all).map(|text| head(&text, MAX_WORDS).to_owned()).collect()
}

/// What a check came to; while it runs, that it does.
pub fn result(checked: Option<&Verification>, token: Option<&Token>) -> Vec<Node> {
    let (Some(checked), Some(token)) = (checked, token) else {
        // As high as an answer mostly is.
        return vec![answer(Tone::Neutral, words("Checking …")).child(el("p").text("\u{a0}")).into()];
    };
    let mut nodes = vec![
        answer(Tone::of_answer(checked), words(&checked.verdict.sentence))
            .child(el("p").class("soft").children(words(&checked.verdict.summary)))
            .into(),
    ];
    nodes.extend(keys(checked).map(Node::from));
    // The first one is the answer where no key is left.
    for problem in checked.problems.iter().take(MAX_KEYS).skip(usize::from(checked.keys.is_empty())) {
        nodes.push(el("p").class("soft").children(words(&[&*problem.what, ": ", &problem.why, "."].concat())).into());
    }
    // The answer itself is said above, and a secret that does not fit need not be strong.
    let told = |id: &str| match id {
        "verify-valid" | "verify-invalid" | "key-from-token" | "key-kty" | "hs-known-secret" => true,
        "key-invalid" => !checked.problems.is_empty(),
        _ => id.starts_with("hs-") && !checked.verdict.fits,
    };
    let shown = checked.findings.iter().filter(|finding| !told(finding.id));
    nodes.extend(shown.map(|finding| article(finding, None, &token.verdict).into()));
    nodes
}

/// What is said, as far as it is shown.
fn words(said: &str) -> Vec<Node> {
    visible(head(said, MAX_WORDS), &[], false)
}

/// The same of a sentence in pieces.
fn sentence(pieces: &[Piece]) -> Vec<Node> {
    let nodes =
        |piece: &Piece| if let Piece::Text(said) = piece { words(said) } else { vec![Node::Live(piece.clone())] };
    pieces.iter().flat_map(nodes).collect()
}

/// A mark, and a sentence in bold.
fn answer(tone: Tone, sentence: Vec<Node>) -> Element {
    // Not by colour alone.
    let mark = match tone {
        Tone::Good => "✓",
        Tone::Neutral => "?",
        _ => "!",
    };
    let mark = el("span").class("seal").with("aria-hidden", "true").text(mark);
    let line = el("p").class("answer").child(mark).child(el("b").children(sentence));
    el("div").class(["result ", tone.class()].concat()).child(line)
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
    let button = match guess {
        Guess::Going(..) => button(action::STOP, "Stop"),
        _ => button(action::FILE, "Try a word list").with("data-what", file::WORDS),
    };
    el("p")
        .class("guess soft")
        .child(el("span").text(guessing(guess)))
        .text(" ")
        .child(button.with("data-key", "guess"))
}

/// How the search for a secret goes, in words.
pub fn guessing(guess: Guess) -> String {
    let pace = |rate: f64| if rate > 1.0 { [", ", &thousands(rate), " a second"].concat() } else { String::new() };
    match guess {
        Guess::Going(tried, rate) => ["Guessing the secret: ", &thousands(tried), " tried", &pace(rate)].concat(),
        Guess::Vain(tried, seconds) => {
            let pace = if seconds > 1.0 { pace(tried / seconds) } else { String::new() };
            ["Guessing the secret: none of ", &thousands(tried), " fits", &pace, "."].concat()
        }
        Guess::Stopped => "Guessing was stopped.".to_owned(),
        Guess::Failed => "The file could not be read.".to_owned(),
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
        let mut item = el("li").children(words(&key.words));
        if let Some(kid) = &key.kid {
            item = item.text(", kid ").child(el("code").children(words(kid)));
        }
        list = list.child(item.text(" ").child(el(if key.fits { "b" } else { "span" }).text(key.fate)));
    }
    let more = checked.keys.len().saturating_sub(MAX_KEYS);
    Some(list.children((more > 0).then(|| el("li").text(["and ", &counted(more, "key")].concat()))))
}

/// What decides whether a server takes the token: the first check that fails, or that none does.
pub fn deciding(checks: &[ServerCheck]) -> (Tone, Vec<Piece>) {
    let first = |state| checks.iter().find(|check| check.state == state);
    match (first(CheckState::Failed), first(CheckState::Unknown)) {
        (Some(check), _) => (Tone::Bad, check.pieces.clone()),
        (None, Some(_)) => (Tone::Neutral, vec![verdict::text("No reason for a 401 found so far")]),
        (None, None) => (Tone::Good, vec![verdict::text("A server that expects this accepts it")]),
    }
}

/// What a server answered, and what follows from it.
pub fn refused(denial: &Denial) -> Vec<Node> {
    let (fate, advice) = match denial.reason {
        Some(reason) => (["The server ", reason.fate].concat(), reason.advice),
        None => ("The server does not say which check failed".to_owned(), "It may be any of those below."),
    };
    let said = el("p").class("soft").text("“").children(words(&denial.said)).text("”");
    vec![answer(Tone::Neutral, words(&fate)).child(el("p").text(advice)).child(said).into()]
}

/// What a server would say: what decides, and then the other checks in their order.
pub fn server(checks: &[ServerCheck]) -> Vec<Node> {
    let (tone, first_said) = deciding(checks);
    let first = checks.iter().position(|check| check.state == CheckState::Failed);
    let mut list = el("ol").class("steps");
    for (_, check) in checks.iter().enumerate().filter(|(index, _)| Some(*index) != first) {
        let (class, mark, said) = match check.state {
            CheckState::Passed => ("passes", "✓", "passes: "),
            CheckState::Failed => ("fails", "✗", "fails: "),
            CheckState::Unknown => ("open", "?", "open: "),
        };
        let mark = el("span").class("seal").with("aria-hidden", "true").text(mark);
        let said = el("span").class("said").text(said);
        list = list
            .child(el("li").class(class).child(mark).child(said).child(el("span").children(sentence(&check.pieces))));
    }
    vec![answer(tone, sentence(&first_said)).into(), list.into()]
}
