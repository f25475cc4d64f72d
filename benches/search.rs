//! Index and queries beside plain tantivy, in one run.
//!
//! `REMISS_BENCH_JSONL` names a corpus, one `{"board", "body"}` a line, and
//! `REMISS_BENCH_QUERIES` the queries: T a word, A all words, O any word, P a
//! phrase. Without them the fictional city's papers, cut into paragraphs and
//! repeated with words of their own, stand in. Every document becomes a paper
//! of one unit. Both engines write to disk with two threads and answer with
//! the ten best documents and their text. Ours counts all that match; so does
//! tantivy once, with `(Count, TopDocs)`, and once without. Ours answers once
//! more in full, with fragments, lines and tiers. All are asked in turn, query
//! by query, so that what else the machine does falls on all of them; times
//! are CPU times of the thread that asks, the median of three rounds.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench reads its input and prints figures"
)]

use rayon::prelude::*;
use remiss::archive::{Archive, Reader, Records};
use remiss::document::{Document, DocumentKind};
use remiss::layout::Layout;
use remiss::line::Lines;
use remiss::paper::Paper;
use remiss::search::{Request, look_up, search};
use remiss::text::Span;
use remiss::topics::Topics;
use remiss::unit::{Segmentation, Unit, UnitKind};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

#[path = "search/plain.rs"]
mod plain;

use plain::Plain;

const PASSES: usize = 22;
const WARM: usize = 2;
const ROUNDS: usize = 3;
/// Documents that are wanted.
const BEST: usize = 10;
const BUILT_IN: &str = "T informationssäkerhet\nT upphandling\nT nämnden\nT klimat\nA riktlinje informationssäkerhet\nA digital service\nO barn unga ungdomar\nO risk sårbarhet hot\nP svar på remissen\nP särskilt uttalande";

struct Text {
    board: String,
    body: String,
}

fn main() {
    let texts = texts();
    let megabytes = texts.iter().map(|text| text.body.len()).sum::<usize>() as f64 / 1e6;
    println!("{} documents, {megabytes:.1} MB of text", texts.len());
    let queries = std::env::var("REMISS_BENCH_QUERIES")
        .map(|path| std::fs::read_to_string(path).expect("the queries can be read"));
    let queries: Vec<(char, String)> = queries
        .unwrap_or_else(|_| BUILT_IN.to_owned())
        .lines()
        .filter_map(|line| Some((line.chars().next()?, line.get(2..)?.to_owned())))
        .collect();
    let (ours, plain) = (Ours::new(&texts, megabytes), Plain::new(&texts, megabytes));
    let mut engines: [Engine<'_>; 4] = [
        (
            "plain tantivy, all counted",
            Box::new(|kind, words| plain.ask(kind, words, true)),
        ),
        (
            "remiss, ten texts",
            Box::new(|kind, words| ours.ask(kind, words)),
        ),
        (
            "remiss, in full",
            Box::new(|kind, words| ours.in_full(kind, words)),
        ),
        (
            "plain tantivy, ten best alone",
            Box::new(|kind, words| plain.ask(kind, words, false)),
        ),
    ];
    asked(&mut engines, &queries);
}

fn texts() -> Vec<Text> {
    if let Ok(path) = std::env::var("REMISS_BENCH_JSONL") {
        let text = std::fs::read_to_string(path).expect("the corpus can be read");
        let one = |line: &str| {
            let value: serde_json::Value =
                serde_json::from_str(line).expect("a JSON object a line");
            let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
            Text {
                board: field("board"),
                body: field("body"),
            }
        };
        return text.lines().map(one).collect();
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paragraphs = Vec::new();
    for entry in std::fs::read_dir(corpus)
        .expect("the corpus is part of the project")
        .flatten()
    {
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension != "json")
        {
            let text = std::fs::read_to_string(entry.path()).expect("UTF-8");
            paragraphs.extend(
                text.split("\n\n")
                    .filter(|part| part.len() > 200)
                    .map(str::to_owned),
            );
        }
    }
    paragraphs.sort();
    let own = |copy: usize, body: &str| Text {
        board: format!("Nämnd {}", copy % 20),
        body: body.replace(" programmet", &format!(" programmet{}", copy % 997)),
    };
    (0..40)
        .flat_map(|copy| {
            paragraphs
                .iter()
                .enumerate()
                .map(move |(at, body)| own(copy * 31 + at, body))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// CPU nanoseconds of this process, of all threads.
fn process_cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or("").split(' ').collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|field| field.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// CPU milliseconds of this thread.
fn thread_cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn on_disk(dir: &Path) -> f64 {
    let entries = || {
        std::fs::read_dir(dir)
            .expect("the index is there")
            .flatten()
    };
    let mut sizes = std::collections::BTreeMap::new();
    for entry in entries() {
        let kind = entry
            .path()
            .extension()
            .map(|kind| kind.to_string_lossy().into_owned())
            .unwrap_or_default();
        *sizes.entry(kind).or_insert(0) += entry.metadata().map_or(0, |meta| meta.len()) / 100_000;
    }
    println!("  bytes by kind, in 0.1 MB: {sizes:?}");
    entries()
        .map(|entry| entry.metadata().map_or(0, |meta| meta.len()))
        .sum::<u64>() as f64
        / 1e6
}

/// A document as a paper of one unit.
fn paper(at: usize, text: &Text) -> Paper {
    let document = Document::from_text(&format!("{at:06}.txt"), &text.body);
    let span = Span::new(0, document.text.len());
    let layout = Layout::new(&Lines::new(&document));
    let unit = Unit {
        kind: UnitKind::Yttrande,
        respondent: Some(text.board.clone()),
        spelling: None,
        referral: None,
        span,
        intro: None,
        date: None,
        signers: Vec::new(),
        joins: None,
        pointer: false,
    };
    let segmentation = Segmentation {
        kind: DocumentKind::Remissvar,
        head: remiss::unit::Head::default(),
        referrals: Vec::new(),
        units: vec![unit],
        twins: Vec::new(),
        facts: Vec::new(),
        central: Vec::new(),
        present: Vec::new(),
        notes: Vec::new(),
        columns: Vec::new(),
    };
    Paper {
        document,
        layout,
        segmentation,
        known: Default::default(),
    }
}

/// Our archive of the texts.
struct Ours {
    reader: Reader,
    _dir: tempfile::TempDir,
}

impl Ours {
    fn new(texts: &[Text], megabytes: f64) -> Self {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let archive = Archive::create(dir.path()).expect("an empty directory");
        // Reading and cutting papers has a bench of its own.
        let papers: Vec<Paper> = texts
            .par_iter()
            .enumerate()
            .map(|(at, text)| paper(at, text))
            .collect();
        let (start, cpu) = (Instant::now(), process_cpu());
        let mut writer = archive.writer().expect("nobody else writes");
        writer
            .settle(remiss::analyse::witness(
                texts.iter().take(5000).map(|text| text.body.as_str()),
            ))
            .expect("a new archive");
        for batch in papers.chunks(4096) {
            let records: Vec<Records> = batch
                .par_iter()
                .map(|paper| writer.records(paper).expect("a new archive"))
                .collect();
            for records in records {
                writer.put(records).expect("the disk has room");
            }
        }
        writer.commit().expect("the disk has room");
        writer.finish().expect("the disk has room");
        report(
            "remiss",
            megabytes,
            start,
            process_cpu() - cpu,
            on_disk(dir.path()),
        );
        let reader = archive.reader().expect("the archive is whole");
        Ours { reader, _dir: dir }
    }

    fn ask(&self, kind: char, words: &str) -> usize {
        let plan = look_up(&self.reader, &Topics::none(), &request(kind, words))
            .expect("a query")
            .plan;
        let found = self.reader.find(&plan, BEST).expect("an answer");
        for hit in &found.hits {
            black_box(self.reader.paper_by_hash(&hit.sha256).expect("a text"));
        }
        found.total
    }

    fn in_full(&self, kind: char, words: &str) -> usize {
        let found = search(&self.reader, &Topics::none(), &request(kind, words));
        found.expect("an answer").total
    }
}

fn request(kind: char, words: &str) -> Request {
    let query = match kind {
        'P' => format!("\"{words}\""),
        'O' => words.replace(' ', " OR "),
        _ => words.to_owned(),
    };
    Request {
        query,
        limit: BEST,
        ..Request::default()
    }
}

fn report(name: &str, megabytes: f64, start: Instant, cpu: f64, disk: f64) {
    let wall = start.elapsed().as_secs_f64();
    println!(
        "{name}: index {:.1} MB/s, {:.1} MB per CPU-second; on disk {disk:.1} MB, {:.2} of the text",
        megabytes / wall,
        megabytes / cpu,
        disk / megabytes
    );
}

/// An engine by its name.
type Engine<'e> = (&'e str, Box<dyn FnMut(char, &str) -> usize + 'e>);

/// Asks all queries many times; prints CPU times by kind of query, and how they
/// compare with the first engine's.
fn asked(engines: &mut [Engine<'_>], queries: &[(char, String)]) {
    for kind in ["T", "A", "O", "P"] {
        let of_kind = || queries.iter().filter(|(sort, _)| kind.contains(*sort));
        let mut rounds: Vec<Vec<f64>> = vec![Vec::new(); engines.len()];
        let mut found = vec![0; engines.len()];
        for _ in 0..ROUNDS {
            let mut times: Vec<Vec<f64>> = vec![Vec::new(); engines.len()];
            for pass in 0..PASSES {
                for (sort, words) in of_kind() {
                    for (at, (_, ask)) in engines.iter_mut().enumerate() {
                        let before = thread_cpu();
                        let total = ask(*sort, words);
                        if pass >= WARM {
                            times[at].push(thread_cpu() - before);
                        } else if pass == 0 {
                            found[at] += total;
                        }
                    }
                }
            }
            for (rounds, times) in rounds.iter_mut().zip(&mut times) {
                rounds.push(middle(times));
            }
        }
        let first = middle(&mut rounds[0].clone());
        for (at, (name, _)) in engines.iter().enumerate() {
            let time = middle(&mut rounds[at]);
            println!(
                "{kind} {name}: p50 {time:.3} ms, {:.2} of the first ({} found)",
                time / first,
                found[at] / ROUNDS
            );
        }
    }
}

fn middle(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(0.0)
}
