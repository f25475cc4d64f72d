//! Whether an answer goes to somebody outside the municipality or region: then
//! the whole speaks, and not the board alone.

use super::signs::names::Candidate;
use super::signs::sheet::Sheet;
use super::signs::{Ground, Scored, bodies, kinds};
use crate::lexicon::signs;
use crate::unit::Referral;

/// The answer goes to somebody outside the municipality or region, whose name is
/// `own` where it is known.
pub(crate) fn outside(sheet: &Sheet<'_>, referral: &Referral, own: Option<&str>) -> bool {
    /// Lines of a letterhead.
    const TOP: usize = 14;
    let addressed = sheet.head.iter().any(|cell| {
        let own = ["kommunstyrelsen", "kommunfullmäktige", "nämnden", "nämnd"]
            .iter()
            .any(|board| cell.low.contains(board));
        // "Till" alone tells nothing of whom.
        kinds::is_addressee(&cell.low) && !own && cell.low != "till"
    });
    let ministry = sheet.opening(80, 6000).contains("departementet");
    let series = referral.numbers.iter().any(|number| {
        number.starts_with("SOU ") || number.starts_with("Ds ") || number.starts_with("COM(")
    });
    // Further down a heading may have the form of a name ("Ljusfonden").
    let top = sheet.range.start + TOP;
    let agency = sheet.head.iter().any(|cell| {
        bodies::name(&cell.text).is_some_and(|name| {
            let asks = matches!(
                name.kind.as_deref(),
                Some("myndighet" | "region" | "lansstyrelse")
            );
            asks && (name.known || cell.line < top)
        }) && cell.line > sheet.range.start
    });
    addressed || ministry || series || agency || sent_outside(sheet, own)
}

/// "… lämnar yttrande till Region Slättbygden", "Remiss från Statens jordverk",
/// "Region Slättbygden har översänt …", "… som kommunens svar": an authority is
/// named, or the whole speaks.
fn sent_outside(sheet: &Sheet<'_>, own: Option<&str>) -> bool {
    const LINES: usize = 40;
    const TITLE: usize = 4;
    let start = sheet.range.start;
    let joined = |most: usize| sheet.lines.joined(start, sheet.range.end.min(start + most));
    let text = joined(LINES);
    let cues = &signs().text.speaks_as_whole;
    cues.iter().any(|cue| text.contains(cue.as_str()))
        || whole_answers(&text)
        || whole_says(&text).is_some()
        || authority_sends(&text, own)
        || names_authority(&text, " till ")
        || [" från ", " ("]
            .iter()
            .any(|cue| names_authority(&joined(TITLE), cue))
        || is_of_authority(&joined(TITLE))
}

/// "Almviks kommun tillstyrker förslaget": the whole that says so itself.
fn whole_says(text: &str) -> Option<bodies::Name> {
    const WORDS: usize = 4;
    let verbs = signs().text.whole_says.iter();
    let mut said = verbs.flat_map(|verb| text.match_indices(verb.as_str()));
    said.find_map(|(at, _)| {
        let before = text[..at].strip_suffix(' ')?;
        let starts = before.match_indices(' ').map(|(space, _)| space + 1);
        let starts = starts.rev().take(WORDS).chain([0]);
        let mut names = starts.filter_map(|start| bodies::name(&before[start..]));
        names.find(|name| name.known && is_whole(name.kind.as_deref()))
    })
}

fn is_whole(kind: Option<&str>) -> bool {
    matches!(kind, Some("kommun" | "region"))
}

/// The municipality or region that speaks in the paper where its head names none:
/// a memo to a board holds the answer of the whole.
pub(super) fn speaks_below(sheet: &Sheet<'_>, names: &[Candidate]) -> Option<Candidate> {
    const LINES: usize = 400;
    const NAMED: f32 = 1.0;
    let whole = |name: &Candidate| is_whole(name.kind.as_deref()) && name.scored.total >= NAMED;
    if names.iter().any(whole) {
        return None;
    }
    let stop = sheet.range.end.min(sheet.range.start + LINES);
    let mut lines = sheet.range.start..stop;
    lines.find_map(|line| {
        let body = whole_says(sheet.lines.raw(line))?;
        let mut scored = Scored::new(body.name.clone());
        scored.ground(Ground::new("speaks in the text", line, NAMED));
        Some(Candidate {
            name: body.name,
            kind: body.kind,
            scored,
        })
    })
}

/// "… som Almviks kommuns svar på remissen": in the name of the whole.
fn whole_answers(text: &str) -> bool {
    let answers = ["svar", "yttrande", "remissvar", "remissyttrande"];
    text.match_indices(" som ").any(|(at, som)| {
        let mut words = text[at + som.len()..].split_whitespace();
        let owner: Vec<&str> = words.by_ref().take(2).collect();
        let answer = words.next().unwrap_or("").trim_end_matches(['.', ',', ':']);
        let of_whole = matches!(owner[..], [_, "kommuns" | "stads"] | ["Region", _]);
        of_whole && answers.contains(&answer)
    })
}

/// "Region Slättbygden har översänt ett förslag": another authority asks.
fn authority_sends(text: &str, own: Option<&str>) -> bool {
    const WORDS: usize = 4;
    let verbs = signs().text.sends.iter();
    let mut sent = verbs.flat_map(|verb| text.match_indices(verb.as_str()));
    sent.any(|(at, _)| {
        let words: Vec<&str> = text[..at].split_whitespace().collect();
        (words.len().saturating_sub(WORDS)..words.len()).any(|from| {
            let found = bodies::name(&words[from..].join(" "));
            found.is_some_and(|found| {
                let asks = ["region", "lansstyrelse", "myndighet"];
                let kind = found.kind.as_deref().unwrap_or("");
                found.known && asks.contains(&kind) && Some(found.name.as_str()) != own
            })
        })
    })
}

/// "… Folkhälsomyndighetens förslag": an authority owns what is answered.
fn is_of_authority(title: &str) -> bool {
    const WORDS: usize = 4;
    let words: Vec<&str> = title.split_whitespace().collect();
    let owns = |from: usize, to: usize| {
        let owner = words[from..to].join(" ");
        let mut names = bodies::nominatives(&owner)
            .into_iter()
            .filter(|name| *name != owner)
            .filter_map(|name| bodies::name(&name));
        names.any(|name| matches!(name.kind.as_deref(), Some("myndighet")) && name.known)
    };
    (0..words.len())
        .filter(|&from| words[from].starts_with(char::is_uppercase))
        .any(|from| {
            (from + 1..=words.len().min(from + WORDS))
                .any(|to| words[to - 1].ends_with('s') && owns(from, to))
        })
}

/// Behind one of these words an authority is named.
fn names_authority(text: &str, cue: &str) -> bool {
    const WORDS: usize = 5;
    text.match_indices(cue).any(|(at, cue)| {
        let rest = &text[at + cue.len()..];
        if !rest.starts_with(char::is_uppercase) {
            return false;
        }
        let ends = rest
            .match_indices([' ', '.', ',', ':', ')'])
            .map(|(end, _)| end);
        ends.take(WORDS).any(|end| {
            let name = bodies::name(&rest[..end]);
            let kind = name.as_ref().and_then(|name| name.kind.as_deref());
            matches!(
                kind,
                Some("region" | "lansstyrelse" | "myndighet" | "departement")
            )
        })
    })
}
