//! The rows of the registry held against tables of names that were collected apart from them: every name has a row, and
//! rows agree with the tables on whom a value concerns and on the RFC.

use std::path::Path;

use jotglass::registry::{Row, Sensitivity, algorithms, claims, headers};

use crate::support::{SIGNATURE, inspect, loud, only, read, signed, suite, token};

/// The lines of a table, split into fields; the first line names them.
fn lines(folder: &Path, table: &str) -> Vec<Vec<String>> {
    read(&folder.join(table)).lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Names that share a line.
fn names(field: &str) -> impl Iterator<Item = &str> {
    field.split(" / ").flat_map(|some| some.split(", "))
}

#[track_caller]
fn agrees(row: Option<Row>, name: &str, spec: Option<&str>, sensitivity: Option<&str>) {
    let Some(row) = row else { panic!("{name} has no row") };
    let label = row.reference().to_string();
    if let (Some(spec), true) = (spec, label.starts_with("RFC ")) {
        let document: Vec<&str> = label.split(" §").next().unwrap_or_default().split(' ').collect();
        assert!(spec.contains(&document.join(" ")), "{name}: {label} is not in {spec}");
    }
    let expected = match sensitivity {
        Some("pii" | "device-id") => Sensitivity::Personal,
        Some("authz") => Sensitivity::Privilege,
        Some("may-hold-token") => Sensitivity::Secret,
        _ => return,
    };
    assert_eq!(row.sensitivity, expected, "{name}");
}

#[test]
fn every_name_that_was_collected_has_a_row() {
    let Some(folder) = suite("../knowledge") else { return };
    let mut count = 0;
    for line in lines(&folder, "claims.tsv") {
        let field = |at: usize| line.get(at).map(String::as_str);
        agrees(claims::find(&line[0]), &line[0], field(3), field(5));
        count += 1;
    }
    for line in lines(&folder, "claims-unregistered.tsv") {
        for name in names(&line[0]) {
            agrees(
                claims::find(name),
                name,
                None,
                line.get(4).map(String::as_str).filter(|_| !line[0].contains("unique_name, ")),
            );
            count += 1;
        }
    }
    for line in lines(&folder, "claims-submembers.tsv") {
        let (claim, name) = line[0].split_once('.').unwrap();
        agrees(claims::member(claim, name), &line[0], line.get(3).map(String::as_str), None);
        count += 1;
    }
    for line in lines(&folder, "headers.tsv") {
        for form in names(&line[1]) {
            agrees(headers::find(&line[0], form == "JWE"), &line[0], line.get(4).map(String::as_str), None);
            count += 1;
        }
    }
    for line in lines(&folder, "algorithms.tsv").iter().filter(|line| line[1] != "JWE zip") {
        for name in names(&line[0]) {
            assert!(algorithms::find(name).is_some(), "{name} has no row");
            count += 1;
        }
    }
    loud(&format!("terms: {count} names have their rows"));
}

#[test]
fn a_report_says_what_names_values_and_members_mean() {
    let report = inspect(&token(
        r#"{"alg":"ES256","typ":"at+jwt","enc":"A128GCM"}"#,
        r#"{"amr":["pwd","x"],"cnf":{"x5t#S256":"y","own":1},"act":{"jkt":"z"},"own":1}"#,
        &SIGNATURE,
    ));
    let found = only(&report);
    let meanings: Vec<_> = found
        .parameters
        .iter()
        .chain(&found.claims)
        .map(|claim| (claim.row.map(|row| row.title), claim.meaning.as_deref()))
        .collect();
    assert_eq!(
        meanings,
        [
            (Some("Algorithm"), Some("ECDSA on P-256: checked with the issuer's public key")),
            (Some("Type"), Some("Access token")),
            (None, None),
            (Some("Login methods"), Some("pwd: Password")),
            (Some("Confirmation"), None),
            (Some("Actor"), None),
            (None, None),
        ]
    );
    let members: Vec<_> =
        found.claims.iter().flat_map(|claim| &claim.members).map(|member| (&*member.name, member.span)).collect();
    assert_eq!(members, [("x5t#S256", (37, 40))]);
}

/// What is not known costs nothing on the wire.
#[test]
fn a_claim_of_which_nothing_is_known_is_its_name_and_place() {
    let report = inspect(&signed(r#"{"own":1}"#));
    let json = serde_json::to_string(&only(&report).claims).unwrap();
    assert_eq!(json, r#"[{"name":"own","span":[7,8]}]"#);
}
