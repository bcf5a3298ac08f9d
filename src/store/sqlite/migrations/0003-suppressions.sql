-- Addresses that an account must not be sent to. No foreign key: a bounce is recorded with the outcome that it
-- comes from, and must not make that fail because the account went meanwhile.
CREATE TABLE suppression (
	account_id text NOT NULL,
	-- Local part in lower case, domain as lower-case A-label: what is looked up at RCPT.
	address text NOT NULL,
	id text NOT NULL UNIQUE,
	kind text NOT NULL CHECK (kind IN ('hard-bounce', 'complaint', 'unsubscription', 'by-hand')),
	since integer NOT NULL,
	reported_by text NOT NULL,
	reply text NOT NULL,
	activity_id text,
	note text NOT NULL,
	PRIMARY KEY (account_id, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX suppression_by_account ON suppression (account_id, id);
