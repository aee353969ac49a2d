//! Every target on stable Rust, over its seeds, over seeds with a few slips, and over every input that once failed.

use std::fs;
use std::path::Path;

use jotglass_fuzz::seeds::seeds;
use jotglass_fuzz::{TARGETS, Target};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// How many inputs with slips each target gets.
const CASES: u32 = 400;

/// What slips put in.
const PIECES: [&[u8]; 32] = [
    b"",
    b".",
    b"~",
    b"=",
    b"+",
    b"/",
    b" ",
    b"\n",
    b"\r\n",
    b"%2E",
    b"...",
    "\u{e9}".as_bytes(),
    "\u{1f600}".as_bytes(),
    b"\"",
    b"{",
    b"}",
    b"[",
    b",",
    b":",
    b"\\",
    b"\\u",
    b"\\ud83d",
    b"eyJ",
    b"A",
    "\u{202e}".as_bytes(),
    b"\0",
    b"\x1f",
    b"\x30\x82",
    b"\xff",
    b"1e400",
    b"-",
    b"0",
];

/// Takes some bytes out at a place, and puts a piece in.
type Slip = (Index, usize, &'static [u8]);

fn slip(seed: &[u8], slips: &[Slip]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for (at, removed, added) in slips {
        let at = at.index(bytes.len() + 1);
        let end = (at + removed).min(bytes.len());
        bytes.splice(at..end, added.iter().copied());
    }
    bytes
}

/// The same inputs in every run: a fuzzer looks for others.
fn check((name, holds): Target) {
    let seeds = seeds(name);
    assert!(seeds.len() >= 8, "{name} has {} seeds", seeds.len());
    seeds.iter().for_each(|seed| holds(seed));
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let inputs = (select(seeds), vec((any::<Index>(), 0..4_usize, select(PIECES.to_vec())), 0..6))
        .prop_map(|(seed, slips)| slip(&seed, &slips));
    let outcome = TestRunner::new_with_rng(config, random).run(&inputs, |input| {
        holds(&input);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{name}: {error}");
    }
}

macro_rules! targets {
    ($($name:ident),*) => {
        const TESTED: &[&str] = &[$(stringify!($name)),*];

        $(#[test]
        fn $name() {
            check((stringify!($name), jotglass_fuzz::$name::holds));
        })*
    };
}

targets!(base64url, certificate, date, der, inspect, json, key, sd_jwt, trial, url, wire, words);

#[test]
fn every_target_is_tested() {
    assert_eq!(TARGETS.map(|(name, _)| name).as_slice(), TESTED);
    for name in TESTED {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz_targets").join(name).with_extension("rs");
        assert!(file.exists(), "{} is not there", file.display());
    }
}

/// `regressions` has a folder for each target that once failed, and in it the inputs.
#[test]
fn what_once_failed_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    let mut tried = 0;
    for entry in fs::read_dir(&folder).expect("the folder of regressions") {
        let path = entry.expect("a folder").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let target = TARGETS.iter().find(|(target, _)| *target == name);
        let (_, holds) = target.unwrap_or_else(|| panic!("no target is called {name}"));
        for file in fs::read_dir(&path).expect("a folder of inputs") {
            let input = fs::read(file.expect("an input").path()).expect("an input");
            holds(&input);
            tried += 1;
        }
    }
    assert!(tried > 0, "no input once failed");
}
