//! The members of a header or payload, for questions whose usual answer is no.

use std::borrow::Cow;

use crate::json::Value;
use crate::json::names::{Names, bit, key};

/// Room for the members of usual tokens.
const USUAL: usize = 16;

/// An object of which most rules ask for a member that is not there.
#[derive(Clone, Debug)]
pub struct Members<'a> {
    object: Option<Value<'a>>,
    names: Names,
    /// The members with names, in order: the key of the name, and the number of the value. There may be as many as there is
    /// memory.
    named: Vec<(u32, u32)>,
}

impl<'a> Members<'a> {
    /// The members of `object`.
    pub fn of(object: Option<Value<'a>>) -> Members<'a> {
        let mut members = Members { object, names: Names::default(), named: Vec::with_capacity(USUAL) };
        for value in members.all() {
            if let Some(name) = value.name() {
                let key = key(&name);
                members.names.add(key);
                members.named.push((key, value.number()));
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
        let mut alike = self.named.iter().rev().filter(|(other, _)| *other == key);
        alike.find_map(|&(_, number)| self.object?.numbered(number).filter(|value| value.is_named(name)))
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
        self.object.into_iter().flat_map(Value::children)
    }

    /// Whether there is an object that can have members.
    pub fn is_object(&self) -> bool {
        self.object.is_some()
    }
}
