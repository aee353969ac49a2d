//! What is peculiar to the tokens of one provider.

use super::Method::OfProvider;
use super::{Rule, Severity};
use crate::jose::token::Role::{Header, Payload};
use crate::judge::profile::Profile;
use crate::judge::subject::Subject;
use crate::registry::spec::Reference::{self, Page};

const SUPABASE: Reference = Page("Supabase", "https://supabase.com/docs/guides/auth/jwt-fields");
const ENTRA: Reference =
    Page("Microsoft Entra ID", "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference");
const GITHUB: Reference = Page("GitHub Actions", "https://docs.github.com/actions/reference/security/oidc");
/// Names of an Entra user that a user or an administrator can change.
const MUTABLE: &[&str] = &["email", "upn", "unique_name", "preferred_username"];
const PERSONAL: &[&str] = &["user_email", "user_login"];
const KEYCLOAK_REFRESH: &[&str] = &["Refresh", "Offline"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "provider-supabase-service-role",
        severity: Severity::Error,
        title: "The key to all of a Supabase project",
        why: "It bypasses row security.",
        fix: "Revoke it if it ever left a server.",
        references: &[SUPABASE],
        check: OfProvider("supabase", |subject, findings| {
            if subject.claim_text("role").is_some_and(|role| role == "service_role") {
                findings.named(subject, Payload, "role", "");
            }
        }),
    },
    Rule {
        id: "provider-supabase-legacy-hs256",
        severity: Severity::Info,
        title: "Signed with the project's shared secret",
        why: "Anyone who can verify it can also issue it.",
        fix: "Move to asymmetric signing keys.",
        references: &[SUPABASE],
        check: OfProvider("supabase", |subject, findings| {
            if subject.alg.as_deref() == Some("HS256") {
                findings.named(subject, Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "provider-firebase-emulator",
        severity: Severity::Warning,
        title: "A token of the Firebase emulator",
        why: "A server that takes it takes anything.",
        fix: "Keep it out of production.",
        references: &[Page("Firebase", "https://firebase.google.com/docs/auth/admin/verify-id-tokens")],
        check: OfProvider("firebase", |subject, findings| {
            if subject.is_unsecured {
                findings.named(subject, Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "provider-cognito-kind",
        severity: Severity::Info,
        title: "Cognito names the client elsewhere",
        why: "Access tokens have client_id, and usually no aud.",
        fix: "Check token_use and client_id.",
        references: &[Page(
            "Amazon Cognito",
            "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html",
        )],
        check: OfProvider("cognito", |subject, findings| {
            if subject.profile == Profile::AccessToken && subject.claim("aud").is_none() {
                findings.add(subject.first_claim(&["client_id", "token_use"]), "");
            }
        }),
    },
    Rule {
        id: "provider-entra-graph-nonce",
        severity: Severity::Info,
        title: "Made for Microsoft's own APIs",
        why: "Only Microsoft can check its signature.",
        fix: "Treat it as opaque.",
        references: &[ENTRA],
        check: OfProvider("entra", |subject, findings| {
            if subject.parameter("nonce").is_some() {
                findings.named(subject, Header, "nonce", "");
            }
        }),
    },
    Rule {
        id: "provider-entra-mutable",
        severity: Severity::Info,
        title: "A name that can change hands",
        why: "Accounts have been taken over by setting it.",
        fix: "Identify users by oid + tid.",
        references: &[ENTRA],
        check: OfProvider("entra", |subject, findings| {
            if subject.has_any(MUTABLE) {
                let named: Vec<&str> = MUTABLE.iter().copied().filter(|name| subject.claim(name).is_some()).collect();
                findings.add(subject.first_claim(MUTABLE), named.join(", "));
            }
        }),
    },
    Rule {
        id: "provider-entra-overage",
        severity: Severity::Info,
        title: "The groups are not in the token",
        why: "There are too many of them.",
        fix: "Ask Microsoft Graph.",
        references: &[ENTRA],
        check: OfProvider("entra", |subject, findings| {
            let elsewhere = subject.claim("_claim_names").and_then(|names| names.member("groups"));
            if let Some(value) = elsewhere.or_else(|| subject.claim("hasgroups")) {
                findings.at(subject, Payload, value, "");
            }
        }),
    },
    Rule {
        id: "provider-google-bare-iss",
        severity: Severity::Info,
        title: "Google's issuer without https",
        why: "Google uses both spellings.",
        fix: "Accept both.",
        references: &[Page("Google", "https://developers.google.com/identity/openid-connect/openid-connect")],
        check: OfProvider("google", |subject, findings| {
            if subject.claim_text("iss").is_some_and(|iss| iss == "accounts.google.com") {
                findings.named(subject, Payload, "iss", "");
            }
        }),
    },
    Rule {
        id: "provider-auth0-opaque",
        severity: Severity::Info,
        title: "Only Auth0 can read it",
        why: "No audience was asked for.",
        fix: "Ask for your API's audience.",
        references: &[Page("Auth0", "https://auth0.com/docs/secure/tokens")],
        check: OfProvider("auth0", |subject, findings| {
            if subject.token.kind.is_encrypted() {
                findings.named(subject, Header, "iss", "");
            }
        }),
    },
    Rule {
        id: "provider-keycloak-refresh",
        severity: Severity::Info,
        title: "For Keycloak itself",
        why: "Only its own realm can check it.",
        fix: "Do not send it to APIs.",
        references: &[Page("Keycloak", "https://www.keycloak.org/docs/latest/server_admin/")],
        check: OfProvider("keycloak", |subject, findings| {
            let typ = subject.claim_text("typ");
            if typ.is_some_and(|typ| KEYCLOAK_REFRESH.contains(&typ.as_ref())) {
                findings.named(subject, Payload, "typ", "");
            }
        }),
    },
    Rule {
        id: "provider-github-mutable-sub",
        severity: Severity::Warning,
        title: "Subject uses reusable names",
        why: "A new owner of the name would match.",
        fix: "Check repository_id too.",
        references: &[GITHUB],
        check: OfProvider("github", |subject, findings| {
            let Some(sub) = subject.claim_text("sub").filter(|_| is_job(subject)) else { return };
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
        why: "Its code may come from strangers.",
        fix: "Let it deploy and publish nothing.",
        references: &[GITHUB],
        check: OfProvider("github", |subject, findings| {
            if subject.claim_text("sub").is_some_and(|sub| sub.ends_with(":pull_request")) && is_job(subject) {
                findings.named(subject, Payload, "sub", "");
            }
        }),
    },
    Rule {
        id: "provider-k8s-legacy",
        severity: Severity::Warning,
        title: "An old service account token",
        why: "It works until its secret is deleted.",
        fix: "Use bound tokens.",
        references: &[Page(
            "Kubernetes",
            "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/",
        )],
        check: OfProvider("kubernetes", |subject, findings| {
            let is_old = || subject.claim_text("iss").is_some_and(|iss| iss == "kubernetes/serviceaccount");
            if is_old() && subject.claim("exp").is_none() {
                findings.named(subject, Payload, "iss", "");
            }
        }),
    },
    Rule {
        id: "provider-clerk-v1",
        severity: Severity::Info,
        title: "Clerk's old claims",
        why: "Deprecated on 14 April 2025.",
        fix: "Move to version 2.",
        references: &[Page("Clerk", "https://clerk.com/docs/guides/sessions/session-tokens")],
        check: OfProvider("clerk", |subject, findings| {
            if subject.claim("v").is_none_or(|version| version.source() != "2") {
                findings.part(subject, Payload, "");
            }
        }),
    },
    Rule {
        id: "provider-gitlab-email",
        severity: Severity::Info,
        title: "Names who started the job",
        why: "Anyone who gets it learns their name or address.",
        fix: "",
        references: &[Page("GitLab CI", "https://docs.gitlab.com/ci/secrets/id_token_authentication/")],
        check: OfProvider("gitlab", |subject, findings| {
            if subject.has_any(PERSONAL) {
                findings.add(subject.first_claim(PERSONAL), "");
            }
        }),
    },
];

fn is_job(subject: &Subject<'_>) -> bool {
    subject.profile == Profile::JobToken
}
