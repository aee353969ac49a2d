//! The wire of the JavaScript module against the report that it stands for: a reader of its own, written from the
//! description of the format.

use jotglass::judge::profile::Profile;
use jotglass::report::wire::{VOCABULARY, write};
use jotglass::report::{Report, report};
use jotglass::rules;
use jotglass::text::base64url;
use serde_json::{Value, json};

use crate::weave::woven;
use crate::{NOW, slice};

/// Stands for what is absent.
const ABSENT: u32 = (1 << 30) - 1;

/// The numbers and words, read back, say what the report says, and nothing is left over.
pub fn holds(data: &[u8]) {
    let text = woven(data);
    let mut numbers = vec![7; 3];
    let words = write(&text, NOW, &mut numbers);
    let vocabulary = serde_json::to_value(VOCABULARY).expect("names are JSON");
    let mut reader = Reader { numbers: &numbers, words: words.encode_utf16().collect(), at: 0, read: 0, vocabulary };
    assert_eq!(reader.number() as usize, numbers.len());
    let found = reader.report(&text);
    assert_eq!(reader.at, numbers.len(), "numbers are left over");
    assert_eq!(reader.read, reader.words.len(), "words are left over");
    assert_eq!(found, expected(&report(&text, NOW)));
}

struct Reader<'a> {
    numbers: &'a [u32],
    words: Vec<u16>,
    at: usize,
    /// How many words have been read: each text follows the one before.
    read: usize,
    vocabulary: Value,
}

impl Reader<'_> {
    fn number(&mut self) -> u32 {
        let number = self.numbers[self.at];
        self.at += 1;
        assert!(number < 1 << 30, "{number} is too big");
        number
    }

    fn optional(&mut self) -> Option<u32> {
        Some(self.number()).filter(|&number| number != ABSENT)
    }

    fn moment(&mut self) -> Option<f64> {
        let bits = (0..4).fold(0, |bits, place| bits | u64::from(self.number()) << (16 * place));
        Some(f64::from_bits(bits)).filter(|moment| !moment.is_nan())
    }

    fn span(&mut self) -> (usize, usize) {
        (self.number() as usize, self.number() as usize)
    }

    fn text(&mut self) -> Option<String> {
        let (start, end) = self.span();
        if start == ABSENT as usize {
            return None;
        }
        assert_eq!(start, self.read);
        self.read = end;
        Some(String::from_utf16(&self.words[start..end]).expect("whole characters"))
    }

    fn name(&mut self, list: &str) -> Value {
        let place = self.number() as usize;
        self.vocabulary[list][place].clone()
    }

    fn list(&mut self, mut one: impl FnMut(&mut Self) -> Value) -> Vec<Value> {
        (0..self.number()).map(|_| one(self)).collect()
    }

    fn report(&mut self, text: &str) -> Value {
        let (now, changes_at) = (self.moment(), self.moment());
        let outcome = self.name("outcomes");
        let verdict = self.verdict();
        let findings = self.findings();
        let mut first = Some(verdict.clone());
        let tokens = self.list(|reader| reader.token(text, first.take()));
        json!({ "now": now, "changesAt": changes_at, "outcome": outcome, "verdict": verdict,
                "findings": findings, "tokens": tokens })
    }

    fn verdict(&mut self) -> Value {
        json!({ "state": self.name("states"), "sentence": self.text(), "summary": self.text() })
    }

    fn token(&mut self, input: &str, first: Option<Value>) -> Value {
        let kind = self.name("kinds");
        let profile = self.optional().map(|place| Profile::rows()[place as usize].id);
        let provider = self.optional();
        let source = self.span();
        let text = self.text();
        let segments = self
            .list(|reader| json!({ "role": reader.name("roles"), "span": reader.span(), "bytes": reader.number() }));
        let own = text.clone().or_else(|| slice(input, source)).expect("a token is at a place of the text");
        let (header, payload) = (self.part(&own, &segments, "header"), self.part(&own, &segments, "payload"));
        let unprotected = self.list(|reader| json!({ "member": reader.text(), "text": reader.text() }));
        let verdict = match first {
            Some(first) => {
                assert_eq!(self.number(), ABSENT, "the first token has the verdict of the report");
                first
            }
            None => self.verdict(),
        };
        let disclosures = self.list(|reader| {
            json!({ "span": reader.span(), "salt": reader.text(), "name": reader.text(), "value": reader.text(),
                    "place": reader.text() })
        });
        let findings = self.findings();
        json!({ "kind": kind, "profile": profile, "provider": provider, "source": source, "text": text,
                "segments": segments, "header": header, "payload": payload, "unprotected": unprotected,
                "verdict": verdict, "disclosures": disclosures, "findings": findings })
    }

    fn part(&mut self, token: &str, segments: &[Value], role: &str) -> Value {
        let Some(place) = self.optional() else { return Value::Null };
        let format = self.vocabulary["formats"][place as usize].clone();
        let text = self.text().unwrap_or_else(|| {
            // It follows from the segment.
            let segment = segments.iter().find(|segment| segment["role"] == role).expect("a segment of this role");
            let place = |end: usize| segment["span"][end].as_u64().expect("a place") as usize;
            let source = slice(token, (place(0), place(1))).expect("a segment is at a place of the token");
            String::from_utf8(base64url::decode(&source).bytes).expect("what follows from the segment is UTF-8")
        });
        let invalid = self.list(|reader| json!(reader.span()));
        json!({ "format": format, "text": text, "invalid": invalid })
    }

    fn findings(&mut self) -> Vec<Value> {
        self.list(|reader| {
            let rule = rules().nth(reader.number() as usize).expect("a rule").id;
            let severity = reader.name("severities");
            let detail = reader.text();
            let segment = reader.optional().map(|place| reader.vocabulary["roles"][place as usize].clone());
            let pointer = reader.text();
            let span = reader.span();
            let inner = Some(reader.span()).filter(|inner| inner.0 != ABSENT as usize);
            json!({ "id": rule, "severity": severity, "detail": detail, "more": reader.number(),
                    "place": { "segment": segment, "pointer": pointer, "span": span, "inner": inner } })
        })
    }
}

/// What the wire is to say: the report without what the module asks for later.
fn expected(report: &Report) -> Value {
    let mut whole = serde_json::to_value(report).expect("a report is JSON");
    keep(&mut whole, &["now", "changesAt", "outcome", "verdict", "findings", "tokens"]);
    for token in whole["tokens"].as_array_mut().expect("a list of tokens") {
        keep(
            token,
            &[
                "kind",
                "profile",
                "provider",
                "source",
                "text",
                "segments",
                "header",
                "payload",
                "unprotected",
                "verdict",
                "disclosures",
                "findings",
            ],
        );
        let inner: [(&str, &[&str]); 4] = [
            ("header", &["format", "text", "invalid"]),
            ("payload", &["format", "text", "invalid"]),
            ("unprotected", &["member", "text"]),
            ("disclosures", &["span", "salt", "name", "value", "place"]),
        ];
        for (name, members) in inner {
            match &mut token[name] {
                Value::Array(list) => list.iter_mut().for_each(|one| keep(one, members)),
                part @ Value::Object(_) => keep(part, members),
                // Without any, the report leaves the list out.
                nothing if name == "disclosures" => *nothing = json!([]),
                _ => {}
            }
        }
    }
    whole
}

/// Keeps these members, in place of those that are missing null.
fn keep(value: &mut Value, names: &[&str]) {
    *value = names.iter().map(|name| ((*name).to_owned(), value[name].take())).collect();
}
