//! Reuse for people: families with their wordings and changes, passages
//! between them, and answers by whose words they are made of.

use super::{FAINT, MATCH, NAME};
use crate::render::reuse::{
    arrow, day, done, excerpt, label, percent, place, who, who_and_parties, words_place,
};
use crate::reuse::{Change, Family, Member, Pair, Relation, Reuse, Text, What};
use std::io::{self, Write};

/// Families, then passages that texts of different families share.
pub fn reuse(found: &Reuse, out: &mut dyn Write) -> io::Result<()> {
    for family in &found.families {
        one_family(found, family, out)?;
        writeln!(out)?;
    }
    passages(found, out)?;
    let in_families: usize = found
        .families
        .iter()
        .flat_map(|family| &family.members)
        .filter(|member| found.shows(member.text))
        .count();
    let shown = (0..found.texts.len()).filter(|at| found.shows(*at));
    writeln!(
        out,
        "{}, {in_families} of them in {} · {} · {} join another without a text of their own",
        counted(shown.count(), "text", "texts"),
        counted(found.families.len(), "family", "families"),
        counted(found.pairs.len(), "pair", "pairs"),
        found.joining.len()
    )
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn one_family(found: &Reuse, family: &Family, out: &mut dyn Write) -> io::Result<()> {
    let texts = &found.texts;
    writeln!(
        out,
        "{NAME}Family {}{NAME:#} · {} of {} · {}",
        family.number,
        counted(family.members.len(), "text", "texts"),
        counted(family.voices, "voice", "voices"),
        family.parties(texts).join(" ")
    )?;
    let base = &texts[family.base];
    writeln!(
        out,
        "  base    {}  {FAINT}{} {}{FAINT:#}",
        label(base),
        day(base),
        place(base)
    )?;
    let medoid = &texts[family.medoid];
    if family.medoid != family.base {
        writeln!(
            out,
            "  centre  {}  {FAINT}{} {}{FAINT:#}",
            label(medoid),
            day(medoid),
            place(medoid)
        )?;
    }
    writeln!(
        out,
        "  {FAINT}base: the earliest decision, not a claim who wrote it; changes are told against {}{FAINT:#}\n",
        place(medoid)
    )?;
    for wording in family.wordings() {
        one_wording(found, family, &wording, out)?;
    }
    joined(found, family, out)?;
    partly_held(found, family, out)
}

fn one_wording(
    found: &Reuse,
    family: &Family,
    wording: &[&Member],
    out: &mut dyn Write,
) -> io::Result<()> {
    let first = wording[0];
    let medoid = &found.texts[family.medoid];
    let text = &found.texts[first.text];
    let relation = if first.same == family.medoid {
        "centre"
    } else {
        first.relation.name()
    };
    writeln!(
        out,
        "  {NAME}{relation}{NAME:#} · {} of it in the centre · {} words",
        percent(first.in_medoid),
        text.words.len()
    )?;
    for member in wording {
        let text = &found.texts[member.text];
        let reprint = match member.reprint_of {
            Some(other) => format!(" = {} printed again", place(&found.texts[other])),
            None => String::new(),
        };
        writeln!(
            out,
            "    {}  {}  {FAINT}{}{reprint}{FAINT:#}",
            day(text),
            label(text),
            place(text)
        )?;
    }
    if let Some(earlier) = first.after {
        let earlier = &found.texts[earlier];
        writeln!(
            out,
            "      {FAINT}nearest of an earlier day: {} {}{FAINT:#}",
            who_and_parties(earlier),
            day(earlier)
        )?;
    }
    for change in &first.changes {
        one_change(medoid, text, change, out)?;
    }
    for member in wording.iter().filter(|member| !member.registrar.is_empty()) {
        let (text, other) = (
            &found.texts[member.text],
            member.reprint_of.unwrap_or(member.text),
        );
        let other = &found.texts[other];
        writeln!(
            out,
            "      {FAINT}the registrar's edits, against {}{FAINT:#}",
            place(other)
        )?;
        for change in &member.registrar {
            one_change(other, text, change, out)?;
        }
    }
    for own in first.own.iter().filter(|_| wording.len() == 1) {
        writeln!(
            out,
            "      {FAINT}only here{FAINT:#} {} {FAINT}{}{FAINT:#}",
            quoted(text, own.clone()),
            words_place(text, own.clone())
        )?;
    }
    Ok(())
}

/// Some words between quotation marks.
pub(super) fn quoted(text: &Text, words: std::ops::Range<usize>) -> String {
    format!("”{}”", excerpt(text, words))
}

fn one_change(medoid: &Text, text: &Text, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let before = || quoted(medoid, change.before.clone());
    let after = || quoted(text, change.after.clone());
    let told = match change.what {
        What::Dropped => format!("− {}", before()),
        What::Added => format!("+ {}", after()),
        What::Moved => format!("> {}", after()),
        What::Replaced => format!("− {} + {}", before(), after()),
    };
    let place = match change.what {
        What::Dropped => words_place(medoid, change.before.clone()),
        _ => words_place(text, change.after.clone()),
    };
    let slip = match change.slip {
        Some(slip) => format!("  {MATCH}{}{MATCH:#}", slip.name()),
        None => String::new(),
    };
    writeln!(
        out,
        "      {told} {FAINT}{} {place}{FAINT:#}{slip}",
        done(change)
    )
}

/// Statements without a text of their own that join one of the family.
fn joined(found: &Reuse, family: &Family, out: &mut dyn Write) -> io::Result<()> {
    for joining in &found.joining {
        let target = joining
            .target
            .filter(|target| family.members.iter().any(|member| member.text == *target));
        if let Some(target) = target {
            writeln!(
                out,
                "  {NAME}instämmande{NAME:#} {}  {FAINT}{} joins {}{FAINT:#}",
                label(&joining.text),
                place(&joining.text),
                place(&found.texts[target])
            )?;
        }
    }
    Ok(())
}

/// Paragraphs that stand in few of the texts, and with whom they came in.
fn partly_held(found: &Reuse, family: &Family, out: &mut dyn Write) -> io::Result<()> {
    let few = family.paragraphs.iter().filter(|paragraph| {
        let holders = paragraph.holders.len();
        holders > 1 && holders * 2 <= family.members.len()
    });
    for paragraph in few {
        let text = &found.texts[paragraph.text];
        let holders: Vec<String> = paragraph
            .holders
            .iter()
            .map(|at| {
                let holder = &found.texts[*at];
                format!(
                    "{} ({})",
                    who(holder),
                    crate::render::signer_list(holder.signers())
                )
            })
            .collect();
        writeln!(
            out,
            "  {NAME}paragraph{NAME:#} {} {FAINT}{}{FAINT:#}\n    in {} of {}, first {}: {}",
            quoted(text, paragraph.words.clone()),
            words_place(text, paragraph.words.clone()),
            paragraph.holders.len(),
            family.members.len(),
            day(text),
            holders.join(", ")
        )?;
    }
    Ok(())
}

/// Borrowed passages and quotations between texts that are no family.
fn passages(found: &Reuse, out: &mut dyn Write) -> io::Result<()> {
    let copies = found.copies();
    for (relation, heading) in [
        (Relation::LånatStycke, "Borrowed passages"),
        (
            Relation::Citat,
            "Quotations and words of the sender's, not counted as reuse",
        ),
    ] {
        let pairs = found.across(relation);
        if pairs.is_empty() {
            continue;
        }
        writeln!(out, "{NAME}{heading}{NAME:#}")?;
        for pair in pairs {
            one_pair(found, pair, &copies, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn one_pair(found: &Reuse, pair: &Pair, copies: &[usize], out: &mut dyn Write) -> io::Result<()> {
    let (a, b) = (&found.texts[pair.a], &found.texts[pair.b]);
    let named = |at: usize, text: &Text| match copies[at] {
        0 => label(text),
        copies => format!("{} (and {copies} with the same words)", label(text)),
    };
    writeln!(
        out,
        "  {} {} {}",
        named(pair.a, a),
        arrow(pair.direction),
        named(pair.b, b)
    )?;
    stretches(found, pair, out)
}

/// The passages of a pair.
fn stretches(found: &Reuse, pair: &Pair, out: &mut dyn Write) -> io::Result<()> {
    let (a, b) = (&found.texts[pair.a], &found.texts[pair.b]);
    for shared in &pair.passages {
        let passage = &shared.passage;
        let repeated = match shared.repeated {
            0 => String::new(),
            words => format!(", {words} of them quoted or the sender's"),
        };
        writeln!(
            out,
            "    {FAINT}{} ↔ {}{FAINT:#}  {} words{repeated}  {}",
            words_place(a, passage.a.clone()),
            words_place(b, passage.b.clone()),
            passage.words(),
            quoted(a, passage.a.clone())
        )?;
    }
    Ok(())
}

/// What a draft shares with each of the other texts.
pub fn like(found: &Reuse, out: &mut dyn Write) -> io::Result<()> {
    for pair in &found.pairs {
        let other = &found.texts[pair.b];
        writeln!(
            out,
            "{NAME}{}{NAME:#} · {} of the draft, {} of it · {}  {FAINT}{} {}{FAINT:#}",
            label(other),
            percent(pair.a_in_b),
            percent(pair.b_in_a),
            pair.relation.name(),
            day(other),
            place(other)
        )?;
        stretches(found, pair, out)?;
    }
    writeln!(
        out,
        "the draft of {} words shares text with {}",
        found.texts[0].words.len(),
        counted(found.pairs.len(), "other", "others")
    )
}
