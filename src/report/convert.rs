//! From the internal types to the wire: names, UTF-16 offsets, and places in the pasted text.

use super::{
    ASKED, Claim, Disclosure, Extent, Finding, Format, Kind, Outcome, Part, Place, Report, Role, Segment, Severity,
    Span, Time, Token, Unprotected, VERSION, Verdict, VerdictState,
};
use crate::jose::token::{self, Site, content, sd_jwt};
use crate::judge::inspection::{Inspection, Judged};
use crate::judge::lint;
use crate::judge::times::{NAMES, TimeValue};
use crate::judge::verdict;
use crate::registry::{Row, ValueKind, claims, headers, providers, values};
use crate::text::json::{self, Document, Value};
use crate::text::span::{self, Utf16};
use crate::text::time::{self, Calendar, NumericDate};

mod tree;

pub(super) use tree::tree;

pub(super) fn report(text: &str, inspection: &Inspection, extent: &Extent) -> Report {
    let now = inspection.now;
    let input = Utf16::new(text);
    Report {
        version: VERSION,
        now: now.as_f64(),
        changes_at: inspection.changes_at().map(NumericDate::ceil_f64),
        outcome: outcome(&inspection.tokens),
        verdict: verdict(&inspection.verdict, now),
        tokens: inspection.tokens.iter().map(|judged| token(judged, now, text, &input, extent)).collect(),
        findings: inspection.findings.iter().map(|found| finding(found, whole(text, &input))).collect(),
    }
}

pub(super) fn outcome(tokens: &[Judged]) -> Outcome {
    match tokens {
        [] => Outcome::Rejected,
        tokens if tokens.iter().any(|judged| judged.token.is_partial()) => Outcome::Partial,
        _ => Outcome::Decoded,
    }
}

/// The place of what concerns a text and not one token.
pub(super) fn whole(text: &str, units: &Utf16) -> Place {
    Place { segment: None, pointer: None, span: (0, units.offset(text.len())), inner: None }
}

pub(super) fn pair(span: span::Span) -> Span {
    (span.start, span.end)
}

fn token(judged: &Judged, now: NumericDate, input: &str, units: &Utf16, extent: &Extent) -> Token {
    let token = &judged.token;
    let places = Places::of(token, units);
    let header = token.header.protected.as_ref().zip(places.header.as_ref());
    let payload = token.payload.as_deref().zip(places.payload.as_ref());
    let (header_json, payload_json) = (header.and_then(document), payload.and_then(document));
    Token {
        kind: token.kind.into(),
        profile: judged.profile.row().map(|row| row.id),
        provider: place_of(judged),
        source: pair(units.span(token.origin.span)),
        text: own_text(token, input).map(str::to_owned),
        segments: segments(token),
        header: header.map(|(content, units)| part(content, units, extent)),
        payload: payload.map(|(content, units)| part(content, units, extent)),
        unprotected: unprotected(token, extent),
        parameters: header_json
            .map_or_else(Vec::new, |(json, units)| parameters(json, units, token.kind.is_encrypted(), extent)),
        claims: payload_json.map_or_else(Vec::new, |(json, units)| {
            claims(json, units, judged.provider.map(|row| row.key), now, extent)
        }),
        disclosures: disclosures(judged, now, extent),
        withheld: token.sd_jwt.as_ref().and_then(|sd_jwt| sd_jwt.withheld),
        findings: judged.findings.iter().map(|found| finding(found, places.place(&found.site))).collect(),
        verdict: verdict(&judged.verdict, now),
    }
}

/// The unprotected parts of the header.
fn unprotected(token: &token::Token, extent: &Extent) -> Vec<Unprotected> {
    let part = |part: &token::header::Unprotected| {
        let units = Utf16::new(part.document.text());
        Unprotected {
            member: part.part.member(),
            text: part.document.text().to_owned(),
            tree: tree(&part.document, &units, extent),
            parameters: parameters(&part.document, &units, token.kind.is_encrypted(), extent),
        }
    };
    token.header.unprotected.iter().map(part).collect()
}

/// The place of a token's provider in the catalogue.
pub(super) fn place_of(judged: &Judged) -> Option<usize> {
    judged.provider.and_then(|provider| providers::all().position(|row| std::ptr::eq(row, provider)))
}

/// The token's text where it is not the very text at its place in the input.
pub(super) fn own_text<'a>(token: &'a token::Token, input: &str) -> Option<&'a str> {
    Some(&*token.text).filter(|text| token.origin.span.of(input) != *text)
}

pub(super) fn segments(token: &token::Token) -> Vec<Segment> {
    let units = Utf16::new(&token.text);
    let segment = |segment: &token::Segment| Segment {
        role: segment.role.into(),
        span: pair(units.span(segment.span)),
        bytes: segment.bytes,
    };
    token.segments.iter().map(segment).collect()
}

fn document<'a>((content, units): (&'a content::Content, &'a Utf16)) -> Option<(&'a Document, &'a Utf16)> {
    content.document().map(|document| (document, units))
}

fn part(content: &content::Content, units: &Utf16, extent: &Extent) -> Part {
    Part {
        format: content.format.into(),
        text: content.text().to_owned(),
        invalid: invalid(content, units).collect(),
        tree: content.document().and_then(|document| tree(document, units, extent)),
        is_whole: content.document().is_some_and(|document| document.error().is_none()),
    }
}

pub(super) fn invalid(content: &content::Content, units: &Utf16) -> impl ExactSizeIterator<Item = (usize, u8)> {
    content.invalid.iter().map(|&(at, byte)| (units.offset(at), byte))
}

/// The members of a part that is an object.
fn root_members(document: &Document) -> impl Iterator<Item = Value<'_>> {
    document.root().filter(|root| root.kind() == json::JsonKind::Object).into_iter().flat_map(Value::children)
}

pub(super) fn parameters(document: &Document, units: &Utf16, is_encrypted: bool, extent: &Extent) -> Vec<Claim> {
    let parameter = |value: Value<'_>| {
        let name = value.name().unwrap_or_default();
        let row = headers::find(&name, is_encrypted);
        let meaning = row.and_then(|_| values::of_parameter(&name, value));
        Claim { meaning, ..member(value, row, units) }
    };
    kept(document, extent).map(parameter).collect()
}

pub(super) fn claims(
    document: &Document,
    units: &Utf16,
    provider: Option<&str>,
    now: NumericDate,
    extent: &Extent,
) -> Vec<Claim> {
    kept(document, extent).map(|value| claim(&value.name().unwrap_or_default(), value, units, provider, now)).collect()
}

/// The first members of a part, and of those after them the last of each name that the view asks for.
fn kept<'a>(document: &'a Document, extent: &Extent) -> impl Iterator<Item = Value<'a>> {
    let mut asked = [None; ASKED.len()];
    for value in root_members(document).skip(extent.members) {
        for (last, name) in asked.iter_mut().zip(ASKED) {
            if value.is_named(name) {
                *last = Some(value);
            }
        }
    }
    root_members(document).take(extent.members).chain(asked.into_iter().flatten())
}

/// A claim explained.
fn claim(name: &str, value: Value<'_>, units: &Utf16, provider: Option<&str>, now: NumericDate) -> Claim {
    let explained = claims::explain(name, provider);
    let row = explained.map(|explained| explained.row);
    let is_time = NAMES.contains(&name) || row.is_some_and(|row| row.value == ValueKind::NumericDate);
    let inside = value.children().filter_map(|inner| {
        let row = claims::member(name, &inner.name()?)?;
        Some(member(inner, Some(row), units))
    });
    Claim {
        time: is_time.then(|| time(TimeValue::of(value), now)).flatten(),
        meaning: values::of_claim(name, provider, value),
        provider: explained.and_then(|explained| explained.provider),
        members: if claims::has_members(name) { inside.collect() } else { Vec::new() },
        ..member(value, row, units)
    }
}

/// What is disclosed beside a token, without what only the view needs.
pub(super) fn disclosed(token: &token::Token) -> Vec<Disclosure> {
    let Some(sd_jwt) = &token.sd_jwt else { return Vec::new() };
    let units = Utf16::new(&token.text);
    let disclosure = |one: &sd_jwt::Disclosure| Disclosure {
        span: pair(units.span(one.span)),
        salt: one.salt.clone(),
        name: one.name.clone(),
        value: one.value.clone(),
        place: one.place.as_ref().map(|place| place.pointer.clone()),
        tree: None,
        claim: None,
        rules: Vec::new(),
    };
    sd_jwt.disclosures.iter().map(disclosure).collect()
}

fn disclosures(judged: &Judged, now: NumericDate, extent: &Extent) -> Vec<Disclosure> {
    let mut found = disclosed(&judged.token);
    let read = judged.token.sd_jwt.iter().flat_map(|sd_jwt| &sd_jwt.disclosures);
    for (shown, one) in found.iter_mut().zip(read) {
        if let Some(value) = shown.value.clone() {
            let document = Document::read(value);
            let units = Utf16::new(document.text());
            shown.tree = tree(&document, &units, extent);
            // A name means what it is registered for among the claims; deeper it may mean anything.
            if let (Some(""), Some(name), Some(root)) = (shown.place.as_deref(), &one.name, document.root()) {
                shown.claim = Some(claim(name, root, &units, judged.provider.map(|provider| provider.key), now));
            }
        }
        let site = Site::Text(token::Role::Disclosure, one.span);
        let here =
            judged.findings.iter().filter(|finding| finding.severity != lint::Severity::Info && finding.site == site);
        shown.rules.extend(here.map(|finding| finding.rule));
    }
    found
}

/// A member with its row's words, and nothing said about its value.
fn member(value: Value<'_>, row: Option<Row>, units: &Utf16) -> Claim {
    let name = value.name().unwrap_or_default().into_owned();
    Claim {
        name,
        span: pair(units.span(value.span())),
        time: None,
        meaning: None,
        provider: None,
        members: Vec::new(),
        row,
    }
}

fn time(reading: TimeValue, now: NumericDate) -> Option<Time> {
    match reading {
        TimeValue::NotANumber => None,
        TimeValue::Beyond(_) => Some(Time { seconds: None, utc: None, relative: None, at: None }),
        TimeValue::At(at) => Some(Time {
            seconds: Some(at.as_f64()),
            utc: at.calendar().map(Calendar::rfc3339),
            relative: Some(time::relative(at, now)),
            at: Some(at),
        }),
    }
}

pub(super) fn finding(found: &lint::Finding, place: Place) -> Finding {
    let detail = Some(found.detail.clone()).filter(|detail| !detail.is_empty());
    Finding { id: found.rule.id, severity: found.severity.into(), detail, place, more: found.more, rule: found.rule }
}

/// Turns sites in a token into places in the pasted text.
pub(super) struct Places<'a> {
    token: &'a token::Token,
    input: &'a Utf16,
    pub(super) header: Option<Utf16>,
    pub(super) payload: Option<Utf16>,
}

impl<'a> Places<'a> {
    pub(super) fn of(token: &'a token::Token, input: &'a Utf16) -> Places<'a> {
        let units = |content: &content::Content| Utf16::new(content.text());
        Places {
            token,
            input,
            header: token.header.protected.as_ref().map(units),
            payload: token.payload.as_deref().map(units),
        }
    }

    pub(super) fn place(&self, site: &Site) -> Place {
        let (span, inner) = self.spans(site);
        let pointer = match site {
            Site::Inside(_, _, pointer) => Some(pointer.clone()),
            _ => None,
        };
        Place { segment: site.role().map(Role::from), pointer, span, inner }
    }

    /// The range of the pasted text, and that of the decoded part's where the place is inside one.
    pub(super) fn spans(&self, site: &Site) -> (Span, Option<Span>) {
        let source = |span| pair(self.input.span(self.token.origin.source(span)));
        match site {
            Site::Token => (pair(self.input.span(self.token.origin.span)), None),
            Site::Text(_, span) => (source(*span), None),
            Site::Inside(role, span, _) => {
                let units = match role {
                    token::Role::Header => self.header.as_ref(),
                    _ => self.payload.as_ref(),
                };
                let encoded = self
                    .token
                    .segment(*role)
                    .map(|segment| encoded(segment, *span, &self.token.text))
                    .unwrap_or_default();
                (source(encoded), units.map(|units| pair(units.span(*span))))
            }
        }
    }
}

/// The characters of a segment that encode a range of its bytes: three bytes are four characters. Exact for well-formed
/// segments, near for others; never outside the segment, and never inside a character.
fn encoded(segment: &token::Segment, inner: span::Span, text: &str) -> span::Span {
    if segment.span.len() == segment.bytes {
        return inner.shift(segment.span.start);
    }
    let start = text.floor_char_boundary((segment.span.start + inner.start * 4 / 3).min(segment.span.end));
    let end = text.ceil_char_boundary((segment.span.start + (inner.end * 4).div_ceil(3)).min(segment.span.end));
    span::Span::new(start, end)
}

pub(super) fn verdict(judged: &verdict::Verdict, now: NumericDate) -> Verdict {
    Verdict {
        state: judged.state.into(),
        sentence: verdict::words(&judged.sentence, now),
        summary: verdict::words(&judged.summary, now).trim_end().to_owned(),
        pieces: judged.clone(),
    }
}

/// Twins: the same variants on both sides, in the same order.
macro_rules! twin {
    ($from:path => $to:ident { $($variant:ident),+ $(,)? }) => {
        impl From<$from> for $to {
            fn from(value: $from) -> $to {
                match value {
                    $(<$from>::$variant => $to::$variant),+
                }
            }
        }

        impl $to {
            /// All of them. The place of each is the number of its twin.
            pub(crate) const ALL: &'static [$to] = &[$($to::$variant),+];
        }

        const _: () = {
            let numbers = [$(<$from>::$variant as usize),+];
            let mut place = 0;
            while place < numbers.len() {
                assert!(numbers[place] == place);
                place += 1;
            }
        };
    };
}

twin!(token::Kind => Kind { Jws, Jwe, JwsJson, JweJson });
twin!(token::Role => Role {
    Header, Payload, Signature, EncryptedKey, InitializationVector, Ciphertext, AuthenticationTag, Extra, Disclosure,
    KeyBinding
});
twin!(content::Format => Format { Json, Text, Binary, Token, Empty });
twin!(lint::Severity => Severity { Error, Warning, Info });
twin!(verdict::VerdictState => VerdictState {
    Empty, NotAToken, Broken, Unsigned, Expired, NotYetValid, Encrypted, NotClaims, Current, Endless,
});
