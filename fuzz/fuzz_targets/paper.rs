//! A text as a paper: recognisers and segmenter.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    remiss_fuzz::paper(data);
});
