//! Values in bytes: numbers, words, lists, days, and what the model counts or
//! lists.
//!
//! In goes a value, out come its bytes, and the other way round. Whole numbers
//! take seven bits a byte, least first; a list or a word has its length before it;
//! an absent value is one byte. Kinds are their places in the model's lists, codes
//! of PLOVER their words.

use std::borrow::Cow;

use chancery_model as model;

/// What has a form in bytes.
pub(super) trait Value: Sized {
    /// Puts the value behind what is there.
    fn put(&self, out: &mut Vec<u8>);

    /// Takes the value away from the front, or nothing where there is none.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

fn take_bytes<'b>(from: &mut &'b [u8], n_bytes: usize) -> Option<&'b [u8]> {
    let (taken, rest) = from.split_at_checked(n_bytes)?;
    *from = rest;
    Some(taken)
}

fn take_array<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(*taken)
}

impl Value for usize {
    fn put(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn take(from: &mut &[u8]) -> Option<usize> {
        let mut number = 0;
        for place in 0.. {
            let [byte] = take_array(from)?;
            let bits = usize::from(byte & 0x7f);
            let shifted = bits.checked_shl(7 * place)?;
            if shifted >> (7 * place) != bits {
                return None;
            }
            number |= shifted;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

impl Value for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut &[u8]) -> Option<bool> {
        match take_array(from)? {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }
}

macro_rules! floats {
    ($($name:ident)*) => {$(
        impl Value for $name {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }

            fn take(from: &mut &[u8]) -> Option<$name> {
                take_array(from).map($name::from_le_bytes)
            }
        }
    )*};
}

floats! { f32 f64 }

impl Value for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_str(self, out);
    }

    fn take(from: &mut &[u8]) -> Option<String> {
        take_str(from).map(ToOwned::to_owned)
    }
}

impl Value for Cow<'static, str> {
    fn put(&self, out: &mut Vec<u8>) {
        put_str(self, out);
    }

    fn take(from: &mut &[u8]) -> Option<Cow<'static, str>> {
        String::take(from).map(Cow::Owned)
    }
}

fn put_str(text: &str, out: &mut Vec<u8>) {
    text.len().put(out);
    out.extend(text.as_bytes());
}

fn take_str<'b>(from: &mut &'b [u8]) -> Option<&'b str> {
    let length = usize::take(from)?;
    std::str::from_utf8(take_bytes(from, length)?).ok()
}

impl<T: Value> Value for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Option<T>> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<T: Value> Value for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn take(from: &mut &[u8]) -> Option<Vec<T>> {
        let length = usize::take(from)?;
        // No value takes less than a byte: a length beyond what is left is none.
        let mut values = Vec::with_capacity((length <= from.len()).then_some(length)?);
        for _ in 0..length {
            values.push(T::take(from)?);
        }
        Some(values)
    }
}

impl Value for model::Span {
    fn put(&self, out: &mut Vec<u8>) {
        self.start.put(out);
        self.len().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<model::Span> {
        let (start, length) = (usize::take(from)?, usize::take(from)?);
        Some(model::Span::new(start, start.checked_add(length)?))
    }
}

impl Value for model::Date {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.year().to_le_bytes());
        out.extend([self.month(), self.day()].map(i8::cast_unsigned));
    }

    fn take(from: &mut &[u8]) -> Option<model::Date> {
        let year = i16::from_le_bytes(take_array(from)?);
        let [month, day] = take_array(from)?.map(u8::cast_signed);
        model::Date::new(year, month, day).ok()
    }
}

macro_rules! numbered {
    ($($name:ident)*) => {$(
        impl Value for model::$name {
            fn put(&self, out: &mut Vec<u8>) {
                self.index().put(out);
            }

            fn take(from: &mut &[u8]) -> Option<model::$name> {
                usize::take(from).map(model::$name::from_index)
            }
        }
    )*};
}

numbered! { ActorId EventId StatementId ClaimId CommitmentId ProposalId QuantityId }

impl Value for model::RecordId {
    fn put(&self, out: &mut Vec<u8>) {
        self.kind().put(out);
        self.index().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<model::RecordId> {
        use model::{RecordId, RecordKind};
        Some(match RecordKind::take(from)? {
            RecordKind::Event => RecordId::Event(Value::take(from)?),
            RecordKind::Statement => RecordId::Statement(Value::take(from)?),
            RecordKind::Claim => RecordId::Claim(Value::take(from)?),
            RecordKind::Commitment => RecordId::Commitment(Value::take(from)?),
            RecordKind::Proposal => RecordId::Proposal(Value::take(from)?),
        })
    }
}

macro_rules! listed {
    ($($name:ident)*) => {
        /// Returns the lists whose order is part of the form.
        #[cfg(test)]
        pub(super) fn lists() -> Vec<String> {
            vec![$(format!("{:?}", model::$name::ALL)),*]
        }

        $(
        impl Value for model::$name {
            fn put(&self, out: &mut Vec<u8>) {
                // A list that lacked the value would give a place that none has,
                // which is then not understood.
                let place = Self::ALL.iter().position(|value| value == self);
                place.unwrap_or(Self::ALL.len()).put(out);
            }

            fn take(from: &mut &[u8]) -> Option<model::$name> {
                Self::ALL.get(usize::take(from)?).copied()
            }
        }
    )*};
}

listed! {
    ActorKind BlockKind Bound ClaimKind CommitmentKind CommitmentStatus DateSource EventKind
    MentionForm Precision RecordKind RemarkKind Standing StatementForm
}

macro_rules! coded {
    ($($name:ident)*) => {$(
        impl Value for model::$name {
            fn put(&self, out: &mut Vec<u8>) {
                put_str(self.code(), out);
            }

            fn take(from: &mut &[u8]) -> Option<model::$name> {
                take_str(from)?.parse().ok()
            }
        }
    )*};
}

coded! { Context Sector }

impl Value for model::Mode {
    fn put(&self, out: &mut Vec<u8>) {
        self.event().put(out);
        put_str(self.code(), out);
    }

    fn take(from: &mut &[u8]) -> Option<model::Mode> {
        let event = Value::take(from)?;
        model::Mode::new(event, take_str(from)?).ok()
    }
}
