-- Counters tell of which domain and, for refusals, why; and they are of quarters of an hour, because that is where the
-- days of all time zones begin. What was counted by the hour stands in the first quarter of it.
ALTER TABLE tally RENAME TO hourly_tally;
CREATE TABLE tally (
	account_id text NOT NULL,
	slot integer NOT NULL,
	kind text NOT NULL,
	-- '' where there is none, or it is not known.
	domain_id text NOT NULL,
	reason text NOT NULL,
	n integer NOT NULL,
	PRIMARY KEY (account_id, slot, kind, domain_id, reason)
) STRICT, WITHOUT ROWID;
CREATE INDEX tally_by_slot ON tally (slot);
INSERT INTO tally SELECT account_id, hour, kind, '', '', n FROM hourly_tally;
DROP TABLE hourly_tally;
