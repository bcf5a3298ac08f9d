-- Keys by which programs make sure that a call of the API makes a thing once. Written before the call is carried out, so
-- that what a crash leaves behind is known to be in doubt; looked at for a day.
CREATE TABLE api_call (
	asker text NOT NULL,
	key text NOT NULL,
	-- SHA-256 in hexadecimal: what was asked for under the key.
	payload_hash text NOT NULL,
	at integer NOT NULL,
	-- JSON without secrets; null until the call has ended well.
	answer text,
	PRIMARY KEY (asker, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX api_call_by_time ON api_call (at);
