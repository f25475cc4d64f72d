//! The list of papers for people: what each is, whose, on what, when; what was
//! guessed is marked, and by which sign.

use super::{FAINT, NAME, pad, wide};
use crate::corpus::{Found, How, PaperRow};
use crate::document::DocumentKind;
use crate::paper::Paper;
use std::io::{self, Write};

/// A row as it is printed.
#[derive(Clone, Debug)]
pub struct PaperLine {
    /// The more the sooner it is to be looked at.
    pub doubt: f32,
    cells: [String; 6],
    doubts: Vec<String>,
}

/// Headings of the columns.
const HEADS: [&str; 6] = ["paper", "kind", "respondent", "date", "units", "referral"];

impl PaperLine {
    /// The line of one row.
    pub fn of(paper: &Paper, row: &PaperRow) -> Self {
        let marked = |value: &str, field: &str| match row.found.get(field).map(|one| one.how) {
            Some(How::Guess) if !value.is_empty() => format!("{value} ?"),
            Some(How::Register) => format!("{value} ≡"),
            Some(How::Correction) => format!("{value} ✓"),
            Some(How::Conflict) => format!("{value} ≠"),
            _ => value.to_owned(),
        };
        let referral = row.referral.as_ref();
        let title = referral.map_or("", |referral| referral.title.as_str());
        let number = referral.and_then(|referral| referral.diarienummer.as_deref());
        let referral = match number {
            Some(number) => format!("{number} {title}").trim_end().to_owned(),
            None => title.to_owned(),
        };
        let kind = paper.segmentation.kind;
        let doubts = row
            .found
            .iter()
            .filter_map(|(field, found)| doubt(field, found, kind));
        PaperLine {
            doubt: row.doubt(),
            cells: [
                row.name.clone(),
                marked(kind.name(), "kind"),
                marked(row.respondent.as_deref().unwrap_or(""), "respondent"),
                marked(row.date.as_deref().unwrap_or(""), "date"),
                row.units.len().to_string(),
                marked(&referral, "referral"),
            ],
            doubts: doubts.collect(),
        }
    }
}

fn doubt(field: &str, found: &Found, kind: DocumentKind) -> Option<String> {
    let sign = found.sign.as_deref().unwrap_or("no sign");
    match found.how {
        How::Conflict => Some(format!("{field}: {}", found.by.as_deref().unwrap_or(""))),
        How::Missing => Some(format!("no {field} was found")),
        How::Guess if kind == DocumentKind::Okand => Some("not recognised".to_owned()),
        How::Guess => {
            let ahead = found.ahead.unwrap_or(0.0);
            Some(format!(
                "{field} by \"{sign}\", {ahead:.1} ahead of the next"
            ))
        }
        _ => None,
    }
}

/// Writes lines as a table that fits so many columns.
pub fn papers(lines: &[PaperLine], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    const MOST: [usize; 5] = [34, 22, 34, 13, 5];
    let width = |at: usize| {
        let cells = lines.iter().map(|line| wide(&line.cells[at]));
        cells
            .chain([HEADS[at].len()])
            .max()
            .unwrap_or(0)
            .min(MOST[at])
    };
    let widths: Vec<usize> = (0..MOST.len()).map(width).collect();
    let taken: usize = widths.iter().map(|width| width + 2).sum();
    let rest = columns.saturating_sub(taken).max(12);
    let row = |cells: &[String; 6]| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(&pad(&fitted(cell, *width), width + 2));
        }
        line + &fitted(&cells[5], rest)
    };
    let heads = HEADS.map(str::to_owned);
    writeln!(out, "{NAME}{}{NAME:#}", row(&heads).trim_end())?;
    for line in lines {
        writeln!(out, "{}", row(&line.cells).trim_end())?;
        if !line.doubts.is_empty() {
            writeln!(out, "{FAINT}  {}{FAINT:#}", line.doubts.join(" · "))?;
        }
    }
    let marks = "? guessed  ≡ from a list  ✓ corrected  ≠ persons differ";
    writeln!(out, "{FAINT}{marks}{FAINT:#}")
}

/// Words cut to a width, the mark at their end kept.
fn fitted(words: &str, width: usize) -> String {
    if wide(words) <= width {
        return words.to_owned();
    }
    let mark = words.rsplit_once(' ').map(|(_, mark)| mark);
    let mark = mark.filter(|mark| mark.chars().count() == 1).unwrap_or("");
    let room = width.saturating_sub(1 + wide(mark) + usize::from(!mark.is_empty()));
    let mut cut = String::new();
    for c in words.chars() {
        if wide(&cut) + wide(c.encode_utf8(&mut [0; 4])) > room {
            break;
        }
        cut.push(c);
    }
    match mark {
        "" => format!("{cut}…"),
        mark => format!("{cut}… {mark}"),
    }
}
