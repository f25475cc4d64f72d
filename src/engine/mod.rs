//! The archive on an engine that exists: OpenSearch for whoever holds more than
//! one machine does.
//!
//! [`mapping`] says what the indices hold, [`documents`] makes their documents of
//! papers, [`bulk`] the bodies they travel in; all three are pure. [`export`]
//! gives the same as files. [`client`] alone touches the network, and goes to
//! the engine that was named and nowhere else; [`push`] brings an archive
//! there, [`far`] asks it what an archive is asked, in the words of [`query`].
//!
//! Nothing here analyses a text in another way than the archive does: the words
//! go out as remiss reads them, and plans come in as remiss made them.

mod answers;
mod bulk;
mod client;
mod documents;
mod export;
mod far;
mod intervals;
mod mapping;
mod plan;
mod push;
mod query;
mod rough;
mod server;

pub use client::{Credentials, Patience};
pub use export::{Form, export};
pub use far::open;
pub use push::{Pushed, Said, Wanted, push};
pub use server::Server;

/// Rises when the indices would hold something else of the same paper.
pub const VERSION: u32 = 1;
