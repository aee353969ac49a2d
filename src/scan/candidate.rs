//! A token's text on its way out of its surroundings: how far it goes, what is mended inside, what stands around.
//!
//! Bare text is meant to be nothing but a token, so a stray character belongs to the token and becomes a flaw of it. Inside
//! other text a token ends where its alphabet ends.

use crate::base64url;
use crate::span::Span;
use crate::token::{Origin, Repair, Token, compact, sd_jwt};

/// Room for the text of most tokens, in bytes; behind a token there may be megabytes of other text.
const ROOM: usize = 4096;

/// A token's text, taken out of its surroundings.
pub(super) struct Candidate {
    text: String,
    origin: Origin,
    /// How many dots it has.
    pub(super) dots: usize,
    /// A "~" stands behind its signature, and disclosures may follow.
    discloses: bool,
    /// An ellipsis stood at its end.
    is_cut: bool,
    /// Where in `text` the present line begins, and the longest line so far.
    line: usize,
    width: usize,
}

impl Candidate {
    /// Reads from `start` as far as a token goes. `is_bare` says that the text is meant to be nothing but a token.
    pub(super) fn read(source: &str, start: usize, is_bare: bool) -> Candidate {
        let origin = Origin::verbatim(Span::at(start));
        let room = source.len().saturating_sub(start).min(ROOM);
        let mut candidate =
            Candidate { text: String::with_capacity(room), origin, dots: 0, discloses: false, is_cut: false, line: 0, width: 0 };
        let mut at = start;
        while let Some(length) = candidate.step(source.get(at..).unwrap_or_default(), at, is_bare) {
            at += length;
        }
        if candidate.text.ends_with('…') {
            candidate.text.pop();
            candidate.is_cut = true;
        } else if !is_bare && (candidate.dots == 3 || candidate.discloses && candidate.dots == 5) && candidate.text.ends_with('.') {
            // The full stop of a sentence.
            candidate.text.pop();
            at -= 1;
        }
        candidate.origin.span = Span::new(start, at);
        candidate
    }

    /// One past its last character in the source.
    pub(super) fn end(&self) -> usize {
        self.origin.span.end
    }

    /// The token, read; `removed` is what was taken off the front of the source.
    pub(super) fn token(mut self, source: &str, removed: &[Repair]) -> Token {
        note_surroundings(&mut self.origin, source, removed);
        let read = if self.discloses { sd_jwt::read } else { compact::read };
        read(self.text, self.origin, self.is_cut)
    }

    /// Takes the next characters of `rest`, which stands at `at`; `None` where the token ends.
    fn step(&mut self, rest: &str, at: usize, is_bare: bool) -> Option<usize> {
        let run = base64url::run(rest);
        if run > 0 {
            return self.take(rest.get(..run)?, at, run);
        }
        let found = rest.chars().next()?;
        let length = found.len_utf8();
        match found {
            '.' if rest.starts_with("...") => self.take("…", at, rest.bytes().take_while(|&byte| byte == b'.').count()),
            '…' => self.take("…", at, length),
            '.' => {
                self.dots += 1;
                self.take(".", at, 1)
            }
            '%' => match rest.get(1..3).and_then(|code| u8::from_str_radix(code, 16).ok()).map(char::from) {
                Some(code @ ('.' | '-' | '_' | '=' | '~')) if code != '~' || self.may_disclose() => {
                    self.origin.note(Repair::PercentEncoding);
                    self.dots += usize::from(code == '.');
                    self.discloses |= code == '~';
                    self.take(code.encode_utf8(&mut [0; 4]), at, 3)
                }
                _ if is_bare => self.take("%", at, 1),
                _ => None,
            },
            '=' => {
                // The whole run at once: it is looked at once.
                let run = rest.bytes().take_while(|&byte| byte == b'=').count();
                let is_inside = rest.get(run..).is_some_and(|after| after.starts_with('.'));
                if is_bare || is_inside { self.take(rest.get(..run)?, at, run) } else { None }
            }
            '~' if self.may_disclose() => {
                self.discloses = true;
                self.take("~", at, 1)
            }
            '+' | '/' if is_bare || self.dots < 2 => self.take(rest.get(..1)?, at, 1),
            _ if found.is_whitespace() => self.gap(rest, at, is_bare),
            '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '&' | '|' | '\\' | '~' | '“' | '”' | '‘'
            | '’' | '«' | '»' => None,
            _ if is_bare => self.take(rest.get(..length)?, at, length),
            _ => None,
        }
    }

    fn take(&mut self, text: &str, at: usize, length: usize) -> Option<usize> {
        self.origin.resume(self.text.len(), at);
        self.text.push_str(text);
        Some(length)
    }

    /// Whether a "~" may follow: three parts stand before the first, and after it any number.
    fn may_disclose(&self) -> bool {
        self.discloses || self.dots == 2
    }

    /// White space: a line break with its indentation may go on in the next line; a space beside a dot is a slip.
    fn gap(&mut self, rest: &str, at: usize, is_bare: bool) -> Option<usize> {
        let next = rest.trim_start();
        let gap = rest.len() - next.len();
        if rest.get(..gap)?.contains(['\n', '\r']) {
            return self.goes_on(next).then(|| {
                self.origin.note(Repair::LineBreaks);
                self.line = self.text.len();
                gap
            });
        }
        let beside_dot = self.text.ends_with('.') || next.starts_with('.');
        if is_bare && beside_dot && !next.is_empty() { self.take(rest.get(..gap)?, at, gap) } else { None }
    }

    /// Whether the line that `next` begins continues the token: it holds one word of the alphabet, the token is not whole
    /// yet, or the lines are wrapped at one width.
    fn goes_on(&mut self, next: &str) -> bool {
        let is_token = |byte: u8| base64url::is_alphabet(byte) || matches!(byte, b'.' | b'=' | b'~');
        let word = next.bytes().take_while(|&byte| is_token(byte)).count();
        let after = next.get(word..).unwrap_or_default().lines().next().unwrap_or_default();
        if word == 0 || after.trim_start().starts_with(|found: char| found.is_ascii_alphanumeric() || !found.is_ascii()) {
            return false;
        }
        let line = self.text.len() - self.line;
        let is_wrapped = self.line > 0;
        self.width = self.width.max(line);
        // Another disclosure: an array in base64url begins so.
        if self.text.ends_with('~') && next.starts_with("Wy") {
            return true;
        }
        match (self.dots < 2, is_wrapped) {
            (true, _) => true,
            (false, true) => line + 8 >= self.width,
            (false, false) => word >= 20 && !next.starts_with("ey"),
        }
    }
}

/// Says what stands around the token besides what was taken off its front.
pub(super) fn note_surroundings(origin: &mut Origin, text: &str, removed: &[Repair]) {
    let before = text.get(..origin.span.start).unwrap_or_default();
    let after = text.get(origin.span.end..).unwrap_or_default();
    for &repair in removed {
        origin.note(repair);
    }
    if before.starts_with(char::is_whitespace) || after.ends_with(char::is_whitespace) {
        origin.note(Repair::Space);
    }
    let is_closing = |found: char| matches!(found, '"' | '\'' | '`' | '”' | '’' | '“' | '»' | '>' | ')');
    let rest = after.trim().trim_end_matches([',', ';']);
    let is_quoted = !rest.is_empty() && rest.chars().all(is_closing);
    if is_quoted {
        origin.note(Repair::Quotes);
    }
    if (removed.is_empty() && !before.trim().is_empty()) || (!rest.is_empty() && !is_quoted) || after.trim().len() > rest.len() {
        origin.note(Repair::OtherText);
    }
}
