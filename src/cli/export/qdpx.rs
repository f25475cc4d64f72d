//! All answers as a project for programs of qualitative analysis.

use super::Exporting;
use crate::cli::run::Failure;
use crate::render::qdpx::{Qdpx, Source};
use std::io::Cursor;
use std::path::Path;

impl Exporting<'_> {
    /// The project, and whether anything is in it; called as the file that it
    /// is written to.
    pub(super) fn qdpx(&self, path: &Path) -> Result<(Vec<u8>, bool), Failure> {
        let answers = self.answers()?;
        let choice = answers.settled(self.choice.clone())?;
        let mut project = Qdpx::new(Cursor::new(Vec::new()));
        let mut any = false;
        answers.each_paper(
            &choice,
            |paper, wanted, rows| Source::of(paper, wanted, &rows),
            |source| {
                any = true;
                Ok(project.add(source)?)
            },
        )?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Ok((project.finish(&name)?.into_inner(), any))
    }
}
