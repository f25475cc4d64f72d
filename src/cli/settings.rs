//! The settings file: where it is, and what it says as defaults of arguments.
//!
//! It lies beside the archive: an archive that is named on the command line or
//! in the environment has its file in the folder that holds it; where none is
//! named, it is the one in the working directory. No folder above is looked in:
//! what a stranger put there is nobody's settings. A flag goes before the
//! environment, that before the file.

use super::{Cli, values};
use crate::error::{Error, Result};
use crate::files;
use crate::settings::{self, FILE, Key, Origin, Set};
use clap::builder::Resettable;
use clap::{CommandFactory, FromArgMatches};
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

/// Largest settings file.
const LARGEST: u64 = 1 << 20;

/// Settings that were found.
pub(super) struct Settings {
    pub(super) path: PathBuf,
    pub(super) sets: Vec<Set>,
}

/// Why a command line cannot be run.
pub(super) enum Refused {
    /// What the parser says: help, or what is wrong.
    Parser(clap::Error),
    /// The settings file is broken.
    Settings(Error),
}

/// What was typed, with what is set beside it.
pub(super) fn parsed(typed: &[OsString]) -> std::result::Result<Cli, Refused> {
    let found = found(typed);
    let command = found.as_ref().map_or_else(|_| Cli::command(), with);
    let parsed = from(command, typed);
    match (parsed, found) {
        // Help and commands that read nothing do without.
        (Ok(cli), Err(error)) if cli.command.heeds_settings() => Err(Refused::Settings(error)),
        (Err(told), Err(error)) if told.use_stderr() => Err(Refused::Settings(error)),
        (parsed, _) => parsed.map_err(Refused::Parser),
    }
}

fn from(command: clap::Command, typed: &[OsString]) -> std::result::Result<Cli, clap::Error> {
    let mut matches = command.try_get_matches_from(typed)?;
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut Cli::command()))
}

/// The parser, with what is set as its defaults.
pub(super) fn with(found: &Option<Settings>) -> clap::Command {
    let command = Cli::command();
    let Some(settings) = found else {
        return command;
    };
    let subcommands = command.get_subcommands();
    let names: Vec<String> = subcommands.map(|one| one.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, |sub| {
            settings
                .sets
                .iter()
                .fold(sub, |sub, set| settings.put(sub, set))
        })
    })
}

impl Settings {
    /// The values of a setting, places from where the file is.
    pub(super) fn values(&self, set: &Set) -> Vec<OsString> {
        let here = self.path.parent().unwrap_or(Path::new(""));
        let value = |value: &String| match set.key.sort.is_path() {
            true => here.join(value).into_os_string(),
            false => OsString::from(value),
        };
        set.values.iter().map(value).collect()
    }

    fn put(&self, command: clap::Command, set: &Set) -> clap::Command {
        if !command.get_arguments().any(|one| is(one, set.key)) {
            return command;
        }
        let values = self.values(set);
        command.mut_arg(set.key.argument[0], |one| {
            // What is set need not be typed.
            let one = one.required(false);
            let one = one.required_unless_present(Resettable::Reset);
            one.default_values(values)
        })
    }
}

/// An argument is the one that a key stands for.
fn is(argument: &clap::Arg, key: &Key) -> bool {
    let [id, takes] = key.argument;
    let named = argument.get_value_names().unwrap_or_default();
    argument.get_id().as_str() == id && named.iter().any(|name| name.as_str() == takes)
}

/// The settings that hold for a command line.
pub(super) fn found(typed: &[OsString]) -> Result<Option<Settings>> {
    let path = match archive_named(typed) {
        Some((dir, _)) => dir.with_file_name(FILE),
        None => PathBuf::from(FILE),
    };
    let bytes = match files::read(&path, LARGEST) {
        Ok(bytes) => bytes,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => {
            return Err(Error::new(format!("cannot be read: {error}"))
                .at(&path)
                .cure("make it readable, or move it away"));
        }
    };
    let text = std::str::from_utf8(&bytes);
    let text = text.map_err(|_| {
        Error::new("is not UTF-8")
            .at(&path)
            .cure("save it as UTF-8")
    })?;
    let sets = settings::read(text).map_err(|error| error.at(&path))?;
    Ok(Some(Settings { path, sets }))
}

/// Tells, where that is asked, which file it was.
pub(super) fn told(typed: &[OsString]) {
    if let Ok(Some(settings)) = found(typed) {
        let keys: Vec<&str> = settings.sets.iter().map(|set| set.key.name).collect();
        tracing::info!(file = %settings.path.display(), ?keys, "settings read");
    }
}

fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

/// The archive that is named on the command line, else in the environment; and
/// which of the two it was.
pub(super) fn archive_named(typed: &[OsString]) -> Option<(PathBuf, Origin)> {
    let mut words = typed.iter().take_while(|word| *word != "--");
    let mut flag = None;
    while let Some(word) = words.next() {
        if word == "--archive" {
            flag = words.next().map(OsString::as_os_str).or(flag);
        } else if let Some(value) = word
            .to_str()
            .and_then(|word| word.strip_prefix("--archive="))
        {
            flag = Some(OsStr::new(value));
        }
    }
    let flag = flag.filter(|dir| !dir.is_empty());
    let said = || std::env::var_os(values::VARIABLE).filter(|dir| !dir.is_empty());
    match flag {
        Some(dir) => Some((PathBuf::from(dir), Origin::Flag)),
        None => said().map(|dir| (PathBuf::from(dir), Origin::Environment(values::VARIABLE))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::KEYS;

    fn typed(words: &str) -> Vec<OsString> {
        words.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn every_setting_is_an_argument_of_a_command() {
        let command = Cli::command();
        for key in KEYS {
            let mut subcommands = command.get_subcommands();
            let has = |sub: &clap::Command| sub.get_arguments().any(|one| is(one, key));
            assert!(subcommands.any(has), "{} is heeded by no command", key.name);
        }
    }

    #[test]
    fn an_archive_is_named_before_the_words_that_are_no_options() {
        let named = |words| archive_named(&typed(words)).map(|(dir, _)| dir);
        assert_eq!(named("remiss ledger --archive a"), Some("a".into()));
        assert_eq!(named("remiss ledger --archive=b/c"), Some("b/c".into()));
        assert_eq!(named("remiss search -- --archive=b"), None);
    }

    #[test]
    fn a_flag_goes_before_what_is_set() {
        let settings = Some(Settings {
            path: "papers/remiss.toml".into(),
            sets: settings::read("archive = \"x\"\nby = \"Eva\"\nareas = [\"a.toml\"]").unwrap(),
        });
        let get = |words: &str, id: &str| -> Vec<String> {
            let matches = with(&settings).try_get_matches_from(typed(words)).unwrap();
            let (_, sub) = matches.subcommand().unwrap();
            let raw = sub.get_raw(id).unwrap();
            raw.map(|one| one.to_string_lossy().into_owned()).collect()
        };
        assert_eq!(get("remiss ledger", "archive"), ["papers/x"]);
        assert_eq!(get("remiss ledger --archive y", "archive"), ["y"]);
        // What had to be typed has to be no more.
        assert_eq!(get("remiss correct 100:3 kind=beslut", "by"), ["Eva"]);
        assert_eq!(get("remiss positions", "focus_areas"), ["papers/a.toml"]);
        // --by WHAT is no --by NAME.
        let matches = with(&settings).try_get_matches_from(typed("remiss positions"));
        let matches = matches.unwrap();
        assert!(matches.subcommand().unwrap().1.get_raw("by").is_none());
        assert_eq!(
            get("remiss positions --focus-areas b.toml", "focus_areas"),
            ["b.toml"]
        );
    }
}
