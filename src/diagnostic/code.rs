//! The stable names of all problems that columnist can report.

/// Declares [`Code`] with its printed names, so that the list for documentation and tests cannot drift from it.
macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal,)+) => {
        /// The stable name of a kind of problem; scripts may rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The name as printed: lower case with hyphens.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Whether it is of a part that is not written yet.
            pub fn is_gap(self) -> bool {
                let gaps =
                    [Self::NoSections, Self::MissingDilemma, Self::MissingTake, Self::MissingConclusion, Self::EmptySection];
                gaps.contains(&self)
            }
        }
    };
}

codes! {
    /// A file could not be read.
    UnreadableFile = "unreadable-file",
    /// A text file is not valid UTF-8.
    NotUtf8 = "not-utf8",
    /// A file, or what an author put into one, is larger than columnist takes.
    TooLarge = "too-large",
    /// A link inside the site's folders leads out of the site, or in a circle.
    LinkLeavesSite = "link-leaves-site",
    /// site.toml is not valid TOML.
    ConfigSyntax = "config-syntax",
    /// site.toml has a key that columnist does not know.
    ConfigKey = "config-key",
    /// A value in site.toml is missing, of the wrong type, or makes no sense.
    ConfigValue = "config-value",
    /// The front matter has no end, or is not valid YAML.
    YamlSyntax = "yaml-syntax",
    /// The front matter has a key that columnist does not know.
    UnknownKey = "unknown-key",
    /// A value in front matter is of the wrong type.
    WrongType = "wrong-type",
    /// A date is in no form that columnist reads, or does not exist.
    BadDate = "bad-date",
    /// A post, page or author has no title or name.
    MissingTitle = "missing-title",
    /// A post has no date, neither in its front matter nor in its file name.
    MissingDate = "missing-date",
    /// A slug, alias or permalink is no usable part of an address.
    BadAddress = "bad-address",
    /// A column has no labelled section at all.
    NoSections = "no-sections",
    /// A column has no dilemma.
    MissingDilemma = "missing-dilemma",
    /// A column has no take.
    MissingTake = "missing-take",
    /// A column has no conclusion, and site.toml requires one.
    MissingConclusion = "missing-conclusion",
    /// One letter has two conclusions.
    SecondConclusion = "second-conclusion",
    /// A section has a heading and nothing below it.
    EmptySection = "empty-section",
    /// A heading has no words.
    EmptyHeading = "empty-heading",
    /// A heading or opening is nearly one of the labels.
    NearLabel = "near-label",
    /// A take opens with an author's name, but that is not one of the declared labels.
    UndeclaredLabel = "undeclared-label",
    /// The verdict that a take opens with is not closed.
    UnclosedBold = "unclosed-bold",
    /// Two voices have the same label.
    DuplicateLabel = "duplicate-label",
    /// Text came along from an old blog: words of its buttons, or a bio that the page shows anyway.
    OldBlogLeftover = "old-blog-leftover",
    /// `verdicts` names somebody who has no take in the post.
    UnknownVoice = "unknown-voice",
    /// site.toml names an author who has no file.
    UnknownAuthor = "unknown-author",
    /// `update_to` names a post that is not there.
    UnknownPost = "unknown-post",
    /// Text in the comments section belongs to no comment.
    StrayCommentText = "stray-comment-text",
    /// A comment has no text.
    EmptyComment = "empty-comment",
    /// A comment begins with what is nearly a byline.
    NearByline = "near-byline",
    /// Two comments of a post have the same id.
    DuplicateComment = "duplicate-comment",
    /// A comment answers one that is not there.
    UnknownParent = "unknown-parent",
    /// Comments answer each other in a circle.
    CommentCycle = "comment-cycle",
    /// A comments file stands beside no post.
    OrphanComments = "orphan-comments",
    /// A code block names a language that is not known.
    UnknownLanguage = "unknown-language",
    /// What stands behind the fence of a code block means nothing.
    CodeAttribute = "code-attribute",
    /// The call of a component in a text cannot be read.
    ComponentSyntax = "component-syntax",
    /// A text calls a component that no template has.
    UnknownComponent = "unknown-component",
    /// An argument of a component is missing, unknown or of the wrong type.
    ComponentArgument = "component-argument",
    /// A component stands in a line of text and makes a block, or stands where only words can.
    ComponentPlace = "component-place",
    /// A component failed where a text calls it.
    ComponentFailed = "component-failed",
    /// Two posts have the same slug.
    DuplicateSlug = "duplicate-slug",
    /// Two outputs have the same address.
    DuplicateRoute = "duplicate-route",
    /// An alias is the address of something else.
    AliasCollision = "alias-collision",
    /// A link leads to nothing in this site.
    DeadLink = "dead-link",
    /// A link leads to a heading or comment that its page does not have.
    MissingAnchor = "missing-anchor",
    /// The address of a link or picture has a blank in it, so that it is none.
    BlankInAddress = "blank-in-address",
    /// A picture is not there.
    MissingImage = "missing-image",
    /// A picture is damaged, or too large to be decoded.
    BadImage = "bad-image",
    /// No share card can be drawn of a post, because the font lacks letters.
    UndrawnCard = "undrawn-card",
    /// The theme that site.toml names is not there.
    MissingTheme = "missing-theme",
    /// A template is not valid.
    TemplateSyntax = "template-syntax",
    /// A template failed while a page was made from it.
    TemplateFailed = "template-failed",
}
