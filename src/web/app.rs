//! One decoder on a page: what was pasted, what was made of it, and drawing it again when the clock moves on.
//!
//! Fields are borrowed for a moment only, never across a call that may run listeners: drawing moves the focus, and moving
//! the focus runs listeners.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlInputElement, ShadowRoot};

use super::dom::{self, Live};
use super::entry::{Entry, History};
use super::handle::{AfterPaint, Listener, Timer};
use super::{clock, ticker};
use crate::report::{self, Report};
use crate::time::{self, NumericDate};
use crate::view::entry::HELD;
use crate::view::source::Source;
use crate::view::{self, Context, machine, timeline};

/// A decoder in a shadow root.
pub struct App {
    /// Where everything is drawn.
    pub root: ShadowRoot,
    /// The field and what stands in for it.
    pub entry: Entry,
    /// What a user may take back.
    pub history: RefCell<History>,
    /// The text that is shown.
    pub text: RefCell<String>,
    report: RefCell<Report>,
    /// Which of the tokens found is shown.
    pub chosen: Cell<usize>,
    pinned: Cell<Option<f64>>,
    clock: RefCell<Option<Function>>,
    me: Weak<App>,
    /// Draws the rest, where only the first part of a new text has been drawn yet.
    owed: RefCell<Option<AfterPaint>>,
    live: RefCell<Vec<Live>>,
    times: Cell<Option<timeline::Times>>,
    /// When the drawing of the times is due to move.
    moves_at: Cell<f64>,
    /// When anything at all is due.
    due: Cell<Option<f64>>,
    /// What was said last, so that it is not said again.
    said: RefCell<String>,
    /// The element's class, as far as it is needed here: see `Decoder::new`.
    pub host: JsValue,
    /// What is on its way to the clipboard, and the button that asked for it.
    pub copying: RefCell<Option<(String, HtmlElement)>>,
    /// Put buttons' words back.
    pub restore: RefCell<Vec<Timer>>,
    pub(super) listeners: RefCell<Vec<Listener>>,
}

/// Why something is drawn anew.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    Text,
    Time,
}

impl App {
    /// Draws an empty decoder in `root`.
    pub fn new(root: ShadowRoot, host: JsValue) -> Result<Rc<App>, JsValue> {
        let now = NumericDate::from_f64(clock::now(None));
        dom::fill(&root, &view::entry::shell(), now)?;
        let entry = Entry::find(&root)?;
        let app = Rc::new_cyclic(|me| App {
            me: me.clone(),
            owed: RefCell::default(),
            root,
            entry,
            history: RefCell::default(),
            text: RefCell::default(),
            report: RefCell::new(report::report("", now)),
            chosen: Cell::new(0),
            pinned: Cell::new(None),
            clock: RefCell::new(None),
            live: RefCell::default(),
            times: Cell::new(None),
            moves_at: Cell::new(f64::INFINITY),
            due: Cell::new(None),
            said: RefCell::default(),
            host,
            copying: RefCell::default(),
            restore: RefCell::default(),
            listeners: RefCell::default(),
        });
        ticker::join(&app);
        Ok(app)
    }

    /// The moment of judgement: the one that was set, else the present.
    pub fn now(&self) -> NumericDate {
        NumericDate::from_f64(self.pinned.get().unwrap_or_else(|| self.present()))
    }

    fn present(&self) -> f64 {
        clock::now(self.clock.borrow().as_ref())
    }

    /// The moment that was set by hand.
    pub fn pinned(&self) -> Option<f64> {
        self.pinned.get()
    }

    /// Sets the clock to a moment, or back to the present.
    pub fn pin(&self, at: Option<f64>) {
        self.pinned.set(at.filter(|at| at.is_finite()));
        self.judge(Cause::Time);
    }

    /// Reads the present from `clock` from now on.
    pub fn set_clock(&self, clock: Option<Function>) {
        self.clock.replace(clock);
        self.judge(Cause::Time);
    }

    /// Decodes another text.
    pub fn decode(&self, text: String) {
        self.entry.mark(!text.is_empty());
        self.text.replace(text);
        self.chosen.set(0);
        self.judge(Cause::Text);
    }

    /// Shows another of the tokens found.
    pub fn choose(&self, index: usize) {
        self.chosen.set(index);
        self.draw(Cause::Text);
    }

    /// Runs `work` on the report and the text.
    pub fn with_report<T>(&self, work: impl FnOnce(&Report, &str) -> T) -> T {
        work(&self.report.borrow(), &self.text.borrow())
    }

    fn judge(&self, cause: Cause) {
        let report = report::report(&self.text.borrow(), self.now());
        self.report.replace(report);
        self.draw(cause);
    }

    /// Draws what is read first: the verdict, and the colours of the input. For a new text the rest follows once that is
    /// painted, so that the answer does not wait for the details.
    fn draw(&self, cause: Cause) {
        let is_owed = self.owed.take().is_some();
        let cause = if is_owed { Cause::Text } else { cause };
        let now = self.now();
        let context = self.context(now);
        let (head, said, entry) = {
            let (report, text) = (self.report.borrow(), self.text.borrow());
            let token = report.tokens.get(context.chosen);
            self.times.set(token.map(timeline::Times::of));
            let source = Source::new(&text);
            (
                view::head(&report, &context),
                view::headline::said(&report, context.chosen),
                // The input is coloured when its text changes; the clock does not touch it.
                (cause == Cause::Text).then(|| {
                    let jumps = token.map(view::segments::jumps).unwrap_or_default();
                    (view::segments::paint(&report, &source, context.chosen), jumps)
                }),
            )
        };
        let focus = self.focused_key();
        let live = self.place("head", &head, now);
        self.live.replace(live);
        if let Some((paint, jumps)) = entry {
            self.place("paint", &paint, now);
            self.place("parts", &jumps, now);
        }
        self.focus_again(focus);
        self.say(said);
        let can_wait = cause == Cause::Text && !self.report.borrow().tokens.is_empty() && !ticker::hidden();
        let rest = can_wait.then(|| self.me.clone()).and_then(|me| {
            AfterPaint::new(move || {
                if let Some(app) = me.upgrade() {
                    app.finish();
                }
            })
        });
        self.mark_busy(rest.is_some());
        match rest {
            Some(rest) => drop(self.owed.replace(Some(rest))),
            None => self.draw_rest(cause),
        }
    }

    /// Draws what is still owed; answers whether there was something.
    pub fn finish(&self) -> bool {
        let owed = self.owed.take();
        if owed.is_some() {
            self.draw_rest(Cause::Text);
            self.mark_busy(false);
        }
        owed.is_some()
    }

    /// Says that the details are still those of another text.
    fn mark_busy(&self, busy: bool) {
        if let Ok(Some(body)) = self.root.query_selector("[data-place=body]") {
            // Fails only for names that are none.
            let _ = if busy { body.set_attribute("aria-busy", "true") } else { body.remove_attribute("aria-busy") };
        }
    }

    fn draw_rest(&self, cause: Cause) {
        let now = self.now();
        let context = self.context(now);
        let (body, controls) = {
            let (report, text) = (self.report.borrow(), self.text.borrow());
            let token = report.tokens.get(context.chosen);
            (view::body(&report, &Source::new(&text), &context), token.and_then(|token| machine::controls(token, &context)))
        };
        let focus = self.focused_key();
        let open = self.open_details(cause);
        let mut live = self.place("body", &body, now);
        // The slider is not replaced while it moves.
        if cause == Cause::Text {
            let controls: Vec<_> = controls.into_iter().map(Into::into).collect();
            live.extend(self.place("controls", &controls, now));
        } else {
            self.follow(now, &context);
        }
        self.live.borrow_mut().extend(live);
        open.into_iter().for_each(|(key, open)| self.set_open(&key, open));
        self.focus_again(focus);
        self.plan(now);
    }

    fn context(&self, now: NumericDate) -> Context<'static> {
        Context { now, pinned: self.pinned.get().is_some(), offset: &clock::offset, chosen: self.chosen.get() }
    }

    /// Gives the focus back to what was drawn anew.
    fn focus_again(&self, key: Option<String>) {
        if self.root.active_element().is_none()
            && let Some(element) = key.and_then(|key| self.keyed(&key))
        {
            self.focus_quietly(&element);
        }
    }

    fn place(&self, name: &str, nodes: &[view::node::Node], now: NumericDate) -> Vec<Live> {
        let place = self.root.query_selector(&format!("[data-place={name}]")).ok().flatten();
        place.and_then(|place| dom::replace(&place, nodes, now).ok()).unwrap_or_default()
    }

    /// Sets the time machine's controls to `now`, but for the one that is being used.
    fn follow(&self, now: NumericDate, context: &Context<'_>) {
        let active = self.root.active_element();
        for (name, value) in [("seconds", now.seconds().to_string()), ("local", machine::field_value(now, context))] {
            let Ok(Some(control)) = self.root.query_selector(&format!("[data-clock={name}]")) else { continue };
            if active.as_ref() != Some(&control) {
                control.unchecked_into::<HtmlInputElement>().set_value(&value);
            }
        }
    }

    /// Follows the clock: new words, or a new judgement where it has changed.
    pub fn tick(&self) {
        if self.pinned.get().is_some() {
            return;
        }
        let now = self.now();
        let due = self.report.borrow().changes_at.is_some_and(|at| at <= now.as_f64());
        if due || self.reads_otherwise(now) {
            return self.judge(Cause::Time);
        }
        self.live.borrow().iter().for_each(|live| live.reword(now));
        if now.as_f64() >= self.moves_at.get() {
            self.move_timeline(now);
        }
        self.plan(now);
    }

    /// Whether what was found would be worded in another way now; not asked for texts that take long to read.
    fn reads_otherwise(&self, now: NumericDate) -> bool {
        let text = self.text.borrow();
        if text.len() >= HELD {
            return false;
        }
        let fresh = report::report(&text, now);
        let words = |report: &Report| -> Vec<Option<String>> {
            let findings = report.findings.iter().chain(report.tokens.iter().flat_map(|token| &token.findings));
            findings.map(|finding| finding.detail.clone()).collect()
        };
        words(&fresh) != words(&self.report.borrow())
    }

    fn move_timeline(&self, now: NumericDate) {
        let context = self.context(now);
        let drawing = self.times.get().and_then(|times| timeline::timeline(times, &context));
        if let (Some(drawing), Ok(Some(place))) = (drawing, self.root.query_selector("[data-live=timeline]")) {
            // The drawing has no live words, and its place is there whenever it is.
            let _ = dom::replace(&place, &[drawing.into()], now);
        }
        self.moves_at.set(f64::INFINITY);
    }

    /// Finds out when something will have to change.
    fn plan(&self, now: NumericDate) {
        let present = now.as_f64();
        if self.pinned.get().is_some() {
            self.due.set(None);
            return ticker::schedule();
        }
        if !self.moves_at.get().is_finite() || self.moves_at.get() <= present {
            let step = self.times.get().and_then(|times| timeline::next_step(times, now));
            self.moves_at.set(step.map_or(f64::INFINITY, |step| present + step));
        }
        let words =
            self.live.borrow().iter().filter_map(Live::at).map(|at| present + time::next_change(at, now)).fold(f64::INFINITY, f64::min);
        let judgement = self.report.borrow().changes_at.unwrap_or(f64::INFINITY);
        let due = words.min(judgement).min(self.moves_at.get());
        self.due.set(due.is_finite().then_some(due));
        ticker::schedule();
    }

    /// Seconds until something will have to change.
    pub fn wait(&self) -> Option<f64> {
        self.due.get().map(|due| due - self.present())
    }

    /// Tells who cannot see it; the same words are not said twice.
    pub fn say(&self, words: String) {
        if *self.said.borrow() == words {
            return;
        }
        if let Ok(Some(place)) = self.root.query_selector(".said") {
            place.set_text_content(Some(&words));
        }
        self.said.replace(words);
    }

    /// Shows something that the user has to know, or takes it away.
    pub fn notify(&self, nodes: &[view::node::Node]) {
        if let Ok(Some(place)) = self.root.query_selector(".notice") {
            let _ = dom::replace(&place, nodes, self.now());
        }
    }

    /// Asks the element's class for what is better done there; `None` where it could not.
    pub fn ask(&self, name: &str, argument: &JsValue) -> Option<JsValue> {
        let method = js_sys::Reflect::get(&self.host, &name.into()).ok()?.dyn_into::<Function>().ok()?;
        method.call1(&self.host, argument).ok()
    }

    fn focused_key(&self) -> Option<String> {
        self.root.active_element()?.closest("[data-key]").ok()??.get_attribute("data-key")
    }

    fn keyed(&self, key: &str) -> Option<HtmlElement> {
        let mut found = None;
        dom::each(&self.root, "[data-key]", &mut |element| {
            if found.is_none() && element.get_attribute("data-key").as_deref() == Some(key) {
                found = Some(element.clone());
            }
        });
        found
    }

    /// Which folded parts are open, by key. Another text has other nested values, so those are not kept for it.
    fn open_details(&self, cause: Cause) -> Vec<(String, bool)> {
        let mut found = Vec::new();
        dom::each(&self.root, "details[data-key]", &mut |details| {
            let open = details.has_attribute("open");
            match details.get_attribute("data-key") {
                Some(key) if cause == Cause::Time || (open && !key.starts_with("nest ")) => found.push((key, open)),
                _ => {}
            }
        });
        found
    }

    fn set_open(&self, key: &str, open: bool) {
        if let Some(details) = self.keyed(key) {
            // Fails only for names that are none.
            let _ = details.toggle_attribute_with_force("open", open);
        }
    }

    fn focus_quietly(&self, element: &HtmlElement) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // The key of a folded part is on the part, its focus on its summary.
        let target = element.query_selector(":scope > summary").ok().flatten().and_then(|summary| summary.dyn_into().ok());
        let _ = target.as_ref().unwrap_or(element).focus_with_options(&options);
    }
}
