//! Private persons masked in a paper before anything is made of it: what no one
//! sees no format can forget to leave out.
//!
//! Names of those who answer as private persons become "Privatperson 1", numbered
//! by the order of all their names; personal numbers, telephones and addresses of
//! mail in texts become a mark. Lines stay lines; places move with the text.

use super::all;
use super::names::{Names, Place, SHARED, words_of};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::known::Known;
use crate::paper::Paper;
use crate::text::Span;
use crate::unit::{Segmentation, Unit};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

/// Who is masked.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    /// Private persons, each with its number from 1 on.
    private: BTreeMap<String, usize>,
    names: Names,
    leaves_out: bool,
}

/// Values that hold no words of a person's, and of which each is another's key.
const KEPT: [&str; 13] = [
    "sha256",
    "of",
    "kind",
    "fact",
    "date",
    "received",
    "answer_by",
    "day",
    "diarienummer",
    "own_diarienummer",
    "numbers",
    "party",
    "counts_in",
];

/// A text with what was put into it.
#[derive(Debug, Default)]
struct Masked {
    text: String,
    /// Where something else stands: before and now, in order.
    moved: Vec<(Range<usize>, Range<usize>)>,
}

impl Masked {
    /// Where a byte is now: within what was masked its start, or its end.
    fn place(&self, at: u32, end: bool) -> usize {
        let at = at as usize;
        let next = self.moved.partition_point(|(before, _)| before.end <= at);
        if let Some((before, now)) = self.moved.get(next)
            && before.start < at
        {
            return if end { now.end } else { now.start };
        }
        let last = next.checked_sub(1).and_then(|last| self.moved.get(last));
        last.map_or(at, |(before, now)| now.end + (at - before.end))
    }

    fn span(&self, span: Span) -> Span {
        Span::new(self.place(span.start, false), self.place(span.end, true))
    }
}

impl Mask {
    /// Masks these private persons, or leaves out what is theirs; `others` are
    /// whoever else answers.
    pub fn of(private: BTreeSet<String>, others: &[String], leaves_out: bool) -> Self {
        let others = others.iter().filter(|name| !private.contains(*name));
        let taken: HashSet<String> = others.flat_map(|name| words_of(name)).collect();
        let mut mask = Mask {
            leaves_out,
            ..Mask::default()
        };
        for (at, name) in private.into_iter().enumerate() {
            mask.names.add_private(&name, at + 1, &taken);
            mask.private.insert(name, at + 1);
        }
        mask
    }

    /// What private persons answer is left out.
    pub fn leaves_out(&self) -> bool {
        self.leaves_out
    }

    /// What private persons are called.
    pub fn labels(&self) -> BTreeSet<String> {
        self.private.values().map(|at| label(*at)).collect()
    }

    /// A private person's name.
    pub fn is_private(&self, name: &str) -> bool {
        self.private.contains_key(name)
    }

    /// A word of the index that tells of a person.
    pub fn is_telling(&self, word: &str) -> bool {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits > 5 || word.contains('@') || self.names.has_word(word)
    }

    /// Words that stand by themselves: a name, a title, a note.
    pub fn words(&self, words: &str) -> String {
        match self.private.get(words.trim()) {
            Some(at) => label(*at),
            None => self.masked(words, &Names::default()).text,
        }
    }

    /// The name of a file, or the path to it.
    pub fn path(&self, path: &str) -> String {
        self.path_by(path, &Names::default())
    }

    fn path_by(&self, path: &str, names: &Names) -> String {
        let general = self.names.find_in_file(path);
        Self::put(path, names.find(path).into_iter().chain(general)).text
    }

    /// A paper as it may be shown.
    pub fn paper(&self, paper: Paper) -> Result<Paper> {
        let names = self.words_in(&paper.segmentation);
        let Paper {
            document,
            layout,
            segmentation,
            known,
        } = paper;
        let text = self.masked(&document.text, &names);
        let words = |words: &String| self.by(words, &names);
        let path = |path: &String| self.path_by(path, &names);
        let segmentation = self.segmentation(segmentation, &names, &text)?;
        Ok(Paper {
            document: Document {
                name: self.path_by(&document.name, &names).into(),
                path: path(&document.path),
                copies: document.copies.iter().map(path).collect(),
                unread: document.unread.iter().map(words).collect(),
                index: Document::index_of(&text.text, &document.encoding),
                text: text.text,
                ..document
            },
            layout,
            segmentation,
            known: self.values::<Known>(&known, &names)?,
        })
    }

    /// In the papers of private persons each word of their names is one.
    fn words_in(&self, found: &Segmentation) -> Names {
        let mut names = Names::default();
        let units = found.units.iter();
        let units = units.chain(found.twins.iter().map(|twin| &twin.unit));
        let all = units.map(|unit| unit.respondent.as_ref());
        let all = all.chain([found.head.respondent.as_ref()]).flatten();
        for name in all.collect::<BTreeSet<_>>() {
            if let Some(at) = self.private.get(name) {
                names.add(name, *at);
                names.add_parts(name, *at);
            }
        }
        names
    }

    fn segmentation(
        &self,
        mut found: Segmentation,
        names: &Names,
        text: &Masked,
    ) -> Result<Segmentation> {
        let is_private =
            |name: &Option<String>| name.as_ref().is_some_and(|name| self.is_private(name));
        let unit = |unit: &mut Unit| {
            // It is the same name once more.
            unit.spelling.take_if(|_| is_private(&unit.respondent));
            unit.span = text.span(unit.span);
            unit.intro = unit.intro.map(|intro| text.span(intro));
        };
        found.units.iter_mut().for_each(unit);
        let twins = found.twins.iter_mut().map(|twin| &mut twin.unit);
        twins.for_each(unit);
        for fact in &mut found.facts {
            if self.is_private(&fact.respondent) {
                fact.spelling.clone_from(&fact.respondent);
            }
            fact.span = text.span(fact.span);
        }
        for central in &mut found.central {
            central.span = text.span(central.span);
        }
        self.values(&found, names)
    }

    /// The same with all its words masked, whatever holds them.
    fn values<T: Serialize + DeserializeOwned>(&self, value: &T, names: &Names) -> Result<T> {
        let masked = serde_json::to_value(value).and_then(|mut value| {
            self.value(&mut value, names);
            serde_json::from_value(value)
        });
        masked.map_err(|error| {
            Error::new(format!("a paper cannot be masked: {error}"))
                .cure("`remiss rebuild` reads what is stored anew")
        })
    }

    fn value(&self, value: &mut Value, names: &Names) {
        match value {
            Value::String(words) => *words = self.by(words, names),
            Value::Array(values) => values.iter_mut().for_each(|one| self.value(one, names)),
            Value::Object(values) => {
                let values = values.iter_mut();
                let values = values.filter(|(key, _)| !KEPT.contains(&key.as_str()));
                values.for_each(|(_, one)| self.value(one, names));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn by(&self, words: &str, names: &Names) -> String {
        match self.private.get(words.trim()) {
            Some(at) => label(*at),
            None => self.masked(words, names).text,
        }
    }

    fn masked(&self, text: &str, names: &Names) -> Masked {
        // The paper's own first: a last name may be another's, too.
        let named = names.find(text).into_iter().chain(self.names.find(text));
        Self::put(text, named)
    }

    /// A text with marks at some names, and at all numbers and addresses.
    fn put(text: &str, named: impl Iterator<Item = Place>) -> Masked {
        let mut places: Vec<(Range<usize>, String)> = all(text)
            .into_iter()
            .filter_map(|found| Some((found.range, found.kind.mark()?.to_owned())))
            .collect();
        places.extend(named.map(|place| (place.range, label(place.of))));
        places.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut masked = Masked::default();
        let mut at = 0;
        let mut places = places.into_iter().peekable();
        while let Some((mut range, mark)) = places.next() {
            // What overlaps goes under one mark.
            while let Some((more, _)) = places.next_if(|(more, _)| more.start < range.end) {
                range.end = range.end.max(more.end);
            }
            masked.text.push_str(&text[at..range.start]);
            let start = masked.text.len();
            masked.text.push_str(&mark);
            let ends = text[range.clone()].chars();
            masked
                .text
                .extend(ends.filter(|c| matches!(c, '\n' | '\u{c}')));
            at = range.end;
            masked.moved.push((range, start..masked.text.len()));
        }
        masked.text.push_str(&text[at..]);
        masked
    }
}

/// Words are what a private person is called.
pub fn is_label(words: &str) -> bool {
    let number = words.trim().strip_prefix("Privatperson ");
    number.is_some_and(|number| number.parse::<usize>().is_ok())
}

/// What a private person is called.
fn label(at: usize) -> String {
    match at {
        SHARED => "Privatperson".to_owned(),
        at => format!("Privatperson {at}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mask(names: &[&str]) -> Mask {
        let names = names.iter().map(|name| (*name).to_owned());
        Mask::of(names.collect(), &[], false)
    }

    #[test]
    fn who_shares_a_last_name_has_the_number_in_the_own_papers_alone() {
        let mask = mask(&["Greta Ringhult", "Sten Ringhult"]);
        let text = "Enligt Ringhult och fru Ringhult.";
        let mut own = Names::default();
        own.add("Greta Ringhult", 1);
        own.add_parts("Greta Ringhult", 1);
        assert_eq!(
            mask.masked(text, &own).text,
            "Enligt Privatperson 1 och Privatperson 1."
        );
        let masked = mask.masked("Enligt Ringhult.", &Names::default());
        assert_eq!(masked.text, "Enligt Privatperson.");
        assert_eq!(mask.path("a/ringhult_svar.txt"), "a/Privatperson_svar.txt");
    }

    #[test]
    fn a_text_keeps_its_lines_and_its_places() {
        let text = "Eva\nEk (121212-1212),\ntel 070-123 45 67, eva.ek@x.se. Å Lo Ask!\n";
        let mask = mask(&["Lo Ask", "Eva Ek"]);
        let masked = mask.masked(text, &Names::default());
        assert_eq!(
            masked.text,
            "Privatperson 1\n ([personnummer]),\ntel [telefon], [e-post]. Å Privatperson 2!\n"
        );
        for words in ["(", "tel", "Å", "!\n"] {
            let at = text.find(words).unwrap() as u32;
            assert!(masked.text[masked.place(at, false)..].starts_with(words));
        }
    }

    proptest! {
        #[test]
        fn anything_can_be_masked(text in "(\\PC|[0-9 +-]|Eva|Ek|\n){0,40}", at in 0usize..200) {
            let mut own = Names::default();
            own.add_parts("Eva Ek", 1);
            let masked = mask(&["Eva Ek"]).masked(&text, &own);
            prop_assert_eq!(masked.text.matches('\n').count(), text.matches('\n').count());
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
            let place = masked.place(at.unwrap() as u32, false);
            prop_assert!(masked.text.is_char_boundary(place));
        }

        #[test]
        fn spans_stay_within_the_text_and_lines_are_as_many(
            text in "(Eva |Ek|\n|å| 121212-1212 | x@y\\.se |08-508 29 000| |-\n){0,12}",
            a in 0usize..80, b in 0usize..80,
        ) {
            let mask = mask(&["Eva Ek"]);
            let masked = mask.masked(&text, &Names::default());
            prop_assert_eq!(masked.text.matches('\n').count(), text.matches('\n').count());
            prop_assert!(!masked.text.contains("121212-1212") && !masked.text.contains("x@y"));
            let fit = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
            let (a, b) = (fit(a.min(b)).unwrap(), fit(a.max(b)).unwrap());
            let span = masked.span(Span::new(a, b));
            prop_assert!(span.start <= span.end);
            prop_assert!(masked.text.get(span.range()).is_some());
        }
    }
}
