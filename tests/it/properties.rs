//! Invariants that hold for any text, made-up soup of real cues included.
//!
//! - Segmenting never panics.
//! - Every span lies inside the text, on letter boundaries, units in order.
//! - Every letter of a running text leads back to itself in the document.
//! - Decoding and storing lose nothing.

use proptest::prelude::*;
use remiss::archive::Archive;
use remiss::document::Document;
use remiss::flow::Flow;
use remiss::layout::Layout;
use remiss::line::Lines;
use remiss::paper::Paper;

/// Lines that make the recognisers work, in any order, broken anywhere.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "Utlåtande Rotel II (KS 2024/9)",
            "Beredning",
            "Ärendet har remitterats till kulturnämnden, socialnämnden och Almviks Stadshus AB. Valnämnden har avstått från att svara.",
            "Kulturnämnden",
            " Socialnämnden",
            "Kulturnämnden beslutade vid sitt sammanträde den 5 maj",
            "2024 följande.",
            "Kulturnämnden är positiv till förslaget.",
            "Mina synpunkter",
            "Bilagor",
            "Borgarrådsberedningen tillstyrker förslaget.",
            "Remissammanställning",
            "Kulturförvaltningens tjänsteutlåtande daterat den 2 april 2024 har i huvudsak följande lydelse.",
            "Särskilt uttalande gjordes av Eva Ek m.fl. (S) och Lo Ask (V), bilaga 1.",
            "Reservation anfördes av Eva Ek (alla S) enligt följande.",
            "Ersättaryttrande gjordes av Åsa Vik (Fi) som instämde i",
            "särskilt uttalande från Vänsterpartiet.",
            "### **Särskilt uttalande**",
            "§ 4 Remiss av program för läsning",
            "Beslut",
            "Bilaga 1",
            "Reservationer m.m.",
            "Handläggare",
            "Till",
            "Förslag till beslut",
            "Sammanfattning",
            "Svar på remiss från kommunstyrelsen (KS 2024/9)",
            "Yttrande över betänkandet (SOU 2021:3)",
            "Remissinstanser",
            "- Kulturnämnden",
            "För Almviks pensionärsråd",
            "Protokoll från Almviks pensionärsråd",
            "Protokoll från\u{A0}Almviks pensionärsråd",
            "§\u{A0}4\u{A0}Remiss",
            "Bilaga\u{A0}1",
            "Underremiss",
            "Koncernledningens synpunkter",
            "Box 1, 123 45 Almvik",
            "Telefon 08-1",
            "Sida 3 (12)",
            "21",
            "man-",
            "dat",
            "S",
            "¹ En fotnot.",
            "Handlingar",
            "Föredragningslista",
        ])
        .prop_map(str::to_owned),
        "[a-zåäöA-ZÅÄÖ0-9 .,:;()*#§”\u{AD}\u{F0B7}-]{0,60}",
        "\\PC{0,12}",
        Just(String::new()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_inside_the_text(text in soup()) {
        let paper = Paper::read(Document::from_text("x.txt", &text));
        let text = &paper.document.text;
        let mut last = 0;
        for unit in &paper.segmentation.units {
            for span in [Some(unit.span), unit.intro].into_iter().flatten() {
                prop_assert!(span.start <= span.end && span.end as usize <= text.len());
                prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
            }
            prop_assert!(unit.span.start >= last, "units are in order");
            prop_assert!(!paper.document.slice(unit.span).trim().is_empty(), "a unit has a text");
            last = unit.span.start;
        }
        for note in &paper.segmentation.notes {
            prop_assert!((1..=paper.document.index.count().max(1) as u32).contains(&note.line));
        }
        for fact in &paper.segmentation.facts {
            prop_assert!(fact.span.end as usize <= text.len());
        }
    }

    #[test]
    fn running_text_leads_back_to_the_document(text in soup()) {
        let document = Document::from_text("x.txt", &text);
        let lines = Lines::new(&document);
        let layout = Layout::new(&lines);
        let flow = Flow::of_lines(&lines, &layout, 0, lines.len());
        for (at, letter) in flow.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let span = flow.source(at..at + letter.len_utf8());
            prop_assert_eq!(document.slice(span), letter.to_string());
        }
    }

    #[test]
    fn windows_1252_and_utf16_read_as_utf8_does(text in "[a-zåäöA-ZÅÄÖ ,.\n]{20,200}") {
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        prop_assert_eq!(&remiss::decode::decode(&utf16).unwrap().text, &text);
        let crlf = text.replace('\n', "\r\n");
        prop_assert_eq!(&remiss::decode::decode(crlf.as_bytes()).unwrap().text, &text);
        // Enough Swedish in front for the guess to be a fair one.
        let swedish = format!("Nämnden är positiv till förslaget och återkommer i höst.\n{text}");
        let latin: Vec<u8> = swedish.chars().map(|c| c as u8).collect();
        prop_assert_eq!(&remiss::decode::decode(&latin).unwrap().text, &swedish);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_stored_paper_comes_back_as_it_was(text in soup().prop_filter("not empty", |text| !text.trim().is_empty())) {
        let paper = Paper::read(Document::from_text("x.txt", &text));
        let archive = Archive::in_memory();
        let mut writer = archive.writer().unwrap();
        writer.put(writer.records(&paper).unwrap()).unwrap();
        writer.commit().unwrap();
        let reader = archive.reader().unwrap();
        let stored = reader.papers().unwrap();
        let back = reader.paper(&stored[0]).unwrap();
        prop_assert_eq!(back.document.text, paper.document.text);
        prop_assert_eq!(back.document.line_bytes, paper.document.line_bytes);
        prop_assert_eq!(back.segmentation, paper.segmentation);
        prop_assert_eq!(back.layout, paper.layout);
    }
}

#[test]
fn a_text_longer_than_one_record_comes_back() {
    let text = "Å ä ö, en rad som är lång nog.\n".repeat(100_000);
    let paper = Paper::read(Document::from_text("lång.txt", &text));
    let archive = Archive::in_memory();
    let mut writer = archive.writer().unwrap();
    writer.put(writer.records(&paper).unwrap()).unwrap();
    writer.commit().unwrap();
    let reader = archive.reader().unwrap();
    let back = reader.paper(&reader.papers().unwrap()[0]).unwrap();
    assert!(back.document.text == text);
}
