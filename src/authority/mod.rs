//! The name authority: who answers consultations in Sweden, and in which
//! written forms.
//!
//! It says which body a written name stands for and what kind of body that
//! is. It knows nothing of papers: where a name stands, and whether it is the
//! sender's, is for the reader to say. What merely holds another's name is
//! never folded to it, and what may mean several bodies stays as printed.
//!
//! The names are data (`*.tsv`, see `README.md` beside them); municipalities,
//! regions, county boards and many forms of courts are made by rule from
//! lists of places.

mod boards;
mod built;
mod find;
mod form;
mod load;
mod place;
mod resolve;
mod slips;
mod slug;
mod table;

#[cfg(test)]
mod data_tests;

pub use built::PRIVATE;
pub(crate) use built::{is_common, kind_named, kind_of, kinds};
pub(crate) use form::genitive;

use std::sync::LazyLock;
use table::Table;

/// How a written form led to its body, from certain to guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The name itself.
    Exact,
    /// A short form, compared with case.
    Short,
    /// Another written form that the data holds.
    Variant,
    /// A name the same body had before.
    Former,
    /// A rule: a part of a body, a bare place in a list, a board of a
    /// municipality.
    Rule,
    /// A slip of the pen or the scanner.
    Slip,
    /// Several bodies may be meant: the name is as printed.
    Ambiguous,
}

/// The body that a written form stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The form to show.
    pub name: String,
    /// "kommun", "domstol", "myndighet", …, "namnd", "rad"; `None` where
    /// several bodies may be meant.
    pub kind: Option<String>,
    /// The code of a municipality, region or organisation, else the name's
    /// normal form. `None` for what identifies nobody: an ambiguous form, a
    /// board without its municipality.
    pub id: Option<String>,
    /// The part of the body that was written: a faculty, a division of a
    /// court, a board of a municipality.
    pub part: Option<String>,
    /// How the form led here.
    pub how: How,
    /// What a reader should know: what the body became, what else is meant.
    pub note: Option<String>,
    /// The bodies that may be meant, where [`How::Ambiguous`].
    pub among: Vec<String>,
}

impl Body {
    /// It says who it is: not a bare board, not one of several.
    pub fn identifies(&self) -> bool {
        self.id.is_some()
    }
}

/// All names, and the ways to them.
pub struct Authority {
    table: Table,
}

static STANDARD: LazyLock<Authority> = LazyLock::new(|| Authority {
    table: load::standard(),
});

impl Authority {
    /// The authority that ships with the program.
    pub fn standard() -> &'static Authority {
        &STANDARD
    }

    /// The standard names and those of a file that is given, which win.
    ///
    /// A file is a table with tabs; its first line names its columns, of
    /// which `name` must be there and `kind`, `short`, `variants`, `former`,
    /// `place` and `code` may be; lists are parted by `|`.
    pub fn with(names: &str) -> Result<Authority, String> {
        let mut table = load::standard();
        load::add_given(&mut table, names)?;
        Ok(Authority { table })
    }

    /// The body a written form stands for, if that is certain enough to show
    /// in its place.
    ///
    /// ```
    /// use remiss::authority::{Authority, How};
    ///
    /// let names = Authority::standard();
    /// let board = names.resolve("Länsstyrelsen Skåne").unwrap();
    /// assert_eq!(board.name, "Länsstyrelsen i Skåne län");
    /// assert_eq!(board.kind.as_deref(), Some("lansstyrelse"));
    /// assert_eq!(names.resolve("Malmö högskola").unwrap().how, How::Former);
    /// assert!(names.resolve("Svenska kyrkan i Lund").is_none());
    /// ```
    pub fn resolve(&self, written: &str) -> Option<Body> {
        resolve::whole(&self.table, written)
    }

    /// As [`resolve`](Self::resolve), for an entry in a list of those asked,
    /// where a bare place means the municipality.
    pub fn resolve_list_entry(&self, written: &str) -> Option<Body> {
        resolve::entry(&self.table, written)
    }

    /// "Hamnbolaget AB (kapitel 1 och 2)" without the parts that it is asked about.
    pub(crate) fn without_limit(written: &str) -> &str {
        let parts = written.strip_suffix(')').and_then(|it| it.rsplit_once('('));
        let name = parts.filter(|(_, parts)| resolve::is_limit(parts));
        name.map_or(written, |(name, _)| name.trim_end())
    }
}
