//! XML put together piece by piece: always well-formed, nothing in a text a
//! mark. Knows no vocabulary.

use crate::decode::is_steering;
use quick_xml::escape::escape;

/// An XML document in the making.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// One that says what it is.
    pub(super) fn document() -> Self {
        Xml {
            text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            self.text.push_str(&escape(allowed(value)));
            self.text.push('"');
        }
        self.text.push_str(end);
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">");
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        }
    }

    /// Adds an element that holds nothing.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>");
    }

    /// The same with a value, as most properties have.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Adds an element and what `fill` puts into it.
    pub(super) fn inside(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        fill: impl FnOnce(&mut Xml),
    ) {
        self.open(name, attributes);
        fill(self);
        self.close();
    }

    /// Adds text.
    pub(super) fn text(&mut self, words: &str) {
        self.text.push_str(&escape(allowed(words)));
    }

    /// The whole, every element closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }
}

/// The text without what XML cannot hold or what turns the reading order.
fn allowed(words: &str) -> String {
    let refused = |c: char| {
        let control = c.is_control() && !matches!(c, '\t' | '\n');
        control || is_steering(c) && c != '\n' || matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    words.chars().filter(|&c| !refused(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let mut xml = Xml::default();
        xml.open("a", &[("b", "\"<&")]);
        xml.text("</a>\u{1}\u{202E}&");
        assert_eq!(xml.finish(), "<a b=\"&quot;&lt;&amp;\">&lt;/a&gt;&amp;</a>");
    }
}
