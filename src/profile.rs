//! The kind of a token beyond its form: an ID token, an access token, a logout token and so on, each with the document that
//! defines it.
//!
//! Recognised by `typ` where the token says what it is (RFC 8725 §3.11), else by the claims that only this kind has.

use crate::token::Token;

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
    /// A caller's identity in telephony (RFC 8225).
    Passport,
    /// Authenticates a GitHub App.
    GithubApp,
    /// Keeps a user signed in at one application.
    Session,
    /// A JWT of no kind that is known.
    Unknown,
}

impl Profile {
    /// Recognises `token`.
    pub fn of(token: &Token) -> Profile {
        match token.string_parameter("typ").as_deref() {
            Some("at+jwt" | "application/at+jwt") => Profile::AccessToken,
            Some("dpop+jwt") => Profile::DpopProof,
            Some("logout+jwt") => Profile::LogoutToken,
            Some("secevent+jwt") => Profile::SecurityEvent,
            Some("oauth-authz-req+jwt") => Profile::JarRequest,
            Some("passport") => Profile::Passport,
            _ => Profile::Unknown,
        }
    }
}
