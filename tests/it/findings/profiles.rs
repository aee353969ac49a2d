//! The kinds of token, and what they are used for.

use super::*;

/// A row for two tokens that differ in header or claims.
pub(super) fn pair(id: &'static str, severity: Severity, at: At, fires: [&str; 2], nearly: [&str; 2]) -> Row {
    let [fires, nearly] = [fires, nearly].map(|[header, claims]| token(header, claims, &SIGNATURE));
    text(id, severity, at, fires, nearly)
}

fn typed(typ: &str) -> String {
    format!(r#"{{"alg":"ES256","typ":"{typ}"}}"#)
}

/// Claims after `members`, with times that are good.
fn timed(members: &str) -> String {
    format!(r#"{{{members},"iat":1795175940,"exp":1795176060}}"#)
}

fn whole(claims: &str) -> At {
    segment(Payload, encode(claims))
}

pub(super) fn rows() -> Vec<Row> {
    [types(), proofs(), requests(), purposes()].into_iter().flatten().collect()
}

fn types() -> Vec<Row> {
    let typ = |source: &str| inside(Header, "/typ", &format!("\"{source}\""));
    let (access, set, logout, list) =
        (&typed("at+jwt"), &typed("secevent+jwt"), &typed("logout+jwt"), &typed("statuslist+jwt"));
    let full = r#""iss":"i","aud":"a","client_id":"c","sub":"u1","jti":"7f9d3c1e2b4a49d8a1c0""#;
    let (good, hashed) = (&timed(full), &timed(&format!(r#"{full},"at_hash":"77QmUPtjPfzWtF2AnpK9RQ""#)));
    let event = r#""iss":"i","aud":"a","jti":"j","iat":1795175940,"events":{"https://example.org/e":{}}"#;
    let bye = r#""iss":"i","aud":"a","jti":"j","events":{"http://schemas.openid.net/event/backchannel-logout":{}}"#;
    let (ends, ended) = (&timed(&format!(r#"{bye},"sid":"s""#)), &timed(&format!(r#"{bye},"sid":"s","nonce":"n""#)));
    let (nobody, without) = (&timed(bye), &timed(r#""iss":"i","sid":"s""#));
    let (lasting, event) = (&format!(r#"{{{event},"exp":1795176060}}"#), &format!("{{{event}}}"));
    let (no_client, no_jti) = (&timed(&full.replace("client_id", "client")), &timed(&full.replace("jti", "jti_")));
    let endless = &format!("{{{full},\"iat\":1795175940}}");
    vec![
        pair("typ-mismatch", Warning, typ("at+jwt"), [access, hashed], [access, good]),
        pair("typ-mismatch", Warning, typ("at+jwt"), [access, event], [set, event]),
        pair("typ-mismatch", Warning, typ("statuslist+jwt"), [list, good], [list, r#"{"status_list":{"bits":1}}"#]),
        pair("profile-at-jwt", Error, whole(no_client), [access, no_client], [UNTYPED, no_client]),
        pair("profile-at-jwt", Warning, whole(no_jti), [access, no_jti], [access, good]),
        pair("exp-missing", Error, whole(endless), [access, endless], [set, endless]),
        pair("profile-set", Warning, inside(Payload, "/exp", "1795176060"), [set, lasting], [set, event]),
        pair("profile-set", Info, typ("JWT"), [HEADER, event], [set, event]),
        pair("profile-logout", Error, inside(Payload, "/nonce", "\"n\""), [logout, ended], [logout, ends]),
        pair("profile-logout", Error, whole(nobody), [logout, nobody], [logout, ends]),
        pair("profile-logout", Error, whole(without), [logout, without], [access, without]),
    ]
}

fn proofs() -> Vec<Row> {
    let proof = r#"{"alg":"ES256","typ":"dpop+jwt","jwk":{"kty":"EC"}}"#;
    let said = |more: &str| format!(r#"{{"jti":"j","htm":"GET","htu":"https://a.example/x{more}","iat":1795175990}}"#);
    let (good, query) = (&said(""), &said("?y=1"));
    let (silent, old) = (&good.replace("htm", "hmm"), &good.replace("1795175990", "1795175700"));
    let symmetric = &proof.replace("ES256", "HS256");
    let keyless = &typed("dpop+jwt");
    let svid = |aud: &str, sub: &str| timed(&format!(r#""{aud}":["spiffe://example.org/a"],"sub":"{sub}""#));
    let (named, lost, other) =
        (&svid("aud", "spiffe://example.org/b"), &svid("a", "spiffe://example.org/b"), &svid("a", "b"));
    let (jku, shared) = (r#"{"alg":"ES256","jku":"https://a.example"}"#, r#"{"alg":"HS256","typ":"JOSE"}"#);
    let call = r#"{"orig":{"tn":"1"},"dest":{"tn":["2"]},"iat":1795175990}"#;
    let stale = &call.replace("1795175990", "1795175940");
    let shaken = r#"{"alg":"ES256","typ":"passport","ppt":"shaken","x5u":"https://a.example/c"}"#;
    let (rsa, uncertified, untyped) =
        (&shaken.replace("ES", "RS"), &shaken.replace("x5u", "x5z"), &shaken.replace("passport", "JWT"));
    vec![
        pair("profile-dpop", Error, whole(silent), [proof, silent], [proof, good]),
        pair(
            "profile-dpop",
            Error,
            inside(Payload, "/htu", "\"https://a.example/x?y=1\""),
            [proof, query],
            [proof, good],
        ),
        pair(
            "profile-dpop",
            Error,
            inside(Payload, "/iat", "1795175700"),
            [proof, old],
            [proof, &old.replace("5700", "5701")],
        ),
        pair("profile-dpop", Error, inside(Header, "/alg", "\"HS256\""), [symmetric, good], [proof, good]),
        pair("profile-dpop", Error, segment(Header, encode(keyless)), [keyless, good], [proof, good]),
        pair("profile-spiffe", Error, whole(lost), [&typed("JWT"), lost], [&typed("JWT"), named]),
        pair("profile-spiffe", Error, inside(Header, "/jku", "\"https://a.example\""), [jku, named], [jku, other]),
        pair("profile-spiffe", Error, inside(Header, "/alg", "\"HS256\""), [shared, named], [&typed("JOSE"), named]),
        pair(
            "profile-spiffe",
            Error,
            inside(Header, "/typ", "\"JWS\""),
            [&typed("JWS"), named],
            [&typed("JOSE"), named],
        ),
        pair("profile-passport", Warning, inside(Header, "/alg", "\"RS256\""), [rsa, call], [shaken, call]),
        pair("profile-passport", Warning, inside(Header, "/typ", "\"JWT\""), [untyped, call], [shaken, call]),
        pair("profile-passport", Warning, segment(Header, encode(uncertified)), [uncertified, call], [shaken, call]),
        pair(
            "profile-passport",
            Warning,
            inside(Payload, "/iat", "1795175940"),
            [shaken, stale],
            [shaken, &stale.replace("40", "41")],
        ),
    ]
}

fn requests() -> Vec<Row> {
    let login = |more: &str, exp: i64| {
        format!(r#"{{"iss":"c","sub":"c","aud":"https://a.example/token",{more}"iat":1795175940,"exp":{exp}}}"#)
    };
    let jti = r#""jti":"7f9d3c1e2b4a49d8a1c0","#;
    let (good, bare) = (&login(jti, 1_795_176_240), &login("", 1_795_176_240));
    let (long, longer) = (&login(jti, 1_795_176_241), &login(jti, 1_795_179_541));
    let jar = &typed("oauth-authz-req+jwt");
    let asked = |more: &str| timed(&format!(r#""client_id":"c","aud":"a"{more}"#));
    let (own, plain, open) = (&asked(r#","sub":"c""#), &asked(r#","sub":"d""#), &asked("").replace("aud", "out"));
    let push = |exp: i64, sub: &str| {
        format!(r#"{{"aud":"https://fcm.googleapis.com","exp":{exp},"{sub}":"mailto:a@b.example"}}"#)
    };
    let (brief, day, secret) = (&push(1_795_262_400, "sub"), &push(1_795_262_401, "sub"), &push(1_795_262_400, "to"));
    let app = |exp: i64| format!(r#"{{"iss":"123456","iat":1795175940,"exp":{exp}}}"#);
    let signed = &typed("JWT");
    vec![
        pair("profile-client-assertion", Warning, whole(bare), [UNTYPED, bare], [UNTYPED, good]),
        pair(
            "profile-client-assertion",
            Warning,
            inside(Payload, "/exp", "1795176241"),
            [UNTYPED, long],
            [UNTYPED, good],
        ),
        pair(
            "profile-client-assertion",
            Error,
            inside(Payload, "/exp", "1795179541"),
            [UNTYPED, longer],
            [UNTYPED, good],
        ),
        pair("profile-jar", Warning, inside(Payload, "/sub", "\"c\""), [jar, own], [jar, plain]),
        pair("profile-jar", Warning, whole(open), [jar, open], [UNTYPED, open]),
        pair("profile-vapid", Warning, inside(Payload, "/exp", "1795262401"), [signed, day], [signed, brief]),
        pair("profile-vapid", Warning, whole(secret), [signed, secret], [signed, brief]),
        pair("profile-vapid", Warning, inside(Header, "/alg", "\"HS256\""), [HEADER, brief], [signed, brief]),
        pair(
            "profile-github-app",
            Warning,
            inside(Payload, "/exp", "1795176541"),
            [HEADER, &app(1_795_176_541)],
            [HEADER, &app(1_795_176_540)],
        ),
    ]
}

fn purposes() -> Vec<Row> {
    let id = |more: &str| timed(&format!(r#""iss":"i","sub":"u1","at_hash":"77QmUPtjPfzWtF2AnpK9RQ"{more}"#));
    let (alone, lost) = (&id(r#","aud":"a""#), &id(""));
    let many = &id(r#","aud":["a","b"]"#);
    let (day, days) = (&alone.replace("1795176060", "1795262340"), &alone.replace("1795176060", "1795262341"));
    let (long, longest) = (&alone.replace("u1", &"x".repeat(256)), &alone.replace("u1", &"x".repeat(255)));
    let access = |more: &str| timed(&format!(r#""iss":"i","sub":"u1","aud":"a","scope":"read"{more}"#));
    let (free, bound) = (&access(""), &access(r#","cnf":{"jkt":"x"}"#));
    let personal = &access(r#","email":"a@b.example""#);
    let refresh = |exp: i64| format!(r#"{{"token_type":"refresh","iat":1795175940,"exp":{exp}}}"#);
    let (month, months) = (&refresh(1_797_767_940), &refresh(1_797_767_941));
    let known = r#"{"iss":"https://a.example/realms/x","typ":"Refresh","iat":1795175940,"exp":1795176060}"#;
    let sample = r#"{"sub":"1234567890","iat":1516239022}"#;
    vec![
        pair("profile-id-token", Warning, whole(lost), [HEADER, lost], [HEADER, alone]),
        pair(
            "profile-id-token",
            Warning,
            inside(Payload, "/sub", &format!("\"{}\"", "x".repeat(256))),
            [HEADER, long],
            [HEADER, longest],
        ),
        pair("azp-missing", Info, inside(Payload, "/aud", r#"["a","b"]"#), [HEADER, many], [HEADER, alone]),
        pair(
            "azp-missing",
            Info,
            inside(Payload, "/aud", r#"["a","b"]"#),
            [HEADER, many],
            [HEADER, &id(r#","aud":["a","b"],"azp":"a""#)],
        ),
        pair("bearer-unbound", Info, whole(free), [HEADER, free], [HEADER, bound]),
        pair(
            "access-token-as-login",
            Info,
            inside(Payload, "/email", "\"a@b.example\""),
            [HEADER, personal],
            [HEADER, free],
        ),
        pair(
            "refresh-is-jwt",
            Warning,
            inside(Payload, "/token_type", "\"refresh\""),
            [HEADER, month],
            [HEADER, &month.replace("refresh", "access")],
        ),
        pair(
            "refresh-is-jwt",
            Info,
            inside(Payload, "/typ", "\"Refresh\""),
            [HEADER, known],
            [HEADER, &known.replace("Refresh", "Bearer")],
        ),
        pair(
            "lifetime-long",
            Warning,
            inside(Payload, "/exp", "1797767940"),
            [HEADER, &month.replace("refresh", "access")],
            [HEADER, month],
        ),
        pair("lifetime-long", Warning, inside(Payload, "/exp", "1795262341"), [HEADER, days], [HEADER, day]),
        // The provider fixes how long such a key lives.
        pair(
            "lifetime-long",
            Warning,
            inside(Payload, "/exp", "2084941261"),
            [HEADER, r#"{"iss":"someone","role":"anon","iat":1769365261,"exp":2084941261}"#],
            [HEADER, r#"{"iss":"supabase","role":"anon","iat":1769365261,"exp":2084941261}"#],
        ),
        pair("lifetime-refresh", Warning, inside(Payload, "/exp", "1797767941"), [HEADER, months], [HEADER, month]),
        pair(
            "known-sample",
            Info,
            At::Whole(signed(sample)),
            [HEADER, sample],
            [HEADER, &sample.replace("022", "023")],
        ),
    ]
}
