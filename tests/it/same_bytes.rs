//! The same files give the same bytes, whatever the number of threads and
//! the order they are named in.

use crate::{project, stdout};

#[test]
fn one_and_eight_threads_and_any_order_of_files() {
    let names = [
        "corpus/100_utlatande_digital_service.txt",
        "corpus/130_handlingar_hamnstaden.md",
        "tests/papers",
    ];
    let paths = names.map(|name| project(name).display().to_string());
    let run = |threads: &str, order: [usize; 3], command: &[&str]| {
        let mut args = vec!["--threads", threads];
        args.extend(command);
        for at in order {
            args.extend(["--in", paths[at].as_str()]);
        }
        stdout(&args, 0)
    };
    for command in [
        &["export", "units"][..],
        &["ledger", "--format", "json"],
        &[
            "search",
            "--limit",
            "0",
            "--format",
            "json",
            "förvaltningen",
        ],
        &["search", "--group-by", "board", "förvaltningen"],
        &["reuse", "--format", "json"],
        &["reuse"],
        &["reuse", "--answers"],
        &["positions", "--format", "json"],
        &["topics", "--least", "2"],
        &["uptake"],
    ] {
        let once = run("1", [0, 1, 2], command);
        assert!(once.len() > 200, "{command:?} gave almost nothing");
        assert_eq!(
            once,
            run("8", [0, 1, 2], command),
            "{command:?} with eight threads"
        );
        assert_eq!(
            once,
            run("8", [2, 0, 1], command),
            "{command:?} in another order"
        );
    }
}
