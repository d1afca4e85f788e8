//! SQLite databases: each table is a table, each figure stands at its row and its column.
//!
//! The file is read from memory and only looked at: no view, trigger or expression of its own is run.

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row, limits::Limit};

use super::builder::Builder;
use super::sheet;
use super::table::{Cell, Table};
use super::{Context, Reading, Refused};
use crate::claim::{Oddity, Origin, Source, spoken_key};

/// Cells of all tables beyond this are none that anybody reads.
const MOST_CELLS: usize = 500_000;
/// What every database begins with (SQLite file format, 1.3).
const MAGIC: &[u8] = b"SQLite format 3\0";
/// So much text of all cells is kept, in bytes.
const MOST_TEXT: usize = 32 << 20;
/// Longer texts are left out, in bytes.
const LONGEST: usize = 1 << 20;
/// Tables and columns are named by so many characters.
const LONGEST_NAME: usize = 60;
/// The program looks at what it was asked for every so many steps of its machine, and gives up after so many looks: tables
/// of a damaged file can go round in a circle.
const STEPS: i32 = 1_000_000;
const MOST_LOOKS: u32 = 1_000;
/// What can be done about one that is too large.
const TOO_MUCH: &str =
    "has more in it than there is room for; save the table that is needed as .csv";
/// What a desk should know of a database that other programs write at the same time.
const WITH_LOG: &str = "may keep what was written last in a file beside it (-wal), which was not read; close the program that writes it";
/// What an editor can do about a database of views.
const NOTHING: &str = "holds no table with anything in it; save what is needed as .csv";
/// Tables that hold rows; those of the program itself and what modules would have to make are none.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND \
                      rootpage > 0 ORDER BY name";

/// Reads a database.
pub(super) fn read(bytes: &[u8], _: &mut Source, context: Context<'_>) -> Result<Reading, Refused> {
    if !bytes.starts_with(MAGIC) {
        return Err(Refused::from("is no SQLite database".to_owned()));
    }
    if is_cut(bytes) {
        return Err(Refused::from(
            "is no whole SQLite database: it ends before its last page".to_owned(),
        ));
    }
    let damaged = |it: rusqlite::Error| Refused::from(format!("is no whole SQLite database: {it}"));
    let database = opened(as_rollback(bytes)).map_err(damaged)?;
    let mut out = Builder::new(Origin::default());
    let mut left = Left { cells: MOST_CELLS, text: MOST_TEXT };
    for name in names(&database).map_err(damaged)? {
        let table = table(&database, &name, &mut left).map_err(damaged)?;
        let Some(table) = table else { return Err(Refused::from(TOO_MUCH.to_owned())) };
        table.read_aloud(&mut out, context);
        out.close();
    }
    let reading = out.finish();
    if reading.blocks.is_empty() && context.mapping.is_none() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    let with_log = Oddity { line: None, message: WITH_LOG.to_owned(), is_incomplete: false };
    let odd = bytes.get(18..20).is_some_and(|it| it.contains(&2)).then_some(with_log);
    Ok(Reading { odd: odd.into_iter().collect(), ..reading })
}

/// How much may still be kept.
struct Left {
    cells: usize,
    text: usize,
}

impl Left {
    /// Takes room for the cells of a row; `None` where there is too little.
    fn take(&mut self, row: &[Cell]) -> Option<()> {
        let size = |it: &Cell| it.text.len() + it.at.as_ref().map_or(0, String::len);
        self.cells = self.cells.checked_sub(row.len().max(1))?;
        self.text = self.text.checked_sub(row.iter().map(size).sum())?;
        Some(())
    }
}

/// Whether the file has fewer pages than its header says, where the header knows (SQLite file format, 1.3.7).
fn is_cut(bytes: &[u8]) -> bool {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 4).and_then(|it| <[u8; 4]>::try_from(it).ok());
        bytes.map(u32::from_be_bytes)
    };
    let size = bytes.get(16..18).and_then(|it| <[u8; 2]>::try_from(it).ok());
    let size = size.map_or(0, |it| match u16::from_be_bytes(it) {
        1 => 65_536,
        size => u64::from(size),
    });
    let is_known = number(24) == number(92);
    let whole = number(28).map(|it| u64::from(it).saturating_mul(size));
    is_known && whole.is_none_or(|it| u64::try_from(bytes.len()).is_ok_and(|len| len < it))
}

/// The same database without a log beside it, which one in memory cannot have (SQLite file format, 1.3.3).
fn as_rollback(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.iter_mut().skip(18).take(2).for_each(|it| *it = 1);
    bytes
}

/// A database in memory that nothing can be written to, with bounds.
fn opened(bytes: Vec<u8>) -> rusqlite::Result<Connection> {
    let mut database = Connection::open_in_memory_with_flags(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let size = bytes.len();
    database.deserialize_read_exact("main", &*bytes, size, true)?;
    drop(bytes);
    database.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    database.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    database.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    database.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    database.pragma_update(None, "cell_size_check", true)?;
    database.set_limit(Limit::SQLITE_LIMIT_LENGTH, i32::try_from(size).unwrap_or(i32::MAX))?;
    let mut looks = 0;
    database.progress_handler(
        STEPS,
        Some(move || {
            looks += 1;
            looks > MOST_LOOKS
        }),
    )?;
    Ok(database)
}

/// Its tables; one whose name is no text has none that could be asked for.
fn names(database: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut tables = database.prepare(TABLES)?;
    let names = tables.query_map([], |it| Ok(it.get_ref(0)?.as_str().ok().map(str::to_owned)))?;
    names.filter_map(Result::transpose).collect()
}

/// The columns of a table that lie in the file: no expression is worked out for one.
fn columns(database: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut asked = database.prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0")?;
    let names =
        asked.query_map([table], |it| Ok(it.get_ref(0)?.as_str().ok().map(str::to_owned)))?;
    names.filter_map(Result::transpose).collect()
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// As much of a name as is said.
fn short(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}

/// The rows of a table in the order in which they lie; `None` where they are too many.
fn table(database: &Connection, name: &str, left: &mut Left) -> rusqlite::Result<Option<Table>> {
    let columns = columns(database, name)?;
    let (name, source) = (short(name), quoted(name));
    let mut table = Table { name: name.clone(), caption: spoken_key(&name), ..Table::default() };
    if columns.is_empty() {
        return Ok(Some(table));
    }
    let asked: Vec<String> = columns.iter().map(|it| quoted(it)).collect();
    let columns: Vec<String> = columns.iter().map(|it| short(it)).collect();
    let heading = |it: &String| Cell {
        text: spoken_key(it),
        at: Some(format!("{name}, column {it}")),
        is_header: true,
        ..Cell::default()
    };
    table.rows.push(columns.iter().map(heading).collect());
    let mut asked = database.prepare(&format!("SELECT {} FROM {source}", asked.join(", ")))?;
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let cells = cells(row, &name, table.rows.len(), &columns)?;
        if left.take(&cells).is_none() {
            return Ok(None);
        }
        table.rows.push(cells);
    }
    Ok(Some(table))
}

fn cells(
    row: &Row<'_>,
    table: &str,
    number: usize,
    columns: &[String],
) -> rusqlite::Result<Vec<Cell>> {
    let cell = |(index, column): (usize, &String)| {
        let (text, is_text) = match row.get_ref(index)? {
            ValueRef::Integer(it) => (it.to_string(), Some(false)),
            ValueRef::Real(it) => (sheet::exact(it.to_string()), Some(false)),
            ValueRef::Text(it) if it.len() <= LONGEST => {
                let text = String::from_utf8_lossy(it);
                (text.split_whitespace().collect::<Vec<_>>().join(" "), Some(true))
            }
            ValueRef::Text(_) | ValueRef::Null | ValueRef::Blob(_) => (String::new(), None),
        };
        Ok(Cell {
            text,
            is_text,
            at: Some(format!("{table}, row {number}, column {column}")),
            place: Some((number, index + 1)),
            ..Cell::default()
        })
    };
    columns.iter().enumerate().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    /// The text that is read of a database, and what is told of it.
    fn told(statements: &str) -> Result<(String, usize), Refused> {
        let mut database = Connection::open_in_memory().unwrap();
        database.execute_batch(statements).unwrap();
        let bytes = database.serialize("main").unwrap();
        let context = Context::of(Lexicon::english().unwrap());
        let reading = read(&bytes, &mut Source::at("a.db"), context)?;
        Ok((reading.text.unwrap().to_string(), reading.odd.len()))
    }

    #[test]
    fn what_a_database_would_work_out_is_not_asked_for() {
        let table = "create table storms(port text, boats_sunk integer, noise text as (printf('%09d', boats_sunk)));";
        let view = "create view more as select boats_sunk + 1000 as lost from storms;";
        let rows = "insert into storms(port, boats_sunk) values ('Ilo', 31), ('Callao', 40);";
        let read = told(&format!("{table}{view}{rows}")).unwrap();
        assert_eq!(
            read,
            ("31 boats sunk, Ilo, storms\n40 boats sunk in Callao, storms\n".to_owned(), 0)
        );
    }

    #[test]
    fn a_large_value_leaves_the_others_and_a_long_name_is_cut() {
        let name = "n".repeat(5_000);
        let statements = format!(
            "create table \"{name}\"(port text, photo blob, note text, boats_sunk integer); insert into \"{name}\" values \
             ('Ilo', zeroblob(3000000), printf('%2000000d', 1), 31), ('Callao', null, 'calm', 40);"
        );
        let (text, _) = told(&statements).unwrap();
        let name = "n".repeat(LONGEST_NAME);
        assert_eq!(
            text,
            format!("31 boats sunk, Ilo, {name}\n40 boats sunk in Callao, calm, {name}\n")
        );
    }

    #[test]
    fn what_would_take_too_much_room_is_refused() {
        let statements = "create table t(a text, b integer); with recursive n(i) as (select 1 union all select i + 1 from n \
                          limit 40) insert into t select printf('%01000000d', i), i from n;";
        assert_eq!(told(statements).unwrap_err().message, TOO_MUCH);
    }
}
