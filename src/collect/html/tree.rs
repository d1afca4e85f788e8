//! Which blocks a page has, and which of them are its content.

use super::around::{Standing, standing};
use super::grid::{Grid, GridCell};
use super::suspect::{LEAST, Suspects};
use super::{Run, kind_of};
use crate::claim::{BlockKind, Span};
use crate::collect::Refused;

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements nested deeper than this are nothing a reader could see.
const DEEPEST: usize = 1000;
/// No cell spans more columns.
const WIDEST: usize = 100;
/// All wide cells of a page together cover no more columns.
const MOST_COVERED: usize = 100_000;

/// A block of a page.
#[derive(Debug)]
pub(super) enum Block {
    Text { kind: BlockKind, runs: Vec<Run> },
    Table(Grid),
}

#[derive(Debug)]
struct Placed {
    block: Block,
    is_main: bool,
    article: Option<usize>,
    suspect: Option<usize>,
}

#[derive(Debug)]
struct Open {
    name: String,
    scope: Scope,
}

/// What an element says of the text in it; inner elements inherit it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scope {
    is_skipped: bool,
    /// The innermost element that looks like no content.
    pub(super) suspect: Option<usize>,
    pub(super) style: Style,
    is_main: bool,
    pub(super) article: Option<usize>,
    pub(super) kind: Option<BlockKind>,
    table: Option<usize>,
    cell: Option<Part>,
}

/// How the text of an element looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    pub(super) is_link: bool,
    /// Whether it stands above its line.
    pub(super) is_raised: bool,
}

/// What of a table is open.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Part {
    Caption,
    Cell,
}

/// The elements that are open, and the blocks so far.
#[derive(Debug, Default)]
pub(super) struct Tree {
    open: Vec<Open>,
    blocks: Vec<Placed>,
    suspects: Suspects,
    /// Whether the last block is still being written.
    is_open: bool,
    /// How many columns wide cells have covered so far.
    covered: usize,
}

impl Tree {
    pub(super) fn start(
        &mut self,
        name: &str,
        attribute: impl Fn(&str) -> Option<String>,
        is_closed: bool,
    ) -> Result<(), Refused> {
        self.imply_ends(name);
        let kind = kind_of(name);
        let is_cell = matches!(name, "td" | "th" | "tr" | "table" | "caption");
        self.is_open &= kind.is_none() && !is_cell;
        if VOID.contains(&name) || is_closed && kind.is_none() {
            return Ok(());
        }
        if self.open.len() >= DEEPEST {
            return Err(Refused::from(format!(
                "nests elements deeper than {DEEPEST}, which no page needs; it was not read"
            )));
        }
        let parent = self.scope();
        let mut open = Scope { kind: kind.or(parent.kind), ..parent };
        let is_outside = !open.is_main && open.article.is_none();
        let standing = standing(name, is_outside, &attribute);
        match standing {
            Standing::Never => open.is_skipped = true,
            Standing::Around(rank) if !open.is_skipped => {
                open.suspect = Some(self.suspects.open(open.suspect, rank));
            }
            _ => {}
        }
        open.style.is_link |= name == "a";
        open.style.is_raised |= name == "sup";
        if name == "main" || attribute("role").is_some_and(|it| it == "main") {
            open.is_main = true;
            self.suspects.main(open.suspect);
        }
        if name == "article" && open.article.is_none() && standing == Standing::Open {
            open.article = Some(self.suspects.article(open.suspect));
        }
        if !open.is_skipped {
            self.table(name, &attribute, &mut open);
        }
        self.open.push(Open { name: name.to_owned(), scope: open });
        Ok(())
    }

    fn table(&mut self, name: &str, attribute: &impl Fn(&str) -> Option<String>, open: &mut Scope) {
        if name == "table" {
            if let Some(Placed { block: Block::Table(outer), .. }) =
                open.table.and_then(|it| self.blocks.get_mut(it))
            {
                outer.is_layout = true;
            }
            open.table = Some(self.blocks.len());
            open.cell = None;
            self.place(Block::Table(Grid::default()), open);
            return;
        }
        let Some(Placed { block: Block::Table(grid), .. }) =
            open.table.and_then(|it| self.blocks.get_mut(it))
        else {
            return;
        };
        match name {
            "caption" => open.cell = Some(Part::Caption),
            "tr" => grid.rows.push(Vec::new()),
            "td" | "th" => {
                open.cell = Some(Part::Cell);
                if grid.rows.is_empty() {
                    grid.rows.push(Vec::new());
                }
                let Some(row) = grid.rows.last_mut() else { return };
                let many = |it: &str| attribute(it).and_then(|it| it.trim().parse().ok());
                let (span, rows) = (many("colspan").unwrap_or(1), many("rowspan").unwrap_or(1));
                // A page of nothing but wide cells is none.
                let bounded = |it: usize| {
                    if self.covered < MOST_COVERED { it.clamp(1, WIDEST) } else { 1 }
                };
                let (span, rows) = (bounded(span), bounded(rows));
                self.covered += span * rows - 1;
                let (is_header, suspect) = (name == "th", open.suspect);
                row.push(GridCell { runs: Vec::new(), is_header, span, rows, suspect });
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        self.is_open &=
            kind_of(name).is_none() && !matches!(name, "td" | "th" | "tr" | "table" | "caption");
        if let Some(at) = self.open.iter().rposition(|it| it.name == name) {
            self.open.truncate(at);
        }
    }

    /// Text as it stands in the file.
    pub(super) fn text(&mut self, raw: &str, span: Span) {
        let open = self.scope();
        let is_blank = raw.trim().is_empty();
        if open.is_skipped || is_blank && !self.is_open && open.cell.is_none() {
            return;
        }
        let length = raw.trim().len();
        let Scope { style, suspect, .. } = open;
        let run = Run { span, length, style, suspect };
        let is_telling = !style.is_link || open.kind == Some(BlockKind::Heading);
        self.suspects.text(&open, if is_telling { length } else { 0 });
        if let Some(part) = open.cell
            && let Some(placed) = open.table.and_then(|it| self.blocks.get_mut(it))
            && let Block::Table(grid) = &mut placed.block
        {
            let cell = grid.rows.last_mut().and_then(|it| it.last_mut());
            match part {
                Part::Caption => grid.caption.push(run),
                Part::Cell => {
                    if let Some(cell) = cell {
                        cell.runs.push(run);
                    }
                }
            }
            return;
        }
        if !self.is_open {
            let kind = open.kind.unwrap_or(BlockKind::Paragraph);
            self.place(Block::Text { kind, runs: Vec::new() }, &open);
            self.is_open = true;
        }
        if let Some(placed) = self.blocks.last_mut()
            && let Block::Text { runs, .. } = &mut placed.block
        {
            runs.push(run);
        }
    }

    fn scope(&self) -> Scope {
        self.open.last().map_or_else(Scope::default, |it| it.scope)
    }

    fn place(&mut self, block: Block, open: &Scope) {
        let (is_main, article, suspect) = (open.is_main, open.article, open.suspect);
        self.blocks.push(Placed { block, is_main, article, suspect });
    }

    /// Ends that HTML leaves out: a paragraph before the next block, an entry before the next one.
    fn imply_ends(&mut self, name: &str) {
        let closes: &[&str] = match name {
            "li" => &["p", "li"],
            "dd" | "dt" => &["p", "dd", "dt"],
            "td" | "th" => &["p", "td", "th"],
            "tr" => &["p", "td", "th", "tr", "caption"],
            "tbody" | "thead" | "tfoot" => {
                &["p", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"]
            }
            "option" => &["option"],
            _ if kind_of(name).is_some() && name != "br" || name == "table" => &["p"],
            _ => return,
        };
        while self.open.last().is_some_and(|it| closes.contains(&&*it.name)) {
            self.open.pop();
        }
    }

    /// The blocks of the content: of `main`, of the longest article, or of the page.
    pub(super) fn content(self) -> impl Iterator<Item = Block> {
        let articles = self.suspects.articles();
        let judged = self.suspects.judged();
        let is_out = |it: Option<usize>| it.and_then(|it| judged.get(it)).copied().unwrap_or(false);
        let (mut all, mut of_main, mut of_any) = (0, 0, 0);
        let mut of_article = vec![0; articles];
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for mut it in self.blocks {
            let (length, is_links) = it.block.prune(is_out);
            if matches!(it.block, Block::Table(_)) && is_out(it.suspect) {
                continue;
            }
            all += length;
            of_main += if it.is_main { length } else { 0 };
            if let Some(of_article) = it.article.and_then(|it| of_article.get_mut(it)) {
                *of_article += length;
                of_any += length;
            }
            blocks.push((it, is_links));
        }
        // Of equally long ones the first.
        let longest = (0..articles).rev().max_by_key(|it| of_article[*it]);
        let of_longest = longest.map_or(0, |it| of_article[it]);
        let least = LEAST.min(all / 2);
        let is_of_article = of_longest >= least && of_longest * 2 >= of_any;
        let is_content = move |it: &Placed| match () {
            () if is_of_article && of_longest > 0 => it.article == longest,
            () if of_main >= least && of_main > 0 => it.is_main,
            () => true,
        };
        let content = move |(it, is_links): (Placed, bool)| {
            (is_content(&it) && !is_links).then_some(it.block)
        };
        blocks.into_iter().filter_map(content)
    }
}

impl Block {
    /// Takes out what surrounds the content; tells how much text is left, and whether it leads elsewhere.
    fn prune(&mut self, is_out: impl Fn(Option<usize>) -> bool) -> (usize, bool) {
        let (kind, runs) = match self {
            Self::Table(grid) => return (grid.prune(is_out), false),
            Self::Text { kind, runs } => (*kind, runs),
        };
        runs.retain(|it| !is_out(it.suspect));
        let length: usize = runs.iter().map(|it| it.length).sum();
        let links: usize = runs.iter().filter(|it| it.style.is_link).map(|it| it.length).sum();
        // A headline may be a link.
        (length, kind != BlockKind::Heading && links * 3 > length * 2)
    }
}
