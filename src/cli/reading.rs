//! Reading answers for the commands about positions: what was typed → what
//! is read with, and the positions of paper after paper.

use super::run::{Failure, Opened, tell};
use super::scope::ScopeArgs;
use super::selection::Selection;
use crate::archive::{Reader, Stored};
use crate::corpus::{Names, Scope};
use crate::error::Error;
use crate::focus::FocusFiles;
use crate::ingest;
use crate::ingest::knowing::files::{file_of, judgements};
use crate::ingest::knowing::followed;
use crate::known::judgement::{Correction, Judgements};
use crate::paper::Paper;
use crate::position::{Answer, Choice, InForce, Position, Readings, Told, stance_of};
use clap::{Args, ValueHint};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

/// What the answers are read for.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// A file of focus areas of your own (TOML; may be repeated).
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) focus_areas: Vec<PathBuf>,
    /// The proposal's own parts as areas, even where a file of focus areas was
    /// written for it.
    #[arg(long, conflicts_with = "focus_areas")]
    pub(super) own_areas: bool,
    /// Make this word or phrase a topic on the spot (may be repeated).
    #[arg(long, value_name = "WORD")]
    pub(super) topic: Vec<String>,
    /// A file of corrections; without it the archive's own is heeded.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    corrections: Option<PathBuf>,
}

/// Which rows are shown.
#[derive(Debug, Args)]
pub(super) struct ChoiceArgs {
    #[command(flatten)]
    pub(super) scope: ScopeArgs,
    /// Only this area: its id, its number ("2", "fokusområde 2", "6.2"), or a
    /// part of the name that fits one (may be repeated).
    #[arg(long, value_name = "AREA")]
    focus: Vec<String>,
    /// Rows of low confidence too.
    #[arg(long)]
    all: bool,
}

impl ReadingArgs {
    pub(super) fn files(&self) -> Result<FocusFiles, Failure> {
        let mut files = FocusFiles::shipped()?;
        if self.own_areas {
            files.without_written();
        }
        // With --own-areas they can only be those of the settings.
        let given = match self.own_areas {
            true => &[],
            false => &self.focus_areas[..],
        };
        for path in given {
            files
                .add(&ingest::text_of(path)?)
                .map_err(|error| error.at(path))?;
        }
        for topic in &self.topic {
            files.add_topic(topic)?;
        }
        Ok(files)
    }

    /// The file in which a person's judgements are kept.
    pub(super) fn corrections_path(&self, opened: &Opened, by: &str) -> Option<PathBuf> {
        let archive = opened.archive.as_deref();
        let own = || archive.map(|archive| file_of(archive, by));
        self.corrections.clone().or_else(own)
    }

    /// Those that can be read, led to where their sentences stand now; the others
    /// are told.
    pub(super) fn corrections(&self, opened: &Opened) -> Result<Judgements, Failure> {
        let check = |stance: &Correction| stance_of(&stance.stance).map(drop);
        let read = match (&self.corrections, &opened.archive) {
            (Some(path), _) => {
                let mut read = Judgements::read(&ingest::text_of(path)?, check);
                read.broken = read.broken.into_iter().map(|one| one.at(path)).collect();
                read
            }
            (None, Some(archive)) => judgements(archive, check)?,
            (None, None) => Judgements::default(),
        };
        for error in &read.broken {
            tell(&error.to_string());
            opened.fail();
        }
        Ok(followed(read, &opened.reader)?)
    }
}

impl ChoiceArgs {
    pub(super) fn choice(
        &self,
        reading: &ReadingArgs,
        names: &Names<'_>,
    ) -> Result<Choice, Failure> {
        Ok(Choice {
            scope: self.scope.scope_of_positions(names)?,
            areas: self.focus.iter().chain(&reading.topic).cloned().collect(),
            all: self.all,
            reviewed: self.scope.only_reviewed(),
            stances: Vec::new(),
        })
    }
}

/// All papers.
pub(super) fn papers(reader: &Reader) -> Result<Vec<Paper>, Error> {
    let mut papers = Vec::new();
    reader.each(
        &reader.papers()?,
        |paper| paper,
        |paper| {
            papers.push(paper);
            Ok::<(), Error>(())
        },
    )?;
    Ok(papers)
}

/// Which positions of a paper were chosen; `wanted` are its units in the scope.
fn chosen_in(choice: &Choice, paper: &Paper, wanted: &[bool]) -> impl Fn(&Position) -> bool {
    let ids = paper.unit_ids().into_iter();
    let in_scope: HashMap<String, bool> = ids.zip(wanted.iter().copied()).collect();
    move |row: &Position| in_scope.get(&row.unit) == Some(&true) && choice.has(row)
}

/// All answers of what was opened, ready to be read paper by paper.
pub(super) struct Answers<'a> {
    reader: &'a Reader,
    stored: Vec<Stored>,
    files: &'a FocusFiles,
    pub(super) readings: Readings<'a>,
    in_force: InForce,
}

impl<'a> Answers<'a> {
    /// Looks through all papers once.
    pub(super) fn of(
        opened: &'a Opened,
        names: &'a Names<'a>,
        files: &'a FocusFiles,
        reading: &ReadingArgs,
    ) -> Result<Self, Failure> {
        let (answers, _) = Answers::and(opened, names, files, reading, |_| ())?;
        Ok(answers)
    }

    /// The same; `also` is asked of each paper beside.
    pub(super) fn and<T: Send>(
        opened: &'a Opened,
        names: &'a Names<'a>,
        files: &'a FocusFiles,
        reading: &ReadingArgs,
        also: impl Fn(&Paper) -> T + Sync,
    ) -> Result<(Self, Vec<T>), Failure> {
        let reader = &opened.reader;
        let stored = reader.papers()?;
        let (mut told, mut others) = (Vec::new(), Vec::new());
        let look = |paper: Paper| (Told::of(&paper, reader.analyser()), also(&paper));
        reader.each(&stored, look, |(one, other)| {
            told.push(one);
            others.push(other);
            Ok::<(), Failure>(())
        })?;
        let mut answers = Answers {
            readings: Readings::new(told, names.referrals()?, files, reader.analyser()),
            in_force: InForce::default(),
            files,
            reader,
            stored,
        };
        tracing::info!(
            papers = answers.stored.len(),
            answers = answers.answers().len(),
            "answers looked through"
        );
        answers.in_force = answers.in_force(&reading.corrections(opened)?)?;
        for problem in answers.in_force.problems() {
            tell(&problem.to_string());
        }
        Ok((answers, others))
    }

    /// The positions of a unit.
    pub(super) fn of_unit(&self, unit: &str) -> Result<Vec<Position>, Failure> {
        let document = unit.split(':').next().unwrap_or("");
        let stored = self.stored.iter().filter(|stored| stored.id() == document);
        let stored: Vec<Stored> = stored.cloned().collect();
        let mut found = Vec::new();
        self.reader.each(
            &stored,
            |paper| self.rows(&paper),
            |rows| {
                found.extend(rows.into_iter().filter(|row| row.unit == unit));
                Ok::<(), Failure>(())
            },
        )?;
        Ok(found)
    }

    fn rows(&self, paper: &Paper) -> Vec<Position> {
        let rows = self.readings.of_paper(paper);
        self.in_force.put_in(paper, rows, &self.readings)
    }

    /// Finds what corrections speak of, in the papers that they can mean.
    fn in_force(&self, judged: &Judgements) -> Result<InForce, Failure> {
        let ids: HashSet<&str> = self.stored.iter().map(Stored::id).collect();
        let stances: Vec<Correction> = judged.stances().cloned().collect();
        let in_force = self.of_stances(&stances)?;
        Ok(in_force.with_asks(judged.asks(), |id| ids.contains(id)))
    }

    fn of_stances(&self, corrections: &[Correction]) -> Result<InForce, Failure> {
        if corrections.is_empty() {
            return Ok(InForce::default());
        }
        let names = corrections.iter().map(|one| one.document.as_str());
        let names: HashSet<&str> = names.collect();
        let ids = corrections
            .iter()
            .filter_map(|one| one.unit.split(':').next());
        let ids: HashSet<&str> = ids.collect();
        let meant =
            |stored: &&Stored| names.contains(stored.name.as_str()) || ids.contains(stored.id());
        let stored: Vec<Stored> = self.stored.iter().filter(meant).cloned().collect();
        let mut rows = Vec::new();
        self.reader.each(
            &stored,
            |paper| self.readings.of_paper(&paper),
            |some| {
                rows.extend(some);
                Ok::<(), Failure>(())
            },
        )?;
        Ok(InForce::new(corrections, &rows)?)
    }

    /// Who answers which proposal.
    pub(super) fn answers(&self) -> &[Answer] {
        self.readings.answers()
    }

    /// Id and name of the area that is meant: one of the proposals here, else one of
    /// a file.
    pub(super) fn area(&self, wanted: &str, scope: &Scope) -> Result<[String; 2], Error> {
        let in_scope = |group: usize| scope.has_group(Some(group));
        match self.readings.area(wanted, in_scope) {
            Ok(area) => Ok([area.id.clone(), area.name.clone()]),
            Err(error) => match self.files.get(wanted) {
                Ok(area) => Ok([area.id.clone(), area.name.clone()]),
                Err(_) => Err(error),
            },
        }
    }

    /// The choice with the ids of its areas, which were typed in any way.
    pub(super) fn settled(&self, choice: Choice) -> Result<Choice, Error> {
        let areas = choice.areas.iter();
        let id = |typed: &String| self.area(typed, &choice.scope).map(|[id, _]| id);
        let areas: Result<Vec<String>, Error> = areas.map(id).collect();
        Ok(Choice {
            areas: areas?,
            ..choice
        })
    }

    /// A choice among the positions.
    pub(super) fn chosen(&'a self, choice: &'a Choice) -> Selection<'a> {
        Selection::of(self, choice)
    }

    /// Something of some papers, named by the ids of their documents, and of
    /// all positions in them.
    pub(super) fn each_in<T: Send>(
        &self,
        documents: &HashSet<&str>,
        read: impl Fn(&Paper, Vec<Position>) -> T + Sync,
        mut take: impl FnMut(T),
    ) -> Result<(), Failure> {
        let meant = |stored: &&Stored| documents.contains(stored.id());
        let stored: Vec<Stored> = self.stored.iter().filter(meant).cloned().collect();
        let read = |paper: Paper| {
            let rows = self.rows(&paper);
            read(&paper, rows)
        };
        self.reader.each(&stored, read, |found| {
            take(found);
            Ok::<(), Failure>(())
        })
    }

    /// The positions of one paper after another that were chosen.
    pub(super) fn each_of(
        &self,
        choice: &Choice,
        mut take: impl FnMut(Vec<Position>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.each_marked(
            choice,
            |_, row, chosen| (row, chosen),
            |rows| {
                let chosen = rows.into_iter().filter(|(_, chosen)| *chosen);
                take(chosen.map(|(row, _)| row).collect())
            },
        )
    }

    /// Something of every paper of the scope: of it, of which of its units are
    /// in the scope, and of the positions there that were chosen.
    pub(super) fn each_paper<T: Send>(
        &self,
        choice: &Choice,
        read: impl Fn(&Paper, &[bool], Vec<Position>) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let read = |paper: Paper| {
            if !choice.scope.has_paper(&paper) {
                return None;
            }
            let wanted = choice.scope.units_of(&paper);
            let mut rows = self.rows(&paper);
            rows.retain(chosen_in(choice, &paper, &wanted));
            Some(read(&paper, &wanted, rows))
        };
        self.reader
            .each(&self.stored, read, |found| found.map_or(Ok(()), &mut take))
    }

    /// The positions of one paper after another, each with whether it was
    /// chosen.
    pub(super) fn each_marked<T: Send>(
        &self,
        choice: &Choice,
        tell: impl Fn(&Paper, Position, bool) -> T + Sync,
        mut take: impl FnMut(Vec<T>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let marked = |paper: Paper| -> Vec<T> {
            let wanted = choice.scope.units_of(&paper);
            let chosen = chosen_in(choice, &paper, &wanted);
            let rows = self.rows(&paper).into_iter();
            rows.map(|row| {
                let chosen = chosen(&row);
                tell(&paper, row, chosen)
            })
            .collect()
        };
        self.reader.each(&self.stored, marked, &mut take)
    }
}
