//! Files → archive on disk, in MB/s, with all threads.
//!
//! The fictional city's papers, copied until there are some 8 MB, each copy
//! with words of its own so that none is taken for another. Reading, hashing,
//! segmenting, indexing and one commit are inside the loop; the directory is
//! made anew for every round.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a bench writes its input"
)]

use divan::{Bencher, counter::BytesCount};
use remiss::archive::Archive;
use remiss::ingest::{Options, ingest};
use std::path::{Path, PathBuf};

const COPIES: usize = 48;

fn main() {
    divan::main();
}

/// Writes the papers; returns how many files and bytes there are.
fn papers(dir: &Path) -> (usize, usize) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let (mut files, mut bytes) = (0, 0);
    for entry in std::fs::read_dir(corpus)
        .expect("the corpus is part of the project")
        .flatten()
    {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension == "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        for copy in 0..COPIES {
            let own = format!(
                "{}\n{copy}\n",
                text.replace("programmet", &format!("programmet{copy}"))
            );
            let name = format!(
                "{copy:03}_{}",
                path.file_name().expect("a file").to_string_lossy()
            );
            (files, bytes) = (files + 1, bytes + own.len());
            std::fs::write(dir.join(name), own).expect("the disk has room");
        }
    }
    (files, bytes)
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn to_disk(bencher: Bencher<'_, '_>) {
    let source = tempfile::tempdir().expect("a temporary directory");
    let (files, bytes) = papers(source.path());
    let paths: [PathBuf; 1] = [source.path().to_owned()];
    let options = Options::default();
    bencher
        .counter(BytesCount::new(bytes))
        .with_inputs(|| tempfile::tempdir().expect("a temporary directory"))
        .bench_values(|target| {
            let archive = Archive::create(target.path()).expect("an empty directory");
            let report = ingest(&archive, &paths, &options, &mut |_| {}).expect("readable papers");
            assert_eq!(report.read.len(), files);
            target
        });
}
