//! Positions of answers, in answers per second on one core.
//!
//! Over a report with 500 made-up answers of some 150 words each, put
//! together from sentences as offices write them; segmented outside the
//! loop. The number of rows is asserted, so that a fast wrong answer fails.

#![expect(clippy::expect_used, reason = "a bench reads its input")]

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

/// A report that prints so many answers.
fn report() -> Paper {
    let mut text = String::from(
        "Utlåtande Rotel II (KS 2024/417)\n\nAlmviks stads program för digital service\n\nBeredning\n\n\
         Ärendet har remitterats till kulturnämnden.\n\nMina synpunkter\n\nJag tycker bra.\n\nBilagor\n\n\
         1. Reservationer m.m.\n\nBorgarrådsberedningen tillstyrker förslaget.\n\nRemissammanställning\n\n",
    );
    for at in 0..ANSWERS {
        text.push_str(&format!(
            "Kulturnämnden\n\nKulturnämnden beslutade vid sitt sammanträde den 5 maj 2024 följande.\n\n\
             Nämnden överlämnar svaret.\n\nKulturförvaltningens tjänsteutlåtande daterat den 2 april 2024 har i \
             huvudsak följande lydelse.\n\nSvar nummer {at}.\n\n"
        ));
        for sentence in 0..12 {
            text.push_str(SENTENCES[(at + sentence * 5) % SENTENCES.len()]);
            text.push_str(if sentence % 3 == 2 { "\n\n" } else { " " });
        }
    }
    Paper::read(Document::from_text("417.txt", &text))
}

#[divan::bench]
fn answers(bencher: Bencher<'_, '_>) {
    let papers = [report()];
    let files = FocusFiles::shipped().expect("the data is part of the program");
    let analyser = Analyser::default();
    bencher.counter(ItemsCount::new(ANSWERS)).bench(|| {
        let found = positions(&papers, &files, &analyser);
        assert!(found.rows.len() > ANSWERS * 3, "{} rows", found.rows.len());
        found
    });
}
