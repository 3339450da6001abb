//! A column in Arabic, written from right to left, that uses all of the format: a guest, several letters, updates, alerts,
//! notes, tables, code, components, pictures, and a few words too long for any screen.

use super::{Files, picture};

const SETTINGS: &str = r#"
title = "رأيان اثنان"
subtitle = "سؤال واحد كل أسبوع، وجوابان صادقان"
description = "عمود نصائح يكتبه شخصان لا يتفقان دائمًا."
language = "ar"
timezone = "Africa/Cairo"
authors = ["layla", "tamer"]
date_format = "%-d %B %Y"

[comments]
email = "letters@two.example"

[markdown]
mark_external_links = true

[look]
footer = "© ليلى وتامر 2012–2020 (Two Minds, Ltd.)"

[[nav]]
label = "عن العمود"
url = "/about/"

[column.labels]
dilemma = ["المعضلة"]
conclusion = ["الخلاصة"]
update = ["تحديث"]
comments = ["التعليقات"]

[column.stances]
yes = ["نعم"]
no = ["لا"]
mixed = ["ربما"]

[labels]
skip_to_content = "انتقل إلى العمود"
home = "الصفحة الأولى"
latest = "أحدث الأعمدة"
this_week = "أحدث معضلة"
read_column = "اقرأ العمود"
the_dilemma = "المعضلة"
says = "{name}: الرأي"
update = "تحديث"
signed = "التوقيع"
verdict = "الحكم"
verdicts = "الأحكام"
verdicts_intro = "من قال ماذا في أي سؤال."
agreement = "كم مرة يتفقان"
agree = "متفقان"
differ = "مختلفان"
agreed_of = "{n} من {total} أسئلة"
stance_yes = "نعم"
stance_no = "لا"
stance_mixed = "حسب الحال"
stance_none = "شيء آخر"
outcome = "النتيجة"
letter_number = "الرسالة {n}"
question = "السؤال"
date = "التاريخ"
guest = "ضيف"
note = "إعلان"
about_authors = "من أجاب"
takes_by = "ما قاله الكاتب: {name}"
record = "أحكام {name}"
authors = "الكتّاب"
tags = "المواضيع"
tagged = "أعمدة عن «{name}»"
archive = "الأرشيف"
archive_year = "أعمدة سنة {name}"
columns_none = "لا أعمدة"
columns_one = "عمود واحد"
columns_many = "{n} أعمدة"
comments = "التعليقات"
comments_none = "لا تعليقات بعد"
comments_one = "تعليق واحد"
comments_many = "{n} تعليقات"
replies_one = "رد واحد"
replies_many = "{n} ردود"
comments_invite = "اكتبوا إلينا بتعليقكم."
comment_permalink = "رابط هذا التعليق"
comment_deleted = "حُذف هذا التعليق."
comment_in_reply_to = "ردًا على {name}"
comment_in_reply_to_removed = "ردًا على تعليق محذوف"
comment_author_mark = "الكاتب"
comment_featured = "اختيار الكتّاب"
comment_on = "{name} على «{title}»"
anonymous = "مجهول"
updated = "عُدّل في"
follows_up = "هذا العمود يتابع"
followed_up_by = "تابعه"
related = "أعمدة ذات صلة"
previous = "العمود السابق"
next = "العمود التالي"
newer = "الأحدث"
older = "الأقدم"
page_of = "صفحة {n} من {total}"
pagination = "الصفحات"
main_navigation = "القائمة الرئيسية"
feed = "الخلاصات"
comments_feed = "خلاصة التعليقات"
link_to_section = "رابط هذا القسم"
not_found = "الصفحة غير موجودة"
not_found_text = "لا شيء في هذا العنوان. ربما انتقل العمود."
moved = "انتقلت هذه الصفحة"
made_with = "صُنع بواسطة columnist"
more_columns = "أعمدة أخرى"
alert_note = "ملاحظة"
alert_tip = "نصيحة"
alert_important = "مهم"
alert_warning = "تحذير"
alert_caution = "احترس"
task_done = "تم"
task_open = "لم يتم"
contents = "في هذه الصفحة"
external_link = "(موقع آخر)"
video = "فيديو"
votes_one = "صوت واحد"
votes_many = "{n} أصوات"
footnote_back = "عودة إلى موضع الحاشية {n}"
search = "بحث"
search_field = "ابحث في الأعمدة"
search_filters = "تضييق البحث"
search_any = "الكل"
search_author = "الكاتب"
search_verdict = "الحكم"
search_tag = "الموضوع"
search_year = "السنة"
search_results = "النتائج"
search_more = "نتائج أخرى"
search_loading = "جارٍ البحث…"
search_nothing = "لم يُعثر على شيء."
search_failed = "تعذّر تحميل البحث."
search_without_script = "يحتاج البحث إلى JavaScript. كل الأعمدة هنا أيضًا:"
month_1 = "يناير"
month_2 = "فبراير"
month_3 = "مارس"
month_4 = "أبريل"
month_5 = "مايو"
"#;

const LAYLA: &str = "---
name: ليلى مراد
title: مديرة التسويق في شركة صغيرة
labels: [ليلى تقول]
image: {src: layla.jpg, alt: ليلى أمام مكتبها}
links: {\"الموقع\": \"https://layla.example/\", \"@layla@social.example\": \"https://social.example/@layla\"}
---

ليلى تكتب عن العمل منذ **عشرين عامًا**. كتابها الأخير اسمه *The Connector* وصدر عام 2011.
";

const TAMER: &str = "---
name: تامر عبدالرحمن الحسيني-السيدعبدالمتعال
labels: [تامر يقول]
---

تامر متحدث ومدرب.
";

const COLUMN: &str = r#"---
title: "هل يجب أن أقبل طلب الصداقة على LinkedIn من زميلة وقحة؟ (الجزء 2: «نعم» أو 'لا')"
date: 2012-04-17 09:30
updated: 2012-05-03
tags: [لينكد إن, العلاقات المهنية, C++/C#]
letter: {from: محتارة, location: القاهرة, received: 2012-04-02}
image: {src: table.jpg, alt: مائدة معدّة لثمانية أشخاص}
guests:
  priya: {name: Priya Raman, labels: [بريا تقول], bio: بريا توظّف الناس *لكسب العيش*.}
---

مقدمة قصيرة قبل الرسالة، وفيها [رابط إلى قسم](#rules) و<https://other.example/a/very/long/address/that/does/not/fit/on/any/small/screen/at/all.html?with=parameters&more=of-them>.

## المعضلة

زميلتي في شركة شريكة وقحة معي، والآن تريد أن تتصل بي عبر LinkedIn (وهو 3.5 مرات أسوأ من البريد الإلكتروني)، فهل أقبل؟

> قالت لي: "لا أحد يقرأ رسائلك."
>
> > وقلت لها: 'ولا رسائلك.'

## ليلى تقول

**لا.** لن تكسبي شيئًا.[^why] وكلمة واحدة طويلة: أفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموها.

[^why]: لأن الناس سيظنون أنكما صديقتان.[^again]
[^again]: وهذه حاشية على حاشية، مع `code` ورابط إلى [الصفحة](/about/).

### قواعد {#rules}

1. لا تقبلي من لا تعرفين.
2. **لا تشرحي.**
   - قائمة في الداخل
     1. وأخرى

- [x] فكّري يومًا
- [ ] ثم أجيبي

| القاعدة | كم مرة | ملاحظة طويلة جدًا لا تتسع لها شاشة الهاتف |
|:--|:-:|--:|
| لا تقبلي | 12 | أفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموها |
| | 3 | `Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz` |

## تامر يقول

**نعم (ربما).** فكّري في الشركتين.

> [!NOTE]
> ملاحظة مع **خط عريض**.

> [!TIP]
> نصيحة.

> [!IMPORTANT]
> مهم.

> [!WARNING]
> - تحذير
> - آخر

> [!CAUTION]
> ```text
> code inside
> ```

```python {linenos, hl_lines=2-3, linenostart=98}
def accept(request, because="because she asked, and because this line is far too long for a telephone"):
    # تعليق بالعربية
    return request.sender in {"a": 1, 'b': [None, True, 0x1f]} and not request.is_rude()
```

المصطلح
: تعريفه في سطر.
: وتعريف آخر مع `code`.

Term in English
: تعريف بالعربية 12:30–13:45.

## بريا تقول

**حسب الحال.** لا أعرف.[^why]

{% <pull_quote by="دانا"> %}
ادعيها إلى الغداء **أولًا**.

- ثم انتظري
{% </pull_quote> %}

{{ <poll question="هل تقبلين؟" results={[["نعم، بالتأكيد", 61], ["لا", 39], ["ربما", 0]]} /> }}

{{ <poll question="لم يصوّت أحد" results={[["نعم", 0]]} /> }}

{{ <video_link url="https://video.example/lunch?a=1&b=2" title="كيف تدعوها إلى الغداء" poster="table.jpg" /> }}

![مائدة](table.jpg "تعليق على الصورة")

![](table.jpg)

[![مائدة تقود إلى مكان](table.jpg)](https://other.example/)

## كلمة عن الآداب

هذا قسم جانبي مع <kbd>Ctrl</kbd>+<kbd>C</kbd> و<mark>علامة</mark> و~~شطب~~ وسطر  
جديد.

---

##### عنوان صغير

نص بعد عنوان صغير.

## الخلاصة

لا قاعدة تناسب كل الشبكات.

## المعضلة

وهل أستطيع أن أطلب منه سحب الطلب؟

— نادر

## تامر يقول

**نعم.** اطلب.

## تحديث, 2012-05-19

غيّرت وظيفتها. لم أضغط أيًا من الزرّين.

## التعليقات

- **دانا** · 2012-04-18 09:30

  ادعيها إلى الغداء. ربما كان شهرها سيئًا.

  - **تامر عبدالرحمن الحسيني-السيدعبدالمتعال** · 2012-04-18 10:02

    سآتي أنا أيضًا.

    - **[Rita](https://rita.example/)**, 2012-04-19

      English in the middle: "why not?" 123 أرقام.

      - **خالد**

        أفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموها

- قال لي أحدهم مرة أن أتجاهل.
"#;

const SECOND: &str = "---
title: بعد غداء واحد
date: 2012-09-04
tags: [لينكد إن]
update_to: linkedin
description: ماذا حدث بعد ذلك الغداء، ومن دفع الحساب، ولماذا لم يتكلم أحد عن الرسالة التي وصلت في اليوم التالي إلى البريد الخطأ.
---

المعضلة: دفعت هي الحساب. ماذا الآن؟

ليلى تقول: لا. لا شيء.

تامر يقول: لا. انتظر.

الخلاصة: انتظر.
";

const NOTE: &str = "---
title: إعلان مهم جدًا
date: 2012-10-01
kind: note
aliases: [/قديم/إعلان.html, /old/note/]
---

نبدأ بكلمة.

## من نحن

نص. انظر [ما بعده](#ماذا-بعد) و[العمود](2012-04-17-linkedin/index.md) و[قسمًا منه](2012-04-17-linkedin/index.md#rules).

### أكثر

نص.

## ماذا بعد

نص.

## ماذا بعد

نص آخر تحت العنوان نفسه.
";

const ABOUT: &str = "---
title: عن العمود
---

## الكتّاب

[ليلى](authors/layla.md) و[تامر](authors/tamer.md).

## العنوان

بريد: letters@two.example
";

pub(crate) fn files() -> Files {
    Files::new(SETTINGS)
        .text("content/authors/layla.md", LAYLA)
        .text("content/authors/tamer.md", TAMER)
        .bytes("content/authors/layla.jpg", picture(400, 500))
        .text("content/posts/2012-04-17-linkedin/index.md", COLUMN)
        .bytes("content/posts/2012-04-17-linkedin/table.jpg", picture(1300, 700))
        .text("content/posts/2012-09-04-بعد-غداء.md", SECOND)
        .text("content/posts/2012-10-01-note.md", NOTE)
        .text("content/posts/2012-10-02-draft.md", "---\ntitle: مسودة سرية\ndraft: true\nkind: note\n---\n\nسر.\n")
        .text("content/about.md", ABOUT)
}

/// What is looked at in a browser.
pub(crate) const PATHS: &[&str] = &[
    "/",
    "/posts/linkedin/",
    "/posts/%D8%A8%D8%B9%D8%AF-%D8%BA%D8%AF%D8%A7%D8%A1/",
    "/posts/note/",
    "/authors/layla/",
    "/authors/tamer/",
    "/tags/",
    "/archive/2012/",
    "/verdicts/",
    "/verdicts/agree/",
    "/about/",
    "/404.html",
    "/search/?q=%D8%A7%D9%84%D8%BA%D8%AF%D8%A7%D8%A1",
];
