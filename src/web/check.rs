//! A check of a signature, driven from JavaScript: it computes by WebCrypto what [`Check::next`] asks for.
//!
//! The loop is in `www/verify.js`, because promises cost less there than here; what is computed, and what it means, is Rust.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::expect::Expected;
use crate::scan::{self, Found};
use crate::time::NumericDate;
use crate::verify::{Answer, Trial};

/// One token held against keys.
#[wasm_bindgen]
pub struct Check {
    pub(super) trial: Option<Trial>,
    pub(super) text: String,
    pub(super) now: NumericDate,
    pub(super) expected: Expected,
    /// Which of the checks of a decoder it is: a later one makes it void.
    pub(super) number: u32,
}

impl Check {
    /// Of the token number `chosen` in `text`, with what is in `keys`.
    pub(super) fn of(text: String, chosen: usize, keys: &str, now: NumericDate, expected: Expected) -> Check {
        let token = match scan::find(&text) {
            Found::Tokens(tokens, _) => tokens.into_iter().nth(chosen),
            Found::Nothing(_) => None,
        };
        Check { trial: token.map(|token| Trial::new(token, keys)), text, now, expected, number: 0 }
    }
}

#[wasm_bindgen]
impl Check {
    /// Goes on to the next computation for an engine; false at the end.
    pub fn next(&mut self) -> bool {
        self.trial.as_mut().is_some_and(|trial| trial.next().is_some())
    }

    /// Its algorithm.
    pub fn alg(&self) -> String {
        self.asked(|plan| plan.scheme.alg.to_owned())
    }

    /// The format of its key, for `importKey`.
    pub fn format(&self) -> String {
        self.asked(|plan| plan.scheme.format().to_owned())
    }

    /// The parameters for `importKey` and `verify`, as JSON; empty where WebCrypto has none.
    pub fn parameters(&self) -> String {
        self.asked(|plan| plan.scheme.parameters.to_owned())
    }

    /// The bytes of its key.
    pub fn key(&self) -> Vec<u8> {
        self.asked(|plan| plan.key.clone())
    }

    /// The signature.
    pub fn signature(&self) -> Vec<u8> {
        self.asked(|plan| plan.signature.clone())
    }

    /// What is signed.
    pub fn message(&self) -> Vec<u8> {
        self.trial.as_ref().map(|trial| trial.message().to_vec()).unwrap_or_default()
    }

    /// Takes the answer: whether it fits, or nothing where the engine cannot tell.
    pub fn tell(&mut self, fits: Option<bool>) {
        if let Some(trial) = &mut self.trial {
            trial.tell(match fits {
                Some(true) => Answer::Yes,
                Some(false) => Answer::No,
                None => Answer::CannotTell,
            });
        }
    }
}

impl Check {
    fn asked<T: Default>(&self, read: impl FnOnce(&crate::verify::Plan) -> T) -> T {
        self.trial.as_ref().and_then(Trial::asked).map(|attempt| read(&attempt.plan)).unwrap_or_default()
    }
}
