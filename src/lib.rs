//! Reads Swedish consultation answers (*remissvar*) and shows its evidence.
//!
//! Data flows one way:
//!
//! ```text
//! files ─ formats, decode ─▶ Document ─ layout, segment ─▶ Paper (units, facts, notes)
//!                                                            │
//!         archive (one index, one commit) ◀─ analyse (words, stems, parts)
//!                     │
//!   query ─ plan ─────┼─ search ─▶ Hits   ─┐
//!    overlap (words) ─┼─ reuse  ─▶ Reuse  ─┼─ render ─▶ text, JSON, CSV,
//!                     └─ ledger ─▶ Ledger ─┘            Markdown, HTML
//! ```
//!
//! Text is owned once, by its [`document::Document`]; everything else points
//! at it by byte spans, and line numbers are made when something is printed.
//! Segmenting never fails: what is not understood becomes a note. Only
//! [`ingest`] and [`archive`] touch files, and one place opens them; `fetch`,
//! which can be left out, alone goes out and puts files in a folder. Results do
//! not depend on the number of threads or the order of files.
//!
//! ```
//! use remiss::{Document, Paper};
//!
//! let paper = Paper::read(Document::from_text(
//!     "protokoll.txt",
//!     "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
//!      § 4 Remiss av program för läsning\n\nBeslut\n\nNämnden tillstyrker förslaget.\n",
//! ));
//! let unit = &paper.segmentation.units[0];
//! assert_eq!(unit.kind.name(), "beslut");
//! assert_eq!(unit.respondent.as_deref(), Some("Kulturnämnden"));
//! assert_eq!(unit.date.as_deref(), Some("2024-05-07"));
//! assert_eq!(paper.document.index.lines_of(unit.span), [8, 8]);
//! ```

// What a program in Rust needs; the modules hold the rest, which may change.
pub use analyse::Analyser;
pub use archive::{Archive, Reader, Stored};
pub use corpus::{Bodies, Citation, Names, Scope, Wanted};
pub use document::Document;
pub use error::{Error, Result};
pub use focus::FocusFiles;
pub use ingest::{Options, Report, in_memory, ingest};
pub use ledger::{Ledger, ledgers};
pub use limits::Limits;
pub use paper::Paper;
pub use persons::Mask;
pub use position::{Position, Positions, Stance, positions};
pub use referrals::Referrals;
pub use search::{Hit, Hits, Request, search};
pub use topics::Topics;
pub use unit::{Referral, Segmentation, Signer, Unit, UnitKind};

// In reading order: a module uses only modules above it, which a test holds.
// The blank lines keep rustfmt from sorting them.

pub mod text;

mod alphabet;

mod memo;

mod line_end;

mod prose;

mod tsv;

pub mod error;

pub mod lang;

mod system;

mod files;

pub mod decode;
pub mod limits;

pub mod formats;

pub mod docx;

pub mod called;

pub mod document;

pub mod line;

pub mod column;

pub mod layout;

pub mod flow;

pub mod dates;

pub mod numbers;

pub mod lexicon;

pub mod authority;

pub mod register;

pub mod unit;

pub mod known;

pub mod analyse;

pub mod learned;

pub mod segment;

pub mod paper;

mod twins;

pub mod persons;

pub mod matching;

pub mod referrals;

pub mod archive;

pub mod overlap;

pub mod ingest;

#[cfg(feature = "fetch")]
pub mod fetch;

pub mod corpus;

mod spellings;

pub mod reuse;

#[cfg(feature = "parquet")]
pub mod spread;

pub mod topics;

pub mod focus;

pub mod position;

pub mod ledger;

#[cfg(feature = "engine")]
pub mod engine;

pub mod comparison;

pub mod lost;

pub mod uptake;

pub mod memory;

pub mod check;

pub mod theme;

pub mod query;

pub mod search;

pub mod agreement;

pub mod sampling;

pub mod settings;

mod desk;

pub mod render;

pub mod report;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;
