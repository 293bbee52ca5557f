//! The compact form of a reading: the same as its JSON, in a fifth of the bytes
//! and quick to take in.
//!
//! In goes a [`Reading`], out come bytes, and the other way round, but for the
//! article's text, which the bytes leave out. A ledger keeps them beside the
//! JSON, from which they can be made again at any time: they leave no other way,
//! and nobody but this module reads them. Nothing is shared with the form in
//! JSON, so that each is a test of the other.
//!
//! A value is written as its parts one after another, in the order of the
//! fields in `record`; offsets are bytes, as they are in the model.

mod record;
mod value;

use chancery_model::Reading;

use value::Value;

/// The number of the form. Bytes of another number are not understood, so it is
/// raised with every change of fields, of their order, or of the order in which
/// the model lists the kinds of anything.
pub const FORM: u32 = 2;

/// Returns the reading in bytes, without its article's text.
pub fn to_bytes(reading: &Reading) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4096);
    reading.put(&mut bytes);
    bytes
}

/// Returns the reading that [`to_bytes`] made the bytes of, without its article's
/// text, or nothing where they are no such bytes.
pub fn from_bytes(mut bytes: &[u8]) -> Option<Reading> {
    let reading = Reading::take(&mut bytes)?;
    bytes.is_empty().then_some(reading)
}

#[cfg(test)]
mod tests {
    use chancery_model::{Article, Coder};
    use proptest::prelude::*;

    use super::*;
    use crate::wire::reading::full;

    /// Where the form has become another, ledgers hold bytes of the old one, which
    /// must not be taken for the new: raise `FORM` together with this number.
    #[test]
    fn form_of_this_number_has_these_bytes_and_lists() {
        let add = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let lists = value::lists().concat();
        let sum = lists.bytes().chain(to_bytes(&full())).fold(0xcbf2_9ce4_8422_2325, add);
        assert_eq!((FORM, sum), (2, 0x0245_9640_940d_d471));
    }

    proptest! {
        #[test]
        fn bytes_that_nobody_wrote_are_no_reading_or_one_and_never_a_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..400),
        ) {
            let _ = from_bytes(&bytes);
        }
    }

    #[test]
    fn cut_or_longer_bytes_are_no_reading() {
        let article = Article { id: "sha256:00".into(), ..Article::default() };
        let reading = Reading::empty(Coder::default(), article);
        let bytes = to_bytes(&reading);
        assert_eq!(from_bytes(&bytes), Some(reading));
        for end in 0..bytes.len() {
            assert_eq!(from_bytes(&bytes[..end]), None, "{end}");
        }
        assert_eq!(from_bytes(&[&bytes[..], &[0]].concat()), None);
    }
}
