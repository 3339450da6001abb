//! An export file → its records, one at a time.
//!
//! The file may be larger than the memory, so that only one record is held. Whatever is not well formed is an error with
//! its place. Document types are refused, and entities are text: nothing is expanded or fetched.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use quick_xml::{Error, XmlVersion};

use super::element::Element;
use super::fault::{AGAIN, CONFLICT, Fault, conflict, located, marker, not_xml, syntax, unmerged};
use super::space;
use crate::import::error::ImportError;

/// How deep elements may lie in each other; real exports stay below ten.
const DEEPEST: usize = 100;

/// The longest text in bytes; a post of that length is none.
const LONGEST: usize = 64 << 20;

/// The most elements that a record may have; one of WordPress with 100,000 comments stays below.
const MOST: usize = 2_000_000;

/// The largest record in bytes.
const LARGEST: u64 = 256 << 20;

/// The element around all others.
pub(in crate::import) type Root = Element;

/// The records of a file.
pub(in crate::import) struct Records<R> {
    reader: NsReader<R>,
    buffer: Vec<u8>,
    open: Vec<Element>,
    /// How many of the open elements only hold records: the root, and RSS's channel.
    containers: usize,
    /// Where the record began, and how many elements it has so far.
    begun: (u64, usize),
    root: Option<Root>,
    is_over: bool,
}

impl Records<BufReader<File>> {
    /// Opens a file.
    pub(in crate::import) fn open(path: &Path) -> Result<Self, ImportError> {
        let file = File::open(path).map_err(|error| ImportError::io("read", path.display(), error))?;
        Ok(Self::new(BufReader::with_capacity(1 << 18, file)))
    }

    /// The next record; `path` is only read again to say where a mistake stands.
    pub(in crate::import) fn next_of(&mut self, path: &Path) -> Result<Option<Element>, ImportError> {
        self.next().map_err(|fault| match fault {
            Ok(fault) => located(path, fault),
            Err(error) => ImportError::io("read", path.display(), error),
        })
    }
}

impl<R: BufRead> Records<R> {
    fn new(reader: R) -> Self {
        let mut reader = NsReader::from_reader(reader);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), open: Vec::new(), containers: 0, begun: (0, 0), root: None, is_over: false }
    }

    /// How many bytes have been read.
    pub(in crate::import) fn position(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// The root, once the first record has been asked for.
    pub(in crate::import) fn root(&self) -> Option<&Root> {
        self.root.as_ref()
    }

    fn next(&mut self) -> Result<Option<Element>, Result<Fault, std::io::Error>> {
        loop {
            self.buffer.clear();
            let offset = self.reader.buffer_position();
            let mut buffer = std::mem::take(&mut self.buffer);
            let step = match self.reader.read_resolved_event_into(&mut buffer) {
                Ok((resolved, event)) => {
                    step(&resolved, event).map_err(|(message, help)| Fault { offset, message, help })
                }
                Err(Error::Io(error)) => return Err(Err(std::io::Error::new(error.kind(), error.to_string()))),
                Err(error) => Err(syntax(&error, self.reader.error_position().max(offset))),
            };
            self.buffer = buffer;
            match step.map_err(Ok)? {
                Step::Open(element) => self.begin(element, offset).map_err(Ok)?,
                Step::Close => {
                    if let Some(record) = self.close() {
                        return Ok(Some(record));
                    }
                }
                Step::Text(text) => self.text(&text, offset).map_err(Ok)?,
                Step::Unmerged(at) => return Err(Ok(conflict(offset + at, CONFLICT))),
                Step::Nothing => {}
                Step::End => return self.end(offset).map_err(Ok).map(|()| None),
            }
        }
    }

    fn begin(&mut self, element: Element, offset: u64) -> Result<(), Fault> {
        if self.is_over {
            let message = format!("`<{}>` stands after the end of the export", element.name);
            return Err(Fault { offset, message, help: "take out what follows the first export, and import it apart" });
        }
        if self.open.len() >= DEEPEST {
            let message = format!("elements lie more than {DEEPEST} deep in each other");
            return Err(Fault { offset, message, help: "no export is nested so deep; export the blog again" });
        }
        let is_container = self.containers == self.open.len()
            && (self.open.is_empty() || (self.open.len() == 1 && element.name == "channel"));
        if self.open.len() == self.containers {
            self.begun = (offset, 0);
        }
        self.begun.1 += 1;
        if self.begun.1 > MOST || offset - self.begun.0 > LARGEST {
            let message = format!("one entry has more than {MOST} elements, or {} MB", LARGEST >> 20);
            return Err(Fault { offset, message, help: "no entry is so large; export the blog again" });
        }
        if self.open.is_empty() {
            self.root = Some(element.clone());
        }
        self.containers += usize::from(is_container);
        self.open.push(element);
        Ok(())
    }

    /// Ends the innermost element; it is a record where only containers are left around it.
    fn close(&mut self) -> Option<Element> {
        let element = self.open.pop()?;
        if self.open.len() < self.containers {
            self.containers = self.open.len();
            self.is_over = self.open.is_empty();
            return None;
        }
        if self.open.len() == self.containers {
            return Some(element);
        }
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(element);
        }
        None
    }

    fn text(&mut self, text: &str, offset: u64) -> Result<(), Fault> {
        let in_record = self.open.len() > self.containers;
        match self.open.last_mut() {
            Some(element) if in_record && element.text.len() + text.len() > LONGEST => {
                let message = format!("the text of `<{}>` is larger than {} MB", element.name, LONGEST >> 20);
                Err(Fault { offset, message, help: "no post is so long; export the blog again" })
            }
            Some(element) if in_record => {
                element.text.push_str(text);
                Ok(())
            }
            Some(_) => match marker(text) {
                Some(marker) => Err(conflict(offset, marker)),
                None => Ok(()),
            },
            None if text.trim_start_matches('\u{feff}').trim().is_empty() => Ok(()),
            None if self.is_over => {
                Err(Fault { offset, message: "text stands after the end of the export".to_owned(), help: AGAIN })
            }
            None => Err(not_xml(offset)),
        }
    }

    fn end(&mut self, offset: u64) -> Result<(), Fault> {
        match self.open.last() {
            Some(element) => Err(Fault {
                offset,
                message: format!("the file ends in the middle: `<{}>` is not closed", element.name),
                help: "the file was cut short; export or download it again",
            }),
            None if self.is_over => Ok(()),
            None => Err(not_xml(offset)),
        }
    }
}

/// What an event comes to, apart from where it stands.
enum Step {
    Open(Element),
    Close,
    Text(String),
    /// A text in which a merge has left its mark, so many bytes from here.
    Unmerged(u64),
    Nothing,
    End,
}

fn step(resolved: &ResolveResult<'_>, event: Event<'_>) -> Result<Step, (String, &'static str)> {
    Ok(match event {
        Event::Start(start) => Step::Open(element(resolved, &start)?),
        Event::End(_) => Step::Close,
        Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
        Event::CData(text) => match unmerged(&text) {
            Some(at) => Step::Unmerged(at),
            None => Step::Text(text.xml10_content().into_owned()),
        },
        Event::GeneralRef(reference) => Step::Text(meaning(&reference)),
        Event::Decl(declaration) => match declaration.encoding() {
            Some(Ok(name)) if !is_utf8(&name) => {
                return Err((
                    format!("the file says that it is written in {name}"),
                    "save it as UTF-8, in its first line too",
                ));
            }
            _ => Step::Nothing,
        },
        Event::DocType(_) => {
            return Err((
                "the file has a document type, which no export has".to_owned(),
                "take the line with `<!DOCTYPE` out; entities are never expanded",
            ));
        }
        Event::Eof => Step::End,
        Event::Comment(_) | Event::PI(_) | Event::Empty(_) => Step::Nothing,
    })
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|own| name.trim().eq_ignore_ascii_case(own))
}

fn element(resolved: &ResolveResult<'_>, start: &BytesStart<'_>) -> Result<Element, (String, &'static str)> {
    let name = start.local_name();
    let name: &str = name.as_ref();
    if start.name().as_ref().starts_with("<<<<<<") {
        let conflict = conflict(0, CONFLICT);
        return Err((conflict.message, conflict.help));
    }
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return Err((format!("`<{}` begins no element", name.chars().take(20).collect::<String>()), AGAIN));
    }
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = attribute.normalized_value_with(XmlVersion::Implicit1_0, 4, resolve_html5_entity);
        // An address with a bare `&` is meant as it stands.
        let value = value.unwrap_or_else(|_| attribute.value.clone());
        let key = attribute.key.as_ref();
        (key.rsplit(':').next().unwrap_or(key).to_owned(), value.into_owned())
    });
    Ok(Element {
        space: space::of(resolved),
        name: name.to_owned(),
        attributes: attributes.collect(),
        text: String::new(),
        children: Vec::new(),
    })
}

/// The text that a reference stands for; one that nobody declared stays as it is written.
fn meaning(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_html5_entity(reference).map_or_else(|| format!("&{};", &**reference), str::to_owned),
    }
}
