//! Office files and web pages: the same papers give the same units, and what
//! cannot be read is named.

use crate::office::{
    as_docx, as_html, as_odt, as_pdf, as_rtf, blocks, container, docx, odt, pdf, rtf,
};
use crate::{project, stdout};
use remiss::document::{Document, sha256_hex};
use remiss::formats;
use remiss::limits::Limits;
use remiss::paper::Paper;
use remiss::text::Span;
use serde::Deserialize;

#[derive(Deserialize)]
struct Labels {
    units: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    doc: String,
    kind: String,
    body: String,
    date: Option<String>,
    signers: Vec<SignerLabel>,
    refers_to_bilaga: bool,
    first_words: String,
    last_words: String,
}

#[derive(Deserialize)]
struct SignerLabel {
    name: String,
    party: String,
}

fn paper(name: &str, bytes: &[u8]) -> Paper {
    let decoded = formats::decode(bytes, name, &Limits::default()).unwrap();
    let sha256 = sha256_hex(bytes);
    Paper::read(Document::new(
        name.to_owned(),
        name.to_owned(),
        sha256,
        decoded,
    ))
}

/// The text taken out of a file.
fn text(bytes: &[u8]) -> String {
    formats::decode(bytes, "x", &Limits::default())
        .unwrap()
        .text
}

/// Why a file is refused.
fn refused(bytes: &[u8]) -> String {
    let reason = formats::decode(bytes, "x.docx", &Limits::default()).unwrap_err();
    assert!(!reason.cure.is_empty());
    reason.what.into_owned()
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Units right, labelled and found; signers and dates right and labelled.
#[derive(Debug, Default)]
struct Score {
    units: [usize; 3],
    signers: [usize; 2],
    dates: [usize; 2],
    misses: Vec<String>,
}

fn compare(paper: &Paper, labels: &[&Label], score: &mut Score) {
    let flows = paper.flows();
    let units = &paper.segmentation.units;
    let mut taken = vec![false; units.len()];
    score.units[1] += labels.len();
    score.units[2] += units.len();
    for label in labels {
        let kind = label
            .kind
            .replace("sammanfattning_av_svar", "sammanfattning");
        let (first, last) = (letters(&label.first_words), letters(&label.last_words));
        let body = label.body.to_lowercase();
        let found = (0..units.len()).find(|&at| {
            let unit = &units[at];
            let words = letters(&flows[at].text);
            !taken[at]
                && unit.kind.name() == kind
                && unit.pointer == label.refers_to_bilaga
                && unit.respondent.as_deref().unwrap_or("").to_lowercase() == body
                && words.starts_with(&first)
                && words
                    .rfind(&last)
                    .is_some_and(|end| (end + last.len()) * 20 >= words.len() * 19)
        });
        let Some(at) = found else {
            let place = format!("{} {kind} {body}: {}", label.doc, label.first_words);
            score.misses.push(place);
            continue;
        };
        taken[at] = true;
        score.units[0] += 1;
        let signers = |name: &str, party: &str| (name.to_lowercase(), party.to_owned());
        let mut wanted: Vec<_> = label
            .signers
            .iter()
            .map(|s| signers(&s.name, &s.party))
            .collect();
        let mut got: Vec<_> = units[at]
            .signers
            .iter()
            .map(|s| signers(&s.name, &s.party))
            .collect();
        wanted.sort();
        got.sort();
        if !wanted.is_empty() {
            score.signers[0] += usize::from(wanted == got);
            score.signers[1] += 1;
        }
        if label.date.is_some() {
            score.dates[0] += usize::from(label.date == units[at].date);
            score.dates[1] += 1;
        }
    }
}

fn score(format: impl Fn(&str) -> Vec<u8>, encoding: &str) -> Score {
    let labels = std::fs::read_to_string(project("corpus/labels.json")).unwrap();
    let labels: Labels = serde_json::from_str(&labels).unwrap();
    let mut score = Score::default();
    for entry in std::fs::read_dir(project("corpus")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "labels.json" {
            continue;
        }
        let bytes = format(&std::fs::read_to_string(&path).unwrap());
        // The name says nothing: the content does.
        let paper = paper(&name, &bytes);
        assert_eq!(paper.document.encoding, encoding);
        let labels: Vec<&Label> = labels.units.iter().filter(|l| l.doc == name[..3]).collect();
        compare(&paper, &labels, &mut score);
    }
    score
}

fn is_the_same(score: &Score) {
    let [right, labelled, found] = score.units;
    let f1 = 2.0 * right as f64 / (labelled + found) as f64;
    eprintln!("units F1 {f1:.3}, {score:?}");
    assert!(labelled > 100 && f1 >= 0.99, "units F1 {f1:.3}: {score:#?}");
    assert_eq!(score.signers[0], score.signers[1], "{score:#?}");
    assert_eq!(score.dates[0], score.dates[1], "{score:#?}");
}

#[test]
fn the_fictional_city_in_word() {
    is_the_same(&score(|text| as_docx(&blocks(text)), "DOCX"));
}

#[test]
fn the_fictional_city_in_open_document() {
    is_the_same(&score(|text| as_odt(&blocks(text)), "ODT"));
}

#[test]
fn the_fictional_city_on_the_web() {
    is_the_same(&score(|text| as_html(&blocks(text)), "HTML"));
}

#[test]
fn the_fictional_city_in_rich_text() {
    is_the_same(&score(|text| as_rtf(&blocks(text)), "RTF"));
}

#[test]
fn the_fictional_city_in_pdf() {
    is_the_same(&score(as_pdf, "PDF"));
}

#[test]
fn what_word_writes_in_its_own_ways() {
    let told = text(&docx(
        r#"<w:p><w:pPr><w:pStyle w:val="Rubrik1"/><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Svar</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Egen"/></w:pPr><w:r><w:t>Bakgrund</w:t></w:r></w:p>
        <w:p><w:r><w:t>Park</w:t></w:r><w:r><w:t>planen</w:t></w:r><w:r><w:footnoteReference w:id="2"/><w:t xml:space="preserve"> gäller &amp; </w:t></w:r><w:del><w:r><w:delText>inte </w:delText></w:r></w:del><w:ins><w:r><w:t>alltid.</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r><w:r><w:br/><w:t>ny rad</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Två </w:t></w:r></w:p><w:p><w:r><w:t>blev ett.</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>antas</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>delvis</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>avslås</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ärende</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Delegat</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>struken</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Anstånd</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Chef</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:t>Slut.</w:t></w:r></w:p>"#,
    ));
    assert_eq!(
        told,
        "# Svar\n\n## Bakgrund\n\nParkplanen¹ gäller & alltid.\nny rad\n\nTvå blev ett.\n\n\
         1. antas\na) delvis\n2. avslås\n\nÄrende\tDelegat\nAnstånd\tChef\n\nSlut.\n\n¹ Antogs 2015."
    );
}

#[test]
fn what_rich_text_writes_in_its_own_ways() {
    let told = text(&rtf(r"\pard\s1 Svar\par\pard\s2 Bakgrund\par
\pard Park{\b planen}{\super\chftn{\footnote\pard\chftn  Antogs 2015.\par}} g\'e4ller {\deleted inte }{\v dolt}alltid.\line ny rad\par
\pard{\pntext 1.\tab}{\*\pn\pnlvlbody}antas\par
\trowd\pard\intbl\'c4rende\cell Delegat\cell\row\trowd\pard\intbl Anst\u229?nd\cell Chef\cell\row
\pard{\field{\*\fldinst HYPERLINK dold}{\fldrslt l\uc2\u228\'c3\'a4nk}} {\pict 0102}{\*\okänd dold}\emdash\~slut \{x\}\par
{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt I ruta.\par}}"));
    assert_eq!(
        told,
        "# Svar\n\n## Bakgrund\n\nParkplanen¹ gäller alltid.\nny rad\n\n1. antas\n\n\
         Ärende\tDelegat\nAnstånd\tChef\n\nlänk — slut {x}\n\nI ruta.\n\n¹ Antogs 2015."
    );
    assert!(refused(br"{\rtf1 {\b halv").contains("truncated"));
    assert!(refused(br"{\rtf1 {\info x}}").contains("no text"));
}

#[test]
fn what_open_document_writes_in_its_own_ways() {
    let told = text(&odt(
        r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>struket</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:h text:outline-level="2">Svar</text:h>
        <text:p>En<text:s text:c="2"/>rad<text:note><text:note-citation>7</text:note-citation><text:note-body><text:p>Antogs 2015.</text:p></text:note-body></text:note>
           och <text:span>mer</text:span><office:annotation><text:p>tycker jag</text:p></office:annotation>.<text:line-break/>Ny</text:p>
        <text:list text:style-name="L1"><text:list-item><text:p>antas</text:p><text:p>helt</text:p></text:list-item><text:list-item><text:p>avslås</text:p></text:list-item></text:list>"#,
    ));
    assert_eq!(
        told,
        "## Svar\n\nEn  rad¹ och mer.\nNy\n\n1. antas\n\nhelt\n\n2. avslås\n\n¹ Antogs 2015."
    );
}

#[test]
fn pages_of_the_web_in_their_encodings() {
    let page = |charset: &str| {
        format!(
            "<html><head><meta http-equiv=Content-Type content=\"text/html; charset={charset}\">\
             <style>p {{}}</style><script>if (a < b) '<p>nej'</script></head><body>\
             <nav>Meny</nav><h2>Nämnden <em>säger</em></h2><p>Så är&nbsp;det<sup>1</sup>.<br>Ja.\
             <ol start=3><li>ett<li>två</ol><table><tr><td>a<td>b<tr><td>c<td>d</table>"
        )
    };
    let expected = "## Nämnden säger\n\nSå är det¹.\nJa.\n\n3. ett\n4. två\n\na\tb\nc\td";
    let western: Vec<u8> = page("iso-8859-1")
        .chars()
        .map(|c| u32::from(c) as u8)
        .collect();
    assert_eq!(text(&western), expected);
    assert_eq!(text(page("iso-8859-1").as_bytes()), expected);
    assert_eq!(
        text(b"\xEF\xBB\xBF<!-- x --><html><nav>Meny<p>Hela sidan"),
        "Meny\n\nHela sidan"
    );
}

#[test]
fn old_encodings_are_known_by_their_letters() {
    let dos = b"N\x84mnden \x86terkommer i h\x94st med f\x94rslag.";
    let mac = b"N\x8Amnden \x8Cterkommer i h\x9Ast med f\x9Arslag.";
    for (bytes, encoding) in [(&dos[..], "IBM850"), (mac, "macintosh")] {
        let decoded = formats::decode(bytes, "x.txt", &Limits::default()).unwrap();
        assert_eq!(decoded.text, "Nämnden återkommer i höst med förslag.");
        assert_eq!(decoded.encoding, encoding);
    }
    let twice = "NÃ¤mnden Ã¥terkommer\ni hÃ¶st â€“ med fÃ¶rslag.";
    let decoded = formats::decode(twice.as_bytes(), "x.txt", &Limits::default()).unwrap();
    assert_eq!(decoded.text, "Nämnden återkommer\ni höst – med förslag.");
    assert_eq!(decoded.encoding, "UTF-8 encoded twice");
    assert_eq!(decoded.line_bytes, [0, 25]);
    let honest = "Tecknen Ã¥, Ã¤ och Ã¶ är fel på många ställen när läsaren gör så här.";
    assert_eq!(text(honest.as_bytes()), honest);
}

#[test]
fn packed_formats_have_no_bytes_to_point_at() {
    let text = "Protokoll 1/2024\nKulturnämnden 2024-01-02\n\n§ 1 Remiss av plan\n\nBeslut\n\nNämnden tillstyrker planen.\n";
    let [paper, other] = ["Kulturnämnden", "Socialnämnden"]
        .map(|board| blocks(&text.replace("Kulturnämnden", board)));
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_string_lossy().into_owned();
    // The name lies, and does no harm.
    std::fs::write(path("svar.txt"), as_docx(&paper)).unwrap();
    std::fs::write(path("svar.docx"), as_odt(&other)).unwrap();
    let archive = path("archive");
    stdout(
        &[
            "ingest",
            dir.path().to_str().unwrap(),
            "--archive",
            &archive,
        ],
        0,
    );
    let units = stdout(&["export", "units", "--archive", &archive], 0);
    assert_eq!(units.matches("\"bytes\":null").count(), 2, "{units}");
    assert_eq!(
        units.matches("Nämnden tillstyrker planen.").count(),
        2,
        "{units}"
    );
    let told = stdout(&["show", "svar.txt", "--archive", &archive], 0);
    assert!(told.contains("DOCX"), "{told}");
}

#[test]
fn limits_on_text_hold_in_every_format() {
    let mut limits = Limits::default();
    limits.set("lines=4").unwrap();
    let text = "En rad.\n\n".repeat(6);
    let rtf = format!("{{\\rtf1 {}}}", "En rad.\\par\n".repeat(6));
    for bytes in [
        text.clone().into_bytes(),
        as_docx(&blocks(&text)),
        rtf.into_bytes(),
    ] {
        let refused = formats::decode(&bytes, "x", &limits).unwrap_err();
        assert_eq!(refused.what, "holds more than 4 lines");
        assert!(refused.cure.contains("--allow lines=N"), "{}", refused.cure);
    }
}

#[test]
fn containers_that_are_broken_locked_or_something_else() {
    let good = as_docx(&blocks("En rad.\n\n".repeat(2000).as_str()));
    for share in [5, 50, 95, 99] {
        let told = refused(&good[..good.len() * share / 100]);
        assert!(told.contains("truncated"), "{share} %: {told}");
    }
    assert!(refused(b"PK\x03\x04").contains("truncated"));
    let mut ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert!(refused(&ole).contains("old Office document"));
    let stream = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        refused(&[&ole[..], &name].concat())
    };
    assert!(stream("WordDocument").contains("Word 97"));
    assert!(stream("Workbook").contains("spreadsheet"));
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(refused(&ole).contains("encrypted"));
    let mut locked = good;
    for (sign, flags) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let places: Vec<_> = (0..locked.len() - 4)
            .filter(|&at| locked[at..].starts_with(sign))
            .collect();
        places.iter().for_each(|at| locked[at + flags] |= 1);
    }
    assert!(refused(&locked).contains("encrypted"));
    let odt = "application/vnd.oasis.opendocument.text";
    let locked = [
        ("mimetype", odt),
        ("META-INF/manifest.xml", "<m:encryption-data/>"),
    ];
    assert!(refused(&container(&locked)).contains("encrypted"));
    assert!(refused(&container(&[("mimetype", odt)])).contains("content.xml is missing"));
    let sheet = "application/vnd.oasis.opendocument.spreadsheet";
    assert!(refused(&container(&[("mimetype", sheet)])).contains("spreadsheet"));
    assert!(refused(&container(&[("../../etc/passwd", "x")])).contains("ZIP archive"));
    assert!(refused(&docx("<w:p/>")).contains("holds no text"));
    assert!(refused(b"\x89PNG\r\n\x1A\n...").contains("scan"));
    assert!(refused(b"%PDF-1.7 ...").contains("truncated"));
}

#[test]
fn xml_that_is_broken_deep_or_swollen() {
    let cases = [
        ("<w:p><w:r></w:p></w:r>".to_owned(), "not well-formed"),
        ("<w:p><w:r".to_owned(), "not well-formed"),
        ("<w:tbl>".repeat(100_000), "more than 256 deep"),
        (
            "<w:p>".to_owned() + &"x".repeat(20 << 20),
            "400 times its size",
        ),
    ];
    for (body, reason) in cases {
        let told = refused(&docx(&body));
        assert!(told.contains(reason), "{reason}: {told}");
    }
    let whole = docx("<w:p><w:r><w:t>&lol; &#0; &#x110000; &#65;</w:t></w:r></w:p>");
    assert_eq!(text(&whole), "A");
}

#[test]
fn pages_with_columns_tables_and_furniture() {
    let line =
        |column: &str, at: usize| format!("{column} spalten, rad nummer {at} är så här lång");
    let mut pages = vec![Vec::new(); 4];
    for (number, page) in pages.iter_mut().enumerate() {
        page.push((60, 800, format!("Almviks stad {number}")));
        for at in 0..6 {
            let y = 700 - 12 * at as i32;
            // Written across both columns, as some programs do.
            page.push((60, y, line("Vänstra", at)));
            page.push((320, y, line("Högra", at)));
        }
    }
    pages[3] = vec![
        (60, 700, "Ärende".to_owned()),
        (300, 700, "Delegat".to_owned()),
    ];
    pages[3].extend([
        (60, 688, "Anstånd".to_owned()),
        (300, 688, "Chef".to_owned()),
    ]);
    let told = text(&pdf(&pages));
    let sheets: Vec<&str> = told.split('\u{C}').map(str::trim_end).collect();
    assert_eq!(sheets.len(), 4);
    assert!(
        sheets[0].starts_with("Almviks stad 0\n\nVänstra spalten, rad nummer 0"),
        "{told}"
    );
    assert!(
        sheets[1].starts_with("Vänstra"),
        "the head is left out: {told}"
    );
    let columns: Vec<bool> = sheets[1].lines().map(|l| l.starts_with("Högra")).collect();
    assert_eq!(columns.len(), 12, "{told}");
    assert!(columns.is_sorted(), "{told}");
    assert_eq!(sheets[3], "Ärende\tDelegat\nAnstånd\tChef");
}

#[test]
fn a_pdf_may_have_bytes_before_it() {
    let file = pdf(&[vec![(60, 700, "Nämnden tillstyrker.".to_owned())]]);
    let sent = [b"Content-Type: application/pdf\r\n\r\n".to_vec(), file].concat();
    assert!(text(&sent).contains("Nämnden tillstyrker."));
    let speaks = "En fil börjar med %PDF-1.7 och inget mer.";
    assert_eq!(text(speaks.as_bytes()), speaks);
}

#[test]
fn a_page_without_text_is_named() {
    let words = vec![(60, 700, "Nämnden tillstyrker förslaget.".to_owned())];
    let found = formats::decode(
        &pdf(&[words.clone(), Vec::new(), words]),
        "a.pdf",
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(found.notes.len(), 1);
    assert!(
        found.notes[0].starts_with("page 2 is empty"),
        "{:?}",
        found.notes
    );
}

#[test]
fn a_citation_carries_the_page_and_the_line_on_it() {
    let words = |words: &str| vec![(60, 700, words.to_owned()), (60, 500, "Två.".to_owned())];
    let file = pdf(&[words("Ett."), Vec::new(), words("Tre.")]);
    let document = paper("a.pdf", &file).document;
    let [first, last] = document
        .index
        .cite(Span::new(
            document.text.find("Tre.").unwrap(),
            document.text.len(),
        ))
        .pages
        .unwrap();
    assert_eq!((first.page, first.line), (3, 1));
    assert_eq!((last.page, last.line), (3, 2));
    assert_eq!(document.index.page_count(), 3);
    // Formats that are not set in pages have none.
    let word = paper("a.docx", &as_docx(&blocks("Svar"))).document;
    assert_eq!(word.index.cite(Span::new(0, 1)).pages, None);
}

/// Every sentence that decides a position stands on the page that is cited.
#[test]
fn positions_in_a_pdf_are_cited_by_page() {
    let report = "100_utlatande_digital_service.txt";
    let text = std::fs::read_to_string(project("corpus").join(report)).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("100.pdf");
    std::fs::write(&path, as_pdf(&text)).unwrap();
    let source = ["--in", path.to_str().unwrap(), "--format"];
    let ask = |args: &[&str], format: &str| stdout(&[args, &source[..], &[format]].concat(), 0);
    let whole = ask(&["export", "text"], "text");
    let pages: Vec<&str> = whole.split('\u{C}').collect();
    assert!(pages.len() > 20);
    let rows = ask(&["positions"], "json");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).unwrap();
    let mut checked = 0;
    for evidence in rows
        .iter()
        .flat_map(|row| row["evidence"].as_array().unwrap())
    {
        let [first, last] = [0, 1].map(|at| evidence["page"][at].as_u64().unwrap() as usize);
        let on_them = letters(&pages[first - 1..last].concat());
        let quote = letters(evidence["quote"].as_str().unwrap());
        // Hyphens at line ends are no letters, and furniture may stand between.
        let start: String = quote.chars().take(12).collect();
        assert!(on_them.contains(&start), "p. {first}–{last}: {quote}");
        checked += 1;
    }
    assert!(checked > 50, "{checked}");
    let page = ask(&["show", "100", "--page", "2"], "json");
    let page: serde_json::Value = serde_json::from_str(&page).unwrap();
    assert_eq!(letters(page["text"].as_str().unwrap()), letters(pages[1]));
}

#[test]
fn pdfs_that_are_broken_locked_or_pictures() {
    let good = as_pdf(&"Nämnden tillstyrker förslaget.\n\n".repeat(40));
    let swap = |from: &str, to: &str| {
        assert!(String::from_utf8_lossy(&good).contains(from));
        String::from_utf8_lossy(&good)
            .replace(from, to)
            .into_bytes()
    };
    let zeros = "0".repeat(64);
    let lock = format!(
        "/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{zeros}> /U <{zeros}> >> >>"
    );
    assert!(refused(&swap("/Root 1 0 R >>", &lock)).contains("encrypted"));
    let picture = pdf(&[vec![(60, 700, "a".repeat(60))]]);
    let picture = String::from_utf8(picture).unwrap();
    let (head, tail) = picture.split_once("BT ").unwrap();
    let (shown, tail) = tail.split_once("ET").unwrap();
    let image = format!(
        "{:<1$}",
        "   /W 1 /H 1 /CS /G /BPC 8 ID x EI",
        shown.len() + 2
    );
    assert!(refused(format!("{head}BI {image}{tail}").as_bytes()).contains("scan"));
    let codes = pdf(&[vec![(60, 700, "abcd".repeat(9))]]);
    let codes = String::from_utf8(codes).unwrap();
    let named = "/Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding";
    let unnamed = format!(
        "{:<1$}",
        "/Type1 /Encoding<</Differences[33/G1/G2/G3/G4]>>",
        named.len()
    );
    let codes = codes
        .replace(named, &unnamed)
        .replace("/ToUnicode", "/ToUnicada");
    assert!(refused(codes.as_bytes()).contains("unreadable text layer"));
}

/// Every cut and many flipped bytes: a text or a reason, never a panic.
#[test]
fn damaged_files_never_panic() {
    let paper =
        blocks("# Svar\n\n§ 1 Remiss\n\n- punkt\n\na\tb\n\nNämnden tillstyrker förslaget.\n");
    let set = as_pdf("Nämnden tillstyrker.");
    for good in [as_docx(&paper), as_odt(&paper), as_html(&paper), set] {
        for cut in (0..good.len()).step_by(7) {
            let _ = formats::decode(&good[..cut], "x.html", &Limits::default());
        }
        let mut seed = 7u64;
        for _ in 0..1000 {
            let mut bad = good.clone();
            for _ in 0..3 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = (seed >> 33) as usize % bad.len();
                bad[at] = (seed >> 20) as u8;
            }
            let _ = formats::decode(&bad, "x.html", &Limits::default());
        }
    }
}

#[test]
fn a_page_of_open_tags_costs_no_more_than_its_length() {
    let deep = format!(
        "<html>{}slut",
        "<div><table><tr><td><ul><li>".repeat(40_000)
    );
    assert_eq!(text(deep.as_bytes()).trim_start_matches(['-', ' ']), "slut");
}

/// Soft hyphens are no letters, and the two rarer hyphens are hyphens.
#[test]
fn hyphens_of_office_files() {
    let told = text(&docx(
        "<w:p><w:r><w:t>Tillämpnings\u{AD}anvisningar för it\u{2011}leveransen,</w:t><w:softHyphen/><w:noBreakHyphen/></w:r></w:p>",
    ));
    assert_eq!(told, "Tillämpningsanvisningar för it-leveransen,-");
}
