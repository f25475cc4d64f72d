//! What may help where a query finds nothing. Every hint is computed: what it
//! says that there is was looked for and found.

use super::words::{Words, near};
use super::{Asked, Request, compiled};
use crate::archive::Reader;
use crate::error::Result;
use crate::query::{Field, Kind, Node};
use crate::topics::Topics;
use std::collections::BTreeSet;

/// Words that are suggested for one that stands nowhere.
const MOST: usize = 3;
/// A query of hundreds of unknown words is no slip of the pen.
const WORDS: usize = 8;
/// Words apart that are tried where fewer find nothing.
const FARTHER: [usize; 3] = [10, 20, 50];

/// For every word that stands nowhere, the words nearest in spelling.
pub(super) fn suggest(reader: &Reader, asked: &mut [Asked]) -> Result<()> {
    for one in asked.iter_mut().take(WORDS) {
        if reader.find(&one.plan, 0)?.total == 0 {
            let typed = one
                .typed
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            let words = Words::new(reader)?;
            let mut stems = BTreeSet::new();
            let new = |word: &&str| stems.insert(reader.analyser().word(word).stem.clone());
            let near = near(&words, &typed).into_iter().map(|(_, word)| word);
            one.meant = near.filter(new).take(MOST).map(str::to_owned).collect();
        }
    }
    Ok(())
}

/// One query, asked in other ways.
pub(super) struct Hints<'r> {
    pub(super) reader: &'r Reader,
    pub(super) topics: &'r Topics,
    pub(super) request: &'r Request,
}

impl Hints<'_> {
    /// What the words themselves may have meant: a number or a day that is a
    /// property, an operator in small letters.
    pub(super) fn of_words(&self, node: &Node) -> Result<Option<String>> {
        let mut words = Vec::new();
        each_word(node, &mut |word| words.push(word.to_owned()));
        for word in &words {
            if figures(word, '/') {
                let units = self.units(&self.property(Field::Referral, word, node))?;
                if units > 0 {
                    return Ok(Some(format!(
                        "this looks in the texts; remiss:\"{word}\" finds {} of answers to a referral",
                        counted(units)
                    )));
                }
            }
            if figures(word, '-') {
                let units = self.units(&self.property(Field::Date, word, node))?;
                if units > 0 {
                    return Ok(Some(format!(
                        "this looks in the texts; datum:{word} finds {} filed on that day",
                        counted(units)
                    )));
                }
            }
        }
        self.small_operator()
    }

    fn property(&self, field: Field, value: &str, node: &Node) -> Node {
        Node {
            kind: Kind::Field(field, value.to_owned()),
            place: node.place.clone(),
        }
    }

    /// An operator in small letters is a word; as an operator it may find
    /// something.
    fn small_operator(&self) -> Result<Option<String>> {
        const SMALL: [&str; 6] = ["and", "or", "not", "och", "eller", "inte"];
        let query = &self.request.query;
        if query.contains('"') {
            return Ok(None);
        }
        for small in SMALL {
            if !query.split_whitespace().any(|word| word == small) {
                continue;
            }
            let upper = small.to_uppercase();
            let words = query.split_whitespace();
            let words = words.map(|word| if word == small { &upper } else { word });
            let meant = words.collect::<Vec<_>>().join(" ");
            let Ok(node) = crate::query::parse(&meant) else {
                continue;
            };
            return Ok(Some(match self.units(&node)? {
                0 => format!("\"{small}\" is read as a word; the operator is {upper}"),
                units => format!(
                    "\"{small}\" is read as a word; with the operator {upper} the query finds {}",
                    counted(units)
                ),
            }));
        }
        Ok(None)
    }

    /// Why a query finds nothing, by what it finds with a part of it changed
    /// or left out.
    pub(super) fn of_nothing(&self, node: &Node) -> Result<Option<String>> {
        let parts = match &node.kind {
            Kind::All(nodes) => &nodes[..],
            _ => std::slice::from_ref(node),
        };
        for part in parts {
            if let Some(hint) = self.of_part(part)? {
                return Ok(Some(hint));
            }
        }
        if let Some(hint) = self.of_options(node)? {
            return Ok(Some(hint));
        }
        if parts.len() < 2 {
            return Ok(None);
        }
        for (at, part) in parts.iter().enumerate() {
            let what = match &part.kind {
                Kind::Not(_) => "all of them hold what is to be left out",
                Kind::Field(..) => "none of them with this property",
                _ => continue,
            };
            let rest = parts.iter().enumerate().filter(|(other, _)| *other != at);
            let rest: Vec<Node> = rest.map(|(_, part)| part.clone()).collect();
            let units = self.units(&all(rest, node))?;
            if units > 0 {
                let told = counted(units);
                return Ok(Some(format!("{told} match without {part}; {what}")));
            }
        }
        self.of_all(parts)
    }

    /// Every part stands somewhere, and no unit holds all.
    fn of_all(&self, parts: &[Node]) -> Result<Option<String>> {
        let mut told = Vec::new();
        for part in parts {
            match (&part.kind, self.units(part)?) {
                (Kind::Not(_) | Kind::Field(..), _) => {}
                (_, 0) => return Ok(None),
                (_, units) => told.push(format!("{part} stands in {}", counted(units))),
            }
        }
        let several = told.len() > 1;
        Ok(several.then(|| {
            format!(
                "no unit holds all: {}; for any of them write OR between",
                told.join(", ")
            )
        }))
    }

    /// What a part that is found nowhere finds in a wider sense.
    fn of_part(&self, part: &Node) -> Result<Option<String>> {
        if !matches!(
            part.kind,
            Kind::Near(..) | Kind::Phrase(_) | Kind::Exactly(_)
        ) || self.units(part)? > 0
        {
            return Ok(None);
        }
        match &part.kind {
            Kind::Near(nodes, within) => self.of_nearness(nodes, *within, part),
            Kind::Phrase(text) => {
                let words = text.split(' ').map(|word| leaf(word, part)).collect();
                let units = self.units(&all(words, part))?;
                Ok((units > 0).then(|| {
                    format!(
                        "{} hold the words of {part}, but nowhere side by side; leave out the quotation marks, or write NEAR between",
                        counted(units)
                    )
                }))
            }
            Kind::Exactly(text) => {
                let forms = match text.contains(' ') {
                    true => Kind::Phrase(text.clone()),
                    false => Kind::Word(text.clone()),
                };
                let forms = Node {
                    kind: forms,
                    ..part.clone()
                };
                let units = self.units(&forms)?;
                Ok((units > 0).then(|| {
                    format!(
                        "{} hold it in other forms or in compounds; leave out the =",
                        counted(units)
                    )
                }))
            }
            _ => Ok(None),
        }
    }

    /// The words stand in one unit, farther apart.
    fn of_nearness(&self, nodes: &[Node], within: usize, part: &Node) -> Result<Option<String>> {
        let units = self.units(&all(nodes.to_vec(), part))?;
        if units == 0 {
            return Ok(None);
        }
        for farther in FARTHER.into_iter().filter(|farther| *farther > within) {
            let near = Node {
                kind: Kind::Near(nodes.to_vec(), farther),
                ..part.clone()
            };
            let found = self.units(&near)?;
            if found > 0 {
                return Ok(Some(format!(
                    "the words stand in one unit, but farther apart than {within}; NEAR/{farther} finds {}",
                    counted(found)
                )));
            }
        }
        Ok(Some(format!(
            "the words stand in one unit, but far apart; AND finds {}",
            counted(units)
        )))
    }

    /// The query finds something outside of what the options narrow to.
    fn of_options(&self, node: &Node) -> Result<Option<String>> {
        let bare = Request {
            query: self.request.query.clone(),
            ..Request::default()
        };
        let plan = compiled(self.reader, self.topics, &bare, node)?.plan;
        let units = self.reader.find(&plan, 0)?.total;
        Ok((units > 0).then(|| {
            format!(
                "{} match outside of what the options narrow to",
                counted(units)
            )
        }))
    }

    /// Units that another query finds; none if it cannot be asked.
    fn units(&self, node: &Node) -> Result<usize> {
        match compiled(self.reader, self.topics, self.request, node) {
            Ok(lookup) => Ok(self.reader.find(&lookup.plan, 0)?.total),
            // A property that names nothing here.
            Err(_) => Ok(0),
        }
    }
}

/// "12/2021", "2021-10": figures on both sides of a sign.
fn figures(word: &str, by: char) -> bool {
    let ends = |part: &&str| part.ends_with(|c: char| c.is_ascii_digit());
    word.split(by).filter(ends).count() > 1
}

fn counted(units: usize) -> String {
    match units {
        1 => "1 unit".to_owned(),
        units => format!("{units} units"),
    }
}

/// A word of a phrase by itself.
fn leaf(word: &str, node: &Node) -> Node {
    let kind = match word.contains('*') {
        true => Kind::Glob(word.to_lowercase()),
        false => Kind::Word(word.to_owned()),
    };
    Node {
        kind,
        place: node.place.clone(),
    }
}

/// All of some nodes; one as it is.
fn all(mut nodes: Vec<Node>, node: &Node) -> Node {
    match nodes.len() {
        1 => nodes.remove(0),
        _ => Node {
            kind: Kind::All(nodes),
            place: node.place.clone(),
        },
    }
}

/// Calls `each` for every word of a query that is to stand in the text.
fn each_word(node: &Node, each: &mut dyn FnMut(&str)) {
    match &node.kind {
        Kind::Word(word) => each(word),
        Kind::All(nodes) | Kind::Any(nodes) => {
            nodes.iter().for_each(|node| each_word(node, each));
        }
        _ => {}
    }
}
