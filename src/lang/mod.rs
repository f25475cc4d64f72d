//! The one catalogue of what reports say to people, in Swedish and in English:
//! a file of messages a language, a key a message, no key in one alone.
//!
//! Knows no papers: their words are handed in as arguments and come out as they
//! are. JSON and tables keep their codes and are not told here.

use crate::error::{Error, Result};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use std::borrow::Cow;
use unic_langid::LanguageIdentifier;

/// A language that reports are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 2] = [Lang::Sv, Lang::En];

    /// What the environment asks a terminal to be spoken to in: of LC_ALL,
    /// LC_MESSAGES and LANG the first that says anything; Swedish with "sv".
    pub fn of_environment(said: impl Fn(&str) -> Option<String>) -> Self {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
        let mut said = names.filter_map(said).filter(|one| !one.is_empty());
        let swedish = said.next().is_some_and(|one| {
            let rest = one.strip_prefix("sv");
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        });
        match swedish {
            true => Lang::Sv,
            false => Lang::En,
        }
    }

    /// As HTML names it.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Sv => "sv",
            Lang::En => "en",
        }
    }

    /// As office files name it, with the country it is written in.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Sv => "sv-SE",
            Lang::En => "en-GB",
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }

    fn messages(self) -> &'static str {
        match self {
            Lang::Sv => concat!(
                include_str!("sv.ftl"),
                "\n",
                include_str!("doc_sv.ftl"),
                "\n",
                include_str!("serve_sv.ftl"),
                "\n",
                include_str!("cli_sv.ftl")
            ),
            Lang::En => concat!(
                include_str!("en.ftl"),
                "\n",
                include_str!("doc_en.ftl"),
                "\n",
                include_str!("serve_en.ftl"),
                "\n",
                include_str!("cli_en.ftl")
            ),
        }
    }

    /// The mark between whole and part of a number.
    fn decimal(self) -> char {
        match self {
            Lang::Sv => ',',
            Lang::En => '.',
        }
    }
}

/// What a message takes up.
pub type Value<'v> = FluentValue<'v>;

/// The messages of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads a catalogue, which is part of the program.
    pub fn of(lang: Lang) -> Result<Self> {
        let broken = |what: String| Error::new(format!("{}.ftl: {what}", lang.code()));
        let messages = FluentResource::try_new(lang.messages().to_owned());
        let messages = messages.map_err(|(_, errors)| broken(format!("{errors:?}")))?;
        let mut bundle = FluentBundle::new(vec![lang.identifier()]);
        // Marks of direction around every name would come along when copied.
        bundle.set_use_isolating(false);
        let added = bundle.add_resource(messages);
        added.map_err(|errors| broken(format!("{errors:?}")))?;
        Ok(Words { lang, bundle })
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message; the key itself where there is none, which a test rules out.
    pub fn say<'w>(&'w self, key: &'w str) -> Cow<'w, str> {
        self.formatted(key, None)
    }

    /// A message with what it takes up.
    pub fn with<'w>(&'w self, key: &'w str, given: &[(&'static str, Value<'_>)]) -> Cow<'w, str> {
        let mut args = FluentArgs::with_capacity(given.len());
        for (name, value) in given {
            args.set(*name, value.clone());
        }
        Cow::Owned(self.formatted(key, Some(&args)).into_owned())
    }

    /// Why something is not done: what is said under the key, and under the key
    /// and `-cure` what to do about it.
    #[cfg(feature = "serve")]
    pub(crate) fn error(&self, key: &str, given: &[(&'static str, Value<'_>)]) -> Error {
        let cure = format!("{key}-cure");
        Error::new(self.with(key, given)).cure(self.say(&cure))
    }

    /// A message about a number of things.
    pub fn count<'w>(&'w self, key: &'w str, n: usize) -> Cow<'w, str> {
        self.with(key, &[("n", n.into())])
    }

    /// A message that a name of the machine-readable output is part of the key
    /// of: "status-answered". What has none is told by its name.
    pub fn named(&self, kind: &str, name: &str) -> String {
        let key = self.key(kind, name);
        match self.has(&key) {
            true => self.say(&key).into_owned(),
            false => name.replace('_', " "),
        }
    }

    /// The key of a message about such a name.
    pub fn key(&self, kind: &str, name: &str) -> String {
        let key = format!("{kind}-{}", name.replace(['_', ' '], "-"));
        key.to_lowercase()
            .chars()
            .map(crate::text::plain_letter)
            .collect()
    }

    /// There is such a message.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A share in hundredths: "92 %".
    pub fn percent(&self, share: f64) -> String {
        format!("{:.0} %", share * 100.0)
    }

    /// A number with one figure behind the mark.
    pub fn decimal(&self, number: f64) -> String {
        format!("{number:.1}").replace('.', &self.lang.decimal().to_string())
    }

    fn formatted<'w>(&'w self, key: &'w str, args: Option<&'w FluentArgs<'_>>) -> Cow<'w, str> {
        let message = self.bundle.get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return Cow::Borrowed(key);
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, args, &mut errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The keys of a catalogue, each with what it takes up.
    fn keys(lang: Lang) -> BTreeSet<(String, BTreeSet<String>)> {
        let mut keys: Vec<(String, String)> = Vec::new();
        for line in lang.messages().lines() {
            let named = line.split_once(" =");
            match named.filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                Some((key, said)) => keys.push((key.to_owned(), said.to_owned())),
                None => keys
                    .last_mut()
                    .iter_mut()
                    .for_each(|(_, said)| said.push_str(line)),
            }
        }
        let taken = |said: &str| {
            let taken = said.split('$').skip(1);
            let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            taken.map(name).collect()
        };
        keys.into_iter()
            .map(|(key, said)| (key, taken(&said)))
            .collect()
    }

    #[test]
    fn no_key_is_missing_in_either_language_and_both_take_up_the_same() {
        let [sv, en] = Lang::ALL.map(keys);
        let only = |a: &BTreeSet<_>, b: &BTreeSet<_>| a.difference(b).cloned().collect::<Vec<_>>();
        assert_eq!((only(&sv, &en), only(&en, &sv)), (vec![], vec![]));
        assert!(sv.len() > 20);
    }

    #[test]
    fn the_first_that_says_anything_names_the_language() {
        let of = |all: &[(&str, &str)]| {
            let said = |name: &str| all.iter().find(|(one, _)| *one == name);
            Lang::of_environment(|name| said(name).map(|(_, said)| (*said).to_owned()))
        };
        assert_eq!(of(&[("LANG", "sv_SE.UTF-8")]), Lang::Sv);
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "sv_SE.UTF-8")]), Lang::En);
        assert_eq!(of(&[("LC_ALL", ""), ("LC_MESSAGES", "sv")]), Lang::Sv);
        assert_eq!(of(&[("LANG", "svc")]), Lang::En);
        assert_eq!(of(&[]), Lang::En);
    }

    #[test]
    fn every_message_can_be_read_and_said() {
        for lang in Lang::ALL {
            let words = Words::of(lang).unwrap();
            for (key, _) in keys(lang) {
                assert!(words.has(&key), "{key}");
            }
        }
    }

    #[test]
    fn names_come_out_as_they_were_handed_in() {
        let words = Words::of(Lang::Sv).unwrap();
        let said = words.with("page-title", &[("title", "<b>{ $x }".into())]);
        assert!(said.contains("<b>{ $x }"), "{said}");
        assert_eq!(words.count("lines", 1), "1 rad");
        assert_eq!(words.decimal(1.25), "1,2");
    }
}
