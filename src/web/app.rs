//! The sequence of one decoder: a text is decoded, judged, drawn and told, and again when the clock moves on.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::ShadowRoot;

use super::clock;
use super::dom::{self, Live};
use super::state::{Cause, Entry, Owed, State};
use super::ticker::{self, Tick};
use crate::report::{self, Report};
use crate::text::time::{self, NumericDate};
use crate::view::desk::sooner;
use crate::view::options::Options;
use crate::view::rendition::Rendition;
use crate::view::source::HELD;
use crate::view::{self, timeline, told};

impl State {
    /// Draws an empty decoder in `root`.
    pub fn new(root: ShadowRoot, host: JsValue) -> Result<Rc<State>, JsValue> {
        let now = NumericDate::from_f64(clock::now(None));
        dom::fill(&root, &view::entry::shell(), now)?;
        let entry = Entry::find(&root)?;
        let state = Rc::new_cyclic(|me| State {
            me: me.clone(),
            owed: RefCell::default(),
            panel: RefCell::default(),
            remote: RefCell::default(),
            root,
            entry,
            history: RefCell::default(),
            text: RefCell::default(),
            report: RefCell::new(report::shown("", now)),
            chosen: Cell::new(0),
            rendition: Cell::default(),
            options: RefCell::default(),
            is_waiting: Cell::new(false),
            pinned: Cell::new(None),
            clock: RefCell::new(None),
            live: RefCell::default(),
            times: Cell::new(None),
            moves_at: Cell::new(f64::INFINITY),
            due: Cell::new(None),
            said: RefCell::default(),
            told: RefCell::default(),
            host,
            copying: RefCell::default(),
            restore: RefCell::default(),
            listeners: RefCell::default(),
        });
        ticker::join(&state);
        Ok(state)
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

    /// What the site around it asks for.
    pub fn options(&self) -> Rc<Options> {
        self.options.borrow().clone()
    }

    /// Takes what the site asks for; to be drawn anew.
    pub fn configure(&self, options: Options) {
        self.options.replace(Rc::new(options));
    }

    /// Draws the same anew, as other options want it. The page is told nothing: it may have set them when it was told
    /// of this text.
    pub(super) fn redraw(&self) {
        // A text that waits to be judged is drawn after that.
        if !self.owes_judgement() {
            self.draw(Cause::Text);
        }
    }

    /// Decodes another text.
    pub fn decode(&self, text: String) {
        self.news_of_check();
        // It was about the text before.
        self.notify(&[]);
        self.entry.mark(!text.is_empty());
        self.text.replace(text);
        self.chosen.set(0);
        if !self.read_afar() {
            self.judge_soon();
        }
    }

    /// Judges another text, a big one once it is painted.
    pub(super) fn judge_soon(&self) {
        let is_big = self.text.borrow().len() >= HELD;
        if is_big {
            // What is drawn is of another text, so nothing of it may stand beside this one.
            self.show_nothing(&[]);
        }
        if !is_big || !self.owe(Owed::Judgement) {
            self.judge(Cause::Text);
        }
    }

    /// Whether the text is yet to be judged, so that nothing is known of it.
    pub(super) fn owes_judgement(&self) -> bool {
        matches!(*self.owed.borrow(), Some((Owed::Judgement, _)))
    }

    /// Shows another of the tokens found.
    pub fn choose(&self, index: usize) {
        self.chosen.set(index);
        self.news_of_check();
        self.draw(Cause::Text);
    }

    /// Shows the decoded parts in another form.
    pub fn show_as(&self, rendition: Rendition) {
        self.rendition.set(rendition);
        let is_afar = self.remote.borrow().is_on();
        if is_afar { self.want(Cause::Time) } else { self.draw_rest(Cause::Time) }
    }

    /// Runs `work` on the report and the text.
    pub fn with_report<T>(&self, work: impl FnOnce(&Report, &str) -> T) -> T {
        work(&self.report.borrow(), &self.text.borrow())
    }

    /// Lets a moment and keys wait for the text that they were set with: the text before is not judged by them.
    pub fn wait_for_text(&self, is_waiting: bool) {
        self.is_waiting.set(is_waiting);
    }

    pub(super) fn judge(&self, cause: Cause) {
        if self.is_waiting.get() {
            return;
        }
        if self.remote.borrow().is_on() {
            return self.want(cause);
        }
        let report = report::shown(&self.text.borrow(), self.now());
        let told = told::decoded(&report);
        self.report.replace(report);
        self.draw(cause);
        self.tell(cause, told);
        if cause == Cause::Time {
            self.tell_check();
        }
    }

    /// Tells the page around it what was found: of every text, and again where time has changed it.
    pub(super) fn tell(&self, cause: Cause, told: String) {
        if cause == Cause::Text || *self.told.borrow() != told {
            let words = told.as_str().into();
            // First: whoever is told may set another text.
            self.told.replace(told);
            self.ask("decoded", &words);
        }
    }

    pub(super) fn move_timeline(&self, now: NumericDate) {
        let options = self.options();
        let context = self.context(now, &options);
        let drawing = self.times.get().and_then(|times| timeline::timeline(times, &context));
        if let (Some(drawing), Ok(Some(place))) = (drawing, self.root.query_selector("[data-live=timeline]")) {
            // The drawing has no live words, and its place is there whenever it is.
            let _ = dom::replace(&place, &[drawing.into()], now);
        }
        self.moves_at.set(f64::INFINITY);
    }

    /// Says on paper as of when it is: "in 3 minutes" is of no use there.
    fn date_print(&self) {
        let (now, options) = (self.now(), self.options());
        // A moment that was set by hand is on the screen, too.
        let is_needed = self.times.get().is_some() && self.pinned.get().is_none();
        let remark = is_needed.then(|| view::machine::remark(&self.context(now, &options)));
        let remark: Vec<_> = remark.into_iter().map(Into::into).collect();
        self.place("printed", &remark, now);
    }

    /// Finds out when something will have to change.
    pub(super) fn plan(&self, now: NumericDate) {
        let present = now.as_f64();
        if self.pinned.get().is_some() {
            self.due.set(None);
            return ticker::schedule();
        }
        if !self.moves_at.get().is_finite() || self.moves_at.get() <= present {
            let step = self.times.get().and_then(|times| timeline::next_step(times, now));
            self.moves_at.set(step.map_or(f64::INFINITY, |step| present + step));
        }
        let words = self
            .live
            .borrow()
            .iter()
            .flatten()
            .filter_map(Live::at)
            .map(|at| present + time::next_change(at, now))
            .fold(f64::INFINITY, f64::min);
        let judgement = self.changes_at().unwrap_or(f64::INFINITY);
        let due = words.min(judgement).min(self.moves_at.get());
        self.due.set(due.is_finite().then_some(due));
        ticker::schedule();
    }

    /// The next moment at which the judgement on the token or on its signature may change.
    fn changes_at(&self) -> Option<f64> {
        let remote = self.remote.borrow();
        match remote.is_on() {
            true => remote.changes_at(),
            false => sooner(self.report.borrow().changes_at, self.panel.borrow().changes_at()),
        }
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
}

impl Tick for State {
    /// Follows the clock: new words, and a new judgement once its moment has come.
    fn tick(&self) {
        if self.pinned.get().is_some() {
            return;
        }
        let now = self.now();
        if self.changes_at().is_some_and(|at| at <= now.as_f64()) {
            return self.judge(Cause::Time);
        }
        self.live.borrow().iter().flatten().for_each(|live| live.reword(now));
        if now.as_f64() >= self.moves_at.get() {
            self.move_timeline(now);
        }
        self.plan(now);
    }

    /// Seconds until something will have to change.
    fn wait(&self) -> Option<f64> {
        self.due.get().map(|due| due - self.present())
    }

    fn finish(&self) -> bool {
        let has_drawn = self.go_on_drawing();
        if !has_drawn {
            self.date_print();
        }
        has_drawn
    }
}
