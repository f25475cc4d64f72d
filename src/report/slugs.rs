//! What parts of a report go by in addresses: letters, figures and hyphens, each
//! its own. Knows no papers.

use std::collections::BTreeSet;

/// Names as parts of an address, none given twice.
#[derive(Default)]
pub(super) struct Slugs(BTreeSet<String>);

/// What each of these goes by in addresses, in their order.
pub(crate) fn slugs(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut slugs = Slugs::default();
    names.map(|name| slugs.of(&name)).collect()
}

/// What parts of a report go by that are nobody's, its views apart.
pub(super) const TAKEN: [&str; 3] = ["innehall", "anteckningar", "x"];

impl Slugs {
    /// None, and these are taken.
    pub(super) fn reserving(taken: impl Iterator<Item = &'static str>) -> Self {
        Slugs(taken.map(str::to_owned).collect())
    }

    /// What a name goes by.
    pub(super) fn of(&mut self, name: &str) -> String {
        let plain = slug(name);
        let numbered = (2_usize..).map(|n| format!("{plain}-{n}"));
        let mut all = std::iter::once(plain.clone()).chain(numbered);
        let free = all.find(|slug| !self.0.contains(slug)).unwrap_or(plain);
        self.0.insert(free.clone());
        free
    }
}

/// A short form that a paper or a heading may go by: "d1", "h-oversikt".
fn is_ours(slug: &str) -> bool {
    let figures = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let numbered = ["d", "familj-", "tidigare-"].iter();
    let mut numbered = numbered.filter_map(|kind| slug.strip_prefix(kind));
    slug.starts_with("h-") || numbered.any(figures)
}

/// Letters, figures and hyphens alone: "Äldre- och omsorgsnämnden" →
/// "aldre-och-omsorgsnamnden".
fn slug(name: &str) -> String {
    let low = name.to_lowercase();
    let plain = low.chars().map(crate::text::plain_letter);
    let mut slug = String::new();
    for c in plain {
        match c.is_ascii_alphanumeric() {
            true => slug.push(c),
            false if slug.ends_with('-') || slug.is_empty() => {}
            false => slug.push('-'),
        }
    }
    match slug.trim_end_matches('-') {
        "" => "x".to_owned(),
        slug if is_ours(slug) => format!("x-{slug}"),
        slug => slug.to_owned(),
    }
}
