//! Certificates in the header. All were made for this test; their private keys are gone.

use super::*;

/// For signer.example on P-256 from 2026 to 2036, made by Root.
const LEAF: &str = "MIIBZzCCAQygAwIBAgIBATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARSb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2lnbmVyLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASmj+j1fRnmlZVlV1P+1Upjv3efscT6thbhUYLk2YqNUDDEla81bc7yCysd7sEhZFnqpzvOx6sbGsIeiReummI6o08wTTAJBgNVHRMEAjAAMB0GA1UdDgQWBBSZHuqry2WAMrsfEau1LU8sWbyxnDAhBgNVHSMEGjAYoROkETAPMQ0wCwYDVQQDDARSb290ggEBMAoGCCqGSM49BAMCA0kAMEYCIQDFnRLmZMIV6Pkhle0SeKHMdaQAjd1aDbHtcnBfaL994QIhAJhaTE5tIFQ+1AixIiJH9dYqODOLkH8TpwwXF9mFFFYr";
/// RSA with 1024 bits, made by its owner, valid in 2020.
const OLD: &str = "MIIBhjCB8AIBATANBgkqhkiG9w0BAQsFADAMMQowCAYDVQQDDAFCMB4XDTIwMDEwMTAwMDAwMFoXDTIxMDEwMTAwMDAwMFowDDEKMAgGA1UEAwwBQjCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAsBCqfo9flOyjIuM9D42tQAqFWOiekJNasMe7QFFGPayKDyRPDlGlUNANwSwQMdcIbMRBrcshtAlnxuf4ZjtrOf55b9NKppT+J/psHoCMAYoYN09zIZ0prljI8zoy43xaukYVb0tQuOhLj/O4MFrpFF5s1rvSZaU9YtMd63lPsFsCAwEAATANBgkqhkiG9w0BAQsFAAOBgQBhJMeS6jviJoJIoxlArBCuQGIFIKj+pR+XQfsQ3SeXqg6B8rCLFLYI/3cYxI0ErXunOySaR0lEPPzqXiB5X7w+veIthA2YcvE62Sbw79FT0zdE9C3g2vvmBW18DjM6u8BqsP7w5tGqmrGPTXO7vi7CiyQVnNeCgiuZF5S9Nwo6AQ==";
/// RSA with 2048 bits from 2026 to 2036, made by Root with SHA-1.
const SHA1: &str = "MIIBzTCCAXMCAQEwCQYHKoZIzj0EATAPMQ0wCwYDVQQDDARSb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2MDEwMTAwMDAwMFowDDEKMAgGA1UEAwwBQzCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAPMZLmQEAT60haruid9OHcGHz42i7BspEF4YPgtX1vkx2l7p2YjpnOs0iF7rm2bHiFzDbtMKx6PzWCMsIgrJl87+GwU9Cw40MDumgvY1/YQ60EwIbPry0UBpPRlLUQsnIMN12ZuR1/R4nWLGh0EzcPLXy++FEiZ6tClGE/LyUlX+xjWLzaYGaZwb5w/KX2ILMN8P+bYFsrPG8WtYXmYabiSUdzxqXOSduqmA4Fsb5pV/PxXXB63YXnqohnuXPz9J7lG3ag97mmi5YSbjk31IYPatcOFajDwAuRXuKX/AtJ9ayxmRDvAnQZYXfCa3QZpM+YtvNvib+hnSSWY7i0XdTzECAwEAATAJBgcqhkjOPQQBA0kAMEYCIQCvb7c+v+fONh5aVVn1sUqA3ezb1H8m2BHtRdZfbYZcRAIhAPNWaQwT6vsT5K9brTcN/KiJHQgxI9/G2PnuV5zh4odJ";

fn with(alg: &str, certificate: &str, more: &str) -> String {
    format!(r#"{{"alg":"{alg}","x5c":["{certificate}"]{more}}}"#)
}

/// A row for the first certificate.
fn first(id: &'static str, severity: Severity, alg: &str, fires: &str, nearly: &str) -> Row {
    header(
        id,
        severity,
        inside(Header, "/x5c/0", &format!("\"{fires}\"")),
        &with(alg, fires, ""),
        &with(alg, nearly, ""),
    )
}

/// A row for a digest.
fn digest(name: &str, fires: &str, nearly: &str) -> Row {
    let of = |digest: &str| with("ES256", LEAF, &format!(r#","{name}":"{digest}""#));
    header("x5t-mismatch", Error, inside(Header, &format!("/{name}"), &format!("\"{fires}\"")), &of(fires), &of(nearly))
}

pub(super) fn rows() -> Vec<Row> {
    let leaf = format!("[\"{LEAF}\"]");
    vec![
        first("x5c-malformed", Error, "ES256", "MIIB-_8=", LEAF),
        first("x5c-malformed", Error, "RS256", OLD.trim_end_matches('='), OLD),
        first("x5c-malformed", Error, "ES256", "MIIB", LEAF),
        first("x5c-malformed", Error, "RS256", &(OLD.to_owned() + "===="), OLD),
        header(
            "x5c-malformed",
            Warning,
            inside(Header, "/x5c/10", &format!("\"{LEAF}\"")),
            &with("ES256", &[LEAF; 11].join("\",\""), ""),
            &with("ES256", &[LEAF; 10].join("\",\""), ""),
        ),
        header(
            "x5c-malformed",
            Error,
            inside(Header, "/x5c", "[]"),
            r#"{"alg":"ES256","x5c":[]}"#,
            r#"{"alg":"ES256","x5d":[]}"#,
        ),
        header(
            "x5c-untrusted",
            Info,
            inside(Header, "/x5c", &leaf),
            &with("ES256", LEAF, ""),
            &with("ES256", "MIIB", ""),
        ),
        first("x5c-cert-problem", Warning, "RS256", OLD, "MIIB"),
        first("x5c-cert-problem", Warning, "RS256", SHA1, "MIIB"),
        header(
            "x5c-cert-problem",
            Warning,
            inside(Header, "/x5c/0", &format!("\"{LEAF}\"")),
            &with("ES384", LEAF, ""),
            &with("ES256", LEAF, ""),
        ),
        digest("x5t", "ArIpJl4tsMVx2v8RfLhpLii2Cvw", "NrIpJl4tsMVx2v8RfLhpLii2Cvw"),
        digest(
            "x5t#S256",
            "AsP7crx4UvLM-UOE4XeIF8aH8_BMmkqs2_9Rri3as60",
            "7sP7crx4UvLM-UOE4XeIF8aH8_BMmkqs2_9Rri3as60",
        ),
        header(
            "x5t-sha1",
            Info,
            inside(Header, "/x5t", "\"AA\""),
            r#"{"alg":"ES256","x5t":"AA"}"#,
            r#"{"alg":"ES256","x5t":"AA","x5t#S256":"AA"}"#,
        ),
    ]
}

/// All that is wrong with a certificate is said at once.
#[test]
fn problems_are_listed() {
    let report = inspect(&token(&with("ES256", OLD, ""), GOOD, &SIGNATURE));
    let finding = findings(&report).find(|finding| finding.id == "x5c-cert-problem").unwrap();
    assert_eq!(
        finding.detail.as_deref(),
        Some("it has expired, its owner made it, its RSA key has only 1024 bits, its key is not for ES256")
    );
}
