//! Pieces → tree. NOT binds closest, then NEAR, AND (also unwritten), OR.

use super::lexer::{Piece, What, pieces};
use super::{Kind, Node, QueryError};
use std::ops::Range;

/// Parentheses inside each other, and operands of NEAR, at most.
const DEEPEST: usize = 40;
const MOST_NEAR: usize = 4;

/// Reads a query.
pub fn parse(query: &str) -> Result<Node, QueryError> {
    let pieces = pieces(query)?;
    let mut parser = Parser {
        query,
        pieces: &pieces,
        at: 0,
        depth: 0,
    };
    if pieces.is_empty() {
        return Err(QueryError::new(
            0..query.len(),
            "the query holds no word",
            "give at least one word, or a \"phrase\"",
        ));
    }
    let node = parser.any()?;
    match parser.peek() {
        Some(piece) => Err(parser.unexpected(piece)),
        None => Ok(node),
    }
}

struct Parser<'q> {
    query: &'q str,
    pieces: &'q [Piece],
    at: usize,
    depth: usize,
}

impl<'q> Parser<'q> {
    fn peek(&self) -> Option<&'q Piece> {
        self.pieces.get(self.at)
    }

    fn next_if(&mut self, wanted: impl Fn(&What) -> bool) -> Option<&'q Piece> {
        let piece = self.peek().filter(|piece| wanted(&piece.what))?;
        self.at += 1;
        Some(piece)
    }

    fn any(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all()?];
        while self.next_if(|what| *what == What::Or).is_some() {
            nodes.push(self.all()?);
        }
        Ok(gathered(nodes, Kind::Any))
    }

    fn all(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.near()?];
        loop {
            let written = self.next_if(|what| *what == What::And).is_some();
            let goes_on = matches!(
                self.peek(),
                Some(Piece {
                    what: What::Leaf(_) | What::Open | What::Not,
                    ..
                })
            );
            if !written && !goes_on {
                return Ok(gathered(nodes, Kind::All));
            }
            nodes.push(self.near()?);
        }
    }

    fn near(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.unary()?];
        let mut within = None;
        while let Some(piece) = self.next_if(|what| matches!(what, What::Near(_))) {
            let What::Near(words) = piece.what else { break };
            if *within.get_or_insert(words) != words || nodes.len() == MOST_NEAR {
                let meant = "join two nearnesses with AND";
                return Err(QueryError::new(
                    piece.place.clone(),
                    format!("one nearness has one number, and at most {MOST_NEAR} parts"),
                    meant,
                ));
            }
            nodes.push(self.unary()?);
        }
        let Some(within) = within else {
            return Ok(gathered(nodes, Kind::All));
        };
        for node in &nodes {
            if !can_be_near(node) {
                let meant = "put a word, a phrase, or (a OR b) beside NEAR";
                return Err(QueryError::new(
                    node.place.clone(),
                    "this has no place in a text to be near to",
                    meant,
                ));
            }
        }
        Ok(gathered(nodes, |nodes| Kind::Near(nodes, within)))
    }

    fn unary(&mut self) -> Result<Node, QueryError> {
        let Some(piece) = self.peek() else {
            let last = &self.pieces[self.pieces.len() - 1];
            return Err(QueryError::new(
                last.place.clone(),
                "something is missing behind this",
                "add a word, or leave this out",
            ));
        };
        self.at += 1;
        match &piece.what {
            What::Leaf(kind) => Ok(Node {
                kind: kind.clone(),
                place: piece.place.clone(),
            }),
            What::Not => {
                self.deeper(piece)?;
                let node = self.unary()?;
                self.depth -= 1;
                let place = piece.place.start..node.place.end;
                Ok(Node {
                    kind: Kind::Not(Box::new(node)),
                    place,
                })
            }
            What::Open => {
                self.deeper(piece)?;
                if let Some(close) = self.next_if(|what| *what == What::Close) {
                    let place = piece.place.start..close.place.end;
                    return Err(QueryError::new(
                        place,
                        "the parentheses hold nothing",
                        "put words between them, or leave them out",
                    ));
                }
                let node = self.any()?;
                self.depth -= 1;
                let Some(close) = self.next_if(|what| *what == What::Close) else {
                    return Err(match self.peek() {
                        Some(other) => self.unexpected(other),
                        None => QueryError::new(
                            piece.place.clone(),
                            "the parenthesis is not closed",
                            format!("close it: {})", self.query.trim_end()),
                        ),
                    });
                };
                Ok(Node {
                    place: piece.place.start..close.place.end,
                    ..node
                })
            }
            What::Close | What::And | What::Or | What::Near(_) => Err(self.unexpected(piece)),
        }
    }

    fn deeper(&mut self, piece: &Piece) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(QueryError::new(
                piece.place.clone(),
                "too many parentheses inside each other",
                "ask in two steps",
            ));
        }
        Ok(())
    }

    fn unexpected(&self, piece: &Piece) -> QueryError {
        let word = &self.query[piece.place.clone()];
        let place = piece.place.clone();
        match piece.what {
            What::Close => QueryError::new(
                place,
                "no parenthesis is open here",
                "leave it out, or open one before it",
            ),
            _ => QueryError::new(
                place,
                format!("{word} stands where a word should"),
                format!(
                    "put a word before {word}; to search for the word itself write \"{}\"",
                    word.to_lowercase()
                ),
            ),
        }
    }
}

fn can_be_near(node: &Node) -> bool {
    match &node.kind {
        Kind::Any(nodes) => nodes.iter().all(can_be_near),
        Kind::Word(_) | Kind::Exactly(_) | Kind::Phrase(_) | Kind::Glob(_) | Kind::Fuzzy(_) => true,
        Kind::Near(..) | Kind::All(_) | Kind::Not(_) | Kind::Field(..) => false,
    }
}

/// One node as it is; several under one.
fn gathered(mut nodes: Vec<Node>, kind: impl Fn(Vec<Node>) -> Kind) -> Node {
    if nodes.len() == 1
        && let Some(only) = nodes.pop()
    {
        return only;
    }
    let place = whole(&nodes);
    Node {
        kind: kind(nodes),
        place,
    }
}

fn whole(nodes: &[Node]) -> Range<usize> {
    let start = nodes.first().map_or(0, |node| node.place.start);
    let end = nodes.last().map_or(0, |node| node.place.end);
    start..end
}
