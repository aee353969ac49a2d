//! The desk at which long texts are read: away from the page, in a worker, which gets questions and sends what is to be
//! drawn.
//!
//! [`Desk`] keeps the text with its report and the check of its signature, and needs nothing of a browser: the page
//! asks a [`Question`], the answer is an [`Reply`] as bytes. What an engine has to compute for a check is asked of the
//! page, since what computes the rarer algorithms is loaded there.

use super::node::Node;
use super::options::Options;
use super::packed::Unpacker;
use super::rendition::Rendition;
use super::source::Source;
use super::timeline::Validity;
use super::{Body, Context, check, copy, headline, segments, told};
use crate::check::signature::Trial;
use crate::intake::{self, Found};
use crate::judge::expect::Expected;
use crate::judge::verdict;
use crate::report::verification::{SignatureState, Verification, verification};
use crate::report::{self, Report};
use crate::text::time::NumericDate;

mod wire;

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
    /// In which form the decoded parts are shown.
    pub rendition: Rendition,
    /// What a server expects.
    pub expected: Expected,
    /// The number of the check that is wanted: no other is drawn.
    pub check: u32,
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
pub enum Reply {
    /// What is to be drawn.
    Drawing(Box<Drawing>),
    /// What an engine has to compute, for the check of this number.
    Attempt(u32, EngineTask),
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
    pub body: Body,
    /// The times of the token; none where there is no token.
    pub times: Option<Validity>,
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
pub struct EngineTask {
    /// The algorithm as `www/more.js` names it.
    pub name: String,
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
    check: Option<KeyCheck>,
}

#[derive(Debug)]
struct KeyCheck {
    number: u32,
    trial: Option<Trial<'static>>,
    has_ended: bool,
}

impl Desk {
    /// Of a text that nothing was asked about yet.
    pub fn new(text: String) -> Desk {
        Desk { text, report: None, check: None }
    }

    /// Answers a question; nothing for bytes that are not one.
    pub fn answer(&mut self, question: &[u8]) -> Vec<u8> {
        let mut from = Unpacker::new(question);
        let asked = wire::read_scene(&mut from).zip(wire::read_question(&mut from));
        asked.map(|(scene, question)| self.reply(&scene, question).written()).unwrap_or_default()
    }

    fn reply(&mut self, scene: &Scene, question: Question) -> Reply {
        match question {
            Question::Draw => {}
            Question::Copy(what) => {
                let text = &self.text;
                let report = self.report.get_or_insert_with(|| report::shown(text, scene.now));
                return Reply::Text(copy::copied(&what, report, scene.chosen, text));
            }
            Question::Check(number, keys) => {
                let trial = trial(&self.text, scene.chosen, &keys);
                self.check = Some(KeyCheck { number, trial, has_ended: false });
                if let Some(attempt) = self.next() {
                    return attempt;
                }
            }
            Question::Tell(fits) => {
                if let Some(trial) = self.check.as_mut().and_then(|check| check.trial.as_mut()) {
                    trial.answer(fits.into());
                }
                if let Some(attempt) = self.next() {
                    return attempt;
                }
            }
        }
        Reply::Drawing(Box::new(self.draw(scene)))
    }

    /// Goes on to the next computation for an engine; nothing at the end.
    fn next(&mut self) -> Option<Reply> {
        let check = self.check.as_mut()?;
        if let Some(trial) = &mut check.trial
            && trial.pending().is_some()
        {
            return trial.asked().map(|asked| Reply::Attempt(check.number, attempt(asked, trial.message())));
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
        let context = Context {
            now: scene.now,
            pinned: scene.pinned,
            offset: None,
            chosen: scene.chosen,
            options,
            rendition: scene.rendition,
        };
        let token = report.tokens.get(scene.chosen);
        let ended = self.check.as_ref().filter(|check| check.has_ended && check.number == scene.check);
        let checked = ended.map(|check| verification(check.trial.as_ref(), text, scene.now, &scene.expected));
        let checks = checked.as_ref().map(|checked| &*checked.checks);
        let named = |what: &&str| copy::copied(what, report, scene.chosen, text).filter(|_| scene.is_disclosing);
        Drawing {
            head: super::head(report, &self.text, checked.as_ref(), &context),
            said: headline::said(report, scene.chosen, checked.as_ref()),
            jumps: token.map(|token| segments::jumps(token, options)).unwrap_or_default(),
            body: if scene.has_body { super::body(report, &Source::new(text), &context) } else { Body::default() },
            times: token.map(Validity::of),
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

fn trial(text: &str, chosen: usize, keys: &str) -> Option<Trial<'static>> {
    let Found::Tokens(tokens, _) = intake::find(text) else { return None };
    let token = tokens.into_iter().nth(chosen)?;
    Some(Trial::new(token, keys))
}

fn attempt(asked: &crate::check::signature::Attempt, message: &[u8]) -> EngineTask {
    let plan = &asked.plan;
    EngineTask {
        name: plan.algorithm.name().to_owned(),
        key: plan.key.clone(),
        signature: plan.signature.clone(),
        message: message.to_vec(),
    }
}

#[cfg(test)]
mod tests;
