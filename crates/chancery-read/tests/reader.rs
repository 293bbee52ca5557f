//! The one reader of all tests: building it takes longer than reading a page.

use std::sync::LazyLock;

use chancery_read::Reader;
use chancery_read::codebook::Codebook;

/// A reader with the built-in codebook.
pub(crate) static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new(Codebook::built_in().unwrap()).unwrap());
