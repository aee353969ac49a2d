//! Makes DOM of the view's nodes: the only file that creates elements.
//!
//! Text enters as text nodes, names of elements and attributes are constants of the view, and nothing is ever parsed as
//! markup.

use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment, Element, HtmlElement, ShadowRoot, Text};

use super::clock;
use crate::judge::verdict::Piece;
use crate::text::time::NumericDate;
use crate::view::node::Node;

// As the browser made them: see `web::clean`.
#[wasm_bindgen]
extern "C" {
    /// Makes an element of HTML.
    #[wasm_bindgen(catch, js_namespace = ["Document", "prototype", "createElement"], js_name = call)]
    fn create_element(document: &Document, name: &str) -> Result<Element, JsValue>;

    /// Makes an element of another namespace.
    #[wasm_bindgen(catch, js_namespace = ["Document", "prototype", "createElementNS"], js_name = call)]
    fn create_element_ns(document: &Document, namespace: &str, name: &str) -> Result<Element, JsValue>;

    /// Makes a text.
    #[wasm_bindgen(js_namespace = ["Document", "prototype", "createTextNode"], js_name = call)]
    fn create_text_node(document: &Document, data: &str) -> Text;

    /// Makes a fragment.
    #[wasm_bindgen(js_namespace = ["Document", "prototype", "createDocumentFragment"], js_name = call)]
    fn create_document_fragment(document: &Document) -> DocumentFragment;
}

const SVG: &str = "http://www.w3.org/2000/svg";

/// A text in the document that follows the clock.
pub struct Live {
    text: Text,
    /// What it says.
    pub piece: Piece,
}

impl Live {
    /// Words it for `now`, where the words have changed.
    pub fn reword(&self, now: NumericDate) {
        let words = self.piece.words(now);
        if self.text.data() != words {
            self.text.set_data(&words);
        }
    }

    /// The moment that it is about.
    pub fn at(&self) -> Option<NumericDate> {
        match self.piece {
            Piece::Distance(at) | Piece::Relative(at) | Piece::Short(at) | Piece::Coarse(at) => Some(at),
            Piece::Text(_) => None,
        }
    }
}

/// Runs `work` on all elements that match; those of SVG are handed out under the same type, so keep to what both have.
pub fn each(root: &ShadowRoot, selector: &str, work: &mut dyn FnMut(&HtmlElement)) {
    let Ok(all) = root.query_selector_all(selector) else { return };
    for index in 0..all.length() {
        if let Some(node) = all.item(index) {
            work(node.unchecked_ref());
        }
    }
}

/// Adds `nodes` to an empty shadow root.
pub fn fill(root: &ShadowRoot, nodes: &[Node], now: NumericDate) -> Result<(), JsValue> {
    let document = root.owner_document().ok_or_else(|| JsValue::from_str("the root has no document"))?;
    append(&document, root, nodes, now, &mut Vec::new())
}

/// Replaces what is in `place` by `nodes`; answers the texts that follow the clock.
pub fn replace(place: &Element, nodes: &[Node], now: NumericDate) -> Result<Vec<Live>, JsValue> {
    let document = place.owner_document().ok_or_else(|| JsValue::from_str("the element has no document"))?;
    let fragment = create_document_fragment(&document);
    let mut live = Vec::new();
    append(&document, &fragment, nodes, now, &mut live)?;
    place.replace_children_with_node_1(&fragment);
    Ok(live)
}

/// Lets the headings in `place` count from the level `wanted`, which the page around it has room for, instead of from
/// `named`.
pub fn level(place: &Element, named: u8, wanted: u8) {
    for (level, name) in [(2, "h2"), (3, "h3"), (4, "h4")] {
        let headings = place.get_elements_by_tag_name(name);
        for index in 0..headings.length() {
            if let Some(heading) = headings.item(index) {
                // Errs only on an invalid attribute name.
                let _ = heading.set_attribute("aria-level", &(wanted + u8::saturating_sub(level, named)).to_string());
            }
        }
    }
}

/// Makes a link of an element that browsers take for none: they connect to the server of one, which a token may name,
/// as soon as it is pointed at, gets the focus, or is pressed. `web::events` follows it.
fn link_to(element: &Element, address: &str) -> Result<(), JsValue> {
    element.set_attribute("role", "link")?;
    element.set_attribute("tabindex", "0")?;
    element.set_attribute("title", &[address, " (opens in a new tab)"].concat())?;
    element.set_attribute("data-href", address)
}

fn append(
    document: &Document,
    parent: &web_sys::Node,
    nodes: &[Node],
    now: NumericDate,
    live: &mut Vec<Live>,
) -> Result<(), JsValue> {
    for node in nodes {
        match node {
            Node::Text(words) => {
                parent.append_child(&create_text_node(document, words))?;
            }
            Node::Live(piece) => {
                let text = create_text_node(document, &piece.words(now));
                parent.append_child(&text)?;
                live.push(Live { text, piece: piece.clone() });
            }
            Node::Local(at, wording) => {
                let words = wording.words(*at, now, &clock::offset);
                parent.append_child(&create_text_node(document, &words))?;
            }
            Node::Element(element) => {
                let created = if element.svg {
                    create_element_ns(document, SVG, element.name)?
                } else {
                    create_element(document, element.name)?
                };
                for (name, value) in &element.attributes {
                    match *name {
                        "href" => link_to(&created, value)?,
                        name => created.set_attribute(name, value)?,
                    }
                }
                append(document, created.unchecked_ref(), &element.children, now, live)?;
                parent.append_child(&created)?;
            }
        }
    }
    Ok(())
}
