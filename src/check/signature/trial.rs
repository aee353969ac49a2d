//! One token held against the keys that a person has: what is tried, in which order, and what came of it.
//!
//! First the keys that a server would pick. If none fits, what people mostly did wrong is tried: a public key taken for
//! the secret, another key of the set, a signature in ASN.1, the key that the token brings along, another algorithm of
//! the same key. The caller computes what [`Trial::pending`] asks for and gives its [`Trial::answer`]; HMACs are
//! computed here. [`engine::run`](crate::check::engine::run) drives it with an engine that answers at once.
//!
//! One attempt is made at a time, from `Turns`, so that no more than one key is ever written out.

use std::collections::VecDeque;
use std::sync::Arc;

use super::attempt::{Answer, Attempt, Purpose, attempts_of};
use super::choice::{self, PassedOver};
use super::lent::Lent;
use super::obstacle::Obstacle;
use super::turns::{Turn, Turns};
use super::{Plan, Refusal, Sort, algorithm, message, plain};
use crate::check::weak;
use crate::jose::key::{self, Form, Key, Keys, Material};
use crate::jose::token::{FlawKind, Token};

/// The computations that are asked of an engine for one token at most: a set of keys may be long. All keys that a
/// server would pick are within it.
pub const MAX_ATTEMPTS: usize = 256;
/// The bytes that are hashed here for one token at most, secrets and messages together: half a second in a browser.
pub const MAX_HASHED: usize = 1 << 27;

/// A token and keys.
#[derive(Debug)]
pub struct Trial<'a> {
    token: Lent<'a, Token>,
    keys: Lent<'a, Keys>,
    is_own: bool,
    /// The header parameter, empty where it is missing.
    alg: String,
    kid: Option<String>,
    passed_over: Vec<Option<PassedOver>>,
    fits: Option<Attempt>,
    is_known: bool,
    /// The keys that the token brings along, where others were given.
    own: Keys,
    refusals: Vec<(usize, Refusal)>,
    unanswered: Vec<Attempt>,
    /// For each key whether all was tried of it that a server would.
    is_tried: Vec<bool>,
    is_denied: bool,
    is_cut: bool,
    asked: usize,
    hashed: usize,
    message: Vec<u8>,
    turns: Turns,
    waiting: VecDeque<Attempt>,
}

impl Trial<'static> {
    /// Of `token` with the keys in `text`; where that is empty, with those that the token brings along.
    pub fn new(token: Token, text: &str) -> Trial<'static> {
        Trial::with_keys(token, Arc::new(key::read(text)))
    }

    /// The same with keys that were read before.
    pub fn with_keys(token: Token, keys: Arc<Keys>) -> Trial<'static> {
        Trial::with(Lent::Shared(Arc::new(token)), Lent::Shared(keys))
    }
}

impl<'a> Trial<'a> {
    /// Of a token with keys; without any, with those that the token brings along.
    pub fn of(token: &'a Token, keys: &'a Keys) -> Trial<'a> {
        Trial::with(Lent::Borrowed(token), Lent::Borrowed(keys))
    }

    /// Of the same token with a secret that was guessed.
    pub fn guessed(&self, secret: Vec<u8>) -> Trial<'a> {
        let mut trial = Trial::with(self.token.clone(), Lent::Shared(Arc::new(Keys::of_secret(secret))));
        trial.is_known = true;
        trial
    }

    fn with(token: Lent<'a, Token>, given: Lent<'a, Keys>) -> Trial<'a> {
        let is_own = given.is_own || given.is_empty();
        let (keys, own) = match (is_own, given.is_own) {
            (true, false) => (Lent::Shared(Arc::new(key::embedded(&token))), Keys::default()),
            (true, true) => (given, Keys::default()),
            (false, _) => (given, key::embedded(&token)),
        };
        let alg = token.string_parameter("alg").unwrap_or_default();
        let kid = token.string_parameter("kid");
        let is_open = Obstacle::of(&token, &alg).is_none();
        Trial {
            turns: if is_open { Turns::of(keys.keys.len(), own.keys.len()) } else { Turns::default() },
            message: message(&token),
            passed_over: choice::choose(&keys, &alg, kid.as_deref()),
            is_tried: vec![false; keys.keys.len()],
            token,
            keys,
            is_own,
            alg,
            kid,
            fits: None,
            is_known: false,
            own,
            refusals: Vec::new(),
            unanswered: Vec::new(),
            is_denied: false,
            is_cut: false,
            asked: 0,
            hashed: 0,
            waiting: VecDeque::new(),
        }
    }

    /// The token.
    pub fn token(&self) -> &Token {
        &self.token
    }

    /// The keys that were given; without any, those of the token.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether the keys are those of the token.
    pub fn is_own(&self) -> bool {
        self.is_own
    }

    /// `alg`, empty where it is missing.
    pub fn alg(&self) -> &str {
        &self.alg
    }

    /// `kid`.
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// For each key why it was passed over.
    pub fn passed_over(&self) -> &[Option<PassedOver>] {
        &self.passed_over
    }

    /// The first attempt that fits.
    pub fn fits(&self) -> Option<&Attempt> {
        self.fits.as_ref()
    }

    /// Whether the secret that fits is one that everybody knows.
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// Why no key can check this token.
    pub fn obstacle(&self) -> Option<Obstacle> {
        Obstacle::of(&self.token, &self.alg)
    }

    /// What is signed.
    pub fn message(&self) -> &[u8] {
        &self.message
    }

    /// The next computation that an engine has to make; `None` at the end.
    pub fn pending(&mut self) -> Option<&Attempt> {
        while self.fits.is_none() {
            let Some(attempt) = self.waiting.front() else {
                let turn = self.turns.next()?;
                self.begin(turn);
                continue;
            };
            if !matches!(attempt.plan.algorithm.sort, Sort::Hmac(_)) {
                if self.asked < MAX_ATTEMPTS {
                    return self.waiting.front();
                }
                self.pass();
                continue;
            }
            let cost = self.message.len() + attempt.plan.key.len();
            if self.hashed + cost > MAX_HASHED {
                self.pass();
                continue;
            }
            self.hashed += cost;
            let fits = attempt.plan.compute(&self.message);
            self.settle(if fits == Some(true) { Answer::Yes } else { Answer::No });
        }
        None
    }

    /// What [`Trial::pending`] asked for.
    pub fn asked(&self) -> Option<&Attempt> {
        self.waiting.front()
    }

    /// Takes the answer to what [`Trial::pending`] asked.
    pub fn answer(&mut self, answer: Answer) {
        self.asked += 1;
        self.settle(answer);
    }

    /// The secret that fits.
    pub fn secret(&self) -> Option<&[u8]> {
        let attempt = self.fits.as_ref().filter(|attempt| attempt.purpose == Purpose::Check)?;
        attempt.reading.map(|_| &*attempt.plan.key)
    }

    /// The key of the attempt that fits; `None` where none does, or that was no single key.
    pub fn fitting(&self) -> Option<&Key> {
        let attempt = self.fits.as_ref()?;
        let keys = if attempt.purpose == Purpose::OwnKey { &self.own } else { self.keys() };
        keys.keys.get(attempt.key)
    }

    /// For keys that were to be tried, by their place, why they could not be, or why the answer was known.
    pub fn refusals(&self) -> &[(usize, Refusal)] {
        &self.refusals
    }

    /// The attempts of keys that a server would pick to which no engine had an answer.
    pub fn unanswered(&self) -> &[Attempt] {
        &self.unanswered
    }

    /// Whether the key at a place was tried as a server would.
    pub fn is_tried(&self, place: usize) -> bool {
        self.is_tried.get(place).copied().unwrap_or(false)
    }

    /// Whether a key that a server would pick denies the signature.
    pub fn is_denied(&self) -> bool {
        self.is_denied
    }

    /// Whether something was left untried, because of [`MAX_ATTEMPTS`] or [`MAX_HASHED`].
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether a key that a server may pick was not tried: it was not read, or its turn did not come.
    pub fn is_incomplete(&self) -> bool {
        let mut chosen = self.passed_over.iter().zip(&self.is_tried).filter(|(why, _)| why.is_none());
        // Where the key was picked by its name, one that was not read would not be picked.
        let is_named = self.keys.keys.iter().any(|key| self.kid.is_some() && key.kid == self.kid);
        self.obstacle().is_none() && (self.keys.is_cut && !is_named || chosen.any(|(_, is_tried)| !is_tried))
    }

    /// Whether the signature is right: by a key that a server would pick, with the algorithm that the token names.
    pub fn is_right(&self) -> bool {
        self.fits.as_ref().is_some_and(|attempt| attempt.purpose == Purpose::Check)
    }

    /// Whether the signature is wrong: another key fits, or all keys that a server would pick deny it, or no key can
    /// have made it.
    pub fn is_wrong(&self) -> bool {
        let is_impossible = self.refusals.iter().any(|(_, refusal)| refusal.is_about_the_signature());
        let is_refuted = (self.is_denied || is_impossible) && self.unanswered.is_empty() && !self.is_incomplete();
        self.obstacle().is_none() && !self.is_right() && !self.is_detached() && (self.fits.is_some() || is_refuted)
    }

    /// Whether the payload is probably elsewhere (RFC 7515 appendix F): none is here, and the signature is not that of
    /// an empty one.
    pub fn is_detached(&self) -> bool {
        self.fits.is_none() && self.token.has(FlawKind::DetachedPayload)
    }

    /// Takes the next attempt off, and what came of it.
    fn settle(&mut self, answer: Answer) {
        let Some(mut attempt) = self.waiting.pop_front() else { return };
        match answer {
            Answer::Yes => {
                if let Some(spelling) = self.disguised(&attempt) {
                    attempt.purpose = Purpose::Confusion(spelling);
                }
                self.fits = Some(attempt);
                self.is_known |= self.secret().is_some_and(weak::is_known);
            }
            Answer::CannotTell if attempt.purpose == Purpose::Check => self.unanswered.push(attempt),
            Answer::No if attempt.purpose == Purpose::Check => self.is_denied = true,
            Answer::CannotTell | Answer::No => {}
        }
    }

    /// Leaves the next attempt untried.
    fn pass(&mut self) {
        self.is_cut = true;
        let attempt = self.waiting.pop_front().filter(|attempt| attempt.purpose == Purpose::Check);
        if let Some(place) = attempt.and_then(|attempt| self.is_tried.get_mut(attempt.key)) {
            *place = false;
        }
    }

    /// The spelling in which a secret that fits is a public key.
    fn disguised(&self, attempt: &Attempt) -> Option<&'static str> {
        let reading = attempt.reading?;
        let look = || {
            let is_text = attempt.purpose != Purpose::OwnKey && self.fits_text(attempt.key);
            key::public_key_in(&attempt.plan.key)
                .or_else(|| key::public_key_in(self.keys.text().as_bytes()).filter(|_| is_text))
        };
        if attempt.purpose == Purpose::OwnKey || self.keys.keys.len() != 1 {
            return look();
        }
        let &(known, found) = self.keys.disguise.get_or_init(|| (reading, look()));
        if known == reading { found } else { look() }
    }

    fn fits_text(&self, place: usize) -> bool {
        self.keys.keys.get(place).is_some_and(|key| key.form == Form::Text)
    }

    /// Makes the attempts of a turn.
    fn begin(&mut self, turn: Turn) {
        let keys = self.keys.clone();
        let key = |place: usize| keys.keys.get(place);
        let is_chosen = |place: usize| self.passed_over.get(place).is_some_and(Option::is_none);
        let (alg, signature) = (&self.alg, &self.token.signature);
        let attempts = match turn {
            Turn::Check(place) if is_chosen(place) => {
                let attempts = key(place).map(|key| attempts_of(alg, place, key, signature, Purpose::Check));
                if let Some(is_tried) = self.is_tried.get_mut(place) {
                    *is_tried = true;
                }
                match attempts {
                    Some(Err(refusal)) => {
                        self.refusals.push((place, refusal));
                        return;
                    }
                    attempts => attempts.and_then(Result::ok),
                }
            }
            // What holds a private key or a secret is nothing that anybody could know.
            Turn::Pasted if self.is_own || keys.keys.iter().any(is_secret) => None,
            Turn::Pasted => self.confusions(0, key::pasted),
            Turn::Confusion(place) => key(place).and_then(|key| self.confusions(place, |text| key.spellings(text))),
            Turn::OtherKey(place) if !is_chosen(place) => {
                usable(key(place)).and_then(|key| attempts_of(alg, place, key, signature, Purpose::OtherKey).ok())
            }
            Turn::Der(place) => usable(key(place)).and_then(|key| {
                let Sort::Ecdsa(order) = algorithm::find(alg, &key.material)?.sort else { return None };
                attempts_of(alg, place, key, &plain(signature, order.len())?, Purpose::Der).ok()
            }),
            Turn::OwnKey(place) => {
                self.own.keys.get(place).and_then(|key| attempts_of(alg, place, key, signature, Purpose::OwnKey).ok())
            }
            Turn::OtherAlgorithm(place) => usable(key(place)).map(|key| {
                let attempts = |other: &algorithm::SignatureAlgorithm| {
                    let purpose = Purpose::OtherAlgorithm(other.alg);
                    attempts_of(other.alg, place, key, signature, purpose).unwrap_or_default()
                };
                algorithm::others(alg, &key.material).flat_map(attempts).collect()
            }),
            Turn::Check(_) | Turn::OtherKey(_) => None,
        };
        self.waiting.extend(attempts.unwrap_or_default());
    }

    /// A public key taken for a secret, in all the spellings that `spelled` makes of the pasted text (RFC 8725 §2.1).
    fn confusions(
        &self,
        place: usize,
        spelled: impl FnOnce(&str) -> Vec<(&'static str, Vec<u8>)>,
    ) -> Option<Vec<Attempt>> {
        let signature = &self.token.signature;
        let algorithm = algorithm::find(&self.alg, &Material::Secret(Vec::new()))
            .filter(|algorithm| algorithm.length == signature.len())?;
        let attempt = |(name, key): (&'static str, Vec<u8>)| {
            let plan = Plan { algorithm, key, signature: signature.clone() };
            Attempt { key: place, reading: None, purpose: Purpose::Confusion(name), plan }
        };
        Some(spelled(self.keys.text()).into_iter().map(attempt).collect())
    }
}

fn is_secret(key: &Key) -> bool {
    key.is_private || matches!(key.material, Material::Secret(_))
}

fn usable(key: Option<&Key>) -> Option<&Key> {
    key.filter(|key| key.faults.is_empty())
}
