//! The body of a post: its sections made HTML, its comments, its words counted.

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Anchors, BETWEEN_PARTS, Footnotes, Fragment, Ids, Profile, Spanned, Writer, parse, told_text};

use super::column_checks::{
    check_column, empty_section, override_verdicts, report_leftovers, report_misses, unannounced_comment, unclosed_bold,
};
use super::comment_list::{self, ListContext};
use super::context::Context;
use super::date::Date;
use super::excerpt::excerpt;
use super::front_matter::{FrontMatter, bad_date};
use super::labels::Meaning;
use super::model::{Comment, PostKind, RareOfSection, Section, SectionKind, Voice};
use super::needs::{calls, report_problems};
use super::raw::RawPost;
use super::readers_part;
use super::sections::{RawSection, cut};
use super::signature;
use super::verdict;

/// The parts of a body.
pub(super) struct Body {
    pub(super) introduction: Fragment,
    pub(super) sections: Vec<Section>,
    pub(super) comments_note: Fragment,
    pub(super) comments_at: Option<usize>,
    pub(super) comments: Vec<Comment>,
    pub(super) anchors: Ids,
    pub(super) summary: String,
    pub(super) words: usize,
}

/// Parses the body of a post and checks what one file can answer for.
pub(super) fn body(
    text: &str,
    raw: &RawPost,
    guests: &[Voice],
    context: &Context<'_>,
    report: &mut FrontMatter<'_>,
) -> Body {
    let offset = report.body;
    let kind = raw.kind.unwrap_or_default();
    let table = match (kind, guests.is_empty()) {
        (PostKind::Note, _) => &context.labels.comments_only(),
        (PostKind::Column, true) => &context.labels,
        (PostKind::Column, false) => &context.labels.with_guests(guests),
    };
    let markdown = text.get(offset..).unwrap_or("");
    let rules = &context.rules.markdown;
    let parts = readers_part::parts(markdown, table, rules);
    let calls = calls(&parts.authors, rules, report);
    let parsed = calls.text(&parts.authors);
    let (events, footnotes) = Footnotes::take_from(calls.mark(parse(parsed, rules)));
    let (mut raw_sections, mut misses) = cut(&events, table);
    parts.restore(markdown, rules, &mut raw_sections, report);
    let implied = imply_dilemma(&mut raw_sections, kind);
    // Room for just as many: what an allocator gives too much of, it hardly takes back, and a site keeps all of them.
    let is_kept = |section: &&RawSection<'_>| {
        section.meaning.as_ref().is_some_and(|meaning| meaning.kind != SectionKind::Comments)
    };
    let sections = Vec::with_capacity(raw_sections.iter().filter(is_kept).count());
    let mut builder = Builder {
        writer: Writer::new(parsed, footnotes, offset, rules).with_calls(&calls),
        context,
        letter: 0,
        seen_dilemma: false,
        stray: Vec::new(),
        comment_ids: Anchors::default(),
        body: Body {
            introduction: Fragment::default(),
            sections,
            comments_note: Fragment::default(),
            comments_at: None,
            comments: Vec::new(),
            anchors: Ids::default(),
            summary: String::new(),
            words: 0,
        },
    };
    for section in &raw_sections {
        builder.add(section, implied, report);
    }
    report_problems(builder.writer.take_problems(), report);
    let mut body = builder.finish();
    if kind == PostKind::Column {
        check_column(&raw_sections, &body.sections, context, report);
        report_leftovers(&raw_sections, context, report);
        override_verdicts(&mut body.sections, raw, table, context, report);
    }
    misses.extend(parts.misses);
    report_misses(misses, &body.sections, table, markdown, report);
    body
}

/// A column that was pasted from an old blog may begin with the letter itself: what stands before the first take is
/// then the dilemma, if no section is labelled as one. True where that was so.
fn imply_dilemma(sections: &mut [RawSection<'_>], kind: PostKind) -> bool {
    let is = |section: &RawSection<'_>, kind| section.meaning.as_ref().is_some_and(|meaning| meaning.kind == kind);
    let has_dilemma = sections.iter().any(|section| is(section, SectionKind::Dilemma));
    let has_take = sections.iter().any(|section| is(section, SectionKind::Take));
    match sections.first_mut() {
        Some(first) if kind == PostKind::Column && !has_dilemma && has_take && !first.events.is_empty() => {
            first.meaning = Some(Meaning { kind: SectionKind::Dilemma, voice: None });
            true
        }
        _ => false,
    }
}

/// How many words a text has. Bytes are looked at faster than characters, and every text of a site comes by here.
fn words(text: &str) -> usize {
    // The sign between parts is no word, and no other character has only its bytes.
    const SIGN: [u8; 2] = {
        let mut bytes = [0; 2];
        BETWEEN_PARTS.encode_utf8(&mut bytes);
        bytes
    };
    let count = |(words, is_counted): (usize, bool), byte: u8| {
        let is_space = byte.is_ascii_whitespace();
        let is_word = !is_space && !SIGN.contains(&byte);
        (words + usize::from(is_word && !is_counted), !is_space && (is_counted || is_word))
    };
    text.bytes().fold((0, false), count).0
}

struct Builder<'a, 'c> {
    writer: Writer<'a>,
    context: &'c Context<'c>,
    letter: usize,
    seen_dilemma: bool,
    stray: Vec<Spanned<'a>>,
    comment_ids: Anchors,
    body: Body,
}

impl<'a> Builder<'a, '_> {
    fn add(&mut self, raw: &RawSection<'a>, implied: bool, report: &mut FrontMatter<'_>) {
        let Some(meaning) = &raw.meaning else {
            self.count(&told_text(&raw.events));
            self.body.introduction = self.writer.fragment(&raw.events, Profile::Author);
            return;
        };
        if raw.is_comments() {
            self.add_comments(raw, report);
            return;
        }
        if meaning.kind == SectionKind::Dilemma {
            self.letter += usize::from(self.seen_dilemma);
            self.seen_dilemma = true;
        }
        let is_implied = implied && self.body.sections.is_empty();
        if raw.events.is_empty() {
            report.push(empty_section(raw, report));
        }
        let signed = if meaning.kind == SectionKind::Dilemma { signature::take(&raw.events) } else { None };
        let (events, signature) = match &signed {
            Some((events, name)) => (events.as_slice(), Some(name.clone())),
            None => (raw.events.as_slice(), None),
        };
        let text = told_text(events);
        self.count(&text);
        let heading = if is_implied { String::new() } else { raw.heading.clone() };
        let anchor = match (heading.is_empty(), meaning.kind) {
            (true, _) => self.writer.anchors.claim("the-dilemma"),
            (false, _) => self.writer.anchors.claim_text(&heading),
        };
        if let Some(range) = comment_list::first_dated(&raw.events, &self.context.rules.timezone) {
            report.push(unannounced_comment(&range, report));
        }
        if !raw.detail.is_empty() && Date::is_no_day(&raw.detail, &self.context.rules.timezone) {
            let reason = "does not exist in the calendar";
            report.push(bad_date(report.span(report.in_body(&raw.range)), &raw.detail, reason));
        }
        if meaning.kind == SectionKind::Take && text.starts_with("**") {
            report.push(unclosed_bold(raw, report));
        }
        self.writer.begin_section();
        let words = &self.context.rules.column.stances;
        let verdict = if meaning.kind == SectionKind::Take { verdict::of_take(events, words) } else { None };
        let date = Some(&raw.detail).filter(|detail| !detail.is_empty());
        let date = date.and_then(|detail| Date::parse_loose(detail, &self.context.rules.timezone).ok());
        let section = Section {
            kind: meaning.kind,
            voice: meaning.voice.as_deref().map(Box::from),
            anchor: anchor.into(),
            letter: self.letter,
            rare: RareOfSection::new(date, signature),
            verdict,
            body: self.writer.fragment(events, Profile::Author),
            heading: heading.into(),
        };
        if meaning.kind == SectionKind::Dilemma && self.letter == 0 {
            self.body.summary = excerpt(&text);
        }
        self.body.sections.push(section);
    }

    fn add_comments(&mut self, raw: &RawSection<'a>, report: &mut FrontMatter<'_>) {
        let list = ListContext { voices: self.context.voices, zone: &self.context.rules.timezone };
        self.body.comments_at.get_or_insert(self.body.sections.len());
        let listed = comment_list::read(&raw.events, &list, &mut self.comment_ids, &mut self.writer, report);
        for range in &listed.stray_at {
            report.push(Diagnostic::warning(
                Code::StrayCommentText,
                report.span(report.in_body(range)),
                "this text belongs to no comment",
                "begin each comment with `- `, a hyphen and one blank, and indent what belongs to it by two spaces; a label \
                 or a heading of the second level of yours begins at the edge of the line",
            ));
        }
        // It may be what readers said, only not in a list, so it is not trusted.
        self.stray.extend(listed.stray);
        self.body.comments.extend(listed.comments);
    }

    fn count(&mut self, text: &str) {
        self.body.words += words(text);
        if self.body.summary.is_empty() {
            self.body.summary = excerpt(text);
        }
    }

    fn finish(mut self) -> Body {
        self.body.comments_note = self.writer.fragment(&self.stray, Profile::Reader);
        self.body.anchors = self.writer.anchors.into_ids();
        self.body
    }
}
