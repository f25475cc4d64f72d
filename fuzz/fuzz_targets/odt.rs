//! The content of an OpenDocument text.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let kind = ("mimetype", "application/vnd.oasis.opendocument.text");
    remiss_fuzz::part(data, "content.xml", &[kind]);
});
