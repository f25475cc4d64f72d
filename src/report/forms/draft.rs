//! A draft of a paragraph on one answer, made of its own first sentences: what
//! the office calls itself is put as the board. A person rewrites it; it says
//! that it is a draft.

use crate::analyse::Analyser;
use crate::position::sayings;
use crate::text::capitalised;
use serde::Deserialize;
use std::sync::LazyLock;

/// Sentences of a draft.
const SENTENCES: usize = 2;

#[derive(Default, Deserialize)]
struct Offices {
    words: Vec<[String; 2]>,
    papers: Vec<String>,
    introduces: Vec<String>,
    boards: Vec<String>,
}

static OFFICES: LazyLock<Offices> = LazyLock::new(|| {
    // A test reads it; without it a draft says "förvaltningen".
    toml::from_str(include_str!("draft.toml")).unwrap_or_default()
});

/// The draft on an answer: the sentence that decides, if one does, then its
/// first views; `intro` is how the answer was introduced.
pub(super) fn draft(
    board: &str,
    decides: Option<&str>,
    (text, intro): (&str, &str),
    analyser: &Analyser,
) -> String {
    let views = sayings(text, analyser).into_iter();
    let views = views.filter(|(saying, _)| saying.opinion);
    let views = views.map(|(saying, _)| text[saying.range].trim());
    let decides = decides.map(str::trim);
    let views = views.filter(|view| decides.is_none_or(|one| !one.contains(view)));
    let said: Vec<&str> = decides.into_iter().chain(views).take(SENTENCES).collect();
    let said = match said.is_empty() {
        true => text.lines().next().unwrap_or("").trim().to_owned(),
        false => said.join(" "),
    };
    match is_board(board) {
        true => as_board(&said, board, office(intro)),
        false => said,
    }
}

/// The line says that an answer follows.
pub(super) fn introduces(line: &str) -> bool {
    let low = line.to_lowercase();
    OFFICES.introduces.iter().any(|word| low.contains(word))
}

fn is_board(name: &str) -> bool {
    let low = name.to_lowercase();
    OFFICES.boards.iter().any(|word| low.contains(word))
}

/// "Arbetsmarknadsförvaltningens tjänsteutlåtande daterat …" → the office.
fn office(intro: &str) -> Option<&str> {
    let papers = OFFICES.papers.iter();
    let at = papers
        .filter_map(|paper| intro.find(&format!("s {paper}")))
        .min()?;
    let name = intro[..at].trim();
    (!name.is_empty() && !name.contains(['\n', '.'])).then_some(name)
}

fn as_board(said: &str, board: &str, office: Option<&str>) -> String {
    let mut said = match office {
        Some(office) => said.replace(office, board),
        None => said.to_owned(),
    };
    for [theirs, ours] in &OFFICES.words {
        said = replaced(&said, theirs, ours);
    }
    said
}

/// Whole words alone, with a capital where they had one.
fn replaced(text: &str, word: &str, by: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let (letters, behind) = rest.split_at(end);
        match letters.to_lowercase() == word {
            true if letters.starts_with(char::is_uppercase) => {
                out.push_str(&capitalised(by));
            }
            true => out.push_str(by),
            false => out.push_str(letters),
        }
        let next = behind.find(char::is_alphabetic).unwrap_or(behind.len());
        out.push_str(&behind[..next]);
        rest = &behind[next..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_speaks_as_its_board() {
        let intro = "Kajförvaltningens tjänsteutlåtande daterat den 3 maj 2024";
        assert_eq!(office(intro), Some("Kajförvaltningen"));
        let said = "Kajförvaltningen är positiv. Förvaltningens erfarenhet är god.";
        assert_eq!(
            as_board(said, "Kajnämnden", office(intro)),
            "Kajnämnden är positiv. Nämndens erfarenhet är god."
        );
    }
}
