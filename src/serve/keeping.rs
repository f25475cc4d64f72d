//! What the page keeps beside the archive, by the same ways as the commands:
//! searches by name.

use super::answer::{Answer, Visit};
use super::app::App;
use super::guard::Fields;
use super::href;
use super::room::Hall;
use super::search::{Asked, not_kept};
use crate::archive::Reader;
use crate::desk::searches::{after, change, kept};
use crate::error::{Error, Result};
use crate::search::saved::{Searches, Seen, name_of};
use std::path::Path;

/// The archive beside which something is kept.
pub(super) fn archive(app: &App) -> Result<&Path> {
    let archive = app.archive().filter(|_| app.keeps());
    archive.ok_or_else(|| app.error("serve-nothing-kept"))
}

/// The searches that are kept.
pub(super) fn searches(app: &App) -> Result<Searches> {
    match app.archive() {
        Some(archive) => kept(archive),
        None => Ok(Searches::default()),
    }
}

/// What an address asks for: a kept search is named there by its name alone.
pub(super) fn meant(kept: &Searches, asked: Asked, reader: &Reader) -> Result<Asked> {
    let Some(name) = asked.kept_alone() else {
        return Ok(asked);
    };
    let saved = kept.get(&name).map_err(|_| not_kept(&name))?;
    let only_new = asked.new_of().is_some();
    let asked = asked.in_place(&name, saved)?;
    Ok(match only_new {
        true => asked.after(Some(after(saved, reader))),
        false => asked,
    })
}

/// Keeps a search under a name that no other has; what it finds now is seen.
pub(super) fn keep_search(
    app: &App,
    hall: &Hall<'_>,
    visit: &Visit,
    fields: &Fields,
) -> Result<Answer> {
    let name = name_of(fields.get("sparas").unwrap_or(""));
    let name = name.map_err(Error::new)?;
    let mut asked = Asked::of(fields).saved()?;
    asked.seen = Some(Seen {
        ingest: hall.reader.ingest(),
        on: visit.today.clone(),
    });
    change(archive(app)?, |searches| {
        if let Some(other) = searches
            .all
            .get(&name)
            .filter(|other| !other.is_like(&asked))
        {
            let given = [
                ("name", name.as_str().into()),
                ("query", other.query.as_str().into()),
            ];
            return Err(hall.words.error("serve-name-taken", &given));
        }
        searches.all.insert(name.clone(), asked);
        Ok(())
    })?;
    Ok(Answer::to(href::with("/sok", &[("sparad", &name)])))
}

/// Marks what a search finds now as seen, or keeps it no longer.
pub(super) fn mark_search(
    app: &App,
    reader: &Reader,
    fields: &Fields,
    today: &str,
) -> Result<Answer> {
    let name = fields.get("sparad").unwrap_or("").to_owned();
    let forget = fields.get("gor") == Some("bort");
    let seen = Seen {
        ingest: reader.ingest(),
        on: today.to_owned(),
    };
    change(archive(app)?, |searches| {
        let saved = searches.all.get_mut(&name).ok_or_else(|| not_kept(&name))?;
        match forget {
            true => drop(searches.all.remove(&name)),
            false => saved.seen = Some(seen),
        }
        Ok(())
    })?;
    Ok(Answer::to("/sok"))
}
