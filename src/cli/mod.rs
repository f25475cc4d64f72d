//! The command line as typed, and the exit code it ends with.
//!
//! Exit codes are grep's: 0 found or done, 1 nothing found, 2 an error
//! (part of a batch that failed included).

mod answers;
mod run;
mod values;

use crate::render::Format;
use clap::{Args, Parser, Subcommand, ValueHint};
use std::path::PathBuf;

pub use run::run;

/// Reads consultation answers (remissvar) and shows its evidence, line by line.
#[derive(Debug, Parser)]
#[command(
    name = "remiss",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
#[command(after_help = "Examples:
  remiss search --in corpus informationssäkerhet   which boards raised it, and where
  remiss ingest ~/remissvar                        read files into the archive .remiss
  remiss ledger                                    who was asked, who answered, who did not
  remiss show 100:1051                             the unit at line 1051 of the document 100…

Exit codes: 0 found or done, 1 nothing found, 2 an error.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Colours: auto, always, never (NO_COLOR is heeded).
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: colors::When,
    /// Threads to use; 0 is one per processor.
    #[arg(long, global = true, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=256))]
    threads: u16,
}

mod colors {
    #[derive(Clone, Copy, Debug, clap::ValueEnum)]
    pub(super) enum When {
        Auto,
        Always,
        Never,
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read files and folders into the archive.
    Ingest(IngestArgs),
    /// Find the units that hold words or "phrases", with board and line.
    Search(SearchArgs),
    /// Show a unit with its line numbers, or list a document's units.
    Show(ShowArgs),
    /// Who was asked, who answered, abstained, or is unaccounted for.
    Ledger(LedgerArgs),
    /// Write units or notes for other programs.
    Export(ExportArgs),
    /// Check that the archive is whole.
    Verify(ArchiveArgs),
    /// Print a completion script for a shell.
    Completions {
        /// bash, elvish, fish, powershell or zsh.
        shell: clap_complete::Shell,
    },
    /// Write man pages into a directory.
    Man {
        /// An existing directory.
        #[arg(value_hint = ValueHint::DirPath)]
        dir: PathBuf,
    },
}

/// Places in a text are 32-bit.
const LARGEST_MB: u64 = 4000;

/// Where to read from.
#[derive(Debug, Args)]
struct Source {
    /// The archive's directory.
    #[arg(long, value_name = "DIR", default_value = ".remiss", env = "REMISS_ARCHIVE", value_hint = ValueHint::DirPath)]
    archive: PathBuf,
    /// Read this file or folder in memory instead of the archive (may be repeated).
    #[arg(long = "in", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    limits: Limits,
}

#[derive(Debug, Args)]
struct Limits {
    /// Refuse files larger than this.
    #[arg(long, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=LARGEST_MB))]
    max_file_mb: u64,
}

#[derive(Debug, Args)]
struct ArchiveArgs {
    /// The archive's directory.
    #[arg(long, value_name = "DIR", default_value = ".remiss", env = "REMISS_ARCHIVE", value_hint = ValueHint::DirPath)]
    archive: PathBuf,
}

#[derive(Debug, Args)]
struct IngestArgs {
    /// Files and folders (.txt, .md).
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    limits: Limits,
    /// Drop papers whose file is gone from the given folders.
    #[arg(long)]
    prune: bool,
    /// Print no table.
    #[arg(short, long)]
    quiet: bool,
    /// Print every note: what was not understood, with its line.
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Debug, Args)]
struct SearchArgs {
    /// Words, all of which must occur, and "phrases".
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    source: Source,
    /// Only this respondent; part of a name will do (may be repeated).
    #[arg(long)]
    board: Vec<String>,
    /// Only statements signed by this party: S, V, MP … (may be repeated).
    #[arg(long)]
    party: Vec<String>,
    /// Only this kind of unit: beslut, yttrande, sammanfattning,
    /// sarskilt_uttalande, reservation, ersattaryttrande, sarskilt_yttrande,
    /// radsyttrande (may be repeated).
    #[arg(long, value_parser = values::parse_kind)]
    kind: Vec<crate::unit::UnitKind>,
    /// Only from this day on, YYYY-MM-DD; a year or month will do.
    #[arg(long, value_parser = values::parse_from)]
    from: Option<String>,
    /// Only up to this day, YYYY-MM-DD; a year or month will do.
    #[arg(long, value_parser = values::parse_to)]
    to: Option<String>,
    /// Only answers to this referral: part of its title, or its case number.
    #[arg(long)]
    referral: Option<String>,
    /// Gather the hits by respondent.
    #[arg(long, value_name = "WHAT")]
    group_by: Option<GroupBy>,
    /// Most hits to show; 0 shows all.
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum GroupBy {
    #[value(alias = "nämnd")]
    Board,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// A unit's id, DOCUMENT:LINE, or DOCUMENT; the start of a file name will
    /// do, and stands for all documents that begin so.
    unit: String,
    #[command(flatten)]
    source: Source,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
struct LedgerArgs {
    #[command(flatten)]
    source: Source,
    /// Only this referral: part of its title, or its case number.
    #[arg(long)]
    referral: Option<String>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
struct ExportArgs {
    /// What to write.
    what: Export,
    #[command(flatten)]
    source: Source,
    /// Only answers to this referral: part of its title, or its case number.
    #[arg(long)]
    referral: Option<String>,
    /// Output format.
    #[arg(long, default_value = "ndjson")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Export {
    /// Every unit with its text.
    Units,
    /// What was not understood.
    Notes,
}
