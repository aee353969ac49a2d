//! The signature panel of a decoder: checks again on each change of token or key, and shows no answer that is not of
//! both.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::check::Check;
use super::dom;
use super::state::State;
use crate::check::mac::Hash;
use crate::check::signature;
use crate::judge::refusal;
use crate::judge::verdict;
use crate::report::verification::Verification;
use crate::text::time::NumericDate;
use crate::view::check::{self, Guess};
use crate::view::desk::is_news;
use crate::view::node::Node;
use crate::view::told;

/// Whether the secret could be guessed from the token: an HMAC of the right length, which fits no key yet.
fn is_guessable(check: &Check) -> bool {
    check.trial.as_ref().is_some_and(|trial| {
        let length = signature::hash(trial.alg()).map(Hash::length);
        trial.fits().is_none() && length == Some(trial.token().signature.len())
    })
}

impl State {
    /// What is in the box for keys.
    pub fn keys(&self) -> String {
        self.panel.borrow().keys.clone()
    }

    /// Takes what is in the box for keys.
    pub fn set_keys(&self, keys: String) {
        self.panel.borrow_mut().keys = keys;
        self.news_of_check();
        self.check();
    }

    /// Fills the fields of what a server expects with what the token says.
    pub fn expect_own(&self) {
        let own = self.report.borrow().tokens.get(self.chosen.get()).map(check::own).unwrap_or_default();
        self.fill_expected(&own);
        self.say_server();
    }

    fn fill_expected(&self, values: &[(&str, String)]) {
        for (name, text) in values {
            if let Ok(Some(field)) = self.root.query_selector(&["[data-expect=", name, "]"].concat()) {
                field.unchecked_into::<HtmlInputElement>().set_value(text);
            }
            self.expect(name, text);
        }
    }

    /// Takes what a server answered, and what that says of what it expects.
    pub fn refused(&self, text: &str) {
        let denial = refusal::read(text);
        let nodes = denial.as_ref().map(check::refused).unwrap_or_default();
        self.place("refusal", &nodes, self.now());
        if let Some(denial) = denial {
            self.fill_expected(&denial.expects);
        }
    }

    /// Takes what is in a field of what a server expects.
    pub fn expect(&self, name: &str, value: &str) {
        {
            let mut panel = self.panel.borrow_mut();
            panel.judged = None;
            let expected = &mut panel.expected;
            let text = || Some(value.trim().to_owned()).filter(|text| !text.is_empty());
            let words = || -> Vec<String> {
                value.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
            };
            match name {
                "issuer" => expected.issuer = text(),
                "audience" => expected.audience = text(),
                "scopes" => expected.scopes = words(),
                "algorithms" => expected.algorithms = Some(words()).filter(|words| !words.is_empty()),
                _ => expected.leeway = value.trim().parse::<u32>().unwrap_or(0).into(),
            }
        }
        if self.remote.borrow().is_on() {
            return self.want_answer();
        }
        self.draw_head();
        self.draw_check();
        self.tell_check();
    }

    /// Lets the page be told of the next answer, even if it is the same again: it is of another text, or of other keys.
    pub(super) fn news_of_check(&self) {
        self.panel.borrow_mut().told.clear();
    }

    /// Makes what was answered void: it is of another token.
    pub(super) fn forget_check(&self) {
        self.panel.borrow_mut().begin();
    }

    /// Begins a check of the token that is shown.
    pub(super) fn check(&self) {
        let check = {
            let mut panel = self.panel.borrow_mut();
            panel.begin();
            // A text that is yet to be judged is checked after that.
            if self.is_waiting.get() || self.owes_judgement() {
                return;
            }
            if panel.keys.is_empty() && !self.options().has_check() {
                let is_searching = panel.is_searching;
                drop(panel);
                if is_searching {
                    self.end_guessing();
                }
                return;
            }
            if self.remote.borrow().is_on() {
                drop(panel);
                return self.want_check();
            }
            Check { number: panel.wanted, ..Check::of(self.text.borrow().clone(), self.chosen.get(), &panel.keys) }
        };
        self.go_on(check);
    }

    /// Looks for the secret of the token that is shown: among those that everybody knows, then in a file of words.
    pub fn guess(&self, words: &JsValue) {
        let job = {
            let panel = self.panel.borrow();
            let trial = panel.ended.as_ref().filter(|check| is_guessable(check)).and_then(|check| check.trial.as_ref());
            trial.map(|trial| {
                let bytes = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes));
                let (message, tag) = (bytes(trial.message()), bytes(&trial.token().signature));
                (panel.wanted, Array::of5(&panel.wanted.into(), &trial.alg().into(), &message, &tag, words))
            })
        };
        if let Some((number, job)) = job {
            {
                let mut panel = self.panel.borrow_mut();
                (panel.is_asked, panel.is_searching) = (!words.is_undefined(), true);
            }
            self.guessing(number, Guess::Going(0.0, 0.0));
            self.ask("guess", &job);
        }
    }

    /// Tells how the search for the secret goes.
    pub fn guessing(&self, number: u32, guess: Guess) {
        if number != self.panel.borrow().wanted {
            return;
        }
        let words = check::guessing(guess);
        let is_going = matches!(guess, Guess::Going(..));
        // The button stays while somebody may be pressing it.
        let going = self.root.query_selector(".guess:has([data-do=stop]) span").ok().flatten();
        match going {
            Some(going) if is_going => going.set_text_content(Some(&words)),
            _ => {
                let focus = self.focused_key();
                self.place("guess", &[check::guess(guess).into()], self.now());
                self.focus_again(focus);
            }
        }
        if !is_going && self.panel.borrow().is_asked {
            self.say(words);
        }
    }

    /// Takes the secret that a search has found.
    pub fn guessed(&self, number: u32, secret: Vec<u8>) {
        let ended = {
            let mut panel = self.panel.borrow_mut();
            panel.judged = None;
            if number == panel.wanted { panel.ended.take() } else { None }
        };
        let Some(Check { trial: Some(trial), text, number, signatures, step }) = ended else { return };
        self.place("guess", &[], self.now());
        self.go_on(Check { trial: Some(trial.guessed(secret)), text, number, signatures, step });
    }

    /// Ends a check, or hands it to whoever has an engine for what it asks.
    fn go_on(&self, mut check: Check) {
        if check.next() {
            // The answer to what was asked before may not stand while this one is found.
            self.draw_head();
            self.draw_check();
            self.ask("check", &check.into());
        } else {
            self.checked(check);
        }
    }

    /// Takes a check that came to its end.
    pub fn checked(&self, check: Check) {
        if let Some(step) = &check.step {
            return self.attempted(check.number, step.answer.flatten());
        }
        {
            let mut panel = self.panel.borrow_mut();
            if check.number != panel.wanted {
                return;
            }
            panel.keep(Some(check));
        }
        self.draw_head();
        self.draw_check();
        self.tell_check();
        let is_open = self.options().has_check() && self.panel.borrow().ended.as_ref().is_some_and(is_guessable);
        match is_open {
            true => self.guess(&JsValue::UNDEFINED),
            false => self.end_guessing(),
        }
    }

    /// Ends the search for the secret of a token that is not shown any more, or has no panel to show it in.
    fn end_guessing(&self) {
        self.panel.borrow_mut().is_searching = false;
        self.ask("stop", &JsValue::UNDEFINED);
        self.place("guess", &[], self.now());
    }

    /// Tells the page around it; that nobody gave a key is no news.
    pub(super) fn tell_check(&self) {
        let checked = self.verification().filter(|checked| is_news(checked));
        self.tell_verified(checked.map(|checked| told::verified(&checked)).unwrap_or_default());
    }

    /// Tells it these words, unless they were the last or are none.
    pub(super) fn tell_verified(&self, words: String) {
        if !words.is_empty() && self.panel.borrow().told != words {
            let told = words.as_str().into();
            self.panel.borrow_mut().told = words;
            self.ask("verified", &told);
        }
    }

    /// What the last check came to, as of now; `None` while one runs.
    pub(super) fn verification(&self) -> Option<Rc<Verification>> {
        let now = self.now();
        self.panel.borrow_mut().verification(now)
    }

    /// Draws the answer, and what a server would say.
    pub(super) fn draw_check(&self) {
        let checked = self.verification();
        let now = self.now();
        let (answer, is_busy) = {
            let report = self.report.borrow();
            let token = report.tokens.get(self.chosen.get()).filter(|_| self.options().has_check());
            // The whole panel is of use with a token only.
            self.hide_checks(token.is_none());
            (check::result(checked.as_deref(), token), checked.is_none() && token.is_some())
        };
        self.mark_checking(is_busy);
        self.place("checked", &answer, now);
        let steps = checked.map(|checked| check::server(&checked.checks)).unwrap_or_default();
        self.place_server(&steps, now);
        self.plan(now);
    }

    /// Draws what a server would say.
    pub(super) fn place_server(&self, steps: &[Node], now: NumericDate) {
        let live = self.place("server", steps, now);
        self.live.borrow_mut()[2] = live;
    }

    pub(super) fn hide_checks(&self, is_hidden: bool) {
        if let Ok(Some(panel)) = self.root.query_selector(".checks") {
            let _ = panel.toggle_attribute_with_force("hidden", is_hidden);
        }
        // Of a long text only its worker knows what it says.
        if let Ok(Some(own)) = self.root.query_selector("[data-do=own]") {
            let _ = own.toggle_attribute_with_force("hidden", self.remote.borrow().is_on());
        }
    }

    /// Says that the answer is still to come.
    pub(super) fn mark_checking(&self, is_busy: bool) {
        if let Ok(Some(place)) = self.root.query_selector("[data-place=checked]") {
            // Errs only on an invalid attribute name.
            let _ = place.set_attribute("aria-busy", if is_busy { "true" } else { "false" });
        }
    }

    /// Tells what decides whether a server takes the token.
    pub fn say_server(&self) {
        if let Some(deciding) = self.remote.borrow().shown().map(|shown| shown.deciding.clone()) {
            return self.say(deciding);
        }
        if let Some(checked) = self.verification() {
            self.say(verdict::words(&check::deciding(&checked.checks).1, self.now()));
        }
    }

    /// Puts keys into the box.
    pub fn show_keys(&self, keys: String) {
        dom::each(&self.root, "#key", &mut |field| field.unchecked_ref::<HtmlTextAreaElement>().set_value(&keys));
        self.set_keys(keys);
    }
}
