//! What paragraphs and letters of an old Word file look like, as far as it
//! decides what is read: headings, tables, what is deleted, hidden or struck out. Where it
//! cannot be told, text is text.

use super::{half, table_at, word};

/// Where the places of the two tables stand in the head.
const LETTERS: usize = 0xFA;
const PARAGRAPHS: usize = 0x102;
/// Both list pages of the main stream, of this size.
const PAGE: usize = 512;

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Level of a heading, 1 to 6.
    pub(super) heading: Option<u8>,
    pub(super) is_in_table: bool,
    closes_row: bool,
    /// What it looks like stands elsewhere: so do large rows.
    is_elsewhere: bool,
}

impl Style {
    /// Whether the mark of a cell is the one that closes a row.
    pub(super) fn is_row_end(&self, text: &str) -> bool {
        self.closes_row || self.is_elsewhere && text.is_empty()
    }
}

/// Runs of bytes of the main stream, in their order.
#[derive(Default)]
pub(super) struct Properties {
    paragraphs: Vec<(u32, u32, Style)>,
    /// What is not read, and why.
    unread: Vec<(u32, u32, Why)>,
}

/// Why letters are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    DeletedOrHidden,
    Struck,
}

impl Properties {
    pub(super) fn of(main: &[u8], table: &[u8]) -> Self {
        let mut found = Properties::default();
        each_run(main, table, LETTERS, |from, to, page, run, runs| {
            let unread = unread(page, run, runs);
            found.unread.extend(unread.map(|why| (from, to, why)));
        });
        each_run(main, table, PARAGRAPHS, |from, to, page, run, runs| {
            let style = style(page, run, runs).unwrap_or_default();
            if style != Style::default() {
                found.paragraphs.push((from, to, style));
            }
        });
        found.unread.sort_unstable();
        found
            .paragraphs
            .sort_unstable_by_key(|(from, to, _)| (*from, *to));
        found
    }

    /// How the paragraph is set whose mark stands at a place.
    pub(super) fn style(&self, at: u32) -> Style {
        let behind = self.paragraphs.partition_point(|(from, ..)| *from <= at);
        let run = behind.checked_sub(1).map(|before| self.paragraphs[before]);
        let style = run.filter(|(_, to, _)| at < *to).map(|(.., style)| style);
        style.unwrap_or_default()
    }

    /// Why the letter at a place is not read, if it is not.
    pub(super) fn unread(&self, at: u32) -> Option<Why> {
        let behind = self.unread.partition_point(|(from, ..)| *from <= at);
        let (_, to, why) = self.unread[behind.checked_sub(1)?];
        (at < to).then_some(why)
    }
}

/// Hands out the runs of a table with the page that each stands on, its number
/// there and how many there are.
fn each_run(
    main: &[u8],
    table: &[u8],
    at: usize,
    mut each: impl FnMut(u32, u32, &[u8], usize, usize),
) {
    let Some(table) = table_at(main, table, at) else {
        return;
    };
    let count = table.len().saturating_sub(4) / 8;
    // A page that is named over and over says nothing new.
    for entry in 0..count.min(main.len() / PAGE) {
        let number = word(table, (count + 1) * 4 + entry * 4).unwrap_or(u32::MAX);
        let from = (number & 0x3F_FFFF) as usize * PAGE;
        let Some(page) = main.get(from..from + PAGE) else {
            continue;
        };
        let runs = usize::from(page[PAGE - 1]);
        for run in 0..runs {
            if let (Some(from), Some(to)) = (word(page, run * 4), word(page, run * 4 + 4)) {
                each(from, to, page, run, runs);
            }
        }
    }
}

fn unread(page: &[u8], run: usize, runs: usize) -> Option<Why> {
    const DELETED: u16 = 0x0800;
    const HIDDEN: u16 = 0x083C;
    const STRUCK: u16 = 0x0837;
    const STRUCK_TWICE: u16 = 0x2A53;
    let at = usize::from(*page.get((runs + 1) * 4 + run)?) * 2;
    if at == 0 {
        return None;
    }
    let size = usize::from(*page.get(at)?);
    let changes = page.get(at + 1..at + 1 + size)?;
    let (mut unseen, mut struck) = (false, false);
    each_change(changes, |what, how| {
        let is_on = matches!(how, [1 | 0x81, ..]);
        unseen |= matches!(what, DELETED | HIDDEN) && is_on;
        struck |= matches!(what, STRUCK | STRUCK_TWICE) && is_on;
    });
    match (unseen, struck) {
        (true, _) => Some(Why::DeletedOrHidden),
        (false, true) => Some(Why::Struck),
        (false, false) => None,
    }
}

fn style(page: &[u8], run: usize, runs: usize) -> Option<Style> {
    const IN_TABLE: u16 = 0x2416;
    const CLOSES_ROW: u16 = 0x2417;
    const ELSEWHERE: u16 = 0x6646;
    const ENTRY: usize = 13;
    let at = usize::from(*page.get((runs + 1) * 4 + run * ENTRY)?) * 2;
    if at == 0 {
        return None;
    }
    // Sizes count pairs of bytes; an even number of bytes has its size behind a
    // zero.
    let (from, size) = match usize::from(*page.get(at)?) {
        0 => (at + 2, usize::from(*page.get(at + 1)?) * 2),
        size => (at + 1, size * 2 - 1),
    };
    let entry = page.get(from..(from + size).min(PAGE))?;
    // Styles 1 to 9 are Word's own headings in every file.
    let heading = half(entry, 0).filter(|style| (1..=9).contains(style));
    let mut style = Style {
        heading: heading.map(|level| level.min(6) as u8),
        ..Style::default()
    };
    each_change(entry.get(2..)?, |what, how| match what {
        IN_TABLE => style.is_in_table = how.first() == Some(&1),
        CLOSES_ROW => style.closes_row = how.first() == Some(&1),
        ELSEWHERE => style.is_elsewhere = true,
        _ => {}
    });
    Some(style)
}

/// Hands out changes of looks, as far as their sizes are known.
fn each_change(mut changes: &[u8], mut each: impl FnMut(u16, &[u8])) {
    const TABLE: u16 = 0xD608;
    while let Some(what) = half(changes, 0) {
        let rest = &changes[2..];
        let size = match (what >> 13, what) {
            (0 | 1, _) => 1,
            (2 | 4 | 5, _) => 2,
            (3, _) => 4,
            (7, _) => 3,
            (_, TABLE) => half(rest, 0).map_or(usize::MAX, |size| usize::from(size) + 1),
            _ => rest
                .first()
                .map_or(usize::MAX, |&size| usize::from(size) + 1),
        };
        let Some(how) = rest.get(..size) else { return };
        each(what, how);
        changes = &rest[size..];
    }
}
