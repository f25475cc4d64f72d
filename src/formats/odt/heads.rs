//! The heads of an OpenDocument's kinds of pages, and which of them stands on
//! the first page. Knows no text but theirs.

use crate::formats::xml::attribute;
use quick_xml::events::BytesStart;

/// The kind of page that a document begins with if it does not say which.
const USUAL: &str = "Standard";

/// One kind of page.
struct Page {
    name: String,
    /// The head of all its pages, and of the first if that has one of its own.
    head: Option<String>,
    first: Option<String>,
}

#[derive(Default)]
pub(super) struct Heads {
    pages: Vec<Page>,
    of_first: bool,
    /// The kind of the first page, once the text has begun.
    begun: Option<String>,
}

impl Heads {
    /// What follows is of a kind of page.
    pub(super) fn page(&mut self, tag: &BytesStart<'_>) {
        self.pages.push(Page {
            name: attribute(tag, "name").unwrap_or_default(),
            head: None,
            first: None,
        });
    }

    /// A head opens.
    pub(super) fn open(&mut self, tag: &BytesStart<'_>) {
        self.of_first = tag.local_name().as_ref() == "header-first";
    }

    /// It ends, with this text.
    pub(super) fn close(&mut self, text: String) {
        if let Some(page) = self.pages.last_mut() {
            let head = match self.of_first {
                true => &mut page.first,
                false => &mut page.head,
            };
            *head = Some(text);
        }
    }

    /// The text begins; the style of its first piece may name a kind of page.
    pub(super) fn begin(&mut self, page: impl FnOnce() -> Option<String>) {
        let usual = || page().unwrap_or_else(|| USUAL.to_owned());
        self.begun.get_or_insert_with(usual);
    }

    /// What stands above the text of the first page.
    pub(super) fn of_first_page(self) -> Option<String> {
        let begun = self.begun?;
        let page = self.pages.into_iter().find(|page| page.name == begun)?;
        page.first.or(page.head)
    }
}
