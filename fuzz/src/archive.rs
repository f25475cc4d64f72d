//! A valid archive with one file changed and its checksums mended: every command
//! answers or says what is wrong, and nothing outside the archive is touched.

use remiss::cli::answer;
use remiss::document::sha256_hex;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Two papers and a third to ingest, in forms that give units of most kinds.
const PAPERS: [(&str, &str); 3] = [
    (
        "a.txt",
        "Kulturnämnden\n\nPROTOKOLLSUTDRAG\n\nSammanträde den 17 december 2024\n\n§ 7\nSvar på remiss om program för läsning\nDnr KN 2024/14 (KS 2024/417)\n\nBeslut\n\n1. Kulturnämnden lämnar yttrandet som sitt svar.\n\nAnna Berg m.fl. (S) lämnar särskilt uttalande enligt följande;\n\nVi saknar dialog med invånarna och en plan för finansieringen.\n",
    ),
    (
        "b.txt",
        "Protokoll 3/2024\nfört vid Socialnämndens sammanträde den 7 maj 2024\n\n§ 4 Remiss av program för läsning\n\nBeslut\n\nNämnden tillstyrker förslaget.\n",
    ),
    (
        "c.txt",
        "Protokoll 4/2024\nfört vid Valnämndens sammanträde den 8 maj 2024\n\n§ 5 Remiss av program för läsning\n\nBeslut\n\nNämnden avstyrker förslaget.\n",
    ),
];

/// The files of the archive, by name.
static VALID: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let jail = Jail::new();
    assert_eq!(jail.run(&["ingest", "-q", "papers"]), 0);
    fs::remove_file(jail.dir.join("papers/b.txt")).unwrap();
    // Something was removed, as in an archive that has lived.
    assert!(jail.run(&["ingest", "-q", "--prune", "papers"]) <= 1);
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(jail.dir.join("a"))
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .filter(|(name, _)| !name.ends_with(".lock"))
        .collect();
    files.sort();
    files
});

/// Reads the bytes as a change to one file, and runs commands over the result.
pub fn archive(bytes: &[u8]) {
    let [which, how, at @ .., then] = bytes else {
        return;
    };
    let [low, high, with @ ..] = at else {
        return;
    };
    let at = usize::from(*low) | usize::from(*high) << 8;
    let valid = &*VALID;
    let jail = Jail::new();
    let dir = jail.dir.join("a");
    fs::create_dir(&dir).unwrap();
    let changed = usize::from(*which) % valid.len();
    for (number, (name, content)) in valid.iter().enumerate() {
        let content = match number == changed {
            true => mended(name, content, |body| change(body, *how, at, with)),
            false => content.clone(),
        };
        fs::write(dir.join(name), content).unwrap();
    }
    jail.run(&["verify"]);
    // What writes an archive takes ten times as long as what reads one.
    jail.run(match (*then, then % 6) {
        (0..8, _) => &["ingest", "-q", "papers/c.txt"],
        (8..16, _) => &["rebuild"],
        (_, 0) => &["export", "units"],
        (_, 1) => &["reuse"],
        (_, 2) => &["search", "--group-by", "parti", "läs*"],
        (_, 3) => &["search", "dialoog", "--explain"],
        (_, 4) => &["positions"],
        _ => &["search", "dialog"],
    });
    jail.check();
}

fn change(body: &mut Vec<u8>, how: u8, at: usize, with: &[u8]) {
    let at = at % (body.len() + 1);
    let end = (at + with.len()).min(body.len());
    match how % 6 {
        0 => body[at..end].copy_from_slice(&with[..end - at]),
        1 => drop(body.splice(at..at, with.iter().copied())),
        2 => drop(body.drain(at..end)),
        3 => body.truncate(at),
        4 => *body = with.to_vec(),
        _ => body[at..end]
            .iter_mut()
            .zip(with)
            .for_each(|(byte, with)| *byte ^= with),
    }
}

/// Changes what is under a checksum, and puts the right one behind it.
fn mended(name: &str, content: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    const MARK: &[u8] = b"# sha256 ";
    if name.ends_with(".json") {
        let at = content.windows(MARK.len()).rposition(|part| part == MARK);
        let mut body = content[..at.unwrap()].to_vec();
        change(&mut body);
        let checksum = &sha256_hex(&body)[..16];
        return [&body, MARK, checksum.as_bytes(), b"\n"].concat();
    }
    let (rest, tail) = content.split_at(content.len() - 8);
    let length = u32::from_le_bytes(tail[..4].try_into().unwrap()) as usize;
    let (body, end) = rest.split_at(rest.len() - length);
    let end = std::str::from_utf8(end).unwrap();
    let before = end.rfind("\"crc\":").unwrap() + "\"crc\":".len();
    let mut body = body.to_vec();
    change(&mut body);
    let end = format!("{}{}}}", &end[..before], crc32fast::hash(&body));
    let length = (end.len() as u32).to_le_bytes();
    [&body, end.as_bytes(), &length, &tail[4..]].concat()
}

/// A folder of its own, in which an archive has neighbours.
struct Jail {
    dir: PathBuf,
}

const SECRET: &str = "nothing of the archive's";

impl Jail {
    fn new() -> Self {
        let dir = std::env::temp_dir().join(format!("remiss-jail-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("papers")).unwrap();
        for (name, text) in PAPERS {
            fs::write(dir.join("papers").join(name), text).unwrap();
        }
        fs::write(dir.join("victim"), SECRET).unwrap();
        Jail { dir }
    }

    fn run(&self, arguments: &[&str]) -> u8 {
        let mut typed = vec![OsString::from("remiss")];
        for argument in arguments {
            typed.push(match argument.strip_prefix("papers") {
                Some(rest) => format!("{}/papers{rest}", self.dir.display()).into(),
                None => argument.into(),
            });
        }
        typed.extend([OsString::from("--archive"), self.dir.join("a").into()]);
        let (code, told) = answer(&typed, &mut std::io::sink());
        // The command's own hook keeps panics to itself.
        drop(std::panic::take_hook());
        let told = told.unwrap_or_default();
        assert!(
            !told.contains("a fault of this program"),
            "{arguments:?}: {told}"
        );
        code
    }

    /// Only the archive and what a rebuild leaves of it may have changed.
    fn check(&self) {
        let is = |path: &Path, text: &str| fs::read_to_string(path).is_ok_and(|now| now == text);
        assert!(
            is(&self.dir.join("victim"), SECRET),
            "the neighbour was touched"
        );
        for (name, text) in PAPERS {
            assert!(
                is(&self.dir.join("papers").join(name), text),
                "{name} was touched"
            );
        }
        for entry in fs::read_dir(&self.dir).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let known = ["a", "a-replaced", "papers", "victim"].contains(&name.as_str());
            assert!(known, "{name} was made");
        }
    }
}

impl Drop for Jail {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}
