//! Pages that try to be more than text.

use chancery::view::{
    self, BriefOptions, Hit, Said, Styles, TextOptions, article_html, article_text, brief, chart,
    hits,
};
use chancery_model::{ClaimKind, EventKind, Place, Reading, StatementForm};

use super::build::Builder;
use super::sample::col_usa;

const SCRIPT: &str = "<script>alert(1)</script>";
const QUOTED: &str = "\" onmouseover=\"alert(1)\" '";
const STEERING: &str = "\u{1b}[2J\u{9b}31m\u{7}\u{202e}\u{2066}\u{200b}\u{e0041}";

/// A reading with attacks in every field that a page or a coder fills.
fn hostile() -> Reading {
    let attack = format!("{SCRIPT}{QUOTED}{STEERING}");
    let mut page = Builder::new("x", "2026-03-05");
    let stone = page.person(&format!("Ada {attack}Stone"), "USA");
    let vega = page.person("Luis Vega", "COL");
    let sentence = page.sentence(&format!("Stone {attack} met Vega, \u{202e}he said."));
    page.event(EventKind::Consult, None, &[stone], &[vega], sentence).place =
        Some(Place { name: attack.clone(), country: None });
    let statement = page.statement(vega, StatementForm::Direct, sentence, sentence);
    statement.channel = Some(attack.clone());
    page.claim(ClaimKind::Allegation, Some(stone), &[vega], sentence, sentence);
    let mut reading = page.finish();
    for actor in &mut reading.actors {
        let mention =
            chancery_model::Mention { span: sentence, form: chancery_model::MentionForm::Name };
        actor.mentions.push(mention);
        actor.role = Some(attack.clone());
    }
    let article = &mut reading.article;
    article.id = format!("sha256:{attack}");
    article.title = Some(attack.clone());
    article.site = Some(attack.clone());
    article.authors = vec![attack.clone()];
    article.url = Some(format!("javascript:alert(1)//{attack}"));
    reading
}

fn html_forms() -> [String; 4] {
    let reading = hostile();
    let account = col_usa(std::slice::from_ref(&reading));
    [
        brief(&account, &BriefOptions::new(SCRIPT, QUOTED)).html(),
        chart(&account, &BriefOptions::new(SCRIPT, QUOTED)).expect("an event counts"),
        view::reading(&reading).html(),
        article_html(&reading, &Said::new()),
    ]
}

#[test]
fn no_script_no_handler_and_no_script_address_reach_the_html() {
    for html in html_forms() {
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("\" onmouseover"), "{html}");
        assert!(!html.contains("href=\"javascript"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }
}

#[test]
fn quotes_in_an_address_do_not_end_the_attribute() {
    let mut reading = hostile();
    reading.article.url = Some("https://news.example/\"onload='x'>".into());
    let html = article_html(&reading, &Said::new());
    assert!(html.contains("href=\"https://news.example/%22onload=%27x%27%3E\""), "{html}");
}

#[test]
fn controls_that_steer_terminals_or_direction_reach_no_form() {
    let reading = hostile();
    let account = col_usa(std::slice::from_ref(&reading));
    let document = brief(&account, &BriefOptions::new("Colombia", STEERING));
    let options = TextOptions::default();
    let hit = Hit {
        id: STEERING.into(),
        title: Some(STEERING.into()),
        site: Some(STEERING.into()),
        snippet: STEERING.into(),
        ..Hit::default()
    };
    let forms = [
        document.text(&options),
        document.markdown(),
        document.html(),
        chart(&account, &BriefOptions::new("Colombia", STEERING)).expect("an event counts"),
        view::reading(&reading).text(&options),
        view::reading(&reading).markdown(),
        article_text(&reading, &Said::new(), &options),
        article_html(&reading, &Said::new()),
        hits(&[hit], &options),
    ];
    for form in forms {
        let steering = form.chars().find(|character| {
            character.is_control() && *character != '\n'
                || STEERING[1..].contains(*character) && !character.is_ascii()
        });
        assert_eq!(steering, None, "{form}");
    }
}

#[test]
fn words_of_a_page_are_not_markup_in_markdown() {
    let reading = hostile();
    let markdown = view::reading(&reading).markdown();
    assert!(!markdown.contains("<script"), "{markdown}");
    assert!(!markdown.contains("](javascript"), "{markdown}");
}

#[test]
fn escapes_of_the_styles_are_the_only_ones() {
    let reading = hostile();
    let options = TextOptions { width: 80, styles: Styles::ansi() };
    let text = view::reading(&reading).text(&options);
    for escape in text.split('\u{1b}').skip(1) {
        let code = escape.split('m').next().unwrap();
        assert!(["[0", "[1", "[2", "[4", "[33", "[1;36"].contains(&code), "{code}");
    }
}
