//! The report on one referral, to be handed on: what was asked and answered, who
//! stands where, what is wanted, whose words are alike, and how it was made.
//!
//! [`gather`] brings together once what the answers tell; every form of the
//! report is a function of that [`Material`]. No form knows how an answer came
//! about, none touches a file.

mod apart;
mod asks;
pub mod cite;
mod cited;
pub mod forms;
mod gather;
mod headings;
mod material;
pub mod page;
mod said;
mod slugs;
mod source;

pub(crate) use apart::LEAST;
pub use apart::{Apart, Earlier, Excerpt, earlier_of, themes_of};
pub use asks::Asking;
pub use cited::Pictures;
pub use gather::{With, gather, referrals_here};
pub use material::{Filed, Made, Masked, Material, Respondent, Totals};
pub(crate) use slugs::slugs;
pub use source::{By, Source};

use said::Said;
