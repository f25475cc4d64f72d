//! Layout moves nothing: the same paper with other line breaks, blank lines, gaps
//! and page ends gives the same kind, respondent, date and units. What changes
//! nothing that a reader sees holds for every paper; the others have floors.

use remiss::document::Document;
use remiss::paper::Paper;
use std::collections::BTreeMap;

/// Another layout of a text.
type Change = fn(&str) -> String;

/// What must not move: who, when, and every unit with its letters.
#[derive(PartialEq)]
struct Reading {
    kind: &'static str,
    respondent: Option<String>,
    date: Option<String>,
    units: Vec<(&'static str, Option<String>, usize)>,
}

impl Reading {
    fn of(name: &str, text: &str) -> Self {
        let paper = Paper::read(Document::from_text(name, text));
        let found = &paper.segmentation;
        let units = found.units.iter().zip(paper.flows()).map(|(unit, flow)| {
            let letters = flow.text.chars().filter(|c| c.is_alphabetic()).count();
            (unit.kind.name(), unit.respondent.clone(), letters)
        });
        Reading {
            kind: found.kind.name(),
            respondent: found.head.respondent.clone(),
            date: found.head.date.clone(),
            units: units.collect(),
        }
    }

    /// The same but for a tenth of a unit's letters: a heading more or less.
    fn is_like(&self, other: &Reading) -> bool {
        let near = |a: usize, b: usize| a.abs_diff(b) * 10 <= a.max(b);
        self.kind == other.kind
            && self.respondent == other.respondent
            && self.date == other.date
            && self.units.len() == other.units.len()
            && self
                .units
                .iter()
                .zip(&other.units)
                .all(|(a, b)| a.0 == b.0 && a.1 == b.1 && near(a.2, b.2))
    }
}

fn papers() -> Vec<(String, String)> {
    let mut papers = Vec::new();
    for set in ["national", "local", "third"] {
        let docs = crate::project(&format!("tests/issuers/{set}/docs"));
        for entry in std::fs::read_dir(docs).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.ends_with(".txt") {
                papers.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    papers.sort();
    papers
}

/// The share of papers that read the same when changed so, and the others.
fn unmoved(
    change: impl Fn(&str) -> String,
    same: fn(&Reading, &Reading) -> bool,
) -> (f64, Vec<String>) {
    let papers = papers();
    let mut moved = Vec::new();
    for (name, text) in &papers {
        if !same(&Reading::of(name, text), &Reading::of(name, &change(text))) {
            moved.push(name.clone());
        }
    }
    (1.0 - moved.len() as f64 / papers.len() as f64, moved)
}

#[test]
fn line_ends_and_white_space_behind_them_move_nothing() {
    let exact: fn(&Reading, &Reading) -> bool = |a, b| a == b;
    let changes: BTreeMap<&str, Change> = BTreeMap::from([
        (
            "CRLF",
            (|text| text.replace('\n', "\r\n")) as fn(&str) -> String,
        ),
        ("spaces at line ends", |text| text.replace('\n', "  \n")),
        ("a byte order mark", |text| format!("\u{feff}{text}")),
        ("no line end at the end", |text| text.trim_end().to_owned()),
        ("spaces at which no line breaks", |text| {
            text.replace(" (", "\u{a0}(").replace(" § ", " §\u{a0}")
        }),
    ]);
    for (what, change) in changes {
        let (_, moved) = unmoved(change, exact);
        assert!(moved.is_empty(), "{what}: {moved:?}");
    }
}

#[test]
fn other_layouts_move_little() {
    let floors: [(&str, Change, f64); 6] = [
        ("columns run together", |text| run_together(text), 0.94),
        (
            "blank lines doubled",
            |text| text.replace("\n\n", "\n\n\n"),
            0.96,
        ),
        ("page ends dropped", |text| text.replace('\u{c}', "\n"), 1.0),
        ("gaps as one tab", |text| as_tabs(text), 1.0),
        ("lines indented", |text| text.replace('\n', "\n    "), 1.0),
        ("blank lines dropped", |text| without_blank(text), 0.76),
    ];
    let mut failed = Vec::new();
    for (what, change, floor) in floors {
        let (share, moved) = unmoved(change, Reading::is_like);
        if share < floor {
            failed.push(format!("{what}: {share:.2}, moved {moved:?}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Runs of spaces inside a line, as one.
fn run_together(text: &str) -> String {
    let line = |line: &str| {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let (indent, words) = line.split_at(indent);
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        format!("{indent}{}", words.join(" "))
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Runs of three spaces and more inside a line, as a tab.
fn as_tabs(text: &str) -> String {
    let line = |line: &str| {
        let indent = line.len() - line.trim_start().len();
        let (indent, words) = line.split_at(indent);
        let cells: Vec<&str> = words
            .split("   ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect();
        format!("{indent}{}", cells.join("\t"))
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn without_blank(text: &str) -> String {
    let worded = text.lines().filter(|line| !line.trim().is_empty());
    worded.collect::<Vec<_>>().join("\n")
}
