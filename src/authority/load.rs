//! From the data files to the table. Shipped files are trusted; one that is
//! given is checked line by line.

use super::form::{genitive, identifier, key};
use super::place;
use super::table::{Doubt, Row, Table};
use super::{How, boards};
use crate::tsv::{Given, cell, list, rows};

/// Kinds of which branches, clubs and local parts answer by themselves.
const WITH_BRANCHES: [&str; 9] = [
    "fack",
    "civilsamhalle",
    "trossamfund",
    "parti",
    "branschorganisation",
    "arbetsgivare",
    "naringsliv",
    "samepolitiskt",
    "namnd",
];

/// Kinds whose names come with or without a company form.
const COMPANIES: [&str; 5] = [
    "statligt_bolag",
    "kommunalt_bolag",
    "naringsliv",
    "branschorganisation",
    "arbetsgivare",
];

/// All that ships with the program.
pub(super) fn standard() -> Table {
    let mut table = Table::default();
    doubts(&mut table, include_str!("ambiguous.tsv"));
    bodies(&mut table, include_str!("bodies.tsv"));
    place::add_municipalities(&mut table, include_str!("places.tsv"));
    place::add_counties(&mut table, include_str!("counties.tsv"));
    former(&mut table, include_str!("former.tsv"));
    boards::add(&mut table, include_str!("boards.tsv"));
    table
}

fn doubts(table: &mut Table, text: &str) {
    for row in rows(text) {
        let means = cell(&row, 1).split(';').map(str::trim);
        let mut bodies: Vec<String> = Vec::new();
        for meaning in means {
            // "(kort)", "(tidigare kort)": a short form of the body named.
            let name = meaning
                .split_once(" (")
                .map_or(meaning, |(name, rest)| match rest {
                    _ if rest.ends_with("kort)") => name,
                    _ => meaning,
                });
            if !bodies.iter().any(|known| known == name) {
                bodies.push(name.to_owned());
            }
        }
        let doubt = Doubt {
            means: bodies,
            tell: cell(&row, 2).to_owned(),
        };
        table.doubts.insert(key(cell(&row, 0)), doubt);
    }
}

fn bodies(table: &mut Table, text: &str) {
    for row in rows(text) {
        let [name, kind, code] = [0, 1, 5].map(|at| cell(&row, at));
        let at = table.add(new_row(name, kind, code));
        table.claim(name, at, How::Exact);
        for form in list(cell(&row, 3)).chain(list(cell(&row, 4))) {
            table.claim(form, at, How::Variant);
        }
        for short in list(cell(&row, 2)) {
            table.claim_short(short, at, false);
        }
        for form in place::forms_of_place(name, kind) {
            table.claim(&form, at, How::Variant);
        }
    }
}

pub(super) fn new_row(name: &str, kind: &str, code: &str) -> Row {
    let company = COMPANIES.contains(&kind) || super::form::glued(&key(name)).1;
    Row {
        name: name.to_owned(),
        kind: kind.to_owned(),
        id: Some(if code.is_empty() {
            identifier(name)
        } else {
            code.to_owned()
        }),
        note: None,
        company,
        branches: WITH_BRANCHES.contains(&kind),
    }
}

/// Former names: the same body under another name folds to it; a body that
/// was merged into another, or ended, stays itself with a note.
fn former(table: &mut Table, text: &str) {
    for row in rows(text) {
        let [name, short, kind, from, to, end, successor] =
            [0, 1, 2, 3, 4, 5, 6].map(|at| cell(&row, at));
        let years = match (from, to) {
            ("", "") => String::new(),
            (from, to) => format!(" ({from}–{to})"),
        };
        let heir = table.by_key(&key(successor));
        // A successor that took a name in use before is told apart by year
        // only: there the former name keeps the two apart.
        let taken = |doubt: &Doubt| doubt.means.iter().any(|means| means.contains(name));
        let taken = table.doubts.get(&key(successor)).is_some_and(taken);
        let at = match heir {
            Some(heir) if end == "namnbyte" && !taken => heir.row,
            _ => {
                let known = table.by_key(&key(name));
                let at = known.map_or_else(|| table.add(new_row(name, kind, "")), |k| k.row);
                let ended = if end == "nedlagd" { "nedlagd" } else { end };
                let note = format!("{ended}{years}: {successor}");
                table.rows[at as usize].note = Some(note.trim_end_matches([':', ' ']).to_owned());
                table.claim(name, at, How::Exact);
                for form in place::forms_of_place(name, kind) {
                    table.claim(&form, at, How::Former);
                }
                at
            }
        };
        table.claim(name, at, How::Former);
        for short in list(short) {
            table.claim_short(short, at, true);
        }
    }
}

/// Rows of a file that is given.
pub(super) fn add_given(table: &mut Table, text: &str) -> Result<(), String> {
    let given = Given::new(text, "name")?;
    for (line, row) in given.rows() {
        let of = |column: &str| given.cell(&row, column);
        let name = of("name");
        if key(name).is_empty() {
            return Err(format!("line {line}: a row without a name"));
        }
        let kind = match of("kind") {
            "" | "stad_namnd" => "namnd",
            kind => kind,
        };
        add_one(table, name, kind, &of);
    }
    Ok(())
}

fn add_one<'a>(table: &mut Table, name: &str, kind: &str, of: &impl Fn(&str) -> &'a str) {
    let mut row = new_row(name, kind, of("code"));
    if of("code").is_empty() && !of("place").is_empty() {
        // Two cities' boards of one name are two.
        row.id = Some(identifier(&format!("{name} {}", of("place"))));
    }
    let at = table.add(row);
    let former = list(of("former")).map(|form| form.split_once(" (").map_or(form, |(f, _)| f));
    let forms = list(of("variants")).map(|form| (form, How::Variant));
    let all = [(name, How::Exact)]
        .into_iter()
        .chain(forms)
        .chain(former.map(|form| (form, How::Former)));
    for (form, how) in all {
        table.overrule(form);
        table.claim(form, at, how);
    }
    for short in list(of("short")) {
        table.overrule(short);
        table.claim_short(short, at, false);
    }
    for form in place::forms_of_place(name, kind) {
        table.overrule(&form);
        table.claim(&form, at, How::Variant);
    }
    let place = of("place");
    if !place.is_empty() {
        table.claim(&format!("{name} i {place}"), at, How::Variant);
        table.claim(&format!("{} {name}", genitive(place)), at, How::Variant);
    }
}
