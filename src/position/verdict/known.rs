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
    let clause = || object(asked, said).and_then(|words| (asked.known)(words, ""));
    let named = || match part.reference.is_none() && line.opened.is_empty() {
        true => clause(),
        false => None,
    };
    section(asked, line, &part).or_else(named).unwrap_or(part)
}

/// A part with its number, a chapter's section if the sentence names one; none
/// if it has no number.
pub(super) fn section(asked: &Asked<'_>, line: &Line, part: &Part) -> Option<Part> {
    if part.reference.is_none() {
        return (asked.known)(&part.name, "");
    }
    let chapter = part.id.strip_prefix("kapitel-");
    let named = chapter.and_then(|chapter| {
        let within = format!("avsnitt-{chapter}.");
        (asked.known)(&asked.text[line.range.clone()], &within)
    });
    named.or_else(|| Some(part.clone()))
}

/// What the words of the verdict's object name.
fn object<'t>(asked: &Asked<'t>, said: &Said) -> Option<&'t str> {
    match &said.object {
        Object::Named(bytes) => asked.text.get(bytes.clone()),
        Object::Clause(bytes) => asked.text.get(bytes.start..said.clause.end.max(bytes.end)),
        _ => None,
    }
}

/// "Skyfallsavgiften är rättvis", "tillstyrker att … tar ut avgifter"; "Förslaget
/// kan därför inte godtas" of what its paragraph opened with.
fn spoken(asked: &Asked<'_>, line: &Line, said: &Said) -> Option<Part> {
    if line.under == Under::Recital || said.object == Object::Paper {
        return None;
    }
    let named = object(asked, said).and_then(|words| (asked.known)(words, ""));
    let before = || {
        let words = asked.text.get(said.clause.start..said.cue.start)?;
        (said.strength == 1)
            .then(|| (asked.known)(words, ""))
            .flatten()
    };
    let opened = || match said.object {
        Object::Proposal | Object::Back if said.strength > 1 => line.topic.clone(),
        _ => None,
    };
    named.or_else(before).or_else(opened)
}
