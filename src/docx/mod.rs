//! Word documents, written: real headings, tables whose heads are repeated,
//! notes, fields to fill in that are found again, remarks in the margin, the
//! looks of a template.
//!
//! ```
//! use remiss::docx::{Document, Section, Style, write};
//!
//! let mut section = Section::default();
//! section.heading(1, "Remissinstanser");
//! section.plain(Style::Body, "Kulturnämnden tillstyrker förslaget.");
//! let document = Document {
//!     title: "Remissammanställning".to_owned(),
//!     sections: vec![section],
//!     ..Document::default()
//! };
//! assert!(write(&document, None).unwrap().starts_with(b"PK"));
//! ```
//!
//! Small and exact: elements stand where the schema wants them, every part is
//! named, the same document gives the same bytes. Reading what others wrote is
//! [`crate::formats`]' work, but for the fields and the looks of a template.
//! Does not touch files, and knows nothing of consultation papers.

mod body;
mod controls;
mod model;
mod notes;
mod package;
mod page;
mod styles;
mod template;
mod typed;
mod xml;

pub use controls::{Filled, fields};
pub use model::{
    Block, Cell, Comment, Document, Field, Inline, Paragraph, Row, Section, Style, Table,
};
pub use package::write;
pub use template::Template;
pub use typed::{Typed, typed};

#[cfg(test)]
mod tests;
