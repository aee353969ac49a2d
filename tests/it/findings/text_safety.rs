//! Text that misleads.

use super::*;

/// A black flag with tags.
fn flag(region: &str) -> String {
    let tags = region.bytes().filter_map(|byte| char::from_u32(0xE0000 + u32::from(byte)));
    ['\u{1f3f4}'].into_iter().chain(tags).chain(['\u{e007f}']).collect()
}

pub(super) fn rows() -> Vec<Row> {
    let one = |id, severity, name: &str, value: &str, nearly: &str| {
        let claim = |value: &str| format!("\"{name}\":\"{value}\"");
        member(id, severity, (&format!("/{name}"), &format!("\"{value}\"")), &claim(value), &claim(nearly))
    };
    let named = |id, source: &str, pointer: &str, fires: &str, nearly: &str| {
        member(id, Warning, (pointer, source), &format!("\"{fires}\":1"), &format!("\"{nearly}\":1"))
    };
    vec![
        one("text-bidi", Warning, "role", "user\u{202e}nimda", "user nimda"),
        one("text-bidi", Warning, "name", "Ann\u{200f}", "שלום\u{200f}"),
        named("text-bidi", "\"a\u{202e}b\"", "/a\u{202e}b", "a\u{202e}b", "ab"),
        one("text-invisible", Warning, "role", "ad\u{200b}min", "admin"),
        one("text-invisible", Warning, "role", r"ad\u200bmin", r"ad\u0020min"),
        one("text-invisible", Warning, "name", "a\u{200d}b", "👩\u{200d}💻 ❤\u{fe0f}"),
        one("text-invisible", Warning, "name", &flag("gbengland"), &flag("gbeng")),
        one("text-invisible", Warning, "name", "😀\u{e0154}", "葛\u{e0100}"),
        one("text-invisible", Warning, "name", "日\u{200d}本", "می\u{200c}خواهم"),
        one("text-control", Warning, "n", r"\u001b]0;x", r"\u0020]0;x"),
        one("text-control", Warning, "role", r"a\nb", "a b"),
        one("text-control", Warning, "name", r"a\u0000b", r"a\nb"),
        header(
            "text-control",
            Warning,
            inside(Header, "/kid", r#""a\tb""#),
            r#"{"alg":"HS256","kid":"a\tb"}"#,
            r#"{"alg":"HS256","kid":"a b"}"#,
        ),
        one("text-confusable", Warning, "role", "аdmin", "админ"),
        named("text-confusable", "\"rоle\"", "/rоle", "rоle", "роль"),
        one("markup-in-claim", Warning, "name", "<IMG src=x>", "<b>Ann</b>"),
        named("markup-in-claim", "\"<script>\"", "/<script>", "<script>", "<em>"),
        named("markup-in-claim", r#""\u003cImg src=x""#, "/<Img src=x", r"\u003cImg src=x", r"\u003cEm src=x"),
        named("markup-in-claim", "\"javascript:x\"", "/javascript:x", "javascript:x", "https://javascript.example/x"),
        header(
            "markup-in-claim",
            Warning,
            inside(Header, "/<svg onload=x>", "\"<svg onload=x>\""),
            r#"{"alg":"HS256","<svg onload=x>":1}"#,
            r#"{"alg":"HS256","<sv on=x>":1}"#,
        ),
        one("markup-in-claim", Warning, "picture", "file://x/y", "https://x/y"),
        one("markup-in-claim", Warning, "website", "JavaScript:alert(1)", "https://java.example/"),
        one("internal-address", Info, "host", "10.0.0.7", "10.0.0.256"),
        one("internal-address", Info, "node", "http://db.corp.internal/", "http://db.corp.example/"),
    ]
}
