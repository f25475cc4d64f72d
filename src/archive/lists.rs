//! Lists of units, ascending, with scores, and how they combine.

use tantivy::DocId;

/// Units of one segment, ascending, with scores.
pub(super) type Scored = Vec<(DocId, f32)>;

pub(super) fn unscored(docs: Vec<DocId>) -> Scored {
    docs.into_iter().map(|doc| (doc, 0.0)).collect()
}

pub(super) fn zip(
    a: Vec<Scored>,
    b: Vec<Scored>,
    join: impl Fn(Scored, Scored) -> Scored,
) -> Vec<Scored> {
    a.into_iter().zip(b).map(|(a, b)| join(a, b)).collect()
}

/// In both; scores add up. The shorter list is walked, the longer searched
/// from where it was left.
pub(super) fn both(a: Scored, b: Scored) -> Scored {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = &many[..];
    let mut found = Vec::with_capacity(few.len());
    for (doc, score) in few {
        // Gallop, then search.
        let mut reach = 1;
        while reach < rest.len() && rest[reach].0 < doc {
            reach *= 2;
        }
        let near = &rest[..(reach + 1).min(rest.len())];
        rest = &rest[near.partition_point(|(other, _)| *other < doc)..];
        if let Some((other, more)) = rest.first()
            && *other == doc
        {
            found.push((doc, score + more));
        }
    }
    found
}

/// In the first and not in the second.
pub(super) fn minus(a: Scored, b: Scored) -> Scored {
    let mut b = b.into_iter().peekable();
    let keep = |(doc, _): &(DocId, f32)| {
        while b.next_if(|(other, _)| other < doc).is_some() {}
        b.peek().is_none_or(|(other, _)| other != doc)
    };
    a.into_iter().filter(keep).collect()
}

/// In either.
pub(super) fn either(a: Scored, b: Scored, join: impl Fn(f32, f32) -> f32) -> Scored {
    if a.is_empty() {
        return b;
    }
    let mut found = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    loop {
        match (a.peek().copied(), b.peek().copied()) {
            (Some((left, score)), Some((right, other))) if left == right => {
                found.push((left, join(score, other)));
                a.next();
                b.next();
            }
            (Some((left, _)), Some((right, _))) if left < right => found.extend(a.next()),
            (_, Some(_)) => found.extend(b.next()),
            (Some(_), None) => found.extend(a.next()),
            (None, None) => return found,
        }
    }
}
