//! Which papers answer the same proposal: referrals of different documents
//! brought together by case number and title.
//!
//! Numbers and spellings are looked up, likeness of titles among those that
//! share a telling word; nothing is compared with everything. The respondent's
//! own number is another thing and joins nobody.

use crate::archive::Reader;
use crate::error::{Error, Result};
use crate::titles::{Titles, title_words};
use crate::unit::{Referral, Segmentation};
use std::collections::{BTreeSet, HashMap};

/// Referrals seen so far, each with one number.
#[derive(Debug, Default)]
pub struct Referrals {
    groups: Vec<Referral>,
    /// The words of each group's title.
    words: Vec<BTreeSet<String>>,
    /// Every spelling of title and number met, with its group.
    members: Vec<(Referral, usize)>,
    /// The same, by title and number.
    known: HashMap<(String, Option<String>), usize>,
    /// The first group with a number.
    by_number: HashMap<String, usize>,
    /// All titles, and those of groups that have no number yet.
    titles: Titles,
    unnumbered: Titles,
}

impl Referrals {
    /// The referrals of all stored papers.
    pub fn of(reader: &Reader) -> Result<Self> {
        let named = |paper: crate::paper::Paper| {
            let Segmentation {
                facts, referrals, ..
            } = paper.segmentation;
            (!facts.is_empty(), referrals)
        };
        let mut read = Vec::new();
        reader.each(&reader.papers()?, named, |named| {
            read.push(named);
            Ok::<(), Error>(())
        })?;
        Ok(Referrals::named(
            read.iter()
                .map(|(tells, referrals)| (*tells, &referrals[..])),
        ))
    }

    /// The referrals that some papers name.
    pub fn named_in<'s>(papers: impl Iterator<Item = &'s Segmentation>) -> Self {
        Referrals::named(papers.map(|paper| (!paper.facts.is_empty(), &paper.referrals[..])))
    }

    /// The referrals that some papers name, each with whether the paper tells
    /// who was asked. Those that do set the groups, for they name the proposal
    /// in full.
    pub fn named<'s>(papers: impl Iterator<Item = (bool, &'s [Referral])>) -> Self {
        let mut papers: Vec<(bool, &[Referral])> = papers.collect();
        papers.sort_by_key(|(tells, _)| !tells);
        let mut referrals = Referrals::default();
        for referral in papers.into_iter().flat_map(|(_, referrals)| referrals) {
            referrals.group(referral);
        }
        referrals
    }

    /// The group of a referral; new titles open a group of their own.
    pub fn group(&mut self, referral: &Referral) -> usize {
        if let Some(group) = self.find(referral) {
            return group;
        }
        let words = title_words(&referral.title);
        let at = self.same(referral, &words).unwrap_or_else(|| {
            let at = self.groups.len();
            self.titles.add(at, &words);
            self.unnumbered.add(at, &words);
            self.words.push(words);
            self.groups.push(Referral {
                own_diarienummer: None,
                diarienummer: None,
                ..referral.clone()
            });
            at
        });
        if let (None, Some(number)) = (&self.groups[at].diarienummer, &referral.diarienummer) {
            self.groups[at].diarienummer = Some(number.clone());
            self.unnumbered.remove(at, &self.words[at]);
            let first = self.by_number.entry(bare(number).to_owned()).or_insert(at);
            *first = at.min(*first);
        }
        self.members.push((referral.clone(), at));
        self.known.insert(spelling(referral), at);
        at
    }

    /// The group of a referral that was met before.
    pub fn find(&self, referral: &Referral) -> Option<usize> {
        self.known.get(&spelling(referral)).copied()
    }

    /// The first group that is the same proposal: the same case number, or
    /// titles of which one holds the other's words, and no case numbers that
    /// differ.
    fn same(&self, referral: &Referral, words: &BTreeSet<String>) -> Option<usize> {
        let Some(number) = &referral.diarienummer else {
            return self.titles.alike(words, &self.words);
        };
        let numbered = self.by_number.get(bare(number)).copied();
        let titled = self.unnumbered.alike(words, &self.words);
        numbered.into_iter().chain(titled).min()
    }

    /// A referral is meant by these words: part of its title or number, or of
    /// those of its group.
    pub fn selects(&self, wanted: &str, referral: &Referral) -> bool {
        let group = self.find(referral).map(|at| &self.groups[at]);
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
                .groups
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
        &self.groups
    }
}

/// The words stand in the referral's title or number.
fn holds(referral: &Referral, wanted: &str) -> bool {
    let wanted = wanted.to_lowercase();
    let number = referral
        .diarienummer
        .as_deref()
        .unwrap_or("")
        .to_lowercase();
    referral.title.to_lowercase().contains(&wanted) || number.contains(&wanted)
}

/// A title and a number, as printed.
fn spelling(referral: &Referral) -> (String, Option<String>) {
    (referral.title.clone(), referral.diarienummer.clone())
}

/// A case number without its registry's letters: "KS 2021/866" = "2021/866".
fn bare(number: &str) -> &str {
    number.trim_start_matches(|c: char| !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn referral(title: &str, number: Option<&str>) -> Referral {
        Referral {
            title: title.into(),
            diarienummer: number.map(str::to_owned),
            own_diarienummer: None,
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
        let own = |title: &str, number| Referral {
            own_diarienummer: Some("KN 2024/9".into()),
            ..referral(title, number)
        };
        let first = all.group(&own(
            "Plan för parkernas framtid i staden",
            Some("KS 2024/1"),
        ));
        assert_ne!(
            all.group(&own("Riktlinjer för bostadsbyggande i norr", None)),
            first
        );
        assert_eq!(
            all.find(&referral(
                "Plan för parkernas framtid i staden",
                Some("KS 2024/1")
            )),
            Some(first)
        );
    }

    #[test]
    fn the_first_of_many_groups_is_found_as_by_looking_through_them() {
        let title = |at: usize| format!("Detaljplan för kvarteret nummer{} i stadsdelen", at % 700);
        let mut all = Referrals::default();
        for at in 0..700 {
            let number = (at % 3 == 0).then(|| format!("KS 2024/{at}"));
            assert_eq!(all.group(&referral(&title(at), number.as_deref())), at);
        }
        for at in (0..700).rev() {
            assert_eq!(
                all.group(&referral(&format!("Samråd om {}", title(at)), None)),
                at
            );
            assert_eq!(
                all.group(&referral("Annat namn", Some(&format!("SBN 2024/{at}")))) == at,
                at % 3 == 0
            );
        }
    }
}
