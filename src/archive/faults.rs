//! A directory that fails where a test wants it to, and loses what was not
//! synced when the power goes. Around every write of an ingest: what a commit
//! has acknowledged is there afterwards, whole, and nothing half.

use super::seal::{META, Trouble};
use super::{Archive, begun};
use crate::document::Document;
use crate::error;
use crate::paper::Paper;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, FileSlice, Lock, TerminatingWrite,
    WatchCallback, WatchCallbackList, WatchHandle, WritePtr,
};

#[derive(Clone, Debug, Default)]
struct File {
    content: Vec<u8>,
    /// How much of it is on disk.
    synced: usize,
}

/// Names and the numbers of the files they stand for.
type Names = BTreeMap<PathBuf, usize>;

#[derive(Clone, Debug, Default)]
struct State {
    files: Vec<File>,
    names: Names,
    /// The names that are on disk.
    synced: Names,
    steps: usize,
    /// From which step on, and up to which, everything fails.
    fails: std::ops::Range<usize>,
}

impl State {
    /// One thing that may fail.
    fn step(&mut self) -> io::Result<()> {
        self.steps += 1;
        match self.fails.contains(&self.steps) {
            true => Err(io::ErrorKind::StorageFull.into()),
            false => Ok(()),
        }
    }

    fn file(&mut self, path: &Path, content: &[u8], synced: usize) -> usize {
        let content = content.to_vec();
        self.files.push(File { content, synced });
        self.names.insert(path.to_owned(), self.files.len() - 1);
        self.files.len() - 1
    }

    /// What is found after the power went, with these names on disk.
    fn after(&self, names: &Names) -> Faulty {
        let files = self.files.iter().map(|file| File {
            content: file.content[..file.synced].to_vec(),
            synced: file.synced,
        });
        Faulty(Arc::new(Mutex::new(State {
            files: files.collect(),
            names: names.clone(),
            synced: names.clone(),
            ..State::default()
        })))
    }

    /// All that may be found after the power went: no name that was not synced
    /// is there, all are, or of the last changes only the deletions took place.
    fn outages(&self) -> [Faulty; 3] {
        let mut deleted = self.synced.clone();
        deleted.retain(|path, _| self.names.contains_key(path));
        [&self.synced, &self.names, &deleted].map(|names| self.after(names))
    }
}

#[derive(Clone, Debug, Default)]
struct Faulty(Arc<Mutex<State>>);

impl Faulty {
    fn new(fails: std::ops::Range<usize>) -> Self {
        Faulty(Arc::new(Mutex::new(State {
            fails,
            ..State::default()
        })))
    }

    /// The same files, without faults.
    fn healed(&self) -> Faulty {
        let mut state = self.0.lock().unwrap().clone();
        state.fails = 0..0;
        Faulty(Arc::new(Mutex::new(state)))
    }
}

impl Directory for Faulty {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(FileSlice::from(self.atomic_read(path)?)))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let mut state = self.0.lock().unwrap();
        let failed = |error| DeleteError::IoError {
            io_error: Arc::new(error),
            filepath: path.to_owned(),
        };
        state.step().map_err(failed)?;
        let removed = state.names.remove(path);
        removed
            .map(drop)
            .ok_or_else(|| DeleteError::FileDoesNotExist(path.to_owned()))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.0.lock().unwrap().names.contains_key(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let mut state = self.0.lock().unwrap();
        let failed = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        state.step().map_err(failed)?;
        if state.names.contains_key(path) {
            return Err(OpenWriteError::FileAlreadyExists(path.to_owned()));
        }
        let number = state.file(path, &[], 0);
        let directory = self.clone();
        Ok(BufWriter::new(Box::new(Writing { directory, number })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let state = self.0.lock().unwrap();
        match state.names.get(path) {
            Some(&number) => Ok(state.files[number].content.clone()),
            None => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
        }
    }

    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.step()?;
        state.file(path, content, content.len());
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.step()?;
        state.synced = state.names.clone();
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchCallbackList::default().subscribe(callback))
    }
}

struct Writing {
    directory: Faulty,
    number: usize,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.directory.0.lock().unwrap();
        state.step()?;
        state.files[self.number].content.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Writing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let mut state = self.directory.0.lock().unwrap();
        state.step()?;
        let file = &mut state.files[self.number];
        file.synced = file.content.len();
        Ok(())
    }
}

type Papers = BTreeSet<String>;

fn paper(name: &str) -> Paper {
    Paper::read(Document::from_text(
        name,
        &format!(
            "Protokoll 3/2024\nfört vid Kulturnämndens sammanträde den 7 maj 2024\n\n\
             § 4 Remiss av program för läsning\n\nBeslut\n\nNämnden tillstyrker förslaget {name}.\n"
        ),
    ))
}

/// What a run of commits promised.
#[derive(Default)]
struct Promised {
    /// Papers of the last commit that said it was done.
    kept: Papers,
    /// Papers of one that failed: a commit may fail after it took place.
    perhaps: Option<Papers>,
}

fn open(files: &Faulty) -> error::Result<Archive> {
    let trouble: Arc<Trouble> = Arc::default();
    let begun = begun(Box::new(files.clone()), &trouble);
    let (index, fields) = begun.map_err(|error| trouble.told(&error))?;
    Ok(Archive::prepare(index, fields, None, trouble))
}

/// Three commits: two papers; one more, one changed and one removed; a merge.
fn run(files: &Faulty, promised: &mut Promised) -> error::Result<()> {
    let mut writer = open(files)?.writer()?;
    let steps: [(&[&str], &[&str]); 2] = [(&["a", "b"], &[]), (&["b", "c"], &["a"])];
    for (put, remove) in steps {
        for name in put {
            writer.put(writer.records(&paper(name))?)?;
        }
        for name in remove {
            writer.remove(name)?;
        }
        let papers: Papers = put.iter().map(|name| (*name).to_owned()).collect();
        promised.perhaps = Some(papers.clone());
        writer.commit()?;
        *promised = Promised {
            kept: papers,
            perhaps: None,
        };
    }
    writer.finish()
}

/// The archive opens, and holds whole what was promised.
fn check(files: &Faulty, promised: &Promised, when: &str) {
    if !files.exists(Path::new(META)).unwrap() {
        assert!(promised.kept.is_empty(), "{when}: the archive is gone");
        return;
    }
    let reader = open(files).and_then(|archive| archive.reader());
    let reader = reader.unwrap_or_else(|error| panic!("{when}: {error}"));
    let (mut found, mut units) = (Papers::new(), 0);
    for stored in reader.papers().unwrap() {
        let read = reader.paper(&stored).unwrap();
        let whole = paper(&stored.path);
        assert_eq!(read.document.text, whole.document.text, "{when}");
        units += whole.segmentation.units.len();
        assert!(found.insert(stored.path), "{when}: a paper is there twice");
    }
    assert_eq!(reader.unit_count().unwrap(), units, "{when}");
    let promises = [Some(&promised.kept), promised.perhaps.as_ref()];
    assert!(
        promises.contains(&Some(&found)),
        "{when}: {found:?} is none of {promises:?}"
    );
}

/// Fails one step, or all from one on, at every step there is or every so
/// many.
fn at_steps(every: usize, lasts: usize) {
    let mut failed = 0;
    for step in (1..).step_by(every) {
        let files = Faulty::new(step..step.saturating_add(lasts));
        let mut promised = Promised::default();
        let ended = run(&files, &mut promised);
        let when = format!("step {step}, {lasts} steps failing");
        check(&files.healed(), &promised, &when);
        for outage in files.0.lock().unwrap().outages() {
            check(&outage, &promised, &format!("{when}, then no power"));
        }
        match ended {
            Ok(()) => assert_eq!(promised.kept.len(), 2, "{when}"),
            Err(error) => {
                failed += 1;
                let told = error.to_string();
                assert!(told.contains("the disk is full"), "{when}: {told}");
            }
        }
        // The same again, with room: as if nothing had happened.
        if step % 7 == 0 {
            let healed = files.healed();
            let mut promised = Promised::default();
            run(&healed, &mut promised).unwrap_or_else(|error| panic!("{when}, again: {error}"));
            check(&healed, &promised, &when);
        }
        if files.0.lock().unwrap().steps < step {
            break;
        }
    }
    assert!(failed > 20, "only {failed} steps failed");
}

#[test]
fn one_failing_write_loses_nothing_acknowledged() {
    at_steps(1, 1);
}

#[test]
fn a_full_disk_loses_nothing_acknowledged() {
    at_steps(3, usize::MAX);
}

/// Papers put by two threads that commit as each has put one, which is how an
/// ingest does it: after a failed commit the other thread's must not follow,
/// with the deletions and without the papers.
fn run_by_two(files: &Faulty, promised: &mut Promised) -> error::Result<()> {
    let mut writer = open(files)?.writer()?;
    let names = ["a", "b", "c", "d"];
    for name in names {
        writer.put(writer.records(&paper(name))?)?;
    }
    promised.perhaps = Some(names.map(str::to_owned).into());
    writer.commit()?;
    promised.kept = promised.perhaps.take().unwrap_or_default();
    let shared = RwLock::new(writer);
    let again = |names: &[&str]| -> error::Result<()> {
        let mut ended = Ok(());
        for name in names {
            let put = {
                let writer = shared.read().unwrap();
                writer.put(writer.records(&paper(name))?)
            };
            ended = ended.and(put.and_then(|()| shared.write().unwrap().commit()));
        }
        ended
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| again(&names[..2]));
        let ended = again(&names[2..]);
        ended.and(other.join().unwrap())
    })?;
    shared.into_inner().unwrap().finish()
}

#[test]
fn a_failed_commit_is_the_last_one() {
    let mut failed = 0;
    for step in (1..).step_by(3) {
        let files = Faulty::new(step..step + 1);
        let mut promised = Promised::default();
        let ended = run_by_two(&files, &mut promised);
        let when = format!("step {step} failing under two threads");
        check(&files.healed(), &promised, &when);
        failed += usize::from(ended.is_err());
        if files.0.lock().unwrap().steps < step {
            break;
        }
    }
    assert!(failed > 10, "only {failed} steps failed");
}
