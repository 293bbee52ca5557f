//! The scoreboard: whether talk became cooperation in a domain.
//!
//! Goes in: the entries of an account and a domain. Comes out: for each side
//! the events of each quad class, the plans by what became of them, and an
//! outcome, by the rule at [`Upshot`]. Every cell lists its entries, so that a
//! reader can check it; the outcome says what was reported, not who is right.

use std::collections::BTreeSet;

use chancery_model::{CommitmentStatus, Date, Quad, Standing};

use super::{DomainAccount, DomainSide, Entries};
use crate::{Event, Side};

/// Words and deeds of both sides in a domain, and what came of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scoreboard {
    /// The pair's first party.
    pub first: Cells,
    /// The pair's second party.
    pub second: Cells,
    /// What they planned together.
    pub plans: Plans,
    /// What came of it.
    pub outcome: Upshot,
}

/// What one side did, by PLOVER's quad classes, as places in
/// [`crate::Account::events`], by date; only what happened, and not on one
/// party's word alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Agreements, consultations, support.
    pub verbal_cooperation: Vec<usize>,
    /// Aid, joint work, yielding.
    pub material_cooperation: Vec<usize>,
    /// Demands, accusations, refusals, threats.
    pub verbal_conflict: Vec<usize>,
    /// Sanctions, force and the like.
    pub material_conflict: Vec<usize>,
}

/// The plans of a domain, as places in [`crate::Account::commitments`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plans {
    /// All of them.
    pub made: Vec<usize>,
    /// Those that were held.
    pub held: Vec<usize>,
}

/// What came of talk in a domain.
///
/// The rule, over both sides, by the days of events (those without one come
/// first), and in this order:
///
/// 1. no event and no plan: [`Upshot::Nothing`];
/// 2. material conflict on a later day than all material cooperation, or
///    without any: [`Upshot::Conflict`];
/// 3. material cooperation, and cooperation in words on the day of the latest
///    or before: [`Upshot::TalkBecameCooperation`];
/// 4. material cooperation without such words: [`Upshot::Cooperation`];
/// 5. more conflict than cooperation in words: [`Upshot::Quarrel`];
/// 6. else: [`Upshot::TalkOnly`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Upshot {
    /// Nothing is reported.
    #[default]
    Nothing,
    /// Words of cooperation, or plans, and no deeds.
    TalkOnly,
    /// Words of conflict, and no deeds.
    Quarrel,
    /// Deeds of cooperation that no reported talk precedes.
    Cooperation,
    /// Deeds of cooperation after talk.
    TalkBecameCooperation,
    /// Deeds of conflict, and none of cooperation since.
    Conflict,
}

impl Cells {
    /// Returns the events of a quad class.
    pub fn of(&self, quad: Quad) -> &[usize] {
        match quad {
            Quad::VerbalCooperation => &self.verbal_cooperation,
            Quad::MaterialCooperation => &self.material_cooperation,
            Quad::VerbalConflict => &self.verbal_conflict,
            Quad::MaterialConflict => &self.material_conflict,
        }
    }

    fn of_mut(&mut self, quad: Quad) -> &mut Vec<usize> {
        match quad {
            Quad::VerbalCooperation => &mut self.verbal_cooperation,
            Quad::MaterialCooperation => &mut self.material_cooperation,
            Quad::VerbalConflict => &mut self.verbal_conflict,
            Quad::MaterialConflict => &mut self.material_conflict,
        }
    }

    fn new(events: &[Event], side: &DomainSide) -> Cells {
        let mut cells = Cells::default();
        for place in &side.deeds {
            let event = events.get(*place).filter(|event| event.standing == Standing::Actual);
            if let Some(event) = event {
                cells.of_mut(event.kind.quad()).push(*place);
            }
        }
        cells
    }
}

impl Scoreboard {
    /// Returns the cells of a side.
    pub fn side(&self, side: Side) -> &Cells {
        match side {
            Side::First => &self.first,
            Side::Second => &self.second,
        }
    }
}

/// Returns the scoreboard of a domain.
pub(super) fn scoreboard(entries: Entries<'_>, domain: &DomainAccount) -> Scoreboard {
    let (first, second) =
        (Cells::new(entries.events, &domain.first), Cells::new(entries.events, &domain.second));
    let of_domain = entries
        .commitments
        .iter()
        .enumerate()
        .filter(|(_, plan)| plan.domains.contains(&domain.domain));
    let mut plans = Plans::default();
    for (place, plan) in of_domain {
        plans.made.push(place);
        if plan.status == CommitmentStatus::Held {
            plans.held.push(place);
        }
    }
    let outcome = outcome(entries.events, [&first, &second], &plans);
    Scoreboard { first, second, plans, outcome }
}

fn outcome(events: &[Event], sides: [&Cells; 2], plans: &Plans) -> Upshot {
    let days = |quad| -> Vec<Option<Date>> {
        // What both did together stands in the cells of both.
        let places: BTreeSet<&usize> = sides.iter().flat_map(|cells| cells.of(quad)).collect();
        places
            .into_iter()
            .filter_map(|place| events.get(*place))
            .map(|event| event.dated.day())
            .collect()
    };
    let talk = days(Quad::VerbalCooperation);
    let quarrel = days(Quad::VerbalConflict);
    let help = days(Quad::MaterialCooperation).into_iter().max();
    let harm = days(Quad::MaterialConflict).into_iter().max();
    match (help, harm) {
        (None, Some(_)) => Upshot::Conflict,
        (Some(help), Some(harm)) if harm > help => Upshot::Conflict,
        (Some(help), _) if talk.iter().any(|day| *day <= help) => Upshot::TalkBecameCooperation,
        (Some(_), _) => Upshot::Cooperation,
        (None, None) if talk.is_empty() && quarrel.is_empty() && plans.made.is_empty() => {
            Upshot::Nothing
        }
        (None, None) if quarrel.len() > talk.len() => Upshot::Quarrel,
        (None, None) => Upshot::TalkOnly,
    }
}
