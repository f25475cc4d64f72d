//! The report about reuse: numbers, a table of families, each variant's edits
//! as a diff, the text that only one has, borrowed passages, and recycled
//! answers.

use super::cited;
use super::reuse::{arrow, day, excerpt, label, percent, place, who, who_and_parties, words_place};
use super::sheet::{Block, Piece, Sheet, Table};
use crate::overlap::align::{Op, edits};
use crate::reuse::{Answers, Family, Member, Pair, Relation, Reuse, Text, prototype};

/// Writes the report.
pub fn reuse_report(found: &Reuse, answers: &Answers<'_>) -> Sheet {
    let mut sheet = Sheet {
        title: "Text reuse in consultation answers".to_owned(),
        blocks: Vec::new(),
    };
    numbers(found, answers, &mut sheet);
    for (at, family) in found.families.iter().enumerate() {
        one_family(found, at + 1, family, &mut sheet);
    }
    passages(found, &mut sheet);
    recycled(answers, &mut sheet);
    sheet.heading(2, "How to read this");
    sheet.text("Two texts are of one family if half of the shorter stands in the family's centre, counted over all runs of five words. Shares are counted, not estimated. Directions come from the dates of decisions alone: texts decided on one day have a common source, and nothing is concluded from length. Words of the proposal, of its office's letter, between quotation marks and of procedure are not counted as reuse. Line numbers are those of the source files.");
    sheet
}

fn numbers(found: &Reuse, answers: &Answers<'_>, sheet: &mut Sheet) {
    let in_families: usize = found
        .families
        .iter()
        .map(|family| family.members.len())
        .sum();
    let voices: usize = found.families.iter().map(|family| family.voices).sum();
    let some = answers
        .answers
        .iter()
        .filter(|one| one.share() >= 0.1)
        .count();
    sheet.text(format!(
        "{} statements with a text of their own; {in_families} of them ({}) are copies or variants in {} families, with {voices} voices. {} more only join another. {some} of {} answers are recycled by a tenth or more.",
        found.texts.len(),
        percent(in_families as f64 / found.texts.len().max(1) as f64),
        found.families.len(),
        found.joining.len(),
        answers.answers.len()
    ));
    let row = |(at, family): (usize, &Family)| {
        let base = &found.texts[family.base];
        vec![
            (at + 1).to_string(),
            family.members.len().to_string(),
            family.voices.to_string(),
            family.wordings().len().to_string(),
            family.parties(&found.texts).join(" "),
            format!("{} {} ({})", who(base), day(base), place(base)),
        ]
    };
    sheet.blocks.push(Block::Table(Table {
        head: vec![
            "Family",
            "Texts",
            "Voices",
            "Wordings",
            "Parties",
            "Earliest decision",
        ],
        rows: found.families.iter().enumerate().map(row).collect(),
    }));
}

fn one_family(found: &Reuse, number: usize, family: &Family, sheet: &mut Sheet) {
    let texts = &found.texts;
    let medoid = &texts[family.medoid];
    sheet.heading(
        2,
        format!(
            "Family {number}: {} texts, {} voices",
            family.members.len(),
            family.voices
        ),
    );
    sheet.text(format!(
        "Compared with its centre, {} ({}).",
        label(medoid),
        place(medoid)
    ));
    let row = |member: &Member| {
        let text = &texts[member.text];
        vec![
            day(text).to_owned(),
            label(text),
            place(text),
            member.relation.name().to_owned(),
            percent(member.in_medoid),
            text.words.len().to_string(),
            member.after.map_or_else(String::new, |after| {
                format!("{} {}", who(&texts[after]), place(&texts[after]))
            }),
        ]
    };
    sheet.blocks.push(Block::Table(Table {
        head: vec![
            "Decided",
            "Who",
            "Lines",
            "What",
            "In the centre",
            "Words",
            "Nearest of an earlier day",
        ],
        rows: family.members.iter().map(row).collect(),
    }));
    for wording in family.wordings() {
        let text = &texts[wording[0].text];
        if wording[0].changes.is_empty() {
            continue;
        }
        let all: Vec<String> = wording
            .iter()
            .map(|member| who_and_parties(&texts[member.text]))
            .collect();
        sheet.heading(3, all.join(", "));
        sheet.blocks.push(Block::Diff(diff(medoid, text)));
        for change in wording[0]
            .changes
            .iter()
            .filter_map(|change| Some((change, change.slip?)))
        {
            let (change, slip) = change;
            let near =
                change.after.start.saturating_sub(3)..(change.after.end + 3).min(text.words.len());
            sheet.text(format!(
                "Slip: {}, at ”{}” ({}).",
                slip.name(),
                excerpt(text, near.clone()),
                words_place(text, near)
            ));
        }
    }
    own_words(found, family, sheet);
    let places: Vec<Piece> = prototype(family, texts)
        .into_iter()
        .flat_map(|place| {
            let words = texts[place.text].slice(place.words);
            let share = format!("{} of {}", place.texts, family.members.len());
            [Piece::Kept(one_line(words)), Piece::Place(share)]
        })
        .collect();
    sheet.heading(3, "The wording of most");
    sheet.blocks.push(Block::Diff(places));
}

fn own_words(found: &Reuse, family: &Family, sheet: &mut Sheet) {
    let rows: Vec<Vec<String>> = family
        .members
        .iter()
        .flat_map(|member| {
            member
                .own
                .iter()
                .map(move |own| (&found.texts[member.text], own))
        })
        .map(|(text, own)| {
            vec![
                who(text).to_owned(),
                words_place(text, own.clone()),
                one_line(text.slice(own.clone())),
            ]
        })
        .collect();
    if !rows.is_empty() {
        sheet.heading(3, "What only one has");
        sheet.blocks.push(Block::Table(Table {
            head: vec!["Who", "Lines", "Words"],
            rows,
        }));
    }
}

/// A text with what was changed in it against another; what stays the same is
/// shortened.
pub(crate) fn diff(before: &Text, after: &Text) -> Vec<Piece> {
    const NEAR: usize = 8;
    let mut pieces = Vec::new();
    let words = |text: &Text, range| one_line(text.slice(range));
    for edit in edits(&before.words, &after.words) {
        match edit.op {
            Op::Keep if edit.b.len() > 2 * NEAR + 4 => {
                let (start, end) = (edit.b.start, edit.b.end);
                pieces.push(Piece::Kept(words(after, start..start + NEAR)));
                pieces.push(Piece::Skipped(edit.b.len() - 2 * NEAR));
                pieces.push(Piece::Kept(words(after, end - NEAR..end)));
            }
            Op::Keep => pieces.push(Piece::Kept(words(after, edit.b))),
            Op::Delete | Op::Replace | Op::Insert | Op::MovedHere => {
                let place = match edit.op {
                    Op::Delete => words_place(before, edit.a.clone()),
                    _ => words_place(after, edit.b.clone()),
                };
                if matches!(edit.op, Op::Delete | Op::Replace) {
                    pieces.push(Piece::Dropped(words(before, edit.a)));
                }
                match edit.op {
                    Op::MovedHere => pieces.push(Piece::Moved(words(after, edit.b))),
                    Op::Delete => {}
                    _ => pieces.push(Piece::Added(words(after, edit.b))),
                }
                pieces.push(Piece::Place(place));
            }
            Op::MovedAway => {}
        }
    }
    pieces
}

fn passages(found: &Reuse, sheet: &mut Sheet) {
    let mut pairs: Vec<&Pair> = found.across(Relation::LånatStycke);
    pairs.extend(found.across(Relation::Citat));
    let rows: Vec<Vec<String>> = pairs
        .into_iter()
        .flat_map(|pair| pair.passages.iter().map(move |shared| (pair, shared)))
        .map(|(pair, shared)| {
            let (a, b) = (&found.texts[pair.a], &found.texts[pair.b]);
            vec![
                pair.relation.name().to_owned(),
                format!("{} {}", label(a), words_place(a, shared.passage.a.clone())),
                arrow(pair.direction).to_owned(),
                format!("{} {}", label(b), words_place(b, shared.passage.b.clone())),
                shared.passage.words().to_string(),
                excerpt(a, shared.passage.a.clone()),
            ]
        })
        .collect();
    if !rows.is_empty() {
        sheet.heading(2, "Passages between texts of different families");
        sheet.blocks.push(Block::Table(Table {
            head: vec!["What", "Who", "", "Whose", "Words", "Text"],
            rows,
        }));
    }
}

fn recycled(answers: &Answers<'_>, sheet: &mut Sheet) {
    let found = answers.found;
    let all = answers.all().filter(|(_, one)| one.is_shared());
    let mut rows = Vec::new();
    for (text, one) in all {
        let name = if text.unit().is_some() {
            who(text).to_owned()
        } else {
            label(text)
        };
        let sources: Vec<String> = one
            .loans
            .iter()
            .map(|loan| {
                let other = found.lender(loan.lender);
                let name = if other.unit().is_some() {
                    who(other).to_owned()
                } else {
                    label(other)
                };
                let more = match loan.more {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                format!(
                    "{} {} {name} ({}:{}), {} words{more}",
                    cited(answers.part(one, loan).lines(loan.passage.a.clone())),
                    arrow(loan.direction),
                    other.paper.document.name.cited(),
                    cited(other.lines(loan.passage.b.clone())),
                    loan.words
                )
            })
            .collect();
        rows.push(vec![
            format!("{name} {}", place(text)),
            percent(one.share()),
            one.words.to_string(),
            one.sender().to_string(),
            one.others.to_string(),
            one.undecided.to_string(),
            one.lent.to_string(),
            sources.join("; "),
        ]);
    }
    if !rows.is_empty() {
        sheet.heading(2, "Recycled answers");
        sheet.blocks.push(Block::Table(Table {
            head: vec![
                "Answer",
                "Taken",
                "Words",
                "The sender's",
                "From others",
                "Same day or no date",
                "Lent",
                "Passages",
            ],
            rows,
        }));
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
