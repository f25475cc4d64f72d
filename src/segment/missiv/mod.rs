//! The letter, mail or page that sends a proposal out: who is asked and by
//! which day. Nobody's answer: it gives facts and a last day, no unit.
//!
//! Looks like: "Remissinstanser", "1. Boverket", "2. Region Skåne", "Svaren
//! ska ha kommit in senast den 28 februari 2023."

mod columns;
mod entries;
mod grouped;
mod list;

pub(super) use list::titled_lists;

use super::builder::Builder;
use super::head::Head;
use super::signs::bodies;
use super::signs::sheet::Sheet;
use crate::unit::Fact;
use list::lists;

/// Takes the list of those asked; the last day is in the head's referral.
pub(crate) fn read(out: &mut Builder<'_>, sheet: &Sheet<'_>, head: &Head) {
    out.set_referral(head.referral.clone());
    let lists = lists(sheet);
    if lists.is_empty() {
        super::account::asked_in_prose(out, sheet.range.clone());
    }
    for (first, last, name) in list::answers(sheet) {
        let span = out.lines.span(first, last);
        out.fact(bodies::listed(&name), &name, Fact::Answered, None, span);
    }
    for (first, last, name) in lists.into_iter().flatten() {
        let span = out.lines.span(first, last);
        let resolved = bodies::listed(&name);
        out.fact(resolved, &name, Fact::Asked, None, span);
    }
}

/// The last day for answers that a text tells (ISO).
pub(crate) fn answer_by(sheet: &Sheet<'_>, dated: Option<&str>) -> Option<String> {
    const MOST: usize = 24_000;
    const BEFORE: usize = 60;
    const AROUND: usize = 170;
    let text = format!("{} {}", sheet.opening(400, MOST), sheet.ending());
    let mut best: Option<(i32, String)> = None;
    for (at, day) in super::dates::find_dates(&text) {
        let near = back(&text, at, BEFORE);
        let wide = back(&text, at, AROUND);
        let after = &text[at..text.ceil_char_boundary((at + 90).min(text.len()))];
        let last = [
            "senast",
            "till och med",
            "t.o.m",
            "sista dag",
            "svarsdatum",
            "före den",
            "gick ut",
            "går ut",
            "ha svar",
            "svara den",
        ]
        .iter()
        .any(|word| near.contains(word));
        if !last {
            continue;
        }
        let of_answers = ["svar", "synpunkter", "yttrande", "remisstid"]
            .iter()
            .any(|word| wide.contains(word) || after.contains(word));
        let comes_in = [
            "kommit in",
            "tillhanda",
            "till handa",
            "finnas hos",
            "vill ha",
            "lämna",
            "ha inkommit",
            "skicka",
            "önskas",
            "vara ",
        ]
        .iter()
        .any(|word| wide.contains(word) || after.contains(word));
        let extended = ["förläng", "nytt datum", "ny svarstid"]
            .iter()
            .any(|word| wide.contains(word));
        let other = [
            "hämtas",
            "genomför",
            "träda i kraft",
            "redovisas",
            "införlivas",
        ]
        .iter()
        .any(|word| near.contains(word));
        let score = 2 * i32::from(of_answers) + i32::from(comes_in) + 2 * i32::from(extended)
            - 3 * i32::from(other);
        let day = match (day.iso(), dated) {
            (Some(iso), _) => Some(iso),
            (None, Some(dated)) => super::dates::after(day, dated).iso(),
            _ => None,
        };
        if let Some(iso) = day.filter(|_| score >= 1)
            && best.as_ref().is_none_or(|(most, _)| score > *most)
        {
            best = Some((score, iso));
        }
    }
    best.map(|(_, day)| day)
}

/// At most `most` bytes before a place.
fn back(text: &str, at: usize, most: usize) -> &str {
    &text[text.floor_char_boundary(at.saturating_sub(most))..at]
}
