//! The grammar of RFC 8259, read once from left to right. A [`Sink`] takes what it finds.
//!
//! ```text
//! text   = ws value ws
//! value  = object / array / string / number / "true" / "false" / "null"
//! object = "{" [ member *( "," member ) ] "}"          member = string ":" value
//! array  = "[" [ value *( "," value ) ] "]"
//! string = %x22 *( unescaped / escape ) %x22           escape = "\" ( %x22 \ / b f n r t / "u" 4HEXDIG )
//! number = [ "-" ] ( "0" / 1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "+" / "-" ] 1*DIGIT ]
//! ws     = *( space / tab / LF / CR ), between any two of these
//! ```

use super::node::Quoted;
use super::{Error, ErrorKind, JsonKind, MAX_DEPTH};
use crate::text::span::Span;

/// Takes what the reader finds, in the order of the text.
pub(super) trait Sink {
    /// An object or array begins.
    fn open(&mut self, kind: JsonKind, start: usize, name: Option<Quoted>);
    /// The innermost open container ends before `end`.
    fn close(&mut self, end: usize);
    /// A string, number or word; a string may have escapes.
    fn scalar(&mut self, kind: JsonKind, source: Quoted, name: Option<Quoted>);
}

/// How reading went.
pub(super) struct ReadOutcome {
    pub(super) error: Option<Error>,
    /// The first white space between tokens.
    pub(super) first_space: Option<usize>,
}

/// Reads `text` into `sink`.
pub(super) fn read(text: &str, sink: &mut impl Sink) -> ReadOutcome {
    let mut reader = JsonReader { bytes: text.as_bytes(), at: 0, first_space: None, objects: 0, depth: 0 };
    let error = reader.text(sink).err().map(|kind| Error { kind, at: reader.at });
    ReadOutcome { error, first_space: reader.first_space }
}

struct JsonReader<'a> {
    bytes: &'a [u8],
    at: usize,
    first_space: Option<usize>,
    /// One bit for each open container, the innermost lowest: set for an object. `MAX_DEPTH` bits are just enough.
    objects: u128,
    depth: usize,
}

/// Whether a byte of a string stands for itself.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, 0..b' ' | b'"' | b'\\')
}

/// Of eight bytes, the first lowest, the highest bit of each that does not stand for itself. Above the lowest bit that
/// is set, further ones may be wrong: a subtraction borrows from the byte before it.
fn special(bytes: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(ONES * u64::from(limit)) & !bytes;
    let equal = |byte: u8| below(bytes ^ (ONES * u64::from(byte)), 1);
    (below(bytes, b' ') | equal(b'"') | equal(b'\\')) & (ONES << 7)
}

const _: () = assert!(MAX_DEPTH == u128::BITS as usize);

// Inlined, so that the reader lives in registers: WebAssembly takes 450 ns for 441 bytes instead of 660.
impl JsonReader<'_> {
    fn text(&mut self, sink: &mut impl Sink) -> Result<(), ErrorKind> {
        let mut name = None;
        loop {
            // A value begins here.
            let found = self.next();
            let start = self.at;
            match found {
                Some(b'{') => {
                    self.open(JsonKind::Object, sink, name)?;
                    if self.next() == Some(b'}') {
                        self.close(sink);
                    } else {
                        name = Some(self.name()?);
                        continue;
                    }
                }
                Some(b'[') => {
                    self.open(JsonKind::Array, sink, name)?;
                    if self.next() == Some(b']') {
                        self.close(sink);
                    } else {
                        name = None;
                        continue;
                    }
                }
                found => {
                    let (kind, outcome) = match found {
                        Some(b'"') => (JsonKind::String, self.string()),
                        Some(b'-' | b'0'..=b'9') => (JsonKind::Number, self.number().map(|()| false)),
                        Some(b't') => (JsonKind::Boolean, self.word("true").map(|()| false)),
                        Some(b'f') => (JsonKind::Boolean, self.word("false").map(|()| false)),
                        Some(b'n') => (JsonKind::Null, self.word("null").map(|()| false)),
                        _ => return Err(ErrorKind::ExpectedValue),
                    };
                    // A string that is cut off is still worth showing.
                    if outcome.is_ok() || kind == JsonKind::String {
                        let escaped = outcome.unwrap_or(true);
                        sink.scalar(kind, Quoted { span: Span::new(start, self.at), escaped }, name);
                    }
                    outcome?;
                }
            }
            // A value has ended: what comes next decides the containers around it.
            loop {
                let found = self.next();
                if self.depth == 0 {
                    return if found.is_none() { Ok(()) } else { Err(ErrorKind::TrailingData) };
                }
                let in_object = self.objects & 1 == 1;
                match (found, in_object) {
                    (Some(b'}'), true) | (Some(b']'), false) => self.close(sink),
                    (Some(b','), _) => {
                        self.at += 1;
                        if matches!(self.next(), Some(b'}' | b']')) {
                            return Err(ErrorKind::TrailingComma);
                        }
                        name = if in_object { Some(self.name()?) } else { None };
                        break;
                    }
                    (_, true) => return Err(ErrorKind::ExpectedCommaOrBrace),
                    (_, false) => return Err(ErrorKind::ExpectedCommaOrBracket),
                }
            }
        }
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline(always)]
    fn open(&mut self, kind: JsonKind, sink: &mut impl Sink, name: Option<Quoted>) -> Result<(), ErrorKind> {
        if self.depth == MAX_DEPTH {
            return Err(ErrorKind::TooDeep);
        }
        sink.open(kind, self.at, name);
        self.objects = self.objects << 1 | u128::from(kind == JsonKind::Object);
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    #[inline(always)]
    fn close(&mut self, sink: &mut impl Sink) {
        self.at += 1;
        self.objects >>= 1;
        self.depth -= 1;
        sink.close(self.at);
    }

    /// The next byte after white space, of which there mostly is nothing.
    #[inline(always)]
    fn next(&mut self) -> Option<u8> {
        match self.peek() {
            Some(0..=b' ') => self.space(),
            found => return found,
        }
        self.peek()
    }

    #[inline(always)]
    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.first_space.get_or_insert(self.at);
            self.at += 1;
        }
    }

    /// A member name and its colon.
    #[inline(always)]
    fn name(&mut self) -> Result<Quoted, ErrorKind> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(ErrorKind::ExpectedName);
        }
        let escaped = self.string()?;
        let name = Quoted { span: Span::new(start, self.at), escaped };
        if self.next() != Some(b':') {
            return Err(ErrorKind::ExpectedColon);
        }
        self.at += 1;
        Ok(name)
    }

    #[inline(always)]
    fn word(&mut self, word: &str) -> Result<(), ErrorKind> {
        if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            self.at += word.len();
            return Ok(());
        }
        Err(ErrorKind::ExpectedValue)
    }

    #[inline(always)]
    fn number(&mut self) -> Result<(), ErrorKind> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err(ErrorKind::LeadingZero);
            }
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    #[inline(always)]
    fn digits(&mut self) -> Result<(), ErrorKind> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(ErrorKind::ExpectedDigit) } else { Ok(()) }
    }

    /// A string, from its opening to its closing quote; whether there are escapes in it.
    #[inline(always)]
    fn string(&mut self) -> Result<bool, ErrorKind> {
        self.at += 1;
        let mut escaped = false;
        loop {
            self.plain();
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(escaped);
                }
                Some(b'\\') => {
                    escaped = true;
                    self.at += 1;
                    self.escape()?;
                }
                Some(_) => return Err(ErrorKind::ControlCharacter),
                None => return Err(ErrorKind::ExpectedQuote),
            }
        }
    }

    /// Characters of a string that need no attention, eight at a time.
    #[inline(always)]
    fn plain(&mut self) {
        let mut rest = self.bytes.get(self.at..).unwrap_or_default();
        while let Some((eight, after)) = rest.split_first_chunk() {
            let special = special(u64::from_le_bytes(*eight));
            if special != 0 {
                self.at += special.trailing_zeros() as usize / 8;
                return;
            }
            self.at += eight.len();
            rest = after;
        }
        self.at += rest.iter().take_while(|&&byte| is_plain(byte)).count();
    }

    #[inline(always)]
    fn escape(&mut self) -> Result<(), ErrorKind> {
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    match self.peek() {
                        Some(byte) if byte.is_ascii_hexdigit() => self.at += 1,
                        Some(_) => return Err(ErrorKind::BadEscape),
                        None => return Err(ErrorKind::ExpectedQuote),
                    }
                }
            }
            Some(_) => return Err(ErrorKind::BadEscape),
            None => return Err(ErrorKind::ExpectedQuote),
        }
        Ok(())
    }
}

/// The character that an escape stands for, and its length without the backslash. U+FFFD for a lone surrogate, and for
/// an escape that is malformed or cut off.
pub(super) fn escape(rest: &str) -> (char, usize) {
    let broken = char::REPLACEMENT_CHARACTER;
    match rest.bytes().next() {
        Some(b'b') => ('\u{8}', 1),
        Some(b'f') => ('\u{c}', 1),
        Some(b'n') => ('\n', 1),
        Some(b'r') => ('\r', 1),
        Some(b't') => ('\t', 1),
        Some(found @ (b'"' | b'\\' | b'/')) => (char::from(found), 1),
        Some(b'u') => match (
            code_unit(rest.get(1..).unwrap_or_default()),
            rest.get(5..).and_then(|rest| rest.strip_prefix("\\u")).and_then(code_unit),
        ) {
            (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                (char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)).unwrap_or(broken), 11)
            }
            (Some(unit), _) => (char::from_u32(unit).unwrap_or(broken), 5),
            (None, _) => (broken, rest.find('"').unwrap_or(rest.len())),
        },
        _ => (broken, rest.chars().next().map_or(0, char::len_utf8)),
    }
}

/// The UTF-16 code unit of four hex digits.
pub(super) fn code_unit(rest: &str) -> Option<u32> {
    let digits = rest.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}
