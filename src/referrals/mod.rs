//! Which papers answer the same proposal: referrals of different documents
//! brought together by case number and title.
//!
//! Numbers and spellings are looked up, likeness of titles among those that
//! share a telling word; nothing is compared with everything. The respondent's
//! own number is another thing and joins nobody.

mod alike;
mod meant;
mod named;
mod titles;

use crate::unit::{Referral, Segmentation};
use alike::{Rarity, bare, is_series, key, keys, part, title_words};
pub(crate) use named::Named;
use std::collections::{BTreeSet, HashMap, HashSet};
use titles::Titles;

/// Referrals seen so far, each with one number.
#[derive(Debug, Default)]
pub struct Referrals {
    groups: Vec<Group>,
    /// The representative of each group, for those who ask for all.
    shown: Vec<Referral>,
    /// Every spelling met, with its group.
    members: Vec<(Referral, usize)>,
    /// The same, to be looked up.
    known: HashMap<Spelling, usize>,
    /// Groups that have a number, in normal form; and by its figures alone, if
    /// it is of a registry, with whether it was printed so.
    by_number: HashMap<String, BTreeSet<usize>>,
    by_figures: HashMap<String, BTreeSet<(usize, bool)>>,
    titles: Titles,
    rarity: Rarity,
}

/// Referrals that are one.
#[derive(Debug, Default)]
struct Group {
    /// Numbers in normal form, those of series apart.
    keys: HashSet<String>,
    series: BTreeSet<String>,
    /// The words of the title of each member with a title of its own.
    titles: Vec<BTreeSet<String>>,
    part: Option<String>,
}

/// How a paper names a referral; its own number says nothing of that.
type Spelling = (String, Option<String>, Vec<String>, Option<String>);

fn spelling(referral: &Referral) -> Spelling {
    (
        referral.title.clone(),
        referral.diarienummer.clone(),
        referral.numbers.clone(),
        referral.answer_by.clone(),
    )
}

/// How much of a title another must share to be the same, weighed by rarity:
/// of the shorter one, and of both together.
const TITLE: (f64, f64) = (0.8, 0.3);

/// Numbers that are shown of one referral, and titles that are compared with
/// others, at most: the most in real lists are five numbers, and a title is
/// spelt in a dozen ways. What claims more is misread or made up.
const NUMBERS: usize = 16;
const TITLES: usize = 64;

impl Referrals {
    /// The referrals that some papers name.
    pub fn in_papers<'s>(papers: impl Iterator<Item = &'s Segmentation>) -> Self {
        Referrals::of(papers.flat_map(Named::in_paper).collect())
    }

    /// The referrals that are named so.
    pub(crate) fn of(mut named: Vec<Named>) -> Self {
        named.sort_by_cached_key(Named::order);
        // What many papers spell alike is one spelling.
        let mut met = HashSet::new();
        named.retain(|one| met.insert(spelling(&one.referral)));
        let mut referrals = Referrals::default();
        for one in &named {
            referrals.rarity.count(&title_words(&one.referral.title));
        }
        for one in &named {
            referrals.group(&one.referral);
        }
        referrals.set_shared_numbers_aside();
        referrals
    }

    /// A paper's referrals with the numbers and the last day of their groups, and
    /// the title where the paper itself has none.
    pub fn complete(&self, paper: &mut Segmentation) {
        for referral in &mut paper.referrals {
            let Some(shown) = self.find(referral).map(|at| &self.shown[at]) else {
                continue;
            };
            let printed = referral.diarienummer.as_ref();
            if printed.is_some_and(|number| self.is_shared(number)) && !shown.numbers.is_empty() {
                referral.diarienummer.clone_from(&shown.diarienummer);
            }
            if referral.title.is_empty() {
                referral.title.clone_from(&shown.title);
            }
            referral.numbers.clone_from(&shown.numbers);
            referral.answer_by.clone_from(&shown.answer_by);
        }
    }

    /// Several referrals have the number.
    fn is_shared(&self, number: &str) -> bool {
        let key = key(number);
        let groups = key.and_then(|key| self.by_number.get(&key));
        groups.is_some_and(|groups| groups.len() > 1)
    }

    /// A number that several referrals have in common names none of them, as
    /// long as another does.
    fn set_shared_numbers_aside(&mut self) {
        for at in 0..self.shown.len() {
            let shown = &self.shown[at];
            let own = shown
                .numbers
                .iter()
                .filter(|number| !self.is_shared(number));
            let own: Vec<String> = own.cloned().collect();
            if own.is_empty() || own.len() == shown.numbers.len() {
                continue;
            }
            let printed = shown.diarienummer.as_ref();
            if printed.is_some_and(|number| self.is_shared(number)) {
                self.shown[at].diarienummer = own.first().cloned();
            }
            self.shown[at].numbers = own;
        }
    }

    /// The group of a referral; new titles open a group of their own.
    fn group(&mut self, referral: &Referral) -> usize {
        if let Some(group) = self.find(referral) {
            return group;
        }
        let (keys, words) = (keys(referral), title_words(&referral.title));
        let part = part(&referral.title);
        let at = self
            .by_number(&keys, &words, part.as_deref())
            .or_else(|| self.by_title(&keys, &words, part.as_deref()))
            .unwrap_or_else(|| {
                self.groups.push(Group {
                    part: part.clone(),
                    ..Group::default()
                });
                self.shown.push(Referral {
                    title: referral.title.clone(),
                    ..Referral::default()
                });
                self.groups.len() - 1
            });
        self.join(at, referral, keys, words);
        at
    }

    /// The group of a referral that was met before.
    pub fn find(&self, referral: &Referral) -> Option<usize> {
        self.known.get(&spelling(referral)).copied()
    }

    fn join(
        &mut self,
        at: usize,
        referral: &Referral,
        keys: BTreeSet<String>,
        words: BTreeSet<String>,
    ) {
        let (group, shown) = (&mut self.groups[at], &mut self.shown[at]);
        // A list may name it by its number alone.
        if shown.title.trim().is_empty() {
            shown.title.clone_from(&referral.title);
        }
        for number in referral.numbers.iter().chain(&referral.diarienummer) {
            let known = key(number).is_some_and(|key| group.keys.contains(&key));
            if !known && shown.numbers.len() < NUMBERS && !shown.numbers.contains(number) {
                shown.numbers.push(number.clone());
            }
        }
        if shown.diarienummer.is_none() {
            shown.diarienummer.clone_from(&referral.diarienummer);
        }
        if shown.answer_by.is_none() {
            shown.answer_by.clone_from(&referral.answer_by);
        }
        for key in keys {
            self.by_number.entry(key.clone()).or_default().insert(at);
            if is_series(&key) {
                group.series.insert(key.clone());
            } else {
                let figures = bare(&key);
                let alone = figures == key;
                let groups = self.by_figures.entry(figures.to_owned()).or_default();
                groups.insert((at, alone));
            }
            group.keys.insert(key);
        }
        let few = group.titles.len() < TITLES;
        if few && !words.is_empty() && !group.titles.contains(&words) {
            self.titles.add(at, &words);
            group.titles.push(words);
        }
        self.members.push((referral.clone(), at));
        self.known.insert(spelling(referral), at);
    }

    /// The groups that have one of some numbers, in the order they were met.
    fn with<'k>(&self, keys: impl Iterator<Item = &'k String>) -> BTreeSet<usize> {
        let groups = keys.filter_map(|key| self.by_number.get(key));
        groups.flatten().copied().collect()
    }

    /// A number in common; a number without letters meets the one lettered
    /// number of its year and serial.
    fn by_number(
        &self,
        keys: &BTreeSet<String>,
        words: &BTreeSet<String>,
        part: Option<&str>,
    ) -> Option<usize> {
        let whole = |at: &usize| self.groups[*at].part.as_deref() == part;
        let series = self.with(keys.iter().filter(|key| is_series(key)));
        if let Some(at) = series.into_iter().find(whole) {
            return Some(at);
        }
        // One case number may stand for several inquiries: those that name
        // different ones are not one.
        let own: BTreeSet<&String> = keys.iter().filter(|key| is_series(key)).collect();
        let apart = |at: &usize| {
            let theirs = &self.groups[*at].series;
            let shares = || own.iter().any(|key| theirs.contains(*key));
            !own.is_empty() && !theirs.is_empty() && !shares()
        };
        let registry = self.with(keys.iter().filter(|key| !is_series(key)));
        let alike = |at: usize| {
            let titles = self.groups[at].titles.iter();
            let shares = titles.map(|title| self.rarity.shares(words, title).0);
            shares.fold(0.0, f64::max)
        };
        let registry: Vec<usize> = registry.into_iter().filter(|at| !apart(at)).collect();
        let best = match registry[..] {
            [one] => Some(one),
            _ => {
                let alike = registry.into_iter().map(|at| (alike(at), at));
                let best = alike.max_by(|(a, i), (b, j)| a.total_cmp(b).then(j.cmp(i)));
                best.map(|(_, at)| at)
            }
        };
        best.or_else(|| self.by_figures(keys))
    }

    /// The one group whose number has the same figures, where one of the two
    /// is printed without its letters.
    fn by_figures(&self, keys: &BTreeSet<String>) -> Option<usize> {
        let near = |key: &String| {
            let (figures, alone) = (bare(key), bare(key) == key);
            let groups = self.by_figures.get(figures).into_iter().flatten();
            let loose = groups.filter(move |(_, own_alone)| alone || *own_alone);
            loose.map(|(at, _)| *at)
        };
        let registry = keys.iter().filter(|key| !is_series(key));
        let near: BTreeSet<usize> = registry.flat_map(near).collect();
        near.first().copied().filter(|_| near.len() == 1)
    }

    /// Titles that share their rare words, unless numbers of one kind differ
    /// or one of the two is a part.
    fn by_title(
        &self,
        keys: &BTreeSet<String>,
        words: &BTreeSet<String>,
        part: Option<&str>,
    ) -> Option<usize> {
        const FEWEST: usize = 3;
        if words.is_empty() {
            return None;
        }
        let differ = |group: &Group| {
            let (own, theirs) = (
                keys.iter().any(|key| is_series(key)),
                !group.series.is_empty(),
            );
            let registry = keys.iter().any(|key| !is_series(key));
            own && theirs || registry && group.keys.len() > group.series.len()
        };
        let mut best: Option<(f64, usize)> = None;
        for at in self.titles.near(words, &self.rarity) {
            let group = &self.groups[at];
            if group.part.as_deref() != part || differ(group) {
                continue;
            }
            for title in &group.titles {
                let (shorter, both) = self.rarity.shares(words, title);
                let few = words.len().min(title.len()) < FEWEST && words != title;
                let alike = shorter >= TITLE.0 && both >= TITLE.1 && !few;
                if alike && best.is_none_or(|(most, _)| both > most) {
                    best = Some((both, at));
                }
            }
        }
        best.map(|(_, at)| at)
    }

    /// All groups, in the order they were met.
    pub fn all(&self) -> &[Referral] {
        &self.shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn referral(title: &str, number: Option<&str>) -> Referral {
        Referral {
            title: title.into(),
            diarienummer: number.map(str::to_owned),
            ..Referral::default()
        }
    }

    #[test]
    fn titles_and_numbers_meet() {
        let mut all = Referrals::default();
        let first = all.group(&referral(
            "Almviks stads program för digital service och utveckling",
            None,
        ));
        assert_eq!(
            all.group(&referral(
                "Program för digital service i Almvik",
                Some("KS 2024/417")
            )),
            first
        );
        assert_eq!(
            all.group(&referral("Annan rubrik helt", Some("2024/417"))),
            first
        );
        assert_ne!(
            all.group(&referral(
                "Almviks stads program för digital service",
                Some("KS 2014/112")
            )),
            first
        );
        assert_eq!(all.all().len(), 2);
    }

    #[test]
    fn a_respondents_own_number_joins_nobody() {
        let mut all = Referrals::default();
        let own = |title: &str| Referral {
            own_diarienummer: Some("KN 2024/9".into()),
            ..referral(title, None)
        };
        let first = all.group(&own("Plan för parkernas framtid i staden"));
        let second = all.group(&own("Riktlinjer för bostadsbyggande i norr"));
        assert_ne!(first, second);
        let plain = referral("Plan för parkernas framtid i staden", None);
        assert_eq!(all.find(&plain), Some(first));
    }

    #[test]
    fn among_many_the_right_one_is_found() {
        let mut all = Referrals::default();
        let title = |at: usize| format!("Detaljplan för kvarteret nummer{at} i stadsdelen");
        for at in 1..=700 {
            let number = (at % 3 == 0).then(|| format!("KS 2024/{at}"));
            let one = referral(&title(at), number.as_deref());
            all.rarity.count(&title_words(&one.title));
            all.group(&one);
        }
        for at in (1..=700).rev() {
            let first = all.find(&referral(
                &title(at),
                (at % 3 == 0).then(|| format!("KS 2024/{at}")).as_deref(),
            ));
            let again = referral("Annat namn", Some(&format!("2024/{at}")));
            assert_eq!(at % 3 == 0, first == Some(all.group(&again)), "{at}");
        }
    }
}
