//! Bodies → the engine: what is not taken is sent again after growing waits.

use crate::engine::answers::items;
use crate::engine::bulk::Body;
use crate::engine::client::{Client, Sent};
use crate::error::{Error, Result};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use ureq::http::Method;

/// Sends bodies, and counts their bytes.
pub(super) struct Sender<'c> {
    client: &'c Client,
    bytes: AtomicU64,
}

/// The first wait before documents are sent again; each is twice the one before.
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(15);

impl<'c> Sender<'c> {
    pub(super) fn new(client: &'c Client) -> Self {
        Sender {
            client,
            bytes: AtomicU64::new(0),
        }
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Sends bodies to an index; all is taken when it is done.
    pub(super) fn bodies(&self, index: &str, bodies: impl IntoIterator<Item = Body>) -> Result<()> {
        bodies
            .into_iter()
            .try_for_each(|body| self.body(index, body))
    }

    fn body(&self, index: &str, mut body: Body) -> Result<()> {
        let (mut wait, began) = (FIRST_WAIT, Instant::now());
        let path = format!("/{index}/_bulk");
        loop {
            let answer = self
                .client
                .ask(&Method::POST, &path, Sent::Lines(&body.lines))?;
            if answer.is_missing() {
                return Err(
                    Error::new(format!("{index} is gone: others took it away meanwhile"))
                        .cure("push again"),
                );
            }
            self.bytes
                .fetch_add(body.lines.len() as u64, Ordering::Relaxed);
            let at = |error: Error| error.at(self.client.url().as_ref());
            let items = items(&answer.body, body.docs()).map_err(at)?;
            if items.again.is_empty() {
                return Ok(());
            }
            if began.elapsed() + wait > self.client.patience().whole {
                let why = items.why.unwrap_or_default();
                return Err(at(Error::new(format!(
                    "does not take {} documents: {why}",
                    items.again.len()
                ))
                .cure(
                    "look how busy it is; the same command again goes on where this one ended",
                )));
            }
            body = body.only(&items.again);
            std::thread::sleep(wait);
            wait = wait.saturating_mul(2).min(LONGEST_WAIT);
        }
    }
}
