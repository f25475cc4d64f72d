//! The command config: what is set here, and where it comes from.

use super::ArchiveArgs;
use super::run::{Outcome, Run};
use super::settings::{Settings, archive_named, found};
use crate::render::{Format, Rows, json, table, text};
use crate::settings::{KEYS, Key, Origin, Setting};
use clap::Args;
use std::ffi::OsString;
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "\
Settings stand in remiss.toml in the folder that holds the archive; where no archive is \
named, in the working directory. A flag goes before the environment, that before the file. \
A file of settings looks like this:

  archive = \"arkiv\"               # the archive's directory
  areas = [\"omraden.toml\"]        # files of focus areas
  lexicon = [\"ord.toml\"]          # files of topics for search
  register = [\"svar.xlsx\"]        # lists of who answered, for ingest
  asked = [\"sandlista.xlsx\"]      # lists of who was asked, for ingest
  about = \"KS 2024/417\"           # the proposal that these lists are about
  by = \"Eva Ek\"                   # who corrects and reviews here
  allow = [\"pages=500\"]           # what one file may cost

Files are named from where remiss.toml is.")]
pub(super) struct ConfigArgs {
    #[command(flatten)]
    archive: ArchiveArgs,
    /// Say of each where it comes from: flag, environment, file and line.
    #[arg(long)]
    show_origin: bool,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

pub(super) fn run_config(args: &ConfigArgs, typed: &[OsString], out: &mut dyn Write) -> Run {
    let settings = found(typed)?;
    let named = archive_named(typed).map(|(_, origin)| origin);
    let archive = args.archive.archive.display().to_string();
    let all: Vec<Setting> = KEYS
        .iter()
        .filter_map(|key| {
            let set = settings.as_ref().and_then(|set| of_file(set, key));
            if key.name != "archive" {
                return set;
            }
            let origin = match (&named, set) {
                (Some(origin), _) => origin.clone(),
                (None, Some(set)) => return Some(set),
                (None, None) => Origin::Default,
            };
            Some(Setting {
                key,
                values: vec![archive.clone()],
                origin,
            })
        })
        .collect();
    if args.format == Format::Text {
        text::settings(&all, args.show_origin, out)?;
    } else {
        let mut rows = Rows::new(args.format, table::SETTINGS, out)?;
        json::settings(&all, &mut rows)?;
        rows.finish()?;
    }
    Ok(Outcome::Found)
}

fn of_file(settings: &Settings, key: &'static Key) -> Option<Setting> {
    let set = settings.sets.iter().find(|set| set.key.name == key.name)?;
    let values = settings.values(set);
    let values = values.iter().map(|one| one.to_string_lossy().into_owned());
    Some(Setting {
        key,
        values: values.collect(),
        origin: Origin::File(settings.path.display().to_string(), set.line),
    })
}
