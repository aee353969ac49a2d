//! The target `der` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| jotglass_fuzz::der::holds(data));
