//! Every word that a theme shows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares [`Labels`] with the English defaults, so that the schema, the defaults and the documentation are one list.
macro_rules! labels {
    ($($name:ident = $default:literal,)+) => {
        /// The words of the theme, in English unless `[labels]` in site.toml says otherwise. `{n}` stands for a number
        /// and `{name}` for a name.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default)]
        pub struct Labels {
            $(#[doc = concat!("`", $default, "`")] pub $name: String,)+
        }

        impl Labels {
            /// All of them by their names.
            pub(super) fn by_name(&self) -> BTreeMap<&'static str, &str> {
                BTreeMap::from([$((stringify!($name), self.$name.as_str()),)+])
            }
        }

        impl Default for Labels {
            fn default() -> Self {
                Self { $($name: $default.to_owned(),)+ }
            }
        }
    };
}

labels! {
    skip_to_content = "Skip to the column",
    home = "Home",
    latest = "Latest columns",
    this_week = "The latest dilemma",
    read_column = "Read the column",
    the_dilemma = "The dilemma",
    says = "{name} says",
    update = "Update",
    signed = "Signed",
    verdict = "Verdict",
    verdicts = "Verdicts",
    verdicts_intro = "Who said what to which question.",
    agreement = "How often they agree",
    agree = "They agree",
    differ = "They differ",
    voices_more_one = "and 1 more",
    voices_more_many = "and {n} more",
    agreed_of = "{n} of {total} questions",
    stance_yes = "Yes",
    stance_no = "No",
    stance_mixed = "It depends",
    stance_none = "Something else",
    outcome = "Outcome",
    letter_number = "Letter {n}",
    question = "Question",
    date = "Date",
    guest = "Guest",
    note = "Announcement",
    about_authors = "Who answered",
    takes_by = "What {name} said",
    record = "{name}’s verdicts",
    authors = "Authors",
    tags = "Tags",
    tags_most_used = "Most columns",
    tagged = "Columns about “{name}”",
    archive = "Archive",
    archive_year = "Columns of {name}",
    columns_none = "no columns",
    columns_one = "1 column",
    columns_many = "{n} columns",
    comments = "Comments",
    comments_none = "No comments yet",
    comments_one = "1 comment",
    comments_many = "{n} comments",
    replies_one = "1 reply",
    replies_many = "{n} replies",
    comments_closed = "Comments are closed.",
    comments_invite = "To add a comment, write to us.",
    comment_permalink = "Link to this comment",
    comment_deleted = "This comment was removed.",
    comment_in_reply_to_removed = "in reply to a removed comment",
    comment_in_reply_to = "in reply to {name}",
    comment_author_mark = "Columnist",
    comment_on = "{name} on “{title}”",
    comment_featured = "Picked by the columnists",
    anonymous = "Anonymous",
    updated = "Updated",
    follows_up = "This column follows up on",
    followed_up_by = "Followed up in",
    related = "Related columns",
    previous = "Previous column",
    next = "Next column",
    newer = "Newer",
    older = "Older",
    page_of = "Page {n} of {total}",
    pagination = "Pages",
    main_navigation = "Main",
    feed = "Feed",
    comments_feed = "Feed of comments",
    link_to_section = "Link to this section",
    not_found = "Page not found",
    not_found_text = "There is nothing at this address. The column may have moved, or the link was never right.",
    moved = "This page has moved",
    draft = "Draft",
    scheduled = "Scheduled",
    made_with = "Made with columnist",
    alert_note = "Note",
    alert_tip = "Tip",
    alert_important = "Important",
    alert_warning = "Warning",
    alert_caution = "Caution",
    task_done = "Done",
    task_open = "To do",
    footnote_back = "Back to the text of note {n}",
    contents = "On this page",
    external_link = "(on another site)",
    video = "Video",
    votes_one = "1 vote",
    votes_many = "{n} votes",
    more_columns = "More columns",
    search = "Search",
    search_field = "Search all columns",
    search_filters = "Narrow down",
    search_any = "Any",
    search_author = "Author",
    search_verdict = "Verdict",
    search_tag = "Tag",
    search_year = "Year",
    search_results = "Results",
    search_more = "More results",
    search_loading = "Searching…",
    search_nothing = "Nothing was found. Try other words or fewer of them.",
    search_failed = "The search could not be loaded. Please try again later.",
    search_without_script = "The search needs JavaScript. Every column can also be found here:",
    month_1 = "January",
    month_2 = "February",
    month_3 = "March",
    month_4 = "April",
    month_5 = "May",
    month_6 = "June",
    month_7 = "July",
    month_8 = "August",
    month_9 = "September",
    month_10 = "October",
    month_11 = "November",
    month_12 = "December",
}

/// A label with its places filled in; what is filled in is not looked at again.
pub fn fill(label: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(label.len());
    let mut rest = label;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(name, after)| values.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value, after)));
        if let Some((value, after)) = value {
            text.push_str(value);
            rest = after;
        } else {
            text.push('{');
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

impl Labels {
    /// The name of a month, 1 to 12.
    pub fn month(&self, month: i8) -> &str {
        match month {
            1 => &self.month_1,
            2 => &self.month_2,
            3 => &self.month_3,
            4 => &self.month_4,
            5 => &self.month_5,
            6 => &self.month_6,
            7 => &self.month_7,
            8 => &self.month_8,
            9 => &self.month_9,
            10 => &self.month_10,
            11 => &self.month_11,
            _ => &self.month_12,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let values = [("name", "{title}"), ("title", "A")];
        assert_eq!(fill("{name} on {title} {x} {", &values), "{title} on A {x} {");
    }
}
