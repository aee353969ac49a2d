//! What one decoder on a page knows: data, and no behavior. Drawing, the field, the panel for signatures and the worker
//! of a long text each work on it, and import nothing of one another.
//!
//! Fields are borrowed for a moment only, never across a call that may run listeners: drawing moves the focus, and
//! moving the focus runs listeners.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, ShadowRoot};

use super::dom::Live;
use super::later::{AfterPaint, Timer};
use crate::report::Report;
use crate::view::options::Options;
use crate::view::rendition::Rendition;
use crate::view::timeline;

mod field;
mod history;
mod panel;
mod remote;

pub use field::Entry;
pub use history::History;
pub use panel::Panel;
pub use remote::{Errand, Remote};

/// Why something is drawn anew.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Another text.
    Text,
    /// Another moment.
    Time,
}

/// A step that waits for the one before to be painted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Owed {
    /// To judge a text that takes long to read.
    Judgement,
    /// To draw the details.
    Rest,
}

/// A decoder in a shadow root.
pub struct State {
    /// Where everything is drawn.
    pub root: ShadowRoot,
    /// The field and what stands in for it.
    pub entry: Entry,
    /// What a user may take back.
    pub history: RefCell<History>,
    /// The text that is shown.
    pub text: RefCell<String>,
    pub(super) report: RefCell<Report>,
    /// Which of the tokens found is shown.
    pub chosen: Cell<usize>,
    /// In which form the decoded parts are shown.
    pub rendition: Cell<Rendition>,
    /// What the site around it asks for.
    pub(super) options: RefCell<Rc<Options>>,
    /// Whether another text is about to come.
    pub(super) is_waiting: Cell<bool>,
    pub(super) pinned: Cell<Option<f64>>,
    pub(super) clock: RefCell<Option<Function>>,
    /// Keys, and what a check with them came to.
    pub(super) panel: RefCell<Panel>,
    /// A long text, which a worker reads.
    pub(super) remote: RefCell<Remote>,
    pub(super) me: Weak<State>,
    /// What is still to be done for a new text, once what has been drawn is painted.
    pub(super) owed: RefCell<Option<(Owed, AfterPaint)>>,
    /// The words that follow the clock: of the verdict, of what is below it, and of what a server would say.
    pub(super) live: RefCell<[Vec<Live>; 3]>,
    pub(super) times: Cell<Option<timeline::Validity>>,
    /// When the drawing of the times is due to move.
    pub(super) moves_at: Cell<f64>,
    /// When anything at all is due.
    pub(super) due: Cell<Option<f64>>,
    /// What was said last, so that it is not said again.
    pub(super) said: RefCell<String>,
    /// What the page was told last, likewise.
    pub(super) told: RefCell<String>,
    /// The element's class, as far as it is needed here: see `Decoder::new`.
    pub host: JsValue,
    /// What is on its way to the clipboard, and the button that asked for it.
    pub copying: RefCell<Option<(String, HtmlElement)>>,
    /// Put buttons' words back.
    pub restore: RefCell<Vec<Timer>>,
    pub(super) listeners: RefCell<Vec<EventListener>>,
}
