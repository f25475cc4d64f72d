//! Whose the numbers in a paper's head are: the respondent's own, the sender's.

use crate::lexicon::lexicon;
use crate::segment::signs::bodies;
use crate::segment::signs::names::Candidate;
use crate::segment::signs::numbers::{self, Number, Whose};
use crate::segment::signs::sheet::Sheet;
use crate::text::lower;

/// Numbers of the head, and the sender's in the first paragraphs.
pub(super) fn all(sheet: &Sheet<'_>, title: Option<(usize, usize)>, text: usize) -> Vec<Number> {
    const PROSE: usize = 14;
    /// What prose names weighs less than any number of the head.
    const IN_PROSE: f32 = 0.8;
    let mut all = numbers::of_head(sheet);
    theirs_below(&mut all, title);
    for number in &mut all {
        let in_title = title.is_some_and(|(first, last)| (first..=last).contains(&number.line));
        if number.whose == Whose::Unknown {
            let above = title.is_some_and(|(first, _)| number.line < first) && number.line < text;
            number.whose = if in_title {
                Whose::Theirs
            } else if above {
                Whose::Own
            } else {
                Whose::Unknown
            };
        }
        if number.line >= text && !in_title {
            number.weight = number.weight.min(IN_PROSE);
        }
        if in_title {
            number.weight += 1.0;
            if number.whose == Whose::Own {
                number.whose = Whose::Theirs;
            }
        }
    }
    // In prose only what is told to be theirs, and the numbers of series.
    let stop = sheet.range.end.min(text + PROSE);
    let words = sheet.lines.joined(text, stop);
    let prose = numbers::find(&words);
    own_in_title(&mut all, title, &prose);
    for (at, number) in prose {
        let known = all.iter().any(|other| other.text == number.text);
        // "… förslag till föreskrifter (dnr 4.1-2/2023)": in prose, beside an own
        // number in the head, it is the sender's.
        let has_own = all.iter().any(|other| {
            other.whose == Whose::Own && other.line < text && other.text != number.text
        });
        let theirs = has_own || is_of_what_was_sent(&words[..at]);
        let number = if number.whose == Whose::Own && theirs && !number.series {
            Number {
                whose: Whose::Theirs,
                ..number
            }
        } else {
            number
        };
        let own_words = number.whose == Whose::Own;
        if !known && (number.whose == Whose::Theirs || own_words) {
            all.push(Number {
                line: text,
                weight: if own_words { 0.6 } else { IN_PROSE },
                ..number
            });
        }
    }
    all
}

/// "… förslaget till föreskrifter (dnr": the bracket is of what was sent out.
fn is_of_what_was_sent(before: &str) -> bool {
    const NEAR: usize = 160;
    let Some((sentence, label)) = before.rsplit_once('(') else {
        return false;
    };
    let near = &sentence[sentence.floor_char_boundary(sentence.len().saturating_sub(NEAR))..];
    let near = near.rsplit(". ").next().unwrap_or(near);
    let near = lower(near);
    !label.contains(')') && label.len() < NEAR / 8 && lexicon().is_consultation(&near)
}

/// Below the title, with another of one's own above it, a number is the sender's.
fn theirs_below(all: &mut [Number], title: Option<(usize, usize)>) {
    let beside = |at: &Number| {
        let above = |one: &&Number| one.whose == Whose::Own && one.line < at.line;
        let mut own = all.iter().filter(above).map(|own| &own.text).peekable();
        let below = title.is_some_and(|(_, last)| last < at.line);
        below && own.peek().is_some() && own.all(|own| *own != at.text)
    };
    let below: Vec<bool> = all.iter().map(beside).collect();
    for (number, _) in all.iter_mut().zip(below).filter(|(_, below)| *below) {
        if number.whose == Whose::Own {
            number.whose = Whose::Theirs;
        }
    }
}

/// "(KS/2031:87)" in the title of an answer to a ministry, whose number stands
/// elsewhere: the respondent's own, where it prints no other.
fn own_in_title(all: &mut [Number], title: Option<(usize, usize)>, prose: &[(usize, Number)]) {
    let in_prose = prose.iter().map(|(_, number)| number);
    let all_of_them = all.iter().chain(in_prose);
    let ministry = all_of_them
        .filter(|one| !one.series)
        .any(|one| numbers::is_of_ministry(&one.text));
    let own = all.iter().any(|number| number.whose == Whose::Own);
    let Some((first, last)) = title.filter(|_| ministry && !own) else {
        return;
    };
    let titled = |number: &&mut Number| (first..=last).contains(&number.line);
    for number in all.iter_mut().filter(titled) {
        if !number.series && !numbers::is_of_ministry(&number.text) {
            number.whose = Whose::Own;
        }
    }
}

/// "SBN/2031:96" in a paper of the Stadsbyggnadsnämnd: whose number it is, the letters
/// before it tell.
pub(super) fn own_by_initials(all: &mut [Number], names: &[Candidate]) {
    let kind = |name: &Candidate, kinds: &[&str]| {
        let kind = name.kind.as_deref();
        kind.is_some_and(|kind| kinds.contains(&kind))
    };
    let board = match names.first() {
        Some(best) if kind(best, &["namnd"]) => Some(best),
        Some(best) if kind(best, &["kommun", "region"]) => {
            names.iter().find(|name| kind(name, &["namnd"]))
        }
        _ => None,
    };
    let Some(board) = board.map(|board| lower(&board.name)) else {
        return;
    };
    for number in all.iter_mut().filter(|number| !number.series) {
        let letters = registry(&number.text);
        let ministry = numbers::is_of_ministry(&number.text);
        if !ministry && number.whose != Whose::Own && are_initials(&letters, &board) {
            number.whose = Whose::Own;
        }
    }
}

/// "Ärende MN 2031/118" below "Till miljönämnden": the initials are those of whoever
/// is written to.
pub(super) fn theirs_by_initials(
    all: &mut [Number],
    sheet: &Sheet<'_>,
    text: usize,
    names: &[Candidate],
) {
    let head = sheet.head.iter().take_while(|cell| cell.line < text);
    let addressed = head.filter_map(|cell| {
        let name = cell.low.strip_prefix("till ")?;
        bodies::kind_of(name).filter(|kind| *kind == "namnd")?;
        Some((cell.line, name.to_owned()))
    });
    let addressed: Vec<(usize, String)> = addressed.collect();
    for number in all.iter_mut().filter(|number| number.whose == Whose::Own) {
        let letters = registry(&number.text);
        let below = |line: usize| (line + 1..=line + 2).contains(&number.line);
        let theirs = |(line, name): &(usize, String)| below(*line) && are_initials(&letters, name);
        let own = |name: &Candidate| are_initials(&letters, &lower(&name.name));
        if addressed.iter().any(theirs) && !names.first().is_some_and(own) {
            number.whose = Whose::Theirs;
        }
    }
}

/// A bill names its inquiry in the account of the matter: the numbers in the
/// paragraphs that tell of the referral.
pub(super) fn told(sheet: &Sheet<'_>) -> Vec<Number> {
    let lines = sheet.lines;
    let tells = |at: &usize| {
        let raw = lines.raw(*at);
        ["remitter", "remiss", "etänkande"]
            .iter()
            .any(|word| raw.contains(word))
    };
    let mut found: Vec<Number> = Vec::new();
    for at in sheet.range.clone().filter(tells).take(60) {
        let words = lines.joined(at.saturating_sub(1), at + 4);
        for (_, number) in numbers::find(&words) {
            let ours = number.series || number.whose == Whose::Theirs;
            if ours && !found.iter().any(|other| other.text == number.text) && found.len() < 3 {
                found.push(Number {
                    line: at,
                    weight: 1.6,
                    ..number
                });
            }
        }
    }
    found
}

/// The letters of the registry that a number bears, behind a municipality's.
fn registry(number: &str) -> String {
    let mut parts = number.split(' ');
    let first = parts.next().unwrap_or("");
    let second = parts.next().filter(|second| {
        let place = first.len() == 2 && first.ends_with('K');
        place && second.starts_with(char::is_alphabetic)
    });
    let letters = second.unwrap_or(first).chars();
    lower(
        &letters
            .take_while(|c| c.is_alphabetic())
            .collect::<String>(),
    )
}

/// The letters before a number are the initials of a board.
pub(in crate::segment) fn is_of_board(number: &str, board: &str) -> bool {
    are_initials(&registry(number), &lower(board))
}

/// "sbn" for "stadsbyggnadsnämnden": its letters in order, from the first to that of
/// the last part.
fn are_initials(letters: &str, board: &str) -> bool {
    let last = [("n", "nämnd"), ("s", "styrelse"), ("u", "utskott")];
    let ends = last
        .iter()
        .any(|(letter, part)| letters.ends_with(letter) && board.contains(part));
    let mut rest = board.chars();
    let in_order = letters.chars().all(|c| rest.any(|other| other == c));
    letters.len() > 1 && ends && letters.chars().next() == board.chars().next() && in_order
}
