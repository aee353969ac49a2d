//! The inputs: any parts, good tokens with slips, pieces of JSON, and well-formed JSON in many spellings.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use sha2::{Digest, Sha256};

use crate::support::{SIGNATURE, encode, signed, token};

/// Good tokens of every form.
fn good() -> Vec<String> {
    let claims = r#"{"iss":"https://issuer.example","sub":"ü😀\u202e","aud":["a","b"],"iat":1795175940,"exp":1795176600,"x":{"y":[1,2.50,null]}}"#;
    let compact = signed(claims);
    let (header, payload, signature) = (encode(r#"{"alg":"HS256"}"#), encode(claims), encode(SIGNATURE));
    vec![
        compact.clone(),
        token(r#"{"alg":"HS256","cty":"JWT"}"#, &compact, &SIGNATURE),
        format!("{}..{}.AA.{}", encode(r#"{"alg":"dir","enc":"A128GCM"}"#), encode([1; 12]), encode([2; 16])),
        format!(r#"{{"payload":"{payload}","protected":"{header}","header":{{"kid":"é"}},"signature":"{signature}"}}"#),
        format!(
            r#"{{"payload":"{payload}","signatures":[{{"protected":"{header}","signature":"{signature}"}},{{"signature":"{signature}"}}]}}"#
        ),
        format!("curl -H 'Authorization: Bearer {compact}' https://é.example/"),
        format!("😀 {}\n   {} 😀 {compact}.", &compact[..40], &compact[40..]),
        compact.replace('.', "%2E"),
        disclosing(&encode(r#"["s","ü~/",{"_sd":[1]}]"#), &compact),
    ]
}

/// A token whose payload and whose first disclosure know each other, and then anything.
pub fn disclosing(first: &str, rest: &str) -> String {
    let digest = encode(Sha256::digest(first));
    let claims = format!(r#"{{"_sd":["{digest}","{digest}"],"x":[{{"...":"{digest}"}}],"cnf":1,"exp":1795176600}}"#);
    format!("{}~{first}~{rest}", signed(claims))
}

/// Disclosures, or what only looks like some, with "~" between them.
pub fn disclosed() -> impl Strategy<Value = String> {
    let json =
        prop_oneof![any_json(), any_json().prop_map(|value| format!("[\"s\",\"_sd\",{value}]"))].prop_map(encode);
    let part = prop_oneof![json, "[A-Za-z0-9_.~=é ]{0,12}"];
    (part.clone(), vec(part, 0..4)).prop_map(|(first, rest)| disclosing(&first, &rest.join("~")))
}

/// A good token with a few characters replaced, put in or taken out.
pub fn mutated() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "", ".", "~", "=", "+", "/", " ", "\n", "\n  ", "%2E", "...", "…", "é", "😀", "\"", "{", "eyJ", "A",
        "\u{202e}", "\0",
    ]);
    (select(good()), vec((any::<Index>(), 0..3_usize, piece), 0..4)).prop_map(|(base, changes)| {
        let mut chars: Vec<char> = base.chars().collect();
        for (at, removed, added) in changes {
            let at = at.index(chars.len() + 1);
            let end = (at + removed).min(chars.len());
            chars.splice(at..end, added.chars());
        }
        chars.into_iter().collect()
    })
}

/// Bytes in base64url with dots between them, some behind a good header.
pub fn glued() -> impl Strategy<Value = String> {
    let header = select(vec![
        "",
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"none\"}",
        "{\"b64\":false,\"alg\":\"HS256\"}",
        "\u{feff}{\"alg\":1}",
    ]);
    (header, vec(vec(any::<u8>(), 0..48), 1..7)).prop_map(|(header, parts)| {
        let first = if header.is_empty() { Vec::new() } else { vec![encode(header)] };
        first.into_iter().chain(parts.iter().map(encode)).collect::<Vec<_>>().join(".")
    })
}

/// Pieces of JSON, mostly in an order that no grammar knows.
fn json_like() -> impl Strategy<Value = String> {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\":",
        "\"b\":",
        "\"\\u0061\":",
        "\"\"",
        "\"é😀\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\x\"",
        "\"\u{1}\"",
        "\"",
        "\\",
        "0",
        "-0",
        "12",
        "1.50",
        "-1e+3",
        "1E400",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "true",
        "false",
        "null",
        "nul",
        "NaN",
        " ",
        "\n",
        "\t",
        "\u{a0}",
        "\u{feff}",
        "é",
        "//",
        "9007199254740993",
        "\"exp\":",
        "\"__proto__\":",
    ];
    vec(select(pieces.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
}

/// Well-formed JSON, in many spellings.
pub fn well_formed() -> impl Strategy<Value = String> {
    let space = || select(vec!["", "", "", " ", "\n\t "]);
    let string = vec(
        select(vec![
            "a",
            "é",
            "😀",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u0061",
            "\\ud83d\\ude00",
            "\\udead",
            "\u{7f}",
            "/",
            "~",
        ]),
        0..6,
    )
    .prop_map(|pieces| format!("\"{}\"", pieces.concat()));
    let number =
        select(vec!["0", "-0", "3.0", "100002348117421473", "1e400", "-12.5E-3", "1795176000"]).prop_map(str::to_owned);
    let word = select(vec!["true", "false", "null"]).prop_map(str::to_owned);
    let leaf = prop_oneof![string.clone(), number, word];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        let item =
            (space(), inner.clone(), space()).prop_map(|(before, value, after)| format!("{before}{value}{after}"));
        let member = (space(), string.clone(), space(), item.clone())
            .prop_map(|(before, name, after, value)| format!("{before}{name}{after}:{value}"));
        prop_oneof![
            vec(item, 0..6).prop_map(|items| format!("[{}]", items.join(","))),
            vec(member, 0..6).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

pub fn any_json() -> impl Strategy<Value = String> {
    let cut = (well_formed(), any::<Index>()).prop_map(|(text, at)| {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        text[..*at.get(&ends)].to_owned()
    });
    prop_oneof![json_like(), well_formed(), cut]
}
