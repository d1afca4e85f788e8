//! Subtitles: what is said, at the time at which it is said.

use serde_json::Value;

use crate::support::{crosscheck_in, desk, stdout};

/// The numbers and times of cues are none; a sentence goes on in the next one; a figure stands at the time of its cue.
#[test]
fn subtitles_are_read_at_the_time_at_which_they_are_said() {
    let srt = "1\n00:00:01,000 --> 00:00:03,000\nOn Monday police in Leeds\n\n2\n00:00:03,200 --> 00:00:05,000\n\
               <i>arrested 46 men.</i>\n\n3\n00:01:10,000 --> 00:01:12,000\nIt took 9 hours.\n- All of 12?\n";
    let vtt = "WEBVTT\n\nNOTE 44 takes\n\nintro\n01:02:03.000 --> 01:02:05.000 align:start\n<v Ada>Police held 46 men &amp; 3 boys.\n";
    let desk = desk(&[("a.srt", srt), ("b.vtt", vtt), ("c.srt", "46 men\n")]);
    let told = |name: &str| {
        let output = crosscheck_in(desk.path(), &["claims", name, "--format", "jsonl"]);
        let text = stdout(&output);
        let row = |line: &str| {
            let it: Value = serde_json::from_str(line).unwrap();
            let at = |key: &str| usize::try_from(it[key].as_u64().unwrap()).unwrap();
            let file = std::fs::read_to_string(desk.path().join(name)).unwrap();
            assert_eq!(&file[at("start")..at("end")], it["text"].as_str().unwrap());
            let words = it["sentence"].as_str().unwrap().split_whitespace().collect::<Vec<_>>();
            format!(
                "{} {}: {}",
                it["at"].as_str().unwrap(),
                it["text"].as_str().unwrap(),
                words.join(" ")
            )
        };
        text.lines().map(row).collect::<Vec<_>>()
    };
    assert_eq!(
        told("a.srt"),
        [
            "0:00:01 Monday: On Monday police in Leeds arrested 46 men.",
            "0:00:03 46: On Monday police in Leeds arrested 46 men.",
            "0:01:10 9 hours: It took 9 hours.",
            "0:01:10 12: - All of 12?",
        ]
    );
    assert_eq!(
        told("b.vtt"),
        ["1:02:03 46: Police held 46 men & 3 boys.", "1:02:03 3: Police held 46 men & 3 boys.",]
    );
    let output = crosscheck_in(desk.path(), &["check", "c.srt"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stdout(&output).contains("not read: c.srt holds no cue"), "{}", stdout(&output));
}
