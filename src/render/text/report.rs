//! The closing table of an ingest: what was found in each document.

use super::pad;
use crate::ingest::Report;
use crate::unit::UnitKind;
use std::io::{self, Write};

/// The closing table of an ingest. `notes` prints every note.
pub fn report(report: &Report, notes: bool, out: &mut dyn Write) -> io::Result<()> {
    let columns = [
        UnitKind::Beslut,
        UnitKind::Yttrande,
        UnitKind::Radsyttrande,
        UnitKind::Sammanfattning,
    ];
    let width = report
        .read
        .iter()
        .map(|row| super::wide(&row.name))
        .max()
        .unwrap_or(0)
        .max(8);
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
            row.units
                .iter()
                .filter(|(kind, _)| kinds(**kind))
                .map(|(_, n)| n)
                .sum::<usize>()
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
        for note in row.notes.iter().filter(|_| notes || row.units.is_empty()) {
            writeln!(out, "  {}:{}: {}", row.name, note.line, note.text)?;
        }
    }
    for (copy, original) in &report.copies {
        writeln!(
            out,
            "{copy} has the same content as {original} and was not stored twice"
        )?;
    }
    passed_over(report, notes, out)?;
    for name in &report.dropped {
        writeln!(out, "{name} is gone and was dropped")?;
    }
    let all_notes: usize = report.read.iter().map(|row| row.notes.len()).sum();
    let hint = if all_notes > 0 && !notes {
        " (--verbose or `remiss export notes` lists the notes)"
    } else {
        ""
    };
    writeln!(
        out,
        "{} read, {} unchanged, {} not readable{hint}",
        report.read.len(),
        report.unchanged,
        report.failures.len()
    )
}

/// Files that were not looked into, by name if they are few or all is asked for.
pub fn passed_over(report: &Report, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let pictures = "pictures, which --ocr reads";
    sort_of(&report.passed_over, "neither documents nor text", all, out)?;
    sort_of(&report.pictures, pictures, all, out)
}

fn sort_of(files: &[String], why: &str, all: bool, out: &mut dyn Write) -> io::Result<()> {
    const FEW: usize = 5;
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
