//! Containers: ZIP, mail, and the old ones of Word and Outlook.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    remiss_fuzz::file(data, "x.zip");
});
