//! The reading half of the archive: papers by place, units by words.

use super::REBUILD;
use super::came;
use super::far::Far;
use super::listed::{Stored, file_name};
use super::norms::Lengths;
use super::private::Private;
use super::record;
use super::schema::{EVIDENCE, Fields, PAPER, PART, key};
use super::stored::{Header, Origin, is_sound, stored_text};
use super::vocabulary::Vocabulary;
use crate::analyse::{Analyser, Evidence, Token};
use crate::error::{Archive as State, Error, Result};
use crate::paper::Paper;
use crate::unit::UnitKind;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};
use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::{Query, TermQuery, TermSetQuery};
use tantivy::schema::document::{DeserializeError, DocumentDeserialize, DocumentDeserializer};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::store::StoreReader;
use tantivy::{
    DocAddress, DocSet, Index, IndexReader, ReloadPolicy, Searcher, TERMINATED, TantivyDocument,
    Term,
};

/// A snapshot of the last commit.
pub struct Reader {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    /// The fields of the text apart from units.
    pub(super) apart: Fields,
    pub(super) analyser: Arc<Analyser>,
    /// The number of the last ingest.
    pub(super) ingest: u64,
    pub(super) vocabulary: OnceLock<Vocabulary>,
    pub(super) parts: OnceLock<Vocabulary>,
    pub(super) lengths: Lengths,
    /// By what each paper is cited, by its path; known once all are listed.
    pub(super) cited: OnceLock<Arc<HashMap<String, Arc<str>>>>,
    /// The stored records of each segment.
    pub(super) stores: Vec<StoreReader>,
    /// What is shown of private persons, if not all.
    pub(super) private: Option<Arc<Private>>,
    /// The papers that are given, if not all.
    pub(super) only: Option<BTreeSet<DocAddress>>,
    /// What is read stands elsewhere.
    pub(super) far: Option<Box<dyn Far>>,
}

/// Papers in memory at once where all are read: enough to keep every core
/// busy, and of the longest papers, some MB each, still few hundred MB.
const AT_ONCE: usize = 64;
/// Blocks of stored records that are kept unpacked, of each segment: 16 KB each.
/// With 50, to unpack them was half the time that ten texts of a search took.
pub(super) const BLOCKS: usize = 128;

/// The strings with which a stored record begins, up to its hash; a paper's
/// long ones stand behind it.
pub(super) struct Strings(pub(super) Vec<(Field, String)>);

impl DocumentDeserialize for Strings {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(
        mut record: D,
    ) -> std::result::Result<Self, DeserializeError> {
        const FIRST: usize = 2;
        let mut strings = Vec::with_capacity(FIRST);
        while strings.len() < FIRST
            && let Some(next) = record.next_field()?
        {
            strings.push(next);
        }
        Ok(Strings(strings))
    }
}

impl Reader {
    pub(super) fn new(index: &Index, fields: Fields) -> Result<Self> {
        // Asked for first: what is committed meanwhile is still to come.
        let ingest = came::last(index)?;
        let searcher = last_commit(index)?;
        let evidence = evidence(&searcher, &fields)?.unwrap_or_default();
        let stores = searcher.segment_readers().iter();
        let stores = stores.map(|segment| segment.get_store_reader(BLOCKS));
        Ok(Reader {
            stores: stores
                .collect::<std::io::Result<_>>()
                .map_err(unreadable_records)?,
            searcher,
            apart: fields.apart(),
            fields,
            analyser: Arc::new(Analyser::new(evidence)),
            ingest,
            vocabulary: OnceLock::new(),
            parts: OnceLock::new(),
            lengths: Lengths::default(),
            cited: OnceLock::new(),
            private: None,
            only: None,
            far: None,
        })
    }

    /// By what the archive divides compounds, if it is settled.
    pub(crate) fn evidence(&self) -> Result<Option<Evidence>> {
        evidence(&self.searcher, &self.fields)
    }

    /// The number of the last ingest that changed something.
    pub fn ingest(&self) -> u64 {
        self.ingest
    }

    /// The analyser that read what is stored here.
    pub fn analyser(&self) -> &Analyser {
        &self.analyser
    }

    /// The words of all units, read when first asked for.
    pub fn vocabulary(&self) -> Result<&Vocabulary> {
        if let Some(known) = self.vocabulary.get() {
            return Ok(known);
        }
        let fields = (self.fields.exact, Some(self.apart.exact));
        let read = match self.far_words(false)? {
            Some(words) => words,
            None => Vocabulary::read(&self.searcher, fields, |word| self.may_tell(word))?,
        };
        Ok(self.vocabulary.get_or_init(|| read))
    }

    /// The stems of the parts of all compounds, marked by where they stand;
    /// read when first asked for.
    pub(crate) fn parts(&self) -> Result<&Vocabulary> {
        if let Some(known) = self.parts.get() {
            return Ok(known);
        }
        let fields = (self.fields.parts, None);
        let read = match self.far_words(true)? {
            Some(words) => words,
            None => Vocabulary::read(&self.searcher, fields, |word| {
                self.may_tell(word.trim_matches(|c: char| !c.is_alphanumeric()))
            })?,
        };
        Ok(self.parts.get_or_init(|| read))
    }

    /// All papers, by file name and content. Of what is stored of each only
    /// its place and its hash are read.
    pub fn papers(&self) -> Result<Vec<Stored>> {
        if let Some(far) = self.far() {
            return self.far_papers(far);
        }
        let papers = self.any(self.fields.kind, [PAPER]);
        let only = self.only.as_ref();
        let given = |one: &DocAddress| only.is_none_or(|only| only.contains(one));
        let mut found = Vec::new();
        let addresses: BTreeSet<DocAddress> = self
            .searcher
            .search(&papers, &DocSetCollector)?
            .into_iter()
            .collect();
        for address in addresses
            .into_iter()
            .filter(|one| given(one) && !self.is_left_out(*one))
        {
            let Strings(strings) = self.stored(address)?;
            let text_of = |wanted: Field| {
                let found = strings.iter().find(|(field, _)| *field == wanted);
                found.map_or_else(String::new, |(_, text)| text.clone())
            };
            let path = text_of(self.fields.path);
            let shown = self.shown_path(path.clone());
            found.push((
                path,
                Stored {
                    name: file_name(&shown),
                    sha256: text_of(self.fields.sha256),
                    path: shown,
                    address,
                },
            ));
        }
        Ok(self.listed(found))
    }

    /// Reads papers and takes what was read of them in their order: some at a
    /// time in parallel, so that few are in memory at once.
    pub fn each<T: Send, E: From<Error>>(
        &self,
        papers: &[Stored],
        read: impl Fn(Paper) -> T + Sync,
        mut take: impl FnMut(T) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        for some in papers.chunks(AT_ONCE) {
            let read = some.par_iter().map(|stored| self.paper(stored).map(&read));
            let read: Result<Vec<T>> = read.collect();
            read?.into_iter().try_for_each(&mut take)?;
        }
        Ok(())
    }

    /// The content hash of a paper's record.
    pub(super) fn hash_at(&self, address: DocAddress) -> Result<String> {
        let Strings(strings) = self.stored(address)?;
        let mut strings = strings.into_iter();
        let hash = strings.find(|(field, _)| *field == self.fields.sha256);
        Ok(hash.map(|(_, hash)| hash).unwrap_or_default())
    }

    /// The words of a paper's text apart from units.
    pub(super) fn tokens_apart(&self, address: DocAddress) -> Result<Vec<Vec<Token>>> {
        let flows = self.load(address)?.apart().into_iter();
        Ok(flows.map(|flow| self.analyser.tokens(&flow.text)).collect())
    }

    /// Number of unit records.
    pub fn unit_count(&self) -> Result<usize> {
        if let Some(far) = self.far() {
            return far.unit_count();
        }
        let all: Box<dyn Query> = Box::new(self.any(
            self.fields.kind,
            UnitKind::ALL.iter().map(|kind| kind.name()),
        ));
        Ok(self.searcher.search(&all, &Count)?)
    }

    /// Loads a stored paper.
    pub fn paper(&self, stored: &Stored) -> Result<Paper> {
        if self.far.is_some() {
            let paper = self.paper_by_hash(&stored.sha256)?;
            return paper.ok_or_else(|| damage("a paper is not there any more"));
        }
        self.load(stored.address)
    }

    /// Something of the file could not be read, and may be with OCR, which was
    /// not tried.
    pub(crate) fn is_for_ocr(&self, stored: &Stored) -> Result<bool> {
        Ok(self.origin(stored)?.is_for_ocr())
    }

    /// Paths of other files with the content of this one.
    pub(crate) fn copies(&self, stored: &Stored) -> Result<Vec<String>> {
        Ok(self.origin(stored)?.copies)
    }

    pub(super) fn origin(&self, stored: &Stored) -> Result<Origin> {
        self.origin_of(&self.record(stored.address)?)
    }

    pub(super) fn origin_of(&self, record: &TantivyDocument) -> Result<Origin> {
        let header = stored_text(record, self.fields.header);
        serde_json::from_str(&header).map_err(unreadable)
    }

    /// Loads the paper with this content.
    pub fn paper_by_hash(&self, sha256: &str) -> Result<Option<Paper>> {
        if let Some(far) = self.far() {
            let record = far.paper(sha256)?;
            return record.map(|one| self.far_paper(one)).transpose();
        }
        let key = Term::from_field_text(self.fields.key, &key(PAPER, sha256));
        for at in 0..self.searcher.segment_readers().len() {
            if let Some(&address) = self.records_in(at, &key)?.first() {
                return self.load(address).map(Some);
            }
        }
        Ok(None)
    }

    /// Records of one sort of the paper with this content, or start of a
    /// content hash, in a fixed order.
    pub(super) fn records(&self, sha256: &str, sort: &str) -> Result<Vec<DocAddress>> {
        let key = Term::from_field_text(self.fields.key, &key(sort, sha256));
        let segments = 0..self.searcher.segment_readers().len();
        let found: Result<Vec<Vec<DocAddress>>> =
            segments.map(|at| self.records_in(at, &key)).collect();
        Ok(found?.concat())
    }

    /// The records of a segment with a key that are not removed.
    fn records_in(&self, at: usize, key: &Term) -> Result<Vec<DocAddress>> {
        let segment = self.searcher.segment_reader(at as u32);
        let inverted = segment.inverted_index(key.field())?;
        let mut found = Vec::new();
        let Some(mut postings) = inverted.read_postings(key, IndexRecordOption::Basic)? else {
            return Ok(found);
        };
        let alive = segment.alive_bitset();
        while postings.doc() != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                found.push(DocAddress::new(at as u32, postings.doc()));
            }
            postings.advance();
        }
        Ok(found)
    }

    fn load(&self, address: DocAddress) -> Result<Paper> {
        let record = self.record(address)?;
        let text_of = |field| stored_text(&record, field);
        let header: Header =
            serde_json::from_str(&text_of(self.fields.header)).map_err(unreadable)?;
        let (path, sha256) = (text_of(self.fields.path), text_of(self.fields.sha256));
        let mut text = text_of(self.fields.text);
        if header.origin.bytes != Some(text.len()) {
            self.add_parts(&sha256, &mut text)?;
        }
        let paper = Paper {
            document: header.origin.document(path.clone(), sha256, text),
            layout: header.layout,
            segmentation: header.segmentation,
            known: header.known,
        };
        match paper.is_consistent() {
            true => Ok(self.with_name(&path, self.shown_of(paper)?)),
            false => Err(damage("what is stored of a paper does not fit its text")),
        }
    }

    /// A stored paper, or a part of one.
    fn record(&self, address: DocAddress) -> Result<TantivyDocument> {
        let record: TantivyDocument = self.stored(address)?;
        if is_sound(&record, &self.fields) == Some(false) {
            return Err(damage("a stored paper has changed"));
        }
        Ok(record)
    }

    /// What stands under an address.
    pub(super) fn stored<R: DocumentDeserialize>(&self, address: DocAddress) -> Result<R> {
        record::read(&self.stores[address.segment_ord as usize], address.doc_id)
    }

    /// Appends the further parts of a long text.
    fn add_parts(&self, sha256: &str, text: &mut String) -> Result<()> {
        let mut parts = Vec::new();
        for address in self.records(sha256, PART)? {
            let record = self.record(address)?;
            let number = record
                .get_first(self.fields.unit)
                .and_then(|value| value.as_u64());
            parts.push((number, stored_text(&record, self.fields.text)));
        }
        parts.sort();
        // A paper that is stored under two paths has its parts twice.
        parts.dedup_by_key(|(number, _)| *number);
        for (_, part) in parts {
            text.push_str(&part);
        }
        Ok(())
    }

    fn any<'a>(&self, field: Field, values: impl IntoIterator<Item = &'a str>) -> TermSetQuery {
        TermSetQuery::new(
            values
                .into_iter()
                .map(|value| Term::from_field_text(field, value)),
        )
    }
}

/// The evidence by which the archive divides compounds, if it is settled.
pub(super) fn evidence(searcher: &Searcher, fields: &Fields) -> Result<Option<Evidence>> {
    let kind = TermQuery::new(
        Term::from_field_text(fields.kind, EVIDENCE),
        IndexRecordOption::Basic,
    );
    let Some(&address) = searcher.search(&kind, &DocSetCollector)?.iter().min() else {
        return Ok(None);
    };
    let segment = searcher.segment_reader(address.segment_ord);
    let store = segment
        .get_store_reader(BLOCKS)
        .map_err(unreadable_records)?;
    let record: TantivyDocument = record::read(&store, address.doc_id)?;
    serde_json::from_str(&stored_text(&record, fields.header))
        .map(Some)
        .map_err(unreadable)
}

/// The file of stored records cannot be opened.
pub(super) fn unreadable_records(error: std::io::Error) -> Error {
    damage(&format!("what is stored cannot be read: {error}"))
}

/// The terms of a field cannot be walked.
pub(super) fn unreadable_terms(error: std::io::Error) -> Error {
    damage(&format!("the index cannot be read: {error}"))
}

/// The last commit, as it is now: nobody waits for the next.
pub(super) fn last_commit(index: &Index) -> Result<Searcher> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    let reader: IndexReader = reader.try_into()?;
    Ok(reader.searcher())
}

fn unreadable(error: serde_json::Error) -> Error {
    damage(&format!("a stored paper cannot be read: {error}"))
}

/// Damage that is met while reading, where it is not known in which directory.
pub(super) fn damage(what: &str) -> Error {
    Error::new(format!("the archive is damaged: {what}"))
        .cure(REBUILD)
        .archive(State::Damaged)
}
