//! The Python module over the program that was just built, where there is a
//! Python.

use crate::{program, project};
use std::process::Command;

#[test]
fn the_python_module_gives_the_contract() {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: there is no python3");
        return;
    }
    let output = Command::new("python3")
        .args(["-m", "unittest", "discover", "-s", "python/tests"])
        .current_dir(project(""))
        .env("PYTHONPATH", project("python"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("REMISS_PROGRAM", program())
        .env_remove("REMISS_ARCHIVE")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
}
