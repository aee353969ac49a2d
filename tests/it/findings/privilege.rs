//! What the token allows.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    vec![
        member(
            "scope-broad",
            Info,
            ("/scope", "\"read admin\""),
            r#""scope":"read admin""#,
            r#""scope":"read administer""#,
        ),
        member(
            "scope-broad",
            Info,
            ("/permissions/1", "\"user:*\""),
            r#""permissions":["a","user:*"]"#,
            r#""permissions":["a","user:x"]"#,
        ),
        member("privilege-baked", Info, ("/admin", "true"), r#""admin":true"#, r#""admin":false"#),
        member(
            "privilege-baked",
            Info,
            ("/role", "\"service_role\""),
            r#""role":"service_role""#,
            r#""role":"authenticated""#,
        ),
        member(
            "privilege-baked",
            Info,
            ("/realm_access/roles/1", "\"admin\""),
            r#""realm_access":{"roles":["user","admin"]}"#,
            r#""realm_access":{"rules":["user","admin"]}"#,
        ),
        member("acting-party", Info, ("/act", r#"{"sub":"a"}"#), r#""act":{"sub":"a"}"#, r#""acts":{"sub":"a"}"#),
        member(
            "acting-party",
            Info,
            ("/may_act", r#"{"sub":"a"}"#),
            r#""may_act":{"sub":"a"}"#,
            r#""mayact":{"sub":"a"}"#,
        ),
    ]
}
