//! Lists that people keep: who answered, when, in which file; who was asked and
//! until when. A list is a document of its own, a row a line, cells parted by
//! tabs, so that a row is cited like any other line.
//!
//! Reads columns under any of their usual names, in any order. Knows nothing of
//! spreadsheets (they come as text) and of the papers that rows speak of.

use super::{Field, Fields, Said, Source};
use crate::authority;
use crate::dates;
use crate::document::DocumentKind;
use crate::text::{lower, plain_letter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How a document says that it is a register.
pub const REGISTER: &str = "REGISTER";
/// How a document says that it is a list of those asked.
pub const ASKED: &str = "ASKED";

/// Rows in which the names of the columns are looked for.
const HEAD: usize = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    columns: BTreeMap<String, Vec<String>>,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    yes: Vec<String>,
    looked_at: Vec<String>,
    not_looked_at: Vec<String>,
    no_kind: Vec<String>,
    nothing: Vec<String>,
    leads: Vec<String>,
    answers: Vec<String>,
    no_answers: Vec<String>,
    missives: Vec<String>,
}

#[expect(clippy::expect_used, reason = "a data file of ours; a test reads it")]
static DATA: LazyLock<Data> = LazyLock::new(|| {
    toml::from_str(include_str!("../lexicon/register.toml")).expect("register.toml")
});

/// What stands in a column that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Other {
    /// The name of the column.
    pub column: String,
    /// What stands there.
    pub value: String,
}

/// One row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its 1-based line.
    pub line: u32,
    /// The file of the answer.
    pub file: Option<String>,
    /// The hash of its content, in the table that `remiss papers` writes.
    pub sha256: Option<String>,
    /// What it says of the paper; the proposal is apart.
    pub says: BTreeMap<Field, String>,
    /// The proposal: number and title.
    pub referral: Option<String>,
    /// It was asked.
    pub asked: bool,
    /// Somebody has looked at it, and says so here.
    pub reviewed: bool,
    /// It is told as looked at: anew, if it was not before.
    pub read: bool,
    /// Its own last day.
    pub answer_by: Option<String>,
    /// The part of the proposal that the row is about, if it is not the whole.
    pub part: Option<String>,
    /// What is in columns that nobody knows, with their names.
    pub other: Vec<Other>,
}

impl Row {
    /// It tells of everybody until when a part may be answered.
    pub fn is_of_part(&self) -> bool {
        let nobody = self.file.is_none() && self.respondent().is_none();
        nobody && self.part.is_some() && self.answer_by.is_some()
    }

    /// The respondent as written.
    pub fn respondent(&self) -> Option<&str> {
        self.says.get(&Field::Respondent).map(String::as_str)
    }

    /// It tells which file was sent out, and nothing of who answers.
    pub fn is_of_missive(&self) -> bool {
        let kind = self.says.get(&Field::Kind).map(String::as_str);
        self.respondent().is_none() && kind == Some(DocumentKind::Missiv.name())
    }

    /// What it says of a paper, with where it stands.
    pub fn fields(&self, list: &str) -> Fields {
        let by = format!("{list}:{}", self.line);
        let said = |value: &String| Said {
            value: value.clone(),
            source: Source::Register,
            by: by.clone(),
            on: None,
        };
        let says = self.says.iter();
        let mut fields: Fields = says.map(|(field, value)| (*field, said(value))).collect();
        if let Some(referral) = &self.referral {
            fields.insert(Field::Referral, said(referral));
        }
        fields
    }
}

/// A list that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// It says in which files answers are.
    pub has_files: bool,
    /// Its rows, those that are empty left out.
    pub rows: Vec<Row>,
    /// What is wrong with cells, each with its line; the rest of the row holds.
    pub problems: Vec<(u32, String)>,
}

/// Words that may stand before who answers where a page links to the answer.
pub(crate) fn leads() -> &'static [String] {
    &DATA.words.leads
}

/// A heading, in lower case, that answers stand under.
pub(super) fn heads_answers(heading: &str) -> bool {
    DATA.words.answers.iter().any(|known| known == heading)
}

/// Words of a link to the letter that sends a proposal out.
pub(super) fn missives() -> &'static [String] {
    &DATA.words.missives
}

/// Words that open a link to something else than an answer.
pub(super) fn no_answers() -> &'static [String] {
    &DATA.words.no_answers
}

/// The name of a column without case, dots and full stops.
fn folded(name: &str) -> String {
    let parted = |c: char| match c.is_alphanumeric() || c == '_' {
        true => plain_letter(c),
        false => ' ',
    };
    let plain: String = lower(name).chars().map(parted).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a column of this name holds.
fn column(name: &str) -> Option<&'static str> {
    let name = folded(name);
    let mut columns = DATA.columns.iter();
    let found = columns.find(|(_, names)| names.contains(&name));
    found.map(|(column, _)| column.as_str())
}

/// The field of a paper that a column of this name holds.
pub fn field_of(name: &str) -> Option<Field> {
    Field::from_name(column(name)?).ok()
}

/// The text of a table: a row a line, its cells parted by tabs. What parts
/// lines and cells is a space inside one.
pub fn text(rows: &[Vec<String>]) -> String {
    let plain = |cell: &String| {
        let words: Vec<&str> = cell.split_whitespace().collect();
        words.join(" ")
    };
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(plain).collect();
        cells.join("\t").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

/// Some text looks like a list: one of its first lines names columns of one.
pub fn is_one(text: &str) -> bool {
    head(text).is_some()
}

/// The line that names the columns, 0-based.
pub fn head_line(text: &str) -> Option<usize> {
    head(text).map(|(at, _)| at)
}

/// The name of a column and what it holds, if that is known.
type Column = (String, Option<&'static str>);

/// The line that names the columns, 0-based, with what each holds.
fn head(text: &str) -> Option<(usize, Vec<Column>)> {
    text.lines().take(HEAD).enumerate().find_map(|(at, line)| {
        let cells = line.split('\t');
        let columns: Vec<Column> = cells.map(|cell| (cell.to_owned(), column(cell))).collect();
        let known: Vec<&str> = columns.iter().filter_map(|(_, column)| *column).collect();
        let names = known.contains(&"respondent") || known.contains(&"file");
        (names && (known.len() > 1 || columns.len() == 1)).then_some((at, columns))
    })
}

/// Reads a list from its text; `None` if no line names its columns.
pub fn read(text: &str) -> Option<List> {
    let (at, columns) = head(text)?;
    let mut list = List {
        has_files: columns.iter().any(|(_, known)| *known == Some("file")),
        ..List::default()
    };
    for (line, words) in text.lines().enumerate().skip(at + 1) {
        let line = line as u32 + 1;
        let cells = words.split('\t').map(str::trim);
        let mut row = Row {
            line,
            ..Row::default()
        };
        let mut named: [Option<&str>; 2] = [None; 2];
        let mut later = None;
        for ((name, column), cell) in columns.iter().zip(cells) {
            if is_nothing(cell) {
                continue;
            }
            match *column {
                Some("number") => named[0] = Some(cell),
                Some("referral") => named[1] = Some(cell),
                // A later last day holds wherever its column stands.
                Some("respite") => match day(cell) {
                    Ok(day) => later = Some(day),
                    Err(problem) => list.problems.push((line, problem)),
                },
                Some(column) => {
                    if let Err(problem) = row.take(column, name, cell) {
                        list.problems.push((line, problem));
                    }
                }
                None => row.keep(name, cell),
            }
        }
        row.answer_by = later.or(row.answer_by);
        row.referral = referral_words(named[0], named[1]);
        if row.file.is_some() || row.respondent().is_some() || row.is_of_part() {
            list.rows.push(row);
        } else if !words.trim().is_empty() {
            let problem = "names neither a file nor a respondent".to_owned();
            list.problems.push((line, problem));
        }
    }
    Some(list)
}

impl List {
    /// Columns of which something was not understood, by name.
    pub fn not_understood(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = Vec::new();
        let all = self.rows.iter().flat_map(|row| &row.other);
        for one in all.filter(|one| column(&one.column) != Some("note")) {
            if !columns.contains(&one.column.as_str()) {
                columns.push(&one.column);
            }
        }
        columns
    }
}

/// A proposal in one cell: title and number.
pub fn referral_words(number: Option<&str>, title: Option<&str>) -> Option<String> {
    let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = title.map(plain).filter(|title| !title.is_empty());
    match (number, title) {
        (Some(number), Some(title)) if !title.contains(number) => {
            Some(format!("{title} ({number})"))
        }
        (number, title) => title.or(number.map(plain)),
    }
}

fn is_nothing(cell: &str) -> bool {
    cell.is_empty() || DATA.words.nothing.contains(&lower(cell))
}

impl Row {
    /// Keeps what is not understood as it stands.
    fn keep(&mut self, name: &str, cell: &str) {
        self.other.push(Other {
            column: name.trim().to_owned(),
            value: cell.to_owned(),
        });
    }

    /// Takes a cell, or says what is wrong with it.
    fn take(&mut self, column: &str, name: &str, cell: &str) -> Result<(), String> {
        let words = &DATA.words;
        match column {
            "file" => self.file = Some(cell.to_owned()),
            "shown" if folded(name) == "sha256" => self.sha256 = Some(cell.to_owned()),
            "shown" => {}
            "reviewed" => match lower(cell) {
                low if words.yes.contains(&low) => self.reviewed = true,
                // As the table itself says of what somebody has looked at.
                low if words.looked_at.contains(&low) => self.read = true,
                low if words.not_looked_at.contains(&low) => {}
                _ => self.keep(name, cell),
            },
            "asked" => self.asked = words.yes.contains(&lower(cell)),
            "part" => self.part = Some(cell.to_owned()),
            "answer_by" => self.answer_by = Some(day(cell)?),
            "kind" if words.no_kind.contains(&lower(cell)) => {}
            "kind" => match DocumentKind::in_words(cell) {
                Some(kind) => drop(self.says.insert(Field::Kind, kind.name().to_owned())),
                None => self.keep(name, cell),
            },
            "respondent_kind" => match authority::kind_named(cell) {
                Some(kind) => drop(self.says.insert(Field::RespondentKind, kind)),
                None => self.keep(name, cell),
            },
            "date" => drop(self.says.insert(Field::Date, day(cell)?)),
            "received" => drop(self.says.insert(Field::Received, day(cell)?)),
            "respondent" => {
                foreign(cell)?;
                self.says.insert(Field::Respondent, cell.to_owned());
            }
            _ => match Field::from_name(column) {
                Ok(field) => drop(self.says.insert(field, cell.to_owned())),
                Err(_) => self.keep(name, cell),
            },
        }
        Ok(())
    }
}

/// A letter of another alphabet looks like one of ours and is none.
fn foreign(name: &str) -> Result<(), String> {
    let latin = |c: char| c < '\u{250}' || !c.is_alphabetic();
    match name.chars().find(|c| !latin(*c)) {
        Some(letter) => Err(format!(
            "\"{name}\" holds a letter of another alphabet ({letter}, U+{:04X})",
            letter as u32
        )),
        None => Ok(()),
    }
}

/// The day in a cell, ISO: as written, or as a spreadsheet counts days.
fn day(cell: &str) -> Result<String, String> {
    const SERIALS: std::ops::Range<u32> = 30_000..60_000;
    if let Ok(serial) = cell.parse::<u32>()
        && SERIALS.contains(&serial)
    {
        return Ok(dates::of_serial(serial));
    }
    let found = dates::first_day_in(cell).or_else(|| dates::compact(cell));
    let day = found.and_then(|dated| dated.day.iso());
    day.ok_or_else(|| format!("\"{cell}\" is no day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "Remiss av Ett tryggare vatten\n\
        Nr\tInkom\tFrån\tHandling\tDnr\tVikt\n\
        1\t2024-03-01\tRegion Öst\tsvar 1.pdf\tSOU 2023:4\t2\n\
        2\t2024-02-30\tHavby kommun\tsvar 2.pdf\t\t\n\
        3\t45352\tНavby kommun\t\t\t\n\
        \t\t\t\t\t7\n";

    #[test]
    fn columns_are_read_under_their_usual_names_and_what_is_wrong_is_named() {
        let list = read(LIST).unwrap();
        let first = &list.rows[0];
        assert_eq!(first.line, 3);
        assert_eq!(first.file.as_deref(), Some("svar 1.pdf"));
        assert_eq!(first.respondent(), Some("Region Öst"));
        assert_eq!(first.says[&Field::Received], "2024-03-01");
        assert_eq!(first.referral.as_deref(), Some("SOU 2023:4"));
        assert_eq!(first.other.len(), 2);
        assert!(!first.says.contains_key(&Field::Date));
        let problems: Vec<u32> = list.problems.iter().map(|(line, _)| *line).collect();
        assert_eq!(problems, [4, 5, 5, 6]);
        assert_eq!(list.rows.len(), 2);
        assert!(read("Kommunen tillstyrker förslaget.\n").is_none());
    }

    #[test]
    fn a_day_is_written_or_counted() {
        assert_eq!(day("45352"), Ok("2024-03-01".to_owned()));
        assert_eq!(day("1 mars 2024"), Ok("2024-03-01".to_owned()));
        assert!(day("2023-02-30").is_err());
    }
}
