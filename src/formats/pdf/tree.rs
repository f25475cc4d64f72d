//! The page tree of a PDF: which pages it names, and which of them stand in
//! the file. Walks the tree as the PDF library does, which leaves out in
//! silence what is lost; reads no page.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream,
};
use std::collections::HashSet;

/// The pages that a document names, in order.
pub(super) struct Tree {
    /// Which of the library's pages each is; none for one that is lost.
    pub(super) pages: Vec<Option<usize>>,
    /// How many there are, as the document says.
    announced: Option<usize>,
    /// Branches of the tree that are lost, with as many pages as they may have.
    lost: usize,
}

impl Tree {
    /// None where the root of the tree is lost: what the library then takes
    /// for pages is any object with contents, in the order of the file.
    pub(super) fn of(pdf: &Pdf, most: usize) -> Option<Self> {
        let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
        let root: Dict<'_> = catalog.get("Pages")?;
        let count: Option<i32> = root.get("Count");
        let mut tree = Tree {
            pages: Vec::new(),
            announced: count.and_then(|count| usize::try_from(count).ok()),
            lost: 0,
        };
        tree.walk(pdf, &root, most)?;
        let found = tree.found();
        if tree.pages.len() > most {
            return Some(tree);
        }
        // An entry that leads nowhere in a whole document is a page that was
        // taken out, not one that is lost.
        if tree.announced == Some(found) {
            tree.pages = (0..found).map(Some).collect();
            tree.lost = 0;
        }
        (found == pdf.pages().len()).then_some(tree)
    }

    /// Goes through all branches, or until there are more than `most` pages.
    fn walk(&mut self, pdf: &Pdf, root: &Dict<'_>, most: usize) -> Option<()> {
        let mut met: HashSet<ObjectIdentifier> = root.obj_id().into_iter().collect();
        let mut open = vec![root.get::<Array<'_>>("Kids")?.raw_iter()];
        let mut next = 0;
        while let Some(kids) = open.last_mut().filter(|_| self.pages.len() <= most) {
            let Some(kid) = kids.next() else {
                open.pop();
                continue;
            };
            let node = match kid {
                // What leads back to where it was leads nowhere.
                MaybeRef::Ref(id) if !met.insert(id.into()) => None,
                MaybeRef::Ref(id) => pdf.xref().get::<Dict<'_>>(id.into()),
                MaybeRef::NotRef(object) => Object::into_dict(object),
            };
            let branch = node.as_ref().is_some_and(|node| is(node, b"Pages"));
            let kids = node.as_ref().and_then(|node| node.get::<Array<'_>>("Kids"));
            match (node, branch, kids) {
                (Some(_), true, Some(kids)) => open.push(kids.raw_iter()),
                (Some(_), false, _) => {
                    self.pages.push(Some(next));
                    next += 1;
                }
                _ => {
                    self.pages.push(None);
                    self.lost += 1;
                }
            }
        }
        Some(())
    }

    /// Pages that stand in the file.
    pub(super) fn found(&self) -> usize {
        self.pages.iter().flatten().count()
    }

    /// How many pages the document had, where that is known.
    pub(super) fn total(&self) -> Option<usize> {
        let whole = (self.lost == 0).then(|| self.found());
        // A count below what is there says nothing of what is lost.
        let announced = self.announced.filter(|count| *count >= self.found());
        announced.max(whole)
    }

    /// Whether the numbers of the pages are known: each lost branch is one
    /// page, or one branch is all that is lost. Fills in the pages of that.
    pub(super) fn number(&mut self, most: usize) -> bool {
        let Some(missing) = self.total().map(|total| total - self.found()) else {
            return self.lost == 0;
        };
        if self.lost == 1 && missing <= most {
            let at = self.pages.iter().position(Option::is_none);
            let at = at.unwrap_or(self.pages.len());
            self.pages.splice(at..=at, vec![None; missing]);
            self.lost = missing;
        }
        missing == self.lost
    }
}

/// The object says that it is of this type.
pub(super) fn is(dict: &Dict<'_>, kind: &[u8]) -> bool {
    dict.get::<Name<'_>>("Type").as_deref() == Some(kind)
}

/// The stream draws a part of a page.
pub(super) fn is_form(stream: &Stream<'_>) -> bool {
    stream.dict().get::<Name<'_>>("Subtype").as_deref() == Some(b"Form")
}
