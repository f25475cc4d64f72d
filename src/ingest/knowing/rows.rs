//! The lists of an archive and the papers that their rows speak of.

use crate::archive::{Reader, Stored};
use crate::error::{Error, Result};
use crate::known::listed::{self, ASKED, List, Other};
use crate::known::matching::{Papers, matched as match_rows};
use crate::known::{Field, Fields, Said, normal, referral};
use crate::numbers;
use crate::paper::Paper;
use crate::text::lower;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// A list that is stored.
pub(super) struct Listed {
    pub(super) paper: Paper,
    list: List,
}

impl Listed {
    pub(super) fn is(&self, stored: &Stored) -> bool {
        stored.path == self.paper.document.path
    }

    /// No row says what was sent out.
    pub(super) fn names_nothing(&self) -> bool {
        self.list.rows.iter().all(|row| row.referral.is_none())
    }

    fn name(&self) -> &str {
        &self.paper.document.name
    }

    /// Something that is known of a paper comes from here.
    pub(super) fn tells(&self, fields: &Fields) -> bool {
        let own = format!("{}:", self.name());
        fields.values().any(|said| said.by.starts_with(&own))
    }
}

/// What lists tell of a paper.
#[derive(Clone, Default)]
pub(super) struct Told {
    pub(super) fields: Fields,
    /// What stands in columns that nobody knows.
    pub(super) other: Vec<Other>,
}

/// All lists, by name.
pub(super) fn lists(reader: &Reader) -> Result<Vec<Listed>> {
    let mut lists = Vec::new();
    for sha256 in reader.lists()? {
        if let Some(paper) = reader.paper_by_hash(&sha256)? {
            let list = listed::read(&paper.document.text).unwrap_or_default();
            lists.push(Listed { paper, list });
        }
    }
    let key = |listed: &Listed| {
        let document = &listed.paper.document;
        (document.name.clone(), document.path.clone())
    };
    lists.sort_by_key(key);
    Ok(lists)
}

/// What rows say of papers, by the papers' places. Of several lists the last by
/// name holds where they differ, which is told once for each paper, unless a person
/// has `settled` it.
pub(super) fn matched(
    lists: &[Listed],
    papers: &[Stored],
    reader: &Reader,
    settled: impl Fn(usize, Field) -> bool,
    problems: &mut Vec<Error>,
) -> Result<BTreeMap<usize, Told>> {
    let mut all: BTreeMap<usize, Told> = BTreeMap::new();
    let mut said: BTreeMap<usize, BTreeMap<Field, Vec<Said>>> = BTreeMap::new();
    let names: Vec<&str> = papers.iter().map(|stored| stored.name.as_str()).collect();
    let paths: Vec<&str> = papers.iter().map(|stored| stored.path.as_str()).collect();
    let mut heads = None;
    for listed in lists {
        if listed.paper.document.encoding == ASKED {
            problems.extend(told(listed, &[]));
            continue;
        }
        let known = Papers {
            names: names.clone(),
            paths: paths.clone(),
            heads: match (listed.list.has_files, &heads) {
                (true, _) => Vec::new(),
                (false, Some(heads)) => Vec::clone(heads),
                (false, None) => heads.insert(heads_of(papers, reader)?).clone(),
            },
        };
        let found = match_rows(&listed.list, &known);
        for (row, paper) in found.pairs {
            let row = &listed.list.rows[row];
            let told = all.entry(paper).or_default();
            for (field, one) in row.fields(listed.name()) {
                let all = said.entry(paper).or_default().entry(field).or_default();
                all.push(one.clone());
                told.fields.insert(field, one);
            }
            told.other.extend(row.other.iter().cloned());
        }
        problems.extend(told(listed, &found.problems));
    }
    for (paper, mut fields) in said {
        fields.retain(|field, all| {
            let last = all.last().map(|one| one.value.clone()).unwrap_or_default();
            let differ = all.iter().any(|one| !is_same(*field, &one.value, &last));
            differ && !settled(paper, *field)
        });
        if !fields.is_empty() {
            problems.push(differ(&papers[paper].name, &fields));
        }
    }
    Ok(all)
}

/// Two lists say the same, written in two ways.
fn is_same(field: Field, one: &str, other: &str) -> bool {
    let key = |value: &str| match field {
        Field::Respondent => lower(&normal(value)),
        Field::Referral => {
            let named = referral(value);
            let number = named.diarienummer.as_deref().and_then(numbers::read);
            number.map_or_else(|| lower(&named.title), |number| number.normal())
        }
        _ => lower(value),
    };
    key(one) == key(other)
}

/// What lists differ on of a paper, all that each says of it, and what holds.
fn differ(document: &str, fields: &BTreeMap<Field, Vec<Said>>) -> Error {
    let mut what = Vec::new();
    for (field, all) in fields {
        // Each value once, with all that say it; the last list's first.
        let mut values: Vec<(&str, Vec<&str>)> = Vec::new();
        for one in all.iter().rev() {
            match values
                .iter_mut()
                .find(|(value, _)| is_same(*field, value, &one.value))
            {
                Some((_, by)) => by.push(&one.by),
                None => values.push((&one.value, vec![&one.by])),
            }
        }
        let by = |(value, by): &(&str, Vec<&str>)| format!("{value} by {}", by.join(", "));
        let mut said: Vec<String> = values.iter().map(by).collect();
        if let Some(first) = said.first_mut() {
            first.push_str(", which holds,");
        }
        what.push(format!("{} is {}", field.name(), said.join(" and ")));
    }
    let typed: Vec<String> = fields
        .keys()
        .map(|field| format!("{}=…", field.name()))
        .collect();
    let cure = format!(
        "mend the lists that are wrong, or say `remiss correct {document} {} --by NAME`",
        typed.join(" ")
    );
    Error::new(what.join("; "))
        .at(Path::new(document))
        .cure(cure)
}

/// What is wrong with the rows of a list, in their order.
fn told(listed: &Listed, more: &[(u32, String)]) -> Vec<Error> {
    let wrong = listed.list.problems.iter().chain(more);
    let mut wrong: Vec<&(u32, String)> = wrong.collect();
    wrong.sort();
    let error = |(line, what): &(u32, String)| {
        Error::new(format!("row {line}: {what}"))
            .at(Path::new(listed.name()))
            .cure("the rest holds; mend the list and give it again")
    };
    wrong.into_iter().map(error).collect()
}

/// Who answers in each paper by what was read of it, and under which number.
fn heads_of(papers: &[Stored], reader: &Reader) -> Result<Vec<(Option<String>, Option<String>)>> {
    let head = |stored: &Stored| {
        let paper = reader.paper(stored)?;
        let found = &paper.segmentation;
        let referral = found.head.referral.and_then(|at| found.referrals.get(at));
        let own = referral.and_then(|referral| referral.own_diarienummer.clone());
        Ok((found.head.respondent.clone(), own))
    };
    papers.par_iter().map(head).collect()
}
