//! What is done meanwhile, told on standard error with -v: a line an event,
//! with the time since the start. Standard output holds the answer alone.

use super::run::Place;
use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Events of this program; what libraries say is theirs.
const OWN: &str = env!("CARGO_CRATE_NAME");

/// Tells events from now on.
pub(super) fn begin() {
    let lines = Lines {
        began: Instant::now(),
        spans: AtomicU64::new(1),
    };
    // Where somebody else listens already, as a program that has this library
    // in it may, he goes on.
    let _ = tracing::subscriber::set_global_default(lines);
}

struct Lines {
    began: Instant,
    spans: AtomicU64,
}

impl Subscriber for Lines {
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        let target = about.target();
        target == OWN
            || target
                .strip_prefix(OWN)
                .is_some_and(|rest| rest.starts_with("::"))
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        let passed = self.began.elapsed().as_millis();
        let mut out = Place::Error.writer();
        // Nobody is told that nobody can be told.
        let _ = writeln!(out, "[{passed:>6} ms] {}{}", line.message, line.fields)
            .and_then(|()| out.flush());
    }

    // Spans are not told; they have numbers because they must.
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed).max(1))
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// "archive opened archive=.remiss".
#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }
}
