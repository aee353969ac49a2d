//! Long texts: a worker reads them, so that the page goes on, and what it sends back is drawn here.
//!
//! One question is on its way at a time. A change makes the answer to it void and the next question due; a change of
//! the text ends the worker. So what is drawn is of the text, the token and the moment that are shown, or nothing is.
//! The worker ends too when nothing was asked for a while: a long text takes much memory there. The host has it, see
//! `www/host.js`.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::check::Check;
use super::later::Timer;
use super::state::{Cause, Errand, Owed, Remote, State};
use crate::report;
use crate::view::desk::{Drawing, EngineTask, Question, Reply, Scene, TEXTS};
use crate::view::{self, Body, copy};

/// From so many bytes on a text is read by a worker: here it would take longer than a page may stand still.
pub const LONG: usize = 128 * 1024;
/// The longest text that is read at once where no worker is to be had, in bytes.
const AT_ONCE: usize = 1024 * 1024;
/// What is said of a text that has stopped a decoder.
const STOPPED: &str =
    "The decoder stopped at this text, so it is not decoded, and not tried again. Everything else goes on.";
/// After so many seconds without a question the worker ends.
const IDLE: f64 = 10.0;

impl State {
    /// Begins to read a text where it is a long one; whether it is.
    pub(super) fn read_afar(&self) -> bool {
        let length = self.text.borrow().len();
        let is_on = length >= LONG;
        self.leave_desk(Remote { is_on, ..Remote::default() });
        if is_on {
            self.show_nothing(&[view::entry::reading(length)]);
            self.remote.borrow_mut().due.is_news = true;
            self.want(Cause::Text);
        }
        is_on
    }

    /// Takes away all that was drawn of another text, and says this in its place.
    pub(super) fn show_nothing(&self, words: &[view::node::Node]) {
        let now = self.now();
        self.owed.take();
        self.forget_check();
        self.report.replace(report::shown("", now));
        self.times.set(None);
        self.live.take();
        self.place("head", words, now);
        for name in ["paint", "parts", "controls", "guess", "checked", "server", "found", "body"] {
            self.place(name, &[], now);
        }
        self.hide_checks(true);
        self.mark_checking(false);
        self.ask("stop", &JsValue::UNDEFINED);
        self.mark_busy(true);
        self.plan(now);
    }

    /// Lets all be drawn anew by the worker.
    pub(super) fn want(&self, cause: Cause) {
        {
            let mut remote = self.remote.borrow_mut();
            if remote.is_refused {
                return;
            }
            let is_text = cause == Cause::Text || remote.due.drawing == Some(Cause::Text);
            remote.due.drawing = Some(if is_text { Cause::Text } else { Cause::Time });
            remote.due.body = true;
            remote.due.check |= cause == Cause::Text;
            remote.asked = remote.asked.map(|(id, _)| (id, false));
        }
        if cause == Cause::Text {
            self.forget_check();
            self.mark_busy(true);
        }
        self.veil();
        self.inquire();
    }

    /// Takes away the verdict and the answer, which are of other keys or of another moment, until the worker has drawn
    /// them.
    fn veil(&self) {
        let now = self.now();
        self.place("head", &[view::entry::reading(self.text.borrow().len())], now);
        self.place("checked", &view::check::result(None, None), now);
        self.place("server", &[], now);
        self.mark_checking(true);
    }

    /// Lets the verdict and the panel for signatures be drawn anew.
    pub(super) fn want_answer(&self) {
        {
            let mut remote = self.remote.borrow_mut();
            if remote.is_refused {
                return;
            }
            remote.due.drawing = remote.due.drawing.or(Some(Cause::Time));
            remote.asked = remote.asked.map(|(id, _)| (id, false));
        }
        self.veil();
        self.inquire();
    }

    /// Lets the signature be checked anew.
    pub(super) fn want_check(&self) {
        self.remote.borrow_mut().due.check = true;
        // The answer to what was asked before may not stand while this one is found.
        self.want_answer();
    }

    /// Gets the text that `what` names, and copies it.
    pub(super) fn copy_afar(&self, what: &str, button: &Element) {
        self.run_for(what, Errand::Copy(button.clone().unchecked_into()));
    }

    /// Gets the token that `what` names, and makes it the input.
    pub(super) fn unwrap_afar(&self, what: &str) {
        self.run_for(what, Errand::Unwrap);
    }

    fn run_for(&self, what: &str, errand: Errand) {
        let id = {
            let mut remote = self.remote.borrow_mut();
            if remote.is_refused {
                return;
            }
            let id = remote.next_id();
            remote.errands.push((id, errand));
            id
        };
        self.send(id, &Question::Copy(what.to_owned()), false);
    }

    /// Asks what is due.
    fn inquire(&self) {
        let next = {
            let panel = self.panel.borrow();
            self.remote.borrow_mut().next(&|| panel.asked())
        };
        if let Some((id, question, has_body)) = next {
            self.send(id, &question, has_body);
        }
    }

    fn send(&self, id: u32, question: &Question, has_body: bool) {
        let options = self.options();
        let scene = Scene {
            now: self.now(),
            pinned: self.pinned.get().is_some(),
            chosen: match question {
                Question::Copy(_) => self.remote.borrow().drawn,
                _ => self.chosen.get(),
            },
            options: (*options).clone(),
            rendition: self.rendition.get(),
            expected: self.panel.borrow().expected(),
            check: self.panel.borrow().asked().0,
            has_body,
            is_disclosing: self.root.host().has_attribute("disclose"),
        };
        let bytes = Uint8Array::from(&*question.written(&scene));
        if !self.is_open() {
            return self.unread();
        }
        self.remote.borrow_mut().idle = None;
        self.ask("askDesk", &Array::of2(&id.into(), &bytes));
    }

    /// Whether there is a worker, opened where there was none.
    fn is_open(&self) -> bool {
        if self.remote.borrow().has_desk {
            return true;
        }
        let text = Uint8Array::from(self.text.borrow().as_bytes());
        let has_desk = self.ask("openDesk", &text).is_some_and(|opened| opened.is_truthy());
        self.remote.borrow_mut().has_desk = has_desk;
        has_desk
    }

    /// Ends the worker, and what is known of its text gives way to `next`.
    fn leave_desk(&self, next: Remote) -> Remote {
        let before = self.remote.replace(next);
        if before.has_desk {
            self.ask("leaveDesk", &JsValue::UNDEFINED);
        }
        before
    }

    /// Takes an answer; none where the worker broke, and not even a number where it did not start.
    pub fn hear(&self, id: Option<u32>, bytes: Option<Vec<u8>>) {
        let answer = bytes.and_then(|bytes| Reply::read(&bytes));
        let errand = {
            let mut remote = self.remote.borrow_mut();
            let place = remote.errands.iter().position(|(other, _)| Some(*other) == id);
            place.map(|place| remote.errands.remove(place).1)
        };
        if let Some(errand) = errand {
            self.run(errand, answer);
            return self.rest_soon();
        }
        let is_current = {
            let mut remote = self.remote.borrow_mut();
            let asked = remote.asked.filter(|(asked, _)| id.is_none_or(|id| id == *asked));
            let Some((_, is_current)) = asked else { return };
            remote.asked = None;
            is_current
        };
        match answer {
            None => return self.unread(),
            // What has changed since is due already.
            Some(Reply::Drawing(drawing)) if is_current => self.take_drawing(*drawing),
            Some(Reply::Attempt(number, attempt)) => self.attempt(number, attempt),
            Some(Reply::Drawing(_) | Reply::Text(_)) => {}
        }
        self.inquire();
        self.rest_soon();
    }

    fn run(&self, errand: Errand, answer: Option<Reply>) {
        let Some(Reply::Text(Some(text))) = answer else { return };
        match errand {
            Errand::Copy(button) => self.copy(text, button),
            Errand::Unwrap => self.put(text),
        }
    }

    /// Lets the worker end where nothing is asked for a while.
    fn rest_soon(&self) {
        let me = self.me.clone();
        let mut remote = self.remote.borrow_mut();
        if remote.asked.is_none() && remote.errands.is_empty() && !remote.is_computing {
            remote.idle = Some(Timer::after(IDLE, move || {
                let Some(state) = me.upgrade() else { return };
                {
                    let mut remote = state.remote.borrow_mut();
                    remote.has_rested = true;
                    remote.has_desk = false;
                }
                state.ask("leaveDesk", &JsValue::UNDEFINED);
            }));
        }
    }

    /// Hands a computation to whoever has an engine for it.
    fn attempt(&self, number: u32, attempt: EngineTask) {
        if number == self.panel.borrow().asked().0 {
            self.remote.borrow_mut().is_computing = true;
            self.ask("check", &Check::of_step(number, attempt).into());
        }
    }

    /// Takes what an engine answered.
    pub(super) fn attempted(&self, number: u32, fits: Option<bool>) {
        {
            let mut remote = self.remote.borrow_mut();
            remote.is_computing = false;
            remote.due.told = Some((number, fits));
        }
        self.inquire();
        self.rest_soon();
    }

    /// Draws what is read first; the rest follows once that is painted.
    fn take_drawing(&self, mut drawing: Drawing) {
        let now = self.now();
        let options = self.options();
        let (cause, has_body, is_first) = {
            let mut remote = self.remote.borrow_mut();
            let cause = remote.due.drawing.take();
            (cause, std::mem::take(&mut remote.due.body), remote.shown.is_none())
        };
        let is_text = cause == Some(Cause::Text);
        if !has_body {
            drawing.body = self.remote.borrow_mut().shown.take().map(|shown| shown.body).unwrap_or_default();
        }
        if is_text || is_first {
            self.times.set(drawing.times.filter(|_| options.has_timeline()));
            self.place("parts", &drawing.jumps, now);
        }
        let focus = self.focused_key();
        let live = self.place("head", &drawing.head, now);
        self.live.borrow_mut()[0] = live;
        if options.is_local {
            // The worker knows no clock but UTC's.
            self.move_timeline(now);
        }
        self.place("checked", &drawing.answer, now);
        self.place_server(&drawing.server, now);
        let has_token = drawing.times.is_some();
        self.hide_checks(!(has_token && options.has_check()));
        self.mark_checking(!drawing.is_checked && has_token && options.has_check());
        self.focus_again(focus);
        if drawing.is_checked || !options.has_check() || !has_token {
            self.say_first(drawing.said.clone());
        }
        let (told, verified) = (drawing.told.clone(), drawing.verified.clone());
        {
            let mut remote = self.remote.borrow_mut();
            // Where there is nothing to check, or no place to show it, nothing is.
            remote.due.check &= has_token && (options.has_check() || self.panel.borrow().has_keys());
            remote.shown = Some(drawing);
            remote.drawn = self.chosen.get();
        }
        if has_body && !(is_text && self.owe(Owed::Rest)) {
            self.draw_rest(if is_text { Cause::Text } else { Cause::Time });
            self.mark_busy(false);
        }
        self.plan(now);
        let is_news = std::mem::take(&mut self.remote.borrow_mut().due.is_news);
        self.tell(if is_news { Cause::Text } else { Cause::Time }, told);
        self.tell_verified(verified);
    }

    /// What is drawn below the verdict.
    pub(super) fn body_afar(&self) -> Body {
        self.remote.borrow_mut().shown.as_mut().map(|shown| std::mem::take(&mut shown.body)).unwrap_or_default()
    }

    /// Where no worker reads it: at once, where it is not too long for that; else it is said.
    fn unread(&self) {
        let before = self.leave_desk(Remote::default());
        let length = self.text.borrow().len();
        if before.shown.is_none() && length <= AT_ONCE {
            return self.judge_soon();
        }
        self.read_no_more(&[view::entry::unread(length, AT_ONCE)]);
    }

    /// Shows this in place of what was read, or was to be.
    fn read_no_more(&self, words: &[view::node::Node]) {
        self.remote.replace(Remote { is_on: true, is_refused: true, ..Remote::default() });
        self.show_nothing(words);
        self.mark_busy(false);
    }

    /// Says that the text has stopped what read it: the core before this one, or the worker, which has ended.
    pub fn refuse(&self) {
        if self.remote.borrow().is_on {
            self.read_no_more(&[]);
        }
        self.notify(&[view::node::text(STOPPED)]);
    }

    /// Whether only the worker has the text that `what` names.
    pub fn is_afar(&self, what: &str) -> bool {
        self.remote.borrow().is_on && what != "input"
    }

    /// The text that `what` names, see [`copy`]; of a long text only what events disclose.
    pub fn named(&self, what: &str) -> Option<String> {
        if self.is_afar(what) {
            let place = TEXTS.iter().position(|name| *name == what)?;
            return self.remote.borrow().shown.as_ref()?.texts.get(place)?.clone();
        }
        self.with_report(|report, text| copy::copied(what, report, self.chosen.get(), text))
    }
}
