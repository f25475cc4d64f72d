//! Headings in minutes: what each opens or ends, and whose text it stands over.

use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::segment::adopted::is_office;
use crate::segment::builder::Builder;
use crate::segment::item::is_foot;
use crate::segment::statement::mention;
use crate::text::lower;
use crate::unit::UnitKind;

/// "Bilaga 1: Yttrande" → "Yttrande".
pub(super) fn annexed(words: &str) -> &str {
    let rest = words.strip_prefix("Bilaga").unwrap_or(words);
    let rest = rest.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
    match rest.strip_prefix([':', '.', '–', '-']) {
        Some(title) if rest.len() < words.len() => title.trim_start(),
        _ => words,
    }
}

/// A heading under which the minutes, not a member, account for the matter: no
/// statement has one of its own.
pub(super) fn is_of_minutes(words: &str) -> bool {
    let low = lower(words);
    low.contains("ärende") || low.split(' ').next().is_some_and(is_office)
}

/// What a line opens that stands as a heading, by its words.
pub(super) fn section(out: &Builder<'_>, at: usize) -> Option<&'static str> {
    const WORDS: usize = 9;
    let lines = out.lines;
    let words = lines.words(at);
    let plain = words.starts_with(char::is_uppercase)
        && !words.ends_with(['.', ',', ';', '-'])
        && words.split_whitespace().count() <= WORDS
        && !lines.line(at).bullet
        && lines.starts_paragraph(at)
        && !out.is_furniture(at)
        && !is_foot(&words);
    // One in the middle of a paragraph is none.
    let above = lines.raw(at.saturating_sub(1));
    let plain = plain && (above.len() < 60 || crate::prose::is_closed(above));
    // A line that goes on below is the start of a sentence.
    let next = lines.raw(at + 1);
    let goes_on = next.starts_with(char::is_lowercase)
        && !next.starts_with("att ")
        && next.get(1..2).is_none_or(|mark| mark != ")");
    let low = lower(&words);
    let label = low.split(':').next().unwrap_or(&low).to_owned();
    (plain && !goes_on)
        .then(|| lexicon().section(&label))
        .flatten()
}

/// Two headings set as one line ("Beslutsgång Framlagda förslag").
pub(super) fn opens_with_course(words: &str) -> bool {
    let low = lower(words);
    let course = lexicon().cues.headings.get("course");
    course.is_some_and(|all| {
        all.iter()
            .any(|heading| low.starts_with(&format!("{heading} ")))
    })
}

/// One to three words alone behind a blank line, not a sentence or a point.
pub(super) fn is_short_heading(lines: &Lines<'_>, at: usize, words: &str) -> bool {
    let alone = at > 0 && lines.is_blank(at - 1) && !lines.line(at).bullet;
    // "Kommunstyrelsen beslutar", "att …": the start of a sentence.
    let next = lines.next_words(at + 1, at + 3);
    let goes_on = next.is_some_and(|next| lines.raw(next).starts_with("att "));
    alone
        && !goes_on
        && words.len() <= 40
        && words.split_whitespace().count() <= 3
        && words.starts_with(char::is_uppercase)
        && !words.ends_with(['.', ',', ':', ';'])
}

/// An entry of a list of papers: right above it, or a line higher, stands
/// "Beslutsunderlag".
pub(super) fn is_listed(lines: &Lines<'_>, at: usize) -> bool {
    const LIST: usize = 8;
    let mut above = (at.saturating_sub(LIST)..at).rev();
    let mut gaps = 0;
    above.find_map(|line| {
        gaps += usize::from(lines.is_blank(line));
        let words = lines.words(line);
        if gaps > 1 || gaps == 1 && !lines.is_blank(line) && line + 2 == at {
            return Some(false);
        }
        lexicon().has_role(&words, "attachments").then_some(true)
    }) == Some(true)
}

/// "Yttrande" over what parties hand in, not over the answer.
pub(super) fn parties_speak(lines: &Lines<'_>, at: usize, end: usize) -> bool {
    const KIND: UnitKind = UnitKind::SarskiltYttrande;
    let heading = matches!(
        lower(lines.raw(at)).trim_end_matches(':'),
        "yttrande" | "yttranden"
    );
    let next = lines.next_words(at + 1, end.min(at + 3));
    heading && next.is_some_and(|next| mention(lines, next, end, Some(KIND)).is_some())
}

/// Text follows a heading, or a heading of its own and then text.
pub(super) fn opens_text(lines: &Lines<'_>, at: usize) -> bool {
    const LONG: usize = 40;
    const NEAR: usize = 4;
    let text = |at: usize| lines.raw(at).len() > LONG || lines.line(at).heading > 0;
    let next = |at: usize| lines.next_words(at + 1, at + NEAR);
    let headed = |at: usize| {
        let plain = !lines.raw(at).ends_with(['.', ',', ':', ';']);
        plain && lexicon().roles(&lines.words(at)).is_empty() && next(at).is_some_and(text)
    };
    next(at).is_some_and(|at| text(at) || headed(at))
}
