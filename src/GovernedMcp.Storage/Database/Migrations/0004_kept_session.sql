-- What makes a browser signed in, sealed under a key beside the database; the other columns are sealed with it.
CREATE TABLE kept_session (
  workflow     TEXT NOT NULL,
  portal       TEXT NOT NULL,
  origin       TEXT NOT NULL,
  credential   TEXT NOT NULL,
  value        TEXT NOT NULL,
  skill        TEXT NOT NULL,
  signed_in_at TEXT NOT NULL,
  sealed       BLOB NOT NULL,
  PRIMARY KEY (workflow, portal)
) STRICT;
