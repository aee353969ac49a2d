//! The members of a header or payload, for questions whose usual answer is no.

use std::borrow::Cow;

use crate::text::json::Value;
use crate::text::json::names::{Names, bit, key};

/// How many objects are one set at most: a header has three parts.
const MAX_OBJECTS: usize = 3;
/// Room for the members of usual tokens.
const USUAL: usize = 16;

/// One or more objects, taken for one, of which most rules ask for a member that is not there.
#[derive(Clone, Debug)]
pub struct Members<'a> {
    /// The one that counts most first.
    sets: [Option<Set<'a>>; MAX_OBJECTS],
    names: Names,
}

/// The members of one object.
#[derive(Clone, Debug)]
struct Set<'a> {
    object: Value<'a>,
    /// The members with names, in order: the key of the name, and the number of the value. There may be as many as
    /// there is memory.
    named: Vec<(u32, u32)>,
}

impl<'a> Members<'a> {
    /// The members of `objects`; where a name stands in two of them, the earlier one counts.
    pub fn of(objects: impl IntoIterator<Item = Value<'a>>) -> Members<'a> {
        let mut objects = objects.into_iter();
        let mut names = Names::default();
        let sets = [(); MAX_OBJECTS].map(|()| {
            let object = objects.next()?;
            let mut named = Vec::with_capacity(USUAL);
            for value in object.children() {
                if let Some(name) = value.name() {
                    let key = key(&name);
                    names.add(key);
                    named.push((key, value.number()));
                }
            }
            Some(Set { object, named })
        });
        Members { sets, names }
    }

    /// The last member called `name`.
    #[inline]
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        let key = key(name);
        if self.names.may_have(bit(key)) { self.last(key, name) } else { None }
    }

    fn last(&self, key: u32, name: &str) -> Option<Value<'a>> {
        self.sets.iter().flatten().find_map(|set| {
            let mut alike = set.named.iter().rev().filter(|(other, _)| *other == key);
            alike.find_map(|&(_, number)| set.object.numbered(number).filter(|value| value.is_named(name)))
        })
    }

    /// The member `name`, where it is a string.
    pub fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.get(name).and_then(Value::string)
    }

    /// Whether there is a member called `name`.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether there is a member of one of these names.
    pub fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    /// Which names are there, as far as bits tell.
    #[inline]
    pub fn names(&self) -> Names {
        self.names
    }

    /// All of them, in order.
    pub fn all(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let objects = self.sets.each_ref().map(|set| set.as_ref().map(|set| set.object));
        objects.into_iter().flatten().flat_map(Value::children)
    }

    /// Whether there is an object that can have members.
    pub fn is_object(&self) -> bool {
        self.sets.iter().any(Option::is_some)
    }
}
