//! A folder as people have it: letters in four layouts as PDF and Word, minutes,
//! the letter that asks, a list of those asked, a copy, a scan where tesseract
//! is there. After one round of `papers`, corrected and given back, all of it is
//! right, and the ledger says who is missing and who was late.

use crate::known::Desk;
use crate::ocr::{GRAY, WHOLE, block_letters, scanned};
use crate::office::{as_docx, blocks, pdf};
use remiss::Limits;
use remiss::ingest::ocr::Tesseract;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const TITLE: &str = "Bryggor i allmänna hamnar";
const NUMBER: &str = "SOU 2024:17";

/// What is right of a file: kind, respondent, date.
type Label = (String, &'static str, String, String);

/// A letter that the number chooses the layout and the words of.
fn letter(at: usize, who: &str, day: u32) -> String {
    let date = format!("2024-05-{day:02}");
    let views = [
        "tillstyrker förslaget om avgifter för bryggor",
        "avstyrker förslaget att flytta tillsynen",
        "har inget att erinra mot förslaget",
        "tillstyrker förslaget men ser att tidplanen behöver förlängas",
    ];
    let view = views[(at / 4) % 4];
    match at % 4 {
        0 => format!(
            "{who}\n\nDatum\t{date}\nDnr\t{at}-2024\n\nFinansdepartementet\n\nYttrande över betänkandet \
             {TITLE} ({NUMBER})\n\n{who} {view}. Ärende nummer {at} bereddes i maj.\n\nFör {who}\n\nEva Ek\n"
        ),
        1 => format!(
            "{who}                    Sida 1 (1)\n\nREMISSVAR\n\nDatum: {date}\nVår beteckning: {at}/24\nEr beteckning: \
             Fi2024/0017\n\nTill Finansdepartementet\n\n{TITLE} ({NUMBER})\n\n{who} har fått rubricerad remiss. \
             {who} {view}.\n\nBeslut i detta ärende har fattats av direktör Bo Alm. Föredragande har \
             varit Lo Ask.\n"
        ),
        2 => format!(
            "Finansdepartementet\n103 33 Stockholm\n\nOrten den {day} maj 2024\n\nRemissvar: {TITLE}, {NUMBER}\n\n\
             Sammanfattning\n\n{who} {view}.\n\nSynpunkter\n\nVi delar bilden i kapitel {at}.\n\nMed vänlig \
             hälsning\n\n{who}\n\nKim Ros, ordförande\n"
        ),
        // Nothing in it says whose it is.
        _ => format!(
            "Hej,\n\nHär kommer vårt svar på remissen {TITLE} ({NUMBER}). Vi {view}, det gör vi efter \
             samtal nummer {at} med medlemmarna.\n\nHälsningar\nKansliet\n"
        ),
    }
}

fn minutes(who: &str, body: &str, at: usize) -> String {
    format!(
        "{who}\n\nPROTOKOLLSUTDRAG\n\n{body} sammanträde den 21 maj 2024\n\n§ {at} Svar på remiss av {TITLE} \
         ({NUMBER})\n\nBeslut\n\n{body} beslutar att avge följande yttrande.\n\nYttrande\n\n{who} tillstyrker \
         förslaget i dess helhet.\n\nVid protokollet\n\nEva Ek\n"
    )
}

/// Lines on pages, as wide as a letter.
fn as_pdf(text: &str) -> Vec<u8> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        lines.push(String::new());
        for word in line.split(' ') {
            let last = lines.last_mut().unwrap();
            if last.chars().count() + word.chars().count() > 90 {
                lines.push(word.to_owned());
            } else {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
            }
        }
    }
    let lines = lines.into_iter().enumerate();
    let placed = lines.filter(|(_, line)| !line.is_empty());
    let page = placed.map(|(at, line)| (60, 770 - 13 * at as i32, line.replace('\t', " ")));
    pdf(&[page.collect()])
}

const WHO: [&str; 20] = [
    "Havby kommun",
    "Vikby kommun",
    "Sjövik kommun",
    "Båtklubben Måsen",
    "Region Kusten",
    "Bryggverket",
    "Öby kommun",
    "Hamnägarnas förening",
    "Näsby kommun",
    "Kustnämnden",
    "Strands kommun",
    "Seglarnas ring",
    "Länsstyrelsen i Kustens län",
    "Hamntillsynen",
    "Fjärdby kommun",
    "Skutans vänner",
    "Ekviks kommun",
    "Fiskeverket",
    "Udde kommun",
    "Fyrvaktarna",
];

/// Writes the folder; what is right of each file in it.
fn folder(desk: &Desk) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut put = |name: String, bytes: &[u8], kind, who: &str, day: &str| {
        fs::write(desk.paper(&name), bytes).unwrap();
        labels.push((name, kind, who.to_owned(), day.to_owned()));
    };
    for (at, who) in WHO.iter().enumerate() {
        let text = letter(at, who, at as u32 + 5);
        let day = format!("2024-05-{:02}", at + 5);
        match at % 8 < 4 {
            true => put(
                format!("{:02} svar.pdf", at + 1),
                &as_pdf(&text),
                "remissvar",
                who,
                &day,
            ),
            false => {
                let bytes = as_docx(&blocks(&text));
                put(
                    format!("{:02} svar.docx", at + 1),
                    &bytes,
                    "remissvar",
                    who,
                    &day,
                );
            }
        }
    }
    for (at, who) in ["Almviks kommun", "Rossby kommun", "Tallviks kommun"]
        .into_iter()
        .enumerate()
    {
        let text = minutes(who, "Kommunstyrelsens", at + 40);
        let name = format!("{} protokoll.docx", at + 21);
        put(
            name,
            &as_docx(&blocks(&text)),
            "protokollsutdrag",
            who,
            "2024-05-21",
        );
    }
    let asks = format!(
        "Finansdepartementet\n\nRemiss 2024-03-01\nFi2024/0017\n\nRemiss av betänkandet {TITLE} ({NUMBER})\n\n\
         Remissinstanserna framgår av bifogad lista. Svaren ska ha kommit in senast den 20 maj 2024.\n"
    );
    put(
        "24 missiv.docx".to_owned(),
        &as_docx(&blocks(&asks)),
        "missiv",
        "",
        "2024-03-01",
    );
    let other = [
        (
            "25 kallelse.docx",
            "Kallelse till möte\n\nDagordning\n\n1. Mötet öppnas\n2. Fika\n",
        ),
        (
            "26 artikel.docx",
            "Bryggan i viken\n\nI går invigdes bryggan. Vädret var soligt och många kom.\n",
        ),
    ];
    for (name, text) in other {
        put(name.to_owned(), &as_docx(&blocks(text)), "", "", "");
    }
    // The same letter once more as another file, and one file twice.
    let again = as_docx(&blocks(&letter(0, WHO[0], 5)));
    put(
        "27 Havby igen.docx".to_owned(),
        &again,
        "remissvar",
        WHO[0],
        "2024-05-05",
    );
    let copy = fs::read(desk.paper("02 svar.pdf")).unwrap();
    fs::write(desk.paper("28 kopia.pdf"), copy).unwrap();
    if Tesseract::find().is_ok() {
        let (size, dots) = block_letters("HELT FEL");
        let scan = scanned(&[WHOLE], size, &dots, GRAY);
        put(
            "29 skannat.pdf".to_owned(),
            &scan,
            "remissvar",
            "Rors kommun",
            "2024-05-28",
        );
    }
    labels
}

/// The list of those asked: all of them but two, two who have not answered, and
/// one with a respite.
fn asked(desk: &Desk) -> String {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let head = ["Remissinstans", "Svar senast", "Remiss"];
    let respite = |who: &str| {
        if who == "Udde kommun" {
            "2024-05-31"
        } else {
            "2024-05-20"
        }
    };
    let names = WHO
        .iter()
        .skip(2)
        .chain(&["Almviks kommun", "Tysta verket", "Glömda kommun"]);
    for (at, name) in head.iter().enumerate() {
        sheet.write_string(0, at as u16, *name).unwrap();
    }
    for (row, name) in names.enumerate() {
        let cells = [*name, respite(name), NUMBER];
        for (at, cell) in cells.iter().enumerate() {
            sheet
                .write_string(row as u32 + 1, at as u16, *cell)
                .unwrap();
        }
    }
    let path = desk.paper("sandlista.xlsx");
    book.save(&path).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The workbook of papers with what is right in it; how many cells were wrong.
fn put_right(desk: &Desk, labels: &[Label]) -> (String, usize) {
    let path = desk.path("papers.xlsx");
    let path = path.to_str().unwrap();
    let (code, told) = desk.run(&["papers", "-o", path]);
    assert_eq!(code, 0, "{told}");
    let bytes = fs::read(path).unwrap();
    let mut rows = remiss::formats::table::read(&bytes, path, &Limits::default()).unwrap();
    let head = rows[0].clone();
    let column = |name: &str| head.iter().position(|one| one == name).unwrap();
    let mut wrong = 0;
    for cells in &mut rows[1..] {
        cells.resize(head.len(), String::new());
        let name = &cells[column("document")];
        let label = labels.iter().find(|(file, ..)| file == name);
        if let Some((_, kind, who, day)) = label.filter(|(_, kind, ..)| !kind.is_empty()) {
            let right = [
                ("kind", *kind),
                ("respondent", who.as_str()),
                ("date", day.as_str()),
            ];
            for (field, right) in right.into_iter().filter(|(_, right)| !right.is_empty()) {
                if cells[column(field)] != right {
                    wrong += 1;
                    cells[column(field)] = right.to_owned();
                }
            }
            // Only what says nothing of what it answers is told it.
            if *kind == "remissvar" && cells[column("referral")].is_empty() {
                wrong += 1;
                cells[column("diarienummer")] = NUMBER.to_owned();
            }
        }
    }
    (saved(desk, &rows), wrong)
}

/// As a person saves it.
fn saved(desk: &Desk, rows: &[Vec<String>]) -> String {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(at as u32, column as u16, cell).unwrap();
        }
    }
    let path = desk.path("rattade.xlsx");
    book.save(&path).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Through the program, which reads PDF and Word in workers of its own.
fn ingest(desk: &Desk, more: &[&str]) {
    let (papers, archive) = (desk.path("papers"), desk.path("archive"));
    let (papers, archive) = (papers.to_str().unwrap(), archive.to_str().unwrap());
    let args = ["ingest", papers, "-q", "--archive", archive];
    let output = crate::remiss(&[&args[..], more].concat());
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|code| code < 2), "{told}");
}

fn ledger(desk: &Desk) -> BTreeMap<String, Value> {
    let (_, json) = desk.run(&["ledger", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    let named = |row: Value| (row["respondent"].as_str().unwrap().to_owned(), row);
    rows.into_iter().map(named).collect()
}

/// Everything is as it should be; what is not.
fn differing(desk: &Desk, labels: &[Label]) -> Vec<String> {
    let papers = desk.papers();
    let mut differing = Vec::new();
    for (name, kind, who, day) in labels.iter().filter(|(_, kind, ..)| !kind.is_empty()) {
        let Some(row) = papers.get(name) else {
            differing.push(format!("{name} is not listed"));
            continue;
        };
        let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
        for (field, right) in [("kind", *kind), ("respondent", who), ("date", day)] {
            if !right.is_empty() && text(field) != right {
                differing.push(format!("{name} {field}: {} is {right}", text(field)));
            }
        }
    }
    differing
}

fn names<'a>(all: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    all.map(str::to_owned).collect()
}

#[test]
fn all_is_right_after_one_round_and_the_ledger_says_who_is_missing_and_late() {
    let desk = Desk::new(&[]);
    let labels = folder(&desk);
    let list = asked(&desk);
    let ocr: &[&str] = match Tesseract::find() {
        Ok(_) => &["--ocr"],
        Err(_) => &[],
    };
    ingest(&desk, &[&["--asked", &list][..], ocr].concat());
    let (table, wrong) = put_right(&desk, &labels);
    assert!(
        wrong <= 24,
        "{wrong} cells were wrong: {:#?}",
        differing(&desk, &labels)
    );
    let (code, told) = desk.run(&["correct", "--table", &table, "--by", "Anna"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(differing(&desk, &labels), Vec::<String>::new());
    // Given back once more it says nothing new.
    let (again, wrong) = put_right(&desk, &labels);
    let (code, told) = desk.run(&["correct", "--table", &again, "--by", "Anna"]);
    assert_eq!((wrong, code), (0, 1), "{told}");
    is_accounted(&desk);
    // A new ingest changes none of it.
    ingest(&desk, &[&["--asked", &list][..], ocr].concat());
    assert_eq!(differing(&desk, &labels), Vec::<String>::new());
    is_accounted(&desk);
}

fn is_accounted(desk: &Desk) {
    let ledger = ledger(desk);
    let missing = ledger
        .iter()
        .filter(|(_, row)| row["status"] == "not_among_papers");
    let missing = names(missing.map(|(who, _)| who.as_str()));
    assert_eq!(
        missing,
        names(["Glömda kommun", "Tysta verket"].into_iter())
    );
    let late = ledger.iter().filter(|(_, row)| row["late"] == true);
    let late = names(late.map(|(who, _)| who.as_str()));
    // From the sixteenth on they are dated after the 20th; one had a respite.
    let mut after: BTreeSet<String> = names(WHO.iter().skip(16).copied());
    after.remove("Udde kommun");
    after.extend(["Almviks kommun", "Rossby kommun", "Tallviks kommun"].map(str::to_owned));
    if Tesseract::find().is_ok() {
        after.insert("Rors kommun".to_owned());
    }
    assert_eq!(late, after);
    let unasked = ledger.iter().filter(|(_, row)| row["asked"] == false);
    let unasked = names(unasked.map(|(who, _)| who.as_str()));
    for who in &WHO[..2] {
        assert!(unasked.contains(*who), "{who} was not asked: {unasked:?}");
    }
}

#[test]
fn a_saved_page_does_the_same_alone() {
    let desk = Desk::new(&[]);
    let mut labels = folder(&desk);
    labels.retain(|(name, kind, ..)| {
        *kind == "remissvar" && !name.contains("29") && !name.contains("27")
    });
    let link = |(name, _, who, _): &Label| {
        format!(
            "<li><a href=\"/files/{}\">{who} (pdf 120 kB)</a></li>\n",
            name.replace(' ', "%20")
        )
    };
    let links: String = labels.iter().map(link).collect();
    let page = format!(
        "<!DOCTYPE html><html><head><title>Remiss</title></head><body><main><h1>Remiss av betänkandet {TITLE} \
         ({NUMBER})</h1><p>Svaren ska ha kommit in senast den 20 maj 2024.</p><h2>Remissinstanser</h2><ul>\n\
         {links}<li>Tysta verket</li>\n<li>Glömda kommun</li>\n</ul></main></body></html>"
    );
    let path = desk.path("sida.html");
    fs::write(&path, page).unwrap();
    ingest(&desk, &["--register", path.to_str().unwrap()]);
    let papers = desk.papers();
    let wrong = labels
        .iter()
        .filter(|(name, _, who, _)| papers[name.as_str()]["respondent"] != **who);
    let wrong: Vec<&Label> = wrong.collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    // Whatever is linked as an answer is one.
    let kinds = labels
        .iter()
        .map(|(name, ..)| papers[name.as_str()]["kind"].as_str());
    let kinds: BTreeSet<Option<&str>> = kinds.collect();
    assert_eq!(kinds, BTreeSet::from([Some("remissvar")]));
    let ledger = ledger(&desk);
    let missing = ledger
        .iter()
        .filter(|(_, row)| row["status"] == "not_among_papers");
    let missing = names(missing.map(|(who, _)| who.as_str()));
    assert_eq!(
        missing,
        names(["Glömda kommun", "Tysta verket"].into_iter())
    );
    for who in WHO {
        assert_eq!(ledger[who]["status"], "answered", "{who}");
    }
    // The page says until when; the letters, when. Of those that tell no day
    // nothing is said.
    let late = ledger.iter().filter(|(_, row)| row["late"] == true);
    let late = names(late.map(|(who, _)| who.as_str()));
    let after = labels
        .iter()
        .filter(|(name, _, _, day)| {
            day.as_str() > "2024-05-20" && papers[name.as_str()]["date"] == **day
        })
        .map(|(_, _, who, _)| who.as_str());
    let minutes = ["Almviks kommun", "Rossby kommun", "Tallviks kommun"];
    assert_eq!(late, names(after.chain(minutes)));
    assert!(late.len() >= 6, "{late:?}");
}
