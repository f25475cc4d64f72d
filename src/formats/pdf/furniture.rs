//! Running heads and footers of pages: what the file marks as such, and what
//! stands again at the outer edge of many pages, the number of the page aside.
//! The heads of the first page stay: they say who writes, when and in what
//! matter; so does the watermark across it.

use super::rows::Piece;
use super::{Sheet, median};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The part of a page, at its head and at its foot, where furniture stands.
const BAND: f64 = 0.12;
/// Pages on which it stands at least, and one in how many of a long document:
/// a heading may happen to open a page several times.
const PAGES: (usize, usize) = (2, 5);
/// Furniture stands at one height, but for how a page lay in the scanner.
const HEIGHT: f64 = 8.0;
/// Furniture is set no larger than this, in sizes of the page: else it is a
/// heading.
const LARGEST: f64 = 1.15;
/// Between furniture and text there is more room than between lines: so many
/// times more, and so many sizes.
const APART: (f64, f64) = (1.3, 1.5);
/// Longest line of furniture, in bytes.
const LONGEST: usize = 300;
/// Rows of a page that tell how far apart its lines stand.
const ROWS: usize = 6;

/// Where on its page a piece stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Band {
    Head,
    Foot,
    /// A watermark.
    Across,
}

impl Band {
    fn of(piece: &Piece, extent: (f64, f64)) -> Option<Self> {
        let at = Sheet::depth(piece, extent);
        match () {
            () if !piece.turn.is_multiple_of(90) => Some(Band::Across),
            () if at < BAND => Some(Band::Head),
            () if at > 1.0 - BAND => Some(Band::Foot),
            () => None,
        }
    }
}

/// Pieces on one line.
struct Row {
    /// Their places in the sheet.
    pieces: Vec<usize>,
    y: f64,
    size: f64,
}

/// Takes the furniture off all pages.
pub(super) fn drop(sheets: &mut [Sheet]) {
    let again = Again::of(sheets);
    let rows: Vec<Vec<Vec<Row>>> = sheets.iter().map(rows).collect();
    let usual = median(rows.iter().flatten().flat_map(|rows| steps(rows)));
    for (page, (sheet, rows)) in sheets.iter_mut().zip(&rows).enumerate() {
        let dropped = dropped(page, sheet, rows, usual, &again);
        let mut at = 0..;
        sheet
            .pieces
            .retain(|_| at.next().is_some_and(|at| !dropped.contains(&at)));
    }
}

/// The places of a page's furniture. `usual` is how far apart lines stand.
fn dropped(
    page: usize,
    sheet: &Sheet,
    rows: &[Vec<Row>],
    usual: f64,
    again: &Again,
) -> HashSet<usize> {
    let size = median(sheet.pieces.iter().map(|piece| piece.size));
    let tells = |band| matches!(band, Some(Band::Head | Band::Across));
    let stays = |piece: &Piece| page == 0 && tells(Band::of(piece, sheet.extent));
    let is_one = |band: Band, at: &usize| {
        let piece = &sheet.pieces[*at];
        let small = piece.size < LARGEST * size || band == Band::Across;
        let here = Band::of(piece, sheet.extent) == Some(band) && !stays(piece);
        here && (piece.furniture || small && again.has(piece, page, band))
    };
    let all = 0..sheet.pieces.len();
    let mut found: HashSet<usize> = all
        .filter(|at| {
            let piece = &sheet.pieces[*at];
            piece.furniture && !stays(piece) || is_one(Band::Across, at)
        })
        .collect();
    for rows in rows {
        let step = if rows.len() < ROWS {
            usual
        } else {
            median(steps(rows))
        };
        found.extend(edge(rows.iter(), step, |at| is_one(Band::Head, at)));
        found.extend(edge(rows.iter().rev(), step, |at| is_one(Band::Foot, at)));
    }
    found
}

/// The furniture among rows from an edge of the page inwards: up to where
/// something else stands, and as far as there is room before that.
fn edge<'r>(
    rows: impl Iterator<Item = &'r Row>,
    step: f64,
    is_one: impl Fn(&usize) -> bool,
) -> Vec<usize> {
    let (mut found, mut doubtful) = (Vec::new(), Vec::new());
    let mut before: Option<&Row> = None;
    for row in rows {
        if let Some(before) = before {
            let size = before.size.min(row.size);
            if (row.y - before.y).abs() > (APART.0 * step).max(APART.1 * size) {
                found.append(&mut doubtful);
            }
        }
        let known = doubtful.len();
        doubtful.extend(row.pieces.iter().copied().filter(&is_one));
        if doubtful.len() == known {
            return found;
        }
        before = Some(row);
    }
    found.append(&mut doubtful);
    found
}

/// The rows of a page from the top, those of each turn by themselves.
fn rows(sheet: &Sheet) -> Vec<Vec<Row>> {
    let mut turns: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (at, piece) in sheet.pieces.iter().enumerate() {
        turns.entry(piece.turn).or_default().push(at);
    }
    let rows = turns.into_values().map(|mut pieces| {
        let piece = |at: usize| &sheet.pieces[at];
        pieces.sort_by(|&a, &b| piece(a).y.total_cmp(&piece(b).y));
        let same = |&a: &usize, &b: &usize| piece(b).y - piece(a).y < 0.3 * piece(a).size;
        let rows = pieces.chunk_by(same).map(|row| Row {
            pieces: row.to_vec(),
            y: piece(row[0]).y,
            size: row.iter().map(|&at| piece(at).size).fold(0.0, f64::max),
        });
        rows.collect()
    });
    rows.collect()
}

fn steps(rows: &[Row]) -> impl Iterator<Item = f64> {
    rows.windows(2).map(|pair| pair[1].y - pair[0].y)
}

/// What stands at the same height of many pages.
struct Again(HashMap<(Band, String), BTreeSet<i64>>);

impl Again {
    fn of(sheets: &[Sheet]) -> Self {
        let mut places: HashMap<(Band, String), BTreeSet<(i64, usize)>> = HashMap::new();
        for (page, sheet) in sheets.iter().enumerate() {
            for piece in &sheet.pieces {
                let Some(band) = Band::of(piece, sheet.extent) else {
                    continue;
                };
                for words in without_number(&piece.text, page) {
                    let place = (height(piece), page);
                    places.entry((band, words)).or_default().insert(place);
                }
            }
        }
        let enough = (sheets.len() / PAGES.1)
            .max(sheets.len().div_ceil(2).min(3))
            .max(PAGES.0);
        let often = places.into_iter().filter_map(|(words, places)| {
            let heights: BTreeSet<i64> = places.iter().map(|place| place.0).collect();
            let near = |at: &i64| {
                let near = places.range((at.saturating_sub(1), 0)..(at.saturating_add(2), 0));
                near.map(|place| place.1).collect::<BTreeSet<_>>().len() >= enough
            };
            let heights: BTreeSet<i64> = heights.into_iter().filter(near).collect();
            (!heights.is_empty()).then_some((words, heights))
        });
        Again(often.collect())
    }

    fn has(&self, piece: &Piece, page: usize, band: Band) -> bool {
        without_number(&piece.text, page).into_iter().any(|words| {
            let heights = self.0.get(&(band, words));
            heights.is_some_and(|heights| heights.contains(&height(piece)))
        })
    }
}

fn height(piece: &Piece) -> i64 {
    (piece.y / HEIGHT).round() as i64
}

/// The words as they are, and with each of their numbers that may be the
/// page's left out: what numbers the pages is then the same on all. An item of
/// the agenda may open every page, and be numbered as they are.
fn without_number(words: &str, page: usize) -> Vec<String> {
    if words.starts_with('§') {
        return Vec::new();
    }
    let mut all = vec![words.to_owned()];
    if words.len() > LONGEST {
        return all;
    }
    let mut from = 0;
    while let Some(start) = words[from..].find(|c: char| c.is_ascii_digit()) {
        let start = from + start;
        let rest = &words[start..];
        let end = rest.find(|c: char| !c.is_ascii_digit());
        from = start + end.unwrap_or(rest.len());
        let (before, after) = (&words[..start], &words[from..]);
        if let Ok(number) = words[start..from].parse::<i32>()
            && may_number_pages(before, after)
        {
            let ahead = i64::from(number) - page as i64;
            all.push(format!("{before}\0{ahead}\0{after}"));
        }
    }
    all
}

/// A number between these words may be that of the page: it is called so,
/// stands before how many there are, or is not that of a heading, as in
/// "Bilaga 2".
fn may_number_pages(before: &str, after: &str) -> bool {
    const CALLED: [&str; 6] = ["sida", "sid", "sid.", "s.", "page", "p."];
    let before = before.trim_end().to_lowercase();
    let words = before.split(|c: char| !(c.is_alphanumeric() || c == '.'));
    let called = words.clone().next_back();
    let of_all = after.trim_start().trim_start_matches("av ");
    let of_all = of_all.trim_start_matches(['(', '/']);
    let none = |words: &str| !words.contains(char::is_alphanumeric);
    called.is_some_and(|word| CALLED.contains(&word))
        || of_all.len() < after.trim_start().len()
            && of_all.starts_with(|c: char| c.is_ascii_digit())
        || none(after) && (none(&before) || words.filter(|word| !word.is_empty()).count() > 1)
}
