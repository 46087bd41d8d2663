#!/usr/bin/env python3
"""Checks the chain of an audit log, without any code of governed-mcp. The format is in docs/audit.md.

  audit-verify.py governed-mcp.db|export.jsonl [--trusted NUMBER:LINK]

Reads a copy of the database or an export. Checks numbers, bytes, hashes, links, columns and the trusted end; what the records
mean (acts, approvals) is for `governed-mcp audit verify`. Exit: 0 intact, 1 tampered, 3 could not run.
"""
import hashlib
import json
import sqlite3
import sys

ROOT = bytes(32)
LARGEST = 2**53 - 1
COLUMNS = ["ts", "type", "agent", "call_id", "tool", "decision", "rule_id", "outcome", "intent_seq", "approval_id", "rows", "node"]


class Unreadable(Exception):
    pass


def canonical(value):
    """RFC 8785 over texts, truth values, null and whole numbers."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("number too large")
        return str(value)
    if isinstance(value, str):
        value.encode("utf-8")  # half a surrogate pair has no bytes
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    raise ValueError("a value that has no canonical form")


def parse(body):
    def no_key_twice(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError("a key twice")
        return dict(pairs)

    return json.loads(body.decode("utf-8"), object_pairs_hook=no_key_twice)


def rows_of_database(path):
    # Read-only and never creating: an empty database would look like a log without records.
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for row in connection.execute(f"SELECT seq, leaf, chain, body, {', '.join(COLUMNS)} FROM audit_record ORDER BY seq"):
        yield row[0], row[1], row[2], row[3], dict(zip(COLUMNS, row[4:]))


def rows_of_export(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["seq"], bytes.fromhex(row["leaf"]), bytes.fromhex(row["chain"]), row["body"].encode("utf-8"), None


def wrong(expected, row, link, log_id):
    """The first thing that is wrong with a row, or None; and what the row says."""
    seq, leaf, chain, body, columns = row
    if seq != expected:
        return f"missing; number {seq} stands in its place", None
    if hashlib.sha256(b"\0" + body).digest() != leaf:
        return "the body differs from its leaf hash", None
    if hashlib.sha256(b"audit/v1/chain\0" + seq.to_bytes(8, "big") + link + leaf).digest() != chain:
        return "the link differs from its body and the link before", None
    try:
        said = parse(body)
        if canonical(said).encode("utf-8") != body:
            return "the body is not in canonical form", None
    except (ValueError, RecursionError):
        return "the body is not a record", None
    if said.get("v") != 1:
        raise Unreadable(f"record {seq} has format {said.get('v')}")
    if said.get("seq") != seq or said.get("prev") != link.hex() or said.get("log_id") != (log_id or said.get("log_id")):
        return "the body says that it belongs elsewhere", None
    if (said.get("type") == "genesis") != (seq == 1):
        return "a log has one genesis, and it comes first", None
    if columns and any(columns[name] != said.get(name) for name in COLUMNS):
        return "a column differs from the body", None
    return None, said


def verify(rows, trusted):
    seq, link, log_id = 0, ROOT, None
    for row in rows:
        bad, said = wrong(seq + 1, row, link, log_id)
        if not bad and trusted and trusted[0] == row[0] and trusted[1] != row[2]:
            bad = "the link differs from the trusted one"
        if bad:
            return 1, f"tampered: record {seq + 1}: {bad}"
        seq, link, log_id = row[0], row[2], said["log_id"]
    if seq == 0 or (trusted and seq < trusted[0]):
        return 1, f"tampered: record {seq + 1}: missing; the log ends before it should"
    tail = "and the trusted end is part of it" if trusted else f"tail unverified: compare `{seq}:{link.hex()}` with a copy kept elsewhere"
    return 0, f"intact; complete up to record {seq}, {tail}"


def main(arguments):
    try:
        trusted = None
        if "--trusted" in arguments:
            number, link = arguments.pop(arguments.index("--trusted") + 1).split(":")
            arguments.remove("--trusted")
            trusted = int(number), bytes.fromhex(link)
        (path,) = arguments
        with open(path, "rb") as file:
            database = file.read(15) == b"SQLite format 3"
        code, sentence = verify(rows_of_database(path) if database else rows_of_export(path), trusted)
    except (Unreadable, OSError, sqlite3.Error, ValueError, KeyError, TypeError, IndexError) as fault:
        code, sentence = 3, f"could not run: {fault}\n{__doc__}"
    print(sentence)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
