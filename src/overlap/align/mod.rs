//! Two texts laid side by side: the runs of words that stand in both, the
//! passages they make up, and the edits that turn one text into the other.
//!
//! Seed and extend, as in BLAST and passim: shingles that stand in few places
//! are seeds; each is extended to the longest equal run. Of runs that
//! overlap the longer keeps the words. Between runs, words are aligned by
//! their longest common subsequence.

mod edits;
mod passages;
mod runs;

pub use edits::{Edit, Op, edits};
pub use passages::{PASSAGE, Passage, passages};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overlap::words::Words;
    use std::ops::Range;

    fn told(a: &str, b: &str) -> String {
        let (words_a, words_b) = (Words::of(a), Words::of(b));
        let slice = |text: &str, words: &Words, range: &Range<usize>| {
            if range.is_empty() {
                return String::new();
            }
            text[words.bytes(range.clone())].to_owned()
        };
        let one = |edit: Edit| {
            let (a, b) = (slice(a, &words_a, &edit.a), slice(b, &words_b, &edit.b));
            match edit.op {
                Op::Keep => b,
                Op::Delete => format!("[-{a}-]"),
                Op::Insert => format!("[+{b}+]"),
                Op::Replace => format!("[-{a}-+{b}+]"),
                Op::MovedHere => format!("[>{b}>]"),
                Op::MovedAway => format!("[<{a}<]"),
            }
        };
        let told: Vec<String> = edits(&words_a, &words_b).into_iter().map(one).collect();
        told.join(" ")
    }

    #[test]
    fn single_words_change() {
        assert_eq!(
            told(
                "en stad där alla kan bo bra och arbeta länge",
                "en by där alla kan bo bra och få arbeta"
            ),
            "en [-stad-+by+] där alla kan bo bra och [+få+] arbeta [-länge-]"
        );
    }

    #[test]
    fn a_block_that_moved_is_a_move() {
        let one = "först kommer den ena delen av texten";
        let other = "sedan följer den andra delen som är något längre än så";
        assert_eq!(
            told(&format!("{one} {other}"), &format!("{other} {one}")),
            format!("[<{one}<] {other} [>{one}>]")
        );
    }

    #[test]
    fn words_that_meet_by_chance_are_not_kept() {
        assert_eq!(
            told(
                "vi vill se helt andra saker och mer av det som är nytt",
                "nu kräver partiet besked om budgeten och inga fler löften från er sida"
            ),
            "[-vi vill se helt andra saker och mer av det som är nytt-+nu kräver partiet besked om budgeten och inga fler löften från er sida+]"
        );
    }

    #[test]
    fn a_passage_reads_over_changed_words() {
        let a = Words::of(
            "inledning helt egen x ett två tre fyra fem sex sju 2017 åtta nio tio elva tolv tretton slut",
        );
        let b = Words::of(
            "annat ett två tre fyra fem sex sju 20 I 7 åtta nio tio elva tolv tretton mer",
        );
        let found = passages(&a, &b);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].a.clone(), found[0].b.clone()), (4..18, 1..17));
        assert_eq!(found[0].words(), 13);
    }
}
