//! What the name of a member says about its value, whatever the case and the separators.

/// How much of a name is looked at: its end.
const LONGEST: usize = 24;

/// What a member is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A password or key.
    Secret,
    /// A token or the credential of a session.
    Token,
    /// A national identifier.
    NationalId,
    /// A payment card.
    Card,
    /// Personal data.
    Personal,
    /// The switch of an administrator.
    Admin,
    /// Roles and groups.
    Roles,
    /// An id or a time: digits mean nothing there.
    Identifier,
    /// Nothing that is known.
    Other,
}

/// Whole names, by what they are; a table, because a `match` of so many is kilobytes of code.
const NAMES: [(Named, &[&str]); 7] = [
    (Named::Secret, &["pwd", "pin", "pincode", "otp", "seed", "mnemonic", "cvv", "cvc", "passphrase"]),
    (Named::NationalId, &["ssn", "socialsecuritynumber", "nin", "nino", "nationalid", "passportnumber", "bsn", "cpf"]),
    (Named::Card, &["pan", "cc", "card", "cardnumber", "ccnumber", "creditcard"]),
    (
        Named::Personal,
        &[
            "name",
            "givenname",
            "familyname",
            "middlename",
            "firstname",
            "lastname",
            "fullname",
            "nickname",
            "displayname",
            "preferredusername",
            "username",
            "uniquename",
            "upn",
            "profile",
            "picture",
            "website",
            "email",
            "gender",
            "birthdate",
            "birthday",
            "dateofbirth",
            "dob",
            "phone",
            "phonenumber",
            "msisdn",
            "address",
            "location",
            "geohash",
            "placeofbirth",
            "nationalities",
            "birthfamilyname",
            "birthgivenname",
            "birthmiddlename",
            "alsoknownas",
            "jcard",
            "verifiedclaims",
        ],
    ),
    (Named::Admin, &["admin", "isadmin", "superuser", "issuperuser", "root", "isroot"]),
    (Named::Roles, &["role", "roles", "groups", "authorities"]),
    (Named::Identifier, &["iss", "sub", "aud", "azp", "jti", "sid", "nonce", "exp", "iat", "nbf", "oid", "cid"]),
];

/// Looks at a name.
pub(super) fn named(name: &str) -> Named {
    // None ends in a digit.
    if name.ends_with(|last: char| last.is_ascii_digit()) {
        return Named::Other;
    }
    let mut buffer = [0; LONGEST];
    let mut length = 0;
    // From the end: long names have what matters there, after a slash or a prefix.
    for byte in name.bytes().rev().filter(|byte| !matches!(byte, b'_' | b'-' | b' ')).take(LONGEST) {
        length += 1;
        if let Some(slot) = buffer.get_mut(LONGEST - length) {
            *slot = byte.to_ascii_lowercase();
        }
    }
    let folded = buffer.get(LONGEST - length..).unwrap_or_default();
    let may_be = match (FIRSTS.get(length), folded.first()) {
        (Some(firsts), Some(first)) => firsts & bit(*first) != 0,
        _ => false,
    };
    let known = NAMES.iter().filter(|_| may_be).find(|(_, names)| names.iter().any(|name| name.as_bytes() == folded));
    known.map_or_else(|| by_end(folded), |&(named, _)| named)
}

/// By the length of a name, with which letters such names of [`NAMES`] begin: most names are none of them.
static FIRSTS: [u32; LONGEST + 1] = {
    let mut firsts = [0; LONGEST + 1];
    let mut row = 0;
    while row < NAMES.len() {
        let names = NAMES[row].1;
        let mut at = 0;
        while at < names.len() {
            firsts[names[at].len()] |= bit(names[at].as_bytes()[0]);
            at += 1;
        }
        row += 1;
    }
    firsts
};

/// The bit of a letter.
const fn bit(letter: u8) -> u32 {
    1 << (letter % 32)
}

/// What only the end of a name says.
fn by_end(folded: &[u8]) -> Named {
    const LAST: u32 = bit(b'd') | bit(b't') | bit(b'y') | bit(b'n') | bit(b's') | bit(b'p') | bit(b'e') | bit(b'h');
    if folded.last().is_none_or(|last| LAST & bit(*last) == 0) {
        return Named::Other;
    }
    let ends = |words: &[&str]| words.iter().any(|word| folded.ends_with(word.as_bytes()));
    if ends(&["password", "passwd", "secret", "apikey", "privatekey", "secretkey"]) {
        Named::Secret
    } else if ends(&["accesstoken", "refreshtoken", "sessiontoken", "idtoken", "authtoken", "bearertoken"]) {
        Named::Token
    } else if ends(&["id", "at", "ms", "ts", "time", "stamp", "date", "hash", "version"]) {
        Named::Identifier
    } else if ends(&["claims/role"]) {
        Named::Roles
    } else {
        Named::Other
    }
}

/// Whether a name holds an identifier that programs compare.
pub(super) fn is_identifier(name: &str) -> bool {
    matches!(name, "iss" | "sub" | "aud" | "azp" | "client_id" | "jti" | "role" | "roles" | "scope")
}

/// Whether a name asks a question that true or false answers.
pub(super) fn is_question(name: &str) -> bool {
    name.ends_with("_verified") || name.starts_with("is_") || name.starts_with("has_") || named(name) == Named::Admin
}

/// Whether a claim holds a person's data as members of its own.
pub(super) fn holds_a_person(claim: &str) -> bool {
    matches!(claim, "user" | "profile" | "user_metadata" | "userinfo" | "person")
}

/// Whether a role can do nearly everything.
pub(super) fn is_privileged(role: &str) -> bool {
    const WIDE: [&str; 10] = [
        "admin",
        "administrator",
        "superuser",
        "super_admin",
        "superadmin",
        "root",
        "service_role",
        "owner",
        "realm-admin",
        "system:masters",
    ];
    WIDE.iter().any(|wide| role.eq_ignore_ascii_case(wide))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_say() {
        for (name, expected) in [
            ("password", Named::Secret),
            ("db_password", Named::Secret),
            ("clientSecret", Named::Secret),
            ("X-API-Key", Named::Secret),
            ("password_updated_at", Named::Identifier),
            ("password_reset_required", Named::Other),
            ("given_name", Named::Personal),
            ("givenName", Named::Personal),
            ("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", Named::Roles),
            ("idp_access_token", Named::Token),
            ("userId", Named::Identifier),
            ("shipping", Named::Other),
            ("", Named::Other),
        ] {
            assert_eq!(named(name), expected, "{name}");
        }
    }
}
