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
use crate::registry::{Entry, Row, row};

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

const GROUPS: &[&[Entry]] = &{
    let mut rows: [&[Entry]; PROVIDERS.len()] = [&[]; PROVIDERS.len()];
    let mut at = 0;
    while at < rows.len() {
        rows[at] = PROVIDERS[at].1;
        at += 1;
    }
    rows
};

#[rustfmt::skip]
const PROVIDERS: &[(&str, &[Entry])] = &[
    ("auth0", &[
        row("azp", Text, Open, AUTH0, "Client", "The application that asked for the token."),
        row("gty", Text, Open, AUTH0, "Grant type", "How the application obtained the token; there where no user took part."),
        row("permissions", TextList, Privilege, AUTH0, "Permissions", "What the API's own roles allow; scope alone does not say it."),
        row("org_name", Text, Open, AUTH0, "Organisation's name", "It may change, so it is no key."),
    ]),
    ("cognito", &[
        row("client_id", Text, Open, COGNITO_ACCESS, "Client", "The app client; stands in access tokens, where aud does in ID tokens."),
        row("username", Text, Personal, COGNITO_ACCESS, "Username", "The user's name in the pool."),
        row("event_id", Text, Open, COGNITO_ACCESS, "Event", "The login at which the token was made."),
        row("device_key", Text, Personal, COGNITO_ACCESS, "Device", "The device that the pool remembers."),
        row("version", TextOrNumber, Open, COGNITO_ACCESS, "Version", "The version of the access token's format."),
    ]),
    ("clerk", &[
        row("v", Number, Open, CLERK, "Version", "The version of the session token's format."),
        row("azp", Uri, Open, CLERK, "Origin", "The site that asked for the token; compare it with your own."),
        row("fva", List, Open, CLERK, "Factor age", "Minutes since the first and second factor were checked; -1 for never."),
        row("sts", Text, Open, CLERK, "Session status", "Whether the session is active, or still lacks something."),
        row("pla", Text, Open, CLERK, "Plan", "The plan that the user (u:) or organisation (o:) pays for."),
        row("fea", Text, Privilege, CLERK, "Features", "What the user or organisation may use."),
        row("o", Object, Privilege, CLERK, "Organisation", "The active organisation: id, slug, and the user's role and permissions in it."),
        row("org_role", Text, Privilege, CLERK, "Role", "The user's role in the organisation, in the old format."),
        row("org_permissions", TextList, Privilege, CLERK, "Permissions", "The user's rights in the organisation, in the old format."),
        row("org_slug", Text, Open, CLERK, "Organisation's short name", "It stands in addresses, and may change."),
        row("act", Object, Personal, CLERK, "Impersonator", "Who signed in as this user, for support for instance."),
    ]),
    ("firebase", &[
        row("user_id", Text, Open, FIREBASE_CUSTOM, "User id", "The same as sub."),
        row("uid", Text, Open, FIREBASE_CUSTOM, "User id", "The user to sign in."),
        row("claims", Object, Privilege, FIREBASE_CUSTOM, "Own claims", "What the application adds to the user's ID tokens."),
        row("provider_id", Text, Open, FIREBASE_CUSTOM, "Sign-in", "How the user signed in, such as anonymous."),
    ]),
    ("supabase", &[
        row("ref", Text, Open, SUPABASE, "Project", "The project that the key opens."),
        row("role", Text, Privilege, SUPABASE, "Database role", "The Postgres role that the request runs as."),
        row("aal", Text, Open, SUPABASE, "Login level", "How strongly the user signed in: aal1 or aal2."),
        row("amr", List, Open, SUPABASE, "Login methods", "How and when the user signed in, the latest first."),
        row("aud", Audience, Open, SUPABASE, "Audience", "The role to which the token is open; nearly always authenticated."),
        row("phone", Phone, Personal, SUPABASE, "Phone number", "The user's phone number; empty where there is none."),
    ]),
    ("kinde", &[
        row("org_codes", TextList, Open, KINDE, "Organisations", "All organisations that the user belongs to."),
        row("permissions", TextList, Privilege, KINDE, "Permissions", "The user's rights in the organisation."),
        row("feature_flags", Object, Open, KINDE, "Feature flags", "What is switched on: t is the type, v the value."),
        row("azp", Text, Open, KINDE, "Client", "The application that asked for the token."),
        row("v", Text, Open, KINDE, "Version", "The version of the token's format."),
    ]),
    ("keycloak", &[
        row("typ", Text, Open, KEYCLOAK, "Type", "What the token is for; only Bearer opens an API."),
        row("azp", Text, Open, KEYCLOAK, "Client", "The client that the token was issued to."),
        row("session_state", Text, Open, KEYCLOAK, "Session", "The login session; an older name of sid."),
        row("allowed-origins", TextList, Open, KEYCLOAK, "Allowed origins", "The sites whose scripts may call with the token."),
        row("acr", Text, Open, KEYCLOAK, "Login level", "1 after a login, 0 where an older login was used again."),
    ]),
    ("okta", &[
        row("ver", TextOrNumber, Open, OKTA, "Version", "The version of the token's format."),
        row("cid", Text, Open, OKTA, "Client", "The application that asked for the token."),
        row("uid", Text, Open, OKTA, "User id", "The user's key at Okta; absent where no user took part."),
        row("scp", TextList, Privilege, OKTA, "Scope", "What the token permits."),
        row("idp", Text, Open, OKTA, "Identity provider", "Where the user signed in."),
    ]),
    ("google", &[
        row("hd", Text, Open, GOOGLE, "Hosted domain", "The user's organisation; check it rather than the end of the e-mail address."),
        row("azp", Text, Open, GOOGLE, "Client", "The application that asked for the token; aud may be its server."),
        row("target_audience", Uri, Open, GOOGLE, "Target audience", "For whom an ID token is asked for."),
    ]),
    ("entra", &[
        row("ver", Text, Open, ENTRA, "Version", "The version of the token's format, chosen by the API."),
        row("azp", Text, Open, ENTRA, "Client", "The application that asked for the token."),
        row("azpacr", Text, Open, ENTRA, "Client's proof", "How the application proved who it is."),
        row("appidacr", Text, Open, ENTRA, "Client's proof", "How the application proved who it is."),
        row("uti", Text, Open, ENTRA, "Token id", "The name of this one token, as it stands in the sign-in logs."),
        row("rh", Text, Open, ENTRA, "Internal", "For Microsoft's own use; do not read it."),
        row("aio", Text, Open, ENTRA, "Internal", "For Microsoft's own use; do not read it."),
        row("roles", TextList, Privilege, ENTRA, "App roles",
            "The roles in this application of the user, or of the client where no user took part."),
        row("wids", TextList, Privilege, ENTRA, "Directory roles", "The user's roles in the whole tenant, by the ids of their templates."),
        row("idtyp", Text, Open, ENTRA, "Kind of subject", "Whether a user or an application is the subject."),
        row("acct", Number, Open, ENTRA, "Kind of account", "Whether the user is a member of the tenant or a guest."),
        row("acrs", TextList, Open, ENTRA, "Login contexts", "For which sensitive operations the login is strong enough."),
        row("ipaddr", Text, Personal, ENTRA, "Address", "The IP address at which the user signed in."),
        row("login_hint", Text, Personal, ENTRA, "Login hint", "Says at a later login or logout which account is meant."),
        row("idp", Text, Open, ENTRA, "Identity provider", "Where the user signed in, if not in this tenant."),
        row("tfp", Text, Open, ENTRA, "User flow", "The policy by which the user signed in."),
        row("emails", TextList, Personal, ENTRA, "E-mail addresses", "The user's addresses; they may not be verified."),
        row("xms_cc", TextList, Open, ENTRA, "Client's capabilities", "What the application can do; cp1 answers demands for a new login."),
        row("xms_tcdt", NumericDate, Open, ENTRA, "Tenant created", "When the tenant was made."),
    ]),
    ("apple", &[
        row("is_private_email", Any, Personal, APPLE, "Private e-mail", "Whether the address is one that Apple forwards from."),
        row("nonce_supported", Boolean, Open, APPLE, "Nonce supported", "Whether the device can send a nonce; if so it must match."),
        row("transfer_sub", Text, Open, APPLE, "Transfer id", "The user, while an app passes to another team."),
        row("real_user_status", Number, Open, APPLE, "Real person", "Whether Apple takes the user for a real person."),
        row("bid", Text, Open, APPLE, "Bundle id", "The app that the token is about."),
    ]),
    ("github", pipelines::GITHUB),
    ("gitlab", pipelines::GITLAB),
    ("cloudflare", &[
        row("type", Text, Open, CLOUDFLARE, "Type", "Whether the token is for one application or the whole organisation."),
        row("identity_nonce", Text, Open, CLOUDFLARE, "Identity key", "The key under which the user's identity can be asked for."),
        row("country", Text, Personal, CLOUDFLARE, "Country", "Where the user signed in."),
        row("common_name", Text, Open, CLOUDFLARE, "Service token", "The id of the service token; there is no user then."),
        row("custom", Object, Personal, CLOUDFLARE, "Own claims", "What the organisation's identity provider adds."),
    ]),
    ("workos", &[
        row("permissions", TextList, Privilege, WORKOS, "Permissions", "The user's rights in the organisation."),
        row("feature_flags", TextList, Open, WORKOS, "Feature flags", "What is switched on."),
    ]),
    ("descope", &[
        row("drn", Text, Open, DESCOPE, "Token kind", "DS for a session token, DSR for a refresh token, which no API may accept."),
        row("rexp", Text, Open, DESCOPE, "Refresh until", "When the refresh token expires."),
        row("tenants", Object, Privilege, DESCOPE, "Tenants", "The user's tenants, with roles and permissions in each."),
    ]),
    ("fusionauth", &[
        row("applicationId", Text, Open, FUSIONAUTH, "Application", "The application that the user signed in to."),
        row("authenticationType", Text, Open, FUSIONAUTH, "Sign-in", "How the user signed in."),
    ]),
    ("livekit", &[
        row("video", Object, Privilege, LIVEKIT, "Video grants", "Which rooms may be joined, and what may be done there."),
        row("metadata", Text, Open, LIVEKIT, "Metadata", "What everyone else in the room is told about the participant."),
    ]),
    ("docker", &[
        row("access", List, Privilege, DOCKER, "Access", "Which repositories the token opens, and for what."),
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
