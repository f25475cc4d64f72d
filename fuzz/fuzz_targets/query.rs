//! The query parser.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    remiss_fuzz::query(data);
});
