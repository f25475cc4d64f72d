//! Pages for a report: those that it cites, as they look.

use super::run::tell;
use crate::ingest::Options;
use crate::ingest::pages::picture;
use crate::report::{Filed, Material, Pictures};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Pages that are drawn, at most: some 30 MB of a file.
const MOST: usize = 200;

/// Draws what is cited of PDFs. A page that cannot be drawn is told and left.
pub(super) fn pictures(material: &Material, options: &Options) -> Pictures {
    let mut wanted: Vec<(&Filed, u32, BTreeSet<u32>)> = Vec::new();
    for filed in &material.papers {
        let pages = material.cited_pages(filed).into_iter();
        wanted.extend(pages.map(|(page, lines)| (filed, page, lines)));
    }
    let all = wanted.len();
    wanted.truncate(MOST);
    let drawn: Vec<_> = wanted
        .par_iter()
        .map(|(filed, page, lines)| {
            let document = &filed.paper.document;
            let drawn = picture(document, (*page, lines), options);
            ((document.id().to_owned(), *page), drawn)
        })
        .collect();
    let mut pictures = Pictures::default();
    let mut told: BTreeSet<String> = BTreeSet::new();
    for (key, drawn) in drawn {
        match drawn {
            Ok(png) => drop(pictures.drawn.insert(key, png)),
            Err(error) => drop(told.insert(error.to_string())),
        }
    }
    told.iter().for_each(|why| tell(why));
    pictures.left = all - pictures.drawn.len();
    if all == 0 {
        tell("no page of a PDF is cited here");
    }
    pictures
}
