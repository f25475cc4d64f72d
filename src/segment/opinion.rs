//! An office's opinion (tjänsteutlåtande): from its summary to the last line
//! of its views. The head, the proposed decision, signatures and lists of
//! attachments are not the answer.

use super::adopted;
use super::builder::{Builder, Open, Speaker};
use super::dates::find_date;
use super::head::{self, Head};
use super::referral::item_referral;
use super::{annex, extent};
use crate::document::DocumentKind;
use crate::lexicon::{Resolved, lexicon};
use crate::line::Lines;
use crate::text::lower;
use crate::unit::{Referral, UnitKind};

/// Reads lines `from..to` as one opinion; returns the end of its text if it
/// answers a referral.
///
/// Where the memo proposes an answer under a heading of its own, or in an
/// annex, that is the answer; the memo around it is the office's.
pub(crate) fn read(
    out: &mut Builder<'_>,
    head: Option<&Head>,
    from: usize,
    to: usize,
) -> Option<usize> {
    let lines = out.lines;
    if let Some(end) = proposed(out, head, from, to) {
        return Some(end);
    }
    let Some(paper) = Paper::look(lines, from, to) else {
        out.note(from, "an office's opinion without a recognised text");
        return None;
    };
    if !paper.consultation {
        return None;
    }
    let referral = item_referral(&paper.title, &paper.context);
    out.set_referral(match head {
        Some(head) => numbered(referral, &head.referral),
        None => referral,
    });
    // Who answers is told by the head of a paper; in a packet by the receiver.
    let told = head.filter(|head| head.speaker.resolved.is_some());
    let speaker = told.map_or(&paper.speaker, |head| &head.speaker);
    if speaker.resolved.is_none() {
        out.note(from, "no board is named as the receiver of this opinion");
    }
    out.start(
        from,
        Open {
            date: paper
                .date
                .or_else(|| head.and_then(|head| head.date.clone())),
            ..Open::new(UnitKind::Yttrande, speaker, paper.title_lines, paper.text)
        },
    );
    out.close(paper.end);
    // In a packet the next paper tells for itself.
    if head.is_some() {
        annex::councils(out, paper.end..to);
    }
    Some(paper.end)
}

/// The referral that the title of a memo names, with the numbers of its head.
fn numbered(referral: Referral, head: &Referral) -> Referral {
    let numbers = match head.numbers.is_empty() {
        true => referral.numbers,
        false => head.numbers.clone(),
    };
    let own = head.own_diarienummer.clone();
    let own = own.or(referral.own_diarienummer);
    Referral {
        diarienummer: head.diarienummer.clone().or(referral.diarienummer),
        own_diarienummer: own.filter(|own| !numbers.contains(own)),
        numbers,
        ..referral
    }
}

/// The answer that a memo proposes: under "Förslag till yttrande", or as an
/// annex with a letter in it.
fn proposed(out: &mut Builder<'_>, head: Option<&Head>, from: usize, to: usize) -> Option<usize> {
    let lines = out.lines;
    let at = (from + 4..to).find(|&at| {
        let words = lines.words(at);
        words.len() < 60
            && lower(&words).starts_with("förslag till")
            && lexicon().section(&words) == Some("answer")
    });
    let meant = at.map(|at| (at, next_of_rank(lines, at, to)));
    let meant = meant.or_else(|| adopted::under_heading(lines, from, to));
    let own;
    let packet = head.is_none();
    let head = match head {
        Some(head) => head,
        None => {
            own = head::look(&out.sheet(from..to), DocumentKind::Tjansteutlatande);
            &own
        }
    };
    if let Some((at, end)) = meant {
        let sheet = out.sheet(at + 1..end);
        let text = extent::extent(&sheet, at + 1, end)?;
        out.set_referral(head.referral.clone());
        let open = Open::new(
            UnitKind::Yttrande,
            &head.speaker,
            Some((at, at)),
            text.start,
        );
        out.start(
            at,
            Open {
                date: head.date.clone(),
                ..open
            },
        );
        out.close(text.end);
        annex::statements(out, text.end..to, &head.speaker);
        annex::councils(out, text.end..to);
        return Some(text.end);
    }
    // In a packet the annex tells whose answer it is.
    let speaker = if packet {
        Speaker::default()
    } else {
        head.speaker.clone()
    };
    let date = head.date.as_deref().filter(|_| !packet);
    let annex = annex::letters(out, from..to, &speaker, date, Some(&head.referral));
    annex.then_some(to)
}

/// The next heading of the memo itself, set as this one is, by its mark or in
/// capitals: where the text under it ends. Headings of the answer may look the same.
fn next_of_rank(lines: &Lines<'_>, heading: usize, to: usize) -> usize {
    let capitals = |at: usize| {
        let raw = lines.raw(at);
        raw.chars().filter(|c| c.is_alphabetic()).count() > 3 && !raw.contains(char::is_lowercase)
    };
    let rank = lines.line(heading).heading;
    let sections = &lexicon().cues.phrases.memo_sections;
    let of_memo = |at: usize| {
        let low = lower(&lines.words(at));
        sections
            .iter()
            .any(|section| low.starts_with(section.as_str()))
    };
    let next = |&at: &usize| match rank {
        0 => capitals(heading) && capitals(at) && of_memo(at),
        _ => (1..=rank).contains(&lines.line(at).heading) && of_memo(at),
    };
    (heading + 1..to).find(next).unwrap_or(to)
}

struct Paper {
    speaker: Speaker,
    date: Option<String>,
    title: String,
    title_lines: Option<(usize, usize)>,
    /// The head's lines, for case numbers.
    context: String,
    consultation: bool,
    /// First line of the text, one past its last.
    text: usize,
    end: usize,
}

impl Paper {
    fn look(lines: &Lines<'_>, from: usize, to: usize) -> Option<Paper> {
        // A proposal that closes the memo has no section behind it.
        let proposal = (from..to.min(from + 120))
            .find(|&at| lexicon().has_role(&lines.words(at), "proposal"))
            .filter(|&at| first_section(lines, at, to).is_some());
        let opening = first_section(lines, proposal.unwrap_or(from), to)?;
        let head_end = proposal.unwrap_or(opening);
        let head = (from..head_end)
            .filter(|&at| !lines.is_blank(at))
            .map(|at| lines.words(at))
            .collect::<Vec<_>>();
        let title_lines = title(lines, from, head_end);
        let title = title_lines
            .map(|(a, b)| lines.joined(a, b + 1))
            .unwrap_or_default();
        let context = head.join("\n");
        let text = lines.next_words(opening + 1, to)?;
        let end = end_of_text(lines, text, to);
        let second = lines.paragraph_end(
            lines
                .next_words(lines.paragraph_end(text, end), end)
                .unwrap_or(text),
            end,
        );
        let opens = lower(&lines.joined(text, second.min(text + 14)));
        let consultation = lexicon().is_consultation(&context)
            || ["remissen", "remitterat", "på remiss"]
                .iter()
                .any(|cue| opens.contains(cue));
        Some(Paper {
            speaker: receiver(lines, from, head_end)
                .or_else(|| proposer(lines, from, head_end, opening))
                .unwrap_or_default(),
            date: paper_date(&head),
            title,
            title_lines,
            context,
            consultation,
            text,
            end,
        })
    }
}

/// The first heading of the text proper: summary, background or views.
fn first_section(lines: &Lines<'_>, from: usize, to: usize) -> Option<usize> {
    (from + 1..to).find(|&at| {
        let words = lines.words(at);
        // "… som / svar på remissen.": the end of a sentence heads nothing.
        words.len() <= 80
            && !words.ends_with('.')
            && ["summary", "background", "views"]
                .iter()
                .any(|role| lexicon().has_role(&words, role))
    })
}

/// The paper's own date: below "Tjänsteutlåtande" or beside "Datum", else the
/// first in the head.
fn paper_date(head: &[std::borrow::Cow<'_, str>]) -> Option<String> {
    let is_label = |cell: &str| cell.starts_with("Tjänsteutlåtande") || cell.starts_with("Datum");
    let label = head.iter().position(|words| cells(words).any(is_label));
    let date = |words: &std::borrow::Cow<'_, str>| cells(words).find_map(head_date);
    let below = label.and_then(|at| head[at..].iter().take(4).find_map(date));
    below.or_else(|| head.iter().find_map(date))
}

/// What stands side by side in a letterhead.
fn cells(words: &str) -> impl Iterator<Item = &str> {
    words.split('\t').map(str::trim)
}

/// A date that stands alone or beside "Datum", not one in a sentence.
fn head_date(words: &str) -> Option<String> {
    (words.len() <= 40)
        .then(|| find_date(words)?.iso())
        .flatten()
}

/// The board named alone on a line, as the receiver is.
fn receiver(lines: &Lines<'_>, from: usize, end: usize) -> Option<Speaker> {
    (from..end).map(|at| lines.words(at)).find_map(|words| {
        let words = words.trim_start_matches("Till ").trim();
        let resolved = lexicon().resolve(words)?;
        Some(Speaker::new(resolved, words))
    })
}

/// No receiver is named: the board whose decision is proposed, else the board
/// that the office in the letterhead speaks for.
fn proposer(lines: &Lines<'_>, from: usize, head_end: usize, opening: usize) -> Option<Speaker> {
    let point = |words: &str| {
        words
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '•' | ' '))
            .to_owned()
    };
    let subject = (head_end..opening)
        .map(|at| point(&lines.words(at)))
        .find_map(|words| {
            let (resolved, end) = lexicon().respondent_at_start(&words)?;
            Some(Speaker::new(resolved, &words[..end]))
        });
    subject.or_else(|| {
        (from..head_end)
            .map(|at| lines.words(at))
            .find_map(|words| {
                let name = lexicon().board_of_office(&words)?;
                Some(Speaker::new(Resolved::known(name), &words))
            })
    })
}

/// The last paragraph of the head that is no address, name or date: a title,
/// with "Svar på remiss" lines left to the case numbers.
fn title(lines: &Lines<'_>, from: usize, end: usize) -> Option<(usize, usize)> {
    let mut found: Option<(usize, usize)> = None;
    let mut at = from;
    while at < end {
        if lines.is_blank(at) {
            at += 1;
            continue;
        }
        let stop = lines.paragraph_end(at, end);
        let joined = lines.joined(at, stop);
        let set = lines.line(at).heading > 0 || lines.line(at).bold;
        let low = lower(&joined);
        let subtitle =
            low.starts_with("svar på remiss") && !joined.contains(['"', '”']) && joined.len() < 80;
        // Cells are of a letterhead, dots lead to a page.
        let cells = joined.contains('\t') || joined.contains("....");
        let plain = !cells
            && joined.len() > 12
            && joined.len() < 400
            && lexicon().resolve(&joined).is_none()
            && head_date(&joined).is_none();
        let contact = low.starts_with("handläggare")
            || low.starts_with("telefon")
            || low.starts_with("till")
            || low.starts_with("dnr")
            || low.starts_with("tjänsteutlåtande");
        let names_board = (at..stop).any(|i| lexicon().resolve(&lines.words(i)).is_some());
        if plain
            && !subtitle
            && !contact
            && !names_board
            && (set || found.is_none() || lexicon().is_consultation(&joined))
        {
            found = Some((at, stop - 1));
        }
        at = stop;
    }
    found
}

/// One past the last line of the views: signatures, attachments and
/// approvals end the text, unless the paper goes on behind a list in its
/// middle.
fn end_of_text(lines: &Lines<'_>, text: usize, to: usize) -> usize {
    const ENDS: [&str; 3] = ["attachments", "signatures", "distribution"];
    let ends = |at: usize| {
        let words = lines.words(at);
        // "… förses med / underskrift.": the end of a sentence.
        let listed = !words.ends_with('.')
            && lexicon()
                .roles(&words)
                .iter()
                .any(|role| ENDS.contains(&role.as_str()));
        listed && !goes_on(lines, at + 1, to)
            || words == "Handläggare"
            || at > text && lexicon().is_job(&words)
            || words.starts_with("Synpunkter från ") && is_council_note(lines, at)
    };
    let end = (text..to).find(|&at| !lines.is_blank(at) && ends(at));
    signature_start(lines, text, end.unwrap_or(to))
}

/// A heading of the text proper follows a list of attachments.
fn goes_on(lines: &Lines<'_>, from: usize, to: usize) -> bool {
    let to = to.min(from + 40);
    let stop = (from..to)
        .find(|&at| {
            lexicon().has_role(&lines.words(at), "proposal") || lines.words(at) == "Handläggare"
        })
        .unwrap_or(to);
    (from..stop).any(|at| {
        let words = lines.words(at);
        lexicon().has_role(&words, "background") || lexicon().has_role(&words, "views")
    })
}

/// "Synpunkter från nämndens pensionärsråd": what follows says no more than
/// that the council's view is attached.
fn is_council_note(lines: &Lines<'_>, at: usize) -> bool {
    let low = lower(&lines.words(at));
    low.starts_with("synpunkter från ") && low.contains("råd") && low.len() < 80 && {
        let next = lines.next_words(at + 1, at + 4);
        next.is_some_and(|next| {
            let text = lower(&lines.joined(next, lines.paragraph_end(next, next + 6)));
            text.contains("bilaga") || text.contains("biläggs") || text.contains("bifogas")
        })
    }
}

/// Walks back over the short lines of a signature block (names, jobs,
/// addresses) to the end of the prose.
fn signature_start(lines: &Lines<'_>, text: usize, end: usize) -> usize {
    let mut end = end;
    while let Some(last) = lines.previous_words(end, text) {
        let words = lines.words(last);
        let name = words.split_whitespace().count() <= 4
            && words
                .split_whitespace()
                .all(|w| w.starts_with(char::is_uppercase))
            && !words.ends_with('.');
        if last > text && words.len() < 60 && (name || lexicon().is_job(&words)) {
            end = last;
        } else {
            return last + 1;
        }
    }
    end
}
