//! What makes two answers one text: the same words in their sentences, whoever
//! signs them and on whatever day.

use super::sentence::sentences;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Shorter sentences are greetings, names, places.
const WORDS: usize = 5;

/// The same for the same words. Names of the respondent and figures do not
/// count, nor what is too short to be a sentence.
pub(super) fn wording(text: &str, respondent: &str) -> u64 {
    let own: Vec<String> = words(respondent).collect();
    let mut hasher = DefaultHasher::new();
    let mut any = false;
    for sentence in sentences(text) {
        let said: Vec<String> = words(&text[sentence.range])
            .filter(|word| !own.contains(word))
            .collect();
        if said.len() >= WORDS {
            any = true;
            said.hash(&mut hasher);
        }
    }
    if !any {
        words(text).for_each(|word| word.hash(&mut hasher));
    }
    hasher.finish()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::wording;

    #[test]
    fn who_signs_and_when_makes_no_other_text() {
        let one = wording(
            "Vi i Ekby tycker att bron ska rivas.\n\nEkby den 3 maj 2024",
            "Ekby",
        );
        let other = wording(
            "Vi i Alby tycker att bron ska rivas.\n\nAlby den 7 maj 2024",
            "Alby",
        );
        assert_eq!(one, other);
        assert_ne!(
            one,
            wording("Vi i Ekby tycker att bron ska stå kvar.", "Ekby")
        );
    }
}
