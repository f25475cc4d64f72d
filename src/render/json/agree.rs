//! How far coders agree, as JSON by the contract.

use super::{Rows, pretty};
use crate::agreement::{Agreement, Estimate, OfPair, RESAMPLES};
use crate::sampling::Coded;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// A figure, and the 95 % interval of resampled units.
#[derive(Serialize, JsonSchema)]
struct EstimateJson {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl From<Estimate> for EstimateJson {
    fn from(estimate: Estimate) -> Self {
        EstimateJson {
            value: estimate.value,
            low: estimate.interval.map(|interval| interval.low),
            high: estimate.interval.map(|interval| interval.high),
        }
    }
}

#[derive(Serialize, JsonSchema)]
struct CategoryJson<'a> {
    code: &'a str,
    /// How often each coder gave it.
    by_coder: Vec<usize>,
    share: f64,
    agreement: Option<f64>,
    alpha: Option<f64>,
}

/// Two of several coders.
#[derive(Serialize, JsonSchema)]
struct PairJson<'a> {
    coders: [&'a str; 2],
    units: usize,
    percent: Option<f64>,
    kappa: Option<f64>,
    alpha_nominal: Option<f64>,
    alpha_ordinal: Option<f64>,
}

impl<'a> PairJson<'a> {
    fn of(pair: &OfPair, coded: &'a Coded) -> Self {
        PairJson {
            coders: pair.coders.map(|coder| coded.coders[coder].as_str()),
            units: pair.units,
            percent: pair.figures.percent,
            kappa: pair.figures.kappa,
            alpha_nominal: pair.figures.nominal,
            alpha_ordinal: pair.figures.ordinal,
        }
    }
}

/// A unit that two coders code otherwise.
#[derive(Serialize, JsonSchema)]
pub(super) struct DisagreementJson<'a> {
    id: &'a str,
    respondent: &'a str,
    area: &'a str,
    citation: &'a str,
    text: &'a str,
    coders: &'a [String],
    /// In the order of the coders.
    codes: Vec<Option<&'a str>>,
}

/// All of it.
#[derive(Serialize, JsonSchema)]
pub(super) struct AgreeJson<'a> {
    coders: &'a [String],
    units: usize,
    /// Units that two coders coded at least.
    pairable: usize,
    /// Units that all coded.
    complete: usize,
    seed: u64,
    resamples: usize,
    /// The codes in order; nothing if they have none.
    scale: Option<&'a [String]>,
    percent: EstimateJson,
    /// "cohen" or "fleiss".
    kappa_of: &'a str,
    kappa: EstimateJson,
    alpha_nominal: EstimateJson,
    alpha_ordinal: Option<EstimateJson>,
    /// Of more than two coders every two.
    pairs: Vec<PairJson<'a>>,
    categories: Vec<CategoryJson<'a>>,
    disagreements: Vec<DisagreementJson<'a>>,
}

/// One object.
pub fn agreement(
    coded: &Coded,
    found: &Agreement,
    seed: u64,
    out: &mut dyn Write,
) -> io::Result<()> {
    let categories = found.categories.iter().zip(&coded.categories);
    let categories = categories.enumerate().map(|(at, (of, code))| CategoryJson {
        code,
        by_coder: coded.given(at),
        share: of.share,
        agreement: of.agreement,
        alpha: of.alpha,
    });
    let value = AgreeJson {
        coders: &coded.coders,
        units: found.units,
        pairable: found.pairable,
        complete: found.complete,
        seed,
        resamples: RESAMPLES,
        scale: coded.codings.ordered.then_some(&coded.categories[..]),
        percent: found.percent.into(),
        kappa_of: match coded.coders.len() {
            2 => "cohen",
            _ => "fleiss",
        },
        kappa: found.kappa.into(),
        alpha_nominal: found.nominal.into(),
        alpha_ordinal: found.ordinal.map(EstimateJson::from),
        pairs: found
            .pairs
            .iter()
            .map(|pair| PairJson::of(pair, coded))
            .collect(),
        categories: categories.collect(),
        disagreements: each(coded, found).collect(),
    };
    pretty(&value, out)
}

fn each<'a>(coded: &'a Coded, found: &'a Agreement) -> impl Iterator<Item = DisagreementJson<'a>> {
    let units = found.disagreements.iter();
    units.filter_map(|at| {
        let unit = coded.units.get(*at)?;
        Some(DisagreementJson {
            id: &unit.id,
            respondent: &unit.respondent,
            area: &unit.area,
            citation: &unit.citation,
            text: &unit.text,
            coders: &coded.coders,
            codes: (0..coded.coders.len())
                .map(|coder| coded.code(*at, coder))
                .collect(),
        })
    })
}

/// An object per unit that is coded otherwise.
pub fn disagreements(coded: &Coded, found: &Agreement, rows: &mut Rows<'_>) -> io::Result<()> {
    each(coded, found).try_for_each(|one| rows.push(&one))
}
