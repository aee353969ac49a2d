//! Who made the token and whom it is about.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let whole = r#"{"iss":"https://issuer.example","sub":"u1","aud":"api","iat":1795175940,"exp":1795176600}"#;
    let without = |part: &str| whole.replacen(part, "", 1);
    let (no_iss, no_sub) = (without(r#""iss":"https://issuer.example","#), without(r#""sub":"u1","#));
    let dpop = r#"{"alg":"ES256","typ":"dpop+jwt","jwk":{}}"#;
    let iss = |severity, fires: &str, nearly: &str, id| {
        member(id, severity, ("/iss", fires), &format!("\"iss\":{fires}"), &format!("\"iss\":{nearly}"))
    };
    let sub = |id, severity, fires: &str, nearly: &str| {
        let claims = |sub: &str| whole.replacen("\"u1\"", sub, 1);
        payload(id, severity, inside(Payload, "/sub", fires), claims(fires), claims(nearly))
    };
    vec![
        payload("iss-missing", Warning, segment(Payload, encode(&no_iss)), &no_iss, whole),
        text(
            "iss-missing",
            Warning,
            segment(Payload, encode(&no_iss)),
            signed(&no_iss),
            token(dpop, &no_iss, &SIGNATURE),
        ),
        iss(Error, "7", "\"7\"", "iss-type"),
        iss(Error, "\"\"", "\"x\"", "iss-type"),
        iss(Warning, "\"My App: x\"", "\"My App x\"", "iss-type"),
        iss(Warning, "\"http://issuer.example\"", "\"https://issuer.example\"", "iss-http"),
        iss(Warning, "\"http://10.0.0.1/\"", "\"http://127.0.0.1/\"", "iss-http"),
        iss(Warning, "\"https://accounts.gogle.com\"", "\"https://accounts.google.com\"", "iss-lookalike"),
        iss(Warning, "\"https://аccounts.google.com\"", "\"https://счёт.example\"", "iss-lookalike"),
        iss(Warning, "\"https://accounts.google.com.x.example\"", "\"https://google.com.x.example\"", "iss-lookalike"),
        iss(Warning, "\"https://tenant.auht0.com/\"", "\"https://tenant.auth0.com/\"", "iss-lookalike"),
        iss(Info, "\"https://xn--mller-kva.example\"", "\"https://xm--mller-kva.example\"", "iss-lookalike"),
        payload(
            "sub-missing",
            Info,
            segment(Payload, encode(&no_sub)),
            &no_sub,
            no_sub.replace("\"aud\"", "\"client_id\""),
        ),
        sub("sub-type", Error, "42", "\"42\""),
        sub("sub-empty", Error, "\"\"", "\" \""),
        sub("sub-empty", Error, "\"\"", "\"\",\"common_name\":\"x.access\""),
        sub("sub-pii", Info, "\"a@b.example\"", "\"a@clients\""),
        sub("sub-pii", Info, "\"+442071838750\"", "\"442071838750\""),
    ]
}
