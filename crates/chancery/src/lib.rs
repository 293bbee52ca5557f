//! This crate provides the engine of Chancery: what readings and accounts look
//! like to people.

#![deny(missing_docs)]

pub mod view;
