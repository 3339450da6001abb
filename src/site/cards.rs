//! What is on the share card of each post, and which posts have one.

use std::sync::Arc;

use rayon::prelude::*;

use crate::address::Route;
use crate::card::{self, Card, Fonts, More, Voice};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::{Author, Post};

use super::alone::Alone;
use super::card_table::{CardEntry, Cards};
use super::documents::Documents;
use super::model::{PostEntry, Site};
use super::monogram::monogram;
use super::verdicts::{Outcome, outcome, verdicts_on};

/// The colours of the voices in the default theme.
const COLOURS: [&str; 6] = ["#1b4f8a", "#9c4010", "#0b6457", "#6a3a92", "#585b0c", "#98215f"];

/// What all cards of a site have in common; as long as it stays the same, the card of a post depends on the post alone.
#[derive(Debug)]
pub(super) struct Rules {
    title: String,
    colours: Vec<String>,
    words: [String; 2],
    more: More,
    authors: Vec<(String, String)>,
    fonts: Option<Arc<Fonts>>,
}

impl Rules {
    fn new(site: &Site, fonts: Option<&Arc<Fonts>>) -> Self {
        let config = &site.config;
        Self {
            title: config.title.clone(),
            colours: config.look.voices.clone(),
            words: [config.labels.agree.clone(), config.labels.differ.clone()],
            more: more(config),
            authors: site.authors.iter().map(|author| (author.id.clone(), author.name.clone())).collect(),
            fonts: fonts.cloned(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let is_same_font = match (&self.fonts, &other.fonts) {
            (Some(own), Some(other)) => own.digest() == other.digest(),
            (None, None) => true,
            _ => false,
        };
        is_same_font
            && (&self.title, &self.colours, &self.words, &self.more, &self.authors)
                == (&other.title, &other.colours, &other.words, &other.more, &other.authors)
    }
}

/// The cards of a site as it was linked last.
#[derive(Debug)]
pub(super) struct Kept {
    rules: Rules,
    posts: Vec<Arc<Alone>>,
    cards: Arc<Cards>,
}

impl Kept {
    /// The cards of the posts of a site; those of posts that are the very same as before are kept.
    pub(super) fn new(before: Option<Self>, site: &Site, documents: &Documents) -> Self {
        let fonts = documents.fonts.as_ref();
        let rules = Rules::new(site, fonts);
        let before = before.filter(|before| before.rules.is_same(&rules));
        let card = |(id, entry): (usize, &PostEntry)| {
            let known = before
                .as_ref()
                .filter(|before| before.posts.get(id).is_some_and(|alone| Arc::ptr_eq(alone, &entry.alone)));
            match known {
                Some(before) => before.cards.get(id).cloned(),
                None => fonts.and_then(|fonts| card(site, entry, fonts)),
            }
        };
        let of_posts = match fonts {
            Some(_) => site.posts.par_iter().enumerate().map(card).collect(),
            None => Vec::new(),
        };
        let cards = Arc::new(Cards { fonts: fonts.cloned(), of_posts });
        Self { rules, posts: site.posts.iter().map(|entry| Arc::clone(&entry.alone)).collect(), cards }
    }

    pub(super) fn cards(&self) -> &Arc<Cards> {
        &self.cards
    }
}

fn card(site: &Site, entry: &PostEntry, fonts: &Fonts) -> Option<CardEntry> {
    if entry.post.image().is_some() || fonts.lacks(&entry.post.title).is_some() {
        return None;
    }
    let key = site.card(entry).digest(fonts.digest());
    let post = entry.route.as_str();
    let name = match post.strip_suffix("index.html") {
        Some(folder) => format!("{folder}card.{}.png", key.short()),
        None => format!("{}.card.{}.png", post.strip_suffix(".html").unwrap_or(post), key.short()),
    };
    Some(CardEntry { route: Route::new(name), key })
}

/// Reports that titles cannot be drawn, once for all of them.
pub(super) fn check(site: &Site) -> Option<Diagnostic> {
    let fonts = site.cards.fonts()?;
    let without = site
        .posts
        .iter()
        .enumerate()
        .filter(|(id, entry)| site.cards.get(*id).is_none() && entry.post.image().is_none());
    let mut lacking = without.filter_map(|(_, entry)| fonts.lacks(&entry.post.title));
    let first = lacking.next()?;
    let number = 1 + lacking.count();
    let posts = if number == 1 { "1 post has".to_owned() } else { format!("{number} posts have") };
    let place = site.config.cards.font.as_ref().map_or(0..0, |font| font.range.clone());
    Some(Diagnostic::warning(
        Code::UndrawnCard,
        Span::new(&"site.toml".into(), place),
        format!("{posts} no share card, because the font of the cards lacks letters of the title, such as `{first}`"),
        "put a font with these letters into `static` and write `font = \"NAME.ttf\"` below `[cards]`, or write `enabled = false` there",
    ))
}

impl Site {
    /// What is on the share card of a post.
    pub fn card(&self, entry: &PostEntry) -> Card {
        let labels = &self.config.labels;
        let post = &entry.post;
        let verdicts = verdicts_on(post, 0);
        let mut ids: Vec<&str> = Vec::new();
        for id in post.sections.iter().filter_map(|section| section.voice.as_deref()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let voice = |id: &str| {
            let (number, name) = named(&self.authors, post, id)?;
            let verdict = verdicts.iter().find(|(voice, _)| *voice == id);
            Some(Voice {
                name: name.to_owned(),
                monogram: monogram(name),
                colour: colour(&self.config, number),
                verdict: verdict.map(|(_, verdict)| (verdict.label.to_string(), verdict.stance)),
            })
        };
        let outcome = outcome(verdicts.iter().map(|(_, verdict)| verdict.stance)).map(|outcome| match outcome {
            Outcome::Agree => (card::Outcome::Agree, labels.agree.clone()),
            Outcome::Differ => (card::Outcome::Differ, labels.differ.clone()),
        });
        Card {
            site: self.config.title.clone(),
            title: post.title.to_string(),
            voices: ids.into_iter().filter_map(voice).collect(),
            more: more(&self.config),
            outcome,
        }
    }
}

fn more(config: &Config) -> More {
    More { one: config.labels.voices_more_one.clone(), many: config.labels.voices_more_many.clone() }
}

/// The place of a voice among those of the site and the guests of the post, and its name.
fn named<'n>(authors: &'n [Arc<Author>], post: &'n Post, id: &str) -> Option<(usize, &'n str)> {
    let names = authors.iter().map(|author| (author.id.as_str(), author.name.as_str()));
    let guests = post.guests().iter().map(|guest| (guest.id.as_str(), guest.name.as_str()));
    names.chain(guests).enumerate().find(|(_, (other, _))| *other == id).map(|(number, (_, name))| (number, name))
}

/// The colour of a voice; the seventh has that of the first again.
fn colour(config: &Config, number: usize) -> String {
    let number = number % COLOURS.len();
    let own = config.look.voices.get(number).map(String::as_str);
    let colour = own.or_else(|| COLOURS.get(number).copied()).unwrap_or("#1c1a17");
    // Without transparency, of which SVG knows nothing in this place.
    let digits = match colour.len() {
        5 => 4,
        9 => 7,
        digits => digits,
    };
    colour.get(..digits).unwrap_or(colour).to_owned()
}
