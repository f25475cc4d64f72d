//! How a text goes on over the end of a line: with a space, without, or inside
//! a word that the end breaks. Knows letters, not lines.

/// Words before which a hyphen at a line end stands for a part that comes
/// later: "digitaliserings- och innovationsarbete".
const SUSPENDERS: [&str; 7] = ["och", "eller", "samt", "respektive", "men", "som", "än"];

/// A word broken by a line end may be: the two halves say which of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// "man-⏎dat".
    Soft,
    /// "it-⏎leveransen", "Enskede-⏎Årsta".
    Hard,
    /// "digitaliserings-⏎och".
    Suspended,
}

/// Judges by the halves alone; a document's own words may know better.
pub(crate) fn broken(left: &str, right: &str) -> Broken {
    if SUSPENDERS.contains(&right) {
        return Broken::Suspended;
    }
    let lower = |c: char| c.is_lowercase();
    let plain = left.chars().skip(1).all(lower) && right.starts_with(lower);
    // "it-", "e-", "vd-" keep their hyphen: no Swedish word breaks that early.
    if plain && left.chars().count() > 2 {
        Broken::Soft
    } else {
        Broken::Hard
    }
}

/// Appends a line to joined text, with the gap that its end asks for.
/// Returns the byte at which the line starts.
pub(crate) fn push_words(joined: &mut String, words: &str) -> usize {
    let left = joined.strip_suffix('-').and_then(last_word);
    let right = words.split([' ', ',', '.', ';', ')']).next().unwrap_or("");
    match left.map(|left| broken(left, right)) {
        Some(Broken::Soft) => {
            joined.pop();
        }
        Some(Broken::Hard) => {}
        Some(Broken::Suspended) => joined.push(' '),
        None if joined.is_empty() || divides_range(joined, words) => {}
        None => joined.push(' '),
    }
    joined.push_str(words);
    joined.len() - words.len()
}

/// Letters of the longest word that a line end breaks, in bytes: without a
/// bound a text of nothing but broken words would be read again at each.
const LONGEST: usize = 120;

fn last_word(text: &str) -> Option<&str> {
    let tail = &text[text.floor_char_boundary(text.len().saturating_sub(LONGEST))..];
    let word = tail.rsplit(' ').next().unwrap_or(tail);
    // "---" is a rule.
    let is_word = word.contains(char::is_alphanumeric);
    (is_word && word.len() < LONGEST).then_some(word)
}

/// The line end stands inside a range of figures ("2025–⏎2030").
pub(crate) fn divides_range(before: &str, after: &str) -> bool {
    let figures = before.strip_suffix('–');
    figures.is_some_and(|figures| figures.ends_with(|c: char| c.is_ascii_digit()))
        && after.starts_with(|c: char| c.is_ascii_digit())
}
