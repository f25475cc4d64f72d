//! Why a paper was read as it was: the candidates of each field with the
//! signs that spoke for them. Recomputed when asked, never stored.

use super::head;
use super::signs::sheet::Sheet;
use super::signs::{Ground, Scored, kinds};
use crate::document::{Document, DocumentKind};
use crate::layout::Layout;
use crate::line::Lines;

/// A field of the paper and what could have stood in it, best first.
#[derive(Clone, Debug)]
pub struct Field {
    /// "kind", "respondent", "date", "number".
    pub name: &'static str,
    /// Best first.
    pub candidates: Vec<Candidate>,
}

/// One value with its sum and signs.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// As it would be shown.
    pub value: String,
    /// The sum of its weights.
    pub total: f32,
    /// What spoke for it: the sign, its 1-based line, its weight.
    pub signs: Vec<(String, u32, f32)>,
}

impl Candidate {
    fn new(value: String, total: f32, grounds: &[Ground]) -> Self {
        let signs = grounds
            .iter()
            .map(|ground| (ground.sign.clone(), ground.line as u32 + 1, ground.weight));
        Candidate {
            value,
            total,
            signs: signs.collect(),
        }
    }
}

/// The candidates that a document gives.
pub fn why(document: &Document) -> Vec<Field> {
    const SHOWN: usize = 4;
    let lines = Lines::new(document);
    let layout = Layout::new(&lines);
    let sheet = Sheet::new(&lines, &layout, 0..lines.len());
    let kinds = kinds::weigh(&sheet);
    let kind = kinds.first().map_or(DocumentKind::Okand, |kind| kind.value);
    let head = head::look(&sheet, kind);
    let field = |name, candidates: Vec<Candidate>| Field {
        name,
        candidates: candidates.into_iter().take(SHOWN).collect(),
    };
    let kinds = kinds
        .iter()
        .map(|one| Candidate::new(one.value.name().to_owned(), one.total, &one.grounds));
    let names = head
        .names
        .iter()
        .map(|one| Candidate::new(one.name.clone(), one.scored.total, &one.scored.grounds));
    let dates = head
        .dates
        .iter()
        .map(|one: &Scored<String>| Candidate::new(one.value.clone(), one.total, &one.grounds));
    let numbers = head.numbers.iter().map(|one| {
        let ground = Ground::new(one.whose.name(), one.line, one.weight);
        Candidate::new(one.text.clone(), one.weight, &[ground])
    });
    let title = head.title.map(|(first, _)| {
        Candidate::new(
            head.title_words.clone(),
            0.0,
            &[Ground::new("title", first, 0.0)],
        )
    });
    vec![
        field("kind", kinds.collect()),
        field("respondent", names.collect()),
        field("date", dates.collect()),
        field("number", numbers.collect()),
        field("title", title.into_iter().collect()),
    ]
}
