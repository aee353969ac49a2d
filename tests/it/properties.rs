//! What holds for every input, which `fuzz/` says, tried with inputs that chance seldom makes: JSON in many spellings,
//! parts that are glued together, good tokens with slips.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jotglass::text::json::Document;
use jotglass_fuzz::inspect::reported;
use jotglass_fuzz::{base64url, certificate, json, url};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::{SIGNATURE, signed, token};

mod inputs;

use inputs::{any_json, disclosed, glued, mutated, well_formed};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

/// A certificate as good as any.
const CERTIFICATE: &str = "MIIBZzCCAQygAwIBAgIBATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARSb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2lnbmVyLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASmj+j1fRnmlZVlV1P+1Upjv3efscT6thbhUYLk2YqNUDDEla81bc7yCysd7sEhZFnqpzvOx6sbGsIeiReummI6o08wTTAJBgNVHRMEAjAAMB0GA1UdDgQWBBSZHuqry2WAMrsfEau1LU8sWbyxnDAhBgNVHSMEGjAYoROkETAPMQ0wCwYDVQQDDARSb290ggEBMAoGCCqGSM49BAMCA0kAMEYCIQDFnRLmZMIV6Pkhle0SeKHMdaQAjd1aDbHtcnBfaL994QIhAJhaTE5tIFQ+1AixIiJH9dYqODOLkH8TpwwXF9mFFFYr";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_disclosures_are_reported(text in disclosed()) {
        reported(&text);
        reported(&format!("see {text}"));
    }

    #[test]
    fn any_text_is_reported(text in any::<String>()) {
        reported(&text);
    }

    #[test]
    fn any_text_of_token_characters_is_reported(text in "(eyJ|[A-Za-z0-9_.=+/%{}\" \n…é😀-]){0,80}") {
        reported(&text);
    }

    #[test]
    fn any_parts_are_reported(text in glued()) {
        reported(&text);
    }

    #[test]
    fn any_slip_in_a_token_is_reported(text in mutated()) {
        reported(&text);
    }

    #[test]
    fn any_json_as_a_part_is_reported(json in any_json(), as_header in any::<bool>()) {
        reported(&if as_header { token(&json, "{}", &SIGNATURE) } else { signed(&json) });
    }

    /// serde_json accepts the same texts and reads the same values, but for what is named; what is printed reads as
    /// what was read; and the index finds what the document has.
    #[test]
    fn any_json_is_read_as_others_read_it(text in any_json()) {
        json::holds(text.as_bytes());
    }

    #[test]
    fn well_formed_json_is_read(text in well_formed()) {
        prop_assert_eq!(Document::read(text).error(), None);
    }

    #[test]
    fn strings_are_unescaped_as_serde_json_does(text in well_formed()) {
        let document = Document::read(text);
        for value in document.values() {
            if let Ok(expected) = serde_json::from_str::<String>(value.source()) {
                let found = value.string().map(String::from);
                prop_assert_eq!(found, Some(expected));
            }
        }
    }

    #[test]
    fn any_text_is_decoded(text in "[A-Za-f0-9+/=_ é-]{0,40}", bytes in vec(any::<u8>(), 0..200)) {
        base64url::holds(text.as_bytes());
        base64url::holds(&bytes);
    }

    /// Neither any bytes nor damage to a certificate's own panic, and a header that carries them is reported.
    #[test]
    fn any_certificate_is_survived(
        noise in vec(any::<u8>(), 0..120),
        cuts in vec((any::<Index>(), any::<u8>()), 0..6),
    ) {
        let mut bytes = STANDARD.decode(CERTIFICATE).unwrap();
        for (index, byte) in cuts {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        for bytes in [noise, bytes] {
            certificate::holds(&bytes);
            let header = format!(r#"{{"alg":"ES256","x5t":"AA","x5c":["{}"]}}"#, STANDARD.encode(bytes));
            reported(&token(&header, "{}", &SIGNATURE));
        }
    }

    /// Whatever stands where an address is expected is split into parts of itself.
    #[test]
    fn any_address_is_split(text in "(https|did|[a-z]{0,3})?:?/?/?[a-z0-9.@:%?#&=\\[\\]\\\\é -]{0,40}") {
        url::holds(text.as_bytes());
        let header = format!(r#"{{"alg":"HS256","jku":{0:?},"kid":{0:?}}}"#, text);
        reported(&token(&header, r#"{"iss":"https://a.example"}"#, &SIGNATURE));
    }
}
