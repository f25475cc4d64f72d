//! Whose verdict a clause gives: the respondent's own, under its name, a
//! short form or "vi"; another's; or nobody named, as in a passive.

use super::lexicon::{among, lexicon};
use super::words::Word;
use crate::authority::Authority;
use crate::memo::{Memo, once};
use crate::prose::sentences;
use std::collections::BTreeMap;
use std::ops::Range;

/// Who speaks in a text.
pub(super) struct Speaker {
    /// The words of its name, in lower case.
    words: Vec<String>,
    /// The name without spaces, in lower case, for initials.
    name: String,
    /// Whoever is named is the respondent: another reader saw to it.
    sure: bool,
}

/// Whose a verdict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The respondent's.
    Own,
    /// Another's.
    Other,
    /// Nobody is named.
    Unsaid,
}

/// Words between a subject and its verb, at most.
const NEAR: usize = 3;

/// What stands behind these is no subject.
const TOWARDS: [&str; 8] = ["till", "från", "hos", "mot", "med", "på", "i", "åt"];

thread_local! {
    static BODIES: Memo<Option<Option<String>>> = Memo::default();
}

/// The id of the body that a name stands for, if it is one's and the body has one;
/// the same few words open the sentences of all answers.
fn body(name: &str) -> Option<Option<String>> {
    once(&BODIES, name, || {
        Authority::standard().resolve(name).map(|body| body.id)
    })
}

impl Speaker {
    pub(super) fn new(name: &str, sure: bool) -> Self {
        const SHORTEST: usize = 3;
        let low = name.to_lowercase();
        let words = low.split(|c: char| !c.is_alphanumeric());
        let words = words
            .filter(|word| word.chars().count() > SHORTEST || *word == "ab")
            .filter(|word| !COMMON.contains(word))
            .map(|word| word.trim_end_matches('s').to_owned());
        Speaker {
            words: words.collect(),
            name: low.chars().filter(|c| c.is_alphanumeric()).collect(),
            sure,
        }
    }

    /// A board's noun that opens sentence after sentence is what the respondent
    /// calls itself ("Fakultetsstyrelsen …"), unless it is another's name; and a
    /// short form of its own name is ("Skolverket" of Statens skolverk).
    pub(super) fn of_text(mut self, text: &str, respondent: &str) -> Self {
        const AGAIN: usize = 2;
        if self.sure {
            return self;
        }
        let mut opens: BTreeMap<&str, usize> = BTreeMap::new();
        for sentence in sentences(text) {
            let bare = text[sentence].trim_start_matches(|c: char| !c.is_alphanumeric());
            let first = bare.split_whitespace().next().unwrap_or("");
            let first = first.trim_end_matches([',', ':']);
            if first.starts_with(char::is_uppercase) {
                *opens.entry(first).or_default() += 1;
            }
        }
        let own = body(respondent).flatten();
        for (first, times) in opens {
            let low = first.to_lowercase();
            let noun = among(&low, &lexicon().subjects.bodies);
            if !noun && times < AGAIN {
                continue;
            }
            let named = body(first);
            let short = own.is_some() && named.as_ref() == Some(&own);
            if noun && times >= AGAIN && named.is_none() || short {
                self.words.push(low.trim_end_matches('s').to_owned());
            }
        }
        self
    }

    /// Whose the verdict is that stands at `hit`, in the clause `scope`.
    pub(super) fn subject(
        &self,
        text: &str,
        words: &[Word<'_>],
        scope: &Range<usize>,
        hit: &Range<usize>,
    ) -> Subject {
        if self.sure {
            return Subject::Own;
        }
        let inside = hit.clone().find_map(|at| self.who(text, words, at));
        if let Some(own) = inside {
            return own;
        }
        if hit.start > scope.start && self.is_of_others(words, hit.start - 1) {
            return Subject::Other;
        }
        // "X, som vi har samrått med, har …" is of X.
        let aside = aside(words, scope.start..hit.start);
        if let Some(aside) = aside.filter(|aside| hit.start <= aside.end + NEAR) {
            let head = aside.start.saturating_sub(NEAR).max(scope.start)..aside.start;
            if let Some(who) = head.rev().find_map(|at| self.who(text, words, at)) {
                return who;
            }
        }
        let before = scope.start..hit.start;
        // "en lägesbild till regeringen möter inget hinder" is not the government's.
        let passed = |at: usize| at > 0 && TOWARDS.contains(&&*words[at - 1].says);
        let mut near = before
            .rev()
            .filter_map(|at| Some((at, self.who(text, words, at)?)))
            .filter(|(at, who)| *who == Subject::Own || !passed(*at));
        if let Some((at, who)) = near.next() {
            // "Föreningen på Berget har avstyrkt": the verb begins at "har".
            let has = words[hit.start - 1].says == "har";
            let verb = hit.start - usize::from(has);
            let adjacent = verb - at <= NEAR && !walled(words, at + 1..hit.start);
            if who == Subject::Own || adjacent {
                return who;
            }
        }
        let behind = (hit.end..(hit.end + 2).min(scope.end)).find_map(|at| {
            let by = words[hit.end].says == "av" || at == hit.end;
            self.who(text, words, at).filter(|_| by)
        });
        if let Some(who) = behind {
            return who;
        }
        // "Utredningen föreslår att …": what follows is its own.
        let opens = (0..NEAR.min(hit.start)).find_map(|at| self.who(text, words, at));
        match opens {
            Some(Subject::Other) => Subject::Other,
            _ => Subject::Unsaid,
        }
    }

    /// The first words of a place name a body, not a part of a proposal.
    pub(super) fn is_named_in(&self, text: &str, words: &[Word<'_>], place: &Range<usize>) -> bool {
        const FIRST: usize = 2;
        let from = words.partition_point(|word| word.range.start < place.start);
        let until = (from + FIRST).min(words.len());
        (from..until)
            .any(|at| words[at].range.start < place.end && self.who(text, words, at).is_some())
    }

    /// Whose a passive is: nobody's, but "tillstyrks av X".
    pub(super) fn agent(&self, text: &str, words: &[Word<'_>], end: usize) -> Subject {
        const NAME: usize = 4;
        if self.sure || words.get(end).is_none_or(|word| word.says != "av") {
            return Subject::Unsaid;
        }
        let until = (end + 1 + NAME).min(words.len());
        let named = (end + 1..until).find_map(|at| self.who(text, words, at));
        named.unwrap_or(Subject::Unsaid)
    }

    /// "… det bevis som domstolarna godtar": several, right before their verb.
    fn is_of_others(&self, words: &[Word<'_>], at: usize) -> bool {
        const CLAUSES: [&str; 6] = ["som", "att", "när", "om", "vad", "där"];
        let says = &*words[at].says;
        let several = ["arna", "erna", "orna"]
            .iter()
            .any(|end| says.ends_with(end));
        let opens = at > 0 && CLAUSES.contains(&&*words[at - 1].says);
        several && opens && !self.is_own_word(says) && !among(says, &lexicon().subjects.own)
    }

    /// The body that a word names.
    fn who(&self, text: &str, words: &[Word<'_>], at: usize) -> Option<Subject> {
        let word = &words[at];
        let data = &lexicon().subjects;
        let says = &*word.says;
        if self.is_own_word(says) || among(says, &data.own) {
            return Some(Subject::Own);
        }
        if among(says, &data.others) {
            return Some(Subject::Other);
        }
        let written = &text[word.range.clone()];
        let letters = written.chars().count();
        if (2..=6).contains(&letters) && written.chars().all(char::is_uppercase) {
            let own = self.has_initials(says);
            return Some(if own { Subject::Own } else { Subject::Other });
        }
        if among(says, &data.bodies) {
            // "Bergsåsens kommun": the name stands before the noun.
            let from = at.saturating_sub(3);
            let own = (from..at).any(|at| self.is_own_word(&words[at].says));
            let named = word.capital || (from..at).any(|at| words[at].capital);
            return match (own, named) {
                (true, _) => Some(Subject::Own),
                (false, true) => Some(Subject::Other),
                (false, false) => None,
            };
        }
        None
    }

    fn is_own_word(&self, says: &str) -> bool {
        let plain = says.trim_end_matches('s');
        self.words.iter().any(|own| own == plain)
    }

    /// The letters stand in the name in this order, the first at its start:
    /// "RHS" of Riksförbundet för Hörsel och Syn.
    fn has_initials(&self, initials: &str) -> bool {
        let initials = initials.trim_end_matches(":s");
        let mut letters = self.name.chars();
        let first = initials.chars().next();
        first.is_some_and(|first| self.name.starts_with(first))
            && initials.chars().all(|c| letters.any(|letter| letter == c))
    }
}

/// Words of many names: alone they tell none.
const COMMON: [&str; 22] = [
    "kommun",
    "kommuns",
    "region",
    "länsstyrelsen",
    "förbund",
    "förbundet",
    "sveriges",
    "svenska",
    "statens",
    "nämnden",
    "myndigheten",
    "riksförbund",
    "universitet",
    "högskolan",
    "stad",
    "stads",
    "norra",
    "södra",
    "västra",
    "östra",
    "allmänna",
    "nationella",
];

/// A clause between commas that opens with "som", the last before a verb.
pub(super) fn aside(words: &[Word<'_>], range: Range<usize>) -> Option<Range<usize>> {
    let end = range.end;
    let opens = |&at: &usize| words[at].says == "som" && words[at].mark == Some(',');
    let start = range.rev().find(opens)?;
    let close =
        (start + 1..=end).find(|&at| words.get(at).is_some_and(|word| word.mark == Some(',')))?;
    Some(start..close)
}

fn walled(words: &[Word<'_>], mut range: Range<usize>) -> bool {
    let walls = &lexicon().walls;
    range.any(|at| walls.at(at, words).is_some() || words[at].mark.is_some_and(|mark| mark != ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_own_name() {
        let speaker = Speaker::new("Riksförbundet för Hörsel och Syn", false);
        assert!(speaker.has_initials("rhs"));
        assert!(!speaker.has_initials("skr"));
    }
}
