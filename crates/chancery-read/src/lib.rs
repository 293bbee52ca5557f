//! This crate reads a page.

pub mod article;
mod page;
