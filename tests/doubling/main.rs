//! Twice the text takes twice the time, and memory stays within a multiple of the text, whatever the text is made of.
//!
//! A binary of its own: it counts all memory of its process, and other tests beside it would spoil its times.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod clock;
mod kinds;

use std::time::Duration;

use clock::time;
use jotglass::report::{report, wire};
use jotglass::{NumericDate, inspect};
use jotglass::{jose::token, text::json};
use kinds::Kind;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// 2026-11-20T12:00:00Z.
const NOW: i64 = 1_795_176_000;
/// Linear work doubles. Quadratic work takes four times as long.
const MAX_RATIO: f64 = 3.0;
/// The most bytes that are in use at once, for each byte of the text.
const MAX_MEMORY: usize = 20;
/// What any text may take, in bytes.
const ALLOWANCE: usize = 64 * 1024;
/// A text is long enough once it takes so long: more than what every text takes.
const LONG_ENOUGH: Duration = Duration::from_millis(3);
/// The lengths of the texts, in bytes.
const FROM: usize = 16 * 1024;
const TO: usize = 512 * 1024;
/// How often a kind is measured before it fails: work may be slow by chance, it is never fast by chance.
const ROUNDS: usize = 24;
/// How often all of that is done anew: a short text that was quick once, on a busy machine, is a measure that no long
/// one meets. Quadratic work fails each time.
const TRIALS: usize = 3;

fn now() -> NumericDate {
    NumericDate::from_seconds(NOW)
}

/// A way into the core.
type Entry = (&'static str, fn(&str));

const ENTRIES: [Entry; 4] = [
    ("report", |text| drop(report(text, now()))),
    ("wire", |text| drop(wire::write(text, now(), &mut Vec::new()))),
    ("malformed", |text| drop(token::explain::malformed(text))),
    ("index", |text| {
        let _ = json::index(text, &mut Vec::new());
    }),
];

/// How much longer twice the text takes: the least of some trials, the first that passes.
fn ratio(kind: &Kind, entry: fn(&str)) -> f64 {
    let mut least = f64::MAX;
    for _ in 0..TRIALS {
        least = least.min(trial(kind, entry));
        if least < MAX_RATIO {
            break;
        }
    }
    least
}

/// The same measured once, at a length that takes long enough to tell.
fn trial(kind: &Kind, entry: fn(&str)) -> f64 {
    let mut size = FROM;
    let mut text = (kind.make)(size);
    let mut once = time(|| entry(&text));
    while once < LONG_ENOUGH && size < TO {
        size *= if once < LONG_ENOUGH / 4 { 4 } else { 2 };
        text = (kind.make)(size);
        once = time(|| entry(&text));
    }
    if once < LONG_ENOUGH / 10 {
        // It does not look at the whole text.
        return 0.0;
    }
    let twice_the_text = (kind.make)(2 * size);
    let mut twice = time(|| entry(&twice_the_text));
    for _ in 0..ROUNDS {
        let ratio = twice.as_secs_f64() / once.as_secs_f64();
        if ratio < MAX_RATIO * 0.9 {
            break;
        }
        once = once.min(time(|| entry(&text)));
        twice = twice.min(time(|| entry(&twice_the_text)));
    }
    twice.as_secs_f64() / once.as_secs_f64()
}

/// The most bytes in use while `work` runs, beyond those before, for each byte of `text`.
fn memory(text: &str) -> f64 {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let inspection = inspect(text, now());
    let peak = MEMORY.peak_usage().saturating_sub(before);
    drop(inspection);
    peak.saturating_sub(ALLOWANCE) as f64 / text.len() as f64
}

/// One test, so that neither part disturbs the other.
#[test]
fn work_and_memory_grow_with_the_text() {
    let mut complaints = Vec::new();
    let mut table = Vec::new();
    for kind in kinds::all() {
        let used = memory(&(kind.make)(TO / 4));
        if used > MAX_MEMORY as f64 {
            complaints.push(format!("{}: {used:.1} bytes of memory for each byte", kind.name));
        }
        let ratios = ENTRIES.map(|(_, entry)| ratio(&kind, entry));
        for ((entry, _), ratio) in ENTRIES.iter().zip(ratios) {
            if ratio >= MAX_RATIO {
                complaints.push(format!("{}, {entry}: twice the text takes {ratio:.1} times as long", kind.name));
            }
        }
        table.push((ratios.into_iter().fold(0.0, f64::max), used, kind.name));
    }
    table.sort_by(|one, other| other.0.total_cmp(&one.0));
    println!("worst ratio  memory  kind");
    for (ratio, used, name) in table {
        println!("{ratio:11.2}  {used:6.1}  {name}");
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
