//! Quotations: the words stand in a paper, one behind the other, over line ends
//! and page breaks; or they do not, and then it is told what does.

use super::bodies::Named;
use super::draft::{Draft, Sentence};
use super::sources::{Printed, Sources, Text};
use super::words::words;
use super::{Finding, Kind};
use crate::position::Passage;

/// Shortest quotation that is looked for, in words.
const SHORTEST: usize = 2;
/// Words between two pages at most: a foot, a head.
const BETWEEN: usize = 60;

/// Quotations that stand nowhere, or in another's answer.
pub(super) fn check(draft: &Draft, read: &[Vec<Named>], sources: &Sources) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, sentence) in draft.said() {
        for quote in &sentence.quotes {
            let whole = &sentence.text[quote.clone()];
            let whose = whose(draft, read, at, quote.start);
            for piece in whole
                .split(['…', '[', ']'])
                .flat_map(|one| one.split("..."))
            {
                found.extend(judge(sentence, piece, whose, sources));
            }
        }
    }
    found
}

/// Who is quoted: the last named before it in the sentence or paragraph, else the
/// first behind it.
fn whose(draft: &Draft, read: &[Vec<Named>], at: usize, byte: usize) -> Option<usize> {
    let sentence = &draft.sentences[at];
    let start = |named: &Named| sentence.words[named.words.start].range.start;
    let before = read[at].iter().rev().filter(|named| start(named) < byte);
    let behind = read[at].iter().filter(|named| start(named) > byte);
    let above = (0..at)
        .rev()
        .take_while(|above| draft.sentences[*above].paragraph == sentence.paragraph);
    let above = above.flat_map(|above| read[above].iter().rev());
    before.chain(behind).chain(above).find_map(Named::body)
}

fn judge(
    sentence: &Sentence,
    piece: &str,
    whose: Option<usize>,
    sources: &Sources,
) -> Option<Finding> {
    let quoted: Vec<String> = words(piece).into_iter().map(|word| word.low).collect();
    if quoted.len() < SHORTEST {
        return None;
    }
    let stands: Vec<(usize, u32, u32)> = sources
        .texts
        .iter()
        .enumerate()
        .filter_map(|(at, text)| stands(&text.printed, &quoted).map(|(a, b)| (at, a, b)))
        .collect();
    let name = whose.map(|at| sources.body(at).name.clone());
    let finding = |message: String, proof: Vec<Passage>| Finding {
        kind: Kind::Quote,
        lines: sentence.lines,
        words: format!("”{}”", piece.trim()),
        respondent: name.clone(),
        message,
        proof,
    };
    if stands.is_empty() {
        let near = nearest(&quoted, whose, sources);
        let message = match near.is_some() {
            true => "these words stand in no paper; the nearest are others",
            false => "these words stand in no paper",
        };
        return Some(finding(message.to_owned(), near.into_iter().collect()));
    }
    const TELLING: usize = 5;
    let body = sources.body(whose?);
    let own = stands.iter().any(|(at, ..)| body.papers.contains(at));
    let other = stands.iter().find_map(|(at, first, last)| {
        let mut bodies = sources.bodies.iter();
        let other = bodies.find(|other| other.papers.contains(at))?;
        Some((other, *at, [*first, *last]))
    });
    let (other, at, lines) = other.filter(|_| !own && quoted.len() >= TELLING)?;
    let proof = passage(sources, at, lines, piece.trim());
    let message = format!("the words are those of {}", other.name);
    Some(finding(message, proof.into_iter().collect()))
}

/// First and last line of the first place where the words stand.
fn stands(printed: &[Printed], quoted: &[String]) -> Option<(u32, u32)> {
    let first = quoted.first()?;
    let starts = (0..printed.len()).filter(|at| printed[*at].word == *first);
    for start in starts {
        let run = printed[start..].iter().zip(quoted);
        let met = run.take_while(|(one, word)| one.word == **word).count();
        if met == quoted.len() {
            return Some((printed[start].line, printed[start + met - 1].line));
        }
        // Behind the end of a page the rest stands below its head.
        let rest = &quoted[met..];
        let next = printed.get(start + met).map(|one| one.line);
        let cut = printed[start + met - 1].line;
        if next.is_none_or(|next| next < cut + 2) {
            continue;
        }
        let from = start + met + 1;
        let to = (from + BETWEEN).min(printed.len());
        for at in from..to {
            let run = printed[at..].iter().zip(rest);
            let apart = printed[at].line > printed[at - 1].line + 1;
            if apart && run.take_while(|(one, word)| one.word == **word).count() == rest.len() {
                return Some((printed[start].line, printed[at + rest.len() - 1].line));
            }
        }
    }
    None
}

/// The place that has most of the words, in the answer of who is quoted before
/// all others.
fn nearest(quoted: &[String], whose: Option<usize>, sources: &Sources) -> Option<Passage> {
    let own = |at: &usize| whose.is_some_and(|body| sources.body(body).papers.contains(at));
    let all = || 0..sources.texts.len();
    let best = |texts: Vec<usize>| {
        let near = texts.into_iter().filter_map(|at| {
            let (count, start) = densest(&sources.texts[at], quoted)?;
            Some((count, at, start))
        });
        near.max_by_key(|(count, at, _)| (*count, std::cmp::Reverse(*at)))
            .filter(|(count, ..)| *count * 2 >= quoted.len())
    };
    let own: Vec<usize> = all().filter(own).collect();
    let (_, at, start) = best(own).or_else(|| best(all().collect()))?;
    let printed = &sources.texts[at].printed;
    let run = &printed[start..(start + quoted.len()).min(printed.len())];
    let quote: Vec<&str> = run.iter().map(|one| one.word.as_str()).collect();
    let lines = [run.first()?.line, run.last()?.line];
    passage(sources, at, lines, &quote.join(" "))
}

/// Where a run as long as the quotation has most of its words.
fn densest(text: &Text, quoted: &[String]) -> Option<(usize, usize)> {
    let has: Vec<bool> = text
        .printed
        .iter()
        .map(|one| quoted.contains(&one.word))
        .collect();
    let length = quoted.len().min(has.len());
    let mut count = has[..length].iter().filter(|has| **has).count();
    let mut best = (count, 0);
    for start in 1..(has.len() + 1).saturating_sub(length) {
        count += usize::from(has[start + length - 1]);
        count -= usize::from(has[start - 1]);
        if count > best.0 {
            best = (count, start);
        }
    }
    (best.0 > 0).then_some(best)
}

fn passage(sources: &Sources, at: usize, lines: [u32; 2], quote: &str) -> Option<Passage> {
    let [first, last] = [sources.cite(at, lines[0])?, sources.cite(at, lines[1])?];
    let pages = match (first.pages, last.pages) {
        (Some([one, _]), Some([_, other])) => Some([one, other]),
        _ => None,
    };
    Some(Passage {
        document: sources.texts[at].document.clone(),
        lines: crate::text::Cited {
            first: first.first,
            last: last.last,
            pages,
        },
        quote: quote.to_owned(),
    })
}
