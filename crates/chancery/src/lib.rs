//! This crate provides the engine of Chancery: it carries bytes to pages, pages to
//! readings, readings to the ledger, and accounts to where they are shown.
//!
//! The two pure functions are elsewhere: `chancery_read::Reader::read` and
//! `chancery_account::account`. Here is what joins them: [`source`] brings pages,
//! [`crew`] reads them on several threads, [`desk`] stores them and draws
//! accounts, [`view`] and [`wire`] give both their forms, [`shelf`] finds a user's
//! codebook, [`reference`](mod@reference) holds quantities against figures, [`threshold`]
//! leaves out what is too unsure, [`difference`] holds two readings of a page against
//! each other. It knows neither terminal nor network.

#![deny(missing_docs)]

pub mod crew;
pub mod desk;
pub mod difference;
pub mod reference;
#[cfg(test)]
mod sample;
pub mod shelf;
pub mod source;
pub mod threshold;
pub mod view;
pub mod wire;
