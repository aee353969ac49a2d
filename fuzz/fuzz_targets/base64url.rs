//! The target `base64url` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| jotglass_fuzz::base64url::holds(data));
