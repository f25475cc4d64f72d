//! The referrals that a user's words mean: a title or a number that one of
//! them is printed with anywhere; else the beginning of a word in it.

use super::Referrals;
use super::alike::{bare, key};
use crate::text::{lower, opens_a_word};
use std::collections::{BTreeSet, HashMap};

impl Referrals {
    /// The groups that some words mean; none where they mean none. A whole
    /// title or number means its own group alone.
    pub fn meant(&self, words: &str) -> BTreeSet<usize> {
        let wanted = lower(words.trim());
        if wanted.is_empty() {
            return BTreeSet::new();
        }
        let titled = self.members.iter();
        let mut whole: BTreeSet<usize> = titled
            .filter(|(referral, _)| lower(&referral.title) == wanted)
            .map(|(_, at)| *at)
            .collect();
        // As a list of them prints it: "Plan för kajer (KS 2024/9)".
        let shown = self.all().iter().enumerate();
        let shown = shown.filter(|(_, one)| lower(&one.titled()) == wanted);
        whole.extend(shown.map(|(at, _)| at));
        if let Some(key) = key(words) {
            whole.extend(self.by_number.get(&key).into_iter().flatten());
            if whole.is_empty() && bare(&key) == key {
                let figures = self.by_figures.get(&key).into_iter().flatten();
                whole.extend(figures.map(|(at, _)| *at));
            }
        }
        if !whole.is_empty() {
            return whole;
        }
        let holds = |printed: &String| opens_a_word(&lower(printed), &wanted);
        let members = self.members.iter().filter(|(referral, _)| {
            let mut numbers = referral.numbers.iter().chain(&referral.diarienummer);
            holds(&referral.title) || numbers.any(holds)
        });
        members.map(|(_, at)| *at).collect()
    }

    /// Under which keys the members of some groups are filed.
    pub(crate) fn keys_of(&self, groups: &BTreeSet<usize>) -> BTreeSet<String> {
        let members = self.members.iter().filter(|(_, at)| groups.contains(at));
        members.map(|(referral, _)| referral.key()).collect()
    }

    /// The group of each of these keys.
    pub(crate) fn by_key(&self) -> HashMap<String, usize> {
        let members = self.members.iter();
        members.map(|(one, at)| (one.key(), *at)).collect()
    }
}
