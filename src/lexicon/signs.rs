//! The signs by which a paper is read, as in `signs.toml`: words with the
//! place where they count and their weight. Knows nothing of documents.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Where the words of a sign count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Where {
    /// The first lines with words, cell by cell.
    Top,
    /// The head of the paper, cell by cell.
    Head,
    /// Any short line of the paper.
    Short,
    /// The words of the head, run together.
    Opening,
    /// The words of the paper's beginning and end, run together.
    Text,
}

/// How the words of a sign must stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// They are all of it.
    Is,
    /// They open it.
    Opens,
    /// They stand somewhere in it.
    Holds,
}

/// Words that speak for or against one kind of paper.
#[derive(Debug, Deserialize)]
pub struct KindSign {
    /// The machine-readable name of the kind.
    pub kind: String,
    /// What the sign is, in words.
    pub id: String,
    /// Where it counts.
    #[serde(rename = "where")]
    pub place: Where,
    /// How it must stand there.
    pub how: How,
    /// What it adds, once.
    pub weight: f32,
    /// Any of these.
    pub words: Vec<String>,
}

impl KindSign {
    /// The sign stands in this lower-case cell or line.
    pub fn meets(&self, low: &str) -> bool {
        self.words.iter().any(|word| match self.how {
            How::Is => low == word,
            // A star behind it: the word may go on.
            How::Opens => match word.strip_suffix('*') {
                Some(stem) => low.starts_with(stem),
                None => {
                    low.starts_with(word.as_str())
                        && (word.ends_with([' ', ':', '-', '–'])
                            || !low[word.len()..].starts_with(char::is_alphanumeric))
                }
            },
            How::Holds => low.contains(word.as_str()),
        })
    }
}

/// All signs.
#[derive(Debug, Deserialize)]
pub struct Signs {
    /// What a paper without any sign weighs.
    pub prior: f32,
    /// Prefixes of the case numbers of ministries.
    pub ministries: Vec<String>,
    /// Signs in words.
    pub kind: Vec<KindSign>,
    /// Signs of structure: the kind they speak for and their weight.
    pub structure: BTreeMap<String, (String, f32)>,
    /// Where an answer begins and ends.
    pub text: TextSigns,
    /// Headings of groups in a list of those asked.
    pub groups: GroupSigns,
}

/// Words of the headings that group those asked.
#[derive(Debug, Deserialize)]
pub struct GroupSigns {
    /// Kinds of bodies in the plural.
    pub bodies: Vec<String>,
    /// Words beside them.
    pub beside: Vec<String>,
    /// Headings over the answers that a page offers.
    pub answers: Vec<String>,
}

/// Words around an answer's text.
#[derive(Debug, Deserialize)]
pub struct TextSigns {
    /// What a person says before the own name.
    pub names_itself: Vec<String>,
    /// What the sender of a proposal does, behind its name.
    pub sends: Vec<String>,
    /// Desks that send a body's mail.
    pub desks: Vec<String>,
    /// Headings over the papers that a decision rests on.
    pub lists_papers: Vec<String>,
    /// Stamps of whoever a paper came in to.
    pub received: Vec<String>,
    /// Who is written to, and never answers.
    pub addressees: Vec<String>,
    /// Lines that greet.
    pub greetings: Vec<String>,
    /// Verbs that are the second word of a sentence and of no title.
    pub sentence_verbs: Vec<String>,
    /// Words of a decision by which a board speaks for all around it.
    pub speaks_as_whole: Vec<String>,
    /// What a municipality does that speaks itself.
    pub whole_says: Vec<String>,
    /// Names of kinds of papers, over the letter and none of its text.
    pub kind_names: Vec<String>,
    /// How a form for answers begins to say that it is one.
    pub form_heads: Vec<String>,
    /// A kind of paper, a word of its own in a head.
    pub paper_names: Vec<String>,
    /// Words behind which a line is not over: "till", "den".
    pub leads_on: Vec<String>,
    /// "För kännedom": nobody signs for them.
    pub signed_for_nobody: Vec<String>,
    /// What opens the paragraph behind the last word.
    pub closings: Vec<String>,
    /// Headings behind an answer.
    pub headings: Vec<String>,
    /// Words that tell who decided.
    pub decided: Vec<String>,
    /// Words of an address.
    pub address: Vec<String>,
    /// What stands before the name of who fills a form in.
    pub form_names: Vec<String>,
    /// What heads an annex in which the respondent goes on to speak.
    pub annexed: Vec<String>,
    /// Headings behind which a web page speaks of other things.
    pub page_ends: Vec<String>,
}

/// The data in the program.
#[expect(
    clippy::expect_used,
    reason = "data in the program; every test reads it"
)]
pub fn signs() -> &'static Signs {
    static SIGNS: LazyLock<Signs> =
        LazyLock::new(|| toml::from_str(include_str!("signs.toml")).expect("signs.toml"));
    &SIGNS
}

/// What tells that words name a body, as in `bodies.toml`.
#[derive(Debug, Deserialize)]
pub struct Bodies {
    /// Kinds of bodies, the telling ones first.
    pub kind: Vec<BodyKind>,
    /// What only looks like a name.
    pub never: Never,
}

/// How the names of one kind of body open and end.
#[derive(Debug, Deserialize)]
pub struct BodyKind {
    /// "kommun", "domstol", …
    pub kind: String,
    /// First words.
    #[serde(default)]
    pub opens: Vec<String>,
    /// Ends of the last word.
    #[serde(default)]
    pub ends: Vec<String>,
}

/// Words that name nobody.
#[derive(Debug, Deserialize)]
pub struct Never {
    /// Whole names.
    pub whole: Vec<String>,
    /// Words that no name begins with.
    pub first: Vec<String>,
    /// Single words that no name holds.
    pub words: Vec<String>,
}

/// The data in the program.
#[expect(
    clippy::expect_used,
    reason = "data in the program; every test reads it"
)]
pub fn bodies() -> &'static Bodies {
    static BODIES: LazyLock<Bodies> =
        LazyLock::new(|| toml::from_str(include_str!("bodies.toml")).expect("bodies.toml"));
    &BODIES
}
