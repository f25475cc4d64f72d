//! A paragraph of a Word document while it is open, and what its styles and the
//! properties of its runs say of reading it. Knows no words.

use crate::formats::styles::{Marks, Properties, Shared};
use crate::formats::xml::attribute;
use quick_xml::events::BytesStart;

#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) properties: Properties,
    pub(super) text: String,
    /// Its end is deleted: it goes on in the next paragraph.
    pub(super) goes_on: bool,
    /// It stands in a text box that is hidden.
    within_hidden: bool,
    /// What its style says.
    marks: Marks,
    /// The properties of the run that is open, and what comes of them.
    run: Run,
    run_marks: Marks,
}

/// What the properties of a run say.
#[derive(Default)]
struct Run {
    style: Option<String>,
    marks: Marks,
}

impl Paragraph {
    /// One that opens inside what is hidden, or is not.
    pub(super) fn within(hidden: bool) -> Self {
        Paragraph {
            within_hidden: hidden,
            ..Paragraph::default()
        }
    }

    /// A run begins, or text that stands in none.
    pub(super) fn open_run(&mut self) {
        self.run = Run::default();
        self.run_marks = self.marks;
    }

    pub(super) fn run_property(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "rStyle" => self.run.style = attribute(tag, "val"),
            _ => self.run.marks.look(tag),
        }
    }

    /// What a run says itself goes before its style, and that before the
    /// paragraph's.
    pub(super) fn end_run_properties(&mut self, shared: &Shared) {
        let Run { style, marks } = std::mem::take(&mut self.run);
        self.run_marks = marks.or(shared.marks(style)).or(self.run_marks);
    }

    pub(super) fn end_properties(&mut self, shared: &Shared) {
        self.marks = shared.marks(self.properties.style.clone());
        self.run_marks = self.marks;
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.run_marks.is_hidden() || self.within_hidden
    }

    pub(super) fn is_struck(&self) -> bool {
        self.run_marks.is_struck()
    }
}
