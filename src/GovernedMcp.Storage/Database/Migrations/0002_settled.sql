-- What a person found who looked for a submit whose outcome was unknown: one for a submit, the first.
CREATE TABLE submit_settlement (
  plan     TEXT PRIMARY KEY REFERENCES submit (plan),
  person   TEXT NOT NULL,
  key_id   TEXT NOT NULL,
  happened INTEGER NOT NULL,
  comment  TEXT NOT NULL,
  at       TEXT NOT NULL,
  seq      INTEGER NOT NULL REFERENCES audit_record (seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX submit_unknown ON submit (intent_seq) WHERE state = 'unknown';
