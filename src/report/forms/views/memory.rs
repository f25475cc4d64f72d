//! Förra gången: a row an ask of an earlier answer, and what became of it.

use super::{Cell, Column, List};
use crate::lang::Words;
use crate::memory::{Near, Remembered};
use crate::report::Material;

pub(super) fn list(material: &Material, words: &Words) -> List {
    let earlier = &material.apart.earlier;
    let mut told = vec![match earlier.asks.is_empty() {
        true => words.say("no-memory").into_owned(),
        false => words.say("memory-told").into_owned(),
    }];
    if earlier.left > 0 {
        told.push(words.count("memory-left", earlier.left).into_owned());
    }
    List {
        key: "memory",
        told,
        columns: vec![
            Column::plain("doc-respondent", 24),
            Column::plain("doc-earlier", 30),
            Column::plain("doc-year", 8),
            Column::plain("filter-outcome", 14),
            Column::plain("doc-what", 12),
            Column::said("doc-sentence", 55),
            Column::said("doc-now-answer", 45),
            Column::said("doc-now-proposal", 45),
        ],
        rows: earlier.asks.iter().map(|one| row(words, one)).collect(),
    }
}

fn row(words: &Words, one: &Remembered) -> Vec<Cell> {
    let what = match one.view {
        true => words.say("doc-view"),
        false => words.say("doc-ask"),
    };
    let year = one.year.map(|year| year.to_string());
    let near = |near: &Option<Near>| match near {
        Some(near) => Cell::passage(words, &near.passage),
        None => Cell::none(),
    };
    vec![
        Cell::plain(&one.respondent),
        Cell::plain(&one.referral.title),
        Cell::plain(year.unwrap_or_default()),
        Cell::plain(words.named("became", one.became.name())),
        Cell::plain(what),
        Cell::passage(words, &one.ask),
        near(&one.answer),
        near(&one.proposal),
    ]
}
