//! Which blocks a page has, and which of them are its content.

use std::collections::BTreeMap;

use super::{Run, kind_of};
use crate::claim::{BlockKind, Span};
use crate::collect::Refused;
use crate::collect::table::{Cell, Table};

/// Elements whose text is never content.
const NEVER: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "nav",
    "aside", "footer", "form", "button", "select", "textarea", "dialog", "menu",
];
/// Context in class names and ids of what surrounds the content.
const AROUND: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "sidebar",
    "footer",
    "breadcrumb",
    "breadcrumbs",
    "related",
    "recommended",
    "recirculation",
    "share",
    "sharing",
    "social",
    "comment",
    "comments",
    "newsletter",
    "subscribe",
    "promo",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "cookie",
    "cookies",
    "banner",
    "popup",
    "modal",
    "teaser",
    "teasers",
    "trending",
    "paywall",
    "consent",
    "toolbar",
    "skip",
];
/// ARIA roles of what surrounds the content.
const ROLES: &[&str] =
    &["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"];
/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements nested deeper than this are nothing a reader could see.
const DEEPEST: usize = 1000;
/// A content area needs so many bytes of text.
const LEAST: usize = 200;
/// A cell with more text than this is part of a layout.
const LONGEST_CELL: usize = 400;
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

/// A table as the page has it.
#[derive(Debug, Default)]
pub(super) struct Grid {
    caption: Vec<Run>,
    rows: Vec<Vec<GridCell>>,
    /// Whether another table stands in it.
    is_layout: bool,
}

/// A cell with the columns that it spans.
#[derive(Debug)]
struct GridCell {
    runs: Vec<Run>,
    is_header: bool,
    span: usize,
    /// How many rows it stands in.
    rows: usize,
}

#[derive(Debug)]
struct Placed {
    block: Block,
    is_main: bool,
    article: Option<usize>,
    /// Bytes of text, and those of them in links.
    length: usize,
    links: usize,
}

#[derive(Debug)]
struct Open {
    name: String,
    scope: Scope,
}

/// What an element says of the text in it; inner elements inherit it.
#[derive(Clone, Copy, Debug, Default)]
struct Scope {
    is_skipped: bool,
    is_link: bool,
    is_main: bool,
    article: Option<usize>,
    kind: Option<BlockKind>,
    table: Option<usize>,
    cell: Option<Part>,
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
    articles: usize,
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
        open.is_skipped |= NEVER.contains(&name) || name == "header" && is_outside;
        open.is_skipped |=
            !matches!(name, "html" | "body" | "main" | "article") && is_around(&attribute);
        open.is_link |= name == "a";
        open.is_main |= name == "main" || attribute("role").is_some_and(|it| it == "main");
        if name == "article" && open.article.is_none() {
            open.article = Some(self.articles);
            self.articles += 1;
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
                row.push(GridCell { runs: Vec::new(), is_header: name == "th", span, rows });
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
        if let Some(part) = open.cell
            && let Some(placed) = open.table.and_then(|it| self.blocks.get_mut(it))
            && let Block::Table(grid) = &mut placed.block
        {
            placed.length += raw.trim().len();
            let cell = grid.rows.last_mut().and_then(|it| it.last_mut());
            match part {
                Part::Caption => grid.caption.push(Run(span)),
                Part::Cell => {
                    if let Some(cell) = cell {
                        cell.runs.push(Run(span));
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
            runs.push(Run(span));
            placed.length += raw.trim().len();
            placed.links += if open.is_link { raw.trim().len() } else { 0 };
        }
    }

    fn scope(&self) -> Scope {
        self.open.last().map_or_else(Scope::default, |it| it.scope)
    }

    fn place(&mut self, block: Block, open: &Scope) {
        let (is_main, article) = (open.is_main, open.article);
        self.blocks.push(Placed { block, is_main, article, length: 0, links: 0 });
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
    pub(super) fn content(&self) -> impl Iterator<Item = &Block> {
        let (mut all, mut of_main, mut of_any) = (0, 0, 0);
        let mut of_article = vec![0; self.articles];
        for it in &self.blocks {
            all += it.length;
            of_main += if it.is_main { it.length } else { 0 };
            if let Some(length) = it.article.and_then(|it| of_article.get_mut(it)) {
                *length += it.length;
                of_any += it.length;
            }
        }
        // Of equally long ones the first.
        let longest = (0..self.articles).rev().max_by_key(|it| of_article[*it]);
        let of_longest = longest.map_or(0, |it| of_article[it]);
        let least = LEAST.min(all / 2);
        let is_of_article = of_longest >= least && of_longest * 2 >= of_any;
        let is_content = move |it: &Placed| match () {
            () if is_of_article && of_longest > 0 => it.article == longest,
            () if of_main >= least && of_main > 0 => it.is_main,
            () => true,
        };
        // A line of links leads elsewhere; a headline may be one.
        let is_links = |it: &Placed| {
            let is_heading = matches!(it.block, Block::Text { kind: BlockKind::Heading, .. });
            !is_heading && it.links * 3 > it.length * 2
        };
        self.blocks.iter().filter(move |it| is_content(it) && !is_links(it)).map(|it| &it.block)
    }
}

impl Grid {
    /// The table with the text of its cells.
    pub(super) fn read_aloud(&self, file: &str) -> Table {
        let cell = |runs: &[Run], is_header| {
            let mut cell = Cell { is_header, ..Cell::default() };
            for run in runs {
                for (text, span) in run.pieces(file) {
                    let start = cell.text.len();
                    cell.text.push_str(&text.replace(['\n', '\r', '\t'], " "));
                    cell.runs.push((Span::new(start, cell.text.len()), span));
                }
            }
            cell
        };
        let caption = cell(&self.caption, false).text;
        // A heading stands above all columns that it spans; a figure stands once.
        let spread = |it: &GridCell| {
            let cell = cell(&it.runs, it.is_header);
            let other = if it.is_header { cell.clone() } else { Cell::default() };
            let others = std::iter::repeat_n(other, it.span - 1);
            std::iter::once(cell).chain(others).collect::<Vec<_>>()
        };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        // Cells that reach into the rows below: how many rows more, by their column.
        let mut below = BTreeMap::<usize, (usize, Cell)>::new();
        for row in &self.rows {
            let mut cells: Vec<Cell> = Vec::new();
            let from_above = |cells: &mut Vec<Cell>, below: &mut BTreeMap<usize, (usize, Cell)>| {
                while let Some((left, cell)) = below.get_mut(&cells.len()) {
                    *left -= 1;
                    let (is_last, cell) = (*left == 0, cell.clone());
                    if is_last {
                        below.remove(&cells.len());
                    }
                    cells.push(cell);
                }
            };
            for it in row {
                from_above(&mut cells, &mut below);
                let spread = spread(it);
                if it.rows > 1 {
                    for (index, cell) in spread.iter().enumerate() {
                        // A label holds for all its rows; a figure stands once.
                        let cell = if cell.is_label() { cell.clone() } else { Cell::default() };
                        below.insert(cells.len() + index, (it.rows - 1, cell));
                    }
                }
                cells.extend(spread);
            }
            from_above(&mut cells, &mut below);
            rows.push(cells);
        }
        let is_layout =
            self.is_layout || rows.iter().flatten().any(|it| it.text.trim().len() > LONGEST_CELL);
        // A layout is read cell by cell.
        let rows =
            if is_layout { rows.into_iter().flatten().map(|it| vec![it]).collect() } else { rows };
        Table { caption: caption.trim().to_owned(), rows, ..Table::default() }
    }
}

/// Whether an element says that it is no content.
fn is_around(attribute: &impl Fn(&str) -> Option<String>) -> bool {
    let is_named = ["class", "id"].iter().filter_map(|it| attribute(it)).any(|names| {
        let mut words = names.split(|it: char| !it.is_alphanumeric());
        words.any(|it| AROUND.iter().any(|around| it.eq_ignore_ascii_case(around)))
    });
    let is_role = attribute("role").is_some_and(|it| ROLES.contains(&&*it));
    let is_hidden = attribute("hidden").is_some()
        || attribute("aria-hidden").is_some_and(|it| it == "true")
        || attribute("style").is_some_and(|it| it.replace(' ', "").contains("display:none"));
    is_named || is_role || is_hidden
}
