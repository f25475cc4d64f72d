//! What of a document is not read, and how that is told. Knows no file format.

/// Text that its writer struck out by hand: it is no longer said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Struck {
    passages: usize,
    /// What is left out next goes on with the passage before.
    open: bool,
}

impl Struck {
    pub(super) fn leave_out(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.passages += usize::from(!std::mem::replace(&mut self.open, true));
        }
    }

    /// Text that is read, as it is to stand behind `before`: words on both
    /// sides of a passage are parted by one space.
    pub(super) fn read<'t>(&mut self, text: &'t str, before: &str) -> &'t str {
        let parted = before.is_empty() || before.ends_with([' ', '\n']);
        match std::mem::take(&mut self.open) {
            true if parted => text.trim_start_matches(' '),
            _ => text,
        }
    }

    /// What was struck out elsewhere too.
    pub(super) fn add(&mut self, other: Struck) {
        self.passages += other.passages;
    }

    pub(super) fn note(self) -> Option<String> {
        const ONE: &str = "a passage that is struck out";
        was_not_read(self.passages, ONE, "passages that are struck out")
    }
}

/// Charts, objects of other programs, drawings whose text is not known.
pub(super) fn figures(count: usize) -> Option<String> {
    let told = was_not_read(count, "a figure", "figures")?;
    Some(format!("{told}: save the document as PDF and read that"))
}

/// So many of a kind were not read, if any.
pub(super) fn was_not_read(count: usize, one: &str, several: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("{one} was not read")),
        _ => Some(format!("{count} {several} were not read")),
    }
}
