//! Quotations: words between quotation marks.
//!
//! In: tokens. Out: the words inside each pair of marks, within one block. A
//! quotation that does not close in its block runs to the block's end, as when
//! it goes on in the next paragraph.

use std::ops::Range;

use chancery_model::Span;

use super::Text;

/// Words between quotation marks.
#[derive(Clone, Debug)]
pub(crate) struct Quotation {
    /// The tokens between the marks.
    pub(crate) tokens: Range<usize>,
    /// The words between the marks.
    pub(crate) span: Span,
}

/// Finds the quotations of a text, in order.
pub(crate) fn quotations(text: &Text<'_>) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut block_start = 0;
    while block_start < text.sentences.len() {
        let block = text.sentences[block_start].block;
        let n = text.sentences[block_start..].iter().take_while(|s| s.block == block).count();
        let tokens = text.sentences[block_start].tokens.start
            ..text.sentences[block_start + n - 1].tokens.end;
        in_block(text, tokens, &mut out);
        block_start += n;
    }
    out
}

fn in_block(text: &Text<'_>, tokens: Range<usize>, out: &mut Vec<Quotation>) {
    let mut open: Option<usize> = None;
    // The second of two marks that stand for one.
    let mut second = None;
    for at in tokens.clone() {
        if second == Some(at) {
            continue;
        }
        let mark = text.str(at);
        if is_doubled(text, at) && at + 1 < tokens.end {
            second = Some(at + 1);
            match open {
                None => open = Some(at + 2),
                Some(from) => {
                    push(text, from..at, out);
                    open = None;
                }
            }
            continue;
        }
        match (mark, open) {
            ("“" | "«" | "„", _) => open = Some(at + 1),
            ("”" | "»", Some(from)) => {
                push(text, from..at, out);
                open = None;
            }
            ("\"", None) => open = Some(at + 1),
            ("\"", Some(from)) => {
                push(text, from..at, out);
                open = None;
            }
            ("‘", None)
                if opens_single(text, at) && closes_single(text, at, tokens.end).is_some() =>
            {
                open = Some(at + 1);
            }
            ("’", Some(from))
                if text.str(from.wrapping_sub(1)) == "‘" && !glued_behind(text, at) =>
            {
                push(text, from..at, out);
                open = None;
            }
            ("'", None)
                if opens_single(text, at) && closes_single(text, at, tokens.end).is_some() =>
            {
                open = Some(at + 1);
            }
            ("'", Some(from))
                if text.str(from.wrapping_sub(1)) == "'" && !glued_behind(text, at) =>
            {
                push(text, from..at, out);
                open = None;
            }
            _ => {}
        }
    }
    if let Some(from) = open
        && matches!(text.str(from.wrapping_sub(1)), "“" | "\"" | "«")
    {
        push(text, from..tokens.end, out);
    }
}

/// Returns whether two single marks stand for a double one, as some agencies write.
fn is_doubled(text: &Text<'_>, at: usize) -> bool {
    let mark = text.str(at);
    matches!(mark, "'" | "`")
        && text.str(at + 1) == mark
        && text.tokens[at].span.end == text.tokens[at + 1].span.start
}

fn push(text: &Text<'_>, tokens: Range<usize>, out: &mut Vec<Quotation>) {
    if !tokens.is_empty() {
        out.push(Quotation { span: text.span(tokens.clone()), tokens });
    }
}

fn glued_behind(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at + 1).is_some_and(|next| {
        next.span.start == text.tokens[at].span.end
            && text.str(at + 1).chars().next().is_some_and(char::is_alphanumeric)
    })
}

/// Returns whether a single mark stands before a word and not behind one.
fn opens_single(text: &Text<'_>, at: usize) -> bool {
    let free_before = at == 0
        || text.tokens[at - 1].span.end < text.tokens[at].span.start
        || matches!(text.str(at - 1), "(" | "“" | "\"");
    free_before && glued_behind(text, at)
}

fn closes_single(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    let close = if text.str(at) == "‘" { "’" } else { "'" };
    (at + 1..end.min(at + 80)).find(|idx| text.str(*idx) == close && !glued_behind(text, *idx))
}
