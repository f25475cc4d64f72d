//! How a query was read that finds nothing as it is, before its hits.

use super::{FAINT, NAME};
use crate::search::{Elsewhere, Hit, Relaxed, Step, Why};
use std::io::{self, Write};

/// What was read as what, and what every step found.
pub fn relaxed(relaxed: &Relaxed, out: &mut dyn Write) -> io::Result<()> {
    for (told, cure) in told(relaxed) {
        writeln!(out, "{NAME}{told}{NAME:#}; {cure}")?;
    }
    let steps: Vec<String> = relaxed.steps.iter().map(step).collect();
    writeln!(out, "{FAINT}{}{FAINT:#}\n", steps.join(" · "))
}

/// The same in a line, for answers whose form has no room for it.
pub fn relaxed_line(relaxed: &Relaxed) -> String {
    let told = told(relaxed).into_iter();
    let told: Vec<String> = told.map(|(told, cure)| format!("{told}; {cure}")).collect();
    told.join("; ")
}

/// What is shown, and how to have what was typed instead.
fn told(relaxed: &Relaxed) -> Vec<(String, String)> {
    let read = |reading: &&crate::search::Reading| reading.why != Why::Most;
    let (mut read_as, mut asked) = (Vec::new(), Vec::new());
    for reading in relaxed.readings.iter().filter(read) {
        read_as.push(reading.read_as.as_str());
        asked.push(format!("\"{}\"", reading.asked));
    }
    let mut told = Vec::new();
    if !asked.is_empty() {
        told.push((
            format!("showing hits for {}", read_as.join(", ")),
            format!("search instead for {} with --exact-words", asked.join(", ")),
        ));
    }
    if relaxed.why == Why::Most {
        told.push((
            "no unit holds all words: showing those that hold most, the rarest first".to_owned(),
            "--exact-words wants all".to_owned(),
        ));
    }
    told
}

/// Where a word stands that no unit holds.
pub fn elsewhere(word: &Elsewhere) -> String {
    const LINES: usize = 5;
    let place = |(document, lines): &(String, Vec<u32>)| {
        let first: Vec<String> = lines.iter().take(LINES).map(u32::to_string).collect();
        let more = if lines.len() > LINES { " …" } else { "" };
        format!("{document}:{}{more}", first.join(", "))
    };
    let places: Vec<String> = word.places.iter().map(place).collect();
    let more = match word.papers - word.places.len().min(word.papers) {
        0 => String::new(),
        1 => " and 1 more paper".to_owned(),
        more => format!(" and {more} more papers"),
    };
    format!(
        "{} stands in no answer, but in the text around: {}{more}",
        word.asked,
        places.join(", ")
    )
}

fn step(step: &Step) -> String {
    let units = match step.units {
        1 => "1 unit".to_owned(),
        units => format!("{units} units"),
    };
    match (step.why, step.lacking) {
        (Why::All, _) => format!("{units} with the words as typed"),
        (Why::Spelling, _) => format!("{units} with the nearest spelling"),
        (Why::Parts, _) => format!("{units} with the parts of compounds near each other"),
        (Why::Compound, _) => format!("{units} with words side by side as a compound"),
        (Why::Most, 0) => format!("{units} with all but common words"),
        (Why::Most, 1) => format!("{units} that lack a word"),
        (Why::Most, lacking) => format!("{units} that lack {lacking} words"),
    }
}

/// What a hit lacks of the words.
pub(super) fn lacking(hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
    if hit.lacks.is_empty() {
        return Ok(());
    }
    writeln!(out, "  lacks {}", hit.lacks.join(", "))
}
