//! Inte återgivet: what several ask and no summary holds, then a row an ask that
//! the summary does not say as it was said, and where a bill departs from the
//! inquiry.

use super::{Cell, Column, List};
use crate::lang::Words;
use crate::lost::{Fate, Lost};
use crate::position::Passage;
use crate::report::Material;

pub(super) fn lists(material: &Material, words: &Words) -> Vec<List> {
    let mut lists = vec![by_respondent(material, words)];
    lists.extend(shared(material, words));
    lists.extend(departures(material, words));
    lists
}

fn by_respondent(material: &Material, words: &Words) -> List {
    let losses = &material.losses;
    let by = material.lost_by_respondent();
    let is_there = |one: &&&Lost| one.fate != Fate::Kept;
    let mut rows = Vec::new();
    for (_, asks) in &by {
        let mut asks: Vec<&Lost> = asks.iter().filter(is_there).copied().collect();
        asks.sort_by_key(|one| one.fate);
        rows.extend(asks.into_iter().map(|one| row(material, words, one)));
    }
    List {
        key: "lost",
        told: match losses.asks.is_empty() {
            true => {
                let key = match material.is_summed_up() {
                    true => "nothing-lost",
                    false => "no-summary",
                };
                vec![words.say(key).into_owned()]
            }
            false => counts(material, words),
        },
        columns: vec![
            Column::plain("doc-respondent", 24),
            Column::plain("doc-area", 24),
            Column::plain("filter-outcome", 18),
            Column::plain("doc-raised-by", 10),
            Column::said("doc-sentence", 60),
            Column::said("doc-account-says", 50),
        ],
        rows,
    }
}

fn counts(material: &Material, words: &Words) -> Vec<String> {
    let asks = &material.losses.asks;
    let missing = asks.iter().filter(|one| one.fate == Fate::NotGiven).count();
    let by = material.lost_by_respondent();
    let not_kept = |asks: &[&Lost]| asks.iter().any(|one| one.fate != Fate::Kept);
    let some = by.iter().filter(|(_, asks)| not_kept(asks)).count();
    let given = [("n", missing.into()), ("all", asks.len().into())];
    let among = [("n", some.into()), ("all", by.len().into())];
    vec![
        format!(
            "{} {}",
            words.with("not-in-summary", &given),
            words.with("lost-told", &among)
        ),
        words.say("lost-reading").into_owned(),
    ]
}

fn row(material: &Material, words: &Words, one: &Lost) -> Vec<Cell> {
    let areas = one.areas.iter().map(|id| material.area_title(id));
    let near = one.summary.as_ref();
    vec![
        Cell::plain(&one.respondent),
        Cell::plain(areas.collect::<Vec<_>>().join("; ")),
        Cell::plain(words.named("fate", one.fate.name())),
        Cell::plain(one.raised_by.to_string()),
        Cell::passage(words, &one.ask),
        near.map_or_else(Cell::none, |near| Cell::passage(words, near)),
    ]
}

/// Rows of one number are one ask.
fn shared(material: &Material, words: &Words) -> Option<List> {
    let losses = &material.losses;
    let mut rows = Vec::new();
    for (nth, one) in losses.dropped.iter().enumerate() {
        for ask in one.asks.iter().filter_map(|at| losses.asks.get(*at)) {
            rows.push(vec![
                Cell::plain((nth + 1).to_string()),
                Cell::plain(one.asks.len().to_string()),
                Cell::plain(&ask.respondent),
                Cell::passage(words, &ask.ask),
            ]);
        }
    }
    (!rows.is_empty()).then(|| List {
        key: "doc-lost-shared",
        told: vec![words.say("doc-lost-shared-told").into_owned()],
        columns: vec![
            Column::plain("doc-number-short", 6),
            Column::plain("respondents-count", 10),
            Column::plain("doc-respondent", 30),
            Column::said("doc-sentence", 90),
        ],
        rows,
    })
}

fn departures(material: &Material, words: &Words) -> Option<List> {
    let all = &material.losses.departures;
    let row = |(section, passage): (&String, &Passage)| {
        vec![Cell::plain(section), Cell::passage(words, passage)]
    };
    (!all.is_empty()).then(|| List {
        key: "doc-departures",
        told: vec![words.say("departures").into_owned()],
        columns: vec![
            Column::plain("doc-area", 30),
            Column::said("doc-sentence", 90),
        ],
        rows: all
            .iter()
            .map(|one| row((&one.section, &one.passage)))
            .collect(),
    })
}
