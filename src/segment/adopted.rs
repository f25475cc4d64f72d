//! A text of an office's that a decision makes the answer: "… överlämnar
//! förvaltningens bedömning som sitt yttrande".

use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::prose::sentences;
use crate::text::lower;

/// "… överlämnar förvaltningens bedömning … som sitt yttrande": what the heading
/// of that text is, in lower case.
pub(crate) fn adopted(lines: &Lines<'_>, from: usize, to: usize) -> Option<String> {
    /// Longest item that is looked through.
    const NEAR: usize = 120;
    const FAR: usize = 160;
    let joined = lines.joined(from, to.min(from + NEAR));
    let sentences = sentences(&joined).map(|one| lower(&joined[one]));
    let sentences: Vec<String> = sentences.collect();
    let phrases = &lexicon().cues.phrases;
    let as_answer = |behind: &str| {
        let behind = &behind[..behind.floor_char_boundary(FAR)];
        let mut words = behind.split(|c: char| !c.is_alphabetic());
        let mut roles = phrases.adopted_as.iter();
        words.any(|word| roles.clone().any(|role| role == word))
            || roles.any(|role| role.contains(' ') && behind.contains(role.as_str()))
    };
    let within = |sentence: &str, text: &str| {
        sentence.match_indices(text).find_map(|(at, _)| {
            let (before, owner) = sentence[..at].rsplit_once(' ')?;
            let before = without_parts(before);
            let mut verbs = phrases.adopts.iter();
            let verb = verbs.find_map(|verb| before.strip_suffix(verb.as_str()))?;
            let whole = !verb.ends_with(char::is_alphanumeric);
            let mut words = verb.split(|c: char| !c.is_alphabetic());
            let denied = words.any(|word| phrases.adopts_not.iter().any(|not| not == word));
            let decides = whole && !denied;
            let adopted = decides && is_office(owner) && as_answer(&sentence[at + text.len()..]);
            adopted.then(|| format!("{owner}{text}"))
        })
    };
    phrases.adopted.iter().find_map(|text| {
        let text = format!(" {text}");
        sentences
            .iter()
            .find_map(|sentence| within(sentence, &text))
    })
}

/// "… överlämnar miljö- och" without the first parts of an office's name.
fn without_parts(before: &str) -> &str {
    let Some(rest) = before.strip_suffix(" och") else {
        return before;
    };
    let parts = rest.rsplit(' ');
    let parts = parts.take_while(|part| part.trim_end_matches(',').ends_with('-'));
    let length: usize = parts.map(|part| part.len() + 1).sum();
    match length {
        0 => before,
        _ => &rest[..rest.len().saturating_sub(length)],
    }
}

/// A heading stands over the text that was adopted: the same words, or the views
/// of the office whose whole paper it is.
pub(crate) fn is_adopted(text: &str, heading: &str) -> bool {
    let low = lower(heading);
    let low = low.trim_end_matches(':');
    let owner = |words: &str| words.split(' ').next().unwrap_or("").to_owned();
    let paper = lexicon().cues.phrases.adopted_papers.iter();
    let whole = paper.clone().any(|paper| text.ends_with(paper.as_str()));
    low == text || whole && owner(text).ends_with(&owner(low)) && lexicon().has_role(low, "views")
}

/// "förvaltningens", "miljökontorets".
pub(crate) fn is_office(word: &str) -> bool {
    let endings = &lexicon().cues.phrases.office_endings;
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// The line of the heading that the decision in these lines means, and the line
/// on which its text ends: at the next heading like it.
pub(crate) fn under_heading(lines: &Lines<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    const SHORT: usize = 60;
    let heading = adopted(lines, from, to)?;
    let plain = |at: usize| {
        let low = lower(&lines.words(at));
        low.trim_matches(['*', '#', ':', ' ']).to_owned()
    };
    let at = (from..to).find(|&at| plain(at) == heading)?;
    let is_heading = |at: &usize| {
        let (line, words) = (lines.line(*at), lines.words(*at));
        let short = !words.is_empty() && words.len() < SHORT;
        short && (line.heading > 0 || line.bold || !lexicon().roles(&plain(*at)).is_empty())
    };
    let end = (at + 1..to).find(is_heading).unwrap_or(to);
    Some((at, end))
}
