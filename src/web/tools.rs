//! The tools below the verdict, one of which is shown: tabs, one stop for Tab, the arrows go on from there.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::dom;
use super::state::State;

impl State {
    /// Whether this tool is the one that is shown.
    pub fn is_shown(&self, name: &str) -> bool {
        let panel = self.root.get_element_by_id(&["tool-", name].concat());
        panel.is_some_and(|panel| !panel.has_attribute("hidden"))
    }

    /// Shows one tool, and hides the others.
    pub fn select_tool(&self, name: &str) {
        dom::each(&self.root, "[role=tab]", &mut |tab| {
            let is_chosen = tab.get_attribute("data-what").as_deref() == Some(name);
            // All err only on an invalid attribute name.
            let _ = tab.set_attribute("aria-selected", if is_chosen { "true" } else { "false" });
            let _ = tab.set_attribute("tabindex", if is_chosen { "0" } else { "-1" });
        });
        dom::each(&self.root, "[role=tabpanel]", &mut |panel| {
            let _ = panel.toggle_attribute_with_force("hidden", panel.id().trim_start_matches("tool-") != name);
        });
    }

    /// Goes from one tab to another and shows its tool; whether `from` is a tab.
    pub fn walk_tools(&self, from: &Element, key: &str) -> bool {
        if from.get_attribute("role").as_deref() != Some("tab") || matches!(key, "ArrowUp" | "ArrowDown") {
            return false;
        }
        let mut tabs = Vec::new();
        dom::each(&self.root, "[role=tab]", &mut |tab| {
            // One without a tool, as that of the time for a token without times, is not laid out.
            if tab.offset_width() > 0 {
                tabs.push(tab.clone());
            }
        });
        let here = tabs.iter().position(|tab| tab == from.unchecked_ref::<HtmlElement>()).unwrap_or_default();
        let place = match key {
            "ArrowLeft" => here.checked_sub(1).unwrap_or(tabs.len().saturating_sub(1)),
            "ArrowRight" => (here + 1) % tabs.len().max(1),
            "Home" => 0,
            _ => tabs.len().saturating_sub(1),
        };
        if let Some(tab) = tabs.get(place) {
            self.select_tool(&tab.get_attribute("data-what").unwrap_or_default());
            let _ = tab.focus();
        }
        true
    }
}
