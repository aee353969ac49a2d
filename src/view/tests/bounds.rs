//! What is drawn is bounded, and says what it leaves out.

use super::*;

/// Every view of every size of input stays small.
#[test]
fn what_is_shown_is_bounded() {
    let members: Vec<String> = (0..20_000).map(|index| format!("\"m{index}\":[{index},{{}}]")).collect();
    let shown = lines(&token(r#"{"alg":"HS256"}"#, &format!("{{{}}}", members.join(","))));
    assert!(shown.lines().count() < 12_000, "{} lines", shown.lines().count());
    assert!(shown.contains("more: copy has all of it"));
}

/// How many nodes a view has.
fn size(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| if let Node::Element(element) = node { 1 + size(&element.children) } else { 1 }).sum()
}

/// What is drawn is bounded by what is shown, whatever the token holds, and says what it leaves out.
#[test]
fn what_is_shown_of_huge_parts_is_bounded() {
    let numbered = |count: usize| (0..count).map(|index| format!("\"k{index:05}\":1")).collect::<Vec<_>>().join(",");
    let header = |more: &str| format!(r#"{{"alg":"HS256",{more}}}"#);
    let hidden = |count: usize| {
        let rows: Vec<String> = (0..count).map(|row| format!("\"k{row}\":\"{}\"", "\u{7f}".repeat(900))).collect();
        format!("{{{}}}", rows.join(","))
    };
    let usual = r#"{"alg":"HS256"}"#;
    let kinds = [
        ("members", token(usual, &format!("{{{}}}", numbered(40_000))), "39700 more members"),
        ("parameters", token(&header(&numbered(40_000)), "{}"), "39701 more members"),
        ("items", token(usual, &format!("{{\"a\":[0{}]}}", ",0".repeat(40_000))), "39801 more: copy has all of them"),
        ("nested", token(usual, &format!("{{\"a\":{{{}}}}}", numbered(40_000))), "39800 more: copy has all of them"),
        (
            "lists",
            token(usual, &format!("{{\"a\":[{}1]}}", "[1,[2,[3]]],".repeat(20_000))),
            "more: copy has all of them",
        ),
        ("duplicates", token(usual, &format!("{{\"b\":2{}}}", ",\"a\":1".repeat(40_000))), "39701 more members"),
        ("hidden", token(usual, &hidden(400)), "more than can be shown: copy has all of it"),
        ("hidden in one", token(usual, &hidden(1)), "too many hidden characters to show them all"),
        (
            "folds",
            token(usual, &format!("{{\"a\":[1{}]}}", format!(",{}1{}", "[".repeat(17), "]".repeat(17)).repeat(2_000))),
            "more",
        ),
        (
            "keys",
            token(usual, &format!("{{\"cnf\":{{\"b\":2{}}}}}", ",\"jwk\":1".repeat(40_000))),
            "39801 more: copy has",
        ),
    ];
    for (kind, text, said) in kinds {
        let now = NumericDate::from_seconds(NOW);
        let report = shown(&text, now);
        let options = Options::default();
        for (_, rendition) in Rendition::NAMES {
            let context = Context { now, pinned: false, offset: Some(&|_| 0), chosen: 0, options: &options, rendition };
            let Body { found, document } = body(&report, &Source::new(&text), &context);
            for nodes in [&found, &document] {
                assert!(size(nodes) <= MAX_NODES, "{kind}, {rendition:?}: {} nodes", size(nodes));
            }
            let lines: String = document.iter().map(Node::to_string).collect();
            let folds = lines.matches("details").count();
            assert!(folds < 250, "{kind}, {rendition:?}: {folds} lists that fold");
            let is_said =
                lines.contains(said) || (rendition != Rendition::Table && lines.contains(" more: copy has all of it"));
            assert!(is_said, "{kind}, {rendition:?}: {said} is not said");
        }
        let token = &report.tokens[0];
        assert!(token.claims.len() + token.parameters.len() < 650, "{kind}: claims beyond what is shown");
    }
}

/// A time far behind what is shown still decides.
#[test]
fn what_is_asked_for_by_name_is_found_beyond_the_rows() {
    let many: String = (0..400).map(|index| format!("\"k{index}\":1,")).collect();
    let text = token(r#"{"alg":"HS256"}"#, &format!("{{{many}\"exp\":1,\"exp\":1795176720,\"jti\":\"x\"}}"));
    let report = shown(&text, NumericDate::from_seconds(NOW));
    let times = timeline::Validity::of(&report.tokens[0]);
    assert_eq!(times.expires, Some(NumericDate::from_seconds(1_795_176_720)));
    assert!(report.tokens[0].claims.iter().any(|claim| claim.name == "jti"));
}

/// A finding leads to the row of its member; where that has none, to the part.
#[test]
fn findings_lead_to_rows() {
    let many: String = (0..400).map(|index| format!("\"k{index}\":1,")).collect();
    let text = token(
        r#"{"alg":"HS256"}"#,
        &format!("{{\"a\":\"<script>\",\"b\":1,\"b\":\"<script>\",{many}\"z\":\"<script>\"}}"),
    );
    let lines = lines(&text);
    for (what, is_there) in [("payload 0", true), ("payload 2", true), ("payload 403", false)] {
        assert_eq!(lines.contains(&format!("data-do=\"go\" class=\"place\" data-what={what:?}")), is_there, "{what}");
    }
}
