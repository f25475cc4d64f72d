//! A share with its interval, after E. B. Wilson (1927).
//!
//! No correction for a finite population: of few rows the interval is then
//! rather too wide than too narrow, and a sheet that comes back need not know
//! out of how many its rows were drawn.

/// 0.975 of the normal distribution lie below.
const Z: f64 = 1.959_963_984_540_054;

/// Where a figure would lie in 95 of 100 such samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// How many of some are so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that are.
    pub part: usize,
    /// All.
    pub all: usize,
}

impl Share {
    /// Counts one more.
    pub fn add(&mut self, is_so: bool) {
        self.part += usize::from(is_so);
        self.all += 1;
    }

    /// The share; nothing of nothing.
    pub fn value(self) -> Option<f64> {
        (self.all > 0).then(|| self.part as f64 / self.all as f64)
    }

    /// Its 95 % interval, Wilson's.
    pub fn interval(self) -> Option<Interval> {
        let share = self.value()?;
        let (all, square) = (self.all as f64, Z * Z);
        let middle = share + square / (2.0 * all);
        let spread = Z * (share * (1.0 - share) / all + square / (4.0 * all * all)).sqrt();
        let scale = 1.0 + square / all;
        Some(Interval {
            low: ((middle - spread) / scale).max(0.0),
            high: ((middle + spread) / scale).min(1.0),
        })
    }
}
