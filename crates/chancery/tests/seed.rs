//! Inputs to test with, written for this project, and what they are made of.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

/// A page as a site might serve it.
pub(crate) fn html(n: usize) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <title>Ministers of Arvenia and Boland meet, part {n}</title>\
         <script type=\"application/ld+json\">\n{{\"@type\": \"NewsArticle\"}}\n</script></head>\
         <body><h1>Ministers meet</h1><p>The foreign minister of Arvenia said on Monday \
         that talk number {n} in the Café Zürich was “frank”.</p></body></html>\n"
    )
}

/// A page as it is copied from a browser.
pub(crate) const TEXT: &str = "Advertisement\n\nMinisters meet\n\nArvenia’s foreign minister \
    called the talks “frank”.\n\nMarch 03, 2025The Invented Post\n";

/// A line of a list of articles.
pub(crate) fn line(n: usize) -> String {
    format!(
        "{{\"id\": \"n{n}\", \"url\": \"https://news.example/{n}\", \"site\": \"Invented Post\", \
         \"title\": \"Talk {n}\", \"published\": \"2025-03-0{}\", \"text\": \"Talk {n} was \
         \\u201cfrank\\u201d, said the minister in Zürich.\\n\\nA second paragraph.\"}}",
        n % 9 + 1
    )
}

/// A record of a web archive.
pub(crate) fn record(kind: &str, fields: &str, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2025-03-03T10:00:00Z\r\n\
         {fields}Content-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    record.extend_from_slice(content);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

/// A record with the answer of a server.
pub(crate) fn response(n: usize, status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let mut message = format!("HTTP/1.1 {status}\r\n{fields}\r\n").into_bytes();
    message.extend_from_slice(body);
    let fields = format!(
        "WARC-Target-URI: https://news.example/{n}\r\n\
         Content-Type: application/http; msgtype=response\r\n"
    );
    record("response", &fields, &message)
}

/// A record with a page.
pub(crate) fn html_response(n: usize) -> Vec<u8> {
    response(n, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", html(n).as_bytes())
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An input made of records.
#[derive(Default)]
pub(crate) struct Seed {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// The pages that it holds, in order, each with the offset behind the last
    /// byte that it takes; the offset is behind decompression where `gzip`.
    pub(crate) pages: Vec<(usize, Vec<u8>)>,
    /// Whether `bytes` is one member of gzip.
    pub(crate) gzip: bool,
}

impl Seed {
    fn push(&mut self, bytes: &[u8], page: Option<Vec<u8>>) {
        self.bytes.extend_from_slice(bytes);
        self.pages.extend(page.map(|page| (self.bytes.len(), page)));
    }

    fn named(self, name: &'static str) -> Seed {
        Seed { name, ..self }
    }

    /// The same as one member of gzip.
    fn gzipped(self, name: &'static str) -> Seed {
        Seed { name, bytes: gzip(&self.bytes), gzip: true, ..self }
    }
}

fn articles(encode: fn(&[u8]) -> Vec<u8>) -> Seed {
    let mut seed = Seed::default();
    for n in 0..12 {
        seed.push(&encode(format!("{}\n", line(n)).as_bytes()), Some(line(n).into_bytes()));
    }
    seed
}

fn archive(encode: fn(&[u8]) -> Vec<u8>) -> Seed {
    let mut seed = Seed::default();
    seed.push(&encode(&record("warcinfo", "", b"software: invented\r\n")), None);
    for n in 0..6 {
        seed.push(&encode(&record("request", "", b"GET / HTTP/1.1\r\n\r\n")), None);
        seed.push(&encode(&html_response(n)), Some(html(n).into_bytes()));
    }
    let fields =
        "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n";
    let body = gzip(html(6).as_bytes());
    let mut chunked = format!("{:x}\r\n", body.len()).into_bytes();
    chunked.extend_from_slice(&body);
    chunked.extend_from_slice(b"\r\n0\r\n\r\n");
    seed.push(&encode(&response(6, "200 OK", fields, &chunked)), Some(html(6).into_bytes()));
    let resource = record("resource", "Content-Type: text/plain\r\n", TEXT.as_bytes());
    seed.push(&encode(&resource), Some(TEXT.as_bytes().to_vec()));
    seed
}

/// One input of each kind.
pub(crate) fn seeds() -> Vec<Seed> {
    let plain = |name, page: &str| Seed { name, bytes: page.into(), ..Seed::default() };
    vec![
        plain("page.html", &html(0)),
        plain("page.txt", TEXT),
        plain("article.json", &line(0).replace(", \"", ",\n  \"").replace('}', "\n}")),
        articles(<[u8]>::to_vec).named("list.jsonl"),
        articles(<[u8]>::to_vec).gzipped("list.jsonl.gz"),
        articles(gzip).named("members.jsonl.gz"),
        archive(<[u8]>::to_vec).named("archive.warc"),
        archive(<[u8]>::to_vec).gzipped("archive.warc.gz"),
        archive(gzip).named("members.warc.gz"),
    ]
}
