//! What `chancery.reading/1` promises, as tests.

mod arbitrary;
mod contract;
mod schema;
mod validate;

pub(in crate::wire) use contract::full;
