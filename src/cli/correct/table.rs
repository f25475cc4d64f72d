//! The table of `remiss papers` given back: every cell that differs from what is
//! read and known now is a judgement.

use super::{By, CorrectArgs};
use crate::cli::run::{Failure, open, tell};
use crate::cli::sheet::rows_of as table_of;
use crate::corpus::{Names, PaperRow, rows_of};
use crate::error::Error;
use crate::ingest::knowing::quote_of;
use crate::known::judgement::Judgement;
use crate::known::listed::{self, Row};
use crate::known::{Field, normal, referral};
use crate::numbers;
use crate::paper::Paper;
use crate::persons::{PRIVATE, is_label};
use crate::text::lower;
use std::collections::BTreeMap;
use std::path::Path;

/// The judgements that a table makes.
pub(super) fn judgements(
    args: &CorrectArgs,
    path: &Path,
    by: &By<'_>,
) -> Result<Vec<Judgement>, Failure> {
    let rows = table_of(path)?;
    let text = listed::text(&rows);
    let list = listed::read(&text)
        .filter(|list| list.has_files)
        .ok_or_else(|| {
            Error::new("names no papers").at(path).cure(
                "give the table that `remiss papers` writes; its column document names the papers",
            )
        })?;
    let opened = open(&args.source)?;
    let names = Names::of(&opened.reader);
    let referrals = names.referrals()?;
    let mut named: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &list.rows {
        let file = row.file.as_deref().unwrap_or_default();
        named.entry(file).or_default().push(row);
    }
    // Paper after paper: of each only what the table says otherwise is kept.
    let of_paper = |mut paper: Paper| {
        // As the table was written.
        referrals.complete(&mut paper.segmentation);
        let mut judged: Vec<(u32, Vec<Judgement>)> = Vec::new();
        for now in rows_of(&paper) {
            let rows = named.get(now.name.as_str()).into_iter().flatten();
            judged.extend(rows.map(|row| (row.line, of_row(&paper, row, &now, by))));
        }
        judged
    };
    let mut judged: BTreeMap<u32, Vec<Judgement>> = BTreeMap::new();
    opened
        .reader
        .each(&opened.reader.papers()?, of_paper, |some| {
            judged.extend(some);
            Ok::<(), Failure>(())
        })?;
    let mut wrong = list.problems.clone();
    // What a list of somebody's may call as it likes is a mistake here.
    for row in &list.rows {
        let other = row.other.iter();
        let fields = other.filter_map(|one| Some((listed::field_of(&one.column)?, &one.value)));
        let errors = fields.filter_map(|(field, value)| field.checked(value).err());
        wrong.extend(errors.map(|error| (row.line, error.to_string())));
    }
    for row in list
        .rows
        .iter()
        .filter(|row| !judged.contains_key(&row.line))
    {
        let file = row.file.as_deref().unwrap_or_default();
        wrong.push((row.line, format!("no paper is called {file}")));
    }
    wrong.sort();
    for (line, what) in &wrong {
        let error = Error::new(format!("row {line}: {what}")).at(path);
        let cure = "the rest of the table was taken; mend the row and give it again";
        tell(&error.cure(cure).to_string());
    }
    Ok(judged.into_values().flatten().collect())
}

/// What a row says otherwise than it is read and known.
fn differing(row: &Row, paper: &Paper, now: &PaperRow) -> BTreeMap<Field, String> {
    let head = &paper.segmentation.head;
    let own = now
        .referral
        .as_ref()
        .and_then(|one| one.own_diarienummer.as_deref());
    let kind = head.respondent_kind.as_deref();
    let same = |field: Field, value: &str| match field {
        Field::Kind => value == paper.segmentation.kind.name(),
        // The table was made with --private, and says nothing of the name.
        Field::Respondent if is_label(value) && kind == Some(PRIVATE) => true,
        Field::Respondent => now.respondent.as_deref().map(lower) == Some(lower(&normal(value))),
        // The kind is shown where the body is known by its name too.
        Field::RespondentKind => head
            .respondent_kind
            .as_deref()
            .is_none_or(|now| now == value),
        Field::DecidingBody => now.deciding_body.as_deref() == Some(value),
        Field::Date => now.date.as_deref() == Some(value),
        Field::Received => head.received.as_deref() == Some(value),
        Field::OwnDiarienummer => own == Some(value),
        Field::Referral | Field::Twin | Field::Replaces => false,
    };
    let says = row.says.iter();
    let says = says.filter(|(field, value)| !same(**field, value));
    let mut set: BTreeMap<Field, String> =
        says.map(|(field, value)| (*field, value.clone())).collect();
    if let Some(words) = &row.referral
        && !is_same_referral(words, now)
    {
        set.insert(Field::Referral, words.clone());
    }
    set
}

fn is_same_referral(words: &str, now: &PaperRow) -> bool {
    let Some(now) = now.referral.as_ref() else {
        return false;
    };
    let shown = listed::referral_words(now.diarienummer.as_deref(), Some(&now.title));
    if shown.is_some_and(|shown| lower(&shown) == lower(words)) {
        return true;
    }
    let named = referral(words);
    let key = |number: &Option<String>| number.as_deref().and_then(numbers::read);
    let number = named.diarienummer.is_none() || key(&named.diarienummer) == key(&now.diarienummer);
    let title = named.title.is_empty() || lower(&named.title) == lower(now.title.trim());
    number && title
}

/// What a row judges: the paper, or each unit of the part of a packet; nothing
/// where it says what is read and known, and nobody ticked it.
fn of_row(paper: &Paper, row: &Row, now: &PaperRow, by: &By<'_>) -> Vec<Judgement> {
    let set = differing(row, paper, now);
    if set.is_empty() && !row.reviewed {
        return Vec::new();
    }
    let document = &paper.document;
    let judgement = Judgement {
        set,
        ..by.judgement(&document.name, &document.sha256)
    };
    if now.name == document.name {
        return vec![judgement];
    }
    let of_unit = |at: &usize| Judgement {
        line: Some(document.index.lines_of(paper.segmentation.units[*at].span)[0]),
        quote: quote_of(paper, *at),
        ..judgement.clone()
    };
    now.units.iter().map(of_unit).collect()
}
