//! Answers by whose words they are made of, for people.

use super::reuse::quoted;
use super::{FAINT, NAME, pad};
use crate::render::cited;
use crate::render::reuse::{arrow, day, label, on_the_way, percent, place, who, words_place};
use crate::reuse::{Answers, Direction, Lender, Letter, Loan, Recycled, Reuse, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Letters that many sent, answers, the most recycled first, the
/// commissioner's view, and all in one table.
pub fn recycled(answers: &Answers<'_>, out: &mut dyn Write) -> io::Result<()> {
    for letter in &answers.letters {
        sent(answers.found, letter, out)?;
    }
    let alone = |one: &Recycled| answers.letter(one).is_none();
    for (text, one) in answers.all().filter(|(_, one)| one.is_shared()) {
        if alone(one) {
            divided(answers, text, one, out)?;
        }
    }
    boilerplate(answers, out)?;
    table(answers, out)
}

/// One text with its senders.
fn sent(found: &Reuse, letter: &Letter, out: &mut dyn Write) -> io::Result<()> {
    const NAMED: usize = 8;
    let text = &found.texts[letter.text];
    let mut names: Vec<&str> = letter
        .texts
        .iter()
        .map(|at| who(&found.texts[*at]))
        .collect();
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    let more = letter.senders.saturating_sub(NAMED.min(names.len()));
    names.truncate(NAMED);
    let more = match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    writeln!(
        out,
        "{NAME}One text with {} senders{NAME:#} · {} words  {FAINT}{}{FAINT:#}\n    {}\n    {}{more}",
        letter.senders,
        text.words.len(),
        place(text),
        quoted(text, 0..text.words.len()),
        names.join(", ")
    )
}

/// Every answer in a row: what of it was taken from whom.
fn table(answers: &Answers<'_>, out: &mut dyn Write) -> io::Result<()> {
    if answers.answers.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n{NAME}{:>6} {:>6} {:>8} {:>7} {:>6} {:>8} {:>5}  {:24}{NAME:#}",
        "taken", "letter", "proposal", "sources", "others", "same day", "lent", "answer"
    )?;
    let mut told = BTreeSet::new();
    for one in &answers.answers {
        let text = &answers.found.texts[one.text];
        let name = match answers.letter(one) {
            Some(letter) if !told.insert(letter.text) => continue,
            Some(letter) => format!("one text with {} senders", letter.senders),
            None => who(text).to_owned(),
        };
        let from = lenders(answers, one);
        let from = match from.is_empty() {
            true => String::new(),
            false => format!("  {FAINT}{from}{FAINT:#}"),
        };
        writeln!(
            out,
            "{:>6} {:>6} {:>8} {:>7} {:>6} {:>8} {:>5}  {name}{from}",
            percent(one.share()),
            some(one.letter),
            some(one.proposal),
            some(one.sources),
            some(one.others),
            some(one.undecided),
            some(one.lent)
        )?;
    }
    writeln!(
        out,
        "{FAINT}words; taken is their share of all but procedure and lists of the proposal's points{FAINT:#}"
    )
}

/// A number, or a dash for none.
fn some(words: usize) -> String {
    match words {
        0 => "–".to_owned(),
        words => words.to_string(),
    }
}

/// "from Kulturnämnden 73, the executive office's letter 105; to …".
fn lenders(answers: &Answers<'_>, one: &Recycled) -> String {
    let heading = |direction: Direction| match direction {
        Direction::BToA => "from",
        Direction::AToB => "lent to",
        Direction::TroligKälla => "common source likely with",
        Direction::GemensamKälla => "same day as",
        Direction::SammaText | Direction::Okänd => "without dates as",
    };
    let mut sums: Vec<(&str, Vec<(String, usize)>)> = Vec::new();
    for loan in one.loans.iter().filter(|loan| !loan.is_boilerplate()) {
        let name = named(answers.found, loan);
        let heading = heading(loan.direction);
        let at = match sums.iter().position(|(known, _)| *known == heading) {
            Some(at) => at,
            None => {
                sums.push((heading, Vec::new()));
                sums.len() - 1
            }
        };
        match sums[at].1.iter_mut().find(|(known, _)| *known == name) {
            Some((_, words)) => *words += loan.words,
            None => sums[at].1.push((name, loan.words)),
        }
    }
    let told = sums.into_iter().map(|(heading, names)| {
        let names = names
            .into_iter()
            .map(|(name, words)| format!("{name} {words}"));
        format!("{heading} {}", names.collect::<Vec<_>>().join(", "))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Who lent, or was lent, a passage.
fn named(found: &Reuse, loan: &Loan) -> String {
    let other = found.lender(loan.lender);
    match loan.lender {
        Lender::Central(_) => label(other),
        Lender::Outside(_) => other.paper.document.name.to_string(),
        Lender::Text(_) => who(other).to_owned(),
    }
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

fn divided(
    answers: &Answers<'_>,
    text: &Text,
    one: &Recycled,
    out: &mut dyn Write,
) -> io::Result<()> {
    let found = answers.found;
    writeln!(
        out,
        "{NAME}{}{NAME:#} · {} taken · {} words: {} the sender's, {} others'{}  {FAINT}{}{FAINT:#}",
        if text.unit().is_some() {
            who(text).to_owned()
        } else {
            label(text)
        },
        percent(one.share()),
        one.words,
        one.sender(),
        one.others,
        aside(one),
        place(text)
    )?;
    // One passage may stand in several others' texts.
    let mut by_place: BTreeMap<(usize, usize, usize), Vec<&Loan>> = BTreeMap::new();
    for loan in one.loans.iter().filter(|loan| !loan.is_boilerplate()) {
        by_place
            .entry((loan.part, loan.passage.a.start, loan.passage.a.end))
            .or_default()
            .push(loan);
    }
    for ((_, start, end), loans) in by_place {
        let text = answers.part(one, loans[0]);
        writeln!(
            out,
            "    {FAINT}{}{FAINT:#} {}",
            pad(&cited(text.lines(start..end)), 11),
            quoted(text, start..end)
        )?;
        let more: usize = loans.iter().map(|loan| loan.more).sum();
        for loan in loans {
            let other = found.lender(loan.lender);
            writeln!(
                out,
                "                {} {} {FAINT}{} {}, {} words{FAINT:#}",
                arrow(loan.direction),
                named(found, loan),
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
    for (words, whose) in [
        (one.sources, "from texts that are nobody's answer"),
        (
            one.undecided,
            "shared with texts of the same day or of none",
        ),
        (one.lent, "lent to others"),
    ] {
        if words > 0 {
            told.push_str(&format!(", {words} {whose}"));
        }
    }
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
