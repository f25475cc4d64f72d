//! What is set, a line each, as a settings file has it.

use super::FAINT;
use crate::settings::Setting;
use std::io::{self, Write};

/// Key, value, and where it comes from if that is asked.
pub(crate) fn settings(all: &[Setting], origin: bool, out: &mut dyn Write) -> io::Result<()> {
    for one in all {
        let values: Vec<String> = one.values.iter().map(|value| quoted(value)).collect();
        let values = match (one.is_list, &values[..]) {
            (false, [value]) => value.clone(),
            _ => format!("[{}]", values.join(", ")),
        };
        write!(out, "{} = {values}", one.key)?;
        if origin {
            write!(out, "  {FAINT}# {}{FAINT:#}", from(one))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A TOML string; control characters are written as escapes.
fn quoted(value: &str) -> String {
    let mut quoted = String::from('"');
    for letter in value.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(letter)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

fn from(one: &Setting) -> String {
    match (&one.file, one.line, one.variable) {
        (Some(file), Some(line), _) => format!("{file}, line {line}"),
        (_, _, Some(variable)) => format!("{} {variable}", one.origin),
        _ => one.origin.to_owned(),
    }
}
