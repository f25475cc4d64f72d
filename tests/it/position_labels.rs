//! Hand-made labels of positions against their floors, and what each cue is
//! worth on them. The floors may only rise.

use crate::project;
use remiss::analyse::Analyser;
use remiss::document::Document;
use remiss::focus::FocusFiles;
use remiss::paper::Paper;
use remiss::position::{CONFIDENT, Class, Position, lexicon, positions};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Labels {
    positions: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    doc: String,
    respondent: String,
    topic: String,
    accept: Vec<String>,
    optional: bool,
    evidence: Vec<[u32; 2]>,
}

impl Label {
    /// The line of a statement; `None` for an answer.
    fn statement(&self) -> Option<u32> {
        let (_, line) = self.respondent.strip_prefix("stmt:")?.split_once('-')?;
        line.parse().ok()
    }

    fn area(&self) -> &str {
        const IDS: [(&str, &str); 13] = [
            ("F1", "god-informationshantering"),
            ("F2", "medveten-finansiering"),
            ("F3", "leverantorers-potential"),
            ("F4", "dialog"),
            ("F5", "strategiska-partnerskap"),
            ("F6", "stodjande-metoder"),
            ("informationssäkerhet", "informationssakerhet"),
            ("H1", "stockholmarnas-fokus"),
            ("H2", "helhetssyn"),
            ("H3", "hallbarhet"),
            ("H4", "handlingsutrymme"),
            ("H5", "larande"),
            ("H6", "oppenhet"),
        ];
        let known = IDS.iter().find(|(topic, _)| *topic == self.topic);
        known.map_or(&self.topic, |(_, id)| id)
    }

    fn is_of(&self, row: &Position) -> bool {
        if row.area != self.area() || !row.document.starts_with(&self.doc) {
            return false;
        }
        match self.statement() {
            Some(line) => row.kind.is_statement() && near(line, row),
            None => row.is_answer() && same_name(&row.respondent, &self.respondent),
        }
    }
}

/// The unit's first line stands in its id.
fn near(line: u32, row: &Position) -> bool {
    let first = row
        .unit
        .rsplit(':')
        .next()
        .unwrap_or("")
        .split('.')
        .next()
        .unwrap_or("");
    first
        .parse::<u32>()
        .is_ok_and(|first| line.abs_diff(first) <= 4)
}

fn same_name(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().trim_end_matches('s').to_owned();
    plain(a) == plain(b)
}

/// Shares of what is right.
#[derive(Debug, Default)]
struct Score {
    labelled: f64,
    raised: f64,
    right: f64,
    inside: f64,
    extra: f64,
    critical: (f64, f64),
    misses: Vec<String>,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.raised / (self.labelled + self.raised + self.extra)
    }
}

fn read(corpus: &Path) -> Vec<Position> {
    let mut paths: Vec<_> = std::fs::read_dir(corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"))
        .collect();
    paths.sort();
    let papers: Vec<Paper> = paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            Paper::read(Document::from_text(
                &name,
                &std::fs::read_to_string(path).unwrap(),
            ))
        })
        .collect();
    let found = positions(
        &papers,
        &FocusFiles::shipped().unwrap(),
        &Analyser::default(),
    );
    found
        .rows
        .into_iter()
        .filter(|row| row.confidence >= CONFIDENT)
        .collect()
}

fn labels(path: &Path) -> Vec<Label> {
    let labels: Labels = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    labels.positions
}

fn score(rows: &[Position], labels: &[Label], statements: bool) -> Score {
    let mut score = Score::default();
    let ours = || {
        labels
            .iter()
            .filter(|label| label.statement().is_some() == statements)
    };
    for label in ours().filter(|label| !label.optional) {
        score.labelled += 1.0;
        let critical = label.accept == ["kritik"];
        score.critical.1 += f64::from(u8::from(critical));
        let Some(row) = rows.iter().find(|row| label.is_of(row)) else {
            score.misses.push(format!(
                "{} {} {} not raised",
                label.doc, label.respondent, label.topic
            ));
            continue;
        };
        score.raised += 1.0;
        let right = label
            .accept
            .iter()
            .any(|stance| stance == row.stance.name());
        score.right += f64::from(u8::from(right));
        score.critical.0 += f64::from(u8::from(critical && right));
        if !right {
            score.misses.push(format!(
                "{} {} {} {:?} but {}",
                label.doc,
                label.respondent,
                label.topic,
                label.accept,
                row.stance.name()
            ));
        }
        let inside = row.evidence.iter().any(|evidence| {
            label
                .evidence
                .iter()
                .any(|[a, b]| evidence.lines.first <= b + 2 && evidence.lines.last + 2 >= *a)
        });
        score.inside += f64::from(u8::from(inside));
    }
    // Rows of a labelled respondent that no label has.
    for row in rows.iter().filter(|row| !row.inherited) {
        let labelled = ours().any(|label| label.is_of(row));
        let known = ours().any(|label| {
            let area = Position {
                area: label.area().to_owned(),
                ..row.clone()
            };
            label.is_of(&area)
        });
        if known && !labelled {
            score.extra += 1.0;
            score.misses.push(format!(
                "{} {} {} not labelled",
                row.document, row.respondent, row.area
            ));
        }
    }
    score
}

/// F1 of topics raised, accuracy of the stance, recall of critique, evidence
/// inside the labelled lines.
fn floor(score: &Score, floors: [f64; 4]) {
    let critique = if score.critical.1 > 0.0 {
        score.critical.0 / score.critical.1
    } else {
        1.0
    };
    let reached = [
        score.f1(),
        score.right / score.raised,
        critique,
        score.inside / score.raised,
    ];
    let fine = reached
        .iter()
        .zip(floors)
        .all(|(reached, floor)| *reached >= floor - 1e-9);
    assert!(fine, "{reached:.3?} but {floors:?}\n{:#?}", score.misses);
}

/// Read once, for reading is the slow part.
static FICTIONAL: LazyLock<Vec<Position>> = LazyLock::new(|| read(&project("corpus")));
static REAL: LazyLock<Option<Vec<Position>>> = LazyLock::new(|| {
    let corpus = std::env::var("REMISS_REAL_CORPUS").ok()?;
    Some(read(&project(&corpus)))
});

/// The labels beside the real documents.
fn real_labels() -> Vec<Label> {
    let corpus = std::env::var("REMISS_REAL_CORPUS").unwrap();
    labels(&project(&corpus).join("../gold/labels.json"))
}

#[test]
fn the_fictional_city() {
    let rows = &*FICTIONAL;
    let labels = labels(&project("corpus/labels.json"));
    floor(&score(rows, &labels, false), [0.99, 0.96, 0.94, 1.0]);
    floor(&score(rows, &labels, true), [0.99, 0.85, 0.8, 0.9]);
}

/// Runs over the documents that REMISS_REAL_CORPUS names, with the labels
/// beside them; says so where there are none.
#[test]
fn the_real_documents() {
    let Some(rows) = &*REAL else {
        eprintln!("skipped: REMISS_REAL_CORPUS is not set");
        return;
    };
    let labels = real_labels();
    floor(&score(rows, &labels, false), [0.99, 0.90, 1.0, 0.99]);
    floor(&score(rows, &labels, true), [0.99, 0.92, 0.8, 0.9]);
}

/// How often each cue stands as evidence, and how often it agrees with the
/// label: `cargo test every_cue -- --nocapture` shows which to trust.
#[test]
fn every_cue_with_its_precision() {
    let mut sets = vec![(&*FICTIONAL, labels(&project("corpus/labels.json")))];
    if let Some(rows) = &*REAL {
        sets.push((rows, real_labels()));
    }
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut phrases: BTreeMap<(&str, String), [usize; 2]> = BTreeMap::new();
    for (rows, labels) in sets {
        for label in &labels {
            let Some(row) = rows.iter().find(|row| label.is_of(row)) else {
                continue;
            };
            for evidence in row
                .evidence
                .iter()
                .filter(|evidence| !evidence.cue.is_empty())
            {
                // The phrase of a verdict is of another lexicon.
                let mut cues = lexicon().cues.iter();
                let Some(cue) = cues.find(|cue| cue.id == evidence.cue_id) else {
                    continue;
                };
                let right =
                    usize::from(label.accept.iter().any(|stance| agrees(cue.class, stance)));
                let phrase = phrases
                    .entry((&cue.id, evidence.cue.to_lowercase()))
                    .or_default();
                for count in [counts.entry(&cue.id).or_default(), phrase] {
                    count[0] += right;
                    count[1] += 1;
                }
            }
        }
    }
    let mut table = format!(
        "{:<18} {:<9} {:>8} {:>6} {:>9}\n",
        "cue", "class", "strength", "used", "precision"
    );
    for cue in &lexicon().cues {
        let [right, used] = counts.get(cue.id.as_str()).copied().unwrap_or_default();
        let share = if used > 0 {
            format!("{:.2}", right as f64 / used as f64)
        } else {
            "–".to_owned()
        };
        table.push_str(&format!(
            "{:<18} {:<9} {:>8} {used:>6} {share:>9}\n",
            cue.id,
            cue.class.name(),
            cue.strength
        ));
        for ((_, phrase), [right, used]) in phrases.iter().filter(|((id, _), _)| *id == cue.id) {
            table.push_str(&format!(
                "  {phrase:<36}{used:>7} {:>9.2}\n",
                *right as f64 / *used as f64
            ));
        }
    }
    eprintln!("{table}");
    let silent = |class: Class| matches!(class, Class::Nothing | Class::Contrast);
    let unused: Vec<&str> = lexicon()
        .cues
        .iter()
        .filter(|cue| !silent(cue.class) && !counts.contains_key(cue.id.as_str()))
        .map(|cue| cue.id.as_str())
        .collect();
    // The fictional city alone does not use them all.
    let most = if std::env::var("REMISS_REAL_CORPUS").is_ok() {
        5
    } else {
        8
    };
    assert!(
        unused.len() <= most,
        "cues that decide nothing: {unused:?}\n{table}"
    );
    let (right, used) = counts
        .values()
        .fold((0, 0), |sum, count| (sum.0 + count[0], sum.1 + count[1]));
    assert!(right * 100 >= used * 80, "{right} of {used}\n{table}");
}

/// A cue of this class fits a label of this stance.
fn agrees(class: Class, stance: &str) -> bool {
    match class {
        Class::Praise => stance.starts_with("stöd"),
        Class::Ask | Class::Worry => stance == "stöd_med_förbehåll" || stance == "kritik",
        Class::Lack | Class::Critique => stance == "stöd_med_förbehåll" || stance == "kritik",
        Class::Salience | Class::Contrast => stance != "stöd",
        Class::Nothing => true,
    }
}
