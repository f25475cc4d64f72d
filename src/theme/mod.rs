//! Themes that several respondents raise and no focus area covers.
//!
//! A theme is what stands in the answers under one root: a noun with its verb,
//! the compounds that hold it, a head of several words. Who has a sentence of
//! its own with it raises it; what the sender wrote, quoted or told again, does
//! not count. Themes come first that many raise and many ask something of; that
//! the proposal has the word too takes nothing away.

mod kin;
mod nouns;
mod terms;

use crate::alphabet::compare;
use crate::analyse::Analyser;
use crate::corpus::Scope;
use crate::flow::Flow;
use crate::focus::FocusFiles;
use crate::line::Lines;
use crate::overlap::words::Words;
use crate::paper::Paper;
use crate::position::{Passage, sayings};
use crate::referrals::Referrals;
use crate::unit::{CentralKind, Referral, UnitKind};
pub use nouns::Nouns;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use terms::{Covered, terms};

/// A theme and who raises it.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The proposal.
    pub referral: Referral,
    /// What it goes by.
    pub name: String,
    /// Other words of it, the commonest first.
    pub words: Vec<String>,
    /// Respondents who ask for something about it.
    pub asks: usize,
    /// Who raises it, each with a sentence: one that asks, else one that says
    /// what it thinks, else the first.
    pub boards: Vec<(String, Passage)>,
    /// Those of them whose sentence asks, by number.
    pub asking: Vec<usize>,
}

/// What a sentence does: tell, think, ask.
type Force = u8;
const ASKS: Force = 2;

/// What is counted of a term.
#[derive(Default)]
struct Count {
    forms: BTreeMap<String, usize>,
    /// Those of them that are it, and no compounds that hold it.
    own: BTreeMap<String, usize>,
    /// The strongest sentence of each respondent, by number.
    boards: BTreeMap<usize, (Force, usize)>,
    /// Its sentences, by number.
    sentences: BTreeSet<usize>,
    /// Who has it as a word of its own.
    bare: BTreeSet<usize>,
    /// Whole compounds it is a part of, with their respondents.
    wholes: BTreeMap<String, BTreeSet<usize>>,
    /// What it goes by where it has words of several roots.
    kin: Option<String>,
}

/// An answer.
struct Answer<'p> {
    paper: &'p Paper,
    respondent: &'p str,
    flow: Flow,
}

/// Themes of each proposal that at least `least` respondents of a scope raise,
/// the most widely raised first. What is a noun is told by the words of these
/// papers and those of others, if any are given.
pub fn themes<'p>(
    papers: impl IntoIterator<Item = &'p Paper>,
    referrals: &Referrals,
    scope: &Scope,
    (files, analyser, least): (&FocusFiles, &Analyser, usize),
    others: Nouns,
) -> Vec<Theme> {
    let mut answers: Vec<Vec<Answer<'_>>> = Vec::new();
    answers.resize_with(referrals.all().len(), Vec::new);
    let mut sent: Vec<HashSet<u64>> = vec![HashSet::new(); answers.len()];
    let mut nouns = others;
    for paper in papers {
        let lines = Lines::new(&paper.document);
        let named = |at: usize| referrals.find(paper.segmentation.referrals.get(at)?);
        let units = paper.segmentation.units.iter().zip(scope.units_of(paper));
        for (unit, is_in) in units.filter(|(unit, _)| !unit.pointer) {
            let flow = Flow::of_span(&lines, &paper.layout, unit.span);
            nouns.add(&analyser.tokens(&flow.text));
            let group = unit.referral.and_then(named).filter(|_| is_in);
            if let (UnitKind::Yttrande, Some(group)) = (unit.kind, group) {
                answers[group].push(Answer {
                    paper,
                    respondent: unit.respondent.as_deref().unwrap_or(""),
                    flow,
                });
            }
        }
        for central in &paper.segmentation.central {
            let flow = Flow::of_span(&lines, &paper.layout, central.span);
            nouns.add(&analyser.tokens(&flow.text));
            // What the sender wrote of the answers took its words from them.
            let before = central.kind != CentralKind::Synpunkter;
            if let Some(group) = central.referral.and_then(named).filter(|_| before) {
                sent[group].extend(Words::of(&flow.text).shingles());
            }
        }
    }
    nouns.judge();
    let with_answers = referrals.all().iter().zip(answers.iter().zip(&sent));
    with_answers
        .filter(|(_, (answers, _))| answers.len() >= least)
        .flat_map(|(referral, (answers, sent))| {
            let names = answers.iter().map(|answer| answer.respondent);
            let areas = files.areas_of(&[referral]);
            let covered = Covered::new(&areas, &referral.title, names, (analyser, &nouns));
            let read = Read::of(answers, (analyser, &nouns, &covered), sent);
            ranked(referral, &read, answers, least)
        })
        .collect()
}

/// Letters of a part of a compound that says of itself what it is.
const LONG: usize = 7;

/// The answers to one referral, read.
struct Read<'a> {
    counts: BTreeMap<String, Count>,
    respondents: Vec<&'a str>,
    /// Each sentence that was counted: its answer, and its bytes there.
    sentences: Vec<(usize, std::ops::Range<usize>)>,
}

impl<'a> Read<'a> {
    fn of(
        answers: &'a [Answer<'_>],
        (analyser, nouns, covered): (&Analyser, &Nouns, &Covered),
        sent: &HashSet<u64>,
    ) -> Self {
        let mut read = Read {
            counts: BTreeMap::new(),
            respondents: Vec::new(),
            sentences: Vec::new(),
        };
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for (at, answer) in answers.iter().enumerate() {
            let board = *numbers.entry(answer.respondent).or_insert_with(|| {
                read.respondents.push(answer.respondent);
                read.respondents.len() - 1
            });
            for (saying, tokens) in sayings(&answer.flow.text, analyser) {
                let words = &answer.flow.text[saying.range.clone()];
                if is_sent(words, sent) {
                    continue;
                }
                let force = Force::from(saying.opinion) + Force::from(saying.asks);
                let sentence = read.sentences.len();
                for term in terms(words, &tokens, nouns, covered) {
                    let count = read.counts.entry(term.key).or_default();
                    if term.whole.is_none() {
                        *count.own.entry(term.form.clone()).or_insert(0) += 1;
                    }
                    *count.forms.entry(term.form).or_insert(0) += 1;
                    count.sentences.insert(sentence);
                    let strongest = count.boards.entry(board).or_insert((force, sentence));
                    if force > strongest.0 {
                        *strongest = (force, sentence);
                    }
                    count.kin = count.kin.take().or(term.kin);
                    match term.whole {
                        Some(whole) => count.wholes.entry(whole).or_default().insert(board),
                        None => count.bare.insert(board),
                    };
                }
                read.sentences.push((at, saying.range));
            }
        }
        read
    }
}

/// Most of a sentence stands in the sender's own texts.
fn is_sent(words: &str, sent: &HashSet<u64>) -> bool {
    let words = Words::of(words);
    let all = words.shingles().count();
    let known = words.shingles().filter(|one| sent.contains(one)).count();
    known * 2 > all
}

/// A theme in the making: its terms, the one that names it first.
struct Gathered<'c> {
    name: String,
    keys: Vec<&'c str>,
    boards: BTreeMap<usize, (Force, usize)>,
    sentences: BTreeSet<usize>,
}

/// The themes among what was counted.
fn ranked(
    referral: &Referral,
    read: &Read<'_>,
    answers: &[Answer<'_>],
    least: usize,
) -> Vec<Theme> {
    let raised = |key: &str| read.counts.get(key).map_or(0, |count| count.boards.len());
    let mut terms: Vec<(&String, &Count)> = read
        .counts
        .iter()
        .filter(|(key, count)| {
            // A part that mostly stands in one whole says less than it.
            let single = count.wholes.iter().any(|(whole, boards)| {
                boards.len() * 10 >= count.boards.len() * 8 && raised(whole) >= least
            });
            let thinks = count.boards.values().filter(|(force, _)| *force > 0);
            let all = count.boards.len();
            // A short part means another thing in each compound.
            let short = count.kin.is_none()
                && key.chars().count() < LONG
                && count.bare.len() * 3 < count.boards.len();
            all >= least && !short && thinks.count() * 3 >= all && (!single || key.contains(' '))
        })
        .collect();
    terms.sort_by_key(|(key, count)| (key.contains(' '), Reverse(weight(&count.boards)), *key));
    let mut found: Vec<Gathered<'_>> = Vec::new();
    let mut themes: HashMap<usize, Vec<usize>> = HashMap::new();
    for (key, count) in terms {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for theme in count
            .sentences
            .iter()
            .filter_map(|at| themes.get(at))
            .flatten()
        {
            *shared.entry(*theme).or_insert(0) += 1;
        }
        let several = key.contains(' ');
        let nearest = shared.into_iter().find(|(theme, shared)| {
            let size = found[*theme].boards.len().max(1);
            let alike = count.boards.len() * 10 >= size * 6;
            match several {
                true => shared * 10 >= count.sentences.len() * 8,
                false => {
                    let all = *shared == count.sentences.len();
                    alike && shared * 10 >= count.sentences.len() * 7
                        || all && count.boards.len() * 2 >= size
                }
            }
        });
        if let Some((theme, _)) = nearest {
            let theme = &mut found[theme];
            // A head of several words names a theme that is mostly of it.
            if several && count.boards.len() * 10 >= theme.boards.len() * 6 {
                theme.name = name(count);
                // Whom it names raise it, not who has one of its words.
                theme.boards.clone_from(&count.boards);
            }
            theme.keys.push(key);
            continue;
        }
        for sentence in &count.sentences {
            themes.entry(*sentence).or_default().push(found.len());
        }
        found.push(Gathered {
            name: name(count),
            keys: vec![key],
            boards: count.boards.clone(),
            sentences: count.sentences.clone(),
        });
    }
    found.sort_by(|a, b| {
        let order = weight(&b.boards).cmp(&weight(&a.boards));
        order
            .then(b.sentences.len().cmp(&a.sentences.len()))
            .then(a.name.cmp(&b.name))
    });
    found
        .into_iter()
        .map(|one| theme(referral, one, read, answers))
        .collect()
}

/// How many raise it, those that ask twice.
fn weight(boards: &BTreeMap<usize, (Force, usize)>) -> usize {
    boards.len() + asking(boards)
}

fn asking(boards: &BTreeMap<usize, (Force, usize)>) -> usize {
    boards.values().filter(|(force, _)| *force >= ASKS).count()
}

/// The forms of a term, the commonest first; there is one at least.
fn commonest(forms: &BTreeMap<String, usize>) -> Vec<String> {
    let mut forms: Vec<(&String, &usize)> = forms.iter().collect();
    forms.sort_by_key(|(form, times)| (Reverse(**times), form.chars().count(), *form));
    forms.into_iter().map(|(form, _)| form.clone()).collect()
}

/// What it goes by: its own form that is met most, as a compound that holds it
/// names those alone who have the compound; where words of several roots are one
/// theme, the name of that.
fn name(count: &Count) -> String {
    let kin = count.kin.as_ref().filter(|_| count.wholes.len() > 1);
    let forms = match count.own.is_empty() {
        true => &count.forms,
        false => &count.own,
    };
    kin.cloned().unwrap_or_else(|| commonest(forms).remove(0))
}

fn theme(
    referral: &Referral,
    gathered: Gathered<'_>,
    read: &Read<'_>,
    answers: &[Answer<'_>],
) -> Theme {
    const WORDS: usize = 6;
    let mut words: Vec<String> = Vec::new();
    for key in &gathered.keys {
        for form in commonest(&read.counts[*key].forms) {
            if form != gathered.name && !words.contains(&form) && words.len() < WORDS {
                words.push(form);
            }
        }
    }
    let passage = |sentence: usize| {
        let (at, range) = &read.sentences[sentence];
        Passage::of(answers[*at].paper, &answers[*at].flow, range.clone())
    };
    let mut raised: Vec<(&str, Force, usize)> = gathered
        .boards
        .iter()
        .map(|(board, (force, sentence))| (read.respondents[*board], *force, *sentence))
        .collect();
    raised.sort_by(|(a, ..), (b, ..)| compare(a, b));
    let asks = raised.iter().enumerate();
    let asks = asks.filter(|(_, (_, force, _))| *force >= ASKS);
    Theme {
        referral: referral.clone(),
        name: gathered.name,
        words,
        asks: asking(&gathered.boards),
        asking: asks.map(|(at, _)| at).collect(),
        boards: raised
            .iter()
            .map(|(name, _, sentence)| ((*name).to_owned(), passage(*sentence)))
            .collect(),
    }
}
