//! The answers where the signature fits: valid, or why that is not enough.

use super::ruling::{Ruling, fitting_key, invalid, unchecked, valid};
use crate::check::signature::{Trial, hash, spelled};
use crate::judge::acceptance::{self, Objection, Weight};
use crate::judge::expect::ServerCheck;
use crate::judge::lint::{Finding, Severity};
use crate::judge::verdict;
use crate::text::time::NumericDate;

/// Where nothing speaks against it.
pub(super) fn fitting(trial: &Trial) -> (&'static Ruling, String) {
    const SECRET: Ruling = valid(
        "Signature verified",
        "Verified with the secret you pasted ({}). Anyone with this secret can also issue tokens.",
    );
    const KEY: Ruling =
        valid("Signature verified", "Verified with the key you pasted ({}). Make sure it really is the issuer's.");
    let answer = if hash(trial.alg()).is_some() { &SECRET } else { &KEY };
    (answer, fitting_key(trial))
}

/// Where only a key that the token brings along fits.
pub(super) fn own(trial: &Trial) -> (&'static Ruling, String) {
    const OWN: Ruling = unchecked(
        "token-key",
        "The signature fits only the token's own key",
        "Its header brings that along ({}). Anyone could have made such a token: the writer chooses the key. Paste \
         the issuer's key to know more.",
    );
    (&OWN, fitting_key(trial))
}

pub(super) fn known(trial: &Trial) -> (&'static Ruling, String) {
    const KNOWN: Ruling = invalid(
        "known-secret",
        "Signed with a publicly known secret",
        "The secret is {}. It is in lists of secrets, so anyone could have made this token. Replace it with random \
         bytes.",
    );
    (&KNOWN, trial.secret().map(spelled).unwrap_or_default())
}

/// Where the key that fits must not be used.
pub(super) fn flawed(findings: &[Finding]) -> (&'static Ruling, String) {
    const FLAWED: Ruling =
        invalid("weak-key", "The signature fits, but its key has a flaw", "{}. A server should refuse the key.");
    let worst = findings.iter().find(|finding| finding.severity == Severity::Error);
    (&FLAWED, worst.map(|finding| finding.rule.title.to_owned()).unwrap_or_default())
}

/// Where the token is not what a server expects.
pub(super) fn unexpected(check: &ServerCheck, now: NumericDate) -> (&'static Ruling, String) {
    const UNEXPECTED: Ruling = invalid("expected", "Signature verified, but the server expects something else", "{}.");
    (&UNEXPECTED, verdict::words(&check.sentence, now))
}

/// Where the standards object to the token itself.
pub(super) fn objected(objection: &Objection) -> (&'static Ruling, String) {
    const REFUSED: &str = "{}. Verifiers that keep to the standard refuse it, whatever its signature.";
    const ROWS: [Ruling; 17] = [
        invalid("malformed", "The signature fits, but the token is malformed", REFUSED),
        invalid("claims", "The signature fits, but the claims cannot be read", REFUSED),
        invalid("crit", "The signature fits, but crit is malformed", REFUSED),
        invalid("b64", "The signature fits, but b64 is misused", REFUSED),
        invalid("disclosures", "The signature fits, but not the disclosures", REFUSED),
        invalid("key-binding", "The issuer's signature fits, but the holder's proof does not", REFUSED),
        invalid("times", "The signature fits, but its times cannot be read", REFUSED),
        invalid(
            "expired",
            "Signature verified, but the token has expired",
            "Servers refuse it from then on. Get a new one.",
        ),
        invalid("not-yet-valid", "Signature verified, but the token is not valid yet", "Servers refuse it until then."),
        unchecked("critical", "The signature fits, but only a reader of its extension may accept it", "{}."),
        unchecked("depth", "The signature fits, but the claims were not read in full", "{}."),
        unchecked("ambiguous", "The signature fits, but readers differ on what it says", "{}."),
        invalid("audience", "Signature verified, but the token is for nobody", REFUSED),
        unchecked("nested", "The signature fits, but the token inside was not checked", "{}. Check it by itself."),
        unchecked("types", "The signature fits, but strict verifiers refuse its claims", "{}."),
        unchecked("noncanonical", "The signature fits, but its encoding is not the usual one", "{}."),
        // The last row is for what has no words of its own.
        unchecked("unchecked", "The signature fits, but not everything could be checked", "{}."),
    ];
    const UNREAD: Ruling =
        unchecked("disclosures", "The signature fits, but not all disclosures could be checked", "{}.");
    const UNPROVEN: Ruling =
        unchecked("key-binding", "The issuer's signature fits; the holder's was not checked", "{}.");
    let answer = match (objection.weight, objection.reason) {
        (Weight::Doubt, "disclosures") => &UNREAD,
        (Weight::Doubt, "key-binding") => &UNPROVEN,
        (_, reason) => const { &ROWS }.iter().find(|row| row.reason == reason).unwrap_or(const { &ROWS[16] }),
    };
    (answer, acceptance::capitalized(&objection.because))
}
