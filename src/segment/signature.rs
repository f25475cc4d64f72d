//! The block of names below a text: who signed it, what they are, where and
//! when; none of it is the text's.

use super::extent::{SHORT, is_address, paragraph_end};
use super::signs::sheet::is_label;
use super::signs::{bodies, dates, names, numbers};
use crate::layout::Layout;
use crate::lexicon::{labels, lexicon};
use crate::line::{Cell, Lines};
use crate::prose::is_closed;
use crate::text::lower;

/// One past the last line of a text that ends before line `to`: names, titles,
/// addresses below it are none of it.
pub(crate) fn unsigned(lines: &Lines<'_>, layout: &Layout, text: usize, to: usize) -> usize {
    let (mut last, mut at, mut beside) = (to, to, 0);
    while let Some(before) = lines.previous_words(at, text + 1) {
        at = before;
        if layout.is_furniture(at) || is_signature(lines, at, text) {
            (last, beside) = (at, 0);
        } else if beside < BESIDE && is_beside(lines, at, text) {
            beside += 1;
        } else {
            break;
        }
    }
    // "Kontakt": a heading with nothing left below it.
    let heading = |at: &usize| last < to && lines.line(*at).heading > 0;
    let above = lines.previous_words(last, text + 1).filter(heading);
    above.unwrap_or(last)
}

/// Lines in a block of names that say nothing by themselves, as titles that no list
/// holds: as many follow one another at most.
const BESIDE: usize = 4;

/// A line that may stand in a block of names: it says nothing in a sentence.
fn is_beside(lines: &Lines<'_>, at: usize, text: usize) -> bool {
    const OPEN: usize = 68;
    let words = lines.words(at);
    let goes_on = |above: usize| {
        let words = lines.raw(above);
        words.len() > OPEN && !is_closed(words) && !is_signature(lines, above, text)
    };
    let alone = at == 0 || !goes_on(at - 1);
    // "5.2    Kajplatser    Avstyrks": a row of a table says something.
    let numbered = |cell: &Cell| {
        let first = cell.text.split(' ').next().unwrap_or("");
        let figures = first.chars().all(|c| c.is_ascii_digit() || c == '.');
        figures && (first.len() <= 2 || first.contains('.'))
    };
    let row = lines.cells(at);
    let table = row.len() > 1 && row.iter().any(numbered);
    alone && !table && words.len() < SHORT * 2 && !is_closed(&words) && !lines.line(at).bullet
}

/// "[Remissvar (pdf 212 kB)](/svar.pdf)", "Nämndens diarienummer: 7/2031": what
/// stands there is no text.
fn is_link_or_number(words: &str, low: &str) -> bool {
    let link = words.starts_with('[') && words.contains("](") && words.ends_with(')');
    let number = low.split_once(':').is_some_and(|(label, number)| {
        let last = label.rsplit(' ').next().unwrap_or(label);
        labels().registry.iter().any(|label| label == last) && numbers::is_number(number.trim())
    });
    link || number
}

/// Who a line is signed for, as printed: "För X", "På Xs vägnar:"; in the
/// genitive or not.
pub(crate) fn signed_for(words: &str) -> Option<(String, bool)> {
    let (name, genitive) = labels().signed_for(&lower(words))?;
    Some((words.get(name)?.to_owned(), genitive))
}

/// The line stands by itself below a text and says for whom it is signed.
pub(crate) fn is_behalf(lines: &Lines<'_>, at: usize, to: usize) -> bool {
    let words = lines.words(at);
    let plain = words.len() < 80 && !words.ends_with('.') && !lower(&words).starts_with("för det ");
    let Some((name, genitive)) = signed_for(&words).filter(|_| plain) else {
        return false;
    };
    let alone = || paragraph_end(lines, at, to.min(at + 3)) == at + 1;
    words.starts_with(char::is_uppercase)
        && name.starts_with(char::is_alphabetic)
        && (genitive || alone())
}

/// A line of the block of names below a text.
fn is_signature(lines: &Lines<'_>, at: usize, text: usize) -> bool {
    let words = lines.words(at);
    let low = lower(&words);
    if words.len() > 130 && lines.cells(at).len() == 1 {
        return false;
    }
    // "… vid ett årsskifte, förslagsvis den" above "1 januari 2027.": the end of
    // a sentence.
    let above = lines.raw(at.saturating_sub(1));
    if at > text && is_closed(&words) && above.len() > SHORT && !is_closed(above) {
        return false;
    }
    if is_address(&low) && !is_closed(&words) || words.chars().all(|c| !c.is_alphanumeric()) {
        return true;
    }
    if is_link_or_number(&words, &low) {
        return true;
    }
    if lines.line(at).bullet || is_closed(&words) && words.len() > 30 {
        return is_note_mark(&words);
    }
    // A heading of the text with prose below it is none.
    let row = lines.cells(at);
    let short = row.iter().all(|cell| cell.text.len() < 50);
    let person = row.iter().any(|cell| is_person(&cell.text));
    let job = row
        .iter()
        .any(|cell| lexicon().is_job(&cell.text) || is_job_title(&cell.low));
    let body = row.iter().any(|cell| {
        let name = cell.text.split(" i ").next().unwrap_or(&cell.text);
        bodies::name(&cell.text)
            .or_else(|| bodies::name(name))
            .is_some()
            || names::is_short(&cell.text)
    });
    let dated = dates::find(&words).next().is_some() && words.len() < 50;
    let page = low.starts_with("sida ")
        || low.starts_with("sid ")
        || words.chars().filter(|c| c.is_alphabetic()).count() < 3;
    let table = row.len() > 1
        && row.iter().any(|cell| {
            cell.text.chars().filter(char::is_ascii_digit).count() * 2 > cell.text.len()
        });
    let named = person || job || body || is_below_a_person(lines, at);
    at > text && short && !table && (named || dated || page || is_label(&low))
}

/// "Riksarkivarie" right below "Karin Ek": what that person is.
fn is_below_a_person(lines: &Lines<'_>, at: usize) -> bool {
    const WORDS: usize = 4;
    let [job] = lines.cells(at) else {
        return false;
    };
    let title = job.text.split_whitespace().count() <= WORDS && !is_closed(&job.text);
    title && at > 0 && lines.cells(at - 1).iter().any(|cell| is_person(&cell.text))
}

/// "¹ Rapport 2021:14, s. 33 f.": a note at the foot.
fn is_note_mark(words: &str) -> bool {
    words.starts_with(['¹', '²', '³', '⁴'])
}

/// Two to four capitalised words, a comma and a job behind them allowed.
pub(crate) fn is_person(text: &str) -> bool {
    let name = text.split(',').next().unwrap_or(text).trim();
    let mut count = 0;
    let all = name.split_whitespace().all(|word| {
        count += 1;
        let particle = matches!(word, "von" | "af" | "de" | "van" | "der" | "al" | "la");
        particle
            || word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '’'))
    });
    let shouted = name
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    all && (2..=4).contains(&count) && !shouted && bodies::name(name).is_none()
}

/// A person, or "Greta och Sten Ringhult": persons who share a last name.
pub(crate) fn is_somebody(text: &str) -> bool {
    if is_person(text) {
        return true;
    }
    let joined = [" och ", " & "].iter().find_map(|and| text.split_once(and));
    let Some((first, last)) = joined.map(|(first, last)| (first.trim(), last.trim())) else {
        return false;
    };
    let first_name = |name: &str| {
        let mut letters = name.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
            && letters.all(|c| c.is_lowercase() || c == '-')
    };
    is_person(last)
        && !last.contains(',')
        && (first_name(first) || is_person(first))
        && bodies::name(text).is_none()
}

/// "Kommunstyrelsens ordförande", "tekniska rådet", "Stf generaldirektör".
pub(crate) fn is_job_title(low: &str) -> bool {
    let last = low
        .split(',')
        .next()
        .unwrap_or(low)
        .rsplit(' ')
        .next()
        .unwrap_or("");
    [
        "direktör",
        "chef",
        "ordförande",
        "lagman",
        "handläggare",
        "föredragande",
        "sekreterare",
        "utredare",
        "president",
        "jurist",
        "råd",
        "dekan",
        "vd",
        "strateg",
        "ansvarig",
        "kansler",
        "rektor",
        "registrator",
        "ombud",
        "samordnare",
        "planerare",
        "arkitekt",
        "ledare",
        "expert",
        "rådgivare",
        "generalsekreterare",
        "intendent",
        "direktören",
        "rådman",
        "överdirektör",
        "biskop",
        "assessor",
    ]
    .iter()
    .any(|end| last.ends_with(end))
        && low.len() < 60
}
