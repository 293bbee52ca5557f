//! Actors, and the words that name them.

use std::fmt;

use crate::{ActorId, Sector, Span};

/// On whose behalf somebody acts: the alpha-3 code of a state for the state
/// and its officials, else the usual short name ("UN", "NATO", "Taliban").
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Party(pub String);

impl Party {
    /// Returns the party's code or short name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Two parties, in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pair {
    first: Party,
    second: Party,
}

impl Pair {
    /// Returns the pair of these two, whichever is named first.
    pub fn new(a: Party, b: Party) -> Pair {
        if a <= b { Pair { first: a, second: b } } else { Pair { first: b, second: a } }
    }

    /// Returns the party whose name sorts first.
    pub fn first(&self) -> &Party {
        &self.first
    }

    /// Returns the party whose name sorts last.
    pub fn second(&self) -> &Party {
        &self.second
    }

    /// Returns whether the party is one of the two.
    pub fn has(&self, party: &Party) -> bool {
        self.first == *party || self.second == *party
    }
}

/// The one named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its id in the reading.
    pub id: ActorId,
    /// The fullest name known.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// On whose behalf it acts, where that is known.
    pub party: Option<Party>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER's sector.
    pub sector: Option<Sector>,
    /// The office held at the article's date, or the one that the text gives.
    pub role: Option<String>,
    /// The item of Wikidata, such as `Q22686`.
    pub wikidata: Option<String>,
    /// Where the text names it, in reading order.
    pub mentions: Vec<Mention>,
}

/// Words that name someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// How they name.
    pub form: MentionForm,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionForm {
    /// By name.
    Name,
    /// By description, as in "the Colombian president".
    Description,
    /// By pronoun.
    Pronoun,
}

impl MentionForm {
    /// All of them.
    pub const ALL: [MentionForm; 3] =
        [MentionForm::Name, MentionForm::Description, MentionForm::Pronoun];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            MentionForm::Name => "name",
            MentionForm::Description => "description",
            MentionForm::Pronoun => "pronoun",
        }
    }
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A state, its government or its people acting as one.
    State,
    /// A ministry, parliament, court, army or other organ of a state.
    Office,
    /// An organisation, of states or private.
    Organization,
    /// A group that fights.
    ArmedGroup,
    /// A newspaper, agency or broadcaster.
    Media,
    /// A place that stands for nobody.
    Place,
    /// People named by what they are: "protesters", "refugees".
    Group,
}

impl ActorKind {
    /// All of them.
    pub const ALL: [ActorKind; 8] = [
        ActorKind::Person,
        ActorKind::State,
        ActorKind::Office,
        ActorKind::Organization,
        ActorKind::ArmedGroup,
        ActorKind::Media,
        ActorKind::Place,
        ActorKind::Group,
    ];

    /// Returns the name that is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::State => "state",
            ActorKind::Office => "office",
            ActorKind::Organization => "organization",
            ActorKind::ArmedGroup => "armed_group",
            ActorKind::Media => "media",
            ActorKind::Place => "place",
            ActorKind::Group => "group",
        }
    }
}
