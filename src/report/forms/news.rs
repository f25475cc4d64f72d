//! What is new since an earlier version of the table, at its head.

use super::earlier::News;
use super::phrases::listed;
use crate::docx::{Section, Style};
use crate::lang::Words;

pub(super) fn section(section: &mut Section, news: &News, words: &Words) {
    section.heading(1, words.say("doc-news"));
    let gone: Vec<String> = news.gone.iter().map(|gone| gone.name.clone()).collect();
    let mut any = false;
    for (key, names) in [
        ("doc-news-new", &news.new),
        ("doc-news-changed", &news.changed),
        ("doc-news-gone", &gone),
    ] {
        if !names.is_empty() {
            any = true;
            let given = [
                ("names", listed(words, names).into()),
                ("n", names.len().into()),
            ];
            section.plain(Style::Item, words.with(key, &given));
        }
    }
    if !any {
        section.plain(Style::Body, words.say("doc-news-none"));
    }
    section.plain(Style::Body, words.count("doc-news-kept", news.kept));
}
