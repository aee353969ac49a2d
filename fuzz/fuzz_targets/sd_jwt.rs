//! The target `sd_jwt` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| jotglass_fuzz::sd_jwt::holds(data));
