//! The links of a page, with the words that are clicked on, and what the page
//! says of its own address. Reads the whole page, menus too: which links matter
//! is decided by whoever asks. Resolves no address and fetches nothing.

use super::name_of;
use super::tags::{is_block, value};
use crate::decode::is_steering;
use crate::formats::xml::push_collapsed;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// A link as it stands in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// What is clicked on, in one line; what a picture says of itself if there
    /// are no words.
    pub(crate) text: String,
    /// The target as written, which may be relative.
    pub(crate) href: String,
    /// The page itself says that it is to be saved, not shown.
    pub(crate) download: bool,
    /// The headings that it stands under, the highest first.
    pub(crate) under: Vec<String>,
}

/// What a page says of its own address, as written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// What its relative links start from.
    pub(crate) base: Option<String>,
    /// Where it wants to be found.
    pub(crate) canonical: Option<String>,
    /// Where others that show it are to link.
    pub(crate) og_url: Option<String>,
    /// Where a browser saved it from.
    pub(crate) saved_from: Option<String>,
}

/// Longest text of a link that is kept; where one is never closed, the rest of
/// the page would be its text.
const LONGEST: usize = 500;

/// The links of a page, in its order.
#[cfg_attr(not(feature = "fetch"), allow(dead_code))]
pub(crate) fn links(html: &str) -> Vec<Anchor> {
    let (mut links, mut open) = (Vec::new(), None::<Open>);
    let mut headings = Headings::default();
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => match name_of(&tag.name).as_str() {
                "a" => {
                    close(&mut open, &mut links);
                    open = Open::of(&tag, &headings).filter(|_| !tag.self_closing);
                }
                "area" => links.extend(Open::of(&tag, &headings).map(Open::done)),
                name if level(name).is_some() => headings.begin(level(name).unwrap_or(1)),
                "img" => {
                    if let Some(open) = &mut open {
                        push_collapsed(&mut open.alt, &value(&tag, "alt"));
                    }
                }
                // Words on two lines are two words.
                name if name == "br" || is_block(name) => {
                    if let Some(open) = &mut open {
                        open.add(" ");
                    }
                }
                _ => {}
            },
            Token::EndTag(tag) if *tag.name == b"a"[..] => close(&mut open, &mut links),
            Token::EndTag(tag) if level(&name_of(&tag.name)).is_some() => headings.open = false,
            Token::String(text) => {
                headings.add(&String::from_utf8_lossy(&text));
                if let Some(open) = &mut open {
                    open.add(&String::from_utf8_lossy(&text));
                }
            }
            _ => {}
        }
    }
    close(&mut open, &mut links);
    links
}

/// What the page says of its address; the first of each kind counts.
#[cfg_attr(not(feature = "fetch"), allow(dead_code))]
pub(crate) fn said(html: &str) -> Said {
    let mut said = Said::default();
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => match name_of(&tag.name).as_str() {
                "base" => keep(&mut said.base, value(&tag, "href")),
                "link" if value(&tag, "rel").eq_ignore_ascii_case("canonical") => {
                    keep(&mut said.canonical, value(&tag, "href"));
                }
                "meta" if value(&tag, "property").eq_ignore_ascii_case("og:url") => {
                    keep(&mut said.og_url, value(&tag, "content"));
                }
                _ => {}
            },
            Token::Comment(text) => {
                if let Some(from) = saved_from(&String::from_utf8_lossy(&text)) {
                    keep(&mut said.saved_from, from);
                }
            }
            _ => {}
        }
    }
    said
}

fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    // What stands in a script is no tag.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).map(|Ok(token)| token)
}

fn keep(place: &mut Option<String>, value: String) {
    if place.is_none() && !value.is_empty() {
        *place = Some(value);
    }
}

/// `saved from url=(0042)https://…`, as browsers write it; the number is the
/// length of what follows.
fn saved_from(comment: &str) -> Option<String> {
    let (_, rest) = comment.split_once("saved from url=")?;
    let rest = match rest.strip_prefix('(') {
        Some(counted) => counted.split_once(')')?.1,
        None => rest,
    };
    rest.split_whitespace().next().map(str::to_owned)
}

/// The level of a heading's tag.
fn level(tag: &str) -> Option<u8> {
    let level: u8 = tag.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// The headings above where a page is being read.
#[derive(Default)]
struct Headings {
    all: Vec<(u8, String)>,
    /// The last one is being read.
    open: bool,
}

impl Headings {
    fn begin(&mut self, level: u8) {
        self.all.retain(|(above, _)| *above < level);
        self.all.push((level, String::new()));
        self.open = true;
    }

    fn add(&mut self, text: &str) {
        if let Some((_, words)) = self.all.last_mut().filter(|_| self.open)
            && words.len() < LONGEST
        {
            push_collapsed(words, text);
            words.truncate(words.floor_char_boundary(LONGEST));
        }
    }
}

/// A link that is not closed yet.
struct Open {
    anchor: Anchor,
    alt: String,
}

impl Open {
    fn of(tag: &StartTag<()>, headings: &Headings) -> Option<Self> {
        let href = value(tag, "href");
        if href.is_empty() {
            return None;
        }
        Some(Open {
            anchor: Anchor {
                text: String::new(),
                href,
                download: tag.attributes.contains_key(&b"download"[..]),
                under: headings
                    .all
                    .iter()
                    .map(|(_, words)| words.clone())
                    .collect(),
            },
            alt: value(tag, "alt"),
        })
    }

    fn add(&mut self, text: &str) {
        if self.anchor.text.len() < LONGEST {
            push_collapsed(&mut self.anchor.text, text);
        }
    }

    fn done(self) -> Anchor {
        let Open { mut anchor, alt } = self;
        let words = match anchor.text.trim() {
            "" => alt.trim(),
            words => words,
        };
        let clean = words.chars().filter(|&c| !is_steering(c) && c != '\t');
        anchor.text = clean.take(LONGEST).collect();
        anchor
    }
}

fn close(open: &mut Option<Open>, links: &mut Vec<Anchor>) {
    links.extend(open.take().map(Open::done));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<(String, String)> {
        let links = links(html).into_iter();
        links.map(|link| (link.text, link.href)).collect()
    }

    fn pair(text: &str, href: &str) -> (String, String) {
        (text.to_owned(), href.to_owned())
    }

    #[test]
    fn a_link_is_its_words_and_its_target() {
        let page = "<ul><li><a class=x href='/a.pdf'>Töreby\n  <b>kommun</b> (pdf 9 kB)</a>\
                    <li><a href=\"b.pdf?x=1&amp;y=2\"><img alt='Skriftrådet'></a>\
                    <a name=here>no link</a><map><area href=c.pdf alt=Ek></map></ul>";
        assert_eq!(
            shown(page),
            [
                pair("Töreby kommun (pdf 9 kB)", "/a.pdf"),
                pair("Skriftrådet", "b.pdf?x=1&y=2"),
                pair("Ek", "c.pdf"),
            ]
        );
    }

    #[test]
    fn a_link_that_is_not_closed_ends_at_the_next_and_holds_no_page() {
        let page = format!("<a href=a>Ett<a href=b>Två {}", "ord ".repeat(5000));
        let found = shown(&page);
        assert_eq!(found[0], pair("Ett", "a"));
        assert!(found[1].0.starts_with("Två ord") && found[1].0.chars().count() <= LONGEST);
    }

    #[test]
    fn scripts_and_comments_hold_no_links() {
        assert!(shown("<script>'<a href=x>y</a>'</script><!-- <a href=x>y</a> -->").is_empty());
        assert!(links("<a href=x download>y</a>")[0].download);
    }

    #[test]
    fn a_page_says_where_it_is_from() {
        let said = said(
            "<!-- saved from url=(0024)https://myndighet.example/ --><base href=/b/>\
             <link rel=canonical href=https://c.example/><meta property='og:url' content='https://o.example/'>\
             <base href=/later/>",
        );
        assert_eq!(
            said.saved_from.as_deref(),
            Some("https://myndighet.example/")
        );
        assert_eq!(said.base.as_deref(), Some("/b/"));
        assert_eq!(said.canonical.as_deref(), Some("https://c.example/"));
        assert_eq!(said.og_url.as_deref(), Some("https://o.example/"));
    }
}
