//! What is settled when a unit's last line is known: its span, whether it only
//! joins another, whether it is printed in part, and the notes it earns.

use super::{Builder, Open};
use crate::flow::Flow;
use crate::lexicon::{Resolved, lexicon};
use crate::prose::is_closed;
use crate::segment::{signers, statement};
use crate::text::{Span, lower};
use crate::unit::{Fact, Joins, Unit, UnitKind};

/// "Reservationer", "Ingen.": there was none.
fn says_none(text: &str) -> bool {
    let low = lower(text);
    let bare = low.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(bare, "ingen" | "inga" | "inget" | "nej" | "")
}

impl Builder<'_> {
    /// An answer has been taken.
    pub(crate) fn has_answer(&self) -> bool {
        let open = self.open.iter().map(|open| open.kind);
        let mut kinds = self.units.iter().map(|unit| unit.kind).chain(open);
        kinds.any(|kind| kind == UnitKind::Yttrande)
    }

    /// The running statement is one quotation, which the line above closes.
    pub(crate) fn quotation_ends(&self, at: usize) -> bool {
        const MARKS: [char; 3] = ['”', '“', '"'];
        const HEADING: usize = 60;
        let quoted = |open: &Open| {
            let first = self.lines.next_words(open.from, at)?;
            let last = self.lines.previous_words(at, first)?;
            let opens = self.lines.words(first).starts_with(MARKS);
            let closing = self.lines.words(last);
            let whole = opens && closing.trim_end_matches('.').ends_with(MARKS);
            // More prose of its own may come behind what it quotes.
            let next = self.lines.raw(at);
            let heads = next.len() < HEADING && !is_closed(next);
            // Counted last, and no further than it takes.
            let marks = || {
                let lines = (first..=last).map(|at| self.lines.raw(at));
                let marks = lines.flat_map(|raw| raw.matches(MARKS));
                marks.take(3).count()
            };
            Some(whole && heads && marks() == 2)
        };
        let open = self.open.as_ref().filter(|open| open.kind.is_statement());
        open.and_then(quoted) == Some(true)
    }

    pub(super) fn push_open(&mut self, mut open: Open, first: usize, last: usize) {
        let last = self.signed_below(&mut open, first, last);
        let mut span = self.lines.span(first, last);
        if first == open.from && open.offset > 0 {
            span.start = (span.start + open.offset as u32).min(span.end);
        }
        if open.kind.is_statement() && says_none(&self.lines.joined(first, last + 1)) {
            return;
        }
        let joins = self.joins_of_text(&open, span);
        self.printed_in_part(&open, first, last);
        self.push(
            Unit {
                kind: open.kind,
                respondent: None,
                spelling: None,
                referral: self.referral,
                span,
                intro: open.intro.map(|(from, to)| self.lines.span(from, to)),
                date: open.date,
                signers: open.signers,
                joins,
                pointer: false,
            },
            open.respondent,
            &open.spelling,
            first,
        );
    }

    /// A statement without signers that is signed below its text: takes them,
    /// and gives the last line of the text.
    fn signed_below(&self, open: &mut Open, first: usize, last: usize) -> usize {
        const LINES: usize = 4;
        const LONGEST: usize = 120;
        if !open.kind.is_statement() || !open.signers.is_empty() {
            return last;
        }
        let mut end = last;
        for _ in 0..LINES {
            let words = self.lines.words(end);
            let signs = words.len() < LONGEST && words.ends_with(')');
            let people = if signs {
                signers::signers(&words)
            } else {
                Vec::new()
            };
            if end <= first || people.is_empty() || people.iter().any(|one| one.name.is_empty()) {
                break;
            }
            open.signers.splice(0..0, people);
            match self.lines.previous_words(end, first) {
                Some(before) => end = before,
                None => break,
            }
        }
        end
    }

    /// "A (V) reserverar sig skriftligt", and the text under a heading of its
    /// own further down: the first points to the second.
    pub(super) fn point_ahead(&mut self) {
        const NEAR: usize = 16;
        let parties = |unit: &Unit| {
            let mut parties: Vec<String> = unit.signers.iter().map(|s| s.party.clone()).collect();
            parties.sort_unstable();
            parties.dedup();
            parties
        };
        for at in std::mem::take(&mut self.announced) {
            let (unit, behind) = match self.units[at..].split_first() {
                Some((unit, behind)) => (unit, behind),
                None => continue,
            };
            let length = |unit: &Unit| unit.span.end - unit.span.start;
            let text = behind.iter().take(NEAR).any(|other| {
                other.kind == unit.kind
                    && other.referral == unit.referral
                    && length(other) > 2 * length(unit)
                    && parties(other) == parties(unit)
            });
            self.units[at].pointer |= text;
        }
    }

    /// An answer whose last lines say that it is printed in part only.
    fn printed_in_part(&mut self, open: &Open, first: usize, last: usize) {
        let (UnitKind::Yttrande, Some(respondent)) = (open.kind, &open.respondent) else {
            return;
        };
        let from = last.saturating_sub(3).max(first);
        let low = lower(&self.lines.joined(from, last + 1));
        if lexicon()
            .cues
            .ledger
            .partial
            .iter()
            .any(|cue| low.contains(cue.as_str()))
        {
            let opens = |&at: &usize| {
                at == from || self.lines.line(at).indent || self.lines.is_blank(at - 1)
            };
            let paragraph = (from..=last).rev().find(opens).unwrap_or(last);
            let span = self.lines.span(paragraph, last);
            self.fact(
                respondent.clone(),
                &open.spelling.clone(),
                Fact::Partial,
                None,
                span,
            );
        }
    }

    /// A short statement that says no more than that it joins another.
    fn joins_of_text(&self, open: &Open, span: Span) -> Option<Joins> {
        const LONGEST: u32 = 600;
        if !open.kind.is_statement() || span.end - span.start > LONGEST {
            return None;
        }
        let text = Flow::of_span(self.lines, self.layout, span).text;
        if text.split_whitespace().count() > 60 {
            return None;
        }
        let low = lower(&text);
        let cue = lexicon()
            .cues
            .mention
            .join
            .iter()
            .find_map(|cue| Some(low.find(cue.as_str())? + cue.len()))?;
        let kind = statement::statement_kind(&low[cue..]).map(|(kind, _)| kind);
        let parties = signers::parties(&text[cue..]);
        if kind.is_none() && parties.is_empty() {
            return None;
        }
        Some(Joins {
            kind: kind.unwrap_or(statement::joined_default(open.kind)),
            parties,
        })
    }

    pub(super) fn push(
        &mut self,
        mut unit: Unit,
        respondent: Option<Resolved>,
        spelling: &str,
        at: usize,
    ) {
        if let Some(resolved) = respondent {
            if resolved.guessed {
                self.note(at, format!("\"{spelling}\" was read as {}", resolved.name));
            }
            if spelling != resolved.name && !spelling.is_empty() {
                unit.spelling = Some(spelling.to_owned());
            }
            unit.respondent = Some(resolved.name);
        } else {
            self.note(
                at,
                format!(
                    "{} without a respondent: no heading above names one",
                    unit.kind.name()
                ),
            );
        }
        if unit.kind.is_statement() && unit.signers.is_empty() {
            self.note(at, format!("{} without signers", unit.kind.name()));
        }
        if unit
            .joins
            .as_ref()
            .is_some_and(|joins| joins.parties.is_empty())
        {
            let parties = self.meant_parties(&unit);
            if let Some(joins) = &mut unit.joins {
                joins.parties = parties;
            }
        }
        self.units.push(unit);
    }

    /// A statement joins another without naming a party: its own earlier one
    /// ("sin reservation"), else the last of that kind above.
    fn meant_parties(&self, unit: &Unit) -> Vec<String> {
        let low = lower(self.lines.document().slice(unit.span));
        let own = [" sin ", " sitt ", " sina "]
            .iter()
            .any(|word| low.contains(word));
        let above = || {
            let kind = unit.joins.as_ref().map(|joins| joins.kind);
            let mut earlier = self.units.iter().rev().filter(|other| {
                Some(other.kind) == kind && !other.pointer && other.joins.is_none()
            });
            earlier.find(|other| other.referral == unit.referral)
        };
        let signers = if own {
            Some(&unit.signers)
        } else {
            above().map(|other| &other.signers)
        };
        let mut parties: Vec<String> = Vec::new();
        for signer in signers.into_iter().flatten() {
            if !parties.contains(&signer.party) {
                parties.push(signer.party.clone());
            }
        }
        parties
    }
}
