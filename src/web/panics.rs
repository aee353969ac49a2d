//! What a panic says, on the console, in a page to work on. What is released has no words for panics, and raises none.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(words: &str);
}

#[wasm_bindgen(start)]
fn tell() {
    std::panic::set_hook(Box::new(|panic| error(&panic.to_string())));
}
