//! Teman: a row a respondent of each theme, with its sentence.

use super::{Cell, Column, List};
use crate::lang::Words;
use crate::report::Material;
use crate::theme::Theme;

pub(super) fn list(material: &Material, words: &Words, most: usize) -> List {
    let all = &material.apart.themes;
    let shown = &all[..all.len().min(most)];
    let least = [("least", crate::report::LEAST.into())];
    let mut told = vec![match shown.is_empty() {
        true => words.with("no-topics", &least).into_owned(),
        false => words.with("topics-told", &least).into_owned(),
    }];
    if all.len() > shown.len() {
        let more = words.count("more-topics", all.len() - shown.len());
        told.push(more.into_owned());
    }
    List {
        key: "topics",
        told,
        columns: vec![
            Column::plain("topic", 22),
            Column::plain("topic-words", 24),
            Column::plain("respondents-count", 10),
            Column::plain("topic-asks", 10),
            Column::plain("doc-respondent", 24),
            Column::plain("doc-asks-here", 8),
            Column::said("doc-sentence", 70),
        ],
        rows: shown.iter().flat_map(|theme| rows(theme, words)).collect(),
    }
}

/// Who asks for something about it first.
fn rows(theme: &Theme, words: &Words) -> Vec<Vec<Cell>> {
    let is_asking = |at: &usize| theme.asking.binary_search(at).is_ok();
    let (asking, others): (Vec<usize>, Vec<usize>) =
        (0..theme.boards.len()).partition(|at| is_asking(at));
    let in_order = asking.iter().chain(&others);
    let row = |at: &usize| {
        let (name, passage) = &theme.boards[*at];
        let asks = match is_asking(at) {
            true => words.say("topic-asks-here").into_owned(),
            false => String::new(),
        };
        vec![
            Cell::plain(&theme.name),
            Cell::plain(theme.words.join(", ")),
            Cell::plain(theme.boards.len().to_string()),
            Cell::plain(theme.asks.to_string()),
            Cell::plain(name),
            Cell::plain(asks),
            Cell::passage(words, passage),
        ]
    };
    in_order.map(row).collect()
}
