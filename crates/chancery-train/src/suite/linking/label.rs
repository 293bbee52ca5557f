//! Labels: what of an annotated article is counted, and as what.
//!
//! In: an article of an ELEVANT benchmark. Out: its labels, each with its type.
//! A label counts if its item is known and it is a state, a person or an
//! organisation. The benchmarks know geographic entities and no states: such a
//! label is a state's if its item is one of a state of the codebook, which has
//! them all. Figures of fiction are no persons.
//!
//! Not counted, and harmless to link: labels marked optional, those that lie
//! inside another label, dates and quantities. Not counted, and wrong to link:
//! everything else, the labels whose item is unknown among them.

use chancery_read::codebook::Codebook;
use serde_json::Value;

use super::Points;

/// What a label counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    State,
    Person,
    Organization,
}

impl Type {
    pub(super) const ALL: [Type; 3] = [Type::State, Type::Person, Type::Organization];

    pub(super) fn name(self) -> &'static str {
        match self {
            Type::State => "state",
            Type::Person => "person",
            Type::Organization => "organization",
        }
    }

    pub(super) fn index(self) -> usize {
        self as usize
    }
}

/// How a label bears on the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// To be found, under that type.
    Counted(Type),
    /// Neither missed nor wrong.
    Free,
    /// Not to be found, and wrong to link to something else.
    Other,
}

/// Words of an article and the item that they name.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) points: Points,
    pub(super) item: String,
    pub(super) weight: Weight,
    /// Whether it is a name, not a pronoun or description that stands for one.
    pub(super) name: bool,
}

/// Returns the labels of an article, or nothing where it is of another form.
pub(super) fn labels(article: &Value, codebook: &Codebook) -> Option<Vec<Label>> {
    article["text"].as_str()?;
    article["labels"].as_array()?.iter().map(|label| read(label, codebook)).collect()
}

/// Returns the range that a pair of numbers means.
pub(super) fn points(value: &Value) -> Option<Points> {
    let [start, end] = value.as_array()?.as_slice() else { return None };
    let number = |value: &Value| usize::try_from(value.as_u64()?).ok();
    Some(number(start)?..number(end)?)
}

fn read(label: &Value, codebook: &Codebook) -> Option<Label> {
    let item = label["entity_id"].as_str()?.to_owned();
    let types: Vec<&str> = label["type"].as_str()?.split('|').collect();
    let is = |wanted: &str| types.contains(&wanted);
    let is_state =
        || codebook.states.iter().any(|state| state.wikidata.as_deref() == Some(item.as_str()));
    let free = label["optional"].as_bool() == Some(true)
        || !label["parent"].is_null()
        || is("QUANTITY")
        || is("DATETIME");
    let weight = if free {
        Weight::Free
    } else if !item.starts_with('Q') {
        Weight::Other
    } else if is(PERSON) && !is(WORK) {
        Weight::Counted(Type::Person)
    } else if is_state() {
        Weight::Counted(Type::State)
    } else if is(ORGANIZATION) && !is(GEOGRAPHIC) {
        Weight::Counted(Type::Organization)
    } else {
        Weight::Other
    };
    let name = label["coref"].as_bool() != Some(true);
    Some(Label { points: points(&label["span"])?, item, weight, name })
}

/// Items of the benchmarks' types.
const PERSON: &str = "Q215627";
const ORGANIZATION: &str = "Q43229";
const GEOGRAPHIC: &str = "Q27096213";
const WORK: &str = "Q17537576";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn weight(item: &str, types: &str, more: &Value) -> Weight {
        let mut label = json!({"span": [0, 1], "entity_id": item, "type": types});
        for (key, value) in more.as_object().into_iter().flatten() {
            label[key] = value.clone();
        }
        read(&label, &Codebook::built_in().unwrap()).unwrap().weight
    }

    #[test]
    fn state_is_told_from_other_places_by_its_item() {
        assert_eq!(weight("Q20", "Q27096213|Q43229", &json!({})), Weight::Counted(Type::State));
        assert_eq!(weight("Q585", "Q27096213|Q43229", &json!({})), Weight::Other);
    }

    #[test]
    fn figure_of_fiction_is_no_person() {
        assert_eq!(weight("Q1", "Q215627", &json!({})), Weight::Counted(Type::Person));
        assert_eq!(weight("Q1", "Q17537576|Q215627", &json!({})), Weight::Other);
    }

    #[test]
    fn unknown_item_is_wrong_to_link_and_an_optional_one_is_not() {
        assert_eq!(weight("<NIL>", "OTHER", &json!({})), Weight::Other);
        assert_eq!(weight("Q1", "Q43229", &json!({"optional": true})), Weight::Free);
        assert_eq!(weight("Q1", "Q43229", &json!({"parent": 3})), Weight::Free);
        assert_eq!(weight("DATETIME", "DATETIME", &json!({})), Weight::Free);
    }
}
