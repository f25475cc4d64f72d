//! Papers of issuers all over Sweden, invented, with labels: ministries,
//! courts, authorities, municipalities, regions, organisations. The floors
//! are what the program reaches today; they may only rise.

use crate::program;
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

/// What is right, of how many.
#[derive(Default)]
struct Score {
    shares: BTreeMap<&'static str, (usize, usize)>,
    misses: Vec<String>,
}

impl Score {
    fn count(&mut self, what: &'static str, right: bool, miss: impl FnOnce() -> String) {
        let share = self.shares.entry(what).or_default();
        share.0 += usize::from(right);
        share.1 += 1;
        if !right {
            self.misses.push(format!("{what}: {}", miss()));
        }
    }
}

#[test]
fn national_papers() {
    floor("national", [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
}

#[test]
fn papers_of_municipalities_and_regions() {
    floor("local", [1.0, 1.0, 1.0, 0.92, 1.0, 0.88]);
}

#[test]
fn papers_of_a_third_hand() {
    floor("third", [1.0, 1.0, 1.0, 0.95, 1.0, 0.88]);
}

// Four more hands, ten papers each, written without sight of the rules.

#[test]
fn papers_of_a_fourth_hand() {
    floor("fourth", [1.0, 1.0, 1.0, 1.0, 0.83, 0.8]);
}

#[test]
fn papers_of_a_fifth_hand() {
    floor("fifth", [1.0, 1.0, 1.0, 1.0, 0.8, 0.87]);
}

#[test]
fn papers_of_a_sixth_hand() {
    floor("sixth", [1.0, 1.0, 1.0, 1.0, 1.0, 0.95]);
}

#[test]
fn papers_of_a_seventh_hand() {
    floor("seventh", [1.0, 1.0, 1.0, 1.0, 0.83, 0.95]);
}

/// Letters that were written later: at first contact .83, .8, .8, .87, .53 and
/// .5 were read, before any rule was made on them.
#[test]
fn papers_of_an_eighth_hand() {
    floor("eighth", [1.0, 1.0, 1.0, 0.95, 0.93, 0.84]);
}

/// Two hands more, thirty papers; at first contact .93, .85, .96, .9, .79, .56.
#[test]
fn papers_of_a_tenth_hand() {
    floor("tenth", [0.93, 1.0, 0.96, 0.93, 0.83, 0.66]);
}

/// One more hand, two dozen papers; at first contact .88, .88, .94, .95, .86, .59.
#[test]
fn papers_of_an_eleventh_hand() {
    floor("eleventh", [1.0, 1.0, 1.0, 0.95, 0.92, 0.78]);
}

/// One more hand, two dozen papers that avoid the stock phrases; at first
/// contact .79, .78, .78, .86, .64, .57.
#[test]
fn papers_of_a_twelfth_hand() {
    floor("twelfth", [0.95, 0.94, 1.0, 1.0, 0.71, 0.6]);
}

/// A hand that writes as national bodies do; at first contact .96, 1, 1, .95,
/// .86, .80.
#[test]
fn papers_of_a_thirteenth_hand() {
    floor("thirteenth", [1.0, 1.0, 1.0, 1.0, 0.85, 0.8]);
}

/// One that writes as municipalities and regions do; at first contact .83, .67,
/// .89, .81, .62, .70.
#[test]
fn papers_of_a_fourteenth_hand() {
    floor("fourteenth", [0.95, 1.0, 1.0, 0.95, 0.84, 0.84]);
}

/// A second that writes as they do; at first contact .88, .75, .85, .86, .71, .57.
#[test]
fn papers_of_a_fifteenth_hand() {
    floor("fifteenth", [1.0, 1.0, 1.0, 1.0, 0.82, 0.85]);
}

/// National bodies and local ones, a compilation and a bill among them; at first
/// contact .92, .85, .90, .88, .92, .57.
#[test]
fn papers_of_a_sixteenth_hand() {
    floor("sixteenth", [1.0, 0.95, 1.0, 0.95, 0.92, 0.83]);
}

/// Courts, agencies, unions and persons on four referrals; at first contact 1.00, .95,
/// 1.00, 1.00, .83, .79.
#[test]
fn papers_of_a_seventeenth_hand() {
    floor("seventeenth", [1.0, 0.95, 1.0, 1.0, 0.83, 0.81]);
}

/// Municipalities and regions; at first contact .96, .95, .95, .96, .84, .65.
#[test]
fn papers_of_an_eighteenth_hand() {
    floor("eighteenth", [0.95, 0.95, 0.95, 0.95, 0.89, 0.73]);
}

/// Both, with a packet, a bill and a compilation whose sentences are the units; at first
/// contact .88, .95, .90, 1.00, .85, .36.
#[test]
fn papers_of_a_nineteenth_hand() {
    floor("nineteenth", [0.91, 1.0, 0.95, 1.0, 0.92, 0.36]);
}

/// Both, with a table of answers and comments by columns of spaces;
/// at first contact .92, .75, .90, .95, .85, .54.
#[test]
fn papers_of_a_twentieth_hand() {
    floor("twentieth", [0.91, 0.8, 0.9, 1.0, 0.92, 0.81]);
}

/// Both; at first contact 1.00, .95, 1.00, .95, .81, .70.
#[test]
fn papers_of_a_twentyfirst_hand() {
    floor("twentyfirst", [1.0, 0.95, 1.0, 0.91, 0.81, 0.8]);
}

/// Nothing but accounts of what others answered: at first contact units .50.
#[test]
fn accounts_of_a_twentysecond_hand() {
    floor("twentysecond", [1.0, 0.0, 0.0, 0.85, 0.0, 0.72]);
}

/// Others; at first contact .31, and .45 after two such sets had been read.
#[test]
fn accounts_of_a_twentythird_hand() {
    floor("twentythird", [1.0, 0.0, 0.0, 0.8, 0.0, 0.72]);
}

/// Others; at first contact .26, and .59 after three.
#[test]
fn accounts_of_a_twentyfourth_hand() {
    floor("twentyfourth", [0.9, 0.0, 0.0, 0.9, 0.0, 0.64]);
}

/// National bodies and local ones, a city's memo over its own programme among
/// them; at first contact 1.00, 1.00, 1.00, .96, .85, .74.
#[test]
fn papers_of_a_twentyfifth_hand() {
    floor("twentyfifth", [1.0, 1.0, 1.0, 0.95, 0.83, 0.88]);
}

/// Local ones first, with memos, a consultation on a plan and a list in one
/// paragraph; at first contact .96, .90, 1.00, .92, .90, .74.
#[test]
fn papers_of_a_twentysixth_hand() {
    floor("twentysixth", [0.95, 0.9, 1.0, 0.85, 0.8, 0.74]);
}

/// Half of them local: minutes with statements, memos, a city's account; bills'
/// chapters; at first contact 1.00, .93, 1.00, .92, 1.00, .85.
#[test]
fn papers_of_a_twentyseventh_hand() {
    floor("twentyseventh", [1.0, 0.99, 1.0, 0.9, 1.0, 0.88]);
}

/// Half local, half national, five referrals; at first contact .96, .83, 1.00, .90,
/// .86, .78.
#[test]
fn papers_of_a_twentyeighth_hand() {
    floor("twentyeighth", [0.95, 0.88, 1.0, 0.9, 0.85, 0.8]);
}

/// Fourteen of bodies that other sets do not have; at first contact 1.00, .83, 1.00,
/// 1.00, 1.00, .61.
#[test]
fn papers_of_a_twentyninth_hand() {
    floor("twentyninth", [1.0, 0.83, 1.0, 1.0, 1.0, 0.66]);
}

/// Eight of authorities, courts and a form; at first contact 1.00, 1.00, 1.00, .88,
/// .86, .86.
#[test]
fn papers_of_a_thirtieth_hand() {
    floor("thirtieth", [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
}

const FIELDS: [&str; 6] = [
    "kind",
    "respondent",
    "date",
    "number",
    "own number",
    "units",
];

fn floor(set: &str, floors: [f64; 6]) {
    let score = score(set);
    let mut below = Vec::new();
    for (field, floor) in FIELDS.iter().zip(floors) {
        // Accounts have no respondent and no date of their own.
        let Some(&(right, of)) = score.shares.get(field) else {
            continue;
        };
        let share = right as f64 / of as f64;
        if share + 0.005 < floor {
            below.push(format!("{field} {right}/{of} {share:.2}"));
        }
    }
    assert!(below.is_empty(), "{set}: {below:?}\n{:#?}", score.misses);
}

fn rows(set: &str, what: &str) -> Vec<Value> {
    let docs = crate::project(&format!("tests/issuers/{set}/docs"));
    let output = Command::new(program())
        .args(["export", what, "--format", "ndjson", "--in"])
        .arg(docs)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn score(set: &str) -> Score {
    let labels = crate::project(&format!("tests/issuers/{set}/documents.json"));
    let labels: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(labels).unwrap()).unwrap();
    let documents = rows(set, "documents");
    let units = rows(set, "units");
    let mut score = Score::default();
    for label in &labels {
        let name = label["doc"].as_str().unwrap();
        let own: Vec<&Value> = units
            .iter()
            .filter(|unit| unit["document"]["name"] == name)
            .collect();
        let row = documents.iter().find(|row| row["name"] == name);
        let empty = Value::Null;
        judge(label, row.unwrap_or(&empty), &own, &mut score);
        let wrong = format!(
            "{name}: {} labelled",
            label["units"].as_array().unwrap().len()
        );
        // A measure of both: what is labelled and what is found.
        let (right, labelled, found) = matched(label, &own);
        let share = score.shares.entry("units").or_default();
        share.0 += 2 * right;
        share.1 += labelled + found;
        if 2 * right < labelled + found {
            score
                .misses
                .push(format!("units: {wrong}, {found} found, {right} right"));
        }
    }
    score
}

fn judge(label: &Value, row: &Value, units: &[&Value], score: &mut Score) {
    let name = label["doc"].as_str().unwrap();
    let kind = match label["kind"].as_str().unwrap() {
        "annat" => "okand",
        kind => kind,
    };
    let mut also = label["kind_also"].as_array().into_iter().flatten();
    let right = row["kind"] == kind || also.any(|also| row["kind"] == *also);
    score.count("kind", right, || format!("{name}: {}", row["kind"]));
    let referral = &row["referral"];
    let named = label["referral"]["numbers"]
        .as_array()
        .into_iter()
        .flatten();
    let named: Vec<String> = named
        .filter_map(|number| number.as_str().map(plain))
        .collect();
    if !named.is_empty() && kind != "okand" && kind != "forslag" {
        let printed = [&referral["numbers"], &referral["diarienummer"]]
            .map(Value::to_string)
            .join(" ");
        let right = named.iter().any(|number| plain(&printed).contains(number));
        score.count("number", right, || format!("{name}: {printed}"));
    }
    let answers = [
        "remissvar",
        "protokollsutdrag",
        "tjansteutlatande",
        "utlatande",
        "handlingar",
    ];
    if !answers.contains(&kind) || label["respondent"].is_null() {
        return;
    }
    let main = units
        .iter()
        .find(|unit| unit["kind"] == "yttrande")
        .or_else(|| units.iter().find(|unit| unit["kind"] == "beslut"))
        .or_else(|| units.first())
        .copied()
        .unwrap_or(&Value::Null);
    score.count("respondent", is_named(label, &main["respondent"]), || {
        format!("{name}: {}", main["respondent"])
    });
    if !label["date"].is_null() {
        score.count("date", main["date"] == label["date"], || {
            format!("{name}: {}", main["date"])
        });
    }
    if let Some(own) = label["own_number"].as_str() {
        let found = main["referral"]["own_diarienummer"].as_str().unwrap_or("");
        score.count("own number", plain(found) == plain(own), || {
            format!("{name}: {found}")
        });
    }
}

/// Units with the right kind, respondent and nine tenths of their lines; how
/// many are labelled, how many found.
fn matched(label: &Value, found: &[&Value]) -> (usize, usize, usize) {
    let labelled = label["units"].as_array().unwrap();
    let account = label["kind"] == "remissammanstallning";
    if account && labelled.is_empty() {
        return (0, 0, 0);
    }
    let mut free: Vec<&Value> = found.to_vec();
    let mut right = 0;
    for unit in labelled {
        let at = free.iter().position(|other| {
            let alike =
                other["kind"] == unit["kind"] || account && other["kind"] == "sammanfattning";
            let same = is_named(label, &other["respondent"])
                || folded(&other["respondent"]) == folded(&unit["respondent"]);
            alike && same && overlaps(unit, other)
        });
        if let Some(at) = at {
            free.remove(at);
            right += 1;
        }
    }
    (right, labelled.len(), found.len())
}

/// The labelled lines are those found, but for one in ten; a quotation stands
/// in the text.
fn overlaps(label: &Value, unit: &Value) -> bool {
    let lines = |value: &Value| Some((value[0].as_u64()?, value[1].as_u64()?));
    if let (Some((a, b)), Some((c, d))) = (lines(&label["lines"]), lines(&unit["lines"])) {
        let both = b.min(d).saturating_sub(a.max(c).saturating_sub(1)) as f64;
        return both / (b.max(d) - a.min(c) + 1) as f64 >= 0.85;
    }
    // Words alone: the quotation knows no marks of lists and headings.
    let words = |text: &Value| -> Vec<String> {
        let text = text.as_str().unwrap_or("").to_lowercase();
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let quote: String = words(&label["quote"])
        .into_iter()
        .take(6)
        .collect::<Vec<_>>()
        .join(" ");
    let plain = words(&unit["text"]).join(" ");
    !quote.is_empty() && plain.contains(&quote)
}

fn is_named(label: &Value, found: &Value) -> bool {
    let also = label["respondent_also"].as_array().into_iter().flatten();
    let mut forms = std::iter::once(&label["respondent"]).chain(also);
    !found.is_null() && forms.any(|form| folded(form) == folded(found))
}

fn folded(name: &Value) -> String {
    let low = name
        .as_str()
        .unwrap_or("")
        .to_lowercase()
        .replace('&', " och ");
    let bare = low.split(" (").next().unwrap_or("").to_owned();
    let words = bare
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A number without spaces and zeros before the serial.
fn plain(number: &str) -> String {
    let low: String = number
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    low.replace("/0", "/").replace("/0", "/").replace(":0", ":")
}
