//! Topics as data: the words by which papers speak of a theme.
//!
//! A shipped file and the user's own. Knows words; finds nothing itself.

use crate::analyse::Analyser;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A theme and its words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// What `ämne:` takes.
    pub id: String,
    /// Words whose search brings the others along.
    pub names: Vec<String>,
    /// Related words.
    #[serde(default)]
    pub words: Vec<String>,
    /// Related phrases.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Where the words come from.
    #[serde(default)]
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    topic: Vec<Topic>,
}

/// All topics at hand.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    topics: BTreeMap<String, Topic>,
}

impl Topics {
    /// No topics: a search finds what was typed and nothing else.
    pub fn none() -> Self {
        Topics::default()
    }

    /// The topics that come with the program.
    pub fn shipped() -> Result<Self> {
        let mut topics = Topics::default();
        topics.add(include_str!("lexicon/topics.toml"))?;
        Ok(topics)
    }

    /// Adds the topics of a file; one that is known is replaced.
    pub fn add(&mut self, text: &str) -> Result<()> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            Error::new(format!("line {line}: {}", error.message()))
                .cure("a topic is [[topic]] with id, names = [\"…\"], and words, phrases and source if you like")
        })?;
        for mut topic in file.topic {
            let all = || topic.names.iter().chain(&topic.words).chain(&topic.phrases);
            if let Some(odd) =
                all().find(|words| !words.contains(char::is_alphanumeric) || words.contains('*'))
            {
                return Err(
                    Error::new(format!("topic {}: \"{odd}\" is no word", topic.id)).cure(
                        "give words and phrases without wildcards; every form of them is found",
                    ),
                );
            }
            if let Some(name) = topic.names.iter().find(|name| name.contains(' ')) {
                return Err(Error::new(format!(
                    "topic {}: the name \"{name}\" is several words",
                    topic.id
                ))
                .cure("names are single words; put it among the phrases"));
            }
            let (phrases, words): (Vec<String>, Vec<String>) = topic
                .words
                .into_iter()
                .partition(|words| words.contains(' '));
            topic.words = words;
            topic.phrases.extend(phrases);
            self.topics.insert(topic.id.clone(), topic);
        }
        Ok(())
    }

    /// The topic with this id, or with a name spelt so.
    pub fn get(&self, wanted: &str) -> Result<&Topic> {
        let plain = crate::analyse::undotted(&wanted.to_lowercase()).replace(' ', "-");
        let named = |topic: &&Topic| {
            topic
                .names
                .iter()
                .any(|name| crate::analyse::undotted(name) == plain)
        };
        if let Some(topic) = self
            .topics
            .get(&plain)
            .or_else(|| self.topics.values().find(named))
        {
            return Ok(topic);
        }
        let known: Vec<&str> = self.topics.keys().map(String::as_str).collect();
        let cure = if known.is_empty() {
            "no lexicon is in use".to_owned()
        } else {
            format!("the topics are {}", known.join(", "))
        };
        Err(Error::new(format!("no topic is called {wanted}")).cure(cure))
    }

    /// The topics that a search for a word of this stem brings along.
    pub fn named(&self, stem: &str, analyser: &Analyser) -> Vec<&Topic> {
        let named = |topic: &&Topic| {
            topic
                .names
                .iter()
                .any(|name| analyser.word(name).stem == stem)
        };
        self.topics.values().filter(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_answered_with_its_line() {
        let told = Topics::none()
            .add("[[topic]]\nid = \"a\"\nname = \"b\"\n")
            .unwrap_err()
            .to_string();
        assert!(told.contains("line 3") && told.contains("name"), "{told}");
    }

    #[test]
    fn topics_are_known_by_id_and_by_name() {
        let topics = Topics::shipped().unwrap();
        assert_eq!(
            topics.get("Informationssäkerhet").unwrap().id,
            "informationssakerhet"
        );
        assert!(
            topics
                .get("okänt")
                .unwrap_err()
                .to_string()
                .contains("dialog")
        );
    }
}
