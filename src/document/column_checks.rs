//! What can be wrong with the sections of one post.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::config::RequiredPart;
use crate::diagnostic::{Code, Diagnostic, Severity, Vocabulary, list_of};
use crate::fields::{Step, Text};
use crate::markdown::{Spanned, block_end, plain_beginning};

use super::context::Context;
use super::front_matter::FrontMatter;
use super::labels::LabelTable;
use super::model::{Section, SectionKind};
use super::raw::RawPost;
use super::sections::{NearKind, NearMiss, RawSection};
use super::verdict;

/// The report of a section that has a heading and nothing below it.
pub(super) fn empty_section(raw: &RawSection<'_>, report: &FrontMatter<'_>) -> Diagnostic {
    Diagnostic::error(
        Code::EmptySection,
        report.span(report.in_body(&raw.range)),
        format!("the section `{}` is empty", raw.heading),
        "write its text below the heading, or take the heading out",
    )
}

/// The report of a list that has the form of comments, in a section of the author's.
pub(super) fn unannounced_comment(range: &Range<usize>, report: &FrontMatter<'_>) -> Diagnostic {
    Diagnostic::warning(
        Code::StrayCommentText,
        report.span(report.in_body(range)),
        "this looks like a reader’s comment, but it stands in a section of yours and is published as your own words",
        "write `## Comments` above the list, at the edge of the line; indent what readers said, headings and code too",
    )
}

/// The report of a take whose opening has two stars before it that nothing closes: its verdict is lost.
pub(super) fn unclosed_bold(raw: &RawSection<'_>, report: &FrontMatter<'_>) -> Diagnostic {
    let text = raw.events.iter().find(|(event, _)| matches!(event, Event::Text(_)));
    let start = text.map_or(raw.range.start, |(_, range)| range.start);
    Diagnostic::warning(
        Code::UnclosedBold,
        report.span(report.in_body(&(start..start + "**".len()))),
        "these stars are not closed, so this take has no verdict",
        "write two stars on both sides of the verdict, such as `**No.**`, with no blank inside them",
    )
}

/// What site.toml requires of a column, and that no letter has two conclusions.
pub(super) fn check_column(
    sections: &[RawSection<'_>],
    built: &[Section],
    context: &Context<'_>,
    report: &mut FrontMatter<'_>,
) {
    let has = |kind: SectionKind| built.iter().any(|section| section.kind == kind);
    let at = report.span(report.body_opening());
    let labels = &context.rules.column.labels;
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
    for part in &context.rules.column.require {
        let kind = match part {
            RequiredPart::Dilemma => SectionKind::Dilemma,
            RequiredPart::Take => SectionKind::Take,
            RequiredPart::Conclusion => SectionKind::Conclusion,
        };
        if has(kind) {
            continue;
        }
        let (code, message, help) = match part {
            RequiredPart::Dilemma => (
                Code::MissingDilemma,
                "this column has no dilemma",
                format!("begin the letter with the heading {}", headings(&labels.dilemma)),
            ),
            RequiredPart::Take => (
                Code::MissingTake,
                "this column has no take: nobody answers",
                format!(
                    "begin an answer with a heading such as {}; to publish a dilemma before its answers, write \
                     `require = [\"dilemma\"]` under `[column]` in site.toml, or `draft: true` here",
                    take_labels(context)
                ),
            ),
            RequiredPart::Conclusion => (
                Code::MissingConclusion,
                "this column has no conclusion",
                format!("begin it with the heading {}", headings(&labels.conclusion)),
            ),
        };
        report.push(Diagnostic::error(code, at.clone(), message, help));
    }
    let mut concluded = false;
    for section in sections {
        match section.meaning.as_ref().map(|meaning| meaning.kind) {
            Some(SectionKind::Dilemma) => concluded = false,
            Some(SectionKind::Conclusion) if concluded => report.push(Diagnostic::error(
                Code::SecondConclusion,
                report.span(report.in_body(&section.range)),
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
pub(super) fn override_verdicts(
    sections: &mut [Section],
    raw: &RawPost,
    table: &LabelTable,
    context: &Context<'_>,
    report: &mut FrontMatter<'_>,
) {
    let has_take = sections.iter().any(|section| section.voice.is_some());
    if !has_take && context.rules.column.require.contains(&RequiredPart::Take) {
        // That there is no take at all is reported already.
        return;
    }
    let mut takes: BTreeMap<String, &mut Section> = BTreeMap::new();
    for section in sections {
        if let Some(voice) = section.voice.as_deref().map(str::to_owned) {
            takes.entry(voice).or_insert(section);
        }
    }
    let voices = Vocabulary::new(takes.keys().cloned());
    let places = report.places("verdicts");
    for (id, Text(label)) in &raw.verdicts {
        if let Some(take) = takes.get_mut(id) {
            take.verdict = Some(verdict::from_label(label, &context.rules.column.stances));
            continue;
        }
        let help = match voices.nearest(id) {
            _ if takes.is_empty() => "take the verdict out until there is a take".to_owned(),
            _ if table.knows_voice(id) => format!("write {id}’s take, or take the verdict out"),
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("write the id of a voice who has a take here: {}", list_of(takes.keys().map(String::as_str)))
            }
        };
        let message = format!("`{id}` has no take in this column, so there is nothing to give a verdict to");
        let key = report.place_among(&places, &[Step::Key(id.clone())]).key;
        report.push(Diagnostic::error(Code::UnknownVoice, report.span(key), message, help));
    }
}

/// The words of an old blog's buttons below each comment, which are pasted along with it.
const BUTTONS: [&str; 6] = ["reply", "delete", "reply delete", "replydelete", "replies", "reply delete replies"];

/// Reports paragraphs that came along when a column was pasted from an old blog: words of its buttons, and bios, which
/// the page shows below the column anyway. They stay where they are.
pub(super) fn report_leftovers(sections: &[RawSection<'_>], context: &Context<'_>, report: &mut FrontMatter<'_>) {
    // Of a text that is longer, the beginning is enough to see that it is neither.
    let longest_button = BUTTONS.iter().map(|button| button.len()).max().unwrap_or(0);
    let enough = context.voices.length_of_introduction().max(longest_button + 1);
    for paragraph in sections.iter().flat_map(|section| paragraphs(&section.events)) {
        let text = plain_beginning(paragraph, enough);
        let (message, help) = if is_button(&text) {
            let help = "take it out; readers’ comments are a list under `## Comments`".to_owned();
            (format!("`{text}` is left over from the buttons of an old blog"), help)
        } else if let Some(voice) = context.voices.introduced_by(&text) {
            let help = format!("take it out here; the bio stands in {}", voice.file);
            (format!("this looks like the bio of {}, which every column shows at its end", voice.name), help)
        } else {
            continue;
        };
        let span = report.span(report.in_body(&place_of(paragraph)));
        report.push(Diagnostic::warning(Code::OldBlogLeftover, span, message, help));
    }
}

fn is_button(text: &str) -> bool {
    let text = text.trim();
    BUTTONS.iter().any(|button| button.eq_ignore_ascii_case(text))
}

/// The top-level paragraphs of a section.
fn paragraphs<'e, 't>(events: &'e [Spanned<'t>]) -> impl Iterator<Item = &'e [Spanned<'t>]> + 'e {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some((event, _)) = events.get(at) {
            let end = block_end(events, at);
            let block = events.get(at..=end).unwrap_or_default();
            at = end + 1;
            if matches!(event, Event::Start(Tag::Paragraph)) {
                return Some(block);
            }
        }
        None
    })
}

/// Where a paragraph stands, without the line break at its end.
fn place_of(paragraph: &[Spanned<'_>]) -> Range<usize> {
    let start = paragraph.first().map_or(0, |(_, range)| range.start);
    let inside = paragraph.iter().rev().find(|(event, _)| !matches!(event, Event::End(_)));
    start..inside.map_or(start, |(_, range)| range.end.max(start))
}

/// Reports what looks like a label and is none. It is an error where readers' comments seem to follow, because they would be
/// published as the author's own words.
pub(super) fn report_misses(
    misses: Vec<NearMiss>,
    sections: &[Section],
    table: &LabelTable,
    markdown: &str,
    report: &mut FrontMatter<'_>,
) {
    let heard: HashSet<&str> = sections.iter().filter_map(|section| section.voice.as_deref()).collect();
    for miss in misses {
        let span = report.span(report.in_body(&miss.range));
        let is_of_comments = miss.kind.label().and_then(|label| table.meaning(label)).is_some_and(|(meaning, _)| {
            meaning.kind == SectionKind::Comments && opens_list(markdown.get(miss.range.end..).unwrap_or(""))
        });
        let mut diagnostic = match miss.kind {
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
            NearKind::Stranger => Diagnostic::warning(
                Code::UndeclaredLabel,
                span,
                format!("`{}` looks like a take, but nobody here has this label, so it starts none", miss.text),
                "add the speaker to content/authors, or to `guests:` in the front matter; or write another heading",
            ),
            NearKind::NoColon { label } => Diagnostic::warning(
                Code::NearLabel,
                span,
                format!("`{}` has no colon, so it starts no section", miss.text),
                format!("make it a heading, `## {label}`, or write its colon: `{label}:`"),
            ),
            NearKind::NoBlank { label } if miss.text.trim_start_matches('#').starts_with(char::is_whitespace) => {
                Diagnostic::warning(
                    Code::NearLabel,
                    span,
                    format!(
                        "what stands behind the signs of `{}` is no plain blank, so it starts no section",
                        miss.text
                    ),
                    format!("type its blanks anew: `## {label}`"),
                )
            }
            NearKind::NoBlank { label } => Diagnostic::warning(
                Code::NearLabel,
                span,
                format!("`{}` lacks a blank after its signs, so it starts no section", miss.text),
                format!("write it with a blank: `## {label}`"),
            ),
            NearKind::InHtml { .. } => Diagnostic::warning(
                Code::NearLabel,
                span,
                format!("`{}` belongs to the HTML right above it, so it starts no section", miss.text),
                "leave a blank line above it".to_owned(),
            ),
            // An interview bolds names on every line; it is a slip only where that voice would else say nothing.
            NearKind::Undeclared { voice, is_name_only: true, .. } if heard.contains(&*voice) => continue,
            NearKind::Undeclared { name, file, labels, .. } => Diagnostic::warning(
                Code::UndeclaredLabel,
                span,
                format!("`{}` is none of {name}’s labels, so it starts no take", miss.text),
                format!(
                    "write {}, or add `{}` to the list of all {name}’s labels, `labels:` in {file}",
                    list_of(labels.iter().map(String::as_str)),
                    miss.text
                ),
            ),
        };
        if is_of_comments {
            diagnostic.severity = Severity::Error;
            diagnostic.message.push_str("; the list below it would be published as your own words");
            diagnostic.help = match diagnostic.help.strip_suffix("leave it as it is") {
                Some(question) => format!("{question}say it in other words"),
                None => format!("{}; if it is no label, say it in other words", diagnostic.help),
            };
        }
        report.push(diagnostic);
    }
}

/// Whether behind the rest of a line, its underline and blank lines a bulleted list begins.
fn opens_list(text: &str) -> bool {
    let is_between = |line: &&str| line.trim().trim_matches(['-', '=']).is_empty();
    let next = text.lines().skip(1).find(|line| !is_between(line));
    next.is_some_and(|line| {
        let text = line.trim_start_matches(['-', '*', '+']);
        text.len() + 1 == line.len() && text.starts_with(char::is_whitespace)
    })
}
