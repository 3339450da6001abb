//! The voices of one post.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{Step, Text, TextList};
use crate::markdown::{Footnotes, Profile, Writer, parse};

use super::context::Context;
use super::front_matter::FrontMatter;
use super::keys::Places;
use super::labels::{declared, report_labels};
use super::model::Voice;
use super::needs::report_problems;
use super::raw::{RawGuest, RawPost};

/// The most guests of one post: each has a bio below it, and labels that every line of it may begin with.
const MOST: usize = 100;

/// The voices of a post alone, from its front matter.
pub(super) fn guests(raw: &RawPost, report: &mut FrontMatter<'_>, context: &Context<'_>) -> Vec<Voice> {
    if raw.guests.is_empty() {
        return Vec::new();
    }
    if raw.guests.len() > MOST {
        let range = report.value_of(&["guests"]);
        report.push(Diagnostic::error(
            Code::TooLarge,
            report.span(range),
            format!("this post has {} guests, and may have {MOST}", raw.guests.len()),
            "keep those who answer here; who answers in many posts is an author, with a file in content/authors",
        ));
    }
    let places = report.places("guests");
    let mut guests: Vec<Voice> = Vec::new();
    let mut owners: HashMap<String, String> = HashMap::new();
    for (id, RawGuest { name, labels: TextList(labels), bio }) in raw.guests.iter().take(MOST) {
        let at = |key: Option<&str>| [Some(id.as_str()), key].into_iter().flatten().map(step).collect::<Vec<_>>();
        let name = name.as_ref().map(|Text(name)| name.trim().to_owned()).filter(|name| !name.is_empty());
        if name.is_none() {
            let key = report.place_among(&places, &at(None)).key;
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
        // Where the first line stands in the file. Later lines stand near there: what YAML takes away from them is not
        // counted.
        let value = report.place_among(&places, &at(Some("bio"))).value;
        let offset = report.find(bio.lines().next().unwrap_or(""), value.start).unwrap_or(value.start);
        let mut writer = Writer::new(bio, footnotes, offset, &context.rules.markdown);
        let guest = Voice {
            id: id.clone(),
            labels: declared(labels, &name),
            name,
            bio: writer.fragment(&events, Profile::Author),
            file: report.span(0..0).file.to_string(),
        };
        report_problems(writer.take_problems(), report);
        check_guest(&guest, &owners, &places, context, report);
        for label in &guest.labels {
            owners.entry(Voice::compared(label)).or_insert_with(|| guest.name.clone());
        }
        guests.push(guest);
    }
    guests
}

fn step(key: &str) -> Step {
    Step::Key(key.to_owned())
}

/// A guest is told from the other voices by the id and by the labels. `owners` are the names of the guests before by
/// their labels.
fn check_guest(
    guest: &Voice,
    owners: &HashMap<String, String>,
    places: &Places<'_>,
    context: &Context<'_>,
    report: &mut FrontMatter<'_>,
) {
    let whole = report.place_among(places, &[step(&guest.id)]);
    if let Some(author) = context.voices.with_id(&guest.id) {
        report.push(Diagnostic::error(
            Code::DuplicateLabel,
            report.span(whole.key),
            format!("`{}` is the id of {} already", guest.id, author.name),
            "give the guest another id; an author of the site needs no place under `guests`",
        ));
        return;
    }
    let labels = report.place_among(places, &[step(&guest.id), step("labels")]);
    // Labels that follow from the name are not written anywhere.
    let range = if labels == whole { whole.key } else { labels.value };
    report_labels(&guest.labels, &range, report);
    let taken = guest.labels.iter().find_map(|label| {
        let key = Voice::compared(label);
        let owner = context.voices.with_label(&key).map(|voice| &voice.name).or_else(|| owners.get(&key))?;
        Some((label, owner))
    });
    if let Some((label, owner)) = taken {
        report.push(Diagnostic::error(
            Code::DuplicateLabel,
            report.span(range),
            format!("the label `{label}` is {owner}’s already"),
            format!("write `labels:` of its own for this guest, such as `labels: [{} Says]`", guest.name),
        ));
    }
}
