//! Finds tokens in whatever people paste, and none in other text.

use super::*;

const TOKEN: &str =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1MSIsImF1ZCI6ImFwaSJ9.Kf5q5SQA1bzb9a8L1jOP81wxQcQMNhDUu1nHo0VBv_A";

#[track_caller]
fn check(text: &str, expected: &[&str], repairs: &[Repair]) {
    let Found::Tokens(tokens, _) = find(text) else { panic!("nothing found in {text:?}") };
    assert_eq!(tokens.iter().map(|token| &*token.text).collect::<Vec<_>>(), expected, "{text:?}");
    assert_eq!(tokens.first().map(|token| token.origin.repairs.as_slice()), Some(repairs), "{text:?}");
}

#[test]
fn a_token_is_found_wherever_it_is() {
    check(TOKEN, &[TOKEN], &[]);
    check(&format!("  {TOKEN}\n"), &[TOKEN], &[Repair::Space]);
    check(&format!("\"{TOKEN}\","), &[TOKEN], &[Repair::Quotes, Repair::OtherText]);
    check(&format!("Bearer {TOKEN}"), &[TOKEN], &[Repair::Scheme]);
    check(&format!("authorization: bearer {TOKEN}"), &[TOKEN], &[Repair::HeaderName, Repair::Scheme]);
    check(&format!("access_token={TOKEN}&state=x"), &[TOKEN], &[Repair::OtherText]);
    check(&format!("curl -H 'Authorization: Bearer {TOKEN}' https://api.example/"), &[TOKEN], &[Repair::OtherText]);
    check(&format!("https://a.example/cb#id_token={TOKEN}"), &[TOKEN], &[Repair::OtherText]);
    check(&format!("Is {TOKEN} good? Or {TOKEN}."), &[TOKEN, TOKEN], &[Repair::OtherText]);
    check(&format!("{{\"token\":\"{TOKEN}\"}}"), &[TOKEN], &[Repair::OtherText]);
    check(&TOKEN.replace('.', "%2E"), &[TOKEN], &[Repair::PercentEncoding]);
    check(&format!("{TOKEN}\n{TOKEN}"), &[TOKEN, TOKEN], &[Repair::OtherText]);
    check(&format!("[\"{TOKEN}\", \"{TOKEN}\"]"), &[TOKEN, TOKEN], &[Repair::OtherText]);
    check(&format!("[{TOKEN}]"), &[TOKEN], &[Repair::OtherText]);
}

/// Words that decode to a brace stand before a token, and are no part of it.
#[test]
fn words_are_no_headers() {
    for word in ["export", "expired", "example", "extra", "expect", "execute"] {
        check(&format!("{word} TOKEN={TOKEN}"), &[TOKEN], &[Repair::OtherText]);
        check(&format!("{word} {TOKEN}"), &[TOKEN], &[Repair::OtherText]);
        check(&format!("{word}: {TOKEN}"), &[TOKEN], &[Repair::OtherText]);
    }
}

/// A slip of a hand, or a line that was wrapped by a blank.
#[test]
fn a_gap_in_a_part_is_closed() {
    for at in [5, 20, 45, 60, 68] {
        for gap in [" ", "   ", "\t", "\u{a0}"] {
            let text = [&TOKEN[..at], gap, &TOKEN[at..]].concat();
            check(&text, &[TOKEN], &[Repair::Gaps]);
            check(&format!("token: {text}"), &[TOKEN], &[Repair::Gaps, Repair::OtherText]);
            let Found::Tokens(tokens, _) = find(&text) else { panic!("nothing found in {text}") };
            let last = Span::new(TOKEN.len() - 1, TOKEN.len());
            assert_eq!(tokens[0].origin.source(last).of(&text), "A");
        }
    }
    // What is whole without it is whole.
    check(&format!("{TOKEN} abcdef"), &[TOKEN], &[Repair::OtherText]);
    let cut = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.abc";
    check(&format!("{cut} thanks"), &[cut], &[Repair::OtherText]);
    check(&format!("see eyJhbGciOiJI www.example.com or {TOKEN}"), &[TOKEN], &[Repair::OtherText]);
}

/// A Kubernetes secret, a cookie of a session; each place leads back to what was pasted.
#[test]
fn a_token_in_base64_is_found() {
    let standard = |text: &str| base64url::encode_standard(text.as_bytes());
    let session = format!("{{\"access_token\":\"{TOKEN}\",\"token_type\":\"bearer\"}}");
    let around = [Repair::OtherText, Repair::Base64];
    for (text, repairs) in [
        (standard(TOKEN), &[Repair::Base64][..]),
        (format!("data:\n  token: {}\n  other: QUJD\n", standard(TOKEN)), &[Repair::Base64]),
        (standard(&format!("{TOKEN}\n")), &[Repair::Space, Repair::Base64]),
        (standard(&session), &around),
        (format!("sb-auth=base64-{}; Path=/", base64url::encode(session.as_bytes())), &around),
    ] {
        check(&text, &[TOKEN], repairs);
        let Found::Tokens(tokens, _) = find(&text) else { panic!("nothing found in {text}") };
        let spans: Vec<Span> = (0..TOKEN.len()).map(|at| tokens[0].origin.source(Span::new(at, at + 1))).collect();
        assert!(spans.iter().all(|span| span.end <= text.len() && span.len() == 1), "{text}");
        assert!(spans.is_sorted_by_key(|span| span.start), "{text}");
    }
    // A header alone holds no token, in base64 either.
    let header = standard(TOKEN.split('.').next().unwrap_or_default());
    assert!(matches!(find(&header), Found::Nothing(_)));
}

/// The letters of an escape are not glued to the token behind it.
#[test]
fn a_token_is_found_behind_an_escape() {
    for before in [
        r#"{"log":"Authorization:\n"#,
        r#"{"log":"{\"log\":\"Authorization:\\r\\n"#,
        r#"{"log":"token\t"#,
        r#"{"log":"token\u000a"#,
        r#"{"log":"token\\u003d"#,
        r"GET /?token=\x22",
        "token=3D",
        "redirect=%2F%3Ftoken%253D",
        "\u{1b}[1;32m",
    ] {
        check(&format!("{before}{TOKEN}"), &[TOKEN], &[Repair::OtherText]);
        check(&format!(r#"{before}{TOKEN}\n","x":1}}"#), &[TOKEN], &[Repair::OtherText]);
    }
    check(&format!(r#"["{TOKEN}\n{TOKEN}\n"]"#), &[TOKEN, TOKEN], &[Repair::OtherText]);
    // Without a backslash the same letters are those of another word.
    for before in ["n", "u000a", "253D", "AAAAn", "t"] {
        let text = format!("x {before}{TOKEN}");
        let Found::Nothing(_) = find(&text) else { panic!("a token in {text}") };
    }
}

/// As JSON and mail wrap lines (RFC 2045 §6.7).
#[test]
fn escaped_line_breaks_are_joined() {
    for (width, wrap) in [(64, r"\n"), (64, r"\r\n  "), (76, r"\\n"), (40, r"\u000a\t"), (75, "=\n"), (75, "=\r\n")] {
        let lines: Vec<&str> =
            TOKEN.as_bytes().chunks(width).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        let wrapped = lines.join(wrap);
        check(&wrapped, &[TOKEN], &[Repair::LineBreaks]);
        check(&format!("token: {wrapped}"), &[TOKEN], &[Repair::LineBreaks, Repair::OtherText]);
        let Found::Tokens(tokens, _) = find(&wrapped) else { panic!("nothing found in {wrapped}") };
        let payload = tokens[0].segments[1].span;
        assert_eq!(tokens[0].origin.source(payload).of(&wrapped).replace(wrap, ""), payload.of(TOKEN));
    }
    check(&format!("{TOKEN}=\n"), &[&format!("{TOKEN}=")], &[Repair::Space]);
}

/// RFC 9901 §4: what follows a "~" belongs to the token before it.
#[test]
fn disclosures_belong_to_their_token() {
    let shown = format!("{TOKEN}~WyJzIiwibiIsMV0~WyJzIiwibSIsMl0~");
    let bound = format!("{shown}{TOKEN}");
    check(&format!("{TOKEN}~"), &[&format!("{TOKEN}~")], &[]);
    check(&bound, &[&bound], &[]);
    check(&format!("Is {bound}. good, or {shown}."), &[&bound, &shown], &[Repair::OtherText]);
    check(
        &format!("vp_token={}&x=y", bound.replace('~', "%7E")),
        &[&bound],
        &[Repair::PercentEncoding, Repair::OtherText],
    );
    check(&shown.replace('~', "~\n  "), &[&shown], &[Repair::LineBreaks, Repair::Space]);
    check(&format!("{shown}\n{TOKEN}"), &[&shown, TOKEN], &[Repair::OtherText]);
    // Two parts, or five, are no token that discloses.
    check("eyJhbGciOiJIUzI1NiJ9.e30~WyJzIiwxXQ~", &["eyJhbGciOiJIUzI1NiJ9.e30"], &[Repair::OtherText]);
    let lines: Vec<&str> = bound.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    check(&lines.join("\n"), &[&bound], &[Repair::LineBreaks]);
}

#[test]
fn wrapped_lines_are_joined_and_prose_is_not() {
    for width in [20, 40, 64, 76] {
        let lines: Vec<&str> =
            TOKEN.as_bytes().chunks(width).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        check(&lines.join("\n"), &[TOKEN], &[Repair::LineBreaks]);
        check(&format!("  {}\r\n", lines.join("\r\n    ")), &[TOKEN], &[Repair::LineBreaks, Repair::Space]);
    }
    check(&format!("{TOKEN}\nthanks"), &[TOKEN], &[Repair::OtherText]);
    check(&format!("{TOKEN}\nis what I got from them"), &[TOKEN], &[Repair::OtherText]);
}

/// Copied from a page that breaks long words, or from a chat.
#[test]
fn what_nobody_sees_is_taken_away() {
    let text = [&TOKEN[..10], "\u{200b}", &TOKEN[10..60], "\u{2060}\u{ad}", &TOKEN[60..], "\u{feff}"].concat();
    let Found::Tokens(tokens, _) = find(&text) else { panic!("nothing found in {text}") };
    assert_eq!((tokens.len(), &*tokens[0].text), (1, TOKEN));
    let origin = &tokens[0].origin;
    assert_eq!(origin.hidden, [('\u{200b}', 10), ('\u{2060}', 60), ('\u{ad}', 60), ('\u{feff}', TOKEN.len())]);
    assert!(origin.repairs.contains(&Repair::Invisible));
    assert_eq!(origin.source(Span::new(10, 61)).of(&text), text[13..].split_at(56).0);
}

/// Headers that were written on several lines, or with a blank behind the brace.
#[test]
fn headers_begin_in_other_ways() {
    for header in ["{\n  \"alg\": \"HS256\"}", "{\r\n\t\"alg\":\"HS256\"}", "{ \"alg\":\"HS256\"}"] {
        let token = [&*base64url::encode(header.as_bytes()), &TOKEN[TOKEN.find('.').unwrap_or(0)..]].concat();
        check(&format!("level=info token={token} status=401"), &[&token], &[Repair::OtherText]);
    }
}

/// Mail quotes each line. A line that names its value begins a text of its own.
#[test]
fn lines_of_others_are_told_from_wrapped_ones() {
    let lines: Vec<&str> = TOKEN.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    for mark in ["> ", ">> ", "| ", "> > "] {
        let text = [mark, &lines.join(&["\n", mark].concat())].concat();
        check(&text, &[TOKEN], &[Repair::LineBreaks, Repair::OtherText]);
    }
    check(
        &format!("token: >-\n  {}\nother: 1\n", lines.join("\n  ")),
        &[TOKEN],
        &[Repair::LineBreaks, Repair::Space, Repair::OtherText],
    );
    check(
        &format!("Authorization: Bearer {TOKEN}\nid_token={TOKEN}"),
        &[TOKEN, TOKEN],
        &[Repair::HeaderName, Repair::Scheme, Repair::OtherText],
    );
}

#[test]
fn a_slip_in_a_bare_token_stays_in_the_token() {
    for slip in [
        "eyJhbGciOiJIUzI1NiJ9.VGVzdA.    c1LR",
        "eyJhbGciOiJIUzI1NiJ9    .VGVzdA.c1LR",
        "eyJhbGciOiJIUzI1NiJ9.?VGVzdA.c1LR",
        "eyJhbGciOiJIUzI1NiJ9####.VGVzdA.c1LR?",
    ] {
        check(slip, &[slip], &[]);
    }
}

#[test]
fn a_limit_that_is_reached_is_said() {
    let Found::Tokens(tokens, rest) = find(&format!("{TOKEN} ").repeat(MAX_TOKENS)) else { panic!("nothing found") };
    assert_eq!((tokens.len(), rest), (MAX_TOKENS, None));
    let Found::Tokens(tokens, rest) = find(&format!("{TOKEN} ").repeat(MAX_TOKENS + 1)) else {
        panic!("nothing found")
    };
    assert_eq!((tokens.len(), rest), (MAX_TOKENS, Some(Looks::TooMany { read: MAX_TOKENS })));
    // What only begins like a token is not one more.
    let Found::Tokens(tokens, rest) = find(&format!("{}eyJ9 eyJ9", format!("{TOKEN} ").repeat(MAX_TOKENS))) else {
        panic!("nothing found")
    };
    assert_eq!((tokens.len(), rest), (MAX_TOKENS, None));
    for encoded in [TOKEN.to_owned(), format!("{{\"token\":\"{TOKEN}\"}}")] {
        let words = [&*base64url::encode_standard(encoded.as_bytes()), " "].concat();
        let Found::Tokens(tokens, rest) = find(&words.repeat(MAX_TOKENS + 20)) else { panic!("nothing found") };
        assert_eq!((tokens.len(), rest), (MAX_TOKENS, Some(Looks::TooMany { read: MAX_TOKENS })));
    }
}

#[test]
fn ordinary_text_holds_no_token() {
    for text in [
        "eye.of.tiger",
        "hey.there.you",
        "https://www.example.com/a.b.c",
        "keyed by 1.2.3",
        "..",
        "a.b.c.d.e.f",
        "Zm9v.AAAA.BBBB",
    ] {
        assert!(matches!(find(text), Found::Nothing(_)), "{text}");
    }
}

#[test]
fn ranges_point_into_the_pasted_text() {
    let text = format!("x: 'é' {}", TOKEN.replacen('.', ".\n ", 1));
    let Found::Tokens(tokens, _) = find(&text) else { panic!("nothing found") };
    let token = &tokens[0];
    assert_eq!(token.origin.span.of(&text).split_whitespace().collect::<String>(), TOKEN);
    let payload = token.segments[1].span;
    assert_eq!(token.origin.source(payload).of(&text), payload.of(&token.text));
}
