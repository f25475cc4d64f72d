//! Asks and themes as JSON.

use super::{Rows, Who};
use crate::corpus::Bodies;
use crate::lost::{Length, Losses};
use crate::position::Passage;
use crate::text::Cited;
use crate::theme::Theme;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;
use std::io;

#[derive(Serialize, JsonSchema)]
pub(super) struct PassageJson<'a> {
    document: &'a str,
    #[serde(flatten)]
    lines: Cited,
    quote: &'a str,
}

pub(super) fn passage(passage: &Passage) -> PassageJson<'_> {
    PassageJson {
        document: &passage.document,
        lines: passage.lines,
        quote: &passage.quote,
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct LostJson<'a> {
    referral: &'a str,
    diarienummer: Option<&'a str>,
    #[serde(flatten)]
    who: Who<'a>,
    focus_areas: &'a [String],
    fate: &'a str,
    overlap: f64,
    ask: PassageJson<'a>,
    summary: Option<PassageJson<'a>>,
    /// Respondents that ask the same.
    raised_by: usize,
    /// A number that asks of three or more share which no account holds.
    dropped: Option<usize>,
    /// Whose paragraph tells of the answer, where it has none of its own.
    via: Option<&'a str>,
    summary_sentences: Option<usize>,
    answer_lines: Option<usize>,
}

/// An object per ask.
pub fn lost(losses: &Losses, bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    let lengths = losses.lengths.iter();
    let lengths: HashMap<(&str, &str), &Length> = lengths
        .map(|one| ((one.referral.title.as_str(), one.respondent.as_str()), one))
        .collect();
    let groups = losses.dropped.iter().zip(1..);
    let groups: HashMap<usize, usize> = groups
        .flat_map(|(group, number)| group.asks.iter().map(move |ask| (*ask, number)))
        .collect();
    let mut values = losses.asks.iter().enumerate().map(|(at, ask)| {
        let length = lengths.get(&(ask.referral.title.as_str(), ask.respondent.as_str()));
        LostJson {
            referral: &ask.referral.title,
            diarienummer: ask.referral.diarienummer.as_deref(),
            who: Who::of(Some(&ask.respondent), bodies),
            focus_areas: &ask.areas,
            fate: ask.fate.name(),
            overlap: ask.overlap,
            ask: passage(&ask.ask),
            summary: ask.summary.as_ref().map(passage),
            raised_by: ask.raised_by,
            dropped: groups.get(&at).copied(),
            via: length.and_then(|length| length.via.as_deref()),
            summary_sentences: length.map(|length| length.sentences),
            answer_lines: length.map(|length| length.lines),
        }
    });
    values.try_for_each(|value| rows.push(&value))
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ThemeJson<'a> {
    referral: &'a str,
    theme: &'a str,
    words: &'a [String],
    /// Respondents who ask for something about it.
    asks: usize,
    boards: Vec<BoardJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct BoardJson<'a> {
    #[serde(flatten)]
    who: Who<'a>,
    #[serde(flatten)]
    passage: PassageJson<'a>,
}

/// A respondent of a theme as a row of its own.
#[derive(Serialize, JsonSchema)]
struct RaisedJson<'a> {
    referral: &'a str,
    diarienummer: Option<&'a str>,
    #[serde(flatten)]
    board: BoardJson<'a>,
    theme: &'a str,
    words: &'a [String],
    respondents: usize,
    asks: usize,
}

fn board<'a>((name, at): &'a (String, Passage), bodies: &'a Bodies) -> BoardJson<'a> {
    BoardJson {
        who: Who::of(Some(name), bodies),
        passage: passage(at),
    }
}

/// An object per theme; of a table a row per theme and respondent.
pub fn themes(themes: &[Theme], bodies: &Bodies, rows: &mut Rows<'_>) -> io::Result<()> {
    themes.iter().try_for_each(|theme| {
        if rows.is_table() {
            return theme.boards.iter().try_for_each(|one| {
                rows.push(&RaisedJson {
                    referral: &theme.referral.title,
                    diarienummer: theme.referral.diarienummer.as_deref(),
                    board: board(one, bodies),
                    theme: &theme.name,
                    words: &theme.words,
                    respondents: theme.boards.len(),
                    asks: theme.asks,
                })
            });
        }
        rows.push(&ThemeJson {
            referral: &theme.referral.title,
            theme: &theme.name,
            words: &theme.words,
            asks: theme.asks,
            boards: theme.boards.iter().map(|one| board(one, bodies)).collect(),
        })
    })
}
