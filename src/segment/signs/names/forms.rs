//! Forms of names: short forms, names in two lines, the subject of a
//! sentence.

use crate::segment::signs::bodies;
use crate::text::lower;

/// "BPV", "SKR", "VoFS".
pub(crate) fn is_short(text: &str) -> bool {
    let letters = text.chars().count();
    (2..=8).contains(&letters)
        && text.chars().all(|c| c.is_alphabetic() || c == '-')
        && text.chars().filter(|c| c.is_uppercase()).count() * 2 >= letters
        && text.starts_with(char::is_uppercase)
}

/// The initials of a name's words are the letters of an abbreviation.
pub(super) fn spells(name: &str, short: &str) -> bool {
    let low = lower(short);
    let mut letters = low.chars().peekable();
    for word in lower(name).split([' ', '-']) {
        if letters.peek().is_some_and(|c| word.starts_with(*c)) {
            letters.next();
        }
    }
    name.len() > short.len() + 4 && letters.count() <= usize::from(short.len() > 2)
}

/// The longest run of words at the end of a text that names a body.
pub(super) fn name_ending(text: &str) -> Option<String> {
    let starts = text.match_indices(' ').map(|(at, _)| at + 1);
    let starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
    let from = starts.len().saturating_sub(9);
    starts[from..]
        .iter()
        .find_map(|&at| bodies::name(&text[at..]))
        .map(|name| name.name)
}

/// "KAMMARRÄTTEN" / "I NORRTÄLJE", "REGION" / "VÄSTMARK": two lines of a name.
pub(super) fn stacks(above: &str, below: &str) -> bool {
    let low = lower(below);
    let county = low.ends_with(" län") && lower(above) == "länsstyrelsen";
    let joins = ["i ", "för ", "över ", "vid ", "och ", "av ", "på ", "& "]
        .iter()
        .any(|word| low.starts_with(word));
    let open = lower(above).ends_with(" och")
        || above.ends_with('-')
        || lower(above).ends_with(" för")
        || lower(above).ends_with(" i")
        || above.ends_with(" &");
    let word = |text: &str| {
        !text.contains(' ') && text.len() > 3 && text.chars().all(|c| c.is_uppercase())
    };
    // "Hyresgästföreningen" / "region Almvik".
    let place = low.starts_with("region ") && below.starts_with('r');
    (joins || county || open || place || word(above) && word(below))
        && below.len() < 50
        && !below.chars().any(|c| c.is_ascii_digit())
}

/// The words before the verb of a text's first sentence, up to a bracket.
pub(super) fn subject(joined: &str) -> Option<&str> {
    let stop = joined.char_indices().scan(0, |words, (at, c)| {
        *words += usize::from(c == ' ');
        (*words <= 12).then_some((at, c))
    });
    let limit = stop.last().map_or(0, |(at, c)| at + c.len_utf8());
    let head = &joined[..limit];
    let verbs = &crate::lexicon::lexicon().cues.phrases.letter_verbs;
    let verb = head
        .match_indices(' ')
        .find(|(at, _)| {
            let next = head[at + 1..].split([' ', ',', '.']).next().unwrap_or("");
            verbs.iter().any(|verb| verb == next)
        })
        .map(|(at, _)| at);
    let bracket = head.find(" (");
    let comma = head.find(", ");
    let end = [verb, bracket, comma].into_iter().flatten().min()?;
    let subject = head[..end].trim();
    subject.starts_with(char::is_uppercase).then_some(subject)
}
