//! Training: corpora to weights.
//!
//! In: files of annotated sentences. Out: a weights file that reading takes.
//! Equal files, options and seed give equal bytes of the linear tier and of the tagger
//! of attributions; those of the careful tier depend on PyTorch too. Scores are taken elsewhere.

pub(crate) mod attribution;
pub(crate) mod careful;
pub(crate) mod linear;
