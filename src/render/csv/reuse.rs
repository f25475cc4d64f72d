//! Reuse as tables: a row per text of a family, a row per recycled passage.

use super::Table;
use crate::render::reuse::{day, document, label, who};
use crate::render::{line_range, page_range, signer_list};
use crate::reuse::{Answers, Reuse};
use std::io::{self, Write};

/// The texts of all families, then those of none.
pub fn reuse(found: &Reuse, out: &mut dyn Write) -> io::Result<()> {
    let heading = [
        "family",
        "unit",
        "respondent",
        "kind",
        "signers",
        "date",
        "document",
        "lines",
        "relation",
        "same_words_as",
        "containment_in_base",
        "containment_in_medoid",
        "words",
        "words_shared",
        "changes",
        "slips",
        "page",
    ];
    let mut table = Table::new(out, &heading)?;
    let mut alone = vec![true; found.texts.len()];
    for (number, family) in found.families.iter().enumerate() {
        for member in &family.members {
            alone[member.text] = false;
            let text = &found.texts[member.text];
            let slips: Vec<&str> = member
                .changes
                .iter()
                .filter_map(|change| Some(change.slip?.name()))
                .collect();
            let mut cells = named(found, member.text);
            cells[0] = (number + 1).to_string();
            cells.extend([
                member.relation.name().to_owned(),
                found.texts[member.same].id.clone(),
                format!("{:.4}", member.in_base),
                format!("{:.4}", member.in_medoid),
                text.words.len().to_string(),
                member.shared_with_base.to_string(),
                member.changes.len().to_string(),
                slips.join("; "),
                page_range(text.all_lines()),
            ]);
            table.row(cells)?;
        }
    }
    for at in (0..alone.len()).filter(|at| alone[*at]) {
        let mut cells = named(found, at);
        let words = found.texts[at].words.len().to_string();
        let page = page_range(found.texts[at].all_lines());
        cells.extend(["", "", "", "", &words, "", "", "", &page].map(str::to_owned));
        table.row(cells)?;
    }
    table.finish()
}

fn named(found: &Reuse, at: usize) -> Vec<String> {
    let text = &found.texts[at];
    vec![
        String::new(),
        text.id.clone(),
        who(text).to_owned(),
        text.unit().map_or("", |unit| unit.kind.name()).to_owned(),
        signer_list(text.signers()),
        day(text).to_owned(),
        document(text).to_owned(),
        line_range(text.all_lines()),
    ]
}

/// A row per passage that an answer, or the commissioner's view, shares.
pub fn recycled(answers: &Answers<'_>, out: &mut dyn Write) -> io::Result<()> {
    let heading = [
        "text",
        "document",
        "lines",
        "share",
        "words",
        "words_sender",
        "words_others",
        "with",
        "their_date",
        "their_document",
        "their_lines",
        "passage_words",
        "direction",
        "passage",
        "page",
        "their_page",
        "more",
    ];
    let mut table = Table::new(out, &heading)?;
    for (text, one) in answers.all() {
        for loan in &one.loans {
            let other = answers.found.lender(loan.lender);
            let lines = text.lines(loan.passage.a.clone());
            let theirs = other.lines(loan.passage.b.clone());
            table.row([
                label(text),
                document(text).to_owned(),
                line_range(lines),
                format!("{:.4}", one.share()),
                one.words.to_string(),
                one.sender.to_string(),
                one.others.to_string(),
                label(other),
                day(other).to_owned(),
                document(other).to_owned(),
                line_range(theirs),
                loan.words.to_string(),
                loan.direction.name().to_owned(),
                text.slice(loan.passage.a.clone()).to_owned(),
                page_range(lines),
                page_range(theirs),
                loan.more.to_string(),
            ])?;
        }
    }
    table.finish()
}
