-- Events that somebody is to be told of: written in the commit of what they tell of, gone when all who listen were
-- told.
CREATE TABLE outbox (
	id text NOT NULL PRIMARY KEY,
	account_id text NOT NULL,
	at integer NOT NULL,
	type text NOT NULL,
	-- JSON: what the type carries.
	data text NOT NULL
) STRICT, WITHOUT ROWID;
