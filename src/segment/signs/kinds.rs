//! What kind of paper it is: every sign in words (`lexicon/signs.toml`) and
//! of structure adds its weight, and the highest sum wins.
//!
//! Minutes, memos and packets hold the signs of the letters in them, so that
//! a strong container keeps a letter below itself.

use super::bodies;
use super::numbers;
use super::shape;
use super::sheet::Sheet;
use super::{Ground, Scored};
use crate::document::DocumentKind;
use crate::lexicon::{Where, labels, lexicon, signs};
use crate::line::Cell;
use crate::segment::extent::is_address;
use crate::segment::item;
use crate::text::lower;
use std::ops::Range;

/// Kinds in the order that breaks a tie.
const KINDS: [DocumentKind; 9] = [
    DocumentKind::Utlatande,
    DocumentKind::Handlingar,
    DocumentKind::Protokollsutdrag,
    DocumentKind::Tjansteutlatande,
    DocumentKind::Remissammanstallning,
    DocumentKind::Missiv,
    DocumentKind::Forslag,
    DocumentKind::Remissvar,
    DocumentKind::Okand,
];

/// Lines with words that are the top of a paper, and its first cells.
const TOP: usize = 8;
/// Longest line that can be a heading or a label.
const SHORT: usize = 60;
/// A container this strong holds the letters in it down to just below.
pub(crate) const CONTAINER: f32 = 6.0;
/// An answer that nothing but what was sent out speaks for has less.
const SENT_OUT: f32 = 5.0;

/// All kinds with their sums, best first.
pub(crate) fn weigh(sheet: &Sheet<'_>) -> Vec<Scored<DocumentKind>> {
    let mut kinds: Vec<Scored<DocumentKind>> = KINDS.map(Scored::new).into();
    let at = |name: &str| KINDS.iter().position(|kind| kind.name() == name);
    let opening = sheet.opening(TOP * 5, 4000);
    let text = format!("{} {}", sheet.opening(250, 24_000), sheet.ending());
    let short = short_lines(sheet);
    let top = sheet
        .head
        .iter()
        .map(|cell| cell.line)
        .take(TOP * 3)
        .nth(TOP * 2)
        .unwrap_or(usize::MAX);
    let listed = listed_papers(sheet);
    let own = |cell: &&Cell| !listed.contains(&cell.line);
    for sign in &signs().kind {
        let line = match sign.place {
            Where::Top => sheet
                .head
                .iter()
                .filter(own)
                .take_while(|cell| cell.line <= top)
                .take(TOP * 2)
                .find(|cell| sign.meets(&cell.low))
                .map(|cell| cell.line),
            Where::Head => sheet
                .head
                .iter()
                .filter(own)
                .find(|cell| sign.meets(&cell.low))
                .map(|cell| cell.line),
            Where::Short => short
                .iter()
                .find(|(_, low)| sign.meets(low))
                .map(|(line, _)| *line),
            Where::Opening => sign.meets(&opening).then_some(sheet.range.start),
            Where::Text => sign.meets(&text).then_some(sheet.range.start),
        };
        if let (Some(line), Some(kind)) = (line, at(&sign.kind)) {
            kinds[kind].ground(Ground::new(sign.id.as_str(), line, sign.weight));
        }
    }
    for (sign, line) in structure(sheet, &short) {
        if let Some((kind, weight)) = signs().structure.get(sign)
            && let Some(kind) = at(kind)
        {
            kinds[kind].ground(Ground::new(sign, line, *weight));
        }
    }
    settle(&mut kinds, sheet.range.start);
    kinds.sort_by(Scored::order);
    kinds
}

fn settle(kinds: &mut [Scored<DocumentKind>], line: usize) {
    let total = |kinds: &[Scored<DocumentKind>], kind: DocumentKind| {
        kinds
            .iter()
            .find(|one| one.value == kind)
            .map_or(0.0, |one| one.total)
    };
    use DocumentKind::{
        Handlingar, Missiv, Okand, Protokollsutdrag, Remissammanstallning, Remissvar,
        Tjansteutlatande, Utlatande,
    };
    let container = [
        Handlingar,
        Protokollsutdrag,
        Tjansteutlatande,
        Utlatande,
        Remissammanstallning,
    ]
    .into_iter()
    .map(|kind| total(kinds, kind))
    .fold(0.0, f32::max);
    let prior = signs().prior;
    for one in kinds.iter_mut() {
        match one.value {
            Okand => one.ground(Ground::new("no sign at all", line, prior)),
            // "Myndigheterna har beretts tillfälle att yttra sig (SOU 2031:8)": that
            // something was sent out is no answer to it.
            Remissvar if (prior..SENT_OUT).contains(&one.total) && is_only_sent_out(one) => {
                let down = one.total - prior + 0.1;
                one.ground(Ground::new("says no more than that", line, -down));
            }
            Remissvar | Missiv if container >= CONTAINER && one.total >= CONTAINER => {
                let down = one.total - (CONTAINER - 0.1);
                one.ground(Ground::new("stands inside another paper", line, -down));
            }
            _ => {}
        }
    }
}

/// All that speaks for it is that it names what was sent out.
fn is_only_sent_out(one: &Scored<DocumentKind>) -> bool {
    let signs = ["was asked or has read it", "number of a referral"];
    let mut grounds = one.grounds.iter();
    grounds.all(|ground| signs.contains(&ground.sign.as_str()))
}

/// "Beslutsunderlag" below the top, and what stands under it: other papers, whose
/// kinds say nothing of this one's.
fn listed_papers(sheet: &Sheet<'_>) -> Range<usize> {
    let below = sheet.head.iter().skip(TOP);
    let mut headings = below.filter(|cell| {
        let plain = cell.low.trim_end_matches(':');
        cell.of == 1 && signs().text.lists_papers.iter().any(|it| it == plain)
    });
    headings.next().map_or(0..0, |heading| {
        let first = sheet.lines.next_words(heading.line + 1, sheet.range.end);
        let end = first.map(|first| sheet.lines.paragraph_end(first, sheet.range.end));
        heading.line..end.unwrap_or(heading.line + 1)
    })
}

/// Short lines of the whole paper in lower case.
fn short_lines(sheet: &Sheet<'_>) -> Vec<(usize, String)> {
    sheet
        .range
        .clone()
        .filter(|&at| (3..=SHORT).contains(&sheet.lines.raw(at).len()))
        .map(|at| {
            let low = lower(&sheet.lines.words(at));
            let plain = low.trim_start_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '.' | ' ' | '│' | '-' | '#')
            });
            (at, plain.trim_end_matches([':', ' ']).to_owned())
        })
        .collect()
}

/// The signs of structure that a paper has.
fn structure(sheet: &Sheet<'_>, short: &[(usize, String)]) -> Vec<(&'static str, usize)> {
    let mut found = Vec::new();
    let first = sheet.range.start;
    let links = sheet.lines.document().encoding == crate::formats::html::PAGE_OF_LINKS;
    found.extend(links.then_some(("links to papers", first)));
    let names = super::names::list(sheet);
    if names >= 6 {
        found.push(("names in a list", first));
    }
    if names >= 12 {
        found.push(("many names in a list", first));
    }
    let receives = |at: usize| {
        let cell = &sheet.head[at];
        is_addressee(&cell.low)
            || at > 0
                && cell.line < first + 24
                && bodies::name(&cell.text).is_some_and(|name| {
                    matches!(name.kind.as_deref(), Some("myndighet" | "departement"))
                })
    };
    if let Some(cell) = (0..sheet.head.len())
        .find(|&at| receives(at))
        .map(|at| &sheet.head[at])
    {
        found.push(("addressed", cell.line));
    }
    let mail = |label: &str| {
        sheet
            .head
            .iter()
            .take(8)
            .any(|cell| cell.low.starts_with(label))
    };
    if mail("från:") && (mail("till:") || mail("skickat:") || mail("datum:")) {
        found.push(("mail", first));
    }
    let several =
        |cell: &&Cell| cell.low.starts_with("till:") && cell.low.matches(['@', ';']).count() > 2;
    if let Some(cell) = sheet.head.iter().take(8).find(several) {
        found.push(("mail to several", cell.line));
    }
    let numbered = sheet.head.iter().find(|cell| {
        numbers::find(&cell.text)
            .iter()
            .any(|(_, number)| number.whose == numbers::Whose::Theirs)
    });
    if let Some(cell) = numbered {
        found.push(("number of a referral", cell.line));
    }
    // "Angående KS 2031/417": what a letter without a title is about.
    let mut titled = sheet
        .head
        .iter()
        .filter(|cell| labels().concerns(&cell.low));
    if let Some(cell) = titled.find(|cell| !numbers::find(&cell.text).is_empty()) {
        found.push(("takes up a case by its number", cell.line));
    }
    let mut named = super::names::named_in_a_form(sheet).into_iter();
    if let Some((line, _)) = named.find(|(_, name)| bodies::name(name).is_some()) {
        found.push(("a form with its sender", line));
    }
    minutes(sheet, short, &mut found);
    report(sheet, short, &mut found);
    shape::account(sheet, &mut found);
    shape::proposal(sheet, short, &mut found);
    found
}

/// "…departementet", "registrator@…", "Till".
pub(crate) fn is_addressee(low: &str) -> bool {
    let plain = low.trim_start_matches("till ").trim_end_matches(',');
    let short = low.len() < 70;
    short
        && (plain.ends_with("departementet")
            || signs().text.addressees.iter().any(|name| plain == name)
            || low == "till"
            || low.starts_with("till ") && bodies::kind_of(plain).is_some()
            // "Till Jordbruksverket, Box 7, 551 82 Jönköping".
            || low.starts_with("till ")
                && plain.split_once(", ").is_some_and(|(name, place)| {
                    bodies::kind_of(name).is_some() && is_address(place)
                })
            // "Kommunstyrelsen, Almviks stad": a board with its place.
            || plain.split_once(", ").is_some_and(|(board, place)| {
                bodies::kind_of(board) == Some("namnd") && bodies::kind_of(place) == Some("kommun")
            })
            // "Jordbruksverket, ärende 5.2-811/2031": the case is theirs.
            || plain
                .split_once(", ärende ")
                .is_some_and(|(name, _)| bodies::kind_of(name).is_some())
            || ["registrator@", "remissvar@", "registraturen@", "remiss@"]
                .iter()
                .any(|mail| low.contains(mail)))
}

/// The number of "§ 12".
fn item_number(raw: &str) -> u32 {
    let digits = raw.split('§').nth(1).unwrap_or("").trim_start();
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

fn minutes(sheet: &Sheet<'_>, short: &[(usize, String)], found: &mut Vec<(&'static str, usize)>) {
    let items: Vec<usize> = sheet
        .range
        .clone()
        .filter(|&at| item::is_item(sheet.lines, at))
        .take(40)
        .collect();
    let head_end = sheet.head.last().map_or(0, |cell| cell.line);
    if let Some(&at) = items.first().filter(|&&at| at <= head_end) {
        found.push(("item of minutes", at));
    }
    let agenda = short.iter().find(|(_, low)| {
        matches!(
            low.as_str(),
            "föredragningslista"
                | "dagordning"
                | "ärendelista"
                | "ärenden"
                | "kallelse och föredragningslista"
        )
    });
    let is = |low: &str, word: &str| {
        low == word || low.starts_with(word) && low[word.len()..].starts_with(':')
    };
    let handlers = short
        .iter()
        .filter(|(_, low)| is(low, "handläggare"))
        .count();
    let proposals = short
        .iter()
        .filter(|(_, low)| lexicon().has_role(low, "proposal"))
        .count();
    let receiver = short
        .iter()
        .any(|(_, low)| low == "till" || low.ends_with(" till") && low.len() < 40);
    if let Some((line, _)) = agenda.filter(|_| proposals >= 1 && handlers >= 2) {
        found.push(("items and an agenda", *line));
    }
    let distinct: std::collections::BTreeSet<u32> = items
        .iter()
        .map(|&at| item_number(sheet.lines.raw(at)))
        .collect();
    if distinct.len() > 8 && agenda.is_some() {
        found.push(("whole minutes", items[0]));
    }
    let called = sheet.head.iter().find(|cell| {
        // As a line of prose goes on: "… digital / kallelse i domstol".
        cell.text.starts_with("Kallelse")
            || cell.text.starts_with("KALLELSE")
            || cell.low.contains("kallas till sammanträde")
            || cell.low.starts_with("kallas till")
            || cell.low.starts_with("sammanträdeshandlingar")
    });
    // An agenda alone brings no papers.
    let decides = |(_, low): &(usize, String)| lexicon().has_role(low, "decision");
    let papers = || proposals > 0 || handlers > 0 || !items.is_empty() || short.iter().any(decides);
    if let Some(cell) = called.filter(|cell| {
        !["stämma", "årsmöte"]
            .iter()
            .any(|word| cell.low.contains(word))
            && papers()
    }) {
        found.push(("called to a meeting", cell.line));
    }
    if handlers > 0 && receiver && proposals > 0 {
        found.push(("memo with receiver and clerk", sheet.range.start));
    }
}

fn report(sheet: &Sheet<'_>, short: &[(usize, String)], found: &mut Vec<(&'static str, usize)>) {
    let lydelse = sheet
        .range
        .clone()
        .filter(|&at| sheet.lines.raw(at).contains("lydelse"))
        .take(4)
        .count();
    if lydelse >= 4 {
        found.push(("answers one by one", sheet.range.start));
    }
    let titled = sheet.head.iter().take(20).find(|cell| {
        let row = lower(sheet.lines.raw(cell.line));
        (cell.low.starts_with("utlåtande ") || cell.low == "utlåtande")
            && ["rotel", "dnr", "ks ", "20"]
                .iter()
                .any(|sign| row.contains(sign))
    });
    if let Some(cell) = titled {
        found.push(("final report", cell.line));
    }
    let council = sheet.head.iter().take(12).find(|cell| {
        cell.low.starts_with("handling ") && cell.low.contains(" nr ")
            || cell.low == "kommunstyrelsens förslag"
            || cell.low.starts_with("pm 20") && cell.low.contains("rix")
    });
    if let Some(cell) = council {
        found.push(("paper to the council", cell.line));
    }
    let head = sheet
        .head
        .iter()
        .take(20)
        .map(|cell| cell.line)
        .max()
        .unwrap_or(0);
    let inside = short
        .iter()
        .find(|(at, low)| *at > head && lexicon().has_role(low, "compilation"));
    if let Some((line, _)) = inside {
        found.push(("compilation inside a report", *line));
    }
}
