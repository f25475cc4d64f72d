//! Which parts of a Word document belong to which: the package says so in parts
//! of their own. Knows no text.

use crate::decode::NotText;
use crate::formats::container::Container;
use crate::formats::xml::{Node, attribute, walk};
use std::collections::HashMap;

/// A relation as a part names it.
pub(crate) struct Relation {
    /// What it is called where it is used.
    pub(crate) id: String,
    /// The last word of its type, "styles".
    pub(crate) kind: String,
    pub(crate) target: String,
    /// It leads out of the file.
    pub(crate) outside: bool,
}

/// The relations of a part, in their order; of the package itself for an empty
/// name.
pub(crate) fn relations_of(
    container: &mut Container<'_>,
    part: &str,
) -> Result<Vec<Relation>, NotText> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = match folder {
        "" => format!("_rels/{file}.rels"),
        folder => format!("{folder}/_rels/{file}.rels"),
    };
    let mut found = Vec::new();
    if let Some(xml) = container.part(&name)? {
        walk(&name, &xml, &container.limits, |node| {
            if let Node::Open(tag) = node
                && tag.local_name().as_ref() == "Relationship"
            {
                let text = |name| attribute(tag, name).unwrap_or_default();
                found.push(Relation {
                    id: text("Id"),
                    kind: text("Type").rsplit('/').next().unwrap_or("").to_owned(),
                    target: text("Target"),
                    outside: text("TargetMode") == "External",
                });
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// The parts that one part names.
pub(super) struct Relations {
    folder: String,
    /// By the last word of their type, "styles", and by the name each has.
    by_kind: HashMap<String, Vec<(String, String)>>,
    by_id: HashMap<String, String>,
}

impl Relations {
    /// Those of a part; of the package itself for an empty name.
    pub(super) fn of(container: &mut Container<'_>, part: &str) -> Result<Self, NotText> {
        let folder = match part.rsplit_once('/') {
            Some((folder, _)) if !folder.is_empty() => format!("{folder}/"),
            _ => String::new(),
        };
        let (mut by_kind, mut by_id) = (HashMap::new(), HashMap::new());
        for Relation {
            id, kind, target, ..
        } in relations_of(container, part)?
        {
            let same: &mut Vec<_> = by_kind.entry(kind).or_default();
            same.push((id.clone(), target.clone()));
            by_id.entry(id).or_insert(target);
        }
        Ok(Relations {
            folder,
            by_kind,
            by_id,
        })
    }

    /// The part of a kind, if one is named.
    pub(super) fn part(&self, kind: &str) -> Option<String> {
        let (_, target) = self.by_kind.get(kind)?.first()?;
        Some(self.path(target))
    }

    /// All parts of a kind, by the names they have where they are used.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = (String, String)> {
        let all = self.by_kind.get(kind).into_iter().flatten();
        all.map(|(id, target)| (id.clone(), self.path(target)))
    }

    /// The part that is called so where it is used.
    pub(super) fn by_id(&self, id: &str) -> Option<String> {
        Some(self.path(self.by_id.get(id)?))
    }

    /// Where a part stands that is named from here.
    pub(super) fn path(&self, target: &str) -> String {
        match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("{}{target}", self.folder),
        }
    }
}
