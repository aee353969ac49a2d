//! What a site asks of the element: which sections are shown, which findings, and words of its own for its claims.

use super::node::{Element, el};
use crate::report::Severity;

/// Which sections are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// All of them: a workbench.
    #[default]
    Full,
    /// A sample in a text: the token, the one sentence, the claims without what they mean in general, findings folded.
    Compact,
    /// The decoded parts alone, as rows.
    Claims,
    /// The decoded parts alone, as lines of JSON.
    Json,
    /// The payload alone, as lines of JSON.
    Payload,
    /// The sentence and what was found.
    Findings,
    /// The sentence and the drawing of the times.
    Timeline,
}

impl Layout {
    /// Their names, as the attribute `view` has them.
    pub const NAMES: [(&'static str, Layout); 7] = [
        ("full", Layout::Full),
        ("compact", Layout::Compact),
        ("claims", Layout::Claims),
        ("json", Layout::Json),
        ("payload", Layout::Payload),
        ("findings", Layout::Findings),
        ("timeline", Layout::Timeline),
    ];

    /// The layout of this name; the full one for any other.
    pub fn named(name: &str) -> Layout {
        Layout::NAMES.iter().find(|(own, _)| *own == name).map(|(_, layout)| *layout).unwrap_or_default()
    }
}

/// What a site asks for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which sections are shown.
    pub layout: Layout,
    /// Whether there is no input: the token is shown, and cannot be changed.
    pub is_read_only: bool,
    /// Whether moments are shown on the reader's clock, not in UTC.
    pub is_local: bool,
    /// A line above all that is drawn; empty where there is none.
    pub caption: String,
    /// The names of members to be looked at.
    pub highlights: Vec<String>,
    /// The findings that are shown.
    pub severities: Vec<Severity>,
    /// What claims mean on this site: a name and the words; `.` parts the names of nested members.
    pub labels: Vec<[String; 2]>,
    /// The language of the labels; empty where it is unknown.
    pub language: String,
    /// The level of the first heading: those inside it are one and two deeper.
    pub heading: u8,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            layout: Layout::Full,
            is_read_only: false,
            is_local: false,
            caption: String::new(),
            highlights: Vec::new(),
            severities: vec![Severity::Error, Severity::Warning, Severity::Info],
            labels: Vec::new(),
            language: String::new(),
            heading: HEADING,
        }
    }
}

/// The level of the verdict's heading where nothing else is asked for.
pub const HEADING: u8 = 2;

impl Options {
    /// Whether the signature is checked: only the workbench has a place to show how, and to give a key.
    pub fn has_check(&self) -> bool {
        self.layout == Layout::Full
    }

    /// Whether the sentence of verdict is shown.
    pub fn has_verdict(&self) -> bool {
        !matches!(self.layout, Layout::Claims | Layout::Json | Layout::Payload)
    }

    /// Whether the token itself is shown, where no input shows it.
    pub fn has_token(&self) -> bool {
        matches!(self.layout, Layout::Full | Layout::Compact)
    }

    /// Whether the times are drawn.
    pub fn has_timeline(&self) -> bool {
        matches!(self.layout, Layout::Full | Layout::Timeline)
    }

    /// Whether the decoded parts are shown.
    pub fn has_parts(&self) -> bool {
        self.has_lines() || matches!(self.layout, Layout::Compact | Layout::Claims)
    }

    /// Whether the decoded parts are shown as lines of JSON, if nobody asks for another form.
    pub fn has_lines(&self) -> bool {
        matches!(self.layout, Layout::Full | Layout::Json | Layout::Payload)
    }

    /// Whether what was found is shown.
    pub fn has_findings(&self) -> bool {
        matches!(self.layout, Layout::Full | Layout::Compact | Layout::Findings)
    }

    /// Whether general knowledge is left out, because the text around the element explains what matters there.
    pub fn is_brief(&self) -> bool {
        self.layout == Layout::Compact
    }

    /// Whether the site wants this member to be looked at.
    pub fn is_highlighted(&self, name: &str) -> bool {
        self.highlights.iter().any(|highlight| highlight == name)
    }

    /// What the site says of the claim `name`, and of members inside it.
    pub fn labels<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Element> + 'a {
        let inner = move |key: &'a str| key.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with('.'));
        self.labels.iter().filter_map(move |[key, words]| Some((inner(key)?, words))).map(|(rest, words)| {
            let label = el("p").class("label").with("part", "label").with("dir", "auto");
            let label = label.with_if(!self.language.is_empty(), "lang", self.language.clone());
            let inner = rest.strip_prefix('.').map(|inner| el("code").text(format!("{inner} ")));
            label.children(inner).text(words.clone())
        })
    }
}
