//! What kind of token it is, from whom, for whom and about whom: the first words of the summary.

use crate::judge::profile::Profile::{IdToken, Unknown};
use crate::judge::subject::Subject;
use crate::registry::providers::without_scheme;
use crate::text::json::Value;
use crate::text::visible::visible;

/// How many audiences are named before the rest is counted.
const MAX_AUDIENCES: usize = 2;

/// The words, each sentence with a space after it; `None` where nothing is known.
pub(super) fn words(subject: &Subject<'_>) -> Option<String> {
    let iss = subject.claim_text("iss").or_else(|| subject.parameter_text("iss"));
    let mut words = kind(subject);
    let start = words.len();
    if let Some(iss) = iss.as_deref().filter(|iss| !iss.is_empty()) {
        let address = without_scheme(iss).trim_end_matches('/');
        let host = address.split('/').next().unwrap_or_default();
        words.push_str(" from ");
        match subject.provider.filter(|provider| provider.is_issuer()) {
            Some(provider) if provider.has_tenants(host) => {
                words.push_str(provider.name);
                words.push_str(" (");
                words.push_str(&visible(host));
                words.push(')');
            }
            Some(provider) => words.push_str(provider.name),
            None => words.push_str(&visible(address)),
        }
    }
    let client = if subject.profile == IdToken { "client " } else { "" };
    if let Some(aud) = audiences(subject) {
        words.push_str(" for ");
        words.push_str(client);
        words.push_str(&aud);
    }
    // An address that nobody verified names nobody.
    let is_verified =
        subject.claim("email_verified").is_some_and(|verified| matches!(verified.source(), "true" | "\"true\""));
    let email = subject.claim_text("email").filter(|_| is_verified || subject.claim("sub").is_none());
    let who = email.or_else(|| subject.claim_text("sub")).filter(|who| !who.is_empty() && iss.as_ref() != Some(who));
    let comma = if words.len() > start { "," } else { "" };
    if let Some(who) = who {
        words.push_str(comma);
        words.push_str(" about ");
        words.push_str(&visible(&who));
    }
    if words.len() == start && subject.profile == Unknown {
        return None;
    }
    words.push_str(". ");
    // What everybody knows needs no words.
    let rare = subject.profile.row().filter(|row| !row.profile.is_common());
    if let Some(row) = rare {
        words.push_str(row.meaning);
        words.push(' ');
    }
    Some(words)
}

/// `ID token`, or what its provider calls it.
fn kind(subject: &Subject<'_>) -> String {
    let own = subject.provider.map(|provider| provider.token).filter(|token| !token.is_empty());
    match (subject.profile.row(), own) {
        (Some(row), _) => row.title.to_owned(),
        (None, Some(own)) => crate::judge::acceptance::capitalized(own),
        (None, None) => "A token".to_owned(),
    }
}

fn audiences(subject: &Subject<'_>) -> Option<String> {
    let aud = subject.claim("aud")?;
    let texts = || {
        aud.string().into_iter().chain(aud.children().filter(|one| one.name_span().is_none()).filter_map(Value::string))
    };
    let count = texts().count();
    let mut named: Vec<String> =
        texts().filter(|text| !text.is_empty()).take(MAX_AUDIENCES).map(|text| visible(&text)).collect();
    if count > MAX_AUDIENCES {
        named.truncate(1);
        named.push(format!("{} more", count - 1));
    }
    (!named.is_empty()).then(|| named.join(" and "))
}
