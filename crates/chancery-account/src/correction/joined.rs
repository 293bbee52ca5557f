//! Entries that people made one by making records one.
//!
//! Goes in: entries as reports were merged without people. Comes out: the
//! same, those joined that hold records of one group. It does not know what
//! an entry is, nor what a joined one says.

use std::collections::{BTreeMap, BTreeSet};

/// Joins the entries that share a group of merged records, through others too.
///
/// A joined entry takes the place of the first of its parts; `join` is given
/// the parts in order.
pub(crate) fn join_merged<E, G: Ord>(
    entries: impl IntoIterator<Item = E>,
    groups_of: impl Fn(&E) -> BTreeSet<G>,
    mut join: impl FnMut(E, E) -> E,
) -> Vec<E> {
    let mut joined: Vec<Option<E>> = Vec::new();
    let mut place_of: BTreeMap<G, usize> = BTreeMap::new();
    for entry in entries {
        let groups = groups_of(&entry);
        let known: BTreeSet<usize> =
            groups.iter().filter_map(|group| place_of.get(group).copied()).collect();
        let place = known.first().copied().unwrap_or(joined.len());
        joined.resize_with(joined.len().max(place + 1), || None);
        let parts: Vec<E> = known.iter().filter_map(|part| joined[*part].take()).collect();
        joined[place] = parts.into_iter().chain([entry]).reduce(&mut join);
        for at in place_of.values_mut().filter(|at| known.contains(at)) {
            *at = place;
        }
        place_of.extend(groups.into_iter().map(|group| (group, place)));
    }
    joined.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_joined_through_others_and_the_rest_keep_their_order() {
        let entries = [("a", vec![1]), ("b", vec![]), ("c", vec![2]), ("d", vec![1, 2])];
        let entries = entries.map(|(name, groups)| (name.to_owned(), groups));
        let joined = join_merged(
            entries,
            |(_, groups)| groups.iter().copied().collect(),
            |(one, _), (other, _)| (one + &other, Vec::<u8>::new()),
        );
        let names: Vec<_> = joined.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["acd", "b"]);
    }
}
