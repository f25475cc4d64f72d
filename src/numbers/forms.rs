//! The forms of a number, as patterns, and what each makes of its parts.
//!
//! A pattern may take too much; [`super::numbers`] looks at what stands
//! around.

use super::{Number, Series, is_label};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// One way to write a number; the group `n` is the number as printed.
pub(super) struct Form {
    pub(super) pattern: Regex,
    pub(super) read: fn(&Captures<'_>, bool) -> Option<Number>,
}

pub(super) fn number(groups: &Captures<'_>, name: &str) -> Option<u32> {
    groups.name(name)?.as_str().parse().ok()
}

#[expect(clippy::expect_used, reason = "a constant pattern; every test runs it")]
pub(super) static AND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\)?(?:\s*,|\s+och|\s+samt)\s+\(?(?P<n>(?P<g1>(?:19|20)\d\d)\s?:\s?(?P<g2>\d{1,3}))\b",
    )
    .expect("pattern")
});

/// The forms, the more certain first: what one has taken no other gets.
#[expect(
    clippy::expect_used,
    reason = "constant patterns; every test runs them"
)]
pub(super) static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let form = |pattern: &str, read| Form {
        pattern: Regex::new(pattern).expect("pattern"),
        read,
    };
    vec![
        form(
            r"(?i)(?:\b|_)(?P<n>(?P<s>SOU|Ds)[.\s_-]*(?P<y>(?:19|20)\d\d)\s?[:/_\-–]\s?(?P<i>\d{1,3}))(?:\b|_)",
            |groups, _| {
                let sou = groups.name("s")?.as_str().eq_ignore_ascii_case("sou");
                let series = if sou { Series::Sou } else { Series::Ds };
                of(series, "", number(groups, "y")?, number(groups, "i")?)
            },
        ),
        form(
            r"(?i)\b(?P<n>(?:COM|KOM)\s*\((?P<y>(?:19|20)\d\d)\)\s*(?P<i>\d{1,4})\b(?:\s+(?:final|slutlig)\b)?)",
            |groups, _| of(Series::Com, "", number(groups, "y")?, number(groups, "i")?),
        ),
        // Fi2025/01064, Ju 2015/841/DOM, KS/2022:311, MU-JUR 2022/377,
        // MK KS 2025/00391 with the municipality's letters, SCN-2023-00588, KS.2025.402, MVU 2025/3190-4, KS 2027/01288-1.3.5 with the code of the plan of
        // records; fo2017-01697 in files.
        form(
            r"(?:\b|_)(?P<n>(?:[A-ZÅÄÖ]K )?(?P<l>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}(?:-[A-ZÅÄÖ]{2,6})?|[a-zåäö]{1,2})[ /.\-]{0,2}(?P<y>(?:19|20)\d\d)(?P<m>\s?[/:.\-–]\s?)(?P<i>\d{1,6})(?:-\d{1,2}(?:\.\d{1,2}){1,4}\b|-\d{1,3}\b)?(?:/(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö0-9]{0,4}))?)(?:\b|_)",
            |groups, labelled| {
                let letters = groups.name("l")?.as_str();
                // In small letters only a ministry's prefix in a file's name.
                if letters.starts_with(char::is_lowercase)
                    && groups.name("n")?.as_str().contains(' ')
                {
                    return None;
                }
                let serial = groups.name("i")?.as_str();
                let mark = groups.name("m")?.as_str().trim();
                // "Mars 2023-11" is a month; "Kap 2023.1" a section.
                if mark != "/" && mark != ":" && serial.len() < 3 && !labelled {
                    return None;
                }
                case(letters, number(groups, "y")?, number(groups, "i")?)
            },
        ),
        // 2017KSM0604, 2017/KS 0001 001
        form(
            r"\b(?P<n>(?P<y>(?:19|20)\d\d)/?(?P<l>[A-ZÅÄÖ]{2,5})[ -]?(?P<i>\d{3,5}))\b",
            |groups, _| {
                let letters = groups.name("l")?.as_str();
                case(letters, number(groups, "y")?, number(groups, "i")?)
            },
        ),
        // RA 22-2026/08812: the class of the records behind the letters
        form(
            r"\b(?P<n>(?P<l>[A-ZÅÄÖ]{2,4}) ?\d{1,3}(?:\.\d{1,2}){0,3}-(?P<y>(?:19|20)\d\d)/(?P<i>\d{2,6}))\b",
            |groups, _| {
                let letters = groups.name("l")?.as_str();
                case(letters, number(groups, "y")?, number(groups, "i")?)
            },
        ),
        // 3.4.2-6210/2022, 501-48812-2022, 1.1/2488/2021, 105-10233-2025
        form(
            r"\b(?P<n>(?P<l>\d{1,3}(?:\.\d{1,3}){0,4})[\-/](?P<i>\d{3,6})[/\-](?P<y>(?:19|20)\d\d))\b",
            |groups, _| {
                let letters = groups.name("l")?.as_str();
                of(
                    Series::Case,
                    letters,
                    number(groups, "y")?,
                    number(groups, "i")?,
                )
            },
        ),
        // FS 1.5-1207-26 behind "Dnr"
        form(
            r"\b(?P<n>(?:[A-ZÅÄÖ]{2,4} )?(?P<l>\d{1,2}(?:\.\d{1,2}){1,4})-(?P<i>\d{3,6})-(?P<y>\d\d))\b",
            |groups, labelled| {
                let letters = groups.name("l")?.as_str();
                let year = short_year(number(groups, "y")?);
                labelled.then_some(())?;
                of(Series::Case, letters, year, number(groups, "i")?)
            },
        ),
        // Ks 367/2024
        form(
            r"\b(?P<n>(?P<l>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5})[ \-](?P<i>\d{1,6})/(?P<y>(?:19|20)\d\d))\b",
            |groups, _| {
                let letters = groups.name("l")?.as_str();
                case(letters, number(groups, "y")?, number(groups, "i")?)
            },
        ),
        // LD13/03336, KS 23/556, FY-05012-31
        form(
            r"\b(?P<n>(?P<l>[A-ZÅÄÖ]{2,6}) ?(?P<y>\d\d)/(?P<i>\d{2,6}))\b",
            |groups, _| of_short_year(groups),
        ),
        form(
            r"\b(?P<n>(?P<l>[A-ZÅÄÖ]{2,5})-(?P<i>\d{3,6})-(?P<y>\d\d))\b",
            |groups, _| of_short_year(groups),
        ),
        // LMV 04127-2026, RT-KUN 26-044; KK25-312 and KFN 26-74 behind "Dnr"
        form(
            r"\b(?P<n>(?P<l>[A-ZÅÄÖ]{2,6}(?:-[A-ZÅÄÖ]{2,6})?)[ /\-](?P<i>\d{3,6})[\-–](?P<y>(?:19|20)\d\d))\b",
            |groups, _| {
                let letters = groups.name("l")?.as_str();
                case(letters, number(groups, "y")?, number(groups, "i")?)
            },
        ),
        form(
            r"\b(?P<n>(?P<l>[A-ZÅÄÖ]{2,6}(?:-[A-ZÅÄÖ]{2,6})?) ?(?P<y>\d\d)[\-.](?P<i>\d{2,6}))\b",
            |groups, labelled| {
                let serial = groups.name("i")?.as_str();
                let known = labelled || serial.len() > 2 && serial.starts_with('0');
                labelled_short_year(groups, known)
            },
        ),
        // 26RGK1455, and 26RS14 behind "Dnr"
        form(
            r"\b(?P<n>(?P<y>\d\d)(?P<l>[A-ZÅÄÖ]{2,5})(?P<i>\d{2,6}))\b",
            |groups, labelled| {
                const SURE: usize = 4;
                let long = groups.name("i")?.as_str().len() >= SURE;
                labelled_short_year(groups, labelled || long)
            },
        ),
        // RS260912: the executive boards of regions and municipalities need no label
        form(
            r"\b(?P<n>(?P<l>[A-ZÅÄÖ]{2,4})(?P<y>\d\d)(?P<i>\d{4}))\b",
            |groups, labelled| {
                let executive = matches!(groups.name("l")?.as_str(), "RS" | "KS");
                labelled_short_year(groups, labelled || executive)
            },
        ),
        // AV-26-31, R 58/26 behind "Dnr"
        form(
            r"\b(?P<n>(?P<l>[A-ZÅÄÖ]{2,5})-(?P<y>\d\d)-(?P<i>\d{1,4}))\b",
            labelled_short_year,
        ),
        form(
            r"\b(?P<n>(?P<l>[A-ZÅÄÖ]{1,5}) (?P<i>\d{1,4})/(?P<y>\d\d))\b",
            |groups, labelled| {
                let serial = groups.name("i")?.as_str();
                let zero = serial.len() > 2 && serial.starts_with('0');
                labelled_short_year(groups, labelled || zero)
            },
        ),
        // 2023/418, 2024-0417, 2019/000213
        form(
            r"\b(?P<n>(?P<y>(?:19|20)\d\d)(?P<m>[/\-:])(?P<i>\d{2,6}))(?:-\d{1,3})?\b",
            |groups, labelled| {
                let serial = groups.name("i")?.as_str();
                let year =
                    number(groups, "i").filter(|i| serial.len() == 4 && (1900..2100).contains(i));
                let bare = year.is_none() && serial.len() >= 3 && groups.name("m")?.as_str() != ":";
                (bare || labelled).then_some(())?;
                of(Series::Case, "", number(groups, "y")?, number(groups, "i")?)
            },
        ),
        // 367/2024, 0611/21, 1874-2025 behind "Dnr"
        form(
            r"\b(?P<n>(?P<i>\d{3,6})-(?P<y>(?:19|20)\d\d))\b",
            |groups, labelled| {
                let known = labelled || groups.name("i")?.as_str().starts_with('0');
                known.then_some(())?;
                of(Series::Case, "", number(groups, "y")?, number(groups, "i")?)
            },
        ),
        form(
            r"\b(?P<n>(?P<i>\d{3,6})/(?P<y>(?:19|20)\d\d|\d\d))\b",
            |groups, labelled| {
                let zero = groups.name("i")?.as_str().starts_with('0');
                let long = groups.name("y")?.as_str().len() == 4;
                (long || labelled || zero).then_some(())?;
                of(
                    Series::Case,
                    "",
                    short_year(number(groups, "y")?),
                    number(groups, "i")?,
                )
            },
        ),
    ]
});

/// A case number whose year has two figures.
fn of_short_year(groups: &Captures<'_>) -> Option<Number> {
    case(
        groups.name("l")?.as_str(),
        short_year(number(groups, "y")?),
        number(groups, "i")?,
    )
}

/// The same where only a label, or what stands for one, makes it a number.
fn labelled_short_year(groups: &Captures<'_>, labelled: bool) -> Option<Number> {
    labelled.then(|| of_short_year(groups)).flatten()
}

fn short_year(year: u32) -> u32 {
    match year {
        0..=69 => 2000 + year,
        70..=99 => 1900 + year,
        year => year,
    }
}

fn of(series: Series, letters: &str, year: u32, serial: u32) -> Option<Number> {
    Some(Number {
        series,
        letters: letters.to_owned(),
        year,
        serial,
    })
}

/// A case number with letters: a label is no registry, an act no case.
fn case(letters: &str, year: u32, serial: u32) -> Option<Number> {
    let low = letters.to_lowercase();
    if ACTS.contains(&low.as_str()) {
        return None;
    }
    let letters = if is_label(&low) {
        String::new()
    } else {
        // Names of files lose dots and rings: "fo2017-01697" is Fö.
        let plain = low.chars().filter(|c| c.is_alphabetic()).map(|c| match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            c => c,
        });
        plain.flat_map(char::to_uppercase).collect()
    };
    of(Series::Case, &letters, year, serial)
}

/// Words before figures that make them an act, a page, an address.
pub(super) const ACTS: [&str; 31] = [
    "sfs", "prop", "skr", "bet", "dir", "lag", "lagen", "eu", "eg", "eeg", "euratom", "rskr",
    "mot", "iso", "isbn", "issn", "box", "sid", "sida", "kap", "tel", "tfn", "fax", "rev", "ver",
    "nja", "hfd", "rå", "ad", "mål", "nr",
];
