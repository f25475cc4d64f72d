//! The list of papers for people: what each is, whose, on what, when; what was
//! guessed is marked, and by which sign.

use super::{FAINT, NAME, pad, wide};
use crate::corpus::{Bodies, Found, How, PaperRow};
use crate::document::DocumentKind;
use crate::known::Field;
use crate::paper::Paper;
use std::io::{self, Write};

/// A row as it is printed.
#[derive(Clone, Debug)]
pub struct PaperLine {
    /// The more the sooner it is to be looked at.
    pub doubt: f32,
    cells: [String; COLUMNS],
    doubts: Vec<String>,
}

const COLUMNS: usize = 8;

/// Headings of the columns.
const HEADS: [&str; COLUMNS] = [
    "paper",
    "kind",
    "respondent",
    "which is",
    "decided by",
    "date",
    "units",
    "referral",
];

impl PaperLine {
    /// The line of one row.
    pub fn of(paper: &Paper, row: &PaperRow, bodies: &Bodies) -> Self {
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
                marked(
                    row.respondent_kind(paper, bodies).unwrap_or(""),
                    "respondent_kind",
                ),
                marked(row.deciding_body.as_deref().unwrap_or(""), "deciding_body"),
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
        // As doubtful as the name, which is told.
        How::Guess if field == Field::RespondentKind.name() => None,
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
    const MOST: [usize; COLUMNS - 1] = [34, 22, 34, 20, 24, 13, 5];
    // A column in which nothing stands is not shown.
    let width = |at: usize| {
        let cells = lines.iter().map(|line| wide(&line.cells[at]));
        match cells.max().unwrap_or(0) {
            0 => 0,
            most => most.max(HEADS[at].len()).min(MOST[at]),
        }
    };
    let widths: Vec<usize> = (0..MOST.len()).map(width).collect();
    let shown = || widths.iter().enumerate().filter(|(_, width)| **width > 0);
    let taken: usize = shown().map(|(_, width)| width + 2).sum();
    let rest = columns.saturating_sub(taken).max(12);
    let row = |cells: &[String; COLUMNS]| {
        let mut line = String::new();
        for (at, width) in shown() {
            line.push_str(&pad(&fitted(&cells[at], *width), width + 2));
        }
        line + &fitted(&cells[COLUMNS - 1], rest)
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
