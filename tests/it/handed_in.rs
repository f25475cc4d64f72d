//! The report as a document: what Word looks for in it, what people wrote into
//! one and find in the next, and a city's report read back.

use crate::{project, remiss, stdout};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

const ALMVIK: &str = "KS 2024/417";

/// A report over the shipped papers.
fn report(dir: &Path, name: &str, more: &[&str]) -> PathBuf {
    let file = dir.join(name);
    let corpus = project("corpus").display().to_string();
    let shown = file.display().to_string();
    let mut args = vec![
        "report",
        "-o",
        &shown,
        "--in",
        &corpus,
        "--on",
        "2031-01-02",
    ];
    if !more.contains(&"--referral") {
        args.extend(["--referral", ALMVIK]);
    }
    args.extend(more);
    stdout(&args, 0);
    file
}

/// A part of a document as it stands.
fn part(file: &Path, name: &str) -> String {
    let bytes = std::fs::read(file).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// What stands between two marks, everywhere.
fn all<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let rest = text.split(open).skip(1);
    rest.map(|rest| rest.split(close).next().unwrap()).collect()
}

fn text_of(xml: &str) -> String {
    all(xml, "<w:t xml:space=\"preserve\">", "</w:t>").concat()
}

#[test]
fn the_table_is_what_word_looks_for() {
    let dir = tempfile::tempdir().unwrap();
    let file = report(dir.path(), "t.docx", &[]);
    let main = part(&file, "word/document.xml");
    let tables = all(&main, "<w:tbl>", "</w:tbl>");
    assert_eq!(tables.len(), 1);
    for table in &tables {
        let first = table.split("</w:tr>").next().unwrap();
        assert!(first.contains("<w:tblHeader/>"), "{first}");
        assert!(table.contains("<w:tblCaption w:val=\"Remissinstanserna\"/>"));
    }
    assert!(main.contains("w:orient=\"landscape\""));
    assert!(main.contains("<w:pStyle w:val=\"Heading1\"/>"));
    assert!(main.contains("<w:pStyle w:val=\"Heading2\"/>"));
    let tags = all(&main, "<w:tag w:val=\"", "\"");
    let different: BTreeSet<&&str> = tags.iter().collect();
    assert_eq!(
        (tags.len(), different.len()),
        (72, 72),
        "three fields a row"
    );
    assert!(tags.iter().all(|tag| tag.len() <= 64));
    let ids: BTreeSet<&str> = all(&main, "<w:id w:val=\"", "\"").into_iter().collect();
    assert_eq!(ids.len(), 72);
    // Every note that is called is there, and none stands there uncalled.
    let notes = part(&file, "word/footnotes.xml");
    let called = all(&main, "<w:footnoteReference w:id=\"", "\"");
    let there: Vec<&str> = all(&notes, "<w:footnote w:id=\"", "\"");
    assert_eq!(called, there);
    assert!(called.len() > 50);
    assert!(part(&file, "word/styles.xml").contains("<w:lang w:val=\"sv-SE\""));
    assert!(part(&file, "docProps/core.xml").contains("<dc:title>Remissammanställning: Almviks"));
    // Nobody is left out in silence.
    let text = text_of(&main);
    for name in [
        "Kulturnämnden",
        "Almvikshem",
        "Valnämnden",
        "Fjärrvärme i Ekdalen",
    ] {
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn the_same_papers_give_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    for ending in ["docx", "xlsx", "md"] {
        let [a, b] = ["a", "b"].map(|name| {
            let file = report(dir.path(), &format!("{name}.{ending}"), &[]);
            std::fs::read(file).unwrap()
        });
        assert!(a == b, "{ending}");
    }
}

#[test]
fn what_cannot_be_is_refused_before_anything_is_read() {
    for args in [
        &["-o", "x.xlsx", "--form", "avsnitt"][..],
        &["-o", "x.md", "--template", "y.docx"],
        &["-o", "x.html", "--update", "y.docx"],
        &["-o", "x.docx", "--form", "avsnitt", "--update", "y.docx"],
        &["-o", "x.pdf"],
    ] {
        let output = remiss(&[&["report", "--in", "nowhere"][..], args].concat());
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(told.contains('('), "a cure: {told}");
    }
}

#[test]
fn parts_stand_in_the_proposals_order_and_count_right() {
    let dir = tempfile::tempdir().unwrap();
    let more = ["--form", "avsnitt", "--referral", "SOU 2031:14"];
    let file = report(dir.path(), "a.md", &more);
    let text = std::fs::read_to_string(file).unwrap();
    let heads: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    assert_eq!(heads[0], "Förslaget som helhet");
    let numbers = heads[1..].iter().filter_map(|head| head.split(' ').next());
    let numbers: Vec<&str> = numbers
        .filter(|one| one.starts_with(char::is_numeric))
        .collect();
    assert!(numbers.len() > 4, "{heads:?}");
    let mut sorted = numbers.clone();
    sorted.sort_by_key(|number| {
        let parts = number.split('.').map(|part| part.parse::<u32>().unwrap());
        parts.collect::<Vec<u32>>()
    });
    assert_eq!(numbers, sorted);
    assert!(
        text.contains("Fyra av de åtta som yttrar sig, Region Havsmark, Handläggarnas Riksförbund, Talform AB och Nordviks universitet, tillstyrker förslaget."),
        "{text}"
    );
    assert!(text.contains("har svarat, "), "{text}");
}

#[test]
fn the_annex_names_each_once() {
    let dir = tempfile::tempdir().unwrap();
    let more = ["--form", "forteckning", "--referral", "SOU 2031:14"];
    let file = report(dir.path(), "f.md", &more);
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("## Tillfrågade som har svarat (8)"), "{text}");
    assert!(
        text.contains("## Har avstått från att yttra sig (1)\n\nRegion Storvadet."),
        "{text}"
    );
    assert!(text.contains("## Har inte svarat (6)"), "{text}");
}

/// Rewrites a part of a document.
fn rewrite(file: &Path, name: &str, change: impl Fn(String) -> String) {
    let bytes = std::fs::read(file).unwrap();
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut member = old.by_index(at).unwrap();
        let called = member.name().unwrap().to_string();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        if called == name {
            bytes = change(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        new.start_file(called.as_str(), options).unwrap();
        new.write_all(&bytes).unwrap();
    }
    std::fs::write(file, new.finish().unwrap().into_inner()).unwrap();
}

/// Types a comment into every row, as Word leaves it.
fn type_comments(file: &Path) {
    rewrite(file, "word/document.xml", |xml| {
        let mut typed = String::new();
        let mut number = 0;
        for (at, piece) in xml.split("<w:sdt>").enumerate() {
            if at > 0 {
                typed.push_str("<w:sdt>");
            }
            let (control, rest) = piece.split_once("</w:sdt>").unwrap_or((piece, ""));
            if at > 0 && number < 22 && control.contains(".comment\"/>") {
                number += 1;
                let (properties, _) = control.split_once("<w:sdtContent>").unwrap();
                typed.push_str(&properties.replace("<w:showingPlcHdr/>", ""));
                typed.push_str(&format!(
                    "<w:sdtContent><w:r><w:t>Kommentar {number} &amp; mer</w:t><w:br/><w:t>rad två</w:t></w:r></w:sdtContent></w:sdt>{rest}"
                ));
            } else {
                typed.push_str(piece);
            }
        }
        assert_eq!(number, 22);
        typed
    });
}

/// The shipped papers of the city in an archive, of which later three answers
/// come and one is replaced.
struct Papers {
    dir: tempfile::TempDir,
}

impl Papers {
    fn new() -> Self {
        let papers = Papers {
            dir: tempfile::tempdir().unwrap(),
        };
        std::fs::create_dir(papers.dir.path().join("in")).unwrap();
        let report = project("corpus/100_utlatande_digital_service.txt");
        let text = std::fs::read_to_string(report).unwrap();
        papers.put("100_utlatande.txt", &text);
        papers.ingest();
        papers
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.dir.path().join("in").join(name), text).unwrap();
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    fn ingest(&self) {
        stdout(
            &[
                "ingest",
                &self.path("in"),
                "--archive",
                &self.path(".remiss"),
            ],
            0,
        );
    }

    fn come_late(&self) {
        for (at, board) in ["Fiskenämnden", "Fyrnämnden", "Kajnämnden"]
            .iter()
            .enumerate()
        {
            let office = board.replace("nämnden", "kontoret");
            self.put(
                &format!("30{at}.md"),
                &format!(
                    "{office}\n\nTill\n{board}\n2024-12-19\n\nTjänsteutlåtande\nDnr X 2024/{at}\n2024-12-10\n\n\
                     **Almviks stads program för digital service och verksamhetsutveckling 2025–2030**\n\n\
                     Svar på remiss från kommunstyrelsen, KS 2024/417\n\n**Förslag till beslut**\n\n\
                     1. {board} godkänner kontorets tjänsteutlåtande och överlämnar det som svar på remissen.\n\n\
                     **Synpunkter**\n\nKontoret tillstyrker förslaget till program. Kontoret saknar ett avsnitt om båtar.\n"
                ),
            );
        }
        let path = self.path("in/100_utlatande.txt");
        let text = std::fs::read_to_string(&path).unwrap();
        let old = "Fokusområdet om dialog är en besvikelse.";
        assert!(text.contains(old));
        let new = text.replace(old, "Fokusområdet om dialog är efter omarbetning utmärkt.");
        std::fs::write(&path, new).unwrap();
        self.ingest();
    }

    fn report(&self, name: &str, more: &[&str]) -> PathBuf {
        let file = self.path(name);
        let archive = self.path(".remiss");
        let args = [
            "report",
            "-o",
            &file,
            "--archive",
            &archive,
            "--on",
            "2031-01-02",
        ];
        stdout(&[&args[..], &["--referral", ALMVIK], more].concat(), 0);
        PathBuf::from(file)
    }
}

/// Rows of the table that say that they are new or changed.
fn marked(main: &str) -> usize {
    let rows = all(main, "<w:tr>", "</w:tr>");
    let says =
        |row: &&&str| row.contains(">Nytt svar<") || row.contains(">Ändrat sedan förra versionen<");
    rows.iter().filter(says).count()
}

#[test]
fn comments_typed_into_word_are_in_the_next_version() {
    let papers = Papers::new();
    let old = papers.report("gammal.docx", &[]);
    type_comments(&old);
    papers.come_late();
    let shown = old.display().to_string();
    let new = papers.report("ny.docx", &["--update", &shown, "--by", "Ada Ek"]);
    let main = part(&new, "word/document.xml");
    for number in 1..=22 {
        assert!(
            main.contains(&format!(">Kommentar {number} &amp; mer<")),
            "{number}"
        );
    }
    assert_eq!(marked(&main), 4);
    let text = text_of(&main);
    assert!(
        text.contains("Nya svar (3): Fiskenämnden, Fyrnämnden och Kajnämnden."),
        "{text}"
    );
    assert!(
        text.contains("Ändrat underlag (1): Socialnämnden."),
        "{text}"
    );
    assert!(
        text.contains("22 texter som någon skrivit har förts över."),
        "{text}"
    );
    let kept = std::fs::read_to_string(papers.path("remiss-comments/Ada Ek.toml")).unwrap();
    assert_eq!(kept.matches("[[comment]]").count(), 22);
    assert!(
        kept.contains("by = \"Ada Ek\"\non = \"2031-01-02\""),
        "{kept}"
    );
    // The same again adds nothing, and goes over into a workbook.
    let shown = new.display().to_string();
    let book = papers.report("ny.xlsx", &["--update", &shown, "--by", "Ada Ek"]);
    let again = std::fs::read_to_string(papers.path("remiss-comments/Ada Ek.toml")).unwrap();
    assert_eq!(kept, again);
    assert_eq!(comments_of(&book).len(), 22);
}

/// Comments of a workbook by respondent.
fn comments_of(file: &Path) -> BTreeMap<String, String> {
    use calamine::{Reader, Xlsx, open_workbook};
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let sheet = book.worksheet_range("Tabell").unwrap();
    let rows: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let at = |name: &str| rows[0].iter().position(|cell| cell == name).unwrap();
    let (name, comment) = (at("Remissinstans"), at("Kommentar"));
    let filled = rows[1..].iter().filter(|row| !row[comment].is_empty());
    filled
        .map(|row| (row[name].clone(), row[comment].clone()))
        .collect()
}

#[test]
fn comments_typed_into_excel_are_in_the_next_version() {
    use calamine::{Reader, Xlsx, open_workbook};
    let papers = Papers::new();
    let old = papers.report("gammal.xlsx", &[]);
    // A person sorts the rows, adds a column and one of her own, and saves.
    let mut book: Xlsx<_> = open_workbook(&old).unwrap();
    let sheet = book.worksheet_range("Tabell").unwrap();
    let mut rows: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let head = rows.remove(0);
    let comment = head.iter().position(|cell| cell == "Kommentar").unwrap();
    rows.reverse();
    for (at, row) in rows.iter_mut().take(22).enumerate() {
        row[comment] = format!("Kommentar {at}");
    }
    let mut typed = rust_xlsxwriter::Workbook::new();
    let sheet = typed.add_worksheet();
    for (at, row) in (0..).zip(std::iter::once(&head).chain(&rows)) {
        sheet.write_string(at, 0, "x").unwrap();
        for (column, cell) in (1..).zip(row) {
            sheet.write_string(at, column, cell).unwrap();
        }
    }
    typed.save(&old).unwrap();
    papers.come_late();
    let shown = old.display().to_string();
    let new = papers.report("ny.docx", &["--update", &shown, "--by", "Ada"]);
    let main = part(&new, "word/document.xml");
    for number in 0..22 {
        assert!(main.contains(&format!(">Kommentar {number}<")), "{number}");
    }
    assert_eq!(marked(&main), 4);
}

#[test]
fn a_respondent_who_is_gone_keeps_its_row() {
    let dir = tempfile::tempdir().unwrap();
    let old = report(dir.path(), "gammal.docx", &[]);
    type_comments(&old);
    rewrite(&old, "word/document.xml", |xml| {
        // A key of nobody here.
        let first = all(&xml, "<w:tag w:val=\"r1.", ".")[0].to_owned();
        xml.replace(&first, "0123456789abcdef")
    });
    let shown = old.display().to_string();
    let new = report(dir.path(), "ny.docx", &["--update", &shown]);
    let main = part(&new, "word/document.xml");
    assert!(main.contains("Finns inte längre bland svaren"));
    for number in 1..=22 {
        assert!(
            main.contains(&format!(">Kommentar {number} &amp; mer<")),
            "{number}"
        );
    }
}

/// Units of papers as what they are: kind, respondent, day, parties, words.
fn units(path: &Path) -> Vec<String> {
    units_of(path, &[])
}

fn units_of(path: &Path, more: &[&str]) -> Vec<String> {
    let path = path.display().to_string();
    let args = [&["export", "units", "--in", &path][..], more].concat();
    let output = remiss(&args);
    let rows = String::from_utf8(output.stdout).unwrap();
    let mut units: Vec<String> = rows
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|unit| unit["kind"] != "sammanfattning" && unit["pointer"] != true)
        .map(|unit| {
            let words = unit["text"].as_str().unwrap_or("").split_whitespace();
            let signers = unit["signers"].as_array().into_iter().flatten();
            let parties: Vec<&str> = signers.filter_map(|one| one["party"].as_str()).collect();
            let [kind, respondent, date] = ["kind", "respondent", "date"].map(|name| &unit[name]);
            format!("{kind} {respondent} {date} {parties:?} {}", words.count())
        })
        .collect();
    units.sort();
    units
}

#[test]
fn a_citys_report_is_read_back_as_the_same_units() {
    let dir = tempfile::tempdir().unwrap();
    let paper = project("corpus/100_utlatande_digital_service.txt");
    let file = dir.path().join("u.docx");
    let [from, to] = [&paper, &file].map(|path| path.display().to_string());
    stdout(
        &["report", "-o", &to, "--in", &from, "--form", "utlatande"],
        0,
    );
    let (ours, back) = (units(&paper), units(&file));
    let missing: Vec<&String> = ours.iter().filter(|unit| !back.contains(unit)).collect();
    let more: Vec<&String> = back.iter().filter(|unit| !ours.contains(unit)).collect();
    assert!(
        missing.is_empty() && more.is_empty() && ours.len() > 60,
        "of {}: missing {missing:#?} more {more:#?}",
        ours.len()
    );
    // What a program drafts is never taken for what somebody said.
    assert!(text_of(&part(&file, "word/document.xml")).contains("[UTKAST]"));
}

/// Municipalities, regions, councils: bodies that no list holds, papers that call
/// the proposal otherwise, a council that answers for itself.
#[test]
fn papers_of_several_issuers_are_read_back_as_the_same_units() {
    let dir = tempfile::tempdir().unwrap();
    let papers = project("tests/issuers/local/docs");
    let from = papers.display().to_string();
    let mut all = 0;
    for (at, referral) in [
        "HUR SAMRÅDET HAR BEDRIVITS (SBN 2021-0417)",
        "Policy för idrott och kultur på offentlig plats (0912/20)",
        "Betänkandet Ett sammanhållet ansvar för skolskjuts (SOU 2023:118) (U2023/03391)",
        "Svar på remiss: förslag till länsplan för transportinfrastruktur 2026–2037 (RUN 2024/88)",
        "Föreskrifter om tolk i socialtjänsten",
    ]
    .into_iter()
    .enumerate()
    {
        let file = dir.path().join(format!("{at}.docx"));
        let to = file.display().to_string();
        let form = [
            "--form",
            "utlatande",
            "--with-private",
            "--referral",
            referral,
        ];
        let args = [&["report", "-o", &to, "--in", &from][..], &form].concat();
        assert_eq!(remiss(&args).status.code(), Some(0), "{referral}");
        let ours = units_of(&papers, &["--referral", referral]);
        assert_eq!(ours, units(&file), "{referral}");
        all += ours.len();
    }
    assert!(all > 25, "{all}");
}

/// What an account tells of answers that are not here is where they stand, not
/// what parties and councils say of them.
#[test]
fn what_an_account_tells_is_the_respondents_own() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("k.md");
    let [to, from] =
        [&file, &project("tests/issuers/local/docs")].map(|path| path.display().to_string());
    let args = [
        "report",
        "-o",
        &to,
        "--in",
        &from,
        "--referral",
        "KS 2022/0331",
    ];
    assert_eq!(remiss(&args).status.code(), Some(0));
    let text = std::fs::read_to_string(&file).unwrap();
    let row = |name: &str| {
        let is_its = |line: &&str| line.starts_with(&format!("| **{name}**"));
        text.lines().find(is_its).unwrap().to_owned()
    };
    assert!(
        row("AB Hakarpsbostäder").contains("**Avstyrker**"),
        "{text}"
    );
    assert!(text.contains("6 av dem är hämtade ur en sammanställning"));
    assert!(!text.contains("Partier och råd"));
    // Nor is the terminal left empty.
    let args = ["positions", "--in", &from, "--referral", "KS 2022/0331"];
    let told = String::from_utf8(remiss(&args).stdout).unwrap();
    assert!(told.contains("AB Hakarpsbostäder 1 kritik"), "{told}");
    // Nor is it left out beside the tables of other referrals.
    let told = String::from_utf8(remiss(&["positions", "--in", &from]).stdout).unwrap();
    assert!(told.contains("AB Hakarpsbostäder 1 kritik"), "{told}");
}

/// The words of a workbook's cells, sheet by sheet.
fn sheets(file: &Path) -> BTreeMap<String, Vec<Vec<String>>> {
    use calamine::Reader;
    let mut book = calamine::open_workbook_auto(file).unwrap();
    let names = book.sheet_names();
    let rows = |name: &String| {
        let range = book.worksheet_range(name).unwrap();
        let row = |row: &[calamine::Data]| row.iter().map(ToString::to_string).collect();
        (name.clone(), range.rows().map(row).collect())
    };
    names.iter().map(rows).collect()
}

/// What the page has in its views stands in the workbook, in Markdown and in a
/// document of its own: the same sentences at the same places.
#[test]
fn what_lies_behind_the_answers_is_handed_in_too() {
    let dir = tempfile::tempdir().unwrap();
    let sheets = sheets(&report(dir.path(), "v.xlsx", &[]));
    let of = |name: &str| &sheets[name];
    let uptake = of("Avtryck");
    let from: Vec<&str> = uptake[1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(from, ["Tekniska nämnden", "Almviks Stadshus AB"]);
    let memory = of("Förra gången");
    let again = memory
        .iter()
        .find(|row| {
            row.iter()
                .any(|cell| cell.contains("Tjänsterna bör i stället ordnas"))
        })
        .unwrap();
    assert!(again.contains(&"begärs igen".to_owned()), "{again:?}");
    assert!(
        again.iter().any(|cell| cell.starts_with("120:")),
        "{again:?}"
    );
    let lost = of("Inte återgivet");
    assert!(lost.len() > 20, "{}", lost.len());
    assert!(lost[1..].iter().all(|row| row[2] != "återges"));
    assert!(of("Teman").len() > 3);
    // Every view of the same words, whatever it is written into.
    let html = std::fs::read_to_string(report(dir.path(), "v.html", &[])).unwrap();
    let table = std::fs::read_to_string(report(dir.path(), "v.md", &[])).unwrap();
    let own = report(dir.path(), "v.docx", &["--form", "genomgang"]);
    let own = text_of(&part(&own, "word/document.xml"));
    let sentence = "En digital tjänst";
    for (what, text) in [("html", &html), ("md", &table), ("docx", &own)] {
        for view in [
            "Teman",
            "Inte återgivet",
            "Avtryck",
            "Förra gången",
            sentence,
        ] {
            assert!(text.contains(view), "{what}: {view}");
        }
    }
    assert!(
        own.contains("[-") && own.contains("{+dag den+}"),
        "what changed"
    );
    // The table for Word stays as it was handed in.
    let table = text_of(&part(
        &report(dir.path(), "t.docx", &[]),
        "word/document.xml",
    ));
    assert!(!table.contains("Förra gången"));
}

/// Words that are typed where no field is are told with their place.
#[test]
fn words_typed_beside_the_fields_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let old = report(dir.path(), "gammal.docx", &[]);
    rewrite(&old, "word/document.xml", |xml| {
        let typed = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
        let row = xml.rfind("</w:tc></w:tr></w:tbl>").unwrap();
        let (before, behind) = xml.split_at(row);
        let (cell, table) = behind.split_at("</w:tc></w:tr>".len());
        let (table, rest) = table.split_at("</w:tbl>".len());
        let added = format!("<w:tr><w:tc>{}</w:tc></w:tr>", typed("En egen rad"));
        format!(
            "{before}{}{cell}{added}{table}{}{rest}",
            typed("Bredvid"),
            typed("Under tabellen")
        )
    });
    let [shown, new] = [&old, &dir.path().join("ny.docx")].map(|path| path.display().to_string());
    let corpus = project("corpus").display().to_string();
    let args = [
        "report",
        "-o",
        &new,
        "--in",
        &corpus,
        "--referral",
        ALMVIK,
        "--update",
        &shown,
    ];
    let told = String::from_utf8(remiss(&args).stderr).unwrap();
    for words in [
        "outside the rows these words stand in no field and are not carried over: Under tabellen",
        ": En egen rad",
    ] {
        assert!(told.contains(words), "{told}");
    }
    // What was left as it was written is not told.
    assert_eq!(told.matches("stand in no field").count(), 2, "{told}");
}
