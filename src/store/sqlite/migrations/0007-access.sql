-- API keys may be for some things only, and for a time.
-- JSON: what the key may do; null for everything.
ALTER TABLE api_key ADD COLUMN permissions text;
ALTER TABLE api_key ADD COLUMN expires_at integer;

-- Every change that a person or a program made: written in the commit of the change. No foreign key: it outlives
-- what it tells of.
CREATE TABLE audit (
	id text NOT NULL PRIMARY KEY,
	at integer NOT NULL,
	-- Null when the thing is the operator's.
	account_id text,
	actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'api-key', 'operator-key', 'service')),
	actor_id text NOT NULL,
	actor_name text NOT NULL,
	address text NOT NULL,
	action text NOT NULL,
	target_type text NOT NULL,
	target_id text NOT NULL,
	target_name text,
	-- JSON without secrets; null where there was or is nothing.
	before text,
	after text
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_by_account ON audit (account_id, id);
