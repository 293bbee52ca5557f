//! Stories and their origins.

use chancery_account::{Imprint, Story, stories};
use chancery_model::{Article, DateSource, DatedFrom};
use proptest::prelude::*;

use crate::build::day;

const HARBOUR: &str = "The harbour of Port Alder was closed on Monday after a tanker of the Norland \
    fleet struck the eastern breakwater in thick fog. Nobody was hurt, the harbour master said, \
    but some forty tonnes of diesel leaked into the bay before the crew could close the valves. \
    Fishing boats were told to stay out until divers have looked at the hull of the tanker. The \
    Norland fleet said that it would pay for the cleaning of the bay. Ferries to the islands \
    leave from the old quay until further notice, and lorries are sent over the bridge at Holm, \
    where the police expect long queues on weekday mornings. The mayor asked why a ship of that \
    size had no pilot on board, and the council will hear the harbour master on Thursday.";

const TRADE: &str = "Ministers of both countries signed a treaty on timber and salmon in Lund \
    yesterday, ending two years of quarrels over duties. Parliament is to vote on the treaty in \
    spring, and sawmills on both sides expect more work from it.";

fn article(id: &str, published: &str, title: &str, text: &str) -> Article {
    let published = (!published.is_empty())
        .then(|| DatedFrom { date: day(published), source: DateSource::Given });
    Article {
        id: id.into(),
        title: Some(title.into()),
        published,
        text: text.into(),
        ..Article::default()
    }
}

fn told(articles: &[Article]) -> Vec<Story> {
    stories(articles.iter().map(Imprint::of))
}

fn ids(stories: &[Story]) -> Vec<Vec<&str>> {
    stories.iter().map(|story| story.articles().collect()).collect()
}

fn press() -> Vec<Article> {
    let (_, cut) = HARBOUR.split_once(". ").expect("it has sentences");
    vec![
        article("agency", "2026-03-02", "Tanker strikes breakwater in Port Alder", HARBOUR),
        article("cut", "2026-03-03", "Diesel in the bay", &format!("By our own staff. {cut}")),
        article(
            "own",
            "2026-03-03",
            "Port Alder harbour closed after tanker strikes breakwater",
            "Divers went down to the tanker in the harbour of Port Alder, where diesel leaked \
             into the bay. The breakwater can be mended within a month.",
        ),
        article("treaty", "2026-03-03", "Timber and salmon treaty signed", TRADE),
        article("later", "2026-04-20", "Tanker strikes breakwater in Port Alder", "A second one."),
        article("undated", "", "What the salmon treaty says of duties on timber", TRADE),
    ]
}

#[test]
fn articles_about_one_happening_are_one_story_and_copies_one_origin() {
    let stories = told(&press());
    assert_eq!(
        ids(&stories),
        [vec!["agency", "cut", "own"], vec!["treaty", "undated"], vec!["later"]]
    );
    let origins: Vec<usize> = stories.iter().map(|story| story.origins.len()).collect();
    assert_eq!(origins, [2, 1, 1]);
    assert_eq!(stories[0].days, Some((day("2026-03-02"), day("2026-03-03"))));
}

#[test]
fn gallery_under_two_articles_makes_them_no_copies() {
    let gallery = (0..60)
        .map(|picture| format!("Picture {picture} shows the bay at hour {picture} of the spill."))
        .collect::<Vec<_>>()
        .join(" ");
    let page = |id: &str, text: &str| {
        article(id, "2026-03-02", id, &format!("{}\n\n{gallery}", text.repeat(5)))
    };
    let stories = told(&[page("one", HARBOUR), page("other", TRADE)]);
    assert_eq!(stories.iter().map(|story| story.origins.len()).sum::<usize>(), 2);
}

#[test]
fn no_articles_have_no_stories() {
    assert!(stories([]).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(50) })]

    #[test]
    fn order_of_articles_does_not_matter(shuffled in Just(press()).prop_shuffle()) {
        prop_assert_eq!(told(&shuffled), told(&press()));
    }
}
