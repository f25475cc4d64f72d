//! The shape of `verdicts.toml`.

use super::lexicon::Means;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) verdict: Vec<PhraseData>,
    pub(super) limits: LimitData,
    pub(super) objects: Objects,
    pub(super) subjects: Subjects,
    pub(super) headings: HeadingData,
    pub(super) references: ReferenceData,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseData {
    pub(super) id: String,
    pub(super) means: Means,
    pub(super) strength: u8,
    pub(super) patterns: Vec<String>,
    #[serde(default)]
    pub(super) negated: Option<Means>,
    #[serde(default)]
    pub(super) whole: bool,
    #[serde(default)]
    pub(super) weak: bool,
    #[serde(default)]
    pub(super) fixed: bool,
    #[serde(default)]
    pub(super) alone: bool,
    #[serde(default)]
    pub(super) sole: bool,
    #[serde(default)]
    pub(super) ends: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitData {
    pub(super) degree: Vec<String>,
    pub(super) conditions: Vec<String>,
    pub(super) contrasts: Vec<String>,
    pub(super) pairs: Vec<String>,
    pub(super) hedges: Vec<String>,
    pub(super) granted: Vec<String>,
    pub(super) rest: Vec<String>,
    pub(super) unreal: Vec<String>,
    pub(super) negations: Vec<String>,
    pub(super) no_negations: Vec<String>,
    pub(super) walls: Vec<String>,
    pub(super) sums: Vec<String>,
    pub(super) reasons: Vec<String>,
    pub(super) worries: Vec<String>,
    pub(super) sayings: Vec<String>,
}

/// Words of what a verdict is about; see `verdicts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Objects {
    pub(super) paper: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) proposal: Vec<String>,
    pub(super) pronouns: Vec<String>,
    pub(super) parts: Vec<String>,
    pub(super) helhet: Vec<String>,
    pub(super) between: Vec<String>,
    pub(super) owners: Vec<String>,
    pub(super) procedure: Vec<String>,
    pub(super) matters: Vec<String>,
    pub(super) purpose: Vec<String>,
    pub(super) adopted: Vec<String>,
}

/// Words of who gives it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Subjects {
    pub(super) own: Vec<String>,
    pub(super) others: Vec<String>,
    pub(super) bodies: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadingData {
    pub(super) summary: Vec<String>,
    pub(super) of_whole: Vec<String>,
    pub(super) heading_leads: Vec<String>,
    pub(super) question_leads: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) recital: Vec<String>,
    pub(super) containers: Vec<String>,
    pub(super) inner: Vec<String>,
    pub(super) opens: Vec<String>,
    pub(super) questions: Vec<String>,
    pub(super) finite: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReferenceData {
    pub(super) units: Vec<[String; 2]>,
    pub(super) laws: Vec<String>,
    pub(super) drafts: Vec<String>,
    pub(super) common: Vec<String>,
    pub(super) alike: Vec<Vec<String>>,
}
