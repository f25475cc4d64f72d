//! Which proposal a paper answers: its title and the case numbers.

use super::head::is_of_board;
use super::signs::numbers::{self, Whose};
use crate::lexicon::{labels, lexicon};
use crate::line::Lines;
use crate::text::lower;
use crate::unit::Referral;
use regex::Regex;
use std::sync::LazyLock;

/// The first case number in a text.
pub(crate) fn case_number(text: &str) -> Option<String> {
    let mut found = numbers::find(text).into_iter().map(|(_, number)| number);
    found
        .find(|number| !number.series)
        .map(|number| number.text)
}

/// Head of a report: "Utlåtande … (Dnr KS 2021/866)" and the title below.
pub(crate) fn report_referral(lines: &Lines<'_>) -> Referral {
    let end = lines.len().min(40);
    let head = (0..end).find(|&at| lines.words(at).starts_with("Utlåtande"));
    let Some(head) = head else {
        return Referral {
            title: first_paragraph(lines, 0, end),
            diarienummer: case_number(&lines.joined(0, end)),
            ..Referral::default()
        };
    };
    let head_end = lines.paragraph_end(head, end);
    let number = case_number(&lines.joined(head, head_end));
    let mut at = head_end;
    if head_end == head + 1 || number.is_some() {
        at = lines.next_words(head_end, end).unwrap_or(head_end);
    }
    Referral {
        title: first_paragraph(lines, at, end),
        diarienummer: number,
        ..Referral::default()
    }
}

fn first_paragraph(lines: &Lines<'_>, from: usize, end: usize) -> String {
    let Some(at) = lines.next_words(from, end) else {
        return String::new();
    };
    clean_title(&lines.joined(at, lines.paragraph_end(at, end.min(at + 6))))
}

/// Title and numbers of an item: its heading (`title`), and more lines that
/// may hold numbers.
pub(crate) fn item_referral(title: &str, context: &str) -> Referral {
    item_of_board(title, context, None)
}

/// The same in the minutes of a board: a number that bears its initials is its own.
pub(crate) fn item_of_board(title: &str, context: &str, board: Option<&str>) -> Referral {
    let bracketed = bracketed_number(title);
    // Where the head tells the board's number, the title's is another's.
    let told = || own_number(context, &[], bracketed.as_deref());
    let another =
        |board: &str| bracketed.is_some() && told().is_some_and(|own| is_of_board(&own, board));
    let board = board.filter(|board| !another(board));
    let ours = |number: &String| board.is_some_and(|board| is_of_board(number, board));
    let theirs = |number: Option<String>| number.filter(|number| !ours(number));
    let sender = theirs(bracketed.clone())
        .or_else(|| theirs(sender_number(context)))
        .or_else(|| theirs(bracketed_number(context)))
        .or_else(|| theirs(case_number(title)));
    // The title's numbers, then those that the head or the account of the
    // case tells to be the sender's.
    let of_title = numbers::find(title)
        .into_iter()
        .map(|(_, number)| number)
        .filter(|number| number.whose != Whose::Own && !ours(&number.text));
    let mut named: Vec<String> = Vec::new();
    let titled: Vec<_> = of_title.collect();
    let alone = labelled_alone(context, sender.as_deref());
    let told = numbers::find(&context.replace('\n', " "))
        .into_iter()
        .map(|(_, number)| number)
        .filter(|number| number.whose == Whose::Theirs && (!number.series || titled.is_empty()))
        .filter(|number| alone.as_ref() != Some(&number.text));
    for number in titled.iter().cloned().chain(told) {
        if !named.contains(&number.text) {
            named.push(number.text);
        }
    }
    let own = bracketed.filter(ours);
    let own = own.or_else(|| own_number(context, &named, sender.as_deref()));
    // "(KS/2031:87)" in the title of an answer to a ministry is the own number.
    let of_ministry = |number: &String| numbers::is_of_ministry(number);
    let own = own.or_else(|| {
        let titled = sender.clone().filter(|sender| !of_ministry(sender));
        titled.filter(|_| named.iter().any(of_ministry))
    });
    named.retain(|number| own.as_ref() != Some(number));
    let sender = sender.filter(|sender| own.as_ref() != Some(sender));
    if let Some(sender) = sender.clone().filter(|sender| !named.contains(sender)) {
        named.push(sender);
    }
    let registry = named
        .iter()
        .find(|number| !number.starts_with("SOU ") && !number.starts_with("Ds "));
    Referral {
        title: clean_title(title),
        diarienummer: registry
            .cloned()
            .or(sender)
            .or_else(|| named.first().cloned()),
        own_diarienummer: own,
        numbers: named,
        answer_by: None,
    }
}

/// "Dnr BRO 2031/702" on a line of its own, where the text gives another number as
/// the sender's: the words of the line above do not make it theirs.
fn labelled_alone(context: &str, sender: Option<&str>) -> Option<String> {
    let mut alone = context.lines().map(str::trim).filter_map(|line| {
        let low = lower(line);
        let (label, _) = low.split_once(|c: char| !c.is_alphanumeric())?;
        let labelled = labels().registry.iter().any(|one| one == label);
        let (_, number) = numbers::find(line).into_iter().next()?;
        let words = |text: &str| text.split_whitespace().count();
        (labelled && words(line) == 1 + words(&number.text)).then_some(number)
    });
    let one = alone.next().filter(|one| !one.series)?;
    let other = sender? != one.text && alone.next().is_none();
    (other && one.whose != Whose::Theirs).then_some(one.text)
}

/// "(KS 2021/866)": another registry's number stands in brackets. Of two, "(Dnr
/// SBN 2031-14, KS 2031/8)", the one that is not said to be the own.
fn bracketed_number(text: &str) -> Option<String> {
    text.match_indices('(').find_map(|(at, _)| {
        let inside: String = text[at + 1..]
            .chars()
            .take(60)
            .take_while(|c| *c != ')')
            .collect();
        let numbers = numbers::find(&inside).into_iter().map(|(_, number)| number);
        let all: Vec<_> = numbers.filter(|number| !number.series).collect();
        let theirs = all.iter().find(|number| number.whose != Whose::Own);
        theirs.or(all.first()).map(|number| number.text.clone())
    })
}

/// "Svar på remiss från kommunstyrelsen Dnr 2018/1303", "(KS 2021/866)",
/// "dnr: 009-1322/2011": a number in a sentence that names the remiss.
fn sender_number(context: &str) -> Option<String> {
    context
        .lines()
        .filter(|line| {
            lexicon().is_consultation(line) || line.to_lowercase().contains("kommunstyrelsen")
        })
        .find_map(|line| bracketed_number(line).or_else(|| case_number(line)))
}

/// The first number of a short line that is not told to be the sender's.
fn own_number(context: &str, theirs: &[String], sender: Option<&str>) -> Option<String> {
    const SHORT: usize = 100;
    let lines = || context.lines().filter(|line| !is_contact(line));
    let labelled = lines().filter(|line| line.len() < SHORT).find_map(|line| {
        let mut numbers = numbers::find(line).into_iter().map(|(_, number)| number);
        numbers.find(|number| {
            number.whose == Whose::Own
                && !number.series
                && !theirs.contains(&number.text)
                && Some(number.text.as_str()) != sender
        })
    });
    let first = lines()
        .filter(|line| !lexicon().is_consultation(line))
        .filter_map(case_number)
        .find(|number| Some(number.as_str()) != sender && !theirs.contains(number));
    labelled.map(|number| number.text).or(first)
}

/// Telephone numbers look like case numbers.
fn is_contact(line: &str) -> bool {
    let low = line.to_lowercase();
    ["telefon", "tfn", "tel", "fax", "växel", "box"]
        .iter()
        .any(|word| low.contains(word))
}

/// The title of the proposal itself: quoted words if the heading quotes it,
/// else the heading without "Remiss av", "svar på remiss från …" and numbers.
pub(crate) fn clean_title(heading: &str) -> String {
    let heading = heading.trim();
    for (open, close) in [('”', '”'), ('"', '"'), ('“', '”')] {
        let Some(start) = heading.find(open) else {
            continue;
        };
        let rest = &heading[start + open.len_utf8()..];
        if let Some(end) = rest.find(close).filter(|&end| end > 8) {
            return rest[..end].trim().to_owned();
        }
    }
    let mut title = heading.to_owned();
    for pattern in [&*TAIL, &*LEAD, &*NUMBER] {
        title = pattern.replace(&title, "").trim().to_owned();
    }
    let title = title
        .trim_matches([' ', '.', ',', ':', '–', '-'])
        .to_owned();
    let mut chars = title.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => heading.to_owned(),
    }
}

#[expect(
    clippy::expect_used,
    reason = "constant patterns; every test runs them"
)]
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:§ ?\d+\s*)?(?:(?:yttrande|svar|remissvar|remissyttrande)\s+(?:över|på|till)\s+(?:remiss(?:en)?\s+(?:av|om|gällande|angående|avseende)\s+)?|remiss(?:en)?\s*(?:från\s+\S+(?:,\s*\S+roteln)?,?\s*)?(?:av|om|gällande|angående|avseende|:|–|-)\s+|remissvar\s*(?:avseende|angående|gällande|:|–|-)\s*|förslag till\s+)+")
        .expect("pattern")
});
#[expect(
    clippy::expect_used,
    reason = "constant patterns; every test runs them"
)]
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[\s.,:;–-]*(?:\((?:dnr\.?:?\s*)?(?:[A-ZÅÄÖ]{1,5}\s)?[\d./:-]+\))?[\s.,:;–-]*(?:svar på remiss|remissvar|yttrande över remiss|yttrande till|svar till)\b.*$").expect("pattern")
});
#[expect(
    clippy::expect_used,
    reason = "constant patterns; every test runs them"
)]
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*[(,]\s*(?:dnr\.?:?\s*)?(?:[A-ZÅÄÖ]{1,5}\s)?\d[\d./:-]*/\d+\)?\s*$")
        .expect("pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_numbers_of_several_registries() {
        for (text, number) in [
            ("(Dnr KS 2021/866)", "KS 2021/866"),
            ("Dnr 1.1/2488/2021", "1.1/2488/2021"),
            ("dnr: 009-1322/2011", "009-1322/2011"),
            ("ÖST 2021/688", "ÖST 2021/688"),
            ("2019/000213", "2019/000213"),
        ] {
            assert_eq!(case_number(text).as_deref(), Some(number), "{text}");
        }
        assert_eq!(case_number("den 2021-10-28, program 2013-2018"), None);
    }

    #[test]
    fn the_title_is_the_proposals_own() {
        for (heading, title) in [
            (
                "Remiss av Almviks stads program för service",
                "Almviks stads program för service",
            ),
            (
                "Program för service (KS 2024/417). Svar på remiss från kommunstyrelsen",
                "Program för service",
            ),
            (
                "Policy för flaggning i Almvik - svar på remiss från kommunstyrelsen",
                "Policy för flaggning i Almvik",
            ),
            (
                "Svar på remiss från kommunstyrelsen, dnr: 009-1322/2011 \"Program för service i Almvik\"",
                "Program för service i Almvik",
            ),
            (
                "Yttrande över betänkandet En ny lag (SOU 2021:3)",
                "Betänkandet En ny lag (SOU 2021:3)",
            ),
        ] {
            assert_eq!(clean_title(heading), title);
        }
    }
}
