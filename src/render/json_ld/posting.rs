//! What is said of a post: the question, the answers, the comments.

use crate::document::{self, Section, SectionKind};
use crate::site::{PostEntry, ThreadEntry};

use super::super::post::letter_from;
use super::super::view::PageView;
use super::super::voices;
use super::pages::JsonLd;
use super::vocabulary::{Answer, BlogPosting, Comment, Graph, Organization, Person, Question, Reference, Who, written};

impl JsonLd<'_> {
    /// Of a post.
    pub(in super::super) fn post(&self, page: &PageView, entry: &PostEntry) -> String {
        written(&Graph::new(self.posting(page, entry), self.breadcrumbs(page, None)))
    }

    fn posting<'s>(&'s self, page: &'s PageView, entry: &'s PostEntry) -> BlogPosting<'s> {
        let (site, post) = (self.site, &entry.post);
        let voices = voices::ids_of(entry);
        let tags = entry.tags.iter().filter_map(|tag| site.tags.get(*tag)).map(|tag| tag.name.as_str());
        let comments = entry.threads.iter().filter_map(|thread| self.comment(entry, &voices, thread));
        BlogPosting {
            id: &page.url,
            url: &page.url,
            headline: &post.title,
            description: page.description.as_deref(),
            image: page.image.as_ref().map(|image| image.url.as_str()),
            date_published: voices::iso(&post.date),
            date_modified: voices::iso(entry.updated()),
            in_language: &site.config.language,
            keywords: tags.collect(),
            word_count: post.words,
            author: self.speakers(entry, &voices),
            publisher: Organization { name: &site.config.title, url: &self.home },
            is_part_of: Reference { id: self.blog.as_str().into() },
            about: self.questions(entry, &voices),
            comment_count: entry.comment_count(),
            comment: comments.collect(),
        }
    }

    /// The letters, each with what was answered to it.
    fn questions<'s>(&'s self, entry: &'s PostEntry, voices: &[&str]) -> Vec<Question<'s>> {
        let sections = &entry.post.sections;
        let letters = sections.iter().filter(|section| section.kind == SectionKind::Dilemma);
        letters
            .map(|letter| {
                let is_answer =
                    |section: &&Section| section.kind == SectionKind::Take && section.letter == letter.letter;
                let answers = sections.iter().filter(is_answer).map(|take| self.answer(entry, voices, take));
                let answers: Vec<Answer<'_>> = answers.collect();
                Question {
                    id: format!("#{}", letter.anchor),
                    name: &entry.post.title,
                    text: letter.excerpt(),
                    author: letter_from(entry, letter).map(|name| Person { name, ..Person::default() }),
                    answer_count: answers.len(),
                    suggested_answer: answers,
                }
            })
            .collect()
    }

    fn answer<'s>(&'s self, entry: &'s PostEntry, voices: &[&str], take: &'s Section) -> Answer<'s> {
        let verdict = take.verdict.as_ref().map(|verdict| &*verdict.label);
        let excerpt = take.excerpt();
        let text = match verdict {
            Some(verdict) if excerpt.is_empty() => verdict.to_owned(),
            Some(verdict) => format!("{verdict}: {excerpt}"),
            None => excerpt,
        };
        Answer {
            id: format!("#{}", take.anchor),
            text,
            author: take.voice.as_deref().and_then(|id| self.reference(entry, voices, id)),
        }
    }

    /// A comment that is shown; nothing of a removed one is told.
    fn comment<'s>(&'s self, entry: &'s PostEntry, voices: &[&str], thread: &'s ThreadEntry) -> Option<Comment<'s>> {
        let said = entry.comment(thread.comment()).filter(|_| !thread.is_removed)?;
        let id = |comment: &document::Comment| format!("#comment-{}", comment.id);
        let parent = thread.parent().and_then(|parent| entry.threads.get(parent)).filter(|parent| !parent.is_removed);
        let parent = parent.and_then(|parent| entry.comment(parent.comment()));
        let voice = said.voice().and_then(|id| self.reference(entry, voices, id));
        let name = said.author.as_deref().unwrap_or(&self.site.config.labels.anonymous);
        Some(Comment {
            id: id(said),
            date_published: said.date.as_ref().map(voices::iso),
            author: voice.unwrap_or_else(|| Who::Person(Person { name, ..Person::default() })),
            text: said.excerpt(),
            parent_item: parent.map(|parent| Reference { id: id(parent).into() }),
        })
    }

    /// The voices that have a take, each once.
    fn speakers<'s>(&'s self, entry: &'s PostEntry, voices: &[&str]) -> Vec<Who<'s>> {
        let found: Vec<Who<'_>> = voices.iter().filter_map(|id| self.speaker(entry, id)).collect();
        // A note is by all of them.
        if found.is_empty() { self.everybody().map(Who::Person).collect() } else { found }
    }

    fn speaker<'s>(&'s self, entry: &'s PostEntry, id: &str) -> Option<Who<'s>> {
        let guest = || {
            let guest = entry.post.guests().iter().find(|guest| guest.id == id)?;
            Some(Person { name: &guest.name, ..Person::default() })
        };
        self.person(id).or_else(guest).map(Who::Person)
    }

    /// A voice that has been described already, or a guest by name.
    fn reference<'s>(&'s self, entry: &'s PostEntry, voices: &[&str], id: &str) -> Option<Who<'s>> {
        let known = if voices.contains(&id) { self.known_person(id) } else { None };
        known.map(Who::Known).or_else(|| self.speaker(entry, id))
    }
}
