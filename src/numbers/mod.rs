//! The numbers that papers are filed and sent out under: SOU and Ds, the
//! Commission's documents, case numbers of ministries, authorities,
//! municipalities.
//!
//! It says where numbers stand and which are the same: they are compared by
//! letters, year and serial number and shown as they are printed. Whose a
//! number is – the sender's, the respondent's own – is for the reader of the
//! paper. Days, acts (`SFS`, `prop.`, EU's), paragraphs, telephone and
//! organisation numbers are none.

mod forms;

use crate::dates;
use crate::memo::{Memo, once};
use forms::{ACTS, AND, FORMS, number};
use std::ops::Range;

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// Statens offentliga utredningar.
    Sou,
    /// Departementsserien.
    Ds,
    /// A document of the European Commission.
    Com,
    /// A case of a registry.
    Case,
}

/// A number in its normal form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// What it is a number of.
    pub series: Series,
    /// Capitals of the registry without dots and rings, or its plan code
    /// ("KS", "FO" for Fö, "3.4.2"), else empty.
    pub letters: String,
    /// The year in four figures.
    pub year: u32,
    /// The serial number, without zeros before it.
    pub serial: u32,
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Its bytes, with the suffix of a ministry's unit ("/DOM").
    pub range: Range<usize>,
    /// What it is.
    pub number: Number,
    /// "Dnr", "beteckning", "Ert", … stands right before it.
    pub labelled: bool,
}

impl Number {
    /// The normal form: "SOU 2018:17", "Ju 2015/841", "2023/418".
    pub fn normal(&self) -> String {
        let Number {
            letters,
            year,
            serial,
            ..
        } = self;
        match self.series {
            Series::Sou => format!("SOU {year}:{serial}"),
            Series::Ds => format!("Ds {year}:{serial}"),
            Series::Com => format!("COM({year}) {serial}"),
            Series::Case if letters.is_empty() => format!("{year}/{serial}"),
            Series::Case => format!("{letters} {year}/{serial}"),
        }
    }

    /// It names an inquiry, a memorandum or a Commission document wherever it
    /// stands.
    pub fn is_public(&self) -> bool {
        self.series != Series::Case
    }

    /// The same but for letters that one of the two leaves out: "2023/418"
    /// and "STV 2023/418". They are one if no third is like them.
    pub fn may_be(&self, other: &Number) -> bool {
        self == other
            || self.series == other.series
                && (self.year, self.serial) == (other.year, other.serial)
                && (self.letters.is_empty() || other.letters.is_empty())
    }
}

/// The number that a text is, and nothing else.
///
/// ```
/// use remiss::numbers::read;
///
/// assert_eq!(read("sou 2018: 17"), read("SOU 2018/17"));
/// assert_eq!(read("Fi 2022/03399").unwrap().normal(), "FI 2022/3399");
/// assert_eq!(read("2024-12-17"), None);
/// ```
pub fn read(text: &str) -> Option<Number> {
    let text = text.trim();
    let mut all = numbers(text);
    let one = all.pop().filter(|_| all.is_empty())?;
    let around = [&text[..one.range.start], &text[one.range.end..]];
    let label = |words: &str| {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        words.is_empty() || is_label(words)
    };
    around.into_iter().all(label).then_some(one.number)
}

thread_local! {
    static KNOWN: Memo<Vec<Numbered>> = Memo::default();
}

/// The numbers of a text, in order.
pub fn numbers(text: &str) -> Vec<Numbered> {
    if text.bytes().filter(u8::is_ascii_digit).count() < 3 {
        return Vec::new();
    }
    once(&KNOWN, text, || read_numbers(text))
}

fn read_numbers(text: &str) -> Vec<Numbered> {
    let mut taken: Vec<Range<usize>> = dates::days(text).into_iter().map(|d| d.range).collect();
    let mut found: Vec<Numbered> = Vec::new();
    for form in FORMS.iter() {
        for groups in form.pattern.captures_iter(text) {
            let Some(range) = groups.name("n").map(|n| n.range()) else {
                continue;
            };
            if taken
                .iter()
                .any(|t| t.start < range.end && range.start < t.end)
            {
                continue;
            }
            let labelled = is_labelled(&text[..range.start]);
            let number = (form.read)(&groups, labelled)
                .filter(|number| (1900..2100).contains(&number.year))
                .filter(|number| number.is_public() || is_case(text, &range));
            if let Some(number) = number {
                taken.push(range.clone());
                found.push(Numbered {
                    range,
                    number,
                    labelled,
                });
            }
        }
    }
    series_go_on(text, &mut found);
    found.sort_by_key(|one| one.range.start);
    found
}

/// "SOU 2016:48 och 2016:49": the second is of the same series.
fn series_go_on(text: &str, found: &mut Vec<Numbered>) {
    let mut at = 0;
    while let Some(before) = found.get(at) {
        at += 1;
        if !matches!(before.number.series, Series::Sou | Series::Ds) {
            continue;
        }
        let Some(groups) = AND.captures(&text[before.range.end..]) else {
            continue;
        };
        let start = before.range.end;
        let series = before.number.series;
        if let Some(next) = groups.name("n")
            && let [Some(year), Some(serial)] = [1, 2].map(|at| number(&groups, &format!("g{at}")))
        {
            let range = start + next.start()..start + next.end();
            found.retain(|one| one.range.end <= range.start || range.end <= one.range.start);
            found.push(Numbered {
                range,
                number: Number {
                    series,
                    letters: String::new(),
                    year,
                    serial,
                },
                labelled: false,
            });
        }
    }
}

/// Words that say that a number of a case follows.
const LABELS: [&str; 25] = [
    "dnr",
    "diarienr",
    "diarienummer",
    "beteckning",
    "ref",
    "referens",
    "ärendenr",
    "ärendenummer",
    "ärende",
    "ert",
    "er",
    "vårt",
    "vår",
    "diarie",
    "målnr",
    "målnummer",
    "ärendebeteckning",
    "dnrs",
    "bet",
    "diarienumret",
    "ärendenumret",
    "beteckningen",
    "remissdnr",
    "remissdiarienummer",
    "remiss",
];
/// What "nr" is the number of: "D.nr", "Ärende nr".
const NUMBERED: [&str; 4] = ["d", "ärende", "diarie", "mål"];

pub(crate) fn is_label(words: &str) -> bool {
    let mut back = words
        .rsplit(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    let Some(last) = back.next() else {
        return false;
    };
    let mut numbered = || {
        back.next()
            .is_some_and(|word| NUMBERED.contains(&word.as_str()))
    };
    LABELS.contains(&last.as_str()) || last == "nr" && numbered()
}

/// A label stands right before.
fn is_labelled(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':', '.', '\t', '(', '\u{A0}']);
    is_label(before)
}

/// "Er bet:", "Vår bet.": the word before the label says whose.
fn is_owner(before: &str) -> bool {
    let mut back = before.split_whitespace().rev().skip(1);
    back.next().is_some_and(|word| {
        let low = word.to_lowercase();
        matches!(low.as_str(), "er" | "ert" | "vår" | "vårt" | "remissens")
    })
}

/// What stands around it makes it no act, paragraph or telephone number.
fn is_case(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let behind = &text[range.end..];
    let glued = |c: char| matches!(c, '-' | '/' | ':' | ',') || c.is_ascii_digit();
    if before.len() == range.start && before.ends_with(glued) {
        return false;
    }
    let goes_on = behind.strip_prefix(['-', '/', ':', '.']);
    if goes_on.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || ["/EU", "/EG", "/EEG"]
            .iter()
            .any(|act| behind.starts_with(act))
    {
        return false;
    }
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let word = last
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let act = match word.as_str() {
        "nr" => before.contains("(E") || before.contains("förordning"),
        "förordning" | "förordningen" | "direktiv" | "direktivet" => true,
        // "Er bet: Fi2025/01064" is a label, "bet. 2020/21:4" a committee's report.
        "bet" => !is_owner(before),
        // "Svara på remiss (SB PM 2021:1)": how one answers, in every missiv.
        "sb" => text[range.clone()].starts_with("PM"),
        word => ACTS.contains(&word),
    };
    !act && !before.ends_with('§')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Vec<(&str, String)> {
        let all = numbers(text).into_iter();
        all.map(|one| (&text[one.range], one.number.normal()))
            .collect()
    }

    #[test]
    fn every_form_of_a_number() {
        for (text, normal) in [
            ("Dnr 26RS1455", "RS 2026/1455"),
            ("RS260912", "RS 2026/912"),
            ("Dnr AV-26-31", "AV 2026/31"),
            ("Dnr R 58/26", "R 2026/58"),
            ("SOU 2022:91", "SOU 2022:91"),
            ("SOU 2022: 91", "SOU 2022:91"),
            ("(SOU2022:91)", "SOU 2022:91"),
            ("sou 2022-91", "SOU 2022:91"),
            ("remissvar_SOU_2022_91.pdf", "SOU 2022:91"),
            ("Ds 2017:01", "Ds 2017:1"),
            ("KOM (2022) 157", "COM(2022) 157"),
            ("COM(2018) 373 final", "COM(2018) 373"),
            ("S2024/00512", "S 2024/512"),
            ("Ju2023/01234/L5", "JU 2023/1234"),
            ("Ju 2015/841/DOM", "JU 2015/841"),
            ("Fi 2022/03399", "FI 2022/3399"),
            ("N2015 /0489/FJR", "N 2015/489"),
            ("fo2017-01697_05-x.pdf", "FO 2017/1697"),
            ("Dnr KS 2024/417", "KS 2024/417"),
            ("KS/2022:311", "KS 2022/311"),
            ("KS 2022.1187", "KS 2022/1187"),
            ("KS.2025.402", "KS 2025/402"),
            ("KS 2023-1180", "KS 2023/1180"),
            ("SCN-2023-00588", "SCN 2023/588"),
            ("KS 23/556", "KS 2023/556"),
            ("Ks 367/2024", "KS 2024/367"),
            ("GFT 2024:19", "GFT 2024/19"),
            ("MU-JUR 2022/377", "MUJUR 2022/377"),
            ("2017KSM0604", "KSM 2017/604"),
            ("LD13/03336", "LD 2013/3336"),
            ("501-48812-2022", "501 2022/48812"),
            ("3.4.2-6210/2022", "3.4.2 2022/6210"),
            ("1.1/2488/2021", "1.1 2021/2488"),
            ("FY-05012-31", "FY 2031/5012"),
            ("Diarienr: 2024-0417", "2024/417"),
            ("0611/21", "2021/611"),
            ("dnr 2023/12", "2023/12"),
        ] {
            let found: Vec<String> = printed(text).into_iter().map(|(_, n)| n).collect();
            assert_eq!(found, [normal], "{text}");
        }
    }

    #[test]
    fn a_number_is_shown_as_printed() {
        assert_eq!(
            printed("Dnr KS 2024/56 600, ert Ju 2015/841/DOM"),
            [
                ("KS 2024/56", "KS 2024/56".to_owned()),
                ("Ju 2015/841/DOM", "JU 2015/841".to_owned())
            ]
        );
        assert_eq!(
            printed("(SOU 2016:48 och 2016:49)"),
            [
                ("SOU 2016:48", "SOU 2016:48".to_owned()),
                ("2016:49", "SOU 2016:49".to_owned())
            ]
        );
        assert_eq!(printed("MVU 2025/3190-4")[0].0, "MVU 2025/3190-4");
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "Datum 2022-12-06",
            "MP 2021-12-10",
            "1(2)",
            "tel 08-508 12 000",
            "0611-34 80 00",
            "org.nr 202100-2684",
            "lagen (2010:900)",
            "SFS 2010:900",
            "prop. 2020/21:214",
            "dir. 2021:65",
            "(SB PM 2021:1)",
            "§ 19/2024",
            "program 2013-2018",
            "kl. 17.20",
            "förordning (EU) 2016/679",
            "direktiv 2014/24/EU",
            "2023-11",
            "mars 2023-11",
            "19121212-1212",
            "läsåret 2023/24",
        ] {
            assert_eq!(printed(text), [], "{text}");
        }
    }

    #[test]
    fn letters_may_be_left_out() {
        let [bare, lettered] = ["2023/418", "STV 2023/0418"].map(|text| read(text).unwrap());
        assert!(bare != lettered && bare.may_be(&lettered));
        assert!(!lettered.may_be(&read("KS 2023/418").unwrap()));
    }
}
