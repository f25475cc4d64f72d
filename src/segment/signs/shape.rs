//! What a paper is by its shape: the signs of structure of an account and of a
//! proposal. Knows no weights.

use super::sheet::Sheet;
use super::{bodies, names};
use crate::column::OFF;
use crate::lexicon::{Column, accounts};
use crate::prose::is_closed;
use crate::segment::extent::paragraph_end;
use crate::text::lower;
use std::collections::{BTreeMap, BTreeSet};

/// An account of answers: a table of them, passages of a bill, comments in turn.
pub(super) fn account(sheet: &Sheet<'_>, found: &mut Vec<(&'static str, usize)>) {
    let table = sheet.range.clone().find(|&at| heads_a_table(sheet, at));
    if let Some(line) = table {
        found.push(("table of answers", line));
    }
    let passages = sheet.range.clone().filter(|&at| {
        let raw = sheet.lines.raw(at);
        raw.starts_with("Remissinstanserna:")
            || raw == "Remissinstanserna"
            || raw.starts_with("Remissinstanserna ") && raw.len() < 40
            || raw.starts_with("Skälen för regeringens")
    });
    let passages: Vec<usize> = passages.take(3).collect();
    if passages.len() >= 2 {
        found.push(("passages of a bill", passages[0]));
    }
    let comments: Vec<usize> = sheet
        .range
        .clone()
        .filter(|&at| {
            let raw = sheet.lines.raw(at);
            raw.len() < 400 && accounts().opens_comment(&lower(&sheet.lines.words(at)))
        })
        .take(3)
        .collect();
    if comments.len() >= 3 {
        found.push(("comments in turn", comments[0]));
    }
    if let Some(line) = bodies_in_turn(sheet) {
        found.push(("bodies in turn", line));
    }
}

/// The heads of a table of answers: a column of bodies beside their views, and
/// different bodies in it below.
fn heads_a_table(sheet: &Sheet<'_>, at: usize) -> bool {
    /// Cells of such a row, the length of one, lines below, bodies in them.
    const CELLS: std::ops::RangeInclusive<usize> = 2..=6;
    const SHORT: usize = 60;
    const NEAR: usize = 60;
    const BODIES: usize = 2;
    let lines = sheet.lines;
    // Most lines are no rows: their cells are not asked for.
    if !lines.raw(at).contains(['\t', '|', '\u{a0}']) && !lines.raw(at).contains("   ") {
        return false;
    }
    let row = lines.cells(at);
    let plain = |text: &str| text.len() < SHORT && !text.contains(['.', ':']);
    let of = |column| {
        row.iter()
            .position(|cell| accounts().column(&cell.low) == Some(column))
    };
    let Some(body) = of(Column::Body).filter(|_| CELLS.contains(&row.len())) else {
        return false;
    };
    let views = of(Column::View).is_some() || row.len() > 2 && of(Column::Sender).is_some();
    if !views || !row.iter().all(|cell| plain(&cell.text)) {
        return false;
    }
    let below = (at + 1..sheet.range.end.min(at + 1 + NEAR)).map(|at| lines.cells(at));
    let names = below.filter_map(|cells| {
        let near = cells
            .iter()
            .find(|cell| cell.column.abs_diff(row[body].column) <= OFF);
        near.or(cells.get(body)).filter(|_| cells.len() > 1)
    });
    let bodies: BTreeSet<&str> = names
        .filter(|cell| bodies::name(&cell.text).is_some())
        .map(|cell| cell.low.as_str())
        .collect();
    bodies.len() >= BODIES
}

/// Paragraphs and points that open with one body after another and its verb:
/// "Boverket anser …", "• Region Norr är positiv".
fn bodies_in_turn(sheet: &Sheet<'_>) -> Option<usize> {
    /// Bodies that nobody but who recounts answers has speak in turn; an answer
    /// may name its own and some that it agrees with.
    const FEWEST: usize = 5;
    /// Paragraphs that are looked at, and words of one.
    const PARAGRAPHS: usize = 400;
    const WORDS: usize = 10;
    const PARAGRAPH: usize = 12;
    let lines = sheet.lines;
    let opens = |at: &usize| {
        let above = at.checked_sub(1);
        let apart = above.is_none_or(|above| lines.is_blank(above) || is_closed(lines.raw(above)));
        !lines.is_blank(*at) && (apart || lines.line(*at).bullet)
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for at in sheet.range.clone().filter(opens).take(PARAGRAPHS) {
        let words = lines.words(at);
        let words = names::entry(&words);
        let places = words.match_indices(' ').map(|(at, _)| at).take(WORDS);
        let verb = places.filter(|at| {
            let next = words[at + 1..].split([' ', ',', '.']).next().unwrap_or("");
            let is = |verbs: &[String]| verbs.iter().any(|verb| verb == next);
            is(&accounts().verbs) && !is(&accounts().plain_verbs)
        });
        let said = verb.map(|at| words[..at].split(" (").next().unwrap_or(""));
        // "Lomma: Bra underlag, kör på." No "Boverket: registrator@boverket.se".
        let told = words.split_once(": ").filter(|(_, said)| {
            let whole = lines.joined(at, paragraph_end(lines, at, at + PARAGRAPH));
            said.split(' ').count() > 2 && !whole.contains('@') && is_closed(&whole)
        });
        let label = told.map(|(label, _)| label.split(" (").next().unwrap_or(""));
        let place = label.filter(|label| label.len() < WORDS * 6);
        let place = place.and_then(|label| bodies::known(&format!("{label} kommun")));
        let mut said = said.chain(label).filter_map(bodies::known).chain(place);
        if let Some((name, kind)) = said.next()
            && kind.as_deref() != Some("kontor")
        {
            seen.entry(name).or_insert(at);
        }
    }
    (seen.len() >= FEWEST).then(|| seen.into_values().min())?
}

/// The proposal itself: a table of contents, paragraphs, chapters.
pub(super) fn proposal(
    sheet: &Sheet<'_>,
    short: &[(usize, String)],
    found: &mut Vec<(&'static str, usize)>,
) {
    let leaders = sheet.range.clone().filter(|&at| {
        let raw = sheet.lines.raw(at);
        raw.contains(".....")
            && raw.ends_with(|c: char| c.is_ascii_digit())
            && !raw.starts_with('§')
    });
    if let Some(first) = leaders.take(8).nth(5) {
        found.push(("leaders of a table of contents", first));
    }
    let statutes = sheet.range.clone().filter(|&at| {
        let raw = sheet.lines.raw(at);
        let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < raw.len()
            && rest
                .trim_start_matches([' ', 'a', 'b', 'c'])
                .starts_with("§ ")
            && raw.len() > 30
    });
    if let Some(first) = statutes.take(6).nth(4) {
        found.push(("paragraphs of a statute", first));
    }
    let chapters = short.iter().filter(|(_, low)| {
        low.starts_with("kap.") || low.starts_with("kapitel ") || low.starts_with("kap ")
    });
    if let Some((line, _)) = chapters.take(6).nth(4) {
        found.push(("chapters", *line));
    }
}
