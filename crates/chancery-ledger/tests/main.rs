//! The tests of the ledger, one binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod fixture;

mod adding;
mod backing;
mod correcting;
mod crash;
mod damage;
mod extracts;
mod finding;
mod looking;
mod looks;
mod opening;
mod pairs;
mod rereading;
mod sql;
mod working;

#[test]
fn every_file_beside_this_one_is_a_module_of_it() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") {
            assert!(include_str!("main.rs").contains(&format!("mod {module};")), "{module}");
        }
    }
}
