//! What the core gives to Rust programs: its names and signatures, as its documentation shows them, held against
//! `docs/public-api.txt`. `UPDATE=1 cargo xtask test api` writes that file anew.
//!
//! The pages of rustdoc are read because they know what is hidden and what stands under another name; they come in the
//! form of the compiler that the project is built with.

use std::collections::BTreeMap;
use std::fs;

use super::counts::Counts;
use super::{Context, Verdict};
use crate::failure::{Failure, Result, Step};

const STEP: &str = "listing the public API";
const PAGES: &str = "target/doc/jotglass";
const LISTING: &str = "docs/public-api.txt";

/// What the compiler adds to each type that is compared member by member.
const INTERNAL: &str = "StructuralPartialEq";

/// The kinds of page that are listed, in this order.
const KINDS: [&str; 4] = ["fn", "trait", "struct", "enum"];

/// Makes the documentation of all crates, where a warning is a failure, and compares what the core's says.
pub fn check(context: &Context) -> Result<Verdict> {
    let project = context.project;
    let pages = project.path(PAGES);
    if pages.exists() {
        // What was renamed since would stay there.
        fs::remove_dir_all(&pages).step(STEP)?;
    }
    let job = project.cargo("documentation").args(["doc", "--no-deps", "--workspace"]);
    let outcome = job.env("RUSTDOCFLAGS", "--deny warnings").verbose(context.verbose).outcome()?;
    if !outcome.success {
        return Ok(Verdict { counts: Counts::FAILED, output: outcome.text });
    }
    let mut items = BTreeMap::new();
    for entry in fs::read_dir(&pages).step(STEP)? {
        let path = entry.step(STEP)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some((kind, name)) = item(name) {
            let page = fs::read_to_string(&path).step(STEP)?;
            let text = listed(&page).ok_or_else(|| {
                Failure::new(STEP, format!("expected a declaration, but found none in {}", path.display()))
            })?;
            items.insert((kind, name.to_owned()), text);
        }
    }
    let found: String = items.into_values().collect::<Vec<_>>().join("\n");
    let path = project.path(LISTING);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &found).step(STEP)?;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    Ok(match difference(&expected, &found) {
        None => Verdict { counts: Counts::PASSED, output: String::new() },
        Some(difference) => Verdict { counts: Counts::FAILED, output: difference },
    })
}

/// The place of a page's kind among [`KINDS`], and the name of its item; `None` for pages of another kind.
fn item(file: &str) -> Option<(usize, &str)> {
    let (kind, name) = file.strip_suffix(".html")?.split_once('.')?;
    Some((KINDS.iter().position(|known| *known == kind)?, name))
}

/// The declaration of a page's item, its methods, and the traits that it has.
fn listed(page: &str) -> Option<String> {
    let mut lines = text_of(between(page, "<pre class=\"rust item-decl\">", "</pre>")?);
    let section = |id: &str| {
        let start = page.find(&format!("<h2 id=\"{id}\""))?;
        let rest = page.get(start..)?;
        Some(rest.get(1..)?.find("<h2 id=").map_or(rest, |end| rest.get(..=end).unwrap_or(rest)))
    };
    for (id, heading) in [("implementations", "h4"), ("trait-implementations", "h3")] {
        let (opening, closing) = (format!("<{heading} class=\"code-header\">"), format!("</{heading}>"));
        let headings = section(id).unwrap_or_default().split(&*opening).skip(1);
        let texts = headings.filter_map(|rest| rest.split(&*closing).next()).map(text_of);
        for text in texts.filter(|text| !text.contains(INTERNAL)) {
            lines.push('\n');
            lines.push_str(&text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n"));
        }
    }
    lines.push('\n');
    Some(lines)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split(end).next()
}

/// The text of HTML, without what folds long lists.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, inside) = after.split_once('>').unwrap_or((after, ""));
        rest = match tag.split(' ').next() {
            Some("summary") => inside.split_once("</summary>").map_or("", |(_, rest)| rest),
            _ => inside,
        };
        // An attribute has a line of its own.
        if tag == "/div" {
            text.push('\n');
        }
    }
    text.push_str(rest);
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (entity, character)| text.replace(entity, character))
}

/// The lines that one has and the other lacks; `None` where there are none.
fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let lacks = |text: &str, other: &str, mark: &str| -> String {
        let known: Vec<&str> = other.lines().collect();
        text.lines().filter(|line| !known.contains(line)).map(|line| format!("{mark} {line}\n")).collect()
    };
    let lines = lacks(expected, found, "-") + &lacks(found, expected, "+");
    Some(format!("{LISTING} says something else; `UPDATE=1 cargo xtask test api` accepts this:\n{lines}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<pre class=\"rust item-decl\"><code><div class=\"code-attribute\">#[non_exhaustive]</div>\
        pub struct <a href=\"x\">A</a>&lt;'a&gt; { <details><summary>Show 2 fields</summary>pub b: &amp;'a str,\
        </details> }</code></pre><h2 id=\"implementations\">x</h2><h3 class=\"code-header\">impl A</h3>\
        <h4 class=\"code-header\">pub fn <a>c</a>(&amp;self)</h4><h4 class=\"code-header\">pub fn d()</h4>\
        <h2 id=\"trait-implementations\">x</h2><h3 class=\"code-header\">impl Debug for A</h3>\
        <h4 class=\"code-header\">fn fmt()</h4><h2 id=\"blanket-implementations\">x</h2>\
        <h3 class=\"code-header\">impl&lt;T&gt; Any for T</h3>";

    #[test]
    fn a_page_is_read() {
        assert_eq!(
            listed(PAGE).as_deref(),
            Some(
                "#[non_exhaustive]\npub struct A<'a> { pub b: &'a str, }\n    pub fn c(&self)\n    pub fn d()\n    \
                 impl Debug for A\n"
            )
        );
        assert_eq!(listed("<html>"), None);
    }

    #[test]
    fn pages_of_items_are_known_by_their_names() {
        assert_eq!(item("struct.Token.html"), Some((2, "Token")));
        assert_eq!((item("index.html"), item("all.html"), item("macro.x.html")), (None, None, None));
    }

    #[test]
    fn what_differs_is_told() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        let told = difference("a\nb\n", "a\nc\n").unwrap_or_default();
        assert!(told.ends_with(":\n- b\n+ c\n"), "{told}");
        // Another order counts as well.
        assert!(difference("a\nb\n", "b\na\n").is_some());
    }
}
