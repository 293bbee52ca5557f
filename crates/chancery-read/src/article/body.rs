//! Segments and the extractor's choice to the blocks of the body.
//!
//! In go the segments of our document and the words that the extractor chose,
//! out come drafts of blocks. A segment is body where at least half of its
//! words are among those chosen; captions and embeds belong to the article
//! where they stand between its parts. The extractor's own structure is not
//! trusted: it loses lists, quotations and captions.

use std::collections::{HashMap, HashSet};

use chancery_model::BlockKind;
use dom_query::NodeId;

use super::compose::Draft;
use super::furniture;
use super::segment::Segment;

/// Words in a row that show where a segment lies among the words chosen.
const GRAM: usize = 3;

/// Places of one gram that are tried; a text that repeats itself more often
/// gains nothing from the rest.
const MAX_PLACES: usize = 32;

/// Shortest paragraph that is taken though the extractor lost it.
const MIN_LOST: usize = 60;

/// Longest bold line that is a section heading and no paragraph.
const MAX_HEADING: usize = 120;

/// Returns the indices of the segments that the extractor chose, in order.
pub(super) fn chosen(segments: &[Segment], chosen_html: &str) -> Vec<usize> {
    let mut choice = Choice::new(chosen_html);
    let mut indices = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        if choice.takes(&segment.text) {
            indices.push(index);
        }
    }
    with_siblings(segments, indices)
}

/// Returns the indices with those of prose that stands between the segments
/// chosen, directly in an element of theirs: pages part paragraphs by line
/// breaks, and extractors lose some of them.
fn with_siblings(segments: &[Segment], chosen: Vec<usize>) -> Vec<usize> {
    let (Some(first), Some(last)) = (chosen.first().copied(), chosen.last().copied()) else {
        return chosen;
    };
    let mut shares: HashMap<NodeId, usize> = HashMap::new();
    for index in &chosen {
        *shares.entry(segments[*index].container).or_default() += 1;
    }
    let taken: HashSet<usize> = chosen.into_iter().collect();
    let is_lost = |index: &usize| {
        let segment = &segments[*index];
        segment.kind == BlockKind::Paragraph
            && !segment.aside
            && segment.text.len() >= MIN_LOST
            && segment.link_bytes * 3 < segment.text.len()
            && shares.get(&segment.container).is_some_and(|share| *share >= 2)
    };
    // Lost paragraphs before the first one chosen stand right before it.
    let start = (0..first).rev().take_while(is_lost).last().unwrap_or(first);
    (start..=last).filter(|index| taken.contains(index) || is_lost(index)).collect()
}

/// Returns the blocks of the article: the segments chosen, and the captions
/// and embeds between them.
///
/// `known` are texts that stand in fields of their own, such as the title.
/// `lead` is the segment from which captions are taken.
pub(super) fn drafts(
    segments: &[Segment],
    chosen: &[usize],
    lead: usize,
    known: &[&str],
) -> Vec<Draft> {
    let Some(last) = chosen.last().copied() else { return Vec::new() };
    let taken: HashSet<usize> = chosen.iter().copied().collect();
    let first = chosen.first().copied().unwrap_or(0);
    let known: HashSet<String> = known.iter().map(|text| furniture::key(text)).collect();
    let captions: HashSet<String> = segments[..=last]
        .iter()
        .filter(|segment| segment.kind == BlockKind::Caption)
        .map(|segment| furniture::key(&segment.text))
        .collect();
    let mut seen_captions = HashSet::new();
    let mut seen_posts = HashSet::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for (index, segment) in segments.iter().enumerate().take(last + 1).skip(lead.min(first)) {
        let inside = index >= first;
        let key = furniture::key(&segment.text);
        let keep = match segment.kind {
            BlockKind::Caption => {
                !segment.aside
                    && !furniture::is_furniture(&segment.text)
                    && !known.contains(&key)
                    && seen_captions.insert(key)
            }
            BlockKind::Embed => {
                inside && !segment.aside && seen_posts.insert(segment.href.clone().unwrap_or(key))
            }
            _ => {
                taken.contains(&index)
                    && !known.contains(&key)
                    && !captions.contains(&key)
                    && !furniture::is_furniture(&segment.text)
                    && !is_pointer(segment)
            }
        };
        if keep {
            drafts.push(Draft {
                kind: kind(segment),
                text: segment.text.clone(),
                href: segment.href.clone(),
            });
        }
    }
    // A heading without anything below heads furniture.
    while drafts.last().is_some_and(|draft| draft.kind == BlockKind::Heading) {
        drafts.pop();
    }
    drafts
}

/// Returns whether the words only lead to another page: a link alone in its
/// block that is no sentence.
fn is_pointer(segment: &Segment) -> bool {
    let text = segment.text.as_str();
    segment.kind != BlockKind::Heading
        && segment.link_bytes + 12 >= text.len()
        && segment.link_bytes * 10 >= text.len() * 9
        && !text.ends_with(['.', '?', '!', '”', '"'])
}

fn kind(segment: &Segment) -> BlockKind {
    let is_heading = segment.kind == BlockKind::Paragraph
        && segment.bold
        && segment.text.len() <= MAX_HEADING
        && !segment.text.ends_with(['.', ',', ';', '!', '”', '"', '…']);
    if is_heading { BlockKind::Heading } else { segment.kind }
}

/// The words chosen, each of which can be given to one segment only.
struct Choice {
    words: Vec<u64>,
    used: Vec<bool>,
    grams: HashMap<u64, Vec<u32>>,
    blocks: HashMap<u64, Vec<(u32, u32)>>,
    cursor: usize,
}

impl Choice {
    fn new(html: &str) -> Choice {
        let mut words = Vec::new();
        let mut blocks: HashMap<u64, Vec<(u32, u32)>> = HashMap::new();
        for block in plain_blocks(html) {
            let start = words.len();
            words.extend(hashes(&block));
            let end = words.len();
            if start < end {
                let places = blocks.entry(hash_all(&words[start..end])).or_default();
                places.push((start as u32, end as u32));
            }
        }
        let mut grams: HashMap<u64, Vec<u32>> = HashMap::with_capacity(words.len());
        for (at, gram) in words.windows(GRAM).enumerate() {
            let places = grams.entry(hash_all(gram)).or_default();
            if places.len() < MAX_PLACES {
                places.push(at as u32);
            }
        }
        let used = vec![false; words.len()];
        Choice { words, used, grams, blocks, cursor: 0 }
    }

    /// Returns whether the text is among the words chosen, and takes it out.
    fn takes(&mut self, text: &str) -> bool {
        let words: Vec<u64> = hashes(text).collect();
        if words.is_empty() {
            return false;
        }
        let whole = self.blocks.get(&hash_all(&words)).and_then(|places| {
            places.iter().copied().find(|(start, _)| !self.used[*start as usize])
        });
        if let Some((start, end)) = whole {
            self.used[start as usize..end as usize].fill(true);
            self.cursor = end as usize;
            return true;
        }
        if words.len() < GRAM {
            return self.takes_next(&words);
        }
        let mut matched = 0;
        let mut at = 0;
        while at + GRAM <= words.len() {
            let length = self.run(&words[at..]);
            matched += length;
            at += length.max(1);
        }
        2 * matched >= words.len()
    }

    /// Takes the words if they follow those taken last.
    fn takes_next(&mut self, words: &[u64]) -> bool {
        let end = self.cursor + words.len();
        let follows = self.words.get(self.cursor..end) == Some(words)
            && !self.used[self.cursor..end].contains(&true);
        if follows {
            self.used[self.cursor..end].fill(true);
            self.cursor = end;
        }
        follows
    }

    /// Takes the longest run that begins with the first gram of the words, and
    /// returns its length.
    fn run(&mut self, words: &[u64]) -> usize {
        let Some(places) = self.grams.get(&hash_all(&words[..GRAM])) else { return 0 };
        let free = |place: &&u32| !self.used[**place as usize];
        let ahead = places.iter().filter(free).find(|place| **place as usize >= self.cursor);
        let Some(start) = ahead.or_else(|| places.iter().find(free)) else { return 0 };
        let start = *start as usize;
        let length = words
            .iter()
            .zip(self.words[start..].iter().zip(&self.used[start..]))
            .take_while(|(word, (other, used))| word == other && !**used)
            .count();
        if length >= GRAM {
            self.used[start..start + length].fill(true);
            self.cursor = start + length;
            length
        } else {
            0
        }
    }
}

/// Returns the text of each block of simple markup.
fn plain_blocks(html: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let mut rest = html;
    while !rest.is_empty() {
        let (text, tag) = match rest.find('<') {
            Some(at) => (&rest[..at], &rest[at..]),
            None => (rest, ""),
        };
        if let Some(block) = blocks.last_mut() {
            push_decoded(block, text);
        }
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let name = tag[..end].trim_matches(['<', '>', '/']);
        let name = name.split([' ', '/']).next().unwrap_or("");
        let is_inline = matches!(
            name,
            "a" | "b"
                | "i"
                | "em"
                | "strong"
                | "span"
                | "u"
                | "code"
                | "sub"
                | "sup"
                | "abbr"
                | "cite"
                | "q"
                | "time"
                | "mark"
                | "ins"
                | "kbd"
                | "var"
                | "samp"
                | "tt"
                | ""
        );
        if !is_inline {
            blocks.push(String::new());
        }
        rest = &tag[end..];
    }
    blocks
}

fn push_decoded(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entities =
            [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", "\"")];
        let entity = entities.iter().find(|(name, _)| rest.starts_with(name));
        let (length, plain) = entity.map_or((1, "&"), |(name, plain)| (name.len(), *plain));
        out.push_str(plain);
        rest = &rest[length..];
    }
    out.push_str(rest);
}

fn hashes(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.bytes().fold(FNV_OFFSET, |hash, byte| mix(hash, u64::from(byte))))
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0100_0000_01b3)
}

fn hash_all(words: &[u64]) -> u64 {
    words.iter().fold(FNV_OFFSET, |hash, word| mix(hash.rotate_left(23), *word))
}
