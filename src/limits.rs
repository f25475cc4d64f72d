//! Named limits on what one file may cost, so that no document can exhaust
//! memory or time. A table of names, defaults and what is said when one is
//! passed; knows no format and measures nothing itself.

use crate::decode::NotText;
use crate::error::{Error, Result};

/// Largest limit in MB: places in a text are 32-bit.
const LARGEST_MB: u32 = 4000;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Size of a file, in MB.
    File,
    /// Memory for reading one packed document, in MB.
    Memory,
    /// Time for reading one packed document, in seconds.
    Seconds,
    /// Time for reading the pictures of one document by OCR, in seconds.
    Ocr,
    /// Text taken out of one document, in MB.
    Text,
    /// Lines of one document.
    Lines,
    /// One packed part of a document, unpacked, in MB.
    Part,
    /// How many times larger than packed a part of more than 16 MB may be:
    /// XML packs to a tenth, a form full of empty cells to a fiftieth.
    Ratio,
    /// Pages of a PDF.
    Pages,
    /// Glyphs on a page; a page of a newspaper has 40,000.
    Glyphs,
    /// XML elements or HTML tags in a document.
    Elements,
    /// Elements inside one another; Word and LibreOffice stay below 60.
    Nesting,
    /// Files in a ZIP archive, mails in a mailbox.
    Members,
    /// ZIP archives inside one another.
    Archives,
    /// Mails inside one another, and the mailbox around them. Counted apart:
    /// they are not packed, and there may be an archive around and in them.
    Mails,
    /// All files of a ZIP archive or mailbox together, unpacked, in MB.
    Unpacked,
}

struct Entry {
    limit: Limit,
    name: &'static str,
    usual: u64,
    /// What is told of a file that passes it, `{}` for the limit.
    told: &'static str,
    /// What the command line says of it.
    about: &'static str,
}

const fn entry(
    limit: Limit,
    name: &'static str,
    usual: u64,
    told: &'static str,
    about: &'static str,
) -> Entry {
    Entry {
        limit,
        name,
        usual,
        told,
        about,
    }
}

/// In the order of [`Limit`].
const TABLE: [Entry; 16] = [
    entry(
        Limit::File,
        "file-mb",
        64,
        "has more than {} MB",
        "size of a file",
    ),
    entry(
        Limit::Memory,
        "memory-mb",
        400,
        "needs more than {} MB of memory to be read",
        "memory for one packed document (PDF, DOCX, ODT, HTML, RTF, DOC)",
    ),
    entry(
        Limit::Seconds,
        "seconds",
        60,
        "takes more than {} seconds to read",
        "time for one packed document",
    ),
    entry(
        Limit::Ocr,
        "ocr-seconds",
        1800,
        "takes more than {} seconds of OCR",
        "time for reading the pictures of one document by OCR",
    ),
    entry(
        Limit::Text,
        "text-mb",
        64,
        "holds more than {} MB of text",
        "text taken out of one document",
    ),
    entry(
        Limit::Lines,
        "lines",
        2_000_000,
        "holds more than {} lines",
        "lines of one document",
    ),
    entry(
        Limit::Part,
        "part-mb",
        128,
        "unpacks to more than {} MB in one part",
        "one packed part, unpacked",
    ),
    entry(
        Limit::Ratio,
        "ratio",
        400,
        "unpacks to more than {} times its size",
        "unpacked to packed, of parts above 16 MB",
    ),
    entry(
        Limit::Pages,
        "pages",
        20_000,
        "has more than {} pages",
        "pages of a PDF",
    ),
    entry(
        Limit::Glyphs,
        "glyphs",
        1_000_000,
        "holds more than {} glyphs on a page",
        "glyphs on a page of a PDF",
    ),
    entry(
        Limit::Elements,
        "elements",
        8_000_000,
        "holds more than {} elements",
        "XML elements or HTML tags of a document",
    ),
    entry(
        Limit::Nesting,
        "nesting",
        256,
        "nests elements more than {} deep",
        "XML elements inside one another",
    ),
    entry(
        Limit::Members,
        "members",
        20_000,
        "holds more than {} files",
        "files in a ZIP archive, mails in a mailbox",
    ),
    entry(
        Limit::Archives,
        "archives",
        2,
        "is packed into more than {} archives",
        "ZIP archives inside one another",
    ),
    entry(
        Limit::Mails,
        "mails",
        4,
        "is attached inside more than {} mails",
        "mails inside one another, and the mailbox around them",
    ),
    entry(
        Limit::Unpacked,
        "unpacked-mb",
        1024,
        "unpacks to more than {} MB in all",
        "all files of a ZIP archive or mailbox, unpacked",
    ),
];

/// The value of every limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits([u64; TABLE.len()]);

impl Default for Limits {
    fn default() -> Self {
        Limits(std::array::from_fn(|at| TABLE[at].usual))
    }
}

impl Limits {
    /// The value, in the unit of its name.
    pub fn get(&self, limit: Limit) -> u64 {
        self.0[limit as usize]
    }

    /// The value of a limit that is told in MB, in bytes.
    pub fn bytes(&self, limit: Limit) -> u64 {
        self.get(limit) << 20
    }

    /// Sets a limit as a user writes it: `pages=500`.
    pub fn set(&mut self, words: &str) -> Result<()> {
        let (name, value) = words.split_once('=').unwrap_or((words, ""));
        let name = name.trim();
        let entry = TABLE.iter().find(|entry| entry.name == name);
        let most = if name.ends_with("-mb") {
            LARGEST_MB
        } else {
            u32::MAX
        };
        let value = value.trim().parse::<u32>().ok();
        let value = value.filter(|value| (1..=most).contains(value));
        match (entry, value) {
            (Some(entry), Some(value)) => {
                self.0[entry.limit as usize] = value.into();
                Ok(())
            }
            (None, _) => {
                let names: Vec<&str> = TABLE.iter().map(|entry| entry.name).collect();
                let names = names.join(", ");
                Err(Error::new(format!("no limit is called \"{name}\""))
                    .cure(format!("one of {names}")))
            }
            (Some(entry), None) => Err(Error::new(format!("\"{words}\" sets no limit")).cure(
                format!(
                    "give a whole number (at most 4000 for MB), for example {}={}",
                    entry.name, entry.usual
                ),
            )),
        }
    }

    /// The limits as arguments of a program.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let values = TABLE.iter().zip(self.0);
        values
            .map(|(entry, value)| format!("{}={value}", entry.name))
            .collect()
    }

    /// What [`Limits::arguments`] gave.
    pub(crate) fn from_arguments(arguments: &[String]) -> Result<Self> {
        let mut limits = Limits::default();
        arguments.iter().try_for_each(|words| limits.set(words))?;
        Ok(limits)
    }

    /// Refuses what has more than the limit allows.
    pub(crate) fn check(&self, limit: Limit, found: u64) -> std::result::Result<(), NotText> {
        if found > self.get(limit) {
            return Err(self.passed(limit));
        }
        Ok(())
    }

    /// The same for a number of bytes and a limit told in MB.
    pub(crate) fn check_bytes(&self, limit: Limit, found: u64) -> std::result::Result<(), NotText> {
        if found > self.bytes(limit) {
            return Err(self.passed(limit));
        }
        Ok(())
    }

    /// What is told of a file that passes a limit.
    pub(crate) fn passed(&self, limit: Limit) -> NotText {
        let entry = &TABLE[limit as usize];
        NotText::new(
            entry.told.replace("{}", &self.get(limit).to_string()),
            format!(
                "if the file can be trusted, allow more with --allow {}=N",
                entry.name
            ),
        )
    }

    /// Names, defaults and meanings, a line each.
    pub fn help() -> String {
        let lines = TABLE
            .iter()
            .map(|entry| format!("  {:12} {:>9}  {}", entry.name, entry.usual, entry.about));
        lines.collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_limits() {
        for (at, entry) in TABLE.iter().enumerate() {
            assert_eq!(entry.limit as usize, at, "{}", entry.name);
            assert!(entry.told.contains("{}"));
        }
    }

    #[test]
    fn a_limit_is_set_by_name_and_told_by_name() {
        let mut limits = Limits::default();
        limits.set("pages=3").unwrap();
        assert!(limits.check(Limit::Pages, 3).is_ok());
        let told = limits.check(Limit::Pages, 4).unwrap_err();
        assert_eq!(told.what, "has more than 3 pages");
        assert!(told.cure.contains("--allow pages=N"));
        let too_large = ["text-mb=5000", "text-mb =5000", " text-mb = 5000"];
        for wrong in too_large {
            assert!(limits.set(wrong).is_err(), "{wrong}");
        }
        for wrong in ["pages", "pages=0", "pages=many", "sidor=3"] {
            assert!(limits.set(wrong).is_err(), "{wrong}");
        }
        assert_eq!(limits.get(Limit::Pages), 3);
    }
}
