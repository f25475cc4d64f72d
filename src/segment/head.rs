//! What a paper tells of itself: respondent, deciding body, referral, date,
//! each the best of its candidates, with what was only guessed.
//!
//! Weighs nothing itself: the candidates come from [`super::signs`].

use super::builder::Speaker;
use super::continued::with_annex;
use super::extent;
use super::outside::outside;
use super::signs::names::{Candidate, Frame};
use super::signs::numbers::{Number, Whose};
use super::signs::sheet::Sheet;
use super::signs::{Scored, bodies, dates, names, numbers, titles};
use crate::document::DocumentKind;
use crate::lexicon::Resolved;
use crate::text::lower;
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
    let mut numbers = all_numbers(sheet, title, head_end);
    own_by_initials(&mut numbers, &names);
    let numbers = if numbers.is_empty() && kind == DocumentKind::Remissammanstallning {
        told_numbers(sheet)
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
    for lead in ["Ämne:", "Ärende:"] {
        title = title
            .strip_prefix(lead)
            .unwrap_or(&title)
            .trim_start()
            .to_owned();
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
        let mut boards = above.filter_map(|cell| {
            // Below "Till" stands the receiver, in whichever column.
            to |= cell.low.starts_with("till");
            let name = cell
                .text
                .trim_start_matches("Till")
                .trim_start_matches([':', ' ']);
            let board = bodies::name(name).filter(|name| name.kind.as_deref() == Some("namnd"))?;
            Some((board, to))
        });
        if let Some((board, _)) = boards.find(|(_, to)| *to || city) {
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
                        Some(board) if board.scored.total >= 2.0 => (board, None),
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

/// Numbers of the head, and the sender's in the first paragraphs.
fn all_numbers(sheet: &Sheet<'_>, title: Option<(usize, usize)>, text: usize) -> Vec<Number> {
    const PROSE: usize = 14;
    let mut all = numbers::of_head(sheet);
    theirs_below(&mut all, title);
    for number in &mut all {
        let in_title = title.is_some_and(|(first, last)| (first..=last).contains(&number.line));
        if number.whose == Whose::Unknown {
            let above = title.is_some_and(|(first, _)| number.line < first) && number.line < text;
            number.whose = if in_title {
                Whose::Theirs
            } else if above {
                Whose::Own
            } else {
                Whose::Unknown
            };
        }
        if in_title {
            number.weight += 1.0;
            if number.whose == Whose::Own {
                number.whose = Whose::Theirs;
            }
        }
    }
    // In prose only what is told to be theirs, and the numbers of series.
    let stop = sheet.range.end.min(text + PROSE);
    let prose = numbers::find(&sheet.lines.joined(text, stop));
    own_in_title(&mut all, title, &prose);
    for (_, number) in prose {
        let known = all.iter().any(|other| other.text == number.text);
        // "… förslag till föreskrifter (dnr 4.1-2/2023)": in prose, beside an own
        // number in the head, it is the sender's.
        let has_own = all.iter().any(|other| {
            other.whose == Whose::Own && other.line < text && other.text != number.text
        });
        let number = if number.whose == Whose::Own && has_own && !number.series {
            Number {
                whose: Whose::Theirs,
                ..number
            }
        } else {
            number
        };
        let own_words = number.whose == Whose::Own;
        if !known && (number.whose == Whose::Theirs || own_words) {
            all.push(Number {
                line: text,
                weight: if own_words { 0.6 } else { 0.8 },
                ..number
            });
        }
    }
    all
}

/// Below the title, with another of one's own above it, a number is the sender's.
fn theirs_below(all: &mut [Number], title: Option<(usize, usize)>) {
    let beside = |at: &Number| {
        let above = |one: &&Number| one.whose == Whose::Own && one.line < at.line;
        let mut own = all.iter().filter(above).map(|own| &own.text).peekable();
        let below = title.is_some_and(|(_, last)| last < at.line);
        below && own.peek().is_some() && own.all(|own| *own != at.text)
    };
    let below: Vec<bool> = all.iter().map(beside).collect();
    for (number, _) in all.iter_mut().zip(below).filter(|(_, below)| *below) {
        if number.whose == Whose::Own {
            number.whose = Whose::Theirs;
        }
    }
}

/// "(KS/2031:87)" in the title of an answer to a ministry, whose number stands
/// elsewhere: the respondent's own, where it prints no other.
fn own_in_title(all: &mut [Number], title: Option<(usize, usize)>, prose: &[(usize, Number)]) {
    let in_prose = prose.iter().map(|(_, number)| number);
    let all_of_them = all.iter().chain(in_prose);
    let ministry = all_of_them
        .filter(|one| !one.series)
        .any(|one| numbers::is_of_ministry(&one.text));
    let own = all.iter().any(|number| number.whose == Whose::Own);
    let Some((first, last)) = title.filter(|_| ministry && !own) else {
        return;
    };
    let titled = |number: &&mut Number| (first..=last).contains(&number.line);
    for number in all.iter_mut().filter(titled) {
        if !number.series && !numbers::is_of_ministry(&number.text) {
            number.whose = Whose::Own;
        }
    }
}

/// "SBN/2031:96" in a paper of the Stadsbyggnadsnämnd: whose number it is, the letters
/// before it tell.
fn own_by_initials(all: &mut [Number], names: &[Candidate]) {
    let kind = |name: &Candidate, kinds: &[&str]| {
        let kind = name.kind.as_deref();
        kind.is_some_and(|kind| kinds.contains(&kind))
    };
    let board = match names.first() {
        Some(best) if kind(best, &["namnd"]) => Some(best),
        Some(best) if kind(best, &["kommun", "region"]) => {
            names.iter().find(|name| kind(name, &["namnd"]))
        }
        _ => None,
    };
    let Some(board) = board.map(|board| lower(&board.name)) else {
        return;
    };
    for number in all.iter_mut().filter(|number| !number.series) {
        let letters: String = number.text.chars().take_while(|c| c.is_alphabetic()).collect();
        if number.whose == Whose::Theirs && numbers::are_initials(&lower(&letters), &board) {
            number.whose = Whose::Own;
        }
    }
}

/// A bill names its inquiry in the account of the matter: the numbers in the
/// paragraphs that tell of the referral.
fn told_numbers(sheet: &Sheet<'_>) -> Vec<Number> {
    let lines = sheet.lines;
    let tells = |at: &usize| {
        let raw = lines.raw(*at);
        ["remitter", "remiss", "etänkande"]
            .iter()
            .any(|word| raw.contains(word))
    };
    let mut found: Vec<Number> = Vec::new();
    for at in sheet.range.clone().filter(tells).take(60) {
        let words = lines.joined(at.saturating_sub(1), at + 4);
        for (_, number) in numbers::find(&words) {
            let ours = number.series || number.whose == Whose::Theirs;
            if ours && !found.iter().any(|other| other.text == number.text) && found.len() < 3 {
                found.push(Number {
                    line: at,
                    weight: 1.6,
                    ..number
                });
            }
        }
    }
    found
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
    // A series that only the prose names is one among many; the title's counts.
    let titled = found
        .iter()
        .any(|number| number.series && number.weight >= 1.5);
    for number in &found {
        let stray = number.series && titled && number.weight < 1.5;
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
