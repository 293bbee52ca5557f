//! PLOVER: events, modes, contexts, sectors, quad classes and scores.
//!
//! Codes and scores are those of the PLOVER manual (openeventdata/PLOVER,
//! 2024-02-04), with its faults decided:
//!
//! - The manual's score table prints ACCUSE as +3 while every mode of it lies
//!   between -2 and -3.5: the sign was lost, and ACCUSE is -3.
//! - SANCTION is material conflict, as its section and the summary table say,
//!   although one table lists it under verbal conflict.
//! - PROTEST `vandalize` has no score in the manual; it takes -4.5, that of the
//!   other modes without violence to people.

use std::fmt;
use std::str::FromStr;

/// A code that PLOVER does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotPlover;

impl fmt::Display for NotPlover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a code of PLOVER")
    }
}

impl std::error::Error for NotPlover {}

/// PLOVER's sixteen events, from cooperation to conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are PLOVER's and are described in its manual")]
pub enum EventKind {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

/// PLOVER's quad classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Quad {
    /// Quad class 1.
    VerbalCooperation,
    /// Quad class 2.
    MaterialCooperation,
    /// Quad class 3.
    VerbalConflict,
    /// Quad class 4.
    MaterialConflict,
}

impl EventKind {
    /// All of them, in the manual's order.
    pub const ALL: [EventKind; 16] = [
        EventKind::Agree,
        EventKind::Consult,
        EventKind::Support,
        EventKind::Concede,
        EventKind::Cooperate,
        EventKind::Aid,
        EventKind::Retreat,
        EventKind::Request,
        EventKind::Accuse,
        EventKind::Reject,
        EventKind::Threaten,
        EventKind::Protest,
        EventKind::Sanction,
        EventKind::Mobilize,
        EventKind::Coerce,
        EventKind::Assault,
    ];

    /// Returns PLOVER's code, such as `CONSULT`.
    pub fn code(self) -> &'static str {
        match self {
            EventKind::Agree => "AGREE",
            EventKind::Consult => "CONSULT",
            EventKind::Support => "SUPPORT",
            EventKind::Concede => "CONCEDE",
            EventKind::Cooperate => "COOPERATE",
            EventKind::Aid => "AID",
            EventKind::Retreat => "RETREAT",
            EventKind::Request => "REQUEST",
            EventKind::Accuse => "ACCUSE",
            EventKind::Reject => "REJECT",
            EventKind::Threaten => "THREATEN",
            EventKind::Protest => "PROTEST",
            EventKind::Sanction => "SANCTION",
            EventKind::Mobilize => "MOBILIZE",
            EventKind::Coerce => "COERCE",
            EventKind::Assault => "ASSAULT",
        }
    }

    /// Returns the score of the event without a mode, from -10 to 10.
    pub fn score(self) -> f32 {
        match self {
            EventKind::Agree | EventKind::Consult => 2.5,
            EventKind::Support => 5.0,
            EventKind::Concede => 4.5,
            EventKind::Cooperate => 9.5,
            EventKind::Aid => 10.0,
            EventKind::Retreat => 6.5,
            EventKind::Request => 0.0,
            EventKind::Accuse => -3.0,
            EventKind::Reject => -2.0,
            EventKind::Threaten => -3.5,
            EventKind::Protest => -5.0,
            EventKind::Sanction => -6.0,
            EventKind::Mobilize => -5.5,
            EventKind::Coerce => -7.0,
            EventKind::Assault => -9.0,
        }
    }

    /// Returns the quad class.
    pub fn quad(self) -> Quad {
        match self {
            EventKind::Agree | EventKind::Consult | EventKind::Support | EventKind::Concede => {
                Quad::VerbalCooperation
            }
            EventKind::Cooperate | EventKind::Aid | EventKind::Retreat => Quad::MaterialCooperation,
            EventKind::Request | EventKind::Accuse | EventKind::Reject | EventKind::Threaten => {
                Quad::VerbalConflict
            }
            EventKind::Protest
            | EventKind::Sanction
            | EventKind::Mobilize
            | EventKind::Coerce
            | EventKind::Assault => Quad::MaterialConflict,
        }
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for EventKind {
    type Err = NotPlover;

    fn from_str(code: &str) -> Result<EventKind, NotPlover> {
        EventKind::ALL.into_iter().find(|kind| kind.code() == code).ok_or(NotPlover)
    }
}

/// A mode of an event: how it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mode(u8);

impl Mode {
    /// Returns the mode of that event and code.
    ///
    /// # Errors
    ///
    /// Returns [`NotPlover`] where the event has no such mode.
    pub fn new(event: EventKind, code: &str) -> Result<Mode, NotPlover> {
        let index = MODES.iter().position(|mode| mode.0 == event && mode.1 == code);
        index.and_then(|index| u8::try_from(index).ok()).map(Mode).ok_or(NotPlover)
    }

    /// Returns the event that it is a mode of.
    pub fn event(self) -> EventKind {
        MODES[usize::from(self.0)].0
    }

    /// Returns PLOVER's code, such as `phone`.
    pub fn code(self) -> &'static str {
        MODES[usize::from(self.0)].1
    }

    /// Returns the score of the event done in this mode, from -10 to 10.
    pub fn score(self) -> f32 {
        MODES[usize::from(self.0)].2
    }
}

macro_rules! coded {
    ($($(#[$doc:meta])* $name:ident in $table:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u8);

        impl $name {
            /// Returns PLOVER's code.
            pub fn code(self) -> &'static str {
                $table[usize::from(self.0)]
            }
        }

        impl FromStr for $name {
            type Err = NotPlover;

            fn from_str(code: &str) -> Result<$name, NotPlover> {
                let index = $table.iter().position(|known| *known == code);
                index.and_then(|index| u8::try_from(index).ok()).map($name).ok_or(NotPlover)
            }
        }
    )*};
}

coded! {
    /// A context: the field of policy that an event belongs to.
    Context in CONTEXTS;
    /// A sector: the part of society that an actor belongs to.
    Sector in SECTORS;
}

#[rustfmt::skip]
const MODES: &[(EventKind, &str, f32)] = &[
    (EventKind::Consult, "visit", 4.0),
    (EventKind::Consult, "third-party", 1.0),
    (EventKind::Consult, "multilateral", 4.0),
    (EventKind::Consult, "phone", 1.5),
    (EventKind::Retreat, "withdraw", 8.0),
    (EventKind::Retreat, "release", 6.5),
    (EventKind::Retreat, "disarm", 10.0),
    (EventKind::Retreat, "ceasefire", 7.5),
    (EventKind::Retreat, "access", 6.5),
    (EventKind::Retreat, "resign", 4.5),
    (EventKind::Request, "assist", 0.5),
    (EventKind::Request, "change", -1.0),
    (EventKind::Request, "yield", -1.0),
    (EventKind::Request, "meet", 0.0),
    (EventKind::Accuse, "disapprove", -2.0),
    (EventKind::Accuse, "investigate", -3.5),
    (EventKind::Accuse, "allege", -3.5),
    (EventKind::Reject, "assist", -1.5),
    (EventKind::Reject, "change", -2.0),
    (EventKind::Reject, "yield", -2.0),
    (EventKind::Reject, "meet", -2.0),
    (EventKind::Threaten, "restrict", -3.0),
    (EventKind::Threaten, "arrest", -3.5),
    (EventKind::Threaten, "relations", -3.5),
    (EventKind::Threaten, "expel", -3.5),
    (EventKind::Threaten, "territory", -4.0),
    (EventKind::Threaten, "violence", -3.5),
    (EventKind::Protest, "demo", -5.0),
    (EventKind::Protest, "riot", -7.0),
    (EventKind::Protest, "strike", -5.0),
    (EventKind::Protest, "hunger", -4.5),
    (EventKind::Protest, "boycott", -4.5),
    (EventKind::Protest, "obstruct", -4.5),
    (EventKind::Protest, "vandalize", -4.5),
    (EventKind::Sanction, "convict", -6.0),
    (EventKind::Sanction, "expel", -5.5),
    (EventKind::Sanction, "withdraw", -6.0),
    (EventKind::Sanction, "discontinue", -6.0),
    (EventKind::Mobilize, "troops", -6.5),
    (EventKind::Mobilize, "weapons", -6.5),
    (EventKind::Mobilize, "police", -5.5),
    (EventKind::Mobilize, "militia", -6.0),
    (EventKind::Coerce, "seize", -7.0),
    (EventKind::Coerce, "restrict", -7.0),
    (EventKind::Coerce, "censor", -6.5),
    (EventKind::Coerce, "curfew", -6.5),
    (EventKind::Coerce, "martial-law", -7.5),
    (EventKind::Coerce, "arrest", -7.0),
    (EventKind::Coerce, "deport", -7.0),
    (EventKind::Coerce, "withhold", -7.0),
    (EventKind::Coerce, "misinformation", -6.5),
    (EventKind::Coerce, "cyber", -7.0),
    (EventKind::Assault, "abduct", -8.5),
    (EventKind::Assault, "beat", -7.5),
    (EventKind::Assault, "torture", -8.5),
    (EventKind::Assault, "sexual", -8.5),
    (EventKind::Assault, "targeted", -9.5),
    (EventKind::Assault, "destroy", -8.5),
    (EventKind::Assault, "primitive", -8.0),
    (EventKind::Assault, "firearms", -9.0),
    (EventKind::Assault, "explosives", -9.0),
    (EventKind::Assault, "suicide-attack", -9.5),
    (EventKind::Assault, "aerial", -9.5),
    (EventKind::Assault, "drone", -9.5),
    (EventKind::Assault, "heavy-weapons", -9.5),
    (EventKind::Assault, "crowd-control", -7.5),
    (EventKind::Assault, "unconventional", -10.0),];

#[rustfmt::skip]
const CONTEXTS: &[&str] = &[
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",];

#[rustfmt::skip]
const SECTORS: &[&str] = &[
    "COP",
    "GOV",
    "JUD",
    "LEG",
    "MIL",
    "PRM",
    "PTY",
    "REB",
    "SPY",
    "UAF",
    "UNK",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "PRE",
    "REL",
    "SOC",    "IGO",
    "MNC",
    "NGO",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_has_the_sign_of_its_quad_class() {
        for (event, code, score) in MODES {
            let cooperative =
                matches!(event.quad(), Quad::VerbalCooperation | Quad::MaterialCooperation);
            let request = *event == EventKind::Request;
            assert!(request || (*score > 0.0) == cooperative, "{event} {code} {score}");
        }
        assert!(EventKind::Accuse.score() < 0.0);
    }

    #[test]
    fn modes_are_found_by_event_and_code() {
        let phone = Mode::new(EventKind::Consult, "phone").unwrap();
        assert_eq!(
            (phone.event(), phone.code(), phone.score()),
            (EventKind::Consult, "phone", 1.5)
        );
        assert_eq!(Mode::new(EventKind::Aid, "phone"), Err(NotPlover));
    }
}
