//! What is known put in the place of what was read.
//!
//! Changes whose, when and on what; never where a unit begins or ends. What
//! several bodies say in one paper is told apart by the name that was read: a
//! correction of the paper's respondent leaves the others alone.

use super::{Field, Fields, Known};
use crate::authority::{Authority, PRIVATE};
use crate::document::DocumentKind;
use crate::lexicon::lexicon;
use crate::numbers;
use crate::text::{LineIndex, lower};
use crate::unit::{Fact, LedgerFact, Referral, Segmentation, Twin, UnitKind};

/// Puts what is known of a paper in force.
pub(crate) fn amend(found: &mut Segmentation, known: &Known, index: &LineIndex) {
    if known.is_empty() {
        return;
    }
    whole(found, &known.fields);
    for (line, fields) in &known.units {
        unit(found, *line, fields, index);
    }
    set_apart(found, known);
}

/// The answers of a paper that count in another are twins there.
pub(crate) fn set_apart(found: &mut Segmentation, known: &Known) {
    let Some((sha256, of)) = &known.counts_in else {
        return;
    };
    let units = std::mem::take(&mut found.units);
    let (twins, own): (Vec<_>, Vec<_>) = units.into_iter().partition(|unit| {
        matches!(unit.kind, UnitKind::Yttrande | UnitKind::Radsyttrande)
            && !found.twins.iter().any(|twin| twin.unit == *unit)
    });
    found.units = own;
    found.twins.extend(twins.into_iter().map(|unit| Twin {
        unit,
        of: of.clone(),
        sha256: sha256.clone(),
    }));
    found
        .twins
        .sort_by_key(|twin| (twin.unit.span.start, twin.unit.span.end));
}

/// The form in which a respondent is filed: the one that is known of it, else
/// as a person wrote it.
pub(crate) fn normal(name: &str) -> String {
    let body = Authority::standard().resolve(name);
    let body = body.filter(|body| body.identifies() && body.part.is_none());
    let known = || lexicon().known(name).map(str::to_owned);
    body.map(|body| body.name)
        .or_else(known)
        .unwrap_or_else(|| name.to_owned())
}

/// Two spellings have a word that tells who is meant: no "och", no "von".
fn share_a_name(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split_whitespace();
        let names = words.filter(|word| word.starts_with(char::is_uppercase));
        names.map(lower).collect()
    };
    let others = words(other);
    words(one).iter().any(|word| others.contains(word))
}

fn whole(found: &mut Segmentation, fields: &Fields) {
    let value = |field| fields.get(&field).map(|said| said.value.as_str());
    if let Some(name) = value(Field::Respondent) {
        let name = normal(name);
        let before = found.head.respondent.replace(name.clone());
        // What the paper tells is told of the name that was read.
        if before.as_ref() != Some(&name) {
            let told = Authority::standard().kind_told(&name);
            // A private person who is given the whole name stays one.
            let before = before.as_deref().unwrap_or_default();
            let person = |kind: &String| kind == PRIVATE && share_a_name(before, &name);
            let kept = found.head.respondent_kind.take().filter(person);
            found.head.respondent_kind = told.or(kept);
        }
        let is_meant = |name: &Option<String>| name.is_none() || *name == before;
        for unit in found.units.iter_mut().filter(|u| is_meant(&u.respondent)) {
            unit.respondent = Some(name.clone());
            unit.spelling = None;
        }
        for fact in &mut found.facts {
            if before.as_ref() == Some(&fact.respondent) {
                fact.respondent.clone_from(&name);
            }
        }
    }
    if let Some(kind) = value(Field::RespondentKind) {
        found.head.respondent_kind = Some(kind.to_owned());
    }
    if let Some(body) = value(Field::DecidingBody) {
        found.head.deciding_body = Some(body.to_owned());
    }
    if let Some(day) = value(Field::Date) {
        let before = found.head.date.replace(day.to_owned());
        for unit in &mut found.units {
            if unit.date.is_none() && !unit.kind.is_statement() || unit.date == before {
                unit.date = Some(day.to_owned());
            }
        }
    }
    if let Some(day) = value(Field::Received) {
        found.head.received = Some(day.to_owned());
    }
    if let Some(words) = value(Field::Referral) {
        referral_of_paper(found, words);
    }
    if let Some(number) = value(Field::OwnDiarienummer) {
        let at = found.head.referral.unwrap_or_else(|| {
            found.referrals.push(Referral::default());
            found.referrals.len() - 1
        });
        found.head.referral = Some(at);
        if let Some(referral) = found.referrals.get_mut(at) {
            referral.own_diarienummer = Some(number.to_owned());
        }
    }
    found.head.guessed.retain(|guess| {
        let known = Field::ALL.into_iter().find(|field| field.name() == guess);
        known.is_none_or(|field| !fields.contains_key(&field))
    });
}

/// What the paper as a whole answers, and all in it that answers the same or
/// nothing that is known.
fn referral_of_paper(found: &mut Segmentation, words: &str) {
    let named = referral(words);
    let at = match found.head.referral {
        Some(at) if at < found.referrals.len() => at,
        _ => {
            found.referrals.push(Referral::default());
            found.referrals.len() - 1
        }
    };
    let before = std::mem::take(&mut found.referrals[at]);
    let unnumbered = before.diarienummer.is_none() && before.numbers.is_empty();
    let is_titled = named.title.is_empty() && (unnumbered || share_a_number(&named, &before));
    found.referrals[at] = Referral {
        own_diarienummer: before.own_diarienummer,
        answer_by: before.answer_by,
        // Under another number it is another proposal: what that is called other
        // papers tell, or nobody.
        title: match is_titled {
            true => before.title,
            false => named.title.clone(),
        },
        ..named
    };
    found.head.referral = Some(at);
    for unit in found
        .units
        .iter_mut()
        .filter(|unit| unit.referral.is_none())
    {
        unit.referral = Some(at);
    }
    for fact in found
        .facts
        .iter_mut()
        .filter(|fact| fact.referral.is_none())
    {
        fact.referral = Some(at);
    }
    if found.kind == DocumentKind::Forteckning {
        last_days(&mut found.referrals, &found.facts);
    }
}

/// Two ways to name a proposal have a number in common.
fn share_a_number(one: &Referral, other: &Referral) -> bool {
    let normal = |referral: &Referral| -> Vec<String> {
        let numbers = referral.diarienummer.iter().chain(&referral.numbers);
        let read = numbers.filter_map(|number| numbers::read(number));
        read.map(|number| number.normal()).collect()
    };
    let others = normal(other);
    normal(one).iter().any(|number| others.contains(number))
}

fn unit(found: &mut Segmentation, line: u32, fields: &Fields, index: &LineIndex) {
    let value = |field| fields.get(&field).map(|said| said.value.as_str());
    let at = value(Field::Referral).map(|words| {
        found.referrals.push(referral(words));
        found.referrals.len() - 1
    });
    let units = found.units.iter_mut();
    for unit in units.filter(|unit| index.lines_of(unit.span)[0] == line) {
        if let Some(name) = value(Field::Respondent) {
            unit.respondent = Some(normal(name));
            unit.spelling = None;
        }
        if let Some(day) = value(Field::Date) {
            unit.date = Some(day.to_owned());
        }
        unit.referral = at.or(unit.referral);
    }
}

/// A proposal as people name it: by its number, its title, or both.
pub(crate) fn referral(words: &str) -> Referral {
    let mut numbers = numbers::numbers(words);
    let Some(first) = numbers.first().map(|number| number.range.clone()) else {
        return Referral {
            title: words.trim().to_owned(),
            ..Referral::default()
        };
    };
    let spelt = numbers
        .drain(..)
        .map(|number| words[number.range].to_owned());
    let spelt: Vec<String> = spelt.collect();
    let around = [&words[..first.start], &words[first.end..]];
    let title = around
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
        .into_iter()
        .max_by_key(|part| part.len())
        .filter(|part| !numbers::is_label(part) && part.contains(' '));
    Referral {
        title: title.unwrap_or("").to_owned(),
        diarienummer: spelt.first().cloned(),
        numbers: spelt,
        ..Referral::default()
    }
}

/// The last day that most of those asked have is the proposal's, as lists tell.
pub(crate) fn last_days(referrals: &mut [Referral], facts: &[LedgerFact]) {
    for (at, referral) in referrals.iter_mut().enumerate() {
        let of_whole = |fact: &&LedgerFact| fact.fact == Fact::Asked && fact.part.is_none();
        let asked = facts.iter().filter(of_whole);
        let of_it = asked.filter(|fact| fact.referral == Some(at));
        let mut days: Vec<&String> = of_it.filter_map(|fact| fact.day.as_ref()).collect();
        days.sort();
        let most = days.chunk_by(|a, b| a == b).max_by_key(|same| same.len());
        referral.answer_by = most.map(|same| same[0].clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_make_no_two_names_one() {
        assert!(share_a_name("Greta Ringhult", "GRETA von Ek"));
        assert!(!share_a_name(
            "Greta och Sten Ringhult",
            "Äldre och seniorer"
        ));
        assert!(!share_a_name("Ebba von Alm", "Ulf von Ek"));
    }

    #[test]
    fn under_another_number_is_another_proposal() {
        let titled = |words: &str| {
            let paper = crate::Document::from_text("1.txt", "Hej.");
            let mut found = crate::Paper::read(paper).segmentation;
            found.referrals.clear();
            found.referrals.push(Referral {
                title: "Program för läsning".to_owned(),
                diarienummer: Some("KS 2024/417".to_owned()),
                ..Referral::default()
            });
            found.head.referral = Some(0);
            referral_of_paper(&mut found, words);
            found.referrals.swap_remove(0).title
        };
        assert_eq!(titled("SOU 2031:14"), "");
        assert_eq!(titled("dnr KS 2024/417"), "Program för läsning");
        assert_eq!(titled("En ny lag (SOU 2031:14)"), "En ny lag");
    }

    #[test]
    fn a_proposal_is_named_by_number_or_title_or_both() {
        let named = |words| {
            let named = referral(words);
            (named.title, named.diarienummer)
        };
        let number = |number: &str| Some(number.to_owned());
        assert_eq!(named("SOU 2024:17"), (String::new(), number("SOU 2024:17")));
        assert_eq!(
            named("dnr KS 2024/417"),
            (String::new(), number("KS 2024/417"))
        );
        assert_eq!(
            named("Ett säkrare samhälle (SOU 2024:17)"),
            ("Ett säkrare samhälle".to_owned(), number("SOU 2024:17"))
        );
        assert_eq!(
            named("Program för läsning"),
            ("Program för läsning".to_owned(), None)
        );
    }
}
