//! The averaged perceptron (Freund and Schapire 1999; Collins 2002) with a margin, in whole numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crosscheck::parse::lesson::{LARGEST_WEIGHT, Row, Scorer, Scores};

/// A feature is a hash already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, feature: u64) {
        self.0 = feature;
    }
}

/// The weight of a feature for one class.
struct Cell {
    class: u8,
    now: i32,
    /// The changes, each times the moment of it: the average is `now` less this by the last moment.
    moments: i64,
}

/// Weights that are being learnt.
pub(crate) struct Perceptron {
    rows: HashMap<u64, u32, BuildHasherDefault<AsIs>>,
    cells: Vec<Vec<Cell>>,
    /// How often the weights of each row were changed.
    changes: Vec<u32>,
    moment: i64,
    margin: i32,
}

/// What a feature speaks for, averaged over all moments, and how much it is worth keeping.
struct Average {
    feature: u64,
    weights: Vec<(u8, f64)>,
    worth: f64,
}

impl Perceptron {
    /// Without any weight; right classes are to lead others by `margin`.
    pub(crate) fn new(margin: i32) -> Self {
        Self { rows: HashMap::default(), cells: Vec::new(), changes: Vec::new(), moment: 1, margin }
    }

    /// One decision was made, in which the right class led its best rival by `lead`.
    pub(crate) fn learn(&mut self, features: &[u64], right: u8, rival: u8, lead: i32) {
        if right != rival && lead <= self.margin {
            for &feature in features {
                self.change(feature, right, 1);
                self.change(feature, rival, -1);
            }
        }
        self.moment += 1;
    }

    fn change(&mut self, feature: u64, class: u8, by: i32) {
        let next = self.cells.len();
        let row = *self.rows.entry(feature).or_insert(u32::try_from(next).unwrap_or(u32::MAX));
        let row = row as usize;
        if row == next {
            self.cells.push(Vec::with_capacity(2));
            self.changes.push(0);
        }
        self.changes[row] += 1;
        let moments = i64::from(by) * self.moment;
        match self.cells[row].iter_mut().find(|cell| cell.class == class) {
            Some(cell) => {
                cell.now += by;
                cell.moments += moments;
            }
            None => self.cells[row].push(Cell { class, now: by, moments }),
        }
    }

    /// The averages of features whose weights were changed at least `least` times, those that matter most first: the
    /// largest weight times the number of changes.
    fn averages(&self, least: u32) -> Vec<Average> {
        let average = |cell: &Cell| f64::from(cell.now) - cell.moments as f64 / self.moment as f64;
        let mut all: Vec<Average> = Vec::with_capacity(self.cells.len());
        for (&feature, &row) in &self.rows {
            let changes = self.changes[row as usize];
            if changes < least {
                continue;
            }
            let cells = self.cells[row as usize].iter();
            let mut weights: Vec<(u8, f64)> =
                cells.map(|cell| (cell.class, average(cell))).collect();
            weights.sort_unstable_by_key(|weight| weight.0);
            let largest = weights.iter().map(|weight| weight.1.abs()).fold(0.0, f64::max);
            all.push(Average { feature, weights, worth: largest * f64::from(changes) });
        }
        all.sort_unstable_by(|a, b| b.worth.total_cmp(&a.worth).then(a.feature.cmp(&b.feature)));
        all
    }

    /// Rows of eight bits times a power of two, the most worthy first, as many as fit `bytes`.
    pub(crate) fn rows(&self, bytes: usize) -> Vec<Row> {
        /// Changed once: such a row says nothing that holds elsewhere.
        const LEAST: u32 = 3;
        let averages = self.averages(LEAST);
        let sizes = averages.iter().flat_map(|it| &it.weights).map(|weight| weight.1.abs());
        let mut sizes: Vec<f64> = sizes.filter(|size| *size > 0.0).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        // All but the largest hundredth fit the plain range.
        let Some(&usual) = sizes.get(sizes.len() * 99 / 100) else { return Vec::new() };
        let unit = usual / 127.0;
        let mut left = bytes;
        let rows = averages.iter().map(|average| row(average, unit));
        rows.filter(|row| !row.weights.is_empty())
            .take_while(|row| {
                // With its share of the index.
                let needed = 6 + 2 * row.weights.len();
                let fits = needed <= left;
                left = left.saturating_sub(needed);
                fits
            })
            .collect()
    }

    /// The weights of steps: for the second and third class, less that for the first.
    pub(crate) fn steps(&self) -> Vec<(u64, [i32; 2])> {
        const LEAST: u32 = 5;
        let averages = self.averages(LEAST);
        let two = |average: &Average| {
            let mut three = [0.0; 3];
            for &(class, weight) in &average.weights {
                three[usize::from(class)] = weight;
            }
            [three[1] - three[0], three[2] - three[0]]
        };
        let largest = averages.iter().flat_map(two).map(f64::abs).fold(0.0, f64::max);
        let unit = largest / f64::from(LARGEST_WEIGHT);
        #[expect(clippy::cast_possible_truncation, reason = "at most the largest weight")]
        let whole = |weight: f64| (weight / unit).round() as i32;
        let steps = averages.iter().map(|average| (average.feature, two(average).map(whole)));
        steps.filter(|step| step.1 != [0, 0]).collect()
    }
}

/// A row in integers.
fn row(average: &Average, unit: f64) -> Row {
    let largest = average.weights.iter().map(|weight| weight.1.abs()).fold(0.0, f64::max) / unit;
    let fits = |shift: &u8| largest / f64::from(1_u32 << shift) <= 127.0;
    let shift = (0..15_u8).find(fits).unwrap_or(15);
    let scale = unit * f64::from(1_u32 << shift);
    #[expect(clippy::cast_possible_truncation, reason = "clamped to eight bits")]
    let whole = |weight: f64| (weight / scale).round().clamp(-127.0, 127.0) as i8;
    let weights = average.weights.iter().map(|&(class, weight)| (class, whole(weight)));
    let weights = weights.filter(|weight| weight.1 != 0).collect();
    Row { feature: average.feature, shift, weights }
}

impl Scorer for Perceptron {
    fn add(&self, features: &[u64], scores: &mut Scores) {
        for feature in features {
            let Some(&row) = self.rows.get(feature) else { continue };
            for cell in &self.cells[row as usize] {
                scores[usize::from(cell.class)] += cell.now;
            }
        }
    }
}
