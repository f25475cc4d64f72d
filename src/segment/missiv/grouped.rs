//! A list of those asked that has a line a group: "Regioner: Region Skåne,
//! Region Halland". Knows no names: what stands between two commas is one.

use super::list::{Named, is_asked, is_group};
use crate::segment::signs::sheet::Sheet;

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
