//! Advisory councils (pensionärsråd, råd för funktionshinderfrågor): their
//! names, and the sentence that opens a council's view inside an answer.

use super::builder::Speaker;
use super::hints::{COUNCIL, hinted};
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::line_end::push_words;
use crate::text::{capitalised, lower};

pub(crate) struct CouncilView {
    pub(crate) council: Resolved,
    /// Last line of the sentence.
    pub(crate) last: usize,
}

/// Where a lower-case text names an advisory council, and the council's kind.
fn kind(low: &str) -> Option<(usize, &'static str)> {
    let kinds = lexicon().cues.councils.iter();
    let found = kinds.filter_map(|(word, kind)| Some((low.find(word.as_str())?, kind.as_str())));
    found.filter(|_| low.contains("råd")).min()
}

/// The name is an advisory council's.
pub(crate) fn is_council(name: &str) -> bool {
    kind(&lower(name)).is_some()
}

/// "Äldrenämndens pensionärsråd har lämnat följande synpunkter."
pub(crate) fn council_view(lines: &Lines<'_>, at: usize, end: usize) -> Option<CouncilView> {
    if !hinted(lines, at, end, 2, COUNCIL) || !lines.raw(at).starts_with(char::is_uppercase) {
        return None;
    }
    let stop = lines.paragraph_end(at, end.min(at + 4));
    if stop > at + 3 {
        return None;
    }
    let mut joined = String::new();
    for line in at..stop {
        push_words(&mut joined, &lines.words(line));
    }
    let low = lower(&joined);
    let verbs = &lexicon().cues.phrases.council_verbs;
    let verb = verbs.iter().find_map(|verb| low.find(verb.as_str()))?;
    let follows = low[verb..].contains("följande") && joined.ends_with(['.', ':']);
    let (at, _) = kind(&low[..verb]).filter(|_| follows)?;
    let end = joined[at..].find(' ').map_or(verb, |gap| at + gap);
    let name = joined[..end].trim().trim_end_matches(',');
    Some(CouncilView {
        council: Resolved::known(name.to_owned()),
        last: stop - 1,
    })
}

/// "Protokoll från Norrmalms pensionärsråd", "Åsö råd för
/// funktionshinderfrågor".
pub(crate) fn is_council_title(words: &str) -> bool {
    let low = lower(words);
    let council = kind(&low).is_some();
    council
        && !low.ends_with('.')
        && (low.starts_with("protokoll")
            || low.starts_with(char::is_alphabetic) && words.split_whitespace().count() <= 8)
        && !low.contains("svar på")
        && words.starts_with(char::is_uppercase)
        && !low.contains(" har ")
}

/// The council's name in full, with the district's name in front.
pub(crate) fn council(words: &str, place: &str) -> Speaker {
    let low = lower(words);
    let kind = kind(&low).map_or("råd", |(_, kind)| kind);
    let name = if place.is_empty() {
        capitalised(kind)
    } else {
        format!("{place} {kind}")
    };
    Speaker::new(Resolved::known(name.clone()), &name)
}
