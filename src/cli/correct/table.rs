//! The table of `remiss papers` given back: every cell that differs from what is
//! read and known now is a judgement.

use super::meant::meant;
use super::{By, CorrectArgs};
use crate::archive::Reader;
use crate::cli::run::{Failure, open, tell};
use crate::cli::sheet::rows_of as table_of;
use crate::corpus::{Names, PaperRow, rows_of};
use crate::desk::listed::is_given;
use crate::desk::target::{OF_UNITS, only};
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
    let bodies = names.bodies()?;
    let papers = opened.reader.papers()?;
    let (named, nobodys) = meant(&list.rows, &papers);
    // Paper after paper: of each only what the table says otherwise is kept.
    let of_paper = |mut paper: Paper| {
        // As the table was written.
        referrals.complete(&mut paper.segmentation);
        let mut judged: Vec<(u32, Of)> = Vec::new();
        for now in rows_of(&paper) {
            let own = now.name.strip_prefix(paper.document.name.as_str());
            let rows = named.get(&paper.document.path).into_iter().flatten();
            let rows = rows.filter(|(part, _)| own == Some(*part));
            judged.extend(rows.map(|(_, row)| {
                let shown = now.respondent_kind(&paper, bodies);
                (row.line, of_row(&paper, row, &now, shown, by))
            }));
        }
        judged
    };
    let mut judged: BTreeMap<u32, Of> = BTreeMap::new();
    opened.reader.each(&papers, of_paper, |some| {
        judged.extend(some);
        Ok::<(), Failure>(())
    })?;
    let mut wrong = list.problems.clone();
    wrong.extend(refused(&mut judged, &opened.reader));
    // What a list of somebody's may call as it likes is a mistake here.
    for row in &list.rows {
        let other = row.other.iter();
        let fields = other.filter_map(|one| Some((listed::field_of(&one.column)?, &one.value)));
        let errors = fields.filter_map(|(field, value)| field.checked(value).err());
        wrong.extend(errors.map(|error| (row.line, error.to_string())));
    }
    // A part that is none, or a paper that is read as something else now.
    let is_told = |row: &&Row| {
        judged.contains_key(&row.line) || nobodys.iter().any(|(line, _)| *line == row.line)
    };
    for row in list.rows.iter().filter(|row| !is_told(row)) {
        let file = row.file.as_deref().unwrap_or_default();
        wrong.push((row.line, format!("no paper is called {file}")));
    }
    wrong.extend(nobodys);
    wrong.sort();
    for (line, what) in &wrong {
        let error = Error::new(format!("row {line}: {what}")).at(path);
        let cure = "the rest of the table was taken; mend the row and give it again";
        tell(&error.cure(cure).to_string());
    }
    let mut columns = list.not_understood();
    // What is asked of whom is said with --asked.
    let of_asked = |row: &Row| row.asked || row.answer_by.is_some() || row.part.is_some();
    if list.rows.iter().any(of_asked) {
        columns.push("who was asked, and until when");
    }
    if !columns.is_empty() {
        let what = format!("not understood, and not taken: {}", columns.join(", "));
        let cure = "a register (`remiss ingest --register FILE`) keeps columns of your own, \
                    a list of those asked (`--asked FILE`) their days";
        tell(&Error::new(what).at(path).cure(cure).to_string());
    }
    Ok(judged.into_values().flat_map(|of| of.judged).collect())
}

/// What a row comes to.
struct Of {
    judged: Vec<Judgement>,
    /// What it says of one part and only the whole paper can have.
    of_whole: Vec<Field>,
    /// The paper it is in.
    file: String,
    /// That is a list of somebody's.
    is_list: bool,
}

/// What rows say that cannot be so, with their lines.
fn refused(judged: &mut BTreeMap<u32, Of>, reader: &Reader) -> Vec<(u32, String)> {
    let mut wrong = Vec::new();
    for (line, of) in judged.iter() {
        wrong.extend(of.of_whole.iter().map(|field| {
            let (name, file) = (field.name(), &of.file);
            let what = format!(
                "a part of {file} has no {name} of its own; of the whole: \
                 `remiss correct {file} {name}=…`"
            );
            (*line, what)
        }));
    }
    for (line, of) in judged.iter_mut().filter(|(_, of)| of.is_list) {
        if !std::mem::take(&mut of.judged).is_empty() {
            let what = format!(
                "{} is a list of yours, and is put right where it is kept",
                of.file
            );
            wrong.push((*line, what));
        }
    }
    // A paper that counts in another must find it.
    for (line, of) in judged.iter_mut() {
        let file = &of.file;
        let mut is_there = |field: &Field, other: &String| {
            let error = match only(other, reader) {
                _ if !matches!(field, Field::Twin | Field::Replaces) => return true,
                Ok(paper) if paper.document.name != *file => return true,
                Ok(_) => format!("{other} is the same paper"),
                Err(error) => error.to_string(),
            };
            wrong.push((*line, format!("{}: {error}", field.name())));
            false
        };
        for one in &mut of.judged {
            let says = !one.set.is_empty();
            one.set.retain(|field, other| is_there(field, other));
            // What is refused is not found right either.
            if says && one.set.is_empty() {
                of.judged.clear();
                break;
            }
        }
    }
    wrong
}

/// What a row says otherwise than it is read and known.
fn differing(
    row: &Row,
    paper: &Paper,
    now: &PaperRow,
    shown: Option<&str>,
) -> BTreeMap<Field, String> {
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
        Field::RespondentKind => shown == Some(value),
        Field::DecidingBody => now.deciding_body.as_deref() == Some(value),
        Field::Date => now.date.as_deref() == Some(value),
        Field::Received => head.received.as_deref() == Some(value),
        Field::OwnDiarienummer => own == Some(value),
        Field::Twin | Field::Replaces => paper.known.get(field) == Some(value),
        Field::Referral => false,
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
fn of_row(paper: &Paper, row: &Row, now: &PaperRow, shown: Option<&str>, by: &By<'_>) -> Of {
    let document = &paper.document;
    let mut set = differing(row, paper, now, shown);
    let mut of = Of {
        judged: Vec::new(),
        of_whole: Vec::new(),
        file: document.name.to_string(),
        is_list: is_given(paper),
    };
    let whole = document.name == now.name;
    if !whole {
        of.of_whole = set
            .keys()
            .copied()
            .filter(|one| !OF_UNITS.contains(one))
            .collect();
        set.retain(|field, _| OF_UNITS.contains(field));
    }
    let anew = row.read && !now.review.is_reviewed();
    if set.is_empty() && !row.reviewed && !anew {
        return of;
    }
    let judgement = Judgement {
        set,
        ..by.judgement(&document.name, &document.sha256)
    };
    let of_unit = |at: &usize| Judgement {
        line: Some(document.index.lines_of(paper.segmentation.units[*at].span)[0]),
        quote: quote_of(paper, *at),
        ..judgement.clone()
    };
    of.judged = match whole {
        true => vec![judgement],
        false => now.units.iter().map(of_unit).collect(),
    };
    of
}
