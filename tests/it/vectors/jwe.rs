//! Encrypted tokens: the header is read to the letter, each part is measured, and what cannot be right is said.

use jotglass::report::{Kind, Role, Severity};
use serde_json::Value;

use crate::support::{decode, ids, ids_of, inspect, only, own};

const ROLES: [Role; 5] =
    [Role::Header, Role::EncryptedKey, Role::InitializationVector, Role::Ciphertext, Role::AuthenticationTag];

fn judge(case: &Value) -> Result<(), String> {
    let text = case["text"].as_str().unwrap();
    let raises: Vec<&str> = case["raises"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let report = inspect(text);
    if let Some(missing) = raises.iter().find(|id| !ids(&report).contains(id)) {
        return Err(format!("expected {missing}, but found {:?}", ids(&report)));
    }
    if raises.is_empty() && !ids_of(&report, Severity::Error).is_empty() {
        return Err(format!("expected no error, but found {:?}", ids_of(&report, Severity::Error)));
    }
    let parts: Vec<&str> = text.split('.').collect();
    let token = only(&report);
    if parts.len() != ROLES.len() {
        return Ok(());
    }
    let found: Vec<_> = token.segments.iter().map(|segment| (segment.role, segment.bytes)).collect();
    let expected: Vec<_> = ROLES.into_iter().zip(&parts).map(|(role, part)| (role, decode(part).len())).collect();
    let header = token.header.as_ref().map(|part| part.text.clone().into_bytes());
    match token.kind == Kind::Jwe && found == expected && header == Some(decode(parts[0])) && token.payload.is_none() {
        true => Ok(()),
        false => Err(format!("expected {expected:?}, but found {:?} of {found:?}, {header:?}", token.kind)),
    }
}

#[test]
fn headers_and_parts() {
    own::check("jwe.json", judge);
}
