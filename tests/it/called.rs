//! What a thing is called moves nothing: papers of municipalities and ministries
//! with one label, heading or formula put in place of another that means the same
//! are read as before. The table was written by hands that had not seen the rules.

use remiss::document::Document;
use remiss::paper::Paper;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// Alternatives that are tried of each group that a paper holds.
const TRIED: usize = 3;
/// Share of the papers so changed that may be read otherwise; it may only sink. The
/// tables' first contact, with sentences of answers in them, was .13 and .15.
const CHANGED: f64 = 0.035;

/// A group of alternatives, and whether they are whole lines.
type Groups = BTreeMap<(String, bool), Vec<String>>;

fn groups() -> Groups {
    let table = fs::read_to_string(crate::project("tests/equivalents/structure.tsv")).unwrap();
    let mut groups = Groups::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (group, place, words) = (cells.next(), cells.next(), cells.next());
        let key = (group.unwrap().to_owned(), place.unwrap() == "line");
        groups
            .entry(key)
            .or_default()
            .push(words.unwrap().to_owned());
    }
    groups
}

/// The words of the longest alternative that a line of the paper is, or begins with.
fn found<'g>(lines: &[&str], all: &'g [String], whole: bool) -> Option<(usize, &'g String)> {
    let mut by_length: Vec<&String> = all.iter().collect();
    by_length.sort_by_key(|words| std::cmp::Reverse(words.len()));
    by_length.into_iter().find_map(|words| {
        let stands = |line: &&str| match whole {
            true => line.trim() == words,
            false => line.trim_start().starts_with(words.as_str()),
        };
        Some((lines.iter().position(stands)?, words))
    })
}

/// What a reader takes from a paper: its kind, whose it is, when, and its units.
fn read(text: String) -> String {
    let paper = Paper::read(Document::from_text("papper.txt", &text));
    let one = &paper.segmentation;
    let mut said = format!("{:?}", one.kind);
    for unit in &one.units {
        let lines = paper.document.index.lines_of(unit.span);
        write!(
            said,
            " | {:?} {:?} {lines:?} {:?}",
            unit.kind, unit.respondent, unit.date
        )
        .unwrap();
    }
    said
}

#[test]
fn what_a_thing_is_called_moves_little() {
    let groups = groups();
    let (mut tried, mut changed) = (0, Vec::new());
    for set in ["national", "local"] {
        let docs = crate::project(&format!("tests/issuers/{set}/docs"));
        let mut files: Vec<_> = fs::read_dir(docs)
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        for file in files
            .iter()
            .filter(|file| file.extension().is_some_and(|end| end == "txt"))
        {
            let text = fs::read_to_string(file).unwrap();
            let lines: Vec<&str> = text.split('\n').collect();
            let before = read(text.clone());
            for ((group, whole), all) in &groups {
                let Some((at, words)) = found(&lines, all, *whole) else {
                    continue;
                };
                let others = all.iter().filter(|other| *other != words);
                // Spread over the group, and the same on every run.
                let step = (all.len() / TRIED).max(1);
                for other in others.step_by(step).take(TRIED) {
                    let mut lines: Vec<String> =
                        lines.iter().map(|line| (*line).to_owned()).collect();
                    lines[at] = lines[at].replacen(words.as_str(), other, 1);
                    tried += 1;
                    if read(lines.join("\n")) != before {
                        let name = file.file_name().unwrap().to_string_lossy().into_owned();
                        changed.push(format!("{name}: {group}: {words:?} -> {other:?}"));
                    }
                }
            }
        }
    }
    let share = changed.len() as f64 / tried as f64;
    assert!(tried > 400, "only {tried} papers were changed");
    assert!(
        share <= CHANGED,
        "{share:.3} of {tried}:\n{}",
        changed.join("\n")
    );
}
