//! How long work takes, whatever else the machine does.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

/// Where Linux tells how long this thread has run, in nanoseconds.
const RUN: &str = "/proc/thread-self/schedstat";

/// How long `work` keeps this thread busy; where the system does not tell, how long it takes by the clock on the wall.
pub fn time(work: impl FnOnce()) -> Duration {
    let (started, before) = (Instant::now(), run());
    work();
    match (before, run()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => started.elapsed(),
    }
}

fn run() -> Option<Duration> {
    // The system counts up to the last time that it had a reason to.
    thread::yield_now();
    let nanoseconds = fs::read_to_string(RUN).ok()?.split(' ').next()?.parse().ok()?;
    (nanoseconds > 0).then_some(Duration::from_nanos(nanoseconds))
}
