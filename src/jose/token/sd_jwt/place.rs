//! Where each disclosure belongs: the digests of the payload, and of what is disclosed itself (RFC 9901 §7.1).
//!
//! The walk goes from the payload over the disclosures that are reached, each once, so that no circle holds it. Loops
//! are plain: as chains of iterators they were three times as big.

use std::borrow::Cow;

use super::Disclosure;
use crate::jose::token::{Role, Site};
use crate::text::json::{CUT, Document, JsonKind, Value};
use crate::text::span::Span;

/// Malformed places that are kept, the first ones.
const MAX_MALFORMED: usize = 16;
/// The longest pointer that is made, in bytes: names may be as long as the token.
const MAX_POINTER: usize = 1_024;

/// Where the digest of a disclosure stands.
#[derive(Clone, Debug)]
pub struct DigestPlace {
    /// The JSON pointer of the object that gets the claim, or of the array item that is replaced, among the disclosed
    /// claims. Items are counted as they stand in the signed array. One that would be longer than 1 KiB ends in
    /// [`CUT`].
    pub pointer: String,
    /// Whether it is an item of an array.
    pub is_item: bool,
    /// Whether the object has a member of that name already.
    pub is_taken: bool,
}

/// What a search for the places came to.
#[derive(Debug, Default)]
pub struct Places {
    /// How many digests have no disclosure here.
    pub withheld: usize,
    /// Where a digest stands for the second time.
    pub repeated: Option<Site>,
    /// Where a digest should stand, but something else does, and what was found.
    pub malformed: Vec<(Site, &'static str)>,
}

/// What is still to be walked through: the payload or a disclosure.
struct Container<'a> {
    document: &'a Document,
    /// Where the disclosure stands in the token's text.
    span: Option<Span>,
    /// The pointer of the value that is disclosed.
    base: String,
}

struct PlaceSearch<'a, 'b> {
    documents: &'a [Document],
    disclosures: &'b mut [Disclosure],
    parts: Vec<Container<'a>>,
    placed: usize,
    /// The digests met, each with its number.
    digests: Vec<(Cow<'a, str>, usize)>,
    met: Vec<(Option<Span>, Value<'a>)>,
    malformed: Vec<(Site, &'static str)>,
}

/// Finds the places of the `disclosures`, whose JSON is in `documents`.
pub(super) fn place(payload: &Document, documents: &[Document], disclosures: &mut [Disclosure]) -> Places {
    let parts = vec![Container { document: payload, span: None, base: String::new() }];
    let (digests, met, malformed) = (Vec::new(), Vec::new(), Vec::new());
    let mut search = PlaceSearch { documents, disclosures, parts, placed: 0, digests, met, malformed };
    while let Some(part) = search.parts.pop() {
        for owner in part.document.values() {
            // The list that a disclosure itself is has no items that could be disclosed.
            let is_outermost = part.span.is_some() && owner.number() == 0;
            if owner.kind() == JsonKind::Array && is_outermost {
                continue;
            }
            if owner.kind() == JsonKind::Array {
                for item in owner.children() {
                    let Some(digest) = item.member("...") else { continue };
                    if item.children().nth(1).is_some() {
                        search.blame(&part, item, "other members stand beside the digest of an array's item");
                    }
                    search.meet(&part, item, digest, true);
                }
            } else if let Some(list) = owner.member("_sd") {
                if list.kind() != JsonKind::Array {
                    search.blame(&part, list, "expected an array of digests for _sd");
                    continue;
                }
                for digest in list.children() {
                    search.meet(&part, owner, digest, false);
                }
            }
        }
    }
    search.digests.sort_unstable();
    let mut second: Option<usize> = None;
    let mut last: Option<&str> = None;
    for (digest, number) in &search.digests {
        if last == Some(digest) && second.is_none_or(|second| *number < second) {
            second = Some(*number);
        }
        last = Some(digest);
    }
    let repeated = second.and_then(|number| search.met.get(number)).map(|&(span, value)| match span {
        None => Site::Inside(Role::Payload, value.span(), payload.pointer(value)),
        Some(span) => Site::Text(Role::Disclosure, span),
    });
    Places { withheld: search.met.len() - search.placed, repeated, malformed: search.malformed }
}

impl<'a> PlaceSearch<'a, '_> {
    /// Notes that something is malformed at `value`.
    fn blame(&mut self, part: &Container<'a>, value: Value<'a>, what: &'static str) {
        if self.malformed.len() < MAX_MALFORMED {
            let inside = || Site::Inside(Role::Payload, value.span(), part.document.pointer(value));
            let site = part.span.map_or_else(inside, |span| Site::Text(Role::Disclosure, span));
            self.malformed.push((site, what));
        }
    }

    /// Takes a digest that stands in `owner`, or in place of the item `owner`.
    fn meet(&mut self, part: &Container<'a>, owner: Value<'a>, digest: Value<'a>, is_item: bool) {
        let Some(text) = digest.string() else { return self.blame(part, digest, "expected a string for a digest") };
        let index = self.disclosures.iter().position(|one| one.place.is_none() && one.digest == text);
        self.digests.push((text, self.met.len()));
        self.met.push((part.span, digest));
        let Some((index, document)) = index.and_then(|index| Some((index, self.documents.get(index)?))) else { return };
        let mut pointer = part.base.clone();
        // Inside a disclosure without the number of the value among the three or two.
        let inner = part.document.pointer(owner);
        pointer.push_str(inner.get(if part.span.is_some() { 2 } else { 0 }..).unwrap_or_default());
        let is_cut = pointer.len() > MAX_POINTER || inner.ends_with(CUT);
        if pointer.len() > MAX_POINTER {
            let head = pointer.floor_char_boundary(MAX_POINTER);
            pointer.truncate(pointer.get(..head).and_then(|head| head.rfind('/')).unwrap_or_default());
            pointer.push_str(CUT);
        }
        let mut base = pointer.clone();
        let mut is_taken = false;
        let name = self.disclosures.get(index).and_then(|one| one.name.clone());
        if let Some(name) = name.filter(|_| !is_item) {
            is_taken = owner.member(&name).is_some();
            for other in &*self.disclosures {
                let is_beside = !is_cut && other.place.as_ref().is_some_and(|place| place.pointer == pointer);
                is_taken |= is_beside && other.name.as_ref() == Some(&name);
            }
            base.push('/');
            base.push_str(&name.replace('~', "~0").replace('/', "~1"));
        }
        if let Some(one) = self.disclosures.get_mut(index) {
            one.place = Some(DigestPlace { pointer, is_item, is_taken });
            self.parts.push(Container { document, span: Some(one.span), base });
            self.placed += 1;
        }
    }
}
