//! Who is said to think something and has not answered.

use super::bodies::{Named, Who};
use super::draft::{Draft, Sentence};
use super::sources::Sources;
use super::words::{data, holds, is_in};
use super::{Finding, Kind};
use std::ops::Range;

/// Those who are said to think something and have not answered.
pub(super) fn check(draft: &Draft, read: &[Vec<Named>], sources: &Sources) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, sentence) in draft.said() {
        let low = sentence.text.to_lowercase();
        if holds(&data().silent, &low) {
            continue;
        }
        for (nth, named) in read[at].iter().enumerate() {
            let (name, proof) = match &named.who {
                Who::Body(_) => continue,
                Who::Silent(at) => {
                    let (name, passage) = &sources.silent[*at];
                    (name.clone(), vec![passage.clone()])
                }
                Who::Unknown(name) => (name.clone(), Vec::new()),
            };
            if !acts(sentence, &named.words, &read[at], nth) {
                continue;
            }
            let abstained = matches!(&named.who, Who::Silent(_))
                .then(|| sources.abstained.iter().find(|(one, _)| *one == name))
                .flatten();
            let proof = abstained.map_or(proof, |(_, at)| vec![at.clone()]);
            let message = match proof.is_empty() {
                _ if abstained.is_some() => format!("{name} was asked and abstained"),
                true => format!("{name} is neither among those who answered nor among those asked"),
                false => format!("{name} was asked; no answer from it is among the papers"),
            };
            found.push(Finding {
                kind: Kind::Body,
                lines: sentence.lines,
                words: clause(sentence, &named.words),
                respondent: Some(name),
                message,
                proof,
            });
        }
    }
    found
}

/// It is the subject of something that is thought, alone or in a list.
fn acts(sentence: &Sentence, name: &Range<usize>, all: &[Named], nth: usize) -> bool {
    const NEAR: usize = 3;
    let words = &sentence.words;
    let view = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| is_in(&data().views, &word.low))
    };
    // In a list those who act together stand side by side.
    let joined = |gap: Range<usize>| match &words[gap] {
        [] => true,
        [word] => matches!(word.low.as_str(), "och" | "samt" | "eller"),
        _ => false,
    };
    let mut end = name.end;
    for next in &all[nth + 1..] {
        if !joined(end..next.words.start) {
            break;
        }
        end = next.words.end;
    }
    let mut start = name.start;
    for before in all[..nth].iter().rev() {
        if !joined(before.words.end..start) {
            break;
        }
        start = before.words.start;
    }
    // "oroar sig": a verb in the present right behind the name.
    let verb = words
        .get(end)
        .is_some_and(|word| !word.capital && word.mark.is_none() && word.low.ends_with('r'));
    // "… att Skriftrådet får tillsynen" tells of it.
    if start > 0 && matches!(words[start - 1].low.as_str(), "att" | "om" | "när") {
        return false;
    }
    let behind = verb || (end..(end + NEAR).min(words.len())).any(view);
    let before = start > 0 && view(start - 1);
    let genitive = words[name.end - 1].low.ends_with('s')
        && words.get(name.end).is_some_and(|word| {
            !word.capital && word.mark.is_none() && !is_in(&data().views, &word.low)
        });
    let by = start > 0 && words[start - 1].low == "av" && (0..start).any(view);
    let listed = words[..start].iter().any(|word| word.mark == Some(':'))
        || start > 0 && words[start].mark == Some(':');
    !genitive && (behind || before || by)
        || listed
            && words[..start]
                .iter()
                .any(|word| is_in(&data().views, &word.low))
}

/// The words about a name that are shown: from it to the next mark.
pub(super) fn clause(sentence: &Sentence, name: &Range<usize>) -> String {
    let from = sentence.words[name.start].range.start;
    let rest = &sentence.text[from..];
    let end = rest.find([';', '.']).unwrap_or(rest.len());
    rest[..end].trim().to_owned()
}
