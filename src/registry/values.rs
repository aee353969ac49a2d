//! What well-known values stand for: login methods, media types, kinds of token.

use std::borrow::Cow;

use super::algorithms;
use crate::text::json::{JsonKind, Value};

/// Of an array so many items are explained.
const MAX_ITEMS: usize = 16;

/// A value, an equals sign and its words in each line: kept so, it costs no more than its text.
type Words = &'static str;

/// What the value of a claim stands for, in a token of the provider with this key; `None` where nothing is known of it.
pub fn of_claim(name: &str, provider: Option<&str>, value: Value<'_>) -> Option<Cow<'static, str>> {
    let words = claim_words(name, provider);
    if words.is_empty() { None } else { said(value, |text| find(words, text)) }
}

/// What the value of a header parameter stands for; `None` where nothing is known of it.
pub fn of_parameter(name: &str, value: Value<'_>) -> Option<Cow<'static, str>> {
    match name {
        "typ" | "cty" => {
            let text = value.string()?;
            let kind = text
                .get(..12)
                .filter(|start| start.eq_ignore_ascii_case("application/"))
                .and(text.get(12..))
                .unwrap_or(&text);
            lines(TYPES).find(|(name, _)| name.eq_ignore_ascii_case(kind)).map(|(_, words)| Cow::Borrowed(words))
        }
        "alg" | "enc" => algorithms::find(&value.string()?).map(|row| Cow::Borrowed(row.title)),
        _ => said(value, |text| find(parameter_words(name), text)),
    }
}

/// The words for a value: of an array, for each of its items that are known.
fn said(value: Value<'_>, words: impl Fn(&str) -> Option<&'static str>) -> Option<Cow<'static, str>> {
    if value.kind() != JsonKind::Array {
        return match value.string() {
            Some(text) => words(&text),
            None => words(value.source()),
        }
        .map(Cow::Borrowed);
    }
    let mut all = String::new();
    for item in value.children().take(MAX_ITEMS) {
        // Some providers write each method as an object that names it.
        let item = item.member("method").unwrap_or(item);
        let Some((text, words)) = item.string().and_then(|text| words(&text).map(|words| (text, words))) else {
            continue;
        };
        if !all.is_empty() {
            all.push_str("; ");
        }
        for piece in [&text, ": ", words] {
            all.push_str(piece);
        }
    }
    if all.is_empty() { None } else { Some(Cow::Owned(all)) }
}

fn find(words: Words, text: &str) -> Option<&'static str> {
    lines(words).find(|(value, _)| *value == text).map(|(_, words)| words)
}

fn lines(words: Words) -> impl Iterator<Item = (&'static str, &'static str)> {
    words.split('\n').filter_map(|line| line.split_once('='))
}

fn claim_words(name: &str, provider: Option<&str>) -> Words {
    let is_of = |of: &str| of.is_empty() || Some(of) == provider;
    CLAIMS
        .iter()
        .find(|(known, of, _)| known.len() == name.len() && *known == name && is_of(of))
        .map_or("", |(.., words)| words)
}

/// Claims, the provider that alone means this by the values, and the words. What one provider means comes
/// before what all mean.
#[rustfmt::skip]
static CLAIMS: &[(&str, &str, Words)] = &[
    ("amr", "supabase", SUPABASE_METHODS),
    ("amr", "", METHODS),
    ("acr", "keycloak", "0=An older login was used again\n1=Signed in just for this"),
    ("acr", "", LEVELS),
    ("aal", "", "aal1=One factor\naal2=Two factors\naal3=Two factors, one in hardware"),
    ("gty", "", GRANTS),
    ("token_use", "", "id=ID token\naccess=Access token"),
    ("token_type", "", "Bearer=Access token\nat=Access token\naccess=Access token\nrefresh=Refresh token"),
    ("typ", "", PURPOSES),
    ("drn", "descope", "DS=Session token\nDSR=Refresh token"),
    ("azpacr", "", "0=Public client: not authenticated\n1=A secret\n2=A certificate"),
    ("appidacr", "", "0=Public client: not authenticated\n1=A secret\n2=A certificate"),
    ("idtyp", "", "app=An application\nuser=A user\ndevice=A device"),
    ("acct", "entra", "0=A member of the tenant\n1=A guest"),
    ("ver", "entra", "1.0=The older format\n2.0=The newer format"),
    ("tid", "", "9188040d-6c67-4c5b-b112-36a304b66dad=Personal Microsoft accounts"),
    ("v", "clerk", "2=The newer format"),
    ("sts", "clerk", "active=Signed in\npending=Something is still to be done"),
    ("role", "supabase", ROLES),
    ("real_user_status", "", "0=Not supported\n1=Unknown\n2=Very likely"),
    ("email_verified", "", "true=The issuer says that it checked\nfalse=Nobody checked it: do not rely on it"),
    ("phone_number_verified", "", "true=The issuer says that it checked\nfalse=Nobody checked it: do not rely on it"),
    ("attest", "", CALLS),
    ("runner_environment", "", "github-hosted=GitHub's\ngitlab-hosted=GitLab's\nself-hosted=The project's own"),
];

fn parameter_words(name: &str) -> Words {
    match name {
        "zip" => "DEF=DEFLATE",
        "b64" => "true=The payload is base64url, as usual\nfalse=The payload is signed as it is",
        "crit" => "b64=The payload may not be base64url\nexp=The header's own expiry",
        "ppt" => CALL_TYPES,
        _ => "",
    }
}

/// RFC 8176 §2, and what the big providers add.
const METHODS: Words = "\
pwd=Password
mfa=More than one factor
otp=One-time code
sms=Code by text message
hwk=Key in hardware
swk=Key in software
pop=Key
pin=PIN or pattern
fpt=Fingerprint
vbm=Voice
user=Somebody was there
sc=Smart card
kba=Secret questions
mca=More than one channel
rba=Judged by risk
wia=Windows sign-in
rsa=Certificate or app
fed=Another identity provider";

const SUPABASE_METHODS: Words = "\
otp=One-time code
oauth=Another identity provider
totp=Authenticator app
mfa/totp=Authenticator app
mfa/phone=Code to the phone
mfa/webauthn=Passkey or security key
magiclink=Link by e-mail
recovery=Link to set a new password
sso/saml=The organisation's sign-in
web3=Wallet";

/// Of the scale behind `acr` some steps are standards.
const LEVELS: Words = "\
0=Weak: nothing of value should hang on it
phr=Resists phishing
phrh=Resists phishing, with a key in hardware
https://refeds.org/profile/sfa=One factor, by REFEDS
https://refeds.org/profile/mfa=More than one factor, by REFEDS
urn:okta:loa:1fa:any=One factor, at Okta
urn:okta:loa:2fa:any=Two factors, at Okta";

const GRANTS: Words = "\
client-credentials=The application itself
client_credentials=The application itself
password=The application saw the user's password
authorization_code=The user signed in
refresh_token=Refreshed
implicit=The user signed in, by way of the address bar
device_code=The user signed in on another device
urn:ietf:params:oauth:grant-type:device_code=The user signed in on another device
urn:ietf:params:oauth:grant-type:token-exchange=Exchanged for another token";

const PURPOSES: Words = "\
Bearer=Access token
DPoP=Access token bound to a client key
ID=ID token
Refresh=Refresh token
Offline=Refresh token that outlives the login
Logout=Logout token";

const ROLES: Words = "\
anon=Not signed in; row security decides
authenticated=Signed in; row security decides
service_role=Bypasses row security: for servers only";

const CALLS: Words = "\
A=The carrier knows the customer and the number
B=The carrier knows the customer only
C=The carrier knows only where the call came in";

const CALL_TYPES: Words = "\
shaken=Attestation by the carrier
div=The call was forwarded
div-o=The call was forwarded
rcd=What is shown of the caller
rph=Call priority
msg=Message";

/// Media types without their `application/` (RFC 7515 §4.1.9), the usual ones first.
const TYPES: Words = "\
JWT=JSON Web Token, of any kind
at+jwt=Access token
dpop+jwt=DPoP proof
logout+jwt=Logout token
secevent+jwt=Security event
JOSE=Signed or encrypted
JOSE+JSON=Signed or encrypted, as JSON
jwk+json=Key
jwk-set+json=Set of keys
jwk-set+jwt=Set of keys, signed
oauth-authz-req+jwt=Signed authorization request
client-authentication+jwt=Client assertion
oauth-client-attestation+jwt=Attestation of a client
oauth-client-attestation-pop+jwt=Proof of a client's key
dc+sd-jwt=Credential of which the holder shows parts
vc+sd-jwt=Credential of which the holder shows parts
sd-jwt=Claims of which the holder shows parts
kb+jwt=Proof of the holder's key
vc+jwt=Credential
vp+jwt=Presentation of credentials
openid4vci-proof+jwt=Proof of the holder's key
statuslist+jwt=Status list
passport=PASSporT
eat+jwt=Attestation of a device
wit+jwt=Identity of a workload
wpt+jwt=Proof of a workload's key
txntoken+jwt=Transaction token";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json::Document;

    #[track_caller]
    fn claim(name: &str, provider: Option<&str>, json: &str, expected: Option<&str>) {
        let document = Document::read(json.to_owned());
        assert_eq!(of_claim(name, provider, document.root().unwrap()).as_deref(), expected, "{name} {json}");
    }

    #[track_caller]
    fn parameter(name: &str, json: &str, expected: Option<&str>) {
        let document = Document::read(json.to_owned());
        assert_eq!(of_parameter(name, document.root().unwrap()).as_deref(), expected, "{name} {json}");
    }

    #[test]
    fn claims() {
        claim("amr", None, r#"["pwd","otp","new",7]"#, Some("pwd: Password; otp: One-time code"));
        claim("amr", None, r#"["new"]"#, None);
        claim("amr", None, r#""pwd""#, Some("Password"));
        claim("amr", Some("supabase"), r#"[{"method":"totp","timestamp":1}]"#, Some("totp: Authenticator app"));
        claim("email_verified", None, "false", Some("Nobody checked it: do not rely on it"));
        claim("email_verified", None, "\"true\"", Some("The issuer says that it checked"));
        claim("acr", None, "\"1\"", None);
        claim("acr", Some("keycloak"), "\"1\"", Some("Signed in just for this"));
        claim("role", None, "\"anon\"", None);
        claim("role", Some("supabase"), "\"anon\"", Some("Not signed in; row security decides"));
        claim("typ", None, "\"Offline\"", Some("Refresh token that outlives the login"));
        claim("sub", None, "\"pwd\"", None);
    }

    #[test]
    fn words_are_short_and_begin_with_a_capital() {
        for words in [METHODS, SUPABASE_METHODS, LEVELS, GRANTS, PURPOSES, ROLES, CALLS, CALL_TYPES, TYPES] {
            assert_eq!(lines(words).count(), words.lines().count());
            for (value, words) in lines(words) {
                assert!(!value.is_empty() && words.len() <= 80 && !words.ends_with('.'), "{value}: {words}");
                assert!(words.starts_with(|first: char| !first.is_lowercase()), "{value}: {words}");
            }
        }
    }

    #[test]
    fn parameters() {
        parameter("typ", "\"application/AT+jwt\"", Some("Access token"));
        parameter("typ", "\"jwt\"", Some("JSON Web Token, of any kind"));
        parameter("typ", "\"ααααααα\"", None);
        parameter("typ", "7", None);
        parameter("alg", "\"PS256\"", Some("RSA-PSS with SHA-256: checked with the issuer's public key"));
        parameter("alg", "\"ps256\"", None);
        parameter("b64", "false", Some("The payload is signed as it is"));
        parameter("crit", r#"["b64","x"]"#, Some("b64: The payload may not be base64url"));
    }
}
