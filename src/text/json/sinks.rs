//! What takes the values that the reader finds: a [`Tree`] of them all, and the [`MemberIndex`] of the outermost object
//! alone.

use super::JsonKind;
use super::node::{PackedNode, Quoted};
use super::reader::Sink;
use crate::text::span::Span;

/// Collects every value.
pub(super) struct Tree {
    nodes: Vec<PackedNode>,
    open: Vec<usize>,
    /// The length of the text.
    end: usize,
}

impl Tree {
    /// Makes room for what `text` probably holds.
    pub(super) fn for_text(text: &str) -> Tree {
        const BYTES_A_VALUE: usize = 24;
        Tree { nodes: Vec::with_capacity(text.len() / BYTES_A_VALUE + 4), open: Vec::with_capacity(8), end: text.len() }
    }

    /// The nodes; containers that were never closed end with the text.
    pub(super) fn finish(mut self) -> Vec<PackedNode> {
        while !self.open.is_empty() {
            self.close(self.end);
        }
        self.nodes
    }

    fn push(&mut self, node: PackedNode) {
        if self.nodes.len() == self.nodes.capacity() {
            self.grow(node.start as usize);
        }
        self.nodes.push(node);
    }

    /// Makes room for as many values as there will be if the rest of the text is like what was read of it, up to `at`,
    /// and a few more: doubling would take twice the memory. But always for a quarter more, so that copying stays
    /// linear.
    #[cold]
    fn grow(&mut self, at: usize) {
        let count = self.nodes.len();
        let expected = count as u64 * self.end.saturating_sub(at) as u64 / at.max(1) as u64;
        self.nodes.reserve_exact((expected + expected / 16).max(count as u64 / 4) as usize + 4);
    }
}

impl Sink for Tree {
    fn open(&mut self, kind: JsonKind, start: usize, name: Option<Quoted>) {
        self.open.push(self.nodes.len());
        self.push(PackedNode::new(kind, Quoted { span: Span::at(start), escaped: false }, name, 0));
    }

    fn close(&mut self, end: usize) {
        let next = self.nodes.len();
        if let Some(node) = self.open.pop().and_then(|index| self.nodes.get_mut(index)) {
            (node.end, node.next) = (end as u32, next as u32);
        }
    }

    fn scalar(&mut self, kind: JsonKind, source: Quoted, name: Option<Quoted>) {
        let next = self.nodes.len() + 1;
        self.push(PackedNode::new(kind, source, name, next));
    }
}

/// Collects the members of the outermost object, as [`index`](super::index()) gives them.
pub(super) struct MemberIndex<'a> {
    pub(super) found: &'a mut Vec<[usize; 4]>,
    pub(super) is_object: bool,
    depth: usize,
}

impl MemberIndex<'_> {
    pub(super) fn into(found: &mut Vec<[usize; 4]>) -> MemberIndex<'_> {
        found.clear();
        MemberIndex { found, is_object: false, depth: 0 }
    }
}

impl Sink for MemberIndex<'_> {
    fn open(&mut self, kind: JsonKind, start: usize, name: Option<Quoted>) {
        match self.depth {
            0 => self.is_object = kind == JsonKind::Object,
            1 => self.found.extend(name.map(|name| [name.span.start, name.span.end, start, start])),
            _ => {}
        }
        self.depth += 1;
    }

    fn close(&mut self, end: usize) {
        self.depth -= 1;
        if self.depth == 1
            && let Some([.., last]) = self.found.last_mut()
        {
            *last = end;
        }
    }

    fn scalar(&mut self, _: JsonKind, source: Quoted, name: Option<Quoted>) {
        if self.depth == 1 {
            self.found.extend(name.map(|name| [name.span.start, name.span.end, source.span.start, source.span.end]));
        }
    }
}
