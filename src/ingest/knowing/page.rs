//! A saved page of a referral as a list: the words of a link to a document are
//! who answered, its target is the file; whoever the page names without a link
//! has no published answer. What was sent out, and until when, is read of the
//! page as of any paper.

use crate::decode::decode;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::formats;
use crate::formats::html::links::links;
use crate::ingest::names::Name;
use crate::known::listed::{self, referral_words};
use crate::known::normal;
use crate::limits::Limits;
use crate::numbers;
use crate::paper::Paper;
use crate::text::lower;
use crate::unit::{Fact, LedgerFact};
use regex::Regex;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

/// The names of the columns, as lists have them.
const HEAD: [&str; 5] = [
    "Remissinstans",
    "Fil",
    "Tillfrågad",
    "Svar senast",
    "Remiss",
];

/// "(pdf, 340 kB)", "pdf 1,2 MB", "öppnas i nytt fönster" behind a link's words.
static KIND_AND_SIZE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)[\s,(\[]*(?:\b(?:pdf|docx?|word|odt|rtf)\b[\s,:]*)?(?:\b[\d.,\s]+[km]i?b\b)[\s)\]]*$|[\s,]*[(\[](?:pdf|docx?|word|odt|rtf)[)\]]$|\.(?:pdf|docx?|odt|rtf)$|[\s,]*[(\[]?öppnas i nytt fönster[)\]]?$",
    )
    .ok()
});

/// The rows of a page.
pub(super) fn rows(bytes: &[u8], path: &Path, limits: &Limits) -> Result<Vec<Vec<String>>> {
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
    for link in links(&html) {
        let file = link.href.split(['?', '#']).next().unwrap_or_default();
        let is_document = link.download || Name::of(Path::new(file)) == Name::Paper;
        let is_page = [".html", ".htm", ".xhtml"]
            .iter()
            .any(|ending| lower(file).ends_with(ending));
        let who = sender(&link.text);
        if is_document && !is_page && !who.is_empty() {
            linked.insert(lower(&normal(&who).0));
            rows.push(row(&who, &link.href, ""));
        }
    }
    let asked = |fact: &&LedgerFact| fact.fact == Fact::Asked;
    for fact in found.facts.iter().filter(asked) {
        // The text of the page holds the words of its links, sizes and all.
        let who = sender(&fact.spelling);
        let names = [&fact.respondent, &normal(&who).0].map(|name| lower(name));
        if !names.iter().any(|name| linked.contains(name)) {
            rows.push(row(&who, "", "ja"));
        }
    }
    match rows.len() {
        1 => Err(
            Error::new("is a page that links to no answer and names nobody")
                .at(path)
                .cure("save the page that lists the answers, or give a table"),
        ),
        _ => Ok(rows),
    }
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

/// Who answers by the words of a link.
fn sender(words: &str) -> String {
    let mut words = words.trim().to_owned();
    if let Some(pattern) = LazyLock::force(&KIND_AND_SIZE) {
        // A kind and a size and a word on windows may follow each other.
        for _ in 0..3 {
            words = pattern.replace(&words, "").trim().to_owned();
        }
    }
    let low = lower(&words);
    let lead = listed::leads()
        .iter()
        .find(|lead| low.starts_with(lead.as_str()));
    let words = lead.map_or(words.as_str(), |lead| words.get(lead.len()..).unwrap_or(""));
    words.trim_matches([' ', ',', '–', '-', ':']).to_owned()
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
        let rows = rows(page.as_bytes(), Path::new("sida.html"), &Limits::default()).unwrap();
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

    #[test]
    fn kinds_and_sizes_are_no_part_of_a_name() {
        for words in [
            "Umeå universitet, pdf, 1,2 MB",
            "Umeå universitet.pdf",
            "Umeå universitet (PDF)",
            "Remissvar från Umeå universitet (docx, 40 kB) öppnas i nytt fönster",
        ] {
            assert_eq!(sender(words), "Umeå universitet", "{words}");
        }
        assert_eq!(
            sender("Länsstyrelsen i Örebro län"),
            "Länsstyrelsen i Örebro län"
        );
    }
}
