//! The commands about reuse on an engine: what it joins, and what is made of the
//! pairs it gives back.

use super::Source;
use super::run::{Run, open_units, tell};
use crate::corpus::Names;
use crate::error::{Error, Result};
use crate::files;
use crate::render::{Format, Rows, json, table, text};
use crate::reuse::{Reuse, of_pairs, statements};
use crate::spread::{pairs_of_columns, pairs_of_table, write_shingles, write_texts};
use clap::{Args, ValueHint};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct ShinglesArgs {
    #[command(flatten)]
    source: Source,
    /// The folder for shingles.parquet and texts.parquet; made if it is not there.
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  remiss shingles -o spridning
  python3 spark/reuse.py spridning spridning/pairs.parquet --duckdb
  remiss verify-pairs spridning/pairs.parquet --format csv
  remiss families spridning/pairs.parquet")]
pub(super) struct PairsArgs {
    /// The pairs: .parquet (a file, or a folder of Spark's), or .csv with columns
    /// a and b.
    #[arg(value_hint = ValueHint::AnyPath)]
    pairs: PathBuf,
    #[command(flatten)]
    source: Source,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

pub(super) fn run_shingles(args: &ShinglesArgs, _: &mut dyn Write) -> Run {
    let opened = open_units(&args.source)?;
    let texts = statements(&opened.reader, Names::of(&opened.reader).referrals()?)?;
    let refused = |error: io::Error| Error::new(error.to_string()).at(&args.output);
    std::fs::create_dir_all(&args.output).map_err(refused)?;
    let mut rows = 0;
    written(&args.output.join("shingles.parquet"), |out| {
        rows = write_shingles(&texts, out)?;
        Ok(())
    })?;
    written(&args.output.join("texts.parquet"), |out| {
        write_texts(&texts, out)
    })?;
    tell(&format!("{} texts, {rows} shingles", texts.len()));
    Ok(opened.outcome(!texts.is_empty()))
}

/// Writes a file of columns, which is there whole or not at all.
fn written(path: &Path, write: impl FnOnce(&mut std::fs::File) -> Result<()>) -> Result<()> {
    let refused = |error: io::Error| Error::new(format!("cannot be written: {error}")).at(path);
    let unfinished = path.with_extension("unfinished");
    let mut file = std::fs::File::create(&unfinished).map_err(refused)?;
    write(&mut file)?;
    file.sync_all().map_err(refused)?;
    std::fs::rename(&unfinished, path).map_err(refused)
}

/// The pairs of a file, or of all files of a folder.
fn pairs(path: &Path) -> Result<Vec<[u32; 2]>> {
    let refused = |error: io::Error| Error::new(format!("cannot be read: {error}")).at(path);
    if path.is_dir() {
        let mut all = Vec::new();
        let mut parts = Vec::new();
        for entry in std::fs::read_dir(path).map_err(refused)? {
            parts.push(entry.map_err(refused)?.path());
        }
        // So Spark names what it has not finished.
        let unfinished = parts.iter().any(|part| part.ends_with("_temporary"));
        parts.retain(|part| part.extension().is_some_and(|ending| ending == "parquet"));
        parts.sort();
        if unfinished || parts.is_empty() {
            let error = Error::new("is not the whole of what Spark writes").at(path);
            return Err(error.cure("wait until it has ended, or run it again"));
        }
        for part in &parts {
            all.extend(pairs(part)?);
        }
        return Ok(all);
    }
    let file = files::open(path).map_err(refused)?;
    let ending = path.extension().and_then(|ending| ending.to_str());
    let read = match ending {
        Some("csv") => pairs_of_table(io::BufReader::new(file)),
        Some("parquet") => pairs_of_columns(file),
        _ => Err(Error::new("is no file of pairs").cure("end its name in .parquet or .csv")),
    };
    read.map_err(|error| error.at(path))
}

fn found(
    args: &PairsArgs,
) -> std::result::Result<(Reuse, super::run::Opened), super::run::Failure> {
    let met = pairs(&args.pairs)?;
    let opened = open_units(&args.source)?;
    let reuse = of_pairs(&opened.reader, Names::of(&opened.reader).referrals()?, &met)?;
    Ok((reuse, opened))
}

pub(super) fn run_verify_pairs(args: &PairsArgs, out: &mut dyn Write) -> Run {
    let (found, opened) = found(args)?;
    let format = match args.format {
        Format::Text => Format::Csv,
        other => other,
    };
    let mut rows = Rows::new(format, table::PAIRS, out)?;
    json::pair_rows(&found, &mut rows)?;
    rows.finish()?;
    Ok(opened.outcome(!found.pairs.is_empty()))
}

pub(super) fn run_families(args: &PairsArgs, out: &mut dyn Write) -> Run {
    let (found, opened) = found(args)?;
    match args.format {
        Format::Text => text::reuse(&found, out)?,
        Format::Csv | Format::CsvExcel => {
            let names = Names::of(&opened.reader);
            let mut rows = Rows::new(args.format, table::REUSE, out)?;
            json::reuse_rows(&found, names.bodies()?, &mut rows)?;
            rows.finish()?;
        }
        _ => json::reuse(&found, out)?,
    }
    Ok(opened.outcome(!found.families.is_empty()))
}
