//! Controls and fields of a form in a Word document: one that nobody filled in
//! shows its prompt, which is the form's text and nobody's answer.

use super::paragraph::Paragraph;
use crate::formats::styles::is_on;
use crate::formats::xml::{attribute, number};
use quick_xml::events::BytesStart;

#[derive(Default)]
pub(super) struct Forms {
    /// Content controls that are open, and whether each shows its prompt.
    controls: Vec<bool>,
    field: Field,
    /// The box for a tick that is open, and whether it is ticked.
    tick: Option<bool>,
}

/// The field of an old form that is open.
#[derive(Default)]
struct Field {
    /// What it holds unless something is written there.
    prompt: String,
    /// Bytes of its paragraph before what it holds.
    from: Option<usize>,
    /// What a list offers, and which of it is chosen.
    choices: Vec<String>,
    chosen: Option<usize>,
}

impl Forms {
    pub(super) fn shows_prompt(&self) -> bool {
        self.controls.contains(&true)
    }

    /// A part of a form begins. Gives what is written there.
    pub(super) fn open(&mut self, tag: &BytesStart<'_>, around: Option<&mut Paragraph>) -> String {
        match tag.local_name().as_ref() {
            "sdt" => self.controls.push(false),
            "showingPlcHdr" => {
                if let Some(control) = self.controls.last_mut() {
                    *control = is_on(tag);
                }
            }
            "checkBox" => self.tick = Some(false),
            "default" | "checked" if self.tick.is_some() => self.tick = Some(is_on(tag)),
            "default" => self.field.prompt = attribute(tag, "val").unwrap_or_default(),
            "result" => self.field.chosen = number(tag, "val"),
            "listEntry" => self.field.choices.extend(attribute(tag, "val")),
            "fldChar" => match attribute(tag, "fldCharType").as_deref() {
                Some("begin") => self.field = Field::default(),
                Some("separate") => self.field.from = around.map(|it| it.text.len()),
                Some("end") => return std::mem::take(&mut self.field).written(around),
                _ => {}
            },
            _ => {}
        }
        String::new()
    }

    pub(super) fn close(&mut self, name: &str) -> &'static str {
        match name {
            "sdt" => {
                self.controls.pop();
                ""
            }
            "checkBox" if self.tick.take() == Some(true) => "☒",
            "checkBox" => "☐",
            _ => "",
        }
    }
}

impl Field {
    /// What was chosen; what was not written is taken out of the paragraph.
    fn written(self, around: Option<&mut Paragraph>) -> String {
        if let (Some(paragraph), Some(from)) = (around, self.from)
            && let Some(held) = paragraph.text.get(from..)
            && held.trim() == self.prompt.trim()
        {
            paragraph.text.truncate(from);
        }
        // The first of a list is shown where none is chosen.
        let chosen = self.chosen.and_then(|at| self.choices.into_iter().nth(at));
        chosen.unwrap_or_default()
    }
}
