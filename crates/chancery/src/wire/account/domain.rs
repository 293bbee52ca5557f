//! From a domain, its positions and its scoreboard to their forms.

use chancery_account::{ActorPosition, Cells, DomainAccount, Side, Upshot};
use chancery_model as model;

use super::form;
use super::leave::{participant, party};

pub(super) fn domain(pair: &model::Pair, from: &DomainAccount) -> form::Domain {
    let side = |party: &model::Party, side: Side| {
        let own = from.side(side);
        form::DomainSide {
            party: self::party(party),
            statements: own.statements.clone(),
            deeds: own.deeds.clone(),
            proposals: own.proposals.clone(),
            actors: own.actors.iter().map(position).collect(),
            scoreboard: cells(from.scoreboard.side(side)),
        }
    };
    form::Domain {
        domain: from.domain.0.clone(),
        sides: [side(pair.first(), Side::First), side(pair.second(), Side::Second)],
        outcome: outcome(from.scoreboard.outcome),
        plans: form::Plans {
            made: from.scoreboard.plans.made.clone(),
            held: from.scoreboard.plans.held.clone(),
        },
    }
}

fn position(from: &ActorPosition) -> form::ActorPosition {
    form::ActorPosition {
        actor: participant(&from.actor),
        statements: from.statements.clone(),
        deeds: from.deeds.clone(),
        proposals: from.proposals.clone(),
    }
}

fn cells(from: &Cells) -> form::Cells {
    form::Cells {
        verbal_cooperation: from.verbal_cooperation.clone(),
        material_cooperation: from.material_cooperation.clone(),
        verbal_conflict: from.verbal_conflict.clone(),
        material_conflict: from.material_conflict.clone(),
    }
}

fn outcome(outcome: Upshot) -> &'static str {
    match outcome {
        Upshot::Nothing => "nothing",
        Upshot::TalkOnly => "talk_only",
        Upshot::Quarrel => "quarrel",
        Upshot::Cooperation => "cooperation",
        Upshot::TalkBecameCooperation => "talk_became_cooperation",
        Upshot::Conflict => "conflict",
    }
}
