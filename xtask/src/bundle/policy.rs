//! The page's Content Security Policy: nothing may be loaded or sent, and only the inlined script and style run, and a worker of
//! that script.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// The whole policy as a `meta` element, for a page with one style and one script of exactly these texts.
pub fn meta(style: &str, script: &str) -> String {
    let (style, script) = (hash(style), hash(script));
    let directives = [
        "default-src 'none'".to_owned(),
        // The hash allows the one script; instantiating the core counts as an evaluation of its own kind.
        format!("script-src '{script}' 'wasm-unsafe-eval'"),
        format!("style-src '{style}'"),
        // default-src covers connections too; it is said twice because it is the promise.
        "connect-src 'none'".to_owned(),
        // The search for a secret has a worker, made of text in the page. It inherits all of this.
        "worker-src blob:".to_owned(),
        // These three do not fall back to default-src.
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "webrtc 'block'".to_owned(),
        // Text from a token can never become markup or script, not even by a mistake of ours. The one policy there may be makes
        // the address of that worker, and nothing else: see www/search.js.
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types jotglass-worker".to_owned(),
    ];
    let policy = directives.join("; ");
    format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#)
}

/// The text of an element as a policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_of_the_specification() {
        // https://www.w3.org/TR/CSP3/#external-hash and every browser's console agree on this one.
        assert_eq!(hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn the_policy_allows_nothing_but_the_two_texts_and_the_core() {
        let meta = meta("a{}", "b()");
        let allowed: Vec<&str> = meta.matches("sha256-").collect();
        assert_eq!(allowed.len(), 2);
        assert!(meta.contains("default-src 'none';"));
        assert!(meta.contains("connect-src 'none';"));
        assert!(meta.contains("form-action 'none';"));
        // A worker of the page's own, which is held by the same policy; and no second maker of its kind.
        assert!(meta.contains("; worker-src blob:;"));
        assert!(meta.contains("; trusted-types jotglass-worker\""));
        let rest = meta.replace("worker-src blob:;", "");
        for loose in ["*", "unsafe-inline", "'unsafe-eval'", "'self'", "http:", "https:", "data:", "blob:", "allow-duplicates"] {
            assert!(!rest.contains(loose), "{loose}");
        }
    }
}
