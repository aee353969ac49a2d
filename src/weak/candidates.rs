//! The bundled candidates: samples as they stand in manuals, and what code makes of a few lists of words.
//!
//! ```text
//! sample = as it stands | as base64 | as hexadecimal digits
//! phrase = lead degree core tail, in a style: "my" "super" "secret" "key" as my-super-secret-key, MySuperSecretKey, ...
//! word   = before word after, in a style: "jwt" "acme" "secret" as ACME_JWT_SECRET, acme-123, ...
//! cycle  = a word over and over, cut to a length that algorithms ask for: secretsecretsecr...
//! run    = one byte over and over, or bytes that count: 0000, 01 02 03 04
//! number = 0 to 9999 with leading zeros
//! ```

use crate::base64url;

use super::samples::SAMPLES;
use super::words::{CORES, CYCLES, DEGREES, FRAMES, LEADS, TAILS, WORDS};

/// One secret to try, as what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// A secret that stands in a manual, a tutorial, a specification or the defaults of a product.
    Sample {
        /// Its text.
        text: &'static str,
        /// Where it stands; empty where that is many places.
        source: &'static str,
        /// How it is read.
        reading: Reading,
    },
    /// Words in a style.
    Phrase([&'static str; 4], Style),
    /// A text over and over, so many bytes of it.
    Cycle(&'static str, u8),
    /// So many bytes, from the first one on, by a step of 0 or 1.
    Run(u8, u8, u8),
    /// A number in so many digits.
    Number(u16, u8),
}

/// How a text is read as a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
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
    case: Case,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Lower,
    Upper,
    Title,
    Camel,
}

const STYLES: [Style; 9] = {
    use Case::{Camel, Lower, Title, Upper};
    const fn style(joint: &'static str, case: Case) -> Style {
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
const STYLES_OF_ONE_WORD: usize = 3;

/// Parts are listed the most usual first; this bounds the product of their places, so that rare ones meet only usual ones.
const RARITY: usize = 220;

/// Lengths that algorithms ask for, in bytes.
const LENGTHS: [u8; 4] = [16, 32, 48, 64];

/// All of them, the best known first.
pub fn candidates() -> impl Iterator<Item = Candidate> {
    samples().chain(phrases()).chain(words()).chain(runs())
}

fn samples() -> impl Iterator<Item = Candidate> {
    let mut source = "";
    let lines = SAMPLES.lines().filter_map(move |line| match line.strip_prefix("# ") {
        Some(name) => {
            source = name;
            None
        }
        None => Some((line, source)),
    });
    let readings = [Reading::Text, Reading::Base64, Reading::Hex, Reading::Encoded];
    lines.flat_map(move |(text, source)| readings.map(|reading| Candidate::Sample { text, source, reading }))
}

fn phrases() -> impl Iterator<Item = Candidate> {
    let places = |list: &'static str| list.split(',').zip(1..);
    let pairs = places(LEADS).flat_map(move |(lead, one)| places(DEGREES).map(move |(degree, two)| (lead, degree, one * two)));
    pairs
        .flat_map(move |(lead, degree, rarity)| places(CORES).map(move |(core, three)| (lead, degree, core, rarity * three)))
        .flat_map(move |(lead, degree, core, rarity)| {
            places(TAILS).take_while(move |(_, four)| rarity * four <= RARITY).map(move |(tail, _)| [lead, degree, core, tail])
        })
        .flat_map(styled)
}

fn words() -> impl Iterator<Item = Candidate> {
    WORDS.split(' ').chain(CYCLES.split(' ')).flat_map(|word| {
        let framed = FRAMES.split(',').flat_map(move |frame| {
            let (before, after) = frame.split_once('*').unwrap_or(("", frame));
            styled([before, word, after, ""])
        });
        let readings = [Reading::Base64, Reading::Encoded].map(|reading| Candidate::Sample { text: word, source: "", reading });
        framed.chain(readings).chain(LENGTHS.map(|length| Candidate::Cycle(word, length)))
    })
}

fn runs() -> impl Iterator<Item = Candidate> {
    let lengths = || (1..=64).chain([128, 131]);
    let cycles = CYCLES.split(' ').flat_map(move |text| lengths().map(move |length| Candidate::Cycle(text, length)));
    let same = (0..=255).flat_map(move |byte| lengths().map(move |length| Candidate::Run(byte, 0, length)));
    let counting = (0..=1).flat_map(move |byte| lengths().map(move |length| Candidate::Run(byte, 1, length)));
    let numbers = (1..=4).flat_map(|digits| (0..10_u16.pow(digits.into())).map(move |number| Candidate::Number(number, digits)));
    cycles.chain(counting).chain(same).chain(numbers)
}

/// The words in all styles that differ.
fn styled(words: [&'static str; 4]) -> impl Iterator<Item = Candidate> {
    let has_joint =
        words.iter().filter(|word| !word.is_empty() && !word.starts_with('+')).count() > 1 || words.iter().any(|word| word.contains(' '));
    let count = if has_joint { STYLES.len() } else { STYLES_OF_ONE_WORD };
    STYLES.into_iter().take(count).map(move |style| Candidate::Phrase(words, style))
}

impl Candidate {
    /// Appends the bytes of the secret; none where the text cannot be read so.
    pub fn write(self, key: &mut Vec<u8>) {
        match self {
            Candidate::Sample { text, reading, .. } => reading.write(text, key),
            Candidate::Phrase(words, style) => style.write(&words, key),
            Candidate::Cycle(text, length) => key.extend(text.bytes().cycle().take(length.into())),
            Candidate::Run(first, step, length) => key.extend((0..length).map(|place| first.wrapping_add(place.wrapping_mul(step)))),
            Candidate::Number(number, digits) => {
                key.extend((0..digits).rev().map(|place| b'0' + u8::try_from(number / 10_u16.pow(place.into()) % 10).unwrap_or(0)));
            }
        }
    }

    /// Where a sample stands, such as `jwt.io`; `None` for what is no sample, or stands in many places.
    pub fn source(self) -> Option<&'static str> {
        match self {
            Candidate::Sample { source, .. } if !source.is_empty() => Some(source),
            _ => None,
        }
    }
}

impl Reading {
    fn write(self, text: &str, key: &mut Vec<u8>) {
        match self {
            Reading::Text => key.extend_from_slice(text.as_bytes()),
            Reading::Encoded => {
                let encoded = base64url::encode(text.as_bytes());
                key.extend(encoded.bytes().map(|byte| match byte {
                    b'-' => b'+',
                    b'_' => b'/',
                    byte => byte,
                }));
                key.extend(std::iter::repeat_n(b'=', encoded.len().wrapping_neg() % 4));
            }
            Reading::Base64 => {
                let bare = text.trim_end_matches('=').replace('+', "-").replace('/', "_");
                if bare.bytes().all(base64url::is_alphabet) {
                    key.extend(base64url::decode(&bare).bytes);
                }
            }
            Reading::Hex => {
                let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
                let pairs = digits.unwrap_or_default();
                key.extend(pairs.chunks_exact(2).filter_map(|pair| u8::try_from(pair[0] << 4 | pair[1]).ok()));
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
                    Case::Lower => false,
                    Case::Upper => true,
                    Case::Title => starts,
                    Case::Camel => starts && !key.is_empty(),
                };
                key.push(if is_upper { byte.to_ascii_uppercase() } else { byte });
                starts = false;
            }
        }
    }
}
