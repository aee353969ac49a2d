//! The desk at which long texts are read: away from the page, in a worker, which gets questions and sends what is to be drawn.
//!
//! [`Desk`] keeps the text with its report and the check of its signature, and needs nothing of a browser: the page asks a
//! [`Question`], the answer is an [`Answer`] as bytes. What an engine has to compute for a check is asked of the page, since
//! what computes the rarer algorithms is loaded there.

use super::node::Node;
use super::options::{Layout, Options};
use super::packed::{Reader, Writer};
use super::source::Source;
use super::timeline::Times;
use super::{Context, check, copy, headline, segments, told};
use crate::expect::Expected;
use crate::report::verification::{SignatureState, Verification, verification};
use crate::report::{self, Report, Severity};
use crate::scan::{self, Found};
use crate::time::NumericDate;
use crate::verdict;
use crate::verify::{Answer as Fit, Sort, Trial};
use crate::weak::Known;

/// What a drawing depends on besides the text.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The moment of judgement.
    pub now: NumericDate,
    /// Whether that was set by hand.
    pub pinned: bool,
    /// Which of the tokens found is shown.
    pub chosen: usize,
    /// What the site asks for.
    pub options: Options,
    /// What a server expects.
    pub expected: Expected,
    /// Whether the decoded parts are drawn too.
    pub has_body: bool,
    /// Whether the texts of the token are wanted, for events that disclose them.
    pub is_disclosing: bool,
}

/// What the page asks.
#[derive(Clone, Debug)]
pub enum Question {
    /// For a drawing.
    Draw,
    /// For a check of the signature, of this number, with these keys.
    Check(u32, String),
    /// The same check to go on with what an engine answered.
    Tell(Option<bool>),
    /// For the text that this names, see [`copy`].
    Copy(String),
}

/// What the page gets.
#[derive(Debug)]
pub enum Answer {
    /// What is to be drawn.
    Drawing(Box<Drawing>),
    /// What an engine has to compute, for the check of this number.
    Attempt(u32, Attempt),
    /// A text, where there is one of that name.
    Text(Option<String>),
}

/// All that is drawn of a text, and what the page around it is told.
#[derive(Debug, Default)]
pub struct Drawing {
    /// The verdict and the times.
    pub head: Vec<Node>,
    /// The verdict in one breath.
    pub said: String,
    /// The ways to the parts.
    pub jumps: Vec<Node>,
    /// The decoded parts and the findings, where they were asked for.
    pub body: Vec<Node>,
    /// The times of the token; none where there is no token.
    pub times: Option<Times>,
    /// The next moment at which the judgement may change.
    pub changes_at: Option<f64>,
    /// What was read, as [`told`] has it.
    pub told: String,
    /// The answer of the check.
    pub answer: Vec<Node>,
    /// Whether it has come to its end.
    pub is_checked: bool,
    /// What a server would say.
    pub server: Vec<Node>,
    /// What decides of that.
    pub deciding: String,
    /// What the check came to, as [`told`] has it; empty where that is no news.
    pub verified: String,
    /// The token, its header and its payload, where they were asked for.
    pub texts: [Option<String>; 3],
}

/// The names of [`Drawing::texts`].
pub const TEXTS: [&str; 3] = ["token", "header", "payload"];

/// A computation for an engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// The algorithm as `www/more.js` names it.
    pub name: String,
    /// The format of the key, for `importKey`.
    pub format: String,
    /// The parameters for `importKey` and `verify`, as JSON.
    pub parameters: String,
    /// The bytes of the key.
    pub key: Vec<u8>,
    /// The signature.
    pub signature: Vec<u8>,
    /// What is signed.
    pub message: Vec<u8>,
}

/// A text and what was made of it.
#[derive(Debug)]
pub struct Desk {
    text: String,
    report: Option<Report>,
    check: Option<Check>,
}

#[derive(Debug)]
struct Check {
    number: u32,
    chosen: usize,
    trial: Option<Trial>,
    has_ended: bool,
}

impl Desk {
    /// Of a text that nothing was asked about yet.
    pub fn new(text: String) -> Desk {
        Desk { text, report: None, check: None }
    }

    /// Answers a question; nothing for bytes that are none.
    pub fn answer(&mut self, question: &[u8]) -> Vec<u8> {
        let mut from = Reader::new(question);
        let asked = read_scene(&mut from).zip(read_question(&mut from));
        asked.map(|(scene, question)| self.reply(&scene, question).written()).unwrap_or_default()
    }

    fn reply(&mut self, scene: &Scene, question: Question) -> Answer {
        match question {
            Question::Draw => {}
            Question::Copy(what) => {
                let text = &self.text;
                let report = self.report.get_or_insert_with(|| report::shown(text, scene.now));
                return Answer::Text(copy::copied(&what, report, scene.chosen, text));
            }
            Question::Check(number, keys) => {
                let trial = trial(&self.text, scene.chosen, &keys);
                self.check = Some(Check { number, chosen: scene.chosen, trial, has_ended: false });
                if let Some(attempt) = self.next() {
                    return attempt;
                }
            }
            Question::Tell(fits) => {
                if let Some(trial) = self.check.as_mut().and_then(|check| check.trial.as_mut()) {
                    trial.answer(match fits {
                        Some(true) => Fit::Yes,
                        Some(false) => Fit::No,
                        None => Fit::CannotTell,
                    });
                }
                if let Some(attempt) = self.next() {
                    return attempt;
                }
            }
        }
        Answer::Drawing(Box::new(self.draw(scene)))
    }

    /// Goes on to the next computation for an engine; nothing at the end.
    fn next(&mut self) -> Option<Answer> {
        let check = self.check.as_mut()?;
        if let Some(trial) = &mut check.trial {
            if trial.pending().is_some() {
                return trial.asked().map(|asked| Answer::Attempt(check.number, attempt(asked, trial.message())));
            }
            if let Some(secret) = trial.secret() {
                trial.is_known |= Known::new().has(secret);
            }
        }
        check.has_ended = true;
        None
    }

    fn draw(&mut self, scene: &Scene) -> Drawing {
        let text = &self.text;
        if self.report.as_ref().is_none_or(|report| !holds(report, scene.now.as_f64())) {
            self.report = Some(report::shown(text, scene.now));
        }
        let Some(report) = &self.report else { return Drawing::default() };
        let options = &scene.options;
        let context = Context { now: scene.now, pinned: scene.pinned, offset: None, chosen: scene.chosen, options };
        let token = report.tokens.get(scene.chosen);
        let ended = self.check.as_ref().filter(|check| check.has_ended && check.chosen == scene.chosen);
        let checked = ended.map(|check| verification(check.trial.as_ref(), text, scene.now, &scene.expected));
        let checks = checked.as_ref().map(|checked| &*checked.checks);
        let named = |what: &&str| copy::copied(what, report, scene.chosen, text).filter(|_| scene.is_disclosing);
        Drawing {
            head: super::head(report, checked.as_ref(), &context),
            said: headline::said(report, scene.chosen, checked.as_ref()),
            jumps: token.map(|token| segments::jumps(token, options)).unwrap_or_default(),
            body: if scene.has_body { super::body(report, &Source::new(text), &context) } else { Vec::new() },
            times: token.map(Times::of),
            changes_at: sooner(report.changes_at, checked.as_ref().and_then(|checked| checked.changes_at)),
            told: told::decoded(report),
            answer: check::result(checked.as_ref(), token.filter(|_| options.has_check())),
            is_checked: checked.is_some(),
            server: checks.map(check::server).unwrap_or_default(),
            deciding: checks.map(|checks| verdict::words(&check::deciding(checks).1, scene.now)).unwrap_or_default(),
            verified: checked.as_ref().filter(|checked| is_news(checked)).map(told::verified).unwrap_or_default(),
            texts: if scene.is_disclosing { TEXTS.each_ref().map(named) } else { Default::default() },
        }
    }
}

/// Whether a report holds at `now`: it was made then or before, and nothing has changed since.
fn holds(report: &Report, now: f64) -> bool {
    report.now <= now && report.changes_at.is_none_or(|at| now < at)
}

/// The first of two moments that may never come.
pub fn sooner(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    [one, other].into_iter().flatten().reduce(f64::min)
}

/// Whether a check is worth telling the page of; that nobody gave a key is not.
pub fn is_news(checked: &Verification) -> bool {
    let is_answer = checked.verdict.fits || checked.verdict.state != SignatureState::Unchecked;
    is_answer || !checked.keys.is_empty() || !checked.problems.is_empty()
}

fn trial(text: &str, chosen: usize, keys: &str) -> Option<Trial> {
    let Found::Tokens(tokens, _) = scan::find(text) else { return None };
    let token = tokens.into_iter().nth(chosen)?;
    Some(Trial::new(token, keys))
}

fn attempt(asked: &crate::verify::Attempt, message: &[u8]) -> Attempt {
    let plan = &asked.plan;
    let name = if let Sort::Okp(curve) = plan.scheme.sort { curve } else { plan.scheme.alg };
    Attempt {
        name: name.to_owned(),
        format: plan.scheme.format().to_owned(),
        parameters: plan.scheme.parameters.to_owned(),
        key: plan.key.clone(),
        signature: plan.signature.clone(),
        message: message.to_vec(),
    }
}

// On the way: the same members in the same order, on both sides.

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

impl Question {
    /// This question about a scene, as bytes.
    pub fn written(&self, scene: &Scene) -> Vec<u8> {
        let mut out = Writer::default();
        write_scene(&mut out, scene);
        match self {
            Question::Draw => out.number(0),
            Question::Check(number, keys) => {
                out.number(1);
                out.number((*number).into());
                out.text(keys);
            }
            Question::Tell(fits) => {
                out.number(2);
                out.option(*fits, Writer::flag);
            }
            Question::Copy(what) => {
                out.number(3);
                out.text(what);
            }
        }
        out.bytes
    }
}

fn read_question(from: &mut Reader<'_>) -> Option<Question> {
    Some(match from.number()? {
        0 => Question::Draw,
        1 => Question::Check(u32::try_from(from.number()?).ok()?, from.text()?),
        2 => Question::Tell(from.option(Reader::flag)?),
        3 => Question::Copy(from.text()?),
        _ => return None,
    })
}

fn write_scene(out: &mut Writer, scene: &Scene) {
    let Scene { now, pinned, chosen, options, expected, has_body, is_disclosing } = scene;
    out.moment(*now);
    out.flag(*pinned);
    out.number(*chosen as u64);
    out.number(Layout::NAMES.iter().position(|(_, layout)| *layout == options.layout).unwrap_or_default() as u64);
    out.flag(options.is_read_only);
    SEVERITIES.iter().for_each(|severity| out.flag(options.severities.contains(severity)));
    out.list(&options.labels, |out, label| label.iter().for_each(|words| out.text(words)));
    out.text(&options.language);
    out.number(options.heading.into());
    out.text(&expected.issuer);
    out.text(&expected.audience);
    out.list(&expected.scopes, |out, scope| out.text(scope));
    out.list(&expected.algorithms, |out, algorithm| out.text(algorithm));
    out.float(expected.leeway);
    out.flag(*has_body);
    out.flag(*is_disclosing);
}

fn read_scene(from: &mut Reader<'_>) -> Option<Scene> {
    let (now, pinned, chosen) = (from.moment()?, from.flag()?, from.count()?);
    let layout = Layout::NAMES.get(from.count()?)?.1;
    let is_read_only = from.flag()?;
    let mut severities = Vec::new();
    for severity in SEVERITIES {
        if from.flag()? {
            severities.push(severity);
        }
    }
    let labels = from.list(|from| Some([from.text()?, from.text()?]))?;
    let (language, heading) = (from.text()?, u8::try_from(from.number()?).ok()?);
    let options = Options { layout, is_read_only, severities, labels, language, heading };
    let expected = Expected {
        issuer: from.text()?,
        audience: from.text()?,
        scopes: from.list(Reader::text)?,
        algorithms: from.list(Reader::text)?,
        leeway: from.float()?,
    };
    Some(Scene { now, pinned, chosen, options, expected, has_body: from.flag()?, is_disclosing: from.flag()? })
}

impl Answer {
    fn written(&self) -> Vec<u8> {
        let mut out = Writer::default();
        match self {
            Answer::Drawing(drawing) => {
                out.number(0);
                write_drawing(&mut out, drawing);
            }
            Answer::Attempt(number, attempt) => {
                out.number(1);
                out.number((*number).into());
                for text in [&attempt.name, &attempt.format, &attempt.parameters] {
                    out.text(text);
                }
                for bytes in [&attempt.key, &attempt.signature, &attempt.message] {
                    out.bytes(bytes);
                }
            }
            Answer::Text(text) => {
                out.number(2);
                out.option(text.as_deref(), Writer::text);
            }
        }
        out.bytes
    }

    /// Reads what a desk has written.
    pub fn read(bytes: &[u8]) -> Option<Answer> {
        let mut from = Reader::new(bytes);
        Some(match from.number()? {
            0 => Answer::Drawing(Box::new(read_drawing(&mut from)?)),
            1 => {
                let number = u32::try_from(from.number()?).ok()?;
                let (name, format, parameters) = (from.text()?, from.text()?, from.text()?);
                let mut bytes = || from.bytes().map(<[u8]>::to_vec);
                Answer::Attempt(number, Attempt { name, format, parameters, key: bytes()?, signature: bytes()?, message: bytes()? })
            }
            2 => Answer::Text(from.option(Reader::text)?),
            _ => return None,
        })
    }
}

fn write_drawing(out: &mut Writer, drawing: &Drawing) {
    for nodes in [&drawing.head, &drawing.jumps, &drawing.body, &drawing.answer, &drawing.server] {
        out.nodes(nodes);
    }
    for text in [&drawing.said, &drawing.told, &drawing.deciding, &drawing.verified] {
        out.text(text);
    }
    out.option(drawing.times, |out, times| {
        [times.issued, times.not_before, times.expires].into_iter().for_each(|at| out.option(at, Writer::moment));
    });
    out.option(drawing.changes_at, Writer::float);
    out.flag(drawing.is_checked);
    drawing.texts.iter().for_each(|text| out.option(text.as_deref(), Writer::text));
}

fn read_drawing(from: &mut Reader<'_>) -> Option<Drawing> {
    let (head, jumps, body) = (from.nodes()?, from.nodes()?, from.nodes()?);
    let (answer, server) = (from.nodes()?, from.nodes()?);
    let (said, told, deciding, verified) = (from.text()?, from.text()?, from.text()?, from.text()?);
    let times = from.option(|from| {
        let mut moment = || from.option(Reader::moment);
        Some(Times { issued: moment()?, not_before: moment()?, expires: moment()? })
    })?;
    let (changes_at, is_checked) = (from.option(Reader::float)?, from.flag()?);
    let mut text = || from.option(Reader::text);
    let texts = [text()?, text()?, text()?];
    Some(Drawing { head, said, jumps, body, times, changes_at, told, answer, is_checked, server, deciding, verified, texts })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{"alg":"HS256"}`, `{"sub":"u","exp":1795176720,"iat":1795175820}`.
    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1IiwiZXhwIjoxNzk1MTc2NzIwLCJpYXQiOjE3OTUxNzU4MjB9.\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    /// `{"alg":"ES256"}`, so that an engine is asked.
    const BY_ENGINE: &str = "eyJhbGciOiJFUzI1NiJ9.e30.\
        AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ";
    /// RFC 7517 appendix A.1.
    const KEY: &str =
        r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;

    fn scene() -> Scene {
        Scene {
            now: NumericDate::from_seconds(1_795_176_000),
            pinned: false,
            chosen: 0,
            options: Options { labels: vec![["sub".to_owned(), "Whose".to_owned()]], ..Options::default() },
            expected: Expected { scopes: vec!["a".to_owned()], ..Expected::default() },
            has_body: true,
            is_disclosing: true,
        }
    }

    fn ask(desk: &mut Desk, scene: &Scene, question: Question) -> Answer {
        Answer::read(&desk.answer(&question.written(scene))).expect("an answer")
    }

    fn drawing(desk: &mut Desk, scene: &Scene, question: Question) -> Drawing {
        match ask(desk, scene, question) {
            Answer::Drawing(drawing) => *drawing,
            other => panic!("{other:?}"),
        }
    }

    fn lines(nodes: &[Node]) -> String {
        nodes.iter().map(Node::to_string).collect()
    }

    /// What comes out of the worker is what would be drawn in the page.
    #[test]
    fn a_drawing_is_the_view() {
        let (mut desk, scene) = (Desk::new(TOKEN.to_owned()), scene());
        let drawn = drawing(&mut desk, &scene, Question::Draw);
        let report = report::shown(TOKEN, scene.now);
        let context = Context { now: scene.now, pinned: false, offset: None, chosen: 0, options: &scene.options };
        assert_eq!(lines(&drawn.head), lines(&super::super::head(&report, None, &context)));
        assert_eq!(lines(&drawn.body), lines(&super::super::body(&report, &Source::new(TOKEN), &context)));
        assert!(lines(&drawn.body).contains("Whose"));
        assert_eq!(drawn.times.and_then(|times| times.expires), Some(NumericDate::from_seconds(1_795_176_720)));
        assert!(drawn.changes_at.is_some() && drawn.changes_at == report.changes_at);
        assert_eq!((drawn.told, drawn.is_checked), (told::decoded(&report), false));
        let sub = r#"{"sub":"u","exp":1795176720,"iat":1795175820}"#;
        assert_eq!(drawn.texts, [TOKEN, r#"{"alg":"HS256"}"#, sub].map(|text| Some(text.to_owned())));
        let bare = Scene { has_body: false, is_disclosing: false, ..scene };
        let drawn = drawing(&mut desk, &bare, Question::Draw);
        assert!(drawn.body.is_empty() && drawn.texts == [None, None, None]);
    }

    #[test]
    fn a_check_goes_on_until_its_end() {
        let (mut desk, scene) = (Desk::new(BY_ENGINE.to_owned()), scene());
        let Answer::Attempt(7, attempt) = ask(&mut desk, &scene, Question::Check(7, KEY.to_owned())) else { panic!("no engine is asked") };
        assert_eq!((attempt.name.as_str(), attempt.signature.len()), ("ES256", 64));
        assert_eq!(attempt.message, b"eyJhbGciOiJFUzI1NiJ9.e30");
        assert!(!drawing(&mut desk, &scene, Question::Draw).is_checked, "nothing is said of it before its end");
        let mut told = ask(&mut desk, &scene, Question::Tell(Some(false)));
        for _ in 0..8 {
            if let Answer::Attempt(..) = told {
                told = ask(&mut desk, &scene, Question::Tell(Some(false)));
            }
        }
        let Answer::Drawing(drawn) = told else { panic!("it does not end") };
        assert!(drawn.is_checked && drawn.verified.starts_with("invalid,"), "{}", drawn.verified);
        assert!(lines(&drawn.answer).contains("The signature is wrong"), "{}", lines(&drawn.answer));
        let other = Scene { chosen: 1, ..scene };
        assert!(!drawing(&mut desk, &other, Question::Draw).is_checked, "it is of another token");
    }

    #[test]
    fn texts_are_named() {
        let (mut desk, scene) = (Desk::new(format!("Bearer {TOKEN}")), scene());
        let Answer::Text(text) = ask(&mut desk, &scene, Question::Copy("payload 7 10".to_owned())) else { panic!("no text") };
        assert_eq!(text.as_deref(), Some("u"));
        let Answer::Text(None) = ask(&mut desk, &scene, Question::Copy("nothing".to_owned())) else { panic!("a text") };
        assert!(desk.answer(b"\xff").is_empty());
    }
}
