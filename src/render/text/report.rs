//! How an ingest closes: what was found, what was guessed, what to look at.

use super::pad;
use crate::document::DocumentKind;
use crate::ingest::Report;
use crate::render::kind_words;
use crate::unit::UnitKind;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Names that are listed before the others are counted.
const FEW: usize = 10;

/// How an ingest closes: one screen, whatever the number of files; `all` prints a
/// row and every note of each paper before.
pub fn report(report: &Report, all: bool, out: &mut dyn Write) -> io::Result<()> {
    if all {
        rows(report, out)?;
    }
    kinds(report, out)?;
    guessed(report, out)?;
    unrecognised(report, out)?;
    empty(report, out)?;
    if report.known > 0 {
        let papers = count(report.known, "paper is", "papers are");
        writeln!(
            out,
            "{papers} read otherwise now by what lists and persons say"
        )?;
    }
    sort_of(&copies(report), "the same content as another", all, out)?;
    lists(report, all, out)?;
    passed_over(report, all, out)?;
    for name in &report.dropped {
        writeln!(out, "{name} is gone and was dropped")?;
    }
    let files = report.failures.len();
    if files > 0 {
        let files = count(files, "file", "files");
        writeln!(out, "could not be read: {files}, named above")?;
    }
    let notes: usize = report.read.iter().map(|row| row.notes.len()).sum();
    let hint = if notes > 0 && !all {
        format!(" ({notes} notes: --verbose or `remiss export notes`)")
    } else {
        String::new()
    };
    writeln!(
        out,
        "{} read, {} unchanged, {} not readable{hint}",
        report.read.len(),
        report.unchanged,
        report.failures.len()
    )
}

/// "3 papers", "1 paper".
fn count(number: usize, one: &str, several: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{number} {several}"),
    }
}

/// A row of the table, and the notes of each paper.
fn rows(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let columns = [
        UnitKind::Beslut,
        UnitKind::Yttrande,
        UnitKind::Radsyttrande,
        UnitKind::Sammanfattning,
    ];
    let names = report.read.iter().map(|row| super::wide(&row.name));
    let width = names.max().unwrap_or(0).max(8);
    if !report.read.is_empty() {
        writeln!(
            out,
            "{}  {}  beslut  yttrande  rådsyttr  sammanf  statem  pointer  notes",
            pad("document", width),
            pad("kind", 16)
        )?;
    }
    for row in &report.read {
        let count = |kinds: &dyn Fn(UnitKind) -> bool| {
            let units = row.units.iter().filter(|(kind, _)| kinds(**kind));
            units.map(|(_, n)| n).sum::<usize>()
        };
        let [beslut, yttrande, council, summary] =
            columns.map(|column| count(&|kind| kind == column));
        let statements = count(&UnitKind::is_statement);
        writeln!(
            out,
            "{}  {}  {beslut:>6}  {yttrande:>8}  {council:>8}  {summary:>7}  {statements:>6}  {:>7}  {:>5}",
            pad(&row.name, width),
            pad(row.kind.name(), 16),
            row.pointers,
            row.notes.len()
        )?;
        for note in &row.notes {
            writeln!(out, "  {}:{}: {}", row.name, note.line, note.text)?;
        }
    }
    Ok(())
}

/// How many papers of each kind, and how many units of each in them.
fn kinds(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.read.is_empty() {
        return Ok(());
    }
    let mut kinds: BTreeMap<DocumentKind, usize> = BTreeMap::new();
    let mut units: BTreeMap<UnitKind, usize> = BTreeMap::new();
    for row in &report.read {
        *kinds.entry(row.kind).or_default() += 1;
        for (kind, number) in &row.units {
            *units.entry(*kind).or_default() += number;
        }
    }
    let known = kinds
        .iter()
        .filter(|(kind, _)| **kind != DocumentKind::Okand);
    let mut parts: Vec<String> = known
        .map(|(kind, number)| format!("{number} {}", kind.name()))
        .collect();
    if let Some(number) = kinds.get(&DocumentKind::Okand) {
        parts.push(format!("{number} not recognised"));
    }
    let papers = count(report.read.len(), "paper", "papers");
    writeln!(out, "{papers}: {}", parts.join(", "))?;
    let parts = units.iter();
    let parts: Vec<String> = parts
        .map(|(kind, number)| format!("{number} {}", kind_words(*kind)))
        .collect();
    match parts.is_empty() {
        true => Ok(()),
        false => writeln!(out, "in them: {}", parts.join(", ")),
    }
}

/// What was guessed, by field, and in which papers; what to look at first.
fn guessed(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut fields: BTreeMap<&str, usize> = BTreeMap::new();
    for field in report.read.iter().flat_map(|row| &row.guessed) {
        *fields.entry(field).or_default() += 1;
    }
    let guessed = report.read.iter().filter(|row| !row.guessed.is_empty());
    let guessed: Vec<&str> = guessed.map(|row| row.name.as_str()).collect();
    if guessed.is_empty() {
        return Ok(());
    }
    let fields = fields.iter();
    let fields: Vec<String> = fields
        .map(|(field, number)| format!("{field} {number}"))
        .collect();
    writeln!(
        out,
        "guessed in {} ({}): {} (`remiss papers --guessed` shows these, and what else is doubtful)",
        guessed.len(),
        fields.join(", "),
        some(&guessed)
    )
}

/// The first papers that were not recognised, a line each as they are looked for
/// by name, and what was noted first of each.
fn unrecognised(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let read = report.read.iter();
    let unknown: Vec<_> = read.filter(|row| row.kind == DocumentKind::Okand).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "not recognised {}, found by search all the same:",
        unknown.len()
    )?;
    for row in unknown.iter().take(FEW) {
        let note = row.notes.first();
        let note = note.map_or_else(String::new, |note| format!(": {}", note.text));
        writeln!(out, "{}{note}", row.name)?;
    }
    match unknown.len().saturating_sub(FEW) {
        0 => Ok(()),
        more => writeln!(out, "and {more} more"),
    }
}

/// The first papers that look like answers and in which none was found.
fn empty(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let read = report.read.iter();
    let empty =
        read.filter(|row| row.kind.is_answer() && row.units.is_empty() && row.pointers == 0);
    let names: Vec<&str> = empty.map(|row| row.name.as_str()).collect();
    match names.len() {
        0 => Ok(()),
        count => writeln!(
            out,
            "no answer was found in {count} that look like one: {}",
            some(&names)
        ),
    }
}

/// The first names of a list.
fn some(names: &[&str]) -> String {
    let more = match names.len().saturating_sub(FEW) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", names[..names.len().min(FEW)].join(", "))
}

fn copies(report: &Report) -> Vec<String> {
    let copies = report.copies.iter();
    copies
        .map(|(copy, original)| format!("{copy} = {original}"))
        .collect()
}

/// Pages that are or may be lists, and columns of lists that are not understood.
fn lists(report: &Report, all: bool, out: &mut dyn Write) -> io::Result<()> {
    for page in &report.registers {
        writeln!(
            out,
            "{page} is read as the register of its folder, as it was fetched with it"
        )?;
    }
    let (named, more) = first(&report.pages, all);
    for page in named {
        writeln!(
            out,
            "{page} links to papers and is nobody's answer: `remiss ingest --register {page}` \
             reads it as the list of who answered"
        )?;
    }
    more_of(more, "pages that link to papers", out)?;
    for (list, columns) in &report.not_understood {
        writeln!(
            out,
            "{list}: kept as they stand, not understood: {} (`remiss papers` shows them)",
            columns.join(", ")
        )?;
    }
    Ok(())
}

/// Files that were not looked into, by name if they are few or all is asked for.
pub fn passed_over(report: &Report, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let pictures = "pictures, which --ocr reads";
    let (tables, others): (Vec<String>, Vec<String>) = report
        .passed_over
        .iter()
        .cloned()
        .partition(|name| is_table(name));
    let (named, more) = first(&tables, all);
    for table in named {
        writeln!(
            out,
            "{table} is a table: if it lists who answered, `remiss ingest --register {table}`; \
             who was asked, `--asked {table}`"
        )?;
    }
    more_of(more, "tables", out)?;
    sort_of(&others, "neither documents nor text", all, out)?;
    sort_of(&report.pictures, pictures, all, out)
}

/// The first of some names, or all, and how many are left.
fn first(names: &[String], all: bool) -> (&[String], usize) {
    let most = if all {
        names.len()
    } else {
        FEW.min(names.len())
    };
    (&names[..most], names.len() - most)
}

/// How many were not named, and how they are.
fn more_of(left: usize, what: &str, out: &mut dyn Write) -> io::Result<()> {
    match left {
        0 => Ok(()),
        left => writeln!(
            out,
            "and {left} more {what} (`remiss ingest --verbose` names them)"
        ),
    }
}

/// A table that people keep.
fn is_table(name: &str) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ["csv", "tsv", "xlsx", "xlsm"].contains(&ending.as_str()))
}

fn sort_of(files: &[String], why: &str, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let count = match files.len() {
        0 => return Ok(()),
        1 => "1 file was passed over".to_owned(),
        files => format!("{files} files were passed over"),
    };
    if all || files.len() <= FEW {
        return writeln!(out, "{count} ({why}): {}", files.join(", "));
    }
    writeln!(out, "{count} ({why}; `remiss ingest --verbose` names them)")
}
