//! Answers and their votes, as an argument of a component: `[["Yes", 61], ["No", 39]]`.

use serde_json::Value;

use crate::markdown::Argument;

/// More votes than any poll has; so the sum of all stays a number.
const MOST: i64 = 1_000_000_000;

/// What is wrong with the value of an argument that is a list.
pub(super) fn problem(argument: &Argument) -> Option<String> {
    let rows = argument.value.as_array()?;
    if rows.is_empty() {
        return Some(format!("the list `{}` has no answers", argument.name));
    }
    rows.iter().zip(1..).find_map(|(row, number)| {
        let Some([answer, votes]) = row.as_array().map(Vec::as_slice) else {
            return Some(format!("item {number} of `{}` is no answer with its votes", argument.name));
        };
        let Some(answer) = answer.as_str() else {
            return Some(format!("item {number} of `{}` has no answer in quotes before its votes", argument.name));
        };
        let is_number = votes.as_i64().is_some_and(|votes| (0..=MOST).contains(&votes));
        (!is_number).then(|| {
            format!("the votes of `{answer}` are to be a whole number from 0 to {MOST}, and not {}", shown(votes))
        })
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(_) => "a text in quotes".to_owned(),
        Value::Array(_) | Value::Object(_) => "a list".to_owned(),
        other => format!("`{other}`"),
    }
}

/// The argument as it is to be written.
pub(super) fn example(name: &str) -> String {
    format!("{name}={{[[\"Yes\", 61], [\"No\", 39]]}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_counted() {
        let problem = |json: &str| {
            problem(&Argument { name: "results".into(), value: serde_json::from_str(json).unwrap(), range: 0..0 })
        };
        assert_eq!(problem("[[\"Yes\", 412], [\"No\", 0]]"), None);
        for (json, part) in [
            ("[]", "no answers"),
            ("[\"Yes\", \"No\"]", "item 1 of `results`"),
            ("[[\"Yes\", 1], [\"No\"]]", "item 2 of `results`"),
            ("[[1, \"Yes\"]]", "no answer in quotes"),
            ("[[\"Yes\", \"61\"]]", "`Yes` are to be a whole number from 0 to 1000000000, and not a text in quotes"),
            ("[[\"Yes\", -1]]", "not `-1`"),
            ("[[\"Yes\", 61.5]]", "not `61.5`"),
            ("[[\"Yes\", null]]", "not `null`"),
            ("[[\"Yes\", 1000000001]]", "not `1000000001`"),
        ] {
            assert!(problem(json).is_some_and(|found| found.contains(part)), "{json}: {:?}", problem(json));
        }
    }
}
