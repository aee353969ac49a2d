//! What a user does, and what it leads to: one listener a kind of event, at the root.

use std::rc::{Rc, Weak};

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, Node,
    ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::state::State;
use super::{clock, dom, lines};
use crate::view::example;
use crate::view::rendition::Rendition;
use crate::view::{action, copy, file};

/// Listens to everything that `state` reacts to.
pub fn listen(state: &Rc<State>) {
    let on = |kind: &'static str, react: fn(&Rc<State>, &Event)| {
        let state: Weak<State> = Rc::downgrade(state);
        let root = state.upgrade().map(|state| state.root.clone());
        root.map(|root| {
            // Not passive: some of these keep the browser from doing the same.
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&root, kind, options, move |event| {
                if let Some(state) = state.upgrade() {
                    react(&state, event);
                }
            })
        })
    };
    let listeners = [
        on("input", input),
        on("change", change),
        on("paste", paste),
        on("dragover", dragover),
        on("dragleave", |state, _| state.mark_drop(false)),
        on("drop", dropped),
        on("click", click),
        on("keydown", keydown),
        on("pointerover", light),
        on("focusin", light),
    ];
    state.listeners.replace(listeners.into_iter().flatten().collect());
}

// Not by `instanceof`: a window has classes of its own, and an element may be drawn in another one than this, such as a
// frame that it was put into.

/// The element that an event is about.
fn target(event: &Event) -> Option<Element> {
    let node: Node = event.target()?.unchecked_into();
    (node.node_type() == Node::ELEMENT_NODE).then(|| node.unchecked_into())
}

/// An event as one of the kind that has this member; `None` where a script has made another of the same name.
fn having<'a, T: JsCast>(event: &'a Event, member: &str) -> Option<&'a T> {
    Reflect::has(event, &member.into()).unwrap_or(false).then(|| event.unchecked_ref())
}

fn input(state: &Rc<State>, event: &Event) {
    let Some(target) = target(event) else { return };
    if target == *state.entry.field.unchecked_ref::<Element>() {
        return state.decode(state.entry.field.value());
    }
    let value = || target.unchecked_ref::<HtmlInputElement>().value();
    match target.get_attribute("data-clock").as_deref() {
        Some("seconds") => state.pin(seconds(&value())),
        Some("iso") => {
            let at = clock::typed(&value(), state.options().is_local);
            // Errs only on an invalid attribute name.
            let _ = target.set_attribute("aria-invalid", if at.is_some() { "false" } else { "true" });
            if let Some(at) = at {
                state.pin(Some(at as f64));
            }
        }
        _ if target.id() == "key" => state.set_keys(value()),
        _ if target.id() == "refusal" => state.refused(&value()),
        _ => {
            if let Some(name) = target.get_attribute("data-expect") {
                state.expect(&name, &value());
            }
        }
    }
}

/// Whole seconds as the page writes them.
fn seconds(text: &str) -> Option<f64> {
    text.parse::<i64>().ok().map(|seconds| seconds as f64)
}

fn change(state: &Rc<State>, event: &Event) {
    let input = &state.entry.file;
    let Some(target) = target(event) else { return };
    if target == *input.unchecked_ref::<Element>() {
        if let Some(chosen) = input.files().and_then(|files| files.get(0)) {
            match input.get_attribute("data-what").unwrap_or_default().as_str() {
                file::WORDS => state.guess(&chosen),
                file::KEY => drop(state.ask("key", &chosen)),
                _ => drop(state.ask("read", &chosen)),
            }
        }
        // So that the same file can be chosen again.
        input.set_value("");
    } else if target.has_attribute("data-expect") {
        state.say_server();
    }
}

fn paste(state: &Rc<State>, event: &Event) {
    if state.options().is_read_only {
        return;
    }
    let at_input = target(event).is_some_and(|target| is_input(state, &target));
    let Some(data) = having(event, "clipboardData").and_then(ClipboardEvent::clipboard_data) else { return };
    if at_input {
        take(state, event, &data);
    }
}

fn dragover(state: &Rc<State>, event: &Event) {
    // Without this the browser opens the file that is dropped.
    let data = having(event, "dataTransfer").and_then(DragEvent::data_transfer);
    if data.is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
        event.prevent_default();
        state.mark_drop(true);
    }
}

fn dropped(state: &Rc<State>, event: &Event) {
    state.mark_drop(false);
    let Some(data) = having(event, "dataTransfer").and_then(DragEvent::data_transfer) else { return };
    let is_key = target(event).is_some_and(|target| target.closest(".check").ok().flatten().is_some());
    match data.files().and_then(|files| files.get(0)) {
        Some(file) if is_key => {
            event.prevent_default();
            state.ask("key", &file);
        }
        None if is_key => {}
        _ if state.options().is_read_only => {}
        _ => take(state, event, &data),
    }
}

/// Takes a file, or a text that is too big for the field; leaves the rest to the browser.
fn take(state: &Rc<State>, event: &Event, data: &DataTransfer) {
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        event.prevent_default();
        state.ask("read", &file);
        return;
    }
    // As bytes: what wasm-bindgen does with a long string takes ten times as long.
    let bytes = state.ask("text", data).and_then(|text| text.dyn_into::<Uint8Array>().ok()).map(|bytes| bytes.to_vec());
    let pasted = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    if let Some(text) = (!pasted.is_empty()).then(|| state.too_big(&pasted)).flatten() {
        event.prevent_default();
        state.put(text);
    }
}

fn keydown(state: &Rc<State>, event: &Event) {
    let (Some(key), Some(target)) = (having::<KeyboardEvent>(event, "key"), target(event)) else { return };
    let command = key.ctrl_key() || key.meta_key();
    let elsewhere = state.options().is_read_only
        || target.has_attribute("data-clock")
        || target.closest(".by-hand, .checks").ok().flatten().is_some();
    match key.key().as_str() {
        // In a field, what is in it, and nothing anywhere else: on a button it would take away what nobody is looking
        // at.
        "Escape" if key.is_composing() => {}
        "Escape" if leave_menu(state, &target) => {}
        "Escape" if target.id() == "key" => drop(state.clear_keys()),
        "Escape" if !elsewhere && is_input(state, &target) => drop(state.clear_text()),
        "Enter" if follow(state, &target) => event.prevent_default(),
        "Enter" | " " if target.matches(".line").unwrap_or(false) => {
            event.prevent_default();
            lines::explain(&target, None);
        }
        "c" if !command && !key.alt_key() && target.matches(".line").unwrap_or(false) => copy_line(state, &target),
        name @ ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End")
            if !command && !key.alt_key() && (lines::walk(&target, name) || state.walk_tools(&target, name)) =>
        {
            event.prevent_default();
        }
        "z" | "Z" if command && !key.alt_key() && !elsewhere && state.undo(key.shift_key()) => event.prevent_default(),
        "y" if command && !elsewhere && state.undo(true) => event.prevent_default(),
        _ => {}
    }
}

/// Copies the value of a line.
fn copy_line(state: &Rc<State>, line: &Element) {
    let member = line.closest(".member").ok().flatten();
    if let Some(button) = member.and_then(|member| member.query_selector("[data-do=copy]").ok().flatten()) {
        act(state, &button);
    }
}

/// Whether it is the field for the token, or what stands in for it.
fn is_input(state: &State, target: &Element) -> bool {
    target == state.entry.field.unchecked_ref::<Element>() || state.entry.held.contains(Some(target))
}

/// Follows the link that `target` is in, if there is one: see `web::dom` for why the browser does not.
fn follow(state: &State, target: &Element) -> bool {
    let link = target.closest("[data-href]").ok().flatten();
    let address = link.and_then(|link| link.get_attribute("data-href"));
    address.inspect(|address| drop(state.ask("open", &address.as_str().into()))).is_some()
}

fn click(state: &Rc<State>, event: &Event) {
    close_menus(state, target(event).as_ref());
    if target(event).is_some_and(|target| follow(state, &target)) {
        return;
    }
    if let Some(button) = target(event).and_then(|target| target.closest("[data-do]").ok().flatten()) {
        act(state, &button);
    }
}

/// Closes the menu that `target` is in and goes back to its button; whether it is in one that is open.
fn leave_menu(state: &State, target: &Element) -> bool {
    let Ok(Some(menu)) = target.closest(".menu[open]") else { return false };
    if let Ok(Some(summary)) = menu.query_selector("summary") {
        let _ = summary.unchecked_into::<HtmlElement>().focus();
    }
    close_menus(state, None)
}

/// Closes the menus that are open, but for the one that `inside` is in; whether there was one.
fn close_menus(state: &State, inside: Option<&Element>) -> bool {
    let mut was_open = false;
    dom::each(&state.root, ".menu[open]", &mut |menu| {
        if !inside.is_some_and(|inside| menu.contains(Some(inside))) {
            // Errs only on an invalid attribute name.
            let _ = menu.remove_attribute("open");
            was_open = true;
        }
    });
    was_open
}

fn act(state: &Rc<State>, button: &Element) {
    // A button of the former text may still stand for a moment; it means nothing any more.
    while state.go_on_drawing() {}
    if !button.is_connected() {
        return;
    }
    let what = button.get_attribute("data-what").unwrap_or_default();
    match button.get_attribute("data-do").unwrap_or_default().as_str() {
        action::COPY if state.is_afar(&what) => state.copy_afar(&what, button),
        action::COPY => {
            let text = state.with_report(|report, text| copy::copied(&what, report, state.chosen.get(), text));
            if let Some(text) = text {
                state.copy(text, button.clone().unchecked_into());
            }
        }
        action::CLEAR => state.clear(),
        action::ALL => state.show_all(button),
        action::FILE => {
            // Errs only on an invalid attribute name.
            let _ = state.entry.file.set_attribute("data-what", &what);
            state.entry.file.click();
        }
        action::EXAMPLE => state.put(example::text(&what, state.now())),
        action::CHOOSE => state.choose(what.parse().unwrap_or(0)),
        action::SHOW => state.show_as(Rendition::named(&what)),
        action::TOOL => state.select_tool(&what),
        action::EXPLAIN => lines::explain(button, None),
        action::GO => go(state, &what),
        action::UNWRAP if state.is_afar(&what) => state.unwrap_afar(&what),
        action::UNWRAP => {
            let inner = state.with_report(|report, text| copy::copied(&what, report, state.chosen.get(), text));
            inner.into_iter().for_each(|inner| state.put(inner));
        }
        // Errs only on an invalid attribute name; the element's class follows the attribute.
        action::PRESENT => drop(state.root.host().toggle_attribute("presenting")),
        action::CLOCK => state.pin(seconds(&what)),
        action::OWN => state.expect_own(),
        action::STOP => drop(state.ask("stop", &JsValue::UNDEFINED)),
        action::CLOSE => state.notify(&[]),
        _ => {}
    }
}

/// Brings a place into view and to attention.
fn go(state: &State, what: &str) {
    dom::each(&state.root, "[data-at]", &mut |place| {
        if place.get_attribute("data-at").as_deref() != Some(what) {
            let _ = place.remove_attribute("data-found");
            return;
        }
        if let Ok(Some(folded)) = place.closest("details") {
            let _ = folded.set_attribute("open", "");
        }
        if let Ok(Some(panel)) = place.closest("[role=tabpanel]") {
            state.select_tool(panel.id().trim_start_matches("tool-"));
        }
        if let Ok(Some(line)) = place.query_selector(":scope > .line[aria-expanded]") {
            lines::explain(&line, Some(true));
        }
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        options.set_behavior(ScrollBehavior::Auto);
        let focus = web_sys::FocusOptions::new();
        focus.set_prevent_scroll(true);
        let _ = place.focus_with_options(&focus);
        place.scroll_into_view_with_scroll_into_view_options(&options);
        let _ = place.set_attribute("data-found", "");
    });
}

/// Lights the part of the token that is pointed at or has the focus, wherever it is shown.
fn light(state: &Rc<State>, event: &Event) {
    let part =
        target(event).and_then(|target| target.closest("[data-part]").ok().flatten()?.get_attribute("data-part"));
    dom::each(&state.root, "[data-part]", &mut |element| {
        let lit = part.is_some() && element.get_attribute("data-part") == part;
        // Errs only on an invalid attribute name.
        let _ = element.toggle_attribute_with_force("data-lit", lit);
    });
}
