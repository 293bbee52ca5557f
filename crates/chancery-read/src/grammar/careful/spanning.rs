//! Spanning trees: of all trees with one root, the one with the highest score.
//!
//! In: for each word the score of each possible head, the root first. Out: each
//! word's head. The method of Chu and Liu and of Edmonds; where the best tree
//! has several roots, the best tree under each of them is compared.

/// The place of the root among the heads.
const ROOT: usize = 0;

/// Returns the head of each word as a position; nothing at the root.
///
/// `scores` has a row for each word, with `n_words + 1` scores: of the root, then
/// of each word. What a word scores with itself does not count.
pub(super) fn best_tree(scores: &[f32], n_words: usize) -> Vec<Option<u16>> {
    if n_words == 0 {
        return Vec::new();
    }
    let width = n_words + 1;
    // A square with the root's own row, which no one reads.
    let mut square = vec![f32::MIN; width * width];
    for (row, from) in square.chunks_exact_mut(width).skip(1).zip(scores.chunks_exact(width)) {
        row.copy_from_slice(from);
    }
    let mut heads = arborescence(&square, width);
    let roots: Vec<usize> = (1..width).filter(|word| heads[*word] == ROOT).collect();
    if roots.len() > 1 {
        let mut best = f64::MIN;
        let free = square.clone();
        for root in roots {
            square.copy_from_slice(&free);
            for word in (1..width).filter(|word| *word != root) {
                square[word * width] = f32::MIN / 1e6;
            }
            let tree = arborescence(&square, width);
            let total: f64 =
                (1..width).map(|word| f64::from(square[word * width + tree[word]])).sum();
            if total > best {
                best = total;
                heads = tree;
            }
        }
    }
    heads[1..].iter().map(|head| head.checked_sub(1).map(|head| head as u16)).collect()
}

/// Returns the best head of each node but the root, so that no cycle is left.
fn arborescence(scores: &[f32], width: usize) -> Vec<usize> {
    let mut heads = vec![ROOT; width];
    for (node, head) in heads.iter_mut().enumerate().skip(1) {
        let row = &scores[node * width..][..width];
        let mut best = f32::NEG_INFINITY;
        for (other, score) in row.iter().enumerate() {
            if other != node && *score > best {
                best = *score;
                *head = other;
            }
        }
    }
    match cycle(&heads) {
        None => heads,
        Some(cycle) => broken(scores, width, heads, &cycle),
    }
}

/// Returns the nodes of a cycle, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != ROOT && seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        if node != ROOT && seen[node] == start {
            let mut nodes = vec![node];
            let mut next = heads[node];
            while next != node {
                nodes.push(next);
                next = heads[next];
            }
            return Some(nodes);
        }
    }
    None
}

/// Solves the graph in which the cycle is one node, and opens it again where the
/// best way in arrives.
fn broken(scores: &[f32], width: usize, mut heads: Vec<usize>, cycle: &[usize]) -> Vec<usize> {
    let inside = |node: usize| cycle.contains(&node);
    let outer: Vec<usize> = (0..width).filter(|node| !inside(*node)).collect();
    let small = outer.len() + 1;
    let whole = small - 1;
    let mut contracted = vec![f32::MIN; small * small];
    // For each outer node: where the cycle is entered from it, and left to it.
    let mut entries = vec![cycle[0]; small];
    let mut exits = vec![cycle[0]; small];
    for (idx, node) in outer.iter().enumerate() {
        for (other_idx, other) in outer.iter().enumerate() {
            contracted[idx * small + other_idx] = scores[node * width + other];
        }
        let exit = best_of(cycle.iter().map(|from| (*from, scores[node * width + from])));
        exits[idx] = exit.0;
        contracted[idx * small + whole] = exit.1;
        let entry = best_of(cycle.iter().map(|to| {
            let row = &scores[to * width..][..width];
            (*to, row[*node] - row[heads[*to]])
        }));
        entries[idx] = entry.0;
        contracted[whole * small + idx] = entry.1;
    }
    let solved = arborescence(&contracted, small);
    let from = solved[whole];
    heads[entries[from]] = outer[from];
    for (idx, node) in outer.iter().enumerate().skip(1) {
        heads[*node] = if solved[idx] == whole { exits[idx] } else { outer[solved[idx]] };
    }
    heads
}

fn best_of(mut scored: impl Iterator<Item = (usize, f32)>) -> (usize, f32) {
    let first = scored.next().unwrap_or((ROOT, f32::MIN));
    scored.fold(first, |best, next| if next.1 > best.1 { next } else { best })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The best tree by trying all.
    fn tried(scores: &[f32], n: usize) -> f64 {
        let width = n + 1;
        let mut best = f64::MIN;
        for code in 0..width.pow(n as u32) {
            let heads: Vec<usize> =
                (0..n).map(|word| code / width.pow(word as u32) % width).collect();
            let sound = heads.iter().filter(|head| **head == ROOT).count() == 1
                && (0..n).all(|word| {
                    let mut node = word + 1;
                    (0..=n).any(|_| {
                        node = if node == ROOT { ROOT } else { heads[node - 1] };
                        node == ROOT
                    })
                });
            if sound {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &[f32], heads: &[usize]) -> f64 {
        let width = heads.len() + 1;
        heads.iter().enumerate().map(|(word, head)| f64::from(scores[word * width + head])).sum()
    }

    proptest! {
        #[test]
        fn found_tree_is_the_best_of_all(
            n in 1..5_usize,
            values in prop::collection::vec(-20..20_i8, 30),
        ) {
            let scores: Vec<f32> = values[..n * (n + 1)].iter().map(|v| f32::from(*v)).collect();
            let heads: Vec<usize> =
                best_tree(&scores, n).iter().map(|head| head.map_or(0, |head| usize::from(head) + 1)).collect();
            prop_assert_eq!(heads.iter().filter(|head| **head == ROOT).count(), 1);
            prop_assert_eq!(total(&scores, &heads), tried(&scores, n));
        }
    }

    #[test]
    fn sentence_of_one_word_is_a_root_and_of_none_nothing() {
        assert_eq!(best_tree(&[0.5, 9.0], 1), [None]);
        assert_eq!(best_tree(&[], 0), []);
    }
}
