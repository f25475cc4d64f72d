//! Judgements kept and taken back, and brought in force.

use super::By;
use crate::archive::Archive;
use crate::error::{Archive as State, Error, Result};
use crate::ingest::knowing::files::{append, file_of, judgements};
use crate::ingest::{self, BroughtIn};
use crate::known::judgement::{
    AskJudged, Correction, Entry, Judged, Judgement, Judgements, Undone,
};
use crate::position::{self, Addressee, Ask, NOT_RAISED, Position, Stance, stance_of};
use std::path::Path;
use std::time::Duration;

impl By<'_> {
    /// A judgement that says nothing yet.
    pub(crate) fn judgement(&self, document: &str, sha256: &str) -> Judgement {
        Judgement {
            document: document.to_owned(),
            sha256: sha256.to_owned(),
            by: self.name.to_owned(),
            on: self.on.clone(),
            note: self.note.to_owned(),
            ..Judgement::default()
        }
    }
}

/// The judgements beside an archive, and why some cannot be read.
pub(crate) fn all(archive: &Path) -> Result<Judgements> {
    judgements(archive, |stance| stance_of(&stance.stance).map(drop))
}

/// Keeps judgements of papers in the file of who judges.
pub(crate) fn keep(archive: &Path, by: &By<'_>, judged: &[Judgement]) -> Result<()> {
    let entries: Vec<String> = judged.iter().map(Judgement::to_toml).collect();
    append(&file_of(archive, by.name), &entries.concat())
}

/// A position as somebody judges it: `stance` and `verdict` as typed, neither
/// where what was read is right; `area` is its id and its name.
pub(crate) fn stance(
    row: &Position,
    [area, area_name]: [&str; 2],
    [stance, verdict]: [Option<&str>; 2],
    by: &By<'_>,
) -> Result<Correction> {
    let said = match stance.or(verdict) {
        Some(_) => position::judged(verdict, stance)?,
        None if row.area == area => Some(row.stance),
        None => {
            let error = Error::new(format!("nothing is read of {area_name} there to be right"));
            return Err(error.cure("say what is: stance=… or verdict=…"));
        }
    };
    let seen = row.evidence.first().filter(|_| row.area == area);
    Ok(Correction {
        unit: row.unit.clone(),
        document: row.document.to_string(),
        respondent: row.respondent.clone(),
        unit_kind: row.kind.name().to_owned(),
        focus_area: area.to_owned(),
        stance: said.map_or(NOT_RAISED, Stance::name).to_owned(),
        verdict: verdict.unwrap_or_default().to_owned(),
        quote: seen.map_or_else(String::new, |seen| seen.quote.clone()),
        decides: false,
        by: by.name.to_owned(),
        on: by.on.clone(),
        note: by.note.to_owned(),
    })
}

/// An ask as somebody judges it: that it asks, or does not; and to whom it is said,
/// where that was put right.
#[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "the page asks"))]
pub(crate) fn ask(
    row: &Position,
    ask: &Ask,
    asks: bool,
    to: Option<Addressee>,
    by: &By<'_>,
) -> AskJudged {
    let said = ask.said.as_ref();
    AskJudged {
        unit: row.unit.clone(),
        document: row.document.to_string(),
        respondent: row.respondent.clone(),
        unit_kind: row.kind.name().to_owned(),
        // The words by which it is known: those that were first judged.
        quote: said.map_or(&ask.quote, |said| &said.quote).clone(),
        asks,
        addressee: to.map_or("", Addressee::name).to_owned(),
        by: by.name.to_owned(),
        on: by.on.clone(),
        note: by.note.to_owned(),
        ..AskJudged::default()
    }
}

/// What somebody said of a position, as who judges decides.
#[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "the page asks"))]
pub(crate) fn decided(said: &Correction, by: &By<'_>) -> Correction {
    Correction {
        decides: true,
        by: by.name.to_owned(),
        on: by.on.clone(),
        note: by.note.to_owned(),
        ..said.clone()
    }
}

/// The judgement in force whose id begins so, taken back; it stays in its file,
/// and so does this.
pub(crate) fn undo<'a>(
    archive: &Path,
    all: &'a Judgements,
    id: &str,
    by: &By<'_>,
) -> Result<&'a Entry> {
    let held = all.entries.iter().filter(|entry| entry.undone.is_none());
    let meant: Vec<&Entry> = held.filter(|entry| entry.id.starts_with(id)).collect();
    let entry = match meant[..] {
        [entry] => entry,
        ref other => {
            let what = match other.is_empty() {
                true => format!("no judgement in force has the id {id}"),
                false => format!("several judgements have an id that begins {id}"),
            };
            return Err(Error::new(what).cure("`remiss correct --list` gives the ids"));
        }
    };
    let undone = Undone {
        id: entry.id.clone(),
        by: by.name.to_owned(),
        on: by.on.clone(),
    };
    // In the file of who judged, so that the two stay together.
    append(&file_of(archive, entry.by_on().0), &undone.to_toml())?;
    Ok(entry)
}

/// What it is of has to be brought in force.
pub(crate) fn is_of_paper(entry: &Entry) -> bool {
    matches!(entry.judged, Judged::Paper(_))
}

/// Brings all that is known in force; who else is writing is waited for. `read`
/// is asked for each time: what others have written meanwhile comes with it.
pub(crate) fn in_force(dir: &Path, read: impl Fn() -> Result<Judgements>) -> Result<BroughtIn> {
    const TURNS: u32 = 150;
    const TURN: Duration = Duration::from_millis(200);
    let archive = Archive::open(dir)?;
    let mut turn = 0;
    loop {
        let known = read()?;
        match ingest::bring_in(&archive, &known) {
            Err(error) if error.of_archive() == Some(State::Locked) && turn < TURNS => {
                turn += 1;
                std::thread::sleep(TURN);
            }
            // Somebody was done with it between the reading and the lock.
            Ok(_) if turn < TURNS && all(dir)?.entries != known.entries => turn += 1,
            ended => return ended,
        }
    }
}
