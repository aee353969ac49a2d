//! Copies: by the clipboard, else by the old command, else by selecting the text for the user.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlDocument, HtmlElement, HtmlTextAreaElement};

use super::app::App;
use super::handle::Timer;
use crate::view::entry::by_hand;

/// How long a button says that it has copied, in seconds.
const SHOWN: f64 = 1.6;

/// Copies `text`; `button` says so.
pub fn copy(app: &Rc<App>, text: String, button: HtmlElement) {
    let weak = Rc::downgrade(app);
    spawn_local(async move {
        let written = write(&text).await;
        let Some(app) = weak.upgrade() else { return };
        if written.is_ok() || select(&app, &text, &button) {
            confirm(&app, button);
        }
    });
}

async fn write(text: &str) -> Result<(), JsValue> {
    let navigator = web_sys::window().ok_or("no window")?.navigator();
    // Absent where the page is not a secure context.
    if js_sys::Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err("no clipboard".into());
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.map(|_| ())
}

/// Puts the text into a field of its own and selects it; whether the old command could copy it.
fn select(app: &App, text: &str, button: &Element) -> bool {
    app.notify(&[by_hand().into()]);
    let field = app.root.query_selector(".by-hand textarea").ok().flatten().and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(field) = field else { return false };
    field.set_value(text);
    let _ = field.focus();
    field.select();
    let document = app.root.owner_document().and_then(|document| document.dyn_into::<HtmlDocument>().ok());
    let copied = document.is_some_and(|document| document.exec_command("copy").unwrap_or(false));
    if copied {
        app.notify(&[]);
        let _ = button.unchecked_ref::<HtmlElement>().focus();
    }
    copied
}

fn confirm(app: &App, button: HtmlElement) {
    // A button that is still confirming has its own words in the timer that is dropped here: give them back first.
    if button.has_attribute("data-done") {
        return;
    }
    let words = button.text_content();
    button.set_text_content(Some("Copied"));
    let _ = button.set_attribute("data-done", "");
    app.say("Copied.".to_owned());
    let restore = move || {
        button.set_text_content(words.as_deref());
        let _ = button.remove_attribute("data-done");
    };
    let mut timers = app.restore.borrow_mut();
    timers.retain(Timer::is_running);
    timers.extend(Timer::after(SHOWN, restore));
}
