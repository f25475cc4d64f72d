//! The tools: a command each, and which of its arguments an assistant may give.
//!
//! What is given becomes `--flag=value` in one piece, and words behind `--`: no
//! value can pass for another argument. Knows nothing of processes.

use serde_json::{Map, Value, json};

/// Longest text that may be given.
const LONGEST: usize = 500;
/// Longest draft.
const DRAFT: usize = 200_000;
/// Most texts of one argument.
const MOST: usize = 20;
/// Rows of an answer, if nothing is said and at most.
const ROWS: [u64; 2] = [30, 200];
/// Lines of a text.
const LINES: [u64; 2] = [200, 1000];
/// Farthest row to begin with.
const FARTHEST: u64 = 1_000_000;

/// A command that answers an assistant.
#[derive(Debug)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) command: &'static [&'static str],
    params: &'static [Param],
    /// The answer is lines of text, not rows.
    pub(super) is_text: bool,
    /// How the command is told how many rows are wanted at most.
    pub(super) limit: Option<&'static str>,
}

/// An argument that may be given.
#[derive(Debug)]
struct Param {
    name: &'static str,
    takes: Takes,
    about: &'static str,
}

#[derive(Debug)]
enum Takes {
    /// Words that stand alone, and must be given.
    Words,
    /// A text with this flag.
    Text(&'static str),
    /// Several.
    Texts(&'static str),
    /// A number up to this.
    Number(&'static str, u64),
    /// A flag alone.
    Yes(&'static str),
    /// A text of any lines, which the command reads as a file; must be given.
    Draft,
}

impl Takes {
    fn must_be_given(&self) -> bool {
        matches!(self, Takes::Words | Takes::Draft)
    }
}

const fn param(name: &'static str, takes: Takes, about: &'static str) -> Param {
    Param { name, takes, about }
}

const RESPONDENT: Param = param(
    "respondent",
    Takes::Texts("--board"),
    "only these respondents: names, or beginnings of words in them",
);
const KIND: Param = param(
    "respondent_kind",
    Takes::Texts("--respondent-kind"),
    "only respondents of these kinds: domstol, kommun, region, myndighet, namnd, bolag, civilsamhalle …",
);
const REFERRAL: Param = param(
    "referral",
    Takes::Texts("--referral"),
    "only answers to these referrals: numbers (SOU 2022:91, KS 2024/417) or words of their titles",
);
const PARTY: Param = param(
    "party",
    Takes::Texts("--party"),
    "only statements signed by these parties: S, V, MP …",
);
const FROM: Param = param(
    "from_day",
    Takes::Text("--from"),
    "only from this day on: YYYY-MM-DD, YYYY-MM or YYYY",
);
const TO: Param = param("to_day", Takes::Text("--to"), "only up to this day");
const FOCUS: Param = param(
    "area",
    Takes::Texts("--focus"),
    "only these areas of the proposal: an id, a number (6.2), or a part of a name",
);
const ALL: Param = param(
    "unsure_too",
    Takes::Yes("--all"),
    "rows of low confidence too",
);

/// All tools.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        name: "search",
        about: "Finds words in any Swedish form and in compounds, with respondent, lines and a snippet. Query syntax: words, \"phrases\", =exact, upphandl*, near~, a NEAR/5 b, a OR b, -without.",
        command: &["search", "--format=ndjson"],
        params: &[
            param("query", Takes::Words, "what to find"),
            RESPONDENT,
            KIND,
            REFERRAL,
            PARTY,
            param(
                "unit_kind",
                Takes::Texts("--kind"),
                "only such texts: beslut, yttrande, sammanfattning, sarskilt_uttalande, reservation …",
            ),
            FROM,
            TO,
            param(
                "exact_words",
                Takes::Yes("--exact-words"),
                "no other spelling, no related words",
            ),
        ],
        is_text: false,
        limit: Some("--limit"),
    },
    Tool {
        name: "show",
        about: "The text at a place, with line numbers: the whole decision, answer or statement that stands there. A document's name alone lists what it holds.",
        command: &["show", "--format=text"],
        params: &[
            param(
                "place",
                Takes::Words,
                "as any answer cites it: 100:404–405, a unit's id, or a document",
            ),
            param(
                "page",
                Takes::Number("--page", 100_000),
                "this page of the document instead",
            ),
        ],
        is_text: true,
        limit: None,
    },
    Tool {
        name: "positions",
        about: "Where each respondent stands on the proposal as a whole and on each part: verdict or stance, confidence, and the sentences it rests on.",
        command: &["positions", "--format=ndjson"],
        params: &[
            FOCUS,
            param(
                "stance",
                Takes::Texts("--stance"),
                "only these: stöd, stöd_med_förbehåll, kritik, neutral",
            ),
            RESPONDENT,
            KIND,
            REFERRAL,
            PARTY,
            FROM,
            TO,
            ALL,
        ],
        is_text: false,
        limit: None,
    },
    Tool {
        name: "asks",
        about: "What each respondent wants changed or done, sentence by sentence, and who is to do it.",
        command: &["asks", "--format=ndjson"],
        params: &[FOCUS, RESPONDENT, KIND, REFERRAL, PARTY, FROM, TO, ALL],
        is_text: false,
        limit: None,
    },
    Tool {
        name: "ledger",
        about: "Who was asked, who answered, who abstained, who is unaccounted for, and whose answer came late or is printed in part.",
        command: &["ledger", "--format=ndjson"],
        params: &[RESPONDENT, KIND, REFERRAL],
        is_text: false,
        limit: None,
    },
    Tool {
        name: "reuse",
        about: "Statements that are made of the same text, by family: who, when, and how much of it.",
        command: &["export", "reuse", "--format=ndjson"],
        params: &[RESPONDENT, KIND, REFERRAL, PARTY, FROM, TO],
        is_text: false,
        limit: None,
    },
    Tool {
        name: "shared_passages",
        about: "Passages that answers of different respondents share word for word, with both places.",
        command: &["export", "recycled", "--format=ndjson"],
        params: &[RESPONDENT, KIND, REFERRAL, FROM, TO],
        is_text: false,
        limit: None,
    },
    Tool {
        name: "check",
        about: "Holds a draft of a summary against the papers: names, verdicts, quotations and counts that they do not bear out, and who is left out; each with the places that tell.",
        command: &["check", "--format=ndjson"],
        params: &[
            param(
                "draft",
                Takes::Draft,
                "the draft's text; of Markdown headings are heeded",
            ),
            param(
                "referral",
                Takes::Text("--referral"),
                "the referral that it is about: its number or title; else the one that it names",
            ),
        ],
        is_text: false,
        limit: None,
    },
    Tool {
        name: "papers",
        about: "What there is: every paper with its kind, respondent, date, and what was guessed.",
        command: &["papers", "--format=ndjson"],
        params: &[RESPONDENT, KIND, REFERRAL],
        is_text: false,
        limit: None,
    },
];

/// What an assistant asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Arguments behind those of the command.
    pub(super) arguments: Vec<String>,
    /// Words that are no flags.
    pub(super) words: Vec<String>,
    /// A text that the command reads as a file.
    pub(super) draft: Option<String>,
    /// Rows to pass over.
    pub(super) from: u64,
    /// Rows to give.
    pub(super) limit: u64,
}

impl Tool {
    fn sizes(&self) -> [u64; 2] {
        if self.is_text { LINES } else { ROWS }
    }

    /// What its answer is made of.
    pub(super) fn counts(&self) -> &'static str {
        if self.is_text { "lines" } else { "rows" }
    }

    /// What may be given, as a JSON Schema.
    pub(super) fn schema(&self) -> Value {
        let text = || json!({"type": "string", "maxLength": LONGEST});
        let mut properties = Map::new();
        let mut required = Vec::new();
        for param in self.params {
            let mut schema = match param.takes {
                Takes::Words => text(),
                Takes::Draft => json!({"type": "string", "maxLength": DRAFT}),
                Takes::Text(_) => text(),
                Takes::Texts(_) => json!({"type": "array", "items": text(), "maxItems": MOST}),
                Takes::Number(_, most) => json!({"type": "integer", "minimum": 1, "maximum": most}),
                Takes::Yes(_) => json!({"type": "boolean"}),
            };
            schema["description"] = param.about.into();
            if param.takes.must_be_given() {
                required.push(param.name);
            }
            properties.insert(param.name.to_owned(), schema);
        }
        let what = self.counts();
        let [usual, most] = self.sizes();
        properties.insert(
            "limit".to_owned(),
            json!({"type": "integer", "minimum": 1, "maximum": most, "default": usual,
                "description": format!("most {what} to give")}),
        );
        properties.insert(
            "from".to_owned(),
            json!({"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0,
                "description": format!("{what} to pass over; `next` of the last answer goes on")}),
        );
        json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
    }

    /// Reads what was given; says what is wrong with it.
    pub(super) fn read(&self, given: &Map<String, Value>) -> Result<Asked, String> {
        let mut asked = Asked {
            arguments: Vec::new(),
            words: Vec::new(),
            draft: None,
            from: 0,
            limit: self.sizes()[0],
        };
        for (name, value) in given {
            match name.as_str() {
                "from" => asked.from = number(name, value, 0..=FARTHEST)?,
                "limit" => asked.limit = number(name, value, 1..=self.sizes()[1])?,
                _ => self.param(name)?.read(value, &mut asked)?,
            }
        }
        let missing = self
            .params
            .iter()
            .find(|param| param.takes.must_be_given() && !given.contains_key(param.name));
        match missing {
            Some(param) => Err(format!("{} is missing: {}", param.name, param.about)),
            None => Ok(asked),
        }
    }

    fn param(&self, name: &str) -> Result<&Param, String> {
        self.params
            .iter()
            .find(|param| param.name == name)
            .ok_or_else(|| {
                let names: Vec<&str> = self.params.iter().map(|param| param.name).collect();
                format!(
                    "{} takes no {:?}; it takes {}, limit, from",
                    self.name,
                    name.chars().take(LONGEST).collect::<String>(),
                    names.join(", ")
                )
            })
    }
}

impl Param {
    fn read(&self, value: &Value, asked: &mut Asked) -> Result<(), String> {
        match (&self.takes, value) {
            // What may be left out may be given as nothing.
            (_, Value::Null) if !self.takes.must_be_given() => {}
            (Takes::Draft, Value::String(text)) if text.trim().is_empty() => {
                return Err(format!("{} says nothing", self.name));
            }
            (Takes::Draft, Value::String(text)) if text.len() <= DRAFT => {
                asked.draft = Some(text.clone());
            }
            (Takes::Draft, _) => {
                return Err(format!("{} is a text of at most {DRAFT} bytes", self.name));
            }
            (Takes::Words, value) => asked.words.push(self.text(value)?),
            (Takes::Text(flag), value) | (Takes::Texts(flag), value @ Value::String(_)) => {
                asked
                    .arguments
                    .push(format!("{flag}={}", self.text(value)?));
            }
            (Takes::Texts(flag), Value::Array(all)) if all.len() <= MOST => {
                for one in all {
                    asked.arguments.push(format!("{flag}={}", self.text(one)?));
                }
            }
            (Takes::Texts(_), _) => {
                return Err(format!("{} is a list of at most {MOST} texts", self.name));
            }
            (Takes::Number(flag, most), value) => {
                let number = number(self.name, value, 1..=*most)?;
                asked.arguments.push(format!("{flag}={number}"));
            }
            (Takes::Yes(flag), Value::Bool(yes)) => {
                asked.arguments.extend(yes.then(|| (*flag).to_owned()));
            }
            (Takes::Yes(_), _) => return Err(format!("{} is true or false", self.name)),
        }
        Ok(())
    }

    fn text(&self, value: &Value) -> Result<String, String> {
        let text = value
            .as_str()
            .ok_or_else(|| format!("{} is no text", self.name))?;
        match () {
            () if text.trim().is_empty() => Err(format!("{} says nothing", self.name)),
            () if text.chars().count() > LONGEST => {
                Err(format!("{} is longer than {LONGEST} characters", self.name))
            }
            () if text.contains(char::is_control) => {
                Err(format!("{} holds control characters", self.name))
            }
            () => Ok(text.to_owned()),
        }
    }
}

fn number(name: &str, value: &Value, range: std::ops::RangeInclusive<u64>) -> Result<u64, String> {
    let number = value.as_u64().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        format!(
            "{name} is a number from {} to {}",
            range.start(),
            range.end()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tool(name: &str) -> &'static Tool {
        TOOLS.iter().find(|tool| tool.name == name).unwrap()
    }

    fn read(name: &str, given: Value) -> Result<Asked, String> {
        tool(name).read(given.as_object().unwrap())
    }

    #[test]
    fn values_are_in_one_piece_with_their_flags() {
        let asked = read(
            "search",
            json!({"query": "--archive=/etc", "respondent": ["--in=/", "a b"], "exact_words": true, "limit": 5}),
        )
        .unwrap();
        assert_eq!(asked.words, ["--archive=/etc"]);
        assert_eq!(
            asked.arguments,
            ["--exact-words", "--board=--in=/", "--board=a b"]
        );
        assert_eq!(asked.limit, 5);
    }

    #[test]
    fn what_no_tool_takes_is_refused() {
        for (given, why) in [
            (json!({}), "query is missing"),
            (
                json!({"query": "a", "archive": "/etc"}),
                "takes no \"archive\"",
            ),
            (json!({"query": "a\u{0}b"}), "control characters"),
            (json!({"query": "x".repeat(501)}), "longer than 500"),
            (json!({"query": " "}), "says nothing"),
            (json!({"query": 3}), "is no text"),
            (json!({"query": null}), "is no text"),
            (json!({"query": "a", "limit": 0}), "from 1 to 200"),
            (json!({"query": "a", "limit": -1}), "from 1 to 200"),
            (json!({"query": "a", "party": vec!["S"; 21]}), "at most 20"),
            (json!({"query": "a", "exact_words": "yes"}), "true or false"),
        ] {
            let told = read("search", given).unwrap_err();
            assert!(told.contains(why), "{told}");
        }
    }

    #[test]
    fn every_flag_is_one_of_its_command() {
        use clap::CommandFactory;
        for tool in TOOLS {
            let mut typed: Vec<String> = vec!["remiss".to_owned()];
            typed.extend(tool.command.iter().map(|&word| word.to_owned()));
            for param in tool.params {
                match param.takes {
                    Takes::Words | Takes::Draft => typed.push("ord".to_owned()),
                    Takes::Number(flag, _) => typed.push(format!("{flag}=1")),
                    Takes::Yes(flag) => typed.push(flag.to_owned()),
                    Takes::Text(flag) | Takes::Texts(flag) => {
                        let value = match flag {
                            "--from" | "--to" => "2024",
                            "--kind" => "beslut",
                            "--stance" => "kritik",
                            _ => "ord",
                        };
                        typed.push(format!("{flag}={value}"));
                    }
                }
            }
            typed.extend(["--archive=a".to_owned(), "--private=omit".to_owned()]);
            typed.extend(tool.limit.map(|flag| format!("{flag}=3")));
            let parsed = crate::cli::Cli::command().try_get_matches_from(&typed);
            assert!(parsed.is_ok(), "{typed:?}: {}", parsed.unwrap_err());
        }
    }
}
