//! How far coders agree, for people: the figures, the codes, and the rows on
//! which they part.

use super::{FAINT, NAME};
use crate::agreement::{Agreement, Estimate, RESAMPLES};
use crate::sampling::Coded;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Everything.
pub fn agreement(
    coded: &Coded,
    found: &Agreement,
    seed: u64,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "{NAME}{}{NAME:#} {FAINT}{} rows coded, {} by two at least, {} by all{FAINT:#}\n",
        coded.coders.join(", "),
        found.units,
        found.pairable,
        found.complete
    )?;
    figures(coded, found, out)?;
    writeln!(
        out,
        "{FAINT}95 % intervals of {RESAMPLES} resamples of rows, seed {seed}{FAINT:#}\n"
    )?;
    pairs(coded, found, out)?;
    categories(coded, found, out)?;
    disagreements(coded, found, out)
}

fn figures(coded: &Coded, found: &Agreement, out: &mut dyn Write) -> io::Result<()> {
    let kappa = match coded.coders.len() {
        2 => "Cohen's kappa",
        _ => "Fleiss' kappa",
    };
    let pairs = match coded.coders.len() {
        2 => "rows with the same code",
        _ => "pairs of codes that are the same",
    };
    figure("agreement", found.percent, pairs, out)?;
    figure(kappa, found.kappa, "rows that all coded", out)?;
    figure("Krippendorff's alpha", found.nominal, "nominal", out)?;
    match found.ordinal {
        Some(ordinal) => {
            let scale = format!("ordinal: {}", coded.categories.join(" < "));
            figure("Krippendorff's alpha", ordinal, &scale, out)
        }
        None => Ok(()),
    }
}

/// "Cohen's kappa  0.400  (0.15–0.62)  rows that all coded".
fn figure(name: &str, of: Estimate, about: &str, out: &mut dyn Write) -> io::Result<()> {
    let value = of
        .value
        .map_or("–".to_owned(), |value| format!("{value:.3}"));
    let interval = of.interval.map_or(String::new(), |interval| {
        format!("({:.3}–{:.3})", interval.low, interval.high)
    });
    let about = match of.value {
        Some(_) => about,
        None => "not defined: no row was coded twice, or one code alone was given",
    };
    writeln!(
        out,
        "{name:21} {NAME}{value:>6}{NAME:#}  {interval:15}  {FAINT}{about}{FAINT:#}"
    )
}

/// "anna – remiss  0.867  kappa 0.78  alpha 0.78", of more than two coders.
fn pairs(coded: &Coded, found: &Agreement, out: &mut dyn Write) -> io::Result<()> {
    let names = found.pairs.iter().map(|pair| {
        pair.coders
            .map(|coder| coded.coders[coder].as_str())
            .join(" – ")
    });
    let names: Vec<String> = names.collect();
    let width = names
        .iter()
        .map(|name| name.width())
        .max()
        .unwrap_or(0)
        .max(4);
    if names.is_empty() {
        return Ok(());
    }
    let ordinal = if found.ordinal.is_some() {
        "  ordinal"
    } else {
        ""
    };
    writeln!(
        out,
        "{}   rows  agreement   kappa   alpha{ordinal}",
        padded("pair", width)
    )?;
    for (pair, name) in found.pairs.iter().zip(&names) {
        let figures = pair.figures;
        let [percent, kappa, nominal] =
            [figures.percent, figures.kappa, figures.nominal].map(or_dash);
        write!(
            out,
            "{}  {:>5}  {percent:>9}  {kappa:>6}  {nominal:>6}",
            padded(name, width),
            pair.units
        )?;
        match found.ordinal {
            Some(_) => writeln!(out, "  {:>7}", or_dash(figures.ordinal))?,
            None => writeln!(out)?,
        }
    }
    writeln!(out)
}

fn or_dash(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.3}"))
}

fn padded(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(words.width())))
}

fn categories(coded: &Coded, found: &Agreement, out: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<(usize, &String)> = coded.categories.iter().enumerate().collect();
    let width = shown
        .iter()
        .map(|(_, code)| code.width())
        .max()
        .unwrap_or(0)
        .clamp(4, 40);
    write!(out, "{}", padded("code", width))?;
    for coder in &coded.coders {
        write!(out, "  {coder:>5}")?;
    }
    writeln!(out, "   share  agreement   alpha")?;
    for (at, code) in shown {
        let given = coded.given(at);
        if given.iter().all(|given| *given == 0) {
            continue;
        }
        write!(out, "{}", padded(code, width))?;
        for (coder, given) in coded.coders.iter().zip(given) {
            write!(out, "  {given:>0$}", coder.width().max(5))?;
        }
        let of = found.categories[at];
        writeln!(
            out,
            "  {:>6.3}  {:>9}  {:>6}",
            of.share,
            or_dash(of.agreement),
            or_dash(of.alpha)
        )?;
    }
    Ok(())
}

fn disagreements(coded: &Coded, found: &Agreement, out: &mut dyn Write) -> io::Result<()> {
    let count = found.disagreements.len();
    writeln!(
        out,
        "\n{count} disagreement{}",
        if count == 1 { "" } else { "s" }
    )?;
    for at in &found.disagreements {
        let Some(unit) = coded.units.get(*at) else {
            continue;
        };
        let about = [&unit.citation, &unit.respondent, &unit.area];
        let about: Vec<&str> = about
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        writeln!(out, "  {FAINT}{}{FAINT:#} {}", unit.id, about.join(" · "))?;
        let coders = coded.coders.iter().enumerate();
        let codes = coders.map(|(coder, name)| {
            format!(
                "{name} {NAME}{}{NAME:#}",
                coded.code(*at, coder).unwrap_or("–")
            )
        });
        writeln!(out, "      {}", codes.collect::<Vec<_>>().join(" · "))?;
    }
    Ok(())
}
