//! The voices of one post.

use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Step, Text, TextList};
use crate::markdown::{Footnotes, Profile, Writer, parse};

use super::context::Context;
use super::front_matter::FrontMatter;
use super::labels::declared;
use super::model::Voice;
use super::needs::report_problems;
use super::raw::{RawGuest, RawPost};

/// The voices of a post alone, from its front matter.
pub(super) fn guests(raw: &RawPost, report: &mut FrontMatter<'_>, context: &Context<'_>) -> Vec<Voice> {
    let mut guests: Vec<Voice> = Vec::new();
    for (id, RawGuest { name, labels: TextList(labels), bio }) in &raw.guests {
        let name = name.as_ref().map(|Text(name)| name.trim().to_owned()).filter(|name| !name.is_empty());
        if name.is_none() {
            let key = report.place(&[Step::Key("guests".to_owned()), Step::Key(id.clone())]).key;
            report.push(Diagnostic::error(
                Code::MissingTitle,
                report.span(key),
                format!("the guest `{id}` has no name"),
                format!("write `{id}: {{name: …}}`"),
            ));
        }
        // The id stands for the name, so that the guest's takes are not reported as well.
        let name = name.unwrap_or_else(|| id.clone());
        let bio = bio.as_ref().map_or("", |Text(bio)| bio);
        let (events, footnotes) = Footnotes::take_from(parse(bio, &context.rules.markdown));
        let mut writer = Writer::new(bio, footnotes, bio_offset(id, bio, report), &context.rules.markdown);
        let guest = Voice {
            id: id.clone(),
            labels: declared(labels, &name),
            name,
            bio: writer.fragment(&events, Profile::Author),
            file: report_file(report),
        };
        report_problems(writer.take_problems(), report);
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
