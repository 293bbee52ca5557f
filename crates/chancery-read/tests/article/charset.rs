//! Bytes of any encoding.

use chancery_model::{Form, Page};

use super::{FIRST, SECOND, page, read};

fn accented() -> String {
    page("", &format!("<p>Señor Núñez of Bogotá: {FIRST}</p><p>{SECOND}</p>"))
}

#[test]
fn text_of_every_encoding_reads_alike() {
    let markup = accented();
    let latin: Vec<u8> =
        markup.chars().map(|char| u8::try_from(u32::from(char)).unwrap_or(b'?')).collect();
    let little: Vec<u8> = markup.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = markup.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let with_mark = [&[0xff, 0xfe][..], &little].concat();
    let cases: [(&str, Vec<u8>, Option<&str>); 6] = [
        ("utf-8", markup.clone().into_bytes(), None),
        (
            "utf-8, declared otherwise",
            markup.clone().into_bytes(),
            Some("text/html; charset=iso-8859-1"),
        ),
        ("latin-1, declared", latin, Some("text/html; charset=ISO-8859-1")),
        ("utf-16 with mark", with_mark, None),
        ("utf-16 little", little, None),
        ("utf-16 big", big, None),
    ];
    for (name, bytes, content_type) in cases {
        let mut source = Page::new(bytes, Form::Html);
        source.content_type = content_type.map(str::to_owned);
        let article = read(source);
        assert!(article.text.starts_with("Señor Núñez of Bogotá"), "{name}: {:.60}", article.text);
    }
}

#[test]
fn encoding_declared_in_the_page_is_used() {
    let cyrillic = [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2];
    let markup =
        page("<meta charset=\"windows-1251\">", &format!("<p>@@ {FIRST}</p><p>{SECOND}</p>"));
    let (before, after) = markup.split_once("@@").unwrap();
    let bytes = [before.as_bytes(), &cyrillic, after.as_bytes()].concat();
    assert!(read(Page::new(bytes, Form::Html)).text.starts_with("Привет"));
}

#[test]
fn encoding_that_nothing_declares_is_detected() {
    let line =
        "El señor Núñez viajó a Bogotá después de la reunión, según informó la cancillería. ";
    let markup = page("", &format!("<p>{}</p><p>{}</p>", line.repeat(3), line.repeat(4)));
    let latin: Vec<u8> =
        markup.chars().filter_map(|char| u8::try_from(u32::from(char)).ok()).collect();
    let mut source = Page::new(latin, Form::Html);
    source.url = Some("https://puerto.example.co/a".to_owned());
    assert!(read(source).text.starts_with("El señor Núñez viajó"));
}

#[test]
fn one_broken_byte_does_not_spoil_the_rest() {
    let mut bytes = accented().into_bytes();
    let at = bytes.len() / 2;
    bytes[at] = 0xff;
    assert!(read(Page::new(bytes, Form::Html)).text.contains("Núñez"));
}
