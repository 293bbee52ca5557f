//! A reading for tests of what is done with readings: two events or more, an
//! allegation and the denial that answers it.

use chancery_model::{Form, Page, Reading};
use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};

/// Returns what is read from three sentences.
pub(crate) fn reading() -> Reading {
    let book = Codebook::built_in().expect("the built-in codebook has no faults");
    let reader = Reader::new(book, Tier::Fast).expect("the built-in tables have no faults");
    let text = "Norway accused Iceland of overfishing on Monday. \
                Iceland denied the accusation. Sweden thanked Norway.";
    reader.read(&Page::new(text, Form::Text))
}
