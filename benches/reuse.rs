//! The exact join end to end, and one text added to a large index.
//!
//! `REMISS_BENCH_REUSE` names a folder with `docs.txt`, a text a line, and
//! perhaps `truth.tsv`, planted pairs (a, b, Jaccard, containment of a in b
//! and of b in a); without it 2,000 texts made here stand in. Prints a JSON
//! object: wall and CPU seconds of the whole process from reading the file to
//! the pairs, peak memory, pairs, and recall by band of the planted ones.
//! `REMISS_BENCH_THREADS` sets the threads.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::iter_over_hash_type,
    clippy::print_stdout,
    reason = "a bench reads its input and prints figures"
)]

use remiss::overlap::index::Index;
use remiss::overlap::join::{Bounds, Overlaps, overlaps};
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    if let Ok(threads) = std::env::var("REMISS_BENCH_THREADS") {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads.parse().expect("a number"))
            .build_global()
            .expect("the first pool");
    }
    let folder = std::env::var("REMISS_BENCH_REUSE").ok().map(PathBuf::from);
    let started = Instant::now();
    let text = match &folder {
        Some(folder) => {
            std::fs::read_to_string(folder.join("docs.txt")).expect("docs.txt can be read")
        }
        None => made_up(),
    };
    let texts: Vec<&str> = text.lines().collect();
    let found = overlaps(&texts, &Bounds::default());
    let (wall, cpu, memory) = (
        started.elapsed().as_secs_f64(),
        process_cpu(),
        peak_memory(),
    );
    let pairs = verified(&found);
    println!(
        "{}",
        serde_json::json!({
            "texts": texts.len(), "MB": text.len() as f64 / 1e6, "threads": rayon::current_num_threads(),
            "wall": wall, "cpu": cpu, "peak_MB": memory, "pairs": pairs.len(),
            "bands": folder.map(|folder| bands(&folder, &pairs)),
        })
    );
    assert!(!pairs.is_empty(), "copies were planted and none was found");
    drop((found, pairs));
    add_one(&texts);
}

/// Every text put into an index one by one, then some more, each a copy of
/// one there with some words changed; their pairs included.
fn add_one(texts: &[&str]) {
    const MORE: usize = 200;
    let mut index = Index::new(Bounds::default());
    let started = Instant::now();
    for (at, text) in texts.iter().enumerate() {
        index.insert(&at.to_string(), text);
    }
    let built = started.elapsed().as_secs_f64();
    let mut times: Vec<f64> = (0..MORE)
        .map(|at| {
            let text = texts[at * (texts.len() / MORE).max(1) % texts.len()];
            let own = text.replacen(' ', " ett eget ord ", 7);
            let key = format!("new {at}");
            let started = Instant::now();
            index.insert(&key, &own);
            let near = index.near(&key);
            let time = started.elapsed().as_secs_f64() * 1e3;
            assert!(!near.is_empty(), "a copy is near to its source");
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{}",
        serde_json::json!({
            "index_built_s": built, "add_ms_median": times[MORE / 2],
            "add_ms_p99": times[MORE * 99 / 100], "peak_MB": peak_memory(),
        })
    );
}

/// Pairs of texts, copies written out, with Jaccard and the larger containment.
fn verified(found: &Overlaps) -> HashMap<(u32, u32), (f64, f64)> {
    let mut copies: HashMap<u32, Vec<u32>> = HashMap::new();
    for (at, first) in found.same.iter().enumerate() {
        copies.entry(*first).or_default().push(at as u32);
    }
    let mut pairs = HashMap::new();
    for group in copies.values() {
        for (at, a) in group.iter().enumerate() {
            pairs.extend(group[at + 1..].iter().map(|b| ((*a, *b), (1.0, 1.0))));
        }
    }
    for pair in &found.pairs {
        let (a, b) = (found.sizes[pair.a as usize], found.sizes[pair.b as usize]);
        let shared = f64::from(pair.shared);
        let figures = (
            shared / (f64::from(a + b) - shared),
            shared / f64::from(a.min(b)),
        );
        for a in &copies[&pair.a] {
            pairs.extend(
                copies[&pair.b]
                    .iter()
                    .map(|b| ((*a.min(b), *a.max(b)), figures)),
            );
        }
    }
    pairs
}

/// Planted pairs found with their figures, of all in each band; pairs at
/// Jaccard .5 or more that nobody planted, or with other figures.
fn bands(folder: &std::path::Path, pairs: &HashMap<(u32, u32), (f64, f64)>) -> serde_json::Value {
    let truth = std::fs::read_to_string(folder.join("truth.tsv")).expect("truth.tsv can be read");
    let mut bands: std::collections::BTreeMap<&str, (u32, u32)> = Default::default();
    let mut planted = HashMap::new();
    for line in truth.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |at: usize| cells[at].parse::<f64>().expect("a number");
        let (key, jaccard) = ((number(0) as u32, number(1) as u32), number(2));
        let containment = number(3).max(number(4));
        planted.insert(key, jaccard);
        let band = match (jaccard, containment) {
            (0.8.., _) => "J .8 and more",
            (0.7.., _) => "J .7 to .8",
            (0.6.., _) => "J .6 to .7",
            (0.5.., _) => "J .5 to .6",
            (_, 0.8..) => "J under .5, C .8 and more",
            (_, 0.3..) => "J under .5, C .3 to .8",
            _ => continue,
        };
        let (found, all) = bands.entry(band).or_default();
        *all += 1;
        let same = |figures: &&(f64, f64)| {
            (figures.0 - jaccard).abs() < 1e-3 && (figures.1 - containment).abs() < 1e-3
        };
        *found += u32::from(pairs.get(&key).filter(same).is_some());
    }
    let unplanted = pairs
        .iter()
        .filter(|(key, figures)| figures.0 >= 0.5 && !planted.contains_key(key));
    serde_json::json!({ "found of all": bands, "J .5 and more, not planted": unplanted.count() })
}

/// Texts of 300 words, every tenth a copy of the one before with some words
/// changed.
fn made_up() -> String {
    let mut state = 7_u64;
    let mut next = move |below: u64| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) % below
    };
    let mut texts: Vec<Vec<u64>> = Vec::new();
    for at in 0..2000 {
        let text = if at % 10 == 9 {
            let source: Vec<u64> = texts[at - 1].clone();
            let edit = |word| if next(20) == 0 { next(9000) } else { word };
            source.into_iter().map(edit).collect()
        } else {
            (0..300).map(|_| next(9000)).collect()
        };
        texts.push(text);
    }
    let line = |text: &Vec<u64>| {
        let words: Vec<String> = text.iter().map(|word| format!("ord{word}")).collect();
        words.join(" ")
    };
    texts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// CPU seconds of this process, of all threads.
fn process_cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Most memory held at a time, in MB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
