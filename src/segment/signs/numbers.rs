//! The numbers of a paper: of a series (SOU, Ds), of a registry, and whose
//! each is: the sender's or the respondent's own.
//!
//! Tells what looks like a number from what is one (a date, a law, a phone).

use super::sheet::{Cell, Sheet};
use regex::Regex;
use std::sync::LazyLock;

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

#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static SERIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(SOU|Ds)\s?((?:19|20)\d\d)\s?[:/]\s?(\d{1,3})\b|\b(COM|KOM)\s?\(?((?:19|20)\d\d)\)?\s?[/ ]?\s?(\d{1,4})\b").expect("pattern")
});
#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
static CASE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?x)
        (?: \b (?P<letters> [A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,6} (?: -[A-ZÅÄÖ]{2,4} )? ) (?P<glue> [\ /-]{0,2} ) )?
        (?P<figures> \d{1,5} (?: \s?[./:-]\s?\d{1,6} ){1,4} )
        (?P<suffix> /[A-ZÅÄÖ][A-Za-zÅÄÖåäö0-9]{0,4} )?").expect("pattern")
});

/// Words before a number that say whose it is, in lower case.
const THEIRS: [&str; 16] = [
    "ert ",
    "er ",
    "ert",
    "departementets",
    "dnr departementet",
    "remittentens",
    "verkets dnr",
    "kontorets diarie",
    "kontorets dnr",
    "ref:",
    "ref.",
    "remiss ",
    "remissen",
    "myndighetens dnr",
    "regeringens",
    "ärende:",
];
const OWN: [&str; 22] = [
    "diarienummer är",
    "dnr är",
    "vår ",
    "vårt ",
    "vår",
    "dnr",
    "diarienr",
    "diarienummer",
    "diarie",
    "ärendenr",
    "ärendenummer",
    "ärendebeteckning",
    "beteckning",
    "målnr",
    "dnr:",
    "ks-nummer",
    "d.nr",
    "ärende nr",
    "dokumentnummer",
    "dok.nr",
    "dnr.",
    "ärende",
];
/// Words before figures that are no number of a matter.
const OTHER: [&str; 30] = [
    "telefon",
    "tfn",
    "tel",
    "fax",
    "växel",
    "box",
    "org",
    "organisationsnr",
    "plusgiro",
    "bankgiro",
    "prop",
    "proposition",
    "dir",
    "sfs",
    "lag",
    "förordning",
    "bet",
    "rskr",
    "kl",
    "klockan",
    "isbn",
    "sida",
    "sid",
    "s",
    "skala",
    "nja",
    "rå",
    "artikel",
    "punkt",
    "kap",
];

/// Every number in a text, with the byte where it starts.
pub(crate) fn find(text: &str) -> Vec<(usize, Number)> {
    let mut found: Vec<(usize, Number)> = Vec::new();
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return found;
    }
    for series in SERIES.captures_iter(text) {
        let Some(whole) = series.get(0) else { continue };
        let part = |at: usize| series.get(at).map(|part| part.as_str());
        let name = match (part(1), part(2), part(3)) {
            (Some(name), Some(year), Some(serial)) => {
                let name = if name.eq_ignore_ascii_case("sou") {
                    "SOU"
                } else {
                    "Ds"
                };
                format!("{name} {year}:{serial}")
            }
            _ => format!("COM({}) {}", part(5).unwrap_or(""), part(6).unwrap_or("")),
        };
        found.push((whole.start(), number(name, Whose::Theirs, true)));
    }
    let taken: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
    for case in CASE.captures_iter(text) {
        let (Some(whole), Some(figures)) = (case.get(0), case.name("figures")) else {
            continue;
        };
        let inside = taken.iter().any(|&at| {
            (whole.start()..whole.end()).contains(&at)
                || at <= whole.start() && whole.start() < at + 12
        });
        let free = !text[whole.end()..].starts_with(|c: char| c.is_ascii_digit() || c == '@')
            && !text[..whole.start()].ends_with(|c: char| c.is_alphanumeric() || c == '@');
        if inside || !free {
            continue;
        }
        let letters = case.name("letters").map_or("", |letters| letters.as_str());
        let label = is_label_word(letters);
        let start = if label {
            figures.start()
        } else {
            whole.start()
        };
        let letters = if label { "" } else { letters };
        let before = text[..start].to_lowercase();
        let told = told(&before);
        if !is_case(
            letters,
            figures.as_str(),
            case.name("suffix").is_some(),
            &before,
            told != Whose::Unknown || label,
        ) {
            continue;
        }
        let mut printed = text[start..whole.end()].trim().to_owned();
        printed.retain(|c| c != '\n');
        let glued = case
            .name("glue")
            .is_none_or(|glue| glue.as_str().is_empty());
        let ministry = !label && glued && is_ministry(letters, figures.as_str());
        let mut number = number(tidy(&printed), told, false);
        if told == Whose::Unknown && ministry {
            number.whose = Whose::Theirs;
        }
        found.push((start, number));
    }
    found.sort_by_key(|(at, _)| *at);
    found
}

fn number(text: String, whose: Whose, series: bool) -> Number {
    Number {
        text,
        whose,
        series,
        line: 0,
        weight: 0.0,
    }
}

/// "KS 2024/56" from "KS 2024/ 56".
fn tidy(printed: &str) -> String {
    let mut tidy = String::new();
    for c in printed.chars() {
        if matches!(c, '/' | ':') {
            tidy.truncate(tidy.trim_end().len());
        }
        if c == ' ' && tidy.ends_with(['/', ':', ' ']) {
            continue;
        }
        tidy.push(c);
    }
    tidy
}

fn is_label_word(letters: &str) -> bool {
    let low = letters.to_lowercase();
    matches!(
        low.as_str(),
        "dnr"
            | "nr"
            | "ref"
            | "datum"
            | "diarie"
            | "ärende"
            | "sid"
            | "sida"
            | "den"
            | "mp"
            | "dag"
            | "dok"
            | "ert"
            | "vår"
            | "er"
            | "yttrand"
    )
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
    let holds = |words: &[&str]| words.iter().any(|word| stands_in(&tail, word.trim_end()));
    if holds(&THEIRS) {
        Whose::Theirs
    } else if holds(&OWN) {
        Whose::Own
    } else {
        Whose::Unknown
    }
}

/// The label stands in the words: whole, or as the start of a longer one.
fn stands_in(text: &str, word: &str) -> bool {
    const WHOLE: usize = 4;
    text.match_indices(word).any(|(at, _)| {
        let starts = !text[..at].ends_with(char::is_alphanumeric);
        let whole = !text[at + word.len()..].starts_with(char::is_alphanumeric);
        starts && (whole || word.len() > WHOLE)
    })
}

/// Letters glued to a year, a slash and a serial of four or five figures.
fn is_ministry(letters: &str, figures: &str) -> bool {
    let mut parts = figures.split('/');
    let (year, serial) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    letters.chars().count() <= 3
        && !letters.is_empty()
        && year.len() == 4
        && year.starts_with("20")
        && (3..=5).contains(&serial.trim().len())
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && (part.starts_with("19") || part.starts_with("20"))
}

/// The figures name a matter, not a day, a law, a phone or a sum.
fn is_case(letters: &str, figures: &str, suffix: bool, before: &str, labelled: bool) -> bool {
    let parts: Vec<&str> = figures
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let separators: Vec<char> = figures
        .chars()
        .filter(|c| !c.is_ascii_digit() && *c != ' ')
        .collect();
    let last_word = before
        .trim_end_matches([' ', '.', ':', '('])
        .rsplit([' ', '(', '\n'])
        .next()
        .unwrap_or("");
    if OTHER.contains(&last_word)
        || letters.ends_with("FS")
        || OTHER.contains(&letters.to_lowercase().as_str())
    {
        return false;
    }
    let day = parts.len() == 3 && is_year(parts[0]) && parts[1].len() == 2 && parts[2].len() <= 2;
    let years = parts.len() == 2 && parts.iter().all(|part| is_year(part)) && separators != ['/'];
    let law = letters.is_empty() && parts.len() == 2 && separators == [':'] && !labelled;
    let session = parts.len() >= 2
        && is_year(parts[0])
        && parts[1].len() == 2
        && separators.first() == Some(&'/')
        && parts.len() == 3
        && separators.get(1) == Some(&':');
    let clock = parts.len() == 2
        && parts.iter().all(|part| part.len() <= 2)
        && matches!(separators[..], ['.' | ':']);
    let range = parts.len() == 2 && separators == ['-'] && !parts.iter().any(|part| is_year(part));
    let months =
        parts.len() == 2 && is_year(parts[0]) && parts[1].len() <= 2 && separators == ['-'];
    if day || years || law || session || clock || range && !labelled || months && letters.is_empty()
    {
        return false;
    }
    let year = parts.iter().any(|part| is_year(part));
    let short_year = parts.len() == 2
        && separators == ['/']
        && [parts[0], parts[1]].iter().any(|part| part.len() == 2)
        && parts.iter().any(|part| part.len() >= 2);
    let big = parts.iter().map(|part| part.len()).sum::<usize>() >= 6;
    let lettered = !letters.is_empty() && letters.starts_with(char::is_uppercase);
    year && (lettered
        || labelled
        || suffix
        || big && separators.iter().any(|c| matches!(c, '/' | '-')) && before_is_open(before))
        || short_year && (labelled || lettered && letters.chars().all(char::is_uppercase))
        || lettered && parts.len() >= 2 && labelled
}

/// The number stands by itself or in brackets, not in the middle of prose.
fn before_is_open(before: &str) -> bool {
    let near = before.trim_end();
    near.is_empty()
        || near.ends_with(['(', ':', '\t', '|', ','])
        || !near.ends_with(|c: char| c.is_lowercase())
}

/// The numbers of the head, each with whom it belongs to and how surely.
pub(crate) fn of_head(sheet: &Sheet<'_>) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    for (at, cell) in sheet.head.iter().enumerate() {
        let label = sheet.label(&sheet.head, at).map(told);
        for (place, mut number) in find(&cell.text) {
            number.line = cell.line;
            if !number.series
                && let Some(whose @ (Whose::Theirs | Whose::Own)) = label
                && told(&cell.low[..place.min(cell.low.len())]) == Whose::Unknown
            {
                number.whose = whose;
            }
            number.weight = weight(&number, cell);
            numbers.push(number);
        }
        bare_under_label(sheet, at, &mut numbers);
    }
    numbers
}

/// "0611/21", "2023/0199" under "Diarienummer": figures that only the label
/// makes a number.
fn bare_under_label(sheet: &Sheet<'_>, at: usize, numbers: &mut Vec<Number>) {
    let cell = &sheet.head[at];
    let figures = cell.text.chars().filter(char::is_ascii_digit).count();
    let alone = cell.text.len() <= 24 && figures >= 4 && !cell.text.contains(' ');
    if !alone
        || numbers
            .iter()
            .any(|number| number.line == cell.line && cell.text.contains(&number.text))
    {
        return;
    }
    let whose = sheet.label(&sheet.head, at).map_or(Whose::Unknown, told);
    let dated = super::dates::find(&cell.text).next().is_some();
    if whose != Whose::Unknown && !dated && cell.text.contains(['/', '-', ':', '.']) {
        let mut number = number(cell.text.clone(), whose, false);
        number.line = cell.line;
        number.weight = 2.0;
        numbers.push(number);
    }
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
