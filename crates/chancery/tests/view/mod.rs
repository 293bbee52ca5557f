//! What people read, as snapshots and as claims.

mod article;
mod brief;
#[path = "../../../chancery-account/tests/build/mod.rs"]
mod build;
mod chart;
mod commitments;
mod hostile;
mod json;
mod limits;
mod reading;
mod reference;
mod sample;
