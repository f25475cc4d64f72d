//! Avtryck: a row a passage that one of the sender's texts took from an answer.

use super::{Cell, Column, List};
use crate::lang::Words;
use crate::report::Material;
use crate::report::cite::{central, cited};
use crate::reuse::{Answers, Text};
use crate::unit::CentralKind;
use crate::uptake::{Piece, Sentences, Taker, Uptake, uptakes};

pub(super) fn list(material: &Material, words: &Words) -> List {
    let answers = Answers::of(&material.answers);
    let takers = uptakes(&answers, |_| true);
    let rows = takers.iter().flat_map(|one| &one.uptakes);
    List {
        key: "uptake",
        told: told(&takers, words),
        columns: vec![
            Column::plain("doc-taker", 22),
            Column::plain("doc-respondent", 24),
            Column::plain("day", 12),
            Column::plain("doc-equal-words", 8),
            Column::said("doc-answer-says", 50),
            Column::said("doc-taker-says", 50),
            Column::plain("doc-changed", 50),
            Column::said("doc-left-out", 40),
        ],
        rows: rows.map(|one| row(words, one)).collect(),
    }
}

/// What each text took, those that took nothing too.
fn told(takers: &[Taker<'_>], words: &Words) -> Vec<String> {
    if takers.is_empty() {
        return vec![words.say("no-takers").into_owned()];
    }
    let mut told = vec![
        words.say("uptake-told").into_owned(),
        words.say("doc-changed-told").into_owned(),
    ];
    for one in takers {
        let took = match one.uptakes.len() {
            0 if one.before => words.say("took-before"),
            0 => words.say("took-nothing"),
            taken => words.count("took", taken),
        };
        told.push(format!("{}: {took}", name(words, one.text)));
    }
    let is_letter = |one: &Taker<'_>| one.text.central() == Some(CentralKind::Kontor);
    if !takers.iter().any(is_letter) {
        told.push(words.say("no-letter").into_owned());
    }
    told
}

fn row(words: &Words, one: &Uptake<'_>) -> Vec<Cell> {
    let left: Vec<&str> = one.left_out.iter().map(|left| left.text.as_str()).collect();
    let left = match one.left_out.first() {
        Some(first) => Cell::Said(left.join(" "), place(words, one.from, first)),
        None => Cell::none(),
    };
    let said = |text: &Text, one: &Sentences| Cell::Said(one.text.clone(), place(words, text, one));
    vec![
        Cell::plain(name(words, one.into)),
        Cell::plain(name(words, one.from)),
        Cell::plain(one.from.date().unwrap_or("")),
        Cell::plain(one.words.to_string()),
        said(one.from, &one.source),
        said(one.into, &one.said),
        Cell::plain(changes(&one.pieces)),
        left,
    ]
}

fn place(words: &Words, text: &Text, one: &Sentences) -> String {
    cited(words, &text.paper.document.name, one.lines)
}

/// Whose text it is; of the sender's own what it is.
fn name(words: &Words, text: &Text) -> String {
    match text.unit() {
        Some(_) => match text.respondent() {
            Some(name) => name.to_owned(),
            None => words.say("nobody-known").into_owned(),
        },
        None => crate::text::capitalised(&words.say(central(text.central()))),
    }
}

/// As a terminal is told: "[-vi-] {+jag+} ser".
fn changes(pieces: &[Piece]) -> String {
    crate::render::text::changes(pieces)
}
