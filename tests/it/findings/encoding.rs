//! The encoding of the parts.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let (good, aligned, signature) = (encode(GOOD), encode(ALIGNED), encode(SIGNATURE));
    let standard = aligned.replace('_', "/");
    assert!(aligned.contains('_') && aligned.len() % 4 == 0 && signature.ends_with('w'));
    let noncanonical = format!("{}x", signature.trim_end_matches('w'));
    let whole = parts(&good, &signature);
    let cut = format!("{}...", &whole[..whole.len() - 8]);
    let with_payload = |payload: &str| parts(payload, &signature);
    vec![
        text(
            "segment-count",
            Error,
            Whole(format!("{}.{good}", encode(HEADER))),
            format!("{}.{good}", encode(HEADER)),
            parts(&good, ""),
        ),
        text("segment-count", Error, Whole(format!("{whole}.AAAA")), format!("{whole}.AAAA"), format!("{whole}AAAA")),
        text("segment-count", Error, Whole("a.b.c.d.e.f".to_owned()), "a.b.c.d.e.f", "a.b.c"),
        text("token-truncated", Warning, Whole(cut.clone()), cut, &whole[..whole.len() - 8]),
        payload("token-truncated", Warning, inside(Payload, "", ""), &GOOD[..20], GOOD),
        text("token-wrapped", Info, Whole(whole.clone()), format!("Bearer {whole}"), whole.clone()),
        text("b64-illegal-char", Error, segment(Payload, "?"), with_payload(&format!("{good}?")), with_payload(&good)),
        text("b64-standard-alphabet", Error, segment(Payload, "/"), with_payload(&standard), with_payload(&aligned)),
        text("b64-padding", Error, segment(Payload, "="), with_payload(&format!("{good}=")), with_payload(&good)),
        text("b64-length", Error, segment(Payload, "A"), with_payload(&format!("{aligned}A")), with_payload(&aligned)),
        text("b64-noncanonical", Warning, segment(Signature, "x"), parts(&good, &noncanonical), whole),
        payload("utf8-invalid", Error, near("", "\u{fffd}"), b"{\"sub\":\"\xFF\"}", "{\"sub\":\"\u{ff}\"}"),
        payload(
            "json-not-utf8",
            Error,
            near("", GOOD),
            GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
            GOOD,
        ),
        payload("json-bom", Error, near("", ""), format!("\u{feff}{GOOD}"), GOOD),
    ]
}

/// The errors and warnings of a token in which one character of the payload is replaced.
fn slip(at: usize, with: &str) -> Vec<&'static str> {
    let mut payload = encode(GOOD);
    payload.replace_range(at..at + 1, with);
    let report = inspect(&parts(&payload, &encode(SIGNATURE)));
    findings(&report).filter(|finding| finding.severity != Info).map(|finding| finding.id).collect()
}

/// Damage in one place is said once, though it leaves bytes that are neither UTF-8 nor JSON.
#[test]
fn the_cause_stands_alone() {
    assert_eq!(slip(5, "?"), ["b64-illegal-char"]);
    assert_eq!(slip(5, "A?A"), ["b64-illegal-char"]);
    assert_eq!(slip(5, ""), ["b64-length"]);
    assert_eq!(slip(5, "AA"), ["json-invalid"]);
    assert_eq!(slip(4, "_"), ["utf8-invalid"]);
}
