//! One generated post, before it is written in any generator's format.

use super::date::Moment;
use super::prose::{self, Style};
use super::random::Random;
use super::words;

/// The archive starts on 2005-01-01 and is 20 years long, whatever the number of posts.
const FIRST: Moment = Moment::on_day(12_784);
const ARCHIVE_MINUTES: usize = 7_305 * 24 * 60;

/// So many posts in a hundred have a code block, in one of the takes.
const CODE_PERCENT: usize = 5;
/// So many takes in a hundred have a list.
const LIST_PERCENT: usize = 15;

/// A post has at most this many comments, and half as many on average.
const MOST_COMMENTS: usize = 12;
/// A comment without a parent is on level 1.
const DEEPEST_LEVEL: usize = 4;

/// A post of the corpus.
pub struct Post {
    /// A question.
    pub title: String,
    /// Ends in the post's number, so that it is unique.
    pub slug: String,
    /// Later than the date of the post before.
    pub date: Moment,
    /// One to four, all different.
    pub tags: Vec<&'static str>,
    /// One sentence, without Markdown.
    pub description: String,
    /// Who wrote in, and from where.
    pub letter: (&'static str, &'static str),
    /// The letter, in Markdown, like all texts below.
    pub dilemma: String,
    /// What the first author says.
    pub leslie: Take,
    /// What the second author says.
    pub thom: Take,
    /// What both agree on.
    pub conclusion: String,
    /// In the order in which they were written: a parent is before its replies.
    pub comments: Vec<Comment>,
}

/// What one author says.
pub struct Take {
    /// The verdict as written, for example `Yes (well, maybe)`.
    pub verdict: &'static str,
    /// `yes`, `no` or `mixed`.
    pub stance: &'static str,
    /// The text, which opens with the verdict in bold.
    pub text: String,
}

/// What a reader says.
pub struct Comment {
    /// The place of the comment that it answers, in the post's list.
    pub parent: Option<usize>,
    /// How deep in its thread it is, from 1 to 4.
    pub level: usize,
    /// The reader's name.
    pub author: &'static str,
    /// The reader's own site.
    pub url: Option<String>,
    /// Later than that of the comment before.
    pub date: Moment,
    /// The text, in Markdown.
    pub text: String,
}

impl Post {
    /// Post `number` of `total`. Only its dates depend on the total.
    pub fn generate(seed: u64, number: usize, total: usize) -> Self {
        let random = &mut Random::new(seed, number as u64);
        let title = prose::sentence(random, words::TITLES, Style::Plain);
        let date = date(random, number, total);
        let words = random.between(370, 520);
        let coder = random.chance(CODE_PERCENT).then(|| random.below(2));
        let share = |percent: usize| words * percent / 100;
        Self {
            slug: format!("{}-{number:05}", slug(&title)),
            title,
            date,
            tags: tags(random),
            description: prose::sentence(random, words::LETTER, Style::Plain),
            letter: (*random.pick(words::SIGNATURES), *random.pick(words::PLACES)),
            dilemma: paragraphs(random, words::LETTER, share(30)).join("\n\n"),
            leslie: take(random, share(28), coder == Some(0)),
            thom: take(random, share(28), coder == Some(1)),
            conclusion: paragraphs(random, words::CLOSING, share(14)).join("\n\n"),
            comments: comments(random, date),
        }
    }
}

/// The post's moment: somewhere in its own slice of the archive, so that dates are in order.
fn date(random: &mut Random, number: usize, total: usize) -> Moment {
    let slice = ARCHIVE_MINUTES / total;
    let start = ARCHIVE_MINUTES * number / total;
    FIRST.plus(start + random.below(slice))
}

fn slug(title: &str) -> String {
    title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect::<Vec<_>>()
        .join("-")
}

/// One to four tags; those at the head of the list are the favourites, as in real columns.
fn tags(random: &mut Random) -> Vec<&'static str> {
    let wanted = random.between(1, 4);
    let mut tags = Vec::new();
    while tags.len() < wanted {
        let count = words::TAGS.len();
        let tag = words::TAGS[random.below(count).min(random.below(count))];
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// Paragraphs with at least `words` words in total, and at most a sentence more.
fn paragraphs(random: &mut Random, patterns: &[&str], words: usize) -> Vec<String> {
    let mut written = 0;
    let mut paragraphs = Vec::new();
    while written < words {
        let mut sentences = Vec::new();
        for _ in 0..random.between(2, 5) {
            let sentence = prose::sentence(random, patterns, Style::Markdown);
            written += prose::word_count(&sentence);
            sentences.push(sentence);
            if written >= words {
                break;
            }
        }
        paragraphs.push(sentences.join(" "));
    }
    paragraphs
}

/// A take of about `words` words: its verdict, its paragraphs, perhaps a list and a code block.
fn take(random: &mut Random, words: usize, has_code: bool) -> Take {
    let (verdict, stance) = *random.pick(words::VERDICTS);
    let list = random.chance(LIST_PERCENT).then(|| list(random));
    let code = has_code.then(|| code(random));
    let listed = list.as_deref().map_or(0, prose::word_count);
    let mut blocks = paragraphs(random, words::ADVICE, words - listed.min(words / 2));
    blocks[0] = format!("**{verdict}.** {}", blocks[0]);
    for extra in [list, code].into_iter().flatten() {
        let place = random.between(1, blocks.len());
        #[expect(clippy::disallowed_methods, reason = "the place is at most the length")]
        blocks.insert(place, extra);
    }
    Take { verdict, stance, text: blocks.join("\n\n") }
}

/// A paragraph and its list.
fn list(random: &mut Random) -> String {
    let lead = prose::sentence(random, words::LIST_LEADS, Style::Plain);
    let steps: Vec<_> = (0..random.between(3, 4))
        .map(|_| format!("- {}", prose::sentence(random, words::STEPS, Style::Markdown)))
        .collect();
    format!("{lead}\n\n{}", steps.join("\n"))
}

/// A paragraph and its code block.
fn code(random: &mut Random) -> String {
    let lead = prose::sentence(random, words::CODE_LEADS, Style::Plain);
    let (language, code) = random.pick(words::CODE);
    format!("{lead}\n\n```{language}\n{code}\n```")
}

/// The comments of a post of `date`.
fn comments(random: &mut Random, date: Moment) -> Vec<Comment> {
    let mut comments: Vec<Comment> = Vec::new();
    let mut date = date;
    for _ in 0..random.between(0, MOST_COMMENTS) {
        date = date.plus(random.between(5, 36 * 60));
        let parent = parent(random, &comments);
        let level = parent.map_or(1, |parent| comments[parent].level + 1);
        comments.push(comment(random, parent, level, date));
    }
    comments
}

/// The comment to answer: none, or any that is not yet on the deepest level.
fn parent(random: &mut Random, comments: &[Comment]) -> Option<usize> {
    if comments.is_empty() || random.chance(45) {
        return None;
    }
    let chosen = random.below(comments.len());
    (comments[chosen].level < DEEPEST_LEVEL).then_some(chosen)
}

fn comment(random: &mut Random, parent: Option<usize>, level: usize, date: Moment) -> Comment {
    let author = random.pick(words::READERS);
    let url = random.chance(15).then(|| format!("https://example.net/{}/", author.to_lowercase()));
    Comment { parent, level, author, url, date, text: remarks(random) }
}

/// The text of a comment. It has no list of its own: in columnist's format a nested list is a reply.
fn remarks(random: &mut Random) -> String {
    let mut blocks = Vec::new();
    if random.chance(8) {
        let quoted = prose::sentence(random, words::ADVICE, Style::Plain);
        blocks.push(format!("> {quoted}"));
    }
    for _ in 0..random.between(1, 2) {
        let sentences = random.between(1, 3);
        blocks.push(prose::paragraph(random, words::REMARKS, sentences));
    }
    blocks.join("\n\n")
}
