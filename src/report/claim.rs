//! Members of a header or payload on the wire, with what is known of their names and values.

use std::borrow::Cow;

use serde::Serialize;

use super::Span;
use crate::registry::Row;
use crate::text::time::NumericDate;

/// A member of the header or payload, explained.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// The member name, unescaped.
    pub name: String,
    /// Where the value stands in the part's text.
    pub span: Span,
    /// Its meaning as a time; `null` where it is not a time, or not a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(type = "Time | null"))]
    pub time: Option<Time>,
    /// What this very value stands for, such as `One-time code`; `null` where nothing is known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(type = "string | null"))]
    pub meaning: Option<Cow<'static, str>>,
    /// The key of the provider that means something of its own by the name; `null` where the words hold for everyone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(type = "string | null"))]
    pub provider: Option<&'static str>,
    /// The members of `cnf` and `status`, explained.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Claim>,
    /// The registry row, for the view.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub row: Option<Row>,
}

/// A NumericDate (RFC 7519 §2) read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Time {
    /// Unix seconds; `null` for a number beyond every clock.
    pub seconds: Option<f64>,
    /// RFC 3339 in UTC, whole seconds; `null` outside the years 0 to 9999.
    pub utc: Option<String>,
    /// As seen from the moment of judgement: `3 days ago`; `null` without seconds.
    pub relative: Option<String>,
    /// The exact value, for the view.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub at: Option<NumericDate>,
}
