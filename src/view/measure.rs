//! Percentages for drawings, and order for a handful of things, without the float printer and the sorting code of the
//! standard library: together they would be a tenth of the module.

/// A share of the width, to a hundredth of a percent: `37.25%`.
pub fn percent(share: f64) -> String {
    let hundredths = (share * 10_000.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}%", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// The items from the least to the greatest, equal ones in their order; for a few, since it compares each with each.
pub fn in_order<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut ordered: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        let place = ordered.iter().take_while(|other| key(other) <= key(&item)).count();
        ordered.insert(place, item);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_in_words() {
        assert_eq!(
            [0.0, 0.3725, 1.0, -0.005, 0.000_05].map(percent),
            ["0.00%", "37.25%", "100.00%", "-0.50%", "0.01%"]
        );
    }

    #[test]
    fn order_is_stable() {
        assert_eq!(
            in_order(vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')], |item| item.0),
            [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]
        );
    }
}
