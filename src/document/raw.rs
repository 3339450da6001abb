//! Front matter as it is written; the JSON Schemas are made from these types.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, de};

use crate::config::CommentState;
use crate::fields::{AnyValue, Pairs, TagList, Text, TextList};

use super::model::{CommentStatus, PostKind};

/// The front matter of a post.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "Front matter of a post")]
pub struct RawPost {
    /// The title. Required.
    pub title: Option<Text>,
    /// When the post is published: `2012-04-17`, `2012-04-17 09:30` or RFC 3339. Required, unless the file's name
    /// begins with a date. In the future, the post is left out until then.
    pub date: Option<Text>,
    /// Hugo's spelling of `date`.
    #[serde(rename = "publishDate")]
    pub publish_date: Option<Text>,
    /// When the post was last changed.
    pub updated: Option<Text>,
    /// Hugo's spelling of `updated`.
    pub lastmod: Option<Text>,
    /// Jekyll's spelling of `updated`.
    pub last_modified_at: Option<Text>,
    /// The post's segment of its address; by default the file's name without date and ending.
    pub slug: Option<Text>,
    /// Old addresses, which will lead to the post.
    pub aliases: TextList,
    /// Jekyll's spelling of `aliases`.
    pub redirect_from: TextList,
    /// What the post is about.
    pub tags: TagList,
    /// Jekyll's and Hugo's second kind of tags; taken as tags.
    pub categories: TagList,
    /// Zola's place for tags.
    pub taxonomies: Option<RawTaxonomies>,
    /// What the post is about, in a sentence or two; by default the beginning of its text.
    pub description: Option<Text>,
    /// Hugo's spelling of `description`.
    pub summary: Option<Text>,
    /// Jekyll's spelling of `description`.
    pub excerpt: Option<Text>,
    /// A picture that stands for the post.
    pub image: Option<RawImage>,
    /// `column`, or `note` for an announcement that has no dilemma; `column` by default.
    pub kind: Option<PostKind>,
    /// Whether the post is not to be published yet.
    #[serde(alias = "Draft", alias = "DRAFT")]
    pub draft: Option<bool>,
    /// Jekyll's spelling of `draft`, the other way round.
    pub published: Option<bool>,
    /// Who wrote the letter.
    pub letter: Option<RawLetter>,
    /// Verdicts in the place of those that stand in the takes, by the ids of the voices.
    pub verdicts: BTreeMap<String, Text>,
    /// Voices of this post alone, by ids of your choice.
    pub guests: BTreeMap<String, RawGuest>,
    /// The slug of an earlier post that this one follows up on.
    pub update_to: Option<Text>,
    /// `open`, `closed` (shown, no more taken) or `off` (not shown).
    pub comments: Option<RawCommentState>,
    /// A template other than `post.html`.
    pub template: Option<Text>,
    /// Jekyll's and Hugo's template, which has no meaning here.
    pub layout: Option<Text>,
    /// Anything for your own templates.
    pub extra: BTreeMap<String, AnyValue>,
}

/// Zola's `taxonomies`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawTaxonomies {
    /// What the post is about.
    pub tags: TagList,
    /// Taken as tags.
    pub categories: TagList,
}

/// Who wrote a letter.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawLetter {
    /// The name under the letter, such as `Cornered`.
    pub from: Option<Text>,
    /// Where the writer lives.
    pub location: Option<Text>,
    /// When the letter came.
    pub received: Option<Text>,
}

/// A voice of one post.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawGuest {
    /// The name. Required.
    pub name: Option<Text>,
    /// The labels that start the guest's takes; by default `{first name} Says` and its like.
    pub labels: TextList,
    /// Who the guest is, in Markdown.
    pub bio: Option<Text>,
}

/// The front matter of a page.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "Front matter of a page")]
pub struct RawPage {
    /// The title. Required.
    pub title: Option<Text>,
    /// What the page is about.
    pub description: Option<Text>,
    /// When the page was first published; kept for the author's own use.
    pub date: Option<Text>,
    /// When the page was last changed.
    pub updated: Option<Text>,
    /// The last segment of the page's address; by default the file's name.
    pub slug: Option<Text>,
    /// Old addresses, which will lead to the page.
    pub aliases: TextList,
    /// Whether the page is not to be published yet.
    pub draft: Option<bool>,
    /// A template other than `page.html`.
    pub template: Option<Text>,
    /// Anything for your own templates.
    pub extra: BTreeMap<String, AnyValue>,
}

/// The front matter of an author.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "Front matter of an author")]
pub struct RawAuthor {
    /// The name. Required.
    pub name: Option<Text>,
    /// The labels that start this author's takes, such as `Leslie Says`; by default `{first name} Says` and its like.
    pub labels: TextList,
    /// What the author does.
    pub title: Option<Text>,
    /// A portrait.
    pub image: Option<RawImage>,
    /// Addresses elsewhere, by their labels.
    pub links: Pairs,
    /// Anything for your own templates.
    pub extra: BTreeMap<String, AnyValue>,
}

/// A comments file: a flat list.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Comments of a post")]
pub struct RawComments(pub Vec<RawComment>);

/// One comment of a comments file.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RawComment {
    /// The comment's id, unique in the post; by default made from its other fields.
    pub id: Option<Text>,
    /// The id of the comment that it answers.
    pub parent: Option<Text>,
    /// The writer's name; without one the comment is anonymous.
    pub author: Option<Text>,
    /// The id of the author of the site who wrote it, so that it is marked as a columnist's own.
    pub voice: Option<Text>,
    /// The writer's address on the web.
    pub url: Option<Text>,
    /// When it was written.
    pub date: Option<Text>,
    /// The text, in Markdown. Required, unless the comment is deleted.
    pub body: Option<Text>,
    /// `approved` (by default), `pending`, `spam` or `deleted`; only approved text is published.
    #[serde(alias = "Status", alias = "STATUS", deserialize_with = "status")]
    #[schemars(with = "Option<CommentStatus>")]
    pub status: Option<CommentStatus>,
    /// Whether the columnists picked it.
    pub featured: Option<bool>,
}

/// A status that is there and says nothing must not publish what nobody approved.
fn status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<CommentStatus>, D::Error> {
    Ok(Some(Option::deserialize(deserializer)?.unwrap_or(CommentStatus::Pending)))
}

/// A picture: `image: photo.jpg`, or with a description `image: {src: photo.jpg, alt: …}`.
#[derive(Debug, Clone, Default)]
pub struct RawImage {
    /// The address.
    pub src: String,
    /// What the picture shows.
    pub alt: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default)]
struct ImageKeys {
    /// The picture's address, such as `photo.jpg` for a file beside the post.
    src: Option<Text>,
    /// What the picture shows, for those who do not see it.
    alt: Option<Text>,
}

impl<'de> Deserialize<'de> for RawImage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ImageVisitor;
        impl<'de> Visitor<'de> for ImageVisitor {
            type Value = RawImage;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an address, or `src` and `alt`")
            }
            fn visit_str<E>(self, src: &str) -> Result<RawImage, E> {
                Ok(RawImage { src: src.to_owned(), alt: String::new() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawImage, A::Error> {
                let keys = ImageKeys::deserialize(de::value::MapAccessDeserializer::new(map))?;
                let text = |text: Option<Text>| text.unwrap_or_default().0;
                Ok(RawImage { src: text(keys.src), alt: text(keys.alt) })
            }
        }
        deserializer.deserialize_any(ImageVisitor)
    }
}

impl JsonSchema for RawImage {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Image".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let keys = generator.subschema_for::<ImageKeys>();
        schemars::json_schema!({ "anyOf": [keys, { "type": "string" }] })
    }
}

/// `open`, `closed` or `off`; Jekyll's `true` and `false` mean open and off.
#[derive(Debug, Clone, Copy)]
pub struct RawCommentState(pub CommentState);

impl<'de> Deserialize<'de> for RawCommentState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StateVisitor;
        impl Visitor<'_> for StateVisitor {
            type Value = RawCommentState;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("`open`, `closed` or `off`")
            }
            fn visit_bool<E>(self, open: bool) -> Result<RawCommentState, E> {
                Ok(RawCommentState(if open { CommentState::Open } else { CommentState::Off }))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<RawCommentState, E> {
                match text {
                    "open" => Ok(RawCommentState(CommentState::Open)),
                    "closed" => Ok(RawCommentState(CommentState::Closed)),
                    "off" => Ok(RawCommentState(CommentState::Off)),
                    other => Err(E::invalid_value(de::Unexpected::Str(other), &self)),
                }
            }
        }
        deserializer.deserialize_any(StateVisitor)
    }
}

impl JsonSchema for RawCommentState {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CommentState".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<CommentState>()
    }
}
