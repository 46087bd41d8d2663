-- The log. Only body, leaf and chain are evidence; the other columns are copies for searching, and `audit verify` compares them.
CREATE TABLE audit_record (
  seq         INTEGER PRIMARY KEY,
  ts          TEXT NOT NULL,
  type        TEXT NOT NULL,
  agent       TEXT,
  call_id     TEXT,
  tool        TEXT,
  decision    TEXT,
  rule_id     TEXT,
  outcome     TEXT,
  intent_seq  INTEGER,
  approval_id TEXT,
  rows        INTEGER,
  node        TEXT NOT NULL,
  body        BLOB NOT NULL,
  leaf        BLOB NOT NULL CHECK (length(leaf) = 32),
  chain       BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;

-- Usage in a window is counted inside this index alone.
CREATE INDEX audit_record_usage ON audit_record (agent, type, ts, rows) WHERE agent IS NOT NULL;
CREATE INDEX audit_record_call ON audit_record (call_id) WHERE call_id IS NOT NULL;

-- Intents that have no outcome yet: a handful at any time.
CREATE TABLE open_intent (
  seq  INTEGER PRIMARY KEY REFERENCES audit_record (seq),
  node TEXT NOT NULL,
  plan TEXT
) STRICT;

CREATE TABLE approval (
  id              TEXT PRIMARY KEY,
  workflow        TEXT NOT NULL,
  requested_by    TEXT NOT NULL,
  tool            TEXT NOT NULL,
  portal          TEXT NOT NULL,
  part            TEXT,
  digest          TEXT NOT NULL,
  subject         TEXT NOT NULL,
  asks            TEXT NOT NULL,
  self_allowed    INTEGER NOT NULL,
  reason_required INTEGER NOT NULL,
  requested_at    TEXT NOT NULL,
  decide_by       TEXT NOT NULL,
  use_within      INTEGER NOT NULL,
  requested_seq   INTEGER NOT NULL UNIQUE REFERENCES audit_record (seq),
  used_by_seq     INTEGER UNIQUE REFERENCES audit_record (seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX approval_digest ON approval (digest, requested_seq);

CREATE TABLE approval_vote (
  approval TEXT NOT NULL REFERENCES approval (id),
  person   TEXT NOT NULL,
  key_id   TEXT NOT NULL,
  approves INTEGER NOT NULL,
  reason   TEXT NOT NULL,
  at       TEXT NOT NULL,
  seq      INTEGER NOT NULL REFERENCES audit_record (seq),
  PRIMARY KEY (approval, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE submit (
  plan       TEXT PRIMARY KEY,
  workflow   TEXT NOT NULL,
  portal     TEXT NOT NULL,
  form       TEXT NOT NULL,
  state      TEXT NOT NULL,
  reference  TEXT,
  claimed_at TEXT NOT NULL,
  intent_seq INTEGER NOT NULL REFERENCES audit_record (seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX submit_usage ON submit (workflow, claimed_at);

CREATE TABLE workflow_standing (
  workflow         TEXT PRIMARY KEY,
  registered_at    TEXT NOT NULL,
  attested_at      TEXT,
  attested_by      TEXT,
  suspended_at     TEXT,
  suspended_by     TEXT,
  suspended_reason TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE access_key (
  id          TEXT PRIMARY KEY,
  realm       TEXT NOT NULL CHECK (realm IN ('workflow', 'person')),
  subject     TEXT NOT NULL,
  held_by     TEXT NOT NULL,
  secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
  issued_at   TEXT NOT NULL,
  issued_by   TEXT NOT NULL,
  used_at     TEXT,
  revoked_at  TEXT,
  revoked_by  TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE config_revision (
  revision  TEXT PRIMARY KEY,
  loaded_at TEXT NOT NULL,
  seq       INTEGER NOT NULL REFERENCES audit_record (seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE config_document (
  revision TEXT NOT NULL REFERENCES config_revision (revision),
  path     TEXT NOT NULL,
  content  BLOB NOT NULL,
  PRIMARY KEY (revision, path)
) STRICT, WITHOUT ROWID;
