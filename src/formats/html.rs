//! Web pages: the main text without menus, scripts and footers, as the
//! browser would show it. Reads a flat run of tags, so that no nesting costs
//! anything and no tag need be closed.

mod forms;
mod left_out;
pub(crate) mod links;
mod tags;

use super::Taken;
use super::blocks::{Blocks, Kind, raise};
use super::unread::Struck;
use super::xml::push_collapsed;
use crate::decode::{self, Decoded, NotText};
use crate::limits::{Limit, Limits};
use encoding_rs::Encoding;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use left_out::{End, LeftOut};
use std::collections::BTreeMap;
use tags::{List, is_block, is_hidden, is_struck, is_void, value};

/// The content is a web page, or the name says so and it holds a tag.
pub(crate) fn looks_like(bytes: &[u8], name: &str) -> bool {
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
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Taken, NotText> {
    let Decoded { text, notes, .. } = decode::decode_as(bytes, declared(bytes))?;
    let page = text;
    let (text, struck) = main_text(&page, limits)?;
    Ok(Taken {
        links_to_papers: links_to_papers(&page, &text),
        text,
        notes: notes.into_iter().chain(struck.note()).collect(),
        ..Taken::default()
    })
}

/// How a document says that it is a page that mostly links to papers.
pub(crate) const PAGE_OF_LINKS: &str = "HTML, links";

/// The words of links to papers are much of what the page says. Of the pages of
/// answers at hand it is over a third; a page that is an answer itself links to
/// an annex or two.
fn links_to_papers(page: &str, text: &str) -> bool {
    const FEWEST: usize = 3;
    const SHARE: usize = 4;
    const PAPERS: [&str; 8] = [
        ".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt", ".msg", ".eml",
    ];
    let is_paper = |href: &str| {
        let path = href.split(['?', '#']).next().unwrap_or(href).to_lowercase();
        PAPERS.iter().any(|ending| path.ends_with(ending))
    };
    let links = links::links(page);
    let to_papers = links.iter().filter(|link| is_paper(&link.href));
    let words: BTreeMap<&str, usize> = to_papers
        .map(|link| (link.href.as_str(), link.text.chars().count()))
        .collect();
    let linked: usize = words.values().sum();
    words.len() >= FEWEST && linked * SHARE >= text.chars().count()
}

/// The whole page as it is written, tags and all.
#[cfg_attr(not(feature = "fetch"), allow(dead_code))]
pub(crate) fn source(bytes: &[u8]) -> Result<String, NotText> {
    Ok(decode::decode_as(bytes, declared(bytes))?.text)
}

fn main_text(page: &str, limits: &Limits) -> Result<(String, Struck), NotText> {
    let read = |part| text_of(page, part, limits);
    let says = |(text, _): &(String, Struck)| !text.trim().is_empty();
    let main = read(Part::Main)?;
    if says(&main) {
        return Ok(main);
    }
    // Articles are the page, or teasers beside what it says.
    let (articles, whole) = (read(Part::Articles)?, read(Part::WithoutMenus)?);
    if articles.0.len() * 2 > whole.0.len() {
        return Ok(articles);
    }
    // A page whose marks are broken is read once more with less left out.
    let whole = if says(&whole) {
        whole
    } else {
        read(Part::All)?
    };
    if says(&whole) {
        return Ok(whole);
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
    /// What stands in the element that says it is the main one.
    Main,
    Articles,
    WithoutMenus,
    All,
}

fn text_of(page: &str, part: Part, limits: &Limits) -> Result<(String, Struck), NotText> {
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
        return Ok(Default::default());
    }
    Ok((walk.blocks.finish()?, walk.struck))
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
    lists: Vec<List>,
    marker: Option<String>,
    tables: usize,
    left_out: Option<LeftOut>,
    /// What is left out was struck out.
    leaves_struck: bool,
    struck: Struck,
    /// The element that is the part to be read, and how often it is open.
    within: Option<(String, usize)>,
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
            leaves_struck: false,
            struck: Struck::default(),
            within: None,
            raised: false,
            preformatted: false,
        }
    }

    /// A table, or a row or cell of one, begins.
    fn open_table(&mut self, name: &str) -> Result<(), NotText> {
        match name {
            "table" => {
                self.tables += 1;
                if self.tables <= LISTS {
                    self.blocks.open_table();
                    // Its lines are drawn by a style sheet, which is not read.
                    self.blocks.show_table(true);
                }
            }
            "tr" => self.blocks.open_row()?,
            _ => self.blocks.open_cell(),
        }
        Ok(())
    }

    fn open(&mut self, tag: &StartTag<()>) -> Result<(), NotText> {
        let name = name_of(&tag.name);
        if self.stays_out(&name, tag)? {
            return Ok(());
        }
        if let Some((open, times)) = &mut self.within {
            *times += usize::from(*open == name && !tag.self_closing);
        } else if self.is_part(&name, tag) {
            self.within = Some((name.clone(), 1));
        }
        match name.as_str() {
            "br" => self.text.push('\n'),
            "sup" => self.raised = true,
            "input" => {
                if let Some(written) = forms::written(tag) {
                    self.text(&format!(" {written} "));
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush()?;
                self.heading = name[1..].parse().ok();
            }
            "ul" | "ol" | "menu" => {
                self.flush()?;
                if self.lists.len() < LISTS {
                    self.lists.push(List::of(&name, tag));
                }
            }
            "li" => {
                self.flush()?;
                let list = self.lists.last_mut();
                let number = value(tag, "value").parse().ok();
                self.marker = Some(list.map_or("-".to_owned(), |list| list.next(number)));
            }
            "table" | "tr" | "td" | "th" => {
                self.flush()?;
                self.open_table(&name)?;
            }
            // What is ticked stands behind its box.
            "label" if self.text.trim_end().ends_with(forms::BOXES) => {}
            _ if is_block(&name) => {
                self.flush()?;
                self.preformatted = matches!(name.as_str(), "pre" | "textarea");
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), NotText> {
        if let Some(left_out) = &mut self.left_out {
            let end = left_out.end(name);
            if end != End::Inside {
                self.left_out = None;
            }
            if end != End::Around {
                return Ok(());
            }
        }
        if let Some((open, times)) = &mut self.within {
            *times -= usize::from(open == name);
            if *times == 0 {
                self.within = None;
            }
        }
        match name {
            "sup" => self.raised = false,
            "ul" | "ol" | "menu" => {
                self.flush()?;
                self.marker = None;
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
        let part = matches!(self.part, Part::Main | Part::Articles);
        if part && self.within.is_none() {
            return;
        }
        if self.left_out.is_some() {
            if self.leaves_struck {
                self.struck.leave_out(text);
            }
            return;
        }
        let text = self.struck.read(text, &self.text);
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
        // What was typed parts its paragraphs by blank lines.
        let (first, more) = match text.trim().split_once("\n\n") {
            Some((first, more)) if self.preformatted => (first, more),
            _ => (text.as_str(), ""),
        };
        self.blocks.put(kind, first)?;
        let mut more = more.split("\n\n");
        more.try_for_each(|text| self.blocks.put(Kind::Paragraph, text))
    }

    /// The element is the part of the page that is read.
    fn is_part(&self, name: &str, tag: &StartTag<()>) -> bool {
        let opens = match self.part {
            Part::Main => name == "main" || value(tag, "role") == "main",
            Part::Articles => name == "article",
            Part::WithoutMenus | Part::All => false,
        };
        opens && !tag.self_closing
    }

    /// The tag stands in what is left out, or opens it.
    fn stays_out(&mut self, name: &str, tag: &StartTag<()>) -> Result<bool, NotText> {
        let ends = |out: &mut LeftOut| out.ends_before(name, tag.self_closing);
        self.left_out.take_if(ends);
        if self.left_out.is_some() {
            return Ok(true);
        }
        let out = self.leaves_out(name, tag);
        if out && is_block(name) {
            self.flush()?;
        }
        if out && !tag.self_closing && !is_void(name) {
            self.left_out = Some(LeftOut::new(name));
            self.leaves_struck = is_struck(name, tag);
        }
        Ok(out)
    }

    fn leaves_out(&self, name: &str, tag: &StartTag<()>) -> bool {
        const NEVER_TEXT: [&str; 8] = [
            "script", "style", "noscript", "template", "svg", "title", "iframe", "datalist",
        ];
        const MENUS: [&str; 4] = ["nav", "footer", "aside", "dialog"];
        const ROLES: [&str; 5] = [
            "navigation",
            "contentinfo",
            "complementary",
            "dialog",
            "search",
        ];
        let menu = || MENUS.contains(&name) || ROLES.contains(&value(tag, "role").as_str());
        // Word's control of a form, as it saves it in a page.
        let prompt = name == "w:sdt" && value(tag, "showingplchdr") == "t";
        let unsaid = prompt || name == "option" && !forms::is_chosen(tag);
        NEVER_TEXT.contains(&name)
            || unsaid
            || self.part != Part::All && (menu() || is_hidden(tag) || is_struck(name, tag))
    }
}
