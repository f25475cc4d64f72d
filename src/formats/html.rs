//! Web pages: the main text without menus, scripts and footers, as the
//! browser would show it. Reads a flat run of tags, so that no nesting costs
//! anything and no tag need be closed.

use super::blocks::{Blocks, Kind, raise};
use super::xml::push_collapsed;
use crate::decode::{self, NotText};
use crate::limits::{Limit, Limits};
use encoding_rs::Encoding;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// The content is a web page, or the name says so and it holds a tag.
pub(super) fn looks_like(bytes: &[u8], name: &str) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let plain: Vec<u8> = head.iter().copied().filter(|&b| b != 0).collect();
    let head = String::from_utf8_lossy(&plain).to_lowercase();
    let mut rest = head
        .trim_start_matches(['\u{FEFF}', '\u{FFFD}'])
        .trim_start();
    // Declarations and comments may stand before the first tag.
    while rest.starts_with("<!--") || rest.starts_with("<?") {
        match rest.split_once('>') {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
    let named = [".html", ".htm", ".xhtml"]
        .iter()
        .any(|end| name.to_lowercase().ends_with(end));
    const TAGS: [&str; 4] = ["<!doctype html", "<html", "<head", "<body"];
    TAGS.iter().any(|tag| rest.starts_with(tag)) || named && rest.starts_with('<')
}

/// The main text of a page.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<String, NotText> {
    let page = decode::decode_as(bytes, declared(bytes))?.text;
    // Pages whose marks are broken are read again with less left out.
    for part in [Part::Main, Part::WithoutMenus, Part::All] {
        let text = text_of(&page, part, limits)?;
        if !text.trim().is_empty() {
            return Ok(text);
        }
    }
    Err(NotText::new(
        "is a web page without text",
        "it may be filled in by a script; save it from the browser as text or PDF",
    ))
}

/// The encoding that the page's head names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = memchr::memmem::find(&head.to_ascii_lowercase(), b"charset=")?;
    let label = head[at + 8..].trim_ascii_start();
    let label = label
        .strip_prefix(b"\"")
        .or(label.strip_prefix(b"'"))
        .unwrap_or(label);
    let end = label
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)))?;
    Encoding::for_label(&label[..end]).filter(|encoding| encoding.is_single_byte())
}

/// How much of a page is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What stands in `main`, or in `article`.
    Main,
    WithoutMenus,
    All,
}

fn text_of(page: &str, part: Part, limits: &Limits) -> Result<String, NotText> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut walk = Walk::new(part, *limits);
    let mut tags = 0;
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                tags += 1;
                walk.open(&tag)?;
            }
            Token::EndTag(tag) => walk.close(&name_of(&tag.name))?,
            Token::String(text) => walk.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
        limits.check(Limit::Elements, tags)?;
    }
    walk.flush()?;
    // A menu that never ends would have swallowed the page.
    if walk.left_out.is_some() && part != Part::All {
        return Ok(String::new());
    }
    walk.blocks.finish()
}

fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Deepest nesting of lists that is told apart.
const LISTS: usize = 64;

struct Walk {
    blocks: Blocks,
    part: Part,
    text: String,
    heading: Option<u8>,
    /// Lists that are open: the next number, or `None` for bullets.
    lists: Vec<Option<usize>>,
    marker: Option<String>,
    tables: usize,
    /// The element that is left out, and how often it is open.
    left_out: Option<(String, usize)>,
    main: usize,
    raised: bool,
    preformatted: bool,
}

impl Walk {
    fn new(part: Part, limits: Limits) -> Self {
        Walk {
            blocks: Blocks::new(limits),
            part,
            text: String::new(),
            heading: None,
            lists: Vec::new(),
            marker: None,
            tables: 0,
            left_out: None,
            main: 0,
            raised: false,
            preformatted: false,
        }
    }

    fn open(&mut self, tag: &StartTag<()>) -> Result<(), NotText> {
        let name = name_of(&tag.name);
        if let Some((open, times)) = &mut self.left_out {
            *times += usize::from(*open == name && !tag.self_closing);
            return Ok(());
        }
        if self.leaves_out(&name) {
            if !tag.self_closing {
                self.left_out = Some((name, 1));
            }
            return Ok(());
        }
        match name.as_str() {
            "br" => self.text.push('\n'),
            "sup" => self.raised = true,
            "main" | "article" => {
                self.flush()?;
                self.main += 1;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush()?;
                self.heading = name[1..].parse().ok();
            }
            "ul" | "ol" | "menu" => {
                self.flush()?;
                let start = tag.attributes.get(&b"start"[..]);
                let start = start.and_then(|value| std::str::from_utf8(value).ok()?.parse().ok());
                if self.lists.len() < LISTS {
                    self.lists.push((name == "ol").then(|| start.unwrap_or(1)));
                }
            }
            "li" => {
                self.flush()?;
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(next)) => {
                        *next = next.saturating_add(1);
                        format!("{}.", next.saturating_sub(1))
                    }
                    _ => "-".to_owned(),
                });
            }
            "table" => {
                self.flush()?;
                self.tables += 1;
                if self.tables <= LISTS {
                    self.blocks.open_table();
                }
            }
            "tr" => {
                self.flush()?;
                self.blocks.open_row()?;
            }
            "td" | "th" => {
                self.flush()?;
                self.blocks.open_cell();
            }
            _ if is_block(&name) => {
                self.flush()?;
                self.preformatted = name == "pre";
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), NotText> {
        if let Some((open, times)) = &mut self.left_out {
            *times -= usize::from(open == name);
            if *times == 0 {
                self.left_out = None;
            }
            return Ok(());
        }
        match name {
            "sup" => self.raised = false,
            "main" | "article" => {
                self.flush()?;
                self.main = self.main.saturating_sub(1);
            }
            "ul" | "ol" | "menu" => {
                self.flush()?;
                self.lists.pop();
            }
            "table" if self.tables > 0 => {
                self.flush()?;
                if self.tables <= LISTS {
                    self.blocks.close_table()?;
                }
                self.tables -= 1;
            }
            "td" | "th" | "tr" => self.flush()?,
            _ if is_block(name) => {
                self.flush()?;
                self.preformatted = false;
                if name.len() == 2 && name.starts_with('h') {
                    self.heading = None;
                }
                if name == "li" {
                    self.marker = None;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.left_out.is_some() || self.part == Part::Main && self.main == 0 {
            return;
        }
        if self.preformatted {
            self.text.push_str(text);
        } else if self.raised {
            self.text.extend(text.trim().chars().map(raise));
        } else {
            push_collapsed(&mut self.text, text);
        }
    }

    /// What has been read becomes a piece of its own.
    fn flush(&mut self) -> Result<(), NotText> {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return Ok(());
        }
        let kind = match (self.heading, self.marker.take()) {
            (Some(level), _) => Kind::Heading(level),
            (None, Some(marker)) => Kind::Item(marker),
            (None, None) => Kind::Paragraph,
        };
        self.blocks.put(kind, &text)
    }

    fn leaves_out(&self, name: &str) -> bool {
        const NEVER_TEXT: [&str; 9] = [
            "script", "style", "noscript", "template", "svg", "title", "textarea", "select",
            "iframe",
        ];
        const MENUS: [&str; 4] = ["nav", "footer", "aside", "del"];
        NEVER_TEXT.contains(&name) || self.part != Part::All && MENUS.contains(&name)
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 28] = [
        "address",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
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
        "li",
        "p",
        "pre",
        "section",
        "summary",
    ];
    BLOCKS.contains(&name)
}
