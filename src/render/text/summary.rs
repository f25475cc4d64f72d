//! Sums of positions for people: by kind of respondent, for and against as two
//! blocks, and the whole as the prose a ministry writes.

use super::matrix::heading;
use super::positions::{signed, stance_words};
use super::{FAINT, NAME};
use crate::corpus::Bodies;
use crate::position::{AreaKind, Cell, Grid, OfReferral, Position, Stance, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// A table's areas that are summed up: the whole where it is among them, else
/// all; all of them where `all` are wanted.
fn summed<C>(group: &OfReferral<'_, C>, all: bool) -> Vec<usize> {
    let spoken = |at: &usize| {
        let mut boards = group.boards.iter();
        boards.any(|board| group.cell(board, *at).is_some())
    };
    let areas: Vec<usize> = (0..group.areas.len()).filter(spoken).collect();
    let whole = |at: &usize| group.areas[*at].kind == AreaKind::Whole;
    match areas.iter().copied().find(whole) {
        Some(at) if !all => vec![at],
        _ => areas,
    }
}

/// The tables in which anything is said.
fn spoken<'g, 'p, C>(found: &'g Grid<'p, C>) -> impl Iterator<Item = &'g OfReferral<'p, C>> {
    let tables = found.tables.iter();
    tables.filter(|group| group.texts().1 > 0)
}

/// The table's respondents with their cells of an area, in order.
fn of_area<'g, C>(
    group: &'g OfReferral<'_, C>,
    area: usize,
) -> impl Iterator<Item = (&'g str, Option<&'g Cell<C>>)> {
    let boards = group.boards.iter();
    boards.map(move |board| (*board, group.cell(board, area)))
}

/// "of 12 courts: 3 tillstyrker, 8 ingen erinran, 1 avstyrker", a line a kind.
pub fn by_kind(
    found: &Grid<'_, Position>,
    bodies: &Bodies,
    all: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (at, group) in spoken(found).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        heading(group, out)?;
        let areas = summed(group, all);
        for (nth, area) in areas.iter().enumerate() {
            if areas.len() > 1 {
                let gap = if nth > 0 { "\n" } else { "" };
                writeln!(out, "{gap}{NAME}{}{NAME:#}", group.areas[*area].title())?;
            }
            let mut kinds: BTreeMap<&str, Counted> = BTreeMap::new();
            for (board, cell) in of_area(group, *area) {
                let kind = bodies.kind(board).unwrap_or("");
                kinds.entry(kind).or_default().add(cell);
            }
            let mut kinds: Vec<(&str, Counted)> = kinds.into_iter().collect();
            kinds.sort_by_key(|(kind, counted)| (std::cmp::Reverse(counted.all), *kind));
            for (kind, counted) in kinds {
                writeln!(
                    out,
                    "of {} {}: {}",
                    counted.all,
                    plural(kind, counted.all),
                    counted.told()
                )?;
            }
        }
    }
    Ok(())
}

/// Respondents of one kind by what they say.
#[derive(Default)]
struct Counted {
    all: usize,
    said: BTreeMap<Said, usize>,
    both: usize,
    silent: usize,
}

impl Counted {
    fn add(&mut self, cell: Option<&Cell<Position>>) {
        self.all += 1;
        let Some(cell) = cell else {
            self.silent += 1;
            return;
        };
        let said: BTreeSet<Said> = cell.kept.iter().map(Said::of).collect();
        self.both += usize::from(said.len() > 1);
        for one in said {
            *self.said.entry(one).or_default() += 1;
        }
    }

    fn told(&self) -> String {
        let said = self.said.iter();
        let mut parts: Vec<String> = said
            .map(|(said, number)| format!("{number} {}", said.words()))
            .collect();
        if self.silent > 0 {
            parts.push(format!("{} silent", self.silent));
        }
        let both = match self.both {
            0 => String::new(),
            both => format!(" ({both} in two answers that differ)"),
        };
        format!("{}{both}", parts.join(", "))
    }
}

/// "tillstyrker delvis"; the stance where no verdict is given.
pub(crate) fn said_words(row: &Position) -> String {
    Said::of(row).words()
}

/// A verdict, or the stance where none is given; in a ministry's order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Verdict(Verdict),
    Stance(Stance),
}

impl Said {
    fn of(row: &Position) -> Self {
        // What a person corrected is the stance.
        let verdict = row.verdict.filter(|_| row.corrected.is_none());
        verdict.map_or(Said::Stance(row.stance), Said::Verdict)
    }

    fn words(self) -> String {
        match self {
            Said::Verdict(verdict) => verdict.words().to_owned(),
            Said::Stance(stance) => stance_words(stance),
        }
    }

    /// How the prose opens those who say so.
    fn opens(self) -> &'static str {
        match self {
            Said::Verdict(Verdict::Tillstyrker) => "Tillstyrker",
            Said::Verdict(Verdict::TillstyrkerDelvis) => "Tillstyrker delvis",
            Said::Verdict(Verdict::IngenErinran) => "Har inga invändningar",
            Said::Verdict(Verdict::IngaSynpunkter) => "Har inga synpunkter",
            Said::Verdict(Verdict::TarInteStallning) => "Tar inte ställning",
            Said::Verdict(Verdict::AvstyrkerDelvis) => "Avstyrker delvis",
            Said::Verdict(Verdict::Avstyrker) => "Avstyrker",
            Said::Verdict(Verdict::Avstar) => "Avstår från att yttra sig",
            Said::Stance(Stance::Stöd) => "Är positiva",
            Said::Stance(Stance::StödMedFörbehåll) => "Är positiva med förbehåll",
            Said::Stance(Stance::Kritik) => "Är kritiska",
            Said::Stance(Stance::Neutral) => "Tar upp frågan utan att värdera förslaget",
        }
    }
}

/// "courts"; the kind's own word where it has no English one.
fn plural(kind: &str, number: usize) -> String {
    let words = match kind {
        "domstol" => ["court", "courts"],
        "kommun" => ["municipality", "municipalities"],
        "region" => ["region", "regions"],
        "lansstyrelse" => ["county board", "county boards"],
        "myndighet" => ["agency", "agencies"],
        "riksdagsmyndighet" => ["agency of the Riksdag", "agencies of the Riksdag"],
        "departement" => ["ministry", "ministries"],
        "larosate" => ["university", "universities"],
        "namnd" => ["board", "boards"],
        "kontor" => ["office", "offices"],
        "bolag" => ["company", "companies"],
        "kommunforbund" => ["joint authority", "joint authorities"],
        "civilsamhalle" => ["organisation", "organisations"],
        "rad" => ["council", "councils"],
        "privatperson" => ["private person", "private persons"],
        "" => ["of unknown kind", "of unknown kind"],
        other => return other.to_owned(),
    };
    words[usize::from(number != 1)].to_owned()
}

/// Where the sentence that decides stands: "02:41".
fn place(row: &Position) -> String {
    match row.evidence.first() {
        Some(evidence) => format!("{}:{}", row.document.cited(), evidence.lines.first),
        None => row.document.cited().to_owned(),
    }
}

/// For and against as two blocks per area, what is neither as a third.
pub fn by_stance(found: &Grid<'_, Position>, out: &mut dyn Write) -> io::Result<()> {
    const BLOCKS: [(&str, &[Stance]); 3] = [
        ("for", &[Stance::Stöd, Stance::StödMedFörbehåll]),
        ("against", &[Stance::Kritik]),
        ("neither", &[Stance::Neutral]),
    ];
    for (at, group) in spoken(found).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        heading(group, out)?;
        for (nth, area) in summed(group, true).into_iter().enumerate() {
            let gap = if nth > 0 { "\n" } else { "" };
            writeln!(out, "{gap}{NAME}{}{NAME:#}", group.areas[area].title())?;
            for (name, stances) in BLOCKS {
                let rows = of_area(group, area).filter_map(|(board, cell)| {
                    let mut kept = cell?.kept.iter();
                    let row = kept.find(|row| stances.contains(&row.stance))?;
                    Some((board, row))
                });
                let mut rows: Vec<(&str, &Position)> = rows.collect();
                if rows.is_empty() {
                    continue;
                }
                rows.sort_by_key(|(_, row)| row.stance);
                writeln!(out, "  {name} {FAINT}{}{FAINT:#}", rows.len())?;
                for (board, row) in rows {
                    let quote = row.evidence.first().map_or("", |one| &one.quote);
                    let sign = signed(row.stance);
                    let place = place(row);
                    writeln!(out, "    {sign} {board} {FAINT}{place}{FAINT:#}  {quote}")?;
                }
            }
        }
    }
    Ok(())
}

/// The whole, and each part, as a ministry writes it: "Tillstyrker: A (02:41), B
/// (03:7). Avstyrker: C (04:2)."
pub fn prose(found: &Grid<'_, Position>, out: &mut dyn Write) -> io::Result<()> {
    for (at, group) in spoken(found).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        heading(group, out)?;
        for (nth, area) in summed(group, true).into_iter().enumerate() {
            let mut said: BTreeMap<Said, Vec<String>> = BTreeMap::new();
            for (board, cell) in of_area(group, area) {
                let mut known = BTreeSet::new();
                for row in cell.into_iter().flat_map(|cell| &cell.kept) {
                    let one = Said::of(row);
                    if known.insert(one) {
                        let cited = format!("{board} ({})", place(row));
                        said.entry(one).or_default().push(cited);
                    }
                }
            }
            let sentences = said
                .iter()
                .map(|(said, names)| format!("{}: {}.", said.opens(), names.join(", ")));
            let sentences = sentences.collect::<Vec<_>>().join(" ");
            let gap = if nth > 0 { "\n" } else { "" };
            let title = group.areas[area].title();
            writeln!(out, "{gap}{NAME}{title}.{NAME:#} {sentences}")?;
        }
    }
    Ok(())
}
