//! Draws one decoder: first what is read first, and the rest once that is painted.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::clock;
use super::dom::{self, Live};
use super::later::AfterPaint;
use super::state::{Cause, Owed, State};
use super::ticker;
use crate::text::time::NumericDate;
use crate::view::options::{HEADING, Options};
use crate::view::source::Source;
use crate::view::{self, Context, machine, moment, timeline};

impl State {
    /// Draws what is read first: the verdict, and the colours of the input. For a new text the rest follows once that
    /// is painted, so that the answer does not wait for the details.
    pub(super) fn draw(&self, cause: Cause) {
        if self.remote.borrow().is_on() {
            return self.want(cause);
        }
        let is_owed = self.owed.take().is_some();
        let cause = if is_owed { Cause::Text } else { cause };
        let now = self.now();
        // The input is coloured when its text changes; the clock does not touch it.
        let options = self.options();
        let entry = (cause == Cause::Text).then(|| {
            let (report, text) = (self.report.borrow(), self.text.borrow());
            let token = report.tokens.get(self.chosen.get());
            self.times.set(token.filter(|_| options.has_timeline()).map(timeline::Validity::of));
            let jumps = token.map(|token| view::segments::jumps(token, &options)).unwrap_or_default();
            (view::segments::paint(&report, &Source::new(&text), self.chosen.get()), jumps)
        });
        if cause == Cause::Text {
            self.forget_check();
            self.draw_check();
        }
        self.draw_head();
        if let Some((paint, jumps)) = entry {
            self.place("paint", &paint, now);
            self.show_painted();
            self.place("parts", &jumps, now);
        }
        let can_wait = cause == Cause::Text && !self.report.borrow().tokens.is_empty();
        if !(can_wait && self.owe(Owed::Rest)) {
            self.draw_rest(cause);
            self.mark_busy(false);
        }
    }

    /// Draws the verdict and the times.
    pub(super) fn draw_head(&self) {
        let now = self.now();
        let options = self.options();
        let context = self.context(now, &options);
        let checked = self.verification();
        let (head, said) = {
            let report = self.report.borrow();
            (
                view::head(&report, &self.text.borrow(), checked.as_deref(), &context),
                view::headline::said(&report, context.chosen, checked.as_deref()),
            )
        };
        let focus = self.focused_key();
        let live = self.place("head", &head, now);
        self.live.borrow_mut()[0] = live;
        self.focus_again(focus);
        // Once, with the answer: not while a check is still to come.
        if checked.is_some() || !options.has_check() || self.report.borrow().tokens.is_empty() {
            self.say_first(said);
        }
    }

    /// Says the verdict.
    pub(super) fn say_first(&self, said: String) {
        match self.options().is_read_only && self.said.borrow().is_empty() {
            // What stands on a page from the beginning is read when it is reached, and announced no more than the text
            // around it.
            true => drop(self.said.replace(said)),
            false => self.say(said),
        }
    }

    /// Puts a step off until what has been drawn is painted, but not for long: a visible page may paint nothing.
    /// Not at all where the page is hidden.
    pub(super) fn owe(&self, step: Owed) -> bool {
        let me = self.me.clone();
        let later = || {
            AfterPaint::new(move || {
                if let Some(state) = me.upgrade() {
                    state.go_on_drawing();
                }
            })
        };
        if ticker::hidden() {
            return false;
        }
        self.owed.replace(Some((step, later())));
        self.mark_busy(true);
        true
    }

    /// Takes the next step that is still owed; answers whether there was one.
    pub fn go_on_drawing(&self) -> bool {
        let owed = self.owed.take();
        match owed {
            None => return false,
            Some((Owed::Judgement, _)) => self.judge(Cause::Text),
            Some((Owed::Rest, _)) => {
                self.draw_rest(Cause::Text);
                self.mark_busy(false);
            }
        }
        true
    }

    /// Says that the details are still those of another text.
    pub(super) fn mark_busy(&self, busy: bool) {
        dom::each(&self.root, "[data-place=found], [data-place=body]", &mut |place| {
            // Errs only on an invalid attribute name.
            let _ = if busy { place.set_attribute("aria-busy", "true") } else { place.remove_attribute("aria-busy") };
        });
    }

    pub(super) fn draw_rest(&self, cause: Cause) {
        let now = self.now();
        let options = self.options();
        let context = self.context(now, &options);
        let is_afar = self.remote.borrow().is_on();
        let (body, times) = if is_afar {
            (self.body_afar(), self.remote.borrow().shown().and_then(|shown| shown.times))
        } else {
            let (report, text) = (self.report.borrow(), self.text.borrow());
            let token = report.tokens.get(context.chosen);
            (view::body(&report, &Source::new(&text), &context), token.map(timeline::Validity::of))
        };
        let controls = times.and_then(|times| machine::controls(times, &context));
        let focus = self.focused_key();
        let open = self.open_details(cause);
        let mut live = self.place("found", &body.found, now);
        live.extend(self.place("body", &body.document, now));
        // The slider is not replaced while it moves.
        if cause == Cause::Text {
            let controls: Vec<_> = controls.into_iter().map(Into::into).collect();
            live.extend(self.place("controls", &controls, now));
            if controls.is_empty() && self.is_shown("time") {
                self.select_tool("verify");
            }
        } else {
            self.follow(now);
        }
        self.live.borrow_mut()[1] = live;
        match cause {
            // The worker draws these with the verdict.
            _ if is_afar => {}
            Cause::Text => self.check(),
            Cause::Time => self.draw_check(),
        }
        open.into_iter().for_each(|(key, open)| self.set_open(&key, open));
        self.focus_again(focus);
        self.plan(now);
    }

    pub(super) fn context<'a>(&self, now: NumericDate, options: &'a Options) -> Context<'a> {
        Context {
            now,
            pinned: self.pinned.get().is_some(),
            offset: Some(&clock::offset),
            chosen: self.chosen.get(),
            options,
            rendition: self.rendition.get(),
        }
    }

    /// Gives the focus back to what was drawn anew.
    pub(super) fn focus_again(&self, key: Option<String>) {
        if self.root.active_element().is_none()
            && let Some(element) = key.and_then(|key| self.keyed(&key))
        {
            self.focus_quietly(&element);
        }
    }

    pub(super) fn place(&self, name: &str, nodes: &[view::node::Node], now: NumericDate) -> Vec<Live> {
        let Ok(Some(place)) = self.root.query_selector(&format!("[data-place={name}]")) else { return Vec::new() };
        let live = dom::replace(&place, nodes, now).unwrap_or_default();
        if name == "body" {
            // Not a selector that looks inside: Firefox does not notice when what is empty no longer is.
            if let Some(frame) = place.parent_element() {
                let _ = frame.toggle_attribute_with_force("data-decoded", !nodes.is_empty());
            }
        }
        let options = self.options();
        // The headings as they are named begin with that of the verdict.
        let named = if options.has_verdict() { HEADING } else { HEADING + 1 };
        if options.heading != named {
            dom::level(&place, named, options.heading);
        }
        live
    }

    /// Sets the time machine's controls to `now`, but for the one that is being used.
    fn follow(&self, now: NumericDate) {
        let options = self.options();
        let moment = moment::field(now, &self.context(now, &options));
        let active = self.root.active_element();
        for (name, value) in [("seconds", now.seconds().to_string()), ("iso", moment)] {
            let Ok(Some(control)) = self.root.query_selector(&format!("[data-clock={name}]")) else { continue };
            if active.as_ref() != Some(&control) {
                control.unchecked_into::<HtmlInputElement>().set_value(&value);
            }
        }
    }

    pub(super) fn focused_key(&self) -> Option<String> {
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

    /// Which folded parts are open, by key. Another text has other nested values, so those are not kept for it; nor is
    /// what nobody opened, but was drawn so.
    fn open_details(&self, cause: Cause) -> Vec<(String, bool)> {
        let mut found = Vec::new();
        if cause == Cause::Time {
            dom::each(&self.root, ".line[data-key][aria-expanded=true]", &mut |line| {
                found.extend(line.get_attribute("data-key").map(|key| (key, true)));
            });
        }
        dom::each(&self.root, "details[data-key]", &mut |details| {
            let open = details.has_attribute("open");
            let is_asked = open && !details.has_attribute("data-open");
            match details.get_attribute("data-key") {
                Some(key)
                    if cause == Cause::Time || (is_asked && !key.starts_with("nest ") && !key.starts_with("menu ")) =>
                {
                    found.push((key, open))
                }
                _ => {}
            }
        });
        found
    }

    fn set_open(&self, key: &str, open: bool) {
        let Some(fold) = self.keyed(key) else { return };
        // Both err only on an invalid attribute name.
        let _ = match fold.has_attribute("aria-expanded") {
            true => fold.set_attribute("aria-expanded", if open { "true" } else { "false" }),
            false => fold.toggle_attribute_with_force("open", open).map(drop),
        };
    }

    fn focus_quietly(&self, element: &HtmlElement) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // The key of a folded part is on the part, its focus on its summary.
        let target = element.query_selector(":scope > summary").ok().flatten().map(JsCast::unchecked_into);
        let _ = target.as_ref().unwrap_or(element).focus_with_options(&options);
    }
}
