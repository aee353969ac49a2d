//! Claims of networks: content delivery, registration data, 5G cores, and a few single ones.

use crate::registry::Sensitivity::{Open, Personal};
use crate::registry::ValueKind::*;
use crate::registry::documents::{CAPIF, GEOHASH, NFV, NRF};
use crate::registry::spec::Reference::Rfc;
use crate::registry::{SourceRow, row};

#[rustfmt::skip]
pub(super) const ROWS: &[SourceRow] = &[
    row("cdniv", Number, Open, Rfc(9246, "2.1.8"), "CDNI version", ""),
    row("cdnicrit", TextList, Open, Rfc(9246, "2.1.9"), "CDNI must understand",
        "Claims to understand, or the token is refused."),
    row("cdniip", Text, Personal, Rfc(9246, "2.1.10"), "Client address", "Usually encrypted."),
    row("cdniuc", Text, Open, Rfc(9246, "2.1.11"), "Allowed content", ""),
    row("cdniets", Seconds, Open, Rfc(9246, "2.1.12"), "Renewal lifetime", ""),
    row("cdnistt", Number, Open, Rfc(9246, "2.1.13"), "Renewal transport", ""),
    row("cdnistd", Number, Open, Rfc(9246, "2.1.14"), "Renewal depth", ""),
    row("rdap_allowed_purposes", TextList, Open, Rfc(9560, "3.1.5.1"), "RDAP purposes", ""),
    row("rdap_dnt_allowed", Boolean, Open, Rfc(9560, "3.1.5.2"), "RDAP without trace", ""),
    row("sig_val_claims", Object, Open, Rfc(9321, "3.2.3"), "Signature validation", ""),
    row("at_use_nbr", Number, Open, NFV, "Number of uses", ""),
    row("geohash", TextOrList, Personal, GEOHASH, "Geohash", "A place; the longer, the more exact."),
    row("consumerPlmnId", Object, Open, NRF, "Consumer's network", ""),
    row("consumerSnpnId", Object, Open, NRF, "Consumer's private network", ""),
    row("producerPlmnId", Object, Open, NRF, "Producer's network", ""),
    row("producerSnpnId", Object, Open, NRF, "Producer's private network", ""),
    row("producerSnssaiList", List, Open, NRF, "Producer's slices", ""),
    row("producerNsiList", TextList, Open, NRF, "Producer's slice instances", ""),
    row("producerNfSetId", Text, Open, NRF, "Producer's set", ""),
    row("producerNfServiceSetId", Text, Open, NRF, "Producer's service set", ""),
    row("sourceNfInstanceId", Text, Open, NRF, "Source", ""),
    row("analyticsIdList", TextList, Open, NRF, "Analytics", ""),
    row("resOwnerId", Text, Personal, CAPIF, "Resource owner", ""),
];
