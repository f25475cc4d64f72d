//! Everything that is tested from outside, in one crate.
//!
//! Content is tested in-process on small marked texts; a few tests go
//! through the binary. Labels of whole documents are floors that only rise.

#![expect(clippy::disallowed_methods, reason = "tests read and write files")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accounts; // what others answered, told by somebody else: whose words are whose
mod agree; // drawn rows, judged and coded; what coders make of them
mod answers; // the whole and the asks of answers against their floors
mod archive; // the archive under stress: damage, other versions, full and read-only disks
mod archives; // ZIP archives, and the budget of a document
mod areas; // a proposal's own parts as columns, sums over them, how sure a row is
mod bound; // papers bound in one: letters, statements, annexes behind others
mod brief; // text to paste
mod broken; // sixty broken and hostile files
mod called; // labels and headings in other words: what a thing is called moves little
mod cases; // segmentation, one phenomenon a text
mod check; // drafts held against their papers
mod cited; // papers whose names begin alike, cited and read back
mod cli; // exit codes, formats, the archive through the binary
mod comparison; // two sentences compared, on labelled pairs
mod config; // settings beside the papers, what is told with -v
mod contract; // what is printed fits its schema
#[cfg(feature = "engine")]
mod engine; // an archive on a small engine of the tests' own: sent, changed, refused
#[cfg(feature = "fetch")]
mod fetch; // a server of its own that breaks off, lies, redirects and asks to wait
mod formats; // office files and web pages = the same text; broken ones named
mod guide; // README and guide: what is shown is printed, links lead
mod handed_in; // the report as a document: Word, Excel, Markdown, what people wrote in
mod hostile; // broken input: a message each, the rest goes on
mod ingested; // what a second ingest keeps, drops, reads again and passes over
mod issuers;
mod killed; // kill -9 in the middle of an ingest
mod known; // what people know goes before what was read
mod known_asks; // asks that persons take away, add and put right
mod known_folder;
mod known_lists; // lists and pages as people have them
mod known_moved; // a folder as people have it, put right by one round of papers and lists
mod known_rows; // only what was looked at; last days of parts
mod known_said; // what persons said: refused, listed, taken back, told
mod known_shown; // what was looked at, and what gave nothing, in every output
mod labels; // the labelled documents against their floors
mod layout; // line breaks, gaps and page ends move nothing
mod learned; // the learned weights are those of the letters
mod looked_further; // the views of the report that look further than positions
mod looking_back; // what went into the sender's texts, and what became of earlier asks
mod lost; // what became of asks in accounts
mod mails; // mails and mailboxes are opened like archives
mod marked; // the marked-text helper
#[cfg(feature = "mcp")]
mod mcp; // an assistant by the SDK's own client
mod memos; // memos, their ends and their pages
mod minuted;
mod names; // written forms of names over whole lists
mod ocr; // pages that are pictures
mod office; // small DOCX, ODT and HTML files, written here
mod old_word; // Word 97, written here
mod orders; // in what order respondents are listed
mod overlap; // the detector of reuse = brute force
mod parts; // verdicts on parts of a proposal, one phenomenon a text
mod pdf; // damaged and hostile PDFs: what is left is read, what is lost is named
mod pdf_layout; // PDF: the order in which what stands on a page is read
mod persons; // persons found, masked, removed
#[cfg(feature = "serve")]
mod pictured; // pages of PDFs as they look, in a report
mod position_labels; // positions against their floors, and every cue's precision
mod positions; // positions, one phenomenon a text
mod properties; // invariants over made-up texts
mod python; // the Python module, where there is a Python
mod qdpx; // a project of qualitative analysis, read back
mod query; // the query language
mod recycled; // whose words an answer is made of
mod refusals; // praise beside a rejection is no support; parts that another paper numbers
mod relaxed; // queries that no unit holds whole, read otherwise
mod report; // the page to hand on: no markup of papers, links that lead, one language
mod reported; // the report tells who says what, once, under the right part
mod reuse; // families, changes, recycled answers
mod run_together; // heads whose columns were run together, broken numbers, forms
mod same_bytes; // threads and file order change nothing
mod schemas; // the contract of the last release holds
mod scopes; // the same names mean the same in every command
mod search; // index = brute force
mod searches; // searches kept by name, and what is new in them
mod second; // a second fictional referral against the key that was written with it
#[cfg(feature = "serve")]
mod serve; // the page on this machine: views, what is kept, whoever is not let in
#[cfg(feature = "serve")]
mod serve_judged; // what is judged on the page, and where another says otherwise
mod snapshots; // every command in every format over the project's own papers
mod tidy; // rules of the project
mod topics; // themes, single phenomena and a key
mod twins; // one answer in several files
mod unsaid; // struck-out text, prompts and answers of forms, figures
mod unwritten; // what office files say without words: numbers, hidden text, ticks, cells
mod words; // stems and compounds against words read by hand
mod workbooks; // workbooks, read back

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::OnceLock;

/// A path in the project.
fn project(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The program under test: the one built with the tests, or that at
/// `REMISS_TESTED`, an optimised build of the same code, which takes a third of
/// the time.
pub(crate) fn program() -> &'static str {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let given = std::env::var("REMISS_TESTED");
        given.unwrap_or_else(|_| env!("CARGO_BIN_EXE_remiss").to_owned())
    })
}

/// Runs the program with these arguments.
fn remiss(args: &[&str]) -> Output {
    Command::new(program())
        .args(args)
        .env_remove("REMISS_ARCHIVE")
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

/// Standard output of a run, which must end with this exit code.
fn stdout(args: &[&str], code: i32) -> String {
    let output = remiss(args);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "remiss {args:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}
