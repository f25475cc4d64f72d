//! What is asked of the search page, as it stands in the address; and the
//! addresses of what may be asked next.

use crate::corpus::Wanted;
use crate::error::{Error, Result};
use crate::query::{first_day, last_day};
use crate::search::GroupBy;
use crate::search::saved::Saved;
use crate::serve::guard::Fields;
use crate::serve::href;
use crate::unit::UnitKind;

/// What is shown of what is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::serve) enum View {
    /// Unit by unit, the best first.
    #[default]
    Hits,
    /// Gathered.
    Groups(GroupBy),
    /// Every match on a line.
    Kwic,
}

/// The ways to gather, by what they are called in addresses.
pub(super) const WAYS: [(&str, View); 6] = [
    ("", View::Hits),
    ("namnd", View::Groups(GroupBy::Respondent)),
    ("parti", View::Groups(GroupBy::Party)),
    ("slag", View::Groups(GroupBy::Kind)),
    ("dokument", View::Groups(GroupBy::Document)),
    ("rader", View::Kwic),
];

/// A search as it stands in the address.
#[derive(Clone, Debug, Default)]
pub(in crate::serve) struct Asked {
    pub(super) query: String,
    pub(super) boards: Vec<String>,
    pub(super) body_kinds: Vec<String>,
    pub(super) referrals: Vec<String>,
    pub(super) parties: Vec<String>,
    pub(super) kinds: Vec<String>,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) exact: bool,
    pub(super) view: View,
    pub(super) page: usize,
    /// The kept search that is asked, and whether only what is new.
    pub(super) kept: String,
    pub(super) new: bool,
    /// After which ingest what is asked for came.
    pub(super) after: Option<u64>,
}

/// Values of one name in an address, at most.
const MOST: usize = 20;
/// Letters of a query at most.
const LONGEST: usize = 2_000;
/// Pages that can be turned to.
const PAGES: usize = 100;

impl Asked {
    /// What stands in an address or a form.
    pub(in crate::serve) fn of(fields: &Fields) -> Self {
        let mut asked = Asked {
            page: 1,
            ..Asked::default()
        };
        for (name, value) in &fields.0 {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let add = |to: &mut Vec<String>| {
                if to.len() < MOST {
                    to.push(value.to_owned());
                }
            };
            match name.as_str() {
                "q" => asked.query = value.chars().take(LONGEST).collect(),
                "instans" => add(&mut asked.boards),
                "slag" => add(&mut asked.body_kinds),
                "remiss" => add(&mut asked.referrals),
                "parti" => add(&mut asked.parties),
                "typ" => add(&mut asked.kinds),
                "fran" => asked.from = value.to_owned(),
                "till" => asked.to = value.to_owned(),
                "exakt" => asked.exact = true,
                "vy" => {
                    let way = WAYS.iter().find(|(way, _)| *way == value);
                    asked.view = way.map_or(View::Hits, |(_, view)| *view);
                }
                "sida" => asked.page = value.parse().unwrap_or(1).clamp(1, PAGES),
                "sparad" => asked.kept = value.to_owned(),
                "nytt" => asked.new = true,
                _ => {}
            }
        }
        asked
    }

    /// Nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.query.is_empty() && self.filters().is_empty()
    }

    /// The filters by name, each with its value.
    pub(super) fn filters(&self) -> Vec<(&'static str, &str)> {
        let lists = [
            ("instans", &self.boards),
            ("slag", &self.body_kinds),
            ("remiss", &self.referrals),
            ("parti", &self.parties),
            ("typ", &self.kinds),
        ];
        let mut all: Vec<(&str, &str)> = Vec::new();
        for (name, values) in lists {
            all.extend(values.iter().map(|value| (name, value.as_str())));
        }
        let days = [("fran", &self.from), ("till", &self.to)];
        all.extend(
            days.into_iter()
                .filter(|(_, day)| !day.is_empty())
                .map(|(name, day)| (name, day.as_str())),
        );
        all
    }

    /// Everything that stands in the address, by name.
    pub(super) fn values(&self) -> Vec<(&'static str, &str)> {
        let mut values = vec![("q", self.query.as_str())];
        values.extend(self.filters());
        if self.exact {
            values.push(("exakt", "1"));
        }
        let way = WAYS.iter().find(|(_, view)| *view == self.view);
        values.push(("vy", way.map_or("", |(way, _)| way)));
        values
    }

    /// The address of the same with a change, from its first page on.
    pub(super) fn href(&self, change: impl FnOnce(&mut Asked)) -> String {
        let mut to = Asked {
            page: 1,
            ..self.clone()
        };
        change(&mut to);
        let page = to.page.to_string();
        let mut values = to.values();
        if to.page > 1 {
            values.push(("sida", &page));
        }
        if to.new {
            values.extend([("sparad", to.kept.as_str()), ("nytt", "1")]);
        }
        href::with("/sok", &values)
    }

    /// The address of what a group holds, where it can be asked for.
    pub(super) fn within(&self, by: GroupBy, name: &str) -> Option<String> {
        if name.is_empty() {
            return None;
        }
        let name = name.to_owned();
        let narrowed = |change: fn(&mut Asked, String)| {
            Some(self.href(|to| {
                to.view = View::Hits;
                change(to, name);
            }))
        };
        match by {
            GroupBy::Respondent => narrowed(|to, name| to.boards = vec![name]),
            GroupBy::Party => narrowed(|to, name| to.parties = vec![name]),
            GroupBy::Kind => narrowed(|to, name| to.body_kinds = vec![name]),
            GroupBy::Document => None,
        }
    }

    /// What it is narrowed to.
    pub(super) fn wanted(&self) -> Result<Wanted> {
        let kind = |words: &String| {
            UnitKind::in_words(words).ok_or_else(|| {
                let all = UnitKind::ALL.map(UnitKind::name).join(", ");
                Error::new(format!("no kind is called {words}"))
                    .cure(format!("the kinds are {all}"))
            })
        };
        let day = |words: &str, read: fn(&str) -> std::result::Result<String, String>| {
            let read = (!words.is_empty()).then(|| read(words)).transpose();
            read.map_err(|why| Error::new(format!("{words} is no day")).cure(why))
        };
        Ok(Wanted {
            boards: self.boards.clone(),
            respondent_kinds: self.body_kinds.clone(),
            parties: self.parties.clone(),
            kinds: self.kinds.iter().map(kind).collect::<Result<_>>()?,
            referrals: self.referrals.clone(),
            from: day(&self.from, first_day)?,
            to: day(&self.to, last_day)?,
            reviewed: false,
        })
    }

    /// The same as it is kept.
    pub(in crate::serve) fn saved(&self) -> Result<Saved> {
        let mut saved = Saved::new(self.query.clone(), &self.wanted()?);
        saved.exact_words = self.exact;
        Ok(saved)
    }

    /// The name of the kept search that an address asks for.
    pub(in crate::serve) fn kept_alone(&self) -> Option<String> {
        (!self.kept.is_empty()).then(|| self.kept.clone())
    }

    /// What is kept under a name, as this address asks to see it.
    pub(in crate::serve) fn in_place(self, name: &str, saved: &Saved) -> Result<Self> {
        let wanted = saved.wanted()?;
        let kinds = wanted.kinds.iter().map(|kind| kind.name().to_owned());
        Ok(Asked {
            query: saved.query.clone(),
            kinds: kinds.collect(),
            boards: wanted.boards,
            body_kinds: wanted.respondent_kinds,
            referrals: wanted.referrals,
            parties: wanted.parties,
            from: wanted.from.unwrap_or_default(),
            to: wanted.to.unwrap_or_default(),
            exact: saved.exact_words,
            kept: name.to_owned(),
            ..self
        })
    }

    /// Asks only for what came after an ingest.
    pub(in crate::serve) fn after(mut self, ingest: Option<u64>) -> Self {
        self.after = ingest;
        self
    }

    /// The kept search of which only what is new is asked for.
    pub(in crate::serve) fn new_of(&self) -> Option<&str> {
        (self.new && !self.kept.is_empty()).then_some(self.kept.as_str())
    }
}
