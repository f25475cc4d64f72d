//! An archive of which one file was changed by somebody who mends checksums.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    remiss_fuzz::archive::archive(data);
});
