//! Positions of answers, in answers per second on one core.
//!
//! Over a report with 500 made-up answers of some 150 words each, put
//! together from sentences as offices write them; segmented outside the
//! loop. `REMISS_BENCH_REUSE` names a folder with `docs.txt`, a text a line
//! (paragraphs divided by "¶"), whose texts then stand in, a full stop behind
//! every 16 words. The number of rows is asserted, so that a fast wrong answer
//! fails.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a bench reads its input"
)]

use divan::{Bencher, counter::ItemsCount};
use remiss::analyse::Analyser;
use remiss::document::Document;
use remiss::focus::FocusFiles;
use remiss::paper::Paper;
use remiss::position::positions;

const ANSWERS: usize = 500;

const SENTENCES: [&str; 14] = [
    "Förvaltningen är i huvudsak positiv till förslaget till program.",
    "Programmet bör kompletteras med mål som går att mäta.",
    "Att nyttan ska räknas hem är en rimlig princip, men modellen saknar uppgift om vem som ska räkna.",
    "Fokusområdet om dialog välkomnas.",
    "Under 2023 tog appen emot 63 200 felanmälningar, från fallna träd till försvunna bänkar.",
    "Det är otydligt hur leverantörer ska bjudas in, och förvaltningen efterlyser en vägledning.",
    "Riktlinjen för informationssäkerhet är tydlig, kortfattad och möjlig att följa.",
    "Förvaltningen vill dock framhålla vikten av att små enheter får stöd.",
    "De flesta misstag sker när uppgifter skickas vidare med e-post, inte i systemen.",
    "Metodstöd och mötesplatser är det som förvaltningen gläder sig mest åt.",
    "Förvaltningen föreslår att ansvaret för gemensamma tjänster samlas hos en nämnd.",
    "Partnerskap med lärosäten är av stort värde för verksamheten.",
    "I dag finns stadens adresser i elva system, och i tre av dem heter gatan något annat.",
    "Det kan vara svårt att förena med lagen om offentlig upphandling.",
];

fn main() {
    // One core: what is measured is the reading, not the machine.
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global()
        .expect("the first to build the pool");
    divan::main();
}

/// The texts of the answers.
fn texts() -> Vec<String> {
    let Ok(folder) = std::env::var("REMISS_BENCH_REUSE") else {
        let sentence = |at: usize, number: usize| {
            let end = if number % 3 == 2 { "\n\n" } else { " " };
            format!("{}{end}", SENTENCES[(at + number * 5) % SENTENCES.len()])
        };
        let text = |at| (0..12).map(|number| sentence(at, number)).collect();
        return (0..ANSWERS).map(text).collect();
    };
    let path = std::path::Path::new(&folder).join("docs.txt");
    let read = std::fs::read_to_string(path).expect("docs.txt can be read");
    let sentence = |words: &[&str]| {
        let (first, rest) = words[0].split_at(words[0].chars().next().map_or(0, char::len_utf8));
        let words = [&[rest], &words[1..]].concat().join(" ");
        format!("{}{words}. ", first.to_uppercase())
    };
    let paragraph = |paragraph: &str| -> String {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        words.chunks(16).map(sentence).collect()
    };
    let text = |line: &str| -> Vec<String> { line.split('¶').map(paragraph).collect() };
    read.lines().map(|line| text(line).join("\n\n")).collect()
}

/// A report that prints these answers.
fn report(texts: &[String]) -> Paper {
    let mut text = String::from(
        "Utlåtande Rotel II (KS 2024/417)\n\nAlmviks stads program för digital service\n\nBeredning\n\n\
         Ärendet har remitterats till kulturnämnden.\n\nMina synpunkter\n\nJag tycker bra.\n\nBilagor\n\n\
         1. Reservationer m.m.\n\nBorgarrådsberedningen tillstyrker förslaget.\n\nRemissammanställning\n\n",
    );
    for (at, answer) in texts.iter().enumerate() {
        text.push_str(&format!(
            "Kulturnämnden\n\nKulturnämnden beslutade vid sitt sammanträde den 5 maj 2024 följande.\n\n\
             Nämnden överlämnar svaret.\n\nKulturförvaltningens tjänsteutlåtande daterat den 2 april 2024 har i \
             huvudsak följande lydelse.\n\nSvar nummer {at}.\n\n{answer}\n\n"
        ));
    }
    Paper::read(Document::from_text("417.txt", &text))
}

#[divan::bench]
fn answers(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let papers = [report(&texts)];
    let files = FocusFiles::shipped().expect("the data is part of the program");
    let analyser = Analyser::default();
    bencher.counter(ItemsCount::new(texts.len())).bench(|| {
        let found = positions(&papers, &files, &analyser);
        assert!(found.rows.len() >= texts.len(), "{} rows", found.rows.len());
        found
    });
}
