//! Claims of which a provider has its own idea: names that it alone uses, or uses otherwise than the registry.
//!
//! Providers go by a key in small letters, such as `auth0`.

use std::iter;
use std::ops::Range;

use super::Explained;
use crate::registry::Sensitivity::{Open, Personal, Privilege};
use crate::registry::ValueKind::*;
use crate::registry::documents::*;
use crate::registry::table::table;
use crate::registry::{Row, SourceRow, row};

mod pipelines;

table! {
    /// The rows of all providers, in the order of [`KEYS`].
    static OWN = GROUPS;
}

/// The keys of the providers, each with the position in [`OWN`] that follows its rows.
static KEYS: [(&str, usize); PROVIDERS.len()] = {
    let mut keys = [("", 0); PROVIDERS.len()];
    let (mut end, mut at) = (0, 0);
    while at < keys.len() {
        end += PROVIDERS[at].1.len();
        keys[at] = (PROVIDERS[at].0, end);
        at += 1;
    }
    keys
};

const GROUPS: &[&[SourceRow]] = &{
    let mut rows: [&[SourceRow]; PROVIDERS.len()] = [&[]; PROVIDERS.len()];
    let mut at = 0;
    while at < rows.len() {
        rows[at] = PROVIDERS[at].1;
        at += 1;
    }
    rows
};

#[rustfmt::skip]
const PROVIDERS: &[(&str, &[SourceRow])] = &[
    ("auth0", &[
        row("gty", Text, Open, AUTH0, "Grant type", ""),
        row("org_name", Text, Open, AUTH0, "Organisation's name", "Can change, so not an identifier."),
    ]),
    ("cognito", &[
        row("event_id", Text, Open, COGNITO, "Event", ""),
        row("device_key", Text, Personal, COGNITO, "Device", ""),
        row("version", TextOrNumber, Open, COGNITO, "Version", ""),
    ]),
    ("clerk", &[
        row("v", Number, Open, CLERK, "Version", ""),
        row("azp", Uri, Open, CLERK, "Origin", "The site that asked for the token; check it."),
        row("fva", List, Open, CLERK, "Factor age", "Minutes since each factor was checked; -1 for never."),
        row("sts", Text, Open, CLERK, "Session status", ""),
        row("pla", Text, Open, CLERK, "Plan", "The user has u:, the organisation o:."),
        row("fea", Text, Privilege, CLERK, "Features", ""),
        row("o", Object, Privilege, CLERK, "Organisation", "With role and permissions in it."),
        row("org_role", Text, Privilege, CLERK, "Role", ""),
        row("org_permissions", TextList, Privilege, CLERK, "Permissions", ""),
        row("org_slug", Text, Open, CLERK, "Organisation's short name", "Can change, so not an identifier."),
        row("act", Object, Personal, CLERK, "Impersonator", "Who signed in as this user."),
    ]),
    ("firebase", &[
        row("user_id", Text, Open, FIREBASE_CUSTOM, "User ID", "The same as sub."),
        row("uid", Text, Open, FIREBASE_CUSTOM, "User ID", ""),
        row("claims", Object, Privilege, FIREBASE_CUSTOM, "Own claims", ""),
        row("provider_id", Text, Open, FIREBASE_CUSTOM, "Sign-in", "How the user signed in."),
    ]),
    ("supabase", &[
        row("ref", Text, Open, SUPABASE, "Project", "The project that the key opens."),
        row("role", Text, Privilege, SUPABASE, "Database role", "The Postgres role of the request."),
        row("aal", Text, Open, SUPABASE, "Login level", "How strong the login was."),
        row("amr", List, Open, SUPABASE, "Login methods", "How and when the user signed in."),
        row("aud", Audience, Open, SUPABASE, "Audience", "Whom it is open to; nearly always authenticated."),
        row("phone", Phone, Personal, SUPABASE, "Phone number", ""),
    ]),
    ("kinde", &[
        row("org_codes", TextList, Open, KINDE, "Organisations", ""),
        row("feature_flags", Object, Open, KINDE, "Feature flags", "Each with its type t and value v."),
        row("v", Text, Open, KINDE, "Version", ""),
    ]),
    ("keycloak", &[
        row("typ", Text, Open, KEYCLOAK, "Type", "What the token is for; only Bearer opens an API."),
        row("session_state", Text, Open, KEYCLOAK, "Session", "An older name of sid."),
        row("allowed-origins", TextList, Open, KEYCLOAK, "Allowed origins",
            "The sites whose scripts may use the token."),
        row("acr", Text, Open, KEYCLOAK, "Login level", "How strong the login was."),
    ]),
    ("okta", &[
        row("cid", Text, Open, OKTA, "Client", "The application that the token was issued to."),
        row("uid", Text, Open, OKTA, "User ID", ""),
        row("idp", Text, Open, OKTA, "Identity provider", "Where the user signed in."),
    ]),
    ("google", &[
        row("hd", Text, Open, GOOGLE, "Hosted domain", "The user's organisation; do not go by the e-mail address."),
        row("target_audience", Uri, Open, GOOGLE, "Target audience", ""),
    ]),
    ("entra", &[
        row("azpacr", Text, Open, ENTRA, "Client's proof", "How the application proved who it is."),
        row("appidacr", Text, Open, ENTRA, "Client's proof", "How the application proved who it is."),
        row("uti", Text, Open, ENTRA, "Token ID", ""),
        row("rh", Text, Open, ENTRA, "Internal", "For Microsoft alone."),
        row("aio", Text, Open, ENTRA, "Internal", "For Microsoft alone."),
        row("roles", TextList, Privilege, ENTRA, "App roles", ""),
        row("wids", TextList, Privilege, ENTRA, "Directory roles", "The user's roles in the tenant."),
        row("idtyp", Text, Open, ENTRA, "Kind of subject", ""),
        row("acct", Number, Open, ENTRA, "Kind of account", ""),
        row("ipaddr", Text, Personal, ENTRA, "IP address", "Where the user signed in."),
        row("login_hint", Text, Personal, ENTRA, "Login hint", ""),
        row("idp", Text, Open, ENTRA, "Identity provider", "Where the user signed in."),
        row("tfp", Text, Open, ENTRA, "User flow", "How the user signed in."),
        row("emails", TextList, Personal, ENTRA, "E-mail addresses", "They may not be verified."),
    ]),
    ("apple", &[
        row("is_private_email", Any, Personal, APPLE, "Private e-mail", "Whether Apple forwards from the address."),
        row("nonce_supported", Boolean, Open, APPLE, "Nonce supported", "If so, nonce must match."),
        row("transfer_sub", Text, Open, APPLE, "Transfer ID", "The user, while an app changes teams."),
        row("real_user_status", Number, Open, APPLE, "Real person", ""),
        row("bid", Text, Open, APPLE, "Bundle ID", ""),
    ]),
    ("github", pipelines::GITHUB),
    ("gitlab", pipelines::GITLAB),
    ("cloudflare", &[
        row("type", Text, Open, CLOUDFLARE, "Type", "What the token is for."),
        row("identity_nonce", Text, Open, CLOUDFLARE, "Identity key", ""),
        row("country", Text, Personal, CLOUDFLARE, "Country", "Where the user signed in."),
        row("common_name", Text, Open, CLOUDFLARE, "Service token", "There is no user."),
        row("custom", Object, Personal, CLOUDFLARE, "Own claims", ""),
    ]),
    ("workos", &[
        row("feature_flags", TextList, Open, WORKOS, "Feature flags", ""),
    ]),
    ("descope", &[
        row("drn", Text, Open, DESCOPE, "Token kind", "No API may accept DSR."),
        row("rexp", Text, Open, DESCOPE, "Refresh until", "When the refresh token expires."),
        row("tenants", Object, Privilege, DESCOPE, "Tenants", "With roles and permissions in each."),
    ]),
    ("fusionauth", &[
        row("applicationId", Text, Open, FUSIONAUTH, "Application", "Where the user signed in."),
        row("authenticationType", Text, Open, FUSIONAUTH, "Sign-in", "How the user signed in."),
    ]),
    ("livekit", &[
        row("video", Object, Privilege, LIVEKIT, "Video grants", ""),
        row("metadata", Text, Open, LIVEKIT, "Metadata", ""),
    ]),
    ("docker", &[
        row("access", List, Privilege, DOCKER, "Access", ""),
    ]),
];

/// The keys of the providers, each with the positions of its rows.
fn ranges() -> impl Iterator<Item = (&'static str, Range<usize>)> {
    let starts = iter::once(0).chain(KEYS.iter().map(|(_, end)| *end));
    KEYS.iter().zip(starts).map(|(&(key, end), start)| (key, start..end))
}

/// The providers, each with its rows.
pub fn providers() -> impl Iterator<Item = (&'static str, impl Iterator<Item = Row>)> {
    ranges().map(|(key, positions)| (key, positions.filter_map(|position| OWN.get(position))))
}

/// What the provider with this key means by the claim `name`; `None` where it means nothing special.
pub(super) fn find(key: &str, name: &str) -> Option<Explained> {
    let (provider, positions) = ranges().find(|(provider, _)| *provider == key)?;
    Some(Explained { row: OWN.find_in(positions, name)?, provider: Some(provider) })
}
