//! Willingness: "is ready to talk to Oslo" indicates that one agrees to talk.
//!
//! In: a candidate that a verb under "ready" or "willing" reports. Out: the agreement that
//! it is: PLOVER's AGREE holds whatever signals readiness to cooperate. What somebody is
//! ready to do against another stays what it is.

use chancery_model::{EventKind, Quad, Standing};

use super::{Context, Found, standing};
use crate::grammar::{Grammar, Predicate, Relation, subject};
use crate::language::Class;

/// What says that its subject would do it.
const WILLING: [&str; 5] = ["happy", "open", "prepared", "ready", "willing"];

/// Makes an agreement of a candidate whose subject is only willing.
pub(super) fn settle(context: Context<'_>, found: &mut Found, predicate: &Predicate) {
    let cooperates =
        matches!(found.kind.quad(), Quad::VerbalCooperation | Quad::MaterialCooperation);
    let open = matches!(found.standing, Standing::Planned | Standing::Hypothetical);
    if !cooperates || !open || !is_willing(context.grammar, predicate.verb) {
        return;
    }
    let willing = subject(context.grammar, predicate).members;
    let (actors, others): (Vec<usize>, Vec<usize>) =
        found.actors.iter().partition(|member| willing.contains(member));
    if actors.is_empty() || others.is_empty() && found.recipients.is_empty() {
        return;
    }
    found.actors = actors;
    found.recipients.splice(0..0, others);
    (found.kind, found.mode) = (EventKind::Agree, None);
    found.standing = Standing::Actual;
    standing::date(context, found);
}

/// Returns whether an infinitive hangs on a word of willingness that is not denied.
fn is_willing(grammar: Grammar<'_>, verb: usize) -> bool {
    let Grammar { text, forest, language, .. } = grammar;
    let marked = forest
        .children_by(verb, &[Relation::Mark])
        .any(|mark| text.word(mark) == language.known.to);
    let clauses = [Relation::Xcomp, Relation::Advcl, Relation::Ccomp];
    let above = forest.head(verb).filter(|_| marked && clauses.contains(&forest.relation(verb)));
    above.is_some_and(|word| {
        let group = [Relation::Aux, Relation::Cop, Relation::Advmod];
        WILLING.contains(&text.str(word).to_ascii_lowercase().as_str())
            && !forest
                .children_by(word, &group)
                .any(|word| language.is(text.word(word), Class::NEGATION))
    })
}
