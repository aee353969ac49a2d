//! The members of a header or payload, for questions whose usual answer is no.

use std::borrow::Cow;

use crate::json::Value;
use crate::json::names::{Names, bit, key};

/// How many objects are one set at most: a header has three parts.
const MAX_OBJECTS: usize = 3;
/// Room for the members of usual tokens.
const USUAL: usize = 16;

/// An object of which most rules ask for a member that is not there.
#[derive(Clone, Debug)]
pub struct Members<'a> {
    objects: [Option<Value<'a>>; MAX_OBJECTS],
    names: Names,
    /// The members with names, those that count most last, each after the key of its name.
    named: Vec<(u32, Value<'a>)>,
}

impl<'a> Members<'a> {
    /// The members of `objects`; where a name stands in two of them, the earlier one counts.
    pub fn of(objects: impl IntoIterator<Item = Value<'a>>) -> Members<'a> {
        let mut given = objects.into_iter();
        let objects = [(); MAX_OBJECTS].map(|()| given.next());
        let mut members = Members { objects, names: Names::default(), named: Vec::with_capacity(USUAL) };
        for value in objects.into_iter().rev().flatten().flat_map(Value::children) {
            if let Some(name) = value.name() {
                let key = key(&name);
                members.names.add(key);
                members.named.push((key, value));
            }
        }
        members
    }

    /// The last member called `name`.
    #[inline]
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        let key = key(name);
        if self.names.may_have(bit(key)) { self.last(key, name) } else { None }
    }

    fn last(&self, key: u32, name: &str) -> Option<Value<'a>> {
        let found = self.named.iter().rev().find(|(other, value)| *other == key && value.is_named(name));
        found.map(|&(_, value)| value)
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
        self.objects.into_iter().flatten().flat_map(Value::children)
    }

    /// Whether there is an object that can have members.
    pub fn is_object(&self) -> bool {
        self.objects.iter().any(Option::is_some)
    }
}
