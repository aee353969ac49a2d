//! The bundled candidates: samples as they stand in manuals, and what code makes of a few lists of words.
//!
//! ```text
//! sample = as it stands | as base64 | as hexadecimal digits
//! phrase = lead degree core tail, in a style: "my" "super" "secret" "key" as my-super-secret-key, MySuperSecretKey
//! word   = word ending, before word after, in a style: "acme" "jwt secret" as ACME_JWT_SECRET, Acme123, ...
//! cycle  = a word or a row of keys over and over, cut to a length: secretsecretsecr...
//! run    = one byte over and over, or bytes that count: 0000, 01 02 03 04
//! number = 0000 to 9999
//! ```

use crate::text::base64url;

use super::samples::{MANY_PLACES, SAMPLES};
use super::words::{CORES, CYCLES, DEGREES, ENDINGS, FRAMES, LEADS, TAILS, WORDS};

/// One secret to try, as what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// A secret that stands in a manual, a tutorial, a specification or the defaults of a product.
    Sample {
        /// Its text.
        text: &'static str,
        /// Where it is; empty if that is many places.
        source: &'static str,
        /// How it is read.
        spelling: Spelling,
    },
    /// Words in a style.
    Phrase([&'static str; 4], Style),
    /// A text over and over, so many bytes of it.
    Cycle(&'static str, u8),
    /// So many bytes, from the first one on, by a step of 0 or 1.
    Run(u8, u8, u8),
    /// A number in four digits.
    Number(u16),
}

/// How a text is read as a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Its bytes.
    Text,
    /// What it stands for as base64 or base64url.
    Base64,
    /// What it stands for as hexadecimal digits.
    Hex,
    /// Itself written as base64.
    Encoded,
}

/// How words are written together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    joint: &'static str,
    case: LetterCase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LetterCase {
    Lower,
    Upper,
    Title,
    Camel,
}

const STYLES: [Style; 9] = {
    use LetterCase::{Camel, Lower, Title, Upper};
    const fn style(joint: &'static str, case: LetterCase) -> Style {
        Style { joint, case }
    }
    // Those without a joint first: they are all that differ for a single word.
    [
        style("", Lower),
        style("", Title),
        style("", Upper),
        style("", Camel),
        style("-", Lower),
        style("_", Lower),
        style("_", Upper),
        style(" ", Lower),
        style(" ", Title),
    ]
};
/// Of these, those that differ for a single word.
const CASES: usize = 3;

/// How a sample is read; and the two ways in which other words are, besides being taken as they stand.
const SPELLINGS: [Spelling; 4] = [Spelling::Text, Spelling::Hex, Spelling::Base64, Spelling::Encoded];

/// Parts are listed the most usual first; this bounds the product of their places, so that rare ones meet only usual
/// ones.
const RARITY: usize = 140;

/// Lengths that algorithms ask for, in bytes, to which words are repeated.
const LENGTHS: [u8; 4] = [16, 32, 48, 64];

/// How long cycles and runs get; the test keys of RFC 4231 go as far.
const LONGEST: u8 = 131;

/// All of them, the best known first.
pub fn candidates() -> impl Iterator<Item = Candidate> {
    Candidates::new()
}

/// The lists, and which choice of which family comes next. Plain numbers, because a chain of adapters weighs a multiple
/// of it.
struct Candidates {
    /// Texts and where they stand.
    samples: Vec<(&'static str, &'static str)>,
    phrases: Vec<[&'static str; 4]>,
    words: Vec<&'static str>,
    endings: Vec<&'static str>,
    frames: Vec<&'static str>,
    cycles: Vec<&'static str>,
    family: u8,
    place: usize,
}

impl Iterator for Candidates {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        while self.family <= LAST_FAMILY {
            let candidate = self.candidate();
            self.place += 1;
            if candidate.is_some() {
                return candidate;
            }
            (self.family, self.place) = (self.family + 1, 0);
        }
        None
    }
}

const LAST_FAMILY: u8 = 7;

impl Candidates {
    fn new() -> Candidates {
        let list = |text: &'static str| text.split(',').collect::<Vec<_>>();
        let mut samples = Vec::new();
        let mut source = "";
        for line in SAMPLES.lines() {
            match line.strip_prefix("# ") {
                Some(MANY_PLACES) => source = "",
                Some(name) => source = name,
                None => samples.push((line, source)),
            }
        }
        let words = list(WORDS);
        Candidates {
            samples,
            phrases: phrases([LEADS, DEGREES, CORES, TAILS].map(list)),
            words,
            endings: list(ENDINGS),
            frames: list(FRAMES),
            cycles: list(CYCLES),
            family: 0,
            place: 0,
        }
    }

    /// The candidate at this place of the family; `None` past its end.
    fn candidate(&self) -> Option<Candidate> {
        Some(match self.family {
            0 => {
                let (&(text, source), rest) = pick(&self.samples, self.place, SPELLINGS.len())?;
                Candidate::Sample { text, source, spelling: SPELLINGS[rest] }
            }
            1 => {
                let (&phrase, rest) = pick(&self.phrases, self.place, STYLES.len())?;
                Candidate::Phrase(phrase, STYLES[rest])
            }
            2 => {
                let (word, rest) = pick(&self.words, self.place, self.endings.len() * CASES)?;
                let (ending, rest) = pick(&self.endings, rest, CASES)?;
                Candidate::Phrase(["", word, ending, ""], STYLES[rest])
            }
            3 => {
                let (word, rest) = pick(&self.words, self.place, self.frames.len() * STYLES.len())?;
                let (frame, rest) = pick(&self.frames, rest, STYLES.len())?;
                let (before, after) = frame.split_once('*').unwrap_or(("", frame));
                Candidate::Phrase([before, word, after, ""], STYLES[rest])
            }
            4 => {
                let (text, rest) = pick(&self.words, self.place, LENGTHS.len() + 2)?;
                match LENGTHS.get(rest) {
                    Some(&length) => Candidate::Cycle(text, length),
                    None => Candidate::Sample { text, source: "", spelling: SPELLINGS[rest + 2 - LENGTHS.len()] },
                }
            }
            5 => {
                let (text, rest) = pick(&self.cycles, self.place, LONGEST.into())?;
                Candidate::Cycle(text, u8::try_from(rest).ok()? + 1)
            }
            6 => {
                // One byte over and over; then those that count, from 0 and from 1.
                let (first, length) = (self.place / usize::from(LONGEST), self.place % usize::from(LONGEST));
                let length = u8::try_from(length).ok()? + 1;
                match u8::try_from(first) {
                    Ok(first) => Candidate::Run(first, 0, length),
                    Err(_) => Candidate::Run(u8::try_from(first - 256).ok().filter(|&first| first < 2)?, 1, length),
                }
            }
            _ => Candidate::Number(u16::try_from(self.place).ok().filter(|&number| number < 10_000)?),
        })
    }
}

/// The item of a list at a place that counts `choices` for each, and which of these it is.
fn pick<T>(list: &[T], place: usize, choices: usize) -> Option<(&T, usize)> {
    Some((list.get(place / choices)?, place % choices))
}

/// All phrases that are not too rare, the parts of each in their order.
fn phrases([leads, degrees, cores, tails]: [Vec<&'static str>; 4]) -> Vec<[&'static str; 4]> {
    let mut phrases = Vec::new();
    for (lead, first) in leads.iter().zip(1..) {
        for (degree, second) in degrees.iter().zip(1..) {
            for (core, third) in cores.iter().zip(1..) {
                let most = RARITY / (first * second * third);
                phrases.extend(tails.iter().take(most).map(|tail| [*lead, *degree, *core, *tail]));
            }
        }
    }
    phrases
}

impl Candidate {
    /// Appends the bytes of the secret; none where the text cannot be read so.
    pub fn write(self, key: &mut Vec<u8>) {
        match self {
            Candidate::Sample { text, spelling, .. } => spelling.write(text, key),
            Candidate::Phrase(words, style) => style.write(&words, key),
            Candidate::Cycle(text, length) => key.extend(text.bytes().cycle().take(length.into())),
            Candidate::Run(first, step, length) => {
                key.extend((0..length).map(|place| first.wrapping_add(place.wrapping_mul(step))))
            }
            Candidate::Number(number) => {
                key.extend(
                    [1000, 100, 10, 1].map(|unit| u8::try_from(number / unit % 10).map_or(b'0', |digit| b'0' + digit)),
                );
            }
        }
    }

    /// Where a sample stands, such as `jwt.io`; `None` for all but samples, and for those that stand in many places.
    pub fn source(self) -> Option<&'static str> {
        match self {
            Candidate::Sample { source, .. } if !source.is_empty() => Some(source),
            _ => None,
        }
    }
}

impl Spelling {
    fn write(self, text: &str, key: &mut Vec<u8>) {
        match self {
            Spelling::Text => key.extend_from_slice(text.as_bytes()),
            Spelling::Encoded => {
                // Of letters and digits no character comes in which the two alphabets differ.
                let encoded = base64url::encode(text.as_bytes());
                key.extend_from_slice(encoded.as_bytes());
                key.extend(std::iter::repeat_n(b'=', encoded.len().wrapping_neg() % 4));
            }
            Spelling::Base64 => {
                let bare = text.trim_end_matches('=').replace('+', "-").replace('/', "_");
                if bare.bytes().all(base64url::is_alphabet) {
                    key.extend_from_slice(&base64url::decode(&bare).bytes);
                }
            }
            Spelling::Hex => {
                for pair in text.as_bytes().chunks(2) {
                    let byte = std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
                    let Some(byte) = byte else { return key.clear() };
                    key.push(byte);
                }
            }
        }
    }
}

impl Style {
    /// Writes words, parted by spaces too, with joints between them; what begins with `+` is put on without one.
    fn write(self, words: &[&str], key: &mut Vec<u8>) {
        let mut starts = true;
        for word in words.iter().filter(|word| !word.is_empty()) {
            let glued = word.strip_prefix('+');
            if !key.is_empty() && glued.is_none() {
                key.extend_from_slice(self.joint.as_bytes());
                starts = true;
            }
            for byte in glued.unwrap_or(word).bytes() {
                if byte == b' ' {
                    key.extend_from_slice(self.joint.as_bytes());
                    starts = true;
                    continue;
                }
                let is_upper = match self.case {
                    LetterCase::Lower => false,
                    LetterCase::Upper => true,
                    LetterCase::Title => starts,
                    LetterCase::Camel => starts && !key.is_empty(),
                };
                key.push(if is_upper { byte.to_ascii_uppercase() } else { byte });
                starts = false;
            }
        }
    }
}
