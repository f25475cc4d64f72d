//! The pages of a Word document: their size and margins, and what runs along
//! at their heads and feet.

use super::xml::Xml;

/// Sizes in twentieths of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// The short and the long side.
    pub(super) sides: [u32; 2],
    /// Of pages that stand: above, right, below, left.
    pub(super) margins: [u32; 4],
    /// From the edge to the head and to the foot.
    pub(super) running: [u32; 2],
    /// References to heads and feet: the element, the pages, the relation.
    pub(super) references: Vec<Reference>,
}

/// A head or foot that a section names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) head: bool,
    /// default, first, even.
    pub(super) of: String,
    pub(super) relation: String,
}

/// Margins of pages that lie, and of all pages at least.
const NARROW: u32 = 1021;
const LEAST_TEXT: u32 = 4000;

impl Default for Page {
    fn default() -> Self {
        Page {
            sides: [11906, 16838],
            margins: [1418; 4],
            running: [709; 2],
            references: vec![Reference {
                head: false,
                of: "default".to_owned(),
                relation: "rIdFoot".to_owned(),
            }],
        }
    }
}

impl Page {
    fn sides(&self, landscape: bool) -> (u32, u32, [u32; 4]) {
        let [short, long] = self.sides;
        let [above, right, below, left] = self.margins;
        match landscape {
            false => (short, long, self.margins),
            // Heads and feet need the room they have above and below.
            true => (
                long,
                short,
                [
                    above.min(1134),
                    right.min(NARROW),
                    below.min(1134),
                    left.min(NARROW),
                ],
            ),
        }
    }

    /// How broad text may be.
    pub(super) fn text_width(&self, landscape: bool) -> u32 {
        let (width, _, [_, right, _, left]) = self.sides(landscape);
        width.saturating_sub(left + right).max(LEAST_TEXT)
    }

    /// The element that says what the pages of a section are.
    pub(super) fn section(&self, xml: &mut Xml, landscape: bool, first: bool) {
        let (width, height, [above, right, below, left]) = self.sides(landscape);
        xml.open("w:sectPr", &[]);
        // Later sections go on with what the first has.
        for reference in self.references.iter().filter(|_| first) {
            let name = match reference.head {
                true => "w:headerReference",
                false => "w:footerReference",
            };
            let fields = [
                ("w:type", reference.of.as_str()),
                ("r:id", &reference.relation),
            ];
            xml.empty(name, &fields);
        }
        if !first {
            xml.value("w:type", "nextPage");
        }
        let (width, height) = (width.to_string(), height.to_string());
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if landscape {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        let [head, foot] = self.running;
        let sizes = [above, right, below, left, head, foot, 0].map(|size| size.to_string());
        let names = [
            "w:top", "w:right", "w:bottom", "w:left", "w:header", "w:footer", "w:gutter",
        ];
        let fields: Vec<(&str, &str)> = names
            .into_iter()
            .zip(sizes.iter().map(String::as_str))
            .collect();
        xml.empty("w:pgMar", &fields);
        if first && self.references.iter().any(|one| one.of == "first") {
            xml.empty("w:titlePg", &[]);
        }
        xml.close();
    }
}
