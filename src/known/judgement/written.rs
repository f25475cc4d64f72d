//! How judgements stand in a person's file.

use super::{AskJudged, Correction, Judgement, Undone};

/// A basic string of TOML.
pub(crate) fn quoted(words: &str) -> String {
    let mut quoted = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn entry(heading: &str, fields: &[(&str, &str)]) -> String {
    let lines = fields.iter().filter(|(_, words)| !words.is_empty());
    let lines: Vec<String> = lines
        .map(|(name, words)| format!("{name} = {}\n", quoted(words)))
        .collect();
    format!("[[{heading}]]\n{}\n", lines.concat())
}

impl Correction {
    /// The correction as it stands in the file.
    pub fn to_toml(&self) -> String {
        let lines = [
            ("unit", &self.unit),
            ("document", &self.document),
            ("respondent", &self.respondent),
            ("unit_kind", &self.unit_kind),
            ("focus_area", &self.focus_area),
            ("stance", &self.stance),
            ("by", &self.by),
            ("on", &self.on),
            ("note", &self.note),
        ];
        let mut lines = lines
            .map(|(name, words)| format!("{name} = {}\n", quoted(words)))
            .concat();
        for (name, words) in [("verdict", &self.verdict), ("quote", &self.quote)] {
            if !words.is_empty() {
                lines.push_str(&format!("{name} = {}\n", quoted(words)));
            }
        }
        if self.decides {
            lines.push_str("decides = true\n");
        }
        format!("[[correction]]\n{lines}\n")
    }
}

impl Judgement {
    /// The judgement as it stands in the file.
    pub fn to_toml(&self) -> String {
        let mut lines = format!(
            "[[paper]]\ndocument = {}\nsha256 = {}\n",
            quoted(&self.document),
            quoted(&self.sha256)
        );
        if let Some(line) = self.line {
            lines.push_str(&format!("line = {line}\nquote = {}\n", quoted(&self.quote)));
        }
        for (field, value) in &self.set {
            lines.push_str(&format!("set.{} = {}\n", field.name(), quoted(value)));
        }
        if self.decides {
            lines.push_str("decides = true\n");
        }
        lines.push_str(&format!(
            "by = {}\non = {}\n",
            quoted(&self.by),
            quoted(&self.on)
        ));
        if !self.note.is_empty() {
            lines.push_str(&format!("note = {}\n", quoted(&self.note)));
        }
        lines + "\n"
    }
}

impl AskJudged {
    /// The judgement as it stands in the file.
    pub fn to_toml(&self) -> String {
        let mut lines = String::from("[[ask]]\n");
        let mut line = |name: &str, words: &str| {
            if !words.is_empty() {
                lines.push_str(&format!("{name} = {}\n", quoted(words)));
            }
        };
        line("unit", &self.unit);
        line("document", &self.document);
        line("respondent", &self.respondent);
        line("unit_kind", &self.unit_kind);
        line("focus_area", &self.focus_area);
        line("quote", &self.quote);
        line("text", &self.text);
        line("addressee", &self.addressee);
        line("by", &self.by);
        line("on", &self.on);
        line("note", &self.note);
        lines.push_str(&format!("asks = {}\n", self.asks));
        if self.decides {
            lines.push_str("decides = true\n");
        }
        lines + "\n"
    }
}

impl Undone {
    /// The entry as it stands in the file.
    pub fn to_toml(&self) -> String {
        let fields = [("id", &*self.id), ("by", &*self.by), ("on", &*self.on)];
        entry("undone", &fields)
    }
}
