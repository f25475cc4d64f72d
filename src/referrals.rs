//! Which papers answer the same proposal: referrals of different documents
//! brought together by case number and title.

use crate::unit::Referral;
use std::collections::BTreeSet;

/// Referrals seen so far, each with one number.
#[derive(Debug, Default)]
pub struct Referrals {
    groups: Vec<Referral>,
}

impl Referrals {
    /// The group of a referral; new titles open a group of their own.
    pub fn group(&mut self, referral: &Referral) -> usize {
        let at = self.groups.iter().position(|group| same(group, referral));
        let at = at.unwrap_or_else(|| {
            self.groups.push(Referral {
                own_diarienummer: None,
                ..referral.clone()
            });
            self.groups.len() - 1
        });
        let group = &mut self.groups[at];
        if group.diarienummer.is_none() {
            group.diarienummer.clone_from(&referral.diarienummer);
        }
        at
    }

    /// All groups, in the order they were met.
    pub fn all(&self) -> &[Referral] {
        &self.groups
    }
}

/// One proposal: the same case number, or titles of which one holds the
/// other's words, and no case numbers that differ.
pub fn same(a: &Referral, b: &Referral) -> bool {
    if let (Some(a), Some(b)) = (&a.diarienummer, &b.diarienummer) {
        return number(a) == number(b);
    }
    let (a, b) = (title_words(&a.title), title_words(&b.title));
    let (few, many) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
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
