//! Judgements as forms bring them, kept by the same ways as those of `remiss
//! correct`.

use super::doubt::FIELDS;
use super::paper::{differ, stances_differ};
use crate::archive::Archive;
use crate::desk::By;
use crate::desk::judging::{self, is_of_paper, keep};
use crate::desk::target::Target;
use crate::error::{Error, Result};
use crate::ingest::knowing::files::{append, file_of};
use crate::known::Field;
use crate::known::judgement::Judgement;
use crate::paper::Paper;
use crate::position::{Addressee, Verdict, disputes};
use crate::report::Material;
use crate::serve::answer::{Answer, Page, Visit};
use crate::serve::app::App;
use crate::serve::guard::{Fields, name_cookie, name_of};
use crate::serve::href::on_this_page;
use crate::serve::keeping::archive;
use crate::serve::room::Hall;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Letters of a reason at most.
const LONGEST: usize = 300;

/// Who judges; without a name nothing is judged.
fn by<'v>(hall: &Hall<'_>, visit: &'v Visit, note: &'v str) -> Result<By<'v>> {
    let name = visit.by.as_deref();
    let name = name.ok_or_else(|| hall.words.error("serve-nobody", &[]))?;
    Ok(By {
        name,
        on: visit.today.clone(),
        note,
    })
}

/// Back to where the form stood.
fn back(fields: &Fields) -> Answer {
    Answer::to(on_this_page(fields.get("sedan").unwrap_or("/granska")))
}

/// Remembers who judges.
pub(in crate::serve) fn named(app: &App, hall: &Hall<'_>, fields: &Fields) -> Result<Answer> {
    let name = fields.get("namn").and_then(name_of);
    let name = name.ok_or_else(|| hall.words.error("serve-no-name", &[]))?;
    Ok(back(fields).cookie(name_cookie(app, &name)))
}

/// A paper found right, put right, or decided where persons differ.
pub(in crate::serve) fn judged(
    app: &App,
    hall: &Hall<'_>,
    visit: &Visit,
    fields: &Fields,
) -> Result<Answer> {
    let dir = archive(app)?;
    let note: String = fields
        .get("varfor")
        .unwrap_or("")
        .chars()
        .take(LONGEST)
        .collect();
    let by = by(hall, visit, &note)?;
    let target = Target::find(fields.get("vad").unwrap_or(""), hall.reader)?;
    let set = changed(hall, fields)?;
    let judged: Vec<Judgement> = match fields.get("gor") {
        Some("avgor") => target.decided(fields.get("vem").unwrap_or(""), &by)?,
        Some("ratta") if set.is_empty() => return Err(hall.words.error("serve-unchanged", &[])),
        // Whoever changes a field and then finds all right means what stands there.
        _ => {
            target.check(&set, hall.reader)?;
            target.judgements(&set, &by)
        }
    };
    let of_units = |paper: &Paper| paper.known.units.values().map(BTreeMap::len).sum::<usize>();
    let before = hall.reader.paper_by_hash(target.sha256())?;
    keep(dir, &by, &judged)?;
    let done = judging::in_force(dir, || judging::all(dir))?;
    let Some(paper) = Archive::open(dir)?
        .reader()?
        .paper_by_hash(target.sha256())?
    else {
        return Ok(back(fields));
    };
    let named = (paper.document.id(), &*paper.document.name);
    let is_set = |field| judged.iter().any(|one| one.set.contains_key(field));
    let conflicts = paper.known.conflicts.iter();
    let conflicts: Vec<_> = conflicts.filter(|one| is_set(&one.field)).collect();
    if !conflicts.is_empty() {
        let sha256 = &paper.document.sha256;
        let sides = html! { @for one in conflicts { (differ(hall, visit, sha256, one)) } };
        return Ok(kept_but(hall, visit, named, ("serve-kept-but", &sides)));
    }
    // Another kind may leave units out that somebody has judged.
    if before.is_some_and(|before| of_units(&before) > of_units(&paper)) {
        let of_it = |error: &&Error| error.place() == Some(named.1);
        let reasons = html! {
            ul { @for error in done.problems.iter().filter(of_it) { li { (error) } } }
        };
        return Ok(kept_but(hall, visit, named, ("serve-kept-away", &reasons)));
    }
    Ok(back(fields))
}

/// It is kept, and something else is not in force: what, and why.
fn kept_but(
    hall: &Hall<'_>,
    visit: &Visit,
    (id, name): (&str, &str),
    (what, told): (&str, &Markup),
) -> Answer {
    let title = hall.words.say(what);
    let page = Page {
        title: &title,
        body: html! {
            h1 { (title) }
            p role="status" { (hall.words.say(&format!("{what}-told"))) }
            (told)
            p { a href={ "/granska/" (id) } { (name) } " · " a href="/granska" { (hall.words.say("serve-queue")) } }
        },
        views: false,
    };
    page.answer(hall, visit)
}

/// The fields that were changed, with what they hold now; one that was emptied
/// says nothing, and is told.
fn changed(hall: &Hall<'_>, fields: &Fields) -> Result<BTreeMap<Field, String>> {
    let mut set = BTreeMap::new();
    for name in FIELDS {
        let was = fields.get(&format!("fran-{name}"));
        match fields.get(name) {
            now if now == was => {}
            None => {
                let field = hall.words.named("field", name);
                return Err(hall
                    .words
                    .error("serve-emptied", &[("field", field.into())]));
            }
            Some(now) => {
                let field = Field::from_name(name)?;
                let said = match (field, field.checked(now)) {
                    (Field::Date, Err(_)) => {
                        return Err(hall.words.error("serve-no-day", &[("day", now.into())]));
                    }
                    (_, said) => said?,
                };
                set.insert(field, said);
            }
        }
    }
    Ok(set)
}

/// The name of the paper that a unit stands in, and the report that it belongs to.
fn read(hall: &Hall<'_>, visit: &Visit, unit: &str) -> Result<Option<(String, Arc<Material>)>> {
    let id = unit.split(':').next().unwrap_or("");
    let Some(stored) = hall.held.paper(hall, id)? else {
        return Ok(None);
    };
    let paper = hall.reader.paper(stored)?;
    let found = &paper.segmentation;
    let at = paper.unit_ids().iter().position(|one| one == unit);
    let named = at.and_then(|at| found.referrals.get(found.units[at].referral?));
    let referrals = hall.names.referrals()?;
    let Some(group) = named.and_then(|named| referrals.find(named)) else {
        return Ok(None);
    };
    let material = hall.held.material(hall, (group, false), &visit.today)?;
    Ok(Some((paper.document.name.to_string(), material)))
}

/// An ask found right, said to another, or found to be none.
pub(in crate::serve) fn ask(
    app: &App,
    hall: &Hall<'_>,
    visit: &Visit,
    fields: &Fields,
) -> Result<Answer> {
    let dir = archive(app)?;
    let by = by(hall, visit, "")?;
    let unit = fields.get("enhet").unwrap_or("");
    let unknown = || hall.words.error("serve-no-position", &[]);
    let (_, material) = read(hall, visit, unit)?.ok_or_else(unknown)?;
    let mut rows = material.positions.iter().filter(|row| row.unit == unit);
    let words = fields.get("begaran").unwrap_or("");
    let (row, ask) = rows
        .find_map(|row| Some((row, row.asks.iter().find(|ask| ask.quote.trim() == words)?)))
        .ok_or_else(unknown)?;
    let to = fields.get("till").and_then(Addressee::from_name);
    let to = to.filter(|to| *to != ask.addressee);
    let (asks, to) = match fields.get("gor") {
        Some("inte") => (false, None),
        Some("ratta") if to.is_none() => return Err(hall.words.error("serve-unchanged", &[])),
        _ => (true, to),
    };
    let judged = judging::ask(row, ask, asks, to, &by);
    append(&file_of(dir, by.name), &judged.to_toml())?;
    Ok(back(fields))
}

/// A position found right or put right.
pub(in crate::serve) fn position(
    app: &App,
    hall: &Hall<'_>,
    visit: &Visit,
    fields: &Fields,
) -> Result<Answer> {
    let dir = archive(app)?;
    let by = by(hall, visit, "")?;
    let (unit, area) = (
        fields.get("enhet").unwrap_or(""),
        fields.get("omrade").unwrap_or(""),
    );
    let unknown = || hall.words.error("serve-no-position", &[]);
    if fields.get("gor") == Some("avgor") {
        let disputes = disputes(hall.judgements.stances());
        let mut disputes = disputes.into_iter();
        let dispute = disputes.find(|one| one.unit == unit && one.area == area);
        let said = dispute.and_then(|one| {
            one.said
                .into_iter()
                .find(|one| Some(&*one.by) == fields.get("vem"))
        });
        let decided = judging::decided(said.ok_or_else(unknown)?, &by);
        append(&file_of(dir, by.name), &decided.to_toml())?;
        return Ok(back(fields));
    }
    let id = unit.split(':').next().unwrap_or("");
    let (name, material) = read(hall, visit, unit)?.ok_or_else(unknown)?;
    let mut rows = material.positions.iter();
    let row = rows
        .find(|row| row.unit == unit && row.area == area)
        .ok_or_else(unknown)?;
    let said = fields
        .get("stallning")
        .filter(|_| fields.get("gor") == Some("ratta"));
    let said = match said.map(|said| (said.strip_prefix("verdict:"), said)) {
        // What was found right is what was shown: the verdict, where there is one.
        None => [Some(row.stance.name()), row.verdict.map(Verdict::name)],
        Some((Some(verdict), _)) => [None, Some(verdict)],
        Some((None, stance)) => [Some(stance), None],
    };
    let correction = judging::stance(row, [area, &row.area_name], said, &by)?;
    append(&file_of(dir, by.name), &correction.to_toml())?;
    let all = judging::all(dir)?;
    let mut disputes = disputes(all.stances()).into_iter();
    let dispute = disputes.find(|one| one.unit == unit && one.area == area);
    Ok(match dispute {
        Some(dispute) => {
            let sides = stances_differ(hall, visit, Some(&material), &dispute);
            kept_but(hall, visit, (id, &name), ("serve-kept-but", &sides))
        }
        None => back(fields),
    })
}

/// A judgement taken back.
pub(in crate::serve) fn taken_back(
    app: &App,
    hall: &Hall<'_>,
    visit: &Visit,
    fields: &Fields,
) -> Result<Answer> {
    let dir = archive(app)?;
    let by = by(hall, visit, "")?;
    let all = judging::all(dir)?;
    let entry = judging::undo(dir, &all, fields.get("id").unwrap_or("–"), &by)?;
    if is_of_paper(entry) {
        judging::in_force(dir, || judging::all(dir))?;
    }
    Ok(back(fields))
}
