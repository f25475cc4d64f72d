//! Index and queries beside plain tantivy, in one run.
//!
//! `REMISS_BENCH_JSONL` names a corpus, one `{"board", "body"}` a line, and
//! `REMISS_BENCH_QUERIES` the queries: T a word, A all words, O any word, P a
//! phrase. Without them the fictional city's papers, cut into paragraphs and
//! repeated with words of their own, stand in. Every document becomes a paper
//! of one unit. Both engines write to disk with two threads and answer with
//! the ten best documents and their text; ours answers once more in full,
//! with fragments, lines and tiers. Times are CPU times of the thread that
//! asks.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench reads its input and prints figures"
)]

use rayon::prelude::*;
use remiss::archive::{Archive, Records};
use remiss::document::{Document, DocumentKind};
use remiss::layout::Layout;
use remiss::line::Lines;
use remiss::paper::Paper;
use remiss::search::{Request, look_up, search};
use remiss::text::Span;
use remiss::topics::Topics;
use remiss::unit::{Segmentation, Unit, UnitKind};
use rust_stemmers::{Algorithm, Stemmer};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{
    IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream,
    Tokenizer,
};
use tantivy::{Index, TantivyDocument, doc};

const PASSES: usize = 22;
const WARM: usize = 2;
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
    ours(&texts, megabytes, &queries);
    plain(&texts, megabytes, &queries);
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
    };
    Paper {
        document,
        layout,
        segmentation,
        known: Default::default(),
    }
}

fn ours(texts: &[Text], megabytes: f64, queries: &[(char, String)]) {
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
    let topics = Topics::none();
    let request = |kind: char, words: &str, limit: usize| {
        let query = match kind {
            'P' => format!("\"{words}\""),
            'O' => words.replace(' ', " OR "),
            _ => words.to_owned(),
        };
        Request {
            query,
            limit,
            ..Request::default()
        }
    };
    asked("remiss, ten texts", queries, |kind, words| {
        let plan = look_up(&reader, &topics, &request(kind, words, 10))
            .expect("a query")
            .plan;
        let found = reader.find(&plan, 10).expect("an answer");
        for hit in &found.hits {
            black_box(reader.paper_by_hash(&hit.sha256).expect("a text"));
        }
        found.total
    });
    asked("remiss, in full", queries, |kind, words| {
        search(&reader, &topics, &request(kind, words, 10))
            .expect("an answer")
            .total
    });
}

/// Snowball behind tantivy's own tokenizer.
#[derive(Clone)]
struct Snowball;

#[derive(Clone)]
struct Stemmed<T>(T);

struct StemmedStream<S> {
    inner: S,
    stemmer: Stemmer,
}

impl TokenFilter for Snowball {
    type Tokenizer<T: Tokenizer> = Stemmed<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Stemmed<T> {
        Stemmed(tokenizer)
    }
}

impl<T: Tokenizer> Tokenizer for Stemmed<T> {
    type TokenStream<'a> = StemmedStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemmedStream {
            inner: self.0.token_stream(text),
            stemmer: Stemmer::create(Algorithm::Swedish),
        }
    }
}

impl<S: TokenStream> TokenStream for StemmedStream<S> {
    fn advance(&mut self) -> bool {
        if !self.inner.advance() {
            return false;
        }
        let stem = self.stemmer.stem(&self.inner.token().text).into_owned();
        self.inner.token_mut().text = stem;
        true
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

fn plain(texts: &[Text], megabytes: f64, queries: &[(char, String)]) {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("sv")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field(
        "body",
        TextOptions::default()
            .set_indexing_options(indexing)
            .set_stored(),
    );
    let board = schema.add_text_field("board", STRING | STORED);
    let index = Index::create_in_dir(dir.path(), schema.build()).expect("an empty directory");
    let analyser = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(80))
        .filter(LowerCaser)
        .filter(Snowball)
        .build();
    index.tokenizers().register("sv", analyser);
    let (start, cpu) = (Instant::now(), process_cpu());
    let mut writer: tantivy::IndexWriter = index
        .writer_with_num_threads(2, 200_000_000)
        .expect("nobody else writes");
    for text in texts {
        writer
            .add_document(doc!(body => text.body.as_str(), board => text.board.as_str()))
            .expect("the disk has room");
    }
    writer.commit().expect("the disk has room");
    writer.wait_merging_threads().expect("the disk has room");
    report(
        "plain tantivy",
        megabytes,
        start,
        process_cpu() - cpu,
        on_disk(dir.path()),
    );
    let searcher = index.reader().expect("the index is whole").searcher();
    let any = QueryParser::for_index(&index, vec![body]);
    let mut all = QueryParser::for_index(&index, vec![body]);
    all.set_conjunction_by_default();
    asked("plain tantivy, ten texts", queries, |kind, words| {
        let query = match kind {
            'A' => all.parse_query(words),
            'P' => any.parse_query(&format!("\"{words}\"")),
            _ => any.parse_query(words),
        };
        let top = searcher
            .search(
                &query.expect("a query"),
                &TopDocs::with_limit(10).order_by_score(),
            )
            .expect("an answer");
        for (_, address) in &top {
            let found: TantivyDocument = searcher.doc(*address).expect("a document");
            black_box(
                found
                    .get_first(body)
                    .and_then(|value| value.as_str().map(str::len)),
            );
        }
        top.len()
    });
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

/// Asks all queries many times; prints CPU times by kind of query.
fn asked(name: &str, queries: &[(char, String)], mut ask: impl FnMut(char, &str) -> usize) {
    for kind in ["TAOP", "T", "A", "O", "P"] {
        let (mut times, mut found) = (Vec::new(), 0);
        for pass in 0..PASSES {
            for (sort, words) in queries.iter().filter(|(sort, _)| kind.contains(*sort)) {
                let before = thread_cpu();
                let total = ask(*sort, words);
                if pass >= WARM {
                    times.push(thread_cpu() - before);
                } else if pass == 0 {
                    found += total;
                }
            }
        }
        times.sort_by(f64::total_cmp);
        let at = |part: f64| {
            times
                .get((times.len().saturating_sub(1) as f64 * part) as usize)
                .copied()
                .unwrap_or(0.0)
        };
        println!(
            "{name} {kind:4} p50 {:.3} ms, p99 {:.3} ms ({found} found)",
            at(0.5),
            at(0.99)
        );
    }
}
