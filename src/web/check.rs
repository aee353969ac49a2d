//! A check of a signature, driven from JavaScript: it computes by WebCrypto what [`Check::next`] asks for.
//!
//! The loop is in `www/verify.js`, because promises cost less there than here; what is computed, and what it means, is
//! Rust.

use std::cell::RefCell;
use std::sync::Arc;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::check::signature::{Plan, Trial};
use crate::intake::{self, Found};
use crate::jose::key::{self, Keys};
use crate::jose::token::Kind;
use crate::view::desk;
use crate::web::webcrypto;

thread_local! {
    /// The keys that were asked for last.
    static READ: RefCell<Option<Arc<Keys>>> = const { RefCell::new(None) };
}

/// One token held against keys.
#[wasm_bindgen]
pub struct Check {
    pub(super) trial: Option<Trial<'static>>,
    pub(super) text: String,
    /// How many signatures the JSON serialization in the text has; 0 for other texts.
    pub(super) signatures: usize,
    /// Which of the checks of a decoder it is: a later one makes it void.
    #[cfg_attr(not(feature = "element"), allow(dead_code, reason = "the module has no decoder"))]
    pub(super) number: u32,
    /// One computation of a check that is made elsewhere, instead of a trial here.
    pub(super) step: Option<Step>,
}

/// A computation of a check that a desk makes, see [`desk`], and what an engine answered.
pub(super) struct Step {
    asked: desk::EngineTask,
    pub(super) answer: Option<Option<bool>>,
}

/// What is in `text`: read once, as long as nothing else is asked for.
fn read(text: &str) -> Arc<Keys> {
    READ.with_borrow_mut(|read| match read {
        Some(keys) if keys.text() == text => Arc::clone(keys),
        _ => Arc::clone(read.insert(Arc::new(key::read(text)))),
    })
}

impl Check {
    /// Of the token number `chosen` in `text`, with what is in `keys`.
    pub(super) fn of(text: String, chosen: usize, keys: &str) -> Check {
        let tokens = match intake::find(&text) {
            Found::Tokens(tokens, _) => tokens,
            Found::Nothing(_) => Vec::new(),
        };
        let signatures = tokens.iter().filter(|token| token.kind == Kind::JwsJson).count();
        let token = tokens.into_iter().nth(chosen);
        let trial = token.map(|token| Trial::with_keys(token, read(keys)));
        Check { trial, text, signatures, number: 0, step: None }
    }

    /// One computation of the check of this number that a desk makes.
    #[cfg_attr(not(feature = "element"), allow(dead_code, reason = "the module has no desk"))]
    pub(super) fn of_step(number: u32, asked: desk::EngineTask) -> Check {
        Check { trial: None, text: String::new(), signatures: 0, number, step: Some(Step { asked, answer: None }) }
    }

    /// What a desk asks for, else what the trial does.
    fn asked<T: Default>(&self, of_step: impl FnOnce(&desk::EngineTask) -> T, of_plan: impl FnOnce(&Plan) -> T) -> T {
        match &self.step {
            Some(step) => of_step(&step.asked),
            None => {
                self.trial.as_ref().and_then(Trial::asked).map(|attempt| of_plan(&attempt.plan)).unwrap_or_default()
            }
        }
    }
}

#[wasm_bindgen]
impl Check {
    /// How many signatures the JSON serialization in the text has; 0 for other texts.
    #[wasm_bindgen(js_name = signatures)]
    pub fn count_signatures(&self) -> usize {
        self.signatures
    }

    /// Goes on to the next computation for an engine; false at the end.
    pub fn next(&mut self) -> bool {
        if let Some(step) = &self.step {
            return step.answer.is_none();
        }
        let Some(trial) = &mut self.trial else { return false };
        trial.pending().is_some()
    }

    /// Its algorithm as `www/more.js` names it, by the curve where `alg` leaves that open.
    pub fn name(&self) -> String {
        self.asked(|step| step.name.clone(), |plan| plan.algorithm.name().to_owned())
    }

    /// The format of its key, for `importKey`.
    pub fn format(&self) -> String {
        webcrypto::format(&self.name()).to_owned()
    }

    /// The parameters for `importKey` and `verify`, as JSON; empty where WebCrypto has none.
    pub fn parameters(&self) -> String {
        webcrypto::parameters(&self.name()).to_owned()
    }

    /// The bytes of its key.
    pub fn key(&self) -> Vec<u8> {
        self.asked(|step| step.key.clone(), |plan| plan.key.clone())
    }

    /// The signature.
    pub fn signature(&self) -> Vec<u8> {
        self.asked(|step| step.signature.clone(), |plan| plan.signature.clone())
    }

    /// What is signed.
    pub fn message(&self) -> Vec<u8> {
        let of_trial = || self.trial.as_ref().map(|trial| trial.message().to_vec()).unwrap_or_default();
        self.step.as_ref().map_or_else(of_trial, |step| step.asked.message.clone())
    }

    /// Takes the answer: whether it fits, or nothing where the engine cannot tell.
    pub fn tell(&mut self, fits: Option<bool>) {
        if let Some(step) = &mut self.step {
            step.answer = Some(fits);
        }
        if let Some(trial) = &mut self.trial {
            trial.answer(fits.into());
        }
    }
}
