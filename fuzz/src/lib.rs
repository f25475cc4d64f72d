//! What is fuzzed, one function a target: any bytes go in, and nothing may
//! panic, hang or give what breaks the promises of the output. Holds no cases;
//! the seeds are beside it.

pub mod archive;

use remiss::analyse::{Analyser, Evidence};
use remiss::decode::Decoded;
use remiss::document::{Document, sha256_hex};
use remiss::focus::{FocusFile, Matcher};
use remiss::formats;
use remiss::limits::Limits;
use remiss::paper::Paper;
use remiss::query;
use std::io::{Cursor, Write};
use std::sync::LazyLock;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A file as it is.
pub fn file(bytes: &[u8], name: &str) {
    if let Ok(decoded) = formats::decode(bytes, name, &Limits::default()) {
        is_clean(&decoded);
    }
}

/// One part of an office file, the others as they should be.
pub fn part(bytes: &[u8], name: &str, others: &[(&str, &str)]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let parts = others.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in parts.chain([(name, bytes)]) {
        let written = zip.start_file(name, stored);
        if written.is_err() || zip.write_all(bytes).is_err() {
            return;
        }
    }
    if let Ok(done) = zip.finish() {
        file(done.get_ref(), "x");
    }
}

/// A text, read as a paper.
pub fn paper(bytes: &[u8]) {
    let Ok(decoded) = formats::decode(bytes, "x.txt", &Limits::default()) else {
        return;
    };
    let name = "x.txt".to_owned();
    let document = Document::new(name.clone(), name, sha256_hex(bytes), decoded);
    let paper = Paper::read(document);
    let lines = paper.document.index.count() as u32;
    for unit in &paper.segmentation.units {
        let text = &paper.document.text;
        assert!(
            text.get(unit.span.range()).is_some(),
            "a unit outside the text"
        );
        let cited = paper.document.index.cite(unit.span);
        assert!(1 <= cited.first && cited.first <= cited.last && cited.last <= lines);
    }
    for flow in paper.flows() {
        // Raised figures alone are a note's mark, and no text.
        if !flow.text.is_empty() {
            let _ = flow.source(0..flow.text.len());
        }
    }
    assert_eq!(paper.unit_ids().len(), paper.segmentation.units.len());
}

/// A query as a user types it.
pub fn query(bytes: &[u8]) {
    if let Ok(words) = std::str::from_utf8(bytes)
        && let Err(error) = query::parse(words)
    {
        assert!(words.get(error.place.clone()).is_some());
        let _ = error.explain(words).to_string();
    }
}

/// A file of focus areas.
pub fn focus(bytes: &[u8]) {
    static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new(Evidence::default()));
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match FocusFile::parse(text) {
        Ok(file) => {
            let areas: Vec<_> = file.area.iter().collect();
            let matcher = Matcher::new(&areas, &[], &ANALYSER);
            let _ = matcher.find(&ANALYSER.tokens(text));
        }
        Err(error) => drop(error.to_string()),
    }
}

fn is_clean(decoded: &Decoded) {
    let steers = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t' | '\u{C}')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    assert!(
        !decoded.text.contains(steers),
        "a character that steers passed"
    );
}
