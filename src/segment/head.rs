//! What a paper tells of itself: respondent, deciding body, referral, date,
//! each the best of its candidates, with what was only guessed.
//!
//! Weighs nothing itself: the candidates come from [`super::signs`].

mod forms;
mod whose;

pub(super) use whose::is_of_board;

use super::builder::Speaker;
use super::continued::with_annex;
use super::extent;
use super::outside::{outside, speaks_below};
use super::signs::names::{Candidate, Frame};
use super::signs::numbers::{Number, Whose};
use super::signs::sheet::Sheet;
use super::signs::{Scored, bodies, dates, names, titles};
use crate::authority::PRIVATE;
use crate::document::DocumentKind;
use crate::lexicon::{Resolved, labels};
use crate::text::{capitalised, lower};
use crate::unit::Referral;
use std::ops::Range;

/// Below this sum nobody is named at all: a gap is better than a wrong name.
const NAMED: f32 = 1.1;
/// Below this sum, or this near to the next, a name is marked as a guess.
const SURE: f32 = 2.0;
const APART: f32 = 0.8;
/// A date must weigh this much to be taken.
const DATED: f32 = 1.0;

/// The head of a paper.
pub(crate) struct Head {
    pub(crate) title: Option<(usize, usize)>,
    pub(crate) title_words: String,
    /// The text of a letter.
    pub(crate) text: Option<Range<usize>>,
    pub(crate) names: Vec<Candidate>,
    pub(crate) dates: Vec<Scored<String>>,
    pub(crate) numbers: Vec<Number>,
    pub(crate) speaker: Speaker,
    pub(crate) respondent_kind: Option<String>,
    pub(crate) deciding_body: Option<String>,
    /// The municipality or region that the paper is of, whoever speaks.
    pub(crate) around: Option<Speaker>,
    pub(crate) date: Option<String>,
    /// The day on which it came in.
    pub(crate) received: Option<String>,
    pub(crate) referral: Referral,
    pub(crate) guessed: Vec<String>,
}

/// Reads the head of the paper on the sheet.
pub(crate) fn look(sheet: &Sheet<'_>, kind: DocumentKind) -> Head {
    let title = titles::weigh(sheet)
        .into_iter()
        .next()
        .map(|title| title.value);
    let title_words = title
        .map(|(first, last)| title_line(sheet, first, last))
        .unwrap_or_default();
    let from = title.map_or(sheet.range.start, |(_, last)| last + 1);
    // What stands above who fills a form in tells how it is done.
    let filled_in = forms::filled_in(sheet).filter(|_| kind == DocumentKind::Remissvar);
    let from = filled_in.map_or(from, |line| from.max(line + 1));
    let text = extent::extent(sheet, from, sheet.range.end);
    let text = match kind {
        DocumentKind::Remissvar => text.map(|text| with_annex(sheet, text)),
        _ => text,
    };
    let head_end = text
        .as_ref()
        .map_or(sheet.range.end.min(from + 40), |text| text.start);
    let frame = Frame {
        title,
        title_words: &title_words,
        text: head_end,
        end: text.as_ref().map_or(sheet.range.end, |text| text.end),
    };
    let names = names::weigh(sheet, &frame);
    let dates = dates::weigh(sheet, head_end);
    let mut numbers = whose::all(sheet, title, head_end);
    if filled_in.is_some() {
        forms::turn(&mut numbers);
    }
    whose::own_by_initials(&mut numbers, &names);
    whose::theirs_by_initials(&mut numbers, sheet, head_end, &names);
    let numbers = if numbers.is_empty() && kind == DocumentKind::Remissammanstallning {
        whose::told(sheet)
    } else {
        numbers
    };
    let mut referral = referral(&title_words, &numbers, kind);
    if kind == DocumentKind::Missiv {
        let dated = dates.first().map(|date| date.value.as_str());
        referral.answer_by = super::missiv::answer_by(sheet, dated);
    }
    let mut head = Head {
        speaker: Speaker::default(),
        respondent_kind: None,
        deciding_body: None,
        around: None,
        date: dates
            .first()
            .filter(|date| date.total >= DATED)
            .map(|date| date.value.clone()),
        received: dates::received(sheet, head_end),
        guessed: Vec::new(),
        title,
        title_words,
        text,
        names,
        dates,
        numbers,
        referral,
    };
    // A letter that sends a proposal out is nobody's answer.
    if !matches!(
        kind,
        DocumentKind::Missiv
            | DocumentKind::Remissammanstallning
            | DocumentKind::Forslag
            | DocumentKind::Utlatande
    ) {
        let whole = |name: &&Candidate| matches!(name.kind.as_deref(), Some("kommun" | "region"));
        let own = head.names.iter().find(whole).map(|name| name.name.as_str());
        let outside = outside(sheet, &head.referral, own);
        // Who kept minutes or wrote a memo answers for nobody.
        if matches!(
            kind,
            DocumentKind::Protokollsutdrag
                | DocumentKind::Tjansteutlatande
                | DocumentKind::Handlingar
        ) {
            let is_person = |name: &Candidate| name.kind.as_deref() == Some(PRIVATE);
            head.names.retain(|name| !is_person(name));
        }
        if outside {
            head.names.extend(speaks_below(sheet, &head.names));
        }
        head.choose(outside);
        if kind == DocumentKind::Tjansteutlatande && !outside {
            head.receiver(sheet, head_end);
        }
    }

    head
}

/// The title without the cells beside it and a mail's label.
fn title_line(sheet: &Sheet<'_>, first: usize, last: usize) -> String {
    let cell = sheet
        .head
        .iter()
        .filter(|cell| cell.line == first)
        .max_by_key(|cell| cell.text.len());
    let mut title = cell.map_or_else(String::new, |cell| cell.text.clone());
    if let Some(label) = labels().subject(&lower(&title)) {
        title = title.get(label..).unwrap_or(&title).to_owned();
    }
    if last > first {
        crate::line_end::push_words(&mut title, &sheet.lines.joined(first + 1, last + 1));
    }
    title
}

impl Head {
    /// An office's memo inside a city speaks for the board that it is sent to.
    fn receiver(&mut self, sheet: &Sheet<'_>, text: usize) {
        let city = matches!(self.respondent_kind.as_deref(), Some("kommun" | "region"));
        let above = sheet.head.iter().take_while(|cell| cell.line < text);
        let mut to = false;
        let boards = above.filter_map(|cell| {
            // Below "Till" stands the receiver, in whichever column.
            to |= cell.low.starts_with("till");
            let name = cell.text.trim_start_matches("Till");
            // "I socialnämnd Centrum" over what it is to decide.
            let decides = name.strip_prefix("I ").map(capitalised);
            let name = decides.as_deref().unwrap_or(name);
            let name = name.trim_matches([':', ' ']);
            // "äldrenämnden" is a name, "stadsdelsnämnd" the rest of one.
            let small = name.starts_with(char::is_lowercase);
            let name = Some(name).filter(|name| !small || name.ends_with("en"))?;
            let board = bodies::name(&capitalised(name))
                .filter(|name| name.kind.as_deref() == Some("namnd"))?;
            Some((board, to))
        });
        let boards: Vec<(bodies::Name, bool)> = boards.collect();
        // A board that only the text names is who asked.
        let chosen = self.speaker.name();
        let named = boards
            .iter()
            .any(|(board, _)| chosen == Some(board.name.as_str()));
        let mut found = boards.into_iter();
        if let Some((board, _)) = found.find(|(_, to)| *to || city || !named) {
            self.respondent_kind = board.kind.clone();
            self.speaker = Speaker::new(Resolved::known(board.name.clone()), &board.name);
        }
    }

    /// The respondent: the best name; the municipality or university around a
    /// board that answers somebody outside it.
    fn choose(&mut self, outside: bool) {
        // A ministry asks; it does not answer.
        self.names
            .retain(|name| name.kind.as_deref() != Some("departement"));
        // An office writes for its board.
        if self
            .names
            .iter()
            .any(|name| name.kind.as_deref() != Some("kontor"))
        {
            self.names
                .retain(|name| name.kind.as_deref() != Some("kontor"));
        }
        let Some(best) = self
            .names
            .first()
            .filter(|best| best.scored.total >= NAMED)
            .cloned()
        else {
            return;
        };
        let around = |kinds: &[&str]| {
            let holds = |name: &&Candidate| {
                name.kind
                    .as_deref()
                    .is_some_and(|kind| kinds.contains(&kind))
                    && name.scored.total >= 1.0
            };
            self.names.iter().find(holds).cloned()
        };
        self.around = around(&["kommun", "region", "kommunforbund"])
            .map(|whole| Speaker::new(Resolved::known(whole.name.clone()), &whole.name));
        let kind = best.kind.as_deref().unwrap_or("");
        // A council of pensioners answers for itself, whoever reads it.
        let board = kind == "namnd" || lower(&best.name).contains("fakultet");
        let (whole, part) = match (board, kind) {
            (true, _) if outside => {
                match around(&["kommun", "region", "larosate", "kommunforbund"]) {
                    Some(whole) => (whole, Some(best.name.clone())),
                    None => (best.clone(), None),
                }
            }
            (false, "kommun" | "region" | "larosate" | "kommunforbund") => {
                let inner = around(&["namnd", "rad"]);
                let part = inner.as_ref().map(|part| part.name.clone());
                match part {
                    Some(_) if !outside && kind != "larosate" => match inner {
                        Some(board) if board.scored.total >= 2.0 && !leads(&best, &board) => {
                            (board, None)
                        }
                        _ => (best.clone(), part),
                    },
                    part => (best.clone(), part),
                }
            }
            _ => (best.clone(), None),
        };
        let next = self.names.iter().find(|name| {
            name.scored.value != whole.scored.value && Some(&name.name) != part.as_ref()
        });
        let margin = next.map_or(f32::MAX, |next| whole.scored.total - next.scored.total);
        if whole.scored.total < SURE || margin < APART {
            self.guessed.push("respondent".to_owned());
        }
        self.respondent_kind = whole.kind.clone();
        self.deciding_body = part;
        self.speaker = Speaker::new(Resolved::known(whole.name.clone()), &whole.name);
    }
}

/// So much more speaks for the whole (it was asked, it is signed for) that the board
/// beside it only decided. Of the labelled letters by a board no municipality is so
/// far ahead.
fn leads(whole: &Candidate, board: &Candidate) -> bool {
    const AHEAD: f32 = 5.0;
    whole.scored.total - board.scored.total >= AHEAD
}

/// The referral by its title and numbers.
fn referral(title: &str, numbers: &[Number], kind: DocumentKind) -> Referral {
    let sender = matches!(
        kind,
        DocumentKind::Missiv
            | DocumentKind::Remissammanstallning
            | DocumentKind::Forslag
            | DocumentKind::Utlatande
    );
    let theirs = |number: &&Number| sender || number.whose == Whose::Theirs;
    let mut found: Vec<&Number> = numbers.iter().filter(theirs).collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut named: Vec<String> = Vec::new();
    // A series that only the prose names is one among many; the title's counts. In
    // the sender's own paper that holds for every number: "utredningen (LI 2031:07)".
    let headed = |series: bool| {
        let mut found = found.iter();
        found.any(|number| number.series == series && number.weight >= 1.5)
    };
    let (titled, registered) = (headed(true), headed(false));
    for number in &found {
        let told = if number.series {
            titled
        } else {
            sender && registered
        };
        let stray = told && number.weight < 1.5;
        if !named.contains(&number.text) && !stray {
            named.push(number.text.clone());
        }
    }
    let registry = found
        .iter()
        .find(|number| !number.series)
        .map(|number| number.text.clone());
    let own = numbers
        .iter()
        .filter(|number| number.whose == Whose::Own && !number.series && !sender)
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.line.cmp(&a.line)))
        .map(|number| number.text.clone());
    Referral {
        title: titles::own_name(title),
        diarienummer: registry.or_else(|| named.first().cloned()),
        own_diarienummer: own.filter(|own| !named.contains(own)),
        numbers: named,
        answer_by: None,
    }
}
