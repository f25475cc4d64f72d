//! Plain tantivy beside ours: its own tokenizer with Snowball behind it, one
//! field of text, places kept.

use super::{BEST, Text, on_disk, process_cpu, report};
use rust_stemmers::{Algorithm, Stemmer};
use std::hint::black_box;
use std::time::Instant;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream,
    Tokenizer,
};
use tantivy::{Index, Searcher, TantivyDocument, doc};

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

/// Plain tantivy's index of the texts.
pub(super) struct Plain {
    index: Index,
    searcher: Searcher,
    body: Field,
    _dir: tempfile::TempDir,
}

impl Plain {
    pub(super) fn new(texts: &[Text], megabytes: f64) -> Self {
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
        Plain {
            index,
            searcher,
            body,
            _dir: dir,
        }
    }

    pub(super) fn ask(&self, kind: char, words: &str, counted: bool) -> usize {
        let mut parser = QueryParser::for_index(&self.index, vec![self.body]);
        let query = match kind {
            'A' => {
                parser.set_conjunction_by_default();
                parser.parse_query(words)
            }
            'P' => parser.parse_query(&format!("\"{words}\"")),
            _ => parser.parse_query(words),
        };
        let (query, best) = (
            query.expect("a query"),
            TopDocs::with_limit(BEST).order_by_score(),
        );
        let (total, top) = match counted {
            true => self
                .searcher
                .search(&query, &(Count, best))
                .expect("an answer"),
            false => {
                let top = self.searcher.search(&query, &best).expect("an answer");
                (top.len(), top)
            }
        };
        for (_, address) in &top {
            let found: TantivyDocument = self.searcher.doc(*address).expect("a document");
            let text = found
                .get_first(self.body)
                .and_then(|value| value.as_str().map(str::len));
            black_box(text);
        }
        total
    }
}
