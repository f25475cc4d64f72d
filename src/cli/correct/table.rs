//! The table of `remiss papers` given back: every cell that differs from what is
//! read and known now is a judgement.

use super::{By, CorrectArgs};
use crate::archive::Reader;
use crate::cli::run::{Failure, open, tell};
use crate::corpus::{Names, PaperRow, rows_of};
use crate::error::Error;
use crate::files::{self, LARGEST_GIVEN};
use crate::formats::table;
use crate::ingest::knowing::quote_of;
use crate::known::judgement::Judgement;
use crate::known::listed::{self, Row};
use crate::known::{Field, normal, referral};
use crate::limits::Limits;
use crate::numbers;
use crate::paper::Paper;
use crate::persons::{PRIVATE, is_label};
use crate::referrals::Referrals;
use crate::text::lower;
use std::collections::BTreeMap;
use std::path::Path;

/// A row of the list of papers, and the paper.
type Known = (Paper, PaperRow);

/// The judgements that a table makes.
pub(super) fn judgements(
    args: &CorrectArgs,
    path: &Path,
    by: &By<'_>,
) -> Result<Vec<Judgement>, Failure> {
    let bytes = files::read(path, LARGEST_GIVEN).map_err(|error| {
        Error::new(format!("cannot be read: {error}"))
            .at(path)
            .cure("check that it is there and may be read")
    })?;
    let rows = table::read(&bytes, &path.display().to_string(), &Limits::default())?;
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
    let known = all_rows(&opened.reader, names.referrals()?)?;
    let mut judged = Vec::new();
    let mut wrong = list.problems.clone();
    for row in &list.rows {
        let file = row.file.as_deref().unwrap_or_default();
        match known.get(file) {
            None => wrong.push((row.line, format!("no paper is called {file}"))),
            Some((paper, now)) => {
                let set = differing(row, paper, now);
                if !set.is_empty() || row.reviewed {
                    judged.extend(of_row(paper, now, set, by));
                }
            }
        }
    }
    wrong.sort();
    for (line, what) in &wrong {
        let error = Error::new(format!("row {line}: {what}")).at(path);
        let cure = "the rest of the table was taken; mend the row and give it again";
        tell(&error.cure(cure).to_string());
    }
    Ok(judged)
}

/// Every row of the list of papers by its name.
fn all_rows(reader: &Reader, referrals: &Referrals) -> Result<BTreeMap<String, Known>, Failure> {
    let mut all = BTreeMap::new();
    let rows = |mut paper: Paper| {
        // As the table was written.
        referrals.complete(&mut paper.segmentation);
        (rows_of(&paper), paper)
    };
    reader.each(&reader.papers()?, rows, |(rows, paper)| {
        for row in rows {
            all.insert(row.name.clone(), (paper.clone(), row));
        }
        Ok::<(), Failure>(())
    })?;
    Ok(all)
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
        Field::Respondent => now.respondent.as_deref().map(lower) == Some(lower(&normal(value).0)),
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

/// A judgement of the paper, or one of each unit of the part of a packet.
fn of_row(
    paper: &Paper,
    now: &PaperRow,
    set: BTreeMap<Field, String>,
    by: &By<'_>,
) -> Vec<Judgement> {
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
