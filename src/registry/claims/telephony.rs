//! Claims of telephony: calls over SIP, and who a caller is (STIR, SHAKEN).

use crate::registry::Sensitivity::{Open, Personal};
use crate::registry::ValueKind::*;
use crate::registry::documents::STAPLE;
use crate::registry::spec::Reference::{Draft, Rfc};
use crate::registry::{SourceRow, row};

#[rustfmt::skip]
pub(super) const ROWS: &[SourceRow] = &[
    row("sip_from_tag", Text, Open, Rfc(8055, ""), "SIP From tag", ""),
    row("sip_date", Text, Open, Rfc(8055, ""), "SIP Date", ""),
    row("sip_callid", Text, Open, Rfc(8055, ""), "SIP Call-ID", ""),
    row("sip_cseq_num", TextOrNumber, Open, Rfc(8055, ""), "SIP CSeq", ""),
    row("sip_via_branch", Text, Open, Rfc(8055, ""), "SIP Via branch", ""),
    row("orig", Object, Personal, Rfc(8225, "5.2.1"), "Caller", ""),
    row("dest", Object, Personal, Rfc(8225, "5.2.1"), "Called", ""),
    row("mky", List, Open, Rfc(8225, "5.2.2"), "Media keys", ""),
    row("rph", Object, Open, Rfc(8443, "3"), "Call priority", ""),
    row("attest", Text, Open, Rfc(8588, "4"), "Attestation", "How sure the carrier is of the caller."),
    row("origid", Text, Open, Rfc(8588, "5"), "Origination ID", ""),
    row("jcard", List, Personal, Rfc(8688, ""), "Contact card", ""),
    row("div", Object, Personal, Rfc(8946, "3"), "Diverted from", ""),
    row("opt", Token, Open, Rfc(8946, "6"), "Original PASSporT", ""),
    row("sph", Text, Open, Rfc(9027, ""), "SIP priority", ""),
    row("rcd", Object, Personal, Rfc(9795, ""), "Rich call data", "What is shown of the caller."),
    row("rcdi", Object, Open, Rfc(9795, ""), "Rich call digests", ""),
    row("crn", Text, Open, Rfc(9795, ""), "Call reason", ""),
    row("msgi", Text, Open, Rfc(9475, ""), "Message digest", ""),
    row("stpl", Text, Open, Draft(STAPLE, ""), "OCSP staple", ""),
];
