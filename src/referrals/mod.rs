//! Which papers answer the same proposal: referrals of different documents
//! brought together by case number and title.

mod alike;

use crate::archive::Reader;
use crate::document::DocumentKind;
use crate::error::{Error, Result};
use crate::unit::{Referral, Segmentation};
use alike::{Rarity, bare, is_series, key, keys, part, title_words};
use std::collections::BTreeSet;

/// Referrals seen so far, each with one number.
#[derive(Debug, Default)]
pub struct Referrals {
    groups: Vec<Group>,
    /// The representative of each group, for those who ask for all.
    shown: Vec<Referral>,
    /// Every spelling met, with its group.
    members: Vec<(Referral, usize)>,
    rarity: Rarity,
}

/// Referrals that are one.
#[derive(Debug)]
struct Group {
    /// Numbers in normal form.
    keys: BTreeSet<String>,
    /// The words of the title of each member with a title of its own.
    titles: Vec<BTreeSet<String>>,
    part: Option<String>,
}

/// How much of a title another must share to be the same, weighed by rarity:
/// of the shorter one, and of both together.
const TITLE: (f64, f64) = (0.8, 0.3);

impl Referrals {
    /// The referrals of all stored papers.
    pub fn of(reader: &Reader) -> Result<Self> {
        let mut read = Vec::new();
        for stored in reader.papers()? {
            read.push(reader.paper(&stored)?.segmentation);
        }
        Ok(Referrals::named_in(read.iter()))
    }

    /// The referrals that some papers name. Papers that send the proposal out
    /// or tell who was asked set the groups, for they name it in full; then
    /// those with numbers; titles alone come last.
    pub fn named_in<'s>(papers: impl Iterator<Item = &'s Segmentation>) -> Self {
        let mut papers: Vec<&Segmentation> = papers.collect();
        papers.sort_by_key(|paper| (paper.kind != DocumentKind::Missiv, paper.facts.is_empty()));
        let mut referrals = Referrals::default();
        let all = || papers.iter().flat_map(|paper| &paper.referrals);
        for referral in all() {
            referrals.rarity.count(&title_words(&referral.title));
        }
        let mut named: Vec<&Referral> = all().collect();
        // Whoever names it by most numbers first: it brings the others together.
        named.sort_by_key(|referral| std::cmp::Reverse(keys(referral).len()));
        for referral in named {
            referrals.group(referral);
        }
        referrals.set_shared_numbers_aside();
        referrals
    }

    /// A paper's referrals with the numbers and the last day of their groups.
    pub fn complete(&self, paper: &mut Segmentation) {
        for referral in &mut paper.referrals {
            let Some(shown) = self.known(referral).map(|at| &self.shown[at]) else {
                continue;
            };
            let printed = referral.diarienummer.as_ref();
            if printed.is_some_and(|number| self.is_shared(number)) && !shown.numbers.is_empty() {
                referral.diarienummer.clone_from(&shown.diarienummer);
            }
            referral.numbers.clone_from(&shown.numbers);
            referral.answer_by.clone_from(&shown.answer_by);
        }
    }

    /// Several referrals have the number.
    fn is_shared(&self, number: &str) -> bool {
        let key = key(number);
        let holds = |group: &&Group| key.as_ref().is_some_and(|key| group.keys.contains(key));
        self.groups.iter().filter(holds).count() > 1
    }

    /// A number that several referrals have in common names none of them, as
    /// long as another does.
    fn set_shared_numbers_aside(&mut self) {
        for at in 0..self.shown.len() {
            let numbers = &self.shown[at].numbers;
            let own: Vec<String> = numbers
                .iter()
                .filter(|number| !self.is_shared(number))
                .cloned()
                .collect();
            if own.is_empty() || own.len() == numbers.len() {
                continue;
            }
            let shown = &self.shown[at];
            if shown
                .diarienummer
                .as_ref()
                .is_some_and(|number| self.is_shared(number))
            {
                self.shown[at].diarienummer = own.first().cloned();
            }
            self.shown[at].numbers = own;
        }
    }

    /// The group of a referral; new titles open a group of their own.
    pub fn group(&mut self, referral: &Referral) -> usize {
        if let Some(group) = self.known(referral) {
            return group;
        }
        let (keys, words) = (keys(referral), title_words(&referral.title));
        let part = part(&referral.title);
        let at = self
            .by_number(&keys, &words, part.as_deref())
            .or_else(|| self.by_title(&keys, &words, part.as_deref()))
            .unwrap_or_else(|| {
                self.groups.push(Group {
                    keys: BTreeSet::new(),
                    titles: Vec::new(),
                    part: part.clone(),
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

    fn known(&self, referral: &Referral) -> Option<usize> {
        let known = self.members.iter().find(|(known, _)| known == referral);
        known.map(|(_, group)| *group)
    }

    fn join(
        &mut self,
        at: usize,
        referral: &Referral,
        keys: BTreeSet<String>,
        words: BTreeSet<String>,
    ) {
        let (group, shown) = (&mut self.groups[at], &mut self.shown[at]);
        for number in referral.numbers.iter().chain(&referral.diarienummer) {
            let new = key(number).is_none_or(|key| !group.keys.contains(&key));
            if new && !shown.numbers.contains(number) {
                shown.numbers.push(number.clone());
            }
        }
        if shown.diarienummer.is_none() {
            shown.diarienummer.clone_from(&referral.diarienummer);
        }
        if shown.answer_by.is_none() {
            shown.answer_by.clone_from(&referral.answer_by);
        }
        group.keys.extend(keys);
        if !words.is_empty() {
            group.titles.push(words);
        }
        self.members.push((referral.clone(), at));
    }

    /// A number in common; a number without letters meets the one lettered
    /// number of its year and serial.
    fn by_number(
        &self,
        keys: &BTreeSet<String>,
        words: &BTreeSet<String>,
        part: Option<&str>,
    ) -> Option<usize> {
        let shares = |group: &Group, series: bool| {
            let mut own = group.keys.iter().filter(|key| is_series(key) == series);
            own.any(|key| keys.contains(key))
        };
        let whole = |group: &&Group| group.part.as_deref() == part;
        let groups = || self.groups.iter().enumerate();
        // One case number may stand for several inquiries: those that name
        // different ones are not one.
        let apart = |group: &Group| {
            let of = |keys: &BTreeSet<String>| -> BTreeSet<String> {
                keys.iter().filter(|key| is_series(key)).cloned().collect()
            };
            let (own, theirs) = (of(keys), of(&group.keys));
            !own.is_empty() && !theirs.is_empty() && own.is_disjoint(&theirs)
        };
        let series = groups().find(|(_, group)| shares(group, true) && whole(group));
        if let Some((at, _)) = series {
            return Some(at);
        }
        let registry = groups().filter(|(_, group)| shares(group, false) && !apart(group));
        let alike = |group: &Group| {
            let shares = group
                .titles
                .iter()
                .map(|title| self.rarity.shares(words, title).0);
            shares.fold(0.0, f64::max)
        };
        let best = registry.max_by(|(i, a), (j, b)| alike(a).total_cmp(&alike(b)).then(j.cmp(i)));
        if let Some((at, _)) = best {
            return Some(at);
        }
        let loose = |key: &String, own: &String| {
            !is_series(own)
                && !is_series(key)
                && bare(own) == bare(key)
                && (bare(own) == own || bare(key) == key)
        };
        let mut near = groups().filter(|(_, group)| {
            keys.iter()
                .any(|key| group.keys.iter().any(|own| loose(key, own)))
        });
        let first = near.next().map(|(at, _)| at);
        first.filter(|_| near.next().is_none())
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
            [true, false].iter().any(|&series| {
                let of = |keys: &BTreeSet<String>| keys.iter().any(|key| is_series(key) == series);
                of(keys) && of(&group.keys)
            })
        };
        let mut best: Option<(f64, usize)> = None;
        for (at, group) in self.groups.iter().enumerate() {
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

    /// A referral is meant by these words: part of its title or number, or of
    /// those of its group.
    pub fn selects(&self, wanted: &str, referral: &Referral) -> bool {
        let group = self
            .members
            .iter()
            .find(|(known, _)| known == referral)
            .map(|(_, at)| &self.shown[*at]);
        holds(referral, wanted) || group.is_some_and(|group| holds(group, wanted))
    }

    /// The index keys of all referrals that the words mean; an error that
    /// lists the titles if there are none.
    pub fn chosen(&self, wanted: &str) -> Result<Vec<String>> {
        let members = self.members.iter().map(|(referral, _)| referral);
        let chosen: Vec<String> = members
            .filter(|referral| self.selects(wanted, referral))
            .map(Referral::key)
            .collect();
        if chosen.is_empty() {
            let titles: Vec<&str> = self
                .shown
                .iter()
                .take(5)
                .map(|group| group.title.as_str())
                .collect();
            let cure = format!("there are: {}", titles.join("; "));
            return Err(Error::new(format!(
                "no referral here has \"{wanted}\" in its title or number"
            ))
            .cure(cure));
        }
        Ok(chosen)
    }

    /// All groups, in the order they were met.
    pub fn all(&self) -> &[Referral] {
        &self.shown
    }
}

/// The words stand in the referral's title or number.
fn holds(referral: &Referral, wanted: &str) -> bool {
    let wanted = wanted.to_lowercase();
    let mut numbers = referral.numbers.iter().chain(&referral.diarienummer);
    referral.title.to_lowercase().contains(&wanted)
        || numbers.any(|number| number.to_lowercase().contains(&wanted))
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
}
