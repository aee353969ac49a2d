//! Reads the counts out of what the test runners print: libtest, and Node's reporter.
//!
//! A test that cannot do its work here (its vectors are missing) passes for libtest. It says so by a line on standard
//! error that begins with `skipped: `, written past libtest's capture; each such line counts as one skipped.

use std::collections::BTreeSet;
use std::fmt;

/// The mark of a test that did not do its work, before its reason.
const SKIPPED: &str = "skipped: ";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    pub const PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    pub const FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };
    pub const SKIPPED: Self = Self { passed: 0, failed: 0, skipped: 1 };

    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Makes a run that ended badly fail even where no single test did, such as one that did not compile.
    pub fn given(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// The sum of all `test result: ok. 1 passed; 0 failed; 0 ignored; ...` lines, and of the tests that say they did
/// nothing.
pub fn libtest(output: &str) -> Counts {
    let mut total = Counts::default();
    for line in output.lines() {
        let Some((_, result)) = line.split_once("test result: ") else { continue };
        let fields = result.split([';', '.']);
        for field in fields {
            let Some((number, name)) = field.trim().split_once(' ') else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match name {
                "passed" => total.passed += number,
                "failed" => total.failed += number,
                "ignored" => total.skipped += number,
                _ => {}
            }
        }
    }
    let idle = skip_reasons(output).count() as u64;
    // libtest has counted them as passed, which they did not do.
    total.passed = total.passed.saturating_sub(idle);
    total.skipped += idle;
    total
}

/// The summary at the end of `node --test`: lines such as `ℹ pass 4`.
pub fn node(output: &str) -> Counts {
    let mut total = Counts::default();
    for line in output.lines() {
        let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) else { continue };
        let Some((name, number)) = rest.split_once(' ') else { continue };
        let Ok(number) = number.trim().parse::<u64>() else { continue };
        match name {
            "pass" => total.passed += number,
            "fail" | "cancelled" => total.failed += number,
            "skipped" | "todo" => total.skipped += number,
            _ => {}
        }
    }
    total
}

/// The tests of an output that tell how long they took, in seconds: `test a ... ok <1.5s>` and `✔ a (1500.2ms)`.
pub fn times(output: &str) -> Vec<(f64, String)> {
    // What holds tests is no test of its own; where it ends, it looks like one.
    let suites: BTreeSet<&str> = output.lines().filter_map(|line| line.trim_start().strip_prefix("▶ ")).collect();
    let libtest = |line: &str| {
        let (name, time) = line.strip_prefix("test ")?.split_once(" ... ")?;
        let (_, seconds) = time.split_once('<')?;
        Some((seconds.strip_suffix("s>")?.parse().ok()?, name.to_owned()))
    };
    let node = |line: &str| {
        let (name, time) = line.trim_start().strip_prefix(['✔', '✖'])?.trim().rsplit_once(" (")?;
        let milliseconds: f64 = time.strip_suffix("ms)")?.parse().ok()?;
        (!suites.contains(name)).then(|| (milliseconds / 1_000.0, name.to_owned()))
    };
    output.lines().filter_map(|line| libtest(line).or_else(|| node(line))).collect()
}

/// The reasons of tests that did not do their work, each with its mark.
pub fn skip_reasons(output: &str) -> impl Iterator<Item = &str> {
    output.lines().filter(|line| line.starts_with(SKIPPED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libtest_sums_up_over_binaries() {
        let output = "test a ... ok\n\
                      test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                      skipped: suite x, its vectors are missing\n\
                      test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(libtest(output), Counts { passed: 4, failed: 1, skipped: 2 });
        assert_eq!(skip_reasons(output).collect::<Vec<_>>(), ["skipped: suite x, its vectors are missing"]);
    }

    #[test]
    fn node_sums_up_by_its_summary() {
        let output = "✔ a (1 ms)\nℹ tests 6\nℹ suites 1\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n";
        assert_eq!(node(output), Counts { passed: 3, failed: 2, skipped: 1 });
    }

    #[test]
    fn times_are_read_in_seconds() {
        let output = "test a::b ... ok <1.500s>\ntest c ... ok\n  ✔ a name (of (2) parts) (2500.25ms)\n\
                      ▶ suite\n✔ suite (3000ms)\n";
        let expected = [(1.5, "a::b".to_owned()), (2.50025, "a name (of (2) parts)".to_owned())];
        assert_eq!(times(output), expected);
    }

    #[test]
    fn a_run_that_died_has_failed() {
        assert_eq!(libtest("error: could not compile").given(false), Counts::FAILED);
        assert_eq!(Counts::PASSED.given(true), Counts::PASSED);
        assert_eq!(Counts::PASSED.to_string(), "1 passed, 0 failed");
        assert_eq!(Counts::SKIPPED.to_string(), "0 passed, 0 failed, 1 skipped");
    }
}
