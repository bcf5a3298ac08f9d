-- What people see of the queue, and what they do to it by hand.

-- Also the state, so that what waits is counted from the index alone.
DROP INDEX queue_by_destination;
CREATE INDEX queue_by_destination ON queue (domain, due_at, state) WHERE due_at IS NOT NULL;
CREATE INDEX queue_held ON queue (domain) WHERE state = 'held';

-- Destinations of which nothing is tried for now.
CREATE TABLE pause (
	domain text NOT NULL PRIMARY KEY,
	since integer NOT NULL,
	paused_by text NOT NULL,
	note text NOT NULL
) STRICT, WITHOUT ROWID;

-- A paused destination has no turn, so that claims never come across it. Beside it is what was last heard of the
-- destination, while something waits.
DROP TRIGGER queue_row_waits;
DROP TRIGGER queue_row_waits_again;
ALTER TABLE destination RENAME TO former_destination;
DROP INDEX destination_by_turn;
CREATE TABLE destination (
	domain text NOT NULL PRIMARY KEY,
	turn_at integer,
	deferred_at integer,
	cause text NOT NULL DEFAULT '',
	reply text NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX destination_by_turn ON destination (turn_at) WHERE turn_at IS NOT NULL;
INSERT INTO destination (domain, turn_at) SELECT domain, turn_at FROM former_destination;
DROP TABLE former_destination;
-- Of the columns beside max(), SQLite takes those of the row that has it.
UPDATE destination SET deferred_at = last.at, cause = last.reason, reply = last.reply
FROM (
	SELECT queue.domain, max(activity.updated_at) AS at, activity.reason, activity.reply
	FROM queue JOIN activity ON activity.id = printf('%s.%04d', queue.message_id, queue.n)
	WHERE queue.state = 'deferred' GROUP BY queue.domain
) AS last WHERE last.domain = destination.domain;

CREATE TRIGGER queue_row_waits AFTER INSERT ON queue WHEN new.due_at IS NOT NULL
BEGIN
	INSERT INTO destination (domain, turn_at)
	VALUES (new.domain, iif(EXISTS (SELECT 1 FROM pause WHERE domain = new.domain), NULL, new.due_at))
	ON CONFLICT (domain) DO UPDATE SET turn_at = excluded.turn_at WHERE excluded.turn_at < turn_at;
END;

CREATE TRIGGER queue_row_waits_again AFTER UPDATE OF due_at ON queue WHEN new.due_at IS NOT NULL
BEGIN
	INSERT INTO destination (domain, turn_at)
	VALUES (new.domain, iif(EXISTS (SELECT 1 FROM pause WHERE domain = new.domain), NULL, new.due_at))
	ON CONFLICT (domain) DO UPDATE SET turn_at = excluded.turn_at WHERE excluded.turn_at < turn_at;
END;
