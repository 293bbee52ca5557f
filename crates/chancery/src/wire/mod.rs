//! The forms in which records leave Chancery, and come back.
//!
//! One module a form. In goes a record of `chancery-model`, out comes text,
//! and the other way round. The types of the model carry no serialisation:
//! each form has its own mirror of them, so that a name inside may change
//! without a word of the contract changing, and offsets become code points
//! only here. Nothing here opens a file.

pub mod account;
pub mod actors;
mod code;
pub mod commitments;
pub mod compact;
pub mod count;
mod error;
pub mod log;
mod offset;
pub mod reading;

pub use error::Error;
