//! From an export to pages: every word of every post, every comment, and what each comment answers.

use std::collections::BTreeMap;

use columnist::project::{Parts, Project};
use columnist::render::Renderer;
use proptest::prelude::*;

use super::blogger::{entry, feed};
use super::folder::{Folder, all, post};

/// A post: its words, and its comments, each with its words and the place of the earlier comment that it answers.
type Conversation = (Vec<String>, Vec<(Vec<String>, Option<prop::sample::Index>)>);

fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-zäşж字]{1,9}", 1..12)
}

fn conversation() -> impl Strategy<Value = Conversation> {
    (words(), prop::collection::vec((words(), prop::option::of(any::<prop::sample::Index>())), 0..14))
}

/// The place of the comment that the one at `at` answers.
fn parent(at: usize, index: Option<&prop::sample::Index>) -> Option<usize> {
    index.filter(|_| at > 0).map(|index| index.index(at))
}

/// The entries of an export, in an order that `seed` mixes.
fn export(posts: &[Conversation], seed: usize) -> String {
    let mut entries = Vec::new();
    for (number, (text, comments)) in posts.iter().enumerate() {
        let link =
            format!("<link rel='alternate' type='text/html' href='http://two.blogspot.com/2012/04/p{number}.html'/>");
        let body = format!(
            "<title type='text'>Post {number}</title><content type='html'>&lt;p&gt;{}&lt;/p&gt;</content>",
            text.join(" ")
        );
        entries.push(entry("post", &number.to_string(), &(body + &link)));
        for (at, (said, index)) in comments.iter().enumerate() {
            let answers = parent(at, index.as_ref()).map_or_else(String::new, |parent| {
                format!("<link rel='related' href='http://www.blogger.com/feeds/1/{number}/comments/default/{number}00{parent}'/>")
            });
            let more = format!(
                "<content type='html'>{}</content>{answers}<author><name>Reader {at}</name></author>\
                 <thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-{number}' href='x' type='text/html'/>",
                said.join("&lt;br/&gt;"),
            );
            entries.push(entry("comment", &format!("{number}00{at}"), &more));
        }
    }
    entries.sort_by_key(|entry| entry.len().wrapping_mul(seed | 1) % 101);
    feed(&entries.concat())
}

/// The words of a post's page.
fn shown(project: &Project, slug: &str) -> Vec<String> {
    let Parts { site, theme, .. } = project.parts.as_ref().expect("a site");
    let mut page = Vec::new();
    let renderer = Renderer::new(site, theme, &project.tree);
    renderer.render(&post(project, slug).route, &mut page).expect("a page");
    let page = String::from_utf8(page).expect("text");
    let text: String =
        page.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect::<Vec<_>>().join(" ");
    text.split_whitespace().map(str::to_owned).collect()
}

/// Whether some words stand one after the other.
fn has(page: &[String], words: &[String]) -> bool {
    page.windows(words.len()).any(|window| window == words)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_conversation_is_lost(posts in prop::collection::vec(conversation(), 1..5), seed: usize) {
        let folder = Folder::new();
        folder.import(&export(&posts, seed), &all());
        let project = folder.build();
        for (number, (text, comments)) in posts.iter().enumerate() {
            let slug = format!("p{number}");
            let page = shown(&project, &slug);
            prop_assert!(has(&page, text), "{text:?} is not in {page:?}");
            let entry = post(&project, &slug);
            let id = |thread: usize| entry.threads.get(thread).and_then(|thread| entry.comment(thread.comment())).map(|comment| comment.id.to_string());
            let found: BTreeMap<String, Option<String>> =
                (0..entry.threads.len()).filter_map(|at| Some((id(at)?, entry.threads[at].parent().and_then(id)))).collect();
            let expected: BTreeMap<String, Option<String>> = comments.iter().enumerate().map(|(at, (_, index))| {
                (format!("{number}00{at}"), parent(at, index.as_ref()).map(|parent| format!("{number}00{parent}")))
            }).collect();
            prop_assert_eq!(found, expected);
            for (said, _) in comments {
                prop_assert!(has(&page, said), "{said:?} is not in {page:?}");
            }
        }
        let before = folder.files();
        folder.import(&export(&posts, seed), &all());
        prop_assert!(before == folder.files(), "a second import changed something");
    }
}
