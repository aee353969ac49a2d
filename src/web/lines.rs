//! The lines of JSON, all of a part one stop for Tab: what is known of a line opens below it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Opens what is known of a line, or closes it; one of both where that is said.
pub fn explain(line: &Element, open: Option<bool>) {
    let is_open = line.get_attribute("aria-expanded").as_deref() == Some("true");
    // Errs only on an invalid attribute name.
    let _ = line.set_attribute("aria-expanded", if open.unwrap_or(!is_open) { "true" } else { "false" });
}

/// Goes from one line of the JSON to another, all of which are one tab stop together; whether there was one to go to.
pub fn walk(from: &Element, key: &str) -> bool {
    if !from.matches(".line[data-key]").unwrap_or(false) || matches!(key, "ArrowLeft" | "ArrowRight") {
        return false;
    }
    let Some(json) = from.closest(".json").ok().flatten() else { return false };
    let Ok(lines) = json.query_selector_all(".line[data-key]") else { return false };
    let line = |index: u32| lines.item(index).map(JsCast::unchecked_into::<HtmlElement>);
    let Some(here) = (0..lines.length()).find(|index| line(*index).is_some_and(|one| one == *from.unchecked_ref()))
    else {
        return false;
    };
    let target = match key {
        "ArrowUp" => here.checked_sub(1),
        "ArrowDown" => Some(here + 1),
        "Home" => Some(0),
        _ => lines.length().checked_sub(1),
    };
    let Some(target) = target.and_then(line) else { return false };
    let _ = target.focus();
    rove(target.unchecked_ref());
    true
}

/// Makes this line the one that Tab comes to in its part.
fn rove(line: &Element) {
    let Some(json) = line.closest(".json").ok().flatten() else { return };
    if let Ok(Some(before)) = json.query_selector(".line[tabindex=\"0\"]") {
        // Both err only on an invalid attribute name.
        let _ = before.set_attribute("tabindex", "-1");
    }
    let _ = line.set_attribute("tabindex", "0");
}
