//! Names looked for in texts: in any case and order of first and last, over line
//! ends and hyphens at them, with an s at the end.

use super::alone::{is_anothers, is_town};
use super::tokens::{Text, Token, is_one_name, taken};
use super::words;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The number of what two private persons are called both.
pub(super) const SHARED: usize = 0;

/// Letters that are words by themselves: "I Lund finns", "å Ek".
const WORDS: [&str; 3] = ["i", "å", "ö"];

/// Names, each with a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// The forms of names by their first word.
    by_first: HashMap<String, Vec<Form>>,
    /// The words of all of them.
    words: HashSet<String>,
    /// Last names that tell by themselves whom they are of.
    alone: HashMap<String, usize>,
    /// The numbers tell persons apart, so that what two are called has none.
    numbered: bool,
}

/// One way to write a name.
#[derive(Clone, Debug)]
struct Form {
    words: Vec<String>,
    /// Its first letter is a capital.
    capital: bool,
    initial: Option<Initial>,
    of: usize,
}

/// A word of a form that is its first letter alone. All words of such a form
/// begin with capitals.
#[derive(Clone, Copy, Debug)]
struct Initial {
    at: usize,
    /// Only with a full stop: without it the words may tell something else.
    stop: bool,
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
pub(super) fn words_of(name: &str) -> Vec<String> {
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
    /// answers for nobody else. `taken` are the words of others' names: whoever
    /// bears the name alone may be one of them.
    pub(super) fn add_private(&mut self, name: &str, of: usize, taken: &HashSet<String>) {
        self.numbered = true;
        self.add(name, of);
        for member in members(name) {
            let all = words_of(&member);
            if let [_, .., last] = &all[..]
                && last.chars().count() > 1
                && ![last, &format!("{last}s")].iter().any(|one| taken.contains(*one))
                // "Lund" is a town before it is anybody's name.
                && !is_town(last)
            {
                let known = self.alone.entry(last.clone()).or_insert(of);
                if *known != of {
                    *known = SHARED;
                }
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
        // "G. Ringhult", "Greta R.", "fru Ringhult"; "L-E Ringhult", "Lars-Erik R.".
        let initial = |word: &String| word.chars().take(1).collect::<String>();
        let mut forms = vec![
            (0, vec![initial(first), last.clone()]),
            (1, vec![first.clone(), initial(last)]),
        ];
        if rest.len() > 1 {
            let initials: Vec<String> = rest.iter().map(initial).collect();
            forms.push((0, [&initials[..], std::slice::from_ref(last)].concat()));
            // "L-E R." stops at its end, where its last initial does.
            forms.push((rest.len(), [&initials[..], &[initial(last)]].concat()));
            forms.push((rest.len(), [rest, &[initial(last)]].concat()));
        }
        for (at, words) in forms {
            let stop = WORDS.contains(&words[at].as_str()) || at == 0 && is_town(last);
            self.put_form(words, true, Some(Initial { at, stop }), of);
        }
        for title in &words().titles {
            self.put_form(vec![title.clone(), last.clone()], false, None, of);
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
        self.put_form(words, capital, None, of);
    }

    /// A form of which not every word tells of its bearer.
    fn put_form(&mut self, words: Vec<String>, capital: bool, initial: Option<Initial>, of: usize) {
        if let Some(first) = words.first().cloned() {
            let forms = self.by_first.entry(first).or_default();
            forms.push(Form {
                words,
                capital,
                initial,
                of,
            });
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
        self.places(&Text::of(text, false))
    }

    /// The same in the name of a file, which nobody writes with capitals.
    pub(super) fn find_in_file(&self, name: &str) -> Vec<Place> {
        self.places(&Text::of(name, true))
    }

    fn places(&self, text: &Text<'_>) -> Vec<Place> {
        let tokens = &text.tokens;
        let (mut found, mut at) = (Vec::new(), 0);
        while !self.is_empty() && at < tokens.len() {
            let named = self.at(text, at);
            match named.or_else(|| self.alone(text, at)) {
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

    /// The last name that is a word by itself, and the word behind it, where it is
    /// nobody else's.
    fn alone(&self, text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
        if self.alone.is_empty() {
            return None;
        }
        let (next, of) = last_name(&self.alone, &text.tokens, at)?;
        let is_it =
            text.file || text.is_capital(at) && !is_anothers(text.words, &text.tokens, at..next);
        is_it.then_some((next, of))
    }

    /// The name that begins at a word, and the word behind it.
    fn at(&self, text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
        let tokens = &text.tokens;
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
        let begins = text.is_capital(at);
        let fits = |form: &&Form| !form.capital || begins;
        let ends = |form: &Form| {
            let mut here = at;
            for (number, word) in form.words.iter().enumerate() {
                if number > 0 && !is_one_name(text.words, tokens, here)
                    || !text.may_be(form, number, here)
                {
                    return None;
                }
                here = taken(tokens, here, word, number + 1 == form.words.len())?;
            }
            Some((here, form.of))
        };
        let all = forms.flatten().filter(fits).filter_map(ends);
        // "fru Ringhult" may be any of those who are called so: no number is made up.
        all.reduce(|one, other| match one.0.cmp(&other.0) {
            Ordering::Equal if self.numbered && one.1 != other.1 => (one.0, SHARED),
            Ordering::Less | Ordering::Equal => other,
            Ordering::Greater => one,
        })
    }
}

impl Text<'_> {
    /// A word may be this one of a form with an initial.
    fn may_be(&self, form: &Form, number: usize, at: usize) -> bool {
        let (Some(initial), Some(token)) = (form.initial, self.tokens.get(at)) else {
            return true;
        };
        let stops = || self.words[token.range.end..].starts_with('.');
        self.is_capital(at) && (number != initial.at || !initial.stop || stops())
    }
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
        let double = found(
            &["Lars-Erik Ringhult"],
            "L-E Ringhult, L.E. Ringhults, Lars-Erik R., L-E R. och L Ringhult, L-E R",
        );
        assert_eq!(
            double,
            [
                "L-E Ringhult",
                "L.E. Ringhults",
                "Lars-Erik R",
                "L-E R",
                "L Ringhult",
                "L-E R"
            ]
        );
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
    fn an_initial_is_no_word_of_a_sentence() {
        let names = ["Inga Lund", "Anna Isaksson", "Bo Ek"];
        for text in [
            "I Lund finns",
            "I Lunds kommun",
            "anna i Havby",
            "Anna i",
            "b ek",
        ] {
            assert_eq!(found(&names, text), [""; 0], "{text}");
        }
        assert_eq!(found(&names, "av B Ek och Anna I."), ["B Ek", "Anna I"]);
    }

    #[test]
    fn what_two_are_called_has_the_number_of_neither() {
        let mut all = Names::default();
        all.add_private("Greta Ringhult", 1, &HashSet::new());
        all.add_private("Gunnar Ringhult", 2, &HashSet::new());
        all.add_private("Greta och Sten Vassbäck", 3, &HashSet::new());
        let text = "Fru Ringhult, G. Ringhult och Ringhult skriver. Greta Ringhult, Ringhult, Gunnar; fru \
            Vassbäck, Greta V., Greta R.";
        let numbers: Vec<usize> = all.find(text).iter().map(|place| place.of).collect();
        assert_eq!(numbers, [SHARED, SHARED, SHARED, 1, 2, 3, 3, 1]);
    }

    #[test]
    fn a_last_name_by_itself_is_its_bearers() {
        let mut all = Names::default();
        let taken = HashSet::from(["sandberg".to_owned()]);
        all.add_private("Greta Ringhult", 1, &taken);
        all.add_private("Eva Lund", 2, &taken);
        all.add_private("Lo Sandberg", 3, &taken);
        all.add_private("Sten Ringhult", 4, &taken);
        let text = "Enligt Ringhult, och Ringhults brev; Ring-\nhult. Det sade Bo Ringhult i Lund, \
            ringhult. Grannen Ringhult skriver till Skolverket\nRinghult. Så Ringhult AB, Ringhult (S) \
            och Ringhult (se s. 2) vid Sandberg.";
        let places = all.find(text).into_iter();
        let found: Vec<(&str, usize)> =
            places.map(|place| (&text[place.range], place.of)).collect();
        let bare = ("Ringhult", SHARED);
        let wanted = [
            bare,
            ("Ringhults", SHARED),
            ("Ring-\nhult", SHARED),
            bare,
            bare,
            bare,
        ];
        assert_eq!(found, wanted);
        let file = "svar_ringhult.txt";
        assert!(all.find(file).is_empty());
        assert_eq!(all.find_in_file(file)[0].range, 5..13);
    }
}
