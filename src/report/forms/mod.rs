//! The report as a document to hand in: the table with room for comments, the
//! proposals in the referral's order, the annex of who answered, a city's own
//! report. Each is made once, as the parts of a document; Word, Markdown and
//! Excel are ways to write it down.

mod avsnitt;
mod beside;
mod draft;
mod earlier;
mod forteckning;
mod markdown;
mod news;
mod phrases;
mod row;
mod tabell;
mod texts;
mod utlatande;
mod views;
mod workbook;

use super::Material;
use crate::analyse::Analyser;
use crate::docx::{Document, Section, Style};
use crate::lang::Words;

pub use earlier::{Earlier, Kept};
pub use markdown::markdown;
pub use row::Keys;
pub use workbook::workbook;

/// What is handed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// A row a respondent, with room for comments; then a section an area.
    #[default]
    Tabell,
    /// The proposals in the referral's order, a paragraph a verdict.
    Avsnitt,
    /// The annex: who has answered, who besides, who abstained, who did not.
    Forteckning,
    /// A city's report: drafts, the answers as they were decided, statements.
    Utlatande,
    /// What lies behind the answers: themes, what the summary does not hold, what
    /// the sender took, what became of what was asked before.
    Genomgang,
}

/// What a document is made with besides the answers.
pub struct Choice<'c> {
    /// What is handed in.
    pub form: Form,
    /// All names, however many.
    pub all_names: bool,
    /// What was written into an earlier version of the table.
    pub earlier: Option<&'c Earlier>,
    /// How sentences are read.
    pub analyser: &'c Analyser,
}

/// A document on one referral.
pub fn document(material: &Material, words: &Words, choice: &Choice<'_>) -> Document {
    match choice.form {
        Form::Tabell => tabell::document(material, words, choice.earlier),
        Form::Avsnitt => avsnitt::document(material, words, choice.all_names),
        Form::Forteckning => forteckning::document(material, words),
        Form::Utlatande => utlatande::document(material, words, choice.analyser),
        Form::Genomgang => views::document(material, words),
    }
}

/// The same for a text to read on: behind the table stands what a workbook has on
/// sheets of their own. A Word document is handed in and has the table alone.
pub fn with_views(material: &Material, words: &Words, choice: &Choice<'_>) -> Document {
    let mut document = document(material, words, choice);
    if choice.form == Form::Tabell {
        let mut section = Section::default();
        views::fill(&mut section, material, words);
        document.sections.push(section);
    }
    document
}

/// Title, number, last day, who answered, when it was made.
fn head(section: &mut Section, material: &Material, words: &Words) {
    section.plain(Style::Title, title(material, words));
    let mut told: Vec<String> = Vec::new();
    if let Some(number) = &material.referral.diarienummer {
        let given = [("number", number.clone().into())];
        told.push(words.with("doc-number-of", &given).into_owned());
    }
    if let Some(day) = &material.referral.answer_by {
        let given = [("day", day.clone().into())];
        told.push(words.with("doc-answer-by", &given).into_owned());
    }
    let totals = material.totals();
    let given = [
        ("asked", totals.asked.into()),
        ("answered", totals.answered.into()),
        ("abstained", totals.abstained.into()),
        ("missing", totals.missing.into()),
    ];
    told.push(words.with("doc-totals", &given).into_owned());
    section.plain(Style::Body, told.join(" "));
    section.plain(Style::Small, material.how_sure(words));
    let given = [
        ("day", material.made.day.clone().into()),
        ("version", material.made.version.into()),
    ];
    section.plain(Style::Small, words.with("doc-made", &given));
}

fn title(material: &Material, words: &Words) -> String {
    let given = [("title", material.referral.title.clone().into())];
    words.with("doc-title", &given).into_owned()
}

fn document_of(material: &Material, words: &Words, sections: Vec<Section>) -> Document {
    Document {
        title: title(material, words),
        subject: material.referral.diarienummer.clone().unwrap_or_default(),
        language: words.lang(),
        sections,
    }
}
