//! What is peculiar to the tokens of one provider.

use super::Check::Token;
use super::{Rule, Severity};
use crate::profile::Profile;
use crate::spec::Reference::{self, Page};
use crate::subject::Subject;
use crate::token::Role::{Header, Payload};

const SUPABASE: Reference = Page("Supabase: JWT fields", "https://supabase.com/docs/guides/auth/jwt-fields");
const ENTRA: Reference =
    Page("Entra: access token claims", "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference");
const GITHUB: Reference = Page("GitHub Actions: OpenID Connect", "https://docs.github.com/actions/reference/security/oidc");
const AUTH0: Reference = Page("Auth0: access tokens", "https://auth0.com/docs/secure/tokens/access-tokens");
/// Names of an Entra user that a user or an administrator can change.
const MUTABLE: &[&str] = &["email", "upn", "unique_name", "preferred_username"];
const PERSONAL: &[&str] = &["user_email", "user_login"];
const KEYCLOAK_REFRESH: &[&str] = &["Refresh", "Offline"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "provider-supabase-service-role",
        severity: Severity::Error,
        title: "The key to all of a Supabase project",
        why: "service_role passes by row level security: whoever has it can read and change every row.",
        fix: "Revoke it if it was ever outside a server.",
        references: &[SUPABASE],
        check: Token(|subject, findings| {
            if is_from(subject, "supabase") && subject.claim_text("role").is_some_and(|role| role == "service_role") {
                findings.named(subject, Payload, "role", "");
            }
        }),
    },
    Rule {
        id: "provider-supabase-legacy-hs256",
        severity: Severity::Info,
        title: "Signed with the project's shared secret",
        why: "Whoever can check such a token can also make one. The secret of supabase-demo is public.",
        fix: "Move the project to asymmetric signing keys.",
        references: &[Page("Supabase: signing keys", "https://supabase.com/docs/guides/auth/signing-keys")],
        check: Token(|subject, findings| {
            if is_from(subject, "supabase") && subject.alg.as_deref() == Some("HS256") {
                findings.named(subject, Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "provider-firebase-emulator",
        severity: Severity::Warning,
        title: "A token of the Firebase emulator",
        why: "Real ones are signed. A server that takes this one takes anything.",
        fix: "Keep emulator settings out of production.",
        references: &[Page("Firebase: Authentication emulator", "https://firebase.google.com/docs/emulator-suite/connect_auth")],
        check: Token(|subject, findings| {
            if is_from(subject, "firebase") && subject.is_unsecured {
                findings.named(subject, Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "provider-cognito-kind",
        severity: Severity::Info,
        title: "Cognito names the client elsewhere",
        why: "Its access tokens have client_id, and usually no aud.",
        fix: "Check token_use and client_id.",
        references: &[Page(
            "Cognito: verifying tokens",
            "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html",
        )],
        check: Token(|subject, findings| {
            if is_from(subject, "cognito") && subject.profile == Profile::AccessToken && subject.claim("aud").is_none() {
                findings.add(subject.first_claim(&["client_id", "token_use"]), "");
            }
        }),
    },
    Rule {
        id: "provider-entra-graph-nonce",
        severity: Severity::Info,
        title: "Made for Microsoft's own APIs",
        why: "It was signed with the hash of this nonce in its place, so only Microsoft can check it.",
        fix: "Treat it as opaque.",
        references: &[Page("Entra: access tokens", "https://learn.microsoft.com/entra/identity-platform/access-tokens")],
        check: Token(|subject, findings| {
            if is_from(subject, "entra") && subject.parameter("nonce").is_some() {
                findings.named(subject, Header, "nonce", "");
            }
        }),
    },
    Rule {
        id: "provider-entra-mutable",
        severity: Severity::Info,
        title: "A name that can change hands",
        why: "Entra does not vouch for it, and accounts have been taken over by setting it.",
        fix: "Know users by oid and tid, or by sub.",
        references: &[ENTRA],
        check: Token(|subject, findings| {
            if is_from(subject, "entra") && subject.has_any(MUTABLE) {
                let named: Vec<&str> = MUTABLE.iter().copied().filter(|name| subject.claim(name).is_some()).collect();
                findings.add(subject.first_claim(MUTABLE), named.join(", "));
            }
        }),
    },
    Rule {
        id: "provider-entra-overage",
        severity: Severity::Info,
        title: "The groups are not in the token",
        why: "There are too many of them, so it points to where they can be asked for.",
        fix: "Ask Microsoft Graph for them.",
        references: &[ENTRA],
        check: Token(|subject, findings| {
            let elsewhere = subject.claim("_claim_names").and_then(|names| names.member("groups"));
            if let Some(value) = elsewhere.or_else(|| subject.claim("hasgroups")).filter(|_| is_from(subject, "entra")) {
                findings.at(subject, Payload, value, "");
            }
        }),
    },
    Rule {
        id: "provider-google-bare-iss",
        severity: Severity::Info,
        title: "Google's issuer without https",
        why: "Google uses both spellings.",
        fix: "Accept both, each exactly.",
        references: &[Page("Google: OpenID Connect", "https://developers.google.com/identity/openid-connect/openid-connect")],
        check: Token(|subject, findings| {
            if is_from(subject, "google") && subject.claim_text("iss").is_some_and(|iss| iss == "accounts.google.com") {
                findings.named(subject, Payload, "iss", "");
            }
        }),
    },
    Rule {
        id: "provider-auth0-opaque",
        severity: Severity::Info,
        title: "Only Auth0 can read it",
        why: "No audience was asked for, so this access token is good for Auth0's own user info only.",
        fix: "Ask for the audience of your API.",
        references: &[AUTH0],
        check: Token(|subject, findings| {
            if is_from(subject, "auth0") && subject.token.kind.is_encrypted() {
                findings.named(subject, Header, "iss", "");
            }
        }),
    },
    Rule {
        id: "provider-keycloak-refresh",
        severity: Severity::Info,
        title: "For Keycloak itself",
        why: "Only the realm that made it can check it.",
        fix: "Do not send it to APIs.",
        references: &[Page("Keycloak: server administration", "https://www.keycloak.org/docs/latest/server_admin/")],
        check: Token(|subject, findings| {
            let typ = subject.claim_text("typ");
            if typ.is_some_and(|typ| KEYCLOAK_REFRESH.contains(&typ.as_ref())) && is_from(subject, "keycloak") {
                findings.named(subject, Payload, "typ", "");
            }
        }),
    },
    Rule {
        id: "provider-github-mutable-sub",
        severity: Severity::Warning,
        title: "A subject made of names",
        why: "Whoever registers these names after you is trusted in your place.",
        fix: "Opt in to subjects with ids, or check repository_id too.",
        references: &[GITHUB],
        check: Token(|subject, findings| {
            let Some(sub) = subject.claim_text("sub").filter(|_| is_job_of_github(subject)) else { return };
            let repository = sub.strip_prefix("repo:").and_then(|rest| rest.split(':').next());
            if repository.is_some_and(|name| name.matches('@').count() < 2) {
                findings.named(subject, Payload, "sub", "");
            }
        }),
    },
    Rule {
        id: "provider-github-pull-request",
        severity: Severity::Warning,
        title: "The identity of a pull request",
        why: "Its code may come from people you do not know.",
        fix: "Grant it nothing that deploys or publishes.",
        references: &[GITHUB],
        check: Token(|subject, findings| {
            if subject.claim_text("sub").is_some_and(|sub| sub.ends_with(":pull_request")) && is_job_of_github(subject) {
                findings.named(subject, Payload, "sub", "");
            }
        }),
    },
    Rule {
        id: "provider-k8s-legacy",
        severity: Severity::Warning,
        title: "An old service account token",
        why: "It works for as long as its secret exists, for every audience.",
        fix: "Use bound tokens instead, and delete the secret.",
        references: &[Page(
            "Kubernetes: service accounts",
            "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/",
        )],
        check: Token(|subject, findings| {
            let is_old = || subject.claim_text("iss").is_some_and(|iss| iss == "kubernetes/serviceaccount");
            if is_from(subject, "kubernetes") && is_old() && subject.claim("exp").is_none() {
                findings.named(subject, Payload, "iss", "");
            }
        }),
    },
    Rule {
        id: "provider-clerk-v1",
        severity: Severity::Info,
        title: "Clerk's old claims",
        why: "This version was deprecated on 14 April 2025.",
        fix: "Move to version 2.",
        references: &[Page("Clerk: session tokens", "https://clerk.com/docs/guides/sessions/session-tokens")],
        check: Token(|subject, findings| {
            if is_from(subject, "clerk") && subject.claim("v").is_none_or(|version| version.source() != "2") {
                findings.part(subject, Payload, "");
            }
        }),
    },
    Rule {
        id: "provider-gitlab-email",
        severity: Severity::Info,
        title: "It tells who started the job",
        why: "Whoever gets the token learns this person's name or address.",
        fix: "Know that, or leave the claims out.",
        references: &[Page("GitLab: ID tokens", "https://docs.gitlab.com/ci/secrets/id_token_authentication/")],
        check: Token(|subject, findings| {
            if is_from(subject, "gitlab") && subject.has_any(PERSONAL) {
                findings.add(subject.first_claim(PERSONAL), "");
            }
        }),
    },
];

fn is_from(subject: &Subject<'_>, key: &str) -> bool {
    subject.provider.is_some_and(|provider| provider.key == key)
}

fn is_job_of_github(subject: &Subject<'_>) -> bool {
    is_from(subject, "github") && subject.profile == Profile::JobToken
}
