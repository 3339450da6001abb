//! A post: front matter and sections put together, and the checks that one file can answer for.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::address::Slug;
use crate::config::{Config, RequiredPart};
use crate::diagnostic::{Code, Diagnostic, list_of, nearest};
use crate::fields::{Step, Text, TextList};
use crate::markdown::{Footnotes, Fragment, Profile, Writer, parse, plain_text};
use crate::source::SourcePath;

use super::comment_list::{self, ListContext};
use super::context::Context;
use super::date::Date;
use super::excerpt::excerpt;
use super::front_matter::FrontMatter;
use super::labels::{LabelTable, default_labels};
use super::model::{Letter, Parsed, Post, PostKind, Section, SectionKind, UpdateTo, Voice};
use super::raw::{RawGuest, RawLetter, RawPost};
use super::sections::{NearKind, NearMiss, RawSection, cut};
use super::signature;
use super::verdict;

/// The date of a post whose own cannot be read.
const NO_DATE: &str = "1970-01-01";

/// Parses a post. What it lacks is reported and made up, so that nothing that leads to it is reported as well.
pub fn parse_post(path: &SourcePath, text: &str, context: &Context<'_>) -> Parsed<Post> {
    let mut report = FrontMatter::split(path.shared(), text);
    let raw = report.read::<RawPost>();
    // Where the front matter cannot be read, whatever else seems wrong follows from that.
    let unread = if raw.is_none() { Some(report.diagnostics.clone()) } else { None };
    let raw = raw.unwrap_or_default();
    let zone = &context.config.timezone;
    let name = FileName::of(path);
    let title = report.required(raw.title.clone(), "title", "post").map(|(title, _)| title);
    let date = date(&raw, &name, &mut report, context.config).or_else(|| Date::parse(NO_DATE, zone).ok());
    let slug = slug(&raw, &name, &mut report);
    let slug_range = report.value_of(&["slug", "title"]);
    let guests = guests(&raw, &mut report, context);
    let body = body(text, &raw, &guests, path, context, &mut report);
    let Some(date) = date else {
        return Parsed { value: None, diagnostics: report.diagnostics };
    };
    let updated_key = ["updated", "lastmod", "last_modified_at"];
    let updated = [&raw.updated, &raw.lastmod, &raw.last_modified_at]
        .into_iter()
        .zip(updated_key)
        .find_map(|(value, key)| report.date(value.as_ref(), &[Step::Key(key.to_owned())], zone));
    let description = raw.description.or(raw.summary).or(raw.excerpt).map(|Text(text)| text);
    let update_to = raw.update_to.map(|Text(slug)| UpdateTo { slug, range: report.value_of(&["update_to"]) });
    let post = Post {
        path: path.clone(),
        title: title.unwrap_or_else(|| slug.to_string()),
        slug,
        slug_range,
        date,
        updated,
        aliases: report.aliases(&[("aliases", &raw.aliases), ("redirect_from", &raw.redirect_from)]),
        tags: tags(
            [&raw.tags, &raw.categories],
            raw.taxonomies.as_ref().map(|taxonomies| [&taxonomies.tags, &taxonomies.categories]),
        ),
        description: description.unwrap_or(body.summary),
        image: report.image(raw.image),
        kind: raw.kind.unwrap_or_default(),
        draft: raw.draft.unwrap_or(false) || raw.published == Some(false),
        letter: letter(raw.letter, &mut report, zone),
        guests,
        update_to,
        comment_state: raw.comments.map_or(context.config.comments, |state| state.0),
        template: report.template(raw.template),
        extra: raw.extra,
        introduction: body.introduction,
        sections: body.sections,
        comments_note: body.comments_note,
        comments_at: body.comments_at,
        comments: body.comments,
        anchors: body.anchors,
        words: body.words,
    };
    Parsed { value: Some(post), diagnostics: unread.unwrap_or(report.diagnostics) }
}

/// What a file's name says: `2012-04-17-linkedin.md`, or the folder's name of an `index.md`.
struct FileName<'a> {
    date: Option<&'a str>,
    slug: &'a str,
    /// Whether it is the folder's.
    is_folder: bool,
}

impl<'a> FileName<'a> {
    fn of(path: &'a SourcePath) -> Self {
        let is_folder = path.stem() == "index";
        let stem = if is_folder { path.folder().rsplit('/').next().unwrap_or("") } else { path.stem() };
        let is_date = |text: &str| {
            text.len() == 10
                && text
                    .bytes()
                    .enumerate()
                    .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
        };
        match stem.split_at_checked(10) {
            Some((date, rest)) if is_date(date) => {
                let rest = rest.trim_start_matches(['-', '_']);
                Self { date: Some(date), slug: if rest.is_empty() { date } else { rest }, is_folder }
            }
            _ => Self { date: None, slug: stem, is_folder },
        }
    }
}

fn date(raw: &RawPost, name: &FileName<'_>, report: &mut FrontMatter<'_>, config: &Config) -> Option<Date> {
    let key = if raw.date.is_some() { "date" } else { "publishDate" };
    if let Some(written) = raw.date.as_ref().or(raw.publish_date.as_ref()) {
        return report.date(Some(written), &[Step::Key(key.to_owned())], &config.timezone);
    }
    let Some(text) = name.date else {
        if !report.has_wrong_type(&report.value_of(&["date", "publishDate"])) {
            let example = if name.is_folder {
                "folder’s name with it: `2012-04-17-name`"
            } else {
                "file’s name with it: `2012-04-17-name.md`"
            };
            report.push(Diagnostic::error(
                Code::MissingDate,
                report.span(0..0),
                "this post has no date",
                format!("write `date: 2012-04-17` in its front matter, or begin the {example}"),
            ));
        }
        return None;
    };
    match Date::parse(text, &config.timezone) {
        Ok(date) => Some(date),
        Err(reason) => {
            report.push(Diagnostic::error(
                Code::BadDate,
                report.span(0..0),
                format!(
                    "the date `{text}` in the name of the {} {reason}",
                    if name.is_folder { "folder" } else { "file" }
                ),
                "rename it, or write `date:` in the front matter",
            ));
            None
        }
    }
}

fn slug(raw: &RawPost, name: &FileName<'_>, report: &mut FrontMatter<'_>) -> Slug {
    let Some(Text(written)) = &raw.slug else {
        return Slug::parse(name.slug).unwrap_or_else(|_| Slug::from_text(name.slug));
    };
    Slug::parse(written).unwrap_or_else(|error| {
        let slug = Slug::from_text(written);
        let range = report.value_of(&["slug"]);
        report.push(Diagnostic::error(
            Code::BadAddress,
            report.span(range),
            format!("the slug `{written}` {error}"),
            format!("write one part of an address, such as `{slug}`"),
        ));
        slug
    })
}

fn tags(own: [&TextList; 2], zola: Option<[&TextList; 2]>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for TextList(list) in own.into_iter().chain(zola.into_iter().flatten()) {
        for tag in list {
            let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    tags
}

fn letter(raw: Option<RawLetter>, report: &mut FrontMatter<'_>, zone: &jiff::tz::TimeZone) -> Letter {
    let raw = raw.unwrap_or_default();
    let path = [Step::Key("letter".to_owned()), Step::Key("received".to_owned())];
    Letter {
        received: report.date(raw.received.as_ref(), &path, zone),
        from: raw.from.map(|Text(text)| text),
        location: raw.location.map(|Text(text)| text),
    }
}

fn guests(raw: &RawPost, report: &mut FrontMatter<'_>, context: &Context<'_>) -> Vec<Voice> {
    let mut guests: Vec<Voice> = Vec::new();
    for (id, RawGuest { name, labels: TextList(labels), bio }) in &raw.guests {
        let name = name.as_ref().map(|Text(name)| name.trim().to_owned()).filter(|name| !name.is_empty());
        let Some(name) = name else {
            let key = report.place(&[Step::Key("guests".to_owned()), Step::Key(id.clone())]).key;
            report.push(Diagnostic::error(
                Code::MissingTitle,
                report.span(key),
                format!("the guest `{id}` has no name"),
                format!("write `{id}: {{name: …}}`"),
            ));
            continue;
        };
        let bio = bio.as_ref().map_or("", |Text(bio)| bio);
        let (events, footnotes) = Footnotes::take_from(parse(bio));
        let mut writer = Writer::new(footnotes, bio_offset(id, bio, report), context.config.highlight);
        let guest = Voice {
            id: id.clone(),
            labels: if labels.is_empty() { default_labels(&name) } else { labels.clone() },
            name,
            bio: writer.fragment(&events, Profile::Author),
            file: report_file(report),
        };
        check_guest(&guest, &guests, context, report);
        guests.push(guest);
    }
    guests
}

/// Where the first line of a guest's bio stands in the file. Its later lines stand near there: what YAML takes away
/// from them is not counted.
fn bio_offset(id: &str, bio: &str, report: &FrontMatter<'_>) -> usize {
    let path = ["guests", id, "bio"].map(|key| Step::Key(key.to_owned()));
    let value = report.place(&path).value;
    let line = bio.lines().next().unwrap_or("");
    report.find(line, value.start).unwrap_or(value.start)
}

/// A guest is told from the other voices by the id and by the labels.
fn check_guest(guest: &Voice, others: &[Voice], context: &Context<'_>, report: &mut FrontMatter<'_>) {
    let path = ["guests", guest.id.as_str(), "labels"].map(|key| Step::Key(key.to_owned()));
    let all = || context.voices.iter().chain(others);
    if let Some(author) = context.voices.iter().find(|author| author.id == guest.id) {
        let key = report.place(path.get(..2).unwrap_or_default()).key;
        report.push(Diagnostic::error(
            Code::DuplicateLabel,
            report.span(key),
            format!("`{}` is the id of {} already", guest.id, author.name),
            "give the guest another id; an author of the site needs no place under `guests`",
        ));
        return;
    }
    let taken = guest.labels.iter().filter_map(|label| {
        let key = Voice::compared(label);
        let owner = all().find(|voice| voice.labels.iter().any(|other| Voice::compared(other) == key))?;
        Some((label, owner))
    });
    if let Some((label, owner)) = taken.into_iter().next() {
        let (labels, whole) = (report.place(&path), report.place(path.get(..2).unwrap_or_default()));
        // Labels that follow from the name are not written anywhere.
        let range = if labels == whole { whole.key } else { labels.value };
        report.push(Diagnostic::error(
            Code::DuplicateLabel,
            report.span(range),
            format!("the label `{label}` is {}’s already", owner.name),
            format!("write `labels:` of its own for this guest, such as `labels: [{} Says]`", guest.name),
        ));
    }
}

fn report_file(report: &FrontMatter<'_>) -> String {
    report.span(0..0).file.to_string()
}

/// The parts of a body.
struct Body {
    introduction: Fragment,
    sections: Vec<Section>,
    comments_note: Fragment,
    comments_at: Option<usize>,
    comments: Vec<super::model::Comment>,
    anchors: BTreeSet<String>,
    summary: String,
    words: usize,
}

fn body(
    text: &str,
    raw: &RawPost,
    guests: &[Voice],
    path: &SourcePath,
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
    let (events, footnotes) = Footnotes::take_from(parse(text.get(offset..).unwrap_or("")));
    let (mut raw_sections, misses) = cut(&events, table);
    let implied = imply_dilemma(&mut raw_sections, kind);
    let mut builder = Builder {
        writer: Writer::new(footnotes, offset, context.config.highlight),
        context,
        path,
        offset,
        letter: 0,
        seen_dilemma: false,
        body: Body {
            introduction: Fragment::default(),
            sections: Vec::new(),
            comments_note: Fragment::default(),
            comments_at: None,
            comments: Vec::new(),
            anchors: BTreeSet::new(),
            summary: String::new(),
            words: 0,
        },
    };
    for section in &raw_sections {
        builder.add(section, implied, report);
    }
    let mut body = builder.finish();
    if kind == PostKind::Column {
        check_column(&raw_sections, &body, context, report);
        override_verdicts(&mut body, raw, table, context, report);
    }
    report_misses(misses, &body, offset, report);
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
            first.meaning = Some(super::labels::Meaning { kind: SectionKind::Dilemma, voice: None });
            true
        }
        _ => false,
    }
}

struct Builder<'a, 'c> {
    writer: Writer<'a>,
    context: &'c Context<'c>,
    path: &'c SourcePath,
    offset: usize,
    letter: usize,
    seen_dilemma: bool,
    body: Body,
}

impl<'a> Builder<'a, '_> {
    fn add(&mut self, raw: &RawSection<'a>, implied: bool, report: &mut FrontMatter<'_>) {
        let Some(meaning) = &raw.meaning else {
            self.count(&plain_text(&raw.events));
            self.body.introduction = self.writer.fragment(&raw.events, Profile::Author);
            return;
        };
        if meaning.kind == SectionKind::Comments {
            self.add_comments(raw, report);
            return;
        }
        if meaning.kind == SectionKind::Dilemma {
            self.letter += usize::from(self.seen_dilemma);
            self.seen_dilemma = true;
        }
        let is_implied = implied && self.body.sections.is_empty();
        if raw.events.is_empty() {
            report.push(empty_section(raw, self.offset, report));
        }
        let (events, signature) = match meaning.kind {
            SectionKind::Dilemma => signature::take(&raw.events),
            _ => (raw.events.clone(), None),
        };
        let text = plain_text(&events);
        self.count(&text);
        let heading = if is_implied { String::new() } else { raw.heading.clone() };
        let anchor = match (heading.is_empty(), meaning.kind) {
            (true, _) => self.writer.anchors.claim("the-dilemma"),
            (false, _) => self.writer.anchors.claim_text(&heading),
        };
        let words = &self.context.config.column.stances;
        let verdict = if meaning.kind == SectionKind::Take { verdict::of_take(&events, words) } else { None };
        let section = Section {
            kind: meaning.kind,
            voice: meaning.voice.clone(),
            anchor,
            date: Date::parse_loose(&raw.detail, &self.context.config.timezone),
            signature,
            letter: self.letter,
            excerpt: excerpt(verdict::without(&text, verdict.as_ref())),
            verdict,
            body: self.writer.fragment(&events, Profile::Author),
            heading,
        };
        if meaning.kind == SectionKind::Dilemma && self.letter == 0 {
            self.body.summary.clone_from(&section.excerpt);
        }
        self.body.sections.push(section);
    }

    fn add_comments(&mut self, raw: &RawSection<'a>, report: &mut FrontMatter<'_>) {
        let list = ListContext {
            voices: self.context.voices,
            path: self.path,
            zone: &self.context.config.timezone,
            offset: self.offset,
        };
        self.body.comments_at.get_or_insert(self.body.sections.len());
        let listed = comment_list::read(&raw.events, &list, &mut self.writer, report);
        if let Some((_, range)) = listed.stray.first() {
            let range = range.start + self.offset..range.end + self.offset;
            report.push(Diagnostic::warning(
                Code::StrayCommentText,
                report.span(range),
                "this text belongs to no comment",
                "begin each comment with `- `, and indent what belongs to it by two spaces",
            ));
        }
        if self.body.comments_note.is_empty() {
            self.body.comments_note = self.writer.fragment(&listed.stray, Profile::Author);
        }
        self.body.comments.extend(listed.comments);
    }

    fn count(&mut self, text: &str) {
        self.body.words += text.split_whitespace().count();
        if self.body.summary.is_empty() {
            self.body.summary = excerpt(text);
        }
    }

    fn finish(mut self) -> Body {
        self.body.anchors = self.writer.anchors.into_ids();
        self.body
    }
}

fn empty_section(raw: &RawSection<'_>, offset: usize, report: &FrontMatter<'_>) -> Diagnostic {
    let message = match raw.heading.as_str() {
        "" => "this heading has no words".to_owned(),
        heading => format!("the section `{heading}` is empty"),
    };
    Diagnostic::error(
        Code::EmptySection,
        report.span(shift(&raw.range, offset)),
        message,
        "write its text below the heading, or take the heading out",
    )
}

fn shift(range: &Range<usize>, offset: usize) -> Range<usize> {
    range.start + offset..range.end + offset
}

/// What site.toml requires of a column, and that no letter has two conclusions.
fn check_column(sections: &[RawSection<'_>], body: &Body, context: &Context<'_>, report: &mut FrontMatter<'_>) {
    let has = |kind: SectionKind| body.sections.iter().any(|section| section.kind == kind);
    let at = report.span(report.body_opening());
    let labels = &context.config.column.labels;
    if sections.iter().all(|section| section.meaning.as_ref().is_none_or(|meaning| meaning.kind == SectionKind::Aside))
    {
        let dilemma = labels.dilemma.first().map_or("The Dilemma", String::as_str);
        report.push(Diagnostic::error(
            Code::NoSections,
            at,
            "this post has no section that columnist knows: no dilemma, no take, no conclusion",
            format!(
                "if it is a column, begin its parts with headings such as `## {dilemma}` and {}; if it is an \
                 announcement, write `kind: note` in its front matter",
                take_labels(context)
            ),
        ));
        return;
    }
    for part in &context.config.column.require {
        let (missing, code, message, help) = match part {
            RequiredPart::Dilemma => (
                !has(SectionKind::Dilemma),
                Code::MissingDilemma,
                "this column has no dilemma",
                format!("begin the letter with one of the headings {}", headings(&labels.dilemma)),
            ),
            RequiredPart::Take => (
                !has(SectionKind::Take),
                Code::MissingTake,
                "this column has no take: nobody answers",
                format!(
                    "begin an answer with a heading such as {}; to publish a dilemma before its answers, write \
                     `require = [\"dilemma\"]` under `[column]` in site.toml, or `draft: true` here",
                    take_labels(context)
                ),
            ),
            RequiredPart::Conclusion => (
                !has(SectionKind::Conclusion),
                Code::MissingTake,
                "this column has no conclusion",
                format!("begin it with one of the headings {}", headings(&labels.conclusion)),
            ),
        };
        if missing {
            report.push(Diagnostic::error(code, at.clone(), message, help));
        }
    }
    let mut concluded = false;
    for section in sections {
        match section.meaning.as_ref().map(|meaning| meaning.kind) {
            Some(SectionKind::Dilemma) => concluded = false,
            Some(SectionKind::Conclusion) if concluded => report.push(Diagnostic::error(
                Code::SecondConclusion,
                report.span(shift(&section.range, report.body)),
                "this letter already has a conclusion",
                "join the two, or begin the next letter with its own `## The Dilemma`",
            )),
            Some(SectionKind::Conclusion) => concluded = true,
            _ => {}
        }
    }
}

fn headings(labels: &[String]) -> String {
    let shown: Vec<String> = labels.iter().take(3).map(|label| format!("## {label}")).collect();
    list_of(shown.iter().map(String::as_str))
}

fn take_labels(context: &Context<'_>) -> String {
    let first: Vec<String> = context
        .voices
        .iter()
        .filter_map(|voice| voice.labels.first())
        .take(3)
        .map(|label| format!("## {label}"))
        .collect();
    if first.is_empty() {
        "`## Leslie Says` (after adding `content/authors/leslie.md`)".to_owned()
    } else {
        list_of(first.iter().map(String::as_str))
    }
}

/// Front matter's verdicts win over what the takes say.
fn override_verdicts(
    body: &mut Body,
    raw: &RawPost,
    table: &LabelTable,
    context: &Context<'_>,
    report: &mut FrontMatter<'_>,
) {
    let has_take = body.sections.iter().any(|section| section.voice.is_some());
    if !has_take && context.config.column.require.contains(&RequiredPart::Take) {
        // That there is no take at all is reported already.
        return;
    }
    for (id, Text(label)) in &raw.verdicts {
        let take = body.sections.iter_mut().find(|section| section.voice.as_deref() == Some(id));
        if let Some(take) = take {
            take.verdict = Some(verdict::from_label(label, &context.config.column.stances));
            continue;
        }
        let voices: BTreeSet<&str> = body.sections.iter().filter_map(|section| section.voice.as_deref()).collect();
        let key = report.place(&[Step::Key("verdicts".to_owned()), Step::Key(id.clone())]).key;
        let help = match nearest(id, voices.iter().copied()) {
            _ if voices.is_empty() => "take the verdict out until there is a take".to_owned(),
            _ if table.knows_voice(id) => format!("write {id}’s take, or take the verdict out"),
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write the id of a voice who has a take here: {}", list_of(voices)),
        };
        let message = format!("`{id}` has no take in this column, so there is nothing to give a verdict to");
        report.push(Diagnostic::error(Code::UnknownVoice, report.span(key), message, help));
    }
}

fn report_misses(misses: Vec<NearMiss>, body: &Body, offset: usize, report: &mut FrontMatter<'_>) {
    for miss in misses {
        let span = report.span(shift(&miss.range, offset));
        let diagnostic = match miss.kind {
            NearKind::Slip { label, is_heading } => {
                let (what, right) =
                    if is_heading { ("heading", format!("## {label}")) } else { ("opening", format!("{label}:")) };
                Diagnostic::warning(
                    Code::NearLabel,
                    span,
                    format!("the {what} `{}` is no label, so it starts no section of its own kind", miss.text),
                    format!("did you mean `{right}`? If not, leave it as it is"),
                )
            }
            NearKind::Level { label } => Diagnostic::warning(
                Code::NearLabel,
                span,
                format!("the heading `{}` is not of the second level, so it starts no section", miss.text),
                format!("write it with two signs: `## {label}`"),
            ),
            NearKind::NoColon { label } => Diagnostic::warning(
                Code::NearLabel,
                span,
                format!("`{}` stands alone and has no colon, so it starts no section", miss.text),
                format!("make it a heading, `## {label}`, or write its colon: `{label}:`"),
            ),
            // An interview bolds names on every line; it is a slip only where that voice would else say nothing.
            NearKind::Undeclared { voice, .. }
                if body.sections.iter().any(|section| section.voice.as_ref() == Some(&voice)) =>
            {
                continue;
            }
            NearKind::Undeclared { name, file, labels, .. } => Diagnostic::warning(
                Code::UndeclaredLabel,
                span,
                format!("`{}` is none of {name}’s labels, so it starts no take", miss.text),
                format!(
                    "write {}, or add `{}` to the list of all {name}’s labels, `labels:` in {file}",
                    list_of(labels.iter().take(2).map(String::as_str)),
                    miss.text
                ),
            ),
        };
        report.push(diagnostic);
    }
}
