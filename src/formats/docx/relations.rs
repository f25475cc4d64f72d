//! Which parts of a Word document belong to which: the package says so in parts
//! of their own. Knows no text.

use crate::decode::NotText;
use crate::formats::container::Container;
use crate::formats::xml::{Node, attribute, walk};

/// What a part names another part for.
struct Relation {
    id: String,
    /// The last word of its type: "styles", "image".
    kind: String,
    target: String,
}

/// The parts that one part names.
pub(super) struct Relations {
    folder: String,
    all: Vec<Relation>,
}

impl Relations {
    /// Those of a part; of the package itself for an empty name.
    pub(super) fn of(container: &mut Container<'_>, part: &str) -> Result<Self, NotText> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let folder = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let name = format!("{folder}_rels/{file}.rels");
        let mut all = Vec::new();
        if let Some(xml) = container.part(&name)? {
            walk(&name, &xml, &container.limits, |node| {
                if let Node::Open(tag) = node {
                    let text = |name| attribute(tag, name).unwrap_or_default();
                    let kind = text("Type");
                    all.push(Relation {
                        id: text("Id"),
                        kind: kind.rsplit('/').next().unwrap_or("").to_owned(),
                        target: text("Target"),
                    });
                }
                Ok(())
            })?;
        }
        Ok(Relations { folder, all })
    }

    /// The part of a kind, if one is named.
    pub(super) fn part(&self, kind: &str) -> Option<String> {
        let found = self.all.iter().find(|relation| relation.kind == kind)?;
        Some(self.path(&found.target))
    }

    /// The part that is called so where it is used.
    pub(super) fn by_id(&self, id: &str) -> Option<String> {
        let found = self.all.iter().find(|relation| relation.id == id)?;
        Some(self.path(&found.target))
    }

    /// Where a part stands that is named from here.
    pub(super) fn path(&self, target: &str) -> String {
        match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("{}{target}", self.folder),
        }
    }
}
