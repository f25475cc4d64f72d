//! How many rows each stratum gives.
//!
//! Equal shares let small strata be told apart, and are weighed when anything
//! is said of all rows; shares in proportion need no weights, but leave little
//! of what is rare.

/// How a sample is divided among strata.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Allotment {
    /// As many of each; what a small stratum lacks is taken from the others.
    #[default]
    Equal,
    /// As its part of all rows, but one at least where there is room.
    Proportional,
}

/// How many of each population are drawn: `size` in all, or all there are.
pub fn allot(populations: &[usize], size: usize, allotment: Allotment) -> Vec<usize> {
    let all: usize = populations.iter().sum();
    match allotment {
        _ if all <= size => populations.to_vec(),
        Allotment::Equal => equal(populations, size),
        Allotment::Proportional => proportional(populations, size, all),
    }
}

/// The smallest first: what it lacks is left to those behind it. Of a rest that
/// does not divide the largest have one more.
fn equal(populations: &[usize], size: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..populations.len()).collect();
    order.sort_by_key(|at| (populations[*at], std::cmp::Reverse(*at)));
    let mut shares = vec![0; populations.len()];
    let mut left = size;
    for (before, at) in order.iter().enumerate() {
        let share = left / (order.len() - before);
        shares[*at] = share.min(populations[*at]);
        left -= shares[*at];
    }
    shares
}

/// Largest remainders; where there are rows enough, each stratum has one first.
fn proportional(populations: &[usize], size: usize, all: usize) -> Vec<usize> {
    let filled = populations
        .iter()
        .filter(|population| **population > 0)
        .count();
    let first = usize::from(filled <= size);
    let mut shares: Vec<usize> = populations
        .iter()
        .map(|population| (population * size / all).max(first.min(*population)))
        .collect();
    let remainder = |at: usize| populations[at] * size % all;
    let mut order: Vec<usize> = (0..populations.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(remainder(*at)), *at));
    let mut given: usize = shares.iter().sum();
    for at in order.iter().cycle().take(2 * order.len()) {
        if given < size && shares[*at] < populations[*at] {
            shares[*at] += 1;
            given += 1;
        }
    }
    // What the smallest were given beyond their part the largest pay.
    while given > size {
        let most = (0..shares.len()).max_by_key(|at| (shares[*at], std::cmp::Reverse(*at)));
        let Some(most) = most else { break };
        shares[most] -= 1;
        given -= 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_take_from_the_others_what_a_stratum_lacks() {
        assert_eq!(allot(&[100, 3, 50], 30, Allotment::Equal), [14, 3, 13]);
        assert_eq!(allot(&[10, 10, 10], 10, Allotment::Equal), [4, 3, 3]);
        assert_eq!(allot(&[5, 9], 30, Allotment::Equal), [5, 9]);
        assert_eq!(allot(&[5, 9, 7], 2, Allotment::Equal), [0, 1, 1]);
        assert!(allot(&[], 30, Allotment::Equal).is_empty());
    }

    #[test]
    fn shares_in_proportion_leave_none_out() {
        assert_eq!(
            allot(&[700, 200, 100], 10, Allotment::Proportional),
            [7, 2, 1]
        );
        assert_eq!(allot(&[996, 2, 2], 10, Allotment::Proportional), [8, 1, 1]);
        assert_eq!(allot(&[50, 30, 20], 2, Allotment::Proportional), [1, 1, 0]);
    }

    proptest::proptest! {
        #[test]
        fn a_sample_has_the_size_that_was_asked_for(
            populations in proptest::collection::vec(0usize..60, 0..9),
            size in 0usize..120,
        ) {
            let all: usize = populations.iter().sum();
            for allotment in [Allotment::Equal, Allotment::Proportional] {
                let shares = allot(&populations, size, allotment);
                proptest::prop_assert_eq!(shares.iter().sum::<usize>(), size.min(all));
                let within = shares.iter().zip(&populations).all(|(share, all)| share <= all);
                proptest::prop_assert!(within);
            }
        }
    }
}
