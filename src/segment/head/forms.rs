//! The head of a form that whoever asks has drawn up: above the name of who fills
//! it in stands how that is done, and "er" is the respondent.

use crate::lexicon::signs;
use crate::segment::signs::names::named_in_a_form;
use crate::segment::signs::numbers::{Number, Whose};
use crate::segment::signs::sheet::Sheet;

/// The line that names who fills the form in; none where the paper is no form.
pub(super) fn filled_in(sheet: &Sheet<'_>) -> Option<usize> {
    /// Cells in which a form says that it is one.
    const TOP: usize = 8;
    let says = |low: &str| {
        let mut names = signs().text.form_heads.iter();
        names.any(|name| low.starts_with(name.as_str()))
    };
    let mut top = sheet.head.iter().take(TOP);
    top.find(|cell| says(&cell.low))?;
    named_in_a_form(sheet).first().map(|(line, _)| *line)
}

/// "Ärendenummer" above is whose form it is, "Ert diarienummer" below whose answer.
pub(super) fn turn(numbers: &mut [Number]) {
    let line = |whose: Whose| {
        let mut of = numbers
            .iter()
            .filter(|one| one.whose == whose && !one.series);
        of.next().map(|one| one.line)
    };
    let turned = line(Whose::Own).zip(line(Whose::Theirs));
    if turned.is_none_or(|(own, theirs)| own > theirs) {
        return;
    }
    for number in numbers.iter_mut().filter(|number| !number.series) {
        number.whose = match number.whose {
            Whose::Own => Whose::Theirs,
            Whose::Theirs => Whose::Own,
            Whose::Unknown => Whose::Unknown,
        };
    }
}
