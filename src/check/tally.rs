//! How many a draft says were asked and answered, of all or of a kind; and the
//! words that say how many.

use super::Finding;
use super::counts::finding;
use super::draft::Sentence;
use super::sources::Sources;
use super::words::{Word, data, holds, is_in, nominative, number};
use crate::authority::Authority;
use crate::focus::WHOLE;
use crate::position::{Passage, Verdict};

/// A subject that counts: which word says how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Many {
    Number(usize),
    Most,
    Every,
}

/// Kind of bodies that a word counts.
pub(super) fn kind_of(word: &str) -> Option<&'static str> {
    let kinds = data().kinds.iter();
    let mut kinds = kinds.filter(|kind| kind[1..].iter().any(|form| form == word));
    kinds.next().map(|kind| kind[0].as_str())
}

/// How many were asked and answered, of all or of a kind. What the sentence says
/// of that is an entry each, right or wrong; none if it says nothing of it.
pub(super) fn of_answers(sentence: &Sentence, sources: &Sources) -> Vec<Option<Finding>> {
    let low = sentence.text.to_lowercase();
    // "av dem som har svarat" says of whom, not how many.
    let told_of = ["som har ", "som ", "som hade "];
    let bare = told_of.iter().fold(low.clone(), |low, of| {
        let answered = data().answered.iter();
        answered.fold(low, |low, word| low.replace(&format!("{of}{word}"), ""))
    });
    let unheard = holds(&data().unheard, &low);
    let answered = holds(&data().answered, &bare);
    let asked = holds(&data().asked, &low);
    let abstains = holds(&data().abstains, &low) && !holds(&data().abstains_from, &low);
    if sources.asked_names.is_empty() || !(unheard || answered || asked || abstains) {
        return Vec::new();
    }
    let mut told = Vec::new();
    for part in parts(sentence) {
        let words = plain(part);
        let numbers: Vec<usize> = subjects(&words)
            .into_iter()
            .filter_map(|(_, many)| match many {
                Many::Number(number) => Some(number),
                _ => None,
            })
            .collect();
        let every = words.iter().take(3).any(|word| is_in(&data().every, word));
        let kind = words.iter().find_map(|word| kind_of(word));
        // Who was asked by another may be counted or not: what is right either way
        // is right.
        let tallies: Vec<Tally> = Among::ALL
            .into_iter()
            .filter_map(|among| Tally::of(kind, among, sources))
            .collect();
        let mut say = |wrong: &dyn Fn(&Tally) -> bool| {
            let finding = tallies.first().filter(|_| tallies.iter().all(wrong));
            let proof = match abstains {
                true => proof_of_abstaining(kind, sources),
                false => proof_of_silence(kind, sources),
            };
            told.push(finding.map(|tally| finding_of(sentence, tally, abstains, proof)));
        };
        match (&numbers[..], every) {
            ([one], _) if abstains && !unheard => say(&|tally| *one != tally.abstained),
            _ if abstains => {}
            ([], true) if answered && !unheard => say(&|tally| tally.silent() > 0),
            ([few, many], _) if answered && words.contains(&"av") => {
                let [least, most] = [*few.min(many), *few.max(many)];
                say(&|tally| most != tally.asked || !tally.has_answered(least));
            }
            ([one], _) if unheard => say(&|tally| *one != tally.silent()),
            ([one], _)
                if answered && !unheard && !words.contains(&"om") && !words.contains(&"över") =>
            {
                say(&|tally| !tally.has_answered(*one));
            }
            ([one], _) if asked && !answered => say(&|tally| *one != tally.asked),
            _ => {}
        }
    }
    told
}

/// Who is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Among {
    All,
    /// Without those whom another asked.
    Direct,
    /// Those alone.
    Through,
}

impl Among {
    const ALL: [Among; 3] = [Among::All, Among::Direct, Among::Through];
}

/// How many of a kind were asked, answered, abstained.
struct Tally {
    asked: usize,
    /// Of them those that answered.
    of_asked: usize,
    /// All that answered, asked or not.
    answered: usize,
    abstained: usize,
}

impl Tally {
    /// Nothing if none of the kind was asked or answered.
    fn of(kind: Option<&str>, among: Among, sources: &Sources) -> Option<Self> {
        let counts = |name: &str| {
            let through = sources.is_through(name);
            let within = match among {
                Among::All => true,
                Among::Direct => !through,
                Among::Through => through,
            };
            within && is_of_kind(kind, name, sources)
        };
        let asked = sources.asked_names.iter();
        let asked = asked.filter(|name| counts(name)).count();
        let bodies = sources.bodies.iter().enumerate();
        let bodies = bodies.filter(|(_, body)| counts(&body.name));
        let abstains = |at: usize| {
            let row = sources.row(at, WHOLE);
            row.is_some_and(|row| row.verdict == Some(Verdict::Avstar))
        };
        let abstained = sources.abstained.iter();
        let abstained = abstained.filter(|(name, _)| counts(name)).count();
        let none = Tally {
            asked,
            of_asked: 0,
            answered: 0,
            abstained,
        };
        let tally = bodies.fold(none, |tally, (at, body)| Tally {
            of_asked: tally.of_asked + usize::from(body.asked),
            answered: tally.answered + 1,
            abstained: tally.abstained + usize::from(abstains(at)),
            ..tally
        });
        (tally.asked + tally.answered > 0).then_some(tally)
    }

    fn silent(&self) -> usize {
        self.asked.saturating_sub(self.of_asked)
    }

    fn has_answered(&self, number: usize) -> bool {
        number == self.of_asked || number == self.answered
    }
}

fn finding_of(sentence: &Sentence, tally: &Tally, abstains: bool, proof: Vec<Passage>) -> Finding {
    let message = match abstains {
        true => format!("{} abstained", tally.abstained),
        false => format!(
            "{} were asked, {} of them answered",
            tally.asked, tally.of_asked
        ),
    };
    finding(sentence, message, proof)
}

/// The parts of a sentence between commas and semicolons.
fn parts(sentence: &Sentence) -> Vec<&[Word]> {
    let words = &sentence.words;
    let mut cuts: Vec<usize> = vec![0];
    cuts.extend((1..words.len()).filter(|at| matches!(words[*at].mark, Some(',' | ';'))));
    cuts.push(words.len());
    cuts.windows(2).map(|two| &words[two[0]..two[1]]).collect()
}

/// It is of a kind, by the name itself, else as the name authority knows it; any
/// is if none is asked for.
pub(super) fn is_of_kind(kind: Option<&str>, name: &str, sources: &Sources) -> bool {
    let Some(kind) = kind else {
        return true;
    };
    let low = name.to_lowercase();
    let words: Vec<&str> = low.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    let ends = |end: &str| {
        words
            .iter()
            .any(|word| nominative(word).trim_end_matches("en").ends_with(end))
    };
    let board = || ends("nämnd");
    let district = || ends("stadsdelsnämnd");
    match kind {
        "kommun" => has("kommun"),
        "region" => has("region"),
        "lansstyrelse" => low.starts_with("länsstyrelse"),
        "larosate" => low.contains("universitet") || low.contains("högskola"),
        "namnd" => board(),
        "stadsdelsnamnd" => district(),
        "facknamnd" => board() && !district(),
        "bolag" => {
            has("ab") || sources.is_through(name) || {
                let known = Authority::standard().resolve(name);
                known
                    .and_then(|body| body.kind)
                    .is_some_and(|kind| kind.ends_with("_bolag"))
            }
        }
        "domstol" => low.contains("rätt") && !low.contains("rättighet"),
        kind => {
            let known = Authority::standard().resolve(name);
            known.and_then(|body| body.kind).as_deref() == Some(kind)
        }
    }
}

fn proof_of_silence(kind: Option<&str>, sources: &Sources) -> Vec<Passage> {
    const SHOWN: usize = 3;
    let silent = sources.silent.iter();
    let silent = silent.filter(|(name, _)| is_of_kind(kind, name, sources));
    silent.map(|(_, at)| at.clone()).take(SHOWN).collect()
}

fn proof_of_abstaining(kind: Option<&str>, sources: &Sources) -> Vec<Passage> {
    let abstained = sources.abstained.iter();
    let abstained = abstained.filter(|(name, _)| is_of_kind(kind, name, sources));
    abstained.map(|(_, at)| at.clone()).collect()
}

/// The words of a run; figures that cite a part count nothing.
pub(super) fn plain(words: &[Word]) -> Vec<&str> {
    let cites = |at: usize| {
        let figures = |word: &Word| word.low.bytes().all(|b| b.is_ascii_digit());
        let behind = words
            .get(at + 1)
            .filter(|next| next.mark == Some('.') && figures(next));
        figures(&words[at]) && (words[at].mark == Some('.') || behind.is_some())
    };
    let all = words.iter().enumerate();
    all.map(|(at, word)| if cites(at) { "" } else { word.low.as_str() })
        .collect()
}

/// Words that say how many, where something that is counted or a verb follows.
pub(super) fn subjects(words: &[&str]) -> Vec<(usize, Many)> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let word = words[at];
        let next = words.get(at + 1).copied().unwrap_or("");
        let counts = |next: &str| {
            is_in(&data().counted, next)
                || kind_of(next).is_some()
                || is_in(&data().views, next)
                || is_in(&data().answered, next)
        };
        let of = next == "av" || counts(next);
        let adjective = words.get(at + 2).is_some_and(|word| {
            (is_in(&data().counted, word) || kind_of(word).is_some()) && next.ends_with("ade")
        });
        let before = at.checked_sub(1).map(|before| words[before]);
        let ends =
            at + 1 == words.len() || before.is_some_and(|before| is_in(&data().answered, before));
        if is_in(&data().most, word) {
            found.push((at, Many::Most));
        } else if is_in(&data().every, word) && (of || adjective) {
            found.push((at, Many::Every));
        } else if let Some(number) = number(word)
            && (of || adjective || ends || is_after_of(words, at))
        {
            found.push((at, Many::Number(number)));
        }
    }
    found
}

/// "av de 24 som fick betänkandet".
fn is_after_of(words: &[&str], at: usize) -> bool {
    at >= 2 && words[at - 2] == "av" && matches!(words[at - 1], "de" | "dem")
}
