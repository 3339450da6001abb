//! Whole outputs, as they are published. `INSTA_UPDATE=always cargo test --test snapshots` accepts new ones.

mod support;

use support::{Built, SiteTest};

const FULL: &str = "---
title: \"Yes: but <how>?\"
date: 2012-04-17 09:30
tags: [linkedin, social media]
letter: {from: Cornered, location: Austin}
guests: {priya: {name: Priya Raman, bio: A *recruiter*.}}
---

An introduction.

## The Dilemma

Help, she is [rude](#leslie-says).[^1]

[^1]: Very.

## Leslie Says

**No.** Never.

## Thom Says

**Yes (well, maybe).** Always.

## Priya Says

Hm.

## Etiquette

| a | b |
|---|---|
| 1 | 2 |

## The Conclusion

```rust
let x = 1;
```

## Update, 2012-09-03

They had lunch.

## Comments

- **[Dana](https://dana.example)** · 2012-04-18 09:30

  Lunch <b>first</b>.

  - **Thom** · 2012-04-18 10:02

    I come along.

- Somebody once told me.
";

fn site() -> Built {
    SiteTest::new().post("2012-04-17-linkedin.md", FULL).build()
}

/// A page without the white space at the ends of its lines and its empty lines, which no reader sees.
fn squeezed(text: &str) -> String {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_post() {
    insta::assert_snapshot!(squeezed(&site().page("/posts/linkedin/").text));
}

#[test]
fn the_atom_feed() {
    insta::assert_snapshot!(site().page("/atom.xml").text);
}

#[test]
fn the_feed_of_comments() {
    insta::assert_snapshot!(site().page("/comments.xml").text);
}

#[test]
fn the_json_feed() {
    insta::assert_snapshot!(site().page("/feed.json").text);
}
