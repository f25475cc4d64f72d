//! What styles of an OpenDocument text say: how lists and headings count, what
//! is hidden, which cells have lines. Knows no text.

use crate::formats::numbering::{LEVELS, Level};
use crate::formats::xml::{attribute, number};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// What the definition of headings is called here, beside those of lists.
pub(super) const OUTLINE: &str = "text:outline-style";

#[derive(Default)]
struct Style {
    parent: Option<String>,
    /// The kind of page that begins with what has this style.
    page: Option<String>,
    hidden: Option<bool>,
    struck: Option<bool>,
    /// Its cells have lines.
    lines: Option<bool>,
    /// Its headings have no number, whatever headings have.
    unnumbered: Option<bool>,
}

/// All styles and definitions of lists.
#[derive(Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, Vec<Level>>,
    /// The style being read, and the definition of a list.
    style: (String, String),
    list: String,
}

impl Styles {
    /// Notes what a tag defines, if it does.
    pub(super) fn define(&mut self, tag: &BytesStart<'_>) {
        let text = |name| attribute(tag, name).unwrap_or_default();
        match tag.local_name().as_ref() {
            "style" => {
                self.style = (text("family"), text("name"));
                // One of the same name in another part is another style.
                let style = self.styles.entry(self.style.clone()).or_default();
                *style = Style::default();
                style.parent = attribute(tag, "parent-style-name");
                style.page = attribute(tag, "master-page-name").filter(|name| !name.is_empty());
                style.unnumbered = attribute(tag, "list-style-name").map(|name| name.is_empty());
            }
            "text-properties" => {
                if let Some(style) = self.styles.get_mut(&self.style) {
                    let display = attribute(tag, "display");
                    style.hidden = display.map(|display| display == "none").or(style.hidden);
                    style.struck = struck(tag).or(style.struck);
                }
            }
            "table-cell-properties" => {
                if let Some(style) = self.styles.get_mut(&self.style) {
                    style.lines = lines(tag);
                }
            }
            "list-style" => self.list = text("name"),
            "outline-style" => self.list = OUTLINE.to_owned(),
            "list-level-style-number" | "outline-level-style" => {
                self.level(tag, text("num-format"));
            }
            "list-level-style-bullet" => self.level(tag, "bullet".to_owned()),
            _ => {}
        }
    }

    /// What follows belongs to no style.
    pub(super) fn end_style(&mut self) {
        self.style = Default::default();
    }

    fn level(&mut self, tag: &BytesStart<'_>, format: String) {
        let text = |name| attribute(tag, name).unwrap_or_default();
        let level = number(tag, "level").unwrap_or(1).clamp(1, LEVELS);
        // "1.2": so many of the levels above are shown too.
        let shown = number(tag, "display-levels").unwrap_or(1).clamp(1, level);
        let numbers: Vec<String> = (level - shown + 1..=level)
            .map(|level| format!("%{level}"))
            .collect();
        let levels = self.lists.entry(self.list.clone()).or_default();
        if levels.len() < level {
            levels.resize(level, Level::default());
        }
        levels[level - 1] = Level {
            format,
            pattern: format!(
                "{}{}{}",
                text("num-prefix"),
                numbers.join("."),
                text("num-suffix")
            ),
            start: number(tag, "start-value").unwrap_or(1),
        };
    }

    pub(super) fn list(&self, name: &str) -> Option<&[Level]> {
        self.lists.get(name).map(Vec::as_slice)
    }

    /// What a tag holds is hidden by its style.
    pub(super) fn hides(&self, family: &str, tag: &BytesStart<'_>) -> bool {
        self.told(family, tag, |style| style.hidden) == Some(true)
    }

    /// What a tag holds is struck out by its style.
    pub(super) fn strikes(&self, family: &str, tag: &BytesStart<'_>) -> bool {
        self.told(family, tag, |style| style.struck) == Some(true)
    }

    pub(super) fn draws_lines(&self, cell: &BytesStart<'_>) -> bool {
        self.told("table-cell", cell, |style| style.lines) == Some(true)
    }

    pub(super) fn page(&self, family: &str, tag: &BytesStart<'_>) -> Option<String> {
        self.told(family, tag, |style| style.page.clone())
    }

    pub(super) fn unnumbered(&self, heading: &BytesStart<'_>) -> bool {
        self.told("paragraph", heading, |style| style.unnumbered) == Some(true)
    }

    /// What the style of a tag says, or one that it is made after.
    fn told<T>(
        &self,
        family: &str,
        tag: &BytesStart<'_>,
        says: impl Fn(&Style) -> Option<T>,
    ) -> Option<T> {
        let mut name = attribute(tag, "style-name");
        // Styles can be made after each other in a circle.
        for _ in 0..20 {
            let style = name.and_then(|name| self.styles.get(&(family.to_owned(), name)));
            let Some(style) = style else { break };
            if let Some(told) = says(style) {
                return Some(told);
            }
            name = style.parent.clone();
        }
        None
    }
}

/// Whether a line goes through the text, if its properties speak of one.
fn struck(tag: &BytesStart<'_>) -> Option<bool> {
    const LINES: [&str; 2] = ["text-line-through-style", "text-line-through-type"];
    let mut told = LINES.iter().filter_map(|name| attribute(tag, name));
    let first = told.next()?;
    Some(first != "none" && told.all(|line| line != "none"))
}

/// Whether a cell has lines, if its properties speak of them.
fn lines(tag: &BytesStart<'_>) -> Option<bool> {
    const LINES: [&str; 5] = [
        "border",
        "border-left",
        "border-right",
        "border-top",
        "border-bottom",
    ];
    let told: Vec<String> = LINES
        .iter()
        .filter_map(|name| attribute(tag, name))
        .collect();
    (!told.is_empty()).then(|| {
        told.iter()
            .any(|line| !matches!(line.as_str(), "none" | "hidden"))
    })
}
