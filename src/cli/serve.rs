//! The command serve: the archive as a page in the browser, on this machine.

use super::persons::Private;
use super::run::{Outcome, Run, tell};
use super::{Source, clock, desktop};
use crate::error::{Error, Result};
use crate::files;
use crate::focus::FocusFiles;
use crate::ingest;
use crate::lang::Lang;
use crate::serve::{self, Papers, Served, Settings};
use clap::{Args, ValueHint};
use std::io::Write;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// Longest file that holds a password.
const LONGEST: u64 = 4 << 10;
/// Letters of a password at least.
const LEAST: usize = 12;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  remiss serve --open                    the page in the browser; Ctrl-C ends it
  remiss serve --in corpus               papers in memory, nothing kept
  remiss serve --papers ~/remissvar      where papers that are dropped on the page are put

The page is on this machine alone (127.0.0.1), for whoever opens the link that is printed, and asks
nothing of any other machine. --listen lets others come: it takes a password, which goes over the
network unencrypted unless a server with TLS stands before it.")]
pub(super) struct ServeArgs {
    #[command(flatten)]
    source: Source,
    /// The port; 7364, or the next that is free, if nothing is said.
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Open the page in the browser.
    #[arg(long, visible_alias = "öppna")]
    open: bool,
    /// Let others come, at this address of the machine.
    #[arg(long, value_name = "ADDRESS", requires = "password_file")]
    listen: Option<IpAddr>,
    /// A file with the password that others need.
    #[arg(long, value_name = "FILE", requires = "listen", value_hint = ValueHint::FilePath)]
    password_file: Option<PathBuf>,
    /// The folder that papers dropped on the page are put in; `remissvar`
    /// beside the archive, if nothing is said.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    papers: Option<PathBuf>,
    /// Who corrects; the page asks, if nothing is said.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The language of the page.
    #[arg(long, value_name = "LANG", default_value = "sv")]
    lang: Lang,
    /// A file of focus areas of your own (TOML; may be repeated).
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    focus_areas: Vec<PathBuf>,
}

pub(super) fn run_serve(args: &ServeArgs, out: &mut dyn Write) -> Run {
    let listen = match (&args.listen, &args.password_file) {
        (Some(at), Some(file)) => {
            tell(&format!(
                "whoever reaches {at} and has the password reads, corrects and adds papers; password and papers \
                 go over the network unencrypted unless a server with TLS stands before this one"
            ));
            Some((*at, password(file)?))
        }
        _ => None,
    };
    let mut areas = FocusFiles::shipped()?;
    for path in &args.focus_areas {
        let added = areas.add(&ingest::text_of(path)?);
        added.map_err(|error| error.at(path))?;
    }
    let (archive, private) = (&args.source.archive, args.source.private);
    let papers = match args.source.paths.is_empty() {
        true => Papers::Archive(archive.clone()),
        false => {
            let options = args.source.limits.options()?;
            let (archive, report) = ingest::in_memory(&args.source.paths, &options)?;
            super::failures::tell_failures(&report, false);
            Papers::Memory(Box::new(archive))
        }
    };
    let folder = args.papers.clone();
    let folder = folder.unwrap_or_else(|| archive.with_file_name("remissvar"));
    outside(&folder, archive)?;
    let settings = Settings {
        papers,
        private: private.map(|how| match how {
            Private::Omit => serve::Private::Omit,
            Private::Initials => serve::Private::Initials,
        }),
        port: args.port,
        listen,
        lang: args.lang,
        files: areas,
        options: args.source.limits.options()?,
        folder,
        by: args
            .by
            .clone()
            .map(|by| by.trim().to_owned())
            .filter(|by| !by.is_empty()),
        today: || clock::day(None),
    };
    let mut told = Ok(());
    serve::serve(settings, |served| told = say(served, args.open, out))?;
    told?;
    Ok(Outcome::Found)
}

/// New papers are not put into the archive: what lies there is written anew by
/// `remiss rebuild`.
fn outside(folder: &Path, archive: &Path) -> Result<()> {
    // What is there of it; the rest is made when a paper comes.
    let real = |path: &Path| -> PathBuf {
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let there = whole
            .ancestors()
            .find_map(|one| Some((one, one.canonicalize().ok()?)));
        match there {
            Some((one, real)) => real.join(whole.strip_prefix(one).unwrap_or(Path::new(""))),
            None => whole,
        }
    };
    if !real(folder).starts_with(real(archive)) {
        return Ok(());
    }
    let what = "is in the archive, where new papers cannot be put";
    let cure = "name a folder beside it: --papers, or papers = \"…\" in remiss.toml";
    Err(Error::new(what).at(folder).cure(cure))
}

/// Says where the page is.
fn say(served: &Served, open: bool, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}", served.link)?;
    out.flush()?;
    tell("the page is there until Ctrl-C");
    if open && let Err(error) = desktop::open(Path::new(&served.link)) {
        tell(&format!(
            "no browser could be opened: {error} (open the link yourself)"
        ));
    }
    Ok(())
}

/// The password in a file: its first line.
fn password(path: &Path) -> Result<String> {
    let unread = |what: String| Error::new(what).at(path);
    let bytes = files::read(path, LONGEST).map_err(|error| {
        unread(format!("cannot be read: {error}")).cure("check that it is there and may be read")
    })?;
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_| unread("is not UTF-8".to_owned()).cure("save it as UTF-8"))?;
    let password = text.lines().next().unwrap_or("").trim();
    match password.chars().count() >= LEAST {
        true => Ok(password.to_owned()),
        false => Err(unread("holds no password in its first line".to_owned())
            .cure(format!("write one of {LEAST} letters or more"))),
    }
}
