//! Running text → paragraphs and sentences.
//!
//! Whatever its stops, a sentence ends after [`LONGEST`] words.
//! Headings and list items are told from prose, for they are read otherwise.

use crate::flow::is_row;
use crate::learned::Place;
use crate::line::BULLETS;
use crate::prose::ends;
use std::ops::Range;

/// What kind of paragraph a sentence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Running text.
    Prose,
    /// A heading.
    Heading,
    /// An entry of a list.
    Item,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Number of its paragraph.
    pub(super) paragraph: usize,
    /// What the paragraph is.
    pub(super) block: Block,
}

/// Where a sentence stands, for the learned weights.
pub(super) fn place(text: &str, sentences: &[Sentence], at: usize) -> Place {
    let one = &sentences[at];
    let before = at.checked_sub(1).map(|before| &sentences[before]);
    Place {
        led: before.is_some_and(|before| text[before.range.clone()].ends_with(':')),
        opens: before.is_none_or(|before| before.paragraph != one.paragraph),
    }
}

/// Words of a sentence, at most. The longest sentence of the labelled answers
/// has 67, the longest table that lost its lines 212; what is longer is no
/// sentence, and reading one may cost the square of its words.
const LONGEST: usize = 400;

/// Pieces of a word, at most: the longest links of the labelled papers have 17.
const UNSPACED: usize = 64;

/// The sentences of a text whose paragraphs are divided by `\n`.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut at = 0;
    // The last letter or mark before the paragraph.
    let mut before = None;
    // The text of an item may stand below its number, or have lost it.
    let (mut marked, mut list) = (false, List::default());
    for (paragraph, words) in text.split('\n').enumerate() {
        let ends = ends(words);
        let listed = list.takes(words, &ends);
        if list.headed {
            let last = found.iter_mut().rev();
            let ours = last.take_while(|one| one.paragraph + 1 == paragraph);
            ours.for_each(|one| one.block = Block::Heading);
        }
        let block = match marked || listed {
            true => Block::Item,
            false => block(words, before),
        };
        marked = is_mark(words);
        if words.trim_end().ends_with(':') {
            list = List {
                open: true,
                ..List::default()
            };
        }
        // The number of an item is no sentence, and no word of one.
        let mark = number(words);
        let mut start = at + mark;
        for end in ends.into_iter().filter(|end| *end > mark) {
            push(&mut found, text, start..at + end, paragraph, block);
            start = at + end;
        }
        push(&mut found, text, start..at + words.len(), paragraph, block);
        at += words.len() + 1;
        before = words.trim_end().chars().next_back().or(before);
    }
    found
}

/// A list that a colon opened. It ends at the first paragraph that is not as
/// its first item is: marked or not, small or capital letter, a full stop.
#[derive(Default)]
struct List {
    open: bool,
    /// Marked, small letter; of the first item.
    shape: Option<(bool, bool)>,
    /// The paragraph before looked like an item and was a heading.
    headed: bool,
    /// The paragraph before could be one.
    heading: bool,
}

impl List {
    /// The paragraph is an item.
    fn takes(&mut self, words: &str, ends: &[usize]) -> bool {
        self.headed = false;
        if !self.open {
            return false;
        }
        let words = words.trim();
        let marked = is_item(words) || is_mark(words);
        let small = words.starts_with(char::is_lowercase);
        let shape = *self.shape.get_or_insert((marked, small));
        // Behind "följande:" a capital and a full stop are prose.
        let prose = !marked && !small && (words.ends_with('.') || !ends.is_empty());
        let alike = shape == (marked, small) || marked;
        self.open = ends.is_empty() && alike && !prose && !is_numbered(words);
        self.headed = !self.open && prose && self.heading;
        self.heading = !marked && block(words, None) == Block::Heading;
        self.open
    }
}

/// "7.2 Ersättning": the number of a section.
fn is_numbered(words: &str) -> bool {
    let digits = |words: &str| words.chars().take_while(char::is_ascii_digit).count();
    let first = digits(words);
    let rest = words.get(first..).unwrap_or_default();
    let second = rest.strip_prefix('.').map_or(0, digits);
    first > 0 && (second > 0 || rest.trim_start().starts_with('§'))
}

fn push(
    found: &mut Vec<Sentence>,
    text: &str,
    range: Range<usize>,
    paragraph: usize,
    block: Block,
) {
    let mut start = range.start;
    for end in cuts(&text[range.clone()]).chain([range.len()]) {
        let words = &text[start..range.start + end];
        let from = start + (words.len() - words.trim_start().len());
        let to = from + words.trim().len();
        if from < to {
            found.push(Sentence {
                range: from..to,
                paragraph,
                block,
            });
        }
        start = range.start + end;
    }
}

/// Where a sentence is cut that has more than [`LONGEST`] words: in front of
/// the first word too many, and so on. Where spaces are lost, [`UNSPACED`]
/// pieces between marks are a word.
fn cuts(words: &str) -> impl Iterator<Item = usize> {
    let (mut inside, mut pieces) = (false, 0);
    let starts = words.char_indices().filter_map(move |(at, c)| {
        if c.is_whitespace() {
            pieces = 0;
        }
        let starts = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        pieces += usize::from(starts);
        (starts && pieces % UNSPACED == 1).then_some(at)
    });
    starts.skip(LONGEST).step_by(LONGEST)
}

/// Longest heading, in letters and words.
const HEADING: (usize, usize) = (90, 12);

/// As short as a heading, and no mark ends it.
fn is_title_like(words: &str) -> bool {
    let closed = words.ends_with(['.', '?', '!', ':', ';', ',', '”', '"']);
    let short = words.chars().count() <= HEADING.0 && words.split_whitespace().count() <= HEADING.1;
    short && !closed
}

fn block(words: &str, before: Option<char>) -> Block {
    let words = words.trim();
    if is_item(words) {
        return Block::Item;
    }
    let opens = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    // A paragraph that a page break cut off goes on in the next.
    if is_title_like(words) && opens && !is_bare_row(words) && !matches!(before, Some(',' | ':')) {
        Block::Heading
    } else {
        Block::Prose
    }
}

/// "Summa          54 mnkr          31 mnkr", "Justerandes sign     Sida 4": columns
/// over no text, but where a number says of which part the row is.
pub(super) fn is_bare_row(words: &str) -> bool {
    is_row(words) && !words.starts_with(|c: char| c.is_ascii_digit())
}

/// "- en", "• två", "1. tre", "a) fyra".
pub(super) fn is_item(words: &str) -> bool {
    words.starts_with(BULLETS) || words.starts_with("* ") || number(words) > 0
}

/// Bytes of the number that an item begins with: "1. tre".
fn number(words: &str) -> usize {
    let from = words.len() - words.trim_start().len();
    let digits = words[from..].chars().take_while(char::is_ascii_digit);
    let digits = digits.count();
    let rest = &words[from + digits..];
    let is_number = (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "));
    match is_number {
        true => from + digits + 1,
        false => 0,
    }
}

/// The paragraph of this sentence opens with the number of an item.
fn is_numbered_item(text: &str, sentence: &Sentence) -> bool {
    let start = text[..sentence.range.start].rfind('\n');
    number(&text[start.map_or(0, |at| at + 1)..]) > 0
}

/// "4. Konsekvenser": looks like an item, and heads what follows. No other
/// number stands in the paragraph before it or behind it.
pub(super) fn is_numbered_title(text: &str, sentences: &[Sentence], at: usize) -> bool {
    let one = &sentences[at];
    let words = &text[one.range.clone()];
    let shaped = is_title_like(words) && words.starts_with(char::is_uppercase);
    let before = at.checked_sub(1).map(|before| &sentences[before]);
    let next = sentences.get(at + 1);
    let numbered = |other: &Sentence| is_numbered_item(text, other);
    shaped
        && is_numbered_item(text, one)
        && before.is_none_or(|before| !numbered(before))
        && next.is_some_and(|next| next.paragraph != one.paragraph && !numbered(next))
}

/// "Vad tycker ni om förslaget som helhet?": a form, or whoever sent it, asks.
pub(super) fn asks_the_reader(words: &str) -> bool {
    const READER: [&str; 8] = ["ni", "er", "ert", "era", "du", "din", "ditt", "dina"];
    let words = words.trim_end_matches(['*', ' ']);
    let asks = words.strip_suffix('?');
    let mut asked = asks.into_iter().flat_map(str::split_whitespace);
    asked.any(|word| READER.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// "4. Bör leder numreras (4 kap. 1 §)?" over the boxes of a form.
pub(super) fn asks(words: &str) -> bool {
    words.trim_end_matches(['*', ' ']).ends_with('?')
}

/// "Fråga 2.": the number of a question, which comes next.
pub(super) fn is_question_number(words: &str) -> bool {
    const LABEL: &str = "fråga ";
    let label = words
        .get(..LABEL.len())
        .filter(|label| label.to_lowercase() == LABEL);
    label.is_some_and(|_| {
        let number = words[LABEL.len()..].trim_end_matches(['.', ':', ')']);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        (1..=3).contains(&number.len()) && (digits > 0 || number.len() == 1)
    })
}

/// A number or bullet alone.
fn is_mark(words: &str) -> bool {
    let words = words.trim();
    let digits = words.trim_end_matches(['.', ')']);
    let number = digits.len() < words.len() && digits.len() < 3;
    !words.is_empty()
        && (number && digits.chars().all(|c| c.is_ascii_digit())
            || words.chars().all(|c| BULLETS.contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let found = sentences(text).into_iter();
        found.map(|one| text[one.range].to_owned()).collect()
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let words = |text: &str| -> Vec<usize> {
            let found = split(text);
            found
                .iter()
                .map(|one| {
                    one.split([' ', '/'])
                        .filter(|word| !word.is_empty())
                        .count()
                })
                .collect()
        };
        assert_eq!(words(&"saknar bör ".repeat(600)), [LONGEST; 3]);
        assert_eq!(
            words(&"saknar/bör/".repeat(LONGEST * UNSPACED)),
            [LONGEST * UNSPACED; 2]
        );
        assert_eq!(
            split("Hur då?!.. Så här … m.fl... Ja."),
            ["Hur då?!..", "Så här … m.fl...", "Ja."]
        );
    }

    #[test]
    fn headings_and_items_are_told_from_prose() {
        let of = |text: &str| sentences(text)[0].block;
        assert_eq!(of("Riktlinje för säkerhet\nVi ser."), Block::Heading);
        assert_eq!(of("- öppenhet"), Block::Item);
        assert_eq!(of("3. Att staden lär."), Block::Item);
        assert_eq!(of("Vi ser."), Block::Prose);
    }
}
