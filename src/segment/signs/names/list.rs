//! Lists of names: lines that are entries, and how many stand together.

use crate::segment::signs::bodies;
use crate::segment::signs::sheet::Sheet;

/// How many lines of the paper are names in a list.
pub(crate) fn list(sheet: &Sheet<'_>) -> usize {
    let mut most = 0;
    let mut run = 0;
    let mut misses = 0;
    for at in sheet.range.clone() {
        let raw = sheet.lines.raw(at);
        if raw.is_empty() {
            continue;
        }
        if raw.len() <= 120 && is_entry(raw) {
            run += 1;
            misses = 0;
            most = most.max(run);
        } else if misses < 2 && raw.len() < 60 {
            misses += 1;
        } else {
            run = 0;
            misses = 0;
        }
        if most >= 12 {
            break;
        }
    }
    most
}

/// "12. Boverket", "- Region Skåne", a name alone.
pub(crate) fn is_entry(raw: &str) -> bool {
    let bare = entry(raw);
    let marked = bare.len() < raw.len();
    bare.starts_with(char::is_uppercase)
        && !bare.ends_with('.')
        && (bodies::name(bare).is_some()
            || marked
                && bare.len() < 60
                && bare.split_whitespace().count() <= 6
                && !bare.contains(": "))
}

/// A list line without its number or bullet.
pub(crate) fn entry(raw: &str) -> &str {
    // A link: "[1 Boverket](/boverket.pdf)".
    let raw = match raw.trim_start_matches(['-', '*', ' ']).strip_prefix('[') {
        Some(link) => link.split("](").next().unwrap_or(link),
        None => raw,
    };
    let bare = raw.trim_start_matches(['-', '•', '*', '–', '·', ' ', '\t', '│']);
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = digits.trim_start_matches(['.', ')', ':', '\t', ' ', '\u{a0}']);
    if digits.len() < bare.len() && bare.len() - digits.len() <= 3 && rest.len() < digits.len() {
        rest
    } else {
        bare
    }
}
