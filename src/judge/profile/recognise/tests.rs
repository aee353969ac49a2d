//! Which members make which profile, and which nearly do.

use super::*;
use crate::text::json::Document;

#[track_caller]
fn check(header: &str, claims: &str, expected: Profile) {
    let [first, second] = [header, claims].map(|text| Document::read(text.to_owned()));
    let found = Profile::of(&Members::of(first.root()), &Members::of(second.root()), None);
    assert_eq!(found, expected, "{header} {claims}");
}

#[test]
fn types_are_compared_without_case_and_prefix() {
    check(r#"{"typ":"application/AT+JWT"}"#, "{}", AccessToken);
    check(r#"{"typ":"at+jwt; x"}"#, "{}", Unknown);
    check(r#"{"typ":"JWT"}"#, "{}", Unknown);
    check(r#"{"typ":1}"#, "{}", Unknown);
}

#[test]
fn members_that_no_other_kind_has() {
    check(r#"{"url":"u","nonce":"n","jwk":{}}"#, "{}", Acme);
    check(r#"{"url":"u","nonce":"n"}"#, "{}", Unknown);
    check("{}", r#"{"events":{"e":{}}}"#, SecurityEvent);
    check(r#"{"typ":"secevent+jwt"}"#, &format!(r#"{{"events":{{"{LOGOUT_EVENT}":{{}}}}}}"#), LogoutToken);
    check("{}", r#"{"_sd_alg":"sha-256"}"#, SdJwt);
    check("{}", r#"{"vc":{}}"#, Credential);
    check("{}", r#"{"vc":"x"}"#, Unknown);
    check("{}", r#"{"sub":"spiffe://example.org/a"}"#, Spiffe);
    check("{}", r#"{"jwks":{},"metadata":{}}"#, EntityStatement);
}

#[test]
fn common_habits() {
    check("{}", r#"{"token_type":"refresh"}"#, RefreshToken);
    check("{}", r#"{"typ":"Bearer"}"#, AccessToken);
    check("{}", r#"{"at_hash":"x"}"#, IdToken);
    check("{}", r#"{"iss":"i","sub":"s","aud":"a","nonce":"n"}"#, IdToken);
    check("{}", r#"{"iss":"i","sub":"s","aud":"a","nonce":"n","client_id":"c"}"#, Unknown);
    check("{}", r#"{"scope":"a","client_id":"c"}"#, AccessToken);
    check("{}", r#"{"scope":"a"}"#, Unknown);
    check("{}", r#"{"iss":123456,"iat":1,"exp":2}"#, GithubApp);
    check("{}", r#"{"iss":"123456","iat":1,"exp":2,"sub":"x"}"#, Unknown);
    check("{}", r#"{"iss":"c","sub":"c","aud":"https://idp.example/"}"#, ClientAssertion);
    check("{}", r#"{"iss":"c","sub":"d","aud":"https://idp.example/"}"#, Unknown);
    check("{}", r#"{"iss":"c","sub":"d","aud":["https://a.example/token"]}"#, ClientAssertion);
    check("{}", r#"{"sub":"u1","exp":1}"#, Unknown);
}

#[test]
fn every_profile_has_one_row() {
    let rows = Profile::rows();
    for row in rows {
        assert_eq!(row.profile.row().map(|row| row.id), Some(row.id));
        assert!(row.meaning.ends_with('.') && row.title.starts_with(char::is_uppercase), "{}", row.id);
    }
    assert!(Unknown.row().is_none());
    assert_eq!(rows.len(), Unknown as usize);
}
