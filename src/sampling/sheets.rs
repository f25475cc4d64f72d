//! Coding sheets that come back: whose codes stand on which row, and all of
//! them together as what agreement is reckoned from.

use super::codes::{CodeBook, Scale, key};
use crate::agreement::{CODES, Codings};
use crate::decode::printable;
use crate::error::{Error, Result};
use crate::text::lower;
use std::collections::HashMap;

/// One coder's codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Who coded: the name of the file.
    pub coder: String,
    /// Rows that have an id, in order.
    pub rows: Vec<CodedUnit>,
    /// Their codes; nothing where none was given.
    pub codes: Vec<Option<String>>,
}

/// What was coded, as far as the sheet tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodedUnit {
    /// Its id.
    pub id: String,
    /// Who speaks.
    pub respondent: String,
    /// On what.
    pub area: String,
    /// Where.
    pub citation: String,
    /// The text.
    pub text: String,
}

/// Headings under which the code and the id are looked for.
const CODE: [&str; 3] = ["kod", "code", "kode"];
const ID: [&str; 2] = ["id", "row"];

impl Sheet {
    /// Reads a coder's sheet; the codes stand under `column`, or under "kod".
    pub fn read(coder: &str, rows: &[Vec<String>], column: Option<&str>) -> Result<Self> {
        let head: Vec<String> = rows
            .first()
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .map(|cell| lower(cell.trim()))
            .collect();
        let find = |names: &[&str]| head.iter().position(|cell| names.contains(&cell.as_str()));
        let wanted = column.map(lower);
        let code = match &wanted {
            Some(name) => find(&[name]),
            None => find(&CODE),
        };
        let (Some(id), Some(code)) = (find(&ID), code) else {
            let code = column.unwrap_or("kod");
            return Err(Error::new(format!("has no columns \"id\" and \"{}\"", printable(code)))
                .cure("take a sheet of `remiss sample --coding`, or name the column of codes with --column"));
        };
        let places = ["respondent", "area", "citation", "text"].map(|name| find(&[name]));
        let mut sheet = Sheet {
            coder: coder.to_owned(),
            ..Sheet::default()
        };
        let mut seen = HashMap::new();
        for (number, row) in (1..).zip(rows).skip(1) {
            let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
            let told = |at: Option<usize>| at.map_or("", cell).to_owned();
            if cell(id).is_empty() {
                match cell(code) {
                    "" => continue,
                    _ => {
                        return Err(Error::new(format!(
                            "has a code without an id in row {number}"
                        ))
                        .cure("leave the column id as it was drawn"));
                    }
                }
            }
            if let Some(first) = seen.insert(cell(id).to_owned(), number) {
                let what = format!(
                    "has the id \"{}\" in rows {first} and {number}",
                    printable(cell(id))
                );
                return Err(Error::new(what).cure("leave one of them"));
            }
            let [respondent, area, citation, text] = places.map(told);
            sheet.rows.push(CodedUnit {
                id: cell(id).to_owned(),
                respondent,
                area,
                citation,
                text,
            });
            sheet
                .codes
                .push(Some(cell(code).to_owned()).filter(|code| !code.is_empty()));
        }
        Ok(sheet)
    }
}

/// Sheets laid side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// Who coded.
    pub coders: Vec<String>,
    /// The codes, in the order of their scale if they have one.
    pub categories: Vec<String>,
    /// What was coded, each of these once.
    pub units: Vec<CodedUnit>,
    /// Who gave what.
    pub codings: Codings,
}

impl Coded {
    /// Lays sheets side by side. A list of codes gives their order; without one
    /// stances and verdicts have theirs, and others none.
    pub fn of(sheets: Vec<Sheet>, book: Option<&CodeBook>) -> Result<Self> {
        let names = Categories::of(&sheets, book)?;
        let mut coded = Coded {
            coders: sheets.iter().map(|sheet| sheet.coder.clone()).collect(),
            ..Coded::default()
        };
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut units: Vec<Vec<Option<usize>>> = Vec::new();
        let coders = sheets.len();
        for (coder, sheet) in sheets.into_iter().enumerate() {
            for (row, code) in sheet.rows.into_iter().zip(sheet.codes) {
                let at = *places.entry(row.id.clone()).or_insert(units.len());
                if at == units.len() {
                    units.push(vec![None; coders]);
                    coded.units.push(row);
                }
                units[at][coder] = code.and_then(|code| names.number(&code));
            }
        }
        coded.codings = Codings {
            coders,
            categories: names.names.len(),
            units,
            ordered: names.ordered,
        };
        coded.categories = names.names;
        Ok(coded)
    }

    /// How often each coder gave a category.
    pub fn given(&self, category: usize) -> Vec<usize> {
        let mut counts = vec![0; self.coders.len()];
        for unit in &self.codings.units {
            for (count, code) in counts.iter_mut().zip(unit) {
                *count += usize::from(*code == Some(category));
            }
        }
        counts
    }

    /// What a coder gave a unit.
    pub fn code(&self, unit: usize, coder: usize) -> Option<&str> {
        let category = *self.codings.units.get(unit)?.get(coder)?;
        self.categories.get(category?).map(String::as_str)
    }
}

/// Codes as they are written first, and what makes each known.
struct Categories {
    names: Vec<String>,
    keys: HashMap<String, usize>,
    scale: Option<Scale>,
    ordered: bool,
}

impl Categories {
    fn of(sheets: &[Sheet], book: Option<&CodeBook>) -> Result<Self> {
        let given = sheets.iter().flat_map(|sheet| sheet.codes.iter().flatten());
        let scale = match book {
            Some(_) => None,
            None => Scale::of(given.clone().map(String::as_str)),
        };
        let mut found = Categories {
            names: Vec::new(),
            keys: HashMap::new(),
            scale,
            ordered: scale.is_some() || book.is_some(),
        };
        scale
            .into_iter()
            .flat_map(Scale::order)
            .for_each(|name| found.add(name));
        book.into_iter()
            .flat_map(|book| &book.codes)
            .for_each(|code| found.add(&code.code));
        let known = found.names.len();
        for code in given {
            found.add(scale.and_then(|scale| scale.name(code)).unwrap_or(code));
        }
        // What is on no list has no place in its order.
        found.ordered &= found.names.len() == known;
        if found.names.len() > CODES {
            let what = format!("there are more than {CODES} codes");
            return Err(Error::new(what).cure("name the column of codes with --column"));
        }
        if scale.is_none() && book.is_none() {
            found.names.sort();
            let names = found.names.iter().enumerate();
            found.keys = names.map(|(at, name)| (key(name), at)).collect();
        }
        Ok(found)
    }

    fn add(&mut self, name: &str) {
        let next = self.names.len();
        if *self.keys.entry(key(name)).or_insert(next) == next {
            self.names.push(name.to_owned());
        }
    }

    fn number(&self, code: &str) -> Option<usize> {
        let name = self
            .scale
            .and_then(|scale| scale.name(code))
            .unwrap_or(code);
        self.keys.get(&key(name)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(coder: &str, rows: &[(&str, &str)]) -> Sheet {
        let mut table = vec![vec!["ID".to_owned(), "text".to_owned(), "Kod".to_owned()]];
        table.extend(
            rows.iter()
                .map(|(id, code)| [*id, "x", *code].map(str::to_owned).to_vec()),
        );
        Sheet::read(coder, &table, None).unwrap()
    }

    #[test]
    fn rows_meet_by_their_ids_in_whatever_order() {
        let first = sheet("anna", &[("1", "Stöd"), ("2", "kritik"), ("3", "")]);
        let second = sheet(
            "bo",
            &[
                ("3", "neutral"),
                ("2", "KRITIK"),
                ("4", "stöd med förbehåll"),
            ],
        );
        let coded = Coded::of(vec![first, second], None).unwrap();
        assert_eq!(
            coded.categories,
            ["kritik", "neutral", "stöd_med_förbehåll", "stöd"]
        );
        assert!(coded.codings.ordered);
        assert_eq!(
            coded.codings.units,
            [
                vec![Some(3), None],
                vec![Some(0), Some(0)],
                vec![None, Some(1)],
                vec![None, Some(2)]
            ]
        );
        assert_eq!(coded.code(3, 1), Some("stöd_med_förbehåll"));
    }

    #[test]
    fn a_list_gives_the_order_and_a_code_beside_it_takes_it() {
        let book = CodeBook::read("lite\nlagom\nmycket\n").unwrap();
        let sheets = |code: &str| vec![sheet("a", &[("1", "mycket")]), sheet("b", &[("1", code)])];
        let coded = Coded::of(sheets("Lite"), Some(&book)).unwrap();
        assert!(coded.codings.ordered && coded.codings.units == [[Some(2), Some(0)]]);
        let coded = Coded::of(sheets("annat"), Some(&book)).unwrap();
        assert!(!coded.codings.ordered && coded.categories.len() == 4);
        let coded = Coded::of(sheets("annat"), None).unwrap();
        assert_eq!((coded.categories.len(), coded.codings.ordered), (2, false));
        assert_eq!(coded.categories, ["annat", "mycket"]);
        assert_eq!(coded.codings.units, [[Some(1), Some(0)]]);
    }

    #[test]
    fn one_who_abstains_stands_nowhere_on_the_scale() {
        let sheets = vec![sheet("a", &[("1", "avstyrker"), ("2", "avstår")])];
        let coded = Coded::of(sheets, None).unwrap();
        assert!(!coded.codings.ordered);
        assert_eq!(coded.codings.units, [[Some(0)], [Some(7)]]);
    }

    #[test]
    fn what_is_wrong_with_a_sheet_is_told_by_its_rows() {
        let told = |rows: &[[&str; 2]]| {
            let table: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.map(str::to_owned).to_vec())
                .collect();
            Sheet::read("a", &table, None).unwrap_err().to_string()
        };
        assert!(told(&[["id", "kod"], ["1", "x"], ["1", "y"]]).contains("rows 2 and 3"));
        assert!(told(&[["id", "kod"], ["", "y"]]).contains("row 2"));
        assert!(told(&[["id", "tema"], ["1", "y"]]).contains("no columns"));
        let table = [["id", "tema"], ["1", "y"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(
            Sheet::read("a", &table, Some("Tema")).unwrap().codes,
            [Some("y".to_owned())]
        );
    }
}
