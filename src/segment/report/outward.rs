//! A report that is the city's own answer to somebody outside it: what the
//! commissioner says is then the city's view, as the executive board decided it.
//!
//! Looks like: "Remissen besvaras med hänvisning till vad som sägs i utlåtandet",
//! and further down "Stockholms stad är positiv till …".

use super::Report;
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::segment::builder::{Open, Speaker};
use crate::segment::dates::find_date;
use crate::segment::signs::bodies;
use crate::text::lower;
use crate::unit::UnitKind;
use std::collections::BTreeMap;

/// The points to decide on stand within so many lines.
const HEAD: usize = 40;

/// Lines of the commissioner's view in which the city is named.
const VIEW: usize = 120;

/// The city that answers: the municipality that the commissioner speaks of, if one
/// leads clearly; `None` where the report decides on something of the city's own.
pub(super) fn answers_for(lines: &Lines<'_>) -> Option<Speaker> {
    let head = lower(&lines.joined(0, lines.len().min(HEAD)));
    let cues = &lexicon().cues.phrases.answered_by;
    if !cues.iter().any(|cue| head.contains(cue.as_str())) {
        return None;
    }
    let view = (0..lines.len()).find(|&at| lexicon().has_role(&lines.words(at), "commissioner"))?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for at in view..lines.len().min(view + VIEW) {
        for name in municipalities(&lines.words(at)) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut most: Vec<(usize, String)> = counts.into_iter().map(|(name, n)| (n, name)).collect();
    most.sort_by(|a, b| b.cmp(a));
    let (times, name) = most.first()?;
    let leads = most.get(1).is_none_or(|(next, _)| times >= &(2 * next));
    leads.then(|| Speaker::new(Resolved::known(name.clone()), name))
}

/// "Almviks stad", "Almviks kommuns": the municipalities that a line names.
fn municipalities(words: &str) -> Vec<String> {
    let spaced: Vec<&str> = words.split_whitespace().collect();
    let named = spaced.windows(2).filter_map(|pair| {
        let noun = lower(pair[1]);
        let noun = noun.trim_end_matches(|c: char| !c.is_alphabetic());
        let noun = noun.strip_suffix('s').unwrap_or(noun);
        if !matches!(noun, "stad" | "kommun") || !pair[0].starts_with(char::is_uppercase) {
            return None;
        }
        let name = bodies::name(&format!("{} {noun}", pair[0]))?;
        (name.kind.as_deref() == Some("kommun")).then_some(name.name)
    });
    named.collect()
}

impl Report<'_, '_> {
    /// The commissioner's view, which the executive board makes the city's.
    pub(super) fn city_view(&mut self, heading: usize) {
        let Some(city) = self.city.clone() else {
            return;
        };
        let open = Open::new(
            UnitKind::Yttrande,
            &city,
            Some((heading, heading)),
            heading + 1,
        );
        let date = self.out.decided.clone();
        self.out.start(heading, Open { date, ..open });
    }

    /// "Kommunstyrelsens beslut den 17 juni 2026" in the head of such a report, over
    /// the sentence in which the executive board decides.
    pub(super) fn city_decision(&mut self, lines: &Lines<'_>, at: usize) -> Option<usize> {
        self.city.as_ref()?;
        let words = lines.words(at);
        let bodies = &lexicon().cues.phrases.central_bodies;
        let owner = words.strip_prefix(bodies.iter().find(|body| words.starts_with(*body))?)?;
        let day = find_date(owner)?.iso();
        if !owner.starts_with("s beslut ") {
            return None;
        }
        let name = &words[..words.len() - owner.len()];
        let speaker = Speaker::new(Resolved::known(name.to_owned()), name);
        let text = lines.next_words(at + 1, lines.len())?;
        let open = Open::new(UnitKind::Beslut, &speaker, Some((at, at)), text);
        self.out.decided.clone_from(&day);
        self.out.start(at, Open { date: day, ..open });
        let end = lines.paragraph_end(text, lines.len());
        self.out.close(end);
        Some(end)
    }
}
