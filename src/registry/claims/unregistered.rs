//! Claims that nobody registered and everybody meets: usual names, and names that only one maker uses.

use crate::registry::Sensitivity::{Open, Personal, Privilege, Secret};
use crate::registry::ValueKind::*;
use crate::registry::documents::*;
use crate::registry::spec::Reference::{self, Draft};
use crate::registry::{SourceRow, row};

/// There is no text that defines them; RFC 7519 says what private names are.
const PRIVATE: Reference = Reference::Rfc(7519, "4.3");

#[rustfmt::skip]
pub(super) const ROWS: &[SourceRow] = &[
    row("scp", TextOrList, Privilege, ENTRA, "Scope", "What the token permits."),
    row("permissions", Any, Privilege, PRIVATE, "Permissions", ""),
    row("role", Any, Privilege, PRIVATE, "Role", ""),
    row("admin", Any, Privilege, PRIVATE, "Administrator", ""),
    row("isAdmin", Any, Privilege, PRIVATE, "Administrator", ""),
    row("is_admin", Any, Privilege, PRIVATE, "Administrator", ""),
    row("superuser", Any, Privilege, PRIVATE, "Administrator", ""),
    row("username", Any, Personal, PRIVATE, "Username", ""),
    row("user_id", Any, Open, PRIVATE, "User ID", ""),
    row("uid", Any, Open, PRIVATE, "User ID", ""),
    row("upn", Text, Personal, ENTRA, "User principal name", "Can change, so not an identifier."),
    row("unique_name", Text, Personal, ENTRA, "Sign-in name", "Can change, so not an identifier."),
    row("oid", Text, Open, ENTRA, "Object ID", "The user or service in its tenant. It never changes."),
    row("tid", Text, Open, ENTRA, "Tenant", "The subject's organisation."),
    row("appid", Text, Open, ENTRA, "Application", "The application that the token was issued to."),
    row("ver", TextOrNumber, Open, PRIVATE, "Version", ""),
    row("token_use", Text, Open, COGNITO, "Token use", "What the token is for; check it."),
    row("session_id", Any, Open, PRIVATE, "Session", ""),
    row("org_id", Any, Open, PRIVATE, "Organisation", ""),
    row("org_code", Text, Open, PRIVATE, "Organisation", ""),
    row("tenant", Any, Open, PRIVATE, "Tenant", ""),
    row("tenant_id", Any, Open, PRIVATE, "Tenant", ""),
    row("vct", Text, Open, Draft(SD_JWT_VC, ""), "Credential type", ""),
    row("s_hash", Bytes, Open, FAPI, "State hash", "Half of a hash of the state that came along."),
    row("trn", Any, Open, PRIVATE, "Token generation", "Raised to revoke all older tokens of the user."),
    row("tv", Any, Open, PRIVATE, "Token generation", "Raised to revoke all older tokens of the user."),
    row("token_version", Any, Open, PRIVATE, "Token generation", "Raised to revoke all older tokens of the user."),
    row("realm_access", Object, Privilege, KEYCLOAK, "Realm roles", ""),
    row("resource_access", Object, Privilege, KEYCLOAK, "Client roles", "The subject's roles at each client."),
    row("typ", Text, Open, KEYCLOAK, "Type", "What the token is for."),
    row("nameid", Text, Open, DOTNET, "User ID", ""),
    row("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", TextOrList, Privilege, DOTNET, "Role", ""),
    row("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", Text, Open, DOTNET, "User ID", ""),
    row("app_metadata", Object, Open, SUPABASE, "Application's data", "The user cannot change it."),
    row("user_metadata", Object, Personal, SUPABASE, "User's data", "Users can write it: grant nothing by it."),
    row("is_anonymous", Boolean, Open, SUPABASE, "Anonymous", "Whether the user has no account."),
    row("cognito:username", Text, Personal, COGNITO, "Username", ""),
    row("cognito:groups", TextList, Privilege, COGNITO, "Groups", ""),
    row("origin_jti", Text, Open, COGNITO, "First token ID", "The login that this token was refreshed from."),
    row("firebase", Object, Personal, FIREBASE, "Firebase", "How the user signed in."),
    row("kubernetes.io", Object, Open, KUBERNETES, "Kubernetes", "What the token is bound to."),
    row("kubernetes.io/serviceaccount/namespace", Text, Open, KUBERNETES, "Namespace", ""),
    row("kubernetes.io/serviceaccount/secret.name", Text, Open, KUBERNETES, "Secret",
        "The secret that this token is kept in."),
    row("kubernetes.io/serviceaccount/service-account.name", Text, Open, KUBERNETES, "Service account", ""),
    row("kubernetes.io/serviceaccount/service-account.uid", Text, Open, KUBERNETES, "Service account ID", ""),
    row("https://hasura.io/jwt/claims", Object, Privilege, HASURA, "Hasura", "What may be queried."),
    row("https://purl.imsglobal.org/spec/lti/claim/message_type", Text, Open, LTI, "Message type", ""),
    row("https://purl.imsglobal.org/spec/lti/claim/version", Text, Open, LTI, "LTI version", ""),
    row("https://purl.imsglobal.org/spec/lti/claim/deployment_id", Text, Open, LTI, "Deployment", "Check it."),
    row("https://purl.imsglobal.org/spec/lti/claim/roles", TextList, Privilege, LTI, "Roles", ""),
    row("fhirUser", Uri, Personal, SMART, "FHIR user", ""),
    row("access_token", Text, Secret, PRIVATE, "Access token", "Anyone who reads this token can use that one too."),
    row("refresh_token", Text, Secret, PRIVATE, "Refresh token", "Anyone who reads this token can use that one too."),
];
