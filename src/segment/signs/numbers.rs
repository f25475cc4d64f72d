//! The numbers of a paper: of a series (SOU, Ds), of a registry, and whose
//! each is: the sender's or the respondent's own.
//!
//! Tells what looks like a number from what is one (a date, a law, a phone).

use super::bodies;
use super::sheet::Sheet;
use crate::lexicon::{labels, signs};
use crate::line::Cell;
use crate::text::lower;
use std::borrow::Cow;

/// Who a number belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The number of the referral.
    Theirs,
    /// The respondent's own.
    Own,
    /// Nothing tells.
    Unknown,
}

impl Whose {
    /// In words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Whose::Theirs => "the referral's",
            Whose::Own => "the respondent's own",
            Whose::Unknown => "nothing tells whose",
        }
    }
}

/// A number that a paper prints.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) text: String,
    pub(crate) whose: Whose,
    /// A number of a series of reports.
    pub(crate) series: bool,
    pub(crate) line: usize,
    pub(crate) weight: f32,
}

/// Every number in a text, with the byte where it starts.
pub(crate) fn find(text: &str) -> Vec<(usize, Number)> {
    let found = crate::numbers::numbers(text).into_iter();
    let statute = |printed: &str| {
        let letters: String = printed.chars().take_while(|c| c.is_alphabetic()).collect();
        letters.ends_with("FS") && (letters.len() > 3 || printed.contains(':'))
    };
    // "Almvik 2025–2030": the years that a programme is for.
    let years = |one: &crate::numbers::Numbered| {
        let printed = &text[one.range.clone()];
        (1900..2100).contains(&one.number.serial) && !printed.contains(['/', ':', '.'])
    };
    found
        .filter(|one| !statute(&text[one.range.clone()]) && !years(one))
        .map(|mut one| {
            one.range.start = start_of_word(text, one.range.start);
            let printed = tidy(&text[one.range.clone()]);
            let series = one.number.is_public();
            // "Dnr 2025/00027": the label was taken for letters.
            let label = printed.split_once(' ').filter(|(label, rest)| {
                let known = super::sheet::is_label(&label.to_lowercase());
                (known || crate::numbers::is_label(label))
                    && rest.starts_with(|c: char| c.is_ascii_digit())
            });
            let before = text[..one.range.start].to_lowercase();
            let (whose, printed) = match label {
                Some((label, rest)) if !series => (
                    told(&format!("{before} {} ", label.to_lowercase())),
                    rest.to_owned(),
                ),
                _ => (told(&before), printed.clone()),
            };
            let number = Number {
                text: if series { one.number.normal() } else { printed },
                whose: match whose {
                    _ if series => Whose::Theirs,
                    Whose::Unknown if is_ministry(&text[one.range.clone()], false) => Whose::Theirs,
                    Whose::Own if is_ministry(&text[one.range.clone()], true) => Whose::Theirs,
                    whose => whose,
                },
                series,
                line: 0,
                weight: 0.0,
            };
            (one.range.start, number)
        })
        .collect()
}

/// "A412.883/2031": what is glued to the front of a number is part of it.
fn start_of_word(text: &str, at: usize) -> usize {
    let before = &text[..at];
    let glued = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let start = before.trim_end_matches(glued).len();
    let opens = text[start..].starts_with(|c: char| c.is_ascii_alphanumeric());
    match opens && before[start..].contains(|c: char| c.is_ascii_digit()) {
        true => start,
        false => at,
    }
}

/// The words are a number and no more.
pub(crate) fn is_number(words: &str) -> bool {
    const ROUND: usize = 2;
    let found = find(words);
    found
        .first()
        .is_some_and(|(at, number)| *at == 0 && number.text.len() + ROUND >= words.len())
}

/// "KS 2024/56" from "KS 2024/ 56".
fn tidy(printed: &str) -> String {
    let mut tidy = String::new();
    for c in printed.trim().chars() {
        if matches!(c, '/' | ':') {
            tidy.truncate(tidy.trim_end().len());
        }
        if c.is_whitespace() && tidy.ends_with(['/', ':', ' ']) {
            continue;
        }
        tidy.push(if c.is_whitespace() { ' ' } else { c });
    }
    tidy
}

/// Whose number it is by the words right before it.
fn told(before: &str) -> Whose {
    const NEAR: usize = 34;
    let from = before.len().saturating_sub(NEAR);
    let from = (from..=before.len())
        .find(|&at| before.is_char_boundary(at))
        .unwrap_or(before.len());
    let near = before[from..].rsplit(['(', ';', '\n']).next().unwrap_or("");
    // "Dnr" within "Ert dnr": theirs first. The word must be a label, not prose.
    let near = near.trim();
    let near = if near.is_empty() {
        before[from..].trim_end_matches(['(', ' ', '.'])
    } else {
        near
    };
    let words: Vec<&str> = near.split_whitespace().collect();
    let tail = words[words.len().saturating_sub(3)..].join(" ");
    let holds = |words: &[String]| words.iter().any(|word| stands_in(&tail, word));
    // "Ei:s ärendenummer": it says whose.
    let owned = words.iter().rev().take(3).any(|word| word.ends_with(":s"));
    if holds(&labels().theirs) || owned || tail.starts_with("ref") {
        Whose::Theirs
    } else if holds(&labels().own) {
        Whose::Own
    } else {
        Whose::Unknown
    }
}

/// The label stands in the words: whole, or as the start of a longer one.
fn stands_in(text: &str, word: &str) -> bool {
    const WHOLE: usize = 4;
    const OWNER: usize = 9;
    text.match_indices(word).any(|(at, _)| {
        // "stadsledningskontorets dnr": the owner's name may stand before it.
        let starts = !text[..at].ends_with(char::is_alphanumeric) || word.len() > OWNER;
        let whole = !text[at + word.len()..].starts_with(char::is_alphanumeric);
        starts && (whole || word.len() > WHOLE)
    })
}

/// The registry of a ministry gave it.
pub(crate) fn is_of_ministry(number: &str) -> bool {
    is_ministry(number, false)
}

/// Letters (for `sure`, a ministry's), a year, a slash and a serial of four or
/// five figures. Other registries have the same letters, but only ministries
/// glue them to the year or fill up the serial: a label gives way to that alone.
fn is_ministry(printed: &str, sure: bool) -> bool {
    let letters: String = printed.chars().take_while(|c| c.is_alphabetic()).collect();
    let rest = &printed[letters.len()..];
    let mut parts = rest.split('/');
    let (year, serial) = (
        parts.next().unwrap_or("").trim(),
        parts.next().unwrap_or("").trim(),
    );
    let glued = rest.starts_with(|c: char| c.is_ascii_digit());
    // "Sj2031/2590/E": the unit behind the serial is a ministry's way.
    let unit = parts
        .next()
        .is_some_and(|unit| (1..=4).contains(&unit.len()) && unit.chars().all(char::is_uppercase));
    (signs().ministries.contains(&letters) && (!sure || glued || serial.len() == 5)
        || (!sure || unit) && glued && (1..=3).contains(&letters.chars().count()))
        && year.len() == 4
        && year.starts_with("20")
        && (4..=5).contains(&serial.len())
}

/// The numbers of the head, each with whom it belongs to and how surely.
pub(crate) fn of_head(sheet: &Sheet<'_>) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    for (at, cell) in sheet.head.iter().enumerate() {
        let label = sheet.label(&sheet.head, at).map(told);
        let text = with_letters_above(sheet, at);
        for (place, mut number) in find(&text) {
            number.line = cell.line;
            if !number.series
                && let Some(whose @ (Whose::Theirs | Whose::Own)) = label
                && told(&lower(&text[..place])) == Whose::Unknown
            {
                number.whose = whose;
            }
            if number.whose == Whose::Own && stands_below_another(sheet, at) {
                number.whose = Whose::Theirs;
            }
            number.weight = weight(&number, cell);
            numbers.push(number);
        }
        bare_under_label(sheet, at, &mut numbers);
    }
    numbers
}

/// "… (dnr KS⏎2031/411)": a number whose letters the line above ends in.
fn with_letters_above<'s>(sheet: &'s Sheet<'_>, at: usize) -> Cow<'s, str> {
    const LETTERS: usize = 6;
    let cell = &sheet.head[at];
    let above = at.checked_sub(1).map(|above| &sheet.head[above]);
    let above = above.filter(|above| above.line + 1 == cell.line && above.of == 1);
    let goes_on = cell.nth == 0 && cell.text.starts_with(|c: char| c.is_ascii_digit());
    let Some(above) = above.filter(|_| goes_on) else {
        return Cow::Borrowed(&cell.text);
    };
    let mut words = above.text.rsplit(' ');
    let letters = words.next().unwrap_or("").trim_start_matches('(');
    let plain = letters.len() <= LETTERS && letters.chars().all(char::is_alphabetic);
    // A word alone on its line is no end of one.
    let Some(before) = words.next() else {
        return Cow::Borrowed(&cell.text);
    };
    match plain && letters.starts_with(char::is_uppercase) {
        true => Cow::Owned(format!("{before} {letters} {}", cell.text)),
        false => Cow::Borrowed(&cell.text),
    }
}

/// "Dnr 117-2031" right below the authority that is written to, whose name
/// stands below that of the sender.
fn stands_below_another(sheet: &Sheet<'_>, at: usize) -> bool {
    /// So far apart two lines of one column may begin.
    const COLUMN: usize = 8;
    let cell = &sheet.head[at];
    let is_body = |cell: &Cell, of: &[&str]| {
        bodies::name(&cell.text)
            .is_some_and(|name| name.kind.as_deref().is_some_and(|kind| of.contains(&kind)))
    };
    let Some(above) = at.checked_sub(1).map(|above| &sheet.head[above]) else {
        return false;
    };
    let plain = ["dnr", "diarienummer", "diarienr"];
    let others = ["kommun", "region", "domstol", "larosate", "lansstyrelse"];
    above.line + 1 == cell.line
        && above.column.abs_diff(cell.column) <= COLUMN
        && plain.iter().any(|label| cell.low.starts_with(label))
        && is_body(above, &["myndighet", "departement"])
        && sheet.head[..at - 1]
            .iter()
            .any(|cell| is_body(cell, &others))
}

/// "RV260731": the registry's letters, then figures.
fn opens_with_registry(number: &str) -> bool {
    let figures = number.trim_start_matches(char::is_uppercase);
    (2..=4).contains(&(number.len() - figures.len()))
        && figures.len() >= 5
        && figures.bytes().all(|byte| byte.is_ascii_digit())
}

/// "0611/21", "2023/0199" under "Diarienummer": figures that only the label
/// makes a number.
fn bare_under_label(sheet: &Sheet<'_>, at: usize, numbers: &mut Vec<Number>) {
    let cell = &sheet.head[at];
    // "Ärendenr XYZ2022/00931": a label in the cell, one word behind it.
    if let Some((label, number)) = cell.text.rsplit_once(' ')
        && number.chars().filter(char::is_ascii_digit).count() >= 5
        && (number.contains(['/', '-', ':']) || opens_with_registry(number))
        && cell.text.len() < 40
        && super::sheet::is_label(&lower(label))
        && find(&cell.text).is_empty()
        && super::dates::find(&cell.text).next().is_none()
    {
        numbers.push(Number {
            text: number.to_owned(),
            whose: told(&lower(label)),
            series: false,
            line: cell.line,
            weight: 2.5,
        });
        return;
    }
    let figures = cell.text.chars().filter(char::is_ascii_digit).count();
    if !(cell.text.len() <= 24 && figures >= 4 && is_of_registry(&cell.text))
        || numbers
            .iter()
            .any(|number| number.line == cell.line && cell.text.contains(&number.text))
    {
        return;
    }
    let whose = sheet.label(&sheet.head, at).map_or(Whose::Unknown, told);
    let dated = super::dates::find(&cell.text).next().is_some();
    if whose != Whose::Unknown && !dated && cell.text.contains(['/', '-', ':', '.']) {
        numbers.push(Number {
            text: cell.text.clone(),
            whose,
            series: false,
            line: cell.line,
            weight: 2.0,
        });
    }
}

/// "8-4417206", "R 88-2031", "SLU ua 2031.2.6-3391": one word with figures,
/// behind at most two short ones of letters.
fn is_of_registry(text: &str) -> bool {
    const LETTERS: usize = 2;
    const SHORT: usize = 4;
    let (letters, figures) = match text.rsplit_once(' ') {
        Some((letters, figures)) => (letters, figures),
        None => ("", text),
    };
    let mut words = letters.split(' ').filter(|word| !word.is_empty());
    let short = |word: &str| word.len() <= SHORT && word.chars().all(char::is_alphabetic);
    words.clone().count() <= LETTERS
        && words.all(short)
        && figures.contains(|c: char| c.is_ascii_digit())
}

fn weight(number: &Number, cell: &Cell) -> f32 {
    let told: f32 = match number.whose {
        Whose::Unknown => 0.5,
        _ => 2.0,
    };
    told + if cell.text.len() < 60 { 0.5 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, Whose)> {
        find(text)
            .into_iter()
            .map(|(_, n)| (n.text, n.whose))
            .collect()
    }

    #[test]
    fn numbers_of_registries_and_series() {
        use Whose::{Own, Theirs, Unknown};
        for (text, number, whose) in [
            ("Hamnar för alla (SOU 2031: 6)", "SOU 2031:6", Theirs),
            ("Ert dnr Sb2022/01946", "Sb2022/01946", Theirs),
            (
                "(Departementets dnr N2015 /4841/TIF)",
                "N2015/4841/TIF",
                Theirs,
            ),
            ("Diarienr RS 2022-2204", "RS 2022-2204", Own),
            ("Dnr MU-JUR 2022/377", "MU-JUR 2022/377", Own),
            ("KS/2022:311", "KS/2022:311", Unknown),
            ("Diarienummer 0611/21", "0611/21", Own),
            ("TVX 2022/412", "TVX 2022/412", Unknown),
            ("Vår ref. SJI 2022-3114", "SJI 2022-3114", Own),
            ("(ert dnr 2023/418)", "2023/418", Theirs),
            ("dnr 4.1-22310/2023", "4.1-22310/2023", Own),
            ("Dnr EVA-2022-88", "EVA-2022-88", Own),
            ("KS 2022.1187", "KS 2022.1187", Unknown),
            ("Diarienr A412.883/2031", "A412.883/2031", Own),
        ] {
            assert_eq!(texts(text), [(number.to_owned(), whose)], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one() {
        for text in [
            "Datum 2022-12-06",
            "åren 2013-2018",
            "lagen (2010:900)",
            "prop. 2020/21:214",
            "kl. 17.20",
            "Telefon 0176-555 100",
            "STVFS 2024:2",
            "1:500",
            "2 (6)",
            "Org.nr 556099-1188",
            "skala 1:1000",
        ] {
            assert_eq!(texts(text), [], "{text}");
        }
    }
}
