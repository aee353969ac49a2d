//! The syntax of the JOSE family (RFC 7515 to 7519, RFC 9901): tokens, keys and certificates, read but not judged.

pub mod der;
pub mod jwk;
pub mod key;
pub mod token;
pub mod x509;
