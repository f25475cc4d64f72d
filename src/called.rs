//! What papers are called: the name of a file, and as much of its beginning as
//! tells it from the other papers at hand, by which every output cites it.
//!
//! One rule ([`told_apart`]) for what is printed and for what is read back
//! ([`is_beginning`]). Knows nothing of what stands in a paper.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// The name of a file without folders; compared by the whole of it.
#[derive(Clone, Debug)]
pub struct Name {
    whole: String,
    /// By what it is cited, where the papers beside it are known.
    cited: Option<Arc<str>>,
}

impl Name {
    /// The same, cited so.
    #[must_use]
    pub(crate) fn cited_as(mut self, cited: Arc<str>) -> Self {
        self.cited = Some(cited);
        self
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// By what it is cited: "100". Of a paper that stands alone the shortest.
    pub fn cited(&self) -> &str {
        match &self.cited {
            Some(cited) => cited,
            None => beginnings(&self.whole).next().unwrap_or(&self.whole),
        }
    }
}

impl From<String> for Name {
    fn from(whole: String) -> Self {
        Name { whole, cited: None }
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.whole
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.whole
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.whole == other.whole
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.whole == other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.whole == *other
    }
}

impl PartialEq<String> for Name {
    fn eq(&self, other: &String) -> bool {
        self.whole == *other
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.whole.cmp(&other.whole)
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.whole.hash(state);
    }
}

/// A paper among others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Among<'p> {
    /// The name of its file.
    pub(crate) name: &'p str,
    /// The path of its file.
    pub(crate) path: &'p str,
    /// The document's id; papers with the same content are one.
    pub(crate) id: &'p str,
}

/// By what each of some papers is cited: the first of its name's beginnings that
/// no other shares, the whole name at most. Of papers with one name each with the
/// folder that it lies in, else by its content.
pub(crate) fn told_apart(papers: &[Among<'_>]) -> Vec<Arc<str>> {
    // Whose a beginning is; nobody's where several share it.
    let mut whose: HashMap<&str, Option<&str>> = HashMap::new();
    let mut named: HashMap<&str, Vec<&Among<'_>>> = HashMap::new();
    for paper in papers {
        let ends = ends(paper.name).map(|end| &paper.name[..end]);
        for beginning in ends {
            let owner = whose.entry(beginning).or_insert(Some(paper.id));
            *owner = owner.filter(|owner| *owner == paper.id);
        }
        named.entry(paper.name).or_default().push(paper);
    }
    let cited = |paper: &Among<'_>| {
        let name = paper.name;
        let is_own = |one: &&str| whose.get(one).copied().flatten() == Some(paper.id);
        if let Some(own) = beginnings(name).find(is_own) {
            return Arc::from(own);
        }
        let others = named.get(name).into_iter().flatten();
        let mut others = others.filter(|other| other.id != paper.id);
        let folder = |paper: &Among<'_>| {
            let mut parts = paper.path.rsplit(['/', '\\']);
            parts.nth(1).unwrap_or_default().to_lowercase()
        };
        match (others.clone().next(), folder(paper)) {
            (None, _) => Arc::from(name),
            (Some(_), own) if !own.is_empty() && others.all(|other| folder(other) != own) => {
                let folder = paper.path.rsplit(['/', '\\']).nth(1).unwrap_or_default();
                Arc::from(format!("{folder}/{name}"))
            }
            _ => Arc::from(paper.id),
        }
    };
    papers.iter().map(cited).collect()
}

/// A name begins so, with the end of a word: "1" and "1_svar" begin
/// "1_svar.txt", "10" no "100.txt".
pub(crate) fn is_beginning(beginning: &str, name: &str) -> bool {
    name.starts_with(beginning) && is_end(name, beginning.len())
}

/// A word or a number of a name ends there.
fn is_end(name: &str, at: usize) -> bool {
    let before = name[..at].chars().next_back();
    let next = name[at..].chars().next();
    match (before, next) {
        (Some(before), Some(next)) => {
            before.is_alphanumeric()
                && (!next.is_alphanumeric() || before.is_ascii_digit() != next.is_ascii_digit())
        }
        (before, None) => before.is_some(),
        (None, Some(_)) => false,
    }
}

/// Where words and numbers of a name end, the whole name last.
fn ends(name: &str) -> impl Iterator<Item = usize> + '_ {
    let ends = name.char_indices().map(|(at, _)| at);
    let ends = ends.filter(|at| is_end(name, *at));
    ends.chain((!name.is_empty()).then_some(name.len()))
}

/// The beginnings of a name by which it may be cited, the usual one first: its
/// number, else what stands before the first "_" or "."; then longer ones.
fn beginnings(name: &str) -> impl Iterator<Item = &str> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let usual = match digits {
        0 => name.find(['_', '.']).unwrap_or(name.len()),
        digits => digits,
    };
    let usual = if is_end(name, usual) {
        usual
    } else {
        name.len()
    };
    let longer = ends(name).filter(move |end| *end > usual);
    let all = std::iter::once(usual).chain(longer);
    all.map(|end| &name[..end])
        .filter(move |one| one.len() == name.len() || !is_page(one))
}

/// It ends as a page is cited, and would be read as one: "svar s. 3".
fn is_page(beginning: &str) -> bool {
    const PAGE: [&str; 6] = ["p", "pp", "page", "s", "sid", "sida"];
    let words = beginning.trim_end_matches(|c: char| c.is_ascii_digit());
    let words = words.trim_end().trim_end_matches('.');
    let last = words.rsplit([' ', ',', ':']).next().unwrap_or_default();
    words.len() < beginning.len() && last.len() < words.len() && PAGE.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_cited_by_what_no_other_begins_with() {
        let cited = |names: &[&str]| {
            let among = names.iter().zip(["id0", "id1", "id2"]);
            let among: Vec<Among<'_>> = among
                .map(|(path, id)| Among {
                    name: path.rsplit('/').next().unwrap(),
                    path,
                    id,
                })
                .collect();
            told_apart(&among).join(" | ")
        };
        for (names, expected) in [
            (&["100_utlatande.txt", "110_svar.md"][..], "100 | 110"),
            (&["1.txt", "10.txt", "2 a.txt"], "1 | 10 | 2"),
            (
                &["2031-12-03 K.txt", "2031-12-11 F.txt", "missiv.txt"],
                "2031-12-03 | 2031-12-11 | missiv",
            ),
            (
                &["protokoll_a.md", "protokoll_b.md"],
                "protokoll_a | protokoll_b",
            ),
            (&["svar.txt", "svar.txt.txt"], "svar.txt | svar.txt.txt"),
            (&["a/svar.txt", "b/svar.txt"], "a/svar.txt | b/svar.txt"),
            (&["a/1/svar.txt", "b/1/svar.txt"], "id0 | id1"),
            (&["svar s 3.pdf", "_.pdf"], "svar s 3.pdf | _.pdf"),
        ] {
            assert_eq!(cited(names), expected);
        }
    }
}
