//! Answers in entries: a respondent's name, its view, then what the sender says of
//! it. The form in which names are set is weighed: it is the account's where
//! enough of what stands in its place are bodies, and then all of that is read,
//! whoever it names ("Privatperson 1", "Holmöns byalag").

use super::comments::{Comments, letterhead};
use super::heard::Heard;
use super::opening::{Form, Number, Opening, opening};
use super::prose::{self, is_numbered_heading};
use crate::lexicon::{accounts, lexicon};
use crate::line::Lines;
use crate::prose::is_closed;
use crate::segment::builder::{Builder, Open, Speaker};
use crate::segment::extent::{is_heading_alone, paragraph_end};
use crate::segment::signers::signers;
use crate::segment::signs::{bodies, dates};
use crate::segment::statement::mention;
use crate::text::{Span, lower};
use crate::unit::UnitKind;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Fewer openings are chance.
pub(super) const FEWEST: usize = 3;

/// Takes the view of every entry in these lines; false where there are too few.
pub(super) fn read(out: &mut Builder<'_>, range: Range<usize>) -> bool {
    let lines = out.lines;
    let mut heard = Heard::of(lines, false);
    let listed = out.asked_lines();
    let free = || range.clone().filter(|at| !listed.contains(at));
    let mut says = Comments::of(lines);
    let found = free().filter(|&at| !says.opens(lines, at));
    let found: Vec<Opening> = found.filter_map(|at| opening(out, &heard, at)).collect();
    let mut entries = of_the_form(without_heads_of_pages(lines, found));
    if entries.len() < FEWEST {
        return false;
    }
    let inside = matches!(entries[0].form, Form::Labelled | Form::RunIn);
    if !inside {
        let heads: Vec<usize> = entries.iter().map(|entry| entry.at).collect();
        // Where the names are in capitals, what is not is a heading inside a view.
        let capitals = heads.iter().filter(|&&at| shouted(lines.raw(at))).count();
        let capitals = 3 * capitals > 2 * heads.len();
        let alike = free().filter(|&at| !capitals || shouted(lines.raw(at)));
        let more = says.more_heads(out, &heads, alike);
        entries.extend(more.into_iter().filter_map(|(at, name)| {
            Some(Opening {
                form: Form::Plain,
                at,
                names: vec![name],
                known: false,
                number: None,
                text: (lines.next_words(at + 1, range.end)?, None),
            })
        }));
        entries.sort_by_key(|entry| entry.at);
    }
    says.learn_italics(lines, &entries);
    let last = last_end(out, &entries, range.end, usize::from(!inside));
    for (nth, entry) in entries.iter().enumerate() {
        let next = entries.get(nth + 1).map_or(last, |entry| entry.at);
        // "NÄMNDER" right above the first of them.
        if entry.text.0 < next {
            take(out, &says, entry, next);
        }
        // "INGA SYNPUNKTER" over a sentence that names them.
        if let Some(at) = (entry.text.0 + 1..next).find(|&at| is_silent(out, at)) {
            prose::read_with(out, &mut heard, at + 1, next);
        }
    }
    true
}

/// Where the last entry ends: it has no more paragraphs than any other and `more`.
fn last_end(out: &Builder<'_>, entries: &[Opening], end: usize, more: usize) -> usize {
    let lines = out.lines;
    let starts = |from: usize, to: usize| {
        let apart = move |at: &usize| !lines.is_blank(*at) && lines.is_blank(*at - 1);
        (from + 1..to).filter(apart)
    };
    let pairs = entries.windows(2);
    let most = pairs
        .map(|pair| starts(pair[0].at, pair[1].at).count())
        .max();
    let last = entries.last().zip(most);
    let stop = last.and_then(|(entry, most)| starts(entry.at, end).nth(most + more));
    stop.unwrap_or(end)
}

/// Without the sender's own name at the top of the paper and of its pages.
fn without_heads_of_pages(lines: &Lines<'_>, found: Vec<Opening>) -> Vec<Opening> {
    /// Lines of a letterhead.
    const TOP: usize = 12;
    let sender: BTreeSet<String> = letterhead(lines)
        .map(|name| bodies::key(&name.name))
        .collect();
    let is_own = |opening: &Opening| {
        let mut names = opening.names.iter();
        names.all(|name| sender.contains(&bodies::key(name)))
    };
    let again = found.iter().filter(|one| is_own(one)).count() > 1;
    let kept = |one: &Opening| !is_own(one) || one.at >= TOP && !again;
    found.into_iter().filter(kept).collect()
}

/// The heading over those who said nothing against it.
fn is_silent(out: &Builder<'_>, at: usize) -> bool {
    const HEADING: usize = 60;
    let low = lower(&out.lines.words(at));
    let silent = accounts().silent_sections.iter();
    low.len() < HEADING
        && is_heading_alone(out.lines, at, out.lines.len())
        && silent.clone().any(|words| bare_heading(&low) == words)
}

/// A heading without its number and marks.
fn bare_heading(low: &str) -> &str {
    low.trim_matches(|c: char| !c.is_alphabetic())
}

/// The openings of the form that most bodies are set in. Names on lines of their
/// own are one form, however they are marked; what is no body by itself is of it
/// where at least half of what is marked so are.
fn of_the_form(found: Vec<Opening>) -> Vec<Opening> {
    let mut counts: BTreeMap<Form, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for opening in &found {
        let (known, all) = counts.entry(opening.form).or_default();
        for name in &opening.names {
            all.insert(name);
            if opening.known {
                known.insert(name);
            }
        }
    }
    let adopted: BTreeMap<Form, bool> = counts
        .iter()
        .map(|(form, (known, all))| {
            let enough = known.len() >= FEWEST && 2 * known.len() >= all.len();
            (
                *form,
                enough || *form == Form::Labelled && all.len() >= FEWEST,
            )
        })
        .collect();
    let is_adopted = |form: Form| adopted.get(&form) == Some(&true);
    // Names on lines of their own are one form, however they are marked.
    let family = |form: Form| match form {
        Form::RunIn | Form::Labelled => form,
        _ => Form::Plain,
    };
    let counts = |opening: &Opening| {
        let headed = family(opening.form) == Form::Plain;
        is_adopted(opening.form) || headed && opening.known
    };
    let known = |of: Form| {
        let of_it = |one: &&Opening| family(one.form) == of && one.known && counts(one);
        found.iter().filter(of_it).count()
    };
    // Of as many the last: a label says what stands behind it.
    let forms = [Form::RunIn, Form::Plain, Form::Labelled];
    let Some(form) = forms.into_iter().max_by_key(|form| known(*form)) else {
        return Vec::new();
    };
    let of_it = |one: &Opening| family(one.form) == form && counts(one);
    let mut chosen: Vec<Opening> = found.iter().filter(|one| of_it(one)).cloned().collect();
    // Numbers that do not count on are those of lists in a view.
    let mut next: Option<Number> = None;
    let mut free: Vec<bool> = Vec::new();
    for one in chosen.iter().rev() {
        let behind = |number: &Number| next.as_ref().is_none_or(|next| number.is_before(next));
        free.push(one.known || one.number.as_ref().is_none_or(behind));
        if one.known {
            next = one.number.clone().or(next.take());
        }
    }
    let mut last: Option<Number> = None;
    chosen.retain(|one| {
        let follows = |number: &Number| last.as_ref().is_some_and(|last| number.follows(last));
        let free = free.pop().unwrap_or(true);
        let counts = one.known || free && one.number.as_ref().is_none_or(follows);
        if counts {
            last = one.number.clone().or(last.take());
        }
        counts
    });
    chosen
}

/// The views of an entry: up to the sender's comment, and what stands between one
/// comment and the next.
fn take(out: &mut Builder<'_>, says: &Comments, entry: &Opening, next: usize) {
    let lines = out.lines;
    let depth = entry.number.as_ref().map_or(usize::MAX, Number::depth);
    let ends = |from: usize| {
        (from..next).find(|&line| {
            // "3  Domstolar" over the next of those who are named below.
            let gap = |at: usize| lines.is_blank(at) || out.is_furniture(at);
            let chapter = || {
                is_numbered_heading(lines.raw(line))
                    && Number::read(lines.raw(line)).is_some_and(|number| number.depth() < depth)
                    && gap(line - 1)
                    && gap((line + 1).min(lines.len() - 1))
            };
            let low = lower(&lines.words(line));
            let moved = || {
                let mut parties = accounts().parties.iter();
                let led = parties.any(|words| low.starts_with(words.as_str()));
                led && line > entry.text.0 && !signers(&lines.words(line)).is_empty()
            };
            // "Kontorets sammantagna bedömning" over what is the sender's.
            let own =
                || lexicon().section(&low) == Some("views") && is_heading_alone(lines, line, next);
            let parts =
                || own() || is_section(out, line) || is_silent(out, line) || chapter() || moved();
            says.opens(lines, line) || line > entry.at && parts()
        })
    };
    let mut from = entry.text;
    let mut views = Vec::new();
    loop {
        // A comment right below the name leaves no view.
        let begins = from.0 + usize::from(from.1.is_some());
        let end = ends(begins).unwrap_or(next);
        if end > from.0 {
            views.push((from, end));
        }
        let comment = (end..next).find(|&line| says.opens(lines, line));
        let behind = comment.map(|at| says.end(lines, at, next));
        let again = behind.filter(|&at| (at..next).any(|line| says.opens(lines, line)));
        let Some(at) = again.and_then(|at| lines.next_words(at, next)) else {
            break;
        };
        // A heading set as the names are opens something else, another is of a
        // part that the same body speaks about.
        let title = !is_closed(lines.raw(at)) && paragraph_end(lines, at, next) == at + 1;
        let apart = shouted(lines.raw(entry.at)) && !shouted(lines.raw(at));
        let text = match title && apart {
            true => lines.next_words(at + 1, next).unwrap_or(next),
            false => at,
        };
        let other = text == next || title && !apart || says.opens(lines, text);
        // A second paragraph of the comment does not name the body.
        let own = || title || names_it(&entry.names, lines, text, next);
        if other || is_section(out, text) || !own() {
            break;
        }
        from = (text, None);
    }
    for ((line, byte), end) in views {
        // "INKOMNA YTTRANDEN     KOMMENTARER": two voices on one line.
        if says.beside && mixes(lines, line, end) {
            out.note(
                line,
                "a view and the comment beside it could not be told apart",
            );
            continue;
        }
        match (&entry.names[..], byte) {
            ([name], None) => headed(out, entry.at, name, line, end),
            (names, byte) => shared(out, names, (line, byte), end),
        }
    }
}

/// A paragraph calls the body by its name or a part of it: "Länsstyrelsen", "Verket"
/// of Trafikverket.
fn names_it(names: &[String], lines: &Lines<'_>, at: usize, to: usize) -> bool {
    /// Letters of a word that can tell a body.
    const LETTERS: usize = 4;
    let names: Vec<String> = names.iter().map(|name| lower(name)).collect();
    let text = lower(&lines.joined(at, paragraph_end(lines, at, to)));
    let words = text.split(|c: char| !c.is_alphanumeric());
    let bare = words.map(|word| word.trim_end_matches('s'));
    let bare = bare.map(|word| {
        word.strip_suffix("en")
            .or(word.strip_suffix("et"))
            .unwrap_or(word)
    });
    let mut bare = bare.filter(|word| word.chars().count() >= LETTERS);
    bare.any(|word| {
        names
            .iter()
            .any(|name| name.contains(word) && bodies::is_common(word) || name.starts_with(word))
    })
}

/// Most of these lines hold two columns.
fn mixes(lines: &Lines<'_>, from: usize, to: usize) -> bool {
    let worded = (from..to).filter(|&at| !lines.is_blank(at));
    let (mut all, mut two) = (0, 0);
    for at in worded {
        all += 1;
        two += usize::from(lines.cells(at).len() > 1);
    }
    2 * two > all
}

/// The view of one below its name.
fn headed(out: &mut Builder<'_>, at: usize, name: &str, text: usize, end: usize) {
    let lines = out.lines;
    let speaker = Speaker::new(bodies::listed(name), name);
    let date = dates::find(&lines.words(at))
        .next()
        .and_then(|(_, day)| day.iso());
    // A reservation that the account tells of is the members' own.
    let mut openings = (text..end).filter(|&line| lines.starts_paragraph(line));
    let said = openings.find_map(|line| {
        let found = mention(lines, line, end, None)?;
        (!found.signers.is_empty()).then_some((line, found))
    });
    let open = Open::new(UnitKind::Sammanfattning, &speaker, Some((at, at)), text);
    out.start(at, Open { date, ..open });
    out.close(said.as_ref().map_or(end, |(line, _)| *line));
    if let Some((line, found)) = said {
        out.take_mention(line, found, &speaker, None);
    }
}

/// A view behind its names on the same line, or of several.
fn shared(out: &mut Builder<'_>, names: &[String], from: (usize, Option<u32>), end: usize) {
    let lines = out.lines;
    let worded = |at: &usize| !lines.is_blank(*at) && !out.is_furniture(*at);
    let Some(last) = (from.0..end).rev().find(worded) else {
        return;
    };
    let whole = lines.span(from.0, last);
    let span = Span::new(from.1.unwrap_or(whole.start) as usize, whole.end as usize);
    for name in names {
        let speaker = Speaker::new(bodies::listed(name), name);
        let open = Open::new(UnitKind::Sammanfattning, &speaker, None, from.0);
        out.push_span(open, span, from.0);
    }
}

/// A heading in capitals, or set as one, that names no respondent.
fn is_section(out: &Builder<'_>, at: usize) -> bool {
    let lines = out.lines;
    let raw = lines.raw(at);
    // The head of a page parts nothing.
    let page = || out.is_furniture(at) || lines.opens_page(at);
    lines.line(at).heading > 0 || shouted(raw) && raw.len() < 90 && !page()
}

/// In capitals.
fn shouted(raw: &str) -> bool {
    let mut letters = raw.chars().filter(|c| c.is_alphabetic());
    raw.len() > 5 && letters.all(char::is_uppercase)
}

/// Above the first entry: those who had nothing to say, named in prose.
pub(super) fn without_views(out: &mut Builder<'_>, from: usize) {
    let first = out.first_unit_line().unwrap_or(from);
    if first > from {
        prose::read(out, from, first);
    }
}
