//! Any bytes, in any form, as a page.
//!
//! The first byte chooses the form. Nothing may panic or hang, every span of the
//! reading stands in the article's text, and the reading comes back from the wire
//! as it was.

#![no_main]

use std::sync::LazyLock;

use chancery::wire;
use chancery_model::{Form, Page};
use chancery_read::{Reader, Tier};
use chancery_read::codebook::Codebook;
use libfuzzer_sys::fuzz_target;

const FORMS: [Form; 3] = [Form::Html, Form::Text, Form::Json];

static READER: LazyLock<Reader> = LazyLock::new(|| {
    let codebook = Codebook::built_in().expect("a test reads the built-in codebook");
    Reader::new(codebook, Tier::Fast).expect("a test builds this reader")
});

fuzz_target!(|input: &[u8]| {
    let Some((first, bytes)) = input.split_first() else { return };
    let form = FORMS[usize::from(*first) % FORMS.len()];
    let reading = READER.read(&Page::new(bytes, form));
    let json = wire::reading::to_json(&reading);
    // Coming back fails where a span stands outside the text.
    let back = wire::reading::from_json(&json).expect("what leaves comes back");
    assert_eq!(wire::reading::to_json(&back), json);
});
