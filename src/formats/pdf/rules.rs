//! Lines drawn on a page → the tables they divide into rows and cells. Knows
//! no text.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

/// Shortest line that may divide rows, and columns, in points.
const SHORTEST: (f64, f64) = (12.0, 6.0);
/// How far from straight a line may be, and from its neighbour to be one with
/// it, in points.
const OFF: f64 = 1.0;
/// How far the ends of a table's lines may be from each other, in points.
const ENDS: f64 = 4.0;
/// Lines of a page that are looked at: maps have more.
const MOST: usize = 20_000;
/// Lines across that make a table without lines down.
const OPEN: usize = 3;
/// Narrowest column, in points.
const NARROWEST: f64 = 6.0;
/// Cells of a page: a drawing has more.
const CELLS: usize = 1_000_000;
/// Tables of a page, and lines across parts of one.
const TABLES: usize = 100;
const PARTLY: usize = 500;

/// A straight line: where it stands, and from where to where it goes.
#[derive(Clone, Copy, Debug)]
struct Rule {
    at: f64,
    from: f64,
    to: f64,
}

/// The lines of a page as they are drawn.
#[derive(Default)]
pub(super) struct Rules {
    across: Vec<Rule>,
    down: Vec<Rule>,
}

/// A place on the page that lines divide.
pub(super) struct Table {
    pub(super) left: f64,
    pub(super) right: f64,
    /// Heights of the lines across, from the top.
    pub(super) across: Vec<f64>,
    down: Vec<Rule>,
    /// Lines across a part of it.
    partly: Vec<Rule>,
}

impl Rules {
    /// Adds the straight lines of a path: a thin box is two of them.
    pub(super) fn add(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => (start, last) = (to, to),
                PathEl::LineTo(to) => {
                    self.line(transform * last, transform * to);
                    last = to;
                }
                PathEl::ClosePath => {
                    self.line(transform * last, transform * start);
                    last = start;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = to,
            }
        }
    }

    fn line(&mut self, a: Point, b: Point) {
        let rule = |at: f64, one: f64, other: f64| Rule {
            at,
            from: one.min(other),
            to: one.max(other),
        };
        let (wide, high) = ((b.x - a.x).abs(), (b.y - a.y).abs());
        if self.across.len() + self.down.len() >= MOST || !(wide + high).is_finite() {
            return;
        }
        if high < OFF && wide > SHORTEST.0 {
            self.across.push(rule(a.y, a.x, b.x));
        } else if wide < OFF && high > SHORTEST.1 {
            self.down.push(rule(a.x, a.y, b.y));
        }
    }

    /// The tables from the top. Lines as wide as each other belong to one.
    pub(super) fn tables(self) -> Vec<Table> {
        let (across, down) = (whole(self.across), whole(self.down));
        if across.len() * down.len() > CELLS {
            return Vec::new();
        }
        let mut tables: Vec<Table> = Vec::new();
        for rule in &across {
            let near = |a: f64, b: f64| (a - b).abs() < ENDS;
            let same =
                |table: &&mut Table| near(table.left, rule.from) && near(table.right, rule.to);
            match tables.iter_mut().find(same) {
                Some(table) => table.across.push(rule.at),
                None => tables.push(Table {
                    left: rule.from,
                    right: rule.to,
                    across: vec![rule.at],
                    down: Vec::new(),
                    partly: Vec::new(),
                }),
            }
        }
        tables.retain(|table| table.across.len() >= 2);
        tables.truncate(TABLES);
        for table in &mut tables {
            let (left, right) = (table.left + ENDS, table.right - ENDS);
            let inside = down.iter().filter(|rule| left < rule.at && rule.at < right);
            table.down = inside.copied().collect();
            let part = |rule: &&Rule| {
                let (from, to) = (rule.from + ENDS > table.left, rule.to - ENDS < table.right);
                from && to && (left < rule.from || rule.to < right)
            };
            table.partly = across.iter().filter(part).take(PARTLY).copied().collect();
        }
        tables.retain(|table| table.across.len() >= if table.down.is_empty() { OPEN } else { 2 });
        tables
    }
}

impl Table {
    /// Where lines down divide what stands between these heights: a line that
    /// does not reach from one to the other is of a table inside.
    pub(super) fn columns(&self, top: f64, foot: f64) -> Vec<f64> {
        let crossing = self
            .down
            .iter()
            .filter(|rule| rule.from < top + ENDS && foot - ENDS < rule.to);
        let mut columns: Vec<f64> = crossing.map(|rule| rule.at).collect();
        columns.sort_by(f64::total_cmp);
        // Cells drawn as boxes of their own have two lines between them.
        columns.dedup_by(|b, a| *b - *a < NARROWEST);
        columns
    }

    /// Heights of the lines across a part of it between these heights.
    pub(super) fn steps(&self, top: f64, foot: f64) -> Vec<f64> {
        let within = |rule: &&Rule| top + ENDS < rule.at && rule.at < foot - ENDS;
        let mut steps: Vec<f64> = self.partly.iter().filter(within).map(|r| r.at).collect();
        steps.dedup_by(|b, a| *b - *a < ENDS);
        steps
    }

    /// How many of the steps stand above a place and are lines over it.
    pub(super) fn step(&self, steps: &[f64], x: f64, y: f64) -> usize {
        let over = |at: f64| {
            let near = |rule: &&Rule| (rule.at - at).abs() < ENDS;
            let mut rules = self.partly.iter().filter(near);
            rules.any(|rule| rule.from < x && x < rule.to)
        };
        let above = steps.partition_point(|&at| at < y);
        (0..above)
            .rfind(|&at| over(steps[at]))
            .map_or(0, |at| at + 1)
    }

    /// No line down divides it anywhere.
    pub(super) fn is_open(&self) -> bool {
        self.down.is_empty()
    }
}

/// Lines that were drawn in parts, by where they stand.
fn whole(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut found: Vec<Rule> = Vec::new();
    for line in rules.chunk_by_mut(|a, b| b.at - a.at < OFF) {
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let at = line[0].at;
        let first = found.len();
        for rule in line {
            match found[first..].last_mut() {
                Some(last) if rule.from < last.to + OFF + 1.0 => last.to = last.to.max(rule.to),
                _ => found.push(Rule { at, ..*rule }),
            }
        }
    }
    found
}
