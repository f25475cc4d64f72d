//! Learning the weights: logistic regression, one deed at a time.
//!
//! Plain descent over all examples with steps that shrink where a weight has
//! moved much; nothing is drawn by lot, so that the same letters give the same
//! weights.

use super::features::features;
use super::labelled::examples;
use super::model::DEEDS;
use crate::analyse::Analyser;
use crate::error::Result;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Sentences that a feature must stand in to be learned from.
const FEWEST: usize = 2;
/// How dear a weight is: chosen on sets of papers that none of the letters
/// comes from (1 and 10 gave less).
const DEAR: f64 = 3.0;
/// Rounds over all examples: with 250 no figure on other papers was another.
const ROUNDS: usize = 100;
/// First step of a weight.
const STEP: f64 = 0.5;
/// A weight below this is left out, in hundredths.
const LEAST: i32 = 4;

/// The weights as data, learned from labelled letters; each with the name of
/// its file.
///
/// # Errors
///
/// A line without a label.
pub fn learn(files: &[(String, String)]) -> Result<String> {
    let analyser = Analyser::default();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<(Vec<String>, [bool; DEEDS.len()])> = Vec::new();
    for (name, text) in files {
        for example in examples(name, text)? {
            let tokens = analyser.tokens(example.words);
            let of = features(example.words, &tokens, example.place);
            let of: Vec<String> = of.iter().map(|feature| feature.name()).collect();
            for name in &of {
                *names.entry(name.clone()).or_default() += 1;
            }
            found.push((of, example.does));
        }
    }
    names.retain(|_, count| *count >= FEWEST);
    for (number, at) in names.values_mut().enumerate() {
        *at = number;
    }
    let number = |name: &String| names.get(name).copied();
    let rows: Vec<Vec<usize>> = found
        .iter()
        .map(|(of, _)| of.iter().filter_map(number).collect())
        .collect();
    let learned: Vec<(f64, Vec<f64>)> = (0..DEEDS.len())
        .into_par_iter()
        .map(|deed| {
            let right: Vec<bool> = found.iter().map(|(_, does)| does[deed]).collect();
            descend(&rows, &right, names.len())
        })
        .collect();
    Ok(render(&names, &learned))
}

/// The weight that stands for itself, and that of each feature.
fn descend(rows: &[Vec<usize>], right: &[bool], features: usize) -> (f64, Vec<f64>) {
    let (mut bias, mut weights) = (0.0f64, vec![0.0f64; features]);
    let (mut bias_moved, mut moved) = (1e-8f64, vec![1e-8f64; features]);
    for _ in 0..ROUNDS {
        let mut bias_slope = 0.0;
        let mut slope: Vec<f64> = weights.iter().map(|weight| DEAR * weight).collect();
        for (row, &right) in rows.iter().zip(right) {
            let sum = bias + row.iter().map(|&at| weights[at]).sum::<f64>();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(right));
            bias_slope += error;
            for &at in row {
                slope[at] += error;
            }
        }
        bias_moved += bias_slope * bias_slope;
        bias -= STEP * bias_slope / bias_moved.sqrt();
        for at in 0..features {
            moved[at] += slope[at] * slope[at];
            weights[at] -= STEP * slope[at] / moved[at].sqrt();
        }
    }
    (bias, weights)
}

/// A line a feature, in the order of their names.
fn render(names: &BTreeMap<String, usize>, learned: &[(f64, Vec<f64>)]) -> String {
    let hundredths = |weight: f64| (weight * 100.0).round() as i32;
    let mut out = String::from(
        "# Weights of words and pairs of words, in hundredths: asks, accepts, rejects, nothing \
         against.\n# Learned from training/ by `cargo run --release --example learn`; \
         not edited by hand.\n",
    );
    let mut line = |name: &str, row: &[i32]| {
        let cells: Vec<String> = row
            .iter()
            .map(|&weight| match weight {
                0 => String::new(),
                weight => weight.to_string(),
            })
            .collect();
        let _ = writeln!(out, "{name}\t{}", cells.join("\t").trim_end());
    };
    let bias: Vec<i32> = learned.iter().map(|(bias, _)| hundredths(*bias)).collect();
    line("bias", &bias);
    for (name, &at) in names {
        let small = |weight: i32| if weight.abs() < LEAST { 0 } else { weight };
        let row: Vec<i32> = learned
            .iter()
            .map(|(_, weights)| small(hundredths(weights[at])))
            .collect();
        if row.iter().any(|&weight| weight != 0) {
            line(name, &row);
        }
    }
    out
}
