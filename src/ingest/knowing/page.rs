//! A saved page of a referral as a list: the words of a link to a document are
//! who answered, its target is the file; whoever the page names without a link
//! has no published answer. What was sent out, and until when, is read of the
//! page as of any paper.

use super::fetched::Fetched;
use crate::decode::decode;
use crate::document::{Document, DocumentKind};
use crate::error::{Error, Result};
use crate::formats;
use crate::formats::html::links::{Anchor, links};
use crate::ingest::names::Name;
use crate::known::linked::{are_answers, is_missive, sender};
use crate::known::listed::referral_words;
use crate::known::normal;
use crate::limits::Limits;
use crate::numbers;
use crate::paper::Paper;
use crate::text::lower;
use crate::unit::{Fact, LedgerFact};
use std::collections::BTreeSet;
use std::path::Path;

/// The names of the columns, as lists have them.
const HEAD: [&str; 6] = [
    "Remissinstans",
    "Fil",
    "Tillfrågad",
    "Svar senast",
    "Remiss",
    "Handlingstyp",
];

/// The rows of a page. One of those `asked` may list them without saying so.
pub(super) fn rows(
    bytes: &[u8],
    path: &Path,
    asked: bool,
    fetched: &Fetched,
    limits: &Limits,
) -> Result<Vec<Vec<String>>> {
    let name = path.display().to_string();
    let told = |reason: crate::decode::NotText| {
        Error::new(reason.what)
            .at(path)
            .cure(reason.cure.into_owned())
    };
    let html = decode(bytes).map_err(told)?.text;
    let text = formats::decode(bytes, &name, limits).map_err(told)?;
    let page = Paper::read(Document::new(name, String::new(), "0".repeat(64), text));
    let found = &page.segmentation;
    let referral = found.head.referral.and_then(|at| found.referrals.get(at));
    let words = referral.and_then(|referral| {
        referral_words(referral.diarienummer.as_deref(), Some(&referral.title))
    });
    let words = words.or_else(|| number_at_top(&page.document.text));
    let last = referral.and_then(|referral| referral.answer_by.clone());
    let [words, last] = [words, last].map(Option::unwrap_or_default);
    let row = |who: &str, file: &str, asked: &str| {
        [who, file, asked, &last, &words]
            .map(str::to_owned)
            .to_vec()
    };
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    let mut linked: BTreeSet<String> = BTreeSet::new();
    let mut anchors = links(&html);
    anchors.retain(is_document);
    let words: Vec<_> = anchors
        .iter()
        .map(|link| (link.text.as_str(), link.under.as_slice()))
        .collect();
    let answers = are_answers(&words);
    // What was sent out is nobody's answer, however it is written.
    for link in anchors.iter().filter(|link| is_missive(&link.text)) {
        let mut row = row("", fetched.file_of(&link.href), "");
        row[3].clear();
        row.push(DocumentKind::Missiv.name().to_owned());
        rows.push(row);
    }
    let missives = rows.len() - 1;
    for (link, _) in anchors.iter().zip(answers).filter(|(_, answers)| *answers) {
        let who = sender(&link.text);
        if !who.is_empty() {
            linked.insert(lower(&normal(&who)));
            rows.push(row(&who, fetched.file_of(&link.href), ""));
        }
    }
    let of_asked = |fact: &&LedgerFact| fact.fact == Fact::Asked;
    for fact in found.facts.iter().filter(of_asked) {
        // The text of the page holds the words of its links, sizes and all.
        let who = sender(&fact.spelling);
        let names = [&fact.respondent, &normal(&who)].map(|name| lower(name));
        if !names.iter().any(|name| linked.contains(name)) {
            rows.push(row(&who, "", "ja"));
        }
    }
    if asked && rows.len() == 1 + missives {
        let names = items(&page.document.text);
        rows.extend(names.map(|who| row(&who, "", "ja")));
    }
    match rows.len() - missives {
        1 => Err(
            Error::new("is a page that links to no answer and names nobody")
                .at(path)
                .cure("save the page that lists the answers, or give a table"),
        ),
        _ => Ok(rows),
    }
}

/// The link leads to a document, not to another page.
fn is_document(link: &Anchor) -> bool {
    let file = link.href.split(['?', '#']).next().unwrap_or_default();
    let is_page = [".html", ".htm", ".xhtml"]
        .iter()
        .any(|ending| lower(file).ends_with(ending));
    (link.download || Name::of(Path::new(file)) == Name::Paper) && !is_page
}

/// The items of a page's lists that may be names: short, and no sentences.
fn items(text: &str) -> impl Iterator<Item = String> {
    const WORDS: usize = 12;
    let item = |line: &str| {
        let line = line.trim();
        let bare = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let item = match bare.len() < line.len() {
            true => bare.strip_prefix('.'),
            false => line.strip_prefix("- "),
        };
        let name = sender(item?);
        let is_name = !name.is_empty()
            && name.split_whitespace().count() <= WORDS
            && !name.ends_with(['.', '?', '!']);
        is_name.then_some(name)
    };
    text.lines().filter_map(item)
}

/// The first number of an inquiry or a memorandum near the top of a page that
/// does not say in other ways what was sent out.
fn number_at_top(text: &str) -> Option<String> {
    const TOP: usize = 2000;
    let top = &text[..text.floor_char_boundary(TOP)];
    let numbers = numbers::numbers(top).into_iter();
    let mut public = numbers.filter(|found| found.number.is_public());
    public.next().map(|found| top[found.range].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_who_answered_and_their_files() {
        let page = "<html><body><h1>Remiss av SOU 2023:94 Tryggare hamnar</h1><ul>\
            <li><a href='/globalassets/a/1%20region.pdf?x=1'>Region Skåne (pdf 340 kB)</a></li>\
            <li><a href='boverket.docx'>Yttrande från Boverket</a></li>\
            <li><a href='om.html'>Om webbplatsen</a></li></ul></body></html>";
        let (path, limits) = (Path::new("sida.html"), Limits::default());
        let rows = rows(page.as_bytes(), path, false, &Fetched::default(), &limits).unwrap();
        let two: Vec<[&str; 2]> = rows
            .iter()
            .skip(1)
            .map(|row| [&*row[0], &*row[1]])
            .collect();
        assert_eq!(
            two,
            [
                ["Region Skåne", "/globalassets/a/1%20region.pdf?x=1"],
                ["Boverket", "boverket.docx"]
            ]
        );
        assert!(rows[1][4].contains("SOU 2023:94"), "{:?}", rows[1]);
    }
}
