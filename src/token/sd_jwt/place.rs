//! Where each disclosure belongs: the digests of the payload, and of what is disclosed itself (RFC 9901 §7.1).
//!
//! The walk goes from the payload over the disclosures that are reached, each once, so that no circle holds it.

use std::borrow::Cow;

use super::Disclosure;
use crate::json::{Document, Kind, Value};
use crate::token::{Role, Site};

/// The longest pointer that is made, in bytes: names may be as long as the token.
const MAX_POINTER: usize = 1_024;

/// Where the digest of a disclosure stands.
#[derive(Clone, Debug)]
pub struct Place {
    /// The JSON pointer of the object that gets the claim, or of the array item that is replaced, among the disclosed claims.
    /// Items are counted as they stand in the signed array.
    pub pointer: String,
    /// Whether it is an item of an array.
    pub is_item: bool,
    /// Whether the object has a member of that name already.
    pub is_taken: bool,
}

/// A digest and where it stands: in the payload, or in the disclosure of this number.
type Found<'a> = (Option<usize>, Value<'a>);

/// Finds the places; answers how many digests have no disclosure here, and where one stands for the second time.
pub(super) fn place(payload: &Document, disclosures: &mut [Disclosure]) -> (Option<usize>, Option<Site>) {
    let mut places: Vec<Option<Place>> = vec![None; disclosures.len()];
    let mut known: Vec<(Cow<'_, str>, usize)> =
        disclosures.iter().enumerate().map(|(index, disclosure)| (disclosure.digest.as_str().into(), index)).collect();
    known.sort_unstable();
    let mut holders = vec![None];
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut digests: Vec<(Cow<'_, str>, usize)> = Vec::new();
    let mut at = 0;
    while let Some(&holder) = holders.get(at) {
        at += 1;
        let inside = holder.and_then(|index: usize| disclosures.get(index));
        let document = inside.map_or(payload, |disclosure| &disclosure.document);
        for (owner, value, is_item) in document.values().flat_map(digests_of) {
            let Some(digest) = value.string() else { continue };
            let index = known.partition_point(|(other, _)| *other < digest);
            if let Some(&(_, index)) = known.get(index).filter(|(other, _)| *other == digest)
                && let Some(disclosure) = disclosures.get(index)
                && places.get(index).is_some_and(Option::is_none)
            {
                let pointer = pointer(inside.zip(holder.and_then(|holder| places.get(holder)?.as_ref())), document.pointer(owner));
                let name = disclosure.name().filter(|_| !is_item);
                let is_other = |other: usize| {
                    let other_place = places.get(other).and_then(Option::as_ref);
                    other_place.is_some_and(|place| place.pointer == pointer) && disclosures.get(other).and_then(Disclosure::name) == name
                };
                let is_taken = name.as_deref().is_some_and(|name| owner.member(name).is_some() || (0..places.len()).any(is_other));
                if let Some(place) = places.get_mut(index) {
                    *place = Some(Place { pointer, is_item, is_taken });
                }
                holders.push(Some(index));
            }
            digests.push((digest, found.len()));
            found.push((holder, value));
        }
    }
    digests.sort_unstable();
    let second = digests.windows(2).filter_map(|pair| match pair {
        [(one, _), (other, index)] if one == other => Some(*index),
        _ => None,
    });
    let repeated = second.min().and_then(|index| found.get(index)).map(|&(holder, value)| {
        let inside = holder.and_then(|index| disclosures.get(index));
        match inside {
            None => Site::Inside(Role::Payload, value.span(), payload.pointer(value)),
            Some(disclosure) => Site::Text(Role::Disclosure, disclosure.span),
        }
    });
    let withheld = found.len() + 1 - holders.len();
    for (disclosure, place) in disclosures.iter_mut().zip(places) {
        disclosure.place = place;
    }
    (Some(withheld), repeated)
}

/// The digests of an object's `_sd`, or those that stand for items of an array: each with the value that owns it.
fn digests_of<'a>(value: Value<'a>) -> impl Iterator<Item = (Value<'a>, Value<'a>, bool)> {
    let list = value.member("_sd").filter(|list| list.kind() == Kind::Array);
    let members = list.into_iter().flat_map(Value::children).map(move |digest| (value, digest, false));
    let items = (value.kind() == Kind::Array).then(|| value.children()).into_iter().flatten();
    members.chain(items.filter_map(|item| Some((item, item.member("...")?, true))))
}

/// The pointer of a value inside a disclosure that has a place, or inside the payload.
fn pointer(holder: Option<(&Disclosure, &Place)>, inner: String) -> String {
    let Some((disclosure, place)) = holder else { return cut(inner) };
    let mut pointer = place.pointer.clone();
    if let Some(name) = disclosure.name().filter(|_| !place.is_item) {
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    }
    // Without the number of the value among the three or two.
    pointer.push_str(inner.get(2..).unwrap_or_default());
    cut(pointer)
}

fn cut(mut pointer: String) -> String {
    pointer.truncate(pointer.floor_char_boundary(MAX_POINTER));
    pointer
}
