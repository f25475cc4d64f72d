//! What may open a respondent's entry in an account: the forms in which such
//! papers set a name before what it says.
//!
//! Looks like: "Lantmäteriet" or "1. Lantmäteriet (2022-10-11)" over a text,
//! "**Trafikverket**", "Instans: Boverket" over "Synpunkt: …", "Telia: Bolaget
//! anser …", "9. Ås kommun – inga synpunkter". Says what stands there and whom it
//! names; whether the account is of that form is weighed in [`super::entries`].

use super::heard::Heard;
use super::prose::is_numbered_heading;
use super::spaced::is_of_sender;
use super::subjects;
use crate::lexicon::{accounts, lexicon};
use crate::line::Lines;
use crate::prose::{is_closed, is_several};
use crate::segment::builder::Builder;
use crate::segment::extent::is_heading_alone;
use crate::segment::signs::sheet::is_label;
use crate::segment::signs::{bodies, dates, names, numbers};
use crate::text::lower;

/// How the names of an account are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// "Instans: Boverket".
    Labelled,
    /// "12. Region Norr".
    Numbered,
    /// By a Markdown or document style: the level of a heading, or bold.
    Marked(u8),
    /// A line of its own.
    Plain,
    /// "Telia: Bolaget anser …".
    RunIn,
}

/// A place where an entry may open.
#[derive(Clone, Debug)]
pub(super) struct Opening {
    pub(super) form: Form,
    pub(super) at: usize,
    /// Whom it names, as printed.
    pub(super) names: Vec<String>,
    /// They are names by themselves, not by where they stand.
    pub(super) known: bool,
    /// The number before them.
    pub(super) number: Option<Number>,
    /// Where the text begins: its line and, where it begins inside that, the
    /// byte in the document.
    pub(super) text: (usize, Option<u32>),
}

/// Longest name that stands alone, and before a colon.
const ALONE: usize = 110;
const RUN_IN: usize = 80;

/// What may open an entry at this line.
pub(super) fn opening(out: &Builder<'_>, heard: &Heard, at: usize) -> Option<Opening> {
    let lines = out.lines;
    if lines.is_blank(at) || out.is_furniture(at) {
        return None;
    }
    labelled(lines, heard, at)
        .or_else(|| behind_mark(lines, heard, at))
        .or_else(|| alone(out, heard, at))
        .or_else(|| run_in(lines, heard, at))
}

/// Whom these words name, and whether they are names by themselves.
fn whose(words: &str, heard: &Heard) -> (Vec<String>, bool) {
    let own = |name: &bodies::Name| name.kind.as_deref() != Some("kontor");
    if let Some(found) = heard.name(words) {
        return (vec![found.name], true);
    }
    let one = bodies::name(words).filter(own);
    let several = || subjects::listed(words, heard);
    match one {
        Some(one) if one.known || !words.contains([',', '&']) && !words.contains(" och ") => {
            (vec![bodies::uncapitalised(words)], true)
        }
        one => match several() {
            names if names.len() > 1 && names.iter().all(|name| name.known) => {
                (names.into_iter().map(|name| name.name).collect(), true)
            }
            _ => (vec![bodies::uncapitalised(words)], one.is_some()),
        },
    }
}

/// "Instans: Boverket", the view below it behind a label of its own or none.
fn labelled(lines: &Lines<'_>, heard: &Heard, at: usize) -> Option<Opening> {
    let words = lines.words(at);
    let (label, name) = words.split_once(':')?;
    let low = lower(label);
    let name = bare(name.trim());
    let labels = &accounts().body_column;
    // "Synpunkt från Boverket:" over the text.
    let led = || {
        let mut leads = accounts().entry_leads.iter();
        let lead = leads.find(|lead| low.starts_with(lead.as_str()))?;
        words.split_once(':')?.0.get(lead.len()..).map(bare)
    };
    let name = match labels.contains(&low) {
        true => name,
        false if name.is_empty() => led()?,
        false => return None,
    };
    if name.len() < 2 || name.len() > ALONE {
        return None;
    }
    let text = lines.next_words(at + 1, lines.len())?;
    let raw = lines.raw(text);
    let views = &accounts().view_column;
    let view = raw
        .split_once(": ")
        .filter(|(label, _)| views.contains(&lower(label)));
    let byte = view.map(|(label, _)| lines.line(text).span.start + label.len() as u32 + 2);
    let (names, known) = whose(&name, heard);
    Some(Opening {
        form: Form::Labelled,
        at,
        names,
        known,
        number: None,
        text: (text, byte),
    })
}

/// "9. Ås kommun – inga synpunkter", "4. Region Norr: Regionen …".
fn behind_mark(lines: &Lines<'_>, heard: &Heard, at: usize) -> Option<Opening> {
    let raw = lines.raw(at);
    let entry = names::entry(raw);
    let number = raw.starts_with(|c: char| c.is_ascii_digit()) && entry.len() < raw.len();
    let (name, cut) = [" – ", " - ", ": "]
        .iter()
        .filter_map(|mark| Some((&entry[..entry.find(mark)?], entry.find(mark)? + mark.len())))
        .min_by_key(|(name, _)| name.len())?;
    let (printed, known) = whose(&bare(name), heard);
    let text = entry[cut..].trim_start();
    if !number || name.len() > RUN_IN || text.is_empty() || !known && !is_namelike(name) {
        return None;
    }
    let byte = lines.line(at).span.start + (raw.len() - text.len()) as u32;
    Some(Opening {
        form: Form::Numbered,
        at,
        names: printed,
        known,
        number: Number::read(raw),
        text: (at, Some(byte)),
    })
}

/// The line at which the text below a name begins, not the next name of a list:
/// behind when it came in, what else the body is called, and one heading; and
/// whether it is told when it came in.
fn text_below(out: &Builder<'_>, at: usize) -> Option<(usize, bool)> {
    /// Lines between a name and its text.
    const NEAR: usize = 8;
    let lines = out.lines;
    let end = lines.len().min(at + 1 + NEAR);
    let says = |at: usize| lines.raw(at).len() > 50 || is_closed(lines.raw(at));
    let mut below = (at + 1..end).filter(|&at| !lines.is_blank(at) && !out.is_furniture(at));
    let (mut heading, mut came_in) = (None, false);
    loop {
        let next = below.next()?;
        let low = lower(&lines.words(next));
        let received = accounts().received.iter();
        let told = received.clone().any(|word| low.starts_with(word.as_str()));
        let beside = told || low.starts_with('(') && low.ends_with(')');
        came_in |= told;
        match heading {
            _ if beside && heading.is_none() => {}
            _ if lines.cells(next).len() != 1 => return None,
            _ if says(next) => return Some((next, came_in)),
            None if is_heading_alone(lines, next, end) => heading = Some(next),
            _ => return None,
        }
    }
}

/// A name on a line of its own, with a text below it.
fn alone(out: &Builder<'_>, heard: &Heard, at: usize) -> Option<Opening> {
    let lines = out.lines;
    let words = lines.words(at);
    if words.len() < 4 || words.len() > ALONE || is_closed(&words) || words.contains("...") {
        return None;
    }
    let raw = alone_but_for_the_day(lines, at)?;
    let (next, came_in) = text_below(out, at)?;
    if holds_a_verb(&words) {
        return None;
    }
    let mark = match (lines.line(at).heading, lines.line(at).bold) {
        (0, false) => None,
        (level, _) => Some(level),
    };
    let apart = at == 0
        || lines.is_blank(at - 1)
        || out.is_furniture(at - 1)
        || lines.line(at).heading > 0
        || is_numbered_heading(lines.raw(at - 1))
        || is_closed(lines.raw(at - 1));
    if !apart {
        return None;
    }
    // "2.4  Fjällviks kommun *": marks before and behind are none of the name.
    let raw = raw.trim_end_matches(['*', ' ', '†']);
    let entry = names::entry(raw);
    let entry = entry.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    // "Yttrande 3, Öreryds vägsamfällighet".
    let counted = counted(entry);
    let entry = counted.unwrap_or(entry);
    let numbered = entry.len() < raw.len();
    let name = bare(entry);
    // "Hamnnämnden (2024-05-25, § 98) anser att …": a sentence.
    let behind = entry.rfind(')').map_or("", |at| &entry[at + 1..]);
    if behind.contains(char::is_alphabetic) {
        return None;
    }
    let dated = dates::find(entry).next().is_some() && name.len() < entry.len();
    let role = lexicon().section(&name).is_some();
    let (printed, known) = whose(&name, heard);
    let placed = numbered && dated && name.starts_with(char::is_uppercase);
    let told = (came_in || counted.is_some()) && !role;
    let known = known || placed || told && is_namelike(&name);
    let form = match (mark, numbered) {
        (Some(level), _) => Form::Marked(level),
        (None, true) => Form::Numbered,
        (None, false) => Form::Plain,
    };
    let plausible = known || form != Form::Plain && !role && is_namelike(&name);
    plausible.then_some(Opening {
        form,
        at,
        names: printed,
        known,
        number: Number::read(raw),
        text: (next, None),
    })
}

/// What stands behind "Yttrande 3, ".
fn counted(entry: &str) -> Option<&str> {
    let (label, name) = entry.split_once(", ")?;
    let (word, number) = label.split_once(' ')?;
    let counts = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let word = lower(word);
    let kinds = &accounts().view_column;
    (counts && kinds.contains(&word)).then_some(name)
}

/// Somebody says something: "… och HT menar att".
fn holds_a_verb(words: &str) -> bool {
    let mut words = words
        .split(' ')
        .filter(|word| word.starts_with(char::is_lowercase));
    words.any(|word| accounts().verbs.iter().any(|verb| verb == word))
}

/// "Telia: Bolaget anser …" at the start of a paragraph.
fn run_in(lines: &Lines<'_>, heard: &Heard, at: usize) -> Option<Opening> {
    let raw = lines.raw(at);
    let above = at.checked_sub(1).map(|above| lines.raw(above));
    let opens = above
        .is_none_or(|above| above.is_empty() || is_closed(above) || is_numbered_heading(above));
    // "UPPSALA STIFT – Stiftet tillstyrker …" too, where a name is set apart so.
    let dashed = || {
        let (label, text) = raw.split_once(" – ")?;
        let shouted = !label.contains(char::is_lowercase) && label.len() > 4;
        shouted.then_some((label, text))
    };
    // "Svea hovrätt. Hovrätten har inga invändningar": a name and no sentence.
    let stopped = || {
        let (label, text) = raw.split_once(". ")?;
        bodies::known(label).map(|_| (label, text))
    };
    let (label, text) = raw
        .split_once(": ")
        .filter(|(label, _)| label.len() <= RUN_IN)
        .or_else(dashed)
        .or_else(stopped)
        .filter(|_| opens)?;
    let label = label.trim_matches('*');
    let text = text.trim_start_matches(['*', ' ']);
    let heads = is_label(&lower(label)) || holds_a_verb(label);
    if label.len() > RUN_IN || heads || !is_namelike(label) || !text.starts_with(char::is_uppercase)
    {
        return None;
    }
    let (names, known) = whose(&bare(label), heard);
    // "Lomma: Bra underlag": a municipality by its place alone.
    let known = known || bodies::known(&format!("{label} kommun")).is_some();
    let byte = lines.line(at).span.start + (raw.len() - text.len()) as u32;
    Some(Opening {
        form: Form::RunIn,
        at,
        names,
        known,
        number: None,
        text: (at, Some(byte)),
    })
}

/// The number that counts an entry: "3.12" is the twelfth of 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    of: String,
    nth: u32,
}

impl Number {
    pub(super) fn read(raw: &str) -> Option<Self> {
        let end = raw.find(|c: char| !c.is_ascii_digit() && c != '.');
        let number = raw[..end.unwrap_or(raw.len())].trim_end_matches('.');
        let (of, nth) = number.rsplit_once('.').unwrap_or(("", number));
        Some(Number {
            of: of.to_owned(),
            nth: nth.parse().ok()?,
        })
    }

    /// How many numbers stand above it: "3.12" is of 3.
    pub(super) fn depth(&self) -> usize {
        self.of.split('.').filter(|part| !part.is_empty()).count()
    }

    /// It stands before another of the same list.
    pub(super) fn is_before(&self, other: &Number) -> bool {
        self.of != other.of || self.nth < other.nth
    }

    /// It comes right behind another of the same list.
    pub(super) fn follows(&self, other: &Number) -> bool {
        self.of == other.of && other.nth.checked_add(1) == Some(self.nth)
    }
}

/// It may be a name: a few words, the first with a capital, no sentence.
fn is_namelike(words: &str) -> bool {
    /// Words of a name.
    const WORDS: usize = 9;
    let low = lower(words);
    let heads = lexicon().section(&low).is_some() || is_label(&low);
    let thing = accounts().no_names.contains(&low);
    words.len() > 2
        && !heads
        && !thing
        && !is_of_sender(words)
        && words.split_whitespace().count() <= WORDS
        && words.starts_with(char::is_uppercase)
        && !words.contains(['?', '!', '”', '"', '|'])
        && !is_several(words)
}

/// The words of a line beside which at most stands when the answer came, or
/// its number.
pub(super) fn alone_but_for_the_day(lines: &Lines<'_>, at: usize) -> Option<String> {
    let mut row = lines.cells(at).iter();
    let first = row.next()?;
    // "3.   Domkapitlet i Växjö stift".
    let number = first.text.trim_end_matches('.');
    if number.bytes().all(|b| b.is_ascii_digit()) && first.of == 2 {
        let name = row.next()?;
        return Some(format!("{} {}", first.text, name.text));
    }
    let beside = |text: &str| dates::find(text).next().is_some() || !numbers::find(text).is_empty();
    let alone = row.next().is_none_or(|cell| beside(&cell.text)) && row.next().is_none();
    alone.then(|| first.text.clone())
}

/// A name without "(2022-10-14 § 77)", ", 2022-10-14", "dnr …" behind it.
pub(super) fn bare(entry: &str) -> String {
    let day = dates::find(entry).next().map_or(entry.len(), |(at, _)| at);
    let cut = [
        " (",
        ", yttrande",
        ", remissvar",
        ", dnr",
        " dnr",
        ", daterat",
        " daterat",
        " §",
    ]
    .iter()
    .filter_map(|word| entry.find(word))
    .chain([day])
    .min()
    .unwrap_or(entry.len());
    // "(ej remissinstans)" is said of the name.
    let remark = entry[cut..].starts_with(" (")
        && entry[cut..].contains(' ')
        && entry[cut + 2..].starts_with(char::is_lowercase);
    let keeps_bracket =
        !remark && entry[cut..].starts_with(" (") && dates::find(&entry[cut..]).next().is_none();
    let cut = if keeps_bracket && !entry[cut..].contains("dnr") {
        day.max(cut)
    } else {
        cut
    };
    entry[..cut]
        .trim_end_matches([',', ' ', '(', ':'])
        .to_owned()
}
