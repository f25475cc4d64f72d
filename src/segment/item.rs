//! The items of minutes, and what their head and headings say: which board,
//! when, about what.

use super::builder::Speaker;
use super::dates::find_date;
use super::signs::bodies;
use super::signs::flattened::apart;
use crate::layout::is_page_of_pages;
use crate::lexicon::{labels, lexicon, signs};
use crate::line::Cell;
use crate::line::Lines;
use crate::line_end::push_words;
use crate::prose::is_closed;
use crate::text::lower;

/// Items open with "§ 12"; minutes without such a line are one item. The same
/// number further on heads another page of the item, or an annex to it.
pub(super) fn items(lines: &Lines<'_>, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = Vec::new();
    for at in (from..to).filter(|&at| is_item(lines, at)) {
        let again = starts.last().is_some_and(|&last| {
            let number = figures(lines.raw(last));
            number.is_some() && number == figures(lines.raw(at))
        });
        if again {
            continue;
        }
        // "KS § 41", "Au § 28" below: one item with the numbers of two bodies.
        let same = starts.last().is_some_and(|&last| {
            at <= last + 2 && !has_words(number(lines.raw(last)).unwrap_or(""))
        });
        if !same {
            starts.push(at);
        }
    }
    if starts.is_empty() {
        starts = counted(lines, from, to);
    }
    if starts.is_empty() {
        return vec![(from, to)];
    }
    let ends = starts.iter().skip(1).copied().chain([to]);
    starts.iter().copied().zip(ends).collect()
}

/// Items of minutes that count them without "§": "1. Mötet öppnas", "2. Föregående
/// protokoll", …, each number one more than the last. The points of a decision end
/// as sentences do.
fn counted(lines: &Lines<'_>, from: usize, to: usize) -> Vec<usize> {
    /// A list of two may be anything.
    const FEWEST: usize = 3;
    let mut starts = Vec::new();
    for at in from..to {
        let number = counted_heading(lines, at).map(|(number, _)| number);
        if number == Some(starts.len() + 1) {
            starts.push(at);
        }
    }
    if starts.len() < FEWEST {
        starts.clear();
    }
    starts
}

/// The number and the words of "3. Remiss: strategi för hamnen", alone on its line.
fn counted_heading<'l>(lines: &Lines<'l>, at: usize) -> Option<(usize, &'l str)> {
    const LONGEST: usize = 90;
    let raw = lines.raw(at);
    let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = raw[..raw.len() - rest.len()].parse().ok()?;
    let words = rest.trim_start_matches(['.', ')', ' ', '\t']);
    let stands = rest.len() > words.len()
        && words.starts_with(char::is_uppercase)
        && raw.len() <= LONGEST
        && !raw.ends_with(['.', ',', ';', ':', '-'])
        && (at == 0 || lines.is_blank(at - 1))
        && !lines.raw(at + 1).starts_with(char::is_lowercase);
    stands.then_some((number, words))
}

pub(super) fn is_item(lines: &Lines<'_>, at: usize) -> bool {
    is_numbered_heading(lines, at) || is_sign_first(lines, at)
}

/// "34 §  Svar på remiss": the number first. Statutes number their sentences
/// so; the title of an item is none.
fn is_numbered_heading(lines: &Lines<'_>, at: usize) -> bool {
    const TITLE: usize = 3;
    let Some(rest) = number_first(lines.raw(at)) else {
        return false;
    };
    let rest = rest.trim_start();
    let stop = lines.paragraph_end(at, lines.len().min(at + TITLE + 1));
    rest.starts_with(char::is_uppercase)
        && rest.chars().filter(|c| c.is_alphabetic()).count() > 3
        && (at == 0 || lines.is_blank(at - 1) || lines.line(at).heading > 0)
        && stop <= at + TITLE
        && !is_closed(lines.raw(stop - 1))
        && !lines.raw(stop - 1).ends_with(',')
}

/// The number of an item: its figures beside the sign.
fn figures(raw: &str) -> Option<&str> {
    let (before, behind) = raw.split_once('§')?;
    let behind = behind.trim_start();
    let after = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let before = before.trim_end();
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let found = match behind.len() > after.len() {
        true => &behind[..behind.len() - after.len()],
        false => &before[head.len()..],
    };
    (!found.is_empty()).then_some(found)
}

/// What follows the number of "34 § …".
fn number_first(raw: &str) -> Option<&str> {
    let raw = raw.trim_start_matches(['*', '#', ' ']);
    let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = raw.len() - rest.len();
    let rest = rest.trim_start().strip_prefix('§')?;
    ((1..=4).contains(&digits) && rest.starts_with([' ', '\t', '\u{a0}'])).then_some(rest)
}

fn is_sign_first(lines: &Lines<'_>, at: usize) -> bool {
    number(lines.raw(at)).is_some()
        && !continues(number(lines.raw(at)).unwrap_or(""))
        && !is_mention(number(lines.raw(at)).unwrap_or(""))
        && !lines.raw(at).ends_with(',')
        && !lines.raw(at).contains("....")
        && !numbers_another(number(lines.raw(at)).unwrap_or(""))
        && !is_paragraph_list(lines.raw(at))
}

/// What follows the number of "§ 12", "§12", "Ks § 12"; `None` for other
/// lines.
pub(super) fn number(raw: &str) -> Option<&str> {
    let raw = raw.trim_start_matches('*');
    let (before, after) = raw.split_once('§')?;
    // "KS § 41", "Almviks nämnd § 41".
    let label = before.trim();
    let short = before.len() <= 8 && label.chars().all(char::is_alphabetic);
    let words = label
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    let named = || raw.len() < 60 && words && bodies::name(label).is_some();
    let registry = (short || named())
        && !before.starts_with(char::is_lowercase)
        && !lower(before).starts_with("bilaga");
    let after = after.trim_start();
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    (registry && rest.len() < after.len()).then_some(rest)
}

/// "Ks § 61 (forts.)": the same item on another page.
fn continues(rest: &str) -> bool {
    lower(rest)
        .trim_start_matches([' ', '(', '.'])
        .starts_with("forts")
}

/// "§ 131, och ställt sig bakom": another item, in running text.
fn is_mention(rest: &str) -> bool {
    rest.trim_start().starts_with([',', ';', ')']) || rest.trim_start().starts_with("och ")
}

/// "Au § 28/2024" alone: an earlier item that is referred to.
fn numbers_another(rest: &str) -> bool {
    let year = rest
        .strip_prefix('/')
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    year.is_some_and(|rest| rest.trim().is_empty())
}

/// More than a number and its label.
fn has_words(own: &str) -> bool {
    let label = |word: &str| {
        let low = lower(word);
        let low = low.trim_end_matches([':', '.']);
        labels()
            .own
            .iter()
            .any(|label| low.starts_with(label.as_str()))
    };
    own.split_whitespace()
        // "RS-REG31-0391" is a number.
        .filter(|word| !word.contains(|c: char| c.is_ascii_digit()))
        .any(|word| !label(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 3)
}

/// "§§ 8–10" in a head, "§ 3 kommunallagen" in running text.
pub(super) fn is_paragraph_list(raw: &str) -> bool {
    let low = lower(raw);
    low.contains("lagen") && !low.contains("**") || low.contains("kap.")
}

/// The item's heading: the rest of the "§" line and the lines below it up to
/// a blank one; if the line holds only numbers, the heading right above or
/// the first words below.
pub(super) fn title(lines: &Lines<'_>, start: usize, end: usize) -> String {
    let first = lines.words(start);
    if number(&first).is_none()
        && let Some((_, words)) = counted_heading(lines, start)
    {
        return words.to_owned();
    }
    let own = number_first(&first)
        .or_else(|| number(&first))
        .unwrap_or("")
        .replace("&nbsp;", " ");
    let own = own
        .trim_start_matches('*')
        .trim_start_matches(['.', ':', ' ', ','])
        .trim();
    let stop = title_end(lines, start, end);
    if has_words(own) {
        let mut title = own.to_owned();
        push_words(&mut title, &lines.joined(start + 1, stop));
        return title.trim().to_owned();
    }
    let above = lines
        .previous_words(start, start.saturating_sub(3))
        .filter(|&at| lines.line(at).heading > 0 || lines.line(at).bold);
    if let Some(above) = above {
        return lines.words(above).into_owned();
    }
    if number(&first).is_none() {
        // Minutes without "§": the first line that names the referral.
        let named = (start..end.min(start + 60))
            .find(|&at| names_consultation(&lines.words(at)) && lines.starts_paragraph(at));
        return named
            .map(|at| lines.joined(at, title_end(lines, at, end)))
            .unwrap_or_default();
    }
    let mut below = lines.next_words(start + 1, end);
    let numbers = |at: usize| {
        number(lines.raw(at)).is_some_and(|rest| !has_words(rest))
            || is_case(lines.raw(at)) && !has_words(lines.raw(at))
    };
    while let Some(at) = below.filter(|&at| at < start + 4 && numbers(at)) {
        below = lines.next_words(at + 1, end);
    }
    below
        .map(|next| lines.joined(next, title_end(lines, next, end)))
        .unwrap_or_default()
}

/// "Dnr 2028:219", "Diarienr: KS 2028/201": the number of the case.
fn is_case(raw: &str) -> bool {
    raw.starts_with("Dnr") || raw.starts_with("Diarie") || raw.starts_with("Ärendenr")
}

/// A title ends at a blank line, a case number or the first heading.
pub(super) fn title_end(lines: &Lines<'_>, from: usize, end: usize) -> usize {
    let stop = lines.paragraph_end(from, end.min(from + 5));
    let heads = |words: &str| !lexicon().roles(words).is_empty() || is_decision_heading(words);
    (from + 1..stop)
        .find(|&at| is_case(lines.raw(at)) || heads(&lines.words(at)))
        .unwrap_or(stop)
}

/// The heading says so, or the first lines under it do.
pub(super) fn is_consultation(lines: &Lines<'_>, start: usize, end: usize, title: &str) -> bool {
    if names_consultation(title) || opens_as_answer(title) {
        return true;
    }
    let answers = &lexicon().cues.phrases.answers;
    let low = lower(&lines.joined(start, end.min(start + 40)));
    answers.iter().any(|words| low.contains(words.as_str()))
}

/// The title of an answer or a referral: "Svar på remiss …", "Samrådsremiss: …".
fn names_consultation(title: &str) -> bool {
    let low = lower(title);
    let first = low.split_whitespace().next().unwrap_or("");
    let first = first.trim_end_matches([':', ',', '.']);
    lexicon().opens_consultation(first) || lexicon().is_consultation(title)
}

/// "Remiss: …", "Synpunkter på …": the words that open the title of an answer
/// or of a referral.
fn opens_as_answer(title: &str) -> bool {
    let low = lower(title);
    let low = low.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '§' | '.' | ' '));
    let mut titles = signs().kind.iter().filter(|sign| {
        sign.weight > 0.0
            && matches!(
                sign.id.as_str(),
                "title of an answer" | "title of a referral"
            )
    });
    titles.any(|sign| sign.meets(low))
}

/// "fört vid … sammanträde", a decision's subject, else the body named most.
pub(super) fn board(lines: &Lines<'_>, from: usize, to: usize, head_end: usize) -> Speaker {
    let named = |words: &str| {
        lexicon()
            .respondent_at_start(words)
            .map(|(mut found, end)| {
                found.name = bodies::uncapitalised(&found.name);
                Speaker::new(found, &words[..end])
            })
    };
    // The municipality above its board is not who meets.
    let mut whole = None;
    for at in from..head_end.max((from + 20).min(to)) {
        let words = lines.words(at);
        for lead in &lexicon().cues.phrases.board_leads {
            if let Some(rest) = words.strip_prefix(lead.as_str())
                && let Some(speaker) = named(rest)
            {
                return speaker;
            }
        }
        // "Almviks nämnd          Protokollsutdrag": the name is a cell.
        let row = apart(lines.cells(at).to_vec());
        let beside = |cell: &Cell| {
            let kinds = ["protokoll", "sammanträde", "utdrag", "sid"];
            kinds.iter().any(|kind| cell.low.starts_with(kind)) || is_page_of_pages(&cell.low)
        };
        let own = match &row[..] {
            [name, more @ ..] if more.iter().all(beside) => name.text.as_str(),
            _ => words.as_ref(),
        };
        let own_name = |speaker: &Speaker| {
            names_itself(own, speaker) && !lexicon().is_consultation(&speaker.spelling)
        };
        if let Some(speaker) = named(own).filter(own_name) {
            let kind = bodies::name(&speaker.spelling).and_then(|name| name.kind);
            if !matches!(kind.as_deref(), Some("kommun" | "region")) {
                return speaker;
            }
            whole = whole.or(Some(speaker));
        }
    }
    if let Some(speaker) = whole {
        return speaker;
    }
    (from..to)
        .map(|at| lines.words(at))
        .map(|words| {
            words
                .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '))
                .to_owned()
        })
        .filter(|words| {
            [
                "beslut",
                "godkänn",
                "överlämn",
                "hänvis",
                "beslöt",
                "anser",
                "svara",
            ]
            .iter()
            .any(|verb| words.contains(verb))
        })
        .find_map(|words| named(&words))
        .unwrap_or_default()
}

/// The line of a head is the body's name and at most a date or number.
pub(super) fn names_itself(words: &str, speaker: &Speaker) -> bool {
    let sure = speaker
        .resolved
        .as_ref()
        .is_some_and(|resolved| !resolved.guessed);
    let rest = words.strip_prefix(&speaker.spelling).unwrap_or(words);
    let label = rest.trim_start_matches([' ', ',', '–', '-', '|']);
    sure && words.len() < 80
        && (label.is_empty()
            || label.chars().any(|c| c.is_ascii_digit())
            || lower(label).starts_with("sammanträde"))
}

/// A date in the head: of the meeting, not of the approval.
pub(super) fn meeting_date(lines: &Lines<'_>, at: usize) -> Option<String> {
    let words = lower(&lines.words(at));
    if words.contains("juster") || words.contains("anslag") {
        return None;
    }
    // The year may stand on the next line.
    let with_next = || lower(&lines.joined(at, lines.paragraph_end(at, at + 2)));
    let day = find_date(&words)?;
    day.iso().or_else(|| find_date(&with_next())?.iso())
}

/// "Beslut", "Trafiknämndens beslut".
pub(super) fn is_decision_heading(words: &str) -> bool {
    let body = words
        .strip_suffix(" beslut")
        .and_then(|body| lexicon().known(body));
    // "Direktionens beslut", "Samhällsutskottets beslut".
    let owner = words.strip_suffix(" beslut").is_some_and(|owner| {
        owner.ends_with('s')
            && owner.starts_with(char::is_uppercase)
            && owner.split_whitespace().count() <= 4
    });
    body.is_some() || owner || lexicon().has_role(words, "decision")
}

/// "Justerandes sign", "Utdragsbestyrkande": the foot of every page of minutes.
pub(super) fn is_foot(words: &str) -> bool {
    let low = lower(words);
    low.starts_with("justerandes sign") || low.starts_with("utdragsbestyrk")
}
