//! Training: corpora to weights.
//!
//! In: files of annotated sentences. Out: a weights file that reading takes.
//! Equal files, options and seed give equal bytes. Scores are taken elsewhere.

pub(crate) mod linear;
