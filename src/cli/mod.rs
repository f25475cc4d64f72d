//! The command line as typed, and the exit code it ends with.
//!
//! Exit codes are grep's: 0 found or done, 1 nothing found, 2 an error. An
//! ingest ends with 1 if some files could not be read, with 2 if none could; so
//! does a fetch.
//! On request errors of the archive have codes of their own.

mod agree;
mod answers;
mod archive;
mod brief;
mod by;
mod check;
mod cite;
mod clock;
mod config;
mod correct;
mod desktop;
#[cfg(feature = "engine")]
mod engine;
mod export;
mod failures;
#[cfg(feature = "fetch")]
mod fetch;
mod find;
mod handed;
mod harmless;
mod ingest;
mod input;
mod log;
mod looking_back;
mod man;
#[cfg(feature = "mcp")]
mod mcp;
mod order;
#[cfg(feature = "serve")]
mod pages;
mod papers;
mod persons;
mod positions;
mod reading;
mod related;
mod remove;
mod report;
mod reuse;
mod run;
mod sample;
mod scope;
mod searches;
mod selection;
#[cfg(feature = "serve")]
mod serve;
mod settings;
mod sheet;
mod spoken;
#[cfg(feature = "parquet")]
mod spread;
mod summing;
mod supervise;
mod values;

use crate::render::Format;
use crate::search::saved::name_of;
use by::{GroupByArg, SortArg, Unrecognised};
use clap::{Args, Parser, Subcommand, ValueHint};
use scope::ScopeArgs;
use std::path::PathBuf;

pub use run::{answer, run};

/// Reads consultation answers (remissvar) and shows its evidence, line by line.
#[derive(Debug, Parser)]
#[command(
    name = "remiss",
    version,
    long_version = env!("REMISS_VERSION"),
    max_term_width = 100,
    arg_required_else_help = true
)]
#[command(after_help = "Examples:
  remiss search --in corpus informationssäkerhet   which boards raised it, and where
  remiss ingest ~/remissvar                        read files into the archive .remiss
  remiss serve --open                              the same as a page in the browser
  remiss ledger                                    who was asked, who answered, who did not
  remiss positions --focus dialog                  where each board stands on it, and the sentence
  remiss show 100:1051                             the unit at line 1051 of the document 100…

Exit codes: 0 found or done, 1 nothing found (of ingest: some files could not be read), 2 an error.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Colours: auto, always, never (NO_COLOR is heeded).
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: colors::When,
    /// Threads to use; 0 is one per processor.
    #[arg(long, global = true, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=256))]
    threads: u16,
    /// End with 3 instead of 2 if another remiss is writing to the archive, 4
    /// if it is damaged, 5 if there is none.
    #[arg(long, global = true)]
    fine_exit_codes: bool,
    /// Say on standard error what is done meanwhile; of an ingest also every
    /// note.
    #[arg(short, long, global = true)]
    verbose: bool,
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
    Ingest(ingest::IngestArgs),
    /// Bring the answers that a page of the web links to into a folder.
    #[cfg(feature = "fetch")]
    Fetch(fetch::FetchArgs),
    /// Find words in any form, in compounds too, with board and line.
    #[command(visible_alias = "sök")]
    Search(Box<SearchArgs>),
    /// Words that stand beside a word here, and its compounds, with examples.
    Related(related::RelatedArgs),
    /// List the searches kept by name, and what is new in each.
    Searches(searches::SearchesArgs),
    /// Show a unit with its line numbers, or list a document's units.
    Show(answers::ShowArgs),
    /// Lines as running text with their source, to be set into a memo.
    Cite(cite::CiteArgs),
    /// Who was asked, who answered, abstained, or is unaccounted for.
    #[command(visible_alias = "remissinstanser")]
    Ledger(answers::LedgerArgs),
    /// Who used whose text, how much of it, and what was changed.
    #[command(visible_alias = "liktext")]
    Reuse(reuse::ReuseArgs),
    /// Lay two units side by side, word for word.
    Compare(reuse::CompareArgs),
    /// Where each board stands on each focus area, with the deciding sentence.
    Positions(Box<positions::PositionsArgs>),
    /// What each board wants changed, per focus area, with lines.
    #[command(visible_alias = "synpunkter")]
    Asks(Box<positions::AsksArgs>),
    /// Verdicts and sentences with their places as plain text, to paste where
    /// no program may be asked.
    Brief(Box<brief::BriefArgs>),
    /// Asks and objections that the city's summary of an answer leaves out.
    Lost(Box<summing::LostArgs>),
    /// Hold a draft of a summary against the papers: names, verdicts, quotations,
    /// counts, who is left out.
    Check(Box<check::CheckArgs>),
    /// Themes that several boards raise and no focus area covers.
    Topics(Box<summing::TopicsArgs>),
    /// What the commissioner and the office took from the answers, word for word.
    Uptake(Box<looking_back::UptakeArgs>),
    /// What boards asked and thought last time, and what became of it.
    Memory(Box<looking_back::MemoryArgs>),
    /// The report on one referral, to be handed on: one page with everything.
    #[command(visible_alias = "rapport")]
    Report(Box<report::ReportArgs>),
    /// List the papers: what each was read as, by what, and what to look at.
    Papers(papers::PapersArgs),
    /// Names, personal numbers, telephones, addresses in the papers, by line.
    Persons(persons::PersonsArgs),
    /// Take papers out of the archive, with every word of their text.
    Remove(remove::RemoveArgs),
    /// Put right what was read of a paper, a unit or a position, or confirm it;
    /// kept with who and when.
    Correct(Box<correct::CorrectArgs>),
    /// Correct a position; the correction is kept, with who and when.
    Review(Box<positions::ReviewArgs>),
    /// Draw rows at random: to see how right positions are here, or to code.
    Sample(Box<sample::SampleArgs>),
    /// How far coders agree, with each other and with the program.
    Agree(Box<agree::AgreeArgs>),
    /// Write tables for other programs: one, or all in one Excel workbook.
    Export(Box<export::ExportArgs>),
    /// Write the shingles of all statements as columns, to be joined by an engine
    /// (spark/reuse.sql).
    #[cfg(feature = "parquet")]
    Shingles(spread::ShinglesArgs),
    /// Pairs of statements that an engine found, with their exact figures.
    #[cfg(feature = "parquet")]
    VerifyPairs(spread::PairsArgs),
    /// Families of statements, of the pairs that an engine found.
    #[cfg(feature = "parquet")]
    Families(spread::PairsArgs),
    /// Bring the archive to an engine (OpenSearch), for more than one machine
    /// holds.
    #[cfg(feature = "engine")]
    Push(Box<engine::PushArgs>),
    /// Show how words are read: stem and parts.
    Analyse(find::AnalyseArgs),
    /// What is set in remiss.toml, by flags and in the environment.
    Config(config::ConfigArgs),
    /// Answer an assistant over standard input and output (Model Context
    /// Protocol); read only.
    #[cfg(feature = "mcp")]
    Mcp(mcp::McpArgs),
    /// The archive as a page in the browser, on this machine: search, read,
    /// correct, add papers.
    #[cfg(feature = "serve")]
    Serve(Box<serve::ServeArgs>),
    /// Check that the archive is whole.
    Verify(ArchiveArgs),
    /// Make an archive of another version, or a damaged one, anew.
    #[command(after_help = archive::REBUILD_HELP)]
    Rebuild(RebuildArgs),
    /// List the limits on what one file may cost.
    Limits,
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

impl Command {
    /// A broken settings file is in its way.
    fn heeds_settings(&self) -> bool {
        #[cfg(feature = "mcp")]
        if matches!(self, Command::Mcp(_)) {
            return true;
        }
        #[cfg(feature = "serve")]
        if matches!(self, Command::Serve(_)) {
            return true;
        }
        self.reads().is_some() || matches!(self, Command::Config(_) | Command::Sample(_))
    }

    /// Its name, if it reads papers or an archive and asks nobody meanwhile.
    fn reads(&self) -> Option<&'static str> {
        Some(match self {
            Command::Ingest(_) => "ingest",
            Command::Search(_) => "search",
            Command::Related(_) => "related",
            Command::Searches(_) => "searches",
            Command::Show(_) => "show",
            Command::Cite(_) => "cite",
            Command::Ledger(_) => "ledger",
            Command::Reuse(_) => "reuse",
            Command::Compare(_) => "compare",
            Command::Positions(_) => "positions",
            Command::Asks(_) => "asks",
            Command::Brief(_) => "brief",
            Command::Lost(_) => "lost",
            Command::Check(_) => "check",
            Command::Topics(_) => "topics",
            Command::Uptake(_) => "uptake",
            Command::Memory(_) => "memory",
            Command::Report(_) => "report",
            Command::Papers(_) => "papers",
            Command::Persons(_) => "persons",
            Command::Remove(_) => "remove",
            Command::Correct(_) => "correct",
            Command::Review(_) => "review",
            Command::Sample(args) if args.asks() => return None,
            Command::Sample(_) => "sample",
            Command::Agree(_) => "agree",
            Command::Export(_) => "export",
            Command::Verify(_) => "verify",
            Command::Rebuild(_) => "rebuild",
            #[cfg(feature = "engine")]
            Command::Push(_) => "push",
            #[cfg(feature = "parquet")]
            Command::Shingles(_) => "shingles",
            #[cfg(feature = "parquet")]
            Command::VerifyPairs(_) => "verify-pairs",
            #[cfg(feature = "parquet")]
            Command::Families(_) => "families",
            #[cfg(feature = "fetch")]
            Command::Fetch(_) => return None,
            #[cfg(feature = "mcp")]
            Command::Mcp(_) => return None,
            #[cfg(feature = "serve")]
            Command::Serve(_) => return None,
            Command::Analyse(_)
            | Command::Config(_)
            | Command::Limits
            | Command::Completions { .. }
            | Command::Man { .. } => return None,
        })
    }
}

/// Where to read from.
#[derive(Debug, Args)]
struct Source {
    /// The archive's directory.
    #[arg(long, value_name = "DIR", default_value = values::ARCHIVE, env = values::VARIABLE, value_parser = values::archive_dir(), value_hint = ValueHint::DirPath)]
    archive: PathBuf,
    /// Read this file or folder in memory instead of the archive, `-` for
    /// standard input (may be repeated).
    #[arg(long = "in", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Leave out what private persons answer (omit), or name them
    /// "Privatperson 1" and so on (initials). With either, personal numbers,
    /// telephones and e-mail addresses are masked.
    #[arg(long, value_name = "HOW")]
    private: Option<persons::Private>,
    #[command(flatten)]
    limits: Limits,
}

#[derive(Debug, Args)]
struct Limits {
    /// Change what one file may cost, such as pages=500 (may be repeated);
    /// `remiss limits` lists the names.
    #[arg(long = "allow", value_name = "NAME=N")]
    limits: Vec<String>,
    /// Read pages that are pictures with an installed tesseract.
    #[arg(long)]
    ocr: bool,
}

#[derive(Debug, Args)]
struct ArchiveArgs {
    /// The archive's directory.
    #[arg(long, value_name = "DIR", default_value = values::ARCHIVE, env = values::VARIABLE, value_parser = values::archive_dir(), value_hint = ValueHint::DirPath)]
    archive: PathBuf,
}

#[derive(Debug, Args)]
struct RebuildArgs {
    #[command(flatten)]
    archive: ArchiveArgs,
    /// How files are read whose text the archive has lost.
    #[command(flatten)]
    limits: Limits,
}

#[derive(Debug, Args)]
#[command(after_help = QUERY_HELP)]
struct SearchArgs {
    /// Words, \"phrases\", operators, properties; see below.
    #[arg(required_unless_present = "saved")]
    query: Vec<String>,
    /// Keep the search under this name, in remiss-searches.toml beside the
    /// archive.
    #[arg(long, value_name = "NAME", value_parser = name_of)]
    save: Option<String>,
    /// The search that is kept under this name.
    #[arg(long, value_name = "NAME", value_parser = name_of, conflicts_with_all = ["query", "save", "board", "respondent_kind", "referral", "party", "kind", "from", "to"])]
    saved: Option<String>,
    /// Only what came since it was last marked with `remiss searches --seen`.
    #[arg(long, requires = "saved")]
    new: bool,
    #[command(flatten)]
    source: Source,
    #[cfg(feature = "engine")]
    #[command(flatten)]
    engine: engine::EngineArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Papers that were not recognised: only these, or leave them out.
    #[arg(long, value_name = "WHICH")]
    unrecognised: Option<Unrecognised>,
    /// Gather the hits, and say who does not mention it.
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["kwic", "facets", "explain"])]
    group_by: Option<GroupByArg>,
    /// Every match on a line of its own, with what stands beside it.
    #[arg(long, conflicts_with_all = ["facets", "explain"])]
    kwic: bool,
    /// What the lines of --kwic are sorted by.
    #[arg(long, value_name = "WHAT", default_value = "place", requires = "kwic")]
    sort: SortArg,
    /// Letters on each side with --kwic.
    #[arg(long, default_value_t = 45, value_parser = clap::value_parser!(u16).range(5..=400), requires = "kwic")]
    width: u16,
    /// Count the hits by kind, party and year.
    #[arg(long)]
    facets: bool,
    /// Say what every word of the query was read as, and why each hit is one.
    #[arg(long)]
    explain: bool,
    /// A file of topics of your own (TOML; may be repeated).
    #[arg(long, value_name = "FILE", conflicts_with = "save", value_hint = ValueHint::FilePath)]
    lexicon: Vec<PathBuf>,
    /// Find what was typed alone, not the related words of a topic.
    #[arg(long, conflicts_with = "lexicon")]
    no_lexicon: bool,
    /// Show hits with the same text one by one.
    #[arg(long)]
    no_fold: bool,
    /// Find what holds all words as typed, in any form, and nothing else: no
    /// word is read as another in spelling, no compound as its parts, and most
    /// of the words are not enough.
    #[arg(long)]
    exact_words: bool,
    /// Most hits to show, 10 if nothing is said; 0 shows all. With --kwic the
    /// most lines, all if nothing is said. --group-by shows all.
    #[arg(long)]
    limit: Option<usize>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

const QUERY_HELP: &str = "Queries (quote them for your shell):
  informationssäkerhet ansvar     both words, in any form, in compounds too
  '\"riktlinje för säkerhet\"'     side by side, in any form
  '=nämnden'                      exactly as written
  'upphandl*' '*arbete'           wildcards
  'tillgängliget~'                near in spelling
  'dialog NEAR/5 medborgare'      within five words (NÄRA/5)
  'dialog OR samråd' 'dialog -samråd' '(a OR b) c'
                                  OCH ELLER INTE do too
  nämnd:kultur parti:S typ:yttrande datum:2021-10..2021-12 ämne:dialog";
