//! Claims of telephony: calls over SIP, and who a caller is (STIR, SHAKEN).

use crate::registry::Sensitivity::{Open, Personal};
use crate::registry::ValueKind::*;
use crate::registry::documents::STAPLE;
use crate::registry::{Entry, row};
use crate::spec::Reference::{Draft, Rfc};

#[rustfmt::skip]
pub(super) const ROWS: &[Entry] = &[
    row("sip_from_tag", Text, Open, Rfc(8055, ""), "SIP From tag", "The tag of the call's From header."),
    row("sip_date", Text, Open, Rfc(8055, ""), "SIP Date", "The Date header of the SIP request."),
    row("sip_callid", Text, Open, Rfc(8055, ""), "SIP Call-ID", "The Call-ID of the SIP request."),
    row("sip_cseq_num", TextOrNumber, Open, Rfc(8055, ""), "SIP CSeq", "The sequence number of the SIP request."),
    row("sip_via_branch", Text, Open, Rfc(8055, ""), "SIP Via branch", "The branch parameter of the topmost Via header."),
    row("orig", Object, Personal, Rfc(8225, "5.2.1"), "Caller", "The calling number or address."),
    row("dest", Object, Personal, Rfc(8225, "5.2.1"), "Called", "The called numbers or addresses."),
    row("mky", List, Open, Rfc(8225, "5.2.2"), "Media keys", "Fingerprints of the keys that protect the call's sound and picture."),
    row("rph", Object, Open, Rfc(8443, "3"), "Call priority", "Which priorities the call may claim on the network."),
    row("attest", Text, Open, Rfc(8588, "4"), "Attestation", "How sure the carrier is that the caller may use the number: A, B or C."),
    row("origid", Text, Open, Rfc(8588, "5"), "Origination id", "Where the call entered the network, opaque, to trace it back."),
    row("jcard", List, Personal, Rfc(8688, ""), "Contact card", "The contact card of the caller."),
    row("div", Object, Personal, Rfc(8946, "3"), "Diverted from", "Whom the call was for before it was forwarded."),
    row("opt", Token, Open, Rfc(8946, "6"), "Original PASSporT", "The whole first token of the call, before it was forwarded."),
    row("sph", Text, Open, Rfc(9027, ""), "SIP priority", "The value of the Priority header that is authorized."),
    row("rcd", Object, Personal, Rfc(9795, ""), "Rich call data", "What the called party sees of the caller, such as a name and logo."),
    row("rcdi", Object, Open, Rfc(9795, ""), "Rich call digests", "Digests that protect parts of rcd from changes."),
    row("crn", Text, Open, Rfc(9795, ""), "Call reason", "Why the call is made, as its caller says."),
    row("msgi", Text, Open, Rfc(9475, ""), "Message digest", "The digest of the message that goes with the token."),
    row("stpl", Text, Open, Draft(STAPLE, ""), "OCSP staple",
        "Shows that the signing certificate was not revoked."),
];
