//! Everything that is tested from outside, in one crate.
//!
//! Content is tested in-process on small marked texts; a few tests go
//! through the binary. Labels of whole documents are floors that only rise.

mod cases; // segmentation, one phenomenon a text
mod cli; // exit codes, formats, the archive through the binary
mod hostile; // broken input: a message each, the rest goes on
mod killed; // kill -9 in the middle of an ingest
mod labels; // the labelled documents against their floors
mod marked; // the marked-text helper
mod properties; // invariants over made-up texts
mod same_bytes; // threads and file order change nothing
mod search; // index = brute force
mod tidy; // rules of the project
