//! How far what was said goes, by rules.
//!
//! In: a cue and the words around it. Out: where the words of what was said begin and
//! end: behind the time of saying and "that", before the next verb of speech, with the
//! marks of their quotations; and whether they are a clause at all. Who said them is
//! not known here.

use std::ops::Range;

use super::Context;
use super::speech::Cue;
use crate::grammar::{Grammar, Relation, Tag};
use crate::language::{Class, Form};

/// Returns where another verb of speech that is joined to the cue begins: "said it
/// was ready and told reporters that"; the end where there is none.
pub(super) fn next_cue(context: Context<'_>, cue: &Cue, end: usize) -> usize {
    let Grammar { text, language, forest, .. } = context.grammar;
    let verb = cue.tokens.end - 1;
    let joined = forest.children_by(verb, &[Relation::Conj]).find(|next| {
        *next > cue.clause.end + 1 && *next < end && language.cue(text.word(*next)).is_some()
    });
    let Some(next) = joined else { return end };
    forest.children_by(next, &[Relation::Cc]).next().unwrap_or(next)
}

/// Returns the words without the time of saying at their beginning: "said Thursday
/// afternoon they want more", "said on Sunday the talks would go on".
pub(super) fn behind_time(context: Context<'_>, words: Range<usize>) -> Range<usize> {
    let text = context.grammar.text;
    let led = matches!(text.str(words.start), "on" | "late" | "early" | "earlier" | "in");
    let start = words.start + usize::from(led);
    let times = context.times;
    let first = times.partition_point(|time| time.tokens.start < words.start);
    let Some(time) = times.get(first).filter(|time| time.tokens.start <= start) else {
        return words;
    };
    let part = matches!(
        text.str(time.tokens.end),
        "morning" | "afternoon" | "evening" | "night" | "midday" | "noon"
    );
    let end = time.tokens.end + usize::from(part);
    // "said Friday would be too late": the day itself is spoken of.
    let spoken_of = context.grammar.forest.head(start).is_some_and(|head| {
        head >= end && SUBJECTS.contains(&context.grammar.forest.relation(start))
    });
    if end >= words.end || spoken_of { words } else { end..words.end }
}

/// The relations of subjects.
const SUBJECTS: [Relation; 2] = [Relation::Nsubj, Relation::NsubjPass];

/// Returns whether words before a cue hold a finite verb: "Two days later" says nothing.
pub(super) fn tells(context: Context<'_>, words: &Range<usize>) -> bool {
    let finite = [Tag::Vbd, Tag::Vbz, Tag::Vbp, Tag::Md];
    words.clone().any(|word| finite.contains(&context.grammar.forest.tag(word)))
}

/// Returns where what was said begins, behind "that" and a word on when or where: "said
/// on Tuesday that".
pub(super) fn late_that(context: Context<'_>, behind: &Range<usize>) -> Option<usize> {
    let grammar = context.grammar;
    let limit = behind.end.min(behind.start + 6);
    let that = (behind.start + 1..limit)
        .find(|idx| grammar.text.word(*idx) == grammar.language.known.that)?;
    let plain = !grammar.cast.covers(behind.start..that)
        && !(behind.start..that).any(|idx| matches!(grammar.text.str(idx), "," | "“" | "\""));
    plain.then_some(that + 1)
}

/// Returns where what was told begins behind those who were told: "told a committee of
/// the Senate that".
pub(super) fn behind_told(
    context: Context<'_>,
    cue: usize,
    behind: &Range<usize>,
) -> Option<usize> {
    let Grammar { text, language, forest, .. } = context.grammar;
    let clause = forest.child(cue, &[Relation::Ccomp]).filter(|clause| behind.contains(clause))?;
    let those = forest.child(cue, &[Relation::Iobj, Relation::Obj, Relation::Obl])?;
    let that = forest
        .children_by(clause, &[Relation::Mark])
        .find(|mark| text.word(*mark) == language.known.that)?;
    let told = behind.contains(&those) && those < that && behind.contains(&that);
    (told && that + 1 < behind.end).then_some(that + 1)
}

/// Returns whether a cue stands inside what it says, whose main verb is before it:
/// "talks go on, she said, even after the raid".
pub(super) fn is_aside(context: Context<'_>, cue: usize, before: &Range<usize>) -> bool {
    let forest = context.grammar.forest;
    let above = forest.head(cue).filter(|_| forest.relation(cue) == Relation::Parataxis);
    let below = forest.child(cue, &[Relation::Ccomp]);
    above.or(below).is_some_and(|verb| before.contains(&verb))
}

/// Returns whether words are a clause: somebody or something, and a verb of theirs.
/// "offered praise" reports no speech; "said talks would go on" does.
pub(super) fn is_clause(context: Context<'_>, content: &Range<usize>) -> bool {
    let grammar = context.grammar;
    let text = grammar.text;
    let is = |idx: usize, class: Class| grammar.language.is(text.word(idx), class);
    let finite = Class::BE.or(Class::HAVE).or(Class::DO).or(Class::FUTURE).or(Class::CONDITIONAL);
    let limit = content.end.min(content.start + 14);
    // A preposition at the start begins no clause: "with X signals", "of being".
    if is(content.start, Class::PREPOSITION.or(Class::CONJUNCTION)) {
        return false;
    }
    let relative = |idx: usize| idx > content.start && is(idx - 1, Class::RELATIVE);
    (content.start + 1..limit).any(|idx| {
        let possessive = matches!(text.str(idx), "'s" | "’s");
        is(idx, finite) && !possessive && !relative(idx)
            || grammar.language.verbs(text.word(idx)).iter().any(|(_, form)| {
                form.is(Form::PAST.or(Form::THIRD))
                    && grammar.language.noun(text.word(idx)).is_none()
                    && !relative(idx)
            })
    }) || content.len() >= 2
        && is(content.start, Class::HE.or(Class::SHE).or(Class::IT).or(Class::THEY).or(Class::WE))
        && !is(content.start, Class::DETERMINER)
}

/// Takes the mark that closes a quotation begun inside the words into them.
pub(super) fn close_quotation(
    text: &crate::text::Text<'_>,
    content: &mut Range<usize>,
    sentence: &Range<usize>,
) {
    let opens = content.clone().filter(|idx| text.str(*idx) == "“").count();
    let closes = content.clone().filter(|idx| text.str(*idx) == "”").count();
    let straight = content.clone().filter(|idx| text.str(*idx) == "\"").count() % 2 == 1;
    if opens > closes || straight {
        let mark = (content.end..sentence.end.min(content.end + 3))
            .find(|idx| matches!(text.str(*idx), "”" | "\""));
        if let Some(mark) = mark {
            content.end = mark + 1;
        }
    }
}

/// Returns the tokens without marks and conjunctions at either end.
pub(super) fn trim(context: Context<'_>, tokens: Range<usize>) -> Range<usize> {
    let text = context.grammar.text;
    let mut tokens = tokens;
    while !tokens.is_empty()
        && matches!(text.str(tokens.start), "," | ":" | "-" | "--" | "—" | "–" | "”" | "\"" | "“")
    {
        tokens.start += 1;
    }
    while !tokens.is_empty()
        && (matches!(
            text.str(tokens.end - 1),
            "," | ":" | "-" | "--" | "—" | "–" | "“" | "\"" | "”"
        ) || context.grammar.language.is(text.word(tokens.end - 1), Class::CONJUNCTION))
    {
        tokens.end -= 1;
    }
    tokens
}

/// Returns the end of the sentence without its stop.
pub(super) fn last_word(context: Context<'_>, sentence: &Range<usize>) -> usize {
    let text = context.grammar.text;
    let mut end = sentence.end;
    while end > sentence.start && matches!(text.str(end - 1), "." | "”" | "\"" | "’" | "'" | ")")
    {
        end -= 1;
    }
    end
}
