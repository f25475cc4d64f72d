//! Hand-made labels of whole documents. The floors are what the program
//! reaches today; they may only rise.

use remiss::document::Document;
use remiss::paper::Paper;
use remiss::unit::Unit;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Labels {
    scope: Scope,
    units: Vec<Label>,
}

#[derive(Deserialize)]
struct Scope {
    complete_docs: Vec<String>,
    partial_docs: Vec<String>,
    respondents: Vec<String>,
}

#[derive(Deserialize)]
struct Label {
    doc: String,
    kind: String,
    body: String,
    lines: [u32; 2],
    date: Option<String>,
    signers: Vec<SignerLabel>,
    concurs: Option<Concurs>,
    refers_to_bilaga: bool,
}

#[derive(Deserialize)]
struct Concurs {
    kind: String,
    parties: Vec<String>,
}

#[derive(Deserialize)]
struct SignerLabel {
    name: String,
    party: String,
    mfl: bool,
}

/// Shares of what is right.
#[derive(Debug, Default)]
struct Score {
    right: usize,
    labelled: usize,
    found: usize,
    signers: (usize, usize),
    dates: (usize, usize),
    joins: (usize, usize),
    misses: Vec<String>,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.labelled + self.found).max(1) as f64
    }
}

fn share((right, all): (usize, usize)) -> f64 {
    if all == 0 {
        1.0
    } else {
        right as f64 / all as f64
    }
}

#[test]
fn the_fictional_city() {
    let score = score(
        &crate::project("corpus"),
        &crate::project("corpus/labels.json"),
    );
    floor(&score, [1.0, 1.0, 1.0, 1.0]);
}

#[test]
fn papers_of_other_cities_and_times() {
    let score = score(
        &crate::project("tests/papers"),
        &crate::project("tests/papers/labels.json"),
    );
    floor(&score, [1.0, 1.0, 1.0, 1.0]);
}

/// Runs over the documents that REMISS_REAL_CORPUS names, with the labels
/// beside them; says so where there are none.
#[test]
fn the_real_documents() {
    let Ok(corpus) = std::env::var("REMISS_REAL_CORPUS") else {
        eprintln!("skipped: REMISS_REAL_CORPUS is not set");
        return;
    };
    let corpus = crate::project(&corpus);
    let score = score(&corpus, &corpus.join("../gold/labels.json"));
    floor(&score, [1.0, 1.0, 1.0, 1.0]);
}

fn floor(score: &Score, [f1, signers, dates, joins]: [f64; 4]) {
    let reached = score.f1() >= f1
        && share(score.signers) >= signers
        && share(score.dates) >= dates
        && share(score.joins) >= joins;
    assert!(reached, "units F1 {:.3}\n{score:#?}", score.f1());
}

fn score(corpus: &Path, labels: &Path) -> Score {
    let labels: Labels = serde_json::from_str(&std::fs::read_to_string(labels).unwrap()).unwrap();
    let mut score = Score::default();
    for path in documents(corpus) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let doc = &name[..3];
        let complete = labels.scope.complete_docs.iter().any(|known| known == doc);
        if !complete && !labels.scope.partial_docs.iter().any(|known| known == doc) {
            continue;
        }
        let paper = Paper::read(Document::from_text(
            &name,
            &std::fs::read_to_string(&path).unwrap(),
        ));
        let in_scope = |unit: &&Unit| {
            let respondent = unit.respondent.as_deref().unwrap_or("");
            complete
                || labels
                    .scope
                    .respondents
                    .iter()
                    .any(|name| same_name(name, respondent))
        };
        let found: Vec<&Unit> = paper.segmentation.units.iter().filter(in_scope).collect();
        compare(
            &paper,
            &found,
            labels.units.iter().filter(|label| label.doc == doc),
            &mut score,
        );
    }
    assert!(
        score.labelled > 0,
        "no labelled document in {}",
        corpus.display()
    );
    score
}

fn documents(corpus: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"))
        .collect();
    paths.sort();
    paths
}

fn compare<'l>(
    paper: &Paper,
    found: &[&Unit],
    labels: impl Iterator<Item = &'l Label>,
    score: &mut Score,
) {
    let mut taken = vec![false; found.len()];
    score.found += found.len();
    for label in labels {
        score.labelled += 1;
        let kind = if label.kind == "sammanfattning_av_svar" {
            "sammanfattning"
        } else {
            &label.kind
        };
        let at = (0..found.len()).find(|&at| {
            let unit = found[at];
            let lines = paper.document.index.lines_of(unit.span);
            let alike = unit.kind.name() == kind
                && unit.pointer == label.refers_to_bilaga
                && near(lines, label.lines);
            !taken[at] && alike && same_name(unit.respondent.as_deref().unwrap_or(""), &label.body)
        });
        let Some(at) = at else {
            score.misses.push(format!(
                "{} {kind} {} {:?} not found",
                label.doc, label.body, label.lines
            ));
            continue;
        };
        taken[at] = true;
        score.right += 1;
        judge(found[at], label, score);
    }
    for (unit, _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        let lines = paper.document.index.lines_of(unit.span);
        score.misses.push(format!(
            "{} {} {:?} {lines:?} not labelled",
            paper.document.name,
            unit.kind.name(),
            unit.respondent
        ));
    }
}

fn judge(unit: &Unit, label: &Label, score: &mut Score) {
    let mut count = |right: bool, what: &str| {
        if !right {
            score
                .misses
                .push(format!("{} {:?} {what}: {unit:?}", label.doc, label.lines));
        }
        usize::from(right)
    };
    if !label.signers.is_empty() {
        let mut wanted: Vec<_> = label
            .signers
            .iter()
            .map(|s| (s.name.to_lowercase(), s.party.clone(), s.mfl))
            .collect();
        let mut found: Vec<_> = unit
            .signers
            .iter()
            .map(|s| (s.name.to_lowercase(), s.party.clone(), s.with_others))
            .collect();
        wanted.sort();
        found.sort();
        score.signers = (
            score.signers.0 + count(wanted == found, "signers"),
            score.signers.1 + 1,
        );
    }
    if label.date.is_some() {
        score.dates = (
            score.dates.0 + count(unit.date == label.date, "date"),
            score.dates.1 + 1,
        );
    }
    if unit.kind.is_statement() && !unit.pointer {
        let parties = |label: &Concurs| label.parties.iter().cloned().collect::<BTreeSet<_>>();
        let wanted = label
            .concurs
            .as_ref()
            .map(|joins| (joins.kind.clone(), parties(joins)));
        let found = unit.joins.as_ref().map(|joins| {
            (
                joins.kind.name().to_owned(),
                joins.parties.iter().cloned().collect(),
            )
        });
        score.joins = (
            score.joins.0 + count(wanted == found, "joins"),
            score.joins.1 + 1,
        );
    }
}

/// At most a line off at either end, or 95 % in common.
fn near(a: [u32; 2], b: [u32; 2]) -> bool {
    let inside = (f64::from(a[1].min(b[1])) - f64::from(a[0].max(b[0])) + 1.0).max(0.0);
    let all = f64::from(a[1] - a[0] + 1 + b[1] - b[0] + 1) - inside;
    inside / all >= 0.95 || a[0].abs_diff(b[0]) <= 1 && a[1].abs_diff(b[1]) <= 1
}

fn same_name(a: &str, b: &str) -> bool {
    let fold = |name: &str| {
        let words = name.to_lowercase();
        words
            .split_whitespace()
            .filter(|w| !matches!(*w, "ab" | "fastigheter"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (a, b) = (fold(a), fold(b));
    a.trim_end_matches('s') == b.trim_end_matches('s') && !a.is_empty()
}
