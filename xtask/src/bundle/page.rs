//! Puts a page together: the shell, its policy, one style, its scripts, its blocks of data.
//!
//! The shell marks the places with comments; the policy has to come before anything it is to govern.

use super::policy::{self, Rules};
use crate::failure::{Failure, Result};

const POLICY: &str = "<!-- jotglass:policy -->";
const STYLE: &str = "<!-- jotglass:style -->";
const SCRIPT: &str = "<!-- jotglass:script -->";
const VERSION: &str = "<!-- jotglass:version -->";

/// What a page is made of.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    pub shell: &'a str,
    pub version: &'a str,
    pub style: &'a str,
    pub scripts: &'a [&'a str],
    /// Blocks of data, each an element: see [`super::data`].
    pub blocks: &'a [String],
    /// What else belongs into its head, after the policy.
    pub head: &'a str,
    pub rules: Rules,
    /// The licences of what is inside: the file is passed on alone.
    pub licences: &'a str,
}

/// The text of the page.
pub fn assemble(page: &Page) -> Result<String> {
    let style = inlinable_style(page.style.trim())?;
    let scripts: Vec<String> = page.scripts.iter().map(|script| inlinable_script(script.trim())).collect();
    let shell = without_trunk(page.shell);
    policy_comes_first(&shell)?;
    let shell = replace(&shell, VERSION, page.version)?;
    let shell = replace(&shell, STYLE, &format!("<style>{style}</style>"))?;
    let shell = replace(&shell, POLICY, &format!("{}{}", policy::meta(page.rules, style, &scripts), page.head))?;
    // Last, for a bundle may well contain the words of the other marks.
    let scripts = scripts.iter().map(|script| format!("<script type=\"module\">{script}</script>"));
    let elements: Vec<String> = scripts.chain(page.blocks.iter().cloned()).collect();
    Ok(replace(&shell, SCRIPT, &elements.join("\n"))? + &comment(page.licences)?)
}

/// A text that only those who read the source see.
fn comment(text: &str) -> Result<String> {
    if text.contains("--") {
        return Err(Failure::new("putting the page together", "expected no `--` in the licences, but found one"));
    }
    Ok(format!("<!--\n{}\n-->\n", text.trim()))
}

/// Puts a text in the one place of a mark.
pub fn replace(text: &str, mark: &str, with: &str) -> Result<String> {
    match text.matches(mark).count() {
        1 => Ok(text.replacen(mark, with, 1)),
        count => Err(Failure::new(
            "putting the page together",
            format!("expected `{mark}` once in the file of www/, but found it {count} times"),
        )),
    }
}

/// A policy in a `meta` element governs only what follows it.
fn policy_comes_first(shell: &str) -> Result<()> {
    let head = shell.find("<head>").map(|at| shell[at + "<head>".len()..].trim_start());
    if head.is_some_and(|rest| rest.starts_with(POLICY)) {
        return Ok(());
    }
    let reason = format!("expected `{POLICY}` right after `<head>`, but found something else");
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
        return Err(Failure::new("putting the page together", "expected no `</style` in the style, but found one"));
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELL: &str = "<head>\n<!-- jotglass:policy -->\n<!-- jotglass:style -->\n\
                         <link data-trunk rel=\"rust\">\n</head>\n\
                         <!-- jotglass:version -->\n<!-- jotglass:script -->\n";

    #[track_caller]
    fn page(shell: &str, style: &str, scripts: &[&str]) -> Result<String> {
        let blocks = ["<script type=\"text/plain\" id=\"a\">x</script>".to_owned()];
        let page = Page {
            shell,
            version: "1.2.3",
            style,
            scripts,
            blocks: &blocks,
            head: "",
            rules: Rules::File,
            licences: "MIT",
        };
        assemble(&page)
    }

    #[test]
    fn the_page_holds_policy_style_and_scripts_and_nothing_for_trunk() {
        let page = page(SHELL, "a{}\n", &["b()\n", "c()"]).expect("the shell is complete");
        let lines: Vec<&str> = page.lines().collect();
        assert!(lines[1].starts_with("<meta http-equiv=\"Content-Security-Policy\""));
        assert_eq!(
            lines[2..],
            [
                "<style>a{}</style>",
                "</head>",
                "1.2.3",
                "<script type=\"module\">b()</script>",
                "<script type=\"module\">c()</script>",
                "<script type=\"text/plain\" id=\"a\">x</script>",
                "<!--",
                "MIT",
                "-->"
            ]
        );
    }

    #[test]
    fn a_script_cannot_leave_its_element() {
        let page = page(SHELL, "", &["x='</script><!-- jotglass:style -->'"]).expect("the shell is complete");
        assert!(page.contains(r"x='<\/script><\!-- jotglass:style -->'"));
    }

    #[test]
    fn a_missing_or_late_mark_is_named() {
        let failure = |shell: &str| page(shell, "", &[""]).expect_err("the shell is not complete").to_string();
        assert!(failure(&SHELL.replace(STYLE, "")).contains("expected `<!-- jotglass:style -->` once"));
        assert!(failure(&SHELL.replace("<head>", "<head><title>")).contains("right after `<head>`"));
        assert!(failure(&SHELL.replace(SCRIPT, "")).contains("found it 0 times"));
    }
}
