//! This crate provides `read`, the first of Chancery's two pure functions: from a
//! page to a reading.
//!
//! [`Reader::read`] takes a [`chancery_model::Page`] through the stages, each a
//! module here in its order, and returns a [`chancery_model::Reading`]. It never
//! fails, and touches neither files, clock nor network.

mod actor;
pub mod article;
mod claim;
pub mod codebook;
mod commitment;
mod domain;
mod event;
pub mod grammar;
mod language;
mod page;
mod proposal;
mod quantity;
pub mod reader;
mod statement;
mod text;
pub mod time;

pub use grammar::Tier;
pub use reader::Reader;
