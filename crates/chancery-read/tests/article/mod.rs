//! Tests of the stages `page` and `article`: pages in, articles out.

mod blocks;
mod charset;
mod hostile;
mod json;
mod laws;
mod metadata;
mod text;

use chancery_model::{Article, BlockKind, Form, Page};

/// Returns the article of that HTML.
fn html(markup: &str) -> Article {
    read(Page::new(markup, Form::Html))
}

/// Returns the article of the page, after a look at the laws of its blocks.
fn read(page: Page) -> Article {
    let (article, _) = chancery_read::article::article(&page);
    laws::check(&article, page.form);
    article
}

/// Returns the words of each block of the kind.
fn of_kind(article: &Article, kind: BlockKind) -> Vec<&str> {
    let blocks = article.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| block.span.of(&article.text)).collect()
}

/// Returns a page of a usual shape around the body.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>Envoys meet in Tarn | Harbour Post</title>{head}</head>\
         <body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li></ul></nav>\
         <main><article><h1>Envoys meet in Tarn</h1>{body}</article></main>\
         <footer><p>Copyright © 2031 Harbour Post</p></footer></body></html>"
    )
}

const FIRST: &str = "The envoys of Norland and Sudria met in Tarn on Monday for the first time since the border was closed, and agreed to meet again within a month.";
const SECOND: &str = "Norland's envoy, Ada Quill, told reporters after the meeting that the talks had been frank and that both sides had put forward proposals on the river.";
const THIRD: &str = "Sudria has long asked for a larger share of the water, which its farmers need in summer, while Norland wants its ships to pass the locks without tolls.";
