//! The times (RFC 7519 §2 and §4.1): whether they are times at all, and what they say at the moment of judgement.

use super::Method::Token;
use super::general::is_general;
use super::{Findings, Rule, Severity};
use crate::jose::token::{FlawKind, Role, Site};
use crate::judge::profile::{Expiry, Profile};
use crate::judge::subject::Subject;
use crate::judge::times::{LONG_LIVES, SKEW, TimeClaim, TimeValue, Unit, means_never};
use crate::registry::spec::OpenId::Core;
use crate::registry::spec::Reference::{OpenId, Page, Rfc};
use crate::text::json::JsonKind;
use crate::text::time::{Calendar, LAST_CALENDAR_SECOND, NumericDate, duration};
use crate::text::visible::visible;

const YEAR_2000: i64 = 946_684_800;
const MAX_INT32: i64 = 2_147_483_647;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "exp-expired",
        severity: Severity::Error,
        title: "Expired (exp)",
        why: "Servers must refuse it.",
        fix: "Get a new one.",
        references: &[Rfc(7519, "4.1.4")],
        check: Token(|subject, findings| {
            let detail = match subject.times.exp() {
                Some(TimeValue::At(exp)) if subject.has_come(exp) => {
                    let is_recent = !subject.has_come(exp.plus(SKEW));
                    format!(
                        "since {}{}",
                        date(exp),
                        if is_recent { "; a lenient server may still take it" } else { "" }
                    )
                }
                Some(TimeValue::Beyond(beyond)) if beyond.negative => "since before every clock".to_owned(),
                _ => return,
            };
            findings.named(subject, Role::Payload, "exp", detail);
        }),
    },
    Rule {
        id: "nbf-future",
        severity: Severity::Error,
        title: "Not valid yet",
        why: "Servers must refuse it.",
        fix: "Wait, or set the clocks right.",
        references: &[Rfc(7519, "4.1.5")],
        check: Token(|subject, findings| {
            let (severity, detail) = match subject.times.nbf() {
                Some(TimeValue::At(nbf)) if !subject.has_come(nbf) => {
                    let severity = if subject.has_come(nbf.plus(-SKEW)) { Severity::Info } else { Severity::Error };
                    (severity, format!("it becomes valid on {}", date(nbf)))
                }
                Some(TimeValue::Beyond(beyond)) if !beyond.negative => {
                    (Severity::Error, "it never becomes valid".to_owned())
                }
                _ => return,
            };
            findings.add_as(severity, subject.site(Role::Payload, "nbf"), detail);
        }),
    },
    Rule {
        id: "time-order",
        severity: Severity::Error,
        title: "Never valid (exp, nbf)",
        why: "It expires before it begins.",
        fix: "Correct the issuer.",
        references: &[Rfc(7519, "4.1.4")],
        check: Token(|subject, findings| {
            let [Some(exp), nbf, iat] = subject.times.moments() else { return };
            let earlier =
                [("nbf", nbf), ("iat", iat)].into_iter().find(|(_, begin)| begin.is_some_and(|begin| exp <= begin));
            if let Some((name, _)) = earlier {
                findings.named(subject, Role::Payload, "exp", format!("exp is not after {name}"));
            }
        }),
    },
    Rule {
        id: "time-type",
        severity: Severity::Error,
        title: "Timestamp is not a number",
        why: "Some libraries ignore it, and then the token never expires.",
        fix: "Write seconds since 1970.",
        references: &[Rfc(7519, "2")],
        check: Token(|subject, findings| {
            for TimeClaim { name, value, .. } in
                subject.times.claims().filter(|claim| claim.reading == TimeValue::NotANumber)
            {
                let text = value.string().unwrap_or_default();
                let guess = match text.parse().ok().and_then(NumericDate::calendar) {
                    Some(calendar) => format!("; without the quotes it would be {calendar} UTC"),
                    _ if value.kind() == JsonKind::String && text.contains('-') => {
                        "; it looks like a date in words".to_owned()
                    }
                    _ => String::new(),
                };
                // Some providers write this one in words, and no verifier asks for it.
                let severity = if name == "updated_at" { Severity::Info } else { Severity::Error };
                let detail = format!("expected a number for {name}, but found {}{guess}", visible(value.source()));
                findings.add_as(severity, subject.site(Role::Payload, name), detail);
            }
        }),
    },
    Rule {
        id: "time-milliseconds",
        severity: Severity::Error,
        title: "A time in the wrong unit",
        why: "Read as seconds it is thousands of years ahead.",
        fix: "Write seconds since 1970.",
        references: &[Rfc(7519, "2")],
        check: Token(|subject, findings| {
            each_time(
                subject,
                |name, at, findings| {
                    if let Some(unit) = Unit::guess(at) {
                        let meant = NumericDate::from_seconds(at.seconds() / unit.per_second()).calendar();
                        let meant =
                            meant.map(|calendar| format!("; {calendar} UTC was probably meant")).unwrap_or_default();
                        findings.named(
                            subject,
                            Role::Payload,
                            name,
                            format!("{name} looks like {}{meant}", unit.name()),
                        );
                    }
                },
                findings,
            );
        }),
    },
    Rule {
        id: "time-huge",
        severity: Severity::Warning,
        title: "A time without a date",
        why: "It lies beyond the year 9999.",
        fix: "Write seconds since 1970.",
        references: &[Rfc(7519, "2")],
        check: Token(|subject, findings| {
            for TimeClaim { name, reading, .. } in subject.times.claims() {
                let is_huge = match reading {
                    // The second after the last is the end of the calendar, rounded up.
                    TimeValue::At(at) => at.seconds() > LAST_CALENDAR_SECOND + 1 && Unit::guess(at).is_none(),
                    TimeValue::Beyond(beyond) => !beyond.negative,
                    TimeValue::NotANumber => false,
                };
                if is_huge {
                    findings.named(subject, Role::Payload, name, format!("{name} has no calendar date"));
                }
            }
        }),
    },
    Rule {
        id: "time-negative",
        severity: Severity::Warning,
        title: "A time before tokens existed",
        why: "Most likely an unset value or a wrong unit.",
        fix: "Correct the issuer.",
        references: &[Rfc(7519, "2")],
        check: Token(|subject, findings| {
            for TimeClaim { name, reading, .. } in subject.times.claims() {
                let date = match reading {
                    TimeValue::At(at) if at.seconds() < YEAR_2000 && Unit::guess(at).is_none() => {
                        at.calendar().map(Calendar::date)
                    }
                    TimeValue::Beyond(beyond) if beyond.negative => None,
                    _ => continue,
                };
                let date = date.unwrap_or_else(|| "before all calendars".to_owned());
                findings.named(subject, Role::Payload, name, format!("{name} is {date}"));
            }
        }),
    },
    Rule {
        id: "iat-future",
        severity: Severity::Warning,
        title: "Issued in the future",
        why: "A clock is wrong, or the value is made up.",
        fix: "Set the clocks right.",
        references: &[Rfc(7519, "4.1.6")],
        check: Token(|subject, findings| {
            let Some(iat) = subject.times.iat().and_then(TimeValue::at) else { return };
            if Unit::guess(iat).is_none() && !subject.has_come(iat.plus(-SKEW)) {
                findings.named(subject, Role::Payload, "iat", format!("iat is {}", date(iat)));
            }
        }),
    },
    Rule {
        id: "exp-missing",
        severity: Severity::Warning,
        title: "No expiry (exp)",
        why: "It works until the key is changed.",
        fix: "Add exp.",
        references: &[Rfc(7519, "4.1.4")],
        check: Token(|subject, findings| {
            let token = subject.token;
            let is_unreadable =
                [FlawKind::JsonInvalid, FlawKind::Truncated, FlawKind::TooDeep].iter().any(|&kind| token.has(kind));
            if subject.times.exp().is_some() || token.claims().is_none() || is_unreadable {
                return;
            }
            let is_typed_access =
                || subject.parameter_text("typ").and_then(|typ| Profile::named(&typ)) == Some(Profile::AccessToken);
            let severity = match subject.profile.expiry() {
                Expiry::Optional => return,
                Expiry::Required => Severity::Error,
                Expiry::Usual if is_typed_access() => Severity::Error,
                Expiry::Usual => Severity::Warning,
            };
            findings.add_as(severity, subject.segment(Role::Payload), "");
        }),
    },
    Rule {
        id: "lifetime-long",
        severity: Severity::Warning,
        title: "Long lifetime",
        why: "If it leaks, it works until it expires.",
        fix: "Use minutes, with refresh tokens.",
        references: &[Page(
            "OWASP JWT cheat sheet",
            "https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html",
        )],
        check: Token(|subject, findings| {
            // What opens an API should be short; what only tells who somebody is, not too long. Others have limits of
            // their own, and the provider fixes that of an API key.
            let is_bearer = match subject.profile {
                Profile::AccessToken | Profile::Session | Profile::ServiceAccount | Profile::Unknown => true,
                Profile::IdToken | Profile::JobToken | Profile::ProxyAssertion => false,
                _ => return,
            };
            let times = &subject.times;
            let Some(exp) = times.exp().and_then(TimeValue::at).filter(|&exp| Unit::guess(exp).is_none()) else {
                return;
            };
            // Of a token that does not say when it was made, what is left counts.
            let lives_longer =
                |limit: f64| times.lifetime().map_or_else(|| !subject.has_come(exp.plus(-limit)), |life| life > limit);
            let words = times.lifetime().map_or_else(|| format!("until {}", date(exp)), |life| duration(life as u64));
            let [note, warning, strong] = LONG_LIVES;
            let site: Site = subject.site(Role::Payload, "exp");
            if means_never(exp) {
                // That date is written on purpose.
                findings.add_as(Severity::Info, site, "never, written as a date");
            } else if lives_longer(strong) {
                findings.add(site, format!("{words}; minutes are usual"));
            } else if is_bearer && lives_longer(warning) {
                findings.add(site, words);
            } else if is_bearer && lives_longer(note) {
                findings.add_as(Severity::Info, site, words);
            }
        }),
    },
    Rule {
        id: "auth-time-order",
        severity: Severity::Warning,
        title: "The login is later than the token",
        why: "The token tells of a login that had not happened.",
        fix: "Correct the issuer.",
        references: &[OpenId(Core, "2")],
        check: Token(|subject, findings| {
            let Some(login) = subject.claim("auth_time").and_then(|value| TimeValue::of(value).at()) else { return };
            let [.., iat] = subject.times.moments();
            if Unit::guess(login).is_none()
                && iat.is_some_and(|iat| login.since(iat) > SKEW && Unit::guess(iat).is_none())
            {
                findings.named(subject, Role::Payload, "auth_time", format!("auth_time is {}", date(login)));
            }
        }),
    },
    Rule {
        id: "token-stale",
        severity: Severity::Info,
        title: "Old, and without an end",
        why: "It was issued more than a day ago.",
        fix: "Add exp.",
        references: &[Rfc(7519, "4.1.4")],
        check: Token(|subject, findings| {
            let [_, _, iat] = subject.times.moments();
            let [.., day] = LONG_LIVES;
            if let Some(iat) = iat.filter(|&iat| subject.times.exp().is_none() && subject.has_come(iat.plus(day))) {
                findings.named(subject, Role::Payload, "iat", format!("issued on {}", date(iat)));
            }
        }),
    },
    Rule {
        id: "lifetime-unknown",
        severity: Severity::Info,
        title: "No issue time (iat)",
        why: "Its lifetime is unknown.",
        fix: "Add iat.",
        references: &[Rfc(9068, "2.2")],
        check: Token(|subject, findings| {
            let [exp, nbf, iat] = subject.times.moments();
            let is_open = nbf.or(iat).is_none() && subject.times.iat().is_none() && is_general(subject);
            if is_open && exp.is_some_and(|exp| !subject.has_come(exp)) {
                findings.named(subject, Role::Payload, "exp", "");
            }
        }),
    },
    Rule {
        id: "exp-soon",
        severity: Severity::Info,
        title: "Expires soon (exp)",
        why: "Less than a minute is left.",
        fix: "Get a new one.",
        references: &[Rfc(7519, "4.1.4")],
        check: Token(|subject, findings| {
            let Some(exp) = subject.times.exp().and_then(TimeValue::at) else { return };
            if subject.has_come(exp.plus(-SKEW)) && !subject.has_come(exp) {
                findings.named(subject, Role::Payload, "exp", format!("it ends on {}", date(exp)));
            }
        }),
    },
    Rule {
        id: "time-beyond-2038",
        severity: Severity::Info,
        title: "A time after January 2038",
        why: "Some readers keep times in 32 bits.",
        fix: "",
        references: &[Rfc(7519, "2")],
        check: Token(|subject, findings| {
            each_time(
                subject,
                |name, at, findings| {
                    let is_dated =
                        at.seconds() <= LAST_CALENDAR_SECOND && Unit::guess(at).is_none() && !means_never(at);
                    if at.seconds() > MAX_INT32 && is_dated {
                        findings.named(subject, Role::Payload, name, name);
                    }
                },
                findings,
            );
        }),
    },
    Rule {
        id: "time-fraction",
        severity: Severity::Info,
        title: "A time with a fraction of a second",
        why: "Legal. It is compared as it stands.",
        fix: "",
        references: &[Rfc(7519, "2")],
        check: Token(|subject, findings| {
            each_time(
                subject,
                |name, at, findings| {
                    if at.has_fraction() {
                        findings.named(subject, Role::Payload, name, name);
                    }
                },
                findings,
            );
        }),
    },
];

/// A date in a message: absolute, because a message is worded once and the clock goes on.
pub(super) fn date(at: NumericDate) -> String {
    at.calendar().map_or_else(|| "a day beyond the calendar".to_owned(), Calendar::utc)
}

/// Calls `check` for each time claim that is a moment.
fn each_time(subject: &Subject<'_>, check: impl Fn(&'static str, NumericDate, &mut Findings), findings: &mut Findings) {
    for claim in subject.times.claims() {
        if let Some(at) = claim.reading.at() {
            check(claim.name, at, findings);
        }
    }
}
