//! One look at every name and value of header and payload, for all rules that ask what a token carries: characters that
//! mislead, secrets, personal data, markup, inner addresses. Each rule is told of its own [`Sight`].
//!
//! Values are looked at unescaped. The work is linear in the token's text, which `scan::MAX_TEXT` bounds; what is kept
//! of one sight is bounded by [`MAX_OF_A_SIGHT`].

use std::borrow::Cow;

use super::{Findings, Severity};
use crate::jose::token::content::looks_like_compact;
use crate::jose::token::{Role, Site};
use crate::judge::subject::Subject;
use crate::text::json::{Document, JsonKind, Value};
use crate::text::span::Span;
use crate::text::url::{Reach, Url, contains};
use crate::text::visible::label;

mod addresses;
mod characters;
mod credentials;
mod form;
mod names;
mod numbers;

pub(super) use addresses::is_person;
pub(super) use characters::imitates;
use form::TextForm;
use names::Named;

/// How many places of one sight are kept, the first ones.
const MAX_OF_A_SIGHT: usize = 8;
/// A list of them ends after so many bytes.
const MAX_WORDS: usize = 200;
/// What stands after the last place that is kept, where there are more.
const MORE: &str = ", and more";
/// Claims in which another token belongs.
const NESTING: [&str; 11] = [
    "_claim_sources",
    "vc",
    "vp",
    "opt",
    "delegation",
    "trust_marks",
    "request",
    "client_assertion",
    "assertion",
    "actor_token",
    "subject_token",
];
/// What begins markup that acts when a page prints it.
const MARKUP: &[&str] = &["<script", "<img", "<svg", "<iframe", "<object", "onerror=", "onload="];
/// What begins an address that acts.
const ACTING: &[&str] = &["javascript:", "vbscript:", "data:text/html"];

/// What can be seen in a name or value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// Characters that change the reading order.
    Bidi,
    /// Characters that cannot be seen.
    Invisible,
    /// Control characters.
    Control,
    /// Letters that look like others.
    Confusable,
    /// Markup or an address that acts.
    Markup,
    /// An address of an inner network.
    Internal,
    /// A value under the name of a secret.
    Secret,
    /// A value with the form of a credential.
    Credential,
    /// The number of a payment card.
    Card,
    /// A national or bank identifier.
    NationalId,
    /// The hash of a password.
    Hash,
    /// Another token.
    Token,
    /// Something personal.
    Personal,
    /// A right.
    Privilege,
    /// A missing value.
    Null,
    /// A truth value in quotes.
    BooleanText,
}

impl Sight {
    /// Whether it is for nobody else's eyes.
    fn is_sensitive(self) -> bool {
        matches!(self, Sight::Secret | Sight::Credential | Sight::Card | Sight::NationalId | Sight::Hash | Sight::Token)
    }
}

/// What was seen once.
#[derive(Debug)]
struct Sighting<'a> {
    sight: Sight,
    role: Role,
    document: &'a Document,
    value: Value<'a>,
    span: Span,
    words: String,
}

impl Sighting<'_> {
    fn site(&self) -> Site {
        Site::Inside(self.role, self.span, self.document.pointer(self.value))
    }
}

/// What was seen in a token.
#[derive(Debug, Default)]
pub(super) struct Sightings<'a> {
    seen: Vec<Sighting<'a>>,
}

impl Sightings<'_> {
    /// Adds what was seen of a sight: errors one by one, the rest in one finding at the first place.
    pub(super) fn tell(&self, sight: Sight, findings: &mut Findings) {
        let mut same = self.seen.iter().filter(|seen| seen.sight == sight);
        if findings.rule.severity == Severity::Error {
            same.for_each(|seen| findings.add(seen.site(), seen.words.clone()));
        } else if let Some(first) = same.next() {
            let mut words = first.words.clone();
            for seen in same {
                if words.len() > MAX_WORDS {
                    words += MORE;
                    break;
                }
                words = words + ", " + &seen.words;
            }
            findings.add(first.site(), words);
        }
    }

    /// Whether something is for nobody else's eyes, and nothing personal was seen, of which the same is said.
    pub(super) fn is_sensitive(&self) -> bool {
        self.has(Sight::is_sensitive) && !self.has(|sight| sight == Sight::Personal)
    }

    fn has(&self, is: fn(Sight) -> bool) -> bool {
        self.seen.iter().any(|seen| is(seen.sight))
    }
}

/// Looks at the header and the payload.
pub(super) fn look<'a>(subject: &Subject<'a>) -> Sightings<'a> {
    let mut sightings = Sightings::default();
    for role in [Role::Header, Role::Payload] {
        if let Some(document) = subject.token.content(role).and_then(|content| content.document()) {
            Look { role, document, sightings: &mut sightings }.all();
        }
    }
    sightings
}

/// A look at one part.
struct Look<'a, 'b> {
    role: Role,
    document: &'a Document,
    sightings: &'b mut Sightings<'a>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct ValuePlace<'a, 'b> {
    value: Value<'a>,
    /// Its name, or that of the member whose array it is in.
    name: &'b str,
    named: Named,
    is_identifier: bool,
    /// The name of the claim that it is or is in.
    claim: &'b str,
    is_claim: bool,
}

impl<'a> Look<'a, '_> {
    fn all(&mut self) {
        let document = self.document;
        // Neither escapes nor anything beyond ASCII: no character of it can mislead.
        let is_plain = document.text().is_ascii() && !document.text().contains('\\');
        let is_payload = self.role == Role::Payload;
        let (mut name, mut claim) = (Cow::Borrowed(""), Cow::Borrowed(""));
        let (mut named, mut is_identifier) = (Named::Other, false);
        let mut claim_end = 0;
        for value in document.values().skip(1) {
            let is_claim = value.span().start >= claim_end;
            if let Some((own, span)) = value.name().zip(value.name_span()) {
                name = own;
                named = names::named(&name);
                is_identifier = names::is_identifier(&name);
                let form = TextForm::of(&name);
                if !is_plain && form.has(TextForm::ODD) {
                    self.characters(value, span, &name, "a name", true);
                }
                if acts(&name, form) {
                    self.note(Sight::Markup, value, span, ["a name, ", &*label(&name)].concat());
                }
            }
            if is_claim {
                claim_end = value.span().end;
                claim.clone_from(&name);
            }
            let place = ValuePlace { value, name: &name, named, is_identifier, claim: &claim, is_claim };
            if let Some(text) = value.string() {
                let form = TextForm::of(&text);
                if !is_plain && form.has(TextForm::ODD) {
                    self.characters(value, value.span(), &text, &name, !is_payload || is_identifier);
                }
                if form.has(TextForm::MARKUP | TextForm::COLON) {
                    self.markup(place, &text, form);
                }
                if is_payload {
                    self.string(place, &text, form);
                }
            } else if is_payload {
                self.other(place);
            }
        }
    }

    /// Characters that mislead, in a name or a string.
    fn characters(&mut self, value: Value<'a>, span: Span, text: &str, name: &str, is_identifier: bool) {
        for (sight, words) in characters::misleading(text, is_identifier) {
            self.note(sight, value, span, format!("{words} in {}", label(name)));
        }
    }

    /// What would act where a page prints it.
    fn markup(&mut self, place: ValuePlace<'a, '_>, text: &str, form: TextForm) {
        let is_address = matches!(place.name, "picture" | "profile" | "website" | "logo_uri" | "logo");
        let is_odd = |url: &Url<'_>| {
            !url.is_web() && (!url.host.is_empty() || url.has_scheme("data") && !url.path.starts_with("image/"))
        };
        if acts(text, form) || is_address && Url::split(text).as_ref().is_some_and(is_odd) {
            self.see(Sight::Markup, place);
        }
    }

    /// What a string of the payload is, by its name and its form.
    fn string(&mut self, place: ValuePlace<'a, '_>, text: &str, form: TextForm) {
        let ValuePlace { named, name, is_identifier, .. } = place;
        if text.is_empty() {
            return;
        }
        if matches!(text, "true" | "false") {
            if names::is_question(name) {
                self.see(Sight::BooleanText, place);
            }
            return;
        }
        let url = if form.has(TextForm::COLON) { Url::split(text) } else { None };
        let is_token = || {
            named == Named::Token && text.len() >= 16
                || text.starts_with('e') && form.has(TextForm::DOT) && looks_like_compact(text)
        };
        let sight = match named {
            Named::Secret if text.bytes().any(|byte| byte != b'*') => Some(Sight::Secret),
            Named::NationalId => Some(Sight::NationalId),
            Named::Roles if names::is_privileged(text) => {
                self.note(
                    Sight::Privilege,
                    place.value,
                    place.value.span(),
                    format!("{} {}", label(name), label(text)),
                );
                None
            }
            _ if credentials::is_hash(text) => Some(Sight::Hash),
            _ if form.has(TextForm::JOINT | TextForm::COLON) && credentials::is_live(text, url.as_ref()) => {
                Some(Sight::Credential)
            }
            _ if is_token() && !NESTING.contains(&place.claim) => Some(Sight::Token),
            _ if !form.has(TextForm::WORD) && numbers::is_card(text, named) => Some(Sight::Card),
            _ if numbers::is_social_security(text) || numbers::is_iban(text) => Some(Sight::NationalId),
            _ if is_identifier => None,
            Named::Personal if place.is_claim || names::holds_a_person(place.claim) => Some(Sight::Personal),
            _ if (form.has(TextForm::AT) || text.starts_with('+')) && addresses::is_person(text) => {
                Some(Sight::Personal)
            }
            _ => None,
        };
        if let Some(sight) = sight {
            self.see(sight, place);
        }
        match addresses::reach(text, url.as_ref(), form) {
            Some(Reach::Public) if named != Named::Identifier => self.see(Sight::Personal, place),
            None | Some(Reach::Public) => {}
            Some(_) => self.see(Sight::Internal, place),
        }
    }

    /// What any other value of the payload is, by its name.
    fn other(&mut self, place: ValuePlace<'a, '_>) {
        let is_there = place.value.source().len() > 2;
        match (place.value.kind(), place.named) {
            (JsonKind::Null, _) => self.see(Sight::Null, place),
            (JsonKind::Boolean, Named::Admin) if place.value.source() == "true" => self.see(Sight::Privilege, place),
            (JsonKind::Number, Named::Secret) => self.see(Sight::Secret, place),
            (JsonKind::Number, Named::NationalId) => self.see(Sight::NationalId, place),
            (JsonKind::Number, Named::Card) if numbers::is_card(place.value.source(), place.named) => {
                self.see(Sight::Card, place)
            }
            (JsonKind::Object | JsonKind::Array, Named::Personal) if place.is_claim && is_there => {
                self.see(Sight::Personal, place)
            }
            _ => {}
        }
    }

    /// Notes a value by its name.
    fn see(&mut self, sight: Sight, place: ValuePlace<'a, '_>) {
        self.note(sight, place.value, place.value.span(), label(place.name));
    }

    /// Notes what was seen, up to the limit; the same words once, but every place of what is sensitive.
    fn note(&mut self, sight: Sight, value: Value<'a>, span: Span, words: String) {
        let mut same = self.sightings.seen.iter_mut().filter(|seen| seen.sight == sight);
        if let Some(last) = same.by_ref().nth(MAX_OF_A_SIGHT - 1) {
            if !last.words.ends_with(MORE) {
                last.words.push_str(MORE);
            }
            return;
        }
        let is_told = self.sightings.seen.iter().any(|seen| seen.sight == sight && seen.words == words);
        if !is_told || sight.is_sensitive() {
            let &mut Look { role, document, .. } = self;
            self.sightings.seen.push(Sighting { sight, role, document, value, span, words });
        }
    }
}

/// Whether a page that prints a text may run it.
fn acts(text: &str, form: TextForm) -> bool {
    let has = |class, words: &[&str]| form.has(class) && words.iter().any(|word| contains(text, word));
    has(TextForm::MARKUP, MARKUP) || has(TextForm::COLON, ACTING)
}
