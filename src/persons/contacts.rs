//! Addresses of mail, telephone numbers, streets with their number.

use super::{Found, Kind, Sure, word_before, words};
use regex::Regex;
use std::sync::LazyLock;

/// A sign of @, and the same as it is written against machines.
static MAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let at = words().at.join("|");
    Regex::new(&format!(
        r"(?i)(?:[\p{{L}}\p{{N}}._%+'’-]|-\n)+(?:[@＠]\n?|\s?[(\[{{]\s?(?:{at}|@)\s?[)\]}}]\s?)(?:[\p{{L}}\p{{N}}-]|-\n)+(?:\.[\p{{L}}\p{{N}}-]+)*\.\p{{L}}{{2,}}"
    ))
    .ok()
});

static STREET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let ends = words().street.join("|");
    Regex::new(&format!(
        r"\b(?:\p{{Lu}}[\p{{L}}’-]*[ \u{{a0}}]){{0,2}}\p{{Lu}}\p{{L}}*(?:{ends})[ \u{{a0}}]\d{{1,3}}(?:[ ]?[A-Za-z])?\b(?:,?\s{{1,3}}\d{{3}}[ \u{{a0}}]?\d{{2}}[ \u{{a0}}]{{1,2}}\p{{Lu}}\p{{L}}+)?"
    ))
    .ok()
});

pub(super) fn mails(text: &str) -> Vec<Found> {
    all_of(&MAIL, text, |found| match found.contains(['@', '＠']) {
        true => (Kind::Epost, Sure::Certain, "@"),
        false => (Kind::Epost, Sure::Likely, "a word for @"),
    })
}

pub(super) fn streets(text: &str) -> Vec<Found> {
    all_of(&STREET, text, |_| {
        (Kind::Adress, Sure::Likely, "street and number")
    })
}

fn all_of(
    form: &LazyLock<Option<Regex>>,
    text: &str,
    told: impl Fn(&str) -> (Kind, Sure, &'static str),
) -> Vec<Found> {
    let Some(form) = LazyLock::force(form) else {
        return Vec::new();
    };
    let found = form.find_iter(text).map(|found| {
        let (kind, sure, by) = told(found.as_str());
        Found {
            range: found.range(),
            kind,
            sure,
            by,
        }
    });
    found.collect()
}

/// Digits of a number with their area within Sweden, and of one from abroad.
const NATIONAL: std::ops::RangeInclusive<usize> = 8..=10;
const ABROAD: std::ops::RangeInclusive<usize> = 8..=15;
/// The same written in one, with the 00 before it: a shorter run is a number of
/// something else.
const ABROAD_IN_ONE: std::ops::RangeInclusive<usize> = 11..=15;
/// Digits of a number of which a word says that it is one.
const TOLD: std::ops::RangeInclusive<usize> = 5..=10;

pub(super) fn telephones(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let digit = at + next;
        let plus = digit > 0 && bytes[digit - 1] == b'+';
        let groups = Groups::read(text, digit);
        let end = match judged(text, digit, plus, &groups) {
            Some((end, sure, by)) => {
                let range = digit - usize::from(plus)..end;
                all.push(Found {
                    range,
                    kind: Kind::Telefon,
                    sure,
                    by,
                });
                end
            }
            None => groups.of.first().map_or(digit + 1, |group| group.end),
        };
        at = end;
    }
    all
}

/// Digits in a row, with what parts them.
#[derive(Default)]
struct Groups {
    of: Vec<Group>,
}

struct Group {
    /// Digits up to its end.
    digits: usize,
    /// Digits of its own.
    own: usize,
    end: usize,
    /// What follows it, if a group does.
    then: String,
}

impl Groups {
    /// Those from a digit on; a line may end within a number that is too short.
    fn read(text: &str, from: usize) -> Self {
        const MOST: usize = 15;
        let mut groups = Groups::default();
        let (mut digits, mut own, mut end) = (0, 0, from);
        let mut between = String::new();
        for (at, c) in text[from..].char_indices() {
            let parts = match c {
                ' ' | '\u{a0}' | '\u{2009}' | '-' | '–' | '‑' | '‐' | '/' | '(' | ')' => true,
                '.' => groups.of.first().map_or(own, |first| first.own) > 2,
                '\n' => digits < *NATIONAL.start() && own > 1,
                _ => false,
            };
            if c.is_ascii_digit() {
                if !between.is_empty() {
                    groups.end_group(digits, own, end, std::mem::take(&mut between));
                    own = 0;
                }
                (digits, own, end) = (digits + 1, own + 1, from + at + 1);
                if digits > MOST {
                    break;
                }
            } else if parts && between.chars().count() < 3 {
                between.push(c);
            } else {
                break;
            }
        }
        groups.end_group(digits, own, end, String::new());
        groups
    }

    fn end_group(&mut self, digits: usize, own: usize, end: usize, then: String) {
        self.of.push(Group {
            digits,
            own,
            end,
            then,
        });
    }

    /// Where the longest number of so many digits ends.
    fn longest(&self, digits: &std::ops::RangeInclusive<usize>) -> Option<usize> {
        let mut fit = self.of.iter().rev();
        fit.find(|group| digits.contains(&group.digits))
            .map(|group| group.end)
    }
}

/// Where the number ends that begins with this digit, and how sure it is one.
fn judged(
    text: &str,
    digit: usize,
    plus: bool,
    groups: &Groups,
) -> Option<(usize, Sure, &'static str)> {
    let start = digit - usize::from(plus);
    let mut before = text[..start].chars().rev();
    let (last, beyond) = (before.next(), before.next());
    let within = last.is_some_and(|c| c.is_alphanumeric())
        || last.is_some_and(|c| matches!(c, '-' | '/' | '.' | ',' | ':'))
            && beyond.is_some_and(|c| c.is_ascii_digit());
    if within {
        return None;
    }
    let whole = |end: usize| {
        let next = text[end..].chars().next();
        (!next.is_some_and(char::is_alphanumeric)).then_some(end)
    };
    let rest = &text[digit..];
    let first = groups.of.first()?;
    let telephone = words().telephone.contains(&word_before(text, start));
    let code = rest.strip_prefix("00").unwrap_or("");
    // "0046 70 …" in groups, "0046701234567" in one.
    let grouped = first.own <= 5 || ABROAD_IN_ONE.contains(&first.own);
    if plus || grouped && code.starts_with(|c: char| matches!(c, '1'..='9')) {
        let end = groups.longest(&ABROAD).and_then(whole)?;
        return Some((end, Sure::Certain, "country code"));
    }
    if rest.starts_with('0') && !rest.starts_with("00") {
        let end = groups.longest(&NATIONAL).and_then(whole)?;
        let (sure, by) = national(rest, first, groups, telephone)?;
        return Some((end, sure, by));
    }
    let end = groups.longest(&TOLD).and_then(whole)?;
    telephone.then_some((end, Sure::Likely, "a word before it"))
}

/// How sure a number is that begins with an area's code.
fn national(
    rest: &str,
    area: &Group,
    groups: &Groups,
    telephone: bool,
) -> Option<(Sure, &'static str)> {
    if telephone {
        return Some((Sure::Certain, "a word before it"));
    }
    let is_date =
        groups.of.len() >= 3 && (groups.of[0].own, groups.of[1].own, groups.of[2].own) == (2, 2, 4);
    let by = "area code";
    match area.own {
        9.. if rest.starts_with("07") => Some((Sure::Certain, by)),
        9.. => Some((Sure::Likely, by)),
        2..=4 if is_date => None,
        2..=4 if area.then.contains(['-', '–', '‑', '‐', '/', ')']) => {
            Some((Sure::Certain, by))
        }
        // A column of figures begins with a nought, too.
        3 if rest.starts_with("07") => Some((Sure::Certain, by)),
        3..=4 => Some((Sure::Likely, by)),
        2 if rest.starts_with("08") && groups.of.len() > 2 => Some((Sure::Likely, by)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    fn found(text: &str) -> Vec<(&str, Kind)> {
        let all = find(text).into_iter();
        all.map(|one| (&text[one.range], one.kind)).collect()
    }

    #[test]
    fn telephones_are_known_by_their_codes() {
        for (text, number) in [
            ("Ring 08-508 29 000 2024", "08-508 29 000"),
            ("mobil 070-123 45 67.", "070-123 45 67"),
            ("0701234567", "0701234567"),
            ("+46 (0)8 508 29 000, vx", "+46 (0)8 508 29 000"),
            ("0046 70 123 45 67", "0046 70 123 45 67"),
            ("0046701234567", "0046701234567"),
            ("Tel: 508 29 000", "508 29 000"),
            ("070-123\n45 67", "070-123\n45 67"),
            ("070.123.45.67", "070.123.45.67"),
            ("0522-69 60 00", "0522-69 60 00"),
            ("08/123 456 78", "08/123 456 78"),
        ] {
            assert_eq!(found(text), [(number, Kind::Telefon)], "{text}");
        }
        for none in [
            "2024-05-07",
            "den 01-02-2024",
            "kl. 08.00–16.30",
            "KS 2024/0417-01234",
            "0,25 000 000",
            "08-12",
            "SOU 2023:94",
            "1 200 000 kronor",
            "a0701234567b",
        ] {
            assert_eq!(found(none), [], "{none}");
        }
    }

    #[test]
    fn mail_and_streets() {
        for (text, what, kind) in [
            ("<eva.ek@havby.se>", "eva.ek@havby.se", Kind::Epost),
            ("eva.ek@\nhavby.se.", "eva.ek@\nhavby.se", Kind::Epost),
            ("eva.ek@hav-\nby.se", "eva.ek@hav-\nby.se", Kind::Epost),
            ("eva (at) havby.se", "eva (at) havby.se", Kind::Epost),
            (
                "eva[snabel-a]havby.se",
                "eva[snabel-a]havby.se",
                Kind::Epost,
            ),
            ("bor på Storgatan 3 B", "Storgatan 3 B", Kind::Adress),
            (
                "Norra Hamnvägen 12, 123 45 Havby",
                "Norra Hamnvägen 12, 123 45 Havby",
                Kind::Adress,
            ),
        ] {
            assert_eq!(found(text), [(what, kind)], "{text}");
        }
        for none in [
            "@havby",
            "eva@havby",
            "gatan 3",
            "Gatan är lång",
            "i (a) b.c",
        ] {
            assert_eq!(found(none), [], "{none}");
        }
    }
}
