"""Asks a SQLite database for rows, reading only: FILE SQL. One row a line, columns apart by tabs."""
import sqlite3
import sys

file, sql = sys.argv[1:]
with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=20) as database:
    for row in database.execute(sql):
        print("\t".join("" if value is None else str(value) for value in row))
