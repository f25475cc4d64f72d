//! What kind of paper a document is, from the words its first pages use.

use crate::document::DocumentKind;
use crate::lexicon::lexicon;
use crate::line::Lines;
use crate::text::lower;

/// How much of a document its head is, in lines with words.
const HEAD: usize = 60;

/// Decides by the strongest sign; a paper that shows none is unknown.
pub(crate) fn classify(lines: &Lines<'_>) -> DocumentKind {
    let signs = Signs::look(lines);
    if signs.report {
        DocumentKind::Utlatande
    } else if signs.packet {
        DocumentKind::Handlingar
    } else if signs.minutes {
        DocumentKind::Protokollsutdrag
    } else if signs.opinion && signs.consultation {
        DocumentKind::Tjansteutlatande
    } else if signs.consultation && signs.letter {
        DocumentKind::Remissvar
    } else {
        DocumentKind::Okand
    }
}

#[derive(Default)]
struct Signs {
    report: bool,
    packet: bool,
    minutes: bool,
    opinion: bool,
    letter: bool,
    consultation: bool,
}

/// Longest line behind the head that can carry a sign: a heading or a label.
const SHORT: usize = 48;

impl Signs {
    fn look(lines: &Lines<'_>) -> Self {
        let mut signs = Signs::default();
        let mut seen = 0;
        let mut labels = Labels::default();
        for at in 0..lines.len() {
            let raw = lines.raw(at);
            if raw.is_empty() {
                continue;
            }
            seen += 1;
            labels.answers += usize::from(raw.contains("lydelse"));
            if seen > HEAD && raw.len() > SHORT {
                continue;
            }
            let words = lower(&lines.words(at));
            if seen <= HEAD {
                signs.look_at_head(&words, &mut labels);
            }
            if words.len() <= SHORT {
                signs.report |= lexicon().has_role(&words, "compilation");
                labels.look(&words);
            }
        }
        signs.report |= labels.answers >= 4;
        signs.packet |= labels.agenda && labels.proposals >= 1 && labels.handlers >= 2;
        signs.opinion |= labels.handlers > 0 && labels.receiver && labels.proposals > 0;
        signs
    }

    fn look_at_head(&mut self, words: &str, labels: &mut Labels) {
        let numbered = words
            .strip_prefix('§')
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        self.report |= words.starts_with("utlåtande ")
            && ["rotel", "dnr", "ks ", "20"]
                .iter()
                .any(|sign| words.contains(sign));
        self.packet |= is_call(words);
        self.minutes |= words.starts_with("protokoll") && words.len() < 60
            || words.contains("sammanträdesprotokoll")
            || words.starts_with("utdrag ur protokoll")
            || numbered;
        labels.agenda |= matches!(
            words,
            "föredragningslista" | "dagordning" | "ärendelista" | "ärenden"
        );
        self.consultation |= lexicon().is_consultation(words);
        self.letter |= is_letter(words);
        self.opinion |=
            words.starts_with("tjänsteutlåtande") || lexicon().has_role(words, "proposal");
    }
}

/// Labels that are counted over the whole document.
#[derive(Default)]
struct Labels {
    handlers: usize,
    proposals: usize,
    answers: usize,
    receiver: bool,
    agenda: bool,
}

impl Labels {
    fn look(&mut self, words: &str) {
        self.handlers += usize::from(words == "handläggare" || words.starts_with("handläggare:"));
        self.receiver |= words == "till" || words.ends_with("till") && words.len() < 40;
        self.proposals += usize::from(lexicon().has_role(words, "proposal"));
    }
}

/// "Norrmalms stadsdelsnämnd kallas till sammanträde", "Kallelse".
fn is_call(words: &str) -> bool {
    words.starts_with("kallelse")
        || words.contains("kallas till sammanträde")
        || words.starts_with("kallas till")
}

fn is_letter(words: &str) -> bool {
    let addressed = words.contains("departementet")
        || words.contains("regeringskansliet")
        || words.starts_with("till ")
        || words == "till"
        || words.contains("kommunstyrelsen");
    addressed
        || words.starts_with("yttrande över")
        || words.starts_with("remissvar")
        || words.starts_with("yttrande")
}
