import { FORMAT } from "../../format/limits.ts";
import { checksum } from "./seal.ts";

/** To be raised with any change of what is kept: how files are read, or what a law says of them. Tables, format and seal count by themselves. */
const READING = 10;

/**
 * The tables of the index. Times are milliseconds since 1970 UTC, so that they compare as numbers. `issue` holds what filters and orders
 * need and is narrow, since lists scan it; `content` holds the rest of an issue and is read only for rows that are shown.
 */
export const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE issue (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  status TEXT NOT NULL,
  type TEXT NOT NULL,
  priority INTEGER NOT NULL,
  parent TEXT,
  assignee TEXT,
  by TEXT NOT NULL,
  created INTEGER NOT NULL,
  due INTEGER,
  closed INTEGER,
  outcome TEXT,
  origin_project TEXT,
  origin_actor TEXT,
  lease TEXT,
  lease_by TEXT,
  lease_until INTEGER,
  hindrances TEXT,
  hold_until TEXT,
  held_by TEXT,
  hold INTEGER,
  gates TEXT,
  blocked INTEGER NOT NULL DEFAULT 0,
  cyclic INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX issue_order ON issue (priority, created, id);
CREATE INDEX issue_clear ON issue (priority, created, id) WHERE hindrances IS NULL;
CREATE INDEX issue_parent ON issue (parent, status, outcome) WHERE parent IS NOT NULL;
CREATE INDEX issue_assignee ON issue (assignee) WHERE assignee IS NOT NULL;
CREATE INDEX issue_leased ON issue (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX issue_cyclic ON issue (id) WHERE cyclic = 1;
CREATE INDEX issue_origin ON issue (origin_project) WHERE origin_project IS NOT NULL;
CREATE INDEX issue_arrived ON issue (created) WHERE origin_project IS NOT NULL;
CREATE INDEX issue_proposed ON issue (created) WHERE status = 'proposed';
CREATE TABLE content (n INTEGER PRIMARY KEY, json TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE label (label TEXT, n INTEGER, PRIMARY KEY (label, n)) WITHOUT ROWID;
CREATE TABLE edge (target TEXT, kind TEXT, source TEXT, PRIMARY KEY (target, kind, source)) WITHOUT ROWID;
CREATE INDEX edge_elsewhere ON edge (target, kind, source) WHERE instr(target, ':') > 0;
CREATE TABLE elsewhere (address TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE message (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  thread TEXT NOT NULL,
  sender TEXT NOT NULL,
  in_reply_to TEXT,
  weight INTEGER NOT NULL,
  json TEXT NOT NULL,
  UNIQUE (thread, id)
);
CREATE INDEX message_id ON message (id);
CREATE INDEX message_sender ON message (sender, thread, id);
CREATE INDEX message_answer ON message (in_reply_to, sender) WHERE in_reply_to IS NOT NULL;
CREATE TABLE addressee (
  name TEXT, weight INTEGER, id TEXT, n INTEGER, thread TEXT, sender TEXT,
  PRIMARY KEY (name, weight, id, n)
) WITHOUT ROWID;
CREATE TABLE asked (
  name TEXT, id TEXT, n INTEGER, thread TEXT, sender TEXT, weight INTEGER, deadline INTEGER,
  PRIMARY KEY (name, id, n)
) WITHOUT ROWID;
CREATE INDEX asked_deadline ON asked (name, deadline) WHERE deadline IS NOT NULL;
CREATE TABLE outbox (id TEXT PRIMARY KEY, project TEXT NOT NULL, under_way INTEGER NOT NULL DEFAULT 0, json TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX outbox_project ON outbox (project, id);
CREATE INDEX outbox_under_way ON outbox (id) WHERE under_way = 1;
CREATE TABLE outbox_mark (entry TEXT, state TEXT, json TEXT NOT NULL, PRIMARY KEY (entry, state)) WITHOUT ROWID;
CREATE TABLE record (
  kind TEXT, id TEXT, part TEXT, issue TEXT, live_until INTEGER, json TEXT NOT NULL,
  PRIMARY KEY (kind, id, part)
) WITHOUT ROWID;
CREATE INDEX record_live ON record (kind, live_until) WHERE part = '' AND live_until > 0;
CREATE TABLE reserved (beginning TEXT, id TEXT, PRIMARY KEY (beginning, id)) WITHOUT ROWID;
CREATE INDEX reserved_id ON reserved (id);
CREATE TABLE gate (issue TEXT, decision TEXT, until TEXT, PRIMARY KEY (issue, decision)) WITHOUT ROWID;
CREATE INDEX gate_decision ON gate (decision);
CREATE INDEX record_issue ON record (issue, kind, id) WHERE issue IS NOT NULL;
CREATE TABLE lease_file (
  issue TEXT, epoch INTEGER, kind TEXT, renewal INTEGER, json TEXT NOT NULL,
  PRIMARY KEY (issue, epoch, kind, renewal)
) WITHOUT ROWID;
CREATE TABLE claimant (
  issue TEXT, epoch INTEGER, name TEXT, session TEXT, marker TEXT, at INTEGER,
  PRIMARY KEY (issue, epoch)
) WITHOUT ROWID;
CREATE INDEX claimant_name ON claimant (name, at);
CREATE INDEX claimant_session ON claimant (session, at) WHERE session IS NOT NULL;
CREATE INDEX claimant_marker ON claimant (marker) WHERE marker IS NOT NULL;
CREATE TABLE invalid (path TEXT PRIMARY KEY, line INTEGER, reason TEXT NOT NULL, issue TEXT) WITHOUT ROWID;
CREATE INDEX invalid_issue ON invalid (issue) WHERE issue IS NOT NULL;
CREATE TABLE revision (seq INTEGER PRIMARY KEY, oid TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE touch (seq INTEGER, issue TEXT, previous INTEGER, PRIMARY KEY (seq, issue)) WITHOUT ROWID;
CREATE TABLE touched (issue TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
  title, body, messages, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);
`;

/** Put in by the build: to work it out takes longer than to open the index. Not there when run from source. */
declare const BUILT_SCHEMA_VERSION: string | undefined;

/** Another version's index is thrown away: that of other tables, another ledger format or another reading. */
export const SCHEMA_VERSION =
  typeof BUILT_SCHEMA_VERSION === "undefined" ? `${READING}.${FORMAT}.${checksum(SCHEMA)}` : BUILT_SCHEMA_VERSION;

export const FIRST_META = `INSERT INTO meta (key, value) VALUES ('schema', '${SCHEMA_VERSION}'), ('tip', NULL), ('project', NULL), ('elsewhere', NULL)`;
