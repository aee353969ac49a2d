//! What is peculiar to one provider.

use super::profiles::pair;
use super::*;

/// A row for a claim under a good header.
fn claim(id: &'static str, severity: Severity, (pointer, source): (&str, &str), fires: &str, nearly: &str) -> Row {
    pair(id, severity, inside(Payload, pointer, source), [HEADER, fires], [HEADER, nearly])
}

pub(super) fn rows() -> Vec<Row> {
    let alg = |source| inside(Header, "/alg", source);
    let anon = r#"{"iss":"supabase","role":"anon"}"#;
    let service = &anon.replace("anon", "service_role");
    let emulated = r#"{"iss":"https://securetoken.google.com/shop"}"#;
    let cognito = r#"{"iss":"https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab3dEf9Gh","token_use":"access","client_id":"c"}"#;
    let entra = |more: &str| format!(r#"{{"iss":"https://login.microsoftonline.com/3f1c2a4d/v2.0",{more}}}"#);
    let (plain, named) = (&entra(r#""oid":"5c9a7e1b""#), &entra(r#""upn":"a@b.example""#));
    let many = &entra(r#""_claim_names":{"groups":"src1"}"#);
    let github = |sub: &str| format!(r#"{{"iss":"https://token.actions.githubusercontent.com","sub":"repo:{sub}"}}"#);
    let (ids, names) = (&github("o@1/r@2:ref:refs/heads/main"), &github("o/r:ref:refs/heads/main"));
    let pull = &github("o@1/r@2:pull_request");
    let keycloak = r#"{"iss":"https://a.example/realms/x","typ":"Offline"}"#;
    let legacy = r#"{"iss":"kubernetes/serviceaccount"}"#;
    let clerk = r#"{"iss":"https://clerk.a.example","sid":"s"}"#;
    let gitlab = r#"{"project_path":"a/b","pipeline_source":"push","user_login":"jane"}"#;
    let opaque = |iss: &str| {
        format!(
            "{}..{}.{}.{}",
            encode(format!(r#"{{"alg":"dir","enc":"A256GCM","iss":"{iss}"}}"#)),
            encode([1; 12]),
            encode([2; 9]),
            encode([3; 16])
        )
    };
    vec![
        claim("provider-supabase-service-role", Error, ("/role", "\"service_role\""), service, anon),
        pair("provider-supabase-legacy-hs256", Info, alg("\"HS256\""), [HEADER, anon], [r#"{"alg":"ES256"}"#, anon]),
        pair(
            "provider-firebase-emulator",
            Warning,
            alg("\"none\""),
            [UNSIGNED, emulated],
            [r#"{"alg":"RS256"}"#, emulated],
        ),
        claim("provider-cognito-kind", Info, ("/client_id", "\"c\""), cognito, &cognito.replace("access", "id")),
        pair(
            "provider-entra-graph-nonce",
            Info,
            inside(Header, "/nonce", "\"n\""),
            [r#"{"alg":"RS256","nonce":"n"}"#, plain],
            [r#"{"alg":"RS256"}"#, plain],
        ),
        claim("provider-entra-mutable", Info, ("/upn", "\"a@b.example\""), named, plain),
        claim(
            "provider-entra-overage",
            Info,
            ("/_claim_names/groups", "\"src1\""),
            many,
            &many.replace("groups", "roles"),
        ),
        claim(
            "provider-entra-overage",
            Info,
            ("/hasgroups", "true"),
            &entra(r#""hasgroups":true"#),
            r#"{"hasgroups":true}"#,
        ),
        claim(
            "provider-google-bare-iss",
            Info,
            ("/iss", "\"accounts.google.com\""),
            r#"{"iss":"accounts.google.com"}"#,
            r#"{"iss":"https://accounts.google.com"}"#,
        ),
        text(
            "provider-auth0-opaque",
            Info,
            inside(Header, "/iss", "\"https://x.auth0.com/\""),
            opaque("https://x.auth0.com/"),
            opaque("https://x.example/"),
        ),
        claim(
            "provider-keycloak-refresh",
            Info,
            ("/typ", "\"Offline\""),
            keycloak,
            &keycloak.replace("Offline", "Bearer"),
        ),
        claim("provider-github-mutable-sub", Warning, ("/sub", "\"repo:o/r:ref:refs/heads/main\""), names, ids),
        claim("provider-github-pull-request", Warning, ("/sub", "\"repo:o@1/r@2:pull_request\""), pull, ids),
        claim(
            "provider-k8s-legacy",
            Warning,
            ("/iss", "\"kubernetes/serviceaccount\""),
            legacy,
            r#"{"iss":"kubernetes/serviceaccount","exp":1795176060}"#,
        ),
        pair(
            "provider-clerk-v1",
            Info,
            segment(Payload, encode(clerk)),
            [HEADER, clerk],
            [HEADER, &clerk.replace(r#""sid""#, r#""v":2,"sid""#)],
        ),
        claim(
            "provider-gitlab-email",
            Info,
            ("/user_login", "\"jane\""),
            gitlab,
            &gitlab.replace("user_login", "user_id"),
        ),
    ]
}
