-- What a person has to do while a workflow signs in.
CREATE TABLE hand_off (
  id       TEXT PRIMARY KEY,
  workflow TEXT NOT NULL,
  portal   TEXT NOT NULL,
  title    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  say      TEXT NOT NULL,
  until    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
