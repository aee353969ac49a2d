//! Claims of a JWT's payload: those of the IANA registry, the usual ones that are not in it, the members inside `cnf`
//! and `status`, and what some providers mean by a name of their own.

use super::table::{self, table};
use super::{Row, SourceRow};

pub mod by_provider;
mod credentials;
mod device;
mod federation;
mod jwt;
mod network;
mod oauth;
mod openid;
mod telephony;
mod unregistered;

table! {
    /// The claims that are explained, whoever issued the token.
    pub static CLAIMS = GROUPS;
}
table! {
    /// The members inside `cnf` and `status` that are explained, each with its claim's name and a dot before its own.
    pub static MEMBERS = credentials::MEMBERS;
}

const GROUPS: &[&[SourceRow]] = &[
    jwt::ROWS,
    openid::ROWS,
    oauth::ROWS,
    credentials::ROWS,
    telephony::ROWS,
    device::ROWS,
    network::ROWS,
    federation::ROWS,
    unregistered::ROWS,
];

const COUNT: usize = table::count(GROUPS);

/// A hash table, made when the crate is compiled: at a name's slot, or in the next that are not empty, stands 1 + its
/// row's position.
static INDEX: [u8; SLOTS] = {
    assert!(COUNT < 256, "positions are bytes");
    let mut index = [0; SLOTS];
    let mut row = 0;
    while row < COUNT {
        let name = table::nth(GROUPS, row).name;
        assert!(name.len() <= LONGEST, "the longest name is longer");
        let mut slot = slot(name);
        while index[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        index[slot] = row as u8 + 1;
        row += 1;
    }
    index
};

const SLOTS: usize = 512;
/// No name is longer, so that a long one from a token costs nothing.
const LONGEST: usize = 80;

const fn slot(name: &str) -> usize {
    let bytes = name.as_bytes();
    let mut hash: u32 = 0;
    let mut at = 0;
    while at < bytes.len() {
        hash = hash.wrapping_mul(31).wrapping_add(bytes[at] as u32);
        at += 1;
    }
    (hash ^ (hash >> 9)) as usize % SLOTS
}

/// The row with this very name.
pub fn find(name: &str) -> Option<Row> {
    if name.len() > LONGEST {
        return None;
    }
    // The table is never full, so that there is an empty slot to end at.
    let slots = INDEX.iter().cycle().skip(slot(name)).take(SLOTS);
    slots.map_while(|&position| CLAIMS.get(usize::from(position).checked_sub(1)?)).find(|row| row.name == name)
}

/// What a claim means in a token.
#[derive(Clone, Copy, Debug)]
pub struct Explained {
    /// The words.
    pub row: Row,
    /// The key of the provider that means this by it; `None` where the words hold for everyone.
    pub provider: Option<&'static str>,
}

/// What `name` means in a token of the provider with this key, such as `auth0`: its own meaning where it has one.
pub fn explain(name: &str, provider: Option<&str>) -> Option<Explained> {
    let own = provider.and_then(|key| by_provider::find(key, name));
    own.or_else(|| find(name).map(|row| Explained { row, provider: None }))
}

/// Whether members inside this claim are explained.
pub fn has_members(claim: &str) -> bool {
    matches!(claim, "cnf" | "status")
}

/// What the member `name` inside the claim `claim` means.
pub fn member(claim: &str, name: &str) -> Option<Row> {
    MEMBERS.rows().find(|row| row.name.split_once('.') == Some((claim, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        for row in CLAIMS.rows() {
            assert_eq!(find(row.name).map(|found| found.name), Some(row.name));
        }
        for name in ["", "Exp", "exp ", "cnf.jwk", "tenants", &"x".repeat(100)] {
            assert!(find(name).is_none(), "{name}");
        }
    }

    #[test]
    fn a_providers_own_meaning_goes_before() {
        let title = |name, provider| explain(name, provider).map(|found| (found.row.title, found.provider));
        assert_eq!(title("ref", None), Some(("More information", None)));
        assert_eq!(title("ref", Some("supabase")), Some(("Project", Some("supabase"))));
        assert_eq!(title("ref", Some("github")), Some(("Branch or tag", Some("github"))));
        assert_eq!(title("exp", Some("github")), Some(("Expires", None)));
        assert_eq!(title("exp", Some("nobody")), Some(("Expires", None)));
        assert_eq!(title("sha", None), None);
    }

    #[test]
    fn members_are_found_in_their_claim_only() {
        assert_eq!(member("cnf", "x5t#S256").map(|row| row.title), Some("Certificate digest"));
        assert!(member("status", "status_list").is_some());
        assert!(member("status", "jkt").is_none() && member("cnf", "").is_none() && member("cnf.jkt", "").is_none());
    }
}
