//! What a line of a list of those asked is: a name, the rest of one, a heading over
//! names, or none of it. Looks at one line and the name above it.

use crate::lexicon::{accounts, signs};
use crate::segment::extent::is_address;
use crate::segment::signs::sheet::{Sheet, is_label};
use crate::segment::signs::{bodies, dates, numbers};
use crate::text::lower;

/// Longest entry, in bytes; two printed lines of a long name.
const LONGEST: usize = 200;

/// "981 22 Norrhavn": the foot of a page.
pub(super) fn opens_with_postal_code(raw: &str) -> bool {
    let mut words = raw.split(' ');
    let mut figures = |count: usize| {
        let word = words.next().unwrap_or("");
        word.len() == count && word.bytes().all(|b| b.is_ascii_digit())
    };
    figures(3) && figures(2)
}

/// The next line belongs to the name above: it is indented or starts in lower
/// case, or the name cannot end so.
pub(super) fn goes_on(above: &str, below: &str) -> bool {
    let short = below.split_whitespace().count() <= 4 && below.len() < 50;
    let unfinished = above.len() > 24
        && short
        && bodies::name(below).is_none_or(|_| bodies::name(above).is_none());
    broken(above, below) || unfinished && !below.ends_with(':')
}

/// The name above cannot end so, or the one below cannot begin so.
pub(super) fn broken(above: &str, below: &str) -> bool {
    let open = above.ends_with([',', '-', '–', '('])
        || [" och", " för", " i", " av", " samt"]
            .iter()
            .any(|word| above.ends_with(word));
    let bracket = above.matches('(').count() > above.matches(')').count();
    below.starts_with(char::is_lowercase) || open || bracket
}

/// A heading over what comes behind a list, or over what those asked answered.
pub(super) fn ends_list(low: &str) -> bool {
    is_list_end(low) || accounts().summed.iter().any(|heading| heading == low)
}

/// The line can name one of those asked; in a list that is sure of itself also whom
/// nobody knows.
pub(super) fn is_asked(name: &str, marked: bool) -> bool {
    let low = lower(name);
    let shape = name.len() > 1
        && name.len() <= LONGEST
        && name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !name.ends_with(['.', ':', '?', '!'])
        && !name.contains(['@'])
        && !is_group(name)
        && !is_label(&low)
        && !is_address(&low)
        && dates::find(name).next().is_none()
        // "Fi2029/00874" alone: the head of the next page.
        && !numbers::is_number(name);
    let most = if marked { 18 } else { 9 };
    let few = name.split_whitespace().count() <= most || name.contains('(') || name.contains(',');
    let verb = [" ska ", " är ", " har ", " kan ", " senast "]
        .iter()
        .any(|word| low.contains(word));
    shape && few && (marked || !verb && bodies::name(name).is_some())
}

/// "Myndigheter", "Domstolar och myndigheter": headings inside a list.
pub(super) fn is_group(name: &str) -> bool {
    let low = lower(name);
    let mut words = low
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .peekable();
    let data = &signs().groups;
    let is = |all: &[String], word: &str| all.iter().any(|known| known == word);
    let known = |word: &str| is(&data.bodies, word) || is(&data.beside, word);
    words.peek().is_some()
        && words.all(known)
        && low
            .split(' ')
            .any(|word| is(&data.bodies, word.trim_matches([':', '.', ','])))
}

/// What stands behind a list, and is none of it.
pub(super) fn is_list_end(low: &str) -> bool {
    [
        "bilagor",
        "bilaga",
        "kopia till",
        "kopia",
        "för kännedom",
        "kontakt",
        "ladda ner",
        "genväg",
        "mer information",
        "dela",
        "hjälpte",
        "relaterat",
        "ansvarig",
        "läs mer",
        "med vänlig",
        "remissvar",
        "svarsalternativ",
        "så här",
        "remissvaren ska",
        "svaren ",
    ]
    .iter()
    .any(|word| {
        low.starts_with(word) && !low[word.len()..].starts_with(char::is_alphabetic) || low == *word
    })
}

/// What the page put between the names.
pub(super) fn is_furniture(sheet: &Sheet<'_>, at: usize, name: &str) -> bool {
    let low = lower(name);
    let page = name.chars().filter(|c| c.is_alphabetic()).count() < 3
        || low.starts_with("sida ")
        || low.starts_with("sid ");
    sheet.layout.is_furniture(at) || page || is_address(&low)
}

pub(super) fn ends_prose(name: &str) -> bool {
    name.len() > 90 || name.ends_with('.') && name.len() > 40
}
