//! The tests of the crate, as one binary.

mod build;
mod commitments;
mod corrections;
mod disputes;
mod domains;
mod events;
mod laws;
mod merging;
mod news;
mod revisions;
mod statements;
mod stories;
mod trajectory;
