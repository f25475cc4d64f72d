//! The commands about the archive itself: whether it is whole, and how it is
//! made anew. Also what happens when one turns out to be damaged on the way.

use super::correct::all_judgements;
use super::ingest::{progress_bar, show_progress};
use super::run::{Failure, Outcome, Run, tell};
use super::{ArchiveArgs, RebuildArgs, settings};
use crate::archive::{Archive, Old, Salvage, Swap, damage, damaged};
use crate::error::Error;
use crate::ingest::{self, Options, Rebuilt};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

pub(super) const REBUILD_HELP: &str = "\
Texts are taken from the archive and segmented again; the files they came from
need not exist any more. A text that is damaged is read from its file. What can
be had from neither is named, and the exit code is 2. The old archive stays
untouched until the new one is complete, and is kept as NAME-replaced if
anything of it is lost; corrections stay where they are.";

pub(super) fn run_verify(args: &ArchiveArgs, out: &mut dyn Write) -> Run {
    let dir = &args.archive;
    let found = damage(dir);
    for file in &found {
        tell(&format!(
            "{}: {}",
            dir.join(&file.file).display(),
            file.what
        ));
    }
    if !found.is_empty() {
        let what = match found.len() {
            1 => "1 file".to_owned(),
            files => format!("{files} files"),
        };
        return Err(damaged(dir, &what).into());
    }
    let reader = Archive::open(dir)?.reader()?;
    let papers = reader.papers()?;
    let mut units = 0;
    for stored in &papers {
        units += reader.paper(stored)?.segmentation.units.len();
    }
    let indexed = reader.unit_count()?;
    if units != indexed {
        let what = format!("papers hold {units} units, the index {indexed}");
        return Err(damaged(dir, &what).into());
    }
    writeln!(
        out,
        "{}: whole, {} papers, {units} units",
        dir.display(),
        papers.len()
    )?;
    Ok(Outcome::Found)
}

pub(super) fn run_rebuild(args: &RebuildArgs, out: &mut dyn Write) -> Run {
    let dir = &args.archive.archive;
    let options = Options {
        judgements: Arc::new(all_judgements(dir)?),
        ..args.limits.options()?
    };
    let swap = Swap::begin(dir)?;
    let done = match made_anew(dir, &swap, &options) {
        Ok(done) => done,
        Err(error) => {
            swap.abandon();
            return Err(error.into());
        }
    };
    for told in done.problems.iter().chain(&done.failures) {
        tell(&told.to_string());
    }
    match swap.finish(!done.failures.is_empty())? {
        Old::Gone => {}
        Old::Kept(dir) => tell(&format!(
            "{}: the old archive is kept here; remove it when nothing of it is needed",
            dir.display()
        )),
        Old::Left(dir, name) => tell(&format!(
            "{}: the old archive is removed but for what its lists do not name ({name})",
            dir.display()
        )),
    }
    let again = match done.read_again.len() {
        0 => String::new(),
        files => format!(", {files} read again from their files"),
    };
    writeln!(
        out,
        "{}: made anew, {} papers kept{again}",
        dir.display(),
        done.kept
    )?;
    Ok(match done.failures.is_empty() {
        true => Outcome::Found,
        false => Outcome::Failed,
    })
}

/// Builds the new archive beside the old one.
fn made_anew(dir: &Path, swap: &Swap, options: &Options) -> Result<Rebuilt, Error> {
    let old = Salvage::open(dir)?;
    let new = Archive::create(&swap.new_dir())?;
    let bar = io::stderr().is_terminal().then(progress_bar);
    let done = ingest::rebuild(&old, &new, options, &mut |done| {
        if let Some(bar) = &bar {
            show_progress(bar, done);
        }
    });
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    done
}

/// Runs a command. The index panics on files that are not what it wrote: that
/// is a damaged archive and is told as one. A panic of this program's own is a
/// fault, and says so.
pub(super) fn guarded(typed: &[OsString], run: impl FnOnce() -> Run) -> Run {
    let panicked: Arc<Mutex<Option<Panic>>> = Arc::default();
    let first = panicked.clone();
    std::panic::set_hook(Box::new(move |info| {
        if let Ok(mut first) = first.lock() {
            first.get_or_insert_with(|| Panic {
                message: info.to_string(),
                is_own: info.location().is_some_and(|place| is_own(place.file())),
            });
        }
    }));
    let ended = catch_unwind(AssertUnwindSafe(run));
    let panicked = panicked.lock().ok().and_then(|mut first| first.take());
    match (ended, panicked) {
        (Ok(Err(Failure::Told(error))), Some(_)) => Err(named_archive(typed)
            .and_then(|dir| damage_told(&dir))
            .unwrap_or(error)
            .into()),
        (Ok(ended), _) => ended,
        (Err(_), panicked) => Err(panicked.unwrap_or_default().told(typed).into()),
    }
}

/// Something that this program or a library did not expect.
#[derive(Default)]
struct Panic {
    message: String,
    is_own: bool,
}

impl Panic {
    /// What it means. Files whose checksums fit may still be nothing that the
    /// index ever wrote: checksums guard against decay, not against intent.
    fn told(self, typed: &[OsString]) -> Error {
        let dir = named_archive(typed);
        let told = dir.as_deref().and_then(damage_told);
        let words: Vec<&str> = self.message.split_whitespace().collect();
        match (told, dir) {
            (Some(damage), _) => damage,
            (None, Some(dir)) if !self.is_own => {
                let what =
                    "what it holds is nothing that the index writes, though its checksums fit";
                damaged(&dir, what)
            }
            _ => Error::new(format!("a fault of this program: {}", words.join(" ")))
                .cure("please report it, with what you typed; the archive is as it was"),
        }
    }
}

/// Whether a source file is this program's, and not of the part that reads
/// the index's files.
fn is_own(file: &str) -> bool {
    const HERE: &str = "cli/archive.rs";
    let root = file!().len() - HERE.len();
    file.get(..root)
        .is_some_and(|start| start == &file!()[..root])
        && !file[root..].starts_with("archive")
}

/// The archive on the disk that the command names, if it reads one.
fn named_archive(typed: &[OsString]) -> Option<PathBuf> {
    let found = settings::found(typed).ok()?;
    let matches = settings::with(&found).try_get_matches_from(typed).ok()?;
    let (command, given) = matches.subcommand()?;
    let paths = given.try_get_many::<PathBuf>("paths").ok().flatten();
    // Those of an ingest are read into the archive, others instead of it.
    if command != "ingest" && paths.is_some_and(|mut paths| paths.next().is_some()) {
        return None;
    }
    given.try_get_one::<PathBuf>("archive").ok()?.cloned()
}

/// That an archive is damaged, if it is.
fn damage_told(dir: &Path) -> Option<Error> {
    let file = damage(dir).into_iter().next()?;
    Some(damaged(dir, &format!("{}: {}", file.file, file.what)))
}
