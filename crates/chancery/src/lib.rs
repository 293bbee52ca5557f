//! This crate provides the engine of Chancery: it carries bytes to pages, and
//! readings to where they are shown or kept.

#![deny(missing_docs)]

pub mod source;
pub mod view;
pub mod wire;
