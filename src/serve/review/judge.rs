//! Judgements as forms bring them, kept by the same ways as those of `remiss
//! correct`.

use crate::desk::By;
use crate::desk::judging::{self, is_of_paper, keep};
use crate::desk::target::Target;
use crate::error::{Error, Result};
use crate::ingest::knowing::files::{append, file_of};
use crate::known::Field;
use crate::known::judgement::Judgement;
use crate::serve::answer::{Answer, Visit};
use crate::serve::app::App;
use crate::serve::guard::{Fields, name_cookie, name_of};
use crate::serve::href::on_this_page;
use crate::serve::keeping::archive;
use crate::serve::room::Hall;
use std::collections::BTreeMap;

use super::doubt::FIELDS;

/// Letters of a reason at most.
const LONGEST: usize = 300;

/// Who judges; without a name nothing is judged.
fn by<'v>(visit: &'v Visit, note: &'v str) -> Result<By<'v>> {
    let name = visit.by.as_deref();
    let name = name.ok_or_else(|| Error::new("nobody judges").cure("say who you are first"))?;
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
pub(in crate::serve) fn named(app: &App, fields: &Fields) -> Result<Answer> {
    let name = fields.get("namn").and_then(name_of);
    let name =
        name.ok_or_else(|| Error::new("nobody has that name").cure("write a name on one line"))?;
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
    let by = by(visit, &note)?;
    let target = Target::find(fields.get("vad").unwrap_or(""), hall.reader)?;
    let set = changed(fields)?;
    let judged: Vec<Judgement> = match fields.get("gor") {
        Some("avgor") => target.decided(fields.get("vem").unwrap_or(""), &by)?,
        Some("ratta") if set.is_empty() => {
            return Err(
                Error::new("nothing was changed").cure("change a field, or press that it is right")
            );
        }
        Some("ratta") => {
            target.check(&set, hall.reader)?;
            target.judgements(&set, &by)
        }
        _ => target.judgements(&BTreeMap::new(), &by),
    };
    keep(dir, &by, &judged)?;
    let brought = judging::in_force(dir, || judging::all(dir))?;
    match brought.problems.into_iter().next() {
        Some(problem) => Err(problem),
        None => Ok(back(fields)),
    }
}

/// The fields that were changed, with what they hold now.
fn changed(fields: &Fields) -> Result<BTreeMap<Field, String>> {
    let mut set = BTreeMap::new();
    for name in FIELDS {
        let now = fields.get(name);
        if let Some(now) = now.filter(|now| fields.get(&format!("fran-{name}")) != Some(now)) {
            let field = Field::from_name(name)?;
            set.insert(field, field.checked(now)?);
        }
    }
    Ok(set)
}

/// A position found right or put right.
pub(in crate::serve) fn position(
    app: &App,
    hall: &Hall<'_>,
    visit: &Visit,
    fields: &Fields,
) -> Result<Answer> {
    let dir = archive(app)?;
    let by = by(visit, "")?;
    let (unit, area) = (
        fields.get("enhet").unwrap_or(""),
        fields.get("omrade").unwrap_or(""),
    );
    let unknown = || Error::new("no such position is read any more").cure("open the paper anew");
    let id = unit.split(':').next().unwrap_or("");
    let stored = hall.held.paper(hall, id)?.ok_or_else(unknown)?;
    let paper = hall.reader.paper(stored)?;
    let at = paper
        .unit_ids()
        .iter()
        .position(|one| one == unit)
        .ok_or_else(unknown)?;
    let referrals = &paper.segmentation.referrals;
    let named = paper.segmentation.units[at]
        .referral
        .and_then(|at| referrals.get(at));
    let group = named
        .and_then(|named| hall.names.referrals().ok()?.find(named))
        .ok_or_else(unknown)?;
    let material = hall.held.material(hall, (group, false), &visit.today)?;
    let mut rows = material.positions.iter();
    let row = rows
        .find(|row| row.unit == unit && row.area == area)
        .ok_or_else(unknown)?;
    let said = fields
        .get("stallning")
        .filter(|_| fields.get("gor") == Some("ratta"));
    let said = match said.map(|said| (said.strip_prefix("verdict:"), said)) {
        None => [None, None],
        Some((Some(verdict), _)) => [None, Some(verdict)],
        Some((None, stance)) => [Some(stance), None],
    };
    let correction = judging::stance(row, [area, &row.area_name], said, &by)?;
    append(&file_of(dir, by.name), &correction.to_toml())?;
    Ok(back(fields))
}

/// A judgement taken back.
pub(in crate::serve) fn taken_back(app: &App, visit: &Visit, fields: &Fields) -> Result<Answer> {
    let dir = archive(app)?;
    let by = by(visit, "")?;
    let all = judging::all(dir)?;
    let id = fields
        .get("id")
        .ok_or_else(|| Error::new("no judgement is named"))?;
    let entry = judging::undo(dir, &all, id, &by)?;
    if is_of_paper(entry) {
        judging::in_force(dir, || judging::all(dir))?;
    }
    Ok(back(fields))
}
