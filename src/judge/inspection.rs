//! The whole way from a text to a judgement: find the tokens, judge each, or say what the text is instead.

use crate::intake::looks::Looks;
use crate::intake::{self, Found};
use crate::jose::token::Token;
use crate::judge::lint::{self, Finding};
use crate::judge::profile::Profile;
use crate::judge::subject::Subject;
use crate::judge::verdict::{self, Verdict};
use crate::registry::providers::Provider;
use crate::text::time::NumericDate;

/// A token with what is to be said of it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Judged {
    /// The token.
    pub token: Token,
    /// What kind of token it is.
    #[doc(hidden)]
    pub profile: Profile,
    /// Who makes such tokens, as far as the token tells.
    #[doc(hidden)]
    pub provider: Option<&'static Provider>,
    /// What the rules found, errors first.
    pub findings: Vec<Finding>,
    /// Whether it may be used now, as one sentence.
    pub verdict: Verdict,
    /// The next moment at which the verdict or a finding changes; `None` where none does.
    pub changes_at: Option<NumericDate>,
}

impl Judged {
    /// What people call such a token: `ID token`, `DPoP proof`; `None` where it does not tell.
    pub fn profile(&self) -> Option<&'static str> {
        self.profile.row().map(|row| row.title)
    }

    /// The name of who makes such tokens: `Keycloak`, `Auth0`; `None` where it does not tell.
    pub fn provider(&self) -> Option<&'static str> {
        self.provider.map(|provider| provider.name)
    }
}

/// Everything that is known about a text at a moment.
#[derive(Debug)]
#[non_exhaustive]
pub struct Inspection {
    /// The moment of judgement.
    pub now: NumericDate,
    /// The tokens in the order of the text, at most 64.
    pub tokens: Vec<Judged>,
    /// What concerns the text and not one token, such as a limit that was reached.
    pub findings: Vec<Finding>,
    /// That of the first token; without one, what the text is instead.
    pub verdict: Verdict,
}

impl Inspection {
    /// The next moment at which a verdict or finding changes.
    pub fn changes_at(&self) -> Option<NumericDate> {
        self.tokens.iter().filter_map(|judged| judged.changes_at).min()
    }
}

/// Finds and judges every token of `text` as of `now`: in a header, a URL, a cookie, a line of a log. It never fails: a
/// text without a token is described.
///
/// ```
/// use jotglass::{NumericDate, VerdictState, inspect};
///
/// let text = "GET /?access_token=eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTUxNzY2MDB9.c2lnbmF0dXJl HTTP/1.1";
/// let now = NumericDate::from_seconds(1_795_176_000);
/// let [judged] = &inspect(text, now).tokens[..] else { panic!("one token") };
/// assert_eq!(judged.token.span().of(text), judged.token.text());
/// assert_eq!(judged.verdict.state, VerdictState::Current);
/// assert_eq!(judged.verdict.sentence(now), "Expires in 10 minutes · signature not verified");
/// // A minute before the end a rule speaks up.
/// assert_eq!(judged.changes_at, Some(NumericDate::from_seconds(1_795_176_540)));
/// ```
pub fn inspect(text: &str, now: NumericDate) -> Inspection {
    match intake::find(text) {
        Found::Tokens(tokens, rest) => {
            let together = if tokens.len() > 1 { lint::judge_together(&tokens) } else { Vec::new() };
            let tokens: Vec<Judged> = tokens.into_iter().map(|token| judge(token, now)).collect();
            let verdict =
                tokens.first().map_or_else(|| verdict::judge_text(&Looks::Empty), |judged| judged.verdict.clone());
            // Several signatures on one content are one token in the JSON form.
            let count = tokens.iter().filter(|judged| !judged.token.kind.is_json()).count();
            let several = (count > 1).then_some(Looks::Several { count });
            let mut findings = together;
            findings.extend(rest.iter().chain(&several).flat_map(lint::judge_text));
            Inspection { now, tokens, findings, verdict }
        }
        Found::Nothing(looks) => Inspection {
            now,
            tokens: Vec::new(),
            findings: lint::judge_text(&looks),
            verdict: verdict::judge_text(&looks),
        },
    }
}

fn judge(token: Token, now: NumericDate) -> Judged {
    let subject = Subject::new(&token, now);
    let findings = lint::judge(&subject);
    let verdict = verdict::judge(&subject);
    let changes_at = subject.changes_at();
    let Subject { profile, provider, .. } = subject;
    Judged { token, profile, provider, findings, verdict, changes_at }
}
