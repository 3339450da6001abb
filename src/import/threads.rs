//! The comments of one post → what its comments file holds.
//!
//! Whoever was shown stays where they stood: below a removed comment a tombstone keeps the place. No walk here is
//! recursive, because threads may be as deep as readers make them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;

use crate::document::CommentStatus;
use crate::markdown::{parse_reader, reader_link, reader_text};

use super::export::CommentState;
use super::gather::WaitingComment;
use super::yaml::CommentLine;

/// What is written for a comment in which there is nothing to read.
const WORDLESS: &str = "…";

/// What keeping comments needs to know.
pub(super) struct Keeping<'a> {
    pub(super) pending_too: bool,
    /// The ids of authors by the accounts that write comments.
    pub(super) accounts: &'a HashMap<String, String>,
    /// The ids of the comments that are there already.
    pub(super) known: &'a BTreeSet<String>,
    /// Comments that are copies: their ids, and those of the ones that are there.
    pub(super) copies: &'a BTreeMap<String, String>,
}

/// The comments of one post.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// All that are to be on the site, those that are there already too.
    pub(super) lines: Vec<CommentLine>,
    pub(super) replies: usize,
    pub(super) depth: usize,
    /// Places of removed comments among the lines.
    pub(super) removed: usize,
    /// Comments that never were shown, or are shown no more.
    pub(super) left: usize,
    /// How many of the lines are there already.
    pub(super) known: usize,
}

/// Sorts out the comments of one post, in the order of the export.
pub(super) fn keep(comments: &[WaitingComment], keeping: &Keeping<'_>) -> Kept {
    let mut ids: HashMap<&str, usize> = HashMap::with_capacity(comments.len());
    let mut all: Vec<&WaitingComment> = Vec::with_capacity(comments.len());
    for waiting in comments {
        if !ids.contains_key(waiting.comment.id.as_str()) && !keeping.copies.contains_key(&waiting.comment.id) {
            ids.insert(&waiting.comment.id, all.len());
            all.push(waiting);
        }
    }
    let parents = parents(&all, &ids);
    let is_shown = |waiting: &WaitingComment| match waiting.comment.state {
        CommentState::Approved => true,
        CommentState::Pending | CommentState::Spam => keeping.pending_too,
        CommentState::Deleted => false,
    };
    let mut kept = vec![false; all.len()];
    for (index, _) in all.iter().enumerate().filter(|(_, waiting)| is_shown(waiting)) {
        let mut here = Some(index);
        while let Some(mark) = here.and_then(|index| kept.get_mut(index)).filter(|mark| !**mark) {
            *mark = true;
            here = here.and_then(|index| parents.get(index).copied().flatten());
        }
    }
    let mut lines: Vec<CommentLine> = Vec::new();
    let mut gone: BTreeSet<&str> = BTreeSet::new();
    for ((index, waiting), parent) in all.iter().enumerate().zip(&parents) {
        if !kept.get(index).copied().unwrap_or_default() {
            continue;
        }
        let missing = waiting
            .comment
            .parent
            .as_deref()
            .filter(|own| parent.is_none() && *own != waiting.comment.id && !ids.contains_key(own));
        let mut line = line(waiting, is_shown(waiting), keeping);
        line.parent = match (parent.and_then(|parent| all.get(parent)), missing) {
            (Some(parent), _) => Some(parent.comment.id.clone()),
            (None, Some(missing)) => Some(keeping.copies.get(missing).cloned().unwrap_or_else(|| missing.to_owned())),
            (None, None) => None,
        };
        // Whoever was answered is not in the export any more.
        if let Some(missing) = missing.filter(|missing| {
            !keeping.copies.contains_key(*missing) && !keeping.known.contains(*missing) && gone.insert(missing)
        }) {
            lines.push(tombstone(missing, line.date.clone()));
        }
        lines.push(line);
    }
    measured(lines, all.len(), &kept, keeping.known)
}

/// The index of each comment's parent, with every circle cut.
fn parents(all: &[&WaitingComment], ids: &HashMap<&str, usize>) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> =
        all.iter().map(|waiting| ids.get(waiting.comment.parent.as_deref()?).copied()).collect();
    let mut seen = vec![0_usize; all.len()];
    for start in 0..all.len() {
        let mut here = Some(start);
        while let Some(index) = here {
            match seen.get_mut(index) {
                Some(mark) if *mark == 0 => *mark = start + 1,
                Some(mark) if *mark == start + 1 => {
                    parents.get_mut(index).map(Option::take);
                    break;
                }
                _ => break,
            }
            here = parents.get(index).copied().flatten();
        }
    }
    parents
}

fn line(waiting: &WaitingComment, is_shown: bool, keeping: &Keeping<'_>) -> CommentLine {
    let comment = &waiting.comment;
    let (id, date) = (comment.id.clone(), comment.date.clone());
    if !is_shown {
        return tombstone(&id, date);
    }
    let status = match comment.state {
        CommentState::Pending => CommentStatus::Pending,
        CommentState::Spam => CommentStatus::Spam,
        CommentState::Approved | CommentState::Deleted => CommentStatus::Approved,
    };
    let is_wordless =
        reader_text(&parse_reader(&waiting.markdown, &crate::config::MarkdownRules::default())).trim().is_empty();
    CommentLine {
        id,
        parent: None,
        author: comment.author.as_deref().and_then(public_name),
        voice: comment.account.as_ref().and_then(|account| keeping.accounts.get(account)).cloned(),
        url: comment.url.as_deref().and_then(public_address),
        date,
        status,
        body: if is_wordless { WORDLESS.to_owned() } else { waiting.markdown.clone() },
    }
}

fn tombstone(id: &str, date: Option<String>) -> CommentLine {
    CommentLine { id: id.to_owned(), date, status: CommentStatus::Deleted, ..CommentLine::default() }
}

/// A name without the E-mail or IP address that some give for it.
fn public_name(name: &str) -> Option<String> {
    let name = name.trim();
    let words = name.split_whitespace().map(|word| match word.split_once('@') {
        Some((before, after)) if !before.is_empty() && after.contains('.') => before,
        _ => word,
    });
    let name = words.filter(|word| word.parse::<IpAddr>().is_err()).collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// An address on the web; an E-mail address is none.
fn public_address(url: &str) -> Option<String> {
    let link = reader_link(url)?;
    let is_web =
        link.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")) && !link.contains(char::is_whitespace);
    (is_web && !link.contains('@') && link.len() > "https://".len()).then_some(link)
}

fn measured(lines: Vec<CommentLine>, all: usize, kept: &[bool], known: &BTreeSet<String>) -> Kept {
    let at: HashMap<&str, usize> = lines.iter().enumerate().map(|(index, line)| (line.id.as_str(), index)).collect();
    let parent = |index: usize| -> Option<usize> { at.get(lines.get(index)?.parent.as_deref()?).copied() };
    let mut depths = vec![0_usize; lines.len()];
    for start in 0..lines.len() {
        let mut way = Vec::new();
        let mut here = Some(start);
        while let Some(index) = here.filter(|index| depths.get(*index) == Some(&0)) {
            way.push(index);
            here = parent(index);
        }
        let mut depth = here.and_then(|index| depths.get(index)).copied().unwrap_or(0);
        for index in way.into_iter().rev() {
            depth += 1;
            if let Some(place) = depths.get_mut(index) {
                *place = depth;
            }
        }
    }
    Kept {
        replies: lines.iter().filter(|line| line.parent.is_some()).count(),
        depth: depths.into_iter().max().unwrap_or(0),
        removed: lines.iter().filter(|line| line.status == CommentStatus::Deleted).count(),
        left: all - kept.iter().filter(|kept| **kept).count(),
        known: lines.iter().filter(|line| known.contains(&line.id)).count(),
        lines,
    }
}

/// Comments as the nested list that a text can hold, for pages, which have no comments of their own.
pub(super) fn as_list(lines: &[CommentLine]) -> String {
    let ids: BTreeSet<&str> = lines.iter().map(|line| line.id.as_str()).collect();
    let mut answers: HashMap<Option<&str>, Vec<&CommentLine>> = HashMap::new();
    for line in lines.iter().filter(|line| matches!(line.status, CommentStatus::Approved | CommentStatus::Deleted)) {
        answers.entry(line.parent.as_deref().filter(|parent| ids.contains(parent))).or_default().push(line);
    }
    let mut list = String::new();
    let mut waiting: Vec<(&CommentLine, usize)> = roots(&answers, None, 0);
    while let Some((line, depth)) = waiting.pop() {
        let indent = "  ".repeat(depth);
        let name = line.author.as_deref().unwrap_or(WORDLESS).replace('*', "\\*");
        let day = line.date.as_deref().and_then(|date| date.get(..10)).map_or(String::new(), |day| format!(" · {day}"));
        list.push_str(&format!("{indent}- **{name}**{day}\n\n"));
        for text in line.body.lines() {
            list.push_str(&if text.is_empty() { "\n".to_owned() } else { format!("{indent}  {text}\n") });
        }
        list.push('\n');
        waiting.extend(roots(&answers, Some(&line.id), depth + 1));
    }
    list.trim_end().to_owned()
}

/// The answers to a comment, the first last.
fn roots<'a>(
    answers: &HashMap<Option<&str>, Vec<&'a CommentLine>>,
    parent: Option<&str>,
    depth: usize,
) -> Vec<(&'a CommentLine, usize)> {
    answers.get(&parent).into_iter().flatten().rev().map(|line| (*line, depth)).collect()
}
