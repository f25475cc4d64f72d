//! What people wrote about answers in a report, kept beside the archive: a file
//! a person, an entry a text, added at its end. What stands there already is not
//! added again, and nothing is ever taken away.

use super::knowing::files::append;
use crate::error::{Error, Result};
use crate::files::{self, LARGEST_GIVEN};
use crate::known::judgement::quoted;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A text that somebody wrote about a respondent's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Comment {
    /// Number of the proposal, or its title.
    pub referral: String,
    /// About whom.
    pub respondent: String,
    /// Key of the row.
    pub row: String,
    /// What it is for: comment, summary, mark.
    pub field: String,
    /// The text.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When it was read back, ISO.
    pub on: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    comment: Vec<Comment>,
}

impl Comment {
    fn to_toml(&self) -> String {
        let fields = [
            ("referral", &self.referral),
            ("respondent", &self.respondent),
            ("row", &self.row),
            ("field", &self.field),
            ("text", &self.text),
            ("by", &self.by),
            ("on", &self.on),
        ];
        let fields = fields.map(|(name, words)| format!("{name} = {}\n", quoted(words)));
        format!("[[comment]]\n{}\n", fields.concat())
    }
}

/// The file of one person beside an archive.
pub fn file_of(archive: &Path, by: &str) -> PathBuf {
    let corrections = super::knowing::files::file_of(archive, by);
    let name = corrections.file_name().unwrap_or_default();
    archive.with_file_name("remiss-comments").join(name)
}

/// All that each person ever wrote, by the persons' files, the last last.
pub fn all(archive: &Path) -> Result<Vec<Comment>> {
    let mut all = Vec::new();
    for path in files_beside(archive)? {
        all.extend(read(&path)?);
    }
    Ok(all)
}

/// Of some comments what each person wrote last about each row.
pub fn latest<'c>(archive: &Path, all: &'c [Comment]) -> Vec<&'c Comment> {
    let mut last: BTreeMap<(PathBuf, &str, &str), &Comment> = BTreeMap::new();
    for one in all {
        last.insert((file_of(archive, &one.by), &one.row, &one.field), one);
    }
    last.into_values().collect()
}

fn files_beside(archive: &Path) -> Result<Vec<PathBuf>> {
    let folder = archive.with_file_name("remiss-comments");
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::new(format!("cannot be read: {error}")).at(&folder)),
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    Ok(paths)
}

/// What of a field somebody wrote who found what others wrote there.
pub fn own(text: &str, others: &[&str]) -> String {
    let mut left = text.trim().to_owned();
    for other in others
        .iter()
        .map(|other| other.trim())
        .filter(|other| !other.is_empty())
    {
        let lines: Vec<&str> = other.lines().collect();
        let all: Vec<&str> = left.lines().collect();
        let at = all.windows(lines.len()).position(|some| some == lines);
        if let Some(at) = at {
            let rest = all[..at].iter().chain(&all[at + lines.len()..]);
            left = rest
                .copied()
                .collect::<Vec<_>>()
                .join("\n")
                .trim()
                .to_owned();
        }
    }
    left
}

/// Adds those that are not as they were kept last; gives their number.
pub fn keep(archive: &Path, by: &str, comments: Vec<Comment>) -> Result<usize> {
    let path = file_of(archive, by);
    let mut last: BTreeMap<(String, String), String> = BTreeMap::new();
    for known in read(&path)? {
        last.insert((known.row, known.field), known.text);
    }
    let new: Vec<Comment> = comments
        .into_iter()
        .filter(|one| {
            let known = last.get(&(one.row.clone(), one.field.clone()));
            known.is_none_or(|text| *text != one.text)
        })
        .collect();
    if !new.is_empty() {
        let entries: String = new.iter().map(Comment::to_toml).collect();
        append(&path, &entries)?;
    }
    Ok(new.len())
}

/// What is kept in a file, in the order in which it was added.
pub fn read(path: &Path) -> Result<Vec<Comment>> {
    let bytes = match files::read(path, LARGEST_GIVEN) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::new(format!("cannot be read: {error}")).at(path)),
    };
    let broken = |what: String| {
        Error::new(what)
            .at(path)
            .cure("mend the file, or move it away and keep it")
    };
    let text = String::from_utf8(bytes).map_err(|_| broken("is not Unicode".to_owned()))?;
    let file: File = toml::from_str(&text).map_err(|error| broken(error.to_string()))?;
    Ok(file.comment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_not_ones_own() {
        for (text, own_text) in [
            ("Bra", ""),
            ("Bra\nMen dyrt", "Men dyrt"),
            ("Bra, men dyrt", "Bra, men dyrt"),
        ] {
            assert_eq!(own(text, &["Bra"]), own_text, "{text}");
        }
    }

    fn comment(text: &str) -> Comment {
        Comment {
            respondent: "Kajnämnden".to_owned(),
            row: "a1".to_owned(),
            field: "comment".to_owned(),
            text: text.to_owned(),
            by: "Ada".to_owned(),
            on: "2031-01-02".to_owned(),
            ..Comment::default()
        }
    }

    #[test]
    fn texts_are_added_and_none_is_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        let archive = dir.path().join(".remiss");
        let keep = |text: &str| keep(&archive, "Ada", vec![comment(text)]).unwrap();
        assert_eq!((keep("Två\nrader \"x\""), keep("Två\nrader \"x\"")), (1, 0));
        assert_eq!(keep("en annan"), 1);
        let kept = read(&file_of(&archive, "Ada")).unwrap();
        let kept: Vec<&str> = kept.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(kept, ["Två\nrader \"x\"", "en annan"]);
    }
}
