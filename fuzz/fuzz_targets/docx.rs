//! The main part of a Word document.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    const RELATIONS: &str = r#"<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
    remiss_fuzz::part(data, "word/document.xml", &[("_rels/.rels", RELATIONS)]);
});
