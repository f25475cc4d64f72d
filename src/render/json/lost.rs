//! Asks and themes as JSON.

use super::positions::sequence;
use crate::position::{Lost, Passage};
use crate::text::Cited;
use crate::theme::Theme;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct PassageJson<'a> {
    document: &'a str,
    #[serde(flatten)]
    lines: Cited,
    quote: &'a str,
}

fn passage(passage: &Passage) -> PassageJson<'_> {
    PassageJson {
        document: &passage.document,
        lines: passage.lines,
        quote: &passage.quote,
    }
}

#[derive(Serialize)]
struct LostJson<'a> {
    referral: &'a str,
    respondent: &'a str,
    focus_areas: &'a [String],
    fate: &'a str,
    overlap: f64,
    ask: PassageJson<'a>,
    summary: Option<PassageJson<'a>>,
}

/// An object per ask: an array, or a line each.
pub fn lost(asks: &[Lost], lines: bool, out: &mut dyn Write) -> io::Result<()> {
    let values = asks.iter().map(|ask| LostJson {
        referral: &ask.referral.title,
        respondent: &ask.respondent,
        focus_areas: &ask.areas,
        fate: ask.fate.name(),
        overlap: ask.overlap,
        ask: passage(&ask.ask),
        summary: ask.summary.as_ref().map(passage),
    });
    sequence(values, lines, out)
}

#[derive(Serialize)]
struct ThemeJson<'a> {
    referral: &'a str,
    theme: &'a str,
    words: &'a [String],
    keyness: f64,
    boards: Vec<BoardJson<'a>>,
}

#[derive(Serialize)]
struct BoardJson<'a> {
    respondent: &'a str,
    #[serde(flatten)]
    passage: PassageJson<'a>,
}

/// An object per theme: an array, or a line each.
pub fn themes(themes: &[Theme], lines: bool, out: &mut dyn Write) -> io::Result<()> {
    let values = themes.iter().map(|theme| ThemeJson {
        referral: &theme.referral.title,
        theme: &theme.name,
        words: &theme.words,
        keyness: theme.keyness,
        boards: theme
            .boards
            .iter()
            .map(|(respondent, at)| BoardJson {
                respondent,
                passage: passage(at),
            })
            .collect(),
    });
    sequence(values, lines, out)
}
