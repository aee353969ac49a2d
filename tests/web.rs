//! What only a real browser can tell: the core runs there. Run by `cargo xtask test web`, in Chromium and Firefox.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_core_runs_in_a_browser() {
    assert!(web_sys::window().is_some());
}
