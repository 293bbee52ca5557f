//! An article that is text already, as one JSON object.
//!
//! The text is not changed, so that offsets hold for whoever gave it; blocks
//! are laid over it by its lines. Fields that are missing or null are absent,
//! fields of a wrong type are a problem each.

use chancery_model::{Article, DateSource, DatedFrom, Page, Problem};
use serde_json::{Map, Value};

use super::metadata::{date, names};
use super::{language, lines, problem};

/// Returns the article of the page, without its id.
pub(super) fn article(page: &Page, text: &str, problems: &mut Vec<Problem>) -> Article {
    let mut article = Article { url: page.url.clone(), ..Article::default() };
    let object = match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => object,
        Ok(_) => {
            problems.push(problem("page-not-json", "the page is JSON, but no object"));
            return article;
        }
        Err(error) => {
            problems.push(problem("page-not-json", error.to_string()));
            return article;
        }
    };
    let mut fields = Fields { object, problems };
    article.source_id = fields.text("id");
    article.url = article.url.or_else(|| fields.text("url"));
    article.site = fields.text("site");
    article.title = fields.text("title");
    article.standfirst = fields.text("standfirst");
    article.published = fields.date("published");
    article.modified = fields.date("modified");
    article.language = fields.text("language");
    let authors = fields.list("authors");
    article.authors = names::clean(&authors, article.site.as_deref());
    match fields.object.remove("text") {
        Some(Value::String(text)) => article.text = text,
        Some(Value::Null) | None => {
            problems.push(problem("page-without-body", "the object has no text"));
        }
        Some(_) => problems.push(problem("field-of-wrong-type", "the field text is no string")),
    }
    article.blocks = lines::blocks(&article.text);
    article.language = article.language.take().or_else(|| language::of(&article.text));
    article
}

struct Fields<'a> {
    object: Map<String, Value>,
    problems: &'a mut Vec<Problem>,
}

impl Fields<'_> {
    fn text(&mut self, key: &str) -> Option<String> {
        match self.object.remove(key)? {
            Value::String(text) => Some(text).filter(|text| !text.trim().is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null => None,
            _ => {
                self.wrong_type(key);
                None
            }
        }
    }

    fn date(&mut self, key: &str) -> Option<DatedFrom> {
        let text = self.text(key)?;
        match date::parse(&text) {
            Some(date) => Some(DatedFrom { date, source: DateSource::Given }),
            None => {
                let message = format!("the field {key} is no date");
                self.problems.push(problem("field-not-a-date", message));
                None
            }
        }
    }

    fn list(&mut self, key: &str) -> Vec<String> {
        match self.object.remove(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::String(text)) => vec![text],
            Some(Value::Array(values)) => {
                values.into_iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
            }
            Some(_) => {
                self.wrong_type(key);
                Vec::new()
            }
        }
    }

    fn wrong_type(&mut self, key: &str) {
        self.problems.push(problem("field-of-wrong-type", format!("the field {key} is no string")));
    }
}
