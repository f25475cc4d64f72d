//! The register of national referrals: numbers, official titles and last
//! days of what the government sent out.
//!
//! A title alone gets its number here, a number its official title. It knows
//! the government's referrals only, not those of authorities, regions and
//! municipalities, and it is no authority over papers: what they say stands
//! above it.

mod titles;

use crate::numbers::{self, Number, Series};
use crate::tsv::{Given, list};
use flate2::read::GzDecoder;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::io::Read as _;
use std::sync::{LazyLock, OnceLock};

type Map<K, V> = HashMap<K, V, FixedState>;

/// One referral, or one publication that was sent out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// "SOU 2018:17", "Ds 2017:1".
    pub number: Option<String>,
    /// "SOU", "Ds", "promemoria", "remiss".
    pub kind: String,
    /// The official title.
    pub title: String,
    /// Year and month of publication.
    pub published: String,
    /// Case numbers of ministries.
    pub other_numbers: Vec<String>,
    /// Last day for answers as first published, ISO.
    pub answer_by: Option<String>,
    /// Who sent it out.
    pub ministry: Option<String>,
}

/// All entries, with the ways to them.
pub struct Register {
    entries: Vec<Entry>,
    by_number: Map<Number, Vec<u32>>,
    titles: OnceLock<titles::Index>,
}

static STANDARD: LazyLock<Register> = LazyLock::new(|| Register::of(standard_entries()));

#[expect(
    clippy::expect_used,
    reason = "the table is part of the program; a test unpacks it"
)]
fn standard_entries() -> Vec<Entry> {
    let mut table = String::new();
    GzDecoder::new(include_bytes!("referrals.tsv.gz").as_slice())
        .read_to_string(&mut table)
        .expect("referrals.tsv.gz");
    entries(&table).expect("referrals.tsv.gz")
}

fn entries(table: &str) -> Result<Vec<Entry>, String> {
    let table = Given::new(table, "title")?;
    let some = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
    let mut entries = Vec::new();
    for (line, row) in table.rows() {
        let of = |column| table.cell(&row, column);
        let number = of("number");
        let title = titles::without_number(of("title"), number);
        if title.is_empty() && number.is_empty() {
            return Err(format!("line {line}: neither a number nor a title"));
        }
        let answer_by = match of("answer_by") {
            "" => None,
            day => Some(crate::dates::first_day(day).map_err(|why| format!("line {line}: {why}"))?),
        };
        entries.push(Entry {
            number: some(number),
            kind: of("kind").to_owned(),
            title: title.to_owned(),
            published: of("published").to_owned(),
            other_numbers: list(of("other_numbers")).map(str::to_owned).collect(),
            answer_by,
            ministry: some(of("ministry")),
        });
    }
    Ok(entries)
}

impl Register {
    /// The register that ships with the program.
    pub fn standard() -> &'static Register {
        &STANDARD
    }

    /// The standard register and a newer table, whose entries stand above
    /// those with the same number or the same title.
    pub fn with(newer: &str) -> Result<Register, String> {
        let mut all = entries(newer)?;
        let newer = Register::of(all.clone());
        let known = |entry: &Entry| {
            let number = entry.number.as_deref().and_then(numbers::read);
            match number {
                Some(number) => newer.by_number.contains_key(&number),
                None => newer.titles().has(&entry.title),
            }
        };
        all.extend(standard_entries().into_iter().filter(|entry| !known(entry)));
        Ok(Register::of(all))
    }

    fn of(entries: Vec<Entry>) -> Register {
        let mut by_number: Map<Number, Vec<u32>> = Map::default();
        for (at, entry) in (0..).zip(&entries) {
            let other = entry.other_numbers.iter().filter_map(|n| numbers::read(n));
            let own = entry.number.as_deref().and_then(series_number);
            for number in own.into_iter().chain(other) {
                by_number.entry(number).or_default().push(at);
            }
        }
        Register {
            entries,
            by_number,
            titles: OnceLock::new(),
        }
    }

    fn titles(&self) -> &titles::Index {
        self.titles
            .get_or_init(|| titles::Index::new(&self.entries))
    }

    /// All entries, in the order of their table.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries with this number, however it is written; two where an
    /// inquiry came in parts or one case number covers several.
    ///
    /// ```
    /// use remiss::register::Register;
    ///
    /// let found = Register::standard().by_number("sou 2022: 29");
    /// assert_eq!(found[0].number.as_deref(), Some("SOU 2022:29"));
    /// ```
    pub fn by_number(&self, written: &str) -> Vec<&Entry> {
        numbers::read(written).map_or_else(Vec::new, |number| self.numbered(&number))
    }

    /// As [`by_number`](Self::by_number), for a number that was read before.
    pub fn numbered(&self, number: &Number) -> Vec<&Entry> {
        let found = self.by_number.get(number);
        let found = found.into_iter().flatten();
        found.map(|at| &self.entries[*at as usize]).collect()
    }

    /// The entry with this title, and how like it is: 1 for the same words.
    /// `None` where nothing is like it or several are as like.
    pub fn by_title(&self, text: &str) -> Option<(&Entry, f32)> {
        let (at, likeness) = self.titles().find(&self.entries, text)?;
        Some((&self.entries[at as usize], likeness))
    }
}

/// "SOU 2018:17" read without the patterns: the table writes one form.
fn series_number(written: &str) -> Option<Number> {
    let plain = |written: &str| {
        let (series, rest) = written.split_once(' ')?;
        let (year, serial) = rest.split_once(':')?;
        let series = match series {
            "SOU" => Series::Sou,
            "Ds" => Series::Ds,
            _ => return None,
        };
        Some(Number {
            series,
            letters: String::new(),
            year: year.parse().ok()?,
            serial: serial.parse().ok()?,
        })
    };
    plain(written).or_else(|| numbers::read(written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_gets_its_title_and_a_title_its_number() {
        let register = Register::standard();
        let entry = register.by_number("SOU 2018:017")[0];
        assert_eq!(entry.number.as_deref(), Some("SOU 2018:17"));
        let (same, likeness) = register.by_title(&entry.title).unwrap();
        assert_eq!((same, likeness), (entry, 1.0));
        assert!(register.by_number("SOU 1850:1").is_empty());
        assert!(register.by_number("KS 2018/17").is_empty());
    }

    #[test]
    fn what_stands_around_a_title_is_no_part_of_it() {
        let register = Register::standard();
        let entry = register.by_number("SOU 2023:18")[0];
        for text in [
            format!("Remiss av betänkandet {} (SOU 2023:18)", entry.title),
            format!("Yttrande över SOU 2023:18 ”{}”", entry.title),
            entry.title.to_uppercase(),
        ] {
            let (same, _) = register.by_title(&text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(same, entry, "{text}");
        }
    }

    /// Every title finds itself; a letter lost still does, and finds nothing
    /// else.
    #[test]
    fn titles_find_themselves() {
        let register = Register::standard();
        let (mut exact, mut slips, mut lost, mut wrong) = (0, 0, 0, 0);
        for entry in register.entries().iter().step_by(11) {
            // Two referrals of one title are told apart by number alone.
            let Some((same, likeness)) = register.by_title(&entry.title) else {
                continue;
            };
            assert!(likeness > 0.99 && same.title.to_lowercase() == entry.title.to_lowercase());
            exact += 1;
            let longest = entry
                .title
                .split(' ')
                .max_by_key(|word| word.chars().count());
            let Some(word) = longest.filter(|word| word.chars().count() > 8) else {
                continue;
            };
            let mut letters: Vec<char> = word.chars().collect();
            letters.remove(letters.len() / 2);
            let slipped: String = letters.into_iter().collect();
            slips += 1;
            match register.by_title(&entry.title.replace(word, &slipped)) {
                Some((found, _)) if found.title == same.title => {}
                Some(_) => wrong += 1,
                None => lost += 1,
            }
        }
        assert!(exact > 540, "{exact} of their own title");
        assert!(
            wrong == 0 && lost * 12 < slips,
            "{lost} lost, {wrong} wrong of {slips}"
        );
    }

    #[test]
    fn a_newer_table_stands_above() {
        let table = "number\ttitle\tanswer_by\nSOU 2018:17\tEn helt annan titel på den\t2031-01-15\n\tHamnar för alla i Almvik\t\n";
        let register = Register::with(table).unwrap();
        let entry = register.by_number("SOU 2018:17")[0];
        assert_eq!(entry.answer_by.as_deref(), Some("2031-01-15"));
        assert_eq!(register.by_number("SOU 2018:17").len(), 1);
        assert!(
            register
                .by_title("Remiss av hamnar för alla i Almvik")
                .is_some()
        );
        assert!(Register::with("x\ty\n").is_err());
        assert!(Register::with("title\tanswer_by\nHamnar\t2031-02-30\n").is_err());
    }
}
