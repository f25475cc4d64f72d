//! What a reader finds a place by in a paper without pages: the heading that it
//! stands under, the label that opens its paragraph, the paragraph's first words.
//!
//! Knows how headings look as they stand; what a part of a proposal is called is
//! told by its area.

use crate::paper::Paper;
use crate::position::Area;

/// A heading and the line it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading<'p> {
    pub(super) line: u32,
    pub(super) text: &'p str,
}

/// The nearest heading above a line, as far as a reader would look.
pub(super) fn above(paper: &Paper, line: u32) -> Option<Heading<'_>> {
    const FAR: u32 = 200;
    let mut lines = (line.saturating_sub(FAR).max(1)..line).rev();
    lines.find_map(|line| {
        let text = heading(words(paper, line), words(paper, line - 1).is_empty())?;
        Some(Heading { line, text })
    })
}

/// "- **Mallar.** Bolaget vill …": the words in bold that open the paragraph of
/// a line, with the line that they stand on.
pub(super) fn label(paper: &Paper, line: u32) -> Option<Heading<'_>> {
    let line = opening(paper, line);
    let text = words(paper, line).trim_start_matches(BULLETS);
    let (text, _) = text.strip_prefix("**")?.split_once("**")?;
    let text = text.trim_matches(MARKS);
    (!text.is_empty()).then_some(Heading { line, text })
}

/// The first words of the paragraph of a line.
pub(super) fn opens(paper: &Paper, line: u32) -> String {
    const WORDS: usize = 5;
    let text = words(paper, opening(paper, line)).trim_matches(MARKS);
    let mut all = text.split_whitespace();
    let first: Vec<&str> = all.by_ref().take(WORDS).collect();
    let more = if all.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" ")).replace("**", "")
}

/// The heading names this part of the proposal: its number and a word of its
/// name, or the name alone.
pub(super) fn names(heading: &str, area: &Area) -> bool {
    let mut parts = heading.split_whitespace();
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let number = parts.by_ref().take(2).find(is_number);
    let Some(number) = number.filter(|_| !area.number.is_empty()) else {
        return folded(heading) == folded(&area.name);
    };
    let name = folded(&area.name);
    let unnamed = area.name.contains(&area.number);
    let rest = folded(&parts.collect::<Vec<_>>().join(" "));
    let shared = rest
        .iter()
        .any(|word| word.chars().count() > 3 && name.contains(word));
    number.trim_end_matches('.') == area.number && (unnamed || rest.is_empty() || shared)
}

const BULLETS: [char; 4] = ['-', '–', '•', ' '];
const MARKS: [char; 9] = ['#', '*', '-', '–', '•', '|', '.', ':', ' '];

fn folded(words: &str) -> Vec<String> {
    let all = words.split(|c: char| !c.is_alphanumeric());
    let all = all.filter(|word| !word.is_empty());
    all.map(str::to_lowercase).collect()
}

/// A line's words; none of one that is not there.
fn words(paper: &Paper, line: u32) -> &str {
    let span = (line > 0).then(|| paper.document.index.span_of_line(line));
    span.flatten()
        .map_or("", |span| paper.document.slice(span).trim())
}

/// The line on which the paragraph of a line begins.
fn opening(paper: &Paper, line: u32) -> u32 {
    const LONGEST: u32 = 60;
    let is_item = |line: u32| words(paper, line).starts_with(&BULLETS[..3]);
    let mut first = line;
    while line - first < LONGEST
        && first > 1
        && !is_item(first)
        && !words(paper, first - 1).is_empty()
        && heading(words(paper, first - 1), true).is_none()
    {
        first -= 1;
    }
    first
}

/// The words of a heading: marked as one, or numbered and alone.
fn heading(text: &str, alone: bool) -> Option<&str> {
    const LONGEST: usize = 90;
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let bold = text.strip_prefix("**").and_then(|bold| {
        let bold = bold.trim_end_matches([' ', ':']).strip_suffix("**")?;
        (!bold.contains("**")).then_some(bold)
    });
    let marked = text.strip_prefix('#').or(bold);
    let found = marked.or_else(|| (alone && is_numbered(text)).then_some(text))?;
    Some(found.trim_matches(['#', '*', ' ']))
}

/// "4.3 Skyfallsplan", "Avsnitt 4.3 Skyfallsplan"; not a row of a table, not a
/// sentence with a number before it.
fn is_numbered(text: &str) -> bool {
    const WORDS: usize = 9;
    let is_number = |word: &str| {
        let mut parts = word.trim_end_matches('.').split('.');
        parts.all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let Some((first, rest)) = text.split_once(char::is_whitespace) else {
        return false;
    };
    let unit = first.starts_with(char::is_uppercase) && first.chars().all(char::is_alphabetic);
    let (number, name) = match unit {
        true => rest
            .trim()
            .split_once(char::is_whitespace)
            .unwrap_or((rest, "")),
        false => (first, rest),
    };
    let name = name.trim().trim_start_matches(['–', '-', ' ']);
    is_number(number)
        && name.starts_with(char::is_uppercase)
        && !name.contains(['|', '\t'])
        && !name.ends_with(['.', ',', ';', ':', '?', '!', '-'])
        && name.split_whitespace().count() <= WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    const LETTER: &str = "# Svar\n\n4.3\tSkyfallsplan\n\nPlanen är bra.\n\nSe avsnitt\n6.4 Avgift i tabellen.\n\n\
                          - **Ikraftträdande.** Ett halvt år\nräcker gott.\n";

    #[test]
    fn a_place_is_found_by_heading_label_and_first_words() {
        let paper = Paper::read(Document::from_text("svar.md", LETTER));
        let heading = above(&paper, 8).map(|one| (one.line, one.text));
        assert_eq!(heading, Some((3, "4.3\tSkyfallsplan")));
        assert_eq!(
            label(&paper, 11).map(|one| one.text),
            Some("Ikraftträdande")
        );
        assert_eq!(label(&paper, 5), None);
        assert_eq!(opens(&paper, 8), "Se avsnitt");
        assert_eq!(opens(&paper, 11), "Ikraftträdande. Ett halvt år");
    }

    #[test]
    fn a_numbered_line_that_stands_alone_is_a_heading() {
        for (line, is_it) in [
            ("4.3 Skyfallsplan", true),
            ("Avsnitt 6.1 – Beslut av en dator", true),
            ("1. Nämnden avstyrker förslaget.", false),
            ("7 dagar räcker", false),
            ("4.3 Skyfallsplan | Tillstyrks", false),
            ("Storgatan 12", false),
        ] {
            assert_eq!(heading(line, true).is_some(), is_it, "{line}");
        }
    }

    #[test]
    fn a_heading_names_a_part_by_number_and_word_or_by_name() {
        let area = Area::of_part("avsnitt-8.2", "Hårdgjord yta");
        for (heading, is_it) in [
            ("8.2 Andel hårdgjord yta i planen", true),
            ("Avsnitt 8.2", true),
            ("8.2 Övrigt", false),
            ("8.3 Hårdgjord yta", false),
            ("Hårdgjord yta", true),
            ("Yta", false),
        ] {
            assert_eq!(names(heading, &area), is_it, "{heading}");
        }
    }
}
