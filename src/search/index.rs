//! Records → the files of an index.
//!
//! Records are gone through in blocks, in parallel, and what each block comes to is put together in order: how many
//! threads there are changes nothing in the files.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::json;
use siphasher::sip::SipHasher13;

use super::bundle;
use super::cbor;
use super::chunks::chunks;
use super::postings::{Place, Postings, WEIGHT};
use super::words::{Splitter, Tokens, Word};

/// How many records are gone through at once.
const BLOCK: usize = 64;

/// What the browser wants to find at the beginning of each file.
const SIGNATURE: &[u8] = b"pagefind_dcd";

/// Half the time of the strongest compression, for a few per cent more.
const COMPRESSION: Compression = Compression::new(4);

/// The fewest digits of a name.
const DIGITS: usize = 7;

/// Something that can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// By what results can be narrowed down, and its values.
    pub filters: BTreeMap<&'static str, Vec<String>>,
    /// What a result shows besides, and what is not searched.
    pub shown: BTreeMap<&'static str, String>,
}

/// The files of an index of `count` records in a language, a BCP 47 tag, by their names; `record` makes each of them, in
/// parallel. Results that fit a query alike come in the order of the records.
pub fn index(language: &str, count: usize, record: &(dyn Fn(usize) -> Record + Sync)) -> BTreeMap<String, Vec<u8>> {
    // So the browser reads it from the page.
    let language = language.to_lowercase();
    let splitter = Splitter::new(&language);
    let starts: Vec<usize> = (0..count).step_by(BLOCK).collect();
    let made = starts.par_iter().map(|start| {
        let mut block = Block::default();
        for number in *start..count.min(start + BLOCK) {
            block.add(&splitter, number, &record(number));
        }
        block
    });
    let mut whole = Block::default();
    for block in made.collect::<Vec<Block>>() {
        whole.append(block);
    }
    whole.files(&language)
}

/// What some records come to.
#[derive(Default)]
struct Block {
    fragments: Vec<Fragment>,
    filters: BTreeMap<&'static str, BTreeMap<String, Vec<usize>>>,
    words: FxHashMap<String, usize>,
    postings: Vec<Postings>,
    /// The words of each token, in all its spellings; most of them come again and again.
    tokens: FxHashMap<String, Vec<Known>>,
}

/// A record as a result shows it.
struct Fragment {
    file: File,
    words: usize,
}

/// A word of a token: its place among the postings, how it is written, and what it weighs.
#[derive(Clone, Copy)]
struct Known {
    word: usize,
    way: usize,
    weight: u8,
}

impl Block {
    fn add(&mut self, splitter: &Splitter, number: usize, record: &Record) {
        let tokens = Tokens::of(&record.text);
        let title = Tokens::of(&record.title);
        let mut found: Vec<(usize, usize, Place)> = Vec::with_capacity(tokens.places.len());
        for (tokens, in_title) in [(&tokens, false), (&title, true)] {
            for (position, token) in tokens.places.iter().enumerate() {
                for known in self.known(splitter, token.indexed) {
                    let place = Place { in_title, weight: if in_title { 0 } else { known.weight }, position };
                    found.push((known.word, known.way, place));
                }
            }
        }
        found.sort_unstable();
        for occurrences in found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some((word, way, _)) = occurrences.first() else { continue };
            let places: Vec<Place> = occurrences.iter().map(|(.., place)| *place).collect();
            if let Some(postings) = self.postings.get_mut(*word) {
                postings.pages(*way).push(number, &places);
            }
        }
        for (filter, values) in &record.filters {
            let filter = self.filters.entry(filter).or_default();
            for value in values {
                filter.entry(value.clone()).or_default().push(number);
            }
        }
        let words = tokens.places.len().max(1);
        self.fragments.push(Fragment { file: fragment(record, &tokens, words), words });
    }

    fn known(&mut self, splitter: &Splitter, token: &str) -> &[Known] {
        if !self.tokens.contains_key(token) {
            let words = splitter.words(token);
            let parts = words.iter().filter(|word| word.is_part).count();
            let known = words.into_iter().map(|word| self.know(word, parts)).collect();
            self.tokens.insert(token.to_owned(), known);
        }
        self.tokens.get(token).map_or(&[], Vec::as_slice)
    }

    /// A part of a token weighs its part of it.
    fn know(&mut self, word: Word, parts: usize) -> Known {
        let weight = if word.is_part { WEIGHT / u8::try_from(parts).unwrap_or(u8::MAX).max(1) } else { WEIGHT };
        let at = self.slot(word.stem);
        let way = self.postings.get_mut(at).map_or(0, |postings| postings.way(word.accented.as_deref()));
        Known { word: at, way, weight: weight.max(1) }
    }

    fn slot(&mut self, word: String) -> usize {
        *self.words.entry(word).or_insert_with(|| {
            self.postings.push(Postings::default());
            self.postings.len() - 1
        })
    }

    /// Adds what later records come to.
    fn append(&mut self, later: Self) {
        self.fragments.extend(later.fragments);
        for (filter, values) in later.filters {
            let own = self.filters.entry(filter).or_default();
            for (value, records) in values {
                own.entry(value).or_default().extend(records);
            }
        }
        for (word, at) in later.words {
            let own = self.slot(word);
            if let (Some(own), Some(later)) = (self.postings.get_mut(own), later.postings.get(at)) {
                own.append(later);
            }
        }
    }

    fn files(self, language: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = Files::default();
        let records: Vec<(String, usize)> = self
            .fragments
            .into_iter()
            .map(|fragment| (files.add("fragment/", ".pf_fragment", fragment.file), fragment.words))
            .collect();
        let mut postings: Vec<Option<Postings>> = self.postings.into_iter().map(Some).collect();
        let take = |(word, at): (String, usize)| Some((word, postings.get_mut(at)?.take()?));
        let mut words: Vec<(String, Postings)> = self.words.into_iter().filter_map(take).collect();
        words.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let chunks = chunks(words);
        let packed: Vec<File> = chunks.par_iter().map(|chunk| File::new(&chunk.bytes())).collect();
        let chunks: Vec<(String, String, String)> = chunks
            .into_iter()
            .zip(packed)
            .map(|(chunk, file)| (chunk.from, chunk.to, files.add("index/", ".pf_index", file)))
            .collect();
        let filters: Vec<(&str, String)> = self
            .filters
            .iter()
            .map(|(name, values)| (*name, files.add("filter/", ".pf_filter", File::new(&filter(name, values)))))
            .collect();
        let meta = files.add("pagefind.", ".pf_meta", File::new(&meta(&records, &chunks, &filters)));
        let (entry, bytes) = bundle::entry(language, &meta, records.len());
        files.by_name.insert(entry, bytes);
        files.by_name.extend(bundle::files(language).map(|(name, bytes)| (name, bytes.to_vec())));
        files.by_name
    }
}

/// A file, and what its name is made of.
struct File {
    hash: u64,
    bytes: Vec<u8>,
}

impl File {
    fn new(content: &[u8]) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(content);
        let mut packed = GzEncoder::new(Vec::with_capacity(content.len() / 2), COMPRESSION);
        // Writing to memory does not fail.
        let written =
            packed.write_all(SIGNATURE).and_then(|()| packed.write_all(content)).and_then(|()| packed.finish());
        Self { hash: hasher.finish(), bytes: written.unwrap_or_default() }
    }
}

/// The files by their names.
#[derive(Default)]
struct Files {
    by_name: BTreeMap<String, Vec<u8>>,
    taken: BTreeSet<String>,
}

impl Files {
    /// Names a file by its content, as shortly as no other has it, and gives the part of the name that says so.
    fn add(&mut self, before: &str, after: &str, file: File) -> String {
        let digits = format!("{:016x}", file.hash);
        let shorter = (DIGITS..digits.len()).filter_map(|length| digits.get(..length));
        let mut names = shorter.map(str::to_owned).chain((0_u32..).map(|more| format!("{digits}{more:x}")));
        let name = names.find(|name| !self.taken.contains(name)).unwrap_or_default();
        self.taken.insert(name.clone());
        self.by_name.insert(format!("{before}{name}{after}"), file.bytes);
        name
    }
}

/// What the browser loads of a record to show it.
fn fragment(record: &Record, tokens: &Tokens<'_>, words: usize) -> File {
    let mut shown = record.shown.clone();
    shown.insert("title", record.title.clone());
    let fragment = json!({
        "url": record.url,
        "content": tokens.text(&record.text),
        "word_count": words,
        "filters": record.filters,
        "meta": shown,
        "anchors": [],
    });
    File::new(fragment.to_string().as_bytes())
}

/// The values of a filter, and the records that have them.
fn filter(name: &str, values: &BTreeMap<String, Vec<usize>>) -> Vec<u8> {
    let mut out = Vec::new();
    cbor::array(&mut out, 2);
    cbor::text(&mut out, name);
    cbor::array(&mut out, values.len());
    for (value, records) in values {
        cbor::array(&mut out, 2);
        cbor::text(&mut out, value);
        cbor::array(&mut out, records.len());
        for record in records {
            cbor::number(&mut out, *record);
        }
    }
    out
}

/// What the browser loads of the index before anything else: the names of all other files.
fn meta(records: &[(String, usize)], chunks: &[(String, String, String)], filters: &[(&str, String)]) -> Vec<u8> {
    let mut out = Vec::new();
    cbor::array(&mut out, 6);
    cbor::text(&mut out, bundle::version());
    cbor::array(&mut out, records.len());
    for (name, words) in records {
        cbor::array(&mut out, 3);
        cbor::text(&mut out, name);
        cbor::number(&mut out, *words);
        // The group of records whose file it shares; each has its own.
        cbor::text(&mut out, "");
    }
    cbor::array(&mut out, chunks.len());
    for (from, to, name) in chunks {
        cbor::array(&mut out, 3);
        for text in [from, to, name] {
            cbor::text(&mut out, text);
        }
    }
    cbor::array(&mut out, filters.len());
    for (filter, name) in filters {
        cbor::array(&mut out, 2);
        cbor::text(&mut out, filter);
        cbor::text(&mut out, name);
    }
    // No orders but that of the records; of what a result shows, the title is searched.
    cbor::array(&mut out, 0);
    cbor::array(&mut out, 1);
    cbor::text(&mut out, "title");
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;
    use serde_json::Value;

    use super::*;

    // What pagefind's own indexer makes of `sample.txt`.
    include!(concat!(env!("OUT_DIR"), "/search_sample.rs"));

    fn sample() -> BTreeMap<String, Vec<u8>> {
        let lines: Vec<Vec<&str>> =
            include_str!("sample.txt").lines().map(|line| line.splitn(3, '\t').collect()).collect();
        let record = |number: usize| Record {
            url: format!("/{number}/"),
            title: lines[number][0].to_owned(),
            text: lines[number][2].to_owned(),
            filters: BTreeMap::from([("tag", lines[number][1].split(' ').map(str::to_owned).collect())]),
            shown: BTreeMap::new(),
        };
        index("en", lines.len(), &record)
    }

    fn unpacked(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        GzDecoder::new(bytes).read_to_end(&mut out).expect("a packed file");
        out.strip_prefix(SIGNATURE).expect("the signature").to_vec()
    }

    /// What is in the files of a folder, without their names.
    fn contents<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>, folder: &str) -> Vec<Vec<u8>> {
        let mut found: Vec<Vec<u8>> =
            files.filter(|(name, _)| name.starts_with(folder)).map(|(_, bytes)| unpacked(bytes)).collect();
        found.sort();
        found
    }

    #[test]
    fn the_files_are_those_that_pagefind_makes() {
        let files = sample();
        let own = |folder| contents(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), folder);
        let expected = |folder| contents(SAMPLE.iter().copied(), folder);
        assert_eq!(own("filter/"), expected("filter/"));
        let values = |fragments: Vec<Vec<u8>>| -> Vec<Value> {
            let mut values: Vec<Value> =
                fragments.iter().map(|bytes| serde_json::from_slice(bytes).expect("JSON")).collect();
            values.sort_by_key(|value| value["url"].to_string());
            values
        };
        assert_eq!(values(own("fragment/")), values(expected("fragment/")));
        let (own, expected) = (own("index/"), expected("index/"));
        assert!(!own.is_empty());
        let text = |files: &[Vec<u8>]| String::from_utf8_lossy(&files.concat()).into_owned();
        assert_eq!(own, expected, "\n{}\n{}", text(&own), text(&expected));
    }

    #[test]
    fn names_tell_files_apart_however_much_their_hashes_share() {
        let mut files = Files::default();
        let names: Vec<String> = [1, 2, 1, 1, 0xf000_0000_0000_0000]
            .into_iter()
            .map(|hash| files.add("", "", File { hash, bytes: vec![0] }))
            .collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 5, "{names:?}");
        assert_eq!(names[0], "0000000");
        assert_eq!(names[4], "f000000");
    }

    #[test]
    fn an_empty_site_has_an_index() {
        let files = index("EN-gb", 0, &|_| Record::default());
        let entry: Value = serde_json::from_slice(&files["pagefind-entry.json"]).expect("JSON");
        assert_eq!(entry["languages"]["en-gb"]["wasm"], "en");
    }
}
