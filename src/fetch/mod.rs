//! Brings the answers that a page links to: the one part that goes out.
//!
//! [`plan`] says what is to be fetched, as a function of the page's text and
//! its address; [`fetch()`] does it, one file at a time, into a folder that
//! keeps a list of what is there. Goes to no host that the page does not name,
//! reads no document and follows no link of any.

mod address;
mod names;
mod net;
mod page;
mod report;
mod run;
mod store;
mod wait;

use crate::formats::html::links::{Anchor, Said, links, said};
use crate::ingest::names::Name;
use crate::known::linked::are_answers;
use std::collections::{HashMap, HashSet};
use std::path::Path;

pub use address::{Address, Refusal};
pub use report::{Fetched, File, Status, write};
pub use run::{Options, Word, fetch};

use names::{Names, harmless};

/// A document that a page links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it is.
    pub address: Address,
    /// The words that are clicked on, often the name of who answered.
    pub text: String,
    /// What it will be called in the folder.
    pub file: String,
    /// It is an answer, as far as the page tells: not what was sent out, nor a
    /// list of those asked.
    pub answer: bool,
}

/// What a page's links come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Documents to fetch, in the page's order, each address once.
    pub links: Vec<Link>,
    /// Links to documents that are not gone to: as written, their words, why.
    pub refused: Vec<(String, String, Refusal)>,
    /// The first link to a document that is relative, if no address of the
    /// page is known: nothing else counts then.
    pub homeless: Option<String>,
}

/// The address that a page says it has.
fn stated(said: &Said) -> Option<Address> {
    let parsed = |text: &Option<String>| Address::parse(text.as_deref()?).ok();
    let page = [&said.canonical, &said.og_url, &said.saved_from];
    page.into_iter().find_map(parsed)
}

/// The address that a page's relative links start from, by what is given and
/// else what the page says of itself.
fn base(said: &Said, given: Option<&Address>) -> Option<Address> {
    if let Some(given) = given {
        let own = said.base.as_deref();
        return Some(
            own.and_then(|own| given.join(own).ok())
                .unwrap_or(given.clone()),
        );
    }
    match (&said.base, stated(said)) {
        (Some(own), Some(page)) => page.join(own).ok().or(Some(page)),
        (Some(own), None) => Address::parse(own).ok(),
        (None, page) => page,
    }
}

/// What is to be fetched of a page: the documents that it links to, each with
/// the name of its file. `page` is its address, if it is known; `known` holds
/// the names that addresses have already, and `taken` those that others have.
pub fn plan(
    html: &str,
    page: Option<&Address>,
    known: &HashMap<String, String>,
    taken: &[String],
) -> Plan {
    let base = base(&said(html), page);
    let mut names = Names::default();
    taken.iter().for_each(|name| names.take(name));
    known.values().for_each(|name| names.take(name));
    let (mut plan, mut seen) = (Plan::default(), HashSet::new());
    let mut under: Vec<Vec<String>> = Vec::new();
    for anchor in links(html) {
        let joined = match &base {
            Some(base) => base.join(&anchor.href),
            None => Address::parse(&anchor.href),
        };
        match joined {
            Ok(address) if !is_document(&address, anchor.download) => {}
            Ok(address) if is_foreign(&address, base.as_ref()) => {
                let why = Refusal::new(
                    format!("is on {}, which is no host of the web", address.host()),
                    "fetch it by hand if you trust the page",
                );
                plan.refuse(anchor, why, &mut seen);
            }
            Ok(address) => {
                let written = address.to_string();
                if seen.insert(written.clone()) {
                    let file = known.get(&written).cloned();
                    under.push(anchor.under);
                    plan.links.push(Link {
                        answer: true,
                        file: file.unwrap_or_else(|| names.claim(&file_name(&address))),
                        text: anchor.text,
                        address,
                    });
                }
            }
            Err(_) if base.is_none() && is_relative(&anchor) => {
                plan.homeless.get_or_insert(anchor.href);
            }
            Err(why) if has_ending(&anchor.href) => plan.refuse(anchor, why, &mut seen),
            Err(_) => {}
        }
    }
    plan.tell_answers(&under);
    plan
}

impl Plan {
    /// Tells answers from what else the page links to, by the headings above each.
    fn tell_answers(&mut self, under: &[Vec<String>]) {
        let links = self.links.iter().zip(under);
        let words: Vec<_> = links
            .map(|(link, under)| (link.text.as_str(), under.as_slice()))
            .collect();
        let answers = are_answers(&words);
        for (link, answer) in self.links.iter_mut().zip(answers) {
            link.answer = answer;
        }
    }

    fn refuse(&mut self, anchor: Anchor, why: Refusal, seen: &mut HashSet<String>) {
        if seen.insert(anchor.href.clone()) {
            self.refused.push((anchor.href, anchor.text, why));
        }
    }

    /// The hosts that are gone to, in order of their first document.
    pub fn hosts(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let hosts = self.links.iter().map(|link| link.address.host());
        hosts.filter(|host| seen.insert(host.clone())).collect()
    }
}

/// A link to a document that only means something beside its page.
fn is_relative(anchor: &Anchor) -> bool {
    // Any address will do to see what it is.
    let some = Address::parse("http://a.invalid/");
    let to = some.and_then(|some| some.join(&anchor.href));
    Address::parse(&anchor.href).is_err() && to.is_ok_and(|to| is_document(&to, anchor.download))
}

/// A page of the web cannot send anybody into their own network.
fn is_foreign(address: &Address, base: Option<&Address>) -> bool {
    address.is_private() && base.is_none_or(|base| base.host() != address.host())
}

/// Endings that papers have and pages of the web too.
const PAGES: [&str; 5] = ["html", "htm", "xhtml", "mht", "mhtml"];

/// The name is one that documents have.
fn has_ending(name: &str) -> bool {
    let path = Path::new(name.split(['?', '#']).next().unwrap_or(""));
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let is_page = ending.is_some_and(|ending| PAGES.contains(&ending.as_str()));
    !is_page && Name::of(path) == Name::Paper
}

/// The link leads to a document: by the ending of its name or of what it asks
/// for, or because sites keep what is to be downloaded there.
fn is_document(address: &Address, download: bool) -> bool {
    /// Parts of paths below which sites keep files; regeringen.se and others
    /// that are built with the same have `contentassets` and `globalassets`.
    const DOWNLOADS: [&str; 6] = [
        "contentassets",
        "globalassets",
        "download",
        "downloads",
        "nedladdning",
        "getfile",
    ];
    let last = address.last();
    if has_ending(&last) || address.values().any(|value| has_ending(&value)) {
        return true;
    }
    // Pictures and tables lie there too; they have an ending of their own.
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending = (1..=5).contains(&ending.len())
        && ending.starts_with(|c: char| c.is_ascii_alphabetic())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let lies_there = |part: &str| {
        DOWNLOADS
            .iter()
            .any(|known| part.eq_ignore_ascii_case(known))
    };
    // What runs on the site gives what it is asked for.
    let runs = ["aspx", "ashx", "php", "axd", "jsp"].contains(&ending.to_lowercase().as_str());
    (!is_ending || runs) && (download || address.parts().any(lies_there))
}

/// What the file is called by its address.
fn file_name(address: &Address) -> String {
    const OTHERWISE: &str = "dokument";
    let last = address.last();
    let asked = || address.values().find(|value| has_ending(value));
    let name = match has_ending(&last) {
        true => last,
        false => asked().unwrap_or(last),
    };
    harmless(&name, OTHERWISE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn planned(html: &str, page: Option<&str>) -> Plan {
        let page = page.map(|page| Address::parse(page).unwrap());
        plan(html, page.as_ref(), &HashMap::new(), &[])
    }

    fn files(html: &str) -> Vec<String> {
        let links = planned(html, Some("https://m.example/r/")).links;
        links.into_iter().map(|link| link.file).collect()
    }

    #[test]
    fn documents_are_known_by_their_ending_or_their_place() {
        for (href, file) in [
            ("svar.pdf", Some("svar.pdf")),
            ("SVAR.DOCX#page=2", Some("SVAR.DOCX")),
            ("svar.eml?x=1", Some("svar.eml")),
            ("/contentassets/9f/svar", Some("svar")),
            ("/hamta?fil=T%C3%B6reby.pdf", Some("Töreby.pdf")),
            ("/download/17/get.aspx?id=4", Some("get.aspx")),
            ("/contentassets/9f/bild.png", None),
            ("/download/om.html", None),
            ("/remisser/", None),
            ("svar.html", None),
            ("tabell.csv", None),
            ("#svar.pdf", None),
        ] {
            let found = files(&format!("<a href='{href}'>x</a>"));
            assert_eq!(found.first().map(String::as_str), file, "{href}");
        }
        assert_eq!(files("<a download href=/api/3>x</a>"), ["3"]);
    }

    #[test]
    fn each_address_once_and_two_of_one_name_apart() {
        let html = "<a href=a/svar.pdf>A</a><a href=/r/a/svar.pdf#2>A</a><a href=b/svar.pdf>B</a>";
        assert_eq!(files(html), ["svar.pdf", "svar-2.pdf"]);
    }

    #[test]
    fn names_that_are_known_stay() {
        let known = [("https://m.example/b/svar.pdf", "svar.pdf")];
        let known = known.map(|(a, b)| (a.to_owned(), b.to_owned()));
        let page = Address::parse("https://m.example/").unwrap();
        let html = "<a href=a/svar.pdf>A</a><a href=b/svar.pdf>B</a><a href=c/x.pdf>C</a>";
        let plan = plan(
            html,
            Some(&page),
            &HashMap::from(known),
            &["X.PDF".to_owned()],
        );
        let files: Vec<&str> = plan.links.iter().map(|link| link.file.as_str()).collect();
        assert_eq!(files, ["svar-2.pdf", "svar.pdf", "x-2.pdf"]);
    }

    #[test]
    fn a_saved_page_says_itself_where_it_is_from_or_is_homeless() {
        let link = "<a href=a.pdf>A</a>";
        for (head, to) in [
            (
                "<base href=https://b.example/x/>",
                "https://b.example/x/a.pdf",
            ),
            (
                "<link rel=canonical href=https://c.example/y>",
                "https://c.example/a.pdf",
            ),
            (
                "<base href=/z/><meta property=og:url content=https://o.example/y>",
                "https://o.example/z/a.pdf",
            ),
            (
                "<!-- saved from url=(0021)https://s.example/y/ -->",
                "https://s.example/y/a.pdf",
            ),
        ] {
            let plan = planned(&format!("{head}{link}"), None);
            assert_eq!(plan.links[0].address.to_string(), to, "{head}");
        }
        assert_eq!(planned(link, None).homeless.as_deref(), Some("a.pdf"));
        let whole = planned(
            "<a href=x>no</a><a href=https://a.example/a.pdf>A</a>",
            None,
        );
        assert!(whole.homeless.is_none() && whole.links.len() == 1);
    }

    proptest! {
        #[test]
        fn whatever_the_page_each_file_has_one_harmless_name_of_its_own(
            html in "(<a href='?(//|/|\\.\\./|http:|https://|[a-c.%?=&#:\\[\\]@0-9å ]|/contentassets/|\\.pdf|CON){0,8}'?>|x|</a>|<base href=){0,20}",
        ) {
            let plan = planned(&html, Some("https://m.example/r/"));
            let mut seen = HashSet::new();
            for link in plan.links {
                prop_assert!(seen.insert(link.file.to_lowercase()), "{}", link.file);
                prop_assert_eq!(harmless(&link.file, ""), link.file);
                let written = link.address.to_string();
                prop_assert_eq!(Address::parse(&written), Ok(link.address));
            }
        }
    }

    #[test]
    fn other_schemes_and_ones_own_network_are_refused() {
        let html = "<a href=ftp://m.example/a.pdf>A</a><a href=file:///b.pdf>B</a>\
                    <a href=javascript:x>C</a><a href=http://10.0.0.1/d.pdf>D</a>";
        let plan = planned(html, Some("https://m.example/"));
        let words: Vec<&str> = plan
            .refused
            .iter()
            .map(|(_, words, _)| words.as_str())
            .collect();
        assert_eq!((plan.links.len(), words), (0, vec!["A", "B", "D"]));
        assert_eq!(
            planned(html, Some("http://10.0.0.1/")).hosts(),
            ["10.0.0.1"]
        );
    }
}
