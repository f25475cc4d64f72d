//! Marked text: the input shows what is expected of it.
//!
//! `⟦kind | respondent | more…⟧text⟦/⟧` marks a unit; `more` may hold
//! `signers: …`, `date: …`, `joins: kind S,V`, `pointer`. What a mark does not
//! mention must be absent (dates excepted). The marks are taken out before
//! the text is segmented.

use remiss::document::Document;
use remiss::paper::Paper;
use remiss::unit::{Signer, Unit};

/// Segments the text and compares every unit with the marks.
pub(crate) fn check(marked: &str) -> Paper {
    let (text, expected) = take_marks(marked);
    let paper = Paper::read(Document::from_text("case.txt", &text));
    let found: Vec<String> = paper
        .segmentation
        .units
        .iter()
        .zip(&expected)
        .map(|(unit, (mark, _))| describe(&paper, unit, mark.contains("date:")))
        .chain(
            paper
                .segmentation
                .units
                .iter()
                .skip(expected.len())
                .map(|unit| describe(&paper, unit, true)),
        )
        .collect();
    let wanted: Vec<String> = expected
        .iter()
        .map(|(mark, text)| format!("{mark}\n    {text}"))
        .collect();
    assert_eq!(
        found.join("\n"),
        wanted.join("\n"),
        "\nfound (left), marked (right) in\n{text}\nnotes: {:?}",
        paper.segmentation.notes
    );
    paper
}

fn take_marks(marked: &str) -> (String, Vec<(String, String)>) {
    let (mut text, mut expected) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('⟦') {
        text.push_str(before);
        let (mark, after) = after.split_once('⟧').unwrap();
        let (inside, after) = after.split_once("⟦/⟧").unwrap();
        text.push_str(inside);
        expected.push((mark.to_owned(), ends(inside)));
        rest = after;
    }
    text.push_str(rest);
    (text, expected)
}

fn describe(paper: &Paper, unit: &Unit, date: bool) -> String {
    let mut parts = vec![
        unit.kind.name().to_owned(),
        unit.respondent.clone().unwrap_or_else(|| "?".to_owned()),
    ];
    if !unit.signers.is_empty() {
        let signers: Vec<String> = unit.signers.iter().map(signer).collect();
        parts.push(format!("signers: {}", signers.join(", ")));
    }
    if let Some(found) = unit.date.as_deref().filter(|_| date) {
        parts.push(format!("date: {found}"));
    }
    if let Some(joins) = &unit.joins {
        parts.push(format!(
            "joins: {} {}",
            joins.kind.name(),
            joins.parties.join(",")
        ));
    }
    if unit.pointer {
        parts.push("pointer".to_owned());
    }
    format!(
        "{}\n    {}",
        parts.join(" | "),
        ends(paper.document.slice(unit.span))
    )
}

fn signer(signer: &Signer) -> String {
    let others = if signer.with_others { " m.fl." } else { "" };
    format!("{}{others} ({})", signer.name, signer.party)
        .trim()
        .to_owned()
}

/// First and last words of a text on one line.
fn ends(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 12 {
        return words.join(" ");
    }
    format!(
        "{} … {}",
        words[..6].join(" "),
        words[words.len() - 6..].join(" ")
    )
}
