//! Persons in papers: found, masked in every output, and papers taken out with
//! every word of theirs.

use crate::remiss;
use calamine::Reader as _;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with an archive beside it.
struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new(papers: &[(&str, &str)]) -> Self {
        let desk = Desk {
            dir: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(desk.path("papers")).unwrap();
        for (name, text) in papers {
            fs::write(desk.paper(name), text).unwrap();
        }
        desk.ingest();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn paper(&self, name: &str) -> PathBuf {
        self.path("papers").join(name)
    }

    fn ingest(&self) {
        let papers = self.path("papers");
        let (code, told) = self.run(&["ingest", papers.to_str().unwrap(), "-q"]);
        assert!(code < 2, "{told}");
    }

    /// Runs a command line in this process: its exit code and what it prints.
    fn run(&self, args: &[&str]) -> (u8, String) {
        let mut typed: Vec<OsString> = vec!["remiss".into()];
        typed.extend(args.iter().map(OsString::from));
        typed.extend(["--archive".into(), self.path("archive").into_os_string()]);
        let mut out = Vec::new();
        let (code, told) = remiss::cli::answer(&typed, &mut out);
        let out = String::from_utf8(out).unwrap();
        (code, out + &told.unwrap_or_default())
    }

    fn rows(&self, args: &[&str]) -> Vec<Value> {
        let (_, json) = self.run(&[args, &["--format", "json"]].concat());
        serde_json::from_str(&json).unwrap_or_else(|_| panic!("{args:?}: {json}"))
    }
}

const MAIL: &str = "Från: Evelina Kvistgren <evelina.kvistgren@exempel.se>\n\
    Till: Finansdepartementet\nDatum: 4 mars 2024\n\
    Ämne: Remissvar Tryggare hamnar (SOU 2023:94)\n\n\
    Jag tycker att förslaget är dåligt för hamnen. Jag avstyrker förslaget om avgift för \
    dialog. Avgiften bör sänkas. Ring mig på 070-123 45 67, mitt personnummer är 121212-1212, \
    och säg det till Kvist-\ngren själv.\n\nMed vänliga hälsningar\n\nEvelina Kvistgren\n";

const OTHER: &str = "Finansdepartementet\n\n2024-03-05\n\n\
    Yttrande över betänkandet Tryggare hamnar (SOU 2023:94)\n\n\
    Jag ser gärna att bryggan blir kvar och att dialog förs med båtfolket. Jag tillstyrker \
    förslaget.\n\nVänliga hälsningar\n\nAlgot Snårblad\n";

const TOWN: &str = "Havby kommun\n\nDatum 2024-03-04\n\nHandläggare: Lo Ask\nTelefon 08-508 29 000\n\n\
    Finansdepartementet\n\nYttrande över betänkandet Tryggare hamnar (SOU 2023:94)\n\n\
    Havby kommun tillstyrker förslaget om dialog. Vi delar inte vad Evelina Kvistgren skriver i sitt svar. \
    Avgiften bör höjas. Frågor besvaras av lo.ask@havby.se.\n\nFör Havby kommun\n\nEva Ek\n";

/// What must not be seen of the persons in these papers.
const SECRETS: [&str; 9] = [
    "kvistgren",
    "evelina",
    "snårblad",
    "algot",
    "123 45 67",
    "121212-1212",
    "508 29 000",
    "lo.ask@",
    "@exempel",
];

fn town_and_persons() -> Desk {
    Desk::new(&[
        ("evelina_kvistgren.txt", MAIL),
        ("2.txt", OTHER),
        ("kommun.txt", TOWN),
    ])
}

#[test]
fn persons_are_listed_with_their_places_and_how_sure() {
    let desk = town_and_persons();
    let found = desk.rows(&["persons"]);
    let found: Vec<String> = found
        .iter()
        .map(|row| {
            let word = |field: &str| row[field].as_str().unwrap().to_owned();
            let (kind, sure) = (word("kind"), word("sure"));
            format!(
                "{}:{} {kind} {} {sure}",
                word("document"),
                row["lines"][0],
                word("text")
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "2.txt:11 namn Algot Snårblad likely",
            "evelina_kvistgren.txt:1 namn Evelina Kvistgren certain",
            "evelina_kvistgren.txt:1 epost evelina.kvistgren@exempel.se certain",
            "evelina_kvistgren.txt:6 telefon 070-123 45 67 certain",
            "evelina_kvistgren.txt:6 personnummer 121212-1212 certain",
            "evelina_kvistgren.txt:11 namn Evelina Kvistgren certain",
            "kommun.txt:5 namn Lo Ask likely",
            "kommun.txt:6 telefon 08-508 29 000 certain",
            "kommun.txt:12 namn Evelina Kvistgren certain",
            "kommun.txt:12 epost lo.ask@havby.se certain",
        ]
    );
    let (_, table) = desk.run(&["persons", "--board", "Havby", "--format", "csv"]);
    assert!(table.starts_with("document,first_line,last_line,page,page_line,kind,found"));
    assert_eq!(table.lines().count(), 5, "{table}");
    // Masked, what stays is who works for the town.
    let left = desk.rows(&["persons", "--private", "initials"]);
    let left: BTreeSet<&str> = left
        .iter()
        .map(|row| row["text"].as_str().unwrap())
        .collect();
    assert!(left.len() == 1 && left.contains("Lo Ask"), "{left:?}");
}

/// Every command that shows papers, with the formats it has.
const COMMANDS: [&[&str]; 35] = [
    &["search", "dialog"],
    &["search", "--kwic", "dialog"],
    &["search", "--kwic", "--sort", "left", "dialog"],
    &["search", "--facets", "dialog"],
    &["search", "--explain", "--no-fold", "dialog"],
    &["search", "bryggor OR finansdepartementet"],
    &["search", "--group-by", "nämnd", "dialog"],
    &["search", "--group-by", "slag", "dialog"],
    &["search", "--group-by", "dokument", "dialog"],
    &["search", "departementet själv dialog hamn"],
    &["show", "kommun"],
    &["show", "kommun.txt:12"],
    &["show", "2"],
    &["show", "2.txt:7"],
    &["show", "--why", "2"],
    &["show", "--why", "kommun"],
    &["ledger"],
    &["reuse"],
    &["reuse", "--answers"],
    &["compare", "2.txt:7", "kommun.txt:12"],
    &["positions", "--all"],
    &["positions", "--focus", "dialog"],
    &["asks", "--topic", "avgift"],
    &["lost", "--topic", "avgift"],
    &["topics", "--least", "1"],
    &["sample", "3", "--all"],
    &["sample", "3", "--all", "--by", "slag"],
    &["papers"],
    &["papers", "--guessed"],
    &["persons"],
    &["export", "units"],
    &["export", "documents"],
    &["export", "text"],
    &["export", "notes"],
    &["export", "positions", "--complete", "--topic", "avgift"],
];
const FORMATS: [&str; 6] = ["text", "json", "ndjson", "csv", "csv-excel", "html"];

/// The command lines that show these papers, and what each prints.
fn everything(desk: &Desk, how: &str) -> Vec<(String, String)> {
    let mut printed = Vec::new();
    for command in COMMANDS {
        for format in FORMATS {
            let mut typed = [command, &["--private", how]].concat();
            match command[0] {
                "compare" if format != "text" => continue,
                "compare" => {}
                _ => typed.extend(["--format", format]),
            }
            printed.push((format!("{typed:?}"), desk.run(&typed).1));
        }
    }
    let report = |name: &str, typed: &[&str]| {
        let path = desk.path(name);
        let path = path.to_str().unwrap();
        let (code, told) = desk.run(&[typed, &[path, "--private", how]].concat());
        assert!(code < 2, "{typed:?}: {told}");
        (format!("{typed:?}"), fs::read(path).unwrap())
    };
    for name in ["report.html", "report.md"] {
        let (typed, bytes) = report(name, &["reuse", "--report"]);
        printed.push((typed, String::from_utf8(bytes).unwrap()));
    }
    let draft = desk.path("2_draft.txt");
    fs::write(&draft, MAIL).unwrap();
    for typed in [&["reuse", "--like"][..], &["reuse", "--answers", "--like"]] {
        let typed = [typed, &[draft.to_str().unwrap(), "--private", how]].concat();
        printed.push((format!("{typed:?}"), desk.run(&typed).1));
    }
    for (name, typed) in [
        ("all.xlsx", &["export", "all", "-o"][..]),
        ("papers.xlsx", &["papers", "-o"]),
    ] {
        let (typed, _) = report(name, typed);
        let mut book = calamine::open_workbook_auto(desk.path(name)).unwrap();
        let mut cells = String::new();
        for (sheet, range) in book.worksheets() {
            let words = range.cells().map(|(_, _, cell)| cell.to_string());
            let _ = writeln!(cells, "{sheet} {}", words.collect::<Vec<_>>().join("\n"));
        }
        printed.push((typed, cells));
    }
    printed
}

fn show_none(desk: &Desk, how: &str, secrets: &[&str]) {
    let mut shown = 0;
    for (typed, printed) in everything(desk, how) {
        let low = printed.to_lowercase();
        for secret in secrets {
            assert!(!low.contains(secret), "{typed} shows {secret}: {printed}");
        }
        shown += usize::from(low.contains("havby"));
    }
    assert!(shown > 60, "{shown}");
}

#[test]
fn no_command_shows_a_private_person() {
    let desk = town_and_persons();
    show_none(&desk, "initials", &SECRETS);
    show_none(&desk, "omit", &SECRETS);
    // Without it they are there.
    assert!(desk.run(&["ledger"]).1.contains("Evelina Kvistgren"));
}

/// A mail of somebody, signed as told.
fn mail_of(from: &str, words: &str, signed: &str) -> String {
    format!(
        "Från: {from}\nTill: Finansdepartementet\nSkickat: den 4 mars 2024 09:15\n\
         Ämne: Remissvar Tryggare hamnar (SOU 2023:94)\n\nHej!\n{words}\n\n{signed}\n"
    )
}

#[test]
fn who_sends_as_nobody_else_is_a_private_person_however_it_is_signed() {
    let says = "Jag avstyrker förslaget om avgift för bryggor.";
    let couple = "Greger och Stina Vassbäck";
    let letter = format!(
        "{couple}\nSjövägen 4\n123 45 Havby\n\n2024-03-05\n\nTill Finansdepartementet\n\n\
         Synpunkter på Tryggare hamnar (SOU 2023:94)\n\nVi avstyrker avgiften på kajer.\n\n\
         Greger Vassbäck\nStina Vassbäck\n"
    );
    let town = TOWN.replace(
        "Vi delar inte vad Evelina Kvistgren skriver i sitt svar.",
        "Vi delar inte vad G. Ringhult, fru Ringhult och Stina V. skriver, och Ringhults brev är \
         långt. Ring 0046701234567.",
    );
    let papers = [
        (
            "1.txt",
            mail_of(
                "Greta Ringhult <greta.ringhult@exempel.se>",
                says,
                "Mvh\nGreta",
            ),
        ),
        (
            "2.txt",
            mail_of(
                "\"Mosskull, Bengt\" <bengt@exempel.se>",
                says,
                "Med vänlig hälsning\nBengt",
            ),
        ),
        (
            "3.txt",
            mail_of("Inga Fjellquist <busan77@exempel.se>", says, ""),
        ),
        (
            "4.txt",
            mail_of("Fair Hamn <info@fairhamn.se>", "Vi avstyrker avgiften.", ""),
        ),
        ("5.txt", letter),
        ("kommun.txt", town),
    ];
    let papers: Vec<(&str, &str)> = papers
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let desk = Desk::new(&papers);
    let rows = desk.rows(&["export", "documents"]);
    let told: Vec<[&str; 2]> = rows
        .iter()
        .map(|row| {
            ["respondent", "respondent_kind"].map(|field| row[field].as_str().unwrap_or("-"))
        })
        .collect();
    let person = "privatperson";
    assert_eq!(
        told,
        [
            ["Greta Ringhult", person],
            ["Bengt Mosskull", person],
            ["Inga Fjellquist", person],
            ["Fair Hamn", "-"],
            [couple, person],
            ["Havby kommun", "kommun"],
        ]
    );
    let secrets = [
        "ringhult",
        "greta",
        "mosskull",
        "bengt",
        "fjellquist",
        "inga@",
        "vassbäck",
        "stina",
        "greger",
        "0046",
    ];
    show_none(&desk, "initials", &secrets);
    show_none(&desk, "omit", &secrets);
}

#[test]
fn who_is_left_out_is_in_no_row_and_who_is_masked_has_a_number() {
    let desk = town_and_persons();
    let of = |how: &str, command: &[&str]| -> BTreeSet<String> {
        let rows = desk.rows(&[command, &["--private", how]].concat());
        let names = rows.iter().filter_map(|row| row["respondent"].as_str());
        names.map(str::to_owned).collect()
    };
    for command in [
        &["papers"][..],
        &["ledger"],
        &["export", "units"],
        &["export", "documents"],
    ] {
        let all: Vec<String> = of("initials", command).into_iter().collect();
        assert_eq!(all, ["Havby kommun", "Privatperson 1", "Privatperson 2"]);
        assert_eq!(
            of("omit", command),
            BTreeSet::from(["Havby kommun".to_owned()])
        );
    }
    // By its number one is found, and shown by its hash.
    let board = [
        "search",
        "dialog",
        "--board",
        "Privatperson 2",
        "--private",
        "initials",
    ];
    let (code, found) = desk.run(&board);
    assert!(code == 0 && found.contains("1 unit matches"), "{found}");
}

#[test]
fn lines_and_places_are_those_of_the_file() {
    let desk = town_and_persons();
    let rows = |how: &[&str]| desk.rows(&[&["export", "units"], how].concat());
    let (plain, masked) = (rows(&[]), rows(&["--private", "initials"]));
    assert_eq!(plain.len(), masked.len());
    for (plain, masked) in plain.iter().zip(&masked) {
        for field in ["id", "lines", "date", "intro_lines", "signers"] {
            assert_eq!(plain[field], masked[field], "{field}");
        }
    }
}

#[test]
fn corrections_are_of_papers_as_they_are() {
    let desk = town_and_persons();
    let typed = [
        "correct",
        "2.txt",
        "--ok",
        "--by",
        "Anna",
        "--private",
        "initials",
    ];
    let (code, told) = desk.run(&typed);
    assert!(code == 2 && told.contains("leave out --private"), "{told}");
}

/// What is said beside an answer tells no name either.
#[test]
fn hints_name_nobody() {
    let desk = town_and_persons();
    let archive = desk.path("archive");
    for query in [
        "kvistgrem",
        "snårblat",
        "Evelin*",
        "evelia kvistgren",
        "kvistgrenar",
    ] {
        let typed = ["search", query, "--private", "initials", "--archive"];
        let output = remiss(&[&typed[..], &[archive.to_str().unwrap()]].concat());
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8(told)
            .unwrap()
            .to_lowercase()
            .replace(query, "");
        for secret in ["kvistgren", "snårblad", "evelina"] {
            assert!(!told.contains(secret), "{query}: {told}");
        }
    }
}

/// A number of a person with the right check digit.
fn number(day: u32, last: u32) -> String {
    let nine = format!("8005{:02}{last:03}", day % 28 + 1);
    let sum: u32 = nine
        .bytes()
        .enumerate()
        .map(|(at, digit)| {
            let digit = u32::from(digit - b'0') * if at % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    format!("{}-{}{}", &nine[..6], &nine[6..], (10 - sum % 10) % 10)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    #[test]
    fn no_made_up_person_is_shown(
        first in "[BDFGV][aou][lmnr][bdfg][aeu]x", last in "[BDFGV][aou][lmnr]{2}q[åäö]",
        day in 0u32..99, four in 0u32..999, ring in 1_000_000u32..9_999_999,
        form in 0usize..6,
        omit: bool,
    ) {
        let (number, ring) = (number(day, four), ring.to_string());
        let ring = format!("070-{} {} {}", &ring[..3], &ring[3..5], &ring[5..]);
        let mail = format!("{first}.{last}@hemma.se").to_lowercase().replace(['å', 'ä', 'ö'], "o");
        let written = [
            format!("{first} {last}"),
            format!("{last}, {first}"),
            format!("{first}\n{last}s"),
            format!("{} {}", first.to_uppercase(), last.to_uppercase()),
            format!("{first} {}-\n{}", &last[..4], &last[4..]),
            format!("({first}  {last})"),
        ][form].clone();
        let name = format!("{first} {last}");
        let letter = OTHER.replace("Algot Snårblad", &name).replace(
            "båtfolket.",
            &format!("båtfolket ({number}, {ring}, {mail}). Jag, {written}, har dialog."),
        );
        let town = TOWN.replace("Evelina Kvistgren", &written);
        let desk = Desk::new(&[("2.txt", letter.as_str()), ("kommun.txt", town.as_str())]);
        let names = [first.to_lowercase(), last.to_lowercase(), number, ring, mail];
        let secrets: Vec<&str> = names.iter().map(String::as_str).collect();
        prop_assert!(desk.run(&["ledger"]).1.contains(&name));
        show_none(&desk, if omit { "omit" } else { "initials" }, &secrets);
    }
}

/// Files below a directory in which some bytes stand.
fn files_with(dir: &Path, words: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, words));
        } else {
            let bytes = fs::read(&path).unwrap();
            if memchr::memmem::find(&bytes, words.as_bytes()).is_some() {
                found.push(path);
            }
        }
    }
    found
}

/// Nothing is left of some words: not in the files, not for who reads them.
fn assert_gone(desk: &Desk, words: &[&str]) {
    let (code, told) = desk.run(&["verify"]);
    assert_eq!(code, 0, "{told}");
    let (_, text) = desk.run(&["export", "text", "--format", "text"]);
    for word in words {
        assert_eq!(
            files_with(&desk.path("archive"), word),
            [] as [PathBuf; 0],
            "{word}"
        );
        assert!(!text.contains(word));
        let (code, found) = desk.run(&["search", "--exact-words", word]);
        assert_eq!(code, 1, "{found}");
    }
    let archive = remiss::Archive::open(&desk.path("archive")).unwrap();
    let reader = archive.reader().unwrap();
    for (word, _) in reader.vocabulary().unwrap().words() {
        assert!(!words.iter().any(|gone| word.contains(gone)), "{word}");
    }
}

/// A long answer with rare words at its beginning and its end, and compounds
/// by which the archive learns how words divide.
fn long() -> String {
    let line = "Kommunen anser att avgiften för hamnen bör vara lägre än den är i dag.\n";
    format!(
        "Viken kommun\n\nDatum 2024-03-04\n\nYttrande över betänkandet Tryggare hamnar (SOU \
         2023:94)\n\nViken kommun tillstyrker förslaget om zwyrkelbana och kvabbel, kvabbelhus, \
         kvabbelbåt och kvabbelhamn.\n\n{}\nVi vill ha en xqvimpelsäck.\n",
        line.repeat(14_900)
    )
}

#[test]
fn a_removed_paper_leaves_no_word() {
    let long = long();
    let desk = Desk::new(&[
        ("viken.txt", &long),
        ("viken_kopia.txt", &long),
        ("kommun.txt", TOWN),
        ("2.txt", OTHER),
    ]);
    let rare = ["zwyrkelbana", "kvabbel", "xqvimpelsäck", "viken"];
    // They were there: else nothing is shown by their being gone.
    for word in &rare[..3] {
        assert_ne!(
            files_with(&desk.path("archive"), word),
            [] as [PathBuf; 0],
            "{word}"
        );
    }
    let before = desk.rows(&["export", "units"]);
    let (code, told) = desk.run(&["remove", "vik"]);
    assert!(
        code == 0 && told.starts_with("removed viken.txt, 1 unit"),
        "{told}"
    );
    assert_gone(&desk, &rare);
    // The others are what they were.
    let others: Vec<Value> = before
        .into_iter()
        .filter(|unit| unit["document"]["name"] != "viken.txt")
        .collect();
    assert_eq!(desk.rows(&["export", "units"]), others);
    // Its file brings it back.
    desk.ingest();
    assert!(desk.run(&["papers"]).1.contains("viken"));
    fs::remove_file(desk.paper("viken.txt")).unwrap();
    fs::remove_file(desk.paper("viken_kopia.txt")).unwrap();
    assert_eq!(desk.run(&["remove", "vik"]).0, 0);
    desk.ingest();
    assert_gone(&desk, &rare);
}

#[test]
fn the_last_paper_can_be_removed() {
    let desk = Desk::new(&[("2.txt", OTHER)]);
    assert_eq!(desk.run(&["remove", "2.txt", "--yes"]).0, 0);
    assert_gone(&desk, &["snårblad", "Snårblad", "bryggan", "båtfolket"]);
    fs::remove_file(desk.paper("2.txt")).unwrap();
    fs::write(desk.paper("kommun.txt"), TOWN).unwrap();
    desk.ingest();
    assert!(desk.run(&["papers"]).1.contains("Havby kommun"));
}

#[test]
fn a_twin_of_a_removed_paper_counts_for_itself_again() {
    let signed = TOWN.replace(
        "För Havby kommun",
        "Undertecknat i zwyrkelbanan\n\nFör Havby kommun",
    );
    let desk = Desk::new(&[("a.txt", TOWN), ("b.txt", &signed)]);
    let counted = || -> Vec<String> {
        let rows = desk.rows(&["export", "units"]);
        let names = rows.iter().map(|row| row["document"]["name"].as_str());
        names.map(|name| name.unwrap().to_owned()).collect()
    };
    let [first] = &counted()[..] else {
        panic!("no twins")
    };
    let other = if first == "a.txt" { "b.txt" } else { "a.txt" };
    assert_eq!(desk.run(&["remove", first]).0, 0);
    assert_eq!(counted(), [other]);
    let (_, notes) = desk.run(&["export", "notes", "--format", "csv"]);
    assert!(!notes.contains(first.as_str()), "{notes}");
    assert_eq!(desk.run(&["verify"]).0, 0);
    if other == "a.txt" {
        assert_gone(&desk, &["zwyrkelbana"]);
    }
}

#[test]
fn nothing_is_removed_on_a_guess() {
    let desk = Desk::new(&[("ab.txt", TOWN), ("ac.txt", OTHER)]);
    for (words, told) in [
        ("a", "may be any of"),
        ("x", "no document here"),
        ("", "no document here"),
    ] {
        let (code, said) = desk.run(&["remove", "ab.txt", words]);
        assert!(code == 2 && said.contains(told), "{words}: {said}");
    }
    assert_eq!(desk.rows(&["papers"]).len(), 2);
    let hash = desk.rows(&["papers"])[0]["sha256"].as_str().unwrap()[..12].to_owned();
    assert_eq!(desk.run(&["remove", &hash]).0, 0);
    assert_eq!(desk.rows(&["papers"]).len(), 1);
}

#[test]
fn what_is_left_of_a_removed_paper_is_told() {
    let desk = Desk::new(&[("2.txt", OTHER)]);
    let (code, told) = desk.run(&["correct", "2.txt", "date=2024-03-01", "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    let archive = desk.path("archive");
    let output = remiss(&["remove", "2.txt", "--archive", archive.to_str().unwrap()]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("2.txt is still there"), "{told}");
    assert!(told.contains("1 corrections of it stay in"), "{told}");
}
