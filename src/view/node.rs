//! The tree that a view is: elements with fixed names, text, and words that follow the clock.
//!
//! It is dumb on purpose: no diffing, no state, no handlers. Names of elements and attributes are constants of this
//! crate, and text is text, so nothing from a token can become markup. [`Node`] is turned into DOM by `web::dom`, and
//! into lines for the tests by [`Display`].

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};
use std::ops::Deref;

use crate::judge::verdict::Piece;
use crate::text::time::NumericDate;
use crate::text::time::zone::Wording;

/// A piece of the page.
#[derive(Clone, Debug)]
pub enum Node {
    /// An element of HTML or SVG.
    Element(Element),
    /// Text, shown as it is.
    Text(Cow<'static, str>),
    /// Words for the present moment, worded anew as time goes.
    Live(Piece),
    /// A moment on the reader's clock, which only the page knows.
    Local(NumericDate, Wording),
}

/// An element with its attributes and children.
///
/// Boxed, because views hand it from call to call: moving one word instead of nine makes them a good deal smaller.
#[derive(Clone, Debug)]
pub struct Element(Box<ElementContent>);

/// What an element is.
#[derive(Clone, Debug)]
pub struct ElementContent {
    /// The tag name.
    pub name: &'static str,
    /// Whether it belongs to SVG rather than HTML.
    pub svg: bool,
    /// Names and values in the order they were given.
    pub attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// What is inside.
    pub children: Vec<Node>,
}

impl Deref for Element {
    type Target = ElementContent;

    fn deref(&self) -> &ElementContent {
        &self.0
    }
}

fn element(name: &'static str, svg: bool) -> Element {
    Element(Box::new(ElementContent { name, svg, attributes: Vec::new(), children: Vec::new() }))
}

/// An HTML element.
pub fn el(name: &'static str) -> Element {
    element(name, false)
}

/// An SVG element.
pub fn svg(name: &'static str) -> Element {
    element(name, true)
}

/// A text node.
pub fn text(text: impl Into<Cow<'static, str>>) -> Node {
    Node::Text(text.into())
}

/// A button that does `action`, see [`crate::view::action`].
pub fn button(action: &'static str, label: impl Into<Cow<'static, str>>) -> Element {
    el("button").with("type", "button").with("data-do", action).text(label)
}

impl Element {
    #[inline(never)]
    fn put(&mut self, name: &'static str, value: Cow<'static, str>) {
        self.0.attributes.push((name, value));
    }

    /// Adds a child in place.
    #[inline(never)]
    pub fn add(&mut self, child: Node) {
        self.0.children.push(child);
    }

    /// What is inside, to be changed.
    pub fn inside(&mut self) -> &mut Vec<Node> {
        &mut self.0.children
    }

    /// Adds an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Element {
        self.put(name, value.into());
        self
    }

    /// Adds an attribute where `wanted`.
    pub fn with_if(self, wanted: bool, name: &'static str, value: impl Into<Cow<'static, str>>) -> Element {
        if wanted { self.with(name, value) } else { self }
    }

    /// Sets the classes.
    pub fn class(self, names: impl Into<Cow<'static, str>>) -> Element {
        self.with("class", names)
    }

    /// Adds a child.
    pub fn child(mut self, child: impl Into<Node>) -> Element {
        self.add(child.into());
        self
    }

    /// Adds children.
    pub fn children<T: Into<Node>>(mut self, children: impl IntoIterator<Item = T>) -> Element {
        children.into_iter().for_each(|child| self.add(child.into()));
        self
    }

    /// Adds text.
    pub fn text(self, words: impl Into<Cow<'static, str>>) -> Element {
        self.child(text(words))
    }

    /// Adds a sentence, its clock's pieces live.
    pub fn words(self, pieces: &[Piece]) -> Element {
        self.children(pieces.iter().map(|piece| match piece {
            Piece::Text(words) => text(words.clone()),
            live => Node::Live(live.clone()),
        }))
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::Element(element)
    }
}

impl Display for Node {
    /// One line a node, indented by two spaces a level; live words in angle quotes.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        print(self, 0, formatter)
    }
}

fn print(node: &Node, depth: usize, formatter: &mut Formatter<'_>) -> fmt::Result {
    write!(formatter, "{:depth$}", "", depth = depth * 2)?;
    match node {
        Node::Text(text) => writeln!(formatter, "{text:?}"),
        Node::Live(piece) => writeln!(formatter, "«{piece:?}»"),
        Node::Local(at, wording) => writeln!(formatter, "«{wording:?} {}»", at.seconds()),
        Node::Element(element) => {
            write!(formatter, "{}", element.name)?;
            for (name, value) in &element.attributes {
                write!(formatter, " {name}={value:?}")?;
            }
            match element.children.as_slice() {
                [Node::Text(text)] => writeln!(formatter, ": {text:?}"),
                children => {
                    writeln!(formatter)?;
                    children.iter().try_for_each(|child| print(child, depth + 1, formatter))
                }
            }
        }
    }
}
