//! Answers by whose words they are made of, for people.

use super::reuse::quoted;
use super::{FAINT, NAME, pad};
use crate::render::cited;
use crate::render::reuse::{arrow, day, label, on_the_way, percent, place, who, words_place};
use crate::reuse::{Answers, Direction, Lender, Recycled, Reuse, Text};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Answers, the most recycled first, and the commissioner's view.
pub fn recycled(answers: &Answers<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (some, none): (Vec<_>, Vec<_>) = answers.all().partition(|(_, one)| one.share() > 0.0);
    for (text, one) in some {
        divided(answers.found, text, one, out)?;
    }
    let without: Vec<&str> = none
        .iter()
        .filter(|(text, _)| text.unit().is_some())
        .map(|(text, _)| who(text))
        .collect();
    if !without.is_empty() {
        writeln!(
            out,
            "nothing recycled in {} of {}: {}",
            without.len(),
            answers.answers.len(),
            without.join(", ")
        )?;
    }
    boilerplate(answers, out)
}

/// What many answers share, each passage once.
fn boilerplate(answers: &Answers<'_>, out: &mut dyn Write) -> io::Result<()> {
    if !answers.boilerplate.is_empty() {
        writeln!(out, "\n{NAME}in many answers{NAME:#}")?;
    }
    for one in &answers.boilerplate {
        let text = &answers.found.texts[one.text];
        writeln!(
            out,
            "    {} answers  {}\n                earliest {} {FAINT}{} {}{FAINT:#}",
            one.texts,
            quoted(text, one.words.clone()),
            who(text),
            day(text),
            words_place(text, one.words.clone())
        )?;
    }
    Ok(())
}

fn divided(found: &Reuse, text: &Text, one: &Recycled, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{NAME}{}{NAME:#} · {} recycled · {} words: {} the sender's, {} shared with others{}  {FAINT}{}{FAINT:#}",
        if text.unit().is_some() {
            who(text).to_owned()
        } else {
            label(text)
        },
        percent(one.share()),
        one.words,
        one.sender,
        one.others,
        aside(one),
        place(text)
    )?;
    // One passage may stand in several others' texts.
    let mut by_place: BTreeMap<(usize, usize), Vec<&crate::reuse::Loan>> = BTreeMap::new();
    for loan in one.loans.iter().filter(|loan| !loan.is_boilerplate()) {
        by_place
            .entry((loan.passage.a.start, loan.passage.a.end))
            .or_default()
            .push(loan);
    }
    for ((start, end), loans) in by_place {
        writeln!(
            out,
            "    {FAINT}{}{FAINT:#} {}",
            pad(&cited(text.lines(start..end)), 11),
            quoted(text, start..end)
        )?;
        let more: usize = loans.iter().map(|loan| loan.more).sum();
        for loan in loans {
            let other = found.lender(loan.lender);
            let name = match loan.lender {
                Lender::Central(_) => label(other),
                Lender::Text(_) => who(other).to_owned(),
            };
            writeln!(
                out,
                "                {} {name} {FAINT}{} {}, {} words{FAINT:#}",
                arrow(loan.direction),
                day(other),
                words_place(other, loan.passage.b.clone()),
                loan.words
            )?;
            let changed = match loan.direction {
                Direction::AToB => on_the_way(other, text, &loan.passage.turned()),
                _ => on_the_way(text, other, &loan.passage),
            };
            if !changed.is_empty() {
                writeln!(
                    out,
                    "                  {FAINT}changed on the way:{FAINT:#} {}",
                    changed.join(" … ")
                )?;
            }
        }
        if more > 0 {
            writeln!(out, "                and {more} more")?;
        }
    }
    match one
        .loans
        .iter()
        .filter(|loan| loan.is_boilerplate())
        .count()
    {
        0 => Ok(()),
        _ => writeln!(
            out,
            "    {FAINT}and what many answers share, told at the end{FAINT:#}"
        ),
    }
}

/// What is counted apart.
fn aside(one: &Recycled) -> String {
    let mut told = String::new();
    if one.points > 0 {
        told.push_str(&format!(", {} list the proposal's points", one.points));
    }
    if one.quoted > 0 {
        told.push_str(&format!(", {} quoted", one.quoted));
    }
    if one.procedure > 0 {
        told.push_str(&format!(", {} procedure or notes", one.procedure));
    }
    told
}
