//! Names of files for what is fetched: taken from addresses, made harmless,
//! told apart. A name that comes out of here is one component that every file
//! system takes and no program keeps for itself. Looks at no file.

use crate::decode::is_steering;
use crate::ingest::names::is_hidden;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use unicode_normalization::UnicodeNormalization;

/// The list of what was fetched, beside it.
pub(super) use crate::ingest::names::FETCHED as MANIFEST;
/// Longest name in bytes: systems take 255, and a number and an ending come on.
const LONGEST: usize = 160;
/// Longest ending that is kept where a name is cut.
const ENDING: usize = 10;

/// One harmless name for what a page or its address calls so; `otherwise` where
/// nothing is left of it.
pub(super) fn harmless(name: &str, otherwise: &str) -> String {
    let last = name
        .rsplit(['/', '\\'])
        .find(|part| !part.trim().is_empty());
    let clean: String = last
        .unwrap_or("")
        .nfc()
        .map(|c| if is_mark(c) { '_' } else { c })
        .collect();
    // Windows drops them at the end.
    let ends = |c: char| c == '.' || c.is_whitespace();
    let clean = clean.trim().trim_end_matches(ends);
    if clean.chars().all(|c| c == '_' || ends(c)) {
        return otherwise.to_owned();
    }
    let reserved =
        is_reserved(clean) || is_hidden(OsStr::new(clean)) || clean.eq_ignore_ascii_case(MANIFEST);
    let clean = match (clean.strip_prefix('.'), reserved) {
        (Some(rest), _) => format!("_{rest}"),
        (None, true) => format!("_{clean}"),
        (None, false) => clean.to_owned(),
    };
    shortened(&clean).trim_end_matches(ends).to_owned()
}

fn is_mark(c: char) -> bool {
    is_steering(c)
        || c.is_control()
        || "<>:\"|?*\u{FFFD}\u{FEFF}\u{200B}".contains(c)
        || matches!(c, '\u{200C}'..='\u{200F}' | '\u{2028}' | '\u{2029}')
}

/// Names that Windows keeps for devices, whatever ending follows.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end();
    let stem = stem.to_ascii_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|device| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|rest| rest.chars().count() == 1 && "0123456789¹²³".contains(rest))
    });
    numbered || ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
}

/// Cut in its stem, so that the ending stays.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = parted(name);
    let ending = if ending.len() <= ENDING { ending } else { "" };
    let end = (0..=LONGEST - ending.len())
        .rev()
        .find(|&at| stem.is_char_boundary(at));
    format!("{}{ending}", &stem[..end.unwrap_or(0).min(stem.len())])
}

/// A name before its last full stop, and from there on.
fn parted(name: &str) -> (&str, &str) {
    name.split_at(name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len()))
}

/// The names that are taken: one that differs only in capitals is the same to
/// some systems.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    /// The number that was last put to a name.
    numbers: HashMap<String, u32>,
}

impl Names {
    pub(super) fn take(&mut self, name: &str) {
        self.taken.insert(key(name));
    }

    /// The name itself, or with the first number that is free.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        if self.taken.insert(key(wanted)) {
            return wanted.to_owned();
        }
        let (stem, ending) = parted(wanted);
        let number = self.numbers.entry(key(wanted)).or_insert(1);
        loop {
            *number = number.saturating_add(1);
            let name = format!("{stem}-{number}{ending}");
            if self.taken.insert(key(&name)) {
                return name;
            }
        }
    }
}

fn key(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_one_harmless_component() {
        for (name, file) in [
            ("svar.pdf", "svar.pdf"),
            ("Töreby kommun.pdf", "Töreby kommun.pdf"),
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("a\u{0}b\u{202e}fdp.exe", "a_b_fdp.exe"),
            ("CON", "_CON"),
            ("nul.pdf", "_nul.pdf"),
            ("com1.tar.gz", "_com1.tar.gz"),
            ("common.pdf", "common.pdf"),
            (".htaccess", "_htaccess"),
            ("remiss-fetch.tsv", "_remiss-fetch.tsv"),
            ("svar.pdf. .", "svar.pdf"),
            ("svar?.pdf", "svar_.pdf"),
            ("..", "dokument"),
            ("", "dokument"),
        ] {
            assert_eq!(harmless(name, "dokument"), file, "{name:?}");
        }
        let long = harmless(&format!("{}.pdf", "å".repeat(300)), "x");
        assert!(long.len() <= LONGEST && long.ends_with("å.pdf"));
    }

    #[test]
    fn names_are_told_apart_by_a_number() {
        let mut names = Names::default();
        names.take("SVAR-2.pdf");
        let wanted = ["svar.pdf", "svar.pdf", "Svar.pdf", "x", "x"];
        assert_eq!(
            wanted.map(|name| names.claim(name)),
            ["svar.pdf", "svar-3.pdf", "Svar-4.pdf", "x", "x-2"]
        );
    }

    proptest! {
        #[test]
        fn what_is_harmless_stays_as_it_is(name in "[./\\\\a-cåÅ .:~$\u{0}-\u{1f}\u{202e}]{0,12}|\\PC{0,200}") {
            let once = harmless(&name, "dokument");
                        prop_assert!(!once.is_empty() && once.len() <= LONGEST);
            prop_assert!(!once.contains(['/', '\\', '\0']) && !once.starts_with('.'));
            prop_assert_eq!(harmless(&once, "dokument"), once);
        }
    }
}
