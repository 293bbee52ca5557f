//! Hashes: how words and features become numbers.
//!
//! Weights are stored under these numbers, so a change here makes every weights
//! file useless. All of it is integer arithmetic, the same on every machine.

/// The hash of nothing, from which [`step`] goes on.
pub(super) const START: u32 = 0x811C_9DC5;

/// Adds a byte to a hash (FNV-1a).
pub(crate) const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Returns the hash of some bytes.
pub fn bytes(bytes: &[u8]) -> u32 {
    bytes.iter().fold(START, |hash, byte| step(hash, *byte))
}

/// Odd constants without structure: digits of the golden ratio and of pi.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
const FOLD: u64 = 0x2436_7F8E_6D1C_3A8D | 1;

/// Returns the number of a feature: a template with one value.
pub(crate) const fn one(template: u32, a: u32) -> u64 {
    two(template, a, 0)
}

/// Returns the number of a feature: a template with two values.
pub(crate) const fn two(template: u32, a: u32, b: u32) -> u64 {
    let mixed = ((a as u64) << 32 | b as u64) ^ (template as u64).wrapping_mul(FOLD);
    let mixed = mixed.wrapping_mul(SPREAD);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(FOLD);
    mixed ^ (mixed >> 29)
}

/// Returns the number of a feature: a template with three values.
pub(crate) const fn three(template: u32, a: u32, b: u32, c: u32) -> u64 {
    let mixed = two(template, a, b) ^ c as u64;
    let mixed = mixed.wrapping_mul(SPREAD);
    mixed ^ (mixed >> 32)
}

/// Returns the number of a feature: a template with four values.
pub(crate) const fn four(template: u32, a: u32, b: u32, c: u32, d: u32) -> u64 {
    let mixed = two(template, a, b) ^ ((c as u64) << 32 | d as u64);
    let mixed = mixed.wrapping_mul(SPREAD);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn features_of_other_values_or_templates_are_other_numbers() {
        let mut seen = HashSet::new();
        for template in 0..8 {
            for a in 0..40 {
                for b in 0..40 {
                    assert!(seen.insert(two(template, a, b)));
                    assert!(seen.insert(three(template + 8, a, b, 1)));
                    assert!(seen.insert(four(template + 16, a, b, 1, 2)));
                }
            }
        }
    }
}
