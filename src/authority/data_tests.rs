//! Tests over the whole of the shipped names.

use super::Authority;
use crate::tsv::{cell, rows};

#[test]
fn every_shipped_name_leads_to_itself() {
    let names = include_str!("bodies.tsv");
    for name in rows(names).map(|row| cell(&row, 0).to_owned()) {
        let found = Authority::standard()
            .resolve(&name)
            .unwrap_or_else(|| panic!("{name} is not found"));
        assert_eq!(found.name, name);
        assert!(found.identifies(), "{name}");
    }
}
