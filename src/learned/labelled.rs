//! Labelled letters as they stand in `training/`: a sentence a line, with what
//! it does before it.
//!
//! Looks like: "=== domstol | SOU om frister | torr", "# Frister",
//! "ask⇥Fristen bör räknas från delgivningen.", "-⇥Rätten är en av fyra.".

use super::features::Place;
use super::model::{DEEDS, Deed};
use crate::error::{Error, Result};
use std::path::Path;

/// A sentence of a letter, and what it does.
pub(super) struct Example<'t> {
    pub(super) words: &'t str,
    pub(super) place: Place,
    pub(super) does: [bool; DEEDS.len()],
}

/// The sentences of a file that somebody could tell of; `name` is told where a
/// line is none.
///
/// # Errors
///
/// A line without a label.
pub(super) fn examples<'t>(name: &str, text: &'t str) -> Result<Vec<Example<'t>>> {
    let mut found = Vec::new();
    // The sentence before in the same paragraph.
    let mut before: Option<&str> = None;
    let mut led = false;
    for (at, line) in text.lines().enumerate() {
        if line.starts_with("===") || line.starts_with('#') || line.trim().is_empty() {
            before = None;
            led &= line.trim().is_empty();
            continue;
        }
        let bad = || {
            Error::new("no label and tab before the sentence")
                .at(Path::new(&format!("{name}:{}", at + 1)))
                .cure("write \"-\", a tab, and the sentence")
        };
        let (labels, words) = line.split_once('\t').ok_or_else(bad)?;
        let words = words.trim();
        let item = words.strip_prefix('*');
        let words = item.unwrap_or(words).trim();
        if labels != "?" {
            found.push(Example {
                words,
                place: Place {
                    led,
                    opens: before.is_none() || item.is_some(),
                },
                does: does(labels),
            });
        }
        led = words.ends_with(':');
        before = Some(words);
    }
    Ok(found)
}

/// "P:partly:avsnitt 6.2,ask".
fn does(labels: &str) -> [bool; DEEDS.len()] {
    let mut does = [false; DEEDS.len()];
    for label in labels.split(',') {
        let mut parts = label.trim().split(':');
        let (of, verdict) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let deed = match (of, verdict) {
            ("ask", _) => Deed::Asks,
            (_, "for" | "partly") => Deed::Accepts,
            (_, "against" | "critical") => Deed::Rejects,
            (_, "none") => Deed::Objectless,
            _ => continue,
        };
        does[deed as usize] = true;
    }
    does
}
