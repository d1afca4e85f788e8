//! What single sentences say: figure, kind, bounds, hedge, statistic and what is counted, row by row.

use crosscheck::claim::{Claim, Kind};

use crate::support::claims_of;

/// `surface = kind stated|low..high [hedge] [statistic] : counted`; times are left out.
fn shown(claim: &Claim) -> String {
    let quantity = claim.quantity.unwrap();
    let bound = |it: Option<rust_decimal::Decimal>| {
        it.map_or(String::new(), |it| it.normalize().to_string())
    };
    let written = quantity.written();
    let figure = match quantity.stated() {
        Some(stated) if claim.kind != Kind::List => stated.value().normalize().to_string(),
        _ => format!("{}..{}", bound(written.low), bound(written.high)),
    };
    let hedge = quantity.hedge().name().map_or(String::new(), |it| format!(" {it}"));
    let statistic = match claim.statistic.name() {
        "amount" => String::new(),
        other => format!(" {other}"),
    };
    let counted = claim.counted.as_ref().map_or(String::new(), |it| format!(" : {}", it.entity));
    format!("{} = {} {figure}{hedge}{statistic}{counted}", claim.text, claim.kind.name())
}

#[test]
fn sentences_say_what_they_say() {
    let cases: &[(&str, &[&str])] = &[
        ("At least 46 were hurt.", &["At least 46 = count 46 at-least : person"]),
        (
            "12 people died and 46 were injured.",
            &["12 = count 12 : person", "46 = count 46 : person"],
        ),
        ("More than 1,200 officers came.", &["More than 1,200 = count 1200 over : officer"]),
        (
            "They seized 31 kilos of cocaine, and the raid cost $49 million.",
            &["31 kilos = measure 31 : cocaine", "$49 million = money 49000000 : cost"],
        ),
        ("Exports doubled.", &["doubled = ratio 2 change : export"]),
        ("It saw a threefold rise.", &["threefold = ratio 3 change : increase"]),
        (
            "Deaths quadrupled from 2 to 8.",
            &[
                "quadrupled = ratio 4 change : death",
                "2 = count 2 former : death",
                "8 = count 8 : death",
            ],
        ),
        ("It weighs 7.5 ± 2.5 kg.", &["7.5 ± 2.5 kg = measure 7.5 between"]),
        ("The wage is 15 dollars an hour.", &["15 dollars = money 15 rate : salary"]),
        ("It costs €350 per kg.", &["€350 = money 350 rate : cost"]),
        ("El Estado da 36.800 millones.", &["36.800 millones = count 36800000000"]),
        ("Der Bund zahlt 36,8 Milliarden.", &["36,8 Milliarden = count 36800000000"]),
        ("One in five drivers left.", &["One in five = ratio 0.2 share : driver"]),
        ("He gave 3½ hours.", &["3½ hours = measure 3.5"]),
        ("Some 5-10 % left.", &["Some 5-10 % = percent 5..10 between"]),
        ("Tens of thousands of men left.", &["Tens of thousands = count 20000.. vague : man"]),
        ("Petrol reached 141.3p.", &["141.3p = money 141.3 : gasoline"]),
        ("A dividend of 20 cents on each ticket.", &["20 cents = money 20 rate : dividend"]),
        ("It was 2.5% above the level of May.", &["2.5% = percent 2.5 change"]),
        (
            "Vacancies fell by 9,000 to 721,000.",
            &["9,000 = count 9000 change : vacancy", "721,000 = count 721000 : vacancy"],
        ),
        ("It rose by 1.5 percentage points.", &["1.5 percentage points = measure 1.5 change"]),
        (
            "The dead exceeded 305 and the injured reached 832.",
            &["exceeded 305 = count 305 over : dead", "832 = count 832 : injured"],
        ),
        (
            "The number of dead reached 15, the number of injured 70.",
            &["15 = count 15 : dead", "70 = count 70 : injured"],
        ),
        ("Users went up 4.5 per cent.", &["4.5 per cent = percent 4.5 change : user"]),
        ("The 3.2% slide ended.", &["3.2% = percent 3.2 change : slide"]),
        ("The union speaks of 9 percent.", &["9 percent = percent 9"]),
        ("Anna Berg will earn 2 million pounds.", &["2 million pounds = money 2000000"]),
        ("It spent the 7 million euros the board approved.", &["7 million euros = money 7000000"]),
        ("Police put the turnout at around 300.", &["around 300 = count 300 about : turnout"]),
        ("On Thursday 12 trains came.", &["12 = count 12 : train"]),
        ("The number of workers may reach 800 next summer.", &["800 = count 800 : worker"]),
        ("Half of the bill is paid.", &["Half = ratio 0.5 share : bill"]),
        ("5 percent of the firm's water is lost.", &["5 percent = percent 5 share : water"]),
        ("Handing over €5.1 million, he left.", &["€5.1 million = money 5100000"]),
        (
            "He was jailed for two years and five months.",
            &["two years and five months = measure 29"],
        ),
        (
            "It took two hours 5 minutes and 10 seconds.",
            &["two hours 5 minutes and 10 seconds = measure 7510"],
        ),
        ("On the same day she was weighed and had 4 kilograms.", &["4 kilograms = measure 4"]),
        (
            "The polls had a turnout of 52.4%, the board says, down from 55.3% in 2018.",
            &["52.4% = percent 52.4 : turnout", "55.3% = percent 55.3 former : turnout"],
        ),
        ("They paid ($31.3 billion) in all.", &["$31.3 billion = money 31300000000"]),
        ("It cost Rs 45 crore.", &["Rs 45 crore = money 450000000 : cost"]),
        (
            "At least another 170 men left.",
            &["At least another 170 = count 170 at-least additional : man"],
        ),
    ];
    for (text, expected) in cases {
        let claims = claims_of(text, None);
        let shown: Vec<String> =
            claims.iter().filter(|it| it.quantity.is_some()).map(shown).collect();
        assert_eq!(shown, *expected, "{text}");
    }
}

#[test]
fn figures_are_read_as_desks_write_them() {
    let mut wrong = Vec::new();
    let cases: &[(&str, &[&str])] = &[
        (
            "Rents rose .4 percent and the stamp costs $.85.",
            &[".4 percent = percent 0.4 change : rent", "$.85 = money 0.85 : cost"],
        ),
        (
            "The prize of $250K went to 40K readers, not to a 4K camera.",
            &["$250K = money 250000 : prize", "40K = count 40000 : reader"],
        ),
        (
            "The number of cyclists fell from 2.4m to 2.1m.",
            &["2.4m = count 2400000 former : cyclist", "2.1m = count 2100000 : cyclist"],
        ),
        ("The site has 3m+ readers.", &["3m+ = count 3000000 at-least : reader"]),
        ("It has 12m of its users.", &["12m = count 12000000 : user"]),
        ("The wall is 2.1m high.", &["2.1m = measure 2.1 : wall"]),
        ("Lorries took 21 300 crates.", &["21 300 = count 21300 : crate"]),
        ("The result was € -7 million.", &["€ -7 million = money -7000000 : result"]),
        (
            "The sea got 3C (5.4F) warmer.",
            &["3C = measure 3 change : warmer", "5.4F = measure 5.4 : warmer"],
        ),
        ("They sat in seat 14C.", &[]),
        ("They waited an hour and a half.", &["an hour and a half = measure 1.5"]),
        ("They drove two miles and a half.", &["two miles and a half = measure 2.5"]),
        ("A magnitude-6.3 quake struck.", &["6.3 = measure 6.3 : magnitude"]),
        ("He got a 3-1/2-month sentence.", &["3-1/2-month = measure 3.5 : sentence"]),
        ("The loan is $US90 billion.", &["$US90 billion = money 90000000000 : loan"]),
        ("The fee is PS3.4bn.", &["PS3.4bn = money 3400000000 : fee"]),
        ("He has a PS5.", &[]),
        ("The FTSE 100 rose; Fortune 500 firms and the Nikkei 225 fell.", &[]),
        ("The S&P 500 gained 12 points.", &["12 = count 12 change : point"]),
        ("Trains leave from gate 17; see Row 8.", &[]),
        ("They train 300 drivers.", &["300 = count 300 : driver"]),
        ("It began at 1640 (1440 GMT).", &[]),
        ("First, it was first seen first-hand.", &[]),
        ("The Second Amendment stands, says the Third District Court of Ammer.", &[]),
        ("The loan is paid over three years.", &["over three years = measure 3"]),
        ("It took over three years.", &["over three years = measure 3 over"]),
        ("She sang for over three years.", &["over three years = measure 3 over"]),
        ("In the area 40 were hurt.", &["40 = count 40 : person"]),
        ("Under the rule 5 million pay.", &["5 million = count 5000000"]),
        ("It lies at 51.5074° N, 0°7′ W.", &[]),
        ("Article 5(2) and docket 23-1187 apply; see ZIP code 90210 and page 37.", &[]),
        ("It is a 4x4 car with a 50-50 split.", &[]),
        ("3. The bridge carries 400 cars.", &["400 = count 400 : car"]),
        ("She turned page 37 and called 40 men.", &["40 = count 40 : man"]),
        ("Almost twice as many cars came.", &["Almost twice = measure 2 nearly : car"]),
        ("He came twice, and twice a week.", &[]),
        ("Harrow had 12 crates and Barton 9.", &["12 = count 12 : crate", "9 = count 9 : crate"]),
        ("She came third.", &["third = ordinal 3"]),
        ("The third-largest town cheered.", &["third = ordinal 3"]),
        ("It was shown before [7] and again [11, 14].", &[]),
        ("She said that the [30] men left.", &["30 = count 30 : man"]),
    ];
    for (text, expected) in cases {
        let claims = claims_of(text, None);
        let shown: Vec<String> =
            claims.iter().filter(|it| it.quantity.is_some()).map(shown).collect();
        if shown != *expected {
            wrong.push(format!("{text}: {shown:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What says where or in which case does not make the number behind it its own.
#[test]
fn figures_behind_places_are_read() {
    let cases = [
        ("In the area 40 were hurt.", 40),
        ("At the camp 200 died.", 200),
        ("On the train 12 slept.", 12),
        ("In the Netherlands 12 died.", 12),
        ("In the Bronx 40 were hurt.", 40),
        ("At Holt & Brun 300 were hired.", 300),
        ("In this case 12 of them left.", 12),
        ("In that case 40 percent will go.", 40),
    ];
    for (text, expected) in cases {
        let claims = claims_of(text, None);
        let figures = claims.iter().filter_map(|it| Some(it.quantity?.leading()));
        assert_eq!(figures.collect::<Vec<_>>(), [expected.into()], "{text}");
    }
}

/// That there was none is a figure where it is people who might have been hurt, killed or held.
#[test]
fn none_is_a_count_of_what_happens_to_people() {
    let cases: &[(&str, &[&str])] = &[
        ("No injuries were reported.", &["No = count 0 : injury"]),
        ("No one on the ferry was killed.", &["No one = count 0 : person"]),
        ("Nobody was hurt.", &["Nobody = count 0 : person"]),
        ("There were no casualties.", &["no = count 0 : victim"]),
        ("No passengers were injured.", &["No = count 0 : passenger"]),
        ("She has no children.", &[]),
        ("No one knows where it was.", &[]),
        ("There is no risk of injuries.", &[]),
        ("No homes were damaged.", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(figures_of(text), *expected, "{text}");
    }
}

/// "Rose" is a flower and "fell" a hill, but not where how far follows.
#[test]
fn what_rose_or_fell_is_no_noun() {
    let cases: &[(&str, &[&str])] = &[
        ("Fares rose 3 percent.", &["3 percent = percent 3 change : fare"]),
        ("The number of dead rose to 20, she said.", &["20 = count 20 : dead"]),
        ("She sold a rose to 4 men.", &["4 = count 4 : man"]),
    ];
    for (text, expected) in cases {
        assert_eq!(figures_of(text), *expected, "{text}");
    }
}

#[test]
fn what_digits_tell_to_be_no_claim_is_none_in_any_language() {
    let texts = [
        "Mix sand and lime 7:2.",
        "Part 88123K404 is out.",
        "One may ask why.",
        "请检查192.0.2.17。",
        "电话010-6555-0142。",
        "会议2:00 pm开始。",
    ];
    for text in texts {
        assert_eq!(figures_of(text), [""; 0], "{text}");
    }
}

fn figures_of(text: &str) -> Vec<String> {
    claims_of(text, None).iter().filter(|it| it.quantity.is_some()).map(shown).collect()
}

#[test]
fn years_and_days_are_told_in_many_ways() {
    let cases: &[(&str, &[&str])] = &[
        ("The mill dates back to 1865.", &["1865 1865-01-01..1866-01-01"]),
        ("The firm, founded 1904, makes lamps.", &["1904 1904-01-01..1905-01-01"]),
        ("It was signed in ’05.", &["’05 2005-01-01..2006-01-01"]),
        ("On 11/28/05 it snowed.", &["11/28/05 2005-11-28..2005-11-29"]),
        ("On 2031 05 04 it snowed.", &["2031 05 04 2031-05-04..2031-05-05"]),
        ("It snowed: -2031-05-04-.", &["2031-05-04 2031-05-04..2031-05-05"]),
        ("In 70's songs it snowed.", &["70's 1970-01-01..1980-01-01"]),
        ("It rose to 1865.", &[]),
        ("It has 2031 50 16 cells.", &[]),
    ];
    for (text, expected) in cases {
        let claims = claims_of(text, None);
        let day = |it: Option<jiff::civil::Date>| it.map_or(String::new(), |it| it.to_string());
        let shown: Vec<String> = claims
            .iter()
            .filter_map(|it| {
                let period = it.period.filter(|_| it.kind.is_time())?;
                Some(format!("{} {}..{}", it.text, day(period.start()), day(period.end())))
            })
            .collect();
        assert_eq!(shown, *expected, "{text}");
    }
}

#[test]
fn ages_are_of_somebody() {
    for (text, expected) in [
        ("The owner, Capt. Jonas Holt, 61, is rescued.", Some("age of Jonas Holt")),
        ("The 61-year-old baker, Jonas Holt, was saved.", Some("age of Jonas Holt")),
        ("Jonas Holt, a 61-year-old from Leeds, was saved.", Some("age of Jonas Holt")),
        ("The driver, 47, was saved.", Some("age of the driver")),
        ("The 47-year-old driver was saved.", Some("age of the driver")),
        ("Anna Berg (71) was saved.", Some("age of Anna Berg")),
        ("The driver, aged 47, was saved.", Some("age of the driver")),
        // Any driver, and nobody in particular.
        ("A 47-year-old driver was saved.", None),
        ("The 47-year-old man was saved.", None),
        ("A 47-year-old law was changed.", None),
        // Places and lists.
        ("There are beds in Eastford (47) and Wickham (12).", None),
        ("In Paris, 47, in Rome, 12, were held.", None),
        ("The prices are 12, 47, and 58 dollars.", None),
    ] {
        let claims = claims_of(text, None);
        let age =
            claims.iter().filter_map(|it| it.counted.as_ref()).find(|it| &*it.entity == "age");
        assert_eq!(age.map(|it| &*it.text), expected, "{text}");
    }
}

#[test]
fn a_time_that_is_compared_with_is_another_figures() {
    for (text, expected) in [
        ("It drew 700 visitors, a quarter more than in 2024.", None),
        ("It drew 700 visitors, a rise compared with 2024.", None),
        ("It drew 700 visitors, where in 2024 a fire burned.", None),
        ("It drew 700 visitors in 2024.", Some("2024-01-01")),
        ("In 2025 it drew 700 visitors, more than in 2024.", Some("2025-01-01")),
    ] {
        let claims = claims_of(text, None);
        let claim = claims.iter().find(|it| it.kind == Kind::Count).unwrap();
        let start = claim.period.and_then(|it| it.start()).map(|it| it.to_string());
        assert_eq!(start.as_deref(), expected, "{text}");
    }
}

#[test]
fn what_is_listed_or_here_today_is_not_planned() {
    use crosscheck::claim::Modality;
    for (text, expected) in [
        ("The street plan lists 90 stands.", Modality::Actual),
        ("The plan is in the pact, which 12 firms have signed.", Modality::Actual),
        ("But 30 nurses today will need to be more.", Modality::Actual),
        ("The park, set 5 km offshore, is due to open.", Modality::Actual),
        ("The firm agreed to pay 5 dollars.", Modality::Actual),
        ("The road to Leeds has 12 bridges.", Modality::Actual),
        ("The 12 shops in four streets were sold.", Modality::Actual),
        ("They held 12 records and threatened to sell them.", Modality::Actual),
        ("It will be run by a bus that takes 30 minutes.", Modality::Actual),
        ("Leeds has not seen rain for 20 days.", Modality::Actual),
        ("The 80 offices are being merged.", Modality::Ongoing),
        ("The firm is cutting 120 jobs.", Modality::Ongoing),
        ("Leeds is to get 12 trucks.", Modality::Planned),
        ("The firm wants to cut 120 jobs.", Modality::Planned),
        ("The 12 shops in four streets will be sold.", Modality::Planned),
        ("They plan to build 70 homes.", Modality::Planned),
        ("A plan to build 70 homes was passed.", Modality::Planned),
        ("The 70 homes, expected in spring, are sold.", Modality::Planned),
    ] {
        let claims = claims_of(text, None);
        assert_eq!(claims[0].modality, expected, "{text}");
    }
}

#[test]
fn a_weekday_is_one_before_a_name_as_well() {
    for text in ["On Tuesday Leeds police arrested 12 men.", "Police came on Tuesday Leeds time."] {
        let claims = claims_of(text, None);
        assert!(claims[0].kind.is_time() && claims[0].text == "Tuesday", "{text}");
    }
    // What comes down is the rain, not its amount.
    let claims = claims_of("In Dombe 168 millimetres of rain fell on Monday.", None);
    assert_eq!((&*claims[0].text, claims[0].actions.len()), ("168 millimetres", 0));
}

#[test]
fn places_of_those_who_say_it_are_not_where_it_happened() {
    for (text, expected) in [
        ("Police in Norway arrested 68 migrants, the ministry in Oslo said.", "Norway"),
        ("The ministry in Oslo said police in Norway arrested 68 migrants.", "Norway"),
        ("In Oslo police said they arrested 68 migrants.", "Oslo"),
        ("Police arrested 68 migrants in Norway, officials in Oslo said on Monday.", "Norway"),
    ] {
        let claims = claims_of(text, None);
        let claim = claims.iter().find(|it| it.kind == Kind::Count).unwrap();
        let places: Vec<&str> = claim.places.iter().map(|it| &*it.name).collect();
        assert_eq!(places, [expected], "{text}");
    }
}

#[test]
fn those_who_say_it_have_their_whole_name() {
    for (text, expected) in [
        ("It cost 68 million, the ministry of health said.", Some("ministry of health")),
        ("It cost 68 million, the ministry in Oslo said.", Some("ministry in oslo")),
        ("After the fire in Leeds officials said 68 people died.", Some("leeds officials")),
        ("It cost 68 million, according to the Ministry of Health.", Some("ministry of health")),
        ("It cost 68 million, according to the interior ministry.", Some("interior ministry")),
        // They found the invoices; nobody is said to have reported these.
        ("Prosecutors found that 68 invoices had been reported.", Some("prosecutors")),
        ("That 68 people died was reported by the Leeds fire service.", Some("leeds fire service")),
    ] {
        let claims = claims_of(text, None);
        let claim = claims.iter().find(|it| !it.kind.is_time()).unwrap();
        assert_eq!(claim.attribution.as_deref(), expected, "{text}");
    }
}

#[test]
fn each_clause_has_its_own_act() {
    for (text, expected) in [
        ("Two people died and 17 were injured in a crash.", ["death", "injury"]),
        ("Two buses collided and 17 were injured.", ["crash", "injury"]),
        ("Twelve houses were built and 7 were sold.", ["construction", "sale"]),
    ] {
        let acts: Vec<String> = claims_of(text, None)
            .iter()
            .map(|it| it.actions.iter().map(|it| &*it.family).collect::<Vec<_>>().join("+"))
            .collect();
        assert_eq!(acts, expected, "{text}");
    }
}
