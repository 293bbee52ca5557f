//! This crate provides `read`, the first of Chancery's two pure functions: from a
//! page to a reading.
//!
//! [`Reader::read`] takes a [`chancery_model::Page`] through the stages, each a
//! module here in its order, and returns a [`chancery_model::Reading`]. It never
//! fails, and touches neither files, clock nor network.

mod page;
pub mod article;
pub mod codebook;
mod language;
mod text;
mod actor;
mod time;
mod grammar;
mod event;
mod statement;
mod claim;
mod commitment;
mod quantity;
mod proposal;
mod domain;
mod reader;

pub use reader::Reader;
