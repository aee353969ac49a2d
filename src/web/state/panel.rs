//! The panel for signatures: what a user has set in it, and the last check that came to its end.

use std::cell::Cell;
use std::rc::Rc;

use crate::judge::expect::Expected;
use crate::report::verification::{Verification, verification};
use crate::text::time::NumericDate;
use crate::web::check::Check;

thread_local! {
    /// The number that was given last: no two checks on a page have the same, so that no answer can be taken for
    /// another decoder's.
    static LAST: Cell<u32> = const { Cell::new(0) };
}

fn next_number() -> u32 {
    LAST.set(LAST.get().wrapping_add(1));
    LAST.get()
}

/// What a user has set, and the last check that came to its end.
#[derive(Default)]
pub struct Panel {
    pub keys: String,
    pub expected: Expected,
    /// The number of the check that is wanted; answers to earlier ones are void.
    pub wanted: u32,
    pub ended: Option<Check>,
    /// What that came to, as it was judged last.
    pub judged: Option<Rc<Verification>>,
    /// Whether the search for the secret was asked for, and so its end is worth a word.
    pub is_asked: bool,
    /// Whether a search for the secret may be going on.
    pub is_searching: bool,
    /// What the page was told of this text with these keys, so that it is not told again.
    pub told: String,
}

impl Panel {
    /// The number of the check that is wanted, and its keys.
    pub fn asked(&self) -> (u32, String) {
        (self.wanted, self.keys.clone())
    }

    /// Begins with the next check: what was answered before is void.
    pub fn begin(&mut self) {
        self.wanted = next_number();
        self.keep(None);
    }

    /// Keeps a check that came to its end, or none.
    pub fn keep(&mut self, ended: Option<Check>) {
        self.ended = ended;
        self.judged = None;
    }

    /// What the last check came to at `now`: judged once, and again where that moment is beyond what the last judgement
    /// is good for.
    pub fn verification(&mut self, now: NumericDate) -> Option<Rc<Verification>> {
        let Check { trial, text, .. } = self.ended.as_ref()?;
        let moment = now.as_f64();
        let holds = |judged: &&Rc<Verification>| judged.now <= moment && judged.changes_at.is_none_or(|at| moment < at);
        if let Some(judged) = self.judged.as_ref().filter(holds) {
            return Some(Rc::clone(judged));
        }
        self.judged = Some(Rc::new(verification(trial.as_ref(), text, now, &self.expected)));
        self.judged.clone()
    }

    /// The next moment at which that may change.
    pub fn changes_at(&self) -> Option<f64> {
        self.judged.as_ref()?.changes_at
    }

    /// Whether keys were given.
    pub fn has_keys(&self) -> bool {
        !self.keys.is_empty()
    }

    /// What a server expects.
    pub fn expected(&self) -> Expected {
        self.expected.clone()
    }
}
