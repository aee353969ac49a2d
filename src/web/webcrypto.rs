//! What the Web Cryptography API calls the signature algorithms, and in which form it takes their keys.

/// The format of a key for `importKey`, by the [name](crate::check::signature::SignatureAlgorithm::name) of its
/// algorithm.
pub(super) fn format(name: &str) -> &'static str {
    match name.get(..2) {
        Some("RS" | "PS") => "spki",
        Some("ML") => "raw-public",
        _ => "raw",
    }
}

/// The parameters for `importKey` and `verify`, in one JSON object; empty where the API lacks the algorithm.
pub(super) fn parameters(name: &str) -> &'static str {
    match name {
        "RS256" => r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-256"}"#,
        "RS384" => r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-384"}"#,
        "RS512" => r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-512"}"#,
        "PS256" => r#"{"name":"RSA-PSS","hash":"SHA-256","saltLength":32}"#,
        "PS384" => r#"{"name":"RSA-PSS","hash":"SHA-384","saltLength":48}"#,
        "PS512" => r#"{"name":"RSA-PSS","hash":"SHA-512","saltLength":64}"#,
        "ES256" => r#"{"name":"ECDSA","namedCurve":"P-256","hash":"SHA-256"}"#,
        "ES384" => r#"{"name":"ECDSA","namedCurve":"P-384","hash":"SHA-384"}"#,
        "ES512" => r#"{"name":"ECDSA","namedCurve":"P-521","hash":"SHA-512"}"#,
        "Ed25519" => r#"{"name":"Ed25519"}"#,
        "ML-DSA-44" => r#"{"name":"ML-DSA-44"}"#,
        "ML-DSA-65" => r#"{"name":"ML-DSA-65"}"#,
        "ML-DSA-87" => r#"{"name":"ML-DSA-87"}"#,
        _ => "",
    }
}
