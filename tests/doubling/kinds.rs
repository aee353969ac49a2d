//! The hostile kinds of text: each a name and how to make one of about so many bytes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A kind of text.
pub struct Kind {
    /// What it is made of.
    pub name: String,
    /// Makes one of about so many bytes.
    pub make: Box<dyn Fn(usize) -> String>,
}

/// A header and a signature that fit each other.
const HEADER: &str = r#"{"alg":"HS256"}"#;
const SIGNATURE: [u8; 32] = [0x9d; 32];

/// Pieces that fill a text alone.
const REPEATED: &[&str] = &[
    "eyJhIjox\r",
    "eyJhIjox\r\n",
    "eyJhIjox\n",
    "eyJhIjox\u{2028}",
    "eyJhIjox \t",
    "eyJhIjox\u{b}",
    "eyJ",
    "eyJ.",
    "eyJ9.",
    "eyJ9..",
    "eyJ9...",
    "eyJ9…",
    "eyJ9 ",
    "eyJ9\\n",
    "eyJ9=\n",
    "eyJ9=",
    "eyJ9=.",
    "=3DeyJ9",
    "\\\\u000aeyJ9",
    "\u{1b}[32meyJ9",
    "[0;0;0;",
    "\\",
    "\\n",
    "\\u000a",
    "=\r\n",
    "=3D",
    "%25",
    "ey",
    "ey ",
    "hey.",
    "Bearer ",
    "Bearer eyJ9 ",
    "Authorization: ",
    "token=",
    "\"",
    "'",
    "(",
    ",",
    "{",
    "[",
    "{\"a\":",
    "[1,",
    "\"\\",
    "%",
    "%2E",
    "%7E",
    "eyJ9%2E",
    ".",
    ". ",
    ".\n",
    "...eyJ9",
    "a.",
    "~",
    "eyJ9.e30.~",
    "eyJ9.e30.WyJzIl0~\n",
    "eyJ9.e30.\n",
    "\r",
    "\n ",
    " ",
    "\u{2003}",
    "-----BEGIN ",
    "-",
    "é",
    "😀",
    "…",
    "\0",
    "9",
    "0123456789abcdef",
    "Zm9v",
    "word ",
];

/// What stands in a payload `{...}`, comma after comma. `#` becomes a number.
const MEMBERS: &[&str] = &[
    r#""a":1"#,
    r##""#":1"##,
    r#""\u0061":1"#,
    r#""\u0061#":1"#,
    r#""email":1"#,
    r#""iss":1"#,
    r#""exp":"1""#,
    r#""exp":1e400"#,
    r#""exp":1795176600"#,
    r#""iat":"2026-11-20""#,
    r#""a#":null"#,
    r#""a#":"true""#,
    r#""is_a#":"true""#,
    r#""password":"hunter#""#,
    r#""p#":"AKIAIOSFODNN7EXAMPLE""#,
    r#""e#":"a#@b.example""#,
    r#""u#":"http://10.0.0.1/#""#,
    r#""u#":"https://a.example/#?token=x""#,
    r#""m#":"<script>#""#,
    r#""m":"javascript:#""#,
    r#""b":"\u202e""#,
    r#""\u202e#":0"#,
    r#""b":"\ud800""#,
    r#""\ud800":1"#,
    r#""c":"p\u0430ypal""#,
    r#""__proto__":0"#,
    r#""n":9007199254740993"#,
    r#""n":0.10000000000000000000001"#,
    r#""o":{}"#,
    r#""o":[[],{}]"#,
    r#""o":{"a":1,"a":2}"#,
    r#""scope":"admin""#,
    r#""roles":["admin"]"#,
    r#""phone_number":"+15550100""#,
    r#""card":4111111111111111"#,
    r#""ssn":"078-05-1120""#,
    r#""t":"eyJhbGciOiJIUzI1NiJ9.e30.AA""#,
    r##""_sd":["#"]"##,
    r#""é":"é""#,
    r#""aud":"https://a.example""#,
    r#""cnf":{"jwk":{}}"#,
    r#""act":{"sub":"a"}"#,
];

/// What stands in a list under the name before the colon; `:` alone for a payload that is a list.
const ITEMS: &[(&str, &str)] = &[
    ("a", "0"),
    ("a", r#""""#),
    ("a", "[]"),
    ("a", "{}"),
    ("a", "null"),
    ("a", r#"{"...":"a"}"#),
    ("a", r#"{"a":1}"#),
    ("a", r#""AKIAIOSFODNN7EXAMPLE""#),
    ("a", r#""http://10.0.0.1/""#),
    ("a", r#""<img""#),
    ("a", r#""a@b.example""#),
    ("aud", r#""api""#),
    ("aud", r#""https://a.example/#""#),
    ("roles", r#""admin""#),
    ("scope", r#""a b""#),
    ("amr", r#""pwd""#),
    ("_sd", r#""AAAA""#),
    ("groups", r#""a#""#),
    ("password", r#""a#""#),
    ("_claim_sources", r#"{"endpoint":"http://a"}"#),
];

/// What stands in the header.
const PARAMETERS: &[(&str, &str)] = &[
    ("crit", r#""b64""#),
    ("crit", r#""a#""#),
    ("crit", "1"),
    ("x5c", r#""AAAA""#),
    ("x5c", r#""MIIB""#),
    ("jwk", "1"),
    ("jku", r#""http://a""#),
    ("kid", r#""../""#),
];

/// All kinds.
pub fn all() -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for piece in REPEATED {
        kinds.push(kind(format!("text {piece:?}"), move |size| fill(piece, size)));
    }
    for piece in REPEATED.iter().filter(|piece| piece.len() < 4) {
        kinds.push(kind(format!("eyJ9 and {piece:?}"), move |size| format!("eyJ9{}", fill(piece, size))));
        kinds.push(kind(format!("a token, {piece:?}, a token"), move |size| {
            format!("{0}{1}{0}", good(), fill(piece, size))
        }));
    }
    for member in MEMBERS {
        kinds.push(kind(format!("claims {member}"), move |size| signed(&object(member, bytes(size)))));
    }
    for (name, item) in ITEMS {
        kinds.push(kind(format!("{name}: list of {item}"), move |size| {
            signed(&format!("{{\"{name}\":{}}}", list(item, bytes(size))))
        }));
    }
    for item in ["0", "[]", r#""""#, r#"{"a":1}"#] {
        kinds.push(kind(format!("payload, a list of {item}"), move |size| signed(&list(item, bytes(size)))));
        kinds.push(kind(format!("raw payload, a list of {item}"), move |size| raw(&list(item, size))));
        kinds.push(kind(format!("text, a list of {item}"), move |size| list(item, size)));
    }
    for (name, item) in PARAMETERS {
        kinds.push(kind(format!("header, {name}: list of {item}"), move |size| {
            token(&format!("{{\"alg\":\"HS256\",\"{name}\":{}}}", list(item, bytes(size))), "{}")
        }));
    }
    for typ in ["JWT", "dpop+jwt", "logout+jwt", "secevent+jwt"] {
        kinds.push(kind(format!("header of many names, typ {typ}"), move |size| {
            let names = object(r#""p#":1"#, bytes(size));
            token(&format!("{{\"alg\":\"HS256\",\"typ\":\"{typ}\",{}", names.get(1..).unwrap_or_default()), "{}")
        }));
    }
    kinds.push(kind("header of many names of a SPIFFE token".to_owned(), |size| {
        let names = object(r#""p#":1"#, bytes(size));
        token(
            &format!("{{\"alg\":\"ES256\",{}", names.get(1..).unwrap_or_default()),
            r#"{"sub":"spiffe://a.example/b","aud":"c"}"#,
        )
    }));
    let long = |name: &'static str, make: fn(&str) -> String| {
        kind(format!("one long {name}"), move |size| make(&"a".repeat(bytes(size))))
    };
    kinds.push(long("kid", |text| token(&format!(r#"{{"alg":"HS256","kid":"{text}"}}"#), "{}")));
    kinds.push(long("kid of slashes", |text| {
        token(&format!(r#"{{"alg":"HS256","kid":"{}"}}"#, text.replace('a', "/")), "{}")
    }));
    kinds.push(long("typ", |text| token(&format!(r#"{{"alg":"HS256","typ":"{text}"}}"#), "{}")));
    kinds.push(long("alg", |text| token(&format!(r#"{{"alg":"{text}"}}"#), "{}")));
    kinds.push(long("iss", |text| signed(&format!(r#"{{"iss":"https://{text}.example/"}}"#))));
    kinds.push(long("string of escapes", |text| {
        signed(&format!(r#"{{"sub":"{}"}}"#, text.replace("aaaaaa", "\\u0061")))
    }));
    kinds.push(long("string of surrogates", |text| {
        signed(&format!(r#"{{"sub":"{}"}}"#, text.replace("aaaaaa", "\\ud800")))
    }));
    kinds.push(long("string of spaces", |text| signed(&format!(r#"{{"sub":"{}"}}"#, text.replace('a', " ")))));
    kinds.push(long("string of commas", |text| signed(&format!(r#"{{"scope":"{}"}}"#, text.replace('a', ",")))));
    kinds.push(long("string of dots", |text| signed(&format!(r#"{{"sub":"e{}"}}"#, text.replace('a', ".")))));
    kinds.push(long("string of colons", |text| signed(&format!(r#"{{"sub":"a{}"}}"#, text.replace('a', ":")))));
    kinds.push(long("string of markup", |text| signed(&format!(r#"{{"sub":"{}"}}"#, text.replace("aaaa", "<scr")))));
    kinds.push(long("string of at signs", |text| signed(&format!(r#"{{"sub":"a{}"}}"#, text.replace('a', "@")))));
    kinds
        .push(long("string of joiners", |text| signed(&format!(r#"{{"sub":"{}"}}"#, text.replace("aaa", "\u{200d}")))));
    kinds.push(long("number", |text| signed(&format!(r#"{{"exp":{}}}"#, text.replace('a', "9")))));
    kinds.push(long("exponent", |text| signed(&format!(r#"{{"exp":1e{}}}"#, text.replace('a', "9")))));
    kinds.push(long("white space", |text| signed(&format!("{{{}\"a\":1}}", text.replace('a', " ")))));
    kinds.push(long("name with secrets in it", |text| {
        let secrets = list(r#"{"password":"x#"}"#, 2_000);
        signed(&format!(r#"{{"{text}":{secrets},"é":[1e999,1e999,1e999,"\ud800","\ud800",null,null]}}"#))
    }));
    for open in ["[", r#"{"a":"#, "[{\"a\":"] {
        kinds.push(kind(format!("nested in {open}"), move |size| signed(&fill(open, bytes(size)))));
    }
    kinds.push(kind("a shallow pyramid".to_owned(), |size| {
        signed(&list(&format!("{}{}", "[".repeat(100), "]".repeat(100)), bytes(size)))
    }));
    kinds.push(kind("bytes that are no UTF-8".to_owned(), |size| joined(HEADER, &vec![0xff; bytes(size)])));
    kinds.push(kind("JSON with bytes that are no UTF-8".to_owned(), |size| {
        joined(HEADER, &[b"{\"a\":\"".as_slice(), &vec![0xff; bytes(size)], b"\"}"].concat())
    }));
    kinds.push(kind("UTF-16".to_owned(), |size| joined(HEADER, &b"{\0a\0".repeat(bytes(size) / 4))));
    kinds.push(kind("many tokens".to_owned(), |size| fill(&format!("{} ", good()), size)));
    kinds.push(kind("64 tokens of many claims".to_owned(), |size| {
        let token = signed(&object(r#""email":1"#, bytes(size) / 64));
        vec![token; 64].join("\n")
    }));
    kinds.push(kind("a token in a token in a token".to_owned(), |size| {
        let mut inner = signed(&object(r#""a":1"#, size / 4));
        while inner.len() < size {
            inner = signed(&inner);
        }
        inner
    }));
    kinds.push(kind("base64 of base64".to_owned(), |size| signed(&encode(object(r#""a":1"#, bytes(bytes(size)))))));
    kinds.push(kind("a quoted JSON string".to_owned(), |size| {
        signed(&format!("\"{}\"", object(r#""a":1"#, bytes(size) * 3 / 4).replace('"', "\\\"")))
    }));
    kinds.push(kind("disclosures".to_owned(), |size| {
        format!("{}~{}", signed(r#"{"_sd":["a"]}"#), fill(&format!("{}~", encode(r#"["s","n",1]"#)), size))
    }));
    kinds.push(kind("256 disclosures of many claims".to_owned(), |size| {
        let one = encode(format!(r#"["s","n",{}]"#, object(r#""a":1"#, bytes(size) / 256)));
        format!("{}~{}~", signed(r#"{"_sd":["a"]}"#), vec![one; 256].join("~"))
    }));
    for (name, count) in [("1 signature", 1), ("2 signatures", 2), ("16 signatures", 16)] {
        kinds.push(kind(format!("JSON form, {name}"), move |size| general(&object(r#""a":1"#, bytes(size)), count)));
    }
    kinds.push(kind("JSON form, many signatures".to_owned(), |size| general("{}", size / 60)));
    kinds.push(kind("JSON form, many unprotected names".to_owned(), |size| {
        let header = object(r#""p#":1"#, size);
        format!(r#"{{"payload":"e30","protected":"{}","header":{header},"signature":"AAAA"}}"#, encode(HEADER))
    }));
    kinds.push(kind("JSON form, dots".to_owned(), |size| {
        format!(r#"{{"payload":"e30","protected":"{}","signature":"AAAA","a":"{}"}}"#, encode(HEADER), ".".repeat(size))
    }));
    kinds.push(kind("JWE of five long parts".to_owned(), |size| {
        let part = "A".repeat(size / 4 / 4 * 4);
        format!("{}.{part}.{part}.{part}.{part}", encode(r#"{"alg":"dir","enc":"A128GCM"}"#))
    }));
    kinds.push(kind("base64 flaws".to_owned(), |size| format!("{}.{}.AAAA", encode(HEADER), fill("A+/=é", size))));
    kinds.push(kind("lines of one width".to_owned(), |size| {
        let token = signed(&object(r#""a":1"#, bytes(size)));
        let lines: Vec<&str> = token.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        lines.join("\n")
    }));
    kinds.push(kind("lines of one character".to_owned(), |size| {
        let token = signed(&object(r#""a":1"#, bytes(size) / 2));
        token.chars().flat_map(|letter| [letter, '\n']).collect()
    }));
    kinds.push(kind("PEM".to_owned(), |size| format!("-----BEGIN {}-----", "A".repeat(size))));
    kinds
}

fn kind(name: String, make: impl Fn(usize) -> String + 'static) -> Kind {
    Kind { name, make: Box::new(make) }
}

/// How many bytes so many characters of base64url encode.
fn bytes(size: usize) -> usize {
    size / 4 * 3
}

fn fill(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len() + 1)
}

/// `one` again and again, with commas between, each `#` a number.
fn series(one: &str, size: usize) -> String {
    let mut text = String::with_capacity(size + one.len());
    let mut number = 0;
    while text.len() < size {
        if number > 0 {
            text.push(',');
        }
        text.push_str(&if one.contains('#') { one.replace('#', &number.to_string()) } else { one.to_owned() });
        number += 1;
    }
    text
}

fn object(member: &str, size: usize) -> String {
    format!("{{{}}}", series(member, size))
}

fn list(item: &str, size: usize) -> String {
    format!("[{}]", series(item, size))
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn joined(header: &str, payload: &[u8]) -> String {
    format!("{}.{}.{}", encode(header), encode(payload), encode(SIGNATURE))
}

fn token(header: &str, payload: &str) -> String {
    joined(header, payload.as_bytes())
}

fn signed(payload: &str) -> String {
    token(HEADER, payload)
}

fn good() -> String {
    signed(r#"{"sub":"u1","exp":1795176600}"#)
}

/// RFC 7797: the payload stands as it is, in the JSON form, since it may hold anything.
fn raw(payload: &str) -> String {
    let (header, payload) = (encode(r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#), payload.replace('"', "\\\""));
    format!(r#"{{"payload":"{payload}","protected":"{header}","signature":"{}"}}"#, encode(SIGNATURE))
}

fn general(payload: &str, count: usize) -> String {
    let one = format!(r#"{{"protected":"{}","signature":"AAAA"}}"#, encode(HEADER));
    format!(r#"{{"payload":"{}","signatures":[{}]}}"#, encode(payload), vec![one; count].join(","))
}
