//! Keys: every form of one key is the same key, secrets have the bytes that they spell, and what cannot be used says
//! why.

use std::collections::BTreeSet;

use jotglass::jose::key::{self, Keys, Material};
use serde_json::Value;

use crate::support::own;

/// The one key of a file, without a fault, under the form that the row names.
fn judge(row: &Value) -> Result<(), String> {
    let text = own::key(row["name"].as_str().unwrap());
    let keys = key::read(&text);
    if let Some(words) = row["refused"].as_str() {
        return refused(&keys, words);
    }
    let ([key], []) = (&keys.keys[..], &keys.problems[..]) else {
        return Err(format!("expected one key, but found {keys:?}"));
    };
    if !key.faults.is_empty() {
        return Err(format!("expected no faults, but found {:?}", key.faults));
    }
    if let Some(secret) = row["secret"].as_str() {
        let Material::Secret(readings) = &key.material else {
            return Err(format!("expected a secret, but found {}", key.words()));
        };
        let hex = |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
        let is_there = readings.iter().any(|reading| hex(&reading.bytes) == secret);
        return if is_there { Ok(()) } else { Err(format!("expected {secret} among {readings:?}")) };
    }
    let found = (format!("{:?}", key.form), key.is_private, key.thumbprint(), key.certificate.is_some());
    let expected = (
        row["form"].as_str().unwrap().to_owned(),
        row["private"] == true,
        row["thumbprint"].as_str().map(str::to_owned),
        row["form"] == "Certificate",
    );
    if found == expected { Ok(()) } else { Err(format!("expected {expected:?}, but found {found:?}")) }
}

/// Nothing that could check a signature, and a reason that has these words.
fn refused(keys: &Keys, words: &str) -> Result<(), String> {
    let usable = keys.keys.iter().any(|key| key.faults.is_empty());
    let reasons: Vec<&String> =
        keys.problems.iter().map(|problem| &problem.why).chain(keys.keys.iter().flat_map(|key| &key.faults)).collect();
    match !usable && !reasons.is_empty() && reasons.iter().any(|why| why.contains(words)) {
        true => Ok(()),
        false => Err(format!("expected to be refused for {words:?}, but found {keys:?}")),
    }
}

#[test]
fn every_form_of_a_key_is_that_key() {
    own::check("keys.json", judge);
}

/// A key that no row speaks of is a key that nothing checks.
#[test]
fn every_file_has_a_row() {
    let rows: BTreeSet<String> =
        own::rows("keys.json").iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect();
    // The private keys of the others only sign, and these two are no single key.
    let is_known = |name: &String| {
        rows.contains(name) || name.ends_with("-other.pkcs8.pem") || ["set.json", "empty.txt"].contains(&&**name)
    };
    let without: Vec<String> = own::key_names().into_iter().filter(|name| !is_known(name)).collect();
    assert_eq!(without, [""; 0]);
}
