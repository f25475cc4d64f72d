//! The fictional city, for whoever has no papers yet: its papers are part of the
//! program, read into memory when they are asked for, and gone with it.

use super::store::Incoming;
use crate::archive::{Archive, Reader};
use crate::error::{Error, Result};
use crate::ingest::{Options, in_memory};
use std::sync::{Mutex, PoisonError};

/// Bytes of one of them, at most.
const MOST: u64 = 1 << 20;

const PAPERS: [(&str, &str); 17] = [
    (
        "100_utlatande_digital_service.txt",
        include_str!("../../corpus/100_utlatande_digital_service.txt"),
    ),
    (
        "110_protokoll_kulturnamnden.md",
        include_str!("../../corpus/110_protokoll_kulturnamnden.md"),
    ),
    (
        "111_protokoll_lillan.md",
        include_str!("../../corpus/111_protokoll_lillan.md"),
    ),
    (
        "112_protokoll_socialnamnden.txt",
        include_str!("../../corpus/112_protokoll_socialnamnden.txt"),
    ),
    (
        "120_tjansteutlatande_aso_2014.md",
        include_str!("../../corpus/120_tjansteutlatande_aso_2014.md"),
    ),
    (
        "121_tjansteutlatande_tekniska.md",
        include_str!("../../corpus/121_tjansteutlatande_tekniska.md"),
    ),
    (
        "130_handlingar_hamnstaden.md",
        include_str!("../../corpus/130_handlingar_hamnstaden.md"),
    ),
    (
        "200_missiv_begripliga_beslut.txt",
        include_str!("../../corpus/200_missiv_begripliga_beslut.txt"),
    ),
    (
        "201_kammarratten_lindesnas.txt",
        include_str!("../../corpus/201_kammarratten_lindesnas.txt"),
    ),
    (
        "202_folkbidragsverket.txt",
        include_str!("../../corpus/202_folkbidragsverket.txt"),
    ),
    (
        "203_lst_mellanbygd.txt",
        include_str!("../../corpus/203_lst_mellanbygd.txt"),
    ),
    (
        "204_toreby_ks_132.md",
        include_str!("../../corpus/204_toreby_ks_132.md"),
    ),
    (
        "205_region_havsmark.txt",
        include_str!("../../corpus/205_region_havsmark.txt"),
    ),
    (
        "206_mejl_handlaggarna.txt",
        include_str!("../../corpus/206_mejl_handlaggarna.txt"),
    ),
    (
        "207_talform_ab.md",
        include_str!("../../corpus/207_talform_ab.md"),
    ),
    (
        "208_nordviks_universitet.txt",
        include_str!("../../corpus/208_nordviks_universitet.txt"),
    ),
    (
        "209_remissammanstallning_begripliga_beslut.txt",
        include_str!("../../corpus/209_remissammanstallning_begripliga_beslut.txt"),
    ),
];

/// The city, where it is shown.
#[derive(Default)]
pub(super) struct Example(Mutex<Option<Archive>>);

impl Example {
    /// Shows it, or no more.
    pub(super) fn show(&self, shown: bool, options: &Options) -> Result<()> {
        let city = shown.then(|| read(options)).transpose()?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = city;
        Ok(())
    }

    /// It is shown now.
    pub(super) fn is_shown(&self) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some()
    }

    /// Its papers, where it is shown.
    pub(super) fn reader(&self) -> Option<Result<Reader>> {
        let city = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        city.as_ref().map(Archive::reader)
    }
}

fn read(options: &Options) -> Result<Archive> {
    let unwritten = |error: std::io::Error| Error::new(format!("no room for the example: {error}"));
    let dir = tempfile::tempdir().map_err(unwritten)?;
    for (name, words) in PAPERS {
        let mut file = Incoming::begin(dir.path(), name, MOST)?;
        file.take(words.as_bytes())?;
        file.end()?;
    }
    let (archive, _) = in_memory(&[dir.path().to_owned()], options)?;
    Ok(archive)
}
