//! What became of every file, and how it is told. Knows no network and no
//! folder.

use super::address::Refusal;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// What became of a page and what it links to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fetched {
    /// The address of the page, or its file as it was given.
    pub page: String,
    /// What the page is called in the folder; `null` in a dry run.
    pub register: Option<String>,
    /// The hosts that were gone to for files.
    pub hosts: Vec<String>,
    /// How many were fetched.
    pub fetched: usize,
    /// How many were there already.
    pub there: usize,
    /// How many are not there.
    pub failed: usize,
    /// Every link to a document, in the page's order.
    pub files: Vec<File>,
}

/// What became of one link.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    /// The address, or the link as written where it is none.
    pub address: String,
    /// The words of the link.
    pub text: String,
    /// The name in the folder; `null` if it has none.
    pub file: Option<String>,
    /// It is an answer, as far as the page tells: not what was sent out, nor a
    /// list of those asked.
    pub answer: bool,
    /// What became of it.
    pub status: Status,
    /// Its size, where it is there.
    pub bytes: Option<u64>,
    /// Its checksum, where it is there.
    pub sha256: Option<String>,
    /// Why it is not there.
    pub reason: Option<String>,
    /// What can be done about it.
    pub cure: Option<String>,
}

/// What became of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It was fetched now.
    Fetched,
    /// It was there already.
    There,
    /// It is not there.
    Failed,
    /// It would be fetched: a dry run.
    Listed,
}

impl File {
    pub(super) fn failed(
        address: String,
        text: String,
        file: Option<String>,
        why: Refusal,
    ) -> Self {
        File {
            address,
            text,
            file,
            answer: false,
            status: Status::Failed,
            bytes: None,
            sha256: None,
            reason: Some(why.reason),
            cure: Some(why.cure),
        }
    }
}

impl Fetched {
    /// Adds what became of a link.
    pub(super) fn add(&mut self, file: File) {
        match file.status {
            Status::Fetched => self.fetched += 1,
            Status::There => self.there += 1,
            Status::Failed => self.failed += 1,
            Status::Listed => {}
        }
        self.files.push(file);
    }
}

/// Writes it for people: what is there in a line, what failed one by one.
pub fn write(report: &Fetched, out: &mut dyn Write) -> io::Result<()> {
    for file in report
        .files
        .iter()
        .filter(|file| file.status == Status::Listed)
    {
        let name = file.file.as_deref().unwrap_or("");
        let other = if file.answer { "" } else { " (no answer)" };
        writeln!(out, "{name}\n  {}{other}\n  {}", file.text, file.address)?;
    }
    let listed = report.files.len() - report.fetched - report.there - report.failed;
    let counts = [
        (report.fetched, "fetched"),
        (report.there, "there already"),
        (listed, "to be fetched"),
        (report.failed, "failed"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    match counts.is_empty() {
        true => writeln!(out, "the page links to no document")?,
        false => writeln!(out, "{}", counts.join(" · "))?,
    }
    if let Some(register) = &report.register {
        writeln!(out, "the page itself is {register}")?;
    }
    let mut heading = "\nnot there\n";
    for file in report
        .files
        .iter()
        .filter(|file| file.status == Status::Failed)
    {
        let name = file.file.as_deref().unwrap_or("(no name)");
        let (reason, cure) = (file.reason.as_deref(), file.cure.as_deref());
        write!(out, "{heading}")?;
        heading = "";
        writeln!(out, "  {name} · {}\n    {}", file.text, file.address)?;
        let (reason, cure) = (reason.unwrap_or(""), cure.unwrap_or(""));
        writeln!(out, "    {reason} ({cure})")?;
    }
    Ok(())
}
