//! The formats of reports: what each says, and that all count alike.

use std::fs;

use serde_json::Value;

#[cfg(unix)]
use crate::support::terminal::Terminal;
use crate::support::{crosscheck, crosscheck_in, desk, stderr, stdout};

/// Two texts that disagree, with a character that every format must write in its own way.
fn disagreeing() -> tempfile::TempDir {
    desk(&[
        (
            "a b.md",
            "In Norway police sent home 68,000 migrants & 3 <b>dogs</b>, the ministry in Oslo said.\n",
        ),
        ("c.md", "In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n"),
    ])
}

fn report(format: &str) -> String {
    let desk = disagreeing();
    stdout(&crosscheck_in(desk.path(), &["check", ".", "--format", format]))
}

/// Every format, whole. Of the page without what is the same in each: style, script and the embedded data.
#[test]
fn every_format_is_told_whole() {
    for format in ["text", "json", "markdown", "html", "sarif", "junit", "github", "gitlab"] {
        let mut text = report(format).replace(env!("CARGO_PKG_VERSION"), "VERSION");
        for (from, to) in [("<style>", "</style>"), ("<script", "</script>")] {
            while let Some((before, rest)) = text.split_once(from) {
                text = before.to_owned() + rest.split_once(to).unwrap().1;
            }
        }
        insta::assert_snapshot!(format!("report_{format}"), text);
    }
    let desk = disagreeing();
    let told: [&[&str]; 5] = [
        &["claims"],
        &["claims", "--format", "jsonl"],
        &["claims", "--format", "csv"],
        &["facts"],
        &["facts", "--format", "json"],
    ];
    for args in told {
        let text = stdout(&crosscheck_in(desk.path(), &[&[args[0], "."], &args[1..]].concat()));
        let name = format!("{}_{}", args[0], args.last().unwrap());
        insta::assert_snapshot!(name, text);
    }
}

/// A document that is not ready yet keeps the run waiting until it is written.
#[cfg(unix)]
#[test]
fn long_work_shows_how_far_it_is() {
    let desk = disagreeing();
    let pipe = desk.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::write(desk.path().join("d.slow"), "").unwrap();
    let args = ["check", "c.md", "d.slow", "--preprocess", "sh -c 'cat pipe'"];
    let mut terminal = Terminal::open(desk.path(), &args, (30, 90));
    let shown = terminal.sees("reading documents");
    assert!(shown.contains(" 0/2 · 1s"), "{shown}");
    fs::write(&pipe, "In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n")
        .unwrap();
    let shown = terminal.shows("single-source");
    assert_eq!(
        shown.trim_end(),
        "confirmed\n  ✓ 68,000 migrants, arrested  (c.md:1, d.slow:1)\n\n\
         2 sources · 2 numbers · 2 claims in 1 fact · 0 no claims\n\
         0 findings (0 errors, 0 warnings, 0 notes) · 1 confirmed · 0 single-source"
    );
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn markdown_shows_both_passages() {
    assert_eq!(
        report("markdown"),
        "# crosscheck\n\n\
         2 sources · 3 numbers · 3 claims in 2 facts · 0 no claims  \n\
         1 finding (0 errors, 1 warning, 0 notes) · 0 confirmed · 1 single-source\n\n\
         | | rule | what | where |\n|---|---|---|---|\n\
         | warning | same-figure-different-action | 68,000 migrants: one source says \"sent home\", \
         another \"arrested\" | a b.md:1, c.md:1 |\n\n\
         ## warning: 68,000 migrants: one source says \"sent home\", another \"arrested\"\n\n\
         the same figure for the same group, told of two acts; at most one reading is right \
         (`same-figure-different-action` ID)\n\n\
         > **a b.md, undated** (a b.md:1)  \n\
         > In Norway police sent home **68,000** migrants & 3 \\<b\\>dogs\\</b\\>, the ministry in Oslo said.\n\n\
         > **c.md, undated** (c.md:1)  \n\
         > In Norway police arrested **68,000** migrants, the ministry in Oslo said.\n\n"
            .replace("ID", &id())
    );
}

/// The short fingerprint of the finding.
fn id() -> String {
    let report: Value = serde_json::from_str(&report("json")).unwrap();
    report["findings"][0]["fingerprint"].as_str().unwrap()[..6].to_owned()
}

#[test]
fn github_gets_annotations() {
    assert_eq!(
        report("github"),
        "::warning file=a b.md,line=1,col=28,title=same-figure-different-action::68,000 migrants: one source says \
         \"sent home\", another \"arrested\"%0Aa b.md:1: 68,000%0Ac.md:1: 68,000\n"
    );
}

#[test]
fn github_annotations_are_capped_and_the_job_summary_has_all() {
    let wrong = |n: usize| {
        format!(
            "In {} the school had {} pupils: {} girls and 97 boys.\n\n",
            1950 + n,
            177 + n,
            60 + n
        )
    };
    let text: String = (0..12).map(wrong).collect();
    let desk = desk(&[("a.md", &text)]);
    let summary = desk.path().join("summary.md");
    fs::write(&summary, "# Earlier step\n").unwrap();
    let mut command = assert_cmd::Command::cargo_bin("crosscheck").unwrap();
    let output = command
        .current_dir(desk.path())
        .args(["check", "a.md", "--only", "sum", "--format", "github"])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    let text = stdout(&output);
    assert_eq!(text.matches("::error ").count(), 10, "{text}");
    assert!(
        text.ends_with("::notice title=crosscheck::2 more; the job summary shows them all\n"),
        "{text}"
    );
    let table = fs::read_to_string(&summary).unwrap();
    assert!(table.starts_with("# Earlier step\n# crosscheck\n"), "{table}");
    assert_eq!(table.matches("| error | sum |").count(), 12, "{table}");
}

#[test]
fn gitlab_gets_code_quality() {
    let report: Value = serde_json::from_str(&report("gitlab")).unwrap();
    let it = &report[0];
    assert_eq!(report.as_array().unwrap().len(), 1);
    assert_eq!(it["check_name"], "same-figure-different-action");
    assert_eq!(it["severity"], "minor");
    assert_eq!(
        (&it["location"]["path"], &it["location"]["lines"]["begin"]),
        (&"a b.md".into(), &1.into())
    );
    assert!(it["description"].as_str().unwrap().ends_with("(c.md:1 68,000)"));
}

#[test]
fn sarif_has_the_second_passage_as_a_related_location() {
    let report: Value = serde_json::from_str(&report("sarif")).unwrap();
    let run = &report["runs"][0];
    let result = &run["results"][0];
    assert_eq!((&report["version"], &result["level"]), (&"2.1.0".into(), &"warning".into()));
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], result["ruleId"]);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b.md");
    let region = &place["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&1.into(), &28.into(), &34.into())
    );
    let related = &result["relatedLocations"][0];
    assert_eq!(
        (&related["id"], &related["message"]["text"]),
        (&1.into(), &"68,000 migrants, arrested".into())
    );
    assert!(result["message"]["text"].as_str().unwrap().ends_with("\n[68,000](1) c.md"));
    assert!(result["partialFingerprints"]["crosscheck/v1"].as_str().unwrap().starts_with(&id()));
}

#[test]
fn junit_has_a_case_for_each_fact_and_finding() {
    let desk = disagreeing();
    let xml = |fail_on: &str| {
        let args = ["check", ".", "--format", "junit", "--fail-on", fail_on];
        stdout(&crosscheck_in(desk.path(), &args))
    };
    assert!(xml("error").contains("tests=\"2\" failures=\"0\""), "a warning fails nothing");
    let xml = xml("warning");
    assert!(
        xml.contains("<testsuites name=\"crosscheck\" tests=\"2\" failures=\"1\" errors=\"0\">"),
        "{xml}"
    );
    assert!(
        xml.contains("classname=\"same-figure-different-action\">\n            <failure message="),
        "{xml}"
    );
    assert!(xml.contains("classname=\"single-source\"/>"), "{xml}");
}

#[test]
fn several_reports_are_written_at_once_and_count_alike() {
    let desk = disagreeing();
    let mut args = vec!["check".to_owned(), ".".to_owned(), "-q".to_owned()];
    for (format, file) in [
        ("json", "r.json"),
        ("sarif", "r.sarif"),
        ("gitlab", "r.gitlab"),
        ("junit", "r.xml"),
        ("markdown", "r.markdown"),
        ("github", "r.github"),
        ("text", "r.text"),
        ("html", "r.html"),
    ] {
        args.extend(["--emit".to_owned(), format!("{format}={file}")]);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let output = crosscheck_in(desk.path(), &args);
    assert_eq!(output.status.code(), Some(0));
    // What is written to a file is whole, however little the terminal is to show.
    let markdown = fs::read_to_string(desk.path().join("r.markdown")).unwrap();
    assert_eq!(markdown, report("markdown"));
    // Others may read a report as far as they may read any new file, and nothing else is left behind.
    fs::write(desk.path().join("any"), "").unwrap();
    let mode = |name: &str| fs::metadata(desk.path().join(name)).unwrap().permissions();
    assert_eq!(mode("r.html"), mode("any"));
    assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 11);
    let output = crosscheck_in(desk.path(), &["check", ".", "--emit", "html=none/r.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!stderr(&output).contains(".tmp"), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(desk.path().join(name)).unwrap();
    let json = |name: &str| -> Value { serde_json::from_str(&read(name)).unwrap() };
    assert_eq!(json("r.json")["summary"]["findings"]["warning"], 1);
    assert_eq!(json("r.sarif")["runs"][0]["results"].as_array().unwrap().len(), 1);
    assert_eq!(json("r.gitlab").as_array().unwrap().len(), 1);
    assert!(read("r.xml").contains("<property name=\"warnings\" value=\"1\"/>"));
    assert_eq!(read("r.github").lines().count(), 1);
    for name in ["r.markdown", "r.text", "r.html"] {
        assert!(read(name).contains("1 finding (0 errors, 1 warning, 0 notes)"), "{name}");
    }
    // What cannot be written is said, and nothing is left half done.
    let args = ["check", ".", "--emit", "json=none/r.json"];
    let output = crosscheck_in(desk.path(), &args);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot write `none/r.json`"));
    let unknown = crosscheck_in(desk.path(), &["check", ".", "--emit", "jsn=r"]);
    assert!(stderr(&unknown).contains("there is no format `jsn`"));
}

#[test]
fn figures_without_support_are_told_to_programs_as_well() {
    let args = ["check", "sources/draft.md", "--against", "sources", "--format", "github"];
    let text = stdout(&crosscheck(&args));
    let lines: Vec<&str> =
        text.lines().filter(|it| it.contains("title=unsupported-figure")).collect();
    assert_eq!(
        lines,
        [
            "::warning file=sources/draft.md,line=7,col=57,title=unsupported-figure::35 (“… brought 2,141 arrests this year, and 35 judges came to Kunming.”): found nowhere in the sources%0Asources/draft.md:7: 35"
        ]
    );
    assert_eq!(text.matches("title=rounded-figure").count(), 1);
}

#[test]
fn html_is_one_file_that_asks_for_nothing() {
    let html = report("html");
    let text = html.split("<style>").next().unwrap().to_owned()
        + html.split("</style>").nth(1).unwrap().split("<script>").next().unwrap();
    // Nothing is fetched, and what the sources say is text.
    for outside in ["http:", "https:", "src=", "@import", "url(", "<link", "fetch(", "<b>"] {
        assert!(!html.contains(outside), "{outside}");
    }
    for part in [
        "<h1>One question is open.</h1>",
        "<p class=\"counts\">1 finding (0 errors, 1 warning, 0 notes) · 0 confirmed · 1 single-source<br>",
        // What only one of the two says is marked.
        "<blockquote><p>In Norway police <span class=\"own\">sent home </span><mark>68,000</mark> migrants <span class=\"own\">&amp; 3 &lt;b&gt;dogs&lt;&#x2f;b&gt;, </span>the ministry in Oslo said.</p></blockquote>",
        "<blockquote><p>In Norway police <span class=\"own\">arrested </span><mark>68,000</mark> migrants, the ministry in Oslo said.</p></blockquote>",
        // What sha256sum prints of the file.
        "<td><code>029f1083880e01aa086c3ac59fc044d07ce142ca8a3324a8c9f65afb713726d9</code></td>",
        "<td>same-figure-different-action</td><td>68,000</td>",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // Every link leads to a place on the page.
    let ids: std::collections::BTreeSet<&str> =
        text.split(" id=\"").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    let links: Vec<&str> =
        text.split("href=\"#").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    assert!(links.len() > 8, "{}", links.len());
    for link in links {
        assert!(ids.contains(link), "#{link} leads nowhere");
    }
    // A fact whose figures allow different things is drawn, newest first.
    let desk = desk(&[
        (
            "a.md",
            "---\npublished: 2025-03-02\n---\nThe quake in Chile killed about 100 people on 1 March 2025.\n",
        ),
        (
            "b.md",
            "---\npublished: 2025-03-03\n---\nThe quake in Chile killed at least 96 people on 1 March 2025.\n",
        ),
    ]);
    let html = stdout(&crosscheck_in(desk.path(), &["check", ".", "--format", "html"]));
    let plot = html.split("<figure class=\"plot\">").nth(1).unwrap();
    let plot = plot.split("</figure>").next().unwrap();
    let rows: Vec<&str> = plot.split("<td>20").skip(1).map(|it| &it[..8]).collect();
    assert_eq!(rows, ["25-03-03", "25-03-02"]);
    for part in
        ["<td>96 or more</td>", "<td>90 to 110</td>", "<path d=\"M592 9l7 5l-7 5\" class=\"end\"/>"]
    {
        assert!(plot.contains(part), "{part}\n{plot}");
    }
    let draft = ["check", "sources/draft.md", "--against", "sources", "--format", "html"];
    let html = stdout(&crosscheck(&draft));
    assert!(
        html.contains("7 figures: 3 supported · 1 only by rounding · 1 unconfirmed"),
        "no counts of the draft"
    );
    assert!(html.contains("<tr class=\"unsupported\"><th scope=\"row\">35<br>"), "no coverage");
}

#[test]
fn the_latest_of_a_running_count_is_the_fact() {
    let folder = "tests/cases/conflicting-figures/running-count";
    let output = crosscheck(&["facts", folder, "--format", "json"]);
    let facts: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let fact = &facts[0];
    assert_eq!(
        (&fact["verdict"], &fact["value"]["stated"]),
        (&"superseded".into(), &"2122".into())
    );
    let place = |of: &str| fact[of][0]["source"].as_str().unwrap().strip_prefix(folder).unwrap();
    assert_eq!((place("supporting"), place("against")), ("/b.txt", "/a.txt"));
}
