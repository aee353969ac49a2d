//! Claims of networks: content delivery, registration data, 5G cores, and a few single ones.

use crate::registry::Sensitivity::{Open, Personal};
use crate::registry::ValueKind::*;
use crate::registry::documents::{CAPIF, GEOHASH, NFV, NRF};
use crate::registry::{Entry, row};
use crate::spec::Reference::Rfc;

#[rustfmt::skip]
pub(super) const ROWS: &[Entry] = &[
    row("cdniv", Number, Open, Rfc(9246, "2.1.8"), "CDNI version", "The version of this set of claims."),
    row("cdnicrit", TextList, Open, Rfc(9246, "2.1.9"), "CDNI must understand",
        "Claims that the cache must understand, or refuse the token."),
    row("cdniip", Text, Personal, Rfc(9246, "2.1.10"), "Client address", "The client's IP address or range, usually encrypted."),
    row("cdniuc", Text, Open, Rfc(9246, "2.1.11"), "Allowed content", "What may be fetched: an address, a hash of one, or a pattern."),
    row("cdniets", Seconds, Open, Rfc(9246, "2.1.12"), "Renewal lifetime", "How many seconds a renewed token lives."),
    row("cdnistt", Number, Open, Rfc(9246, "2.1.13"), "Renewal transport", "How a renewed token reaches the client."),
    row("cdnistd", Number, Open, Rfc(9246, "2.1.14"), "Renewal depth", "How many parts of the path a renewed token covers."),
    row("rdap_allowed_purposes", TextList, Open, Rfc(9560, "3.1.5.1"), "RDAP purposes",
        "For what the person may ask for registration data."),
    row("rdap_dnt_allowed", Boolean, Open, Rfc(9560, "3.1.5.2"), "RDAP without trace", "Whether the person may ask without being tracked."),
    row("sig_val_claims", Object, Open, Rfc(9321, "3.2.3"), "Signature validation", "What came of checking the signature of a document."),
    row("at_use_nbr", Number, Open, NFV, "Number of uses", "How many requests the token may serve."),
    row("geohash", TextOrList, Personal, GEOHASH, "Geohash", "A place; the more characters, the more exactly."),
    row("consumerPlmnId", Object, Open, NRF, "Consumer's network", "The mobile network of the service that asks."),
    row("consumerSnpnId", Object, Open, NRF, "Consumer's private network", "The private 5G network of the service that asks."),
    row("producerPlmnId", Object, Open, NRF, "Producer's network", "The mobile network of the service that answers."),
    row("producerSnpnId", Object, Open, NRF, "Producer's private network", "The private 5G network of the service that answers."),
    row("producerSnssaiList", List, Open, NRF, "Producer's slices", "The network slices that may be used."),
    row("producerNsiList", TextList, Open, NRF, "Producer's slice instances", "The instances of slices that may be used."),
    row("producerNfSetId", Text, Open, NRF, "Producer's set", "The set of network functions that answers."),
    row("producerNfServiceSetId", Text, Open, NRF, "Producer's service set", "The set of services that answers."),
    row("sourceNfInstanceId", Text, Open, NRF, "Source", "The network function that the data comes from."),
    row("analyticsIdList", TextList, Open, NRF, "Analytics", "The analytics that may be obtained."),
    row("resOwnerId", Text, Personal, CAPIF, "Resource owner", "Whose data it is, such as a subscriber's."),
];
