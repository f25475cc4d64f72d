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

impl Signs {
    fn look(lines: &Lines<'_>) -> Self {
        let mut signs = Signs::default();
        let mut seen = 0;
        let (mut handler, mut to, mut agenda, mut papers, mut answers) = (0, false, false, 0, 0);
        for at in 0..lines.len() {
            let raw = lines.raw(at);
            if raw.is_empty() {
                continue;
            }
            seen += 1;
            let head = seen <= HEAD;
            // Only the head and short lines can carry a sign.
            if !head && raw.len() > 90 {
                continue;
            }
            let words = lower(&lines.words(at));
            if head {
                signs.report |= words.starts_with("utlåtande ")
                    && (words.contains("rotel")
                        || words.contains("dnr")
                        || words.contains("ks ")
                        || words.contains("20"));
                signs.packet |= is_call(&words);
                signs.minutes |= words.starts_with("protokoll") && words.len() < 60
                    || words.contains("sammanträdesprotokoll")
                    || words.starts_with('§')
                        && words[2..]
                            .trim_start()
                            .starts_with(|c: char| c.is_ascii_digit())
                    || words.starts_with("utdrag ur protokoll");
                agenda |= matches!(
                    words.as_str(),
                    "föredragningslista" | "dagordning" | "ärendelista" | "ärenden"
                );
                signs.consultation |= lexicon().is_consultation(&words);
                signs.letter |= is_letter(&words);
                signs.opinion |=
                    words.starts_with("tjänsteutlåtande") || lexicon().has_role(&words, "proposal");
            }
            handler += usize::from(
                words == "handläggare"
                    || words.starts_with("handläggare:")
                    || words == "handläggare:",
            );
            to |= words == "till" || words.ends_with("till") && words.len() < 40;
            papers += usize::from(lexicon().has_role(&words, "proposal"));
            answers +=
                usize::from(words.contains("huvudsak följande") || words.contains("lydelse."));
            signs.report |= lexicon().has_role(&words, "compilation");
        }
        signs.report |= answers >= 4;
        signs.packet |= agenda && papers >= 1 && handler >= 2;
        signs.opinion |= handler > 0 && to && papers > 0;
        signs
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
