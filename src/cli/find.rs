//! The commands about words: search, analyse.

#[cfg(feature = "engine")]
use super::failures::tell_without_units;
use super::run::{Failure, Opened, Outcome, Run, open_units, tell};
use super::scope::resolved;
use super::searches::{self, kept, save, since};
use super::{GroupByArg, SearchArgs, SortArg, Unrecognised};
use crate::analyse::{Analyser, Role, Word};
use crate::archive::{Facets, Reader};
use crate::corpus::{Names, Scope, Wanted};
use crate::error::{Error, Result};
use crate::ingest;
use crate::matching::{Filter, Plan};
use crate::render::{Format, Rows, json, table, text};
use crate::search::saved::Saved;
use crate::search::{
    Elsewhere, GroupBy, Hit, Kwic, KwicSort, Matching, Request, concordance, groups, matching,
};
use crate::topics::Topics;
use crate::unit::UnitKind;
use clap::Args;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;

/// Hits shown if nothing is said.
const HITS: usize = 10;
/// Matching lines of a hit shown as text.
const LINES: usize = 3;

pub(super) fn run_search(args: &SearchArgs, out: &mut dyn Write) -> Run {
    searches::check(args)?;
    let asked = asked(args)?;
    let wanted = asked.wanted()?;
    let topics = topics(&args.lexicon, asked.no_lexicon)?;
    let opened = opened(args)?;
    let gathered = args.group_by.is_some() || args.kwic;
    let request = Request {
        limit: if gathered {
            0
        } else {
            args.limit.unwrap_or(HITS)
        },
        fold: !gathered && !args.no_fold,
        around: !gathered,
        after: since(args, &opened, &asked)?,
        unrecognised: args.unrecognised.map(|which| which == Unrecognised::Only),
        ..request(&asked, resolved(&Names::of(&opened.reader), &wanted)?)
    };
    let found = matching(&opened.reader, &topics, &request)?;
    tracing::info!(units = found.total, "searched");
    tell_undated(&opened, &wanted)?;
    if let Some(relaxed) = &found.relaxed {
        match args.format {
            Format::Text => text::relaxed(relaxed, out)?,
            Format::Csv | Format::CsvExcel | Format::Ndjson => tell(&text::relaxed_line(relaxed)),
            // Said in the answer.
            Format::Json => {}
        }
    }
    if let Some(by) = args.group_by.map(GroupBy::from) {
        let within = within(&wanted.kinds, by);
        print_groups(&opened, &found, (by, &within), args.format, out)?;
    } else if args.kwic {
        print_kwic(&opened, &found, args, out)?;
    } else {
        print_hits(&opened, &found, args, out)?;
    }
    if gathered || args.format.is_table() {
        tell_loose(&found);
        text::around_total(&found)
            .iter()
            .for_each(|told| tell(told));
    }
    tell_hints(&found);
    if let Some(name) = &args.save {
        save(args, name, &asked)?;
        return Ok(opened.outcome(true));
    }
    let any = found.total + found.loose.total + found.around.total > 0;
    if !any && let Some(none) = args.scope.none_of("no hit was found") {
        tell(&none);
    }
    Ok(opened.outcome(any))
}

/// What is searched: what is here, or an archive on an engine that was named.
fn opened(args: &SearchArgs) -> std::result::Result<Opened, Failure> {
    #[cfg(feature = "engine")]
    if args.engine.is_named() {
        let here = !args.source.paths.is_empty() || args.saved.is_some() || args.save.is_some();
        if here || args.source.private.is_some() {
            let error = Error::new("--in, --private, --save and --saved are for an archive here");
            return Err(error
                .cure("leave them out; `remiss push --private` masks what is sent")
                .into());
        }
        let opened = args.engine.opened()?;
        tell_without_units(&opened.reader)?;
        return Ok(opened);
    }
    open_units(&args.source)
}

/// What is searched for: what was typed, or what is kept under a name.
fn asked(args: &SearchArgs) -> Result<Saved> {
    let mut asked = match &args.saved {
        Some(name) => kept(&args.source.archive)?.get(name)?.clone(),
        None => Saved::new(args.query.join(" ").trim().to_owned(), &args.scope.wanted()),
    };
    asked.exact_words |= args.exact_words;
    asked.no_lexicon |= args.no_lexicon;
    Ok(asked)
}

/// The request for it.
pub(super) fn request(asked: &Saved, scope: Scope) -> Request {
    Request {
        query: asked.query.clone(),
        scope,
        exact_words: asked.exact_words,
        ..Request::default()
    }
}

pub(super) fn topics(lexicon: &[PathBuf], none: bool) -> Result<Topics> {
    if none {
        return Ok(Topics::none());
    }
    let mut topics = Topics::shipped()?;
    for path in lexicon {
        topics
            .add(&ingest::text_of(path)?)
            .map_err(|error| error.at(path))?;
    }
    Ok(topics)
}

fn print_groups(
    opened: &Opened,
    found: &Matching,
    (by, within): (GroupBy, &str),
    format: Format,
    out: &mut dyn Write,
) -> std::result::Result<(), Failure> {
    let groups = groups(&opened.reader, found, by)?;
    match format {
        Format::Json => json::groups(&groups, out)?,
        Format::Ndjson | Format::Csv | Format::CsvExcel => {
            let mut rows = Rows::new(format, table::GROUPS, out)?;
            json::group_rows(&groups, &mut rows)?;
            rows.finish()?;
        }
        Format::Text => text::groups(&groups, (by, within), out)?,
    }
    Ok(())
}

impl From<GroupByArg> for GroupBy {
    fn from(by: GroupByArg) -> Self {
        match by {
            GroupByArg::Nämnd => GroupBy::Respondent,
            GroupByArg::Parti => GroupBy::Party,
            GroupByArg::Dokument => GroupBy::Document,
            GroupByArg::Slag => GroupBy::Kind,
        }
    }
}

/// What was looked through, where that is not everything a respondent wrote.
fn within(kinds: &[UnitKind], by: GroupBy) -> String {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    match &kinds[..] {
        [] if by == GroupBy::Document => " in their answers".to_owned(),
        [] => String::new(),
        kinds => format!(" in {}", kinds.join(", ")),
    }
}

/// Units without a date fall out of a search by date.
fn tell_undated(opened: &Opened, wanted: &Wanted) -> Result<()> {
    if wanted.from.is_none() && wanted.to.is_none() {
        return Ok(());
    }
    let dated = Plan::Not(Box::new(Plan::Filter(Filter::Dates(None, None))));
    let undated = opened.reader.find(&dated, 0)?.total;
    if undated > 0 {
        tell(&format!(
            "{undated} units here have no date and are left out"
        ));
    }
    Ok(())
}

fn print_kwic(
    opened: &Opened,
    found: &Matching,
    args: &SearchArgs,
    out: &mut dyn Write,
) -> std::result::Result<(), Failure> {
    let sort = match args.sort {
        SortArg::Place => KwicSort::Place,
        SortArg::Left => KwicSort::Left,
        SortArg::Right => KwicSort::Right,
    };
    let how = Kwic {
        sort,
        width: usize::from(args.width),
        most: args.limit.filter(|&limit| limit > 0).unwrap_or(usize::MAX),
    };
    let mut widest = 0;
    let lines = concordance(&opened.reader, found, how, |line| {
        widest = widest.max(text::kwic_place(line).chars().count());
    })?;
    let shown = text::KwicShown {
        width: how.width,
        widest,
    };
    match args.format {
        Format::Json => json::kwic(&lines, out)?,
        Format::Ndjson | Format::Csv | Format::CsvExcel => {
            let mut rows = Rows::new(args.format, table::KWIC, out)?;
            json::kwic_rows(&lines, &mut rows)?;
            rows.finish()?;
        }
        Format::Text => text::kwic(&lines, shown, out)?,
    }
    Ok(())
}

fn print_hits(
    opened: &Opened,
    found: &Matching,
    args: &SearchArgs,
    out: &mut dyn Write,
) -> std::result::Result<(), Failure> {
    let reader = &opened.reader;
    let facets = args.facets.then(|| found.facets(reader)).transpose()?;
    match args.format {
        Format::Json => json_hits(reader, found, facets.as_ref(), out)?,
        Format::Ndjson | Format::Csv | Format::CsvExcel => {
            let names = Names::of(reader);
            let bodies = names.bodies()?;
            let mut rows = Rows::new(args.format, table::HITS, out)?;
            found.each(reader, |hit| {
                json::hit(found, &hit, bodies, &mut rows)?;
                Ok::<(), Failure>(())
            })?;
            json::loose(&found.loose.hits, &mut rows)?;
            rows.finish()?;
        }
        Format::Text => {
            if args.explain {
                let units: Result<Vec<usize>> = found
                    .asked
                    .iter()
                    .map(|asked| Ok(reader.find(&asked.plan, 0)?.total))
                    .collect();
                let mut forms = text::Forms::default();
                found.each(reader, |hit| {
                    forms.add(found, &hit);
                    Ok::<(), Failure>(())
                })?;
                text::asked(found, forms, (&units?, reader.unit_count()?), out)?;
            }
            let how = text::Shown {
                lines: LINES,
                explain: args.explain,
            };
            found.each(reader, |hit| {
                text::hit(found, &hit, how, out)?;
                Ok::<(), Failure>(())
            })?;
            text::apart(found, how, out)?;
            text::total(found, out)?;
            text::loose_total(found, out)?;
            if let Some(told) = text::around_total(found) {
                writeln!(out, "{told}")?;
            }
            if let Some(facets) = &facets {
                text::facets(facets, out)?;
            }
        }
    }
    Ok(())
}

/// The answer as one value, its hits written as they are read.
fn json_hits(
    reader: &Reader,
    found: &Matching,
    facets: Option<&Facets>,
    out: &mut dyn Write,
) -> std::result::Result<(), Failure> {
    let mut broken = None;
    let mut each = |take: &mut dyn FnMut(&Hit) -> io::Result<()>| {
        let read = found.each(reader, |hit| Ok::<(), Failure>(take(&hit)?));
        read.map_err(|failure| {
            broken = Some(failure);
            io::Error::other("the hits cannot be read")
        })
    };
    let written = json::hits(found, &mut each, facets, out);
    // What broke off the hits says more than that they broke off.
    match broken {
        Some(failure) => Err(failure),
        None => Ok(written?),
    }
}

/// Papers without units that match, where the answer has no room for them.
fn tell_loose(found: &Matching) {
    let names = found.loose.hits.iter().take(LINES);
    let names: Vec<&str> = names.map(|hit| hit.paper.document.name.as_str()).collect();
    let what = match found.loose.total {
        0 => return,
        1 => "1 paper without an answer matches".to_owned(),
        total => format!("{total} papers without an answer match"),
    };
    let more = if found.loose.total > names.len() {
        " …"
    } else {
        ""
    };
    tell(&format!(
        "{what}, counted in nothing: {}{more}",
        names.join(", ")
    ));
}

/// Why nothing was found as it was typed, and what was probably meant.
fn tell_hints(found: &Matching) {
    let shown = |word: &Elsewhere| found.around.hits.len() >= word.papers;
    for elsewhere in found.elsewhere.iter().filter(|word| !shown(word)) {
        tell(&text::elsewhere(elsewhere));
    }
    let known = |asked: &str| found.elsewhere.iter().any(|word| word.asked == asked);
    for asked in &found.asked {
        if !asked.meant.is_empty() && !known(&asked.typed) {
            tell(&format!(
                "{} stands nowhere here; did you mean {}?",
                asked.typed,
                asked.meant.join(", ")
            ));
        }
    }
    if let Some(hint) = &found.hint {
        tell(hint);
    }
}

#[derive(Debug, Args)]
pub(super) struct AnalyseArgs {
    /// Words; without any, one a line from standard input.
    words: Vec<String>,
    /// Output format.
    #[arg(long, default_value = "text")]
    format: Format,
}

pub(super) fn run_analyse(args: &AnalyseArgs, out: &mut dyn Write) -> Run {
    let analyser = Analyser::default();
    let mut words = args.words.clone();
    if args.words.is_empty() {
        for line in std::io::stdin().lock().lines() {
            words.push(
                line.map_err(|error| {
                    Error::new(format!("standard input cannot be read: {error}"))
                })?,
            );
        }
    }
    let words: Vec<&str> = words
        .iter()
        .map(|word| word.trim())
        .filter(|word| !word.is_empty())
        .collect();
    let read = words
        .iter()
        .map(|word| (*word, analyser.word(word), analyser.explained(word)));
    if args.format == Format::Text {
        for (word, read, by) in read {
            let (stem, by) = (&read.stem, by.join("; "));
            writeln!(out, "{word}\t{stem}\t{}\t{by}", divided(&read))?;
        }
    } else {
        let mut rows = Rows::new(args.format, table::WORDS, out)?;
        for (word, read, by) in read {
            rows.push(&serde_json::json!({
                "word": word, "stem": read.stem, "divided": divided(&read), "by": by
            }))?;
        }
        rows.finish()?;
    }
    Ok(if words.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Found
    })
}

/// "informations|säkerhets|arbete".
fn divided(word: &Word) -> String {
    let mut cuts: Vec<usize> = word
        .parts
        .iter()
        .filter(|part| part.role == Role::Head)
        .map(|part| part.range.start)
        .collect();
    cuts.sort_unstable();
    let mut divided = String::new();
    for (at, letter) in word.exact.char_indices() {
        if cuts.contains(&at) && !divided.ends_with('-') {
            divided.push('|');
        }
        divided.push(letter);
    }
    divided
}
