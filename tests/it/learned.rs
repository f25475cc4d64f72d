//! The learned weights are those that the letters in `training/` give.

use crate::project;

#[test]
fn the_weights_are_those_of_the_letters() {
    let mut paths: Vec<_> = std::fs::read_dir(project("training"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "tsv"))
        .collect();
    paths.sort();
    let files: Vec<(String, String)> = paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    let shipped = std::fs::read_to_string(project("src/lexicon/learned.tsv")).unwrap();
    let learned = remiss::learned::learn(&files).unwrap();
    assert!(
        learned == shipped,
        "run `cargo run --release --example learn` and commit the weights"
    );
}

#[test]
fn a_line_without_a_label_is_named() {
    let files = [("brev.tsv".to_owned(), "=== nämnd\nUtan flik.\n".to_owned())];
    let error = remiss::learned::learn(&files).unwrap_err().to_string();
    assert!(error.contains("brev.tsv:2"), "{error}");
}
