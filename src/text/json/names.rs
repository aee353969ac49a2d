//! Which names an object has, as far as a word of bits can tell: it makes a vain question nearly free.

/// A bit for each of some names; names may share one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Names(u64);

impl Names {
    /// Those of objects of which nothing is known.
    pub const ALL: Names = Names(u64::MAX);

    /// These very names.
    pub const fn of(names: &[&str]) -> Names {
        let (mut found, mut at) = (Names(0), 0);
        while at < names.len() {
            found.add(key(names[at]));
            at += 1;
        }
        found
    }

    /// Adds the name with this key.
    #[inline]
    pub const fn add(&mut self, key: u32) {
        self.0 |= 1 << bit(key);
    }

    /// Whether the name with this bit may be among them.
    #[inline]
    pub const fn may_have(self, bit: u8) -> bool {
        self.0 >> (bit % 64) & 1 == 1
    }

    /// Whether one of the others may be among them.
    #[inline]
    pub const fn may_share(self, others: Names) -> bool {
        self.0 & others.0 != 0
    }
}

/// What most names differ in: the length, the ends and the middle.
#[inline]
pub const fn key(name: &str) -> u32 {
    let bytes = name.as_bytes();
    match bytes {
        [] => 0,
        [first, .., last] => u32::from_le_bytes([bytes.len() as u8, *first, bytes[bytes.len() / 2], *last]),
        [only] => u32::from_le_bytes([1, *only, *only, *only]),
    }
}

/// The bit of a key, below 64.
#[inline]
pub const fn bit(key: u32) -> u8 {
    (key.wrapping_mul(0x9E37_79B1) >> 26) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_there_may_be_there() {
        let names = Names::of(&["iss", "sub", "é", ""]);
        for name in ["iss", "sub", "é", ""] {
            assert!(names.may_have(bit(key(name))) && names.may_share(Names::of(&[name])), "{name}");
        }
        assert!(
            !names.may_have(bit(key("aud")))
                && !names.may_share(Names::of(&["aud"]))
                && !names.may_share(Names::default())
        );
    }
}
