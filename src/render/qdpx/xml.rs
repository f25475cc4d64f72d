//! XML that is built and then written: elements, attributes, texts.

use std::fmt::Write as _;

/// An element with what is in it.
#[derive(Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    inner: String,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Element {
            name,
            attributes: String::new(),
            inner: String::new(),
        }
    }

    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        let _ = write!(self.attributes, " {name}=\"{}\"", escaped(value, true));
        self
    }

    pub(super) fn text(mut self, text: &str) -> Self {
        self.inner.push_str(&escaped(text, false));
        self
    }

    pub(super) fn child(&mut self, child: Element) {
        child.write(&mut self.inner);
    }

    /// Nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }

    fn write(&self, out: &mut String) {
        let Element {
            name,
            attributes,
            inner,
        } = self;
        let _ = match inner.is_empty() {
            true => writeln!(out, "<{name}{attributes}/>"),
            false => writeln!(out, "<{name}{attributes}>{inner}</{name}>"),
        };
    }

    /// The whole document with this as its root.
    pub(super) fn document(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        self.write(&mut out);
        out
    }
}

/// What XML can hold of a text, with its signs written as names; line ends of
/// an attribute too, which a reader would take for spaces.
fn escaped(text: &str, attribute: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' if attribute => escaped.push_str("&quot;"),
            '\n' if attribute => escaped.push_str("&#10;"),
            '\n' | '\t' => escaped.push(letter),
            letter if letter.is_control() => escaped.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stay_text() {
        let mut root = Element::new("A").with("b", "\"<&\n\u{1}");
        root.child(Element::new("C").text("a < b & \"c\"\u{b}"));
        assert_eq!(
            root.document()
                .lines()
                .skip(1)
                .collect::<Vec<_>>()
                .join("\n"),
            "<A b=\"&quot;&lt;&amp;&#10; \"><C>a &lt; b &amp; \"c\" </C>\n</A>"
        );
    }
}
