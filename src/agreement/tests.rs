//! Figures against published examples, and against those of other programs:
//! `krippendorff` 0.9.0, `scikit-learn` 1.9.1 and `statsmodels` 0.15.0 (Python).

use super::*;

/// Rows of coders, `-` for a missing code, digits for categories from 1.
fn codings(coders: &[&str], ordered: bool) -> Codings {
    let rows: Vec<Vec<Option<usize>>> = coders
        .iter()
        .map(|row| {
            row.chars()
                .map(|c| c.to_digit(10).map(|digit| digit as usize - 1))
                .collect()
        })
        .collect();
    let units = (0..rows[0].len()).map(|unit| rows.iter().map(|row| row[unit]).collect());
    Codings {
        coders: coders.len(),
        categories: 5,
        units: units.collect(),
        ordered,
    }
}

/// Two coders by how often each pair of codes was given.
fn table(cells: &[(usize, usize, usize)]) -> Codings {
    let cells = cells
        .iter()
        .flat_map(|(first, second, times)| vec![vec![Some(*first), Some(*second)]; *times]);
    Codings {
        coders: 2,
        categories: 3,
        units: cells.collect(),
        ordered: true,
    }
}

fn near(found: Option<f64>, known: f64) {
    let found = found.unwrap();
    assert!((found - known).abs() < 1e-9, "{found} is not {known}");
}

/// Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part C:
/// four observers, twelve units, missing data; alpha .743 for names, .815 for
/// ranks.
#[test]
fn krippendorffs_four_observers() {
    let coded = codings(
        &[
            "123321412---",
            "1233224125-3",
            "-3332342251-",
            "12332441251-",
        ],
        true,
    );
    let found = agreement(&coded, 1);
    near(found.nominal.value, 0.743_421_052_631_579);
    near(found.ordinal.unwrap().value, 0.815_387_503_754_881_4);
    assert_eq!((found.units, found.pairable, found.complete), (12, 11, 8));
    assert_eq!(found.disagreements, [1, 5, 7]);
    // Every two of them are told as if they were alone.
    let last = found.pairs[5];
    assert_eq!(
        (found.pairs.len(), last.coders, last.units),
        (6, [2, 3], 10)
    );
    let alone = agreement(&codings(&["-3332342251-", "12332441251-"], true), 1);
    near(last.figures.nominal, alone.nominal.value.unwrap());
    near(last.figures.kappa, alone.kappa.value.unwrap());
    assert!(alone.pairs.is_empty());
}

/// The same paper, part A: two observers, ten units, two values; alpha .095.
#[test]
fn krippendorffs_two_observers() {
    let found = agreement(&codings(&["1211111121", "2221121111"], false), 1);
    near(found.nominal.value, 0.095_238_095_238_095_23);
    near(found.percent.value, 0.6);
    assert_eq!(found.ordinal, None);
}

/// The standard table: 20 and 15 agreed, 5 and 10 not; kappa 0.4.
#[test]
fn cohens_table_of_fifty_grants() {
    let found = agreement(&table(&[(0, 0, 20), (0, 1, 5), (1, 0, 10), (1, 1, 15)]), 1);
    near(found.percent.value, 0.7);
    near(found.kappa.value, 0.4);
    assert_eq!(found.disagreements.len(), 15);
    // 2a / (2a + b + c)
    near(found.categories[0].agreement, 40.0 / 55.0);
    near(found.categories[1].agreement, 30.0 / 45.0);
    // Of two categories each is the other's rest.
    near(found.categories[0].alpha, found.nominal.value.unwrap());
    near(Some(found.categories[0].share), 0.55);
    assert_eq!(found.categories[2].agreement, None);
}

/// Fleiss' kappa of fourteen coders and ten units, the example of textbooks:
/// 0.210.
#[test]
fn fleiss_of_fourteen_coders() {
    let counts = [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ];
    let unit = |counts: &[usize; 5]| -> Vec<Option<usize>> {
        let codes = (0..)
            .zip(counts)
            .flat_map(|(code, times)| vec![Some(code); *times]);
        codes.collect()
    };
    let coded = Codings {
        coders: 14,
        categories: 5,
        units: counts.iter().map(unit).collect(),
        ordered: true,
    };
    let found = agreement(&coded, 1);
    near(found.kappa.value, 0.209_930_704_421_955_22);
    near(found.nominal.value, 0.215_574_056_533_226_72);
    near(found.ordinal.unwrap().value, 0.540_750_274_756_819_7);
}

#[test]
fn what_is_not_defined_is_nothing() {
    let none = agreement(&Codings::default(), 1);
    assert_eq!(
        (none.percent.value, none.nominal.value, none.units),
        (None, None, 0)
    );
    let one_code = agreement(&codings(&["1111", "1111"], true), 1);
    near(one_code.percent.value, 1.0);
    assert_eq!((one_code.kappa.value, one_code.nominal.value), (None, None));
    let apart = agreement(&codings(&["12--", "--12"], false), 1);
    assert_eq!((apart.percent.value, apart.pairable), (None, 0));
}

#[test]
fn intervals_hold_the_figure_and_follow_the_seed() {
    let coded = table(&[(0, 0, 40), (0, 1, 6), (1, 0, 4), (1, 1, 30), (2, 2, 20)]);
    let found = agreement(&coded, 7);
    for estimate in [
        found.percent,
        found.kappa,
        found.nominal,
        found.ordinal.unwrap(),
    ] {
        let (value, interval) = (estimate.value.unwrap(), estimate.interval.unwrap());
        assert!(
            interval.low < value && value < interval.high,
            "{estimate:?}"
        );
    }
    // The share of 90 in 100: the bootstrap's interval is the binomial's.
    let percent = found.percent.interval.unwrap();
    assert!((percent.low - 0.84).abs() < 0.015 && (percent.high - 0.95).abs() < 0.015);
    assert_eq!(agreement(&coded, 7), found);
    assert_ne!(agreement(&coded, 8).kappa.interval, found.kappa.interval);
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    assert_eq!(threads.install(|| agreement(&coded, 7)), found);
}

/// statsmodels, `proportion_confint(…, method="wilson")`.
#[test]
fn wilsons_interval() {
    for (part, all, low, high) in [
        (27, 30, 0.743_789_174_208_159_2, 0.965_400_111_252_665_9),
        (30, 30, 0.886_486_606_826_031, 1.0),
        (0, 10, 0.0, 0.277_532_799_862_889_26),
        (10, 20, 0.299_298_008_198_212_3, 0.700_701_991_801_787_7),
    ] {
        let interval = Share { part, all }.interval().unwrap();
        near(Some(interval.low), low);
        near(Some(interval.high), high);
    }
    assert_eq!(Share::default().interval(), None);
}
