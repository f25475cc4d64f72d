//! What every command costs as an archive grows: CPU seconds and peak memory
//! at 1,000, 10,000 and 50,000 papers.
//!
//! Two ladders that look like use: referrals of a hundred answers each, by 300
//! respondents, with a report that sums them up; and everything in one
//! referral, a respondent a paper. The papers are made here, the same each
//! time: opinions of offices and minutes with statements, sentences of which
//! some value, some ask, some say nothing, some stand in many papers.
//!
//! Prints a line per command and rung, with how much dearer a paper is than on
//! the rung below. Ends with an error where a step costs more than 1.3 times
//! linear, or where a command that reads paper by paper takes more than 300 MB
//! on the highest rung. `REMISS_LADDER=1000,10000,50000` names the rungs
//! (without it 1,000 and 4,000), `REMISS_LADDER_BIN` another program,
//! `REMISS_LADDER_ONLY` the commands whose name holds a word.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench writes its input and prints figures"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use wait4::Wait4 as _;

/// A step may cost so much more than the papers it adds.
const LINEAR: f64 = 1.3;
/// MB that a command which reads paper by paper may take.
const MEMORY: u64 = 300;
/// Seconds below which a command is all start-up and noise.
const NOISE: f64 = 0.1;

/// A command, and whether it reads paper by paper.
const COMMANDS: &[(&str, bool)] = &[
    ("verify", false),
    ("show 000007", false),
    ("search dialog", true),
    ("search dialog --limit 1000", true),
    ("search dialog --limit 0", true),
    ("search dialog --limit 0 --format json", true),
    ("search dialog --kwic", true),
    ("search dialog --kwic --sort left --limit 50", true),
    ("search dialog --group-by nämnd", true),
    ("search dialog --group-by parti", true),
    ("search dialog --group-by dokument", true),
    ("search dialog --facets", true),
    ("search dialog --referral KS", true),
    ("papers", false),
    ("papers --format csv", false),
    ("related dialog", false),
    ("ledger", false),
    ("ledger --referral KS", false),
    ("positions", true),
    ("positions --format json", true),
    ("positions --format csv", true),
    ("positions --focus dialog", true),
    ("positions --topic upphandling --stance kritik", true),
    ("asks", true),
    ("lost", false),
    ("topics", false),
    ("reuse", false),
    ("reuse --format json", false),
    ("reuse --answers", false),
    ("reuse --answers --format json", false),
    ("export units", true),
    ("export text --format text", true),
    ("export notes", true),
];

/// How papers fall into referrals.
#[derive(Clone, Copy)]
enum Ladder {
    /// A hundred answers a referral, 300 respondents, and a report.
    Hundreds,
    /// One referral, a respondent a paper.
    One,
}

fn main() -> ExitCode {
    let rungs = std::env::var("REMISS_LADDER").unwrap_or_else(|_| "1000,4000".to_owned());
    let rungs: Vec<usize> = rungs
        .split(',')
        .map(|rung| rung.parse().expect("a number"))
        .collect();
    let mut wrong = Vec::new();
    for (ladder, name) in [
        (Ladder::Hundreds, "a hundred answers a referral"),
        (Ladder::One, "one referral"),
    ] {
        println!(
            "\n{name}\n{:>7}  {:>8} {:>6} {:>7}  command",
            "papers", "CPU s", "MB", "linear"
        );
        climb(ladder, &rungs, &mut wrong);
    }
    for words in &wrong {
        println!("too much: {words}");
    }
    if wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Measures every command on every rung.
fn climb(ladder: Ladder, rungs: &[usize], wrong: &mut Vec<String>) {
    let only = std::env::var("REMISS_LADDER_ONLY").unwrap_or_default();
    let highest = rungs.iter().max();
    let mut before: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for rung in rungs {
        let dir = tempfile::tempdir().expect("a temporary folder");
        write_papers(ladder, *rung, &dir.path().join("papers"));
        let mut told = |name: &'static str, reads: bool, (cpu, memory): (f64, u64)| {
            let linear = before
                .insert(name, (*rung, cpu))
                .map(|(papers, earlier)| (cpu / earlier) / (*rung as f64 / papers as f64));
            let shown = linear.map_or_else(String::new, |linear| format!("{linear:.2}"));
            println!("{rung:>7}  {cpu:>8.2} {memory:>6} {shown:>7}  {name}");
            if linear.is_some_and(|linear| linear > LINEAR && cpu > NOISE) {
                wrong.push(format!("{name} at {rung}: {shown} times linear"));
            }
            if reads && Some(rung) == highest && memory > MEMORY {
                wrong.push(format!("{name} at {rung}: {memory} MB"));
            }
        };
        told("ingest", false, run(dir.path(), "ingest papers --quiet"));
        for (command, reads) in COMMANDS
            .iter()
            .filter(|(command, _)| command.contains(&only))
        {
            told(command, *reads, run(dir.path(), command));
        }
    }
}

/// CPU seconds and peak memory in MB of a command; of two runs the less, if it
/// is a short one.
fn run(dir: &Path, command: &str) -> (f64, u64) {
    let once = || {
        let program = std::env::var_os("REMISS_LADDER_BIN").map_or_else(
            || PathBuf::from(env!("CARGO_BIN_EXE_remiss")),
            PathBuf::from,
        );
        let child = Command::new(program)
            .args(command.split(' '))
            .args(["--archive", "archive"])
            .current_dir(dir)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be run");
        let used = child.wait4().expect("the program ends");
        let code = used.status.code();
        assert!(matches!(code, Some(0 | 1)), "{command} ended with {code:?}");
        let cpu = used.rusage.utime + used.rusage.stime;
        (cpu.as_secs_f64(), used.rusage.maxrss >> 20)
    };
    let first = once();
    if first.0 > 3.0 || command.starts_with("ingest") {
        return first;
    }
    let second = once();
    (first.0.min(second.0), first.1.min(second.1))
}

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % most as u64) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const SYLLABLES: [&str; 24] = [
    "ka", "to", "ri", "ber", "lund", "sko", "gran", "vik", "ho", "sund", "ma", "ni", "ter", "ro",
    "da", "fal", "ling", "vind", "bro", "hav", "ler", "mo", "sa", "pel",
];
const WORDS: [&str; 40] = [
    "verksamheten",
    "arbetet",
    "invånarna",
    "och",
    "att",
    "i",
    "som",
    "för",
    "med",
    "den",
    "av",
    "på",
    "digital",
    "service",
    "utveckling",
    "ansvar",
    "mål",
    "personal",
    "skola",
    "äldre",
    "klimat",
    "hållbarhet",
    "teknik",
    "system",
    "kostnader",
    "delaktighet",
    "samverkan",
    "trygghet",
    "barn",
    "kvalitet",
    "handlingsplanen",
    "under",
    "år",
    "genom",
    "flera",
    "enheter",
    "stadens",
    "gemensamma",
    "vägledning",
    "lokaler",
];
/// Sentences that offices keep for every answer.
const STANDARD: [&str; 16] = [
    "Förvaltningen är i huvudsak positiv till förslaget till program.",
    "Programmet bör kompletteras med mål som går att mäta.",
    "Att nyttan räknas hem är en rimlig princip, men modellen saknar uppgift om vem som ska räkna.",
    "Fokusområdet om dialog välkomnas.",
    "Nämnden saknar ett resonemang om dialog med invånarna.",
    "Det är otydligt hur leverantörer ska bjudas in, och förvaltningen efterlyser en vägledning.",
    "Riktlinjen för informationssäkerhet är tydlig, kortfattad och möjlig att följa.",
    "Förvaltningen vill dock framhålla vikten av att små enheter får stöd.",
    "Kontoret anser att fokusområdet om finansiering behöver förtydligas.",
    "Det är bra att leverantörer tas upp, men upphandling bör få mer plats.",
    "Förvaltningen föreslår att ansvaret för gemensamma tjänster samlas hos en nämnd.",
    "Partnerskap med lärosäten är viktigt men kräver resurser.",
    "Förvaltningen ställer sig tveksam till metodstödet.",
    "Nämnden ser en risk att kostnaderna ökar och önskar att de redovisas.",
    "Förvaltningen avstyrker att programmet ersätter nämndens egen plan.",
    "I dag finns uppgifter om fastigheter i flera register, och det är svårt att dela dem.",
];

/// A name of three syllables, another for each number below 13,824, and of
/// more above.
fn name(number: usize) -> String {
    let (mut name, mut rest) = (String::new(), number);
    for _ in 0..if number < 13_824 { 3 } else { 4 } {
        name.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    let first = name.remove(0).to_uppercase().to_string();
    format!("{first}{name}")
}

fn board(number: usize) -> String {
    format!("{}s stadsdelsnämnd", name(number))
}

/// A sentence that nobody else has.
fn sentence(chance: &mut Chance) -> String {
    let mut words: Vec<String> = (0..6 + chance.below(12))
        .map(|_| chance.of(&WORDS).to_owned())
        .collect();
    words.push(name(chance.below(300_000)).to_lowercase());
    format!("{} {}. ", name(chance.below(13_824)), words.join(" "))
}

fn paragraph(chance: &mut Chance, sentences: usize) -> String {
    (0..sentences).map(|_| sentence(chance)).collect()
}

/// What one paper is about and by whom.
struct Answer {
    board: String,
    title: String,
    number: String,
    day: usize,
}

fn answer(ladder: Ladder, at: usize) -> Answer {
    const TITLE: &str =
        "Almviks stads program för digital service och verksamhetsutveckling 2025–2030";
    let (board, title, number) = match ladder {
        Ladder::Hundreds => {
            let (referral, place) = (at / 100, at % 100);
            let title = format!("{TITLE}, del {}", name(referral + 1_000));
            (
                board((referral * 37 + place) % 300),
                title,
                format!("KS 2024/{}", 1_000 + referral),
            )
        }
        Ladder::One => (board(at), TITLE.to_owned(), "KS 2024/417".to_owned()),
    };
    let day = 1 + at * 7 % 28;
    Answer {
        board,
        title,
        number,
        day,
    }
}

fn write_papers(ladder: Ladder, papers: usize, dir: &Path) {
    for at in 0..papers {
        let chance = &mut Chance(at as u64);
        let families = (papers / 40).max(3);
        let family = chance.below(families) as u64;
        let shared = match chance.below(10) {
            0..4 => paragraph(&mut Chance(u64::MAX - family), 5),
            _ => paragraph(chance, 5),
        };
        let answer = answer(ladder, at);
        let text = match at % 5 {
            0 => minutes(&answer, at, &shared, chance),
            _ => opinion(&answer, at, &shared, chance),
        };
        let folder = dir.join(format!("{:03}", at / 500));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        std::fs::write(folder.join(format!("{at:06}.txt")), text).expect("a paper can be written");
        let sums_up = match ladder {
            Ladder::Hundreds => at % 100 == 99,
            Ladder::One => at + 1 == papers,
        };
        if sums_up {
            let report = report(ladder, at + 1 - 100..at + 1);
            std::fs::write(folder.join(format!("{at:06}-report.txt")), report)
                .expect("a report can be written");
        }
    }
}

/// The opinion of a board's office.
fn opinion(answer: &Answer, at: usize, shared: &str, chance: &mut Chance) -> String {
    let Answer {
        board,
        title,
        number,
        day,
    } = answer;
    let mut body = String::new();
    for _ in 0..4 {
        let (one, other) = (chance.of(&STANDARD), chance.of(&STANDARD));
        let _ = write!(
            body,
            "{one} {}{other} {}\n\n",
            sentence(chance),
            sentence(chance)
        );
    }
    format!(
        "Förvaltningen\n\nTill\n{board}\n\nTjänsteutlåtande\nDnr SDN 2024/{at}\n2024-10-{day:02}\n\n{title}\n\n\
         Svar på remiss från kommunstyrelsen, {number}\n\nFörslag till beslut\n\n\
         1. {board} överlämnar förvaltningens tjänsteutlåtande som svar på remissen.\n\nSammanfattning\n\n\
         Kommunstyrelsen har bett nämnden om synpunkter.\n\nFörvaltningens synpunkter\n\n{body}{shared}\n"
    )
}

/// The minutes of a board, with a statement.
fn minutes(answer: &Answer, at: usize, shared: &str, chance: &mut Chance) -> String {
    let Answer {
        board,
        title,
        number,
        day,
    } = answer;
    let party = chance.of(&["S", "V", "M", "MP", "C", "L", "KD"]);
    let (one, other) = (chance.of(&STANDARD), chance.of(&STANDARD));
    format!(
        "Almviks stad\n{board}\n\nPROTOKOLLSUTDRAG\n\nSammanträde tisdagen den {day} november 2024 kl. 15.00\n\n§ 7\n\
         Svar på remiss om {title}\nDnr SDN 2024/{at} ({number})\n\nBeslut\n\n\
         1. {board} lämnar förvaltningens tjänsteutlåtande som sitt svar på remissen.\n\nÄrendet\n\n\
         {one} {}{other}\n\n{} m.fl. ({party}) lämnar särskilt uttalande enligt följande;\n\n{shared}\n\n\
         Vid protokollet\nSekreterare Ek\n",
        paragraph(chance, 6),
        format_args!("{} {}", name(chance.below(500)), name(chance.below(13_824))),
    )
}

/// The report that sums up some answers.
fn report(ladder: Ladder, papers: std::ops::Range<usize>) -> String {
    let first = answer(ladder, papers.start);
    let boards: Vec<String> = papers.clone().map(|at| answer(ladder, at).board).collect();
    let mut summaries = String::new();
    for (at, board) in papers.zip(&boards) {
        let chance = &mut Chance(at as u64 + (1 << 40));
        let (one, other) = (chance.of(&STANDARD), chance.of(&STANDARD));
        let _ = write!(
            summaries,
            "{board} anför i huvudsak följande. {one} {other}\n\n"
        );
    }
    format!(
        "Utlåtande Rotel II ({})\n\n{}\n\nÄrendet\n\nProgrammet beskriver hur staden utvecklar sin service.\n\n\
         Beredning\n\nÄrendet har remitterats till {}.\n\n{summaries}\
         Mina synpunkter\n\nJag tycker bra.\n\nBilagor\n\n1. Reservationer m.m.\n\n\
         Borgarrådsberedningen tillstyrker förslaget.\n",
        first.number,
        first.title,
        boards.join(", "),
    )
}
