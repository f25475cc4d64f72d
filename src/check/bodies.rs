//! Who is meant where a draft names somebody: the whole name, its short form, its
//! place, or "länsstyrelsen" for the one that was spoken of; or a name that no
//! paper knows.

use super::draft::{Draft, Sentence};
use super::sources::Sources;
use super::words::{Word, data, is_in, nominative, number};
use crate::authority::Authority;
use crate::corpus::folded;
use std::collections::BTreeSet;
use std::ops::Range;
use std::slice::from_ref;

/// Who is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Who answered, by number.
    Body(usize),
    /// Who was asked and is silent, by number.
    Silent(usize),
    /// Nobody that the papers know.
    Unknown(String),
}

/// A name where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Words of the sentence.
    pub(super) words: Range<usize>,
    pub(super) who: Who,
}

impl Named {
    /// Who of those who answered it is, by number.
    pub(super) fn body(&self) -> Option<usize> {
        match self.who {
            Who::Body(body) => Some(body),
            _ => None,
        }
    }
}

/// All written forms, the longest first.
pub(super) struct Bodies {
    forms: Vec<(Vec<String>, Who)>,
    /// Words of names, for "länsstyrelsen": their last parts, small.
    tails: Vec<(usize, String)>,
    /// Every name, with its words.
    names: Vec<(Who, Vec<String>)>,
}

impl Bodies {
    pub(super) fn of(sources: &Sources) -> Self {
        let mut forms: Vec<(Vec<String>, Who)> = Vec::new();
        let mut tails = Vec::new();
        let mut whole = Vec::new();
        for (at, body) in sources.bodies.iter().enumerate() {
            let names = body.also.iter().chain([&body.name]);
            for name in names {
                for form in written(name) {
                    forms.push((form, Who::Body(at)));
                }
                whole.push((Who::Body(at), low_words(name)));
                let words = super::words::words(name).into_iter();
                tails.extend(words.map(|word| (at, word.low)));
            }
            for short in shorts(body, sources) {
                forms.push((vec![short], Who::Body(at)));
            }
        }
        for (at, (name, _)) in sources.silent.iter().enumerate() {
            whole.push((Who::Silent(at), low_words(name)));
            for form in written(name) {
                forms.push((form, Who::Silent(at)));
            }
        }
        // A form that several have names nobody; who answered goes before.
        forms.sort_by_key(|(form, who)| (std::cmp::Reverse(form.len()), form.clone(), rank(who)));
        forms.dedup();
        let shared: BTreeSet<Vec<String>> = forms
            .windows(2)
            .filter(|two| two[0].0 == two[1].0 && rank(&two[0].1) == rank(&two[1].1))
            .map(|two| two[0].0.clone())
            .collect();
        forms.retain(|(form, _)| !shared.contains(form));
        Bodies {
            forms,
            tails,
            names: whole,
        }
    }

    /// The form that begins here.
    fn at(&self, words: &[Word], at: usize) -> Option<(usize, &Who)> {
        let found = self.forms.iter().find(|(form, _)| {
            let run = words.get(at..at + form.len());
            run.is_some_and(|run| {
                let opens = run[0].capital || form.len() > 1 && run.iter().any(|word| word.capital);
                let last = form.len() - 1;
                let is = |(nth, (word, form)): (usize, (&Word, &String))| {
                    word.low == *form
                        || nth == last && nominative(&word.low) == form
                        || nominative(&word.low) == nominative(form) && form.len() > 3
                };
                opens && run.iter().zip(form).enumerate().all(is)
            })
        });
        found.map(|(form, who)| (form.len(), who))
    }

    /// Who may be meant by a part of a name: "Micasa", "Stadshus AB"; "Miljönämnden"
    /// for a board of environment and health.
    fn in_short(&self, name: &str) -> Vec<&Who> {
        let short = low_words(name);
        let mut found: Vec<&Who> = Vec::new();
        for (who, whole) in &self.names {
            if is_short_for(&short, whole) && !found.contains(&who) {
                found.push(who);
            }
        }
        found
    }

    /// Who may be meant by "länsstyrelsen".
    fn called(&self, word: &str) -> BTreeSet<usize> {
        let bare = nominative(word);
        let bare = ["en", "et", "n", "t"]
            .iter()
            .find_map(|ending| bare.strip_suffix(ending))
            .unwrap_or(bare);
        let ours = self.tails.iter().filter(|(_, tail)| {
            let tail = nominative(tail);
            tail.contains(bare)
                && (tail.starts_with(bare) || tail.ends_with(bare) || {
                    let behind = tail.find(bare).map(|at| tail.len() - at - bare.len());
                    behind.is_some_and(|behind| behind <= 3)
                })
        });
        ours.map(|(at, _)| *at).collect()
    }
}

fn low_words(name: &str) -> Vec<String> {
    let words = super::words::words(name).into_iter();
    words.map(|word| word.low).collect()
}

/// Each of its words stands in the whole name, one of two compounds joined there
/// too, and what it leaves out says no kind of body.
fn is_short_for(short: &[String], whole: &[String]) -> bool {
    let heads = || data().heads.iter().filter(|head| head.len() > 4);
    let mut met = vec![false; whole.len()];
    let all = short.iter().all(|word| {
        let word = nominative(word);
        if let Some(at) = whole.iter().position(|one| nominative(one) == word) {
            met[at] = true;
            return true;
        }
        let mut joined = heads().filter_map(|head| Some((head, word.strip_suffix(head.as_str())?)));
        joined.any(|(head, first)| {
            let tail = whole.iter().position(|one| one.ends_with(head.as_str()));
            let part = whole.iter().position(|one| one == first);
            part.zip(tail).is_some_and(|(part, tail)| {
                met[part] = true;
                met[tail] = true;
                part < tail
            })
        })
    });
    let mut left = whole.iter().zip(&met).filter(|(_, met)| !**met);
    all && !left.any(|(word, _)| {
        is_in(&data().heads, word) || heads().any(|head| word.ends_with(head.as_str()))
    })
}

fn rank(who: &Who) -> u8 {
    match who {
        Who::Body(_) => 0,
        Who::Silent(_) => 1,
        Who::Unknown(_) => 2,
    }
}

/// The forms of a name: whole, without "AB", its place alone, "tingsrätten i X".
fn written(name: &str) -> Vec<Vec<String>> {
    let bare = name.split(['(', ',']).next().unwrap_or(name);
    let words: Vec<Word> = super::words::words(bare);
    let low: Vec<String> = words.iter().map(|word| word.low.clone()).collect();
    let mut forms = vec![low.clone()];
    if low.last().is_some_and(|last| last == "ab") && low.len() > 1 {
        forms.push(low[..low.len() - 1].to_vec());
        if low.len() > 2 {
            forms.push(low[..1].to_vec());
        }
    }
    let kind_of = |word: &String| data().placed.iter().find(|kind| kind[0] == *word);
    let kinds: Vec<&Vec<String>> = low.iter().filter_map(kind_of).collect();
    let place = low
        .iter()
        .filter(|word| kind_of(word).is_none() && !data().no_place.contains(word));
    let mut place: Vec<String> = place.cloned().collect();
    let Some(last) = place.last_mut().filter(|_| !kinds.is_empty()) else {
        return forms;
    };
    *last = nominative(last).to_owned();
    for kind in kinds {
        for form in kind[..2].iter().rev() {
            let behind = kind.get(2).unwrap_or(form);
            forms.push([&[form.clone(), "i".to_owned()], &place[..]].concat());
            forms.push([from_ref(form), &place[..]].concat());
            forms.push([&place[..], from_ref(behind)].concat());
        }
    }
    forms.push(place);
    forms
}

/// Short forms that a body goes by: two capitals and more, its letters in the
/// order of the name, in its own answer or in the list of those asked.
fn shorts(body: &super::sources::Body, sources: &Sources) -> BTreeSet<String> {
    let name = body
        .name
        .split('(')
        .next()
        .unwrap_or(&body.name)
        .to_lowercase();
    let is_short = |word: &str| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let letters = word.chars().all(char::is_alphabetic);
        letters && capitals >= 2 && (2..=6).contains(&word.chars().count())
    };
    let of_name = |word: &str| {
        let mut rest = name.chars();
        let low = word.to_lowercase();
        low.chars().next() == name.chars().next() && low.chars().all(|c| rest.any(|one| one == c))
    };
    let texts = body
        .answers
        .iter()
        .map(|answer| answer.passage.quote.as_str());
    let own = folded(&body.name);
    let asked = sources.asked_names.iter().filter(|one| folded(one) == own);
    let texts = texts
        .chain([body.name.as_str()])
        .chain(asked.map(String::as_str));
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let shorts = words.filter(|word| is_short(word) && of_name(word));
    shorts.map(str::to_lowercase).collect()
}

/// Everybody that each sentence names, in order.
pub(super) fn read(draft: &Draft, bodies: &Bodies) -> Vec<Vec<Named>> {
    let mut found: Vec<Vec<Named>> = Vec::new();
    // Who was spoken of, the last first.
    let mut spoken: Vec<usize> = Vec::new();
    for sentence in &draft.sentences {
        let named = in_sentence(sentence, bodies, &mut spoken);
        found.push(named);
    }
    found
}

fn in_sentence(sentence: &Sentence, bodies: &Bodies, spoken: &mut Vec<usize>) -> Vec<Named> {
    let words = &sentence.words;
    let quoted = |at: usize| {
        let start = words[at].range.start;
        sentence.quotes.iter().any(|quote| quote.contains(&start))
    };
    let mut named: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let form = bodies.at(words, at);
        let (length, who) = match form.filter(|(length, _)| !is_place(words, at, *length)) {
            _ if quoted(at) => (1, None),
            Some((length, who)) => (length, Some(who.clone())),
            None => alone(sentence, at, bodies, spoken),
        };
        if let Some(who) = who {
            if let Who::Body(body) = who {
                spoken.retain(|one| *one != body);
                spoken.insert(0, body);
            }
            named.push(Named {
                words: at..at + length,
                who,
            });
        }
        at += length.max(1);
    }
    named
}

/// "i Granköping": a place, no body.
fn is_place(words: &[Word], at: usize, length: usize) -> bool {
    length == 1 && at > 0 && data().places.contains(&words[at - 1].low)
}

/// "länsstyrelsen", or a name that no paper knows.
fn alone(
    sentence: &Sentence,
    at: usize,
    bodies: &Bodies,
    spoken: &[usize],
) -> (usize, Option<Who>) {
    let words = &sentence.words;
    let low = &words[at].low;
    let called = nominative(low);
    let goes_on = words.get(at + 1).is_some_and(|next| {
        next.mark.is_none() && (next.capital || next.low == "i" || next.low == "för")
    });
    if (goes_on || !is_in(&data().back, low))
        && let Some((length, name)) = strange(sentence, at, bodies)
    {
        // What may be several is nobody's fault.
        let who = match bodies.in_short(&name)[..] {
            [] => Some(Who::Unknown(name)),
            [who] => Some(who.clone()),
            _ => None,
        };
        return (length, who);
    }
    if !is_in(&data().back, low) && !is_in(&data().back, called) {
        return (1, None);
    }
    let may = bodies.called(called);
    let who = match may.len() {
        0 => None,
        1 => may.first().copied(),
        _ => spoken.iter().find(|one| may.contains(one)).copied(),
    };
    (1, who.map(Who::Body))
}

/// A body's name that the papers do not know, with its words.
fn strange(sentence: &Sentence, at: usize, bodies: &Bodies) -> Option<(usize, String)> {
    const LONGEST: usize = 7;
    let words = &sentence.words;
    let first = words.get(at).filter(|word| word.capital)?;
    let data = data();
    // "Ingen nämnd", "Flera bolag": how many, and no name.
    let counts = number(&first.low).is_some()
        || [&data.some, &data.most, &data.every, &data.only]
            .into_iter()
            .any(|list| is_in(list, &first.low));
    if counts {
        return None;
    }
    let joins = |word: &Word| matches!(word.low.as_str(), "i" | "och" | "för" | "av" | "på");
    let mut end = at + 1;
    while end < words.len() && end < at + LONGEST {
        let word = &words[end];
        let next = words.get(end + 1);
        let goes_on = word.mark.is_none()
            && (word.capital
                || is_in(&data.heads, &word.low)
                || word.low == "län"
                || joins(word) && next.is_some_and(|next| next.capital && next.mark.is_none()));
        // "… och Töreby kommun" is another.
        if !goes_on || bodies.at(words, end).is_some() || bodies.at(words, end + 1).is_some() {
            break;
        }
        end += 1;
    }
    // "Länsstyrelsen" alone refers back; "Boverket" is a name.
    let is_head =
        |word: &Word| is_in(&data.heads, &word.low) || is_in(&data.heads, nominative(&word.low));
    let compound = |word: &Word| {
        let low = nominative(&word.low);
        data.heads.iter().any(|head| {
            low.len() > head.len() + 1 && head.len() > 4 && low.ends_with(head.as_str())
        })
    };
    let run = &words[at..end];
    // "Enligt länsstyrelsen" opens a sentence and names nobody anew.
    if let [_, back] = run
        && at == 0
        && !back.capital
        && is_in(&data.back, &back.low)
    {
        return None;
    }
    let several = run.len() > 1 && run.iter().any(|word| is_head(word) || compound(word));
    let alone = compound(first) && !is_in(&data.back, &first.low);
    let sender = is_in(&data.senders, &first.low) || is_in(&data.senders, nominative(&first.low));
    if sender || !several && !alone {
        let text = &sentence.text[first.range.start..];
        let known = Authority::standard().find(text).into_iter().next();
        let known = known.filter(|(range, body)| range.start == 0 && body.identifies())?;
        if sender {
            return None;
        }
        let bytes = first.range.start + known.0.end;
        let count = words[at..]
            .iter()
            .take_while(|word| word.range.start < bytes)
            .count();
        return Some((
            count.max(1),
            sentence.text[first.range.start..bytes].to_owned(),
        ));
    }
    let length = if several { run.len() } else { 1 };
    let last = &words[at + length - 1];
    let name = sentence.text[first.range.start..last.range.end].to_owned();
    Some((length, name))
}
