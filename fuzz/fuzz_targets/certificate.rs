//! The target `certificate` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| jotglass_fuzz::certificate::holds(data));
