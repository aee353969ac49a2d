//! How each kind of token is told: by its type, by members that no other kind has, by its provider's habits, by common
//! ones.

use crate::jose::token::members::Members;
use crate::registry::providers::Provider;
use crate::text::json::{JsonKind, Value};

use super::LOGOUT_EVENT;
use super::Profile::{self, *};

/// The types that name a profile, in lower case and without `application/`.
const TYPES: &[(&str, Profile)] = &[
    ("at+jwt", AccessToken),
    ("rt+jwt", RefreshToken),
    ("refresh+jwt", RefreshToken),
    ("logout+jwt", LogoutToken),
    ("secevent+jwt", SecurityEvent),
    ("dpop+jwt", DpopProof),
    ("client-authentication+jwt", ClientAssertion),
    ("oauth-id-jag+jwt", ClientAssertion),
    ("oauth-authz-req+jwt", JarRequest),
    ("passport", Passport),
    ("dc+sd-jwt", SdJwt),
    ("vc+sd-jwt", SdJwt),
    ("kb+jwt", KeyBinding),
    ("vc+jwt", Credential),
    ("vp+jwt", Credential),
    ("entity-statement+jwt", EntityStatement),
    ("trust-mark+jwt", TrustMark),
    ("statuslist+jwt", StatusList),
    ("token-introspection+jwt", Introspection),
];

/// What only an ID token has (OpenID Connect Core §3.1.3.6 and §3.3.2.11).
const HASHES: &[&str] = &["at_hash", "c_hash", "s_hash"];
/// What speaks of an access: what it may do.
const SCOPES: &[&str] = &["scope", "scp"];
/// How an access token names the client that got it.
const CLIENTS: &[&str] = &["client_id", "azp", "cid", "appid"];
/// What a sign-in leaves in an ID token.
const SIGN_IN: &[&str] =
    &["nonce", "at_hash", "c_hash", "s_hash", "auth_time", "preferred_username", "email_verified", "name", "email"];
/// What stands in the addresses of authorization servers, and hardly in others.
const SERVER_WORDS: &[&str] = &["token", "oauth", "/realms/", "auth", "login", "okta", "idp", "connect"];

pub(super) fn named(typ: &str) -> Option<Profile> {
    let prefix = "application/";
    let is_prefixed = typ.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let name = if is_prefixed { typ.get(prefix.len()..)? } else { typ };
    TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, profile)| profile)
}

/// By `typ`; a security event may still be a logout token.
pub(super) fn by_type(header: &Members<'_>, claims: &Members<'_>) -> Option<Profile> {
    let profile = named(&header.text("typ")?)?;
    Some(if profile == SecurityEvent && is_logout(claims) { LogoutToken } else { profile })
}

fn is_logout(claims: &Members<'_>) -> bool {
    claims.get("events").is_some_and(|events| events.member(LOGOUT_EVENT).is_some())
}

/// By members that no other kind has.
pub(super) fn by_members(header: &Members<'_>, claims: &Members<'_>) -> Option<Profile> {
    let is_object = |name| claims.get(name).is_some_and(|value| value.kind() == JsonKind::Object);
    if header.has("url") && header.has("nonce") && header.has_any(&["jwk", "kid"]) {
        return Some(Acme);
    }
    if header.has("ppt") || (claims.has("orig") && claims.has("dest")) {
        return Some(Passport);
    }
    if header.has("jwk") && claims.has("htm") && claims.has("htu") {
        return Some(DpopProof);
    }
    if is_logout(claims) {
        return Some(LogoutToken);
    }
    if claims.has("events") {
        return Some(SecurityEvent);
    }
    if is_object("status_list") {
        return Some(StatusList);
    }
    if claims.has("sd_hash") && claims.has("nonce") {
        return Some(KeyBinding);
    }
    if claims.has_any(&["_sd", "_sd_alg"]) {
        return Some(SdJwt);
    }
    if is_object("vc") || is_object("vp") {
        return Some(Credential);
    }
    if is_object("token_introspection") {
        return Some(Introspection);
    }
    if is_object("jwks") && claims.has_any(&["metadata", "authority_hints"]) {
        return Some(EntityStatement);
    }
    if claims.has("response_type") && claims.has("client_id") && claims.has("redirect_uri") {
        return Some(JarRequest);
    }
    claims.text("sub").filter(|sub| sub.starts_with("spiffe://")).map(|_| Spiffe)
}

/// By what the provider puts into its tokens.
pub(super) fn by_provider(claims: &Members<'_>, provider: &Provider) -> Option<Profile> {
    let starts = |name, start: &str| claims.text(name).is_some_and(|text| text.starts_with(start));
    let has = |names: &[&str]| claims.has_any(names);
    let first = |choices: &[(bool, Profile)]| choices.iter().find(|(is_it, _)| *is_it).map(|&(_, profile)| profile);
    match (provider.key, provider.token) {
        ("clerk" | "stytch", _) | ("firebase", "session cookie") => Some(Session),
        ("firebase", "custom token") => None,
        ("firebase", _) | (_, "ID token") => Some(IdToken),
        ("supabase", "API key") => Some(ApiKey),
        ("supabase" | "workos", _) | (_, "access token") => Some(AccessToken),
        ("google-iap" | "cloudflare", _) => Some(ProxyAssertion),
        ("google", _) => first(&[
            (
                starts("aud", "https://oauth2.googleapis.com/token") || has(&["scope", "target_audience"]),
                ClientAssertion,
            ),
            (true, SelfSigned),
        ]),
        ("apple", "client secret") => Some(ClientAssertion),
        ("apple", "API token") | ("snowflake", _) => Some(SelfSigned),
        ("github", "") if claims.has("sub") => Some(JobToken),
        ("github", "") => Some(GithubApp),
        ("gitlab", _) => Some(JobToken),
        ("kubernetes", _) => Some(ServiceAccount),
        ("webpush", _) => Some(Vapid),
        ("atproto", _) => Some(if starts("scope", "com.atproto.refresh") { RefreshToken } else { AccessToken }),
        ("descope", _) if claims.has("drn") => {
            first(&[(starts("drn", "DSR"), RefreshToken), (starts("drn", "DS"), Session)])
        }
        ("auth0", _) => first(&[(has(&["scope", "gty", "permissions"]), AccessToken), (has(SIGN_IN), IdToken)]),
        ("kinde", _) => first(&[(has(&["scp", "permissions", "feature_flags"]), AccessToken), (has(SIGN_IN), IdToken)]),
        ("okta", _) => first(&[
            (starts("jti", "ID."), IdToken),
            (starts("jti", "AT.") || has(&["cid", "scp"]), AccessToken),
            (has(SIGN_IN), IdToken),
        ]),
        ("entra" | "entra-external", _) => {
            let access = ["scp", "azp", "azpacr", "appid", "appidacr", "idtyp"];
            first(&[(has(&access), AccessToken), (has(SIGN_IN) || has(&["unique_name", "emails"]), IdToken)])
        }
        ("lti", "") => Some(IdToken),
        _ => None,
    }
}

/// By what is common, whoever made it.
pub(super) fn by_habit(claims: &Members<'_>) -> Option<Profile> {
    for name in ["token_use", "typ", "token_type", "type"] {
        match claims.text(name).as_deref() {
            Some("refresh" | "Refresh" | "Offline" | "refresh_token") => return Some(RefreshToken),
            Some("access" | "Bearer" | "DPoP" | "access_token" | "at") => return Some(AccessToken),
            Some("id" | "ID" | "id_token") => return Some(IdToken),
            _ => {}
        }
    }
    let has = |names: &[&str]| claims.has_any(names);
    if has(HASHES) {
        return Some(IdToken);
    }
    if is_github_app(claims) {
        return Some(GithubApp);
    }
    if asks_a_token_endpoint(claims) {
        return Some(ClientAssertion);
    }
    let is_told = claims.has("iss") && claims.has("sub") && claims.has("aud");
    if has(SCOPES) && (has(CLIENTS) || is_told) {
        return Some(AccessToken);
    }
    let is_signed_in =
        claims.has("nonce") || (claims.has("email_verified") && has(&["auth_time", "sid", "azp", "acr", "updated_at"]));
    (is_told && is_signed_in && !has(&["scope", "scp", "permissions", "client_id"])).then_some(IdToken)
}

/// GitHub Apps say who they are, by number or by id, and nothing else.
fn is_github_app(claims: &Members<'_>) -> bool {
    let is_app = |iss: Value<'_>| {
        let text = iss.string().unwrap_or_else(|| iss.source().into());
        text.starts_with("Iv")
            || (!text.is_empty() && text.len() < 12 && text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_plain = |value: Value<'_>| ["iat", "exp", "iss"].iter().any(|name| value.is_named(name));
    claims.get("iss").is_some_and(is_app) && claims.has("exp") && claims.all().all(is_plain)
}

/// A client speaks of itself to an authorization server (RFC 7523 §3), or asks its token endpoint for someone (§2.1).
fn asks_a_token_endpoint(claims: &Members<'_>) -> bool {
    let Some(aud) = claims.get("aud") else { return false };
    let holds = |test: &dyn Fn(&str) -> bool| {
        aud.string().is_some_and(|text| test(&text)) || aud.children().filter_map(Value::string).any(|text| test(&text))
    };
    let is_endpoint = |text: &str| text.starts_with("https://") && text.ends_with("/token");
    let is_server = |text: &str| text.starts_with("https://") && SERVER_WORDS.iter().any(|word| text.contains(word));
    let is_itself = claims.text("iss").zip(claims.text("sub")).is_some_and(|(iss, sub)| iss == sub);
    let speaks_of_users = claims.has_any(&["nonce", "email", "name"]);
    !speaks_of_users && claims.has("iss") && (holds(&is_endpoint) || (is_itself && holds(&is_server)))
}

#[cfg(test)]
mod tests;
