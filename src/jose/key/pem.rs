//! PEM (RFC 7468), as it arrives: several blocks with anything between, line breaks lost or escaped, quoted, indented,
//! marked as a quotation or a change, joined from strings of source code, or without its last line.
//!
//! ```text
//! block = begin *header base64 [ end ]
//! begin = 1*dash "BEGIN " label 1*dash
//! end   = 1*dash "END " label 1*dash
//! ```

use super::{Key, Keys, asn1, ssh};
use crate::text::base64url::{decode, is_alphabet};
use crate::text::span::Span;
use crate::text::visible::quoted;

/// The longest label that is taken for one, in bytes.
const MAX_LABEL: usize = 40;
const BEGIN: &[u8] = b"BEGIN ";
const END: &[u8] = b"END ";

/// The most bytes before a block that are looked at for what its lines begin with, such as `> ` of a quotation.
const MAX_PREFIX: usize = 256;

/// Reads all blocks; whether there was one.
pub(super) fn read(text: &str, keys: &mut Keys) -> bool {
    let mut is_any = false;
    for block in blocks(text) {
        is_any = true;
        match block.key(text) {
            Ok(Some(key)) => keys.add(Key { span: block.span, ..key }),
            Ok(None) => {}
            Err(why) => keys.fail(block.span, &["PEM block ", &quoted(block.label)].concat(), &why),
        }
        if keys.is_full() {
            break;
        }
    }
    is_any
}

/// Whether a text has a word that begins a block, so that a look at it is worth the while.
pub(super) fn is_meant(text: &str) -> bool {
    text.contains("BEGIN ") || text.contains("begin ")
}

/// The bytes of the first block.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    blocks(text).next()?.bytes(text).ok()
}

/// Between the dashes of both lines.
struct Block<'a> {
    span: Span,
    label: &'a str,
    body: Span,
    is_closed: bool,
}

/// All blocks, in one pass over the text.
fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    let mut markers = markers(text).peekable();
    std::iter::from_fn(move || {
        let begin = markers.find(|marker| marker.is_begin)?;
        // What has no end stops where the next begins.
        let (stop, end, is_closed) = match markers.peek() {
            Some(next) if next.is_begin => (next.span.start, next.span.start, false),
            Some(next) => (next.span.start, next.span.end, true),
            None => (text.len(), text.len(), false),
        };
        Some(Block {
            span: Span::new(begin.span.start, end),
            label: begin.label,
            body: Span::new(begin.span.end, stop),
            is_closed,
        })
    })
}

impl Block<'_> {
    /// The key; `None` where the block is known to hold none.
    fn key(&self, text: &str) -> Result<Option<Key>, String> {
        let label = self.label.to_ascii_uppercase();
        match &*label {
            label if label.ends_with("PARAMETERS") => return Ok(None),
            label if label.contains("ENCRYPTED") => return Err(asn1::ENCRYPTED.to_owned()),
            label if label.starts_with("PGP") => {
                return Err("expected a key or a certificate, but found one of OpenPGP".to_owned());
            }
            _ => {}
        }
        let bytes = self.bytes(text)?;
        let key = match &*label {
            "OPENSSH PRIVATE KEY" => ssh::private(&bytes),
            "SSH2 PUBLIC KEY" => ssh::public(&bytes),
            label if !self.is_closed || label.starts_with("TRUSTED") => {
                asn1::read(asn1::first(&bytes).unwrap_or_default())
            }
            _ => asn1::read(&bytes),
        };
        key.map(Some).map_err(str::to_owned)
    }

    fn bytes(&self, text: &str) -> Result<Vec<u8>, String> {
        let before = text.get(..self.span.start).unwrap_or_default();
        let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(MAX_PREFIX))..).unwrap_or_default();
        let line = near.rsplit(['\n', '\r']).next().unwrap_or_default();
        let quote = line.chars().last().filter(|last| matches!(last, '"' | '\'' | '`'));
        let prefix = if quote.is_some() { "" } else { line.trim() };
        let plain = plain(self.body.of(text), quote);
        let mut digits = String::new();
        for line in plain.split(['\n', '\r']) {
            let line = line.trim();
            let line = line.strip_prefix(prefix).unwrap_or(line);
            match line.contains(':') {
                true if line.contains("ENCRYPTED") => return Err(asn1::ENCRYPTED.to_owned()),
                true => {}
                false => digits.extend(line.split_whitespace()),
            }
        }
        let is_digit = |found: char| matches!(found, '+' | '/' | '=') || u8::try_from(found).is_ok_and(is_alphabet);
        let odd = digits.char_indices().find(|&(_, found)| !is_digit(found));
        match odd {
            Some((_, found)) if self.is_closed => {
                Err(["expected base64, but found ", &quoted(found.encode_utf8(&mut [0; 4]))].concat())
            }
            Some((at, _)) => Ok(decode(digits.get(..at).unwrap_or_default()).bytes),
            None => Ok(decode(&digits).bytes),
        }
    }
}

/// A line that begins or ends a block.
struct Marker<'a> {
    /// From dash to dash.
    span: Span,
    label: &'a str,
    is_begin: bool,
}

/// The lines that begin or end blocks. Of each place of a word only its near surroundings are read, and none twice.
fn markers(text: &str) -> impl Iterator<Item = Marker<'_>> {
    let mut after = 0;
    let mut words = words(text);
    std::iter::from_fn(move || {
        let found = words.by_ref().find_map(|(at, is_begin)| marker(text, after, at, is_begin))?;
        after = found.span.end;
        Some(found)
    })
}

/// Where the words `BEGIN` and `END` with a space after them stand, and whether it is the first of the two. Some
/// programs write them in small letters.
fn words(text: &str) -> impl Iterator<Item = (usize, bool)> {
    let starts =
        |rest: &[u8], word: &[u8]| rest.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
    text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'B' | b'b' | b'E' | b'e')).filter_map(move |(at, _)| {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        match rest {
            _ if starts(rest, BEGIN) => Some((at, true)),
            _ if starts(rest, END) => Some((at, false)),
            _ => None,
        }
    })
}

/// The line around the word at `at`, not before `from`.
fn marker(text: &str, from: usize, at: usize, is_begin: bool) -> Option<Marker<'_>> {
    let before = text.get(from..at)?.trim_end_matches(' ');
    let start = from + before.trim_end_matches(is_dash).len();
    let after = text.get(at + if is_begin { BEGIN.len() } else { END.len() }..)?;
    let is_label = |found: char| found.is_ascii_alphanumeric() || found == ' ';
    let length = after.bytes().take(MAX_LABEL + 1).take_while(|&byte| is_label(char::from(byte))).count();
    let (label, rest) = after.split_at_checked(length).filter(|(label, _)| label.len() <= MAX_LABEL)?;
    let end = text.len() - rest.trim_start_matches(is_dash).len();
    let is_between_dashes = start < from + before.len() && text.len() - rest.len() < end;
    (is_between_dashes && !label.trim().is_empty()).then(|| Marker {
        span: Span::new(start, end),
        label: label.trim(),
        is_begin,
    })
}

/// Whether it is a dash. Word processors and web pages make other dashes of them: hyphens, en and em dashes, a bar, a
/// minus.
fn is_dash(found: char) -> bool {
    matches!(found, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// `body` with escapes resolved, and without what stands between a closing `quote` and the next opening one.
fn plain(body: &str, quote: Option<char>) -> String {
    let mut plain = String::with_capacity(body.len());
    let (mut is_inside, mut is_escape) = (true, false);
    for found in body.chars() {
        match found {
            // Also doubled, as in JSON inside JSON.
            '\\' => is_escape = true,
            'n' | 'r' | 't' if is_escape => {
                plain.push('\n');
                is_escape = false;
            }
            '"' if is_escape => is_escape = false,
            _ if Some(found) == quote => is_inside = !is_inside,
            _ => {
                if is_inside {
                    plain.push(found);
                }
                is_escape = false;
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::super::{Form, Keys, Material, read};

    const BODY: &str = "MCowBQYDK2VwAyEASmyuOjH4q3bPqsOwf61G\n4jBH5L2g9kWnCDOp/7IOHKg=";

    fn pem() -> String {
        format!("-----BEGIN PUBLIC KEY-----\n{BODY}\n-----END PUBLIC KEY-----\n")
    }

    #[track_caller]
    fn check(text: &str) -> Keys {
        let keys = read(text);
        assert_eq!(keys.problems.len(), 0, "{text}\n{keys:?}");
        let [key] = &keys.keys[..] else { panic!("{text}\n{keys:?}") };
        assert!(matches!(&key.material, Material::Okp { curve: "Ed25519", x }
                if x.starts_with(b"\x4a\x6c") && x.ends_with(b"\x1c\xa8")));
        assert_eq!(key.form, Form::Spki, "{text}");
        keys
    }

    #[track_caller]
    fn fails(text: &str, what: &str, why: &str) {
        let keys = read(text);
        let found: Vec<(&str, &str)> =
            keys.problems.iter().map(|problem| (&problem.what[..], &problem.why[..])).collect();
        assert_eq!((keys.keys.len(), &found[..]), (0, &[(what, why)][..]), "{text}");
    }

    #[test]
    fn however_it_arrives() {
        let pem = pem();
        for text in [
            pem.clone(),
            pem.replace('\n', "\r\n"),
            pem.replace('\n', "\r"),
            pem.replace('\n', " "),
            pem.replace('\n', ""),
            pem.replace('\n', "\\n"),
            pem.replace('\n', "\\r\\n"),
            pem.replace('\n', "\\\\n"),
            pem.replace('\n', "\n\n"),
            pem.replace('=', ""),
            pem.replace('/', "_"),
            pem.replace("-----", "——"),
            pem.replace("-----", "\u{2010}\u{2011}\u{2012}"),
            pem.replace('-', "\u{2015}"),
            pem.replace('-', "\u{2212}"),
            pem.replace("BEGIN PUBLIC KEY", "begin public key").replace("END PUBLIC KEY", "end public key"),
            format!("BEGIN {}-BEGIN {pem}", "BEGIN ".repeat(9)),
            pem.replace('\n', "\n    ").replacen("-----", "    -----", 1),
            pem.trim().lines().map(|line| format!("> {line}\n")).collect(),
            pem.trim().lines().map(|line| format!("+{line}\n")).collect(),
            pem.trim().lines().map(|line| format!("    \"{line}\\n\" +\n")).collect(),
            pem.trim().lines().map(|line| format!("// {line}\n")).collect(),
            format!("JWT_PUBLIC_KEY=\"{}\"", pem.replace('\n', "\\n")),
            format!("key: '{}'\nother: 1\n", pem.trim()),
            format!("{{\"public_key\": \"{}\"}}", pem.replace('\n', "\\n").replace('/', "\\/")),
            format!("{{\"public_key\": \"{}\",}}", pem.replace('\n', "\\n").replace('/', "\\/")),
            format!("\"{}\"", pem.replace('\n', "\\n").replace('/', "\\u002F")),
            format!("Bag Attributes\n    friendlyName: me\nKey Attributes: <No Attributes>\n{pem}\nbye"),
            pem.replacen("-----\n", "-----\nComment: mine\n\n", 1),
            format!("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{pem}"),
            pem.replace("-----END PUBLIC KEY-----", ""),
            pem.replace("-----END PUBLIC KEY-----", "and so on"),
            crate::text::base64url::encode_standard(pem.as_bytes()),
            pem.replace(' ', "%20").replace('\n', "%0A").replace('/', "%2F").replace('=', "%3d"),
        ] {
            check(&text);
        }
    }

    #[test]
    fn bare_base64_is_a_key_where_it_is_whole() {
        for text in [BODY.to_owned(), BODY.replace('\n', ""), BODY.replace('/', "_").replace('=', "")] {
            assert_eq!(read(&text).keys[0].form, Form::Der, "{text}");
        }
        assert_eq!(read(&BODY[..40]).keys[0].form, Form::Text);
    }

    #[test]
    fn several_blocks_have_their_places() {
        let text = format!("a\n{}b\n{}", pem(), pem());
        let keys = read(&text);
        let found: Vec<&str> = keys.keys.iter().map(|key| key.span.of(&text)).collect();
        assert_eq!(found, [pem().trim(); 2]);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let closed = |label: &str, body: &str| format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----");
        let what = "PEM block \"PUBLIC KEY\"";
        fails(&closed("PUBLIC KEY", "MCow!"), what, "expected base64, but found \"!\"");
        fails(&closed("PUBLIC KEY", &BODY[..40]), what, super::asn1::DAMAGED);
        fails(&closed("PUBLIC KEY", ""), what, super::asn1::DAMAGED);
        fails(&closed("PUBLIC KEY", &BODY.replace('=', "AAAA")), what, super::asn1::LONGER);
        fails(&closed("ENCRYPTED PRIVATE KEY", ""), "PEM block \"ENCRYPTED PRIVATE KEY\"", super::asn1::ENCRYPTED);
        let body = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA";
        fails(&closed("RSA PRIVATE KEY", body), "PEM block \"RSA PRIVATE KEY\"", super::asn1::ENCRYPTED);
        let point = |tag: &str| format!("MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgA{tag}{}", "A".repeat(43));
        fails(&closed("PUBLIC KEY", &point("C")), what, super::asn1::COMPRESSED);
        fails(&closed("PUBLIC KEY", &point("G")), what, super::asn1::HYBRID);
        fails(&closed("PUBLIC KEY", &point("E")), what, super::asn1::POINT);
    }
}
