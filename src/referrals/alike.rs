//! Whether two referrals are one: numbers in normal form, then titles by the
//! words they share. Knows nothing of groups.

use crate::unit::Referral;
use std::collections::{BTreeMap, BTreeSet};

/// Words that say which part or stage of an inquiry a paper is about: the
/// number of a report that was sent out in parts names several referrals.
const PARTS: [&str; 9] = [
    "kompletterande",
    "komplettering",
    "kompletteringar",
    "ytterligare",
    "tilläggs",
    "del",
    "delredovisning",
    "slutredovisning",
    "förordningsförslag",
];

/// Words of a title that every referral may have.
const COMMON: [&str; 22] = [
    "remiss",
    "remissen",
    "yttrande",
    "remissvar",
    "svar",
    "betänkandet",
    "betänkande",
    "promemorian",
    "promemoria",
    "förslag",
    "till",
    "över",
    "från",
    "angående",
    "gällande",
    "avseende",
    "samt",
    "vissa",
    "rapporten",
    "utkast",
    "departementspromemorian",
    "föreskrifter",
];

/// The numbers of a referral in normal form, the strongest first.
pub(super) fn keys(referral: &Referral) -> BTreeSet<String> {
    let printed = referral.numbers.iter().chain(&referral.diarienummer);
    let mut keys: BTreeSet<String> = printed.filter_map(|number| key(number)).collect();
    keys.extend(series_in(&referral.title));
    keys
}

/// "SOU 2022: 91" → "sou 2022 91", "KS/2022:0311" → "ks 2022 311",
/// "Fi 2025/01064/S1" → "fi 2025 1064": letters, year, serial; a plan code or
/// a suffix behind them is left out.
pub(super) fn key(number: &str) -> Option<String> {
    if let Some(number) = crate::numbers::read(number) {
        return Some(
            number
                .normal()
                .to_lowercase()
                .replace(['/', ':', '('], " ")
                .replace(')', ""),
        );
    }
    let low = number.to_lowercase();
    let letters: String = low
        .chars()
        .take_while(|c| !c.is_ascii_digit())
        .filter(|c| c.is_alphabetic())
        .collect();
    let parts: Vec<&str> = low
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let figures: Vec<String> = parts
        .iter()
        .map(|part| part.trim_start_matches('0').to_owned())
        .collect();
    let whole = match letters.as_str() {
        // A letter that opens the number, with the year and the serial alone.
        "sou" | "ds" | "com" | "kom" => figures.get(..2)?.join(" "),
        _ if parts.first()?.len() == 4 && parts[0].starts_with(['1', '2']) => {
            figures.get(..2)?.join(" ")
        }
        _ => figures.join(" "),
    };
    let letters = if letters == "kom" { "com" } else { &letters };
    (figures.len() > 1).then(|| format!("{letters} {whole}").trim().to_owned())
}

/// A key without its registry's letters, if it has any.
pub(super) fn bare(key: &str) -> &str {
    key.trim_start_matches(|c: char| !c.is_ascii_digit())
}

/// The number is of a series of reports, not of a registry.
pub(super) fn is_series(key: &str) -> bool {
    ["sou ", "ds ", "com "]
        .iter()
        .any(|series| key.starts_with(series))
}

/// "(SOU 2022:91)" inside a title.
fn series_in(title: &str) -> Vec<String> {
    let low = title.to_lowercase();
    let mut found = Vec::new();
    for series in ["sou ", "ds ", "com(", "com ("] {
        let places = low.match_indices(series);
        found.extend(places.filter_map(|(at, _)| {
            let free = !low[..at].ends_with(char::is_alphanumeric);
            let number: String = low[at..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, ' ' | ':' | '(' | ')' | '/'))
                .take(16)
                .collect();
            let digits = number.trim_start_matches(|c: char| !c.is_ascii_digit());
            (free && digits.len() >= 6 && number.contains([':', ')', '/']))
                .then(|| key(&number))
                .flatten()
        }));
    }
    found
}

/// The stage or part that a title names.
pub(super) fn part(title: &str) -> Option<String> {
    let low = title.to_lowercase();
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let named = PARTS.contains(word);
        let numbered = *word != "del" || {
            let next = words.get(at + 1).copied().unwrap_or("");
            !next.is_empty() && next.chars().all(|c| c.is_ascii_digit())
        };
        (named && numbered).then(|| match *word {
            "del" => format!("del {}", words[at + 1]),
            word => word.chars().take(8).collect(),
        })
    })
}

/// How often each word stands in the titles of an archive.
#[derive(Debug, Default)]
pub(super) struct Rarity(BTreeMap<String, usize>);

impl Rarity {
    pub(super) fn count(&mut self, words: &BTreeSet<String>) {
        for word in words {
            *self.0.entry(word.clone()).or_default() += 1;
        }
    }

    /// The words of a title, those that weigh most first.
    pub(super) fn rarest_first<'w>(&self, words: &'w BTreeSet<String>) -> Vec<&'w String> {
        let mut words: Vec<&String> = words.iter().collect();
        words.sort_by_key(|word| (self.0.get(*word).copied().unwrap_or(1), *word));
        words
    }

    /// A rare word weighs more; one that stands in every title still counts.
    fn weight(&self, word: &str) -> f64 {
        1.0 / (1.0 + self.0.get(word).copied().unwrap_or(1) as f64).ln()
    }

    /// The share of the shorter title's weight that the other holds too, and
    /// the share of both.
    pub(super) fn shares(&self, a: &BTreeSet<String>, b: &BTreeSet<String>) -> (f64, f64) {
        let sum = |words: &BTreeSet<String>| words.iter().map(|word| self.weight(word)).sum();
        let (of_a, of_b): (f64, f64) = (sum(a), sum(b));
        let both: f64 = a
            .iter()
            .filter(|word| b.contains(*word) || b.iter().any(|other| slip(word, other)))
            .map(|word| self.weight(word))
            .sum();
        let shorter = of_a.min(of_b).max(f64::MIN_POSITIVE);
        (
            both / shorter,
            both / (of_a + of_b - both).max(f64::MIN_POSITIVE),
        )
    }
}

/// One letter lost, doubled or exchanged in a long word.
fn slip(a: &str, b: &str) -> bool {
    const LONG: usize = 7;
    a.len() > LONG
        && a.len().abs_diff(b.len()) <= 2
        && a.as_bytes()[0] == b.as_bytes()[0]
        && strsim::osa_distance(a, b) <= 1
}

/// Words of more than three letters that name the matter, without a genitive
/// -s, and years: they tell two referrals of one name apart.
pub(super) fn title_words(title: &str) -> BTreeSet<String> {
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3 && !COMMON.contains(word))
        .map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_normal_form() {
        for (printed, normal) in [
            ("SOU 2022: 91", "sou 2022 91"),
            ("SOU2022:91", "sou 2022 91"),
            ("KS/2022:0311", "ks 2022 311"),
            ("Fi 2025/01064/S1", "fi 2025 1064"),
            ("2023/418", "2023 418"),
            ("3.4.2-6210/2022", "3.4.2 2022 6210"),
        ] {
            assert_eq!(key(printed).as_deref(), Some(normal), "{printed}");
        }
        assert_eq!(key("2024"), None);
        assert_eq!(bare("ks 2022 311"), "2022 311");
    }

    #[test]
    fn parts_of_an_inquiry() {
        assert_eq!(
            part("Ytterligare förslag om hamnar").as_deref(),
            Some("ytterlig")
        );
        assert_eq!(part("Hamnar för alla, del 2").as_deref(), Some("del 2"));
        assert_eq!(part("En del av helheten"), None);
    }
}
