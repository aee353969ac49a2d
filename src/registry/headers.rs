//! Header parameters of JWS (RFC 7515 §4.1) and JWE (RFC 7516 §4.1): many share a name, and mean other keys by it.

use super::Sensitivity::{Open, Secret};
use super::ValueKind::{self, *};
use super::documents::{HEALTH_CARDS, HPKE, IHE};
use super::table::{Table, table};
use super::{Row, SourceRow};
use crate::registry::spec::OpenId::{Federation, Presentations};
use crate::registry::spec::Reference::{self, Draft, OpenId, Rfc};

const fn row(
    name: &'static str,
    value: ValueKind,
    reference: Reference,
    title: &'static str,
    explanation: &'static str,
) -> SourceRow {
    super::row(name, value, Open, reference, title, explanation)
}

const URL: SourceRow = row("url", Uri, Rfc(8555, "6.4.1"), "Address", "");
const NONCE: SourceRow = row("nonce", Text, Rfc(8555, "6.5.2"), "Nonce", "Against replay.");

table! {
    /// The header parameters of a JWS.
    pub static JWS = SIGNED;
}
table! {
    /// The header parameters of a JWE.
    pub static JWE = ENCRYPTED;
}

#[rustfmt::skip]
const SIGNED: &[&[SourceRow]] = &[&[
    row("alg", Text, Rfc(7515, "4.1.1"), "Algorithm", "How it is signed; the verifier decides what it accepts."),
    row("typ", Text, Rfc(7515, "4.1.9"), "Type", "What kind of token it is."),
    row("kid", Text, Rfc(7515, "4.1.4"), "Key ID", "Which of the issuer's keys was used."),
    row("cty", Text, Rfc(7515, "4.1.10"), "Content type", "JWT when another token is inside."),
    row("crit", TextList, Rfc(7515, "4.1.11"), "Must understand", "Parameters to understand, or the token is refused."),
    row("jku", Uri, Rfc(7515, "4.1.2"), "Key set address", "Anyone can write an address here."),
    row("jwk", Jwk, Rfc(7515, "4.1.3"), "Key", "It proves nothing by itself."),
    row("x5u", Uri, Rfc(7515, "4.1.5"), "Certificate address", "Anyone can write an address here."),
    row("x5c", Certificates, Rfc(7515, "4.1.6"), "Certificates", "They prove nothing by themselves."),
    row("x5t", Bytes, Rfc(7515, "4.1.7"), "Certificate digest", "SHA-1, good for looking it up only."),
    row("x5t#S256", Bytes, Rfc(7515, "4.1.8"), "Certificate digest", ""),
    row("b64", Boolean, Rfc(7797, "3"), "Payload encoding", ""),
    row("ppt", Text, Rfc(8225, "8.1"), "PASSporT type", ""),
    row("zip", Text, HEALTH_CARDS, "Compression", ""),
    row("svt", TextList, Rfc(9321, ""), "Validation tokens", "They say that a signature was checked before."),
    row("iheSSId", Text, IHE, "Submission set", ""),
    super::row("jwt", Token, Secret, OpenId(Presentations, ""), "Verifier attestation",
        "A token that says who asks for credentials."),
    row("client_id", Text, OpenId(Presentations, ""), "Client", "Which of several signers made this signature."),
    row("trust_chain", TextList, OpenId(Federation, "4.3"), "Trust chain", "Statements up to the root."),
    row("peer_trust_chain", TextList, OpenId(Federation, "4.4"), "Peer's trust chain", "Statements up to the root."),
    URL,
    NONCE,
]];

#[rustfmt::skip]
const ENCRYPTED: &[&[SourceRow]] = &[&[
    row("alg", Text, Rfc(7516, "4.1.1"), "Algorithm", "How the key is encrypted or agreed on."),
    row("enc", Text, Rfc(7516, "4.1.2"), "Content encryption", ""),
    row("zip", Text, Rfc(7516, "4.1.3"), "Compression", "Its length may tell of the content."),
    row("typ", Text, Rfc(7516, "4.1.11"), "Type", "What kind of token it is."),
    row("kid", Text, Rfc(7516, "4.1.6"), "Key ID", "Which of the recipient's keys was used."),
    row("cty", Text, Rfc(7516, "4.1.12"), "Content type", "JWT when another token is inside."),
    row("crit", TextList, Rfc(7516, "4.1.13"), "Must understand", "Parameters to understand, or the token is refused."),
    row("jku", Uri, Rfc(7516, "4.1.4"), "Key set address", "Where the recipient's key is published."),
    row("jwk", Jwk, Rfc(7516, "4.1.5"), "Key", "The recipient's public key."),
    row("x5u", Uri, Rfc(7516, "4.1.7"), "Certificate address", "Where the recipient's certificate is published."),
    row("x5c", Certificates, Rfc(7516, "4.1.8"), "Certificates", ""),
    row("x5t", Bytes, Rfc(7516, "4.1.9"), "Certificate digest", ""),
    row("x5t#S256", Bytes, Rfc(7516, "4.1.10"), "Certificate digest", ""),
    row("epk", Jwk, Rfc(7518, "4.6.1.1"), "Sender's one-time key", "To agree on a key for this token alone."),
    row("apu", Bytes, Rfc(7518, "4.6.1.2"), "Sender's information", "Mixed into the key."),
    row("apv", Bytes, Rfc(7518, "4.6.1.3"), "Recipient's information", "Mixed into the key."),
    row("iv", Bytes, Rfc(7518, "4.7.1.1"), "Key wrap vector", "For the key; the content has its own."),
    row("tag", Bytes, Rfc(7518, "4.7.1.2"), "Key wrap tag", "For the key; the content has its own."),
    row("p2s", Bytes, Rfc(7518, "4.8.1.1"), "Password salt", ""),
    row("p2c", Number, Rfc(7518, "4.8.1.2"), "Password rounds", "Very many stall the recipient."),
    row("iss", StringOrUri, Rfc(7519, "5.3"), "Issuer", "A copy that can be read without the key."),
    row("sub", StringOrUri, Rfc(7519, "5.3"), "Subject", "A copy that can be read without the key."),
    row("aud", Audience, Rfc(7519, "5.3"), "Audience", "A copy that can be read without the key."),
    row("ek", Bytes, Draft(HPKE, "11.2"), "Encapsulated secret", ""),
    row("psk_id", Bytes, Draft(HPKE, "11.2"), "Shared key ID", ""),
    URL,
    NONCE,
]];

/// The row with this very name, in the header of a JWE or else of a JWS.
pub fn find(name: &str, is_encrypted: bool) -> Option<Row> {
    let table: &Table = if is_encrypted { &JWE } else { &JWS };
    table.find(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_means_the_signers_key_or_the_recipients() {
        let words = |name, is_encrypted| find(name, is_encrypted).map(|row| row.explanation);
        assert_eq!(words("kid", false), Some("Which of the issuer's keys was used."));
        assert_eq!(words("kid", true), Some("Which of the recipient's keys was used."));
        assert!(words("enc", true).is_some() && words("enc", false).is_none());
        assert!(words("b64", false).is_some() && words("b64", true).is_none());
        assert!(words("nonce", false).is_some() && words("nonce", true).is_some());
    }
}
