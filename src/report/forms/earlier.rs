//! What people wrote into an earlier version of the table, by the keys of its
//! rows, and what has changed since. Reads documents and workbooks as bytes;
//! where they stand is others' concern.

use super::row::{Keys, Row};
use crate::docx;
use crate::error::{Error, Result};
use crate::formats::table;
use crate::lang::{Lang, Words};
use crate::limits::Limits;
use std::collections::BTreeMap;

/// What can be written in a row.
pub(super) const FIELDS: [&str; 3] = ["comment", "summary", "mark"];

/// How keys begin, so that the fields of a template are not taken for ours.
const OURS: &str = "r1";

/// The key of a field in a file: its row, what the row was made from, what it is
/// for.
pub(super) fn tag(row: &str, evidence: &str, what: &str) -> String {
    format!("{OURS}.{row}.{evidence}.{what}")
}

/// An earlier version of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// By key.
    rows: BTreeMap<String, Kept>,
    /// What is written in rows without a key.
    homeless: Vec<String>,
    /// What is written outside the fields, and in whose row.
    astray: Vec<docx::Typed>,
}

/// A row of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Whose it was.
    pub name: String,
    /// What it was made from.
    pub evidence: String,
    /// What is written in it, by what it is for; never blank.
    pub texts: BTreeMap<&'static str, String>,
}

/// What has changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct News {
    pub(super) new: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) gone: Vec<Gone>,
    /// Texts that are set in the new version.
    pub(super) kept: usize,
    states: BTreeMap<String, &'static str>,
}

/// A row whose respondent is no longer there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gone {
    pub(super) name: String,
    key: String,
    row: Kept,
}

impl Gone {
    /// Its key in a workbook.
    pub(super) fn row_key(&self) -> String {
        row_key(&self.key, &self.row.evidence)
    }

    /// One of its fields as a table shows it.
    pub(super) fn fields(&self, what: &'static str) -> (&'static str, &str, String, &str) {
        let text = self.row.texts.get(what).map_or("", String::as_str);
        (
            what,
            &self.name,
            tag(&self.key, &self.row.evidence, what),
            text,
        )
    }
}

impl Earlier {
    /// Reads a table of ours that was saved as a document or a workbook.
    pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Self> {
        let earlier = match name.to_lowercase().ends_with(".xlsx") {
            true => {
                let columns = Columns::known()?;
                let mut earlier = Earlier::default();
                for sheet in table::sheets(bytes, name, limits)? {
                    earlier.of_sheet(&sheet, &columns);
                }
                earlier
            }
            false => {
                let fields = docx::fields(bytes, limits)?;
                let mut earlier = Earlier::of_fields(&fields);
                let carried = |one: &docx::Typed| fields.iter().any(|field| carries(field, one));
                earlier.astray = docx::typed(bytes, limits)?;
                earlier.astray.retain(|one| !carried(one));
                earlier
            }
        };
        match earlier.rows.is_empty() {
            true => Err(Error::new("holds no table of `remiss report`").cure(
                "give the .docx or .xlsx that `remiss report --form tabell` made and somebody wrote in",
            )),
            false => Ok(earlier),
        }
    }

    fn of_fields(fields: &[docx::Filled]) -> Self {
        let mut earlier = Earlier::default();
        for field in fields {
            let mut parts = field.key.split('.');
            let (Some(OURS), Some(key), Some(evidence), Some(what), None) = (
                parts.next(),
                parts.next(),
                parts.next(),
                parts.next(),
                parts.next(),
            ) else {
                continue;
            };
            let name = field.title.split_once(": ").map_or("", |(_, name)| name);
            // A comment has a cell of its own: what was written beside its field
            // was meant for it.
            let beside = if what == FIELDS[0] {
                &*field.beside
            } else {
                ""
            };
            let text = format!("{}\n{beside}", field.text);
            earlier.add(key, evidence, name, [(what, text.as_str())]);
        }
        earlier
    }

    /// A sheet that has a column of keys is a table of ours, whoever has moved
    /// its columns and rows.
    fn of_sheet(&mut self, rows: &[Vec<String>], columns: &Columns) {
        let Some(at) = rows
            .iter()
            .position(|row| row.iter().any(|cell| cell == KEY))
        else {
            return;
        };
        let column = |names: &[String]| {
            let mut cells = rows[at].iter();
            cells.position(|cell| names.iter().any(|name| name == cell.trim()))
        };
        let (keys, names) = (column(&[KEY.to_owned()]), column(&columns.names));
        let written = columns.written.each_ref().map(|names| column(names));
        for row in &rows[at + 1..] {
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |cell| cell);
            let texts = FIELDS.into_iter().zip(written.map(cell));
            let mut parts = cell(keys).split('.');
            match (parts.next(), parts.next(), parts.next()) {
                (Some(OURS), Some(key), Some(evidence)) => {
                    self.add(key, evidence, cell(names), texts);
                }
                _ => self.homeless.extend(
                    texts
                        .map(|(_, text)| text.trim().to_owned())
                        .filter(|text| !text.is_empty()),
                ),
            }
        }
    }

    fn add<'t>(
        &mut self,
        key: &str,
        evidence: &str,
        name: &str,
        texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) {
        let row = self.rows.entry(key.to_owned()).or_default();
        evidence.clone_into(&mut row.evidence);
        if row.name.is_empty() {
            name.clone_into(&mut row.name);
        }
        for (what, text) in texts {
            let known = FIELDS.into_iter().find(|known| *known == what);
            if let (Some(what), false) = (known, text.trim().is_empty()) {
                let (now, text) = (row.texts.entry(what).or_default(), text.trim());
                // A row that somebody copied is there twice.
                if stands_in(now, text) {
                    continue;
                }
                match stands_in(text, now) {
                    true => text.clone_into(now),
                    false => {
                        now.push('\n');
                        now.push_str(text);
                    }
                }
            }
        }
    }

    /// Its rows by key.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &Kept)> {
        self.rows.iter().map(|(key, row)| (key.as_str(), row))
    }

    /// The same with the keys that rows have now. The table of another referral is
    /// refused: what is written there is about other answers.
    pub fn keyed(self, keys: &Keys) -> Result<Self> {
        let mut rows = self.rows.iter();
        if !rows.any(|(key, row)| keys.are_of(key, &row.name)) {
            return Err(Error::new("is the table of another referral").cure(
                "give the one that was made on this referral, or name that with --referral",
            ));
        }
        let mut keyed = Earlier {
            homeless: self.homeless,
            astray: self.astray,
            ..Earlier::default()
        };
        for (key, row) in &self.rows {
            let texts = row.texts.iter().map(|(what, text)| (*what, text.as_str()));
            let key = keys.now(key).unwrap_or(key);
            keyed.add(key, &row.evidence, &row.name, texts);
        }
        Ok(keyed)
    }

    /// Sets in what somebody wrote about a row before, unless it stands there.
    pub fn set_in(&mut self, (key, name): (&str, &str), what: &str, text: &str) -> bool {
        let known = self.rows.get(key).and_then(|row| row.texts.get(what));
        if known.is_some_and(|known| stands_in(known, text)) || !FIELDS.contains(&what) {
            return false;
        }
        let evidence = self.rows.get(key).map(|row| row.evidence.clone());
        self.add(key, &evidence.unwrap_or_default(), name, [(what, text)]);
        true
    }

    /// What is written in rows that have no key, and so is not carried over.
    pub fn homeless(&self) -> &[String] {
        &self.homeless
    }

    /// What is written outside the fields, and so is not carried over, each with
    /// whose row it stands in.
    pub fn astray(&self) -> impl Iterator<Item = (&str, &str)> {
        self.astray.iter().map(|one| {
            let whose = one.row.split_once(": ").map_or("", |(_, name)| name);
            (whose, one.text.as_str())
        })
    }

    /// What is written in a row.
    pub(super) fn text(&self, key: &str, what: &str) -> Option<&str> {
        Some(self.rows.get(key)?.texts.get(what)?)
    }

    /// What has changed.
    pub(super) fn news(&self, rows: &[Row<'_>]) -> News {
        let mut news = News::default();
        for row in rows {
            let name = row.respondent.name.clone();
            match self.rows.get(&row.key) {
                // Of one that was written about in another copy nothing is known here.
                known if known.is_none_or(|kept| kept.evidence.is_empty()) => {
                    news.states.insert(row.key.clone(), "doc-row-new");
                    news.new.push(name);
                }
                Some(kept) if kept.evidence != row.evidence => {
                    news.states.insert(row.key.clone(), "doc-row-changed");
                    news.changed.push(name);
                }
                _ => {}
            }
        }
        let here = |key: &str| rows.iter().any(|row| row.key == key);
        for (key, row) in self.rows.iter().filter(|(key, _)| !here(key)) {
            news.gone.push(Gone {
                name: row.name.clone(),
                key: key.clone(),
                row: row.clone(),
            });
        }
        news.kept = self.rows.values().map(|row| row.texts.len()).sum();
        news
    }
}

impl News {
    /// What is said of a row that is not as it was.
    pub(super) fn state(&self, key: &str) -> Option<&'static str> {
        self.states.get(key).copied()
    }
}

/// What the columns of a workbook are called, in every language.
struct Columns {
    names: Vec<String>,
    written: [Vec<String>; 3],
}

impl Columns {
    fn known() -> Result<Self> {
        let mut columns = Columns {
            names: Vec::new(),
            written: Default::default(),
        };
        for lang in Lang::ALL {
            let words = Words::of(lang)?;
            columns.names.push(words.say("doc-respondent").into_owned());
            for (names, what) in columns.written.iter_mut().zip(FIELDS) {
                names.push(words.named("doc", what));
            }
        }
        Ok(columns)
    }
}

/// The name of the column of keys in a workbook, in every language.
pub(super) const KEY: &str = "remiss-nyckel";

/// The key of a row in a workbook.
pub(super) fn row_key(row: &str, evidence: &str) -> String {
    format!("{OURS}.{row}.{evidence}")
}

/// Each line of a text is a line of what is known: "Ja" does not stand in "Jag avstår".
fn stands_in(known: &str, text: &str) -> bool {
    let mut lines = text.trim().lines().map(str::trim);
    lines.all(|line| known.lines().any(|one| one.trim() == line))
}

/// Typed words that are carried over: beside the field of their row's comment.
fn carries(field: &docx::Filled, typed: &docx::Typed) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let comment = field.key.rsplit('.').next() == Some(FIELDS[0]);
    let whose = |title: &str| {
        title
            .split_once(": ")
            .map_or("", |(_, name)| name)
            .to_owned()
    };
    comment
        && whose(&field.title) == whose(&typed.row)
        && folded(&field.beside).contains(&folded(&typed.text))
}
