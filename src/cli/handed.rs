//! The report as a document: what was typed → the file to be handed in, and what
//! people wrote into the one before, kept beside the archive.

use super::Source;
use super::run::{Failure, tell};
use crate::archive::Reader;
use crate::docx::{self, Template};
use crate::error::Error;
use crate::files::{self, LARGEST_GIVEN};
use crate::ingest::comments::{self, Comment};
use crate::lang::Words;
use crate::limits::Limits;
use crate::report::Material;
use crate::report::forms::{self, Choice, Earlier, Form};
use clap::{Args, ValueHint};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is handed in, and how.
#[derive(Debug, Args)]
#[command(next_help_heading = "Word, Excel, Markdown")]
pub(super) struct HandedArgs {
    /// What is handed in: the table with room for comments, the proposals in the
    /// referral's order, the annex of who answered, a city's own report, or what
    /// lies behind the answers (themes, what the summary does not hold, what the
    /// sender took, the time before); a workbook and Markdown have that as well.
    #[arg(long, value_name = "FORM", default_value = "tabell")]
    form: Form,
    /// Every name in `avsnitt`, however many.
    #[arg(long)]
    all_names: bool,
    /// A Word document whose styles, heads and feet are taken over.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    template: Option<PathBuf>,
    /// The table made before (.docx or .xlsx): what was written into it is kept
    /// and set in the new one, which opens with what is new.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    update: Option<PathBuf>,
    /// Who wrote into it.
    #[arg(long, value_name = "NAME", requires = "update")]
    by: Option<String>,
}

/// How it is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Word,
    Excel,
    Markdown,
}

impl HandedArgs {
    /// Refuses what the kind of file cannot be, before anything is read.
    pub(super) fn check(&self, written: Option<Written>) -> Result<(), Error> {
        let refuse = |what: &str, cure: &str| Err(Error::new(what).cure(cure));
        match written {
            Some(Written::Excel) if self.form != Form::Tabell => refuse(
                "a workbook holds the table and what lies behind it",
                "leave out --form, or end the name in .docx or .md",
            ),
            Some(Written::Excel | Written::Markdown) | None if self.template.is_some() => refuse(
                "a template is for Word documents",
                "end the name in .docx, or leave out --template",
            ),
            Some(Written::Markdown) | None if self.update.is_some() => refuse(
                "comments are set in a Word document or a workbook",
                "end the name in .docx or .xlsx, or leave out --update",
            ),
            _ if self.update.is_some() && self.form != Form::Tabell => refuse(
                "comments stand in the table",
                "leave out --form, or --update",
            ),
            _ => Ok(()),
        }
    }

    /// It tells what lies behind the answers, which has to be reckoned.
    pub(super) fn looks_behind(&self, written: Written) -> bool {
        match written {
            Written::Excel => true,
            Written::Markdown => matches!(self.form, Form::Tabell | Form::Genomgang),
            Written::Word => self.form == Form::Genomgang,
        }
    }

    /// The whole file.
    pub(super) fn write(
        &self,
        written: Written,
        (material, words): (&Material, &Words),
        (reader, source, day): (&Reader, &Source, &str),
    ) -> Result<Vec<u8>, Failure> {
        let limits = source.limits.options()?.limits;
        let earlier = match &self.update {
            Some(path) => Some(self.earlier(path, material, (source, &limits), day)?),
            None => None,
        };
        if written == Written::Excel {
            return Ok(forms::workbook(material, words, earlier.as_ref())?);
        }
        let choice = Choice {
            form: self.form,
            all_names: self.all_names,
            earlier: earlier.as_ref(),
            analyser: reader.analyser(),
        };
        if written == Written::Markdown {
            let document = forms::with_views(material, words, &choice);
            return Ok(forms::markdown(&document).into_bytes());
        }
        let document = forms::document(material, words, &choice);
        let template = match &self.template {
            Some(path) => {
                let read = Template::read(&given(path)?, &limits);
                Some(read.map_err(|error| error.at(path))?)
            }
            None => None,
        };
        for what in template.iter().flat_map(Template::left_out) {
            tell(&format!("of the template is not taken over: {what}"));
        }
        Ok(docx::write(&document, template.as_ref())?)
    }

    /// Reads what was written, and keeps it before anything else is done.
    fn earlier(
        &self,
        path: &Path,
        material: &Material,
        (source, limits): (&Source, &Limits),
        day: &str,
    ) -> Result<Earlier, Failure> {
        let name = path.display().to_string();
        let read = Earlier::read(&given(path)?, &name, limits);
        let keys = forms::Keys::of(material);
        let read = read.and_then(|earlier| earlier.keyed(&keys));
        let mut earlier = read.map_err(|error| error.at(path))?;
        if !earlier.homeless().is_empty() {
            tell(&format!(
                "{name}: {} texts stand in rows without a key and are not carried over: {}",
                earlier.homeless().len(),
                earlier.homeless().join("; ")
            ));
        }
        for (whose, text) in earlier.astray() {
            let place = match whose {
                "" => "outside the rows".to_owned(),
                whose => format!("in the row of {whose}"),
            };
            tell(&format!(
                "{name}: {place} these words stand in no field and are not carried over: {text}"
            ));
        }
        if !source.paths.is_empty() {
            return Ok(earlier);
        }
        let Some(by) = &self.by else {
            return Err(
                Error::new("comments are kept with the name of who wrote them")
                    .cure("say who with --by NAME")
                    .into(),
            );
        };
        let ever = comments::all(&source.archive)?;
        let own_file = comments::file_of(&source.archive, by);
        let is_others = |one: &&Comment| comments::file_of(&source.archive, &one.by) != own_file;
        // A copy may hold what others have since written otherwise.
        let others = |key: &str, field: &str| -> Vec<&str> {
            let there = ever.iter().filter(is_others);
            let is_there = |one: &&Comment| keys.now(&one.row).unwrap_or(&one.row) == key;
            let there = there.filter(|one| one.field == field).filter(is_there);
            let mut texts: Vec<&str> = there.map(|one| one.text.as_str()).collect();
            texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
            texts
        };
        let referral = &material.referral;
        let all = earlier.rows().flat_map(|(key, row)| {
            row.texts.iter().map(move |(field, text)| Comment {
                referral: referral
                    .diarienummer
                    .clone()
                    .unwrap_or_else(|| referral.title.clone()),
                respondent: row.name.clone(),
                row: key.to_owned(),
                field: (*field).to_owned(),
                text: comments::own(text, &others(key, field)),
                by: by.clone(),
                on: day.to_owned(),
            })
        });
        // Whoever wrote what stands there already keeps it.
        let all: Vec<Comment> = all.filter(|one| !one.text.is_empty()).collect();
        let written: BTreeSet<(String, String)> = all
            .iter()
            .map(|one| (one.row.clone(), one.field.clone()))
            .collect();
        let kept = comments::keep(&source.archive, by, all)?;
        if kept > 0 {
            let file = comments::file_of(&source.archive, by);
            tell(&format!("kept {kept} texts in {}", file.display()));
        }
        // What others wrote into copies of their own; and what was kept of one's
        // own and is not in this one.
        let mut set_in = 0;
        let known = comments::latest(&source.archive, &ever).into_iter();
        for one in known.filter(|one| keys.is_proposal(&one.referral)) {
            let row = keys.now(&one.row).unwrap_or(&one.row).to_owned();
            let newer = written.contains(&(row.clone(), one.field.clone()));
            if is_others(&one) || !newer {
                let set = earlier.set_in((&row, &one.respondent), &one.field, &one.text);
                set_in += usize::from(set);
            }
        }
        if set_in > 0 {
            tell(&format!(
                "set in {set_in} texts that are kept in remiss-comments and not in {name}"
            ));
        }
        Ok(earlier)
    }
}

fn given(path: &Path) -> Result<Vec<u8>, Error> {
    files::read(path, LARGEST_GIVEN)
        .map_err(|error| Error::new(format!("cannot be read: {error}")).at(path))
}
