//! The documents that rows refer to, other than RFCs; many rows share one.

use crate::registry::spec::OpenId::*;
use crate::registry::spec::Reference::{self, Draft, OpenId, Page};

/// The documents by their position, with no section.
pub(super) const DOCUMENTS: &[Reference] = &[
    OpenId(Core, ""),
    OpenId(FrontChannel, ""),
    OpenId(Identity, ""),
    OpenId(Federation, ""),
    OpenId(Presentations, ""),
    Draft(STATUS, ""),
    Draft(STAPLE, ""),
    Draft(SD_JWT_VC, ""),
    Draft(HPKE, ""),
    AUTH0,
    CLERK,
    FIREBASE_CUSTOM,
    SUPABASE,
    KINDE,
    KEYCLOAK,
    OKTA,
    GOOGLE,
    ENTRA,
    APPLE,
    CLOUDFLARE,
    WORKOS,
    DESCOPE,
    FUSIONAUTH,
    LIVEKIT,
    DOCKER,
    DOTNET,
    COGNITO,
    KUBERNETES,
    FIREBASE,
    HASURA,
    LTI,
    SMART,
    NRF,
    CAPIF,
    NFV,
    GEOHASH,
    MODEL,
    FAPI,
    GITHUB,
    GITLAB,
    HEALTH_CARDS,
    IHE,
];

pub(super) const STATUS: &str = "draft-ietf-oauth-status-list";
pub(super) const STAPLE: &str = "draft-ietf-stir-certificates-ocsp";
pub(super) const SD_JWT_VC: &str = "draft-ietf-oauth-sd-jwt-vc";
pub(super) const HPKE: &str = "draft-ietf-jose-hpke-encrypt";

pub(super) const AUTH0: Reference = Page("Auth0", "https://auth0.com/docs/secure/tokens");
pub(super) const CLERK: Reference = Page("Clerk", "https://clerk.com/docs/guides/sessions/session-tokens");
pub(super) const FIREBASE_CUSTOM: Reference =
    Page("Firebase", "https://firebase.google.com/docs/auth/admin/create-custom-tokens");
pub(super) const SUPABASE: Reference = Page("Supabase", "https://supabase.com/docs/guides/auth/jwt-fields");
pub(super) const KINDE: Reference = Page("Kinde", "https://docs.kinde.com/build/tokens/");
pub(super) const KEYCLOAK: Reference = Page("Keycloak", "https://www.keycloak.org/docs/latest/server_admin/");
pub(super) const OKTA: Reference = Page("Okta", "https://developer.okta.com/docs/guides/validate-access-tokens/");
pub(super) const GOOGLE: Reference =
    Page("Google", "https://developers.google.com/identity/openid-connect/openid-connect");
pub(super) const ENTRA: Reference =
    Page("Microsoft Entra ID", "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference");
pub(super) const APPLE: Reference =
    Page("Sign in with Apple", "https://developer.apple.com/documentation/signinwithapple");
pub(super) const CLOUDFLARE: Reference = Page(
    "Cloudflare Access",
    "https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/",
);
pub(super) const WORKOS: Reference = Page("WorkOS", "https://workos.com/docs/reference/authkit/session-tokens");
pub(super) const DESCOPE: Reference = Page("Descope", "https://docs.descope.com/session-overview");
pub(super) const FUSIONAUTH: Reference =
    Page("FusionAuth", "https://fusionauth.io/docs/lifecycle/authenticate-users/oauth/tokens");
pub(super) const LIVEKIT: Reference = Page("LiveKit", "https://docs.livekit.io/home/get-started/authentication/");
pub(super) const DOCKER: Reference =
    Page("Container registry", "https://distribution.github.io/distribution/spec/auth/jwt/");
pub(super) const DOTNET: Reference =
    Page(".NET", "https://learn.microsoft.com/dotnet/api/system.security.claims.claimtypes");
pub(super) const COGNITO: Reference = Page(
    "Amazon Cognito",
    "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html",
);
pub(super) const KUBERNETES: Reference =
    Page("Kubernetes", "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/");
pub(super) const FIREBASE: Reference = Page("Firebase", "https://firebase.google.com/docs/auth/admin/verify-id-tokens");
pub(super) const HASURA: Reference = Page("Hasura", "https://hasura.io/docs/2.0/auth/authentication/jwt/");
pub(super) const LTI: Reference = Page("LTI 1.3", "https://www.imsglobal.org/spec/lti/v1p3");
pub(super) const SMART: Reference = Page("SMART on FHIR", "https://hl7.org/fhir/smart-app-launch/");
pub(super) const NRF: Reference = Page("3GPP TS 29.510 §6.3.5.2.4", "https://www.3gpp.org/dynareport/29510.htm");
pub(super) const CAPIF: Reference = Page("3GPP TS 29.222 §8.5.4.2.8", "https://www.3gpp.org/dynareport/29222.htm");
pub(super) const NFV: Reference =
    Page("ETSI GS NFV-SEC 022", "https://www.etsi.org/deliver/etsi_gs/NFV-SEC/001_099/022/");
pub(super) const GEOHASH: Reference =
    Page("CTA-5009, in the IANA registry", "https://www.iana.org/assignments/jwt/jwt.xhtml");
pub(super) const MODEL: Reference =
    Page("W3C Verifiable Credentials 1.1", "https://www.w3.org/TR/vc-data-model-1.1/#json-web-token");
pub(super) const FAPI: Reference =
    Page("FAPI 1.0 Advanced", "https://openid.net/specs/openid-financial-api-part-2-1_0.html");
pub(super) const GITHUB: Reference = Page("GitHub Actions", "https://docs.github.com/actions/reference/security/oidc");
pub(super) const GITLAB: Reference = Page("GitLab CI", "https://docs.gitlab.com/ci/secrets/id_token_authentication/");
pub(super) const HEALTH_CARDS: Reference = Page("SMART Health Card", "https://spec.smarthealth.cards/");
pub(super) const IHE: Reference = Page("IHE ITI Technical Framework", "https://profiles.ihe.net/ITI/");
