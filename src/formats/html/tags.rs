//! What a tag of a web page says by itself: its attributes, whether it is shown,
//! whether it stands on lines of its own, how a list counts. Knows no text.

use crate::formats::numbering::figures;
use html5gum::StartTag;

/// A list that is open.
pub(super) struct List {
    /// The next number; `None` for bullets.
    next: Option<usize>,
    /// "a", "I", …
    figures: &'static str,
}

impl List {
    pub(super) fn of(name: &str, tag: &StartTag<()>) -> Self {
        const STYLES: [(&str, &str); 6] = [
            ("lower-alpha", "a"),
            ("lower-latin", "a"),
            ("upper-alpha", "A"),
            ("upper-latin", "A"),
            ("lower-roman", "i"),
            ("upper-roman", "I"),
        ];
        let (kind, style) = (value(tag, "type"), value(tag, "style").to_lowercase());
        let found = STYLES
            .iter()
            .find(|(said, figures)| style.contains(said) || kind == *figures);
        List {
            next: (name == "ol").then(|| value(tag, "start").parse().unwrap_or(1)),
            figures: found.map_or("1", |(_, figures)| figures),
        }
    }

    /// The marker of the next item, which may name its own number.
    pub(super) fn next(&mut self, number: Option<usize>) -> String {
        let Some(next) = &mut self.next else {
            return "-".to_owned();
        };
        let number = number.unwrap_or(*next);
        *next = number.saturating_add(1);
        format!("{}.", figures(self.figures, number))
    }
}

/// What an attribute says; empty if it is not there.
pub(super) fn value(tag: &StartTag<()>, name: &str) -> String {
    let value = tag.attributes.get(name.as_bytes());
    value.map_or(String::new(), |value| {
        String::from_utf8_lossy(value).trim().to_owned()
    })
}

/// The browser does not show it, nor does Word what it saved as a page. What
/// a style sheet hides is not known.
pub(super) fn is_hidden(tag: &StartTag<()>) -> bool {
    const HIDDEN: [&str; 4] = [
        "display:none",
        "visibility:hidden",
        "mso-hide:all",
        "mso-element:comment",
    ];
    let mut style = value(tag, "style").to_lowercase();
    style.retain(|c| !c.is_whitespace());
    // What can be found by searching is shown then.
    let hidden =
        tag.attributes.contains_key(&b"hidden"[..]) && value(tag, "hidden") != "until-found";
    hidden || HIDDEN.iter().any(|said| style.contains(said))
}

/// Its text is struck out, by its name or in its own style.
pub(super) fn is_struck(name: &str, tag: &StartTag<()>) -> bool {
    matches!(name, "del" | "s" | "strike")
        || value(tag, "style")
            .to_lowercase()
            .split(';')
            .filter_map(|said| said.split_once(':'))
            .any(|(what, how)| {
                what.trim().starts_with("text-decoration") && how.contains("line-through")
            })
}

/// A paragraph before it has ended, whether that says so or not.
pub(super) fn ends_paragraph(name: &str) -> bool {
    is_block(name) && !matches!(name, "button" | "label" | "legend" | "option")
}

/// What an element that need not be closed stands in, and which elements end
/// it by beginning.
pub(super) fn open_ended(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (&["ul", "ol", "menu"], &["li"]),
        "dt" | "dd" => (&["dl"], &["dt", "dd"]),
        "option" => (&["select", "datalist"], &["option"]),
        "tr" => (&["table"], &["tr"]),
        "td" | "th" => (&["table"], &["td", "th", "tr"]),
        _ => return None,
    })
}

/// An element that has no end.
pub(super) fn is_void(name: &str) -> bool {
    const VOID: [&str; 14] = [
        "br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "base", "embed", "param",
        "source", "track",
    ];
    VOID.contains(&name)
}

/// An element whose text stands apart from what is around it.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 43] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "textarea",
        "ul",
    ];
    BLOCKS.contains(&name)
}
