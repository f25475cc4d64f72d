//! Which engine is spoken to, as typed, and the command that fills one.

use super::run::{Failure, Opened, Outcome, Run, open_units, tell};
use super::{Limits, Source, values};
use crate::engine::{self, Credentials, Patience, Pushed, Said, Server, Wanted};
use crate::error::{Error, Result};
use crate::files;
use crate::render::json;
use clap::{Args, ValueHint};
use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The engine.
#[derive(Debug, Args)]
#[command(next_help_heading = "The engine")]
pub(super) struct EngineArgs {
    /// Address of a node of OpenSearch, https://HOST:9200 (may be repeated: the
    /// next is asked where one is not reached).
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub(super) engine: Vec<String>,
    /// Name of the archive there.
    #[arg(
        long,
        value_name = "NAME",
        default_value = "remiss",
        requires = "engine"
    )]
    name: String,
    /// A file with the user on its first line and the password on its second;
    /// else REMISS_ENGINE_USER and REMISS_ENGINE_PASSWORD in the environment.
    #[arg(long, value_name = "FILE", requires = "engine", value_hint = ValueHint::FilePath)]
    credentials: Option<PathBuf>,
    /// Certificates (PEM) of who vouches for the engine, if the world does not.
    #[arg(long, value_name = "FILE", requires = "engine", value_hint = ValueHint::FilePath)]
    ca: Option<PathBuf>,
    /// Seconds to go on trying where the engine is busy or a node is gone.
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 60,
        requires = "engine"
    )]
    patience: u16,
}

const USER: &str = "REMISS_ENGINE_USER";
const PASSWORD: &str = "REMISS_ENGINE_PASSWORD";

impl EngineArgs {
    pub(super) fn is_named(&self) -> bool {
        !self.engine.is_empty()
    }

    fn server(&self) -> Result<Server> {
        let given = |path: &PathBuf| {
            files::read(path, files::LARGEST_GIVEN)
                .map_err(|error| Error::new(format!("cannot be read: {error}")).at(path))
        };
        let credentials = match &self.credentials {
            Some(path) => Some(of_file(path, &given(path)?)?),
            None => of_environment()?,
        };
        Ok(Server {
            urls: self.engine.clone(),
            archive: self.name.clone(),
            credentials,
            ca: self.ca.as_ref().map(given).transpose()?,
            patience: Patience {
                whole: Duration::from_secs(self.patience.into()),
                ..Patience::default()
            },
        })
    }

    /// The archive on the engine, to be read.
    pub(super) fn opened(&self) -> Result<Opened> {
        let reader = engine::open(&self.server()?, Box::new(tell))?;
        tracing::info!(engine = %self.engine.join(" "), "archive on an engine opened");
        Ok(Opened {
            reader,
            archive: None,
            failed: Cell::new(false),
        })
    }
}

fn of_environment() -> Result<Option<Credentials>> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let (user, password) = match (of(USER), of(PASSWORD)) {
        (None, None) => return Ok(None),
        (Some(user), Some(password)) => (user, password),
        _ => {
            return Err(Error::new(format!("of {USER} and {PASSWORD} one is set"))
                .cure("set both, or give --credentials FILE"));
        }
    };
    let word = |value: std::ffi::OsString, name: &str| {
        value
            .into_string()
            .map_err(|_| Error::new(format!("{name} holds no text")).cure("write it as UTF-8"))
    };
    Ok(Some(Credentials {
        user: word(user, USER)?,
        password: word(password, PASSWORD)?,
    }))
}

fn of_file(path: &Path, bytes: &[u8]) -> Result<Credentials> {
    let wrong = || {
        Error::new("holds no user and password")
            .at(path)
            .cure("write the user on the first line, the password on the second")
    };
    let text = std::str::from_utf8(bytes).map_err(|_| wrong())?;
    let mut lines = text.lines();
    match (lines.next(), lines.next()) {
        (Some(user), Some(password)) if !user.is_empty() && !password.is_empty() => {
            Ok(Credentials {
                user: user.to_owned(),
                password: password.to_owned(),
            })
        }
        _ => Err(wrong()),
    }
}

#[derive(Debug, Args)]
#[command(
    after_help = "What is sent: the text of every paper and unit, their words as remiss reads them, \
the names and dates that were read, the list of all words, the ledger. It goes to the engine that is \
named and nowhere else. With --private what is masked or left out does not leave this machine.

A state of the archive has indices of its own; readers see it when all of it is there. A push that \
was broken off is gone on with by the same command. What a later push does not find in the archive \
any more is gone from the engine, too.

Exit codes: 0 the engine holds the archive, 2 it does not; what it held before it holds still."
)]
pub(super) struct PushArgs {
    /// The archive's directory.
    #[arg(long, value_name = "DIR", default_value = values::ARCHIVE, env = values::VARIABLE, value_parser = values::archive_dir(), value_hint = ValueHint::DirPath)]
    archive: PathBuf,
    /// Leave out what private persons answer (omit), or name them
    /// "Privatperson 1" and so on (initials).
    #[arg(long, value_name = "HOW")]
    private: Option<super::persons::Private>,
    #[command(flatten)]
    server: EngineArgs,
    /// Parts of the indices, that lie on several nodes.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1024))]
    shards: u16,
    /// Copies of each part beside the first.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(0..=32))]
    replicas: u16,
    /// Begin again where an earlier push was broken off.
    #[arg(long)]
    anew: bool,
    /// Write what was done as JSON.
    #[arg(long)]
    json: bool,
}

/// Papers between two words about how far it is, where there is no terminal.
const TOLD_EVERY: usize = 1000;

pub(super) fn run_push(args: &PushArgs, out: &mut dyn Write) -> Run {
    if !args.server.is_named() {
        let error = Error::new("no engine is named");
        return Err(error.cure("give --engine https://HOST:9200").into());
    }
    let server = args.server.server()?;
    let source = Source {
        archive: args.archive.clone(),
        paths: Vec::new(),
        private: args.private,
        limits: Limits {
            limits: Vec::new(),
            ocr: false,
        },
    };
    let opened = open_units(&source)?;
    let bar = io::stderr().is_terminal().then(bar);
    let words = |words: &str| match &bar {
        Some(bar) => bar.suspend(|| tell(words)),
        None => tell(words),
    };
    let said = |said: Said<'_>| match said {
        Said::Words(told) => words(told),
        Said::Papers(done, of) => match &bar {
            Some(bar) => {
                bar.set_length(of as u64);
                bar.set_position(done as u64);
            }
            None if done == of || done % TOLD_EVERY < 64 => tell(&format!("{done} of {of} papers")),
            None => {}
        },
    };
    let wanted = Wanted {
        shards: args.shards,
        replicas: args.replicas,
        anew: args.anew,
    };
    let pushed = engine::push(&opened.reader, &server, wanted, &said, Box::new(tell));
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    let pushed = pushed?;
    match args.json {
        true => json::pretty(&pushed, out)?,
        false => write(&pushed, out)?,
    }
    Ok(Outcome::Found)
}

fn bar() -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{bar:40} {pos}/{len} papers {eta}");
    indicatif::ProgressBar::new(0)
        .with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()))
}

fn write(pushed: &Pushed, out: &mut dyn Write) -> io::Result<()> {
    let counted = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let (papers, units) = (
        counted(pushed.papers, "paper"),
        counted(pushed.units, "unit"),
    );
    if pushed.unchanged {
        return writeln!(out, "The engine holds this already: {papers}, {units}.");
    }
    writeln!(
        out,
        "The engine holds {papers}, {units}: {} sent ({:.1} MB), {} taken out.",
        counted(pushed.sent, "paper"),
        pushed.bytes as f64 / 1e6,
        pushed.removed
    )
}

/// Writes files for an engine into a new or empty folder.
pub(super) fn write_for(
    opened: &Opened,
    form: engine::Form,
    dir: Option<&Path>,
) -> std::result::Result<bool, Failure> {
    let Some(dir) = dir else {
        let error = Error::new("files for an engine need a folder");
        return Err(error.cure("give -o DIR").into());
    };
    let refused = |error: io::Error| Error::new(format!("cannot be written: {error}")).at(dir);
    std::fs::create_dir_all(dir).map_err(refused)?;
    if std::fs::read_dir(dir).map_err(refused)?.next().is_some() {
        let error = Error::new("is not empty").at(dir);
        return Err(error.cure("give a new folder").into());
    }
    let files = Cell::new(0);
    let mut put = |name: &str, bytes: &[u8]| {
        files.set(files.get() + 1);
        files::replace(&dir.join(name), |file| file.write_all(bytes)).map_err(refused)
    };
    let units = engine::export(&opened.reader, form, "remiss", &mut put)?;
    tell(&format!("{units} units in {} files", files.get()));
    Ok(units > 0)
}
