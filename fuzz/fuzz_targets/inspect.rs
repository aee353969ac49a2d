//! The target `inspect` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| jotglass_fuzz::inspect::holds(data));
