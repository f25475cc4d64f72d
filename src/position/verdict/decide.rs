//! The verdicts of a sentence made one, and those on a part made one row: the
//! first that decides stands; what only values gives way to it.

use super::clause::Said;
use super::lexicon::{Means, among, is_finite, lexicon};
use super::object::Object;
use super::place::{Under, called};
use super::read::{Line, OnIt};
use super::reference::Reference;
use super::subject::Subject;
use super::{Decided, Part, Verdict};
use crate::position::Stance;
use std::ops::Range;

/// The verdicts of one sentence, made one.
pub(super) struct Summed<'s> {
    pub(super) verdict: Option<Verdict>,
    pub(super) stance: Stance,
    pub(super) strength: u8,
    /// Bytes of its condition, or of what turns from it.
    pub(super) reservation: Option<Range<usize>>,
    /// The verdict that decides.
    pub(super) said: &'s Said,
}

impl Said {
    /// It is the respondent's, of now, and not of the rest only.
    pub(super) fn counts(&self) -> bool {
        self.subject != Subject::Other && !self.rest && !(self.unreal && self.condition.is_none())
    }

    /// It is of the proposal as a whole, and of no part that it cites.
    pub(super) fn is_of_whole(&self) -> bool {
        let named = matches!(
            self.object,
            Object::Paper | Object::Whole | Object::Proposal
        );
        self.parts.is_empty() && (named || self.whole)
    }

    /// "I övrigt lämnas ersättningsreglerna utan erinran" under the heading of
    /// a part is of the rest of that part.
    fn counts_under(&self, open: &[Part]) -> bool {
        let named = matches!(self.object, Object::Named(_) | Object::Proposal);
        let whole = Said {
            rest: self.rest && (open.is_empty() || !named || !self.parts.is_empty()),
            ..self.clone()
        };
        whole.counts()
    }
}

impl Line {
    /// The parts that are open: those that its paragraph opened, else those of the
    /// heading over it.
    pub(super) fn open(&self) -> &[Part] {
        match (&self.opened[..], &self.under) {
            ([], Under::Parts(parts)) => parts,
            (opened, _) => opened,
        }
    }

    /// The parts that are open where a verdict is given: "ställer sig bakom
    /// förslagen men avstyrker instansordningen i avsnitt 8.2" opens that one for
    /// the second.
    pub(super) fn open_for(&self, said: &Said) -> &[Part] {
        match &self.under {
            // What a lead says of its items stands before them.
            _ if self.led || self.opens_at.is_none_or(|at| at < said.clause.end) => self.open(),
            Under::Parts(parts) => parts,
            _ => &[],
        }
    }
}

/// The parts that a verdict of a line is on.
pub(super) fn part_of(text: &str, line: &Line, nth: usize, is_whole: bool) -> Vec<Part> {
    /// Words between what is cited in brackets and what is said of it.
    const NEAR: usize = 4;
    let said = &line.said[nth];
    let open = line.open_for(said);
    if !said.counts_under(open) {
        return Vec::new();
    }
    // Under the heading of a section its paragraphs and points are details.
    let detail = open.iter().any(|part| part.is_section())
        && said.parts.iter().all(|one| is_detail(&one.id));
    if !said.parts.is_empty() && !line.led && !detail {
        // That a detail is found wanting is no verdict on what it is cited by.
        // "Kapitel 4 tar upp frågor som är viktiga" praises nothing.
        // "Förslaget om en fond (6.2) är ett steg framåt" does.
        let beside = |one: &Reference| {
            let between = text.get(one.range.end..said.cue.start).unwrap_or("");
            let clause = text.get(said.clause.start..one.range.start).unwrap_or("");
            // "Frågan om barnens rätt (avsnitt 4.2) är viktig" praises nothing.
            let mut words = clause.split_whitespace().map(str::to_lowercase);
            let matter = words.any(|word| among(&word, &lexicon().objects.matters));
            let near = between.split_whitespace().count() <= NEAR;
            between.starts_with(')') && near && !matter
        };
        let behind = |one: &Reference| one.range.start >= said.cue.end || beside(one);
        if said.means == Means::Ont || said.strength < 2 && !said.parts.iter().any(behind) {
            return Vec::new();
        }
        let named = |id: &str| open.iter().find(|part| part.id == id);
        let cited = said.parts.iter().map(|one| {
            named(&one.id).cloned().unwrap_or_else(|| Part {
                id: one.id.clone(),
                name: one.cited.clone(),
                reference: Some(one.cited.clone()),
            })
        });
        return cited.collect();
    }
    if said.object == Object::Paper && !line.led {
        return Vec::new();
    }
    if !open.is_empty() {
        return open.to_vec();
    }
    match &said.object {
        // "… tycker att det är fint": a verb names nothing.
        Object::Named(bytes) if opens_with_verb(&text[bytes.clone()]) => Vec::new(),
        Object::Named(bytes) | Object::Clause(bytes) if said.names && !is_whole => {
            called(&text[bytes.clone()]).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn opens_with_verb(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or("");
    is_finite(&first.to_lowercase())
}

/// "5 §", "punkt 4": a detail of a section.
fn is_detail(id: &str) -> bool {
    id.ends_with("-par") || id.starts_with("punkt-") || id.starts_with("artikel-")
}

impl Part {
    /// "avsnitt 6.2", "kapitel 7".
    pub(super) fn is_section(&self) -> bool {
        self.id.starts_with("avsnitt-") || self.id.starts_with("kapitel-")
    }
}

/// Makes one of the verdicts of a sentence.
pub(super) fn sum<'s>(said: impl Iterator<Item = &'s Said>) -> Option<Summed<'s>> {
    let said: Vec<&Said> = said.collect();
    let formal: Vec<&Said> = said
        .iter()
        .copied()
        .filter(|one| one.strength > 1)
        .collect();
    if formal.is_empty() {
        return valued(&said);
    }
    let strongest = |list: &[&'s Said], is: &dyn Fn(Means) -> bool| {
        let of = list.iter().copied().filter(|one| is(one.means));
        // The first of the strongest.
        of.rev().max_by_key(|one| one.strength)
    };
    let yes = strongest(&formal, &Means::is_for);
    let no = strongest(&formal, &Means::is_against);
    match (yes, no) {
        (Some(yes), Some(no)) => Some(both(yes, no)),
        (None, Some(no)) => Some(Summed {
            verdict: Some(Verdict::Avstyrker),
            stance: Stance::Kritik,
            strength: no.strength,
            reservation: None,
            said: no,
        }),
        (Some(yes), None) => Some(agreed(yes, &said)),
        (None, None) => {
            let neither = formal
                .iter()
                .copied()
                .rev()
                .max_by_key(|one| one.strength)?;
            let verdict = match neither.means {
                Means::TarInteStallning => Verdict::TarInteStallning,
                Means::Avstar => Verdict::Avstar,
                _ => Verdict::IngaSynpunkter,
            };
            Some(Summed {
                verdict: Some(verdict),
                stance: verdict.stance(false),
                strength: neither.strength,
                reservation: None,
                said: neither,
            })
        }
    }
}

/// Yes and no in one sentence: in part, unless the yes is only granted.
fn both<'s>(yes: &'s Said, no: &'s Said) -> Summed<'s> {
    let first = yes.cue.start < no.cue.start;
    let granted = yes.granted && first && yes.strength <= 3 && yes.turned.is_some();
    // Praise beside a no to the whole: "är positiv till en reglering men
    // avstyrker att lagen införs i föreslagen form".
    let outweighed = no.is_of_whole() && yes.strength < no.strength;
    if no.is_of_whole()
        && !yes.is_of_whole()
        && yes.strength == no.strength
        && yes.means != Means::IngenErinran
    {
        return Summed {
            verdict: Some(Verdict::AvstyrkerDelvis),
            stance: Stance::Kritik,
            strength: no.strength,
            reservation: None,
            said: no,
        };
    }
    if granted || outweighed || yes.strength < no.strength && yes.means == Means::Gott {
        return Summed {
            verdict: Some(Verdict::Avstyrker),
            stance: Stance::Kritik,
            strength: no.strength,
            reservation: None,
            said: no,
        };
    }
    Summed {
        verdict: Some(Verdict::TillstyrkerDelvis),
        stance: Stance::StödMedFörbehåll,
        strength: yes.strength.max(no.strength),
        reservation: Some(no.cue.clone()),
        said: yes,
    }
}

/// Yes, in full or in part.
fn agreed<'s>(yes: &'s Said, all: &[&'s Said]) -> Summed<'s> {
    let formal = || {
        all.iter()
            .filter(|one| one.strength > 1 && one.means.is_for())
    };
    let condition = formal().find_map(|one| one.condition.clone());
    // "… men inte den föreslagna fristen", "… men anser att måttet är fel".
    let behind = |turned: &Range<usize>, one: &Said| turned.start <= one.cue.start;
    let faulted = |turned: &Range<usize>| {
        all.iter()
            .any(|one| one.means == Means::Ont && behind(turned, one))
    };
    // "har i huvudsak inget att invända, men lagtexten behöver bearbetas"
    let mostly = yes.degree && yes.turned.is_some();
    let taken_back = mostly || yes.denied || yes.turned.as_ref().is_some_and(faulted);
    if yes.means == Means::IngenErinran && !taken_back {
        return Summed {
            verdict: Some(Verdict::IngenErinran),
            stance: Stance::Stöd,
            strength: yes.strength,
            reservation: condition.or_else(|| yes.turned.clone()),
            said: yes,
        };
    }
    let turned = yes.turned.is_some() && (yes.strength < 3 || taken_back);
    let partly = formal().any(|one| one.degree) || condition.is_some() || turned;
    let verdict = match partly {
        true => Verdict::TillstyrkerDelvis,
        false => Verdict::Tillstyrker,
    };
    Summed {
        verdict: Some(verdict),
        stance: verdict.stance(false),
        strength: yes.strength,
        reservation: condition.or_else(|| yes.turned.clone()),
        said: yes,
    }
}

/// Words that value and decide nothing.
fn valued<'s>(said: &[&'s Said]) -> Option<Summed<'s>> {
    let good = said.iter().find(|one| one.means.is_for());
    let bad = said.iter().find(|one| one.means.is_against());
    let (said, stance) = match (good, bad) {
        (Some(good), Some(_)) => (good, Stance::StödMedFörbehåll),
        (Some(good), None) if good.turned.is_some() || good.condition.is_some() => {
            (good, Stance::StödMedFörbehåll)
        }
        (Some(good), None) => (good, Stance::Stöd),
        (None, Some(bad)) => (bad, Stance::Kritik),
        (None, None) => return None,
    };
    Some(Summed {
        verdict: None,
        stance,
        strength: 1,
        reservation: said.turned.clone(),
        said,
    })
}

/// Signs that a sentence may be read wrong: a yes in it turns or is hedged, or
/// its phrase says the opposite of what it is read as.
pub(super) fn doubts(line: &Line, summed: &Summed<'_>) -> u8 {
    let said = summed.said;
    let turns = line.hedged && summed.stance == Stance::Stöd;
    let negated = lexicon().means(said.cue_id) != Some(said.means);
    u8::from(turns) + u8::from(negated)
}

/// A sentence that judges a part, by the number of its line.
type OnPart<'s> = (usize, Summed<'s>);

/// Bytes of what takes a yes back behind it: the next sentence, where the yes only
/// stands for one or values ("Realtidsinformation är värdefull. Regionen har dock
/// svårt att …"); a later no ("Sanktionsavgiften avstyrks dock").
fn taken_back(lines: &[Line], summed: &[OnPart<'_>], best: &OnPart<'_>) -> Option<Range<usize>> {
    let (at, yes) = best;
    let line = &lines[*at];
    let mild = yes.strength < 3 && yes.said.means != Means::IngenErinran;
    let next = lines.get(at + 1).filter(|next| {
        // That more is asked for takes nothing back.
        let objects = next.worries || next.said.iter().any(|one| one.means.is_against());
        mild && next.turns
            && objects
            && next.under == line.under
            && next.paragraph == line.paragraph
    });
    let no = summed.iter().find(|(other, one)| {
        other > at && one.strength == 3 && one.verdict == Some(Verdict::Avstyrker)
    });
    let no = no.map(|(other, _)| &lines[*other]);
    next.or(no).map(|line| line.range.clone())
}

/// The yes before a no to a detail: "Att bidraget öppnas är bra. Att åtgärden får
/// börja först efter beslut kan staden däremot inte ställa sig bakom."
fn granted<'a, 's>(
    lines: &[Line],
    summed: &'a [OnPart<'s>],
    (at, no): &OnPart<'s>,
) -> Option<&'a OnPart<'s>> {
    let detail = matches!(no.said.object, Object::Named(_) | Object::Clause(_));
    let before = summed.iter().find(|(other, one)| {
        other + 1 == *at
            && one.stance == Stance::Stöd
            && lines[*other].paragraph == lines[*at].paragraph
    });
    before.filter(|_| detail && lines[*at].hedged)
}

/// What all that was said of a part comes to: lines, and which of their
/// verdicts are on it. No views on a part of what one answers is nothing
/// against it.
pub(super) fn decide(lines: &[Line], on_it: &[OnIt], own_answer: bool) -> Option<Decided> {
    let summed: Vec<OnPart<'_>> = on_it
        .iter()
        .filter_map(|(at, nths)| {
            let line = &lines[*at];
            let said = nths.iter().map(|nth| &line.said[*nth]);
            Some((*at, sum(said)?))
        })
        .collect();
    let strongest = summed.iter().rev().max_by_key(|(_, one)| one.strength)?;
    let (mut at, mut best) = (strongest.0, &strongest.1);
    let (mut verdict, mut stance) = (best.verdict, best.stance);
    let mut reservation = best.reservation.clone();
    if verdict == Some(Verdict::IngaSynpunkter) && own_answer {
        verdict = Some(Verdict::IngenErinran);
        stance = Stance::Stöd;
    }
    if let Some(back) = taken_back(lines, &summed, strongest).filter(|_| stance == Stance::Stöd) {
        verdict = verdict.map(|_| Verdict::TillstyrkerDelvis);
        stance = Stance::StödMedFörbehåll;
        reservation = Some(back);
    }
    // "För övriga delar finns inget att anmärka": something was to be remarked.
    let before = at.checked_sub(1).map(|before| &lines[before]);
    let before = before.filter(|before| before.paragraph == lines[at].paragraph);
    if let Some(before) = before.filter(|_| best.said.rest && stance == Stance::Stöd) {
        verdict = verdict.map(|_| Verdict::TillstyrkerDelvis);
        stance = Stance::StödMedFörbehåll;
        reservation = Some(before.range.clone());
    }
    let granted =
        granted(lines, &summed, strongest).filter(|_| verdict == Some(Verdict::Avstyrker));
    if let Some((before, yes)) = granted {
        verdict = Some(Verdict::TillstyrkerDelvis);
        stance = Stance::StödMedFörbehåll;
        reservation = Some(lines[at].range.clone());
        (at, best) = (*before, yes);
    }
    let against = summed
        .iter()
        .filter(|(other, one)| *other != at && one.strength > 1 && one.stance != best.stance);
    let doubts = doubts(&lines[at], best) + u8::from(against.count() > 0);
    let others = summed
        .iter()
        .filter(|(other, one)| *other != at && one.stance == stance);
    let sentences = [lines[at].range.clone()]
        .into_iter()
        .chain(others.map(|(other, _)| lines[*other].range.clone()));
    Some(Decided {
        verdict,
        stance,
        strength: best.strength,
        sentences: sentences.collect(),
        cue: best.said.cue.clone(),
        cue_id: best.said.cue_id,
        reservation,
        doubts,
    })
}
