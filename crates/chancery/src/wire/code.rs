//! Values that are one word in JSON: names of kinds, ids, dates, PLOVER's codes.
//!
//! The word of each value is the model's own, so it stands in one place only.
//! A word that the model does not know is an error that says where it stands.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use chancery_model as model;
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// A type whose values are one word each.
pub(super) trait Word: Sized {
    /// What the words are, for messages and for the schema's reader.
    const WHAT: &'static str;

    fn word(&self) -> Cow<'static, str>;

    fn from_word(word: &str) -> Option<Self>;

    /// The keywords of JSON Schema that hold for the words.
    #[cfg(test)]
    fn schema() -> serde_json::Value;
}

/// A value that is written as its word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code<T>(pub(super) T);

impl<T: Word> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.word())
    }
}

impl<'de, T: Word> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code<T>, D::Error> {
        struct Words<T>(PhantomData<T>);

        impl<T: Word> Visitor<'_> for Words<T> {
            type Value = Code<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(T::WHAT)
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Code<T>, E> {
                let value = T::from_word(word);
                value.map(Code).ok_or_else(|| E::custom(format!("'{word}' is not {}", T::WHAT)))
            }
        }

        deserializer.deserialize_str(Words(PhantomData))
    }
}

#[cfg(test)]
impl<T: Word> schemars::JsonSchema for Code<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::WHAT.into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::schema().try_into().unwrap()
    }
}

/// For types that list their values and name them.
macro_rules! named {
    ($($name:ident, $method:ident, $what:literal;)*) => {$(
        impl Word for model::$name {
            const WHAT: &'static str = $what;

            fn word(&self) -> Cow<'static, str> {
                self.$method().into()
            }

            fn from_word(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.$method() == word)
            }

            #[cfg(test)]
            fn schema() -> serde_json::Value {
                serde_json::json!({"type": "string", "enum": Self::ALL.map(Self::$method)})
            }
        }
    )*};
}

named! {
    ActorKind, name, "a kind of actor";
    Bound, name, "a bound of a quantity";
    BlockKind, name, "a kind of block";
    ClaimKind, name, "a kind of claim";
    CommitmentKind, name, "a kind of commitment";
    CommitmentStatus, name, "the status of a commitment";
    DateSource, name, "a part of a page that has a date";
    EventKind, code, "an event of PLOVER";
    MentionForm, name, "a form of mention";
    Precision, name, "a precision";
    RemarkKind, name, "a kind of remark";
    Standing, name, "a standing";
    StatementForm, name, "a form of statement";
}

/// For types that know how to read back what they write.
macro_rules! parsed {
    ($($name:ident, $what:literal, |$value:ident| $word:expr, $schema:tt;)*) => {$(
        impl Word for model::$name {
            const WHAT: &'static str = $what;

            fn word(&self) -> Cow<'static, str> {
                let $value = self;
                $word.into()
            }

            fn from_word(word: &str) -> Option<Self> {
                // Parsers may take more than one spelling; only one is the form's.
                word.parse().ok().filter(|value: &Self| value.word() == word)
            }

            #[cfg(test)]
            fn schema() -> serde_json::Value {
                serde_json::json!($schema)
            }
        }
    )*};
}

parsed! {
    Date, "a date", |date| date.to_string(), {"type": "string", "format": "date"};
    Context, "a context of PLOVER", |context| context.code(), {"type": "string"};
    Sector, "a sector of PLOVER", |sector| sector.code(), {"type": "string"};
}

/// For ids, which are written in one way alone.
macro_rules! numbered {
    ($($name:ident, $letters:literal, $what:literal;)*) => {$(
        impl Word for model::$name {
            const WHAT: &'static str = $what;

            fn word(&self) -> Cow<'static, str> {
                self.to_string().into()
            }

            fn from_word(word: &str) -> Option<Self> {
                word.parse().ok()
            }

            #[cfg(test)]
            fn schema() -> serde_json::Value {
                let pattern = concat!("^", $letters, "[1-9][0-9]*$");
                serde_json::json!({"type": "string", "pattern": pattern})
            }
        }
    )*};
}

numbered! {
    ActorId, "a", "the id of an actor";
    EventId, "e", "the id of an event";
    StatementId, "s", "the id of a statement";
    ClaimId, "c", "the id of a claim";
    CommitmentId, "k", "the id of a commitment";
    ProposalId, "p", "the id of a proposal";
    QuantityId, "q", "the id of a quantity";
    RecordId, "[eckps]", "the id of a record";
}
