//! Says what is wrong with the tokens in the lines of a log: `cargo run --example lint_log_line < server.log`.
//!
//! A token is found wherever it stands: in a URL, a cookie, JSON, or after `Bearer`.

use std::error::Error;
use std::io::{self, BufRead};
use std::time::{SystemTime, UNIX_EPOCH};

use jotglass::{NumericDate, Severity, inspect};

fn main() -> Result<(), Box<dyn Error>> {
    let now = NumericDate::from(SystemTime::now().duration_since(UNIX_EPOCH)?);
    for (number, line) in io::stdin().lock().lines().enumerate() {
        for remark in linted(&line?, now) {
            println!("{}:{remark}", number + 1);
        }
    }
    Ok(())
}

/// What is to be said of a line: its verdicts, and the findings that a careful engineer would act on. The column counts
/// from 1, in bytes.
pub fn linted(line: &str, now: NumericDate) -> Vec<String> {
    let inspection = inspect(line, now);
    let mut remarks = Vec::new();
    for judged in &inspection.tokens {
        let column = judged.token.span().start + 1;
        remarks.push(format!("{column}: {}", judged.verdict.sentence(now)));
        for finding in judged.findings.iter().filter(|finding| finding.severity >= Severity::Warning) {
            let colon = if finding.detail.is_empty() { "" } else { ": " };
            remarks.push(format!("{column}: {}: {}{colon}{}", finding.rule.id, finding.rule.title, finding.detail));
        }
    }
    remarks
}
