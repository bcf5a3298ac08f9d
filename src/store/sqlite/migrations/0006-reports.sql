-- What the sender asked of reports about a recipient (RFC 3461), kept for as long as Activity: a report can come
-- after the queue's row is gone. Most recipients have none.
CREATE TABLE dsn_request (
	activity_id text NOT NULL PRIMARY KEY,
	notify text,
	original_recipient text
) STRICT, WITHOUT ROWID;
