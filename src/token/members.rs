//! The members of a header or payload, for questions whose usual answer is no.

use std::borrow::Cow;

use crate::json::Value;

/// An object of which most rules ask for a member that is not there.
#[derive(Clone, Copy, Debug)]
pub struct Members<'a> {
    object: Option<Value<'a>>,
    /// A bit for each name that is there; names may share one. It makes a vain question nearly free.
    names: u64,
}

impl<'a> Members<'a> {
    /// The members of `object`.
    pub fn of(object: Option<Value<'a>>) -> Members<'a> {
        let names = object.into_iter().flat_map(Value::children).filter_map(Value::name).fold(0, |names, name| names | bit(&name));
        Members { object, names }
    }

    /// The last member called `name`.
    #[inline]
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        if self.names & bit(name) == 0 { None } else { self.object?.member(name) }
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

    /// All of them, in order.
    pub fn all(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        self.object.into_iter().flat_map(Value::children)
    }

    /// Whether there is an object that can have members.
    pub fn is_object(&self) -> bool {
        self.object.is_some()
    }
}

/// The bit of a name, from its length and its ends.
#[inline]
fn bit(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let end = |byte: Option<&u8>| byte.map_or(0, |&byte| usize::from(byte));
    1 << ((bytes.len() + 3 * end(bytes.first()) + 11 * end(bytes.last())) % 64)
}
