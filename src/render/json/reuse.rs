//! Reuse as JSON: families and pairs.

use super::pretty;
use crate::reuse::{Change, Reuse, Shared, Text};
use crate::text::Cited;
use crate::unit::Signer;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};
use std::ops::Range;

#[derive(Serialize, JsonSchema)]
pub(super) struct ReuseJson<'a> {
    families: Vec<FamilyJson<'a>>,
    pairs: Vec<PairJson<'a>>,
    joining: Vec<JoiningJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct FamilyJson<'a> {
    id: &'a str,
    base: &'a str,
    medoid: &'a str,
    texts: usize,
    voices: usize,
    parties: Vec<&'a str>,
    members: Vec<MemberJson<'a>>,
    paragraphs: Vec<ParagraphJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct MemberJson<'a> {
    unit: &'a str,
    respondent: Option<&'a str>,
    signers: &'a [Signer],
    date: Option<&'a str>,
    same_words_as: &'a str,
    containment: f64,
    words_shared: usize,
    words: usize,
    new_words: usize,
    containment_in_medoid: f64,
    relation: &'a str,
    after: Option<&'a str>,
    reprint_of: Option<&'a str>,
    changes: Vec<ChangeJson<'a>>,
    registrar: Vec<ChangeJson<'a>>,
    own: Vec<StretchJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ChangeJson<'a> {
    what: &'a str,
    before_lines: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before_page: Option<[u32; 2]>,
    before: &'a str,
    lines: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<[u32; 2]>,
    text: &'a str,
    slip: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct StretchJson<'a> {
    #[serde(flatten)]
    lines: Cited,
    words: usize,
    text: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct ParagraphJson<'a> {
    unit: &'a str,
    #[serde(flatten)]
    lines: Cited,
    text: &'a str,
    held_by: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct PairJson<'a> {
    a: &'a str,
    b: &'a str,
    jaccard: f64,
    containment_a_in_b: f64,
    containment_b_in_a: f64,
    words_shared: usize,
    words_repeated: usize,
    relation: &'a str,
    direction: &'a str,
    passages: Vec<PassageJson>,
}

#[derive(Serialize, JsonSchema)]
struct PassageJson {
    a_lines: [u32; 2],
    b_lines: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    a_page: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    b_page: Option<[u32; 2]>,
    words: usize,
    words_repeated: usize,
}

#[derive(Serialize, JsonSchema)]
struct JoiningJson<'a> {
    unit: &'a str,
    joins: Option<&'a str>,
}

/// Families, pairs, and statements that join another.
pub fn reuse(found: &Reuse, out: &mut dyn Write) -> io::Result<()> {
    let id = |at: usize| found.texts[at].id.as_str();
    let families = found.families.iter().map(|family| FamilyJson {
        id: id(family.base),
        base: id(family.base),
        medoid: id(family.medoid),
        texts: family.members.len(),
        voices: family.voices,
        parties: family.parties(&found.texts),
        members: family
            .members
            .iter()
            .map(|member| {
                let text = &found.texts[member.text];
                MemberJson {
                    unit: &text.id,
                    respondent: text.respondent(),
                    signers: text.signers(),
                    date: text.date(),
                    same_words_as: id(member.same),
                    containment: rounded(member.in_base),
                    words_shared: member.shared_with_base,
                    words: text.words.len(),
                    new_words: text.words.len() - member.shared_with_base.min(text.words.len()),
                    containment_in_medoid: rounded(member.in_medoid),
                    relation: member.relation.name(),
                    after: member.after.map(id),
                    reprint_of: member.reprint_of.map(id),
                    changes: member
                        .changes
                        .iter()
                        .map(|one| change(&found.texts[family.medoid], text, one))
                        .collect(),
                    registrar: member
                        .registrar
                        .iter()
                        .filter_map(|one| Some(change(&found.texts[member.reprint_of?], text, one)))
                        .collect(),
                    own: member
                        .own
                        .iter()
                        .map(|words| stretch(text, words.clone()))
                        .collect(),
                }
            })
            .collect(),
        paragraphs: family
            .paragraphs
            .iter()
            .map(|paragraph| ParagraphJson {
                unit: id(paragraph.text),
                lines: found.texts[paragraph.text].lines(paragraph.words.clone()),
                text: found.texts[paragraph.text].slice(paragraph.words.clone()),
                held_by: paragraph.holders.iter().map(|at| id(*at)).collect(),
            })
            .collect(),
    });
    let pairs = found.pairs.iter().map(|pair| {
        let (a, b) = (&found.texts[pair.a], &found.texts[pair.b]);
        PairJson {
            a: &a.id,
            b: &b.id,
            jaccard: rounded(pair.jaccard),
            containment_a_in_b: rounded(pair.a_in_b),
            containment_b_in_a: rounded(pair.b_in_a),
            words_shared: pair.words_shared(),
            words_repeated: pair.passages.iter().map(|shared| shared.repeated).sum(),
            relation: pair.relation.name(),
            direction: pair.direction.name(),
            passages: pair.passages.iter().map(|one| passage(a, b, one)).collect(),
        }
    });
    let joining = found.joining.iter().map(|joining| JoiningJson {
        unit: &joining.text.id,
        joins: joining.target.map(id),
    });
    let all = ReuseJson {
        families: families.collect(),
        pairs: pairs.collect(),
        joining: joining.collect(),
    };
    pretty(&all, out)
}

/// Four decimals are more than anyone cites.
pub(super) fn rounded(part: f64) -> f64 {
    (part * 1e4).round() / 1e4
}

fn stretch(text: &Text, words: Range<usize>) -> StretchJson<'_> {
    StretchJson {
        lines: text.lines(words.clone()),
        words: words.len(),
        text: text.slice(words),
    }
}

fn change<'a>(before: &'a Text, after: &'a Text, change: &Change) -> ChangeJson<'a> {
    let lines =
        |text: &Text, words: &Range<usize>| (!words.is_empty()).then(|| text.lines(words.clone()));
    let before_lines = lines(before, &change.before);
    let after_lines = lines(after, &change.after);
    ChangeJson {
        what: change.what.name(),
        before_lines: before_lines.map(|lines| lines.range()),
        before_page: before_lines.and_then(|lines| lines.page()),
        before: before.slice(change.before.clone()),
        lines: after_lines.map(|lines| lines.range()),
        page: after_lines.and_then(|lines| lines.page()),
        text: after.slice(change.after.clone()),
        slip: change.slip.map(crate::reuse::Slip::name),
    }
}

fn passage(a: &Text, b: &Text, shared: &Shared) -> PassageJson {
    let a = a.lines(shared.passage.a.clone());
    let b = b.lines(shared.passage.b.clone());
    PassageJson {
        a_lines: a.range(),
        b_lines: b.range(),
        a_page: a.page(),
        b_page: b.page(),
        words: shared.passage.words(),
        words_repeated: shared.repeated,
    }
}
