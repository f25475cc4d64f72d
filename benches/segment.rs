//! Decoding, layout and segmentation, in MB/s on one core.
//!
//! Over the fictional city's report (120 kB, a text pulled from a PDF) and
//! its meeting packet (19 kB, Markdown); in memory, no files read inside the
//! loop. The number of units is asserted, so that a fast wrong answer fails.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a bench reads its input"
)]

use divan::{Bencher, counter::BytesCount};
use remiss::document::Document;
use remiss::layout::Layout;
use remiss::line::Lines;
use remiss::paper::Paper;
use remiss::segment::segment;

const PAPERS: [(&str, usize); 2] = [
    ("100_utlatande_digital_service.txt", 117),
    ("130_handlingar_hamnstaden.md", 5),
];

fn main() {
    divan::main();
}

fn read(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name);
    std::fs::read_to_string(path).expect("the corpus is part of the project")
}

#[divan::bench(args = PAPERS)]
fn decode(bencher: Bencher<'_, '_>, (name, _): (&str, usize)) {
    let text = read(name);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| remiss::decode::decode(text.as_bytes()));
}

#[divan::bench(args = PAPERS)]
fn layout(bencher: Bencher<'_, '_>, (name, _): (&str, usize)) {
    let document = Document::from_text(name, &read(name));
    bencher
        .counter(BytesCount::of_str(&document.text))
        .bench(|| Layout::new(&Lines::new(&document)));
}

#[divan::bench(args = PAPERS)]
fn segmentation(bencher: Bencher<'_, '_>, (name, units): (&str, usize)) {
    let document = Document::from_text(name, &read(name));
    bencher
        .counter(BytesCount::of_str(&document.text))
        .bench(|| {
            let found = segment(&document);
            assert_eq!(found.0.units.len(), units);
            found
        });
}

#[divan::bench(args = PAPERS)]
fn running_text(bencher: Bencher<'_, '_>, (name, _): (&str, usize)) {
    let paper = Paper::read(Document::from_text(name, &read(name)));
    bencher
        .counter(BytesCount::of_str(&paper.document.text))
        .bench(|| paper.flows());
}
