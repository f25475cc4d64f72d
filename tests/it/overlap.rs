//! The detector of reuse against brute force, on made-up texts.
//!
//! 1. The join finds exactly the pairs that comparing all texts finds.
//! 2. With common shingles bounded, what it finds depends on the texts alone,
//!    and texts that come and go one by one give the same.
//! 3. Edits divide both texts and rebuild the second from the first.
//! 4. Passages lie inside both texts and read the same.
//! 5. Empty, tiny, repetitive and identical texts give the right answer.

use proptest::prelude::*;
use remiss::overlap::align::{Op, PASSAGE, edits, passages};
use remiss::overlap::family::families;
use remiss::overlap::index::Index;
use remiss::overlap::join::{Bounds, overlaps};
use remiss::overlap::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// Few different words, so that runs of five meet; some texts borrow from
/// one another.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop::collection::vec(0..6_u8, 0..60);
    (
        prop::collection::vec(text, 1..14),
        prop::collection::vec((any::<u16>(), any::<u16>(), 0..40_usize), 0..12),
    )
        .prop_map(|(mut texts, loans)| {
            for (from, to, len) in loans {
                let (from, to) = (
                    usize::from(from) % texts.len(),
                    usize::from(to) % texts.len(),
                );
                let loan: Vec<u8> = texts[from].iter().take(len).copied().collect();
                texts[to].extend(loan);
            }
            let word = |word: &u8| format!("ord{word}");
            let text = |text: &Vec<u8>| text.iter().map(word).collect::<Vec<_>>().join(" ");
            texts.iter().map(text).collect()
        })
}

fn shared(a: &Words, b: &Words) -> u32 {
    let (a, b): (BTreeSet<u64>, BTreeSet<u64>) = (a.shingles().collect(), b.shingles().collect());
    a.intersection(&b).count() as u32
}

/// Pairs of texts as text, with what they share; copies written out.
fn pairs(texts: &[String], bounds: &Bounds) -> BTreeSet<(String, String, u32)> {
    let found = overlaps(texts, bounds);
    let order = |a: &str, b: &str| {
        if a < b {
            (a.to_owned(), b.to_owned())
        } else {
            (b.to_owned(), a.to_owned())
        }
    };
    let pair = |pair: &remiss::overlap::join::Overlap| {
        let (a, b) = order(&texts[pair.a as usize], &texts[pair.b as usize]);
        (a, b, pair.shared)
    };
    found.pairs.iter().map(pair).collect()
}

fn small_bounds() -> Bounds {
    Bounds {
        common: 3,
        leaders: 2,
        shared: 2,
        containment: 0.3,
        sources: false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_join_is_brute_force(texts in texts()) {
        let bounds = Bounds { shared: 4, ..Bounds::default() };
        let found = overlaps(&texts, &bounds);
        let words: Vec<Words> = texts.iter().map(|text| Words::of(text)).collect();
        let mut wanted = Vec::new();
        for a in 0..texts.len() {
            let first = (0..=a).find(|&other| texts[other] == texts[a]).unwrap();
            prop_assert_eq!(found.same[a] as usize, first);
            prop_assert_eq!(found.sizes[a] as usize, words[a].shingle_set().len());
            for b in a + 1..texts.len() {
                let both = shared(&words[a], &words[b]);
                let smaller = found.sizes[a].min(found.sizes[b]);
                let enough = both >= 4 || both > 0 && f64::from(both) >= 0.3 * f64::from(smaller);
                let are_first = found.same[a] as usize == a && found.same[b] as usize == b;
                if enough && are_first {
                    wanted.push((a as u32, b as u32, both));
                }
            }
        }
        let found: Vec<_> = found.pairs.iter().map(|pair| (pair.a, pair.b, pair.shared)).collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn order_does_not_matter(texts in texts(), seed in any::<u64>()) {
        let mut other = texts.clone();
        other.sort_by_key(|text| seed.wrapping_mul(text.len() as u64 + 1) ^ text.bytes().map(u64::from).sum::<u64>());
        prop_assert_eq!(pairs(&texts, &small_bounds()), pairs(&other, &small_bounds()));
    }

    #[test]
    fn texts_that_come_and_go_give_what_all_at_once_gives(
        texts in texts(),
        steps in prop::collection::vec((0..14_usize, 0..14_usize, 0..3_u8), 0..40),
    ) {
        let mut index = Index::new(small_bounds());
        let mut held: BTreeMap<String, String> = BTreeMap::new();
        for (key, text, remove) in steps {
            let key = format!("text {key}");
            if remove == 0 {
                prop_assert_eq!(index.remove(&key), held.remove(&key).is_some());
            } else {
                let text = &texts[text % texts.len()];
                index.insert(&key, text);
                held.insert(key, text.clone());
            }
        }
        let (keys, all): (Vec<String>, Vec<String>) = held.into_iter().unzip();
        let mut wanted: BTreeMap<&str, BTreeSet<(String, u32)>> = BTreeMap::new();
        let found = overlaps(&all, &small_bounds());
        for a in 0..all.len() {
            for b in (0..all.len()).filter(|&b| b != a) {
                let (first, second) = (found.same[a].min(found.same[b]), found.same[a].max(found.same[b]));
                let both = if first == second {
                    Some(found.sizes[a])
                } else {
                    found.pairs.iter().find(|pair| (pair.a, pair.b) == (first, second)).map(|pair| pair.shared)
                };
                wanted.entry(keys[a].as_str()).or_default().extend(both.map(|both| (keys[b].clone(), both)));
            }
        }
        for key in &keys {
            let near: BTreeSet<(String, u32)> = index.near(key).into_iter().map(|near| (near.key, near.shared)).collect();
            prop_assert_eq!(&near, &wanted.remove(key.as_str()).unwrap_or_default(), "{}", key);
        }
        prop_assert_eq!(index.len(), keys.len());
    }

    #[test]
    fn edits_rebuild_the_second_text(texts in texts()) {
        for pair in texts.windows(2) {
            let (a, b) = (Words::of(&pair[0]), Words::of(&pair[1]));
            let (mut at_a, mut rebuilt) = (0, Vec::new());
            for edit in edits(&a, &b) {
                prop_assert_eq!(edit.b.start, rebuilt.len());
                let moved = edit.op == Op::MovedHere;
                if !moved {
                    prop_assert_eq!(edit.a.start, at_a);
                    at_a = edit.a.end;
                }
                let own = matches!(edit.op, Op::Insert | Op::Replace);
                rebuilt.extend_from_slice(if own { &b.hashes[edit.b] } else if matches!(edit.op, Op::Keep | Op::MovedHere) { &a.hashes[edit.a] } else { &[] });
            }
            prop_assert_eq!(at_a, a.len());
            prop_assert_eq!(rebuilt, b.hashes);
        }
    }

    #[test]
    fn passages_lie_inside_and_read_the_same(texts in texts()) {
        for pair in texts.windows(2) {
            let (a, b) = (Words::of(&pair[0]), Words::of(&pair[1]));
            let mut used = (BTreeSet::new(), BTreeSet::new());
            for passage in passages(&a, &b) {
                prop_assert!(passage.a.end <= a.len() && passage.b.end <= b.len());
                prop_assert!(passage.words() >= PASSAGE);
                for (at_a, at_b, len) in passage.runs {
                    prop_assert!(passage.a.contains(&at_a) && passage.b.contains(&at_b));
                    prop_assert_eq!(&a.hashes[at_a..at_a + len], &b.hashes[at_b..at_b + len]);
                    prop_assert!((at_a..at_a + len).all(|at| used.0.insert(at)));
                    prop_assert!((at_b..at_b + len).all(|at| used.1.insert(at)));
                }
            }
        }
    }
}

#[test]
fn odd_texts_give_the_right_answer() {
    let one_word = "ja ".repeat(350_000);
    let same = vec!["Vi instämmer i allt som kontoret har skrivit om saken."; 10_000];
    let mut texts = vec!["", "ord", "bara fyra ord här", one_word.as_str()];
    texts.extend(same);
    let found = overlaps(&texts, &Bounds::default());
    assert_eq!(found.sizes[..4], [0, 0, 0, 1]);
    assert!(found.pairs.is_empty());
    assert!(found.same[4..].iter().all(|&first| first == 4));
    let (long, short) = (Words::of(&one_word), Words::of("ja ja ja ja ja ja nej"));
    assert!(passages(&long, &short).is_empty());
    assert_eq!(edits(&long, &long).len(), 1);
}

#[test]
fn a_paragraph_that_stands_twice_is_found() {
    let paragraph =
        "vi anser att staden måste ta ett större ansvar för barn och unga i hela staden";
    let twice = format!("{paragraph} och så en annan sak {paragraph} slut");
    let (a, b) = (Words::of(&twice), Words::of(paragraph));
    assert_eq!(passages(&a, &b)[0].words(), b.len());
    let kept: usize = edits(&b, &a)
        .iter()
        .filter(|edit| edit.op == Op::Keep)
        .map(|edit| edit.a.len())
        .sum();
    assert_eq!(kept, b.len());
}

#[test]
fn two_books_share_more_than_a_small_number_holds() {
    let book = |own: &str| {
        let words = (0..70_000).map(|at| format!("ord{at}"));
        words.chain([own.to_owned()]).collect::<Vec<_>>().join(" ")
    };
    let found = overlaps(&[book("slut"), book("fin")], &Bounds::default());
    assert_eq!(found.pairs[0].shared, 70_000 - 4);
}

/// Every text is the first with one word in twenty changed.
fn copies(count: usize) -> Vec<String> {
    let word = |text: usize, at: usize| {
        let state = (text as u64 * 1_000_003 + at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        if text > 0 && state >> 40 < (1 << 24) / 20 {
            format!("eget{text}x{at}")
        } else {
            format!("ord{at}")
        }
    };
    let text = |text| {
        (0..400)
            .map(|at| word(text, at))
            .collect::<Vec<_>>()
            .join(" ")
    };
    (0..count).map(text).collect()
}

#[test]
fn a_family_of_three_thousand_stays_whole() {
    let texts = copies(3000);
    let found = overlaps(&texts, &Bounds::default());
    let size = |at: u32| f64::from(found.sizes[at as usize]);
    let edges: Vec<(usize, usize, f64)> = found
        .pairs
        .iter()
        .map(|pair| {
            let containment = f64::from(pair.shared) / size(pair.a).min(size(pair.b));
            (pair.a as usize, pair.b as usize, containment)
        })
        .collect();
    let found = families(&vec![1; texts.len()], &edges);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].members.len(), 3000);
}

#[test]
fn a_text_that_borrows_from_two_families_does_not_join_them() {
    // 0, 1 and 2 are one family, 4 and 5 another; 3 holds half of each.
    let edges = [
        (0, 1, 0.9),
        (0, 2, 0.9),
        (1, 2, 0.9),
        (0, 3, 0.5),
        (3, 4, 0.5),
        (4, 5, 0.9),
    ];
    let members: Vec<Vec<usize>> = families(&[1; 6], &edges)
        .into_iter()
        .map(|family| family.members)
        .collect();
    assert_eq!(members, [vec![0, 1, 2, 3], vec![4, 5]]);
}
