//! Lists of demands, compared item by item.
//!
//! Runs of words across the lines of a list say nothing once its items are in
//! another order, and a short item has no run of its own. Two texts that share
//! three items and half of the shorter list are a pair, whatever the order.

use super::layers::{is_item, words_in};
use super::relation::{Direction, Pair, Relation, Shared, direction};
use super::texts::Text;
use crate::overlap::align::Passage;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Items that two lists share, at least, and that a text has, to have a list.
const ITEMS: usize = 3;
/// Words of an item.
const WORDS: Range<usize> = 2..60;
/// Share of the shorter list that is shared.
const HALF: f64 = 0.5;
/// Texts with the same item from which on only the first few are paired.
const MANY: usize = 64;
const LEADERS: usize = 4;

/// A list: the words of each item.
type Items = Vec<Range<usize>>;

/// Adds the pairs whose lists are the same in another order, and gives those
/// that were found by runs what their lists share.
pub(super) fn add(texts: &[Text], same: &[u32], pairs: &mut BTreeMap<(usize, usize), Pair>) {
    let lists: Vec<Items> = texts.iter().map(items).collect();
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, list) in lists.iter().enumerate() {
        if same[at] as usize != at {
            continue;
        }
        for item in list {
            let holders = holders.entry(hash(&texts[at], item)).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holders in holders.values() {
        let leaders = if holders.len() > MANY {
            LEADERS
        } else {
            holders.len()
        };
        for (place, &a) in holders.iter().enumerate().take(leaders) {
            for &b in &holders[place + 1..] {
                *shared.entry((a, b)).or_insert(0) += 1;
            }
        }
    }
    for ((a, b), count) in shared {
        let shorter = lists[a].len().min(lists[b].len());
        if count >= ITEMS && count as f64 >= HALF * shorter as f64 {
            let both = both([&texts[a], &texts[b]], [&lists[a], &lists[b]]);
            put(texts, (a, b), both, pairs);
        }
    }
}

/// The items of a text's lists; none if there are too few. An item begins with
/// a bullet, a number or "att", and goes on to the next or to the end of its
/// paragraph.
fn items(text: &Text) -> Items {
    let mut found = Items::new();
    let mut start = 0;
    for paragraph in text.flow.text.split_inclusive('\n') {
        let range = start..start + paragraph.len();
        start = range.end;
        let words = words_in(&text.words, range.clone());
        let mut starts: Vec<usize> = words.clone().filter(|at| opens_item(text, *at)).collect();
        if is_item(text, range) && starts.first() != Some(&words.start) {
            // The number of an item is not what it asks.
            let numbered = paragraph
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit());
            starts.insert(0, words.start + usize::from(numbered));
        }
        let ends = starts.iter().skip(1).copied().chain([words.end]);
        let items = starts.iter().zip(ends).map(|(from, to)| *from..to);
        found.extend(items.filter(|item| {
            let repeated = item.clone().any(|at| text.layers[at].is_repeated());
            WORDS.contains(&item.len()) && !repeated
        }));
    }
    if found.len() < ITEMS {
        found.clear();
    }
    found
}

/// The word is the "att" that a demand begins with, first on a line behind a
/// blank one, a colon, a comma or a stop.
fn opens_item(text: &Text, at: usize) -> bool {
    let bytes = text.words.bytes(at..at + 1);
    if !matches!(&text.flow.text[bytes.clone()], "att" | "Att") {
        return false;
    }
    let document = &text.paper.document;
    let before = text.flow.text[..bytes.start].trim_end();
    let place = text.flow.source(bytes).start;
    let line = document.index.line_of(place);
    let slice = |line| {
        document
            .index
            .span_of_line(line)
            .map(|span| document.slice(span))
    };
    let heads = document.index.span_of_line(line).is_some_and(|span| {
        let head = &document.text[span.start as usize..place as usize];
        head.trim_start_matches(|c: char| !c.is_alphanumeric())
            .is_empty()
    });
    let blank = line > 1 && slice(line - 1).is_some_and(|words| words.trim().is_empty());
    heads && (blank || before.is_empty() || before.ends_with([':', ',', ';', '.']))
}

/// What an item says, in whatever list it stands.
fn hash(text: &Text, item: &Range<usize>) -> u64 {
    let words = text.words.hashes[item.clone()].iter();
    words.fold(item.len() as u64, |hash, word| {
        (hash.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// Items that stand in both lists.
fn both(texts: [&Text; 2], lists: [&Items; 2]) -> Vec<Passage> {
    let mut theirs: HashMap<u64, Vec<&Range<usize>>> = HashMap::new();
    for item in lists[1].iter().rev() {
        theirs.entry(hash(texts[1], item)).or_default().push(item);
    }
    let shared = lists[0].iter().filter_map(|item| {
        let other = theirs.get_mut(&hash(texts[0], item))?.pop()?;
        Some(Passage {
            a: item.clone(),
            b: other.clone(),
            runs: vec![(item.start, other.start, item.len())],
        })
    });
    shared.collect()
}

fn put(
    texts: &[Text],
    (a, b): (usize, usize),
    both: Vec<Passage>,
    pairs: &mut BTreeMap<(usize, usize), Pair>,
) {
    let words: usize = both.iter().map(Passage::words).sum();
    let part = |text: &Text| words as f64 / text.own_words().max(words).max(1) as f64;
    let (in_b, in_a) = (part(&texts[a]), part(&texts[b]));
    let kin = in_b.max(in_a);
    let pair = pairs.entry((a, b)).or_insert_with(|| Pair {
        a,
        b,
        shared: 0,
        jaccard: 0.0,
        a_in_b: 0.0,
        b_in_a: 0.0,
        kin: 0.0,
        passages: Vec::new(),
        relation: Relation::LånatStycke,
        direction: direction(&texts[a], &texts[b]),
    });
    if pair.kin >= kin {
        return;
    }
    pair.kin = kin;
    pair.a_in_b = pair.a_in_b.max(in_b);
    pair.b_in_a = pair.b_in_a.max(in_a);
    if pair.direction == Direction::Okänd {
        pair.direction = direction(&texts[a], &texts[b]);
    }
    pair.relation = Relation::of_shares(in_b.min(in_a), kin);
    // What a passage holds already is not told twice.
    let told = |item: &Passage| {
        let mut passages = pair.passages.iter();
        passages.any(|shared| {
            let (whole, part) = (&shared.passage.a, &item.a);
            whole.start <= part.start && part.end <= whole.end
        })
    };
    let new: Vec<Shared> = both
        .into_iter()
        .filter(|item| !told(item))
        .map(|passage| Shared {
            passage,
            repeated: 0,
        })
        .collect();
    pair.passages.extend(new);
    pair.passages.sort_by_key(|shared| shared.passage.a.start);
}
