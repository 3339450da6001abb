//! The built-in words, sentence patterns, names, tags and code blocks of the corpus.
//!
//! A pattern is text with `{slots}`; `prose.rs` says what fills each slot.

/// People in `{who}`.
pub const PEOPLE: &[&str] = &[
    "manager", "sister", "neighbour", "brother", "landlord", "colleague", "cousin", "mentor", "client",
    "roommate", "teacher", "intern", "editor", "director", "partner", "uncle", "aunt", "friend", "coach",
    "dentist", "waiter", "host", "nephew", "supplier", "recruiter", "founder", "investor", "secretary",
    "translator", "gardener", "grandmother", "stepfather", "daughter", "accountant", "barber", "professor",
    "tenant", "trainer", "volunteer", "librarian",
];

/// Things in `{what}`.
pub const THINGS: &[&str] = &[
    "invoice", "invitation", "contract", "photograph", "password", "email", "project", "deadline", "gift",
    "secret", "apology", "rumour", "schedule", "budget", "interview", "reference", "salary", "speech",
    "recipe", "plan", "story", "letter", "message", "report", "receipt", "favour", "question", "answer",
    "complaint", "compliment", "mistake", "excuse", "promise", "reply", "petition", "proposal", "review",
    "survey", "reminder", "joke", "diagram", "spreadsheet", "newsletter", "agenda", "offer", "bonus",
    "lease", "ticket", "present", "toast", "song", "diary", "warning", "opinion", "decision", "idea",
    "suggestion", "memo", "slide", "quotation", "draft", "forecast", "estimate", "bet", "tradition",
    "habit", "arrangement", "umbrella", "bicycle", "website",
];

/// What is done to things, `{do}` and `{did}`: the base form and the past.
pub const THING_VERBS: &[(&str, &str)] = &[
    ("ignore", "ignored"), ("forward", "forwarded"), ("accept", "accepted"), ("refuse", "refused"),
    ("postpone", "postponed"), ("share", "shared"), ("mention", "mentioned"), ("defend", "defended"),
    ("keep", "kept"), ("hide", "hid"), ("delete", "deleted"), ("praise", "praised"),
    ("rewrite", "rewrote"), ("question", "questioned"), ("explain", "explained"),
    ("cancel", "cancelled"), ("return", "returned"), ("announce", "announced"), ("copy", "copied"),
    ("borrow", "borrowed"), ("forget", "forgot"), ("remember", "remembered"), ("discuss", "discussed"),
    ("publish", "published"), ("lose", "lost"), ("print", "printed"), ("improve", "improved"),
    ("approve", "approved"), ("reject", "rejected"), ("repeat", "repeated"), ("correct", "corrected"),
    ("leak", "leaked"), ("bring", "brought"), ("mock", "mocked"), ("protect", "protected"),
    ("finish", "finished"), ("frame", "framed"), ("sell", "sold"), ("shred", "shredded"),
    ("celebrate", "celebrated"),
];

/// What is done to people, `{meet}` and `{met}`: the base form and the past.
pub const PERSON_VERBS: &[(&str, &str)] = &[
    ("thank", "thanked"), ("confront", "confronted"), ("invite", "invited"), ("forgive", "forgave"),
    ("avoid", "avoided"), ("warn", "warned"), ("trust", "trusted"), ("call", "called"),
    ("help", "helped"), ("miss", "missed"), ("interrupt", "interrupted"), ("tease", "teased"),
    ("blame", "blamed"), ("surprise", "surprised"), ("visit", "visited"), ("pay", "paid"),
    ("encourage", "encouraged"), ("envy", "envied"), ("comfort", "comforted"), ("follow", "followed"),
];

/// Qualities of people and things, `{quality}`.
pub const QUALITIES: &[&str] = &[
    "awkward", "generous", "silent", "expensive", "honest", "curious", "careless", "friendly", "ancient",
    "formal", "stubborn", "polite", "clumsy", "famous", "private", "public", "gentle", "strange",
    "sensible", "ordinary", "ridiculous", "brilliant", "anonymous", "early", "late", "quiet", "loud",
    "small", "short", "serious", "harmless", "thoughtful", "hasty", "vague", "bitter", "cheerful",
];

/// How somebody feels, `{feeling}`.
pub const FEELINGS: &[&str] = &[
    "guilty", "relieved", "angry", "tired", "proud", "confused", "nervous", "grateful", "foolish",
    "lonely", "hopeful", "jealous", "calm", "ashamed", "certain", "trapped",
];

/// How something is done, `{how}`.
pub const MANNERS: &[&str] = &[
    "quietly", "never", "always", "gladly", "rarely", "openly", "slowly", "suddenly", "politely",
    "simply", "often", "secretly", "honestly", "bravely", "nearly", "finally", "firmly", "kindly",
];

/// When or where something is done, `{when}`.
pub const OCCASIONS: &[&str] = &[
    "on Monday", "after lunch", "before breakfast", "over coffee", "during the winter", "at the weekend",
    "at midnight", "between meetings", "by the end of the month", "in the spring", "without warning",
    "for the third time", "in front of everyone", "at the worst moment", "on the train", "at the office",
    "in the lift", "at the station", "in the kitchen", "behind closed doors", "at the wedding",
    "across the street", "at the market", "in the waiting room",
];

/// Whose person or thing it is, before the noun.
pub const OWNERS: &[&str] = &["my", "the", "our", "her", "his", "that", "this", "their"];

/// Titles of posts; words in them carry no emphasis and no link.
pub const TITLES: &[&str] = &[
    "Should you {do} {what} {when}?",
    "Must I {meet} {who}?",
    "Is it rude to {do} {what}?",
    "May {who} {do} {what}?",
    "Who should {do} {what} {when}?",
    "When is it too late to {meet} {who}?",
    "Can {who} {meet} {who}?",
    "How do you {how} {do} {what}?",
];

/// Sentences of a letter.
pub const LETTER: &[&str] = &[
    "{who} {did} {what} {when}, and I still feel {feeling} about it.",
    "I have {how} {met} {who}, but {what} changed everything.",
    "{when}, {who} asked me to {do} {what}.",
    "We used to {do} {what} together, and nobody ever felt {feeling}.",
    "Now {who} says that I {did} {what}, which isn't true.",
    "My problem is {what}: it makes {who} {feeling}, and me even more so.",
    "I {how} {did} {what} because {who} had {met} {who} {when}.",
    "Everybody at work knows that {who} {did} {what}.",
    "Should I {meet} {who}, or would it be wiser to {do} {what}?",
    "Life was {how} {quality}, until {who} {did} {what} {when}.",
    "If I {do} {what}, then {who} will surely feel {feeling}.",
    "The truth is that {what} means more to me than to {who}.",
];

/// Sentences of a take.
pub const ADVICE: &[&str] = &[
    "You should {how} {do} {what}, and then {meet} {who} {when}.",
    "Nobody ever felt {feeling} after somebody {did} {what}.",
    "Think of {who}: would you rather {do} {what}, or {meet} {who}?",
    "The {quality} answer is better than {what}, even {when}.",
    "When {who} {did} {what}, it was a way to {meet} you.",
    "I once {did} {what} {when}, and I have been {feeling} ever since.",
    "That is not {quality}; it is what {who} would {do} too.",
    "There are only two ways to {do} {what}: {how}, or {when}.",
    "Tell {who} that {what} made you {feeling}, and wait.",
    "It's easy to {meet} {who}, and much harder to {do} {what}.",
    "What matters is that you {do} {what} before {who} feels {feeling}.",
    "If {who} had {met} you {when}, we would not need {what}.",
    "Don't {do} {what} only because {who} is {feeling}.",
];

/// Sentences of a conclusion.
pub const CLOSING: &[&str] = &[
    "We agree that {what} matters less than {who}.",
    "No rule fits every {quality} situation, and that's fine.",
    "So {do} {what}, or {meet} {who}, but do it {when}.",
    "Leslie would {how} {do} {what}; Thom would rather {meet} {who}.",
    "In the end {who} will remember who {did} {what}.",
    "Whatever you choose, stay {quality} and don't feel {feeling}.",
    "If {what} ever returns {when}, write to us again.",
];

/// Sentences of a comment.
pub const REMARKS: &[&str] = &[
    "I {did} {what} {when}, and {who} still thanks me for it.",
    "You both forget that {who} is {feeling}.",
    "My own {quality} advice: {do} {what}, and say nothing.",
    "I would {how} {meet} {who}.",
    "Sorry, but {what} is no reason to {meet} {who}.",
    "This made me laugh {when}.",
    "How would you {do} {what} if {who} had {met} you first?",
    "Thom is right about {what}, Leslie is right about {who}.",
    "It depends on {what}, doesn't it?",
    "That happened to {who} too, and nobody {did} anything.",
];

/// Items of a list in a take; each starts with a capital.
pub const STEPS: &[&str] = &[
    "{do} {what} {when}.",
    "{meet} {who}, {how}.",
    "Never {do} {what} without {who}.",
    "Stay {quality}, even when {who} is {feeling}.",
];

/// Paragraphs that lead to a list.
pub const LIST_LEADS: &[&str] = &[
    "This is what I would do about {what}:",
    "A few {quality} rules have always helped me:",
    "Before you {meet} {who}, make sure of these:",
];

/// Paragraphs that lead to a code block.
pub const CODE_LEADS: &[&str] = &[
    "For the programmers among our readers, the whole matter of {what} in a few lines:",
    "{who} once sent me this, and I kept it next to {what}:",
];

/// Verdicts as they are written, and their stance.
pub const VERDICTS: &[(&str, &str)] = &[
    ("Yes", "yes"),
    ("No", "no"),
    ("Yes, of course", "yes"),
    ("No, not this time", "no"),
    ("Yes, and soon", "yes"),
    ("No, never", "no"),
    ("Yes (well, maybe)", "mixed"),
    ("Yes and no", "mixed"),
    ("It depends", "mixed"),
    ("Maybe", "mixed"),
];

/// How letters are signed.
pub const SIGNATURES: &[&str] = &[
    "Cornered", "Torn in Two", "Sleepless", "Too Polite", "Out of Patience", "Still Waiting", "Puzzled",
    "The Quiet One", "Caught in the Middle", "Overdressed", "Nearly Famous", "Done With It",
];

/// Where letters come from.
pub const PLACES: &[&str] = &[
    "Austin", "Leeds", "Oslo", "Pune", "Toronto", "Lisbon", "Nairobi", "Perth", "Chicago", "Galway",
];

/// Readers who comment.
pub const READERS: &[&str] = &[
    "Dana", "Omar", "Priya", "Jonas", "Mei", "Carla", "Bruno", "Aisha", "Felix", "Ingrid", "Tomás",
    "Zoë", "Hannah", "Victor", "Noor", "Paul", "Greta", "Samir", "Lucy", "Mateo", "Olga", "Ruth",
    "Kwame", "Elif", "Hugh", "Nina", "Patrick", "Yuki", "Sven", "Amara", "Leslie",
    "Thom",
];

/// The 60 tags.
pub const TAGS: &[&str] = &[
    "office", "family", "social media", "money", "friendship", "weddings", "email", "neighbours",
    "dating", "marriage", "parenting", "manners", "gifts", "travel", "food", "holidays", "meetings",
    "bosses", "interviews", "salary", "careers", "linkedin", "privacy", "gossip", "trust", "apologies",
    "loyalty", "roommates", "landlords", "renting", "pets", "gardens", "parties", "hosting", "guests",
    "tipping", "restaurants", "phones", "texting", "video calls", "remote work", "burnout", "deadlines",
    "teachers", "students", "exams", "siblings", "in-laws", "grandparents", "breakups", "weather",
    "sports", "volunteering", "charity", "politics", "religion", "funerals", "birthdays", "punctuality",
    "clothes",
];

/// Code blocks: the language and the code.
pub const CODE: &[(&str, &str)] = &[
    (
        "rust",
        r#"/// Whether to answer, and how.
fn answer(question: &Question) -> Option<String> {
    match question.patience {
        0 => None,
        1..=9 => Some("Maybe later.".to_owned()),
        patience => Some(format!("Yes, after {patience} cups of tea.")),
    }
}"#,
    ),
    (
        "python",
        r#"from dataclasses import dataclass

@dataclass
class Favour:
    owner: str
    returned: bool = False

def owed(favours: list[Favour]) -> dict[str, int]:
    """Count the favours that were never returned."""
    count = {}
    for favour in favours:
        if not favour.returned:
            count[favour.owner] = count.get(favour.owner, 0) + 1
    return count"#,
    ),
    (
        "js",
        r#"// Wait a night before you send it.
const NIGHT = 8 * 60 * 60 * 1000;

export async function sendKindly(message, { harsh = false } = {}) {
  if (harsh) {
    await new Promise((resolve) => setTimeout(resolve, NIGHT));
  }
  return fetch("/outbox", { method: "POST", body: JSON.stringify(message) });
}"#,
    ),
    (
        "html",
        r#"<form action="/apology" method="post">
  <label for="words">What I should have said</label>
  <textarea id="words" name="words" rows="4" required></textarea>
  <button type="submit">Send &amp; regret</button>
</form>"#,
    ),
    (
        "text",
        r"Monday      say nothing
Tuesday     say nothing, but warmly
Wednesday   say it",
    ),
    (
        "bash",
        r#"# Everything that I have put off since spring.
for letter in ~/drafts/*.md; do
  if [[ "$letter" -ot ~/spring ]]; then
    echo "Still unsent: ${letter##*/}"
  fi
done"#,
    ),
    (
        "toml",
        r#"[holiday]
guests = 4
budget = 1200.50 # each
invited = ["aunt", "cousin"]
starts = 2019-07-01"#,
    ),
    (
        "css",
        r#"/* A letter that nobody wants to read. */
.letter[data-tone="bitter"] > p:first-child {
  color: rgb(80 0 0 / 60%);
  margin: 0 auto 1.5rem;
}"#,
    ),
];
