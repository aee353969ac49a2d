//! Twice the text of keys takes less than three times the time, whatever it is made of, to read and to try.

use std::time::{Duration, Instant};

use jotglass::check::signature::{Answer, Trial};
use jotglass::intake::{self, Found};
use jotglass::jose::key;
use jotglass::text::base64url::encode_standard;

use crate::support::token;

/// The smaller of the two texts, in bytes: large enough that a square would show, and below all limits that are bytes.
const SIZE: usize = 1 << 14;
/// Twice is what is expected, four times what a square would take.
const LIMIT: u32 = 3;
const ROUNDS: usize = 2;
const MAX_ROUNDS: usize = 6;
/// How often all of that is done before a kind fails.
const TRIALS: usize = 3;
/// What is quicker than that is not worth measuring.
const QUICK: Duration = Duration::from_millis(1);

/// A kind of text, by its name, of about so many bytes.
type Generator = (&'static str, fn(usize) -> String);

/// The same, however it is made.
type Made = (String, Box<dyn Fn(usize) -> String>);

fn filled(unit: &str, size: usize) -> String {
    unit.repeat(size / unit.len() + 1)
}

fn around(before: &str, unit: &str, after: &str, size: usize) -> String {
    [before, &filled(unit, size), after].concat()
}

const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;

const GENERATORS: &[Generator] = &[
    ("begin", |size| around("", "BEGIN ", "x", size)),
    ("begin in small letters", |size| around("", "begin ", "x", size)),
    ("begin with a dash", |size| around("", "-BEGIN A-", "x", size)),
    ("begin and many ends", |size| around("-BEGIN A-", "END ", "x", size)),
    ("begin and many ends with dashes", |size| around("-BEGIN A-", "-END ", "x", size)),
    ("begin and a long label", |size| around("-----BEGIN ", "A", "-----", size)),
    ("begin and labels of spaces", |size| around("-----BEGIN ", " ", "-----", size)),
    ("begin in the label of begin", |size| around("-----", "BEGIN A ", "-----", size)),
    ("lines that begin", |size| filled("-----BEGIN X-----\n", size)),
    ("lines that end", |size| filled("-----END X-----\n", size)),
    ("whole blocks in one line", |size| filled("-----BEGIN X-----AA-----END X-----", size)),
    ("blocks that hold no key", |size| filled("-----BEGIN X PARAMETERS-----AA-----END X-----", size)),
    ("dashes", |size| filled("-", size)),
    ("dashes after begin", |size| around("-BEGIN A", "-", "", size)),
    ("long dashes", |size| filled("—", size)),
    ("spaces before begin", |size| around("-", " ", "BEGIN A-", size)),
    ("colons in a block", |size| around("-----BEGIN X-----\n", "a:b\n", "", size)),
    ("escapes in a block", |size| around("-----BEGIN X-----", "\\n\\", "-----END X-----", size)),
    ("quotes in a block", |size| around("\"-----BEGIN X-----", "\"A\"", "-----END X-----", size)),
    ("braces", |size| filled("{", size)),
    ("brackets", |size| filled("[", size)),
    ("brackets in brackets", |size| around("[", "[],", "[]]", size)),
    ("an escaped string", |size| around("\"", "\\u0041", "\"", size)),
    ("an escaped string without an end", |size| around("\"", "\\u0041", "", size)),
    ("many strings that begin", |size| around("[", "\"-BEGIN A-\",", "\"\"]", size)),
    ("one string that begins", |size| around("[\"", "BEGIN ", "\"]", size)),
    ("an object of blocks", |size| around("{", "\"a\":\"-BEGIN A-AA-END A-\",", "\"b\":1}", size)),
    ("a set of tiny keys", |size| around("{\"keys\":[", "{},", "{}]}", size)),
    ("a set of secrets", |size| around("{\"keys\":[", "{\"kty\":\"oct\",\"k\":\"AAAA\"},", "{}]}", size)),
    ("a set of numbers", |size| around("{\"keys\":[", "1,", "1]}", size)),
    ("a key of many members", |size| around("{\"kty\":\"RSA\",", "\"a\":1,", "\"n\":\"AQ\"}", size)),
    ("a key with a long name", |size| around("{\"kty\":\"EC\",\"kid\":\"", "k", "\"}", size)),
    ("a key with a long modulus", |size| around("{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"", "_", "\"}", size)),
    ("a key with many operations", |size| around("{\"kty\":\"EC\",\"key_ops\":[", "\"sign\",", "\"verify\"]}", size)),
    ("a key with many certificates", |size| around("{\"kty\":\"EC\",\"x5c\":[", "\"MIIB\",", "\"\"]}", size)),
    ("a set of keys with long names", |size| {
        let key = EC.replace("\"kty\"", &format!("\"kid\":\"{}\",\"kty\"", "k".repeat(size / 99)));
        format!("{{\"keys\":[{}{EC}]}}", format!("{key},").repeat(98))
    }),
    ("commas", |size| filled(",", size)),
    ("commas after kty", |size| around("{\"kty\":", ",", "}", size)),
    ("lines of ssh", |size| filled("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQ==\n", size)),
    ("names of ssh", |size| filled("ssh-rsa ", size)),
    ("a line of ssh with a long blob", |size| around("ssh-rsa AAAA", "A", "", size)),
    ("percent signs", |size| filled("%", size)),
    ("percent-encoding", |size| filled("%7B", size)),
    ("percent-encoded begin", |size| filled("%42EGIN%20", size)),
    ("hexadecimal digits", |size| filled("0a", size)),
    ("hexadecimal digits with colons", |size| filled("0a:", size)),
    ("digits of DER", |size| filled("MIAw", size)),
    ("line breaks", |size| filled("\r\n", size)),
    ("carriage returns", |size| around("a", "\r", "b", size)),
    ("backslashes", |size| filled("\\", size)),
    ("quotes", |size| filled("\"", size)),
    ("letters that are not ASCII", |size| filled("é", size)),
];

/// Each kind as it is.
fn plain() -> impl Iterator<Item = Made> {
    GENERATORS.iter().map(|&(name, generate)| -> Made { (name.to_owned(), Box::new(generate)) })
}

/// Each kind as it is, in base64, and in a string of JSON.
fn all() -> impl Iterator<Item = Made> {
    GENERATORS.iter().flat_map(|&(name, generate)| -> [Made; 3] {
        [
            (name.to_owned(), Box::new(generate)),
            (format!("{name}, in base64"), Box::new(move |size| encode_standard(generate(size).as_bytes()))),
            (format!("{name}, in a string"), Box::new(move |size| serde_json::to_string(&generate(size)).unwrap())),
        ]
    })
}

/// The time that this thread has had of a processor, where the system tells; else the time of day.
fn spent(start: Instant) -> Duration {
    // The system counts up to now when a thread gives way.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok()).filter(|&nanoseconds| nanoseconds > 0);
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// How many times as long the double takes, where that is too much in every round. Other work on the machine only adds
/// to a time, so the least counts; and both are measured over as long a time, since what takes longer is interrupted
/// more.
fn growth(work: &dyn Fn(&str), generate: &dyn Fn(usize) -> String) -> Option<f64> {
    let (once, twice) = (generate(SIZE), generate(2 * SIZE));
    let [mut short, mut long] = [Duration::MAX; 2];
    let start = Instant::now();
    for round in 1..=MAX_ROUNDS {
        let before = spent(start);
        work(&once);
        work(&once);
        let between = spent(start);
        work(&twice);
        (short, long) = (short.min((between - before) / 2), long.min(spent(start) - between));
        if long < QUICK || round >= ROUNDS && long < short * LIMIT {
            return None;
        }
    }
    Some(long.as_secs_f64() / short.as_secs_f64())
}

#[track_caller]
fn check(generators: impl Iterator<Item = Made>, work: &dyn Fn(&str)) {
    let slow: Vec<String> = generators
        .filter_map(|(name, generate)| {
            // Anew where it fails: on a busy machine one short time by chance is one that no long one meets.
            let ratios: Option<Vec<f64>> = (0..TRIALS).map(|_| growth(work, &generate)).collect();
            let ratio = ratios?.into_iter().fold(f64::MAX, f64::min);
            Some(format!("{name}: {ratio:.1} times the time for twice the text"))
        })
        .collect();
    assert!(slow.is_empty(), "\n{}\n", slow.join("\n"));
}

#[test]
fn reading_keys_is_linear() {
    check(all(), &|text| drop(key::read(text)));
}

#[test]
fn trying_keys_is_linear() {
    let Found::Tokens(tokens, _) = intake::find(&token(r#"{"alg":"HS256"}"#, "{}", &[1; 32])) else {
        panic!("no token")
    };
    let token = tokens.into_iter().next().unwrap();
    check(plain(), &|text| {
        let mut trial = Trial::new(token.clone(), text);
        while trial.pending().is_some() {
            trial.answer(Answer::No);
        }
    });
}

/// A secret that fits is looked at for a public key.
#[test]
fn looking_into_a_secret_is_linear() {
    check(plain(), &|text| _ = key::public_key_in(text.as_bytes()));
}
