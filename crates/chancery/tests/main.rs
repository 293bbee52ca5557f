//! The tests of the engine from outside, in one binary.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

mod hostile;
mod laws;
mod order;
mod seed;
mod sources;
mod view;

/// A test file that no `mod` line names would never run.
#[test]
fn no_test_file_is_forgotten() {
    let main = include_str!("main.rs");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(name == "main" || main.contains(&format!("mod {name};")), "{name}");
    }
}
