//! The draft as a Word document, each finding a remark in the margin at its
//! sentence.

use super::Finding;
use super::draft::{Draft, Sentence};
use crate::docx::{Comment, Document, Inline, Section, Style};

/// The draft with what was found in it; `cite` writes a place in the papers.
pub fn remarked(
    draft: &Draft,
    title: &str,
    found: &[Finding],
    cite: &dyn Fn(&crate::position::Passage) -> String,
) -> Document {
    let mut section = Section::default();
    let mut content: Vec<Inline> = Vec::new();
    let mut paragraph = None;
    for sentence in &draft.sentences {
        if paragraph != Some(sentence.paragraph) {
            close(&mut section, &mut content);
            paragraph = Some(sentence.paragraph);
        } else {
            content.push(Inline::Text(" ".to_owned()));
        }
        let remark = remark(sentence, found, cite);
        match (sentence.heading, remark) {
            (true, None) => section.heading(1, sentence.text.clone()),
            (_, None) => content.push(Inline::Text(sentence.text.clone())),
            (_, Some(comment)) => content.push(Inline::Commented(sentence.text.clone(), comment)),
        }
    }
    close(&mut section, &mut content);
    Document {
        title: title.to_owned(),
        sections: vec![section],
        ..Document::default()
    }
}

fn close(section: &mut Section, content: &mut Vec<Inline>) {
    if !content.is_empty() {
        section.paragraph(Style::Body, std::mem::take(content));
    }
}

/// All that was found in a sentence, a paragraph each.
fn remark(
    sentence: &Sentence,
    found: &[Finding],
    cite: &dyn Fn(&crate::position::Passage) -> String,
) -> Option<Comment> {
    let ours = found.iter().filter(|finding| {
        finding.lines == sentence.lines && sentence.text.contains(finding.words.as_str())
    });
    let told = ours.map(|finding| {
        let who = finding.respondent.as_deref();
        let who = who.map_or(String::new(), |who| format!("{who}: "));
        let proof = finding.proof.iter();
        let proof = proof.map(|at| format!("\n{} {}", cite(at), at.quote));
        format!("{who}{}{}", finding.message, proof.collect::<String>())
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| Comment {
        author: "remiss".to_owned(),
        text: told.join("\n"),
    })
}
