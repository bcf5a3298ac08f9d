-- Keys by which senders make sure that a message is accepted once, with what was answered. Written in the commit
-- that accepts the message, looked at for a day.
CREATE TABLE idempotency (
	account_id text NOT NULL,
	key text NOT NULL,
	-- SHA-256 in hexadecimal: what was handed in under the key.
	payload_hash text NOT NULL,
	at integer NOT NULL,
	message_id text NOT NULL,
	answer text NOT NULL,
	PRIMARY KEY (account_id, key, payload_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_time ON idempotency (at);
