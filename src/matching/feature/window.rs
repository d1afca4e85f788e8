//! How many of the words near the number stand near the other one: the nearer and the rarer, the more.

use super::{Feature, SHARES, Side, band, information};

pub(super) const FEATURE: Feature = Feature { name: "window", levels: SHARES, level };

fn level(draft: Side<'_>, source: Side<'_>) -> usize {
    let (mut common, mut all) = (0, 0);
    let mut others = source.around.window.iter().peekable();
    for (stem, weight) in &draft.around.window {
        let rare = information(*stem, source.text);
        all += u64::from(*weight) * rare;
        while others.next_if(|it| it.0 < *stem).is_some() {}
        if let Some((_, other)) = others.next_if(|it| it.0 == *stem) {
            common += (u64::from(*weight) * u64::from(*other)).isqrt() * rare;
        }
    }
    band(common.min(all), all)
}
