//! Where a word occurs: in which records, and there in which places.

use super::cbor;

/// What a word weighs where nothing says otherwise, as the browser counts.
pub(super) const WEIGHT: u8 = 24;

/// The weight at which the browser begins to read the places of a record.
const FIRST_WEIGHT: u8 = 25;

/// The field of a record in which its title is.
const TITLE: i64 = 0;

/// A place in a record where a word occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Whether it is in the title; otherwise it is in the text.
    pub(super) in_title: bool,
    /// What the word weighs there.
    pub(super) weight: u8,
    /// Words before it.
    pub(super) position: usize,
}

/// The records in which a word occurs, in their order, nearly as they are written: the number of the first is left open,
/// since each is written as the distance from the one before it.
#[derive(Debug, Default)]
pub(super) struct Pages {
    count: usize,
    first: usize,
    last: usize,
    /// How many numbers are written.
    load: usize,
    bytes: Vec<u8>,
}

impl Pages {
    /// Adds a record after all others; `places` are in order.
    pub(super) fn push(&mut self, record: usize, places: &[Place]) {
        if self.count == 0 {
            self.first = record;
        } else {
            cbor::array(&mut self.bytes, 3);
            cbor::number(&mut self.bytes, record - self.last);
        }
        let in_title = places.partition_point(|place| !place.in_title);
        let (in_text, in_title) = places.split_at_checked(in_title).unwrap_or((places, &[]));
        let (text, title) = (numbers_of_text(in_text), numbers_of_title(in_title));
        for numbers in [&text, &title] {
            cbor::array(&mut self.bytes, numbers.len());
            for number in numbers {
                cbor::signed(&mut self.bytes, *number);
            }
        }
        self.load += text.len() + title.len() + 1;
        self.last = record;
        self.count += 1;
    }

    /// Adds records that come after all others.
    fn append(&mut self, later: &Self) {
        if later.count == 0 {
            return;
        }
        if self.count == 0 {
            self.first = later.first;
        } else {
            cbor::array(&mut self.bytes, 3);
            cbor::number(&mut self.bytes, later.first - self.last);
        }
        self.bytes.extend_from_slice(&later.bytes);
        self.load += later.load;
        self.last = later.last;
        self.count += later.count;
    }

    fn write(&self, out: &mut Vec<u8>) {
        cbor::array(out, self.count);
        if self.count > 0 {
            cbor::array(out, 3);
            cbor::number(out, self.first);
            out.extend_from_slice(&self.bytes);
        }
    }
}

/// The places in the text: where the weight becomes another one that, below zero, and the place itself; else the distance
/// from the place before.
fn numbers_of_text(places: &[Place]) -> Vec<i64> {
    let mut numbers = Vec::with_capacity(places.len() + 1);
    let (mut weight, mut last) = (FIRST_WEIGHT, 0);
    for place in places {
        if place.weight != weight {
            weight = place.weight;
            numbers.push(-i64::from(weight) - 1);
            last = 0;
        }
        numbers.push(number(place.position - last));
        last = place.position;
    }
    numbers
}

/// The places in the title: the field, below zero, then each as the distance from the one before.
fn numbers_of_title(places: &[Place]) -> Vec<i64> {
    let mut numbers = Vec::with_capacity(places.len() + 1);
    let mut last = 0;
    for place in places {
        if numbers.is_empty() {
            numbers.push(-TITLE - 1);
        }
        numbers.push(number(place.position - last));
        last = place.position;
    }
    numbers
}

fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Where a word occurs, without and with accents.
#[derive(Debug, Default)]
pub(super) struct Postings {
    plain: Pages,
    /// By the word as it is written, in the order in which they were met.
    accented: Vec<(String, Pages)>,
}

impl Postings {
    /// The number of a way to write the word with accents, from 1; 0 is without.
    pub(super) fn way(&mut self, accented: Option<&str>) -> usize {
        let Some(form) = accented else { return 0 };
        let at = self.accented.iter().position(|(own, _)| own == form).unwrap_or_else(|| {
            self.accented.push((form.to_owned(), Pages::default()));
            self.accented.len() - 1
        });
        at + 1
    }

    /// Where the word occurs, written in one of its ways.
    pub(super) fn pages(&mut self, way: usize) -> &mut Pages {
        match way.checked_sub(1).and_then(|at| self.accented.get_mut(at)) {
            Some((_, pages)) => pages,
            None => &mut self.plain,
        }
    }

    /// Adds where the word occurs in later records.
    pub(super) fn append(&mut self, later: &Self) {
        self.plain.append(&later.plain);
        for (form, pages) in &later.accented {
            let way = self.way(Some(form));
            self.pages(way).append(pages);
        }
    }

    /// How many numbers are written for the word, by which files are made of about one size.
    pub(super) fn load(&self) -> usize {
        self.plain.load + self.accented.iter().map(|(_, pages)| pages.load + 1).sum::<usize>()
    }

    /// Appends the word and where it occurs.
    pub(super) fn write(&self, word: &str, out: &mut Vec<u8>) {
        cbor::array(out, 3);
        cbor::text(out, word);
        self.plain.write(out);
        cbor::array(out, self.accented.len());
        for (form, pages) in &self.accented {
            cbor::array(out, 2);
            cbor::text(out, form);
            pages.write(out);
        }
    }
}
