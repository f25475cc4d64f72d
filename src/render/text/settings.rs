//! What is set, a line each, as a settings file has it.

use super::FAINT;
use crate::known::judgement::quoted;
use crate::settings::{Origin, Setting};
use std::io::{self, Write};

/// Key, value, and where it comes from if that is asked.
pub(crate) fn settings(all: &[Setting], origin: bool, out: &mut dyn Write) -> io::Result<()> {
    for one in all {
        let values: Vec<String> = one.values.iter().map(|value| quoted(value)).collect();
        let values = match (one.key.sort.is_list(), &values[..]) {
            (false, [value]) => value.clone(),
            _ => format!("[{}]", values.join(", ")),
        };
        write!(out, "{} = {values}", one.key.name)?;
        if origin {
            write!(out, "  {FAINT}# {}{FAINT:#}", from(&one.origin))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn from(origin: &Origin) -> String {
    match origin {
        Origin::File(file, line) => format!("{file}, line {line}"),
        Origin::Environment(variable) => format!("{} {variable}", origin.name()),
        _ => origin.name().to_owned(),
    }
}
