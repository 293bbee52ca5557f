//! The reference of commands and flags, as the program prints it.

use crate::desk::Desk;

#[test]
fn help_of_the_program() {
    insta::assert_snapshot!(Desk::new().run(&["--help"]).done());
}

#[test]
fn help_of_every_command() {
    let desk = Desk::new();
    let commands = [
        "read",
        "add",
        "brief",
        "chart",
        "commitments",
        "show",
        "find",
        "pairs",
        "count",
        "actors",
        "correct",
        "log",
        "recode",
        "rebuild",
        "check",
        "backup",
    ];
    let program = desk.run(&["--help"]).done();
    let listed = program.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed: Vec<&str> = listed
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert_eq!(listed, commands, "every command is listed, and shown below");
    for command in commands {
        insta::assert_snapshot!(command, desk.run(&[command, "--help"]).done());
    }
}

#[test]
fn version_is_one_line() {
    let version = Desk::new().run(&["--version"]).done();
    assert_eq!(version, concat!("chancery ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn wrong_use_is_told_from_failure_by_nothing_but_its_words() {
    let desk = Desk::new();
    for args in
        [&[][..], &["reed", "pages"], &["read"], &["read", "--jsn", "pages"], &["brief", "NOR"]]
    {
        assert!(!desk.run(args).failed().is_empty(), "{args:?}");
    }
}
