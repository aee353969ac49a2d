//! A token's text on its way out of its surroundings: how far it goes, what is mended inside, what stands around.
//!
//! Bare text is meant to be nothing but a token, so a stray character belongs to the token and becomes a flaw of it.
//! Inside other text a token ends where its alphabet ends.

use super::escape::white_space;
use crate::jose::token::{Origin, Repair, Token, compact, sd_jwt};
use crate::text::base64url;
use crate::text::json::Document;
use crate::text::span::Span;
use crate::text::visible::hides;

/// Room for the text of most tokens, in bytes; behind a token there may be megabytes of other text.
const ROOM: usize = 4096;

/// The fewest characters that are decoded: a token in base64 has more.
const MIN_LAYER: usize = 40;
/// The invisible characters that are named.
const MAX_HIDDEN: usize = 8;

/// A token's text, taken out of its surroundings.
pub(super) struct Excerpt {
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

impl Excerpt {
    /// Reads from `start` as far as a token goes. `is_bare` says that the text is meant to be nothing but a token.
    pub(super) fn read(source: &str, start: usize, is_bare: bool) -> Excerpt {
        let origin = Origin::verbatim(Span::at(start));
        let room = source.len().saturating_sub(start).min(ROOM);
        let mut candidate = Excerpt {
            text: String::with_capacity(room),
            origin,
            dots: 0,
            discloses: false,
            is_cut: false,
            line: 0,
            width: 0,
        };
        let mut at = start;
        while let Some(length) = candidate.step(source.get(at..).unwrap_or_default(), at, is_bare) {
            at += length;
        }
        if candidate.text.ends_with('…') {
            candidate.text.pop();
            candidate.is_cut = true;
        } else if !is_bare
            && (candidate.dots == 3 || candidate.discloses && candidate.dots == 5)
            && candidate.text.ends_with('.')
        {
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

    /// What its text decodes to, where it has no parts and that is text.
    pub(super) fn decoded(&self) -> Option<String> {
        let digits = self.text.trim_end_matches('=');
        if self.dots > 0 || self.is_cut || digits.len() < MIN_LAYER {
            return None;
        }
        String::from_utf8(base64url::decode_either(digits)?).ok()
    }

    /// Leads the origin of a token of `length` bytes in that text on to the source.
    pub(super) fn lead_back(&self, inner: &Origin, length: usize) -> Origin {
        let mut origin = Origin::verbatim(self.origin.span);
        for at in 0..length {
            let byte = inner.source(Span::at(at)).start;
            // Three bytes are four characters.
            origin.resume(at, self.origin.source(Span::at(byte / 3 * 4 + byte % 3)).start);
        }
        origin.hidden.clone_from(&inner.hidden);
        inner.repairs.iter().chain(&[Repair::Base64]).for_each(|&repair| origin.note(repair));
        origin
    }

    /// The token, read; `removed` is what was taken off the front of the source.
    pub(super) fn token(mut self, surroundings: &Surroundings<'_>, removed: &[Repair]) -> Token {
        surroundings.note(&mut self.origin, removed);
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
                if let Some(gap) = self.soft_break(rest) {
                    return Some(gap);
                }
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
            '\\' => self.line_break(rest),
            _ if found.is_whitespace() => self.gap(rest, at, is_bare),
            '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '&' | '|' | '~' | '“'
            | '”' | '‘' | '’' | '«' | '»' => None,
            _ if hides(found) && !found.is_control() && (is_bare || goes_on_behind(rest.get(length..)?)) => {
                self.origin.note(Repair::Invisible);
                if self.origin.hidden.len() < MAX_HIDDEN {
                    self.origin.hidden.push((found, self.text.len()));
                }
                Some(length)
            }
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
        let (gap, breaks) = white_space(rest);
        if breaks {
            return self.line_break(rest);
        }
        let next = rest.get(gap..)?;
        if self.bridges(next) {
            self.origin.note(Repair::Gaps);
            return Some(gap);
        }
        let beside_dot = self.text.ends_with('.') || next.starts_with('.');
        if is_bare && beside_dot && !next.is_empty() { self.take(rest.get(..gap)?, at, gap) } else { None }
    }

    /// Whether blanks before `next` are a slip inside the header or the payload: without them it is a whole object, and
    /// the token has its parts. Of a signature nobody can tell.
    fn bridges(&self, next: &str) -> bool {
        let is_token = |byte: u8| base64url::is_alphabet(byte) || byte == b'.';
        let length = next.bytes().take_while(|&byte| is_token(byte)).count();
        let (word, behind) = next.split_at(length);
        let dots = word.bytes().filter(|&byte| byte == b'.').count();
        let is_last = !behind.starts_with(|found: char| found.is_alphanumeric() || matches!(found, '=' | '%' | '~'));
        if self.text.ends_with('.') || word.starts_with('.') || dots == 0 || self.dots + dots != 2 || !is_last {
            return false;
        }
        let before = self.text.rsplit('.').next().unwrap_or_default();
        let part = [before, word.split('.').next().unwrap_or_default()].concat();
        let is_whole = |part: &str| {
            let text = String::from_utf8(base64url::decode(part).bytes).ok();
            text.is_some_and(|text| text.starts_with('{') && Document::read(text).error().is_none())
        };
        is_whole(&part) && !is_whole(before)
    }

    /// White space with a line break in it, in any spelling, where the token goes on behind it.
    fn line_break(&mut self, rest: &str) -> Option<usize> {
        let (gap, breaks) = white_space(rest);
        if !breaks || !self.goes_on(rest.get(gap..)?) {
            return None;
        }
        self.origin.note(Repair::LineBreaks);
        self.line = self.text.len();
        Some(gap)
    }

    /// An equals sign at the end of a line is not padding where mail was wrapped: the next line begins inside a part.
    fn soft_break(&mut self, rest: &str) -> Option<usize> {
        let (gap, _) = white_space(rest);
        let is_inside = base64url::run(rest.get(gap..)?.get(..1)?) == 1;
        if gap > 0 && is_inside { self.line_break(rest) } else { None }
    }

    /// Whether the line that `next` begins continues the token: it holds one word of the alphabet, the token is not
    /// whole yet, or the lines are wrapped at one width.
    fn goes_on(&mut self, next: &str) -> bool {
        let is_token = |byte: u8| base64url::is_alphabet(byte) || matches!(byte, b'.' | b'=' | b'~');
        let word = next.bytes().take_while(|&byte| is_token(byte)).count();
        // The first character behind the word in its line: the rest of the line may be as long as the text.
        let is_blank = |found: char| found.is_whitespace() && !matches!(found, '\n' | '\r');
        let behind = next.get(word..).and_then(|after| after.chars().find(|&found| !is_blank(found)));
        let is_other = |found: char| found.is_ascii_alphanumeric() || found == ':' || !found.is_ascii();
        // A name with its value, as `id_token=`, is a line of its own: padding ends a part.
        let (_, value) = next.get(..word).and_then(|line| line.split_once('=')).unwrap_or_default();
        let is_named = value.trim_start_matches('=').starts_with(|first: char| first != '.');
        if word == 0 || is_named || behind.is_some_and(is_other) {
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

/// Whether the token goes on in `next`, behind a character that nobody sees.
fn goes_on_behind(next: &str) -> bool {
    next.chars().next().is_some_and(|found| found == '.' || hides(found) || base64url::run(next) > 0)
}

/// What stands around the tokens of a text: looked at once, for there may be much of it and many tokens.
pub(super) struct Surroundings<'a> {
    text: &'a str,
    /// Where the text begins and ends without the white space around it.
    start: usize,
    end: usize,
    /// Where it ends without the commas and semicolons there.
    rest: usize,
    /// Where the closing quotes before those begin.
    quotes: usize,
}

impl<'a> Surroundings<'a> {
    pub(super) fn of(text: &'a str) -> Surroundings<'a> {
        let is_closing = |found: char| matches!(found, '"' | '\'' | '`' | '”' | '’' | '“' | '»' | '>' | ')');
        let trimmed = text.trim_end();
        let rest = trimmed.trim_end_matches([',', ';']);
        Surroundings {
            text,
            start: text.len() - text.trim_start().len(),
            end: trimmed.len(),
            rest: rest.len(),
            quotes: rest.trim_end_matches(is_closing).len(),
        }
    }

    /// Notes what stands around the token besides what was taken off its front.
    pub(super) fn note(&self, origin: &mut Origin, removed: &[Repair]) {
        let Span { start, end } = origin.span;
        let blank = self.text.get(end..).map_or(0, |after| after.len() - after.trim_start().len());
        let after = end + blank;
        for &repair in removed {
            origin.note(repair);
        }
        if (0 < start && 0 < self.start) || end.max(self.end) < self.text.len() {
            origin.note(Repair::Space);
        }
        let has_rest = after < self.rest;
        let is_quoted = has_rest && self.quotes <= after;
        if is_quoted {
            origin.note(Repair::Quotes);
        }
        let is_ended = after.max(self.rest) < self.end;
        if (removed.is_empty() && self.start < start) || (has_rest && !is_quoted) || is_ended {
            origin.note(Repair::OtherText);
        }
    }
}
