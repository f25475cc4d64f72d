//! A list of those asked that has a line a group: "Regioner: Region Skåne,
//! Region Halland", or sets names one after the other: "Bergs sameby; Norra
//! Skog;". Knows no names: what stands between two marks is one.

use super::entries::{is_asked, is_group};
use super::list::Named;
use crate::segment::signs::bodies;
use crate::segment::signs::sheet::Sheet;
use std::ops::Range;

/// The names of the group that this line opens, and the line behind it; a row
/// that ends in a comma goes on below.
pub(super) fn read(sheet: &Sheet<'_>, at: usize) -> Option<(Vec<Named>, usize)> {
    let lines = sheet.lines;
    let words = lines.words(at);
    let (group, row) = words.split_once(':')?;
    let group = group.trim_matches(['*', '-', '•', ' ']);
    if !is_group(group) || row.trim_matches(['*', ' ']).is_empty() {
        return None;
    }
    let mut found = names(row, at);
    let mut last = at;
    while lines.words(last).trim_end().ends_with(',') && last + 1 < sheet.range.end {
        last += 1;
        found.extend(names(&lines.words(last), last));
    }
    (!found.is_empty()).then_some((found, last + 1))
}

/// The names of a paragraph that puts semicolons between them, or commas where
/// most are bodies, and the line behind it; a name may go on in the next line.
pub(super) fn series(sheet: &Sheet<'_>, at: usize) -> Option<(Vec<Named>, usize)> {
    const FEWEST: usize = 3;
    let lines = sheet.lines;
    let end = lines.paragraph_end(at, sheet.range.end);
    let parted = |mark: char| {
        let marks = |at: usize| lines.raw(at).matches(mark).count();
        marks(at) > 0 && (at..end).map(marks).sum::<usize>() >= FEWEST
    };
    let mark = [';', ','].into_iter().find(|mark| parted(*mark))?;
    let found = between(sheet, at..end, mark);
    let bodies = found
        .iter()
        .filter(|(_, _, name)| bodies::name(name).is_some());
    let named = mark == ';' || 2 * bodies.count() > found.len();
    let asked = found.iter().all(|(_, _, name)| is_asked(name, true));
    (named && asked).then_some((found, end))
}

/// What stands between the marks of a paragraph.
fn between(sheet: &Sheet<'_>, paragraph: Range<usize>, mark: char) -> Vec<Named> {
    let lines = sheet.lines;
    let mut found: Vec<Named> = Vec::new();
    let mut open: Option<Named> = None;
    for line in paragraph {
        let words = lines.words(line);
        for (nth, piece) in words.split(mark).enumerate() {
            if nth > 0 {
                found.extend(open.take());
            }
            let piece = piece.trim_matches([' ', '*']);
            let piece = piece.strip_prefix("samt ").unwrap_or(piece);
            match &mut open {
                Some((_, last, name)) => {
                    *last = line;
                    crate::line_end::push_words(name, piece);
                }
                None if !piece.is_empty() => open = Some((line, line, piece.to_owned())),
                None => {}
            }
        }
    }
    found.extend(open);
    for (_, _, name) in &mut found {
        name.truncate(name.trim_end_matches('.').len());
    }
    found
}

fn names(row: &str, at: usize) -> Vec<Named> {
    let pieces = row.split([',', ';']).map(|name| {
        let name = name.trim_matches(['*', ' ']);
        name.strip_suffix('.').unwrap_or(name)
    });
    pieces
        .filter(|name| is_asked(name, true))
        .map(|name| (at, at, name.to_owned()))
        .collect()
}
