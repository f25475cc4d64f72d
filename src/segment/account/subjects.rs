//! The bodies that a sentence is about: its subjects before the verb, or those
//! behind "tillstyrks av".

use super::heard::Heard;
use crate::lexicon::accounts;
use crate::segment::signs::bodies::{self, Name};
use crate::text::{capitalised, lower};

/// Verbs of a sentence that are tried, at most.
const TRIED: usize = 6;

/// The bodies that a sentence is about: its subjects before the verb, or
/// those behind "… tillstyrks av"; and those that hold the same.
pub(super) fn subjects(sentence: &str, heard: &Heard) -> Vec<Name> {
    let opens = sentence.trim_start_matches(['”', '"', '“', '»']);
    if !opens.starts_with(char::is_uppercase) {
        return Vec::new();
    }
    // "Detsamma gör Lantverket, som anser …": the bodies stand behind.
    let low = lower(sentence);
    if let Some(cue) = accounts()
        .behind
        .iter()
        .find(|cue| low.starts_with(cue.as_str()))
    {
        return behind(&sentence[cue.len()..], heard);
    }
    let next = |at: usize| word_at(sentence, at + 1);
    let places = || sentence.match_indices(' ').map(|(at, _)| at);
    let verbs = places().filter(|&at| is_verb(next(at)) && balanced(&sentence[..at]));
    for at in verbs.take(TRIED) {
        let before = without_adverbs(&sentence[..at]);
        let plain = accounts().plain_verbs.iter().any(|verb| verb == next(at));
        let ways: [&dyn Fn() -> Vec<Name>; 5] = [
            &|| according_to(before, heard),
            &|| listed(before, heard),
            &|| among_many(before, heard),
            &|| heard.all_of(before),
            &|| heard.places(before, plain),
        ];
        let named = ways.iter().map(|way| way()).find(|named| !named.is_empty());
        if let Some(mut named) = named {
            named.extend(alike(&sentence[at..], heard));
            return named;
        }
    }
    let cues = accounts().behind.iter();
    let mut cues = cues.filter_map(|cue| Some(low.find(cue.as_str())? + cue.len()));
    if let Some(at) = cues.next() {
        return behind(&sentence[at..], heard);
    }
    let ways: [&dyn Fn() -> Vec<Name>; 3] = [
        &|| who_said(sentence, heard),
        &|| many_at_the_end(sentence, &low, heard),
        &|| before_a_verb(sentence, heard),
    ];
    let named = ways.iter().map(|way| way());
    named
        .into_iter()
        .find(|named| !named.is_empty())
        .unwrap_or_default()
}

/// Bodies that are known before a word in the place and the form of a verb, though
/// no list holds it. In a bill's section that may tell of what they do.
fn before_a_verb(sentence: &str, heard: &Heard) -> Vec<Name> {
    let is_verb = |at: usize| {
        let word = word_at(sentence, at + 1);
        // "Ekeby kommuns kommentar:" is a label.
        is_finite(word) && !sentence[at + 1 + word.len()..].starts_with(':')
    };
    let places = sentence.match_indices(' ').map(|(at, _)| at);
    let places = places.filter(|&at| !heard.by_section && is_verb(at));
    for at in places.take(TRIED) {
        let before = without_adverbs(&sentence[..at]);
        let named = listed(before, heard);
        let known = named.iter().all(|name| name.known);
        // "Boverkets byggregler": what is theirs.
        let own = |name: &Name| before.ends_with('s') == name.name.ends_with('s');
        if known && named.last().is_some_and(own) && balanced(before) {
            return named;
        }
    }
    Vec::new()
}

/// The word that begins there.
fn word_at(sentence: &str, at: usize) -> &str {
    let mut words = sentence[at..].split([' ', ',', '.', ';', ':']);
    words.next().unwrap_or("")
}

/// "”…”, skriver Ekeby kommun.": who is quoted.
fn who_said(sentence: &str, heard: &Heard) -> Vec<Name> {
    let said = |verb: &&String| {
        let at = sentence.rfind(&format!(", {verb} "))? + ", ".len() + verb.len() + 1;
        Some(behind(&sentence[at..], heard)).filter(|named| !named.is_empty())
    };
    let mut telling = accounts().telling.iter();
    telling.find_map(|verb| said(&verb)).unwrap_or_default()
}

fn is_verb(word: &str) -> bool {
    accounts().verbs.iter().any(|verb| verb == word)
}

/// It has the form of a finite verb, and is no small word that ends so.
fn is_finite(word: &str) -> bool {
    const LEAST: usize = 4;
    let data = accounts();
    let ends = |end: &String| word.ends_with(end.as_str());
    word.chars().count() >= LEAST
        && word.starts_with(char::is_lowercase)
        && data.finite.iter().any(ends)
        && !data.no_verbs.iter().any(|one| one == word)
}

/// The bodies of a list up to its end: "… framförs av Lantverket, som anser att …".
fn behind(rest: &str, heard: &Heard) -> Vec<Name> {
    let rest = rest.trim_end_matches('.');
    let end = rest.find(", som ").unwrap_or(rest.len());
    listed(&rest[..end], heard)
}

/// "Två tredjedelar tillstyrker att lagen införs, däribland A och B." But not "…
/// anser att fler myndigheter, däribland A och B.": what is spoken about.
fn many_at_the_end(sentence: &str, low: &str, heard: &Heard) -> Vec<Name> {
    let data = accounts();
    if !data.many.iter().any(|many| low.starts_with(many.as_str())) {
        return Vec::new();
    }
    let cues = data.among_at_the_end.iter();
    let Some((at, cue)) = cues
        .filter_map(|cue| Some((low.find(cue.as_str())?, cue)))
        .min()
    else {
        return Vec::new();
    };
    let before = low[..at].trim_end_matches([',', ' ']);
    let noun = before.rsplit(' ').next().unwrap_or("");
    let spoken_about = data.others.iter().any(|other| other == noun);
    match spoken_about || !low[..at].ends_with(", ") {
        true => Vec::new(),
        false => behind(&sentence[at + cue.len()..], heard),
    }
}

/// "Region Norr inte": what stands between the bodies and the verb left out.
fn without_adverbs(words: &str) -> &str {
    let mut rest = words;
    while let Some(shorter) = accounts()
        .adverbs
        .iter()
        .find_map(|adverb| rest.strip_suffix(adverb.as_str())?.strip_suffix(' '))
    {
        rest = shorter;
    }
    rest
}

/// "Enligt Lantverket är tiden för kort": one of those who answered, and no source.
fn according_to(words: &str, heard: &Heard) -> Vec<Name> {
    let rest = words.strip_prefix("Enligt ");
    let named = rest.map_or_else(Vec::new, |rest| listed(rest, heard));
    match named.iter().all(|name| heard.answered(&name.name)) {
        true => named,
        false => Vec::new(),
    }
}

/// "Flertalet remissinstanser, däribland A och B,": those that are named.
fn among_many(words: &str, heard: &Heard) -> Vec<Name> {
    let low = lower(words);
    if !accounts()
        .many
        .iter()
        .any(|many| low.starts_with(many.as_str()))
    {
        return Vec::new();
    }
    let among = accounts().among.iter();
    let places = among.filter_map(|cue| Some(low.find(cue.as_str())? + cue.len()));
    places
        .min()
        .map_or_else(Vec::new, |at| listed(&words[at..], heard))
}

/// "…, liksom C och D.": those that hold the same.
fn alike(rest: &str, heard: &Heard) -> Vec<Name> {
    let places = accounts().alike.iter();
    let mut places = places.filter_map(|cue| Some(rest.find(cue.as_str())? + cue.len()));
    places.next().map_or_else(Vec::new, |at| {
        let end = rest[at..]
            .find([';', ':'])
            .map_or(rest.len(), |end| at + end);
        listed(rest[at..end].trim_end_matches(['.', ',']), heard)
    })
}

fn balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// The names of a list of words; nothing unless every piece names a body, but
/// for the words that lead in.
pub(super) fn listed(words: &str, heard: &Heard) -> Vec<Name> {
    const LONGEST: usize = 1500;
    if words.len() > LONGEST {
        return Vec::new();
    }
    let apposed = words.trim_end().ends_with(',')
        && ![" och ", " samt "].iter().any(|and| words.contains(and));
    let words = words.trim().trim_end_matches(',');
    let words = accounts().leads.iter().fold(words, |words, lead| {
        words.strip_prefix(lead.as_str()).unwrap_or(words)
    });
    let several = plural(words);
    if !several.is_empty() {
        return several;
    }
    let mut found = Vec::new();
    for piece in words.split(", ") {
        let piece = piece
            .trim()
            .trim_start_matches("samt ")
            .trim_start_matches("och ");
        match split(piece, heard) {
            names if !names.is_empty() => found.extend(names),
            // "m.fl.", "såsom", a part of the name before: passed over once
            // somebody is named.
            _ if !found.is_empty() && piece.split_whitespace().count() <= 6 => {}
            _ => return Vec::new(),
        }
    }
    // "Skogsverket, Norra distriktet, anser": the second is a part of the first.
    if apposed && found[1..].iter().any(|name| !name.known) {
        found.truncate(1);
    }
    found
}

/// A piece between commas: one name, or two around "och".
fn split(piece: &str, heard: &Heard) -> Vec<Name> {
    let name = |words: &str| {
        one(words, heard).or_else(|| {
            let forms = bodies::nominatives(words);
            let (name, kind) = forms.iter().find_map(|form| bodies::known(form))?;
            Some(Name {
                name,
                kind,
                known: true,
            })
        })
    };
    let several = plural(piece);
    if !several.is_empty() {
        return several;
    }
    if let Some(found) = name(piece).filter(|found| {
        found.known || !piece.contains(" och ") || two_halves(piece, heard).is_none()
    }) {
        return vec![found];
    }
    two_halves(piece, heard).unwrap_or_default()
}

/// One body; a board is small within a sentence: "Hamnnämnden och fritidsnämnden".
fn one(words: &str, heard: &Heard) -> Option<Name> {
    let small = || {
        let one = words.starts_with(char::is_lowercase) && !words.contains(' ');
        let board = one.then(|| bodies::name(&capitalised(words)))?;
        board.filter(|name| name.kind.as_deref() == Some("namnd"))
    };
    let named = heard.name(words).or_else(|| bodies::name(words));
    named.or_else(|| bodies::of_several(words)).or_else(small)
}

/// "Granby, Alby och Vissle kommuner", "Länsstyrelserna i Norrs och Söders län":
/// each of them.
fn plural(piece: &str) -> Vec<Name> {
    let found = accounts().plural.iter().find_map(|plural| {
        let rest = piece.strip_prefix(plural.before.as_str())?;
        let places = rest.strip_suffix(plural.behind.as_str())?;
        let (before, last) = places.rsplit_once(" och ")?;
        let places: Vec<&str> = before.split(", ").chain([last]).collect();
        let is_place = |place: &&str| {
            let words = place.split(' ').count();
            place.starts_with(char::is_uppercase) && words <= 2 && !place.contains(" och ")
        };
        let one = |place: &str| {
            let printed = plural.one.replace("{}", place);
            let known = bodies::name(&printed);
            known.unwrap_or(Name {
                name: printed,
                kind: None,
                known: false,
            })
        };
        let all = places.iter().all(is_place);
        all.then(|| places.into_iter().map(one).collect())
    });
    found.unwrap_or_default()
}

fn two_halves(piece: &str, heard: &Heard) -> Option<Vec<Name>> {
    let places = [" och ", " samt ", " respektive "]
        .iter()
        .flat_map(|word| piece.match_indices(word));
    let halves: Vec<(&str, &str)> = places
        .map(|(at, word)| (&piece[..at], &piece[at + word.len()..]))
        // "Villaägarnas och Fastighetsägarnas Samorganisation" is one.
        .filter(|(before, _)| !before.ends_with("nas"))
        .collect();
    // "Länsstyrelserna i Norrs och Söders län samt Lantverket": what is one word
    // for several goes whole.
    let joined = halves.iter().find_map(|(a, b)| {
        let named = plural(a);
        (!named.is_empty()).then(|| followed(named, b, heard))?
    });
    joined.or_else(|| {
        halves
            .iter()
            .find_map(|(a, b)| followed(vec![one(a, heard)?], b, heard))
    })
}

/// Names with those of the rest behind them; nothing where that holds none.
fn followed(mut named: Vec<Name>, rest: &str, heard: &Heard) -> Option<Vec<Name>> {
    let behind = split(rest, heard);
    (!behind.is_empty()).then(|| {
        named.extend(behind);
        named
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_sentence_is_about() {
        let names = |text: &str| -> Vec<String> {
            subjects(text, &Heard::default())
                .into_iter()
                .map(|name| name.name)
                .collect()
        };
        assert_eq!(
            names("Region Norr och Ekeby kommun avstyrker förslaget."),
            ["Region Norr", "Ekeby kommun"]
        );
        assert_eq!(
            names("Lantverket, Region Norr och Hamn- och farledsverket tillstyrker."),
            ["Lantverket", "Region Norr", "Hamn- och farledsverket"]
        );
        assert_eq!(
            names("Förslaget tillstyrks av Lantverket och Ekeby kommun."),
            ["Lantverket", "Ekeby kommun"]
        );
        assert_eq!(names("Flertalet instanser är positiva."), [] as [&str; 0]);
        assert_eq!(names("Kommunen avstyrker."), [] as [&str; 0]);
        assert_eq!(
            names(
                "Två tredjedelar tillstyrker att lagen införs, däribland Lantverket och Region Norr."
            ),
            ["Lantverket", "Region Norr"]
        );
        assert_eq!(
            names("Flertalet anser att lagen bör omfatta fler myndigheter, däribland Lantverket."),
            [] as [&str; 0]
        );
        assert_eq!(
            names("Detsamma gör Lantverket, som anser att tiden är kort."),
            ["Lantverket"]
        );
        assert_eq!(names("Region Norr inte ser något behov."), ["Region Norr"]);
        assert_eq!(
            names("Flertalet remissinstanser, däribland Lantverket och Region Norr, tillstyrker."),
            ["Lantverket", "Region Norr"]
        );
        assert_eq!(
            names("Ekeby och Norrby kommuner samt Lantverket avstyrker, liksom Region Norr."),
            ["Ekeby kommun", "Norrby kommun", "Lantverket", "Region Norr"]
        );
        assert_eq!(
            names("Ekeby, Alby och Norrby kommuner har ett gemensamt svar."),
            ["Ekeby kommun", "Alby kommun", "Norrby kommun"]
        );
        assert_eq!(
            names("Länsstyrelserna i Norrs och Söders län samt Lantverket tillstyrker."),
            [
                "Länsstyrelsen i Norrs län",
                "Länsstyrelsen i Söders län",
                "Lantverket"
            ]
        );
        assert_eq!(
            names("Hamnnämnden, fritidsnämnden och Region Norr uttrycker oro."),
            ["Hamnnämnden", "Fritidsnämnden", "Region Norr"]
        );
        assert_eq!(
            names("Hamnnämnden och fritidsnämnden anser att tiden är kort."),
            ["Hamnnämnden", "Fritidsnämnden"]
        );
        assert_eq!(
            names("Ingen kommun tillstyrker principen."),
            [] as [&str; 0]
        );
        assert_eq!(
            names("Kommunerna Ekeby, Alby och Norrby begär att staten betalar."),
            ["Ekeby kommun", "Alby kommun", "Norrby kommun"]
        );
        assert_eq!(
            names("”Vi är för få”, skriver Ekeby kommun."),
            ["Ekeby kommun"]
        );
        // A verb that no list holds, in its place behind a body that is known.
        assert_eq!(
            names("Naturvårdsverket fruktar att tiden är kort."),
            ["Naturvårdsverket"]
        );
        assert_eq!(names("Naturvårdsverket efter samråd."), [] as [&str; 0]);
        assert_eq!(
            names("Boverkets byggregler ifrågasätts av Ekeby kommun."),
            ["Ekeby kommun"]
        );
        assert_eq!(names("Boverkets byggregler ändras."), [] as [&str; 0]);
        // A place that a county is called by, too.
        assert_eq!(names("Kalmar godtar modellen."), [] as [&str; 0]);
        // A place stands for its municipality where it holds a view.
        assert_eq!(names("Mora godtar modellen."), ["Mora kommun"]);
        assert_eq!(
            names("Rättvik, Leksand och Gagnef uttrycker uppskattning."),
            ["Rättviks kommun", "Leksands kommun", "Gagnefs kommun"]
        );
        assert_eq!(names("Mora har tretton kajer."), [] as [&str; 0]);
        assert_eq!(names("Kajen godtar modellen."), [] as [&str; 0]);
        assert_eq!(
            names("Av samma uppfattning är Lantverket och Region Norr."),
            ["Lantverket", "Region Norr"]
        );
    }
}
