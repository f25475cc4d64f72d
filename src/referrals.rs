//! Which papers answer the same proposal: referrals of different documents
//! brought together by case number and title.

use crate::archive::Reader;
use crate::error::{Error, Result};
use crate::unit::{Referral, Segmentation};
use std::collections::BTreeSet;

/// Referrals seen so far, each with one number.
#[derive(Debug, Default)]
pub struct Referrals {
    groups: Vec<Referral>,
    /// The words of each group's title.
    words: Vec<BTreeSet<String>>,
    /// Every spelling met, with its group.
    members: Vec<(Referral, usize)>,
}

impl Referrals {
    /// The referrals of all stored papers.
    pub fn of(reader: &Reader) -> Result<Self> {
        let mut read = Vec::new();
        for stored in reader.papers()? {
            read.push(reader.paper(&stored)?.segmentation);
        }
        Ok(Referrals::named_in(read.iter()))
    }

    /// The referrals that some papers name. Papers that tell who was asked set
    /// the groups, for they name the proposal in full.
    pub fn named_in<'s>(papers: impl Iterator<Item = &'s Segmentation>) -> Self {
        let mut papers: Vec<&Segmentation> = papers.collect();
        papers.sort_by_key(|paper| paper.facts.is_empty());
        let mut referrals = Referrals::default();
        for referral in papers.iter().flat_map(|paper| &paper.referrals) {
            referrals.group(referral);
        }
        referrals
    }

    /// The group of a referral; new titles open a group of their own.
    pub fn group(&mut self, referral: &Referral) -> usize {
        if let Some((_, group)) = self.members.iter().find(|(known, _)| known == referral) {
            return *group;
        }
        let words = title_words(&referral.title);
        let alike = |at: &usize| same((&self.groups[*at], &self.words[*at]), (referral, &words));
        let at = (0..self.groups.len()).find(alike);
        let at = at.unwrap_or_else(|| {
            self.groups.push(Referral {
                own_diarienummer: None,
                ..referral.clone()
            });
            self.words.push(words);
            self.groups.len() - 1
        });
        let group = &mut self.groups[at];
        if group.diarienummer.is_none() {
            group.diarienummer.clone_from(&referral.diarienummer);
        }
        self.members.push((referral.clone(), at));
        at
    }

    /// A referral is meant by these words: part of its title or number, or of
    /// those of its group.
    pub fn selects(&self, wanted: &str, referral: &Referral) -> bool {
        let group = self
            .members
            .iter()
            .find(|(known, _)| known == referral)
            .map(|(_, at)| &self.groups[*at]);
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

/// One proposal: the same case number, or titles of which one holds the
/// other's words, and no case numbers that differ.
fn same(
    (a, a_words): (&Referral, &BTreeSet<String>),
    (b, b_words): (&Referral, &BTreeSet<String>),
) -> bool {
    if let (Some(a), Some(b)) = (&a.diarienummer, &b.diarienummer) {
        return number(a) == number(b);
    }
    let (few, many) = if a_words.len() <= b_words.len() {
        (a_words, b_words)
    } else {
        (b_words, a_words)
    };
    few.len() >= 3 && few.intersection(many).count() * 10 >= few.len() * 8
}

/// A case number without its registry's letters: "KS 2021/866" = "2021/866".
fn number(number: &str) -> &str {
    number.trim_start_matches(|c: char| !c.is_ascii_digit())
}

/// Words of more than three letters, without a genitive -s.
fn title_words(title: &str) -> BTreeSet<String> {
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect()
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
}
