//! What is known here of a long text, what is on its way to the worker and what is still due.

use web_sys::HtmlElement;

use super::Cause;
use crate::view::desk::{Drawing, Question};
use crate::web::later::Timer;

/// What is still to be asked.
#[derive(Default)]
pub struct Due {
    pub drawing: Option<Cause>,
    pub body: bool,
    /// Whether the page was told nothing of the text yet.
    pub is_news: bool,
    pub check: bool,
    /// The number of the check, and what an engine answered.
    pub told: Option<(u32, Option<bool>)>,
}

/// What a text that was asked for is for.
pub enum Errand {
    Copy(HtmlElement),
    Unwrap,
}

/// A long text, and what is known of it here.
#[derive(Default)]
pub struct Remote {
    /// Whether the text that is shown is read by a worker.
    pub is_on: bool,
    /// Whether nobody reads it: there is no worker for it, or it has stopped the one that there was. So nothing is
    /// asked.
    pub is_refused: bool,
    /// Whether the worker runs.
    pub has_desk: bool,
    /// The number of the last question.
    pub last: u32,
    /// The question on its way, and whether nothing has changed since.
    pub asked: Option<(u32, bool)>,
    pub due: Due,
    pub errands: Vec<(u32, Errand)>,
    /// Which token is drawn: another may be chosen already.
    pub drawn: usize,
    /// What is drawn; the body is taken out when it is.
    pub shown: Option<Drawing>,
    pub idle: Option<Timer>,
    /// Whether an engine computes for the worker, which then stays.
    pub is_computing: bool,
    /// Whether the worker has ended since it made a check, so that the next one must make it anew.
    pub has_rested: bool,
}

impl Remote {
    /// Whether the text that is shown is read by a worker.
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// What was read of it, once it was.
    pub fn shown(&self) -> Option<&Drawing> {
        self.shown.as_ref()
    }

    /// When what was read of it may change; nothing while that is being asked for already.
    pub fn changes_at(&self) -> Option<f64> {
        self.shown.as_ref().filter(|_| self.due.drawing.is_none())?.changes_at
    }

    pub fn next_id(&mut self) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.last
    }

    /// The next question, where one is due and none is on its way; its number, and whether it asks for the body.
    pub fn next(&mut self, keys: &dyn Fn() -> (u32, String)) -> Option<(u32, Question, bool)> {
        if !self.is_on || self.is_refused || self.asked.is_some() {
            return None;
        }
        let question = match (self.due.drawing, self.due.told.take(), self.due.check) {
            (Some(_), told, _) => {
                self.due.told = told;
                Question::Draw
            }
            (None, _, true) => {
                self.due.check = false;
                let (number, keys) = keys();
                Question::Check(number, keys)
            }
            (None, Some((number, fits)), false) if number == keys().0 => Question::Tell(fits),
            (None, ..) => return None,
        };
        self.due.check |= std::mem::take(&mut self.has_rested) && matches!(question, Question::Draw);
        let has_body = matches!(question, Question::Draw) && self.due.body;
        let id = self.next_id();
        self.asked = Some((id, true));
        Some((id, question, has_body))
    }
}
