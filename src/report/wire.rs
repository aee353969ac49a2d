//! A report as the JavaScript API gets it: numbers, and one text that they point into. `www/wire.js` reads it.
//!
//! ```text
//! report      = count now changesAt outcome verdict findings COUNT *token
//! token       = kind profile provider source text segments header payload unprotected verdict disclosures findings
//! verdict     = state sentence summary
//! segments    = COUNT *(role span bytes)
//! part        = format text COUNT *(at byte)                                 ; header, payload
//! unprotected = COUNT *(member text)
//! disclosures = COUNT *(span salt name value place)
//! findings    = COUNT *(rule severity detail role pointer span inner more)   ; each as long as any other
//! ```
//!
//! `count` is that of all numbers. A span, and a text as its place among the words, is two numbers, in UTF-16 units; a
//! moment is the four quarters of a float. Rules, profiles and providers are places in the
//! [`Catalogue`](super::Catalogue), other names places in the [`Vocabulary`]. What is absent is `ABSENT`: a whole
//! header or payload as its format, others number by number. What follows from the rest is absent too: a token's text
//! that stands at its source, a part's that is its segment decoded, and the verdict of the first token, which is that
//! of the report.

use serde::Serialize;

use super::{Format, Kind, Outcome, Role, Severity, Span, VerdictState, convert};
use crate::jose::token::content::Content;
use crate::jose::token::{Site, Token};
use crate::judge::inspection::{Judged, inspect};
use crate::judge::lint::Finding;
use crate::judge::profile::Profile;
use crate::judge::verdict::{Piece, Verdict};
use crate::text::span::Utf16;
use crate::text::time::NumericDate;

/// Stands for what is absent. Like all numbers here it is of at most 30 bits: engines keep such without a box.
const ABSENT: u32 = (1 << 30) - 1;
/// Room for the words of most reports, in bytes.
const USUAL: usize = 512;

/// The names that numbers of the wire stand for, by their places.
#[derive(Debug, Serialize)]
pub struct Vocabulary {
    kinds: &'static [Kind],
    roles: &'static [Role],
    formats: &'static [Format],
    severities: &'static [Severity],
    states: &'static [VerdictState],
    outcomes: &'static [Outcome],
}

/// All names.
pub const VOCABULARY: Vocabulary = Vocabulary {
    kinds: Kind::ALL,
    roles: Role::ALL,
    formats: Format::ALL,
    severities: Severity::ALL,
    states: VerdictState::ALL,
    outcomes: &[Outcome::Decoded, Outcome::Partial, Outcome::Rejected],
};

/// Judges `text` at `now` and writes the report: the numbers in place of those that are there, and the words they point
/// into.
pub fn write(text: &str, now: NumericDate, numbers: &mut Vec<u32>) -> String {
    let inspection = inspect(text, now);
    let units = Utf16::new(text);
    numbers.clear();
    let mut out = Out { numbers, words: String::with_capacity(USUAL), units: 0, now };
    out.number(0);
    out.moment(Some(now.as_f64()));
    out.moment(inspection.changes_at().map(NumericDate::ceil_f64));
    out.number(convert::outcome(&inspection.tokens) as usize);
    out.verdict(&inspection.verdict);
    let whole = convert::whole(text, &units).span;
    out.findings(&inspection.findings, |_| (whole, None));
    out.number(inspection.tokens.len());
    for (index, judged) in inspection.tokens.iter().enumerate() {
        out.token(judged, (index > 0).then_some(&judged.verdict), text, &units);
    }
    let count = out.numbers.len() as u32;
    if let Some(first) = out.numbers.first_mut() {
        *first = count;
    }
    out.words
}

struct Out<'a> {
    numbers: &'a mut Vec<u32>,
    words: String,
    /// How many UTF-16 units the words have.
    units: usize,
    now: NumericDate,
}

impl Out<'_> {
    /// A number below [`ABSENT`]: `scan::MAX_TEXT` bounds all places.
    fn number(&mut self, number: usize) {
        self.numbers.push(number as u32);
    }

    fn number_or_absent(&mut self, number: Option<usize>) {
        self.numbers.push(number.map_or(ABSENT, |number| number as u32));
    }

    fn span(&mut self, (start, end): Span) {
        self.numbers.extend([start as u32, end as u32]);
    }

    /// An absent one is no number at all.
    fn moment(&mut self, moment: Option<f64>) {
        let bits = moment.unwrap_or(f64::NAN).to_bits();
        self.numbers.extend([0, 16, 32, 48].map(|shift| u32::from((bits >> shift) as u16)));
    }

    fn text(&mut self, text: Option<&str>) {
        let Some(text) = text else { return self.numbers.extend([ABSENT; 2]) };
        let start = self.words.len();
        self.words.push_str(text);
        self.written(start);
    }

    /// The pieces of a sentence as they read now, without space at the end.
    fn sentence(&mut self, pieces: &[Piece]) {
        let start = self.words.len();
        for piece in pieces {
            self.words.push_str(&piece.words(self.now));
        }
        let end = self.words.trim_end().len();
        self.words.truncate(end.max(start));
        self.written(start);
    }

    /// The place of the words from `start` on, which were written last.
    fn written(&mut self, start: usize) {
        let words = self.words.get(start..).unwrap_or_default();
        let from = self.units;
        self.units += if words.is_ascii() { words.len() } else { words.encode_utf16().count() };
        self.span((from, self.units));
    }

    fn verdict(&mut self, verdict: &Verdict) {
        self.number(verdict.state as usize);
        self.sentence(&verdict.sentence);
        self.sentence(&verdict.summary);
    }

    fn token(&mut self, judged: &Judged, verdict: Option<&Verdict>, input: &str, units: &Utf16) {
        let token = &judged.token;
        let places = convert::Places::of(token, units);
        self.number(token.kind as usize);
        self.number_or_absent(Profile::rows().iter().position(|row| row.profile == judged.profile));
        self.number_or_absent(convert::place_of(judged));
        self.span(convert::pair(units.span(token.origin.span)));
        self.text(convert::own_text(token, input));
        let segments = convert::segments(token);
        self.number(segments.len());
        for segment in segments {
            self.number(segment.role as usize);
            self.span(segment.span);
            self.number(segment.bytes);
        }
        self.part(token, token.header.protected.as_ref().zip(places.header.as_ref()));
        self.part(token, token.payload.as_deref().zip(places.payload.as_ref()));
        self.number(token.header.unprotected.len());
        for unprotected in &token.header.unprotected {
            self.text(Some(unprotected.part.member()));
            self.text(Some(unprotected.document.text()));
        }
        match verdict {
            Some(verdict) => self.verdict(verdict),
            None => self.number_or_absent(None),
        }
        let disclosures = convert::disclosed(token);
        self.number(disclosures.len());
        for disclosure in &disclosures {
            self.span(disclosure.span);
            for text in [&disclosure.salt, &disclosure.name, &disclosure.value, &disclosure.place] {
                self.text(text.as_deref());
            }
        }
        self.findings(&judged.findings, |site| places.spans(site));
    }

    fn part(&mut self, token: &Token, part: Option<(&Content, &Utf16)>) {
        let Some((content, units)) = part else { return self.number_or_absent(None) };
        let is_raw = token.parameter("b64").is_some();
        let follows = !token.kind.is_json() && !token.is_partial() && content.invalid.is_empty() && !is_raw;
        self.number(content.format as usize);
        self.text((!follows).then(|| content.text()));
        let invalid = convert::invalid(content, units);
        self.number(invalid.len());
        self.numbers.reserve(2 * invalid.len());
        for (at, byte) in invalid {
            self.span((at, byte.into()));
        }
    }

    fn findings(&mut self, findings: &[Finding], spans: impl Fn(&Site) -> (Span, Option<Span>)) {
        self.number(findings.len());
        for finding in findings {
            let (span, inner) = spans(&finding.site);
            self.number(finding.place);
            self.number(finding.severity as usize);
            self.text(Some(&*finding.detail).filter(|detail| !detail.is_empty()));
            self.number_or_absent(finding.site.role().map(|role| role as usize));
            self.text(match &finding.site {
                Site::Inside(_, _, pointer) => Some(pointer),
                _ => None,
            });
            self.span(span);
            self.span(inner.unwrap_or((ABSENT as usize, ABSENT as usize)));
            self.number(finding.more);
        }
    }
}
