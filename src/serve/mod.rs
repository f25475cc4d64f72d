//! `remiss serve`: the page on this machine. Search, the report's views, papers
//! and their pages, corrections, new papers; answered on loopback alone unless
//! somebody says otherwise and sets a password.
//!
//! Nothing is asked of any other machine and nothing is told to one. What is
//! shown comes from the modules above; here it is only asked for, drawn and
//! guarded: [`gate`] bounds connections, [`guard`] lets in whoever was given the
//! link, [`room`] answers every question from one commit. Knows no flags.

mod adding;
mod answer;
mod app;
mod assets;
mod example;
mod gate;
mod guard;
mod held;
mod home;
mod href;
mod keeping;
mod picture;
mod referral;
mod review;
mod room;
mod routes;
mod search;
mod secret;
mod store;
mod text;

use crate::archive::Archive;
use crate::error::{Error, Result};
use crate::focus::FocusFiles;
use crate::ingest::Options;
use crate::lang::Lang;
use app::App;
use gate::{Gate, Through};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The port if none is named: "remi" on a telephone.
pub const PORT: u16 = 7364;

/// Where papers are read from.
pub enum Papers {
    /// The archive in this directory; it need not be there yet.
    Archive(PathBuf),
    /// Papers in memory: they are shown, and nothing is kept.
    Memory(Box<Archive>),
}

/// How private persons are shown, if not as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Private {
    /// What they answer is left out.
    Omit,
    /// They are called "Privatperson 1" and so on.
    Initials,
}

/// How the page is served.
pub struct Settings {
    /// Where papers are read from.
    pub papers: Papers,
    /// How private persons are shown.
    pub private: Option<Private>,
    /// The port; without one the usual, or the next that is free.
    pub port: Option<u16>,
    /// Another address than loopback, with the password that it takes.
    pub listen: Option<(IpAddr, String)>,
    /// The language of the page.
    pub lang: Lang,
    /// Files of areas.
    pub files: FocusFiles,
    /// How new papers are read.
    pub options: Options,
    /// The folder that new papers are put in.
    pub folder: PathBuf,
    /// Who judges, if the page need not ask.
    pub by: Option<String>,
    /// The day it is, ISO.
    pub today: fn() -> String,
}

/// Where the page is.
#[derive(Clone, Debug)]
pub struct Served {
    /// Its address.
    pub at: SocketAddr,
    /// The link with which a browser is let in.
    pub link: String,
}

/// Serves until the process ends; says where before the first request.
pub fn serve(settings: Settings, told: impl FnOnce(&Served)) -> Result<()> {
    let failed = |what: &str, error: std::io::Error| Error::new(format!("{what}: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(8)
        .build()
        .map_err(|error| failed("no runtime", error))?;
    runtime.block_on(async {
        let listener = bound(&settings).await?;
        let at = listener
            .local_addr()
            .map_err(|error| failed("the port cannot be told", error))?;
        let app = Arc::new(App::new(settings, at)?);
        told(&Served {
            at,
            link: app.link(),
        });
        let service = routes::router(app).into_make_service_with_connect_info::<Through>();
        let served = axum::serve(Gate::new(listener), service).await;
        served.map_err(|error| failed("the page cannot be served any more", error))
    })
}

/// A port that is listened on.
async fn bound(settings: &Settings) -> Result<TcpListener> {
    /// Ports that are tried if none is named.
    const TRIED: u16 = 16;
    let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let address = settings.listen.as_ref().map_or(loopback, |(at, _)| *at);
    let ports = match settings.port {
        Some(port) => port..=port,
        None => PORT..=PORT + TRIED,
    };
    let mut last = None;
    for port in ports {
        match TcpListener::bind((address, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some((port, error)),
        }
    }
    let what = match last {
        Some((port, error)) => format!("port {port} of {address} cannot be had: {error}"),
        None => "there is no port to be had".to_owned(),
    };
    Err(Error::new(what).cure("give another with --port N"))
}
