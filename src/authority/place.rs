//! Names that are made by rule from places: municipalities, regions, county
//! boards, and the forms of courts and district boards.

use super::How;
use super::form::{genitive, key};
use super::load::new_row;
use super::table::Table;
use crate::tsv::{cell, list, rows};

/// "Falu kommun", "Falun kommun", "Faluns kommun"; a city also "Malmö kommun".
pub(super) fn add_municipalities(table: &mut Table, text: &str) {
    for row in rows(text) {
        let [base, name, code, _county, also, variants] =
            [0, 1, 2, 3, 4, 5].map(|at| cell(&row, at));
        // Gotland is a region and a municipality in one; its row is the region's.
        let region = name.starts_with("Region ");
        let kind = if region { "region" } else { "kommun" };
        let at = table.add(new_row(name, kind, code));
        table.claim(name, at, How::Exact);
        let of = genitive(base);
        let mut forms = vec![format!("{base} kommun"), format!("{of} kommun")];
        if name.to_lowercase().ends_with("stad") {
            forms.extend([format!("{base} stad"), format!("{of} stad")]);
        }
        forms.push(format!("{base} Municipality"));
        for form in forms.iter().map(String::as_str).chain(list(variants)) {
            table.claim(form, at, How::Variant);
        }
        table.places.insert(key(base), (at, also.to_owned()));
    }
}

/// The county board and the region of each county, with the county council
/// that the region was before.
pub(super) fn add_counties(table: &mut Table, text: &str) {
    for row in rows(text) {
        let [base, county, code, region, region_code, short, variants] =
            [0, 1, 2, 3, 4, 5, 6].map(|at| cell(&row, at));
        let at = table.add(new_row(
            &format!("Länsstyrelsen i {county}"),
            "lansstyrelse",
            code,
        ));
        table.claim(&format!("Länsstyrelsen i {county}"), at, How::Exact);
        for form in [
            format!("Länsstyrelsen {county}"),
            format!("Länsstyrelsen {base}"),
            format!("Länsstyrelsen i {base}"),
            format!("{county}s länsstyrelse"),
            format!("County Administrative Board of {base}"),
        ] {
            table.claim(&form, at, How::Variant);
        }
        table.claim_short(&format!("Lst {base}"), at, false);

        let known = table.by_key(&key(region)).map(|claim| claim.row);
        let at = known.unwrap_or_else(|| table.add(new_row(region, "region", region_code)));
        table.rows[at as usize].id = Some(region_code.to_owned());
        table.claim(region, at, How::Exact);
        let forms = [format!("Region {base}"), format!("Region {county}")];
        for form in forms.iter().map(String::as_str).chain(list(variants)) {
            table.claim(form, at, How::Variant);
        }
        for short in list(short) {
            table.claim_short(short, at, false);
        }
        if !region_code.contains('|') {
            let stem = region
                .trim_start_matches("Region ")
                .trim_end_matches(" län");
            for form in [
                format!("{county}s landsting"),
                format!("Landstinget {base}"),
                format!("Landstinget i {base}"),
                format!("Landstinget {stem}"),
                format!("Landstinget i {stem}"),
                format!("Landstinget i {county}"),
            ] {
                table.claim(&form, at, How::Former);
            }
        }
    }
}

/// Forms that follow from how a court's or a district board's name is made.
pub(super) fn forms_of_place(name: &str, kind: &str) -> Vec<String> {
    let mut forms = Vec::new();
    if kind == "domstol" {
        if let Some(place) = name.strip_suffix(" tingsrätt") {
            let bare = place.strip_suffix('s').unwrap_or(place);
            forms.push(format!("Tingsrätten i {place}"));
            forms.push(format!("Tingsrätten i {bare}"));
        }
        if let Some((body, place)) = name.split_once(" i ") {
            forms.push(format!("{body} {place}"));
            if body == "Hyres- och arrendenämnden" {
                forms.push(format!("Hyresnämnden i {place}"));
                forms.push(format!("Arrendenämnden i {place}"));
            }
        }
    }
    if let Some(district) = name.strip_suffix(" stadsdelsnämnd") {
        forms.push(format!("Stadsdelsnämnden {district}"));
        forms.push(format!("{district} stadsdelsförvaltning"));
    }
    forms
}
