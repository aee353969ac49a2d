//! Puts the one file together: the shell, its policy, one style, one script.
//!
//! The shell marks the places with comments; the policy has to come before anything it is to govern.

use super::policy;
use crate::failure::{Failure, Result};

const POLICY: &str = "<!-- jotglass:policy -->";
const STYLE: &str = "<!-- jotglass:style -->";
const SCRIPT: &str = "<!-- jotglass:script -->";
const VERSION: &str = "<!-- jotglass:version -->";

/// The page, from the text of the shell, the crate's version, and the text of the style sheet and of the script.
pub fn assemble(shell: &str, version: &str, style: &str, script: &str) -> Result<String> {
    let style = inlinable_style(style.trim())?;
    let script = inlinable_script(script.trim());
    let shell = without_trunk(shell);
    policy_comes_first(&shell)?;
    let shell = replace(&shell, VERSION, version)?;
    let shell = replace(&shell, STYLE, &format!("<style>{style}</style>"))?;
    let shell = replace(&shell, POLICY, &policy::meta(style, &script))?;
    // Last, for a bundle may well contain the words of the other marks.
    replace(&shell, SCRIPT, &format!("<script type=\"module\">{script}</script>"))
}

fn replace(shell: &str, mark: &str, text: &str) -> Result<String> {
    match shell.matches(mark).count() {
        1 => Ok(shell.replacen(mark, text, 1)),
        count => {
            Err(Failure::new("putting the page together", format!("expected `{mark}` once in www/index.html, but found it {count} times")))
        }
    }
}

/// A policy in a `meta` element governs only what follows it.
fn policy_comes_first(shell: &str) -> Result<()> {
    let head = shell.find("<head>").map(|at| shell[at + "<head>".len()..].trim_start());
    if head.is_some_and(|rest| rest.starts_with(POLICY)) {
        return Ok(());
    }
    let reason = format!("expected `{POLICY}` right after `<head>` in www/index.html, but found something else");
    Err(Failure::new("putting the page together", reason))
}

/// Removes the elements that only Trunk reads; it leaves them in place where it injects nothing.
fn without_trunk(shell: &str) -> String {
    let mut text = String::with_capacity(shell.len());
    for line in shell.lines() {
        if !(line.trim_start().starts_with("<link") && line.contains("data-trunk")) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// Escapes what would end a script element, or open a comment in it. Both occur only inside literals, where the
/// backslash changes nothing.
fn inlinable_script(script: &str) -> String {
    script.replace("</script", r"<\/script").replace("</SCRIPT", r"<\/SCRIPT").replace("<!--", r"<\!--")
}

fn inlinable_style(style: &str) -> Result<&str> {
    if style.to_ascii_lowercase().contains("</style") {
        return Err(Failure::new("putting the page together", "expected no `</style` in www/page.css, but found one"));
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELL: &str = "<head>\n<!-- jotglass:policy -->\n<!-- jotglass:style -->\n\
                         <link data-trunk rel=\"rust\">\n</head>\n<!-- jotglass:version -->\n<!-- jotglass:script -->\n";

    #[test]
    fn the_page_holds_policy_style_and_script_and_nothing_for_trunk() {
        let page = assemble(SHELL, "1.2.3", "a{}\n", "b()\n").expect("the shell is complete");
        let lines: Vec<&str> = page.lines().collect();
        assert!(lines[1].starts_with("<meta http-equiv=\"Content-Security-Policy\""));
        assert_eq!(lines[2..], ["<style>a{}</style>", "</head>", "1.2.3", "<script type=\"module\">b()</script>"]);
    }

    #[test]
    fn a_script_cannot_leave_its_element() {
        let page = assemble(SHELL, "", "", "x='</script><!-- jotglass:style -->'").expect("the shell is complete");
        assert!(page.contains(r"x='<\/script><\!-- jotglass:style -->'"));
    }

    #[test]
    fn a_missing_or_late_mark_is_named() {
        let failure = |shell: &str| assemble(shell, "", "", "").expect_err("the shell is not complete").to_string();
        assert!(failure(&SHELL.replace(STYLE, "")).contains("expected `<!-- jotglass:style -->` once"));
        assert!(failure(&SHELL.replace("<head>", "<head><title>")).contains("right after `<head>`"));
        assert!(failure(&SHELL.replace(SCRIPT, "")).contains("found it 0 times"));
    }
}
