//! A desk answers what the view would draw.

use super::*;
use crate::view::node::Node;
use crate::view::options::Options;

/// `{"alg":"HS256"}`, `{"sub":"u","exp":1795176720,"iat":1795175820}`.
const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1IiwiZXhwIjoxNzk1MTc2NzIwLCJpYXQiOjE3OTUxNzU4MjB9.\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// `{"alg":"ES256"}`, so that an engine is asked.
const BY_ENGINE: &str = "eyJhbGciOiJFUzI1NiJ9.e30.\
    AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ";
/// RFC 7517 appendix A.1.
const KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;

fn scene() -> Scene {
    Scene {
        now: NumericDate::from_seconds(1_795_176_000),
        pinned: false,
        chosen: 0,
        rendition: Rendition::Json,
        options: Options { labels: vec![["sub".to_owned(), "Whose".to_owned()]], ..Options::default() },
        expected: Expected { scopes: vec!["a".to_owned()], ..Expected::default() },
        check: 7,
        has_body: true,
        is_disclosing: true,
    }
}

fn ask(desk: &mut Desk, scene: &Scene, question: Question) -> Reply {
    Reply::read(&desk.answer(&question.written(scene))).expect("an answer")
}

fn drawing(desk: &mut Desk, scene: &Scene, question: Question) -> Drawing {
    match ask(desk, scene, question) {
        Reply::Drawing(drawing) => *drawing,
        other => panic!("{other:?}"),
    }
}

fn lines(nodes: &[Node]) -> String {
    nodes.iter().map(Node::to_string).collect()
}

/// What comes out of the worker is what would be drawn in the page.
#[test]
fn a_drawing_is_the_view() {
    let (mut desk, scene) = (Desk::new(TOKEN.to_owned()), scene());
    let drawn = drawing(&mut desk, &scene, Question::Draw);
    let report = report::shown(TOKEN, scene.now);
    let context = Context {
        now: scene.now,
        pinned: false,
        offset: None,
        chosen: 0,
        options: &scene.options,
        rendition: Rendition::Json,
    };
    assert_eq!(lines(&drawn.head), lines(&super::super::head(&report, TOKEN, None, &context)));
    let body = super::super::body(&report, &Source::new(TOKEN), &context);
    assert_eq!(lines(&drawn.body.document), lines(&body.document));
    assert_eq!(lines(&drawn.body.found), lines(&body.found));
    assert!(lines(&drawn.body.document).contains("Whose"));
    assert_eq!(drawn.times.and_then(|times| times.expires), Some(NumericDate::from_seconds(1_795_176_720)));
    assert!(drawn.changes_at.is_some() && drawn.changes_at == report.changes_at);
    assert_eq!((drawn.told, drawn.is_checked), (told::decoded(&report), false));
    let sub = r#"{"sub":"u","exp":1795176720,"iat":1795175820}"#;
    assert_eq!(drawn.texts, [TOKEN, r#"{"alg":"HS256"}"#, sub].map(|text| Some(text.to_owned())));
    let bare = Scene { has_body: false, is_disclosing: false, ..scene };
    let drawn = drawing(&mut desk, &bare, Question::Draw);
    assert!(drawn.body.document.is_empty() && drawn.texts == [None, None, None]);
}

#[test]
fn a_check_goes_on_until_its_end() {
    let (mut desk, scene) = (Desk::new(BY_ENGINE.to_owned()), scene());
    let Reply::Attempt(7, attempt) = ask(&mut desk, &scene, Question::Check(7, KEY.to_owned())) else {
        panic!("no engine is asked")
    };
    assert_eq!((attempt.name.as_str(), attempt.signature.len()), ("ES256", 64));
    assert_eq!(attempt.message, b"eyJhbGciOiJFUzI1NiJ9.e30");
    assert!(!drawing(&mut desk, &scene, Question::Draw).is_checked, "nothing is said of it before its end");
    let mut told = ask(&mut desk, &scene, Question::Tell(Some(false)));
    for _ in 0..8 {
        if let Reply::Attempt(..) = told {
            told = ask(&mut desk, &scene, Question::Tell(Some(false)));
        }
    }
    let Reply::Drawing(drawn) = told else { panic!("it does not end") };
    assert!(drawn.is_checked && drawn.verified.starts_with("invalid,"), "{}", drawn.verified);
    assert!(lines(&drawn.answer).contains("Invalid signature"), "{}", lines(&drawn.answer));
    let other = Scene { check: 8, ..scene };
    assert!(!drawing(&mut desk, &other, Question::Draw).is_checked, "another check is wanted");
}

/// A leeway moves the moment at which the answer of a check changes; that of the report stays where it is.
#[test]
fn what_changes_next_is_of_the_report_and_of_the_check() {
    let expires = 1_795_176_720;
    let mut desk = Desk::new(TOKEN.to_owned());
    for (now, leeway, unchecked, checked) in
        [(-10, 90.0, Some(0), Some(0)), (70, 90.0, None, Some(90)), (90, 90.0, None, None), (70, 0.0, None, None)]
    {
        let now = NumericDate::from_seconds(expires + now);
        let scene = Scene { now, check: 1, expected: Expected { leeway, ..Expected::default() }, ..scene() };
        let moment = |after: Option<i64>| after.map(|after| (expires + after) as f64);
        assert_eq!(
            drawing(&mut desk, &Scene { check: 0, ..scene.clone() }, Question::Draw).changes_at,
            moment(unchecked)
        );
        let drawn = drawing(&mut desk, &scene, Question::Check(1, "a secret".to_owned()));
        assert!(drawn.is_checked && drawn.changes_at == moment(checked), "{:?} at {now:?}", drawn.changes_at);
        assert_eq!(drawing(&mut desk, &scene, Question::Draw).changes_at, moment(checked));
    }
}

/// What a server would say follows the clock without another judgement.
#[test]
fn what_a_server_would_say_has_live_words() {
    let mut desk = Desk::new(TOKEN.to_owned());
    let drawn = drawing(&mut desk, &Scene { check: 1, ..scene() }, Question::Check(1, "a secret".to_owned()));
    let server = lines(&drawn.server);
    assert!(server.contains("\"It expires \"") && server.contains("«Relative("), "{server}");
}

#[test]
fn texts_are_named() {
    let (mut desk, scene) = (Desk::new(format!("Bearer {TOKEN}")), scene());
    let Reply::Text(text) = ask(&mut desk, &scene, Question::Copy("payload 7 10".to_owned())) else {
        panic!("no text")
    };
    assert_eq!(text.as_deref(), Some("u"));
    let Reply::Text(None) = ask(&mut desk, &scene, Question::Copy("nothing".to_owned())) else { panic!("a text") };
    assert!(desk.answer(b"\xff").is_empty());
}
