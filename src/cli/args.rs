//! What the user types.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum, ValueHint};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::address::Base;
use crate::import::{VoiceOption, time_zone};

/// The static-site generator made for advice columns.
#[derive(Debug, Parser)]
#[command(name = "columnist", version, propagate_version = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, clap::Args)]
pub(super) struct Global {
    /// The site's folder
    #[arg(long, global = true, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) root: PathBuf,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// Whether to use colour
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub(super) color: ColorWhen,
    /// The time to take for now, such as 2012-04-17T09:30:00Z (by default the clock's, or `SOURCE_DATE_EPOCH`)
    #[arg(long, global = true, value_name = "TIME", value_parser = parse_time)]
    pub(super) now: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new site, ready to serve
    Init(Init),
    /// Write a post with its sections ready to fill in
    New(New),
    /// Publish the site to a folder
    Build(Build),
    /// Show the site in a browser, from memory
    Serve(Serve),
    /// Say everything that build would say, and write nothing
    Check(Check),
    /// List what the site has
    List(List),
    /// Bring an old blog along: an export of Blogger, WordPress or Disqus
    Import(Import),
    /// Print completions for a shell
    Completions(Completions),
    /// Print a JSON Schema, for editors that complete and check keys
    Schema(Schema),
}

#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder to make the site in
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// The title of the post or page; in quotation marks where it has signs that mean something to your shell, such as `?`
    #[arg(required = true)]
    pub(super) title: Vec<String>,
    /// Whose takes to prepare, by id; may be given several times (by default all authors)
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) author: Vec<String>,
    /// Write a page, not a post
    #[arg(long, conflicts_with = "author")]
    pub(super) page: bool,
    /// Open the file in your editor (VISUAL or EDITOR)
    #[arg(long)]
    pub(super) edit: bool,
}

/// What belongs to the site.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Selection {
    /// Include drafts
    #[arg(long)]
    pub(super) drafts: bool,
    /// Include posts whose date is in the future
    #[arg(long)]
    pub(super) future: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// The folder to write to (by default site.toml's `output_dir`)
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) output: Option<PathBuf>,
    /// The address where the site will live, in the place of site.toml's `base_url`
    #[arg(short = 'u', long, value_name = "URL", value_parser = parse_base)]
    pub(super) base_url: Option<Base>,
    /// Add to a folder that columnist did not make; the files in it stay as they are
    #[arg(long)]
    pub(super) adopt: bool,
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Take warnings for errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How to print what is wrong
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// The port; 0 takes any that is free
    #[arg(short, long, default_value_t = 1111)]
    pub(super) port: u16,
    /// The address to listen on
    #[arg(short, long, default_value = "127.0.0.1", value_name = "ADDRESS", value_parser = parse_interface)]
    pub(super) interface: std::net::IpAddr,
    /// Follow the changes of the files, and have open pages follow them too
    #[arg(short, long)]
    pub(super) watch: bool,
    /// Notice changes by looking at the files again and again, where the system does not tell of them (with `--watch`)
    #[arg(long, requires = "watch")]
    pub(super) poll: bool,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    pub(super) open: bool,
    #[command(flatten)]
    pub(super) selection: Selection,
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Take warnings for errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How to print what is wrong
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    pub(super) format: CheckFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// What to list
    #[arg(default_value = "posts")]
    pub(super) what: ListWhat,
    /// How to print it
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    pub(super) format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListWhat {
    /// All posts, drafts and scheduled ones too, oldest first
    Posts,
    /// Posts that are drafts
    Drafts,
    /// Posts whose date is in the future
    Future,
    /// Tags, with the number of posts
    Tags,
    /// Authors, with the number of takes
    Authors,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// For scripts: one JSON object a line
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people
    Human,
    /// For scripts: one JSON object a line
    Json,
    /// For GitHub Actions: annotations beside the lines
    Github,
}

impl From<Format> for CheckFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => Self::Human,
            Format::Json => Self::Json,
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(override_usage = "columnist import [OPTIONS] [blogger|wordpress|disqus] FILE")]
pub(super) struct Import {
    /// Which program wrote the file, where you want to say so, and the file
    #[arg(required = true, num_args = 1..=2, value_names = ["KIND", "FILE"], value_hint = ValueHint::FilePath)]
    pub(super) what: Vec<PathBuf>,
    /// Say what would be done, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// The time zone of times that the export has in UTC, such as America/Chicago
    #[arg(long, value_name = "TZ", value_parser = parse_zone)]
    pub(super) timezone: Option<TimeZone>,
    /// The address of the blog, for site.toml where there is none yet
    #[arg(long, value_name = "URL", value_parser = parse_base)]
    pub(super) base_url: Option<Base>,
    /// Take posts and pages too that were never published, as drafts
    #[arg(long)]
    pub(super) drafts_too: bool,
    /// Take comments too that wait for approval or are spam, with that status
    #[arg(long)]
    pub(super) pending_too: bool,
    /// Who speaks in the column, and the labels of the takes: `Leslie=Leslie Says,Her view`; may be given several times
    #[arg(long, value_name = "NAME=LABELS", value_parser = VoiceOption::parse)]
    pub(super) voice: Vec<VoiceOption>,
    /// A folder of pictures that came with the export; those that posts show are put beside them
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) images: Option<PathBuf>,
    /// How to print what was done
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// What to describe
    pub(super) of: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// site.toml
    Site,
    /// The front matter of a post
    Post,
    /// The front matter of a page
    Page,
    /// The front matter of an author
    Author,
    /// A comments file
    Comments,
}

fn parse_time(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| "it must be a time such as 2012-04-17T09:30:00Z".to_owned())
}

fn parse_base(text: &str) -> Result<Base, String> {
    Base::parse(text).map_err(|error| error.to_string())
}

fn parse_interface(text: &str) -> Result<std::net::IpAddr, String> {
    let text = if text == "localhost" { "127.0.0.1" } else { text };
    text.parse().map_err(|_| "write an address in digits, such as 127.0.0.1 or 0.0.0.0".to_owned())
}

fn parse_zone(name: &str) -> Result<TimeZone, String> {
    time_zone(name).ok_or_else(|| "it must be an IANA name such as Europe/Berlin or America/Chicago".to_owned())
}
