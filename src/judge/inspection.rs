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
pub struct Judged {
    /// The token.
    pub token: Token,
    /// What kind of token it is.
    pub profile: Profile,
    /// Who makes such tokens, as far as the token tells.
    pub provider: Option<&'static Provider>,
    /// Errors first.
    pub findings: Vec<Finding>,
    /// The one sentence.
    pub verdict: Verdict,
    /// The next moment at which the verdict or a finding changes.
    pub changes_at: Option<NumericDate>,
}

/// Everything that is known about a text at a moment.
#[derive(Debug)]
pub struct Inspection {
    /// The moment of judgement.
    pub now: NumericDate,
    /// In the order of the text; empty where there is none.
    pub tokens: Vec<Judged>,
    /// What concerns the text and not one token.
    pub findings: Vec<Finding>,
    /// On the first token, or on the text.
    pub verdict: Verdict,
}

impl Inspection {
    /// The next moment at which a verdict or finding changes.
    pub fn changes_at(&self) -> Option<NumericDate> {
        self.tokens.iter().filter_map(|judged| judged.changes_at).min()
    }
}

/// Finds and judges every token of `text` as of `now`. Never fails: what is no token is described.
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
