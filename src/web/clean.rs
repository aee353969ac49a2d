//! The methods of documents as the browser made them. Markup of the page can put an element in the
//! place of any member of `document`, by its name (`<img name="createElement">`), so nothing here is looked up on the
//! document itself. Those that make elements are in `web::dom`.

use wasm_bindgen::prelude::*;
use web_sys::Document;

#[wasm_bindgen]
extern "C" {
    /// Has the browser edit what has the focus, as a user would.
    #[wasm_bindgen(catch, js_namespace = ["Document", "prototype", "execCommand"], js_name = call)]
    pub fn exec_command(document: &Document, command: &str, show_ui: bool, value: &str) -> Result<bool, JsValue>;
}
