//! Members that have the name of an earlier one (RFC 8259 §4). Few names are compared, many are sorted.

use super::{Value, names};

/// Up to so many members it is cheaper to compare all names than to sort them.
const FEW: usize = 24;

/// The [number](Value::number) of each such member of `object`, after that of the first of its name, in the order of
/// the text. Names are compared after unescaping.
pub(super) fn duplicates(object: Value<'_>) -> Vec<(u32, u32)> {
    if object.children().nth(FEW).is_none() { among_few(object) } else { among_many(object) }
}

fn among_few(object: Value<'_>) -> Vec<(u32, u32)> {
    let text = &object.document.text;
    let mut found = Vec::new();
    let mut earlier = names::Names::default();
    for (position, value) in object.children().enumerate() {
        let Some(name) = value.node.name() else { continue };
        let key = names::key(&name.value(text));
        if earlier.may_have(names::bit(key)) {
            let is_same = |first: &Value<'_>| first.node.name().is_some_and(|first| first.is_same(name, text));
            let first = object.children().take(position).find(is_same);
            found.extend(first.map(|first| (first.number(), value.number())));
        }
        earlier.add(key);
    }
    found
}

/// Sorts a digest and a number for each member, and no names: there may be as many as there is memory.
fn among_many(object: Value<'_>) -> Vec<(u32, u32)> {
    let digested = |value: Value<'_>| value.name().map(|name| (digest(&name), value.number()));
    let mut members: Vec<(u32, u32)> = Vec::with_capacity(object.children().count());
    members.extend(object.children().filter_map(digested));
    members.sort_unstable();
    let mut found = Vec::new();
    for alike in members.chunk_by_mut(|one, next| one.0 == next.0).filter(|alike| alike.len() > 1) {
        // Most names differ in their digests already; those that share one may still be many.
        let name = |&(_, number): &(u32, u32)| object.numbered(number).and_then(Value::name).unwrap_or_default();
        // To compare is to unescape, and mostly these are one name: then they are in order already.
        let first = alike.first().map(name);
        if !alike.iter().all(|one| Some(name(one)) == first) {
            alike.sort_unstable_by(|one, other| name(one).cmp(&name(other)).then(one.1.cmp(&other.1)));
        }
        for same in alike.chunk_by(|one, next| name(one) == name(next)) {
            let [(_, first), rest @ ..] = same else { continue };
            found.extend(rest.iter().map(|&(_, number)| (*first, number)));
        }
    }
    found.sort_unstable_by_key(|&(_, number)| number);
    found
}

/// A number that is the same for the same name, and mostly another for others.
fn digest(name: &str) -> u32 {
    let (blocks, rest) = name.as_bytes().as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(place, &byte)| *place = byte);
    let mix = |digest: u64, block: &[u8; 8]| {
        (digest ^ u64::from_le_bytes(*block)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    };
    let digest = mix(blocks.iter().fold(name.len() as u64, mix), &last);
    (digest ^ digest >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json::Document;

    #[test]
    fn few_and_many_are_found_alike() {
        let names = ["a", "b", r"\u0061", "", "c", "", "b", r"a\u0000", "a"];
        let expected = [("a", 0, 2), ("", 3, 5), ("b", 1, 6), ("a", 0, 8)];
        for others in [0, FEW] {
            let others = (0..others).map(|number| format!("x{number}"));
            let members = names.iter().map(|&name| name.to_owned()).chain(others).map(|name| format!("\"{name}\":[0]"));
            let document = Document::read(format!("{{{}}}", members.collect::<Vec<_>>().join(",")));
            let root = document.root().expect("an object");
            let position = |number| root.children().position(|child| child.number() == number).expect("a member");
            let found = root.duplicates().into_iter().map(|(first, number)| {
                let name = root.numbered(number).and_then(Value::name).expect("a name").into_owned();
                (name, position(first), position(number))
            });
            assert_eq!(
                found.collect::<Vec<_>>(),
                expected.map(|(name, first, second)| (name.to_owned(), first, second))
            );
        }
    }
}
