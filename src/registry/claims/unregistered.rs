//! Claims that nobody registered and everybody meets: usual names, and names that only one maker uses.

use crate::registry::Sensitivity::{Open, Personal, Privilege, Secret};
use crate::registry::ValueKind::*;
use crate::registry::documents::*;
use crate::registry::{Entry, row};
use crate::spec::Reference::{self, Draft};

/// There is no text that defines them; RFC 7519 says what private names are.
const PRIVATE: Reference = Reference::Rfc(7519, "4.3");

#[rustfmt::skip]
pub(super) const ROWS: &[Entry] = &[
    row("scp", TextOrList, Privilege, ENTRA, "Scope", "What the token permits; another name for scope."),
    row("permissions", Any, Privilege, PRIVATE, "Permissions", "What the subject may do."),
    row("role", Any, Privilege, PRIVATE, "Role", "The subject's role."),
    row("admin", Any, Privilege, PRIVATE, "Administrator", "Whether it is an administrator; it stays so until the token expires."),
    row("isAdmin", Any, Privilege, PRIVATE, "Administrator", "Whether it is an administrator; it stays so until the token expires."),
    row("is_admin", Any, Privilege, PRIVATE, "Administrator", "Whether it is an administrator; it stays so until the token expires."),
    row("superuser", Any, Privilege, PRIVATE, "Administrator", "Whether it is an administrator; it stays so until the token expires."),
    row("username", Any, Personal, PRIVATE, "Username", "The name that the person signs in with."),
    row("user_id", Any, Open, PRIVATE, "User id", "The user's key at the application."),
    row("uid", Any, Open, PRIVATE, "User id", "The user's key at the application."),
    row("upn", Text, Personal, ENTRA, "User principal name", "A sign-in name; it may change, so it is no key."),
    row("unique_name", Text, Personal, ENTRA, "Sign-in name", "A name to show; it may change, so it is no key."),
    row("oid", Text, Open, ENTRA, "Object id", "The user or service in its tenant; unlike names it never changes."),
    row("tid", Text, Open, ENTRA, "Tenant", "The organisation that the subject belongs to."),
    row("appid", Text, Open, ENTRA, "Application", "The client that uses the token."),
    row("ver", TextOrNumber, Open, PRIVATE, "Version", "The version of the issuer's token format."),
    row("token_use", Text, Open, COGNITO, "Token use", "What the token is for; check it, or an ID token may pass for an access token."),
    row("session_id", Any, Open, PRIVATE, "Session", "The login session."),
    row("org_id", Any, Open, PRIVATE, "Organisation", "The organisation that the user acts in."),
    row("org_code", Text, Open, PRIVATE, "Organisation", "The organisation that the user acts in."),
    row("tenant", Any, Open, PRIVATE, "Tenant", "Which customer of a shared service the token belongs to."),
    row("tenant_id", Any, Open, PRIVATE, "Tenant", "Which customer of a shared service the token belongs to."),
    row("vct", Text, Open, Draft(SD_JWT_VC, ""), "Credential type", "What kind of credential it is."),
    row("s_hash", Bytes, Open, FAPI,
        "State hash", "Half of a hash of the state value that came along."),
    row("trn", Any, Open, PRIVATE, "Token generation", "A counter that is raised to revoke all older tokens of the user."),
    row("tv", Any, Open, PRIVATE, "Token generation", "A counter that is raised to revoke all older tokens of the user."),
    row("token_version", Any, Open, PRIVATE, "Token generation", "A counter that is raised to revoke all older tokens of the user."),
    row("realm_access", Object, Privilege, KEYCLOAK, "Realm roles", "The subject's roles in the whole realm."),
    row("resource_access", Object, Privilege, KEYCLOAK, "Client roles", "The subject's roles at each client."),
    row("typ", Text, Open, KEYCLOAK, "Type", "What the token is for; a claim here, unlike the header parameter of this name."),
    row("nameid", Text, Open, DOTNET, "User id", "The short name under which .NET writes the user's key."),
    row("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", TextOrList, Privilege, DOTNET,
        "Role", "The subject's role, under its long name of .NET."),
    row("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", Text, Open, DOTNET,
        "User id", "The user's key, under its long name of .NET."),
    row("app_metadata", Object, Open, SUPABASE, "Application's data", "What the application keeps about the user, who cannot change it."),
    row("user_metadata", Object, Personal, SUPABASE, "User's data", "Users can write it themselves, so it must decide no permission."),
    row("is_anonymous", Boolean, Open, SUPABASE, "Anonymous", "Whether the user signed in without an account."),
    row("cognito:username", Text, Personal, COGNITO, "Username", "The user's name in the pool."),
    row("cognito:groups", TextList, Privilege, COGNITO, "Groups", "The pool's groups that the user belongs to."),
    row("origin_jti", Text, Open, COGNITO, "First token id", "The login from which this token was refreshed, to revoke all of it."),
    row("firebase", Object, Personal, FIREBASE, "Firebase", "How the user signed in, and their accounts elsewhere."),
    row("kubernetes.io", Object, Open, KUBERNETES, "Kubernetes", "The namespace, service account and pod that the token is bound to."),
    row("kubernetes.io/serviceaccount/namespace", Text, Open, KUBERNETES, "Namespace", "The namespace of the service account."),
    row("kubernetes.io/serviceaccount/secret.name", Text, Open, KUBERNETES, "Secret", "The secret that this everlasting token is kept in."),
    row("kubernetes.io/serviceaccount/service-account.name", Text, Open, KUBERNETES, "Service account", "The account's name."),
    row("kubernetes.io/serviceaccount/service-account.uid", Text, Open, KUBERNETES, "Service account id", "The account's key."),
    row("https://hasura.io/jwt/claims", Object, Privilege, HASURA, "Hasura", "The roles and values that decide what may be queried."),
    row("https://purl.imsglobal.org/spec/lti/claim/message_type", Text, Open, LTI, "Message type", "What the learning platform asks for."),
    row("https://purl.imsglobal.org/spec/lti/claim/version", Text, Open, LTI, "LTI version", "The version of the LTI standard."),
    row("https://purl.imsglobal.org/spec/lti/claim/deployment_id", Text, Open, LTI, "Deployment",
        "Which installation of the tool is meant; check it."),
    row("https://purl.imsglobal.org/spec/lti/claim/roles", TextList, Privilege, LTI, "Roles",
        "The person's roles, such as learner or instructor."),
    row("fhirUser", Uri, Personal, SMART, "FHIR user", "The record of whoever signed in: a patient, a practitioner or another."),
    row("access_token", Text, Secret, PRIVATE, "Access token", "Another token; whoever reads this one can use it too."),
    row("refresh_token", Text, Secret, PRIVATE, "Refresh token", "Another token; whoever reads this one can use it too."),
];
