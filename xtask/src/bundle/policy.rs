//! The pages' Content Security Policy: nothing may be loaded or sent, and only the inlined scripts and style run, and a
//! worker of theirs.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// What a page may do beyond running its own texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Nothing: it is one file.
    File,
    /// It has a manifest, an icon and the worker that keeps it, all beside it. See www/app/.
    App,
}

/// The whole policy as a `meta` element, for a page with one style and scripts of exactly these texts.
pub fn meta(rules: Rules, style: &str, scripts: &[String]) -> String {
    let style = hash(style);
    let scripts: Vec<String> = scripts.iter().map(|script| format!("'{}'", hash(script))).collect();
    let of_the_app = |text| if rules == Rules::App { text } else { "" };
    let directives = [
        "default-src 'none'".to_owned(),
        // A hash allows one script; instantiating the core counts as an evaluation of its own kind.
        format!("script-src {} 'wasm-unsafe-eval'", scripts.join(" ")),
        format!("style-src '{style}'"),
        // default-src covers connections too; it is said twice because it is the promise.
        "connect-src 'none'".to_owned(),
        // The search for a secret and long texts have a worker, made of text in the page. It inherits all of this.
        format!("worker-src {}blob:", of_the_app("'self' ")),
        // These three do not fall back to default-src.
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "webrtc 'block'".to_owned(),
        // Text from a token can never become markup or script, not even by a mistake of ours. The one policy there may
        // be makes the address of such a worker, and nothing else: see www/worker.js. The app's makes the
        // address of the one that keeps it.
        "require-trusted-types-for 'script'".to_owned(),
        format!("trusted-types jotglass-worker{}", of_the_app(" jotglass-app")),
    ];
    let beside = of_the_app("; manifest-src 'self'; img-src 'self'");
    format!(r#"<meta http-equiv="Content-Security-Policy" content="{}{beside}">"#, directives.join("; "))
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

    /// Each directive of a policy for the style `a{}` and these scripts, their hashes by name.
    fn directives(rules: Rules, scripts: &[&str]) -> Vec<String> {
        let scripts: Vec<String> = scripts.iter().map(|script| (*script).to_owned()).collect();
        let meta = meta(rules, "a{}", &scripts);
        let named =
            std::iter::once("a{}".to_owned()).chain(scripts).fold(meta, |meta, text| meta.replace(&hash(&text), &text));
        let policy = named
            .strip_prefix("<meta http-equiv=\"Content-Security-Policy\" content=\"")
            .and_then(|rest| rest.strip_suffix("\">"));
        policy.expect("it is one element").split("; ").map(str::to_owned).collect()
    }

    #[test]
    fn the_policy_allows_nothing_but_the_two_texts_the_core_and_a_worker_of_the_pages_own() {
        assert_eq!(
            directives(Rules::File, &["b()"]),
            [
                "default-src 'none'",
                "script-src 'b()' 'wasm-unsafe-eval'",
                "style-src 'a{}'",
                "connect-src 'none'",
                "worker-src blob:",
                "form-action 'none'",
                "base-uri 'none'",
                "webrtc 'block'",
                "require-trusted-types-for 'script'",
                "trusted-types jotglass-worker",
            ]
        );
    }

    #[test]
    fn the_app_may_have_its_manifest_its_icon_and_the_worker_that_keeps_it_too() {
        let (file, app) = (directives(Rules::File, &["b()", "c()"]), directives(Rules::App, &["b()", "c()"]));
        let more: Vec<_> = app.iter().filter(|directive| !file.contains(directive)).collect();
        assert_eq!(
            more,
            [
                "worker-src 'self' blob:",
                "trusted-types jotglass-worker jotglass-app",
                "manifest-src 'self'",
                "img-src 'self'"
            ]
        );
        assert_eq!(app.len(), file.len() + 2);
        assert_eq!(app[1], "script-src 'b()' 'c()' 'wasm-unsafe-eval'");
    }
}
