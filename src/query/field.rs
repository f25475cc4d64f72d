//! Properties a query can ask for: their names and values.

/// A property of a unit that a query can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who answers.
    Respondent,
    /// Who signed.
    Party,
    /// Kind of unit.
    Kind,
    /// Filing date.
    Date,
    /// A topic of the lexicon.
    Topic,
    /// The proposal.
    Referral,
    /// Start of a file name.
    Document,
}

/// Every name of every field; the first of each is the one shown.
const NAMES: [(Field, &[&str]); 7] = [
    (
        Field::Respondent,
        &["nämnd", "namnd", "board", "respondent", "remissinstans"],
    ),
    (Field::Party, &["parti", "party"]),
    (Field::Kind, &["typ", "kind", "type"]),
    (Field::Date, &["datum", "date"]),
    (Field::Topic, &["ämne", "amne", "topic"]),
    (Field::Referral, &["remiss", "referral"]),
    (Field::Document, &["dokument", "document"]),
];

impl Field {
    /// The field of this name.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        NAMES
            .iter()
            .find(|(_, names)| names.contains(&name.as_str()))
            .map(|(field, _)| *field)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(field, _)| *field == self)
            .map_or("", |(_, names)| names[0])
    }

    /// The field whose name is nearest in spelling, if one is near.
    pub(super) fn near(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let apart = |known: &str| strsim::osa_distance(known, &name);
        let all = NAMES.iter().flat_map(|(field, names)| {
            let nearest = names.iter().map(|known| apart(known)).min();
            nearest.map(|apart| (apart, *field))
        });
        all.min_by_key(|(apart, _)| *apart)
            .filter(|(apart, _)| *apart <= 2)
            .map(|(_, field)| field)
    }

    /// All names that are shown.
    pub(super) fn all() -> String {
        NAMES
            .map(|(field, _)| format!("{}:", field.name()))
            .join(" ")
    }
}
