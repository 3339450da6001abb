//! The body of a post → its sections, in written order.
//!
//! A section starts at a level-2 heading, or where a top-level paragraph or a line of one begins with a label and its
//! colon. Code, quotes and lists are never looked into.

use std::borrow::Cow;
use std::ops::Range;

use jiff::tz::TimeZone;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::markdown::{Spanned, block_end, next_line, plain_text};

use super::date::Date;
use super::labels::{Guess, LabelTable, Meaning};
use super::model::SectionKind;
use super::run_in::{Opening, before_colon, leading_text, opening, text_range};

/// A section before its text is made HTML.
pub(super) struct RawSection<'a> {
    /// `None` for what stands before the first label.
    pub(super) meaning: Option<Meaning>,
    /// The label as written, without markup and colon.
    pub(super) heading: String,
    /// What follows the word of an update.
    pub(super) detail: String,
    /// Where the label stands.
    pub(super) range: Range<usize>,
    /// The text.
    pub(super) events: Vec<Spanned<'a>>,
}

impl RawSection<'_> {
    /// Whether it holds readers' comments.
    pub(super) fn is_comments(&self) -> bool {
        self.meaning.as_ref().is_some_and(|meaning| meaning.kind == SectionKind::Comments)
    }
}

/// Something that looks like a label and is none.
#[derive(Debug)]
pub(super) struct NearMiss {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) kind: NearKind,
}

/// Why it is none.
#[derive(Debug)]
pub(super) enum NearKind {
    /// It is a slip of the fingers in this label.
    Slip { label: String, is_heading: bool },
    /// This voice does not declare it, but these.
    Undeclared { is_name_only: bool, voice: String, name: String, file: String, labels: Vec<String> },
    /// It is a label, in a heading of another level than the second.
    Level { label: String },
    /// It has the form of a label, but nobody here is called that.
    Stranger,
    /// It is a label, alone in a paragraph without its colon.
    NoColon { label: String },
    /// It is a label behind the signs of a heading, without the blank that makes it one.
    NoBlank { label: String },
    /// It is a label of comments right below a line of HTML, which goes on until a blank line.
    InHtml { label: String },
}

impl NearKind {
    /// The label of this site that was meant.
    pub(super) fn label(&self) -> Option<&str> {
        match self {
            Self::Slip { label, .. }
            | Self::Level { label }
            | Self::NoColon { label }
            | Self::NoBlank { label }
            | Self::InHtml { label } => Some(label),
            Self::Undeclared { .. } | Self::Stranger => None,
        }
    }
}

/// Cuts the events of a body into sections; the first is the introduction.
pub(super) fn cut<'a>(events: &[Spanned<'a>], table: &LabelTable) -> (Vec<RawSection<'a>>, Vec<NearMiss>) {
    let introduction =
        RawSection { meaning: None, heading: String::new(), detail: String::new(), range: 0..0, events: Vec::new() };
    let mut cutter = Cutter { table, sections: Vec::new(), current: introduction, misses: Vec::new() };
    let mut at = 0;
    while at < events.len() {
        let end = block_end(events, at);
        let block = events.get(at..=end).unwrap_or_default();
        match block.first().map(|(event, _)| event) {
            Some(Event::Start(Tag::Heading { level: HeadingLevel::H2, .. })) => cutter.heading(block),
            Some(Event::Start(Tag::Heading { .. })) => cutter.other_heading(block),
            Some(Event::Start(Tag::Paragraph)) => cutter.paragraph(block),
            _ => cutter.current.events.extend_from_slice(block),
        }
        at = end + 1;
    }
    cutter.sections.push(cutter.current);
    (cutter.sections, cutter.misses)
}

struct Cutter<'a, 't> {
    table: &'t LabelTable,
    sections: Vec<RawSection<'a>>,
    current: RawSection<'a>,
    misses: Vec<NearMiss>,
}

impl<'a> Cutter<'a, '_> {
    fn start(&mut self, meaning: Option<Meaning>, heading: String, detail: String, range: Range<usize>) {
        let next = RawSection { meaning, heading, detail, range, events: Vec::new() };
        self.sections.push(std::mem::replace(&mut self.current, next));
    }

    fn heading(&mut self, block: &[Spanned<'a>]) {
        let inside = block.get(1..block.len().saturating_sub(1)).unwrap_or_default();
        let text = plain_text(inside);
        // A section has a name; whether this is a heading at all is found out when it is written.
        if text.trim().is_empty() {
            self.current.events.extend_from_slice(block);
            return;
        }
        let range = block.first().map_or(0..0, |(_, range)| range.clone());
        let label = self.table.meaning(&text);
        // Behind the word of an update may stand its date, a colon and text.
        let opening = match &label {
            Some((_, "")) => None,
            _ => opening(inside, &leading_text(inside, self.table.reach()), self.table),
        };
        let opening = opening.filter(|opening| !opening.left.is_empty() || opening.taken < inside.len());
        if let Some(date) = opening.as_ref().and_then(|opening| behind_update(opening, inside)) {
            let update = Meaning { kind: SectionKind::Update, voice: None };
            self.start(Some(update), super::labels::shown(&text), date, range);
        } else if let Some(opening) = opening {
            self.start(Some(opening.meaning), opening.label, opening.detail, range.clone());
            // What follows the label's colon in a heading opens the section, as prominent as it was.
            self.current.events.push((Event::Start(Tag::Paragraph), range.clone()));
            self.current.events.push((Event::Start(Tag::Strong), range.clone()));
            self.current.events.extend(opening.left);
            self.current.events.extend_from_slice(inside.get(opening.taken..).unwrap_or_default());
            self.current.events.push((Event::End(TagEnd::Strong), range.clone()));
            self.current.events.push((Event::End(TagEnd::Paragraph), range));
        } else if let Some((meaning, detail)) = label {
            let detail = detail.to_owned();
            self.start(Some(meaning), super::labels::shown(&text), detail, range);
        } else if self.table.is_for_notes() {
            self.current.events.extend_from_slice(block);
        } else {
            self.near_miss(&text, &range, true);
            self.start(Some(Meaning { kind: SectionKind::Aside, voice: None }), text, String::new(), range);
        }
    }

    /// A heading of another level belongs to the text; if it is a label, that was hardly meant.
    fn other_heading(&mut self, block: &[Spanned<'a>]) {
        let text = plain_text(block);
        if self.table.meaning(&text).is_some() {
            let range = block.first().map_or(0..0, |(_, range)| range.clone());
            let kind = NearKind::Level { label: super::labels::shown(&text) };
            self.misses.push(NearMiss { range, text, kind });
        }
        self.current.events.extend_from_slice(block);
    }

    fn paragraph(&mut self, block: &[Spanned<'a>]) {
        let Some(((start, range), rest)) = block.split_first() else { return };
        let Some(((end, end_range), inside)) = rest.split_last() else { return };
        let mut inside = Cow::Borrowed(inside);
        // Where the paragraph begins that is not in a section yet, and the line that is looked at.
        let (mut begin, mut from) = (0, 0);
        let mut is_first = true;
        while let Some(tail) = inside.get(from..).filter(|tail| !tail.is_empty() || is_first) {
            let leading = leading_text(tail, self.table.reach());
            if let Some(opening) = opening(tail, &leading, self.table) {
                let label_range = opening.range(tail);
                let before = inside.get(begin..from).unwrap_or_default();
                self.push_paragraph(before, (start, range), (end, end_range));
                self.start(Some(opening.meaning), opening.label, opening.detail, label_range);
                // What is left of the label's events takes the last of their places.
                begin = from + opening.taken - opening.left.len();
                for (place, event) in inside.to_mut().iter_mut().skip(begin).zip(opening.left) {
                    *place = event;
                }
                from = begin;
            } else if let Some(miss) = self.without_blank(tail, &leading) {
                self.misses.push(miss);
            } else if is_first && !self.table.is_for_notes() {
                self.unlabelled_opening(tail, leading);
            }
            is_first = false;
            match next_line(&inside, from) {
                Some(next) => from = next,
                None => break,
            }
        }
        self.push_paragraph(inside.get(begin..).unwrap_or_default(), (start, range), (end, end_range));
    }

    /// `##Leslie Says`: CommonMark (section 4.2) wants a blank behind the signs of a heading.
    fn without_blank(&self, line: &[Spanned<'a>], text: &str) -> Option<NearMiss> {
        let label = text.trim_start_matches('#');
        if label.len() == text.len() || self.table.meaning(label).is_none() {
            return None;
        }
        let kind = NearKind::NoBlank { label: super::labels::shown(label) };
        Some(NearMiss { range: text_range(line, text.len()), text: text.to_owned(), kind })
    }

    /// A paragraph whose beginning is no label may have been meant to be one.
    fn unlabelled_opening(&mut self, inside: &[Spanned<'a>], leading: String) {
        if let Some(text) = before_colon(&leading) {
            self.near_miss(text, &text_range(inside, text.len()), false);
            return;
        }
        let range = text_range(inside, leading.len());
        if let Some(label) = self.table.without_colon(&leading) {
            let (label, text) = (label.to_owned(), leading.chars().take(label.chars().count()).collect::<String>());
            let range = range.start..range.start + text.len();
            self.misses.push(NearMiss { range, text, kind: NearKind::NoColon { label } });
        } else if leading.len() <= self.table.reach() && self.table.meaning(&plain_text(inside)).is_some() {
            let kind = NearKind::NoColon { label: super::labels::shown(&leading) };
            self.misses.push(NearMiss { range, text: leading, kind });
        }
    }

    fn push_paragraph(
        &mut self,
        inside: &[Spanned<'a>],
        start: (&Event<'a>, &Range<usize>),
        end: (&Event<'a>, &Range<usize>),
    ) {
        let is_break = |event: &Event<'_>| matches!(event, Event::SoftBreak | Event::HardBreak);
        let kept = inside.iter().rposition(|(event, _)| !is_break(event)).map_or(0, |last| last + 1);
        let inside = inside.get(..kept).unwrap_or_default();
        if inside.is_empty() {
            return;
        }
        self.current.events.push((start.0.clone(), start.1.clone()));
        self.current.events.extend_from_slice(inside);
        self.current.events.push((end.0.clone(), end.1.clone()));
    }

    fn near_miss(&mut self, text: &str, range: &Range<usize>, is_heading: bool) {
        let kind = match self.table.guess(text) {
            Some(Guess::Slip(label)) => NearKind::Slip { label: label.to_owned(), is_heading },
            Some(guess @ (Guess::Undeclared(voice) | Guess::Named(voice))) => NearKind::Undeclared {
                is_name_only: matches!(guess, Guess::Named(_)),
                voice: voice.id.clone(),
                name: voice.name.clone(),
                file: voice.file.clone(),
                labels: voice.labels.iter().take(2).cloned().collect(),
            },
            // In running text, `As Mary says: …` is no more than that.
            Some(Guess::Stranger) if is_heading => NearKind::Stranger,
            Some(Guess::Stranger) | None => return,
        };
        self.misses.push(NearMiss { range: range.clone(), text: super::labels::shown(text), kind });
    }
}

/// The date that alone stands behind the colon of an update: `## Update: May 19, 2012`.
fn behind_update(opening: &Opening<'_>, inside: &[Spanned<'_>]) -> Option<String> {
    let is_bare = opening.meaning.kind == SectionKind::Update && opening.detail.is_empty();
    let behind = || plain_text(&opening.left) + &plain_text(inside.get(opening.taken..).unwrap_or_default());
    // That the calendar has no such day is found out later, and an error.
    let is_date = |text: &str| Date::parse_loose(text, &TimeZone::UTC).is_ok() || Date::is_no_day(text, &TimeZone::UTC);
    Some(behind().trim_matches([' ', '(', ')', '[', ']']).to_owned()).filter(|text| is_bare && is_date(text))
}

#[cfg(test)]
mod tests {
    use super::super::labels::default_labels;
    use super::super::model::Voice;
    use super::*;
    use crate::config::{MarkdownRules, SectionLabels};
    use crate::markdown::{Fragment, parse};

    fn table() -> LabelTable {
        let fixed = SectionLabels {
            dilemma: vec!["The Dilemma".to_owned()],
            conclusion: vec!["The Conclusion".to_owned()],
            update: vec!["Update".to_owned()],
            comments: vec!["Comments".to_owned()],
        };
        let voice = |id: &str, name: &str, labels: Vec<String>| Voice {
            id: id.to_owned(),
            name: name.to_owned(),
            labels,
            bio: Fragment::default(),
            file: String::new(),
        };
        let voices = [
            voice("leslie", "Leslie Morris", default_labels("Leslie Morris")),
            voice("thom", "Thom Singer", default_labels("Thom Singer")),
            voice("dale", "Dale", vec!["DALE".to_owned(), "J.T.".to_owned(), "She said".to_owned()]),
        ];
        LabelTable::new(&fixed, voices.iter())
    }

    /// Each section as `kind voice|text`.
    fn sections(text: &str) -> Vec<String> {
        let events = parse(text, &MarkdownRules::default());
        let (sections, _) = cut(&events, &table());
        sections
            .iter()
            .filter(|section| section.meaning.is_some() || !section.events.is_empty())
            .map(|section| {
                let name = section.meaning.as_ref().map_or("intro".to_owned(), |meaning| {
                    format!(
                        "{}{}",
                        meaning.kind.as_str(),
                        meaning.voice.as_ref().map_or(String::new(), |v| format!(" {v}"))
                    )
                });
                format!("{name}|{}", plain_text(&section.events))
            })
            .collect()
    }

    #[test]
    fn headings_of_both_styles_start_sections() {
        assert_eq!(
            sections(
                "Hello.\n\n## The Dilemma\n\nA\n\nLESLIE SAYS:\n------------\n\nB\n\n## **Thom’s view**\n\nC\n\n## Etiquette\n\nD"
            ),
            ["intro|Hello.", "dilemma|A", "take leslie|B", "take thom|C", "aside|D"]
        );
    }

    #[test]
    fn the_old_blog_s_paragraphs_start_sections() {
        assert_eq!(
            sections(
                "The Dilemma: A\n\nmore\n\nLeslie Says: No. B\n\nThom Says: Yes (well, Maybe). C\n\nThe Conclusion: D"
            ),
            ["dilemma|A more", "take leslie|No. B", "take thom|Yes (well, Maybe). C", "conclusion|D"]
        );
    }

    #[test]
    fn run_in_labels_come_in_every_dress() {
        for text in [
            "**Leslie says:** No.",
            "**Leslie says**: No.",
            "***LESLIE SAYS:*** No.",
            "__Leslie’s answer:__ No.",
            "Leslie's Answer : No.",
            "<b>Leslie Says:</b> No.",
            "**Leslie Says:**No.",
            "Leslie Says:\nNo.",
            "Leslie Says：No.",
        ] {
            assert_eq!(sections(text), ["take leslie|No."], "{text}");
        }
        assert_eq!(
            sections("DALE: No.\n\nJ.T.: Yes.\n\nSHE SAID: Hm."),
            ["take dale|No.", "take dale|Yes.", "take dale|Hm."]
        );
    }

    #[test]
    fn a_line_of_a_paragraph_may_begin_with_a_label() {
        assert_eq!(
            sections("Leslie Says: No.\nReally.\n**Thom Says:** Yes.\nUpdate, 5.19.12: Done."),
            ["take leslie|No. Really.", "take thom|Yes.", "update|Done."]
        );
        for time in ["2012-05-19 09:30", "May 19, 2012 9:30pm", "(May 19, 2012 at 9:30 AM)"] {
            assert_eq!(sections(&format!("**Update {time}:** Done.")), ["update|Done."], "{time}");
        }
    }

    #[test]
    fn a_bold_verdict_that_shares_its_stars_with_the_label_stays_bold() {
        let events = parse("**Leslie Says: No.** You gain nothing.", &MarkdownRules::default());
        let (sections, _) = cut(&events, &table());
        let events = &sections.last().unwrap().events;
        assert!(matches!(events[1].0, Event::Start(Tag::Strong)), "{events:?}");
        assert_eq!(plain_text(events), "No. You gain nothing.");
    }

    #[test]
    fn a_heading_may_go_on_after_its_colon() {
        assert_eq!(sections("## Leslie Says: *Never*\n\nB"), ["take leslie|Never B"]);
        for date in ["May 19, 2012 9:30pm", "(2012-05-19 09:30)", ", 5.19.12", "part 2"] {
            assert_eq!(sections(&format!("## Update {date}: *Done*\n\nB")), ["update|Done B"], "{date}");
            assert_eq!(sections(&format!("## **Update {date}:**\n\nB")), ["update|B"], "{date}");
            assert_eq!(sections(&format!("## Update {date}\n\nB")), ["update|B"], "{date}");
        }
        for heading in [
            "Update: May 19, 2012",
            "Update: 2012-05-19",
            "**Update:** (5.19.12)",
            "Update: *May 19, 2012*",
            "Update: April 31, 2019",
        ] {
            let text = format!("## {heading}\n\nB");
            let events = parse(&text, &MarkdownRules::default());
            let cut = cut(&events, &table()).0;
            assert!(cut[1].detail.contains("19"), "{heading}: {}", cut[1].detail);
            assert_eq!(sections(&text), ["update|B"], "{heading}");
        }
    }

    #[test]
    fn quotes_lists_and_code_are_left_alone() {
        assert_eq!(
            sections("> Leslie Says: No.\n\n- Thom Says: Yes.\n\n```\nLeslie Says: x\n```\n\n    The Conclusion: y"),
            ["intro|Leslie Says: No. Thom Says: Yes. Leslie Says: x\n The Conclusion: y"]
        );
    }

    #[test]
    fn an_interview_is_left_whole() {
        let text = "**Mary:** How did it start?\n\n**John:** With a card.\n\nMARY: And then?\n\nTime: noon.";
        assert_eq!(sections(text).len(), 1);
        assert_eq!(sections("As Leslie says: no.\n\nWhat Thom says about it: much.").len(), 1);
    }

    fn misses(text: &str) -> Vec<String> {
        let events = parse(text, &MarkdownRules::default());
        cut(&events, &table()).1.iter().map(|miss| format!("{} {:?}", miss.text, miss.kind)).collect()
    }

    #[test]
    fn near_misses_are_noticed() {
        for (text, part) in [
            ("## Leslei Says\n\nx", "Leslie Says"),
            ("Tom Says: x", "Thom Says"),
            ("**The Concluson:** x", "The Conclusion"),
            ("## Dale Says\n\nx", "Undeclared"),
            ("Leslie: x", "Undeclared"),
            ("### Leslie Says\n\nx", "Level"),
            ("# The Dilemma\n\nx", "Level"),
            ("**Leslie Says**\n\nNo.", "NoColon"),
            ("##Leslie Says\n\nNo.", "NoBlank"),
            ("He left.\n###The Conclusion\nx", "NoBlank"),
            ("## Priya Says\n\nx", "Stranger"),
        ] {
            let found = misses(text);
            assert!(found.len() == 1 && found[0].contains(part), "{text}: {found:?}");
        }
        assert!(misses("## A word on etiquette\n\nRemember: be kind.\n\nAs Mary says: x\n\n#leslie").is_empty());
    }
}
