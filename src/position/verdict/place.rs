//! Where in an answer a sentence stands: under the heading of a part, of the
//! whole, or in the account of another's words.

use super::super::sentence::Block;
use super::Part;
use super::lexicon::{among, lexicon};
use super::opens::is_marked;
use super::reference::{cited_in_heading, references};
use crate::analyse::undotted;

/// What a heading says of what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Under {
    /// No heading yet.
    #[default]
    Nothing,
    /// The whole: "Sammanfattning".
    Summary,
    /// Another's words: "Bakgrund".
    Recital,
    /// Single proposals, none of them named yet.
    Container,
    /// Parts of the proposal.
    Parts(Vec<Part>),
}

/// Longest heading that cites a part, in words.
const WORDS: usize = 16;

/// A line that heads a part though it looks like an item or a sentence:
/// "5.2 Register", "Avsnitt 6.1 – första instans", "5 §".
pub(super) fn heads_a_part(line: &str) -> bool {
    let line = line.trim();
    let first = references(line).into_iter().next();
    let opens = first.is_some_and(|found| {
        let before = line[..found.range.start].trim();
        // "- att taket höjs (avsnitt 3.1)" is an entry of a list.
        let leads = || {
            let low = before.to_lowercase();
            lexicon().heading_leads.contains(&low)
        };
        before.is_empty() || before.ends_with(['(', ',', '–', '-']) && !is_marked(line) || leads()
    });
    opens
        && line.split_whitespace().count() <= WORDS
        && !line.ends_with(['.', ';', ',', '?', '!'])
        && !line.contains('|')
}

/// "Synpunkt", "Motivering": a heading inside what is said of one part.
pub(super) fn is_inner(line: &str) -> bool {
    let low = line.trim().trim_end_matches([':', '.']).to_lowercase();
    lexicon().inner.contains(&low)
}

/// What stands behind the number of a heading: "2.1 Registret".
pub(in super::super) fn behind_number(line: &str) -> &str {
    let bare = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    bare.trim_start()
}

/// Reads a heading, in a chapter of draft rules or in none.
pub(super) fn under(line: &str, chapter: Option<&str>) -> Under {
    let line = line.trim().trim_end_matches([':', '.']).trim();
    let low = line.to_lowercase();
    let data = lexicon();
    let cited = cited_in_heading(line);
    if !cited.is_empty() {
        let name = bare_name(line);
        let parts = cited.into_iter().map(|one| {
            let one = one.within(chapter);
            Part {
                name: if name.is_empty() {
                    one.cited.clone()
                } else {
                    name.clone()
                },
                id: one.id,
                reference: Some(one.cited),
            }
        });
        return Under::Parts(parts.collect());
    }
    // "1 Sammanfattning": the number is the answer's own.
    let (line, low) = (behind_number(line), behind_number(&low));
    if among(low, &data.recital) {
        return Under::Recital;
    }
    // "Hur ställer ni er till förslaget som helhet?"
    if among(low, &data.summary) || data.of_whole.iter().any(|of| low.contains(of.as_str())) {
        return Under::Summary;
    }
    if among(low, &data.containers) {
        return Under::Container;
    }
    match called(line) {
        Some(part) => Under::Parts(vec![part]),
        None => Under::Container,
    }
}

/// "9 Konsekvenser": a section of the proposal, if the answer follows its
/// numbers.
pub(super) fn numbered_heading(line: &str) -> Option<Part> {
    let (number, name) = line.trim().split_once(char::is_whitespace)?;
    let short = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let name = name.trim();
    let named = name.starts_with(char::is_uppercase) && references(line).is_empty();
    (short && named && !number.starts_with('0')).then(|| Part {
        id: format!("avsnitt-{number}"),
        name: name.to_owned(),
        reference: Some(format!("avsnitt {number}")),
    })
}

/// A part that has a name and no number.
pub(in super::super) fn called(name: &str) -> Option<Part> {
    const LONGEST: usize = 80;
    let name = name
        .trim()
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '”' | '"'))
        .trim();
    // "Väg 86" is a name, "mot" is none.
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    if letters < 4 || name.chars().count() > LONGEST {
        return None;
    }
    let folded = undotted(&name.to_lowercase()).into_owned();
    // "… bara ni inte glömmer oss": people are spoken to, and nothing is named.
    let mut all = folded.split(|c: char| !c.is_alphanumeric());
    if all.any(|word| lexicon().people.iter().any(|people| people == word)) {
        return None;
    }
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(6)
        .collect();
    Some(Part {
        id: words.join("-"),
        name: name.to_owned(),
        reference: None,
    })
}

/// A heading without its number: "Avsnitt 6.4 – Regional planering" is
/// "Regional planering".
pub(in super::super) fn bare_name(line: &str) -> String {
    // "3 kap. 4 och 5 §§" is cited as two that share their words.
    let mut name = String::new();
    let mut at = 0;
    for one in cited_in_heading(line) {
        if one.range.start >= at {
            name.push_str(&line[at..one.range.start]);
            name.push(' ');
        }
        at = at.max(one.range.end);
    }
    name.push_str(&line[at..]);
    let marks = |c: char| !c.is_alphanumeric() && !matches!(c, '”' | '"');
    let name = name.replace("( )", " ").replace("()", " ");
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_matches(marks)
        .to_owned()
}

/// A heading among headings and lines that look like one.
pub(super) fn is_heading(block: Block, line: &str, alone: bool) -> bool {
    alone && (block == Block::Heading || heads_a_part(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_without_the_parts_it_cites() {
        for (heading, name) in [
            ("Avsnitt 6.4 – Regional planering", "Regional planering"),
            ("Avsnitt 4–6 Säkerhet på kajer", "Säkerhet på kajer"),
            (
                "Ömsesidig hjälp (avsnitt 7.1 och 7.2) på sjön",
                "Ömsesidig hjälp på sjön",
            ),
        ] {
            assert_eq!(bare_name(heading), name);
        }
    }
}
