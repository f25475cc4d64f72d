//! What holds of a paper where lists and persons have said something of it.
//!
//! A person goes before a list, the last word of a person before that person's
//! earlier ones. Where two persons differ neither holds, until one says the
//! same as the other or somebody decides.

use super::judgement::Judgement;
use super::{Conflict, Fields, Known, Review, Said, Source};
use std::collections::BTreeMap;

/// The last word of each person on one thing; true where it decides.
#[derive(Clone, Debug)]
pub(crate) struct Words<'j, T>(BTreeMap<&'j str, (bool, T)>);

impl<T> Default for Words<'_, T> {
    fn default() -> Self {
        Words(BTreeMap::new())
    }
}

impl<'j, T> Words<'j, T> {
    /// Adds what somebody says next.
    pub(crate) fn say(&mut self, by: &'j str, decides: bool, what: T) {
        if decides {
            self.0.clear();
        }
        // What was decided is not reopened by those who differed before.
        if decides || !self.0.values().any(|(decides, _)| *decides) {
            self.0.insert(by, (decides, what));
        }
    }

    /// Who says what, by name.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'j str, &T)> {
        self.0.iter().map(|(by, (_, what))| (*by, what))
    }

    /// What all say, if they say the same by this measure.
    pub(crate) fn agreed<K: PartialEq>(&self, by: impl Fn(&T) -> K) -> Option<&T> {
        let mut all = self.0.values().map(|(_, what)| what);
        let first = all.next()?;
        let same = by(first);
        all.all(|other| by(other) == same).then_some(first)
    }
}

/// What is known of a paper by a list and by judgements, in the order in which
/// they were made; each with the line that its unit now begins on.
pub fn known(listed: Fields, judged: &[(&Judgement, Option<u32>)]) -> Known {
    let mut words: BTreeMap<_, Words<'_, (&Judgement, &str)>> = BTreeMap::new();
    for (judgement, line) in judged {
        for (field, value) in &judgement.set {
            let said = words.entry((*line, *field)).or_default();
            said.say(&judgement.by, judgement.decides, (judgement, value));
        }
    }
    let mut known = Known {
        fields: listed,
        ..Known::default()
    };
    for ((line, field), words) in words {
        let said = |(judgement, value): &(&Judgement, &str)| Said {
            value: (*value).to_owned(),
            source: Source::Correction,
            by: judgement.by.clone(),
            on: Some(judgement.on.clone()),
        };
        let Some(agreed) = words.agreed(|(_, value)| *value) else {
            let said = words.all().map(|(_, one)| said(one)).collect();
            known.conflicts.push(Conflict { line, field, said });
            continue;
        };
        let said = said(agreed);
        match line {
            None => known.fields.insert(field, said),
            Some(line) => known.units.entry(line).or_default().insert(field, said),
        };
    }
    let puts_right = judged
        .iter()
        .any(|(judgement, _)| !judgement.set.is_empty());
    known.review = match (judged.is_empty(), puts_right) {
        _ if !known.conflicts.is_empty() => Review::Conflict,
        (true, _) => Review::Unread,
        (false, false) => Review::Read,
        (false, true) => Review::Corrected,
    };
    let confirms =
        |(judgement, line): &&(&Judgement, Option<u32>)| judgement.set.is_empty() && line.is_none();
    let confirms = judged.iter().rfind(confirms);
    known.confirmed = confirms.map(|(one, _)| format!("{} {}", one.by, one.on));
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::known::Field;

    fn says(by: &str, value: &str, decides: bool) -> Judgement {
        Judgement {
            set: BTreeMap::from([(Field::Respondent, value.to_owned())]),
            by: by.to_owned(),
            on: "2024-05-05".to_owned(),
            decides,
            ..Judgement::default()
        }
    }

    fn in_force(all: &[Judgement]) -> (Option<String>, usize) {
        let register = Said {
            value: "Enligt listan".to_owned(),
            source: Source::Register,
            by: "lista.csv:4".to_owned(),
            on: None,
        };
        let judged: Vec<_> = all.iter().map(|one| (one, None)).collect();
        let known = known(Fields::from([(Field::Respondent, register)]), &judged);
        let value = known.get(Field::Respondent).map(str::to_owned);
        (value, known.conflicts.len())
    }

    #[test]
    fn a_person_goes_before_a_list_and_two_who_differ_hold_nothing() {
        let value = |value: &str, conflicts| (Some(value.to_owned()), conflicts);
        assert_eq!(in_force(&[]), value("Enligt listan", 0));
        let [anna, bo] = [
            says("Anna", "Region Öst", false),
            says("Bo", "Region Väst", false),
        ];
        assert_eq!(
            in_force(std::slice::from_ref(&anna)),
            value("Region Öst", 0)
        );
        let both = [anna.clone(), bo.clone()];
        assert_eq!(in_force(&both), value("Enligt listan", 1));
        // One yields, or somebody decides.
        let yields = [anna.clone(), bo.clone(), says("Anna", "Region Väst", false)];
        assert_eq!(in_force(&yields), value("Region Väst", 0));
        let decided = [anna, bo.clone(), says("Cia", "Region Öst", true), bo];
        assert_eq!(in_force(&decided), value("Region Öst", 0));
    }
}
