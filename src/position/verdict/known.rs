//! The numbered part that a verdict is on where its sentence, or the heading
//! over it, only names it: other papers tell the number.

use super::clause::Said;
use super::decide::part_of;
use super::object::Object;
use super::read::{Asked, Line};
use super::{Part, Under};

/// The parts that a verdict of a line is on, with their numbers if known.
pub(super) fn parts_on(asked: &Asked<'_>, line: &Line, nth: usize, is_whole: bool) -> Vec<Part> {
    let said = &line.said[nth];
    let found = part_of(asked.text, line, nth, is_whole);
    if found.is_empty() {
        let spoken = (!is_whole && said.counts() && said.parts.is_empty())
            .then(|| spoken(asked, line, said));
        return spoken.flatten().into_iter().collect();
    }
    let found = found.into_iter();
    found
        .map(|part| numbered(asked, line, said, part))
        .collect()
}

/// A part by its name, or a chapter whose section the sentence names.
fn numbered(asked: &Asked<'_>, line: &Line, said: &Said, part: Part) -> Part {
    let Some(chapter) = part.id.strip_prefix("kapitel-") else {
        let named = part.reference.is_none().then(|| {
            let clause = object(asked, said).and_then(|words| (asked.known)(words));
            (asked.known)(&part.name).or(clause.filter(|_| line.opened.is_empty()))
        });
        return named.flatten().unwrap_or(part);
    };
    let within = format!("avsnitt-{chapter}.");
    let section = (asked.known)(&asked.text[line.range.clone()]);
    section
        .filter(|section| section.id.starts_with(&within))
        .unwrap_or(part)
}

/// What the words of the verdict's object name.
fn object<'t>(asked: &Asked<'t>, said: &Said) -> Option<&'t str> {
    match &said.object {
        Object::Named(bytes) | Object::Clause(bytes) => asked.text.get(bytes.clone()),
        _ => None,
    }
}

/// "Skyfallsavgiften är rättvis", "tillstyrker att … tar ut avgifter"; "Förslaget
/// kan därför inte godtas" of what its paragraph opened with.
fn spoken(asked: &Asked<'_>, line: &Line, said: &Said) -> Option<Part> {
    if line.under == Under::Recital || said.object == Object::Paper {
        return None;
    }
    let named = object(asked, said).and_then(|words| (asked.known)(words));
    let before = || {
        let words = asked.text.get(said.clause.start..said.cue.start)?;
        (said.strength == 1).then(|| (asked.known)(words)).flatten()
    };
    let opened = || match said.object {
        Object::Proposal | Object::Back if said.strength > 1 => line.topic.clone(),
        _ => None,
    };
    named.or_else(before).or_else(opened)
}
