//! Words related to a word, out of the archive itself: its neighbours, which stand
//! in the same units more often than chance has it, and the compounds that hold
//! it. Told when asked for; no search uses them.
//!
//! Strength is the log-likelihood ratio of the units that hold both against what
//! would be expected (Dunning 1993): unlike mutual information it does not rise
//! for words that stand together once. Words that few units hold with it, or
//! hardly more than expected, are left out.

use super::resolve::resolve;
use super::{Hit, Lookup, Request, look_up};
use crate::analyse::Word;
use crate::archive::{Reader, UnitHit};
use crate::corpus::Scope;
use crate::error::Result;
use crate::lexicon::function_words;
use crate::matching::{Key, Mark, Plan, Slot, Tier, marks};
use crate::topics::Topics;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How much is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Neighbours, and compounds, at most.
    pub limit: usize,
    /// Units that hold both, at least.
    pub least: u32,
}

/// A neighbour must stand with the word so many times as often as by chance.
const LIFT: f64 = 1.3;
/// Letters of a neighbour, at least.
const SHORTEST: usize = 3;

/// What a related word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// It stands in the same units.
    Neighbour,
    /// It is made with the word.
    Compound,
}

impl Sort {
    /// Machine-readable name.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Neighbour => "neighbour",
            Sort::Compound => "compound",
        }
    }
}

/// A related word.
#[derive(Clone, Debug)]
pub struct Related {
    /// In the form that most units hold.
    pub word: String,
    /// What it is.
    pub sort: Sort,
    /// Units that hold both.
    pub units: u32,
    /// Units that hold it.
    pub all: u32,
    /// How many times as often as expected.
    pub lift: f64,
    /// The log-likelihood ratio.
    pub strength: f64,
    /// A unit that holds both, with the place of the related word.
    pub example: Option<(Hit, Mark)>,
}

/// All that is related to a word.
#[derive(Clone, Debug, Default)]
pub struct RelatedWords {
    /// Units that hold the word, and all units.
    pub units: [usize; 2],
    /// Neighbours, the strongest first; then compounds, the most frequent first.
    pub words: Vec<Related>,
}

/// What is related to a word, or to what a query finds.
pub fn related(reader: &Reader, query: &str, scope: Scope, wish: Wish) -> Result<RelatedWords> {
    let request = Request {
        query: query.to_owned(),
        scope,
        ..Request::default()
    };
    let asked = look_up(reader, &Topics::none(), &request)?;
    let analyser = reader.analyser();
    let function: BTreeSet<String> = function_words()
        .iter()
        .map(|word| analyser.word(word).stem.clone())
        .collect();
    let wanted = |stem: &str| {
        stem.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST
            && !stem.contains(|c: char| c.is_ascii_digit())
            && !function.contains(stem)
    };
    let beside = reader.beside(&asked.plan, wanted)?;
    let forms = Forms::of(reader)?;
    let mut found = RelatedWords {
        units: [beside.matching, beside.all],
        words: Vec::new(),
    };
    let mut neighbours: Vec<Related> = Vec::new();
    let mut compounds: Vec<Related> = Vec::new();
    let slots = slots(&asked);
    let made = compounds_of(reader, &slots)?;
    for (stem, [with, all]) in &beside.stems {
        let is_compound = made.contains(stem);
        if is_compound || *with >= wish.least {
            let counts = [*with, *all];
            let one = measured(stem, counts, found.units, is_compound);
            match one.sort {
                Sort::Compound => compounds.push(one),
                Sort::Neighbour if one.lift >= LIFT => neighbours.push(one),
                Sort::Neighbour => {}
            }
        }
    }
    let own: BTreeSet<&str> = slots.iter().flat_map(own_stems).collect();
    neighbours.retain(|one| !own.contains(one.word.as_str()));
    neighbours.sort_by(|a, b| {
        let strength = b.strength.total_cmp(&a.strength);
        strength.then_with(|| a.word.cmp(&b.word))
    });
    compounds.sort_by(|a, b| b.all.cmp(&a.all).then_with(|| a.word.cmp(&b.word)));
    for list in [&mut neighbours, &mut compounds] {
        list.truncate(wish.limit);
        for one in list.iter_mut() {
            one.example = example(reader, &asked.plan, one)?;
            one.word = forms.written(&one.word, one.example.as_ref());
        }
        found.words.append(list);
    }
    Ok(found)
}

/// A stem with its figures.
fn measured(stem: &str, [with, all]: [u32; 2], units: [usize; 2], is_compound: bool) -> Related {
    let [here, everywhere] = units.map(|units| units as f64);
    let expected = f64::from(all) * here / everywhere.max(1.0);
    Related {
        word: stem.to_owned(),
        sort: match is_compound {
            true => Sort::Compound,
            false => Sort::Neighbour,
        },
        units: with,
        all,
        lift: f64::from(with) / expected.max(f64::MIN_POSITIVE),
        strength: likelihood([f64::from(with), f64::from(all)], [here, everywhere]),
        example: None,
    }
}

/// Dunning's G² of a table of four: with both, with one, with the other, with
/// neither.
fn likelihood([with, all]: [f64; 2], [here, everywhere]: [f64; 2]) -> f64 {
    let cells = [
        (with, all, here),
        (all - with, all, everywhere - here),
        (here - with, everywhere - all, here),
        (
            everywhere - all - here + with,
            everywhere - all,
            everywhere - here,
        ),
    ];
    let part = |(seen, row, column): (f64, f64, f64)| {
        let expected = row * column / everywhere;
        match seen > 0.0 && expected > 0.0 {
            true => seen * (seen / expected).ln(),
            false => 0.0,
        }
    };
    2.0 * cells.into_iter().map(part).sum::<f64>()
}

/// The words of the query, looked up.
fn slots(asked: &Lookup) -> Vec<Slot> {
    fn gather(plan: &Plan, found: &mut Vec<Slot>) {
        match plan {
            Plan::Word(slot) => found.push(slot.clone()),
            Plan::Phrase(slots) => found.extend(slots.iter().cloned()),
            Plan::All(plans) | Plan::Any(plans) | Plan::Best(plans) | Plan::Near(plans, _) => {
                plans.iter().for_each(|plan| gather(plan, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    asked
        .asked
        .iter()
        .for_each(|one| gather(&one.plan, &mut found));
    found
}

fn own_stems(slot: &Slot) -> impl Iterator<Item = &str> {
    let stems = slot.terms().filter(|(key, ..)| *key == Key::Stem);
    stems.map(|(_, stem, _)| stem)
}

/// The stems of all compounds with one of these words.
fn compounds_of(reader: &Reader, slots: &[Slot]) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let vocabulary = reader.vocabulary()?;
    for slot in slots {
        for stem in own_stems(slot) {
            for form in vocabulary.holding(stem.trim_end_matches('·')) {
                let read: Arc<Word> = reader.analyser().word(form);
                let met = slot.meets(&read).map(|(tier, _)| tier);
                if matches!(met, Some(Tier::Head | Tier::Modifier)) {
                    found.insert(read.stem.clone());
                }
            }
        }
    }
    Ok(found)
}

/// A unit that holds the word and a related one, and where the related one stands
/// nearest to the word.
fn example(reader: &Reader, plan: &Plan, one: &Related) -> Result<Option<(Hit, Mark)>> {
    let mut slot = Slot::new(&one.word);
    slot.accept(Key::Stem, &one.word, Tier::Form, None);
    let other = Plan::Word(slot);
    let both = Plan::All(vec![plan.clone(), other.clone()]);
    let found = reader.find(&both, 1)?.hits;
    let found: Vec<&UnitHit> = found.iter().collect();
    let Some(hit) = resolve(reader, &found, plan)?.into_iter().flatten().next() else {
        return Ok(None);
    };
    let far = |mark: &Mark| {
        let apart = |other: &Mark| mark.range.start.abs_diff(other.range.start);
        hit.marks.iter().map(apart).min()
    };
    let nearest = marks(&other, &hit.tokens).into_iter().min_by_key(far);
    Ok(nearest.map(|mark| (hit, mark)))
}

/// The forms of the archive's words, for stems that are no words.
struct Forms<'r> {
    reader: &'r Reader,
    words: &'r crate::archive::Vocabulary,
}

impl<'r> Forms<'r> {
    fn of(reader: &'r Reader) -> Result<Self> {
        Ok(Forms {
            reader,
            words: reader.vocabulary()?,
        })
    }

    /// The form of a stem that most units hold; as the example has it where none
    /// begins like the stem.
    fn written(&self, stem: &str, example: Option<&(Hit, Mark)>) -> String {
        const ALIKE: usize = 4;
        let start: String = stem.chars().take(ALIKE).filter(|c| *c != '·').collect();
        let mut counts: BTreeMap<u32, &str> = BTreeMap::new();
        for form in self
            .words
            .holding(&start)
            .filter(|form| form.starts_with(&start))
        {
            if self.reader.analyser().word(form).stem == stem {
                counts.entry(self.words.units(form)).or_insert(form);
            }
        }
        let most = counts.last_key_value().map(|(_, form)| (*form).to_owned());
        let there = || {
            let (hit, mark) = example?;
            Some(hit.tokens.get(mark.words.start)?.word.exact.clone())
        };
        most.or_else(there).unwrap_or_else(|| stem.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::document::Document;
    use crate::paper::Paper;

    fn reader(answers: &[&str]) -> Reader {
        let archive = Archive::in_memory();
        let mut writer = archive.writer().unwrap();
        for (at, words) in answers.iter().enumerate() {
            let text = format!(
                "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
                 § {at} Remiss av program för läsning\n\nBeslut\n\n{words}\n"
            );
            let paper = Paper::read(Document::from_text(&format!("{at}.txt"), &text));
            writer.put(writer.records(&paper).unwrap()).unwrap();
        }
        writer.commit().unwrap();
        archive.reader().unwrap()
    }

    const WISH: Wish = Wish {
        limit: 10,
        least: 2,
    };

    fn words(found: &RelatedWords, sort: Sort) -> Vec<(&str, u32, u32)> {
        let found = found.words.iter().filter(|one| one.sort == sort);
        found
            .map(|one| (one.word.as_str(), one.units, one.all))
            .collect()
    }

    const ANSWERS: [&str; 6] = [
        "Nämnden vill att säkerheten får larm.",
        "Säkerheten kräver larm, och en informationssäkerhet.",
        "Nämnden ser att säkerhet och larm hör samman.",
        "Nämnden vill ha fler böcker.",
        "Nämnden vill ha fler träd.",
        "Nämnden tackar för böckerna.",
    ];

    #[test]
    fn neighbours_stand_in_the_same_units() {
        let found = related(&reader(&ANSWERS), "säkerhet", Scope::default(), WISH).unwrap();
        assert_eq!(found.units, [3, 6]);
        assert_eq!(words(&found, Sort::Neighbour)[0], ("larm", 3, 3));
        let all = words(&found, Sort::Neighbour);
        assert!(
            !all.iter()
                .any(|(word, ..)| ["nämnden", "att", "säkerhet"].contains(word))
        );
        let (hit, mark) = found.words[0].example.as_ref().unwrap();
        assert_eq!(hit.line_of(&mark.range), 8);
    }

    #[test]
    fn compounds_are_told_apart() {
        let found = related(&reader(&ANSWERS), "säkerhet", Scope::default(), WISH).unwrap();
        assert_eq!(
            words(&found, Sort::Compound),
            [("informationssäkerhet", 1, 1)]
        );
    }

    #[test]
    fn strength_is_that_of_the_units_alone() {
        assert!(likelihood([5.0, 5.0], [5.0, 10.0]) > likelihood([4.0, 5.0], [5.0, 10.0]));
        assert!(likelihood([2.0, 4.0], [5.0, 10.0]).abs() < 1e-9);
    }

    #[test]
    fn a_word_that_stands_nowhere_has_nothing_beside_it() {
        let found = related(&reader(&ANSWERS), "giraff", Scope::default(), WISH).unwrap();
        assert!(found.words.is_empty());
    }
}
