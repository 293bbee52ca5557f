//! How far what was said goes, by rules.
//!
//! In: a cue and the words around it. Out: where the words of what was said begin and
//! end: behind the time of saying and "that", before the next verb of speech, with the
//! marks of their quotations; and whether they are a clause at all. Who said them is
//! not known here.

use std::ops::Range;

use super::Context;
use crate::grammar::{Grammar, Relation, Tag, Upos};
use crate::language::{Class, Form};

/// Returns where another verb of speech that is joined to the cue begins, with its own
/// subject where it has one: "said it was ready and told reporters that"; or where
/// somebody is named who reports the cue: "accused them of firing, state radio said". The
/// end where there is neither.
pub(super) fn next_cue(context: Context<'_>, cue: usize, from: usize, end: usize) -> usize {
    let Grammar { text, language, forest, .. } = context.grammar;
    let speaks = |verb: usize| verb > from && verb < end && language.cue(text.word(verb)).is_some();
    let joined =
        forest.children_by(cue, &[Relation::Conj]).find(|next| *next > from + 1 && speaks(*next));
    if let Some(next) = joined {
        return first_of_clause(context, next).max(from);
    }
    // "Norway accused them of one thing and Iceland of another, state radio said."
    let joined =
        |word: &usize| forest.head(*word).filter(|_| forest.relation(*word) == Relation::Conj);
    let cues = std::iter::successors(Some(cue), joined).take(MOST_JOINED);
    let mut beside = cues.flat_map(|cue| {
        let above = forest
            .head(cue)
            .filter(|_| matches!(forest.relation(cue), Relation::Ccomp | Relation::Parataxis));
        forest.children_by(cue, &[Relation::Parataxis]).chain(above).collect::<Vec<_>>()
    });
    let reporter = beside.find(|verb| {
        speaks(*verb) && forest.children_by(*verb, &[Relation::Nsubj]).any(|one| one > from)
    });
    let first = reporter.and_then(|verb| {
        let subject = forest.child(verb, &[Relation::Nsubj])?;
        Some(edge(context, subject).min(verb))
    });
    first.filter(|first| *first > from && text.str(first - 1) == ",").unwrap_or(end)
}

/// Returns the first word of a verb's clause that belongs to no other: its subject and
/// what joins it.
fn first_of_clause(context: Context<'_>, verb: usize) -> usize {
    let forest = context.grammar.forest;
    let own = [
        Relation::Cc,
        Relation::Nsubj,
        Relation::NsubjPass,
        Relation::Aux,
        Relation::AuxPass,
        Relation::Advmod,
        Relation::Case,
        Relation::Mark,
    ];
    let firsts = forest.children_by(verb, &own).map(|word| edge(context, word));
    firsts.fold(verb, usize::min)
}

/// Returns the first of the words that depend on a word, or the word itself.
pub(super) fn edge(context: Context<'_>, word: usize) -> usize {
    let forest = context.grammar.forest;
    let mut first = word;
    for _ in 0..MOST_STEPS {
        let Some(child) = forest.children(first).next().filter(|child| *child < first) else {
            break;
        };
        first = child;
    }
    first
}

/// Verbs of speech that are joined, at most.
const MOST_JOINED: usize = 4;

/// How far down the tree the first word of a phrase stands, at most.
const MOST_STEPS: usize = 20;

/// Returns the "of" behind those who are accused, however many: "accused Norway and Iceland
/// of".
pub(super) fn accused_of(context: Context<'_>, cue: usize) -> Option<usize> {
    let Grammar { text, language, forest, .. } = context.grammar;
    forest.children(cue).filter(|word| *word > cue).find_map(|word| {
        let mut leads = forest.children_by(word, &[Relation::Case, Relation::Mark]);
        leads.find(|lead| *lead > cue && text.word(*lead) == language.known.of)
    })
}

/// Returns whether a word leads to what was said, as "that" does; not "that number".
pub(super) fn leads(context: Context<'_>, word: usize) -> bool {
    let Grammar { text, language, forest, .. } = context.grammar;
    let means = [Relation::Det, Relation::Nsubj, Relation::NsubjPass, Relation::Obj, Relation::Obl];
    // "That" points to one thing, whatever trees say of "that companies would leave".
    let many = forest.relation(word) == Relation::Det
        && forest.head(word).is_some_and(|noun| forest.tag(noun) == Tag::Nns);
    text.word(word) == language.known.that && (many || !means.contains(&forest.relation(word)))
}

/// Returns whether a word leads to what is asked for: "to resign", "for a truce", not the
/// "to" of "appeals to the young".
pub(super) fn asks(context: Context<'_>, word: usize) -> bool {
    let Grammar { text, forest, .. } = context.grammar;
    match text.str(word) {
        "to" => forest.relation(word) != Relation::Case,
        "for" => true,
        _ => false,
    }
}

/// Verbs of speech that with a noun tell of something done.
const DONE: &[&str] = &["add", "assert", "conclude", "continue", "maintain", "observe", "post"];

/// Returns whether what is said stands elsewhere: the words end with a relative ("the
/// other, whom she says was seen"), the cue has one as its object ("what she said"), or
/// its object is something done ("who wrote the book", "continued the inquiry").
pub(super) fn is_left_open(context: Context<'_>, cue: usize, words: &Range<usize>) -> bool {
    let Grammar { text, language, forest, .. } = context.grammar;
    let relative = |word: usize| language.is(text.word(word), Class::RELATIVE);
    let ends = words.end > words.start + 1 && relative(words.end - 1);
    let object = forest.child(cue, &[Relation::Obj]);
    let asked = object.is_some_and(|object| {
        object < cue && matches!(text.str(object), "what" | "which" | "that")
    });
    let quoted = || words.clone().any(|word| matches!(text.str(word), "“" | "\"" | "‘"));
    let done = forest.lemma(cue) == "write" || DONE.contains(&forest.lemma(cue)) && !quoted();
    let works = done
        && object
            .is_some_and(|object| words.contains(&object) && forest.upos(object) == Upos::Noun)
        && forest.child(cue, &[Relation::Ccomp]).is_none();
    ends || asked && forest.child(cue, &[Relation::Ccomp]).is_none() && words.start > cue || works
}

/// Returns whether words begin with a verb whose subject stands elsewhere: "is the basis
/// for new rules", "was informed of the raid".
pub(super) fn lacks_subject(context: Context<'_>, words: &Range<usize>) -> bool {
    let Grammar { text, language, forest, .. } = context.grammar;
    let finite = [Tag::Vbd, Tag::Vbz, Tag::Md];
    let first = words.clone().find(|word| {
        !language.is(text.word(*word), Class::ADVERB) || finite.contains(&forest.tag(*word))
    });
    first.is_some_and(|word| {
        let opens = forest.child(word, &SUBJECTS).is_none_or(|subject| subject < words.start);
        let head = forest.head(word).filter(|_| {
            matches!(forest.relation(word), Relation::Aux | Relation::AuxPass | Relation::Cop)
        });
        let asks = head.is_some_and(|head| {
            forest.child(head, &SUBJECTS).is_some_and(|subject| words.contains(&subject))
        });
        finite.contains(&forest.tag(word)) && opens && !asks
    })
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
    let that = (behind.start + 1..limit).find(|idx| leads(context, *idx))?;
    let plain = !grammar.cast.covers(behind.start..that)
        && !(behind.start..that).any(|idx| matches!(grammar.text.str(idx), "," | "“" | "\""));
    plain.then_some(that + 1)
}

/// Returns where what was told begins behind those who were told: "told a committee of
/// the Senate that", "told Coast Radio Mr Lund had left".
pub(super) fn behind_told(
    context: Context<'_>,
    cue: usize,
    behind: &Range<usize>,
) -> Option<usize> {
    let forest = context.grammar.forest;
    let clause = forest.child(cue, &[Relation::Ccomp]).filter(|clause| behind.contains(clause))?;
    let those = forest.child(cue, &[Relation::Iobj, Relation::Obj, Relation::Obl])?;
    let that = forest.children_by(clause, &[Relation::Mark]).find(|mark| leads(context, *mark));
    let told = |first: usize| behind.contains(&those) && those < first && behind.contains(&first);
    match that {
        Some(that) => (told(that) && that + 1 < behind.end).then_some(that + 1),
        None => {
            let subject =
                forest.child(clause, &SUBJECTS).filter(|_| forest.lemma(cue) == "tell")?;
            Some(edge(context, subject)).filter(|first| told(*first))
        }
    }
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
