//! What concerns the text, and where a token lies.

use sha2::{Digest, Sha256};

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let live = signed(GOOD);
    let hex = "9f86d081884c7d65";
    // The key of RFC 7517 appendix A.1, and its thumbprint.
    let key = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;
    let bound = |jkt: &str| signed(format!(r#"{{"sub":"u1","cnf":{{"jkt":"{jkt}"}}}}"#));
    let jkt = "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s";
    let proof = |token: &str| {
        let header = format!(r#"{{"typ":"dpop+jwt","alg":"ES256","jwk":{key}}}"#);
        super::token(&header, format!(r#"{{"ath":"{}"}}"#, encode(Sha256::digest(token))), &[0x41; 64])
    };
    let together = |token: &str, of: &str| format!("DPoP: {}\nAuthorization: DPoP {token}", proof(of));
    let (mine, other) = (bound(jkt), bound(&jkt.replace('c', "d")));
    vec![
        text(
            "live-token",
            Info,
            Whole(live.clone()),
            live.clone(),
            signed(GOOD.replace("1795176600", &NOW.to_string())),
        ),
        // Every page of a project carries its anon key; the service key is a secret.
        text(
            "live-token",
            Info,
            Whole(signed(r#"{"iss":"supabase","role":"service_role"}"#)),
            signed(r#"{"iss":"supabase","role":"service_role"}"#),
            signed(r#"{"iss":"supabase","role":"anon"}"#),
        ),
        text("not-a-token", Error, Whole("hello".to_owned()), "hello", live),
        text("opaque-token", Info, Whole(hex.to_owned()), hex, &hex[..15]),
        text("dpop-binding", Error, Whole(together(&other, &other)), together(&other, &other), together(&mine, &mine)),
        text("dpop-binding", Error, Whole(together(&mine, &other)), together(&mine, &other), together(&mine, &mine)),
        text("size-limit", Error, Whole(".".repeat(MAX_TEXT + 1)), ".".repeat(MAX_TEXT + 1), ".".repeat(MAX_TEXT)),
    ]
}
