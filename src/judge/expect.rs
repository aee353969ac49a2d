//! What a server would say to a token: its checks in the usual order (RFC 7519 §7.2, RFC 9068 §4), so that the first
//! that fails is the likely reason of a 401.

use std::borrow::Cow;

use crate::judge::acceptance::{self, Objection, Stage, Weight};
use crate::judge::subject::Subject;
use crate::text::json::{JsonKind, Value};
use crate::text::time::NumericDate;
use crate::text::time::piece::{self, Piece};
use crate::text::visible::{quoted, visible};

mod expected;

pub use expected::Expected;

/// What a check of the signature came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// It fits a key that somebody vouches for.
    Right,
    /// It fits such a key, but a standard forbids to use that one for it.
    Flawed,
    /// It fits a secret that everybody knows.
    Public,
    /// It fits a key that the token brings along.
    Own,
    /// It does not fit.
    Wrong,
    /// It was not checked.
    Unchecked,
}

/// How a check of a server went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// The server goes on.
    Passed,
    /// The server refuses the token here.
    Failed,
    /// It depends on what is not known here.
    Unknown,
}

/// One check of a server.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ServerCheck {
    /// What is looked at: `form`, `algorithm`, `critical`, `signature`, `disclosures`, `key-binding`, `expiry`,
    /// `not-before`, `issued-at`, `parties`, `issuer`, `audience` or `scope`.
    pub id: &'static str,
    /// How it went.
    pub state: CheckState,
    /// The same in words, without a full stop; in pieces, because some follow the clock.
    #[doc(hidden)]
    pub sentence: Vec<Piece>,
}

impl ServerCheck {
    /// The same in words, without a full stop, as they read at `now`.
    pub fn sentence(&self, now: NumericDate) -> String {
        piece::words(&self.sentence, now)
    }
}

/// The checks, in the order in which a server makes them; `objections` are those of [`acceptance`], with the same
/// leeway.
pub fn checks(
    subject: &Subject<'_>,
    signature: Signature,
    expected: &Expected,
    objections: &[Objection],
) -> Vec<ServerCheck> {
    let objection = |stage: Stage| objections.iter().find(|objection| objection.stage == stage);
    let met = |id: &'static str, stage: Stage| objection(stage).map(|objection| objected(id, objection));
    let form = met("form", Stage::Form).unwrap_or_else(|| passed("form", "It is well-formed"));
    let mut checks = vec![form, algorithm(subject, expected)];
    checks.extend(met("critical", Stage::Critical));
    checks.push(signed(signature));
    checks.extend(met("disclosures", Stage::Disclosures));
    checks.extend(met("key-binding", Stage::KeyBinding));
    if subject.has_claims() {
        checks.push(expiry(subject, objection(Stage::Expiry)));
        checks.extend(start(subject, objection(Stage::NotBefore)));
        checks.extend(met("issued-at", Stage::IssuedAt));
        checks.extend(met("parties", Stage::Audience));
    }
    // What a server expects must be there, whatever the payload is.
    if !subject.token.kind.is_encrypted() {
        checks.extend(expected.issuer.as_deref().map(|issuer| text(subject, "issuer", "iss", issuer)));
        checks.extend(expected.audience.as_deref().map(|one| audience(subject, one)));
        checks.extend(scopes(subject, &expected.scopes));
    }
    checks
}

fn passed(id: &'static str, sentence: impl Into<Cow<'static, str>>) -> ServerCheck {
    ServerCheck { id, state: CheckState::Passed, sentence: vec![piece::text(sentence)] }
}

/// A check whose words follow the clock: what is said before the moment `at` as seen from now, and after it.
fn timed(
    id: &'static str,
    state: CheckState,
    before: &'static str,
    at: NumericDate,
    after: &'static str,
) -> ServerCheck {
    ServerCheck { id, state, sentence: vec![piece::text(before), Piece::Relative(at), piece::text(after)] }
}

/// The check that an objection comes up at.
fn objected(id: &'static str, objection: &Objection) -> ServerCheck {
    let state = if objection.weight == Weight::Refuse { CheckState::Failed } else { CheckState::Unknown };
    ServerCheck { id, state, sentence: vec![piece::text(acceptance::capitalized(&objection.because))] }
}

fn check(id: &'static str, is_right: bool, passed: String, failed: String) -> ServerCheck {
    let (state, sentence) = if is_right { (CheckState::Passed, passed) } else { (CheckState::Failed, failed) };
    ServerCheck { id, state, sentence: vec![piece::text(sentence)] }
}

fn algorithm(subject: &Subject<'_>, expected: &Expected) -> ServerCheck {
    let alg = subject.alg.as_deref().unwrap_or_default();
    let is_allowed = match &expected.algorithms {
        None => !alg.is_empty() && !subject.is_unsecured,
        Some(allowed) => allowed.iter().any(|one| one == alg),
    };
    let passed = [&*quoted(alg), " is allowed"].concat();
    let failed = match &expected.algorithms {
        None => "It is not signed".to_owned(),
        Some(allowed) => {
            ["It is signed with ", &*quoted(alg), ", but the server allows ", &allowed.join(", ")].concat()
        }
    };
    check("algorithm", is_allowed, passed, failed)
}

fn signed(signature: Signature) -> ServerCheck {
    let (state, sentence) = match signature {
        Signature::Right => (CheckState::Passed, "The signature fits"),
        Signature::Flawed => (CheckState::Failed, "The signature fits a key that must not be used"),
        Signature::Public => (CheckState::Failed, "Signed with a publicly known secret"),
        Signature::Own => (CheckState::Unknown, "The signature fits only the key that the token brings along"),
        Signature::Wrong => (CheckState::Failed, "The signature does not fit"),
        Signature::Unchecked => (CheckState::Unknown, "Signature not verified"),
    };
    ServerCheck { id: "signature", state, sentence: vec![piece::text(sentence)] }
}

/// `exp`, which an objection says not to be in order.
fn expiry(subject: &Subject<'_>, objection: Option<&Objection>) -> ServerCheck {
    let [exp, ..] = subject.times.moments();
    let without = || vec![piece::text("It has no exp: many servers refuse that")];
    match (exp, objection) {
        (Some(at), Some(_)) => timed("expiry", CheckState::Failed, "It expired ", at, ""),
        (None, Some(objection)) => objected("expiry", objection),
        (Some(at), None) if !subject.has_come(at) => timed("expiry", CheckState::Passed, "It expires ", at, ""),
        (Some(at), None) => timed("expiry", CheckState::Passed, "It expired ", at, ", within the leeway"),
        (None, None) => ServerCheck { id: "expiry", state: CheckState::Unknown, sentence: without() },
    }
}

/// `nbf`, likewise; `None` where it is missing.
fn start(subject: &Subject<'_>, objection: Option<&Objection>) -> Option<ServerCheck> {
    let [_, nbf, _] = subject.times.moments();
    Some(match (nbf, objection) {
        (Some(at), Some(_)) => timed("not-before", CheckState::Failed, "It becomes valid ", at, ""),
        (None, Some(objection)) => objected("not-before", objection),
        (Some(at), None) if subject.has_come(at) => {
            timed("not-before", CheckState::Passed, "It is valid since ", at, "")
        }
        (Some(at), None) => timed("not-before", CheckState::Passed, "It becomes valid ", at, ", within the leeway"),
        (None, None) => return None,
    })
}

fn text(subject: &Subject<'_>, id: &'static str, name: &str, expected: &str) -> ServerCheck {
    let found = subject.ask(name, |value| (value.string().map(String::from), visible(value.source())));
    let is_same = found.as_ref().is_some_and(|(found, _)| found.as_deref() == Some(expected));
    let failed = match &found {
        None => ["It has no ", name, ", but the server expects ", &quoted(expected)].concat(),
        Some((None, source)) => [name, " is ", &**source, ", but the server expects ", &quoted(expected)].concat(),
        Some((Some(found), _)) => {
            [name, " is ", &quoted(found), ", but the server expects ", &quoted(expected), near(found, expected)]
                .concat()
        }
    };
    check(id, is_same, [name, " is ", &quoted(expected)].concat(), failed)
}

/// What people mostly got wrong where two texts are nearly the same.
fn near(found: &str, expected: &str) -> &'static str {
    if found.trim_end_matches('/') == expected.trim_end_matches('/') {
        ": they differ by a slash at the end"
    } else if found.eq_ignore_ascii_case(expected) {
        ": they differ in capital letters"
    } else if found.trim() == expected.trim() {
        ": they differ in white space"
    } else {
        ""
    }
}

fn audience(subject: &Subject<'_>, expected: &str) -> ServerCheck {
    let Some((found, source)) = subject.ask("aud", |aud| (strings(aud), visible(aud.source()))) else {
        let failed = ["It has no aud, but the server expects ", &quoted(expected)].concat();
        return check("audience", false, String::new(), failed);
    };
    if found.is_empty() {
        let failed = ["Its aud is ", &*source, ", but the server expects ", &quoted(expected)].concat();
        return check("audience", false, String::new(), failed);
    }
    let is_there = found.iter().any(|one| one == expected);
    let close = found.iter().map(|one| near(one, expected)).find(|words| !words.is_empty()).unwrap_or_default();
    let named: Vec<String> = found.iter().take(MAX_NAMED).map(|one| quoted(one)).collect();
    let failed = ["It is for ", &*named.join(", "), ", but the server expects ", &quoted(expected), close].concat();
    check("audience", is_there, ["It is for ", &*quoted(expected)].concat(), failed)
}

/// How many audiences are named.
const MAX_NAMED: usize = 4;

fn scopes(subject: &Subject<'_>, expected: &[String]) -> Option<ServerCheck> {
    if expected.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    for texts in ["scope", "scp", "scopes"].into_iter().filter_map(|name| subject.ask(name, strings)) {
        for text in texts {
            found.extend(text.split([' ', ',']).map(str::to_owned));
        }
    }
    let missing: Vec<&String> = expected.iter().filter(|wanted| !found.contains(wanted)).collect();
    let named: Vec<String> = missing.iter().map(|one| quoted(one)).collect();
    // The one check whose failure is a 403 by the book (RFC 6750 §3.1).
    let mut failed = ["The scope ", &*named.join(", "), " is missing; a server says 403 to that, or 401"].concat();
    if let Some((wanted, name)) = missing.iter().find_map(|one| Some((one, elsewhere(subject, one)?))) {
        failed.push_str(&[". ", &*quoted(wanted), " is in ", name, ": does the server look there?"].concat());
    }
    Some(check("scope", missing.is_empty(), "It has the scopes".to_owned(), failed))
}

/// The claim other than a scope that grants `wanted`: what many issuers write instead, and a server has to be told of.
fn elsewhere(subject: &Subject<'_>, wanted: &str) -> Option<&'static str> {
    let names = ["permissions", "roles", "realm_access", "resource_access", "groups", "authorities"];
    names.into_iter().find(|name| subject.ask(name, |value| grants(value, wanted, GRANT_DEPTH)).unwrap_or_default())
}

/// `resource_access` of Keycloak has clients, which have `roles`, which are a list.
const GRANT_DEPTH: usize = 3;

/// Whether a text, or one in a list at most this deep, is `wanted`.
fn grants(value: Value<'_>, wanted: &str, depth: usize) -> bool {
    value.string().is_some_and(|text| text == wanted)
        || depth > 0 && value.children().any(|inner| grants(inner, wanted, depth - 1))
}

/// A string, or the strings of a list.
fn strings(value: Value<'_>) -> Vec<String> {
    let one = |value: Value<'_>| value.string().map(String::from);
    if value.kind() == JsonKind::Array {
        value.children().filter_map(one).collect()
    } else {
        one(value).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::jose::token::{Origin, compact};
    use crate::text::base64url::encode;

    fn failed(payload: &str, expected: &Expected) -> Vec<String> {
        let text = format!("{}.{}.c2ln", encode(br#"{"alg":"RS256"}"#), encode(payload.as_bytes()));
        let token = compact::read(text, Origin::default(), false);
        let subject = Subject::new(&token, NumericDate::from_seconds(1_000));
        let objections = acceptance::objections(&subject, expected.leeway);
        let checks = checks(&subject, Signature::Right, expected, &objections);
        checks
            .into_iter()
            .filter(|check| check.state == CheckState::Failed)
            .map(|check| format!("{}: {}", check.id, piece::words(&check.sentence, subject.now())))
            .collect()
    }

    #[test]
    fn what_differs_is_said() {
        let expected = Expected::default().issuer("https://a.example/").audience("api").scopes(["read"]);
        let good = r#"{"iss":"https://a.example/","aud":["x","api"],"scope":"write read","exp":2000}"#;
        assert_eq!(failed(good, &expected), [""; 0]);
        assert_eq!(
            failed(r#"{"iss":"https://a.example","aud":"API","scp":["write"],"exp":999}"#, &expected),
            [
                "expiry: It expired 1 second ago",
                "issuer: iss is \"https://a.example\", but the server expects \"https://a.example/\": they differ by \
                 a slash at the end",
                "audience: It is for \"API\", but the server expects \"api\": they differ in capital letters",
                "scope: The scope \"read\" is missing; a server says 403 to that, or 401",
            ]
        );
    }

    #[test]
    fn a_role_is_no_scope_and_is_pointed_at() {
        let expected = Expected::default().scopes(["read", "admin"]);
        let missing = |claims: &str| failed(&format!(r#"{{"exp":2000,"scope":"read",{claims}}}"#), &expected).concat();
        for (claims, name) in [
            (r#""permissions":["admin"]"#, "permissions"),
            (r#""roles":["x","admin"]"#, "roles"),
            (r#""realm_access":{"roles":["admin"]}"#, "realm_access"),
            (r#""resource_access":{"api":{"roles":["admin"]}}"#, "resource_access"),
        ] {
            assert_eq!(
                missing(claims),
                format!(
                    "scope: The scope \"admin\" is missing; a server says 403 to that, or 401. \"admin\" is in {name}: \
                     does the server look there?"
                )
            );
        }
        for claims in [r#""roles":["administrator"]"#, r#""roles":{"a":{"b":{"c":["admin"]}}}"#, r#""other":"admin""#] {
            assert!(missing(claims).ends_with("or 401"), "{claims}");
        }
    }

    #[test]
    fn what_is_no_text_is_told_as_it_stands() {
        let expected = Expected::default().issuer("a").audience("api");
        for (claims, issuer, audience) in [
            (r#""iss":5,"aud":5"#, "iss is 5", "Its aud is 5"),
            (r#""iss":null,"aud":null"#, "iss is null", "Its aud is null"),
            (r#""iss":["a"],"aud":[]"#, "iss is [\"a\"]", "Its aud is []"),
            (r#""iss":{},"aud":[1,{}]"#, "iss is {}", "Its aud is [1,{}]"),
            (r#""iss":"","aud":"" "#, "iss is \"\"", "It is for \"\""),
            (r#""iss":"b","aud":[""]"#, "iss is \"b\"", "It is for \"\""),
            (r#""sub":"u" "#, "It has no iss", "It has no aud"),
        ] {
            let goes_on =
                |id: &str, found: &str, expected: &str| format!("{id}: {found}, but the server expects {expected:?}");
            let mut said = failed(&format!("{{\"exp\":2000,{claims}}}"), &expected);
            // That such an audience names nobody is said as well.
            said.retain(|line| !line.starts_with("parties"));
            assert_eq!(said, [goes_on("issuer", issuer, "a"), goes_on("audience", audience, "api")], "{claims}");
        }
    }

    #[test]
    fn leeway_is_given_on_both_sides() {
        let expected = Expected::default().leeway(Duration::from_secs(60));
        assert_eq!(failed(r#"{"exp":941}"#, &expected), [""; 0]);
        assert_eq!(failed(r#"{"exp":940}"#, &expected).len(), 1);
        assert_eq!(failed(r#"{"exp":2000,"nbf":1060}"#, &expected), [""; 0]);
        assert_eq!(failed(r#"{"exp":2000,"nbf":1061}"#, &expected).len(), 1);
    }

    #[test]
    fn any_leeway_is_survived() {
        let checked = |leeway: f64, payload: &str| failed(payload, &Expected { leeway, ..Expected::default() });
        for leeway in [f64::MAX, f64::INFINITY, 1e30] {
            assert_eq!(checked(leeway, r#"{"exp":0,"nbf":9223372036854775807}"#), [""; 0], "{leeway}");
        }
        for leeway in [f64::MIN, f64::NEG_INFINITY, f64::NAN, -60.0, 0.0] {
            assert_eq!(checked(leeway, r#"{"exp":1000,"nbf":1001}"#).len(), 2, "{leeway}");
            assert_eq!(checked(leeway, r#"{"exp":1001,"nbf":1000}"#), [""; 0], "{leeway}");
        }
        assert_eq!(checked(0.5, r#"{"exp":999.75,"nbf":1000.5}"#), [""; 0]);
        assert_eq!(checked(0.5, r#"{"exp":999.5,"nbf":1000.75}"#).len(), 2);
        assert_eq!(checked(0.0, r#"{"exp":1000.000000001}"#), [""; 0]);
    }

    #[test]
    fn algorithms_are_held_against_the_list() {
        let expected = Expected::default().algorithms(["ES256"]);
        assert_eq!(
            failed(r#"{"exp":2000}"#, &expected),
            ["algorithm: It is signed with \"RS256\", but the server allows ES256"]
        );
    }
}
