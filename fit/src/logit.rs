//! Logistic regressions over levels, fitted by Newton's method with a ridge.
//!
//! All functions used are deterministic on every platform: sums in one order, and `libm` for exponentials.

/// What is lost by weights that are large, or that jump between neighbouring levels.
pub struct Penalty {
    pub ridge: f64,
    pub jump: f64,
    /// Pairs of parameters that are neighbouring levels of one feature.
    pub neighbours: Vec<(usize, usize)>,
}

impl Penalty {
    fn loss(&self, weights: &[f64]) -> f64 {
        let size: f64 = weights.iter().map(|it| it * it).sum();
        let jumps: f64 =
            self.neighbours.iter().map(|(a, b)| (weights[*a] - weights[*b]).powi(2)).sum();
        (self.ridge * size + self.jump * jumps) / 2.0
    }

    fn add(&self, weights: &[f64], gradient: &mut [f64], hessian: &mut [Vec<f64>]) {
        for (at, it) in weights.iter().enumerate() {
            gradient[at] += self.ridge * it;
            hessian[at][at] += self.ridge;
        }
        for (a, b) in &self.neighbours {
            let gap = self.jump * (weights[*a] - weights[*b]);
            gradient[*a] += gap;
            gradient[*b] -= gap;
            hessian[*a][*a] += self.jump;
            hessian[*b][*b] += self.jump;
            hessian[*a][*b] -= self.jump;
            hessian[*b][*a] -= self.jump;
        }
    }
}

/// One alternative of a choice: which parameter is switched on for each feature.
pub type Row = Vec<usize>;

/// A choice among alternatives, some of which are right.
pub struct Choice {
    pub rows: Vec<Row>,
    pub right: Vec<bool>,
    pub weight: f64,
}

/// The weights of a conditional logit.
///
/// Source: D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974.
pub fn choices(choices: &[Choice], parameters: usize, penalty: &Penalty) -> Vec<f64> {
    let mut weights = vec![0.0; parameters];
    let mut last = loss(choices, &weights, penalty);
    for _ in 0..30 {
        let (gradient, hessian) = slopes(choices, &weights, penalty);
        let step = solve(hessian, gradient);
        let mut scale = 1.0;
        let next = loop {
            let next: Vec<f64> = weights.iter().zip(&step).map(|(w, s)| w - scale * s).collect();
            let value = loss(choices, &next, penalty);
            if value <= last || scale < 1e-4 {
                break (next, value);
            }
            scale *= 0.5;
        };
        let gain = last - next.1;
        (weights, last) = next;
        if gain < 1e-6 {
            break;
        }
    }
    weights
}

fn scores(choice: &Choice, weights: &[f64]) -> Vec<f64> {
    choice.rows.iter().map(|row| row.iter().map(|it| weights[*it]).sum()).collect()
}

fn shares(scores: &[f64], keep: impl Fn(usize) -> bool) -> (Vec<f64>, f64) {
    let top =
        scores.iter().enumerate().filter(|it| keep(it.0)).map(|it| *it.1).fold(f64::MIN, f64::max);
    let mut shares: Vec<f64> = scores
        .iter()
        .enumerate()
        .map(|(at, it)| if keep(at) { libm::exp(it - top) } else { 0.0 })
        .collect();
    let all: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|it| *it /= all);
    (shares, top + libm::log(all))
}

fn loss(choices: &[Choice], weights: &[f64], penalty: &Penalty) -> f64 {
    let mut sum = penalty.loss(weights);
    for choice in choices {
        let scores = scores(choice, weights);
        sum += choice.weight
            * (shares(&scores, |_| true).1 - shares(&scores, |at| choice.right[at]).1);
    }
    sum
}

fn slopes(choices: &[Choice], weights: &[f64], penalty: &Penalty) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = weights.len();
    let mut gradient = vec![0.0; n];
    let mut hessian = vec![vec![0.0; n]; n];
    penalty.add(weights, &mut gradient, &mut hessian);
    for choice in choices {
        let scores = scores(choice, weights);
        let (all, _) = shares(&scores, |_| true);
        let (right, _) = shares(&scores, |at| choice.right[at]);
        let mut mean = vec![0.0; n];
        for ((row, p), r) in choice.rows.iter().zip(&all).zip(&right) {
            for it in row {
                gradient[*it] += choice.weight * (p - r);
                mean[*it] += p;
            }
            if *p > 1e-9 {
                for a in row {
                    for b in row {
                        hessian[*a][*b] += choice.weight * p;
                    }
                }
            }
        }
        let on: Vec<usize> = (0..n).filter(|it| mean[*it] > 1e-9).collect();
        for a in &on {
            for b in &on {
                hessian[*a][*b] -= choice.weight * mean[*a] * mean[*b];
            }
        }
    }
    (gradient, hessian)
}

/// One case of a logistic regression.
pub struct Trial {
    pub row: Row,
    pub is_right: bool,
    pub weight: f64,
}

/// The weights of a logistic regression, the intercept last.
pub fn trials(trials: &[Trial], parameters: usize, penalty: &Penalty) -> Vec<f64> {
    let n = parameters + 1;
    let mut weights = vec![0.0; n];
    for _ in 0..25 {
        let mut gradient = vec![0.0; n];
        let mut hessian = vec![vec![0.0; n]; n];
        penalty.add(&weights[..parameters], &mut gradient, &mut hessian);
        for trial in trials {
            let on: Vec<usize> = trial.row.iter().copied().chain([parameters]).collect();
            let score: f64 = on.iter().map(|it| weights[*it]).sum();
            let p = 1.0 / (1.0 + libm::exp(-score));
            let off = p - if trial.is_right { 1.0 } else { 0.0 };
            for a in &on {
                gradient[*a] += trial.weight * off;
                for b in &on {
                    hessian[*a][*b] += trial.weight * p * (1.0 - p);
                }
            }
        }
        let step = solve(hessian, gradient);
        let size = step.iter().map(|it| it.abs()).fold(0.0, f64::max);
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w -= s);
        if size < 1e-6 {
            break;
        }
    }
    weights
}

/// Solves a symmetric positive system by Cholesky's decomposition.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for j in 0..n {
        for k in 0..j {
            let l = a[j][k];
            a[j][j] -= l * l;
        }
        a[j][j] = a[j][j].max(1e-12).sqrt();
        for i in j + 1..n {
            for k in 0..j {
                let l = a[i][k] * a[j][k];
                a[i][j] -= l;
            }
            a[i][j] /= a[j][j];
        }
    }
    for i in 0..n {
        for k in 0..i {
            b[i] -= a[i][k] * b[k];
        }
        b[i] /= a[i][i];
    }
    for i in (0..n).rev() {
        for k in i + 1..n {
            b[i] -= a[k][i] * b[k];
        }
        b[i] /= a[i][i];
    }
    b
}
