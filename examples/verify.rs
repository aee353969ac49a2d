//! Checks a signature by RustCrypto: `cargo run --example verify -- TOKEN "$(cat keys.json)"`.

use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

use jotglass::{Engine, EngineError, Keys, NumericDate, SignatureAlgorithm, Token, verify};
use rsa::pkcs8::DecodePublicKey;
use rsa::signature::Verifier;
use rsa::{PublicKey, pkcs1v15, pss};
use sha2::{Sha256, Sha384, Sha512};

/// The token of RFC 7515 §A.3.
pub const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.\
    eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
    DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
/// Its key.
pub const KEY: &str = r#"{"kty":"EC","crv":"P-256",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let token = arguments.next().unwrap_or_else(|| TOKEN.to_owned());
    let keys = arguments.next().unwrap_or_else(|| KEY.to_owned());
    let now = NumericDate::from(SystemTime::now().duration_since(UNIX_EPOCH)?);
    print!("{}", verified(&token, &keys, now)?);
    Ok(())
}

/// What a check comes to, and what became of each key.
pub fn verified(token: &str, keys: &str, now: NumericDate) -> Result<String, Box<dyn Error>> {
    let (token, keys) = (Token::parse(token)?, Keys::parse(keys)?);
    let verification = verify(&token, &keys, &RustCrypto, now);
    let mut lines = format!("{:?} ({}): {}\n", verification.state(), verification.reason(), verification.sentence());
    for (key, fate) in keys.iter().zip(verification.fates()) {
        lines += &format!("{} {fate}\n", key.name());
    }
    for check in &verification.checks {
        lines += &format!("{:?} {}: {}\n", check.state, check.id, check.sentence(now));
    }
    Ok(lines)
}

/// RSA, ECDSA and Ed25519, by RustCrypto.
pub struct RustCrypto;

impl Engine for RustCrypto {
    fn verify(
        &self,
        algorithm: &SignatureAlgorithm,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, EngineError> {
        use {ed25519_dalek as ed25519, p256::ecdsa as p256, p384::ecdsa as p384, p521::ecdsa as p521};
        let rsa = || PublicKey::from_public_key_der(key).ok();
        match algorithm.name() {
            "RS256" => fits(rsa().map(pkcs1v15::VerifyingKey::<Sha256>::new), message, signature),
            "RS384" => fits(rsa().map(pkcs1v15::VerifyingKey::<Sha384>::new), message, signature),
            "RS512" => fits(rsa().map(pkcs1v15::VerifyingKey::<Sha512>::new), message, signature),
            "PS256" => fits(rsa().map(pss::VerifyingKey::<Sha256>::new), message, signature),
            "PS384" => fits(rsa().map(pss::VerifyingKey::<Sha384>::new), message, signature),
            "PS512" => fits(rsa().map(pss::VerifyingKey::<Sha512>::new), message, signature),
            "ES256" => fits::<p256::Signature, _>(p256::VerifyingKey::from_sec1_bytes(key).ok(), message, signature),
            "ES384" => fits::<p384::Signature, _>(p384::VerifyingKey::from_sec1_bytes(key).ok(), message, signature),
            "ES512" => fits::<p521::Signature, _>(p521::VerifyingKey::from_sec1_bytes(key).ok(), message, signature),
            "Ed25519" => fits(ed25519::VerifyingKey::try_from(key).ok(), message, signature),
            _ => Err(EngineError::Unsupported),
        }
    }
}

/// A signature `S` under a key that RustCrypto may have refused.
fn fits<S, K: Verifier<S>>(key: Option<K>, message: &[u8], signature: &[u8]) -> Result<bool, EngineError>
where
    S: for<'a> TryFrom<&'a [u8]>,
{
    let key = key.ok_or(EngineError::MalformedKey)?;
    Ok(S::try_from(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok()))
}
