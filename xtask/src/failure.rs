//! The one error type of the commands: which step, why, and what to do by hand.

use std::fmt;

/// How many of a tool's last lines a failure repeats.
const TAIL_LINES: usize = 30;

pub type Result<T> = std::result::Result<T, Failure>;

/// A step that could not be done.
#[derive(Debug)]
pub struct Failure {
    step: String,
    reason: String,
    output: String,
    by_hand: Option<String>,
}

impl Failure {
    pub fn new(step: impl Into<String>, reason: impl fmt::Display) -> Self {
        Self { step: step.into(), reason: reason.to_string(), output: String::new(), by_hand: None }
    }

    /// Adds the end of what the tool printed.
    pub fn output(mut self, text: &str) -> Self {
        self.output = tail(text, TAIL_LINES);
        self
    }

    /// Adds what a person can do about it.
    pub fn by_hand(mut self, text: impl Into<String>) -> Self {
        self.by_hand = Some(text.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed: {}", self.step, self.reason)?;
        for line in self.output.lines() {
            write!(f, "\n  | {line}")?;
        }
        if let Some(text) = &self.by_hand {
            write!(f, "\nby hand: {text}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

/// Says which step an ordinary error belongs to.
pub trait Step<T> {
    fn step(self, step: impl Into<String>) -> Result<T>;
}

impl<T, E: fmt::Display> Step<T> for std::result::Result<T, E> {
    fn step(self, step: impl Into<String>) -> Result<T> {
        self.map_err(|error| Failure::new(step, error))
    }
}

fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.trim_end().lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_step_reason_output_and_remedy() {
        let failure =
            Failure::new("npm packages", "`npm ci` ended with code 1").output("one\ntwo\n").by_hand("run `npm ci`");
        assert_eq!(
            failure.to_string(),
            "npm packages failed: `npm ci` ended with code 1\n  | one\n  | two\nby hand: run `npm ci`"
        );
    }

    #[test]
    fn only_the_end_of_a_long_output_is_repeated() {
        assert_eq!(tail("a\nb\nc\n", 2), "b\nc");
        assert_eq!(tail("a", 2), "a");
    }
}
