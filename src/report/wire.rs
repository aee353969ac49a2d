//! A report as the JavaScript API gets it: arrays instead of objects, and a line of JSON for each thing that is read only
//! when somebody asks for it.
//!
//! ```text
//! wire     = report LF *( token LF findings LF )
//! report   = [now, changesAt, outcome, verdict, findings]
//! token    = [kind, profile, provider, source, text, segments, header, payload, verdict, disclosures]
//! findings = [*[id, severity, detail, role, pointer, span, inner]]
//! verdict  = [state, sentence, summary]
//! segments = [*[role, span, bytes]]
//! header, payload = [format, text, invalid]
//! ```
//!
//! What follows from the rest is `null`: a token's `text` that stands at its `source`, a part's that is its segment decoded,
//! and the verdict of the first token, which is that of the report.

use serde::Serialize;

use super::{Finding, Format, Kind, Outcome, Place, Role, Severity, Span, State, convert};
use crate::inspection::{Judged, inspect};
use crate::span::Utf16;
use crate::time::NumericDate;
use crate::token::{Token, content::Content};
use crate::verdict;

/// Judges `text` at `now` and writes the report into `out`.
///
/// # Errors
/// None: what is written can be written as JSON.
pub fn write(text: &str, now: NumericDate, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let inspection = inspect(text, now);
    let now = inspection.now;
    let units = Utf16::new(text);
    let changes_at = inspection.changes_at().map(NumericDate::as_f64);
    let outcome: Outcome = convert::outcome(&inspection.tokens);
    let findings: Vec<_> = inspection.findings.iter().map(|found| finding(convert::finding(found, convert::whole(text, &units)))).collect();
    line(out, &(now.as_f64(), changes_at, outcome, verdict(&inspection.verdict, now), findings))?;
    for (index, judged) in inspection.tokens.iter().enumerate() {
        let verdict = (index > 0).then(|| verdict(&judged.verdict, now));
        token(judged, verdict, text, &units, out)?;
    }
    Ok(())
}

fn line(out: &mut Vec<u8>, value: &impl Serialize) -> serde_json::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.push(b'\n');
    Ok(())
}

fn token(judged: &Judged, verdict: Option<Verdict>, input: &str, units: &Utf16, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let token = &judged.token;
    let places = convert::Places::of(token, units);
    let kind: Kind = token.kind.into();
    let segments: Vec<_> = convert::segments(token).iter().map(|segment| (segment.role, segment.span, segment.bytes)).collect();
    let part = |(content, units)| part(token, content, units);
    line(
        out,
        &(
            kind,
            judged.profile.row().map(|row| row.id),
            convert::place_of(judged),
            convert::pair(units.span(token.origin.span)),
            convert::own_text(token, input),
            segments,
            token.header.as_ref().zip(places.header.as_ref()).map(part),
            token.payload.as_ref().zip(places.payload.as_ref()).map(part),
            verdict,
            convert::disclosed(token),
        ),
    )?;
    let findings: Vec<_> = judged.findings.iter().map(|found| finding(convert::finding(found, places.place(&found.site)))).collect();
    line(out, &findings)
}

fn part<'a>(token: &Token, content: &'a Content, units: &Utf16) -> (Format, Option<&'a str>, Vec<(usize, u8)>) {
    let is_raw = token.parameter("b64").is_some();
    let follows = !token.kind.is_json() && !token.is_partial() && content.invalid.is_empty() && !is_raw;
    (content.format.into(), (!follows).then(|| content.text()), convert::invalid(content, units))
}

/// The members of a finding, in the order above.
type Row = (&'static str, Severity, Option<String>, Option<Role>, Option<String>, Span, Option<Span>);

fn finding(Finding { id, severity, detail, place: Place { segment, pointer, span, inner }, .. }: Finding) -> Row {
    (id, severity, detail, segment, pointer, span, inner)
}

type Verdict = (State, String, String);

fn verdict(judged: &verdict::Verdict, now: NumericDate) -> Verdict {
    let super::Verdict { state, sentence, summary, .. } = convert::verdict(judged, now);
    (state, sentence, summary)
}
