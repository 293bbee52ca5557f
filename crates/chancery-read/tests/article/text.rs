//! Pages given as plain text.

use chancery_model::{BlockKind, DateSource, Form, Page};

use super::{FIRST, SECOND, THIRD, of_kind, read};

/// The shape of a page copied from a browser.
fn copied() -> String {
    format!(
        "Advertisement banner\n\nEnvoys Meet in Tarn After a Year\n\nThe envoys of two neighbours met on Monday. Both promised to meet again.\n\n\
         March 03, 2031Harbour Post\n\nCover Image\n\n{FIRST}\n\nThe envoys on the  bridge in Tarn\nThe envoys on the bridge in Tarn\n\n\
         “Frank” Words Over the River\n\n{SECOND}\n\nView post on X\n\nShips and Tolls\n\n{THIRD}"
    )
}

#[test]
fn copied_page_is_parted_into_head_and_body() {
    let article = read(Page::new(copied(), Form::Text));
    assert_eq!(article.title.as_deref(), Some("Envoys Meet in Tarn After a Year"));
    assert_eq!(
        article.standfirst.as_deref(),
        Some("The envoys of two neighbours met on Monday. Both promised to meet again.")
    );
    assert_eq!(article.site.as_deref(), Some("Harbour Post"));
    let published = article.published.unwrap();
    assert_eq!(
        (published.date.to_string().as_str(), published.source),
        ("2031-03-03", DateSource::Visible)
    );
    assert_eq!(
        of_kind(&article, BlockKind::Heading),
        ["“Frank” Words Over the River", "Ships and Tolls"]
    );
    assert_eq!(of_kind(&article, BlockKind::Caption), ["The envoys on the bridge in Tarn"]);
    assert_eq!(of_kind(&article, BlockKind::Paragraph), [FIRST, SECOND, THIRD]);
    for furniture in ["Advertisement", "Cover Image", "View post", "2031"] {
        assert!(!article.text.contains(furniture), "{furniture}");
    }
}

#[test]
fn prose_without_a_head_stays_as_it_is() {
    let text = format!("{FIRST}\n\n{SECOND}\n{THIRD}");
    let article = read(Page::new(text.as_str(), Form::Text));
    assert_eq!(article.text, text);
    assert_eq!(article.title, None);
    assert_eq!(article.published, None);
    assert_eq!(article.blocks.len(), 3);
}

#[test]
fn headline_above_prose_is_the_title() {
    let article =
        read(Page::new(format!("Envoys Meet in Tarn\n\n{FIRST}\n\n{SECOND}"), Form::Text));
    assert_eq!(article.title.as_deref(), Some("Envoys Meet in Tarn"));
    assert!(article.text.starts_with(FIRST));
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    let wrap = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            if lines.last().unwrap().len() + word.len() > 70 {
                lines.push(String::new());
            }
            let line = lines.last_mut().unwrap();
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.join("\n")
    };
    let text = format!("{}\n\n{}\n\n{}", wrap(FIRST), wrap(SECOND), wrap(THIRD));
    let article = read(Page::new(text.as_str(), Form::Text));
    assert_eq!(article.blocks.len(), 3);
    assert_eq!(article.text, text);
}

#[test]
fn date_in_the_prose_is_no_byline() {
    let text = format!("The treaty of March 3, 2031 is void.\n\n{FIRST}\n\n{SECOND}");
    let article = read(Page::new(text, Form::Text));
    assert_eq!(article.published, None);
}

/// A page of the user's own: named by a variable, so that no press text is in
/// the repository.
#[test]
fn page_named_by_the_environment_has_head_headings_and_caption() {
    let Some(path) = std::env::var_os("CHANCERY_SEED_PAGE") else { return };
    let article = read(Page::new(std::fs::read(path).unwrap(), Form::Text));
    assert!(article.title.is_some() && article.standfirst.is_some() && article.site.is_some());
    assert_eq!(article.published.unwrap().date.to_string(), "2026-01-08");
    assert_eq!(of_kind(&article, BlockKind::Heading).len(), 3);
    assert_eq!(of_kind(&article, BlockKind::Caption).len(), 1);
    assert_eq!(of_kind(&article, BlockKind::Paragraph).len(), 9);
}
