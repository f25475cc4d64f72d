//! What an engine answers, read: what was asked for, what may go better, what
//! it refuses and why. Pure.

use crate::error::Error;
use serde_json::Value;

/// An answer that can be used.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
}

/// Why an answer cannot be used.
#[derive(Debug)]
pub(super) enum Refused {
    /// It may go better later.
    Busy(String),
    Never(Error),
}

impl Answer {
    pub(super) fn read(status: u16, body: &[u8]) -> Result<Self, Refused> {
        let value: Option<Value> = serde_json::from_slice(body).ok();
        let told = value
            .as_ref()
            .map(|body| &body["error"])
            .unwrap_or(&Value::Null);
        match status {
            200..=299 | 404 => match value {
                Some(body) => Ok(Answer { status, body }),
                None if status == 404 => Err(Refused::Never(no_engine())),
                // Cut off on the way.
                None => Err(Refused::Busy("its answer broke off".to_owned())),
            },
            // Asked twice, where the first answer was lost.
            400 if told["type"] == "resource_already_exists_exception" => Ok(Answer {
                status,
                body: Value::Null,
            }),
            // The health of an index that did not get as healthy in time.
            408 if value
                .as_ref()
                .is_some_and(|body| body["status"].is_string()) =>
            {
                Ok(Answer {
                    status,
                    body: value.unwrap_or_default(),
                })
            }
            408 => Err(Refused::Busy("is not ready in time (408)".to_owned())),
            401 => Err(Refused::Never(not_known())),
            // So an engine says that its disk is full, and that it is busy.
            429 if is_blocked(told) => Err(Refused::Never(blocked(told))),
            429 => Err(Refused::Busy("is busy (429)".to_owned())),
            403 if is_blocked(told) => Err(Refused::Never(blocked(told))),
            403 => Err(Refused::Never(not_allowed(told))),
            500..=599 => Err(Refused::Busy(match why(told) {
                Some(why) => format!("is not ready ({status}): {why}"),
                None => format!("is not ready ({status})"),
            })),
            300..=399 => Err(Refused::Never(no_engine())),
            _ => Err(Refused::Never(refused(status, told))),
        }
    }

    pub(super) fn is_missing(&self) -> bool {
        self.status == 404
    }
}

/// What became of the documents of a bulk request.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// Documents by number that may be taken later.
    pub(super) again: Vec<usize>,
    /// Why one of them was not taken.
    pub(super) why: Option<String>,
}

/// Reads the answer to a bulk request of so many documents.
pub(super) fn items(body: &Value, sent: usize) -> Result<Items, Error> {
    let mut found = Items::default();
    let items = body["items"].as_array().filter(|items| items.len() == sent);
    let Some(items) = items else {
        return Err(no_engine());
    };
    if body["errors"] == Value::Bool(false) {
        return Ok(found);
    }
    for (at, item) in items.iter().enumerate() {
        let done = item.as_object().and_then(|item| item.values().next());
        let done = done.unwrap_or(&Value::Null);
        let status = done["status"].as_u64().unwrap_or(0);
        let told = &done["error"];
        match status {
            200..=299 => {}
            // What is to be taken out is not there.
            404 if told.is_null() => {}
            429 | 403 if is_blocked(told) => return Err(blocked(told)),
            429 | 500..=599 => {
                found.again.push(at);
                found
                    .why
                    .get_or_insert_with(|| why(told).unwrap_or_default());
            }
            _ => {
                let id = done["_id"].as_str().unwrap_or("?");
                let why = why(told).unwrap_or_else(|| format!("status {status}"));
                return Err(
                    Error::new(format!("does not take the document {id}: {why}"))
                        .cure("its index was made or changed by others; give another --name"),
                );
            }
        }
    }
    Ok(found)
}

/// A search over all of an index: an answer of parts of it is none.
pub(super) fn whole(body: &Value) -> Result<&Value, Error> {
    let failed = body["_shards"]["failed"].as_u64().unwrap_or(0);
    let late = body["timed_out"] == Value::Bool(true);
    match failed > 0 || late {
        true => Err(Error::new("answers for a part of the archive alone")
            .cure("look whether all its nodes run, and ask again")),
        false => Ok(body),
    }
}

fn is_blocked(told: &Value) -> bool {
    told["type"] == "cluster_block_exception"
}

/// The words of an engine about a failure.
fn why(told: &Value) -> Option<String> {
    let cause = &told["root_cause"][0]["reason"];
    let reason = [cause, &told["reason"], told]
        .into_iter()
        .find_map(Value::as_str)?;
    Some(crate::decode::printable(reason).chars().take(300).collect())
}

fn blocked(told: &Value) -> Error {
    let why = why(told).unwrap_or_default();
    Error::new(format!("takes nothing more: {why}")).cure(
        "make room on its disks or lift the block; then the same command again goes on where this one ended",
    )
}

fn not_known() -> Error {
    Error::new("does not know this name and password (401)")
        .cure("set REMISS_ENGINE_USER and REMISS_ENGINE_PASSWORD, or give --credentials FILE")
}

fn not_allowed(told: &Value) -> Error {
    let why = why(told).map_or_else(String::new, |why| format!(": {why}"));
    Error::new(format!("does not allow this (403){why}"))
        .cure("ask whoever keeps it for the right to this archive's indices, aliases and templates")
}

fn refused(status: u16, told: &Value) -> Error {
    let why = why(told).unwrap_or_else(|| "without a reason".to_owned());
    Error::new(format!("refuses this ({status}): {why}")).cure("it should be OpenSearch 2 or later")
}

/// What answers is no engine.
pub(super) fn no_engine() -> Error {
    Error::new("does not answer as an engine does")
        .cure("look at the address; it should be that of OpenSearch 2 or later")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(status: u16, body: Value) -> Result<Answer, Refused> {
        Answer::read(status, body.to_string().as_bytes())
    }

    #[test]
    fn busy_engines_are_waited_for_and_full_ones_are_not() {
        let block = json!({"error": {"type": "cluster_block_exception", "reason": "flood-stage"}});
        let told = |refused: Result<Answer, Refused>| match refused {
            Err(Refused::Never(error)) => error.to_string(),
            other => format!("{other:?}"),
        };
        assert!(told(read(429, block.clone())).contains("takes nothing more: flood-stage"));
        assert!(told(read(403, block.clone())).contains("takes nothing more"));
        assert!(matches!(read(503, block), Err(Refused::Busy(_))));
        assert!(matches!(read(429, json!({})), Err(Refused::Busy(_))));
        assert!(told(read(401, json!({}))).contains("REMISS_ENGINE_USER"));
        assert!(matches!(
            Answer::read(200, b"{\"a\":"),
            Err(Refused::Busy(_))
        ));
        assert!(matches!(
            read(200, json!({})),
            Ok(Answer { status: 200, .. })
        ));
    }

    #[test]
    fn items_that_were_not_taken_are_known_by_number() {
        let body = json!({"errors": true, "items": [
            {"index": {"_id": "a", "status": 201}},
            {"index": {"_id": "b", "status": 429, "error": {"reason": "queue is full"}}},
            {"delete": {"_id": "c", "status": 404}},
        ]});
        let items = items(&body, 3).unwrap();
        assert_eq!(items.again, [1]);
        assert_eq!(items.why.as_deref(), Some("queue is full"));
        assert!(super::items(&body, 2).is_err());
    }

    #[test]
    fn a_full_disk_and_a_strict_mapping_end_it() {
        let item = |status: u16, error: Value| json!({"errors": true, "items": [{"index": {"_id": "a", "status": status, "error": error}}]});
        let full = item(
            429,
            json!({"type": "cluster_block_exception", "reason": "flood"}),
        );
        assert!(items(&full, 1).unwrap_err().to_string().contains("flood"));
        let strict = item(400, json!({"reason": "strict_dynamic_mapping"}));
        assert!(
            items(&strict, 1)
                .unwrap_err()
                .to_string()
                .contains("document a")
        );
    }
}
