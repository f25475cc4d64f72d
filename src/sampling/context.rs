//! Sentences with a little of what stands around them.

use std::ops::Range;

/// Bytes shown before and behind a sentence, at most.
const AROUND: usize = 240;
/// Sentences shown of a position.
const SHOWN: usize = 3;
/// Between passages that are apart.
const GAP: &str = " […] ";

/// Some sentences of a text, in its order, each with the one before and the one
/// behind as far as they are short. What the text does not hold stands alone.
pub fn in_context(text: &str, quotes: &[&str]) -> String {
    let mut passages: Vec<Range<usize>> = Vec::new();
    let mut alone: Vec<&str> = Vec::new();
    for quote in quotes.iter().take(SHOWN).filter(|quote| !quote.is_empty()) {
        match text.find(quote) {
            Some(at) => passages.push(widened(text, at..at + quote.len())),
            None => alone.push(quote),
        }
    }
    passages.sort_by_key(|passage| passage.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for passage in passages {
        match joined.last_mut() {
            Some(last) if passage.start <= last.end => last.end = last.end.max(passage.end),
            _ => joined.push(passage),
        }
    }
    let shown = joined.into_iter().map(|passage| &text[passage]);
    let shown = shown.chain(alone).map(|passage| {
        let words: Vec<&str> = passage.split_whitespace().collect();
        words.join(" ")
    });
    shown.collect::<Vec<String>>().join(GAP)
}

/// A sentence and its neighbours.
fn widened(text: &str, sentence: Range<usize>) -> Range<usize> {
    let from = boundary(text, sentence.start.saturating_sub(AROUND));
    let to = boundary(text, (sentence.end + AROUND).min(text.len()));
    let before = &text[from..sentence.start];
    let start = match last_end(before.trim_end_matches(|c: char| c.is_whitespace() || ends(c))) {
        Some(end) => from + end,
        None if from == 0 => 0,
        // In the middle of a sentence: from the next word on.
        None => before
            .find(char::is_whitespace)
            .map_or(sentence.start, |at| from + at),
    };
    let behind = &text[sentence.end..to];
    let end = match first_end(behind) {
        Some(end) => sentence.end + end,
        None if to == text.len() => to,
        None => behind
            .rfind(char::is_whitespace)
            .map_or(sentence.end, |at| sentence.end + at),
    };
    start..end
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ends(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ':')
}

/// Behind the last sentence that ends in a text: a mark and a space.
fn last_end(text: &str) -> Option<usize> {
    let pairs = text.char_indices().zip(text.chars().skip(1));
    let ended = pairs.filter(|((_, mark), next)| ends(*mark) && next.is_whitespace());
    ended.last().map(|((at, mark), _)| at + mark.len_utf8())
}

/// Behind the first.
fn first_end(text: &str) -> Option<usize> {
    let pairs = text.char_indices().zip(text.chars().skip(1).chain([' ']));
    let mut ended =
        pairs.filter(|((at, mark), next)| *at > 1 && ends(*mark) && next.is_whitespace());
    ended.next().map(|((at, mark), _)| at + mark.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Först detta. Sedan det. Nämnden tillstyrker förslaget. Men inte\nutan \
                        pengar. Till sist: ett råd. Slut.";

    #[test]
    fn a_sentence_stands_between_its_neighbours() {
        assert_eq!(
            in_context(TEXT, &["Nämnden tillstyrker förslaget."]),
            "Sedan det. Nämnden tillstyrker förslaget. Men inte utan pengar."
        );
        assert_eq!(
            in_context(TEXT, &["Slut.", "Först detta."]),
            "Först detta. Sedan det. […] ett råd. Slut."
        );
    }

    #[test]
    fn neighbours_meet_and_strangers_stand_alone() {
        assert_eq!(
            in_context(
                TEXT,
                &[
                    "Sedan det.",
                    "Nämnden tillstyrker förslaget.",
                    "Ur en annan text."
                ]
            ),
            "Först detta. Sedan det. Nämnden tillstyrker förslaget. Men inte utan pengar. […] Ur en annan text."
        );
        assert_eq!(in_context("", &["", "x"]), "x");
    }

    #[test]
    fn long_neighbours_are_cut_between_words() {
        let long = "lång ".repeat(200);
        let text = format!("{long}mening. Här är den. {long}");
        let shown = in_context(&text, &["Här är den."]);
        assert!(
            shown.len() < 2 * AROUND + 30 && shown.contains("mening. Här är den. lång"),
            "{shown}"
        );
        assert!(
            shown
                .split(' ')
                .all(|word| ["lång", "mening.", "Här", "är", "den."].contains(&word))
        );
    }
}
