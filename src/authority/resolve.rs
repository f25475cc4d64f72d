//! From a written form to its body: the form as it stands, then without what
//! is lightly lost, then the body whose part it names, then a slip.

use super::form::{bare, clean, glued, key, nominative, scanned};
use super::table::{Claim, Table};
use super::{Body, How, boards, slips};

/// Longest name in bytes; the longest real one has some 160.
const LONGEST: usize = 300;

/// Kinds of bodies that have parts which are written behind or before their
/// name: faculties, divisions, boards, offices.
const WITH_PARTS: [&str; 10] = [
    "larosate",
    "domstol",
    "myndighet",
    "riksdagsmyndighet",
    "kommun",
    "region",
    "lansstyrelse",
    "departement",
    "statligt_bolag",
    "kommunforbund",
];

/// Words that a part of a body begins or ends with.
const PARTS: [&str; 14] = [
    "fakultet",
    "institution",
    "avdelning",
    "enhet",
    "centrum",
    "domstol",
    "akademi",
    "högskola",
    "förvaltning",
    "styrelse",
    "kansli",
    "sekretariat",
    "tema ",
    "institut",
];

pub(super) fn whole(table: &Table, written: &str) -> Option<Body> {
    if written.len() > LONGEST {
        return None;
    }
    let name = clean(written);
    if name.chars().count() < 2 {
        return None;
    }
    direct(table, &name)
        .or_else(|| loose(table, &name))
        .or_else(|| boards::of_municipality(table, &name))
        .or_else(|| part(table, &name))
        .or_else(|| slip(table, &name))
}

pub(super) fn entry(table: &Table, written: &str) -> Option<Body> {
    let unnumbered = written
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '\t'));
    let found = whole(table, written)
        .or_else(|| whole(table, unnumbered))
        .filter(Body::identifies);
    found
        .or_else(|| {
            let (row, also) = table.places.get(&key(unnumbered))?;
            let mut body = table.body(*row, How::Rule);
            if !also.is_empty() {
                body.note = Some(format!("orten är också: {}", also.replace('|', ", ")));
            }
            Some(body)
        })
        .or_else(|| whole(table, written))
}

/// The form as it stands, then without a genitive mark.
pub(super) fn direct(table: &Table, name: &str) -> Option<Body> {
    let name = clean(name);
    let exact = key(&name);
    as_written(table, &name, &exact).or_else(|| {
        let stem = nominative(&exact)?;
        let cut = name.strip_suffix(":s").or_else(|| name.strip_suffix('s'))?;
        as_written(table, cut, stem)
    })
}

fn as_written(table: &Table, name: &str, exact: &str) -> Option<Body> {
    let doubt = table.doubts.get(exact);
    let claim = table.by_key(exact);
    // A body's own name stands, with a word on what else it may be.
    if let Some(claim) = claim
        && (doubt.is_none_or(|doubt| doubt.is_single()) || claim.how == How::Exact)
    {
        let mut body = table.body(claim.row, claim.how);
        if let Some(doubt) = doubt.filter(|doubt| !doubt.is_single()) {
            body.note = Some(note(&doubt.means, &doubt.tell));
        }
        return Some(body);
    }
    let known = table.by_short(name);
    let single = name.chars().count() == 1;
    if let [(row, was)] = known
        && !single
        && doubt.is_none_or(|doubt| doubt.is_single())
    {
        let how = if *was { How::Former } else { How::Short };
        return Some(table.body(*row, how));
    }
    // "sak" and "fris" are words; a form of several bodies has a capital.
    if let Some(doubt) = doubt.filter(|_| !single && name.starts_with(char::is_uppercase)) {
        return Some(several(name, &doubt.means, &doubt.tell));
    }
    if known.len() > 1 {
        let names: Vec<String> = known
            .iter()
            .map(|(row, _)| table.rows[*row as usize].name.clone())
            .collect();
        return Some(several(name, &names, ""));
    }
    None
}

fn several(name: &str, means: &[String], tell: &str) -> Body {
    Body {
        name: name.to_owned(),
        kind: None,
        id: None,
        part: None,
        how: How::Ambiguous,
        note: Some(note(means, tell)),
        among: means.to_vec(),
    }
}

fn note(means: &[String], tell: &str) -> String {
    let means = means.join("; ");
    if tell.is_empty() {
        format!("kan vara: {means}")
    } else {
        format!("kan vara: {means} ({tell})")
    }
}

/// Lost hyphens, spaces, company forms and genitive marks; what a scanner
/// mixes up.
pub(super) fn loose(table: &Table, name: &str) -> Option<Body> {
    let exact = key(name);
    let together = glued(&exact);
    // Short forms are compared with case, not without spaces.
    if together.0.chars().count() < SHORTEST_LOOSE {
        return None;
    }
    let found = |claim: Claim, how: How| {
        let row = table.row(claim);
        let ordinary = table.doubts.contains_key(&key(&row.name));
        (!ordinary).then(|| table.body(claim.row, how.max(claim.how)))
    };
    table
        .by_glued(&together)
        .and_then(|claim| found(claim, How::Variant))
        .or_else(|| found(table.by_bare(&bare(&exact))?, How::Slip))
        .or_else(|| found(table.by_scanned(&scanned(&together.0))?, How::Slip))
}

/// Shorter forms than this are too like other words ("tre", "mind").
const SHORTEST_LOOSE: usize = 5;

fn known(table: &Table, name: &str) -> Option<Body> {
    direct(table, name)
        .or_else(|| loose(table, name))
        .filter(Body::identifies)
}

/// "X (Y)", "X, Y", "X – Y", "Y vid X": X is the body, Y its short form or a
/// part of it.
fn part(table: &Table, name: &str) -> Option<Body> {
    if let Some(inner) = name.strip_suffix(')')
        && let Some((before, inside)) = split_bracket(inner)
    {
        return match known(table, before) {
            Some(body) => behind(table, body, inside),
            None => part(table, before).or_else(|| by_short_and_likeness(table, before, inside)),
        };
    }
    for mark in [", ", " – ", " - ", " — "] {
        if let Some((before, after)) = name.split_once(mark) {
            let found = known(table, before)
                .and_then(|body| behind(table, body, after))
                .or_else(|| ahead(table, before, after))
                .or_else(|| by_short_and_likeness(table, before, after));
            if found.is_some() {
                return found;
            }
        }
    }
    if let Some((part, of)) = name.rsplit_once(" vid ") {
        return with_part(known(table, of)?, part);
    }
    None
}

fn split_bracket(inner: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    for (at, c) in inner.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((inner[..at].trim_end(), &inner[at + 1..]));
        }
    }
    None
}

/// What stands behind a known name: its own short form or name, a part, a
/// limit of the question, or else something that makes it another body.
fn behind(table: &Table, body: Body, after: &str) -> Option<Body> {
    let after = after.trim();
    if let Some(other) = direct(table, after)
        && other.id == body.id
    {
        return Some(body);
    }
    if is_short(after) && !is_place(table, after) {
        return Some(body);
    }
    if is_limit(after) {
        let note = format!("tillfrågad i delar: {after}");
        return Some(Body {
            note: Some(note),
            ..body
        });
    }
    let kind = body.kind.as_deref().unwrap_or("");
    if WITH_PARTS.contains(&kind) {
        return Some(Body {
            part: Some(after.to_owned()),
            how: body.how.max(How::Rule),
            ..body
        });
    }
    // An apposition in small letters says what the body is.
    let apposition = after.starts_with(char::is_lowercase)
        && !after.starts_with("i ")
        && !after.contains("avdelning")
        && !after.contains("distrikt");
    apposition.then_some(body)
}

/// "Institutionen för X, universitetet", "BOS – Branschföreningen för …":
/// the body stands last.
fn ahead(table: &Table, before: &str, after: &str) -> Option<Body> {
    let body = known(table, after)?;
    if is_short(before) {
        return Some(body);
    }
    let low = before.to_lowercase();
    let is_part = PARTS.iter().any(|word| low.contains(word));
    is_part.then(|| with_part(body, before))?
}

fn with_part(body: Body, part: &str) -> Option<Body> {
    let kind = body.kind.as_deref().unwrap_or("");
    WITH_PARTS.contains(&kind).then(|| Body {
        part: Some(clean(part)),
        how: body.how.max(How::Rule),
        ..body
    })
}

/// "Sveriges Allmännyttiga Bostadsbolag (SABO)": the short form leads to a
/// body, and most words of the name are that body's.
fn by_short_and_likeness(table: &Table, name: &str, short: &str) -> Option<Body> {
    let [(row, was)] = table.by_short(short.trim()) else {
        return None;
    };
    let how = if *was { How::Former } else { How::Slip };
    slips::shares_words(table, name, *row).then(|| table.body(*row, how.max(How::Former)))
}

/// "SKR", "Forte", "KemI": one word with more than one capital, or short.
fn is_short(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    !word.contains(' ') && word.chars().count() <= 8 && (capitals >= 2 || word.chars().count() <= 5)
}

fn is_place(table: &Table, word: &str) -> bool {
    table.places.contains_key(&key(word))
}

/// "kapitel 7 och 9", "bet. om …", "endast avsnitt 4".
pub(super) fn is_limit(words: &str) -> bool {
    let low = words.to_lowercase();
    let opens = [
        "kap",
        "avsnitt",
        "bet.",
        "betänkande",
        "endast",
        "fokusområde",
        "åtagande",
        "del ",
        "delen",
        "delarna",
        "såvitt",
        "för kännedom",
    ];
    opens.iter().any(|word| low.starts_with(word))
}

fn slip(table: &Table, name: &str) -> Option<Body> {
    slips::nearest(table, name).or_else(|| {
        // A slip in a body's name, its part or short form behind it.
        let mark = [" (", ", ", " – "]
            .iter()
            .find(|mark| name.contains(**mark))?;
        let (before, after) = name.split_once(mark)?;
        let body = slips::nearest(table, before)?;
        behind(table, body, after.trim_end_matches(')'))
    })
}
