-- What is held against signing in to an account, and whose turn it is. Marks only: no name, no value.
CREATE TABLE sign_in_account (
  account        TEXT PRIMARY KEY,
  portal         TEXT NOT NULL,
  credential     TEXT NOT NULL,
  failures       INTEGER NOT NULL DEFAULT 0,
  last_failure   TEXT,
  turned_down    TEXT NOT NULL DEFAULT '',
  locked_until   TEXT,
  unsuited_skill TEXT,
  unsuited_part  TEXT,
  turn           TEXT,
  turn_until     TEXT
) STRICT, WITHOUT ROWID;

-- The last one-time code that was made from a seed.
CREATE TABLE one_time_code (
  seed TEXT PRIMARY KEY,
  step INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
