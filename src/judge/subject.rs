//! What is judged: a token at a moment, with the facts that rules and verdict both ask for, gathered once.

use std::borrow::Cow;
use std::cell::Cell;

use crate::jose::token::members::Members;
use crate::jose::token::{Role, Site, Token};
use crate::judge::profile::Profile;
use crate::judge::times::Times;
use crate::registry::algorithms::{self, Algorithm, Usage};
use crate::registry::providers::{self, MemberPlace, Provider};
use crate::text::json::Value;
use crate::text::json::names::Names;
use crate::text::time::NumericDate;

/// A token at a moment, with what every judgement asks for.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The token.
    pub token: &'a Token,
    /// The text of `alg`, where it is a string.
    pub alg: Option<String>,
    /// The row of `alg`, where it is registered.
    pub algorithm: Option<&'static Algorithm>,
    /// Whether `alg` is none, or looks like it (RFC 8725 §3.2).
    pub is_unsecured: bool,
    /// The time claims.
    pub times: Times<'a>,
    /// Who makes such tokens, as far as the token tells.
    pub provider: Option<&'static Provider>,
    /// What kind of token it is.
    pub profile: Profile,
    now: NumericDate,
    /// The earliest moment to come that the judgement asked for.
    next: Cell<Option<NumericDate>>,
    header: Members<'a>,
    claims: Members<'a>,
}

impl<'a> Subject<'a> {
    /// Gathers it from `token`.
    pub fn new(token: &'a Token, now: NumericDate) -> Subject<'a> {
        let alg = token.string_parameter("alg");
        let algorithm = alg.as_deref().and_then(algorithms::find);
        let is_unsecured = match algorithm {
            Some(row) => row.usage == Usage::Unsecured,
            None => alg.as_deref().is_some_and(algorithms::is_disguised_none),
        };
        let header = Members::of(token.header.objects());
        let claims = Members::of(token.claims());
        // Who encrypts may repeat the issuer in the header (RFC 7519 §5.3).
        let iss = claims.text("iss").or_else(|| header.text("iss"));
        let ask = |place: MemberPlace, name: &str| {
            if place == MemberPlace::Header { header.get(name) } else { claims.get(name) }
        };
        let provider = providers::recognise_among([header.names(), claims.names()], iss.as_deref(), &ask);
        Subject {
            token,
            now,
            next: Cell::new(None),
            alg,
            algorithm,
            is_unsecured,
            times: match &token.sd_jwt {
                Some(sd_jwt) => Times::of(&claims).with_disclosed(sd_jwt),
                None => Times::of(&claims),
            },
            provider,
            profile: by_form(token, Profile::of(&header, &claims, provider)),
            header,
            claims,
        }
    }

    /// Whether it is a public API key, such as Supabase's `anon`: every page of the project carries it, so nobody can
    /// keep it secret.
    pub fn is_public_key(&self) -> bool {
        self.profile == Profile::ApiKey && self.claim_text("role").is_some_and(|role| role == "anon")
    }

    /// The moment of judgement, for words; whether a moment has come is asked of [`Subject::has_come`].
    pub fn now(&self) -> NumericDate {
        self.now
    }

    /// Whether `moment` has come. All that is judged by the clock asks here, so that it is known when the answer
    /// changes.
    pub fn has_come(&self, moment: NumericDate) -> bool {
        let has_come = self.now >= moment;
        if !has_come && self.next.get().is_none_or(|next| moment < next) {
            self.next.set(Some(moment));
        }
        has_come
    }

    /// The next moment at which an answer of [`Subject::has_come`] changes; until then the judgement stays as it is.
    pub fn changes_at(&self) -> Option<NumericDate> {
        self.next.get()
    }

    /// The header parameter `name`; nearly free where there is none.
    #[inline]
    pub fn parameter(&self, name: &str) -> Option<Value<'a>> {
        self.header.get(name)
    }

    /// The header parameter `name`, where it is a string.
    pub fn parameter_text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.header.text(name)
    }

    /// The header parameters, in order.
    pub fn parameters(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        self.header.all()
    }

    /// The claim `name`; nearly free where there is none.
    #[inline]
    pub fn claim(&self, name: &str) -> Option<Value<'a>> {
        self.claims.get(name)
    }

    /// The claim `name`, where it is a string.
    pub fn claim_text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.claims.text(name)
    }

    /// The claims, in order; none where the payload is no object.
    pub fn claims(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        self.claims.all()
    }

    /// Which names header parameters have, as far as bits tell.
    #[inline]
    pub fn parameter_names(&self) -> Names {
        self.header.names()
    }

    /// Which names claims have, likewise.
    #[inline]
    pub fn claim_names(&self) -> Names {
        self.claims.names()
    }

    /// What `ask` says of the claim `name`, which an SD-JWT may disclose beside the others; `None` where it is nowhere.
    pub fn ask<T>(&self, name: &str, ask: impl FnOnce(Value<'_>) -> T) -> Option<T> {
        if let Some(value) = self.claim(name) {
            return Some(ask(value));
        }
        let disclosed = self.token.sd_jwt.as_ref()?.disclosed(name)?;
        disclosed.root().map(ask)
    }

    /// Whether there is a claim of one of these names.
    pub fn has_any(&self, names: &[&str]) -> bool {
        self.claims.has_any(names)
    }

    /// Those of these claims that are not there.
    pub fn lacks<'n>(&self, names: &[&'n str]) -> Vec<&'n str> {
        names.iter().copied().filter(|name| self.claim(name).is_none()).collect()
    }

    /// Whether the payload is a set of claims, so that a claim can be missing from it.
    pub fn has_claims(&self) -> bool {
        self.claims.is_object()
    }

    /// The site of a value of a part.
    pub fn site_of(&self, role: Role, value: Value<'_>) -> Site {
        if role == Role::Header {
            return self.token.header.site(value);
        }
        let pointer =
            self.token.content(role).and_then(|content| content.document()).map(|document| document.pointer(value));
        Site::Inside(role, value.span(), pointer.unwrap_or_default())
    }

    /// The site of a header parameter or claim; the token as a whole where there is none.
    pub fn site(&self, role: Role, name: &str) -> Site {
        let members = if role == Role::Header { &self.header } else { &self.claims };
        members.get(name).map_or(Site::Token, |value| self.site_of(role, value))
    }

    /// The site of the first of these claims that is there; the token as a whole where none is.
    pub fn first_claim(&self, names: &[&str]) -> Site {
        let found = names.iter().find_map(|name| self.claim(name));
        found.map_or(Site::Token, |value| self.site_of(Role::Payload, value))
    }

    /// The site of a whole segment.
    pub fn segment(&self, role: Role) -> Site {
        self.token.segment(role).map_or(Site::Token, |segment| Site::Text(role, segment.span))
    }
}

/// What is disclosed beside a token tells its kind, whatever else it looks like.
fn by_form(token: &Token, profile: Profile) -> Profile {
    match &token.sd_jwt {
        Some(sd_jwt) if profile == Profile::Unknown || !sd_jwt.disclosures.is_empty() => Profile::SdJwt,
        _ => profile,
    }
}
