//! What every command prints over the project's own papers, in every format.
//!
//! Each stands in a file of its own under `tests/snapshots`, renewed by
//! `UPDATE_EXPECT=1 cargo test snapshots`. Of a long output its beginning
//! stands there, with a checksum of the whole.

use crate::{project, stdout};
use expect_test::expect_file;
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::fmt::Write;

/// A command, by the name of its snapshots.
const COMMANDS: [(&str, &[&str]); 25] = [
    ("search", &["search", "dialog"]),
    ("search-kwic", &["search", "--kwic", "dialog"]),
    ("search-facets", &["search", "--facets", "dialog"]),
    ("search-explain", &["search", "--explain", "dialog"]),
    ("search-nämnd", &["search", "--group-by", "nämnd", "dialog"]),
    ("search-parti", &["search", "--group-by", "parti", "dialog"]),
    (
        "search-dokument",
        &["search", "--group-by", "dokument", "dialog"],
    ),
    ("show", &["show", "110"]),
    ("show-unit", &["show", "100:1051"]),
    ("show-why", &["show", "--why", "201"]),
    ("ledger", &["ledger"]),
    ("reuse", &["reuse"]),
    ("reuse-answers", &["reuse", "--answers"]),
    ("positions", &["positions"]),
    ("positions-focus", &["positions", "--focus", "dialog"]),
    ("positions-party", &["positions", "--by", "party"]),
    ("asks", &["asks"]),
    ("lost", &["lost"]),
    ("topics", &["topics"]),
    ("uptake", &["uptake"]),
    ("memory", &["memory"]),
    ("sample", &["sample", "5"]),
    ("sample-coding", &["sample", "5", "--by", "slag"]),
    ("export-units", &["export", "units"]),
    ("export-documents", &["export", "documents"]),
];
const FORMATS: [&str; 5] = ["text", "json", "ndjson", "csv", "html"];

/// Lines and bytes of an output that stand in its snapshot, at most.
const LINES: usize = 60;
const BYTES: usize = 6000;

/// The beginning of an output; how much is missing, and the checksum of all.
fn beginning(output: &str) -> String {
    let lines = output.split_inclusive('\n');
    let mut left = BYTES;
    let shown = lines.take(LINES).take_while(|line| {
        let fits = line.len() <= left;
        left = left.saturating_sub(line.len());
        fits
    });
    let mut shown: String = shown.collect();
    if shown.len() < output.len() {
        let hash: String = Sha256::digest(output.as_bytes())
            .iter()
            .take(8)
            .fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
        let bytes = output.len();
        let _ = writeln!(shown, "… {bytes} bytes in all, sha256 {hash}");
    }
    shown
}

#[test]
fn every_command_prints_what_it_printed() {
    let dir = tempfile::tempdir().unwrap();
    let archive = dir.path().join("archive").display().to_string();
    let corpus = project("corpus").display().to_string();
    stdout(&["ingest", "-q", &corpus, "--archive", &archive], 0);
    for (name, command) in COMMANDS {
        for format in FORMATS {
            let typed = ["remiss"].iter().chain(command);
            let with = ["--archive", &archive, "--format", format];
            let typed: Vec<OsString> = typed.copied().chain(with).map(OsString::from).collect();
            let mut out = Vec::new();
            let (code, told) = remiss::cli::answer(&typed, &mut out);
            if code == 2 && out.is_empty() && told.as_deref().is_some_and(is_refused) {
                continue;
            }
            // The line ends of CSV are not what a snapshot keeps.
            let output = String::from_utf8(out).unwrap().replace("\r\n", "\n");
            let mut shown = beginning(&output);
            let _ = writeln!(shown, "== exit {code}");
            if let Some(told) = told {
                let _ = writeln!(shown, "{told}");
            }
            expect_file![project(&format!("tests/snapshots/{name}.{format}"))].assert_eq(&shown);
        }
    }
}

/// The parser does not know the format for this command.
fn is_refused(told: &str) -> bool {
    told.contains("invalid value")
}
