//! Who holds the passages of an answer: of all that do, the earliest and the
//! nearest are named, the others counted.
//!
//! What is named grows with the answers, not with their pairs. Knows nothing
//! of whose words they were before.

use super::MANY;
use super::answers::{Lender, Loan};
use super::texts::Text;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Lenders of a passage that are named, at most.
const NAMED: usize = 2;

/// The texts of each wording, to be seen from any respondent.
pub(super) struct Wordings<'r> {
    texts: &'r [Text],
    /// By the first text of the wording: its earliest texts, enough of them
    /// that [`NAMED`] are left whoever looks.
    earliest: HashMap<u32, Vec<usize>>,
    /// How many there are, in all and of each respondent.
    all: HashMap<u32, usize>,
    by_respondent: HashMap<(u32, Option<&'r str>), usize>,
}

impl<'r> Wordings<'r> {
    pub(super) fn of(texts: &'r [Text], same: &[u32], order: &[usize]) -> Self {
        let mut wordings = Wordings {
            texts,
            earliest: HashMap::new(),
            all: HashMap::new(),
            by_respondent: HashMap::new(),
        };
        for &at in order {
            let (wording, respondent) = (same[at], texts[at].respondent());
            *wordings.all.entry(wording).or_insert(0) += 1;
            let count = wordings
                .by_respondent
                .entry((wording, respondent))
                .or_insert(0);
            *count += 1;
            let earliest = wordings.earliest.entry(wording).or_default();
            if *count <= NAMED && earliest.len() < 2 * NAMED {
                earliest.push(at);
            }
        }
        wordings
    }

    /// The earliest texts of a wording by others than this respondent, and how
    /// many more there are.
    pub(super) fn foreign(&self, wording: u32, to: Option<&str>) -> (Vec<usize>, usize) {
        let count = |map: Option<&usize>| map.copied().unwrap_or(0);
        let own = count(self.by_respondent.get(&(wording, to)));
        let all = count(self.all.get(&wording)) - own;
        let earliest = self.earliest.get(&wording).into_iter().flatten();
        let foreign = earliest.filter(|at| self.texts[**at].respondent() != to);
        let named: Vec<usize> = foreign.take(NAMED).copied().collect();
        let more = all - named.len();
        (named, more)
    }
}

/// Loans of which one holds the place of all others in the text.
pub(super) struct Cluster {
    /// Those that are named.
    pub(super) loans: Vec<Loan>,
    /// Lenders in all.
    pub(super) lenders: usize,
}

/// Gathers loans by place, each with how many more lenders it stands for, and
/// chooses those that are named.
pub(super) fn clusters(mut loans: Vec<(Loan, usize)>, texts: &[Text]) -> Vec<Cluster> {
    let order = |loan: &Loan| match loan.lender {
        Lender::Central(at) | Lender::Outside(at) => (false, "", at),
        Lender::Text(at) => texts[at].order(at),
    };
    loans.sort_by(|(a, _), (b, _)| {
        let size = |loan: &Loan| (Reverse(loan.passage.a.len()), loan.passage.a.start);
        size(a).cmp(&size(b)).then_with(|| order(a).cmp(&order(b)))
    });
    let mut gathered: Vec<Vec<(Loan, usize)>> = Vec::new();
    for (loan, more) in loans {
        let inside = |cluster: &&mut Vec<(Loan, usize)>| {
            let place = &cluster[0].0.passage.a;
            place.start <= loan.passage.a.start && loan.passage.a.end <= place.end
        };
        match gathered.iter_mut().find(inside) {
            Some(cluster) => cluster.push((loan, more)),
            None => gathered.push(vec![(loan, more)]),
        }
    }
    gathered
        .into_iter()
        .map(|cluster| named(cluster, order))
        .collect()
}

fn named<'t>(
    cluster: Vec<(Loan, usize)>,
    order: impl Fn(&Loan) -> (bool, &'t str, usize),
) -> Cluster {
    let different: BTreeSet<Lender> = cluster.iter().map(|(loan, _)| loan.lender).collect();
    let more: usize = cluster.iter().map(|(_, more)| more).sum();
    let lenders = different.len() + more;
    let mut loans: Vec<Loan> = cluster.into_iter().map(|(loan, _)| loan).collect();
    if lenders > NAMED {
        let earliest = (0..loans.len()).min_by_key(|at| (order(&loans[*at]), *at));
        let nearest =
            (0..loans.len()).min_by_key(|at| (Reverse(loans[*at].words), order(&loans[*at])));
        let wanted: BTreeSet<usize> = earliest.into_iter().chain(nearest).collect();
        loans = wanted.into_iter().map(|at| loans[at].clone()).collect();
    }
    Cluster { loans, lenders }
}

/// In how many texts the shingles of some passages stand.
pub(super) struct Holders(HashMap<u64, usize>);

impl Holders {
    /// Counts the shingles of what is named in large clusters, through all
    /// texts.
    pub(super) fn of<'c>(
        clusters: impl Iterator<Item = (&'c Text, &'c Cluster)>,
        texts: &[Text],
    ) -> Self {
        let large = clusters.filter(|(_, cluster)| cluster.lenders > NAMED);
        let shingles = large.flat_map(|(text, cluster)| {
            cluster
                .loans
                .iter()
                .flat_map(move |loan| shingles(text, loan))
        });
        let mut counts: HashMap<u64, usize> = shingles.map(|shingle| (shingle, 0)).collect();
        for text in texts {
            let own = text.words.shingles().filter(|one| counts.contains_key(one));
            let own: BTreeSet<u64> = own.collect();
            for shingle in own {
                *counts.entry(shingle).or_insert(0) += 1;
            }
        }
        Holders(counts)
    }

    /// The loans of a cluster that are named, with how many are not. What very
    /// many hold was not looked for in each of them; those are counted here.
    pub(super) fn named(&self, text: &Text, mut cluster: Cluster) -> Vec<Loan> {
        let named = cluster.loans.len();
        let mut lenders = cluster.lenders;
        if lenders > NAMED {
            let holders = cluster.loans.iter().map(|loan| self.of_loan(text, loan));
            let others = holders.max().unwrap_or(0).saturating_sub(1);
            if others > MANY {
                lenders = lenders.max(others);
            }
        }
        for (at, loan) in cluster.loans.iter_mut().enumerate() {
            loan.lenders = lenders;
            loan.more = if at == 0 {
                lenders.saturating_sub(named)
            } else {
                0
            };
        }
        cluster.loans
    }

    /// Texts that hold all shingles of a loan, at most.
    fn of_loan(&self, text: &Text, loan: &Loan) -> usize {
        let counts = shingles(text, loan).filter_map(|shingle| self.0.get(&shingle));
        counts.min().copied().unwrap_or(0)
    }
}

fn shingles<'t>(text: &'t Text, loan: &'t Loan) -> impl Iterator<Item = u64> + 't {
    loan.passage
        .runs
        .iter()
        .flat_map(|&(from, _, len)| text.words.shingles_in(from..from + len))
}
