//! `chancery actors`: what the codebook knows, and what it says it does not.

use serde_json::Value;

use crate::desk::Desk;

#[test]
fn person_is_told_with_offices_and_the_one_of_the_day() {
    let told = Desk::new().run(&["actors", "Gustavo", "Petro", "--on", "2026-01-07"]).done();
    assert!(told.starts_with("Gustavo Petro\n  person, he, Colombia (COL)"), "{told}");
    assert!(told.ends_with("on 7 Jan 2026: president, Colombia\n"), "{told}");
}

#[test]
fn day_outside_of_all_terms_is_said_to_be() {
    let told = Desk::new().run(&["actors", "Gustavo Petro", "--on", "1999-01-01"]).done();
    assert!(told.ends_with("on 1 Jan 1999: no office that the codebook knows\n"), "{told}");
}

#[test]
fn state_names_those_who_held_its_offices_on_the_day() {
    let told = Desk::new().run(&["actors", "Iceland", "--on", "2026-02-17"]).done();
    assert!(told.starts_with("Iceland\n  state, ISL, capital Reykjav"), "{told}");
    assert!(told.contains("prime minister: Kristrún Frostadóttir, since 21 Dec 2024"), "{told}");
}

#[test]
fn office_by_its_words_has_all_who_held_it() {
    let desk = Desk::new();
    let told = desk.run(&["actors", "secretary-general of the UN"]).done();
    assert!(told.starts_with("secretary-general of UN\n"), "{told}");
    assert!(told.contains("Ban Ki-moon") && told.contains("António Guterres"), "{told}");
    let on = desk.run(&["actors", "UN secretary-general", "--on", "2012-05-01"]).done();
    assert!(on.contains("Ban Ki-moon") && !on.contains("Guterres"), "{on}");
}

#[test]
fn unknown_name_is_said_to_be_with_names_like_it() {
    let (told, messages) = Desk::new().run(&["actors", "Gustav Petro"]).partial();
    assert_eq!(messages, "");
    assert!(told.starts_with("the codebook knows nobody by the name 'Gustav Petro'\n"), "{told}");
    assert!(told.contains("names like it: Gustavo Petro"), "{told}");
}

#[test]
fn json_is_one_object_with_the_codebook_that_it_is_from() {
    let desk = Desk::new();
    let json = desk.run(&["actors", "NATO", "--on", "2020-01-01", "--format", "json"]).done();
    let told: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(told["schema"], "chancery.actors/1");
    assert_eq!(told["on"], "2020-01-01");
    let nato = &told["actors"][0];
    assert_eq!(
        (nato["kind"].as_str(), nato["wikidata"].as_str()),
        (Some("organization"), Some("Q7184"))
    );
    let head = &nato["offices"][0];
    assert_eq!(
        (head["holder"].as_str(), head["held"].as_bool()),
        (Some("Jens Stoltenberg"), Some(true))
    );
    assert!(told["codebook"].as_str().is_some_and(|hash| !hash.is_empty()));
}

#[test]
fn own_codebook_is_asked_too() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("mine")).unwrap();
    desk.write("mine/places.tsv", "name\taliases\tcountry\n");
    desk.write(
        "mine/people.tsv",
        "party\toffice\tname\taliases\tsince\tuntil\nNOR\tforeign_minister\tRune Lundaas\tLundaas\t2031\t\n",
    );
    let told = desk.run(&["actors", "Lundaas", "--codebook", "mine"]).done();
    assert!(told.contains("foreign minister, Norway: since 1 Jan 2031, end not known"), "{told}");
}

#[test]
fn empty_name_fails() {
    assert_eq!(Desk::new().run(&["actors", " "]).failed(), "error: the name is empty\n");
}
