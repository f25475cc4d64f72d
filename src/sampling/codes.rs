//! Codes: a list of one's own, the program's stances and verdicts, and the
//! order in which they are more and less of something.

use crate::analyse::undotted;
use crate::error::{Error, Result};
use crate::position::{Position, Stance, Verdict};
use crate::text::lower;

/// A code and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code.
    pub code: String,
    /// When it is given; may be empty.
    pub definition: String,
}

/// Codes in the order of their list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeBook {
    /// The codes.
    pub codes: Vec<Code>,
}

impl CodeBook {
    /// Reads a list: a code a line, behind a tab its definition.
    pub fn read(text: &str) -> Result<Self> {
        let mut codes: Vec<Code> = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let (code, definition) = line.split_once('\t').unwrap_or((line, ""));
            let (code, definition) = (code.trim(), definition.trim());
            if code.is_empty() {
                continue;
            }
            if codes.iter().any(|known| key(&known.code) == key(code)) {
                let what = format!("gives the code \"{code}\" again in line {number}");
                return Err(Error::new(what).cure("give each code once"));
            }
            if codes.len() == crate::agreement::CODES {
                let what = format!("has more than {} codes", crate::agreement::CODES);
                return Err(Error::new(what).cure("give a code a line"));
            }
            codes.push(Code {
                code: code.to_owned(),
                definition: definition.to_owned(),
            });
        }
        match codes.is_empty() {
            true => Err(Error::new("holds no code")
                .cure("write a code a line, behind a tab its definition")),
            false => Ok(CodeBook { codes }),
        }
    }

    /// The four stances, from against to for.
    pub fn of_stances() -> Self {
        let code = |stance: &Stance| Code {
            code: stance.name().to_owned(),
            definition: meaning(*stance).to_owned(),
        };
        CodeBook {
            codes: STANCES.iter().map(code).collect(),
        }
    }
}

/// Stances from against to for.
const STANCES: [Stance; 4] = [
    Stance::Kritik,
    Stance::Neutral,
    Stance::StödMedFörbehåll,
    Stance::Stöd,
];

/// Verdicts from against to for. Who abstains from answering stands nowhere on
/// it: with that code among them there are no ranks.
const VERDICTS: [Verdict; 7] = [
    Verdict::Avstyrker,
    Verdict::AvstyrkerDelvis,
    Verdict::TarInteStallning,
    Verdict::IngaSynpunkter,
    Verdict::IngenErinran,
    Verdict::TillstyrkerDelvis,
    Verdict::Tillstyrker,
];

fn meaning(stance: Stance) -> &'static str {
    match stance {
        Stance::Stöd => "välkomnar förslaget och begär ingen ändring",
        Stance::StödMedFörbehåll => "stöder förslaget, men begär något eller oroas",
        Stance::Kritik => "är i huvudsak kritisk",
        Stance::Neutral => "tar upp frågan utan att värdera",
    }
}

/// What makes two spellings one code: case, and what stands between words.
pub(super) fn key(code: &str) -> String {
    let lower = lower(code);
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c == '_')
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_")
}

/// What the program itself could have given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The four stances.
    Stances,
    /// The verdicts on a proposal.
    Verdicts,
}

impl Scale {
    /// What some codes are all of; nothing of no code.
    pub fn of<'c>(codes: impl Iterator<Item = &'c str> + Clone) -> Option<Self> {
        codes.clone().next()?;
        let all = |scale: &Scale| codes.clone().all(|code| scale.name(code).is_some());
        [Scale::Stances, Scale::Verdicts].into_iter().find(all)
    }

    /// The name of a code on it.
    pub(super) fn name(self, code: &str) -> Option<&'static str> {
        let code = key(code);
        let code = undotted(&code);
        let is = |name: &&str| undotted(name) == code;
        match self {
            Scale::Stances => STANCES.map(Stance::name).into_iter().find(is),
            Scale::Verdicts => {
                let with = VERDICTS.map(Verdict::name).into_iter();
                with.chain([Verdict::Avstar.name()]).find(is)
            }
        }
    }

    /// What the program gave a position.
    pub fn code(self, row: &Position) -> Option<&'static str> {
        match self {
            Scale::Stances => Some(row.stance.name()),
            Scale::Verdicts => row.verdict.map(Verdict::name),
        }
    }

    /// Its codes in order.
    pub(super) fn order(self) -> Vec<&'static str> {
        match self {
            Scale::Stances => STANCES.map(Stance::name).to_vec(),
            Scale::Verdicts => VERDICTS.map(Verdict::name).to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_with_its_definitions() {
        let book = CodeBook::read("ja\tär för\n\nnej\r\nvet inte\tvarken\teller\n").unwrap();
        let codes: Vec<(&str, &str)> = book
            .codes
            .iter()
            .map(|code| (&*code.code, &*code.definition))
            .collect();
        assert_eq!(
            codes,
            [("ja", "är för"), ("nej", ""), ("vet inte", "varken\teller")]
        );
        assert!(
            CodeBook::read("ja\nnej\nJA\n")
                .unwrap_err()
                .to_string()
                .contains("line 3")
        );
        assert!(CodeBook::read("\n \n").is_err());
    }

    #[test]
    fn codes_are_of_a_scale_however_they_are_spelt() {
        let scale = |codes: &[&str]| Scale::of(codes.iter().copied());
        assert_eq!(
            scale(&["Stöd", "stod med forbehall", "KRITIK"]),
            Some(Scale::Stances)
        );
        assert_eq!(
            scale(&["tar inte ställning", "avstår"]),
            Some(Scale::Verdicts)
        );
        assert_eq!(scale(&["stöd", "avstyrker"]), None);
        assert_eq!(scale(&[]), None);
    }
}
