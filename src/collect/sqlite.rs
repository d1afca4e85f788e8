//! SQLite databases: each table is a table, each figure stands at its row and its column.
//!
//! The file is read from memory and only looked at: no view, trigger or function of its own is run.

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row, limits::Limit};

use super::builder::Builder;
use super::sheet;
use super::table::{Cell, Table};
use super::{Context, Reading, Refused};
use crate::claim::{Origin, Source, spoken_key};

/// Cells of all tables beyond this are none that anybody reads.
const MOST_CELLS: usize = 500_000;
/// What every database begins with (SQLite file format, 1.3).
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Longer texts and blobs are not read, in bytes.
const LONGEST: i32 = 1 << 20;
/// The program looks at what it was asked for every so many steps of its machine, and gives up after so many looks: tables
/// of a damaged file can go round in a circle.
const STEPS: i32 = 1_000_000;
const MOST_LOOKS: u32 = 1_000;
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
    let mut left = MOST_CELLS;
    for name in names(&database).map_err(damaged)? {
        let table = table(&database, &name, &mut left).map_err(damaged)?;
        let Some(table) = table else {
            let message = format!(
                "has more cells than there is room for ({MOST_CELLS}); save the table that is needed as .csv"
            );
            return Err(Refused::from(message));
        };
        table.read_aloud(&mut out, context);
        out.close();
    }
    let reading = out.finish();
    if reading.blocks.is_empty() && context.mapping.is_none() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
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
    database.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
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

fn names(database: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut tables = database.prepare(TABLES)?;
    tables.query_map([], |it| it.get(0))?.collect()
}

/// The rows of a table in the order in which they lie; `None` where they are too many.
fn table(database: &Connection, name: &str, left: &mut usize) -> rusqlite::Result<Option<Table>> {
    let mut asked =
        database.prepare(&format!("SELECT * FROM \"{}\"", name.replace('"', "\"\"")))?;
    let columns: Vec<String> = asked.column_names().map(str::to_owned).collect();
    let heading = |it: &String| Cell {
        text: spoken_key(it),
        at: Some(format!("{name}, column {it}")),
        is_header: true,
        ..Cell::default()
    };
    let mut table = Table { name: name.to_owned(), caption: spoken_key(name), ..Table::default() };
    table.rows.push(columns.iter().map(heading).collect());
    let mut found = asked.query([])?;
    while let Some(row) = found.next()? {
        let Some(rest) = left.checked_sub(columns.len()) else { return Ok(None) };
        *left = rest;
        let number = table.rows.len();
        table.rows.push(cells(row, name, number, &columns)?);
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
            ValueRef::Text(it) => (
                String::from_utf8_lossy(it).split_whitespace().collect::<Vec<_>>().join(" "),
                Some(true),
            ),
            ValueRef::Null | ValueRef::Blob(_) => (String::new(), None),
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
