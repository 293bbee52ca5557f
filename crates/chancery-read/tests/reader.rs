//! The one reader of all tests: building it takes longer than reading a page.

use std::sync::LazyLock;

use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};

/// A reader with the built-in codebook.
pub(crate) static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new(Codebook::built_in().unwrap(), Tier::Careful).unwrap());
