//! A PDF whose end is lost → one with an end. What says where the pages are
//! stands last in the file; the pages themselves may stand before the break,
//! and are found by looking at every object. Invents no page and no order:
//! pages stand as the tree that names them says, else as in the file.

use super::open::CLOSED;
use super::tree::is;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Object, ObjectIdentifier};
use std::collections::HashSet;

/// Numbers of the objects that are added, above any that a file uses.
const ADDED: [u32; 2] = [8_388_606, 8_388_607];
/// Levels of a page tree.
const DEEPEST: usize = 64;

/// A document with a new end.
pub(super) struct Rescued {
    pub(super) pdf: Pdf,
    /// The root of its page tree was found, so that the order of its pages is
    /// that of the document.
    pub(super) in_order: bool,
}

/// None where no page stands in what is left.
pub(super) fn rescue(file: &[u8]) -> Option<Rescued> {
    // A tree without kids makes the library look for pages itself: this is
    // only to have all objects, those within packed ones too.
    let objects = with_end(file, "<</Type/Pages>>")?;
    let mut tops: Vec<Top> = Vec::new();
    let mut met = HashSet::new();
    for object in objects.objects() {
        if let Object::Dict(dict) = object
            && is(&dict, b"Page")
            && let Some(top) = top(&objects, dict)
            && met.insert(top.id)
        {
            tops.push(top);
        }
    }
    let root = match &tops[..] {
        [] => return None,
        [top] if top.is_root => top.id,
        _ => {
            let name = |top: &Top| format!("{} {} R ", top.id.obj_number, top.id.gen_number);
            let kids: String = tops.iter().map(name).collect();
            let pdf = with_end(file, &format!("<</Type/Pages/Kids[{kids}]>>"))?;
            return Some(Rescued {
                pdf,
                in_order: false,
            });
        }
    };
    let pdf = with_catalog(
        file,
        &format!("{} {} R", root.obj_number, root.gen_number),
        "",
    )?;
    Some(Rescued {
        pdf,
        in_order: true,
    })
}

/// The highest node above a page that is left, or the page itself.
struct Top {
    id: ObjectIdentifier,
    /// It is the root of the document's own page tree.
    is_root: bool,
}

fn top(pdf: &Pdf, page: Dict<'_>) -> Option<Top> {
    let mut id = page.obj_id()?;
    let mut node = page;
    for _ in 0..DEEPEST {
        let Some(parent) = node.get_ref("Parent").map(ObjectIdentifier::from) else {
            let is_root = is(&node, b"Pages");
            return Some(Top { id, is_root });
        };
        match pdf.xref().get::<Dict<'_>>(parent) {
            Some(dict) if is(&dict, b"Pages") && dict.contains_key("Kids") => {
                (id, node) = (parent, dict);
            }
            _ => return Some(Top { id, is_root: false }),
        }
    }
    None
}

fn with_end(file: &[u8], pages: &str) -> Option<Pdf> {
    let [_, tree] = ADDED;
    with_catalog(
        file,
        &format!("{tree} 0 R"),
        &format!("{tree} 0 obj{pages}endobj\n"),
    )
}

/// The file, closed where it breaks off, with a catalog that names `pages`.
fn with_catalog(file: &[u8], pages: &str, objects: &str) -> Option<Pdf> {
    let [catalog, _] = ADDED;
    let end = format!(
        "{objects}{catalog} 0 obj<</Type/Catalog/Pages {pages}>>endobj\n\
         trailer\n<</Root {catalog} 0 R>>\n"
    );
    let mut whole = file.to_vec();
    // What said where objects are is wrong; without it they are looked for.
    for at in memchr::memmem::find_iter(file, b"startxref") {
        whole[at..at + 9].fill(b' ');
    }
    whole.extend_from_slice(CLOSED);
    whole.extend_from_slice(end.as_bytes());
    Pdf::new(whole).ok()
}
