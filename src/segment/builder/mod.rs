//! Opens, closes and checks units while a reader walks the lines.
//!
//! The one place that turns "from this line to that line" into a unit with a
//! span, so that every reader trims, dates and notes alike.

use super::item::is_foot;
use super::signature;
use super::signs::sheet::Sheet;
use super::statement::{Mention, Tail};
use crate::column::Column;
use crate::document::DocumentKind;
use crate::layout::Layout;
use crate::lexicon::Resolved;
use crate::line::{Lines, unmarked};
use crate::text::Span;
use crate::unit::{
    CentralKind, CentralText, Fact, Head, LedgerFact, Note, Referral, Segmentation, Signer, Unit,
    UnitKind,
};

mod asked;
mod closing;
mod places;

/// A unit whose end is not known yet.
pub(crate) struct Open {
    pub(crate) kind: UnitKind,
    pub(crate) respondent: Option<Resolved>,
    pub(crate) spelling: String,
    pub(crate) intro: Option<(usize, usize)>,
    pub(crate) date: Option<String>,
    pub(crate) signers: Vec<Signer>,
    /// First line of the text, and the byte in it where the text starts.
    pub(crate) from: usize,
    pub(crate) offset: usize,
    /// Names and titles at its end are those of who signed it, and no text.
    pub(crate) signed: bool,
}

impl Open {
    /// A unit by `speaker`, introduced on lines `intro`, whose text starts at
    /// line `from`.
    pub(crate) fn new(
        kind: UnitKind,
        speaker: &Speaker,
        intro: Option<(usize, usize)>,
        from: usize,
    ) -> Self {
        Open {
            kind,
            respondent: speaker.resolved.clone(),
            spelling: speaker.spelling.clone(),
            intro,
            date: None,
            signers: Vec::new(),
            from,
            offset: 0,
            signed: false,
        }
    }
}

/// Who the reader is in the section of.
#[derive(Clone, Default)]
pub(crate) struct Speaker {
    pub(crate) resolved: Option<Resolved>,
    pub(crate) spelling: String,
}

impl Speaker {
    pub(crate) fn new(resolved: Resolved, spelling: &str) -> Self {
        Speaker {
            resolved: Some(resolved),
            spelling: spelling.trim().trim_end_matches([':', ',']).to_owned(),
        }
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.resolved
            .as_ref()
            .map(|resolved| resolved.name.as_str())
    }
}

/// Collects what a reader finds.
pub(crate) struct Builder<'l> {
    pub(crate) lines: &'l Lines<'l>,
    layout: &'l Layout,
    /// Index of the referral that units belong to now.
    pub(crate) referral: Option<usize>,
    referrals: Vec<Referral>,
    units: Vec<Unit>,
    facts: Vec<LedgerFact>,
    central: Vec<CentralText>,
    pub(crate) present: Vec<Signer>,
    notes: Vec<Note>,
    open: Option<Open>,
    head: Head,
    /// Statements that are announced here; a text further down takes the place
    /// of one.
    announced: Vec<usize>,
    /// A central text whose end is not known yet, with its first line.
    open_central: Option<(CentralKind, usize, Option<String>)>,
    /// Date of the last decision, to complete dates without a year.
    pub(crate) decided: Option<String>,
    /// Columns that texts run down, by the byte at which they begin.
    columns: Vec<(u32, Column)>,
}

impl<'l> Builder<'l> {
    pub(crate) fn new(lines: &'l Lines<'l>, layout: &'l Layout) -> Self {
        Builder {
            lines,
            layout,
            referral: None,
            referrals: Vec::new(),
            units: Vec::new(),
            facts: Vec::new(),
            central: Vec::new(),
            open_central: None,
            present: Vec::new(),
            notes: Vec::new(),
            open: None,
            announced: Vec::new(),
            head: Head::default(),
            decided: None,
            columns: Vec::new(),
        }
    }

    /// Some lines of the paper as a sheet of their own.
    pub(crate) fn sheet(&self, range: std::ops::Range<usize>) -> Sheet<'l> {
        Sheet::new(self.lines, self.layout, range)
    }

    /// The line belongs to the head or foot of a page.
    pub(crate) fn is_furniture(&self, at: usize) -> bool {
        self.layout.is_furniture(at)
    }

    /// Units from here on answer this referral.
    pub(crate) fn set_referral(&mut self, referral: Referral) {
        let at = self.referrals.iter().position(|known| *known == referral);
        self.referral = Some(at.unwrap_or_else(|| {
            self.referrals.push(referral);
            self.referrals.len() - 1
        }));
    }

    pub(crate) fn note(&mut self, at: usize, text: impl Into<String>) {
        self.notes.push(Note {
            line: at as u32 + 1,
            text: text.into(),
        });
    }

    /// A unit's text is running.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(crate) fn open_kind(&self) -> Option<UnitKind> {
        self.open.as_ref().map(|open| open.kind)
    }

    /// Ends the running unit before line `end` and starts another.
    pub(crate) fn start(&mut self, end: usize, open: Open) {
        self.close(end);
        self.open = Some(open);
    }

    /// A text of the sender's starts at line `from`; whatever comes next
    /// ends it.
    pub(crate) fn start_central(&mut self, kind: CentralKind, from: usize, date: Option<String>) {
        self.open_central = Some((kind, from, date));
    }

    /// Takes a unit whose text is part of its lines.
    pub(crate) fn push_span(&mut self, open: Open, span: Span, at: usize) {
        self.close(at);
        self.push(
            Unit {
                kind: open.kind,
                respondent: None,
                spelling: None,
                referral: self.referral,
                span,
                intro: None,
                date: open.date,
                signers: open.signers,
                joins: None,
                pointer: false,
            },
            open.respondent,
            &open.spelling,
            at,
        );
    }

    /// The day of the last decision taken.
    pub(crate) fn decided_date(&self) -> Option<String> {
        let decisions = self
            .units
            .iter()
            .rev()
            .filter(|unit| unit.kind == UnitKind::Beslut);
        decisions.filter_map(|unit| unit.date.clone()).next()
    }

    /// The referral that units belong to now.
    pub(crate) fn current_referral(&self) -> Option<&Referral> {
        self.referrals.get(self.referral?)
    }

    /// First and last of the lines `from..to` that hold words.
    fn worded(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let words = |at: &usize| {
            let rule = || self.lines.raw(*at).chars().all(|c| !c.is_alphanumeric());
            !self.lines.is_blank(*at)
                && !self.layout.is_furniture(*at)
                && !is_foot(self.lines.raw(*at))
                && !rule()
        };
        let mut lines = (from..to.min(self.lines.len())).filter(words);
        let first = lines.next()?;
        Some((first, lines.next_back().unwrap_or(first)))
    }

    /// Ends the running unit or central text before line `end`.
    pub(crate) fn close(&mut self, end: usize) {
        if let Some((kind, from, date)) = self.open_central.take()
            && let Some((first, last)) = self.worded(from, end)
        {
            self.central.push(CentralText {
                kind,
                referral: self.referral,
                span: self.lines.span(first, last),
                date,
            });
        }
        let Some(open) = self.open.take() else { return };
        let end = match open.signed {
            true => signature::unsigned(self.lines, self.layout, open.from, end),
            false => end,
        };
        match self.worded(open.from, end) {
            Some((first, last)) => self.push_open(open, first, last),
            None => {
                let last = self.lines.len().saturating_sub(1);
                let at = open.intro.map_or(open.from.min(last), |(at, _)| at);
                self.note(
                    at,
                    format!("{} is introduced here but has no text", open.kind.name()),
                );
            }
        }
    }

    /// Takes a mention: a text to come, a pointer, or a statement that joins
    /// another. `intro` are the heading lines to use if the sentence itself
    /// is the text. Returns the line to go on at.
    pub(crate) fn take_mention(
        &mut self,
        at: usize,
        mention: Mention,
        speaker: &Speaker,
        heading: Option<usize>,
    ) -> usize {
        let next = mention.last + 1;
        let open = Open {
            signers: mention.signers,
            ..Open::new(mention.kind, speaker, Some((at, mention.last)), next)
        };
        if mention.tail == Tail::Text {
            let open = match mention.rest {
                Some(rest) => Open {
                    from: mention.last,
                    offset: self.rest_offset(mention.last, rest),
                    ..open
                },
                None => open,
            };
            self.start(at, open);
            return next;
        }
        self.close(at);
        if mention.tail == Tail::Bare {
            self.announced.push(self.units.len());
        }
        let (pointer, joins) = match mention.tail {
            Tail::Pointer => (true, None),
            Tail::Joined(joins) => (false, Some(joins)),
            Tail::Text | Tail::Bare => (false, None),
        };
        self.push(
            Unit {
                kind: open.kind,
                respondent: None,
                spelling: None,
                referral: self.referral,
                span: self.lines.span(at, mention.last),
                intro: heading.map(|heading| self.lines.span(heading, heading)),
                date: None,
                signers: open.signers,
                joins,
                pointer,
            },
            open.respondent,
            &open.spelling,
            at,
        );
        next
    }

    /// Byte in the raw line where the words from `rest` of the unmarked line
    /// start; the two differ only by Markdown marks.
    fn rest_offset(&self, line: usize, rest: usize) -> usize {
        let (raw, words) = (self.lines.raw(line), self.lines.words(line));
        let wanted = words[rest..].trim_start();
        let tails = raw
            .char_indices()
            .map(|(at, _)| at)
            .filter(|&at| !raw[at..].starts_with([' ', '*']));
        let same = |at: &usize| raw.len() - at >= wanted.len() && unmarked(&raw[*at..]) == wanted;
        tails.rev().find(same).unwrap_or(0)
    }

    /// Signers of this party in pointers to a statement of this kind.
    pub(crate) fn pointed(&self, kind: UnitKind, party: &str) -> Vec<&Signer> {
        let pointers = self
            .units
            .iter()
            .filter(|unit| unit.pointer && unit.kind == kind);
        pointers
            .flat_map(|unit| &unit.signers)
            .filter(|signer| signer.party == party && !signer.name.is_empty())
            .collect()
    }

    /// No unit was taken yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.units.is_empty() && self.open.is_none()
    }

    /// Records what the paper says of a respondent.
    pub(crate) fn fact(
        &mut self,
        respondent: Resolved,
        spelling: &str,
        fact: Fact,
        via: Option<&str>,
        span: Span,
    ) {
        self.facts.push(LedgerFact {
            respondent: respondent.name,
            spelling: spelling.to_owned(),
            fact,
            via: via.map(str::to_owned),
            referral: self.referral,
            day: None,
            part: None,
            span,
        });
    }

    /// What the paper as a whole tells of itself.
    pub(crate) fn set_head(&mut self, head: super::head::Head) {
        let referral = &head.referral;
        let named = !referral.title.is_empty() || !referral.numbers.is_empty();
        // What the reader of the kind found stands above the head's own.
        let read = self.units.iter().find_map(|unit| unit.referral);
        let known = self.referrals.iter().position(|known| known == referral);
        let first = (!self.referrals.is_empty()).then_some(0);
        let at = read.or(known).or(first).or_else(|| {
            named.then(|| {
                self.referrals.push(head.referral.clone());
                self.referrals.len() - 1
            })
        });
        self.head = Head {
            respondent: head.speaker.name().map(str::to_owned),
            respondent_kind: head.respondent_kind,
            deciding_body: head.deciding_body,
            referral: at,
            date: head.date,
            received: head.received,
            guessed: head.guessed,
        };
    }

    /// Everything found, in document order.
    pub(crate) fn finish(mut self, kind: DocumentKind) -> Segmentation {
        self.close(self.lines.len());
        self.point_ahead();
        self.units
            .sort_by_key(|unit| (unit.span.start, unit.span.end));
        self.facts
            .sort_by_key(|fact| (fact.span.start, fact.respondent.clone(), fact.fact));
        self.facts.dedup();
        self.columns.sort_unstable_by_key(|(start, _)| *start);
        self.columns.dedup_by_key(|(start, _)| *start);
        self.notes.sort_by_key(|note| note.line);
        self.notes.dedup();
        Segmentation {
            kind,
            head: self.head,
            referrals: self.referrals,
            units: self.units,
            twins: Vec::new(),
            facts: self.facts,
            central: self.central,
            present: self.present,
            notes: self.notes,
            columns: self.columns,
        }
    }
}
