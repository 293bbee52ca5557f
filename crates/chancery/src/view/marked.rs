//! Texts with marks laid over them.
//!
//! Goes in: an article and spans that may overlap. Comes out: its blocks, and
//! pieces of text that each lie wholly inside or outside every mark. It does
//! not know what the marks mean or how they look.

use chancery_model::{Article, BlockKind, Span};

/// Text that no end of a mark cuts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    /// Whether any mark covers it.
    pub(crate) marked: bool,
    /// The marks that start here, by their places in the list.
    pub(crate) starts: Vec<usize>,
    /// The marks that end here.
    pub(crate) ends: Vec<usize>,
}

/// Cuts a part of a text at the ends of marks.
pub(crate) fn pieces(within: Span, marks: &[Span]) -> Vec<Piece> {
    let mut cuts = vec![within.start, within.end];
    for mark in marks.iter().filter(|mark| mark.overlaps(within)) {
        cuts.extend(
            [mark.start, mark.end]
                .into_iter()
                .filter(|cut| within.start < *cut && *cut < within.end),
        );
    }
    cuts.sort_unstable();
    cuts.dedup();
    let numbered = |keep: &dyn Fn(&Span) -> bool| {
        let kept = marks.iter().enumerate().filter(|(_, mark)| keep(mark));
        kept.map(|(index, _)| index).collect()
    };
    cuts.windows(2)
        .map(|ends| {
            let span = Span::new(ends[0], ends[1]);
            Piece {
                span,
                marked: marks.iter().any(|mark| mark.contains(span)),
                starts: numbered(&|mark| mark.start == span.start && !mark.is_empty()),
                ends: numbered(&|mark| mark.end == span.end && !mark.is_empty()),
            }
        })
        .collect()
}

/// Returns the parts of an article to show, in order: its blocks, and as
/// paragraphs the lines that lie in none.
pub(crate) fn blocks(article: &Article) -> Vec<(BlockKind, Span)> {
    let text = article.text.as_str();
    let mut parts = Vec::new();
    let mut end = 0;
    for block in &article.blocks {
        if block.span.start < end || text.get(block.span.range()).is_none() {
            continue;
        }
        lines(text, Span::new(end, block.span.start), &mut parts);
        parts.push((block.kind, block.span));
        end = block.span.end;
    }
    lines(text, Span::new(end, text.len()), &mut parts);
    parts
}

fn lines(text: &str, gap: Span, parts: &mut Vec<(BlockKind, Span)>) {
    let Some(words) = text.get(gap.range()) else { return };
    let mut start = gap.start;
    for line in words.split_inclusive('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() {
            let inner = start + (line.len() - line.trim_start().len());
            parts.push((BlockKind::Paragraph, Span::new(inner, start + line.trim_end().len())));
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_rebuild_the_text_and_each_mark_starts_and_ends_once() {
        let marks = [Span::new(2, 6), Span::new(4, 8), Span::new(2, 4)];
        let pieces = pieces(Span::new(0, 10), &marks);
        let ends: Vec<(usize, usize)> =
            pieces.iter().map(|piece| (piece.span.start, piece.span.end)).collect();
        assert_eq!(ends, [(0, 2), (2, 4), (4, 6), (6, 8), (8, 10)]);
        let mut starts: Vec<usize> = pieces.iter().flat_map(|piece| piece.starts.clone()).collect();
        starts.sort_unstable();
        assert_eq!(starts, [0, 1, 2]);
        assert_eq!(pieces[1].ends, [2]);
        assert!(!pieces[0].marked && pieces[3].marked && !pieces[4].marked);
    }

    #[test]
    fn lines_outside_the_blocks_are_shown_as_paragraphs() {
        let article = Article { text: "One.\n\n  Two.\n".into(), ..Article::default() };
        let spans: Vec<Span> = blocks(&article).into_iter().map(|(_, span)| span).collect();
        assert_eq!(spans, [Span::new(0, 4), Span::new(8, 12)]);
    }
}
