//! Writes a synthetic collection: stories told by several reports, some of which disagree.
//!
//! For developers: `cargo run --release --example generate -- 100000 /tmp/stories` writes reports with about so many
//! claims, and `.planted.csv`, one line for each disagreement: rule, two files, two figures. The same numbers give the
//! same files, byte for byte.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::{env, fs};

/// Reports of one story.
const REPORTS: u64 = 5;
/// Claims of one report, about.
const CLAIMS: u64 = 5;

const SYLLABLES: &[&str] = &[
    "ka", "lo", "mir", "ten", "vas", "dor", "el", "bru", "shan", "ti", "wen", "gor", "pel", "ur",
    "no", "fa", "lis", "hav", "zor", "ben",
];
const HAZARDS: &[(&str, &str)] = &[
    ("flood", "the river burst its banks"),
    ("storm", "the storm crossed the coast"),
    ("fire", "the fire broke out"),
    ("earthquake", "the ground shook"),
];
const MONTHS: &[&str] =
    &["January", "March", "April", "June", "July", "September", "October", "November"];

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(claims), Some(folder)) =
        (arguments.next().and_then(|it| it.parse::<u64>().ok()), arguments.next())
    else {
        return Err(io::Error::other("usage: generate CLAIMS FOLDER"));
    };
    let stories = claims.div_ceil(REPORTS * CLAIMS).max(1);
    let mut planted = String::from("rule,file_a,file_b,figure_a,figure_b\n");
    for story in 0..stories {
        let name = format!("{story:06}");
        let path = Path::new(&folder).join(&name);
        fs::create_dir_all(&path)?;
        let story = Story::new(story);
        for report in 0..REPORTS {
            fs::write(path.join(format!("{report}.md")), story.report(report))?;
        }
        if let Some(slip) = story.slip {
            let _ = writeln!(
                planted,
                "conflicting-figures,{name}/0.md,{name}/3.md,{},{slip}",
                story.homes
            );
        }
    }
    let mut out = fs::File::create(Path::new(&folder).join(".planted.csv"))?;
    out.write_all(planted.as_bytes())
}

/// What happened, in figures that all its reports give, but for one slip in every third story.
struct Story {
    place: String,
    mayor: String,
    hazard: usize,
    date: (u64, &'static str, u64),
    dead: u64,
    injured: u64,
    homes: u64,
    evacuated: u64,
    cost: u64,
    share: u64,
    slip: Option<u64>,
}

impl Story {
    fn new(index: u64) -> Self {
        let mut dice = Dice(index.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D);
        let place = name(&mut dice);
        let mayor = format!("{} {}", name(&mut dice), name(&mut dice));
        let homes = dice.between(1000, 9999);
        // The second and the third digit change places.
        let (a, b, c, d) = (homes / 1000, homes / 100 % 10, homes / 10 % 10, homes % 10);
        let slipped = a * 1000 + c * 100 + b * 10 + d;
        Self {
            place,
            mayor,
            hazard: usize::try_from(dice.between(0, 3)).unwrap_or(0),
            date: (
                dice.between(1, 28),
                MONTHS[usize::try_from(dice.between(0, 7)).unwrap_or(0)],
                dice.between(2018, 2025),
            ),
            dead: dice.between(11, 480),
            injured: dice.between(500, 4999),
            homes,
            evacuated: dice.between(10_000, 99_999),
            cost: dice.between(12, 990),
            share: dice.between(12, 94),
            slip: (index.is_multiple_of(3) && slipped != homes).then_some(slipped),
        }
    }

    fn report(&self, number: u64) -> String {
        let Self { place, mayor, dead, injured, evacuated, cost, share, .. } = self;
        let (hazard, how) = HAZARDS[self.hazard];
        let (day, month, year) = self.date;
        let homes = match self.slip {
            Some(slip) if number == 3 => slip,
            _ => self.homes,
        };
        let published =
            format!("{year}-{:02}-{:02}", number_of(month), (day + 1 + number / 2).min(28));
        let head = format!("---\npublished: {published}\n---\n\n");
        let body = match number {
            0 => format!(
                "# {place}: {dead} killed in {hazard}\n\nAt least {dead} people were killed and {injured} injured in {place} on {day} {month} {year} when {how}. \
                 The {hazard} destroyed {homes} homes, the interior ministry said.\n\nAuthorities evacuated {evacuated} residents. \
                 Damage in {place} is put at ${cost} million, of which {share} percent is insured.\n"
            ),
            1 => format!(
                "# Toll of the {place} {hazard}\n\nThe {hazard} of {day} {month} {year} in {place} has claimed {dead} lives. \
                 Some {injured} people were hurt and {homes} homes were wrecked, mayor {mayor} told reporters.\n\n\
                 In {place} {evacuated} residents had to be evacuated. Losses amount to ${cost} million.\n"
            ),
            2 => format!(
                "# {mayor} asks for help\n\n{place} lost {dead} people in the {hazard} of {day} {month} {year}, and {injured} more were injured. \
                 Mayor {mayor} said that {share} percent of the damage of ${cost} million was insured.\n\n\
                 Rescue teams evacuated {evacuated} residents from {place}.\n"
            ),
            3 => format!(
                "# After the {hazard}\n\nOn {day} {month} {year} the {hazard} destroyed {homes} homes in {place}, and {dead} people died. \
                 Hospitals in {place} treated {injured} injured people.\n\nThe damage comes to ${cost} million, mayor {mayor} said. \
                 About {evacuated} residents were evacuated.\n"
            ),
            _ => format!(
                "# What we know about {place}\n\nWhen: {day} {month} {year}. Killed: {dead} people. Injured: {injured} people. \
                 In {place} the {hazard} destroyed {} homes.\n\nMayor {mayor} puts the damage at ${cost} million. \
                 {evacuated} residents were evacuated.\n",
                self.homes
            ),
        };
        head + &body
    }
}

fn number_of(month: &str) -> usize {
    const ALL: &[&str] = &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    ALL.iter().position(|it| *it == month).map_or(1, |it| it + 1)
}

/// A made-up name of three or four syllables.
fn name(dice: &mut Dice) -> String {
    let count = dice.between(3, 4);
    let last = u64::try_from(SYLLABLES.len() - 1).unwrap_or(0);
    let mut text: String = (0..count)
        .map(|_| SYLLABLES[usize::try_from(dice.between(0, last)).unwrap_or(0)])
        .collect();
    if let Some(first) = text.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// A small generator of pseudo-random numbers: `SplitMix64` (Steele, Lea & Flood, OOPSLA 2014).
struct Dice(u64);

impl Dice {
    fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        low + (z ^ (z >> 31)) % (high - low + 1)
    }
}
