//! What sources say of a draft's figures: small cases, each with the answer that an editor would give.

use crosscheck::claim::{Numeral, Source, Support};
use crosscheck::collect;
use crosscheck::lexicon::Lexicon;
use crosscheck::matching::numerals;
use crosscheck::{rules, run};

use Support::{Contradicted, Rounded, Supported, Unconfirmed, Unsupported};

/// The answers on the figures of a draft, each with the figure as printed.
fn answers(draft: &str, sources: &[String]) -> Vec<(String, Support)> {
    let lexicon = Lexicon::english().unwrap();
    let texts = std::iter::once(draft).chain(sources.iter().map(String::as_str));
    let documents = texts.enumerate().map(|(index, text)| {
        collect::from_text(Source::at(format!("{index}.txt")), text, lexicon).unwrap()
    });
    let corpus = run::corpus(documents.collect(), Vec::new(), lexicon);
    let rules = rules::shipped().unwrap();
    let (_, covered) = run::cover(&corpus, 1, &rules, lexicon);
    covered.into_iter().map(|it| (it.passage.text, it.support)).collect()
}

/// Cases of sources, draft, a figure of the draft, and what should be said of it.
fn hold(cases: &[(&[&str], &str, &str, Support)], frame: impl Fn(&str) -> String) {
    let mut wrong = Vec::new();
    for (sources, draft, figure, expected) in cases {
        let sources: Vec<String> = sources.iter().map(|it| frame(it)).collect();
        let answers = answers(draft, &sources);
        let found = answers.iter().find(|it| it.0.contains(figure)).map(|it| it.1);
        if found != Some(*expected) {
            wrong.push(format!("{draft} [{figure}]: {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_retelling_in_other_words_is_borne_out() {
    let cases: &[(&[&str], &str, &str, Support)] = &[
        (
            &["The orchard at Brill sold 412 crates of pears last autumn."],
            "Last autumn 412 crates of pears left the orchard in Brill.",
            "412",
            Supported,
        ),
        (
            &["Divers brought up 37 amphorae from the wreck off Kos."],
            "From the wreck off Kos, 37 amphorae were raised.",
            "37",
            Supported,
        ),
        (
            &["The choir has 64 members, of whom 19 are tenors."],
            "Of the choir's 64 singers, 19 sing tenor.",
            "19",
            Supported,
        ),
        (
            &["Rent for the stall rose from $80 to $95 a week."],
            "The stall now costs $95 a week.",
            "$95",
            Supported,
        ),
        (
            &["Rent for the stall rose from $80 to $95 a week."],
            "The stall now costs $59 a week.",
            "$59",
            Unsupported,
        ),
        (
            &["The ferry takes 45 minutes to Inish and 70 minutes to Skerry."],
            "It is a 45-minute crossing to Inish.",
            "45",
            Supported,
        ),
        (
            &["A poll of 1,204 gardeners found that 61 percent use peat."],
            "Some 61 percent of the gardeners polled use peat.",
            "61",
            Supported,
        ),
        (
            &["The mill ground 8,163 tonnes of rye in 2019."],
            "In 2019 the mill ground about 8,200 tonnes of rye.",
            "8,200",
            Rounded,
        ),
        (
            &["The mill ground 8,163 tonnes of rye in 2019."],
            "In 2019 the mill ground about 9,800 tonnes of rye.",
            "9,800",
            Contradicted,
        ),
        (
            &["Twelve lifeboats were launched from Tenby."],
            "From Tenby 12 lifeboats were launched.",
            "12",
            Supported,
        ),
        (
            &["The bakery gave away 340 loaves on Monday."],
            "On Monday the bakery handed out 340 loaves for nothing.",
            "340",
            Supported,
        ),
        (&["The museum has no bones."], "The museum keeps 88 bones.", "88", Unsupported),
    ];
    hold(cases, str::to_owned);
}

#[test]
fn a_statement_that_was_turned_is_not_borne_out() {
    let cases: &[(&[&str], &str, &str, Support)] = &[
        (
            &["The quarry ships 310 tonnes of slate per week."],
            "The quarry ships 310 tonnes of slate per year.",
            "310",
            Contradicted,
        ),
        (
            &["The trust gained 2.6 million crowns in April."],
            "The trust lost 2.6 million crowns in April.",
            "2.6",
            Contradicted,
        ),
        (
            &["Imports of tea came to 71.5 million crowns in April."],
            "Exports of tea came to 71.5 million crowns in April.",
            "71.5",
            Contradicted,
        ),
        (
            &["Northern won 58 percent of the seats and Southern 37 percent."],
            "Northern won 37 percent of the seats and Southern 58 percent.",
            "37",
            Contradicted,
        ),
    ];
    hold(cases, str::to_owned);
}

/// A text that stands among many others, each with figures of its own.
fn among_many(text: &str) -> String {
    let things = ["looms", "ponies", "barges", "kilns", "violins", "sleds", "beehives", "anvils"];
    let towns = ["Ashby", "Corran", "Dunmore", "Elstow", "Farlow", "Garth", "Hexton", "Ilford"];
    let mut whole = String::new();
    for (at, (thing, town)) in
        things.iter().cycle().zip(towns.iter().cycle().skip(3)).take(120).enumerate()
    {
        let (kept, sold) = (1_000 + at * 13, 200 + at * 7);
        let told = format!("In {town} a guild kept {kept} {thing} and sold {sold} of them.\n\n");
        whole.push_str(&told);
        if at == 70 {
            whole += text;
            whole += "\n\n";
        }
    }
    whole
}

#[test]
fn a_long_source_bears_a_draft_out() {
    let cases: &[(&[&str], &str, &str, Support)] = &[
        (
            &["The glassworks in Orrin employs 263 blowers."],
            "The glassworks in Orrin employs 263 blowers.",
            "263",
            Supported,
        ),
        (
            &["The glassworks in Orrin employs 263 blowers."],
            "The glassworks in Orrin employs 236 blowers.",
            "236",
            Contradicted,
        ),
        (
            &["The glassworks in Orrin employs 263 blowers."],
            "In Orrin 263 blowers work at the glassworks.",
            "263",
            Supported,
        ),
        (
            &["A lighthouse keeper earns $41,300 a year."],
            "A keeper of a lighthouse is paid $41,300 a year.",
            "$41,300",
            Supported,
        ),
        (
            &["A lighthouse keeper earns $41,300 a year."],
            "A lighthouse keeper earns $43,100 a year.",
            "$43,100",
            Contradicted,
        ),
        (
            &["The tram line cost 5.4 million crowns."],
            "The tram line cost 5.4 million crowns.",
            "5.4",
            Supported,
        ),
        (
            &["The tram line cost 5.4 million crowns."],
            "The tram line cost 4.5 million crowns.",
            "4.5",
            Contradicted,
        ),
        (
            &["The bell weighs 9.7 tonnes and was cast in 1746."],
            "The bell, cast in 1746, weighs 9.7 tonnes.",
            "1746",
            Supported,
        ),
        (
            &["The bell weighs 9.7 tonnes and was cast in 1746."],
            "The bell, cast in 1764, weighs 9.7 tonnes.",
            "1764",
            Contradicted,
        ),
        (
            &["Wolves took 17 sheep on the Moss in March."],
            "On the Moss 17 sheep were taken by wolves in March.",
            "17",
            Supported,
        ),
        (
            &["The observatory counted 88.5 percent of the meteors."],
            "The observatory counted 88.5 percent of the meteors.",
            "88.5",
            Supported,
        ),
        (&["The museum has no bones."], "The museum keeps 88,888 bones.", "88,888", Unsupported),
    ];
    hold(cases, among_many);
}

#[test]
fn several_sources_answer_together() {
    let cases: &[(&[&str], &str, &str, Support)] = &[
        (
            &["The dam holds 140 million litres.", "The dam at Roe holds 140 million litres."],
            "The dam holds 140 million litres.",
            "140",
            Supported,
        ),
        (
            &["The dam holds 140 million litres.", "A goat show drew 96 entries."],
            "The dam holds 140 million litres.",
            "140",
            Supported,
        ),
        (
            &["A goat show drew 96 entries.", "The dam holds 140 million litres."],
            "The dam holds 410 million litres.",
            "410",
            Contradicted,
        ),
        (
            &["A goat show drew 96 entries.", "The dam holds 143 million litres."],
            "The dam holds 152 million litres.",
            "152",
            Contradicted,
        ),
        (
            &["The pier lost 22 planks in the gale.", "The pier lost 25 planks in the gale."],
            "The pier lost 25 planks in the gale.",
            "25",
            Supported,
        ),
        (
            &["The pier lost 22 planks in the gale.", "The pier lost 25 planks in the gale."],
            "The pier lost 52 planks in the gale.",
            "52",
            Contradicted,
        ),
        (
            &["Bread costs $3.10 in Harl.", "Milk costs $1.30 in Harl."],
            "Milk costs $1.30 in Harl.",
            "$1.30",
            Supported,
        ),
        (
            &["Bread costs $3.10 in Harl.", "Milk costs $1.30 in Harl."],
            "Bread costs $3.10 in Harl.",
            "$3.10",
            Supported,
        ),
        (
            &["Voting closed at 9 p.m. in Esk.", "Turnout in Esk was 54 percent."],
            "Turnout in Esk was 54 percent.",
            "54",
            Supported,
        ),
        (
            &["Voting closed at 9 p.m. in Esk.", "Turnout in Esk was 54 percent."],
            "Turnout in Esk was 45 percent.",
            "45",
            Contradicted,
        ),
        (
            &["The fair had 7,412 visitors.", "The fair had thousands of visitors."],
            "The fair had about 7,400 visitors.",
            "7,400",
            Rounded,
        ),
        (
            &["The library opened in 1903.", "The library has 31 rooms."],
            "The library, opened in 1903, has 31 rooms.",
            "1903",
            Supported,
        ),
    ];
    hold(cases, str::to_owned);
    let _ = Unconfirmed;
}

/// The numbers of a text: as printed, their sort, and their value.
fn numbers(text: &str) -> Vec<String> {
    let lexicon = Lexicon::english().unwrap();
    let document = collect::from_text(Source::at("a.txt"), text, lexicon).unwrap();
    let corpus = run::corpus(vec![document], Vec::new(), lexicon);
    let (document, sentences) = (&corpus.documents[0], &corpus.sentences[0]);
    let found = numerals(document, 0, &corpus.claims, sentences, lexicon);
    let shown = |it: &Numeral| {
        let printed = &text[it.span.range()];
        format!("{printed} = {} {}", it.dimension.name(), it.quantity.leading())
    };
    found.iter().map(shown).collect()
}

#[test]
fn every_number_of_a_text_is_listed() {
    let cases = [
        (
            "On Tuesday, May 3, 2022, the barge left.",
            &["Tuesday = weekday 2", "May 3 = day 503", "2022 = year 2022"][..],
        ),
        ("The 4 June 1987 edition is lost.", &["4 June = day 604", "1987 = year 1987"]),
        ("Twelve to 15 men rowed.", &["Twelve to 15 = count 12"]),
        ("It takes 12 to 15 men.", &["12 = count 12", "15 = count 15"]),
        (
            "The second quarter of 2017 was dry.",
            &["second quarter = quarter 2", "2017 = year 2017"],
        ),
        ("They met 35 years ago.", &["35 years = duration 35"]),
        ("Gates open at 7:45 for bus F-16.", &["7:45 = time of day 745", "16 = count 16"]),
        ("See www.example.org/2020/5 or ask a5@example.org.", &[]),
        ("It cost $3.5 million, or 12%.", &["$3.5 million = money 3500000", "12% = percent 12"]),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = numbers(text);
        if found != expected {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
