//! How much was found, in words.

use super::counted;
use super::node::{Element, el};
use super::options::Options;
use crate::report::{Severity, Token};

/// How many errors and warnings are shown, and the words for it.
pub fn tally(token: &Token, options: &Options) -> (usize, Element) {
    let mut words = el("span");
    let mut total = 0;
    for (severity, one, class) in [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings")] {
        let is_shown = options.severities.contains(&severity);
        let found = token.findings.iter().filter(|finding| is_shown && finding.severity == severity).count();
        if found > 0 {
            words =
                words.text(if total > 0 { ", " } else { "" }).child(el("span").class(class).text(counted(found, one)));
        }
        total += found;
    }
    (total, words)
}
