//! The one clock: `--on DAY`, else SOURCE_DATE_EPOCH, else today.

use crate::dates::of_days;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const DAY: u64 = 24 * 60 * 60;
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// The day that was given, else today, ISO.
pub(super) fn day(given: Option<&str>) -> String {
    if let Some(given) = given {
        return given.to_owned();
    }
    let said = std::env::var_os(VARIABLE);
    let said = said.and_then(|said| said.to_str()?.trim().parse::<u64>().ok());
    let seconds = said.unwrap_or_else(|| since_1970().as_secs());
    of_days(i64::try_from(seconds / DAY).unwrap_or(0))
}

#[expect(clippy::disallowed_methods, reason = "the one clock")]
fn since_1970() -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap_or_default()
}
