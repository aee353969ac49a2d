//! The kind of a token beyond its form: an ID token, an access token, a logout token and so on, each with the document
//! that defines it.
//!
//! Recognised by `typ` where the token says what it is (RFC 8725 §3.11), else by the claims that only this kind has,
//! else by what its provider puts into it. A wrong name is worse than none: what fits several kinds is
//! [`Profile::Unknown`].

use crate::jose::token::members::Members;
use crate::registry::providers::Provider;
use crate::registry::spec::Reference;

mod recognise;
mod rows;

/// The event that makes a security event a logout token (OpenID Connect Back-Channel Logout §2.4).
pub const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Says who signed in (OpenID Connect Core §2).
    IdToken,
    /// Opens an API, by the standard profile (RFC 9068) or the provider's own.
    AccessToken,
    /// Gets new access tokens.
    RefreshToken,
    /// Ends a session (OpenID Connect Back-Channel Logout §2.4).
    LogoutToken,
    /// Reports what happened (RFC 8417).
    SecurityEvent,
    /// Proves possession of a key for one request (RFC 9449).
    DpopProof,
    /// Authenticates a client or grants access at a token endpoint (RFC 7523).
    ClientAssertion,
    /// An authorization request (RFC 9101).
    JarRequest,
    /// Identifies a sender of web push messages (RFC 8292).
    Vapid,
    /// A workload's identity (SPIFFE JWT-SVID).
    Spiffe,
    /// Claims of which the holder discloses some (RFC 9901).
    SdJwt,
    /// Proves possession of the key of such claims (RFC 9901 §4.3).
    KeyBinding,
    /// A verifiable credential (W3C), such as a health card.
    Credential,
    /// A caller's identity in telephony (RFC 8225).
    Passport,
    /// Authenticates a GitHub App.
    GithubApp,
    /// Keeps a user signed in at one application.
    Session,
    /// The identity of a build job.
    JobToken,
    /// The identity of a Kubernetes workload.
    ServiceAccount,
    /// What a proxy says about the user whose request it passes on.
    ProxyAssertion,
    /// An API token that its user signed with a key of its own.
    SelfSigned,
    /// A fixed key of a project, in the form of a token.
    ApiKey,
    /// What one party of a federation says about another (OpenID Federation §3).
    EntityStatement,
    /// That a party of a federation meets some rules (OpenID Federation §7).
    TrustMark,
    /// Which of many tokens are revoked.
    StatusList,
    /// What an authorization server says about a token (RFC 9701).
    Introspection,
    /// A signed request to a certificate authority (RFC 8555 §6.2).
    Acme,
    /// A JWT of no kind that is known.
    Unknown,
}

/// Whether a kind of token has an `exp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Its document asks for one.
    Required,
    /// It should.
    Usual,
    /// By design it has none, or need not have one.
    Optional,
}

/// What is known about a kind of token.
#[derive(Debug)]
pub struct ProfileRow {
    /// The kind.
    pub profile: Profile,
    /// The stable name, in kebab case.
    pub id: &'static str,
    /// What people call it: `ID token`.
    pub title: &'static str,
    /// One sentence: what it is for.
    pub meaning: &'static str,
    /// Whether it has an `exp`.
    pub expiry: Expiry,
    /// Where it is defined.
    pub reference: Reference,
}

impl Profile {
    /// Recognises the token with these members.
    pub fn of(header: &Members<'_>, claims: &Members<'_>, provider: Option<&Provider>) -> Profile {
        recognise::by_type(header, claims)
            .or_else(|| recognise::by_members(header, claims))
            .or_else(|| recognise::by_provider(claims, provider?))
            .or_else(|| recognise::by_habit(claims))
            .unwrap_or(Profile::Unknown)
    }

    /// What is known about it; `None` for [`Profile::Unknown`].
    pub fn row(self) -> Option<&'static ProfileRow> {
        rows::ROWS.iter().find(|row| row.profile == self)
    }

    /// All that are known.
    pub fn rows() -> &'static [ProfileRow] {
        rows::ROWS
    }

    /// Whether everybody knows what such a token is for.
    pub fn is_common(self) -> bool {
        matches!(self, Profile::IdToken | Profile::AccessToken | Profile::Session)
    }

    /// Whether such a token has an `exp`.
    pub fn expiry(self) -> Expiry {
        self.row().map_or(Expiry::Usual, |row| row.expiry)
    }

    /// For how many seconds after `iat` such a token is taken, where it says so itself by no `exp` (RFC 9449 §11.1, RFC
    /// 8224 §4.4).
    pub fn fresh_for(self) -> Option<i64> {
        match self {
            Profile::DpopProof => Some(300),
            Profile::Passport => Some(60),
            _ => None,
        }
    }

    /// The profile that a `typ` names, whatever its case and with `application/` or without (RFC 7515 §4.1.9).
    pub fn named(typ: &str) -> Option<Profile> {
        recognise::named(typ)
    }
}
