//! Claims of a JWT's payload: those of the IANA registry, the usual ones that are not in it, the members inside `cnf` and
//! `status`, and what some providers mean by a name of their own.

use super::Row;

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

pub use credentials::MEMBERS;

const GROUPS: [&[Row]; 9] = [
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

const COUNT: usize = {
    let (mut count, mut group) = (0, 0);
    while group < GROUPS.len() {
        count += GROUPS[group].len();
        group += 1;
    }
    count
};

/// The claims that are explained, whoever issued the token.
pub static CLAIMS: [Row; COUNT] = ALL;

// What follows up to `INDEX` runs when the crate is compiled: an index that is out of range there is a build that fails.
const ALL: [Row; COUNT] = {
    let mut all = [GROUPS[0][0]; COUNT];
    let (mut at, mut group) = (0, 0);
    while group < GROUPS.len() {
        let mut row = 0;
        while row < GROUPS[group].len() {
            all[at] = GROUPS[group][row];
            at += 1;
            row += 1;
        }
        group += 1;
    }
    all
};

/// A hash table: at a name's slot, or in the next that are not empty, stands 1 + its row's position.
static INDEX: [u8; SLOTS] = {
    assert!(COUNT < 256, "positions are bytes");
    let mut index = [0; SLOTS];
    let mut row = 0;
    while row < COUNT {
        assert!(ALL[row].name.len() <= LONGEST, "the longest name is longer");
        let mut slot = slot(ALL[row].name);
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
pub fn find(name: &str) -> Option<&'static Row> {
    if name.len() > LONGEST {
        return None;
    }
    // The table is never full, so that there is an empty slot to end at.
    let slots = INDEX.iter().cycle().skip(slot(name)).take(SLOTS);
    let rows = slots.map_while(|&position| CLAIMS.get(usize::from(position).checked_sub(1)?));
    rows.into_iter().find(|row| row.name == name)
}

/// What a claim means in a token.
#[derive(Clone, Copy, Debug)]
pub struct Explained {
    /// The words.
    pub row: &'static Row,
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
pub fn member(claim: &str, name: &str) -> Option<&'static Row> {
    MEMBERS.iter().find(|row| row.name.split_once('.') == Some((claim, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        for row in &CLAIMS {
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
