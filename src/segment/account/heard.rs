//! What an account has made known of its bodies before a sentence names them:
//! short forms it introduced ("Byggförbundet (BF)"), bodies in its lists of
//! those who answered, and of which kind some were named, for "ingen av
//! länsstyrelserna". Knows nothing that another paper says.

use crate::lexicon::accounts;
use crate::line::Lines;
use crate::line_end::push_words;
use crate::segment::signs::bodies::{self, Name};
use crate::text::lower;
use std::collections::{BTreeSet, HashMap};

/// Longest name that a short form stands for, in words.
const WORDS: usize = 8;

/// What one paper has made known.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Full name of a short form.
    shorts: HashMap<String, String>,
    /// Bodies of its lists.
    listed: BTreeSet<String>,
    /// Bodies that sentences named so far, in order.
    named: Vec<Name>,
    /// Municipalities that it names in full somewhere.
    municipalities: BTreeSet<String>,
    /// It is a bill's: what stands in a section is of that section.
    pub(super) by_section: bool,
}

impl Heard {
    /// Reads the short forms and lists of a paper.
    pub(super) fn of(lines: &Lines<'_>, by_section: bool) -> Self {
        let mut text = String::new();
        for at in 0..lines.len() {
            push_words(&mut text, lines.raw(at));
        }
        let mut heard = Heard {
            by_section,
            ..Heard::default()
        };
        for (open, _) in text.match_indices('(') {
            if let Some((short, name)) = introduced(&text, open) {
                heard.shorts.entry(short).or_insert(name);
            }
        }
        for (at, end) in text.match_indices(" kommun") {
            let mut words = text[..at].rsplit([' ', '(']);
            let (last, before) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
            let whole = !text[at + end.len()..].starts_with(char::is_alphabetic);
            // "Mora kommun", "Upplands Väsby kommun"; "Den kommun" is none.
            let forms = [format!("{before} {last}{end}"), format!("{last}{end}")];
            let form = forms
                .into_iter()
                .find(|form| bodies::is_held(form, "kommun"));
            heard.municipalities.extend(form.filter(|_| whole));
        }
        for cue in &accounts().answered {
            for (at, _) in text.match_indices(cue.as_str()) {
                heard.list(&text[at + cue.len()..]);
            }
        }
        heard
    }

    /// The names of a list, up to its full stop.
    fn list(&mut self, text: &str) {
        const LONGEST: usize = 6000;
        let end = text
            .match_indices(['.', ':', ';'])
            .find(|(at, _)| {
                text[at + 1..]
                    .chars()
                    .next()
                    .is_none_or(char::is_whitespace)
            })
            .map_or(text.len(), |(at, _)| at);
        if end > LONGEST {
            return;
        }
        let pieces = text[..end]
            .split(", ")
            .flat_map(|piece| piece.split(" samt "));
        for piece in pieces {
            let whole = piece.trim();
            let halves = whole.rsplit_once(" och ");
            // "… och en privatperson" is no part of a name.
            let small = halves.is_some_and(|(_, b)| b.starts_with(char::is_lowercase));
            let named = |name: &str| bodies::name(name).is_some();
            let both = halves.is_some_and(|(a, b)| named(a) && named(b));
            let one = match both {
                true => bodies::known(whole).is_some(),
                false => named(whole),
            };
            let several = small || halves.is_some() && !one;
            let names = match halves.filter(|_| several) {
                Some((a, b)) => vec![a, b],
                None => vec![whole],
            };
            let names = names
                .into_iter()
                .map(|name| name.trim_start_matches("och "));
            let proper = names.filter(|name| {
                let words = name.split_whitespace().count();
                name.starts_with(char::is_uppercase) && (1..=WORDS).contains(&words)
            });
            self.listed.extend(proper.map(str::to_owned));
        }
    }

    /// The body of a short form or of a list.
    pub(super) fn name(&self, words: &str) -> Option<Name> {
        let listed = self.listed.get(words);
        let part = || Some(words.to_owned()).filter(|words| is_own_part(words));
        let name = self.shorts.get(words).or(listed).cloned().or_else(part)?;
        let name = &name;
        let found = bodies::name(name).filter(|found| found.known);
        Some(found.unwrap_or_else(|| Name {
            name: name.clone(),
            kind: None,
            known: true,
        }))
    }

    /// Municipalities that go by their places alone, each of a list: "Mora och
    /// Ludvika". Where the verb is one of any account, the paper names them in
    /// full somewhere.
    pub(super) fn places(&self, words: &str, in_full: bool) -> Vec<Name> {
        let words = words.trim_end_matches(',');
        let pieces = words.split(", ").flat_map(|piece| piece.split(" och "));
        let all = pieces.map(|place| self.place(place.trim(), in_full));
        all.collect::<Option<Vec<Name>>>().unwrap_or_default()
    }

    fn place(&self, words: &str, in_full: bool) -> Option<Name> {
        let proper = |word: &str| word.starts_with(char::is_uppercase);
        if words.is_empty() || !words.split(['-', ' ']).all(proper) {
            return None;
        }
        let forms = [format!("{words} kommun"), format!("{words}s kommun")];
        let here = |form: &&String| self.municipalities.contains(form.as_str());
        // "Kalmar" alone may be a county board, too.
        let county = format!("Länsstyrelsen i {words} län");
        let of_all = || {
            let mut forms = forms.iter();
            let found = forms.find(|form| bodies::is_held(form, "kommun"));
            found.filter(|_| !bodies::is_held(&county, "lansstyrelse"))
        };
        let found = forms.iter().find(here);
        let name = match in_full {
            true => found,
            false => found.or_else(of_all),
        };
        bodies::name(name?)
    }

    /// It is in a list of those who answered, or a sentence named it.
    pub(super) fn answered(&self, name: &str) -> bool {
        let key = bodies::key(name);
        let mut listed = self.listed.iter();
        listed.any(|one| bodies::key(one) == key) || self.named.iter().any(|one| one.name == name)
    }

    /// A sentence named these.
    pub(super) fn add(&mut self, names: &[Name]) {
        for name in names {
            if !self.named.iter().any(|other| other.name == name.name) {
                self.named.push(name.clone());
            }
        }
    }

    /// "Ingen av länsstyrelserna", "samtliga kommuner": those of the kind that
    /// were named.
    pub(super) fn all_of(&self, words: &str) -> Vec<Name> {
        let low = lower(words);
        let leads = accounts().every.iter();
        let Some(rest) = leads
            .filter_map(|lead| low.strip_prefix(lead.as_str()))
            .next()
        else {
            return Vec::new();
        };
        let mut kinds = accounts().kind.iter();
        let Some(kind) = kinds.find(|kind| kind.words.iter().any(|one| one == rest)) else {
            return Vec::new();
        };
        let is_of = |name: &&Name| {
            let low = lower(&name.name);
            low.starts_with(kind.opens.as_str()) && low.ends_with(kind.ends.as_str())
        };
        self.named.iter().filter(is_of).cloned().collect()
    }
}

/// "Medicinska fakulteten": a part of who sent the proposal out.
fn is_own_part(words: &str) -> bool {
    const WORDS: usize = 4;
    let last = words.rsplit(' ').next().unwrap_or(words);
    let mut parts = accounts().own_parts.iter();
    words.starts_with(char::is_uppercase)
        && words.split(' ').count() <= WORDS
        // "LTH och Medicinska fakulteten" are two.
        && !words.split(" och ").skip(1).any(|other| other.starts_with(char::is_uppercase))
        && parts.any(|part| lower(last) == *part)
}

/// "Byggmaterialhandlarnas Riksförbund (BMR)": the short form, and the longest
/// name before the bracket that opens with its letter.
fn introduced(text: &str, open: usize) -> Option<(String, String)> {
    let rest = &text[open + 1..];
    let short = &rest[..rest.find(')').filter(|&end| (2..=10).contains(&end))?];
    let first = short.chars().next()?;
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    if capitals < 2 || !short.chars().all(char::is_alphanumeric) {
        return None;
    }
    let before = text[..open].trim_end();
    let start = before
        .rfind(['.', ',', ';', ':', '(', ')', '|'])
        .map_or(0, |at| at + 1);
    let words: Vec<&str> = before[start..].split_whitespace().collect();
    let from = words.len().saturating_sub(WORDS);
    let name = (from..words.len()).find_map(|at| {
        let opens = words[at].chars().next().is_some_and(|c| c == first);
        let name = words[at..].join(" ");
        (opens && bodies::name(&name).is_some()).then_some(name)
    })?;
    Some((short.to_owned(), format!("{name} ({short})")))
}
