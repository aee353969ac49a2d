//! The order in which a token is held against keys: what a server would do first, then what people mostly did wrong,
//! what is cheap and grave before what is dear and odd.

/// What is to be tried next; the number is the place of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// A key that a server would pick.
    Check(usize),
    /// The whole pasted text as a secret.
    Pasted,
    /// A public key as a secret.
    Confusion(usize),
    /// A key that was passed over.
    OtherKey(usize),
    /// A signature in ASN.1.
    Der(usize),
    /// A key of those that the token brings along.
    OwnKey(usize),
    /// The other algorithms of a key.
    OtherAlgorithm(usize),
}

/// All turns, each made when it is asked for.
#[derive(Debug, Default)]
pub(super) struct Turns {
    keys: usize,
    own: usize,
    round: usize,
    place: usize,
}

impl Turns {
    /// With so many keys, and so many that the token brings along.
    pub(super) fn of(keys: usize, own: usize) -> Turns {
        Turns { keys, own, round: 0, place: 0 }
    }
}

impl Iterator for Turns {
    type Item = Turn;

    fn next(&mut self) -> Option<Turn> {
        loop {
            let (count, turn): (usize, fn(usize) -> Turn) = match self.round {
                0 => (self.keys, Turn::Check),
                1 => (self.keys.min(1), |_| Turn::Pasted),
                2 => (self.keys, Turn::Confusion),
                3 => (self.keys, Turn::OtherKey),
                4 => (self.keys, Turn::Der),
                5 => (self.own, Turn::OwnKey),
                6 => (self.keys, Turn::OtherAlgorithm),
                _ => return None,
            };
            if self.place < count {
                self.place += 1;
                return Some(turn(self.place - 1));
            }
            (self.round, self.place) = (self.round + 1, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_turn_in_every_round() {
        use Turn::{Check, Confusion, Der, OtherAlgorithm, OtherKey, OwnKey, Pasted};
        let found: Vec<Turn> = Turns::of(2, 1).collect();
        let expected = [
            Check(0),
            Check(1),
            Pasted,
            Confusion(0),
            Confusion(1),
            OtherKey(0),
            OtherKey(1),
            Der(0),
            Der(1),
            OwnKey(0),
            OtherAlgorithm(0),
            OtherAlgorithm(1),
        ];
        assert_eq!(found, expected);
        assert_eq!(Turns::of(0, 1).collect::<Vec<_>>(), [OwnKey(0)]);
        assert_eq!(Turns::default().next(), None);
    }
}
