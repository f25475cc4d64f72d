//! Themes that several respondents raise and no focus area covers.
//!
//! Words and pairs of words that stand where answers say what they think,
//! compared with the rest of the archive and with the proposal's own words;
//! compounds are gathered under the part they share.

use crate::analyse::{Analyser, Role, Token};
use crate::corpus::Scope;
use crate::flow::Flow;
use crate::focus::{FocusArea, FocusFiles};
use crate::line::Lines;
use crate::paper::Paper;
use crate::position::{Passage, lexicon, opinions};
use crate::referrals::Referrals;
use crate::unit::{Referral, UnitKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A theme and who raises it.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The proposal.
    pub referral: Referral,
    /// The word or pair of words it goes by.
    pub name: String,
    /// Other words of it, the commonest first.
    pub words: Vec<String>,
    /// How much commoner it is here than in the rest (log-likelihood).
    pub keyness: f64,
    /// Who raises it, with the first sentence that does.
    pub boards: Vec<(String, Passage)>,
}

/// What is counted of a word.
#[derive(Default)]
struct Count {
    here: f64,
    forms: BTreeMap<String, usize>,
    /// First sentence of each respondent.
    boards: BTreeMap<String, Passage>,
    /// Whole compounds it is a part of, with their respondents.
    wholes: BTreeMap<String, BTreeSet<String>>,
}

/// Keyness below which a word is as common in the rest. Low, for the rest of
/// a small archive is mostly the proposal, which speaks of the same things.
const KEY: f64 = 1.0;

/// How often each key stands in some texts, and their number of words.
#[derive(Clone, Default)]
struct Tally {
    words: f64,
    keys: HashMap<String, f64>,
}

impl Tally {
    fn add(&mut self, text: &str, analyser: &Analyser) {
        let tokens = analyser.tokens(text);
        self.words += tokens.len() as f64;
        for (key, _, _) in keys(&tokens) {
            *self.keys.entry(key).or_insert(0.0) += 1.0;
        }
    }

    fn of(&self, key: &str) -> f64 {
        self.keys.get(key).copied().unwrap_or(0.0)
    }
}

/// Themes of each proposal that at least `least` respondents of a scope raise,
/// the most widely raised first.
pub fn themes(
    papers: &[Paper],
    referrals: &Referrals,
    scope: &Scope,
    (files, analyser, least): (&FocusFiles, &Analyser, usize),
) -> Vec<Theme> {
    // The answers of each proposal, and all there is in one tally: the rest
    // is what the answers leave of it.
    let mut answers: Vec<Vec<(&Paper, &str, Flow)>> = vec![Vec::new(); referrals.all().len()];
    let mut all = Tally::default();
    for paper in papers {
        let lines = Lines::new(&paper.document);
        let named = |at: usize| referrals.find(paper.segmentation.referrals.get(at)?);
        let units = paper.segmentation.units.iter().zip(scope.units_of(paper));
        for (unit, is_in) in units.filter(|(unit, _)| !unit.pointer) {
            let flow = Flow::of_span(&lines, &paper.layout, unit.span);
            all.add(&flow.text, analyser);
            let group = unit.referral.and_then(named).filter(|_| is_in);
            if let (UnitKind::Yttrande, Some(group)) = (unit.kind, group) {
                let respondent = unit.respondent.as_deref().unwrap_or("");
                answers[group].push((paper, respondent, flow));
            }
        }
        for central in &paper.segmentation.central {
            let flow = Flow::of_span(&lines, &paper.layout, central.span);
            all.add(&flow.text, analyser);
        }
    }
    let with_answers = referrals.all().iter().zip(&answers);
    with_answers
        .filter(|(_, answers)| answers.len() >= least)
        .flat_map(|(referral, answers)| {
            let covered = Covered::new(&files.areas_of(&[referral]), analyser);
            of_referral(referral, answers, (analyser, &covered), &all, least)
        })
        .collect()
}

fn of_referral(
    referral: &Referral,
    answers: &[(&Paper, &str, Flow)],
    with: (&Analyser, &Covered),
    all: &Tally,
    least: usize,
) -> Vec<Theme> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let (mut words, mut own) = (1.0, Tally::default());
    for (paper, respondent, flow) in answers {
        own.add(&flow.text, with.0);
        words += count(paper, respondent, flow, with, &mut counts);
    }
    let rest = 1.0 + all.words - own.words;
    ranked(referral, counts, with.1, least, |key, here| {
        likelihood(here, words, all.of(key) - own.of(key), rest)
    })
}

/// Counts the words of an answer's opinions; gives their number.
fn count(
    paper: &Paper,
    respondent: &str,
    flow: &Flow,
    (analyser, covered): (&Analyser, &Covered),
    counts: &mut BTreeMap<String, Count>,
) -> f64 {
    let mut words = 0.0;
    for range in opinions(&flow.text, analyser) {
        let quote = &flow.text[range.clone()];
        let tokens = analyser.tokens(quote);
        words += tokens.len() as f64;
        let passage = || Passage {
            document: paper.document.name.clone(),
            lines: paper.document.index.cite(flow.source(range.clone())),
            quote: quote.to_owned(),
        };
        for (key, form, whole) in keys(&tokens) {
            if covered.holds(&form, analyser) {
                continue;
            }
            let count = counts.entry(key).or_default();
            count.here += 1.0;
            *count.forms.entry(form).or_insert(0) += 1;
            let respondent = respondent.to_owned();
            if let Some(whole) = whole {
                count
                    .wholes
                    .entry(whole)
                    .or_default()
                    .insert(respondent.clone());
            }
            count.boards.entry(respondent).or_insert_with(passage);
        }
    }
    words
}

/// The keys of some words: noun-like words, parts of compounds, and pairs of
/// an adjective-like word and a noun. Each with the form met, and for a part
/// the whole it stands in.
fn keys(tokens: &[Token]) -> Vec<(String, String, Option<String>)> {
    let mut keys = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let word = &token.word;
        let plain = ENDINGS.iter().any(|ending| word.exact.ends_with(ending));
        if plain || !is_noun(&word.exact) && word.parts.is_empty() {
            continue;
        }
        keys.push((word.stem.clone(), word.exact.clone(), None));
        for part in &word.parts {
            let letters = &word.exact[part.range.clone()];
            // Compounds on one matter share what stands first in them.
            if part.role == Role::Modifier && letters.chars().count() > SHORTEST {
                keys.push((
                    part.stem.clone(),
                    word.exact.clone(),
                    Some(word.stem.clone()),
                ));
            }
        }
        if let Some(before) = at.checked_sub(1).map(|before| &tokens[before].word)
            && is_adjective(&before.exact)
        {
            let key = format!("{} {}", before.stem, word.stem);
            keys.push((key, format!("{} {}", before.exact, word.exact), None));
        }
    }
    keys
}

const SHORTEST: usize = 5;
/// Endings that make nouns, in the forms they take.
const NOUNS: [&str; 30] = [
    "ning", "ningen", "ningar", "ningarna", "ningens", "het", "heten", "heter", "heterna", "hets",
    "tion", "tionen", "tioner", "tionerna", "skap", "skapet", "itet", "iteten", "else", "elsen",
    "elser", "are", "aren", "arna", "arens", "ment", "tal", "tek", "ans", "ens",
];
/// Endings of verbs, participles and adjectives: no theme by themselves.
const ENDINGS: [&str; 16] = [
    "ande", "ende", "ade", "ad", "at", "as", "ats", "öra", "ör", "iga", "lig", "ligt", "lar",
    "rar", "ts", "ivt",
];
/// Endings that make adjectives of nouns.
const ADJECTIVES: [&str; 12] = [
    "iga", "iska", "erade", "baserad", "baserade", "liga", "samma", "ande", "ala", "ella", "ata",
    "gemensam",
];

fn is_noun(word: &str) -> bool {
    word.chars().count() > SHORTEST + 1
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
        && NOUNS.iter().any(|ending| word.ends_with(ending))
}

fn is_adjective(word: &str) -> bool {
    word.chars().count() > SHORTEST && ADJECTIVES.iter().any(|ending| word.ends_with(ending))
}

/// Words that are no theme: those of the areas, in compounds too, and those
/// of every answer.
struct Covered {
    areas: BTreeSet<String>,
    common: BTreeSet<String>,
}

impl Covered {
    fn new(areas: &[&FocusArea], analyser: &Analyser) -> Self {
        let stem = |word: &str| analyser.word(word.trim_start_matches('=')).stem.clone();
        let single = areas
            .iter()
            .flat_map(|area| area.opens.iter().chain(&area.touches));
        let single = single.filter(|words| !words.contains(' '));
        Covered {
            areas: single.map(|word| stem(word)).collect(),
            common: lexicon().common.iter().map(|word| stem(word)).collect(),
        }
    }

    fn holds(&self, form: &str, analyser: &Analyser) -> bool {
        form.split(' ').any(|word| {
            let word = analyser.word(word);
            let part = |stem: &String| self.areas.contains(stem);
            self.common.contains(&word.stem)
                || part(&word.stem)
                || word.parts.iter().any(|of| part(&of.stem))
        })
    }
}

/// The themes among what was counted; `keyness` of a key that stands so
/// often here.
fn ranked(
    referral: &Referral,
    counts: BTreeMap<String, Count>,
    covered: &Covered,
    least: usize,
    keyness: impl Fn(&str, f64) -> f64,
) -> Vec<Theme> {
    let boards: BTreeMap<String, usize> = counts
        .iter()
        .map(|(key, count)| (key.clone(), count.boards.len()))
        .collect();
    let mut themes = Vec::new();
    for (key, count) in counts {
        let keyness = keyness(&key, count.here);
        let known = covered.common.contains(&key);
        // A part that almost always stands in one whole says less than it.
        let single = count
            .wholes
            .values()
            .any(|respondents| respondents.len() * 10 >= count.boards.len() * 8);
        // A pair that adds nothing to its noun.
        let noun = key.rsplit(' ').next().unwrap_or("");
        let pair = key.contains(' ')
            && boards
                .get(noun)
                .is_some_and(|all| *all > count.boards.len() * 2);
        if count.boards.len() < least || keyness < KEY || known || single || pair {
            continue;
        }
        let mut forms: Vec<(&String, &usize)> = count.forms.iter().collect();
        forms
            .sort_by_key(|(form, times)| (std::cmp::Reverse(**times), form.chars().count(), *form));
        let mut names = forms.into_iter().map(|(form, _)| form.clone());
        themes.push(Theme {
            referral: referral.clone(),
            name: names.next().unwrap_or_default(),
            words: names.take(4).collect(),
            keyness: (keyness * 10.0).round() / 10.0,
            boards: count.boards.into_iter().collect(),
        });
    }
    themes.sort_by(|a, b| {
        let order = b.boards.len().cmp(&a.boards.len());
        order
            .then(b.keyness.total_cmp(&a.keyness))
            .then(a.name.cmp(&b.name))
    });
    // A theme raised by the same respondents in the same sentences is one.
    let mut kept: Vec<Theme> = Vec::new();
    let mut raised: HashMap<(String, Passage), Vec<usize>> = HashMap::new();
    for theme in themes {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for board in &theme.boards {
            for &other in raised.get(board).into_iter().flatten() {
                *shared.entry(other).or_insert(0) += 1;
            }
        }
        let same = shared
            .into_iter()
            .find(|(_, shared)| shared * 10 >= theme.boards.len() * 8);
        if let Some((other, _)) = same {
            kept[other].words.push(theme.name);
            continue;
        }
        for board in &theme.boards {
            raised.entry(board.clone()).or_default().push(kept.len());
        }
        kept.push(theme);
    }
    kept
}

/// Dunning's log-likelihood; 0 where the word is not commoner here.
fn likelihood(a: f64, here: f64, b: f64, there: f64) -> f64 {
    if a / here <= b / there {
        return 0.0;
    }
    let expected = |total: f64| total * (a + b) / (here + there);
    let term = |seen: f64, expected: f64| {
        if seen > 0.0 {
            seen * (seen / expected).ln()
        } else {
            0.0
        }
    };
    2.0 * (term(a, expected(here)) + term(b, expected(there)))
}
