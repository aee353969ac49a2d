//! Text that misleads.

use super::*;

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
        one("markup-in-claim", Warning, "picture", "file://x/y", "https://x/y"),
        one("markup-in-claim", Warning, "website", "JavaScript:alert(1)", "https://java.example/"),
        one("internal-address", Info, "host", "10.0.0.7", "10.0.0.256"),
        one("internal-address", Info, "node", "http://db.corp.internal/", "http://db.corp.example/"),
    ]
}
