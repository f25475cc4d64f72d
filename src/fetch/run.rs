//! A page → its documents, one at a time, with a pause between two.

use super::address::{Address, Refusal};
use super::net::{Miss, Net};
use super::page::{Page, open, through};
use super::report::{Fetched, File, Status};
use super::store::{Row, Rows, Store, cannot, taken};
use super::{Link, Plan, plan, wait};
use crate::error::{Error, Result};
use crate::formats::html;
use crate::limits::{Limit, Limits};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Duration;

/// How a page is fetched.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address of a page that was saved, where it does not say it.
    pub base: Option<String>,
    /// Between two questions to a host.
    pub pause: Duration,
    /// Longest time for a single step of an answer.
    pub timeout: Duration,
    /// How large a file may be.
    pub limits: Limits,
    /// Only list what would be fetched.
    pub dry_run: bool,
}

/// What is told while files are fetched.
#[derive(Clone, Copy, Debug)]
pub enum Word<'a> {
    /// Where it goes, or what it waits for.
    Says(&'a str),
    /// The file that is next, how many were done before, and of how many.
    Next(&'a str, usize, usize),
}

/// How often a host that asks to wait is asked again for one file.
const TRIES: usize = 3;
/// After so many files in a row for which a host cannot be reached, or asks to
/// wait as often as it is asked, it is left.
const DEAF: usize = 2;

/// Brings what a page links to into a folder. `page` is a file or an address;
/// `say` is
/// told where it goes before it goes there.
pub fn fetch(
    page: &str,
    dir: &Path,
    options: &Options,
    say: &mut dyn FnMut(Word),
) -> Result<Fetched> {
    let net = Net::new(options.timeout, options.limits);
    let page = open(page, &net, options, say)?;
    let text = html::source(&page.bytes)
        .ok()
        .filter(|_| html::looks_like(&page.bytes, &page.name));
    let text = text.ok_or_else(|| {
        Error::new("is no web page")
            .at(Path::new(&page.called))
            .cure("save the page as HTML, or give its address")
    })?;
    let mut store = match options.dry_run {
        true => None,
        false => Some(Store::open(dir)?),
    };
    let known = match &store {
        Some(store) => store.rows.names(),
        None => Rows::read(dir)?.names(),
    };
    // The page has its name before the documents have theirs.
    let register = store
        .as_mut()
        .map(|store| page.keep(&text, store))
        .transpose()?;
    let plan = plan(&text, page.address.as_ref(), &known, &taken(dir)?);
    check(&page, &plan, options)?;
    let hosts = allowed(&page, &plan);
    let mut report = Fetched {
        page: page.called,
        register,
        hosts: plan.hosts(),
        fetched: 0,
        there: 0,
        failed: 0,
        files: Vec::new(),
    };
    match store {
        Some(store) => bring(&plan, store, (&net, &hosts), options, &mut report, say)?,
        None => {
            let would = format!("would go to {}", report.hosts.join(", "));
            if !plan.links.is_empty() {
                say(Word::Says(&format!(
                    "{would}: {}",
                    counted(plan.links.len())
                )));
            }
            report.files.extend(plan.links.iter().map(listed));
        }
    }
    for (address, text, why) in plan.refused {
        report.add(File::failed(address, text, None, why));
    }
    Ok(report)
}

/// The hosts that redirects may lead to: those of the documents, and the one
/// that gave the page.
fn allowed(page: &Page, plan: &Plan) -> Vec<String> {
    let asked = page.address.iter().filter(|_| page.called.contains("://"));
    let own = asked.map(Address::host);
    plan.hosts().into_iter().chain(own).collect()
}

fn counted(files: usize) -> String {
    let what = if files == 1 { "file" } else { "files" };
    format!("{files} {what}")
}

/// What stands against the plan as a whole.
fn check(page: &Page, plan: &Plan, options: &Options) -> Result<()> {
    let place = Path::new(&page.called);
    if let Some(link) = &plan.homeless {
        return Err(Error::new(format!(
            "does not say where it is from, and links to {link}"
        ))
        .at(place)
        .cure("give its address with --base https://…"));
    }
    let told = |told: crate::decode::NotText| Error::new(told.what).at(place).cure(told.cure);
    options
        .limits
        .check(Limit::Members, plan.links.len() as u64)
        .map_err(told)
}

fn listed(link: &Link) -> File {
    File {
        address: link.address.to_string(),
        text: link.text.clone(),
        file: Some(link.file.clone()),
        answer: link.answer,
        status: Status::Listed,
        bytes: None,
        sha256: None,
        reason: None,
        cure: None,
    }
}

/// What is kept in mind of a host within a run.
#[derive(Default)]
struct Host {
    deaf: usize,
    waits: usize,
    left: Option<Refusal>,
}

fn bring(
    plan: &Plan,
    mut store: Store,
    (net, hosts): (&Net, &[String]),
    options: &Options,
    report: &mut Fetched,
    say: &mut dyn FnMut(Word),
) -> Result<()> {
    let (mut missing, mut to) = (0, Vec::new());
    let mut found = Vec::with_capacity(plan.links.len());
    for link in &plan.links {
        let address = link.address.to_string();
        let there = store.there(&link.file, store.rows.of(&address))?;
        let status = if there.is_some() {
            "fetched"
        } else {
            "waiting"
        };
        let mut row = Row::new(&address, &link.file, status);
        row.whole = there.clone();
        store.rows.put(row);
        if there.is_none() {
            missing += 1;
            to.push(link.address.host());
        }
        found.push(there);
    }
    store.write_list()?;
    if missing > 0 {
        let mut seen = HashSet::new();
        to.retain(|host| seen.insert(host.clone()));
        let (to, through) = (to.join(", "), through(net));
        say(Word::Says(&format!(
            "goes to {to}{through}: {}",
            counted(missing)
        )));
    }
    let mut run = Run {
        net,
        options,
        hosts,
        minds: HashMap::new(),
        // The page was asked for just before.
        asked: report.page.contains("://"),
        done: 0,
        say,
    };
    let mut became = Vec::with_capacity(plan.links.len());
    for (link, there) in plan.links.iter().zip(&found) {
        became.push(match there {
            Some(_) => None,
            None => run.next(link, &mut store, missing)?,
        });
    }
    // What the host asked to wait for comes last: it holds up nothing else.
    for ((link, there), became) in plan.links.iter().zip(&found).zip(&mut became) {
        if there.is_none() && became.is_none() {
            *became = Some(run.last(link, &mut store)?);
        }
    }
    for ((link, there), became) in plan.links.iter().zip(found).zip(became) {
        let (whole, status, why) = match (there, became) {
            (Some(whole), _) => (Some(whole), Status::There, None),
            (None, Some(Ok(whole))) => (Some(whole), Status::Fetched, None),
            (None, Some(Err(why))) => (None, Status::Failed, Some(why)),
            (None, None) => (None, Status::Failed, None),
        };
        let (bytes, sha256) = whole.unzip();
        report.add(File {
            status,
            bytes,
            sha256,
            reason: why.as_ref().map(|why| why.reason.clone()),
            cure: why.map(|why| why.cure),
            ..listed(link)
        });
    }
    store.write_list()
}

struct Run<'a> {
    net: &'a Net,
    options: &'a Options,
    hosts: &'a [String],
    minds: HashMap<String, Host>,
    /// Something was asked for before.
    asked: bool,
    /// Files that were tried.
    done: usize,
    say: &'a mut dyn FnMut(Word),
}

type Whole = std::result::Result<(u64, String), Refusal>;

/// What became of a file that was asked for.
enum Tried {
    Ended(Whole),
    /// Its host asked to wait, as often as it was asked.
    Later(Refusal),
}

impl Run<'_> {
    /// One file of so many, from its host to its place and into the list; nothing
    /// where it is to be asked for once more when the others have been.
    fn next(&mut self, link: &Link, store: &mut Store, of: usize) -> Result<Option<Whole>> {
        (self.say)(Word::Next(&link.file, self.done, of));
        self.done += 1;
        match self.asked_for(link, store)? {
            Tried::Ended(whole) => self.noted(link, store, whole).map(Some),
            Tried::Later(_) => {
                let host = link.address.host();
                let words = format!("goes on, and asks {host} for {} last", link.file);
                (self.say)(Word::Says(&words));
                Ok(None)
            }
        }
    }

    /// The same of one for which its host asked to wait.
    fn last(&mut self, link: &Link, store: &mut Store) -> Result<Whole> {
        match self.asked_for(link, store)? {
            Tried::Ended(whole) => self.noted(link, store, whole),
            Tried::Later(why) => self.noted(link, store, Err(why)),
        }
    }

    fn asked_for(&mut self, link: &Link, store: &Store) -> Result<Tried> {
        let host = link.address.host();
        let left = self.minds.get(&host).and_then(|mind| mind.left.clone());
        match left {
            Some(why) => Ok(Tried::Ended(Err(why))),
            None => self.tried(link, store, &host),
        }
    }

    fn noted(&mut self, link: &Link, store: &mut Store, whole: Whole) -> Result<Whole> {
        let mut row = Row::new(&link.address.to_string(), &link.file, "fetched");
        match &whole {
            Ok(whole) => row.whole = Some(whole.clone()),
            Err(why) => row.status = format!("failed: {}", why.reason),
        }
        store.note(row)?;
        Ok(whole)
    }

    fn tried(&mut self, link: &Link, store: &Store, host: &str) -> Result<Tried> {
        for turn in 1.. {
            if std::mem::replace(&mut self.asked, true) {
                std::thread::sleep(self.options.pause);
            }
            let mut part = store.begin(&link.file)?;
            let most = self.options.limits.bytes(Limit::File);
            let got = self
                .net
                .get(&link.address, self.hosts, most, &mut |some| part.put(some));
            let miss = match got {
                Ok(_) => {
                    let mind = self.minds.entry(host.to_owned()).or_default();
                    (mind.deaf, mind.waits) = (0, 0);
                    return Ok(Tried::Ended(match part.instead() {
                        Some(why) => Err(why),
                        None => Ok(part.finish()?),
                    }));
                }
                Err(miss) => miss,
            };
            let mind = self.minds.entry(host.to_owned()).or_default();
            match miss {
                Miss::Wait(_, Some(seconds)) if seconds <= wait::LONGEST && turn < TRIES => {
                    (self.say)(Word::Says(&format!("waits {seconds} s, as {host} asks")));
                    std::thread::sleep(Duration::from_secs(seconds));
                }
                Miss::Write(error) => {
                    return Err(cannot(Path::new(&link.file), "be written", &error));
                }
                miss => {
                    mind.deaf += usize::from(matches!(miss, Miss::Unreachable(_)));
                    let waits = matches!(miss, Miss::Wait(..));
                    mind.waits = if waits { mind.waits + 1 } else { 0 };
                    // An hour is asked of everybody, a few seconds of one file.
                    let long = matches!(miss, Miss::Wait(_, seconds) if seconds.is_none_or(|seconds| seconds > wait::LONGEST));
                    let leave = long || mind.waits >= DEAF || mind.deaf >= DEAF;
                    let why = told(miss, host)?;
                    mind.left = leave.then(|| why.clone());
                    return Ok(match waits && !leave {
                        true => Tried::Later(why),
                        false => Tried::Ended(Err(why)),
                    });
                }
            }
        }
        Ok(Tried::Ended(Err(Refusal::new(
            "was not asked for",
            "run the same command again",
        ))))
    }
}

/// A miss, as it is told.
pub(super) fn told(miss: Miss, host: &str) -> Result<Refusal> {
    const LATER: &str = "run the same command again later; what is there is not fetched twice";
    Ok(match miss {
        Miss::Failed(why) | Miss::Unreachable(why) => why,
        Miss::Wait(code, Some(seconds)) => Refusal::new(
            format!("{host} asks to wait {seconds} seconds ({code})"),
            LATER,
        ),
        Miss::Wait(code, None) => Refusal::new(format!("{host} asks to wait ({code})"), LATER),
        Miss::Write(error) => return Err(Error::from(error)),
    })
}
