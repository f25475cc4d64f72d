//! Names looked for in texts: in any case and order of first and last, over line
//! ends and hyphens at them, with an s at the end.

use super::words;
use crate::authority::Authority;
use crate::lexicon::function_words;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Signs that may stand between two words of one name.
const BETWEEN: usize = 8;

/// Names, each with a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// The forms of names by their first word.
    by_first: HashMap<String, Vec<Form>>,
    /// The words of all of them.
    words: HashSet<String>,
    /// Last names that tell by themselves whom they are of.
    alone: HashMap<String, usize>,
}

/// One way to write a name.
#[derive(Clone, Debug)]
struct Form {
    words: Vec<String>,
    /// Its first letter is a capital.
    capital: bool,
    of: usize,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) range: Range<usize>,
    /// Its number.
    pub(super) of: usize,
}

/// A last name that begins at a word, over a hyphen at a line's end too.
fn last_name(
    names: &HashMap<String, usize>,
    tokens: &[Token],
    at: usize,
) -> Option<(usize, usize)> {
    let known = |word: &str| {
        let bare = word.strip_suffix('s').unwrap_or(word);
        names.get(word).or_else(|| names.get(bare)).copied()
    };
    let token = &tokens[at];
    let broken = tokens.get(at + 1).filter(|_| token.goes_on);
    let broken = broken.and_then(|next| known(&format!("{}{}", token.low, next.low)));
    broken
        .map(|of| (at + 2, of))
        .or_else(|| known(&token.low).map(|of| (at + 1, of)))
}

/// "Greta och Sten Ringhult": each with the last name that they share.
fn members(name: &str) -> Vec<String> {
    let joined = |word: &str| words().joins.iter().any(|join| join == word);
    let all: Vec<&str> = name.split_whitespace().collect();
    let parts: Vec<&[&str]> = all.split(|word| joined(word)).collect();
    let shared = parts.last().and_then(|part| part.last());
    let whole = |part: &&[&str]| match (&part[..], shared) {
        ([first], Some(shared)) if parts.len() > 1 && first != shared => {
            format!("{first} {shared}")
        }
        _ => part.join(" "),
    };
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.map(whole).collect()
}

/// The words of a name, in small letters.
fn words_of(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphabetic());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

impl Names {
    /// Adds a name with its number, as it is written and the other way round, with
    /// initials and behind "fru"; of a long one first and last alone, too. Of a
    /// household each.
    pub(super) fn add(&mut self, name: &str, of: usize) {
        let members = members(name);
        if members.len() > 1 {
            self.put(words_of(name), false, of);
        }
        for member in &members {
            self.add_one(member, of);
        }
    }

    /// The same, and last names where they stand by themselves: for whoever
    /// answers for nobody else.
    pub(super) fn add_private(&mut self, name: &str, of: usize) {
        self.add(name, of);
        for member in members(name) {
            let all = words_of(&member);
            // "Lund" is a town before it is anybody's name.
            if let [_, .., last] = &all[..]
                && last.chars().count() > 1
                && Authority::standard()
                    .resolve(&format!("{} kommun", crate::text::capitalised(last)))
                    .is_none_or(|body| !body.identifies())
            {
                self.alone.entry(last.clone()).or_insert(of);
            }
        }
    }

    fn add_one(&mut self, name: &str, of: usize) {
        let all = words_of(name);
        let Some((last, rest)) = all.split_last() else {
            return;
        };
        let Some(first) = rest.first() else {
            return self.put(all, true, of);
        };
        let turned: Vec<String> = [last].into_iter().chain(rest).cloned().collect();
        let mut parts = name.split_whitespace();
        if let (Some(first), Some(last), true) =
            (parts.next(), parts.next_back(), parts.next().is_some())
        {
            let short = [words_of(first), words_of(last)].concat();
            self.put(short, true, of);
        }
        // "G. Ringhult", "Greta R.", "fru Ringhult".
        let initial = |word: &String| word.chars().take(1).collect::<String>();
        self.put_form(vec![initial(first), last.clone()], true, of);
        self.put_form(vec![first.clone(), initial(last)], true, of);
        for title in &words().titles {
            self.put_form(vec![title.clone(), last.clone()], false, of);
        }
        self.put(turned, true, of);
        self.put(all, false, of);
    }

    /// Adds each word of a name by itself: for the papers of whoever has it.
    pub(super) fn add_parts(&mut self, name: &str, of: usize) {
        for word in words_of(name) {
            let long = word.chars().count() > 1;
            if long && !words().particles.contains(&word) {
                self.put(vec![word], true, of);
            }
        }
    }

    fn put(&mut self, words: Vec<String>, capital: bool, of: usize) {
        self.words.extend(words.iter().cloned());
        self.put_form(words, capital, of);
    }

    /// A form of which not every word tells of its bearer.
    fn put_form(&mut self, words: Vec<String>, capital: bool, of: usize) {
        if let Some(first) = words.first().cloned() {
            let forms = self.by_first.entry(first).or_default();
            forms.push(Form { words, capital, of });
            // The longest first.
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
    }

    /// No name at all.
    pub(super) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Some name has this word.
    pub(super) fn has_word(&self, word: &str) -> bool {
        let bare = word.strip_suffix('s').unwrap_or(word);
        self.words.contains(word) || self.words.contains(bare)
    }

    /// All places of names, in order; none overlaps another.
    pub(super) fn find(&self, text: &str) -> Vec<Place> {
        if self.is_empty() {
            return Vec::new();
        }
        let tokens = tokens(text);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            let named = self.at(text, &tokens, at);
            match named.or_else(|| self.alone(text, &tokens, at)) {
                Some((next, of)) => {
                    let range = tokens[at].range.start..tokens[next - 1].range.end;
                    found.push(Place { range, of });
                    at = next;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The last name that is a word by itself, and the word behind it. Behind a
    /// first name it is another bearer's.
    fn alone(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
        if self.alone.is_empty() {
            return None;
        }
        let (next, of) = last_name(&self.alone, tokens, at)?;
        if !text[tokens[at].range.clone()].starts_with(char::is_uppercase) {
            return None;
        }
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let another = before.is_some_and(|before| {
            let between = &text[before.range.end..tokens[at].range.start];
            let first = text[before.range.clone()].starts_with(char::is_uppercase);
            // "Enligt Ringhult" opens a sentence.
            first && between.trim().is_empty() && !function_words().contains(before.low.as_str())
        });
        (!another).then_some((next, of))
    }

    /// The name that begins at a word, and the word behind it.
    fn at(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
        let token = &tokens[at];
        let mut firsts = vec![token.low.clone()];
        firsts.extend(token.low.strip_suffix('s').map(str::to_owned));
        if token.goes_on
            && let Some(next) = tokens.get(at + 1)
        {
            let whole = format!("{}{}", token.low, next.low);
            firsts.extend(whole.strip_suffix('s').map(str::to_owned));
            firsts.push(whole);
        }
        let forms = firsts.iter().filter_map(|first| self.by_first.get(first));
        let begins = text[token.range.clone()].starts_with(char::is_uppercase);
        let fits = |form: &&Form| !form.capital || begins;
        let ends = |form: &Form| {
            let mut here = at;
            for (number, word) in form.words.iter().enumerate() {
                if number > 0 && !is_one_name(text, tokens, here) {
                    return None;
                }
                here = taken(tokens, here, word, number + 1 == form.words.len())?;
            }
            Some((here, form.of))
        };
        let all = forms.flatten().filter(fits).filter_map(ends);
        all.max_by_key(|(end, _)| *end)
    }
}

/// The word behind this one, if it is the one of the name.
fn taken(tokens: &[Token], at: usize, word: &str, last: bool) -> Option<usize> {
    let token = tokens.get(at)?;
    let same = |written: &str| {
        written == word || last && written.strip_suffix('s').is_some_and(|bare| bare == word)
    };
    if same(&token.low) {
        return Some(at + 1);
    }
    let next = tokens.get(at + 1).filter(|_| token.goes_on)?;
    same(&format!("{}{}", token.low, next.low)).then_some(at + 2)
}

/// What stands before a word may stand within a name.
fn is_one_name(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(before), Some(token)) = (tokens.get(at.wrapping_sub(1)), tokens.get(at)) else {
        return false;
    };
    let between = &text[before.range.end..token.range.start];
    let mut signs = between
        .chars()
        .filter(|c| !matches!(c, ' ' | '\n' | '\u{c}'));
    between.len() <= 200
        && signs.by_ref().take(BETWEEN + 1).count() <= BETWEEN
        && !between.contains(|c: char| c.is_ascii_digit())
}

struct Token {
    range: Range<usize>,
    low: String,
    /// A hyphen and a line end stand between it and the next.
    goes_on: bool,
}

/// Runs of letters.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        match (start, c.is_alphabetic()) {
            (None, true) => {
                if let Some(before) = tokens.last_mut() {
                    let between = &text[before.range.end..at];
                    let hyphen = between.trim_start_matches(['-', '\u{ad}', '‐', '‑']);
                    before.goes_on = hyphen.len() < between.len()
                        && (hyphen.is_empty() && between == "\u{ad}"
                            || hyphen.contains('\n') && hyphen.trim().is_empty());
                }
                start = Some(at);
            }
            (Some(from), false) => {
                tokens.push(Token {
                    range: from..at,
                    low: text[from..at].to_lowercase(),
                    goes_on: false,
                });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(names: &[&str], text: &'t str) -> Vec<&'t str> {
        let mut all = Names::default();
        for (at, name) in names.iter().enumerate() {
            all.add(name, at);
        }
        let places = all.find(text).into_iter();
        places.map(|place| &text[place.range]).collect()
    }

    #[test]
    fn a_name_is_found_in_every_form() {
        for text in [
            "Eva Ekström",
            "EVA EKSTRÖM",
            "Eva\nEkström",
            "Eva\n    Ek-\nström",
            "Ekström, Eva",
            "Eva Ekströms",
            "eva_ekström",
            "Eva** Ekström",
            "Eva Ek\u{ad}ström",
        ] {
            assert_eq!(found(&["Eva Ekström"], &format!("av {text} 7")), [text]);
        }
        assert_eq!(
            found(&["Eva Ekström"], "Eva 7 Ekström, Evan Ekström"),
            [""; 0]
        );
        let long = found(
            &["Eva Lisa af Ek", "Lo Ask"],
            "Eva Ek, lo ask; Eva Lisa af Ek",
        );
        assert_eq!(long, ["Eva Ek", "lo ask", "Eva Lisa af Ek"]);
        assert_eq!(found(&["Anonym"], "anonym Anonym"), ["Anonym"]);
        let short = found(&["Greta Ringhult"], "G. Ringhult, fru Ringhults, Greta R.");
        assert_eq!(short, ["G. Ringhult", "fru Ringhults", "Greta R"]);
        let both = found(
            &["Greta och Sten Ringhult"],
            "Greta Ringhult; S Ringhult, Greta och Sten Ringhult",
        );
        assert_eq!(
            both,
            ["Greta Ringhult", "S Ringhult", "Greta och Sten Ringhult"]
        );
    }

    #[test]
    fn a_last_name_by_itself_is_its_bearers() {
        let mut all = Names::default();
        all.add_private("Greta Ringhult", 1);
        all.add_private("Eva Lund", 2);
        let text = "Enligt Ringhult, och Ringhults brev; Ring-\nhult. Bo Ringhult i Lund, ringhult";
        let places = all.find(text).into_iter();
        let found: Vec<&str> = places.map(|place| &text[place.range]).collect();
        assert_eq!(found, ["Ringhult", "Ringhults", "Ring-\nhult"]);
    }
}
