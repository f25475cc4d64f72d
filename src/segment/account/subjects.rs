//! The bodies that a sentence is about: its subjects before the verb, or those
//! behind "tillstyrks av".

use crate::segment::signs::bodies::{self, Name};

/// Verbs behind the bodies that a sentence is about.
const VERBS: [&str; 66] = [
    "har",
    "tillstyrker",
    "avstyrker",
    "anser",
    "menar",
    "ställer",
    "stödjer",
    "stöder",
    "välkomnar",
    "är",
    "delar",
    "ser",
    "framhåller",
    "efterfrågar",
    "efterlyser",
    "föreslår",
    "påpekar",
    "ifrågasätter",
    "motsätter",
    "saknar",
    "bedömer",
    "önskar",
    "vill",
    "lyfter",
    "instämmer",
    "förordar",
    "avstår",
    "begär",
    "noterar",
    "befarar",
    "uppger",
    "tycker",
    "kan",
    "understryker",
    "betonar",
    "invänder",
    "anför",
    "konstaterar",
    "kräver",
    "godtar",
    "accepterar",
    "yrkar",
    "påtalar",
    "hänvisar",
    "uttrycker",
    "varnar",
    "pekar",
    "finner",
    "meddelar",
    "poängterar",
    "uppmärksammar",
    "bejakar",
    "kritiserar",
    "avvisar",
    "säger",
    "framför",
    "rekommenderar",
    "ansluter",
    "lämnar",
    "tror",
    "uppmanar",
    "berörs",
    "ger",
    "motiverar",
    "undrar",
    "beklagar",
];

/// The bodies that a sentence is about: its subjects before the verb, or
/// those behind "… tillstyrks av".
pub(super) fn subjects(sentence: &str) -> Vec<Name> {
    if !sentence.starts_with(char::is_uppercase) {
        return Vec::new();
    }
    let verb = sentence.match_indices(' ').find(|(at, _)| {
        let next = sentence[at + 1..]
            .split([' ', ',', '.', ';', ':'])
            .next()
            .unwrap_or("");
        VERBS.contains(&next) && balanced(&sentence[..*at])
    });
    if let Some((at, _)) = verb {
        let named = listed(&sentence[..at]);
        if !named.is_empty() {
            return named;
        }
    }
    let passive = [
        "tillstyrks av ",
        "avstyrks av ",
        "stöds av ",
        "efterfrågas av ",
        "framförs av ",
        "välkomnas av ",
        "ifrågasätts av ",
        "tas upp av ",
        "lyfts av ",
        "delas av ",
    ];
    let behind = passive
        .iter()
        .find_map(|cue| sentence.find(cue).map(|at| at + cue.len()));
    behind.map_or_else(Vec::new, |at| listed(sentence[at..].trim_end_matches('.')))
}

fn balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// The names of a list of words; nothing unless every piece names a body, but
/// for the words that lead in.
fn listed(words: &str) -> Vec<Name> {
    const LONGEST: usize = 1500;
    if words.len() > LONGEST {
        return Vec::new();
    }
    let words = words.trim().trim_end_matches(',');
    let words = [
        "Även ",
        "Också ",
        "Däremot ",
        "Bland annat ",
        "Remissinstanser som ",
        "Bl.a. ",
        "Liksom ",
    ]
    .iter()
    .fold(words, |words, lead| {
        words.strip_prefix(lead).unwrap_or(words)
    });
    let mut found = Vec::new();
    for piece in words.split(", ").flat_map(|piece| piece.split(", ")) {
        let piece = piece
            .trim()
            .trim_start_matches("samt ")
            .trim_start_matches("och ");
        match split(piece) {
            names if !names.is_empty() => found.extend(names),
            // "m.fl.", "såsom", a part of the name before: passed over once
            // somebody is named.
            _ if !found.is_empty() && piece.split_whitespace().count() <= 6 => {}
            _ => return Vec::new(),
        }
    }
    found
}

/// A piece between commas: one name, or two around "och".
fn split(piece: &str) -> Vec<Name> {
    let name = |words: &str| {
        bodies::name(words).or_else(|| {
            bodies::nominatives(words)
                .iter()
                .find_map(|form| bodies::known(form))
                .map(|(name, kind)| Name {
                    name,
                    kind,
                    known: true,
                })
        })
    };
    if let Some(found) = name(piece)
        .filter(|found| found.known || !piece.contains(" och ") || two_halves(piece).is_none())
    {
        return vec![found];
    }
    two_halves(piece).unwrap_or_default()
}

fn two_halves(piece: &str) -> Option<Vec<Name>> {
    [" och ", " samt ", " respektive "].iter().find_map(|word| {
        piece.match_indices(word).find_map(|(at, _)| {
            let (a, b) = (&piece[..at], &piece[at + word.len()..]);
            let (a, mut b) = (bodies::name(a)?, split(b));
            (!b.is_empty()).then(|| {
                b.insert(0, a);
                b
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_sentence_is_about() {
        let names = |text: &str| -> Vec<String> {
            subjects(text).into_iter().map(|name| name.name).collect()
        };
        assert_eq!(
            names("Region Norr och Ekeby kommun avstyrker förslaget."),
            ["Region Norr", "Ekeby kommun"]
        );
        assert_eq!(
            names("Lantverket, Region Norr och Hamn- och farledsverket tillstyrker."),
            ["Lantverket", "Region Norr", "Hamn- och farledsverket"]
        );
        assert_eq!(
            names("Förslaget tillstyrks av Lantverket och Ekeby kommun."),
            ["Lantverket", "Ekeby kommun"]
        );
        assert_eq!(names("Flertalet instanser är positiva."), [] as [&str; 0]);
        assert_eq!(names("Kommunen avstyrker."), [] as [&str; 0]);
    }
}
