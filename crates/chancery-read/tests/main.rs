//! All integration tests of the crate, one binary.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read their cases from files and time hostile pages"
)]
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

mod article;
mod examples;
mod grammar;
mod laws;
mod reader;
mod readings;

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
