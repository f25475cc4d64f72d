//! The traces of persons in one paper: what has the form of a number or an
//! address, and every place of the names that the paper gives a place to.

use super::mask::is_label;
use super::names::Names;
use super::{Kind, PRIVATE, Sure, find, words};
use crate::authority::Authority;
use crate::lexicon::lexicon;
use crate::paper::Paper;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// One trace of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// As it stands there, on one line.
    pub text: String,
    /// How sure that is.
    pub sure: Sure,
    /// By what it was known.
    pub by: &'static str,
}

/// The traces in a paper, in order; `private` are those who answer as private
/// persons in any.
pub fn traces(paper: &Paper, private: &[&str]) -> Vec<Trace> {
    let text = &paper.document.text;
    let trace = |range: std::ops::Range<usize>, kind, sure, by| Trace {
        text: text[range.clone()]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        span: Span::new(range.start, range.end),
        kind,
        sure,
        by,
    };
    let found = find(text).into_iter();
    let mut all: Vec<Trace> = found
        .map(|one| trace(one.range, one.kind, one.sure, one.by))
        .collect();
    let named = named(paper, private);
    let mut names = Names::default();
    for (at, (name, ..)) in named.iter().enumerate() {
        names.add(name, at);
    }
    let forms = all.len();
    for place in names.find(text) {
        let (_, sure, by) = named[place.of];
        // "eva.ek@…" is told already.
        let at = place.range.start as u32;
        let before = all[..forms].partition_point(|one| one.span.start <= at);
        let within = before
            .checked_sub(1)
            .is_some_and(|one| at < all[one].span.end);
        if !within {
            all.push(trace(place.range, Kind::Namn, sure, by));
        }
    }
    all.sort_by_key(|trace| (trace.span.start, trace.kind));
    all
}

type Named = (String, Sure, &'static str);

/// The names that have a place in a paper, each by the first of these.
fn named(paper: &Paper, private: &[&str]) -> Vec<Named> {
    let found = &paper.segmentation;
    let mut all: Vec<Named> = Vec::new();
    if let (Some(name), Some(PRIVATE)) = (
        &found.head.respondent,
        found.head.respondent_kind.as_deref(),
    ) {
        let guessed = found.head.guessed.iter().any(|field| field == "respondent");
        let sure = if guessed { Sure::Likely } else { Sure::Certain };
        all.push((name.clone(), sure, "answers as a private person"));
    }
    let units = found.units.iter();
    let units = units.chain(found.twins.iter().map(|twin| &twin.unit));
    let signers = units.flat_map(|unit| &unit.signers);
    all.extend(signers.map(|one| (one.name.clone(), Sure::Certain, "signs a statement")));
    let present = found.present.iter();
    all.extend(present.map(|one| (one.name.clone(), Sure::Certain, "is listed as present")));
    all.extend(in_places(&paper.document.text));
    let others = private.iter().map(|name| (*name).to_owned());
    all.extend(others.map(|name| (name, Sure::Certain, "answers in another paper")));
    let mut seen = std::collections::HashSet::new();
    all.retain(|(name, ..)| {
        !name.is_empty() && !is_label(name) && seen.insert(name.to_lowercase())
    });
    all
}

/// Names behind "Handläggare:", and under the words that close a letter.
fn in_places(text: &str) -> Vec<Named> {
    /// Lines under a closing that may be names.
    const UNDER: usize = 4;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.collect();
    let mut all = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(rest) = behind_an_officer(line) {
            let next = lines.get(at + 1).copied().unwrap_or("");
            let name = person(if rest.is_empty() { next } else { rest });
            all.extend(name.map(|name| (name, Sure::Likely, "works on the case")));
        }
        if closes(line) {
            let under = lines.iter().skip(at + 1).take(UNDER);
            let names = under.filter_map(|line| person(line));
            all.extend(names.map(|name| (name, Sure::Likely, "closes a letter")));
        }
    }
    all
}

/// What stands behind "Handläggare" and a colon, or nothing on its line.
fn behind_an_officer(line: &str) -> Option<&str> {
    const LONG: usize = 30;
    let (head, rest) = line.split_once(':').unwrap_or((line, ""));
    if head.len() > LONG {
        return None;
    }
    let head = head.trim().to_lowercase();
    words().officer.contains(&head).then_some(rest.trim())
}

fn closes(line: &str) -> bool {
    const LONG: usize = 40;
    let low = line.to_lowercase();
    line.len() < LONG
        && words()
            .closing
            .iter()
            .any(|word| low.contains(word.as_str()))
}

/// "Eva Ek", "Anna-Lena von Ek Holm": words that could be a name, and nothing
/// but a title or an address behind them.
static PERSON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let small = words().particles.join("|");
    let word = r"\p{Lu}[\p{L}’']*(?:-\p{Lu}\p{L}+)*\.?";
    Regex::new(&format!(
        r"^({word}(?: (?:(?:{small}) )?{word}){{1,3}})(?:\s*$|\s*[,(<;/|]|\s{{2,}}|\t)"
    ))
    .ok()
});

fn person(line: &str) -> Option<String> {
    let found = PERSON.as_ref()?.captures(line)?;
    let name = found.get(1)?.as_str();
    let shouted = !name.contains(char::is_lowercase);
    let body = Authority::standard().resolve(name).is_some() || lexicon().known(name).is_some();
    (!shouted && !body && !lexicon().is_job(name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn names_are_known_by_their_places() {
        let text = "Handläggare: Lo Ask, utredare\nTelefon 08-508 29 000\n\nKontaktperson\n\
                    Siv von Alm\n\nVi har inget att invända mot det, säger Bo Lind.\n\n\
                    Med vänliga hälsningar\n\nEva Ek\nHavby kommun\n";
        let paper = Paper::read(Document::from_text("p.txt", text));
        let all = traces(&paper, &[]);
        let all: Vec<(&str, &str)> = all.iter().map(|one| (one.text.as_str(), one.by)).collect();
        assert_eq!(
            all,
            [
                ("Lo Ask", "works on the case"),
                ("08-508 29 000", "a word before it"),
                ("Siv von Alm", "works on the case"),
                ("Eva Ek", "closes a letter"),
            ]
        );
    }
}
