//! Which paper a row of a list speaks of: by its file's name as it stands, then
//! without folder and ending, then without case, dots and spaces; where a list
//! names no files by the number in the paper or in its name, then by the
//! respondent. One to one; several or none are said, never guessed.

use super::listed::{List, Row};
use super::{Field, normal};
use crate::numbers::{self, Number};
use crate::text::{lower, plain_letter};
use std::collections::BTreeMap;

/// What of a paper is compared with rows.
#[derive(Clone, Debug, Default)]
pub struct Papers<'p> {
    /// File names.
    pub names: Vec<&'p str>,
    /// Their paths, which tell apart those of one name.
    pub paths: Vec<&'p str>,
    /// Who answers in each and its own number, where rows name no files.
    pub heads: Vec<(Option<String>, Option<String>)>,
}

/// The rows of a list with the papers they speak of.
#[derive(Debug, Default)]
pub struct Matched {
    /// Row and paper, by their places.
    pub pairs: Vec<(usize, usize)>,
    /// What is wrong with rows, with their lines.
    pub problems: Vec<(u32, String)>,
}

/// The last part of a path or an address, its `%20` and query away.
fn bare(file: &str) -> String {
    let file = file.split(['?', '#']).next().unwrap_or(file);
    unescaped(file.rsplit(['/', '\\']).next().unwrap_or(file))
}

/// The letters of an address that stand for others in their own place.
pub(crate) fn unescaped(last: &str) -> String {
    let mut bytes = Vec::with_capacity(last.len());
    let mut rest = last.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let hex = behind
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok());
        let code = hex.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(byte);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Endings of files end at the last full stop, and are short.
fn stem(name: &str) -> &str {
    const LONGEST: usize = 5;
    match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= LONGEST && !ending.contains(' ') => stem,
        _ => name,
    }
}

/// Letters and figures alone, without case and dots; "(1)" of a copy away.
fn folded(name: &str) -> String {
    let name = lower(stem(name));
    let name = name.trim_end();
    let name = match name.rsplit_once('(') {
        Some((before, copy)) if copy.trim_end_matches(')').parse::<u8>().is_ok() => before,
        _ => name,
    };
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.map(plain_letter).collect()
}

/// Ways to papers by something of theirs.
type Ways = BTreeMap<String, Vec<usize>>;

fn ways(all: impl Iterator<Item = (usize, String)>) -> Ways {
    let mut ways = Ways::new();
    for (paper, key) in all.filter(|(_, key)| !key.is_empty()) {
        ways.entry(key).or_default().push(paper);
    }
    ways
}

/// Matches the rows of a list with papers.
pub fn matched(list: &List, papers: &Papers<'_>) -> Matched {
    let names = || papers.names.iter().enumerate();
    let by_name = [
        ways(names().map(|(at, name)| (at, (*name).to_owned()))),
        ways(names().map(|(at, name)| (at, stem(name).to_owned()))),
        ways(names().map(|(at, name)| (at, folded(name)))),
    ];
    let heads = || papers.heads.iter().enumerate();
    let key = |number: &str| numbers::read(number).as_ref().map(Number::normal);
    let by_number = ways(heads().filter_map(|(at, (_, own))| Some((at, key(own.as_deref()?)?))));
    let by_respondent =
        ways(heads().filter_map(|(at, (who, _))| Some((at, lower(who.as_deref()?)))));
    let mut found = Matched::default();
    let mut taken: BTreeMap<usize, u32> = BTreeMap::new();
    for (at, row) in list.rows.iter().enumerate() {
        let meant = match &row.file {
            Some(file) => in_folder(file, by_file(file, &by_name), &papers.paths),
            None if list.has_files || papers.heads.is_empty() => continue,
            None => by_head(row, &by_number, &by_respondent, key),
        };
        let problem = match meant[..] {
            [paper] => match taken.get(&paper) {
                None => {
                    taken.insert(paper, row.line);
                    found.pairs.push((at, paper));
                    continue;
                }
                Some(line) => format!("{} is row {line}'s already", papers.names[paper]),
            },
            // A page links to what was sent out, which not everybody downloads.
            [] => match &row.file {
                Some(_) if row.is_of_missive() => continue,
                Some(file) => format!("no paper is called {file}"),
                None => continue,
            },
            ref several => {
                let path = |paper: usize| papers.paths.get(paper).copied().unwrap_or_default();
                let all = several
                    .iter()
                    .map(|paper| (papers.names[*paper], path(*paper)));
                let names = told_apart(&all.collect::<Vec<_>>());
                let what = row.file.as_deref().or(row.respondent()).unwrap_or("it");
                format!("{what} may be any of {}", names.join(", "))
            }
        };
        found.problems.push((row.line, problem));
    }
    found
}

fn by_file(file: &str, ways: &[Ways; 3]) -> Vec<usize> {
    let name = bare(file);
    let keys = [name.clone(), stem(&name).to_owned(), folded(&name)];
    let mut found = ways
        .iter()
        .zip(&keys)
        .filter_map(|(ways, key)| ways.get(key));
    found.next().cloned().unwrap_or_default()
}

/// Of several papers of one name those in the folders that stand before it; where
/// they are an address's, all.
fn in_folder(file: &str, found: Vec<usize>, paths: &[&str]) -> Vec<usize> {
    let parts = |path: &str| -> Vec<String> {
        let parts = path.split(['/', '\\']).map(|part| lower(&unescaped(part)));
        parts
            .filter(|part| !matches!(&part[..], "" | "." | ".."))
            .collect()
    };
    let folders = |path: &str| {
        let mut parts = parts(path);
        parts.pop();
        parts
    };
    let wanted = folders(file);
    if found.len() < 2 || wanted.is_empty() {
        return found;
    }
    let lies_there = |at: &&usize| {
        let path = paths.get(**at);
        path.is_some_and(|path| folders(path).ends_with(&wanted))
    };
    let there: Vec<usize> = found.iter().filter(lies_there).copied().collect();
    if there.is_empty() { found } else { there }
}

/// The names of papers, each with the folder that it lies in where another has its
/// name.
pub(crate) fn told_apart(papers: &[(&str, &str)]) -> Vec<String> {
    let told = |(name, path): &(&str, &str)| {
        let several = papers.iter().filter(|(other, _)| other == name).count() > 1;
        let mut parts = path.rsplit(['/', '\\']);
        let folder = parts.nth(1).filter(|folder| several && !folder.is_empty());
        folder.map_or_else(|| (*name).to_owned(), |folder| format!("{folder}/{name}"))
    };
    let mut told: Vec<String> = papers.iter().map(told).collect();
    told.sort();
    told
}

fn by_head(
    row: &Row,
    by_number: &Ways,
    by_respondent: &Ways,
    key: impl Fn(&str) -> Option<String>,
) -> Vec<usize> {
    let own = row.says.get(&Field::OwnDiarienummer);
    let own = own.and_then(|number| by_number.get(&key(number)?));
    let who = || by_respondent.get(&lower(&normal(row.respondent()?)));
    own.or_else(who).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::known::listed::read;

    #[test]
    fn a_file_is_found_as_people_write_its_name() {
        let names = [
            "Svar Habo.pdf",
            "region_ost.docx",
            "b/1.pdf",
            "fö 2024.pdf",
            "a.pdf",
            "a.docx",
        ];
        let papers = Papers {
            names: names.to_vec(),
            ..Papers::default()
        };
        let list = read(
            "fil\tinstans\nhttps://x.se/a/Svar%20Habo.pdf?d=1\tHabo\nREGION OST (1).pdf\tÖst\n\
             Fo2024\tFortV\nsvar habo\tHabo\na\tA\nborta.pdf\tB\n",
        );
        let found = matched(&list.unwrap(), &papers);
        assert_eq!(found.pairs, [(0, 0), (1, 1), (2, 3)]);
        let lines: Vec<u32> = found.problems.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [5, 6, 7]);
    }

    #[test]
    fn two_files_of_one_name_are_told_apart_by_their_folders() {
        let papers = Papers {
            names: vec!["svar.pdf"; 3],
            paths: vec![
                "/r/Havby/svar.pdf",
                "/r/Vikby/svar.pdf",
                "/r/gamla/Vikby/svar.pdf",
            ],
            heads: Vec::new(),
        };
        let list = read(
            "fil\tinstans\nHavby/svar.pdf\tA\ngamla\\vikby\\svar.pdf\tB\nsvar.pdf\tC\n\
             https://x.se/u/svar.pdf\tD\n",
        );
        let found = matched(&list.unwrap(), &papers);
        assert_eq!(found.pairs, [(0, 0), (1, 2)]);
        let lines: Vec<u32> = found.problems.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 5]);
        let told = &found.problems[0].1;
        assert!(told.contains("Havby/svar.pdf, Vikby/svar.pdf"), "{told}");
    }

    #[test]
    fn a_list_without_files_goes_by_number_and_respondent() {
        let head = |who: &str, own: &str| (Some(who.to_owned()), Some(own.to_owned()));
        let papers = Papers {
            names: vec!["1", "2", "3"],
            paths: Vec::new(),
            heads: vec![
                head("Region Skåne", "RS 2024/17"),
                head("Habo kommun", ""),
                head("Okänd", "KS 2024/417"),
            ],
        };
        let list = read(
            "från\tderas dnr\nRegion Skåne\t\nHabo\tKS 2024/417\nHabo kommun\t\nTibro kommun\t\n",
        );
        let found = matched(&list.unwrap(), &papers);
        assert_eq!(found.pairs, [(0, 0), (1, 2), (2, 1)]);
        assert!(found.problems.is_empty());
    }
}
