//! The part of a text that shows a match.

use std::ops::Range;

/// A fragment of at most about `width` bytes around the densest matches: its
/// place in the text.
pub fn fragment(text: &str, matches: &[Range<usize>], width: usize) -> Range<usize> {
    // For every match, how many end within `width` of it: both places only
    // move on.
    let mut last = 0;
    let within = matches.iter().enumerate().map(|(first, range)| {
        last = last.max(first);
        while last < matches.len() && matches[last].end <= range.start + width {
            last += 1;
        }
        (last - first, std::cmp::Reverse(range.start))
    });
    let densest = within.max().map_or(0, |(_, start)| start.0);
    let back = densest.saturating_sub(width / 4);
    let start = match text[..densest].rfind(['.', '\n']) {
        Some(stop) if stop >= back => stop + 1,
        _ => boundary(text, back),
    };
    let end = (start + width).min(text.len());
    let end = text[..ceil(text, end)]
        .rfind(' ')
        .filter(|&end| end > densest && end < text.len() && ceil(text, start + width) < text.len())
        .unwrap_or(ceil(text, end));
    let last = matches
        .iter()
        .filter(|m| m.start < end)
        .map(|m| m.end)
        .max()
        .unwrap_or(end);
    start..end.max(last.min(text.len()))
}

/// The start of the word at or after byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    let at = ceil(text, at);
    if at == 0 {
        return 0;
    }
    text[at..].find(' ').map_or(at, |gap| at + gap + 1)
}

fn ceil(text: &str, at: usize) -> usize {
    (at..=text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}
