//! What people know goes before what was read: lists, corrections, both through
//! ingests, moves, changes and rebuilds.

use crate::{program, project, remiss};
use proptest::prelude::*;
use remiss::document::sha256_hex;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A folder with an archive beside it.
pub(crate) struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new(papers: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("papers")).unwrap();
        let desk = Desk { dir };
        for (name, text) in papers {
            fs::write(desk.paper(name), text).unwrap();
        }
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn paper(&self, name: &str) -> PathBuf {
        self.path("papers").join(name)
    }

    /// Runs a command line in this process: its exit code and what it prints.
    pub(crate) fn run(&self, args: &[&str]) -> (u8, String) {
        let archive = self.path("archive");
        let mut typed: Vec<OsString> = vec!["remiss".into()];
        typed.extend(args.iter().map(OsString::from));
        typed.extend(["--archive".into(), archive.into_os_string()]);
        let mut out = Vec::new();
        let (code, told) = remiss::cli::answer(&typed, &mut out);
        // It keeps what panics to itself; a test must not.
        drop(std::panic::take_hook());
        let out = String::from_utf8(out).unwrap();
        (code, out + &told.unwrap_or_default())
    }

    /// The same in a process of its own, with what it tells beside its output.
    pub(crate) fn says(&self, args: &[&str]) -> String {
        let archive = self.path("archive");
        let ended = remiss(&[args, &["--archive", archive.to_str().unwrap()]].concat());
        let [out, told] =
            [ended.stdout, ended.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        out + &told
    }

    pub(crate) fn ingest(&self, more: &[&str]) {
        let papers = self.path("papers");
        let papers = papers.to_str().unwrap();
        let (code, told) = self.run(&[&["ingest", papers, "-q", "--prune"][..], more].concat());
        assert!(code < 2, "{told}");
    }

    /// The list of papers by name.
    pub(crate) fn papers(&self) -> BTreeMap<String, Value> {
        let (_, json) = self.run(&["papers", "--format", "json"]);
        let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
        let named = |row: Value| (row["paper"].as_str().unwrap().to_owned(), row);
        rows.into_iter().map(named).collect()
    }

    fn respondents(&self) -> BTreeMap<String, String> {
        let papers = self.papers().into_iter();
        let respondent = |row: &Value| row["respondent"].as_str().unwrap_or("").to_owned();
        papers.map(|(name, row)| (name, respondent(&row))).collect()
    }
}

pub(crate) fn letter(who: &str, words: &str) -> String {
    format!(
        "{who}\n\nDatum 2024-03-04\n\nFinansdepartementet\n\nYttrande över betänkandet Tryggare \
         hamnar (SOU 2023:94)\n\n{who} tillstyrker förslaget. {words}\n\nFör {who}\n\nEva Ek\n"
    )
}

#[test]
fn a_list_goes_before_what_was_read_and_a_person_before_the_list() {
    let desk = Desk::new(&[
        (
            "1.txt",
            &letter("Havby kommun", "Vi ser fram emot bryggan."),
        ),
        (
            "2.txt",
            "Vi i styrelsen tycker att bryggan i hamnen är bra som den är.\n",
        ),
    ]);
    desk.ingest(&[]);
    assert_eq!(desk.papers()["2.txt"]["kind"], "okand");
    let list = desk.path("lista.csv");
    let rows = "Fil;Remissinstans;Inkom;Remiss\n\
        2.txt;Havby båtklubb;2024-05-02;SOU 2023:94\n\
        3.txt;Viken båtklubb;2024-05-02;SOU 2023:94\n\
        1.txt;Havby kommun;2024-02-30;SOU 2023:94\n";
    fs::write(&list, rows).unwrap();
    desk.ingest(&["--register", list.to_str().unwrap()]);
    let papers = desk.papers();
    let row = &papers["2.txt"];
    assert_eq!(
        (&row["respondent"], &row["units"]),
        (&"Havby båtklubb".into(), &1.into())
    );
    assert_eq!(row["received"], "2024-05-02");
    assert_eq!(row["found"]["respondent"]["how"], "register");
    assert_eq!(row["found"]["respondent"]["by"], "lista.csv:2");
    // Who sent no file has answered all the same, as the list says.
    let (_, ledger) = desk.run(&["ledger", "--format", "json"]);
    let ledger: Vec<Value> = serde_json::from_str(&ledger).unwrap();
    let of = |who: &str| ledger.iter().find(|row| row["respondent"] == who).unwrap();
    assert_eq!(of("Viken båtklubb")["document"], "lista.csv");
    let code = desk.run(&[
        "correct",
        "2.txt",
        "respondent=Norra båtklubben",
        "--by",
        "Anna",
    ]);
    assert_eq!(code.0, 0, "{}", code.1);
    let row = &desk.papers()["2.txt"];
    assert_eq!(row["respondent"], "Norra båtklubben");
    assert_eq!(
        (&row["review"], &row["received"]),
        (&"corrected".into(), &"2024-05-02".into())
    );
    // And back, when the judgement is.
    let (_, list) = desk.run(&["correct", "--list", "--format", "json"]);
    let list: Vec<Value> = serde_json::from_str(&list).unwrap();
    desk.run(&[
        "correct",
        "--undo",
        list[0]["id"].as_str().unwrap(),
        "--by",
        "Bo",
    ]);
    assert_eq!(desk.respondents()["2.txt"], "Havby båtklubb");
}

#[test]
fn two_who_differ_hold_nothing_until_somebody_decides() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    desk.ingest(&[]);
    for (by, date) in [("Anna", "2024-01-01"), ("Bo", "2024-01-02")] {
        desk.run(&["correct", "1.txt", &format!("date={date}"), "--by", by]);
    }
    let row = desk.papers()["1.txt"].clone();
    assert_eq!(row["date"], "2024-03-04");
    assert_eq!(row["found"]["date"]["how"], "conflict");
    let (code, told) = desk.run(&["correct", "1.txt", "--decide", "Bo", "--by", "Cia"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(desk.papers()["1.txt"]["date"], "2024-01-02");
}

#[test]
fn the_list_of_papers_given_back_corrects_what_differs_and_nothing_else() {
    let desk = Desk::new(&[
        ("1.txt", &letter("Havby kommun", "")),
        ("2.txt", &letter("Viken kommun", "")),
    ]);
    desk.ingest(&[]);
    let (_, table) = desk.run(&["papers", "--format", "csv-excel"]);
    let path = desk.path("t.csv");
    let back = |table: &str| {
        fs::write(&path, table).unwrap();
        desk.run(&["correct", "--table", path.to_str().unwrap(), "--by", "Anna"])
    };
    assert_eq!(back(&table).0, 1, "nothing differs");
    let (code, told) = back(&table.replace("Viken kommun", "Vikens kommun"));
    assert_eq!((code, told.lines().count()), (0, 1), "{told}");
    assert_eq!(desk.respondents()["2.txt"], "Vikens kommun");
    assert_eq!(desk.papers()["1.txt"]["review"], "unread");
}

#[test]
fn an_answer_that_another_replaces_counts_there() {
    let desk = Desk::new(&[
        (
            "1.txt",
            &letter(
                "Havby kommun",
                "Bryggan bör byggas ut mot söder före vintern.",
            ),
        ),
        (
            "2.txt",
            &letter(
                "Havby kommun",
                "Nu anser vi i stället att hamnen bör vara som den är.",
            ),
        ),
    ]);
    desk.ingest(&[]);
    desk.run(&["correct", "2.txt", "replaces=1.txt", "--by", "Anna"]);
    let papers = desk.papers();
    assert_eq!(
        (&papers["1.txt"]["units"], &papers["2.txt"]["units"]),
        (&0.into(), &1.into())
    );
    // Until that one is gone.
    fs::remove_file(desk.paper("2.txt")).unwrap();
    desk.ingest(&[]);
    assert_eq!(desk.papers()["1.txt"]["units"], 1);
}

#[test]
fn those_asked_are_listed_with_their_last_days() {
    let desk = Desk::new(&[
        ("1.txt", &letter("Region Skåne", "")),
        ("2.txt", &letter("Boverket", "")),
    ]);
    let list = desk.path("sändlista.csv");
    let rows = "Remissinstans,Svar senast\nRegion Skåne,2024-03-01\nBoverket,2024-04-01\n\
                Trafikverket,2024-03-01\nSveriges Kommuner och Regioner,2024-03-01\n";
    fs::write(&list, rows).unwrap();
    desk.ingest(&["--asked", list.to_str().unwrap(), "--about", "SOU 2023:94"]);
    let (_, json) = desk.run(&["ledger", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    let status = |who: &str| {
        let row = rows.iter().find(|row| row["respondent"] == who).unwrap();
        let [status, late] = ["status", "late"].map(|key| row[key].clone());
        (row["answer_by"].as_str().unwrap().to_owned(), status, late)
    };
    let is = |day: &str, status: &str, late: Value| (day.to_owned(), status.into(), late);
    assert_eq!(
        status("Region Skåne"),
        is("2024-03-01", "answered", true.into())
    );
    assert_eq!(
        status("Boverket"),
        is("2024-04-01", "answered", false.into())
    );
    assert_eq!(
        status("Trafikverket"),
        is("2024-03-01", "not_among_papers", Value::Null)
    );
}

#[test]
fn who_corrects_at_the_same_time_is_not_lost() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    desk.ingest(&[]);
    let archive = desk.path("archive");
    let archive = archive.to_str().unwrap();
    let correct = |by: &str, field: &str| {
        let ended = remiss(&["correct", "1.txt", field, "--by", by, "--archive", archive]);
        assert!(
            ended.status.success(),
            "{}",
            String::from_utf8_lossy(&ended.stderr)
        );
    };
    std::thread::scope(|scope| {
        scope.spawn(|| correct("Anna", "date=2024-01-01"));
        scope.spawn(|| correct("Bo", "received=2024-01-02"));
        scope.spawn(|| correct("Anna", "respondent=Havbys kommun"));
    });
    let row = desk.papers()["1.txt"].clone();
    let [date, received, who] = ["date", "received", "respondent"].map(|key| row[key].clone());
    assert_eq!(
        (date, received, who),
        (
            "2024-01-01".into(),
            "2024-01-02".into(),
            "Havbys kommun".into()
        )
    );
}

/// Starts a command of its own and ends it after so many milliseconds.
fn killed(desk: &Desk, args: &[&str], after: u64) {
    let mut child = Command::new(program())
        .args(args)
        .arg("--archive")
        .arg(desk.path("archive"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(after));
    let _ = child.kill();
    child.wait().unwrap();
}

#[test]
fn a_correction_that_is_killed_is_kept_whole_or_not_at_all_and_comes_in_force() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    desk.ingest(&[]);
    let file = desk.path("remiss-corrections").join("Anna.toml");
    let mut kept = 0;
    for turn in 1..10_u64 {
        let day = format!("date=2024-01-0{turn}");
        killed(
            &desk,
            &["correct", "1.txt", &day, "--by", "Anna"],
            turn * 17,
        );
        let text = fs::read_to_string(&file).unwrap_or_default();
        let entries = text.matches("[[paper]]").count();
        assert!(text.is_empty() || text.ends_with("\n\n"), "{text}");
        assert!(
            (kept..=kept + 1).contains(&entries),
            "{entries} after {kept}"
        );
        kept = entries;
        // The next ingest does what is left to do.
        desk.ingest(&[]);
        let last = text
            .rsplit("set.date = \"")
            .next()
            .and_then(|rest| rest.get(..10));
        let day = if kept == 0 { Some("2024-03-04") } else { last };
        assert_eq!(desk.papers()["1.txt"]["date"].as_str(), day);
    }
}

/// What is wrong with a row of the list of a thousand: thirty rows.
#[derive(Clone, Copy, PartialEq)]
enum Wrong {
    Day,
    /// Another row has the same file.
    Twice,
    Missing,
    Alphabet,
}

fn wrong(at: u32) -> Option<Wrong> {
    match at {
        at if at % 100 == 7 => Some(Wrong::Day),
        at if at % 100 == 63 && at < 800 => Some(Wrong::Twice),
        at if at % 100 == 41 && at < 600 => Some(Wrong::Missing),
        at if at % 100 == 19 && at < 600 => Some(Wrong::Alphabet),
        _ => None,
    }
}

/// Semicolons between and within; what two alphabets share looks the same.
fn row_of_list(at: u32) -> String {
    let (mut day, mut who) = ("2024-03-01", format!("Förening {at}"));
    let mut named = format!("svar{at:04}.txt");
    match wrong(at) {
        Some(Wrong::Day) => day = "2024-02-30",
        Some(Wrong::Twice) => "svar0001.txt".clone_into(&mut named),
        Some(Wrong::Alphabet) => who = who.replace('F', "Ғ").replace('e', "\u{435}"),
        Some(Wrong::Missing) | None => {}
    }
    format!("{at};{day};{who};{named};\"brev; bilaga\"\n")
}

/// Takes the list, and gives the rows that are named and what the rest came to.
fn thousand(bytes: &[u8]) -> (Vec<u32>, BTreeMap<String, Value>) {
    let desk = Desk::new(&[]);
    for at in (0..1000).filter(|at| wrong(*at) != Some(Wrong::Missing)) {
        let text = format!("Svar {at}\n\nVi i förening {at} tycker något.\n");
        fs::write(desk.paper(&format!("svar{at:04}.txt")), text).unwrap();
    }
    let list = desk.path("diarium.csv");
    fs::write(&list, bytes).unwrap();
    let papers = desk.path("papers");
    let [papers, list] = [&papers, &list].map(|path| path.to_str().unwrap());
    let told = desk.says(&["ingest", papers, "-q", "--register", list]);
    let row = |line: &str| {
        line.split("diarium.csv: row ")
            .nth(1)?
            .split(':')
            .next()?
            .parse()
            .ok()
    };
    let mut named: Vec<u32> = told.lines().filter_map(row).collect();
    named.dedup();
    (named, desk.papers())
}

#[test]
fn a_list_of_a_thousand_rows_names_each_mistake_with_its_row() {
    let rows: String = (0..1000).map(row_of_list).collect();
    let text = format!("Diarieförda svar\n\nNr;Inkom;Från;Fil;Anm\n{rows}");
    let mistakes = |of: &dyn Fn(Wrong) -> bool| -> Vec<u32> {
        (0..1000)
            .filter(|at| wrong(*at).is_some_and(of))
            .map(|at| at + 4)
            .collect()
    };
    assert_eq!(mistakes(&|_| true).len(), 30);
    let (named, papers) = thousand(text.as_bytes());
    assert_eq!(named, mistakes(&|_| true));
    // The rest of each row holds, and all other rows.
    for at in 0..1000 {
        let Some(row) = papers.get(&format!("svar{at:04}.txt")) else {
            assert!(wrong(at) == Some(Wrong::Missing), "{at}");
            continue;
        };
        let who = matches!(wrong(at), None | Some(Wrong::Day));
        let received = matches!(wrong(at), None | Some(Wrong::Alphabet));
        assert_eq!(row["respondent"] == format!("Förening {at}"), who, "{row}");
        assert_eq!(row["received"] == "2024-03-01", received, "{row}");
    }
    // As Excel on Windows saves it, where a letter of another alphabet is "?".
    let byte = |c: char| u8::try_from(c as u32).unwrap_or(b'?');
    let bytes: Vec<u8> = text.replace('\n', "\r\n").chars().map(byte).collect();
    let (named, papers) = thousand(&bytes);
    assert_eq!(named, mistakes(&|one| one != Wrong::Alphabet));
    assert_eq!(papers["svar0500.txt"]["respondent"], "Förening 500");
}

#[test]
fn a_judgement_that_was_made_by_hand_and_cannot_be_is_named() {
    let desk = Desk::new(&[("1.txt", &letter("Havby kommun", ""))]);
    desk.ingest(&[]);
    for (typed, told) in [
        ("date=2023-02-30", "is no day"),
        ("colour=red", "no paper has a \"colour\""),
        ("kind=brev", "is no kind of paper"),
        ("twin=1.txt", "is the same paper"),
    ] {
        let (code, said) = desk.run(&["correct", "1.txt", typed, "--by", "Anna"]);
        assert!(code == 2 && said.contains(told), "{typed}: {said}");
    }
    assert!(!desk.path("remiss-corrections").exists());
    assert!(project("src/known").is_dir());
}

/// What somebody does.
#[derive(Clone, Debug)]
enum Deed {
    Ingest,
    Correct(usize, usize),
    /// The last judgement is made once more, word for word.
    Again,
    /// Another person says something of a paper, who goes last where they differ.
    Other(usize, usize),
    /// A stance is judged, which changes nothing of the papers.
    Stance(usize, usize),
    Undo(usize),
    Move(usize),
    Change(usize),
    Rebuild,
    /// Moved and changed before it is read again.
    MoveAndChange(usize),
    /// A correction that is killed after so many milliseconds.
    Kill(usize, u64),
    /// A file is changed, moved, or both, and the ingest is killed.
    KillIngest(usize, usize, u64),
    KillRebuild(u64),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => Just(Deed::Ingest),
        4 => (0..3_usize, 0..3_usize).prop_map(|(paper, who)| Deed::Correct(paper, who)),
        1 => Just(Deed::Again),
        2 => (0..3_usize, 0..3_usize).prop_map(|(paper, who)| Deed::Other(paper, who)),
        1 => (0..3_usize, 0..3_usize).prop_map(|(paper, stance)| Deed::Stance(paper, stance)),
        2 => (0..6_usize).prop_map(Deed::Undo),
        1 => (0..3_usize).prop_map(Deed::Move),
        1 => (0..3_usize).prop_map(Deed::Change),
        1 => Just(Deed::Rebuild),
        1 => (0..3_usize).prop_map(Deed::MoveAndChange),
        1 => (0..3_usize, 5..150_u64).prop_map(|(paper, after)| Deed::Kill(paper, after)),
        1 => (0..3_usize, 0..3_usize, 5..150_u64)
            .prop_map(|(paper, how, after)| Deed::KillIngest(paper, how, after)),
        1 => (5..150_u64).prop_map(Deed::KillRebuild),
    ]
}

/// What a plain reading of the rules says should be so.
#[derive(Default)]
struct Model {
    /// Files: name and content.
    files: Vec<(String, String)>,
    /// What the last ingest saw, by name: the content's hash.
    stored: BTreeMap<String, String>,
    /// What each of these held before.
    earlier: BTreeMap<String, Vec<String>>,
    /// What each file was called at the last ingest.
    called: Vec<Option<String>>,
    judged: Vec<Judged>,
}

/// A judgement.
#[derive(Clone)]
struct Judged {
    by: &'static str,
    name: String,
    hash: String,
    /// The respondent; none where a stance was judged.
    who: Option<String>,
    note: String,
    held: bool,
}

const READ: [&str; 3] = ["Havby kommun", "Viken kommun", "Region Skåne"];
const SAID: [&str; 3] = ["Norra båtklubben", "Södra båtklubben", "Östra båtklubben"];

impl Model {
    fn respondents(&self) -> BTreeMap<String, String> {
        let of = |(name, hash): (&String, &String)| {
            let holds = |one: &&Judged| {
                let gone = !self.stored.values().any(|stored| *stored == one.hash);
                let earlier = self.earlier.get(name);
                let held = earlier.is_some_and(|hashes| hashes.contains(&one.hash));
                one.held && (one.hash == *hash || gone && (held || one.name == *name))
            };
            // The last word of each person; where two differ neither holds.
            let all = self.judged.iter().filter(holds);
            let mut words: BTreeMap<&str, &String> = BTreeMap::new();
            words.extend(all.filter_map(|one| Some((one.by, one.who.as_ref()?))));
            let mut words: Vec<&String> = words.into_values().collect();
            words.dedup();
            let said = match words[..] {
                [only] => Some(only.clone()),
                _ => None,
            };
            let text = self
                .files
                .iter()
                .find(|(_, text)| sha256_hex(text.as_bytes()) == *hash);
            let read = text.and_then(|(_, text)| text.lines().next());
            (
                name.clone(),
                said.or(read.map(str::to_owned)).unwrap_or_default(),
            )
        };
        self.stored.iter().map(of).collect()
    }

    /// What is stored is what the files hold, and each knows what it was.
    fn ingest(&mut self) {
        let all = self.files.iter();
        let all = all.map(|(name, text)| (name.clone(), sha256_hex(text.as_bytes())));
        let now: BTreeMap<String, String> = all.collect();
        self.called.resize(self.files.len(), None);
        for (paper, (name, text)) in self.files.iter().enumerate() {
            let (name, hash) = (name.clone(), sha256_hex(text.as_bytes()));
            let moved = self.stored.iter().find(|(_, before)| **before == hash);
            let before = self.stored.get(&name);
            if let (None, Some((from, _))) = (before, moved) {
                let earlier = self.earlier.get(from).cloned().unwrap_or_default();
                self.earlier.insert(name, earlier);
            } else if let Some(before) = before.filter(|before| **before != hash) {
                let earlier = self.earlier.entry(name).or_default();
                earlier.push(before.clone());
            } else if before.is_none()
                && let Some(from) = self.called[paper].clone()
            {
                // Moved and changed: of the same sender, and most of it stands.
                let mut earlier = self.earlier.get(&from).cloned().unwrap_or_default();
                earlier.push(self.stored[&from].clone());
                self.earlier.insert(name, earlier);
            }
        }
        self.called = self
            .files
            .iter()
            .map(|(name, _)| Some(name.clone()))
            .collect();
        self.stored = now;
    }

    /// Places of the judgements as they are listed: a person's after the other's.
    fn listed(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.judged.len()).collect();
        all.sort_by_key(|at| self.judged[*at].by);
        all
    }

    /// Somebody says so; the same in force already is said at its new place.
    fn say(&mut self, said: Judged) {
        let is_same = |one: &Judged| {
            let key = |one: &Judged| (one.by, one.name.clone(), one.hash.clone(), one.note.clone());
            one.held && one.who == said.who && key(one) == key(&said)
        };
        self.judged.retain(|one| !is_same(one));
        self.judged.push(said);
    }
}

fn ids(desk: &Desk) -> Vec<(String, bool)> {
    let (_, json) = desk.run(&["correct", "--list", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap_or_default();
    let id = |row: &Value| {
        (
            row["id"].as_str().unwrap().to_owned(),
            row["undone_by"].is_null(),
        )
    };
    rows.iter().map(id).collect()
}

fn corrected(
    desk: &Desk,
    model: &mut Model,
    (paper, who): (usize, usize),
    by: &'static str,
    turn: usize,
) {
    let Some((name, hash)) = model.stored.iter().nth(paper) else {
        return;
    };
    let (name, hash, who) = (name.clone(), hash.clone(), SAID[who].to_owned());
    let note = format!("--note={turn}");
    let said = format!("respondent={who}");
    let (code, told) = desk.run(&["correct", &name, &said, "--by", by, &note]);
    assert_eq!(code, 0, "{told}");
    let (note, who, held) = (turn.to_string(), Some(who), true);
    model.say(Judged {
        by,
        name,
        hash,
        who,
        note,
        held,
    });
}

fn do_it(desk: &Desk, model: &mut Model, deed: &Deed, turn: usize) {
    match *deed {
        Deed::Ingest => {
            desk.ingest(&[]);
            model.ingest();
        }
        Deed::Correct(paper, who) => corrected(desk, model, (paper, who), "Anna", turn),
        Deed::Other(paper, who) => corrected(desk, model, (paper, who), "Bo", turn),
        Deed::Again => {
            let is_here =
                |one: &&Judged| one.who.is_some() && model.stored.get(&one.name) == Some(&one.hash);
            if let Some(last) = model.judged.iter().rfind(is_here).cloned() {
                let said = format!("respondent={}", last.who.as_deref().unwrap_or(""));
                let note = format!("--note={}", last.note);
                let (code, told) =
                    desk.run(&["correct", &last.name, &said, "--by", last.by, &note]);
                assert_eq!(code, 0, "{told}");
                model.say(Judged { held: true, ..last });
            }
        }
        Deed::Stance(paper, stance) => {
            let Some((name, hash)) = model.stored.iter().nth(paper) else {
                return;
            };
            let (name, hash) = (name.clone(), hash.clone());
            let said = format!("stance={}", ["kritik", "neutral", "stöd"][stance]);
            let (unit, note) = (format!("{name}:9"), format!("--note={turn}"));
            let args = ["correct", &unit, "focus=helhet", &said, "--by", "Bo", &note];
            // Where no position is read there is none to be judged.
            if desk.run(&args).0 == 0 {
                let (by, note) = ("Bo", turn.to_string());
                let (who, held) = (None, true);
                model.say(Judged {
                    by,
                    name,
                    hash,
                    who,
                    note,
                    held,
                });
            }
        }
        Deed::Kill(paper, after) => {
            let Some((name, hash)) = model.stored.iter().nth(paper) else {
                return;
            };
            let (name, hash, who) = (name.clone(), hash.clone(), SAID[turn % 3].to_owned());
            let (said, note) = (format!("respondent={who}"), format!("--note={turn}"));
            killed(
                desk,
                &["correct", &name, &said, "--by", "Anna", &note],
                after,
            );
            // Whole or not at all; the next ingest does what is left to do.
            if ids(desk).len() > model.judged.len() {
                let (by, note) = ("Anna", turn.to_string());
                let (who, held) = (Some(who), true);
                model.say(Judged {
                    by,
                    name,
                    hash,
                    who,
                    note,
                    held,
                });
            }
            do_it(desk, model, &Deed::Ingest, turn);
        }
        Deed::Undo(at) => {
            let all = ids(desk);
            if let Some((id, true)) = all.get(at) {
                desk.run(&["correct", "--undo", id, "--by", "Bo"]);
                let at = model.listed()[at];
                model.judged[at].held = false;
            }
        }
        Deed::Move(paper) => moved(desk, model, paper, turn),
        Deed::Change(paper) => {
            // What was stored may not be looked up by its text any more.
            do_it(desk, model, &Deed::Ingest, turn);
            changed(desk, model, paper, turn);
            do_it(desk, model, &Deed::Ingest, turn);
        }
        Deed::MoveAndChange(paper) => {
            do_it(desk, model, &Deed::Ingest, turn);
            moved(desk, model, paper, turn);
            changed(desk, model, paper, turn);
            do_it(desk, model, &Deed::Ingest, turn);
        }
        Deed::KillIngest(paper, how, after) => {
            do_it(desk, model, &Deed::Ingest, turn);
            if how != 1 {
                moved(desk, model, paper, turn);
            }
            if how != 0 {
                changed(desk, model, paper, turn);
            }
            let papers = desk.path("papers");
            let args = ["ingest", papers.to_str().unwrap(), "-q", "--prune"];
            killed(desk, &args, after);
            // The next one does what is left to do.
            do_it(desk, model, &Deed::Ingest, turn);
        }
        Deed::KillRebuild(after) => {
            do_it(desk, model, &Deed::Ingest, turn);
            killed(desk, &["rebuild"], after);
        }
        Deed::Rebuild => {
            if !model.stored.is_empty() {
                let (code, told) = desk.run(&["rebuild"]);
                assert_eq!(code, 0, "{told}");
            }
        }
    }
}

/// A file has another name.
fn moved(desk: &Desk, model: &mut Model, paper: usize, turn: usize) {
    let (name, _) = &mut model.files[paper];
    let new = format!("{turn}-{}", READ[paper].replace(' ', "_")) + ".txt";
    fs::rename(desk.paper(name), desk.paper(&new)).unwrap();
    *name = new;
}

/// A file holds something else, most of it as before.
fn changed(desk: &Desk, model: &mut Model, paper: usize, turn: usize) {
    let (name, text) = &mut model.files[paper];
    *text = text.replace("tillstyrker", &format!("tillstyrker nu {turn} gånger"));
    fs::write(desk.paper(name), &*text).unwrap();
}

fn is_begun(desk: &Path) -> bool {
    desk.join("archive").is_dir()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn whatever_is_done_the_papers_are_read_as_the_rules_say(
        deeds in prop::collection::vec(deed(), 4..12),
    ) {
        let texts = READ.map(|who| letter(who, ""));
        let names = ["a.txt", "b.txt", "c.txt"];
        let papers: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().map(String::as_str)).collect();
        let desk = Desk::new(&papers);
        let files = papers.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let mut model = Model {
            files: files.collect(),
            ..Model::default()
        };
        do_it(&desk, &mut model, &Deed::Ingest, 0);
        prop_assert!(is_begun(desk.dir.path()));
        for (turn, deed) in deeds.iter().enumerate() {
            do_it(&desk, &mut model, deed, turn + 1);
            prop_assert_eq!(desk.respondents(), model.respondents(), "after {:?}", deed);
            prop_assert_eq!(ids(&desk).len(), model.judged.len(), "after {:?}", deed);
        }
    }
}
