//! What several families ask of a token: whether it is a plain JWT, and whether it only points to something.

use crate::judge::profile::Profile;
use crate::judge::subject::Subject;
use crate::judge::times::NAMES;
use crate::text::json::Value;
use crate::text::json::names::Names;

/// Claims that name one token, or one session.
const HANDLES: [&str; 5] = ["jti", "uti", "sid", "session_id", "sessionId"];

/// Whether it is a JWT of no kind that has demands of its own, and was read whole: so that a claim can be missing.
pub(super) fn is_general(subject: &Subject<'_>) -> bool {
    let typ = subject.parameter_text("typ").unwrap_or_default();
    let typ = typ
        .get(..12)
        .filter(|start| start.eq_ignore_ascii_case("application/"))
        .and_then(|_| typ.get(12..))
        .unwrap_or(&typ);
    let is_general = matches!(subject.profile, Profile::AccessToken | Profile::Session | Profile::Unknown);
    is_general
        && subject.has_claims()
        && !subject.token.kind.is_json()
        && ["", "jwt", "jose"].iter().any(|known| typ.eq_ignore_ascii_case(known))
        // A signed request to a certificate authority (RFC 8555 §6.2) and a security event (RFC 8417)
        // are not such tokens.
        && subject.parameter("url").is_none()
        && subject.claim("events").is_none()
        && !subject.token.is_partial()
}

/// The claim that names it, or its session.
pub(super) fn handle<'a>(subject: &Subject<'a>) -> Option<Value<'a>> {
    const NAMES: Names = Names::of(&HANDLES);
    let may_be = subject.claim_names().may_share(NAMES);
    if may_be { HANDLES.into_iter().find_map(|name| subject.claim(name)) } else { None }
}

/// Whether its claims are an id, times, and the parties.
pub(super) fn is_reference(subject: &Subject<'_>) -> bool {
    let is_one_of = |value: Value<'_>, names: &[&str]| names.iter().any(|name| value.is_named(name));
    (handle(subject).is_some() || subject.claim("id").is_some())
        && subject.claims().all(|value| {
            is_one_of(value, &HANDLES) || is_one_of(value, &NAMES) || is_one_of(value, &["iss", "aud", "id"])
        })
}
