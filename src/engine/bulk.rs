//! Documents → bodies of bulk requests, none larger than an engine takes.

use super::documents::Doc;
use serde_json::json;

/// Largest body, in bytes; a document that is larger goes alone.
pub(super) const LARGEST: usize = 8 << 20;

/// A body that is being filled.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) lines: String,
    /// Where each document begins.
    starts: Vec<usize>,
}

/// The lines of a document: what is done, and with what.
pub(super) fn lines(doc: &Doc) -> String {
    format!("{}\n{}\n", json!({"index": {"_id": doc.id}}), doc.body)
}

/// The line that takes a document out.
pub(super) fn without(id: &str) -> String {
    format!("{}\n", json!({"delete": {"_id": id}}))
}

impl Body {
    /// Documents in it.
    pub(super) fn docs(&self) -> usize {
        self.starts.len()
    }

    /// The same of some of its documents.
    pub(super) fn only(&self, some: &[usize]) -> Body {
        let mut body = Body::default();
        for &at in some {
            let start = self.starts.get(at).copied().unwrap_or(self.lines.len());
            let end = self.starts.get(at + 1).copied().unwrap_or(self.lines.len());
            body.starts.push(body.lines.len());
            body.lines.push_str(&self.lines[start..end]);
        }
        body
    }

    /// Adds lines; gives the body that is full before them, if it is.
    pub(super) fn add(&mut self, lines: &str) -> Option<Body> {
        let full = self.docs() > 0 && self.lines.len() + lines.len() > LARGEST;
        let full = full.then(|| std::mem::take(self));
        self.starts.push(self.lines.len());
        self.lines.push_str(lines);
        full
    }

    /// What is left, if something is.
    pub(super) fn rest(self) -> Option<Body> {
        (self.docs() > 0).then_some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_body_is_larger_than_is_taken() {
        let line = "x".repeat(LARGEST / 3);
        let mut body = Body::default();
        let full: Vec<Body> = (0..7).filter_map(|_| body.add(&line)).collect();
        assert_eq!(full.len(), 2);
        assert!(
            full.iter()
                .all(|body| body.lines.len() <= LARGEST && body.docs() == 3)
        );
        assert_eq!(body.rest().map(|body| body.docs()), Some(1));
    }

    #[test]
    fn some_documents_are_sent_again() {
        let mut body = Body::default();
        for lines in ["a\n", "bb\n", "c\n"] {
            assert!(body.add(lines).is_none());
        }
        assert_eq!(body.only(&[1, 2]).lines, "bb\nc\n");
    }

    #[test]
    fn what_is_larger_goes_alone() {
        let mut body = Body::default();
        assert!(body.add("a\n").is_none());
        let full = body.add(&"x".repeat(LARGEST + 1));
        assert_eq!(full.map(|body| body.docs()), Some(1));
        assert_eq!(body.add("b\n").map(|body| body.docs()), Some(1));
    }
}
