//! A column in Japanese whose authors write in three scripts: tags, headings, names of files and ids in all of them, and
//! texts without blanks between words.

use super::Files;

const SETTINGS: &str = r#"
title = "二つの心"
subtitle = "一つの質問に二つの答え"
language = "ja"
timezone = "Asia/Tokyo"
date_format = "%Y年%m月%-d日"
paginate_by = 2

[column.labels]
dilemma = ["相談", "समस्या", "Вопрос"]
conclusion = ["まとめ", "निष्कर्ष", "Вывод"]
comments = ["コメント"]

[column.stances]
yes = ["はい", "हाँ", "да"]
no = ["いいえ", "नहीं", "нет"]
mixed = ["たぶん"]

[labels]
tags = "話題"
verdicts = "判定"
archive = "過去の相談"
says = "{name}の答え"
record = "{name}の判定"
columns_one = "1件"
columns_many = "{n}件"
"#;

const LONG: &str = "これはとても長い文章でありながら空白がひとつもないので改行できる場所を見つけるのはブラウザの仕事でありますがそれでも画面からはみ出してはなりません";

pub(crate) fn files() -> Files {
    let japanese = format!(
        "---\ntitle: {LONG}？「はい」か「いいえ」か\ndate: 2012-04-17\ntags: [仕事, 人間関係, しごと, カタカナ]\nletter: {{from: 迷える羊, location: 東京}}\n---\n\n\
         ## 相談\n\n{LONG}。[規則](#規則)を見て。[別の相談](2012-05-01-согласиться-ли.md#другое-правило)も。\n\n\
         ## 花子の答え\n\n**いいえ。** {LONG}。\n\n### 規則\n\n- {LONG}\n\n| 規則 | {LONG} |\n|---|---|\n| {LONG} | 一 |\n\n\
         ```rust\nlet 名前 = \"{LONG}{LONG}\"; // 注釈\n```\n\n\
         ## राज का जवाब\n\n**हाँ।** यह एक बहुत लंबा वाक्य है। क्षत्रियविद्यार्थीमहाविद्यालयअन्तर्राष्ट्रीयविश्वविद्यालयअनुसन्धानसंस्थान।\n\n\
         ## まとめ\n\n考えましょう。\n\n## コメント\n\n- **山田太郎** · 2012-04-18\n\n  {LONG}\n\n  - **राज कुमार** · 2012-04-19\n\n    धन्यवाद।\n"
    );
    let russian = "---\ntitle: \"Соглашаться ли: „да“ или «нет»?\"\ndate: 2012-05-01\ntags: [работа, 仕事, Ёлка, ёжик, йод]\n---\n\n\
         ## Вопрос\n\nОна груба со мной. \"Что делать?\"\n\n## Ответ Ольги\n\nНет. Превысокомногорассмотрительствующийвысокопревосходительствующийчеловеконенавистничествующий.\n\n\
         ### Другое правило\n\nТекст, [ссылка](2012-04-17-仕事の相談.md#規則).\n\n## 花子の答え\n\nいいえ。\n\n## Вывод\n\nДумайте.\n";
    let hindi = "---\ntitle: क्या मुझे स्वीकार करना चाहिए?\ndate: 2012-06-01\nslug: स्वीकार\ntags: [काम, रिश्ते, 人間関係]\n---\n\n\
         ## समस्या\n\nवह मेरे साथ रूखी है।\n\n## राज का जवाब\n\n**हाँ।** क्यों नहीं?[^१]\n\n[^१]: टिप्पणी।\n\n## Ответ Ольги\n\n**Да.** Можно.\n\n## निष्कर्ष\n\nसोचिए।\n";
    Files::new(SETTINGS)
        .text("content/authors/花子.md", "---\nname: 山田花子\nlabels: [花子の答え]\n---\n\n花子は東京に住んでいます。\n")
        .text("content/authors/raj.md", "---\nname: राज कुमार\nlabels: [राज का जवाब]\n---\n\nराज दिल्ली में रहते हैं।\n")
        .text("content/authors/olga.md", "---\nname: Ольга Ёлкина\nlabels: [Ответ Ольги]\n---\n\nОльга живёт в Москве.\n")
        .text("content/posts/2012-04-17-仕事の相談.md", &japanese)
        .text("content/posts/2012-05-01-согласиться-ли.md", russian)
        .text("content/posts/2012-06-01-hindi.md", hindi)
        .text("content/紹介.md", "---\ntitle: 紹介\n---\n\n## 連絡先\n\n[花子](authors/花子.md)、[相談](posts/2012-06-01-hindi.md)、[ここ](#連絡先)。\n")
}
