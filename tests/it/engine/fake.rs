//! A small engine on loopback: indices, aliases and bulk requests as far as a
//! push needs them, with failures on order.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

type Docs = BTreeMap<String, Value>;

#[derive(Default)]
struct State {
    indices: BTreeMap<String, Docs>,
    aliases: BTreeMap<String, String>,
    asked: Vec<String>,
    seen: String,
    authorized: Vec<String>,
    /// Where it fails (all of these in the path), with which status and words.
    fails: Option<(String, u16, String)>,
    busy: usize,
    busy_items: usize,
    cut: usize,
}

pub(crate) struct Fake {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Fake {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State::default()));
        let kept = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = kept.clone();
                std::thread::spawn(move || serve(&stream, &kept));
            }
        });
        Fake { port, state }
    }

    fn with<T>(&self, read: impl FnOnce(&mut State) -> T) -> T {
        read(&mut self.state.lock().unwrap())
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.with(|state| state.asked.clone())
    }

    pub(crate) fn standing(&self, alias: &str) -> Option<String> {
        self.with(|state| state.aliases.get(alias).cloned())
    }

    pub(crate) fn stand(&self, alias: &str, index: &str) {
        self.with(|state| {
            state.indices.entry(index.to_owned()).or_default();
            state.aliases.insert(alias.to_owned(), index.to_owned());
        });
    }

    pub(crate) fn has(&self, index: &str) -> bool {
        self.with(|state| state.indices.contains_key(index))
    }

    pub(crate) fn ids(&self, index: &str) -> Vec<String> {
        self.with(|state| state.indices[index].keys().cloned().collect())
    }

    pub(crate) fn docs(&self, index: &str) -> Vec<Value> {
        self.with(|state| state.indices[index].values().cloned().collect())
    }

    pub(crate) fn has_seen(&self, words: &str) -> bool {
        self.with(|state| state.seen.to_lowercase().contains(words))
    }

    pub(crate) fn authorized(&self, header: &str) -> bool {
        self.with(|state| {
            !state.authorized.is_empty() && state.authorized.iter().all(|one| one == header)
        })
    }

    pub(crate) fn fail_at(&self, place: &str, status: u16) {
        self.fail_with(place, status, r#"{"error":{"reason":"on order"}}"#);
    }

    pub(crate) fn fail_with(&self, place: &str, status: u16, body: &str) {
        self.with(|state| state.fails = Some((place.to_owned(), status, body.to_owned())));
    }

    pub(crate) fn fail_nowhere(&self) {
        self.with(|state| state.fails = None);
    }

    /// The next so many bulk requests are put off.
    pub(crate) fn busy(&self, requests: usize) {
        self.with(|state| state.busy = requests);
    }

    /// The first document of the next so many bulk requests is put off.
    pub(crate) fn busy_items(&self, requests: usize) {
        self.with(|state| state.busy_items = requests);
    }

    /// Of the next so many answers half comes.
    pub(crate) fn cut(&self, answers: usize) {
        self.with(|state| state.cut = answers);
    }
}

fn serve(stream: &TcpStream, state: &Mutex<State>) {
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let mut words = line.split_whitespace();
        let (method, path) = (
            words.next().unwrap_or("").to_owned(),
            words.next().unwrap_or("").to_owned(),
        );
        let (mut length, mut authorization) = (0, String::new());
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) == 0 || header == "\r\n" {
                break;
            }
            let (name, value) = header.split_once(':').unwrap();
            match name.to_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap(),
                "authorization" => authorization = value.trim().to_owned(),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let body = String::from_utf8(body).unwrap();
        let mut state = state.lock().unwrap();
        state.asked.push(format!("{method} {path}"));
        state.seen.push_str(&body);
        if !authorization.is_empty() {
            state.authorized.push(authorization);
        }
        let (status, told) = answer(&mut state, &method, &path, &body);
        let half = state.cut > 0;
        state.cut = state.cut.saturating_sub(1);
        drop(state);
        let head = format!(
            "HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n",
            told.len()
        );
        let mut out = stream;
        let most = if half { told.len() / 2 } else { told.len() };
        if out.write_all(head.as_bytes()).is_err()
            || out.write_all(&told.as_bytes()[..most]).is_err()
            || half
        {
            return;
        }
    }
}

fn answer(state: &mut State, method: &str, path: &str, body: &str) -> (u16, String) {
    if let Some((place, status, words)) = &state.fails
        && place.split(' ').all(|word| path.contains(word))
    {
        return (*status, words.clone());
    }
    let (path, _) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let told = match (method, &parts[..]) {
        ("GET", ["_alias", alias]) => match state.aliases.get(*alias) {
            Some(index) => json!({index.as_str(): {"aliases": {*alias: {}}}}),
            None => return missing(),
        },
        ("PUT", ["_index_template", _]) | ("GET", ["_cluster", "health", _]) => json!({}),
        ("POST", ["_aliases"]) => aliases(state, body),
        ("GET", [pattern, "_alias"]) => {
            let stem = pattern.trim_end_matches('*');
            let names = state.indices.keys().filter(|name| name.starts_with(stem));
            Value::Object(names.map(|name| (name.clone(), json!({}))).collect())
        }
        ("POST", [base, "_clone", index]) => {
            let docs = state.indices[*base].clone();
            state.indices.insert((*index).to_owned(), docs);
            json!({})
        }
        ("DELETE", [index]) => match state.indices.remove(*index) {
            Some(_) => json!({}),
            None => return missing(),
        },
        ("PUT", [index]) => {
            state.indices.insert((*index).to_owned(), Docs::new());
            json!({})
        }
        (_, [index, ..]) if !state.indices.contains_key(*index) => return missing(),
        ("POST", [index, "_bulk"]) => {
            if state.busy > 0 {
                state.busy -= 1;
                return (429, "{}".to_owned());
            }
            bulk(state, index, body)
        }
        ("POST", [index, "_search"]) => {
            let papers = state.indices[*index]
                .values()
                .filter(|doc| doc["part"] == 0);
            let hits = papers.map(|doc| json!({"_source": doc, "sort": [doc["of"]]}));
            json!({"_shards": {"failed": 0}, "hits": {"hits": hits.collect::<Vec<_>>()}})
        }
        ("POST", [index, "_count"]) => {
            let all = !body.contains("part");
            let docs = state.indices[*index].values();
            let count = docs.filter(|doc| all || doc["part"] == 0).count();
            json!({"_shards": {"failed": 0}, "count": count})
        }
        _ => json!({}),
    };
    (200, told.to_string())
}

fn missing() -> (u16, String) {
    (404, json!({"error": "missing", "status": 404}).to_string())
}

fn aliases(state: &mut State, body: &str) -> Value {
    let actions: Value = serde_json::from_str(body).unwrap();
    for action in actions["actions"].as_array().unwrap() {
        let add = &action["add"];
        if add.is_object() {
            let word = |name: &str| add[name].as_str().unwrap().to_owned();
            assert!(state.indices.contains_key(&word("index")));
            state.aliases.insert(word("alias"), word("index"));
        }
    }
    json!({"acknowledged": true})
}

fn bulk(state: &mut State, index: &str, body: &str) -> Value {
    let mut put_off = state.busy_items > 0;
    state.busy_items = state.busy_items.saturating_sub(1);
    let docs = state.indices.get_mut(index).unwrap();
    let (mut lines, mut items) = (body.lines(), Vec::new());
    while let Some(action) = lines.next() {
        let action: Map<String, Value> = serde_json::from_str(action).unwrap();
        let (verb, id) = action.iter().next().unwrap();
        let id = id["_id"].as_str().unwrap().to_owned();
        let mut status = 200;
        if verb == "index" {
            let doc: Value = serde_json::from_str(lines.next().unwrap()).unwrap();
            match std::mem::take(&mut put_off) {
                true => status = 429,
                false => drop(docs.insert(id.clone(), doc)),
            }
        } else if docs.remove(&id).is_none() {
            status = 404;
        }
        let mut item = json!({"_id": id, "status": status});
        if status == 429 {
            item["error"] = json!({"type": "es_rejected_execution_exception", "reason": "busy"});
        }
        items.push(json!({verb.as_str(): item}));
    }
    let errors = items
        .iter()
        .any(|item| item.to_string().contains("\"error\""));
    json!({"errors": errors, "items": items})
}
