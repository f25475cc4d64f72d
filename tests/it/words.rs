//! The analyser against words divided and inflected by hand.

use crate::project;
use remiss::analyse::{Analyser, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Boundaries in letters: those that must be found, and those that may be.
fn boundaries(divided: &str) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let (mut must, mut may, mut letters) = (BTreeSet::new(), BTreeSet::new(), 0);
    for letter in divided.chars() {
        match letter {
            '|' => drop(must.insert(letters)),
            '~' => drop(may.insert(letters)),
            _ => letters += 1,
        }
    }
    (must, may)
}

/// Precision and recall of the boundaries found in a list.
fn divided(path: &Path) -> (f64, f64) {
    let analyser = Analyser::default();
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let mut cells = line.split('\t');
        let (Some(word), Some(by_hand)) = (cells.next(), cells.next()) else {
            continue;
        };
        if line.starts_with('#') {
            continue;
        }
        let (must, may) = boundaries(by_hand);
        let read = analyser.word(word);
        let heads = read.parts.iter().filter(|part| part.role == Role::Head);
        let found: BTreeSet<usize> = heads
            .map(|part| read.exact[..part.range.start].chars().count())
            .collect();
        let found: BTreeSet<usize> = found.difference(&may).copied().collect();
        right += found.intersection(&must).count() as f64;
        wrong += found.difference(&must).count() as f64;
        missed += must.difference(&found).count() as f64;
    }
    (right / (right + wrong), right / (right + missed))
}

/// Floors that only rise; no evidence of any archive helps here.
#[test]
fn compounds_are_divided_as_by_hand() {
    let (precision, recall) = divided(&project("tests/words/compounds.tsv"));
    assert!(
        precision >= 0.985 && recall >= 0.80,
        "precision {precision:.3}, recall {recall:.3}"
    );
    let Ok(real) = std::env::var("REMISS_REAL_CORPUS") else {
        eprintln!("skipped: the words of the real documents; REMISS_REAL_CORPUS is not set");
        return;
    };
    let gold = project(&real).join("../gold/compounds.tsv");
    if gold.exists() {
        let (precision, recall) = divided(&gold);
        assert!(
            precision >= 0.98 && recall >= 0.90,
            "precision {precision:.3}, recall {recall:.3}"
        );
    }
}

#[test]
fn all_forms_of_a_word_meet() {
    let analyser = Analyser::default();
    for line in std::fs::read_to_string(project("tests/words/forms.txt"))
        .unwrap()
        .lines()
    {
        if !line.starts_with('#') {
            let stems: BTreeSet<String> = line
                .split(' ')
                .map(|form| analyser.word(form).stem.clone())
                .collect();
            assert_eq!(stems.len(), 1, "{line}: {stems:?}");
        }
    }
}

/// Floors that only rise: the families whose forms all meet, the forms that
/// meet their base form; and a ceiling, the pairs of forms that meet though no
/// family has both: nouns and their verbs ("arbete", "arbeta").
#[test]
fn families_meet_and_other_words_stay_apart() {
    let analyser = Analyser::default();
    let text = std::fs::read_to_string(project("tests/words/families.txt")).unwrap();
    let families: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(' ').collect())
        .collect();
    let stem = |form: &str| analyser.word(form).stem.clone();
    let (mut whole, mut reached, mut others) = (0, 0, 0);
    let mut owners: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (number, forms) in families.iter().enumerate() {
        let base = stem(forms[0]);
        let met = forms[1..].iter().filter(|form| stem(form) == base).count();
        whole += usize::from(met == forms.len() - 1);
        reached += met;
        others += forms.len() - 1;
        for form in forms {
            owners.entry(form).or_default().insert(number);
        }
    }
    let mut met: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for form in owners.keys() {
        met.entry(stem(form)).or_default().push(form);
    }
    let (mut pairs, mut strangers) = (0, 0);
    for forms in met.values() {
        for (at, a) in forms.iter().enumerate() {
            for b in &forms[at + 1..] {
                pairs += 1;
                strangers += usize::from(owners[a].is_disjoint(&owners[b]));
            }
        }
    }
    let share = |part: usize, of: usize| part as f64 / of as f64;
    assert!(
        share(whole, families.len()) >= 0.965,
        "{whole} of {}",
        families.len()
    );
    assert!(share(reached, others) >= 0.98, "{reached} of {others}");
    assert!(share(strangers, pairs) <= 0.055, "{strangers} of {pairs}");
}

#[test]
fn a_word_list_of_the_users_helps() {
    let mut evidence = remiss::analyse::Evidence::default();
    let word = |analyser: &Analyser| analyser.word("tombolaräfflorna").parts.len();
    assert_eq!(word(&Analyser::default()), 0);
    evidence.add_wordlist("3\ntombola/AX\nräffla/ADY\nTombo\n");
    assert_eq!(word(&Analyser::new(evidence)), 2);
}
