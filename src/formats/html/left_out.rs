//! An element of a page that is left out, up to where it ends, whether the page
//! says so or not. Knows names of tags, no text.

use super::tags::{ends_paragraph, open_ended};

pub(super) struct LeftOut {
    name: String,
    /// How often it is open, inside itself.
    times: usize,
    /// How many of what it stands in are open inside it.
    around: usize,
}

/// What the end of an element says of the one that is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Inside,
    Own,
    /// It has ended before.
    Around,
}

impl LeftOut {
    pub(super) fn new(name: &str) -> Self {
        LeftOut {
            name: name.to_owned(),
            times: 1,
            around: 0,
        }
    }

    /// It has ended where this element begins.
    pub(super) fn ends_before(&mut self, name: &str, self_closing: bool) -> bool {
        let Some((around, siblings)) = open_ended(&self.name) else {
            self.times += usize::from(self.name == name && !self_closing);
            return self.name == "p" && ends_paragraph(name);
        };
        self.around += usize::from(around.contains(&name));
        self.around == 0 && siblings.contains(&name)
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) -> End {
        let Some((around, siblings)) = open_ended(&self.name) else {
            self.times -= usize::from(self.name == name);
            return match self.times {
                0 => End::Own,
                _ if self.name == "p" && ends_paragraph(name) => End::Around,
                _ => End::Inside,
            };
        };
        match self.around {
            0 if self.name == name => End::Own,
            0 if around.contains(&name) || siblings.contains(&name) => End::Around,
            _ => {
                self.around -= usize::from(self.around > 0 && around.contains(&name));
                End::Inside
            }
        }
    }
}
