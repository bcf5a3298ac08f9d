-- Where an account wants to be told of events, and with which secret it knows that it was us.
CREATE TABLE webhook (
	id text NOT NULL PRIMARY KEY,
	account_id text NOT NULL REFERENCES account (id) ON DELETE CASCADE,
	url text NOT NULL,
	description text NOT NULL,
	-- JSON: what it is told of.
	event_types text NOT NULL,
	enabled integer NOT NULL,
	-- Why the service stopped sending; what happens meanwhile waits.
	paused_reason text,
	sealed_secret blob NOT NULL,
	-- The secret before, which signs as well until then.
	previous_sealed_secret blob,
	previous_until integer,
	-- The first failure since the last success.
	failing_since integer,
	created_at integer NOT NULL,
	last_delivery_at integer
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_by_account ON webhook (account_id, id);

-- One event for one webhook. No foreign key: those of a removed webhook go a few at a time, so that mail need not wait
-- while many go at once. Kept with its row ids: rows with a body pack badly into a key's own tree.
CREATE TABLE webhook_delivery (
	id text NOT NULL PRIMARY KEY,
	webhook_id text NOT NULL,
	event_id text NOT NULL,
	type text NOT NULL,
	-- JSON, as it is sent.
	body text NOT NULL,
	created_at integer NOT NULL,
	state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
	-- All that were made, and those since it was last begun anew.
	attempts integer NOT NULL,
	tries integer NOT NULL,
	due_at integer,
	CHECK ((due_at IS NOT NULL) = (state = 'waiting'))
) STRICT;
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id, due_at) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_failed ON webhook_delivery (webhook_id, id) WHERE state = 'failed';
-- An event is fanned out once, also when the service ended before it said so.
CREATE UNIQUE INDEX webhook_delivery_of_event ON webhook_delivery (event_id, webhook_id);

-- What was sent and what came back, for each time.
CREATE TABLE webhook_attempt (
	delivery_id text NOT NULL REFERENCES webhook_delivery (id) ON DELETE CASCADE,
	n integer NOT NULL,
	at integer NOT NULL,
	duration_ms integer NOT NULL,
	-- The address that was connected to; null when it did not come to that.
	address text,
	-- JSON
	request_headers text NOT NULL,
	status integer,
	-- The beginning of the answer's body.
	response text NOT NULL,
	-- Why it counts as a failure; null when it does not.
	error text,
	PRIMARY KEY (delivery_id, n)
) STRICT, WITHOUT ROWID;
