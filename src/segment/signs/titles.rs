//! The title line of a paper: which of its lines says what it is about, and
//! what of the line is the proposal's own name.

use super::bodies;
use super::numbers;
use super::sheet::Sheet;
use super::{Ground, Scored};
use crate::lexicon::{How, Where, labels, signs};
use crate::prose::{is_closed, is_several};
use crate::segment::extent::{holds_postal_code, opens_sentence};
use crate::segment::signature::is_person;
use crate::text::lower;
use regex::Regex;
use std::sync::LazyLock;

/// First and last line of a title.
pub(crate) type Lines = (usize, usize);

/// "Hälsningar", "Med vänliga hälsningar": nothing but how a letter closes.
fn is_closing(low: &str) -> bool {
    const MORE: usize = 12;
    let mut closings = signs().text.closings.iter();
    closings.any(|closing| low.starts_with(closing.as_str()) && low.len() <= closing.len() + MORE)
}

/// The lines that can be the title, best first.
pub(crate) fn weigh(sheet: &Sheet<'_>) -> Vec<Scored<Lines>> {
    /// Words of a short sentence.
    const SENTENCE: usize = 6;
    let lines = sheet.lines;
    let mut found: Vec<Scored<Lines>> = Vec::new();
    let (mut prose, mut told) = (0, false);
    for (rank, cell) in sheet.head.iter().enumerate() {
        let low = cell.low.as_str();
        let subject = labels().subject(&lower(&cell.text)).is_some();
        if prose > 2 {
            break;
        }
        let sentence = cell.text.ends_with('.') && cell.text.len() > 60 || speaks(low);
        prose += usize::from(cell.text.len() > 70 && !subject);
        let named = labels().opens(low) && !subject
            || lines.line(cell.line).bullet
            || cell.text.contains('@')
            // The links of a web page.
            || cell.text.contains("](")
            // "Hamnverket, Box 90, 981 22 Norrhavn".
            || cell.text.len() < 90 && holds_postal_code(low)
            || cell.text.len() < 8
            || cell.text.chars().filter(|c| c.is_alphabetic()).count() < 6;
        // Two sentences are prose, whatever stands in them.
        let prosaic = !opens_as_title(low) && !subject && is_several(&cell.text);
        // Who signs what was said in a sentence.
        let signs = told && is_person(&cell.text);
        told |= is_closed(&cell.text) && cell.text.split(' ').count() >= SENTENCE;
        if signs || named || prosaic || is_closing(low) {
            continue;
        }
        let mut title = Scored::new((cell.line, cell.line));
        let mut add = |sign: &str, weight: f32| title.ground(Ground::new(sign, cell.line, weight));
        if opens_as_title(low) {
            add("opens as a title", 3.0);
        } else if holds_title(low) {
            add("holds the words of a title", 2.0);
        }
        if names_an_account(low) {
            add("names an account alone", -4.0);
        }
        if numbers::find(&cell.text)
            .iter()
            .any(|(at, number)| number.series || *at > 8)
        {
            add("number behind it", 1.5);
        }
        if lines.line(cell.line).heading > 0 || lines.line(cell.line).bold {
            add("set as a heading", 1.5);
        }
        if cell.text.starts_with("Ämne:") {
            add("subject of a mail", 3.0);
        } else if subject {
            add("behind the label of a subject", 1.5);
        }
        if cell.text.split_whitespace().count() >= 4 {
            add("some words", 0.6);
        }
        if sentence {
            add("a sentence", -3.0);
        }
        if goes_on_as_sentence(low) {
            add("its second word is a verb", -4.0);
        }
        let named = opens_as_title(low) || subject;
        if !named && is_labelled_value(low) {
            add("a value behind its label", -2.0);
        }
        if !named && super::dates::find(&cell.text).next().is_some() {
            add("a day in it", -1.0);
        }
        if alone(sheet, cell.line) {
            add("stands alone", 0.4);
        }
        if cell.of > 1 {
            add("one column of several", -1.0);
        }
        add("place", -0.02 * rank as f32);
        if title.total > 0.2
            && bodies::name(&cell.text).is_none()
            && !super::kinds::is_addressee(&cell.low)
        {
            title.value = (first_line(sheet, cell.line), last_line(sheet, cell.line));
            // "… på remissen. Kommunen har en" above its own words: prose.
            let (first, last) = title.value;
            let prose = || is_several(&lines.joined(first, last + 1));
            if named || first == cell.line || !prose() {
                found.push(title);
            }
        }
    }
    found.sort_by(Scored::order);
    found
}

/// "Sammanställning av remissvar": what the paper is, not of what.
fn names_an_account(low: &str) -> bool {
    let low = low.trim_end_matches([':', '.']);
    let mut accounts = signs()
        .kind
        .iter()
        .filter(|sign| sign.kind == "remissammanstallning");
    accounts.any(|sign| sign.words.iter().any(|word| word == low))
}

/// "1. Vi stöder utredningens förslag fullt ut i de delar …": somebody says so.
fn speaks(low: &str) -> bool {
    let words = low.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    words.starts_with("vi ") || words.starts_with("jag ")
}

/// "Remissvaren ska ha kommit in …": no title has such a verb there.
fn goes_on_as_sentence(low: &str) -> bool {
    let second = low.split_whitespace().nth(1);
    second.is_some_and(|word| signs().text.sentence_verbs.iter().any(|verb| verb == word))
}

/// "Stöd för beslutet: rad 1.14 i ordningen": what stands behind is no title.
fn is_labelled_value(low: &str) -> bool {
    const LABEL: usize = 32;
    low.split_once(": ").is_some_and(|(label, value)| {
        label.len() <= LABEL
            && label.split(' ').count() <= 4
            && !labels().heads_a_title(label)
            && value.len() > 2
            && label.chars().all(|c| c.is_alphabetic() || c == ' ')
    })
}

/// What stands before the colon.
fn label_of(low: &str) -> &str {
    low.split_once(':').map_or(low, |(label, _)| label)
}

/// Blank lines above and below.
fn alone(sheet: &Sheet<'_>, at: usize) -> bool {
    let blank = |at: usize| sheet.lines.is_blank(at);
    at > sheet.range.start && blank(at - 1) && (blank(at + 1) || blank(at + 2))
}

fn opens_as_title(low: &str) -> bool {
    let answers = signs().kind.iter().filter(|sign| {
        sign.how == How::Opens
            && matches!(sign.kind.as_str(), "remissvar" | "missiv")
            && sign.weight > 0.0
    });
    let mut titles = answers
        .filter(|sign| matches!(sign.place, Where::Top | Where::Head) && sign.id.contains("title"));
    let words =
        low.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '§' | ' '));
    words.len() > 16 && titles.any(|sign| sign.meets(words))
}

fn holds_title(low: &str) -> bool {
    let mut titles = signs()
        .kind
        .iter()
        .filter(|sign| sign.id == "title that holds an answer");
    low.len() > 20 && titles.any(|sign| sign.meets(low))
}

/// A line that begins in the middle of a sentence goes on from the one above.
fn first_line(sheet: &Sheet<'_>, line: usize) -> usize {
    const MOST: usize = 2;
    let lines = sheet.lines;
    let mut first = line;
    while first > sheet.range.start && line - first < MOST {
        let above = lines.words(first - 1);
        let goes_on = lines.words(first).starts_with(char::is_lowercase) || ends_open(&above);
        let low = lower(&above);
        let part = above.split_whitespace().count() > 2
            && !labels().opens(&low)
            && lines.cells(first - 1).len() == 1
            && !above.contains('@');
        if !goes_on || !part {
            break;
        }
        first -= 1;
    }
    first
}

/// The title goes on while the lines below do without a gap, or begin as the
/// middle of a sentence does.
fn last_line(sheet: &Sheet<'_>, first: usize) -> usize {
    const MOST: usize = 4;
    let lines = sheet.lines;
    let mut last = first;
    let mut at = first + 1;
    while at < sheet.range.end.min(first + 2 * MOST) && last < first + 2 * MOST {
        let gap = lines.is_blank(at);
        let Some(next) = lines.next_words(at, sheet.range.end.min(at + 2)) else {
            break;
        };
        let words = lines.words(next);
        let low = lower(&words);
        let open = lines.words(last).ends_with(['-', '–', ',']) || ends_open(&lines.words(last));
        let middle = words.starts_with(char::is_lowercase);
        let so_far = lines.joined(first, last + 1);
        let inside = so_far.matches('(').count() > so_far.matches(')').count();
        let bracket = (words.starts_with('(') || inside && !gap) && words.len() < 90;
        // "26RS4471", "Vårt dnr: SN 2026/77" below it: the paper's number.
        let label = labels().opens(&low)
            || is_labelled_value(&low) && super::sheet::is_label(label_of(&low))
            || numbers::is_number(&words);
        let long = lines.words(last).len() > 55 && !lines.words(last).ends_with('.');
        let goes_on = if gap {
            middle || bracket && open
        } else {
            middle || bracket || open || long && words.len() < 100 && !opens_sentence(&words)
        };
        let sentence = words.len() > 100 || words.ends_with('.') && words.len() > 60 && !middle;
        if !goes_on
            || label && !bracket
            || sentence
            || lines.line(next).heading > 0
            || next > last + 2
        {
            break;
        }
        last = next;
        at = next + 1;
    }
    last
}

/// The line ends in a word that cannot end a title.
fn ends_open(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or("");
    matches!(
        last,
        "och"
            | "om"
            | "av"
            | "för"
            | "i"
            | "till"
            | "på"
            | "med"
            | "över"
            | "som"
            | "den"
            | "det"
            | "att"
            | "samt"
            | "ett"
            | "en"
            | "vid"
            | "under"
            | "från"
    )
}

#[expect(
    clippy::expect_used,
    reason = "constant patterns; every test runs them"
)]
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix)^(?:
        (?:sv|re|vs|fw|fwd|svar|ämne|ärende|angående|ang\.?)\s*:\s*
        | (?:remiss?)?(?:yttrande|svar|synpunkter)(?:t|et|na)?\s*(?:över|på|till|gällande|avseende|angående|rörande|om|i|:|–|-|från\s+[^,:–]{3,60}?\s+(?:avseende|angående|över|om|gällande|på))\s*
        | remiss(?:en|issvar)?\s*(?:av|om|från\s+\S+|gällande|angående|avseende|rörande|:|–|-)\s*
        | remittering\s+av\s+ | extern\s+ | förnyad\s+ | kompletterande\s+remiss\s+av\s+
        | [^\s,]{3,40}(?:\s[^\s,]{2,30}){0,5}s\s+(?:yttrande|svar|remissvar|remissyttrande|synpunkter)\s+(?:över|på|om|avseende|angående)\s+
        | (?:del|slut)?betänkandet\s+ | (?:departements)?promemorian\s+ | angående\s+ | ang\.?\s+ | avseende\s+
        | § \s* \d+ \s* | begäran\s+om\s+yttrande\s*(?:över|:|–|-)?\s* | delbetänkande\s+ )+").expect("pattern")
});
#[expect(
    clippy::expect_used,
    reason = "constant patterns; every test runs them"
)]
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix)
        [\s,;–-]*\(?\s*(?:\b(?:ert|er|vårt|departementets)\s+)?(?:dnr|diarienummer|diarienr|dnr\.|ref)?[\s.:]*(?:SOU|Ds)\s?\d{4}\s?:\s?\d+\s*\)?
        | [\s,;–-]*\(\s*(?:(?:ert|er|vårt|departementets|d-nr)\s+)?(?:dnr|diarienummer|diarienr|dnr\.|ref)?[\s.:]*[A-Za-zÅÄÖåäö]{0,6}[-\ /]?\d[\d./:-]*\d(?:/[A-ZÅÄÖ]+\d?)?\s*\)
        | [\s,;–-]*(?:(?:ert|er|vårt|departementets)\s+)?\b(?:dnr|diarienummer|diarienr)[\s.:]+\S+.*$").expect("pattern")
});

/// The proposal's own name: quoted words if there are enough, else the line
/// without "Yttrande över", "Remiss av", numbers and the sender.
pub(crate) fn own_name(title: &str) -> String {
    for (open, close) in [('”', '”'), ('"', '"'), ('“', '”'), ('»', '»'), ('»', '«')] {
        if let Some(start) = title.find(open) {
            let rest = &title[start + open.len_utf8()..];
            if let Some(end) = rest
                .find(close)
                .filter(|&end| rest[..end].split_whitespace().count() >= 3)
            {
                return rest[..end].trim().to_owned();
            }
        }
    }
    let mut name = title.trim().to_owned();
    loop {
        let shorter = LEAD
            .replace(&name, "")
            .trim_start_matches([' ', ':', '–', '-', ','])
            .to_owned();
        if shorter == name || shorter.len() < 4 {
            break;
        }
        name = shorter;
    }
    // Two words that a number stood between stay two.
    let bare = NUMBERS.replace_all(&name, " ");
    let bare = bare.split_whitespace().collect::<Vec<_>>();
    let bare = bare.join(" ").replace(" ,", ",");
    // "Remiss SOU 2031:6 Hamnar": with the number its word goes, too.
    let bare = match name.get(.."Remiss ".len()) {
        Some("Remiss ") => bare
            .strip_prefix("Remiss")
            .filter(|rest| rest.trim_start().starts_with(char::is_uppercase)),
        _ => None,
    }
    .unwrap_or(&bare)
    .trim_matches([' ', '.', ',', ':', ';', '–', '-', '('])
    .to_owned();
    let name = if bare.len() < 4 { name } else { bare };
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proposals_own_name() {
        for (title, name) in [
            (
                "Svar på remiss angående Hamnar för alla - ett samlat ansvar (SOU 2031:6)",
                "Hamnar för alla - ett samlat ansvar",
            ),
            (
                "Remissyttrande över betänkandet Hamnar för alla (SOU 2031:6) (Hb2031/01946)",
                "Hamnar för alla",
            ),
            (
                "Remissvar över SOU 2031:6, Hamnar för alla",
                "Hamnar för alla",
            ),
            (
                "Remiss SOU 2031:6 Hamnar att leva med",
                "Hamnar att leva med",
            ),
            ("Remiss Ny hamn, tre nya kajer", "Ny hamn, tre nya kajer"),
            ("Ämne: SV: Remiss hamnar, dnr STV 2031/418", "Remiss hamnar"),
            (
                "Remiss av förslag till föreskrifter om hamnar",
                "Förslag till föreskrifter om hamnar",
            ),
            (
                "Hamnförbundets yttrande över förslag till föreskrifter om hamnar",
                "Förslag till föreskrifter om hamnar",
            ),
        ] {
            assert_eq!(own_name(title), name);
        }
    }
}
