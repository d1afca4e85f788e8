use std::fs;

use crate::support::{crosscheck, stdout};

/// The screens of the README: a fenced `console` block whose first line is `$ crosscheck …`.
fn screens(readme: &str) -> Vec<(String, String)> {
    let blocks = readme.split("```console\n").skip(1);
    blocks
        .filter_map(|it| it.split_once("\n```").map(|it| it.0))
        .filter_map(|it| it.strip_prefix("$ ")?.split_once('\n'))
        .map(|(command, screen)| (command.to_owned(), screen.to_owned()))
        .collect()
}

#[test]
fn every_screen_is_what_the_command_prints() {
    let screens = screens(&fs::read_to_string("README.md").unwrap());
    assert!(screens.len() >= 3, "the README shows too little");
    for (command, screen) in screens {
        let args: Vec<&str> = command.split_whitespace().skip(1).collect();
        let printed = stdout(&crosscheck(&args));
        // A line of dots stands for what is left out.
        for part in screen.split("[…]\n") {
            assert!(
                printed.contains(part.trim_end()),
                "`{command}` prints:\n{printed}\nnot:\n{part}"
            );
        }
    }
}
