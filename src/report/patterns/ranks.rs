//! Order statistics.

/// The middle value, or the mean of the two in the middle; none of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    match n {
        0 => None,
        n if n % 2 == 1 => Some(sorted[n / 2]),
        n => Some(f64::midpoint(sorted[n / 2 - 1], sorted[n / 2])),
    }
}

/// Twice the midrank of each value, so that ties stay whole numbers.
pub fn doubled_midranks(values: &[f64]) -> Vec<i64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let same = order[start..]
            .iter()
            .take_while(|i| values[**i] == values[order[start]]);
        let end = start + same.count();
        for &i in &order[start..end] {
            // Ranks start + 1 to end, their mean doubled.
            ranks[i] = (start + 1 + end) as i64;
        }
        start = end;
    }
    ranks
}

/// Pearson's correlation of midranks; 0 where one side is constant.
pub fn spearman(x: &[f64], y: &[f64]) -> f64 {
    let (x, y) = (doubled_midranks(x), doubled_midranks(y));
    let product = x.iter().zip(&y).map(|(a, b)| a * b).sum();
    correlation(&x, &y, product)
}

/// The correlation of two rank vectors, given the sum of their products in some arrangement.
pub fn correlation(x: &[i64], y: &[i64], product: i64) -> f64 {
    let m = x.len() as i64;
    let sum = |v: &[i64]| v.iter().sum::<i64>();
    let square = |v: &[i64]| v.iter().map(|a| a * a).sum::<i64>();
    let spread = |v: &[i64]| (m * square(v) - sum(v) * sum(v)) as f64;
    let root = (spread(x) * spread(y)).sqrt();
    if root == 0.0 {
        0.0
    } else {
        (m * product - sum(x) * sum(y)) as f64 / root
    }
}

/// q for each p: Benjamini and Hochberg 1995, made monotone.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut q = vec![0.0; p.len()];
    let mut least: f64 = 1.0;
    for (rank, &i) in order.iter().enumerate().rev() {
        least = least.min(p[i] * p.len() as f64 / (rank + 1) as f64);
        q[i] = least;
    }
    q
}
