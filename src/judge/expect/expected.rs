//! What a server wants of a token beyond the standards.

use std::time::Duration;

/// What a server expects of a token beyond the standards. What is not set is not looked at.
///
/// ```
/// # use jotglass::Expected;
/// # use std::time::Duration;
/// let expected = Expected::default()
///     .issuer("https://login.example")
///     .audience("api")
///     .algorithms(["RS256", "ES256"])
///     .leeway(Duration::from_secs(60));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Expected {
    /// The value of `iss`, exactly.
    #[doc(hidden)]
    pub issuer: Option<String>,
    /// One of the values of `aud`, exactly.
    #[doc(hidden)]
    pub audience: Option<String>,
    /// The scopes that are needed, all of them.
    #[doc(hidden)]
    pub scopes: Vec<String>,
    /// The algorithms that are allowed.
    #[doc(hidden)]
    pub algorithms: Option<Vec<String>>,
    /// By how many seconds clocks may differ.
    #[doc(hidden)]
    pub leeway: f64,
}

impl Expected {
    /// `iss` has to be exactly this.
    pub fn issuer(self, issuer: impl Into<String>) -> Expected {
        Expected { issuer: Some(issuer.into()), ..self }
    }

    /// `aud` has to be exactly this, or to hold it.
    pub fn audience(self, audience: impl Into<String>) -> Expected {
        Expected { audience: Some(audience.into()), ..self }
    }

    /// All of these have to be in `scope`, `scp` or `scopes`.
    pub fn scopes(self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Expected {
        Expected { scopes: scopes.into_iter().map(Into::into).collect(), ..self }
    }

    /// `alg` has to be one of these.
    pub fn algorithms(self, algorithms: impl IntoIterator<Item = impl Into<String>>) -> Expected {
        Expected { algorithms: Some(algorithms.into_iter().map(Into::into).collect()), ..self }
    }

    /// Clocks may differ by this much; without it they may not.
    pub fn leeway(self, leeway: Duration) -> Expected {
        Expected { leeway: leeway.as_secs_f64(), ..self }
    }
}
