//! What holds of a paper where lists and persons have said something of it.
//!
//! A person goes before a list, the last word of a person before that person's
//! earlier ones. Where two persons differ neither holds, until one says the
//! same as the other or somebody decides.

use super::judgement::Judgement;
use super::{Conflict, Field, Fields, Known, Review, Said, Source};
use std::collections::{BTreeMap, BTreeSet};

/// The last word of each person on one field; true where it decides.
type Words<'j> = BTreeMap<&'j str, (bool, &'j Judgement, &'j str)>;

/// What is known of a paper by a list and by judgements, in the order in which
/// they were made; each with the line that its unit now begins on.
pub fn known(listed: Fields, judged: &[(&Judgement, Option<u32>)]) -> Known {
    let mut words: BTreeMap<(Option<u32>, Field), Words<'_>> = BTreeMap::new();
    for (judgement, line) in judged {
        for (field, value) in &judgement.set {
            let said = words.entry((*line, *field)).or_default();
            if judgement.decides {
                said.clear();
            }
            // What was decided is not reopened by those who differed before.
            if judgement.decides || !said.values().any(|(decides, ..)| *decides) {
                said.insert(&judgement.by, (judgement.decides, judgement, value));
            }
        }
    }
    let mut known = Known {
        fields: listed,
        ..Known::default()
    };
    for ((line, field), words) in words {
        let values: BTreeSet<&str> = words.values().map(|(_, _, value)| *value).collect();
        let mut said = words.values().map(|(_, judgement, value)| Said {
            value: (*value).to_owned(),
            source: Source::Correction,
            by: judgement.by.clone(),
            on: Some(judgement.on.clone()),
        });
        if values.len() > 1 {
            let said = said.collect();
            known.conflicts.push(Conflict { line, field, said });
            continue;
        }
        let Some(said) = said.next() else { continue };
        match line {
            None => known.fields.insert(field, said),
            Some(line) => known.units.entry(line).or_default().insert(field, said),
        };
    }
    let puts_right = judged
        .iter()
        .any(|(judgement, _)| !judgement.set.is_empty());
    known.review = match (judged.is_empty(), puts_right) {
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
