//! An archive → the indices of an engine.
//!
//! A state of the archive has indices of its own, named by it; the aliases that
//! readers ask move there, all at once, when all of it is there. So whoever
//! searches sees one whole state or the next, and a push that is killed is gone
//! on with by the same command: what is there is asked for first. Where the
//! aliases stand on an earlier state that was read alike, the new indices begin
//! as copies of those (hard links on the engine's disks), and only what has
//! changed is sent.

mod places;
mod send;

use super::bulk::{Body, lines, without};
use super::client::Client;
use super::documents::{Doc, of_ledger, of_paper, of_words, part_id, unit_id};
use super::mapping::{Layout, Part};
use super::plan::{State, There};
use super::server::Server;
use crate::archive::{PaperRow, Reader};
use crate::corpus::{Names, Scope};
use crate::error::{Error, Result};
use crate::ledger::ledgers;
use rayon::prelude::*;
use send::Sender;
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, TrySendError};
use std::time::Duration;

/// How an archive is to lie on an engine.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Parts of the indices of units and papers.
    pub shards: u16,
    /// Copies beside the first.
    pub replicas: u16,
    /// What a push that was broken off has left is not gone on with.
    pub anew: bool,
}

/// What a push says meanwhile.
#[derive(Clone, Copy, Debug)]
pub enum Said<'s> {
    /// Words.
    Words(&'s str),
    /// Papers that are there, of how many.
    Papers(usize, usize),
}

/// What became of a push.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pushed {
    /// Papers and units of the archive.
    pub papers: usize,
    /// All units.
    pub units: usize,
    /// Papers that were sent.
    pub sent: usize,
    /// Papers that were taken out.
    pub removed: usize,
    /// Bytes that were sent.
    pub bytes: u64,
    /// The engine held this state already.
    pub unchanged: bool,
}

/// Papers that are made ready at once.
const AT_ONCE: usize = 64;

/// Brings what an archive holds to an engine.
pub fn push(
    reader: &Reader,
    server: &Server,
    wanted: Wanted,
    said: &(dyn Fn(Said<'_>) + Sync),
    waits: Box<dyn Fn(&str) + Send + Sync>,
) -> Result<Pushed> {
    let client = Client::new(server, waits)?;
    let state = State::of(reader)?;
    let push = Push {
        client: &client,
        archive: &server.archive,
        layout: Layout {
            shards: wanted.shards,
            replicas: wanted.replicas,
        },
        reader,
        state,
        said,
    };
    push.run(wanted.anew)
}

struct Push<'p> {
    client: &'p Client,
    archive: &'p str,
    layout: Layout,
    reader: &'p Reader,
    state: State,
    said: &'p (dyn Fn(Said<'_>) + Sync),
}

impl Push<'_> {
    fn run(&self, anew: bool) -> Result<Pushed> {
        let before = self.before()?;
        let mut pushed = Pushed {
            papers: self.state.papers.len(),
            ..Pushed::default()
        };
        let is_there = |part: Part| {
            before
                .get(&part)
                .is_some_and(|one| *one == self.index(part))
        };
        if Part::ALL.into_iter().all(is_there) && !anew {
            let there = self.there()?;
            pushed.units = there.values().map(|one| one.units).sum();
            pushed.unchanged = true;
            return Ok(pushed);
        }
        if anew && !Part::ALL.into_iter().any(is_there) {
            self.drop_unfinished()?;
        }
        self.prepare(&before)?;
        let there = self.there()?;
        let (gone, new) = self.state.against(&there);
        let kept = self.state.papers.len() - new.len();
        if kept > 0 {
            let words = format!("{kept} papers are there; {} are sent", new.len());
            (self.said)(Said::Words(&words));
        }
        let mut units: usize = there.values().map(|one| one.units).sum();
        for of in &gone {
            units -= there[of].units;
        }
        let changed = new.iter().filter_map(|of| there.get(*of));
        units -= changed.map(|one| one.units).sum::<usize>();
        let sender = Sender::new(self.client);
        let gone: BTreeMap<&str, &There> =
            gone.iter().map(|of| (of.as_str(), &there[of])).collect();
        self.take_out(&gone, &sender)?;
        units += self.send(&new, &there, &sender)?;
        self.send_rest(&sender)?;
        self.whole(units)?;
        self.move_aliases(&before)?;
        pushed.units = units;
        (pushed.sent, pushed.removed) = (new.len(), gone.len());
        pushed.bytes = sender.bytes();
        Ok(pushed)
    }

    /// The index of this state.
    fn index(&self, part: Part) -> String {
        part.index(self.archive, &self.state.name)
    }

    /// Takes papers out, each with its units first.
    fn take_out(&self, gone: &BTreeMap<&str, &There>, sender: &Sender<'_>) -> Result<()> {
        let [mut units, mut papers] = [Body::default(), Body::default()];
        for (of, there) in gone {
            for at in 0..there.units {
                let full = units.add(&without(&unit_id(of, at)));
                sender.bodies(&self.index(Part::Units), full)?;
            }
            for at in 1..there.parts {
                papers.add(&without(&part_id(of, at)));
            }
            papers.add(&without(of));
        }
        sender.bodies(&self.index(Part::Units), units.rest())?;
        sender.bodies(&self.index(Part::Papers), papers.rest())
    }

    /// Sends papers, some at a time: of each its units first, itself last. The
    /// next are made ready meanwhile. Gives the number of units.
    fn send(
        &self,
        new: &[&str],
        there: &BTreeMap<String, There>,
        sender: &Sender<'_>,
    ) -> Result<usize> {
        let [of_units, of_papers] = [Part::Units, Part::Papers].map(|part| self.index(part));
        let all = self.state.papers.len();
        let done = AtomicUsize::new(all - new.len());
        let send = |batch: Batch| {
            // A paper is there when its units are.
            sender.bodies(&of_units, batch.units)?;
            sender.bodies(&of_papers, batch.papers)?;
            let done = done.fetch_add(batch.count, Ordering::Relaxed) + batch.count;
            (self.said)(Said::Papers(done, all));
            Ok(())
        };
        let mut units = 0;
        let mut batches = new.chunks(AT_ONCE).map(|some| {
            let (batch, own) = self.batch(some, there)?;
            units += own;
            Ok(batch)
        });
        side_by_side(&mut batches, &send)?;
        Ok(units)
    }

    /// The bodies of some papers, and how many units they have.
    fn batch(&self, some: &[&str], there: &BTreeMap<String, There>) -> Result<(Batch, usize)> {
        let docs: Result<Vec<Vec<Doc>>> = some.par_iter().map(|of| self.documents(of)).collect();
        let (mut batch, mut units) = (Batch::default(), 0);
        batch.count = some.len();
        let [mut first, mut last] = [Body::default(), Body::default()];
        for (of, docs) in some.iter().zip(docs?) {
            let own = docs.iter().filter(|doc| doc.part == Part::Units).count();
            units += own;
            let before = there.get(*of).map_or(0, |there| there.units);
            for at in own..before {
                batch.units.extend(first.add(&without(&unit_id(of, at))));
            }
            for doc in &docs {
                match doc.part {
                    Part::Units => batch.units.extend(first.add(&lines(doc))),
                    _ => batch.papers.extend(last.add(&lines(doc))),
                }
            }
        }
        batch.units.extend(first.rest());
        batch.papers.extend(last.rest());
        Ok((batch, units))
    }

    fn documents(&self, of: &str) -> Result<Vec<Doc>> {
        let own = &self.state.papers[of];
        let paper = self.reader.paper(&own.stored)?;
        let row = PaperRow::of(&paper, self.reader.analyser())?;
        Ok(of_paper(&row, own.came, &own.check))
    }

    /// The words and the ledger, which are small and always sent.
    fn send_rest(&self, sender: &Sender<'_>) -> Result<()> {
        for doc in words(self.reader)? {
            sender.bodies(&self.index(Part::Words), one(&doc))?;
        }
        let mut body = Body::default();
        for doc in rows(self.reader)? {
            let full = body.add(&lines(&doc));
            sender.bodies(&self.index(Part::Ledger), full)?;
        }
        sender.bodies(&self.index(Part::Ledger), body.rest())
    }
}

/// Some papers, ready to be sent.
#[derive(Default)]
struct Batch {
    units: Vec<Body>,
    papers: Vec<Body>,
    count: usize,
}

/// Requests that are under way at once.
const SENDERS: usize = 2;

/// Sends batches while the next are made; none after one that failed.
fn side_by_side(
    batches: &mut dyn Iterator<Item = Result<Batch>>,
    send: &(dyn Fn(Batch) -> Result<()> + Sync),
) -> Result<()> {
    const PAUSE: Duration = Duration::from_millis(5);
    let (put, take) = mpsc::sync_channel::<Batch>(1);
    let take = Mutex::new(take);
    let work = || -> Result<()> {
        let next = || take.lock().ok()?.recv().ok();
        while let Some(batch) = next() {
            send(batch)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(work)).collect();
        let put_one = |mut batch: Batch| {
            // Nobody takes it where one has failed.
            while senders.iter().all(|one| !one.is_finished()) {
                match put.try_send(batch) {
                    Err(TrySendError::Full(back)) => batch = back,
                    sent => return sent.is_ok(),
                }
                std::thread::sleep(PAUSE);
            }
            false
        };
        let mut made = Ok(true);
        for batch in batches {
            made = batch.map(&put_one);
            if !matches!(made, Ok(true)) {
                break;
            }
        }
        drop(put);
        let broken = |_| Err(Error::new("sending broke down"));
        let ended = senders
            .into_iter()
            .map(|one| one.join().unwrap_or_else(broken));
        let ended: Vec<Result<()>> = ended.collect();
        ended.into_iter().collect::<Result<()>>()?;
        made.map(drop)
    })
}

fn one(doc: &Doc) -> Option<Body> {
    let mut body = Body::default();
    body.add(&lines(doc));
    body.rest()
}

/// The words of an archive, and what else a reader of it must know.
pub(super) fn words(reader: &Reader) -> Result<Vec<Doc>> {
    let evidence = reader.evidence()?;
    let about = json!({"ingest": reader.ingest(), "evidence": evidence.unwrap_or_default()});
    let mut docs = of_words("about", &about.to_string());
    let [words, parts] = match reader.masks() {
        // The index knows the words of those that are left out, too.
        true => words_shown(reader)?,
        false => [reader.vocabulary()?.lines(), reader.parts()?.lines()],
    };
    docs.extend(of_words("words", &words));
    docs.extend(of_words("parts", &parts));
    Ok(docs)
}

/// The forms and the parts of what is shown, each with its number of units.
fn words_shown(reader: &Reader) -> Result<[String; 2]> {
    let mut counts: [BTreeMap<String, u32>; 2] = Default::default();
    let row = |paper| PaperRow::of(&paper, reader.analyser());
    reader.each(&reader.papers()?, row, |row| {
        let row = row?;
        let units = row.units.iter().map(|unit| (&unit.terms, 1));
        for (terms, unit) in units.chain([(&row.terms, 0)]) {
            for (counts, terms) in counts.iter_mut().zip([&terms.exact, &terms.parts]) {
                let each: BTreeSet<&str> = terms.split([' ', '|']).collect();
                // A form that a word only stands for is none that is written.
                for term in each
                    .into_iter()
                    .filter(|one| !one.is_empty() && !one.starts_with('+'))
                {
                    *counts.entry(term.to_owned()).or_default() += unit;
                }
            }
        }
        Ok::<(), Error>(())
    })?;
    Ok(counts.map(|counts| {
        let lines = counts
            .iter()
            .map(|(word, units)| format!("{word}\t{units}\n"));
        lines.collect()
    }))
}

/// The rows of all ledgers.
pub(super) fn rows(reader: &Reader) -> Result<Vec<Doc>> {
    let names = Names::of(reader);
    let all = ledgers(reader, names.referrals()?, &Scope::default())?;
    Ok(all.iter().flat_map(of_ledger).collect())
}

/// What is there after a push is not what was sent.
fn not_whole(what: &str, there: u64, sent: usize) -> Error {
    Error::new(format!(
        "holds {there} of {sent} {what}; the archive there stays as it was"
    ))
    .cure("push again with --anew")
}
