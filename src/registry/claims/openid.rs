//! Claims about a person and how they signed in: OpenID Connect and its identity assurance.

use crate::registry::Sensitivity::{Open, Personal, Secret};
use crate::registry::ValueKind::*;
use crate::registry::spec::OpenId::{Core, FrontChannel, Identity};
use crate::registry::spec::Reference::{OpenId, Rfc};
use crate::registry::{SourceRow, row};

#[rustfmt::skip]
pub(super) const ROWS: &[SourceRow] = &[
    row("name", Text, Personal, OpenId(Core, "5.1"), "Full name", ""),
    row("given_name", Text, Personal, OpenId(Core, "5.1"), "First name", ""),
    row("family_name", Text, Personal, OpenId(Core, "5.1"), "Last name", ""),
    row("middle_name", Text, Personal, OpenId(Core, "5.1"), "Middle name", ""),
    row("nickname", Text, Personal, OpenId(Core, "5.1"), "Nickname", ""),
    row("preferred_username", Text, Personal, OpenId(Core, "5.1"), "Username", "Can change, so not an identifier."),
    row("profile", Uri, Personal, OpenId(Core, "5.1"), "Profile page", ""),
    row("picture", Uri, Personal, OpenId(Core, "5.1"), "Picture", ""),
    row("website", Uri, Personal, OpenId(Core, "5.1"), "Website", ""),
    row("email", Email, Personal, OpenId(Core, "5.1"), "E-mail address", "Can be reassigned, so not an identifier."),
    row("email_verified", Boolean, Open, OpenId(Core, "5.1"), "E-mail verified", ""),
    row("gender", Text, Personal, OpenId(Core, "5.1"), "Gender", ""),
    row("birthdate", CalendarDate, Personal, OpenId(Core, "5.1"), "Date of birth",
        "The year may be alone, or 0000 to withhold it."),
    row("zoneinfo", Text, Open, OpenId(Core, "5.1"), "Time zone", ""),
    row("locale", Text, Open, OpenId(Core, "5.1"), "Language", ""),
    row("phone_number", Phone, Personal, OpenId(Core, "5.1"), "Phone number", ""),
    row("phone_number_verified", Boolean, Open, OpenId(Core, "5.1"), "Phone verified", ""),
    row("address", Object, Personal, OpenId(Core, "5.1.1"), "Postal address", ""),
    row("updated_at", NumericDate, Open, OpenId(Core, "5.1"), "Profile updated", ""),
    row("azp", StringOrUri, Open, OpenId(Core, "2"), "Authorized party",
        "The application that the token was issued to."),
    row("nonce", Text, Open, OpenId(Core, "2"), "Nonce", "Ties the token to one login or request; compare it."),
    row("auth_time", NumericDate, Open, OpenId(Core, "2"), "Signed in at", "When the person last proved who they are."),
    row("at_hash", Bytes, Open, OpenId(Core, "3.1.3.6"), "Access token hash",
        "Half of a hash of the token that came along."),
    row("c_hash", Bytes, Open, OpenId(Core, "3.3.2.11"), "Code hash", "Half of a hash of the code that came along."),
    row("acr", Text, Open, OpenId(Core, "2"), "Login level", "How strong the login was, by the issuer's scale."),
    row("amr", TextList, Open, Rfc(8176, "2"), "Login methods", "How the person proved who they are."),
    row("sub_jwk", Jwk, Open, OpenId(Core, "7.4"), "Subject's key", "Nobody else vouches for it."),
    row("_claim_names", Object, Open, OpenId(Core, "5.6.2"), "Claims elsewhere", "Which claims are not in here."),
    row("_claim_sources", Object, Secret, OpenId(Core, "5.6.2"), "Sources of claims",
        "Tokens, or addresses with a token for them."),
    row("sid", Text, Open, OpenId(FrontChannel, "3"), "Session", "The login session, so that it can be ended."),
    row("vot", Text, Open, Rfc(8485, ""), "Vector of trust", "How well identity and login were proved."),
    row("vtm", Uri, Open, Rfc(8485, ""), "Trust mark", "How to read vot."),
    row("verified_claims", ObjectOrList, Personal, OpenId(Identity, "5"), "Verified claims", "With their evidence."),
    row("place_of_birth", Object, Personal, OpenId(Identity, "4"), "Place of birth", ""),
    row("nationalities", TextList, Personal, OpenId(Identity, "4"), "Nationalities", ""),
    row("birth_family_name", Text, Personal, OpenId(Identity, "4"), "Last name at birth", ""),
    row("birth_given_name", Text, Personal, OpenId(Identity, "4"), "First name at birth", ""),
    row("birth_middle_name", Text, Personal, OpenId(Identity, "4"), "Middle name at birth", ""),
    row("salutation", Text, Personal, OpenId(Identity, "4"), "Salutation", ""),
    row("title", Text, Personal, OpenId(Identity, "4"), "Title", ""),
    row("msisdn", Phone, Personal, OpenId(Identity, "4"), "Mobile number", ""),
    row("also_known_as", Text, Personal, OpenId(Identity, "4"), "Also known as", ""),
];
