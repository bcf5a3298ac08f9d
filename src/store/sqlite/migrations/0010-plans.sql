-- Plans, what accounts have of them, and what they wish for.

CREATE TABLE plan (
	id text NOT NULL PRIMARY KEY,
	name text NOT NULL,
	monthly_recipients integer NOT NULL,
	-- In the currency's smallest unit; both null where nothing is said of a price.
	price_minor integer,
	currency text,
	listed integer NOT NULL,
	position integer NOT NULL,
	-- Null is what the service has for everybody.
	recipients_per_minute integer,
	domains integer,
	smtp_users integer,
	retention_days integer,
	stripe_price_id text UNIQUE,
	created_at integer NOT NULL,
	CHECK ((price_minor IS NULL) = (currency IS NULL))
) STRICT, WITHOUT ROWID;

ALTER TABLE account ADD COLUMN plan_id text REFERENCES plan (id);
-- The plan from a moment on; none from then on where the id is null and the moment is not.
ALTER TABLE account ADD COLUMN next_plan_id text REFERENCES plan (id);
ALTER TABLE account ADD COLUMN next_plan_from integer;
-- The name that IANA has for it.
ALTER TABLE account ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC';
ALTER TABLE account ADD COLUMN contact_email text;
ALTER TABLE account ADD COLUMN billing_email text;
-- From then on everything of the account goes.
ALTER TABLE account ADD COLUMN deletes_at integer;
CREATE INDEX account_by_plan ON account (plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX account_by_next_plan ON account (next_plan_id) WHERE next_plan_id IS NOT NULL;
CREATE INDEX account_by_next_plan_from ON account (next_plan_from) WHERE next_plan_from IS NOT NULL;
CREATE INDEX account_by_deletes_at ON account (deletes_at) WHERE deletes_at IS NOT NULL;

-- Usage by the number of the billing period: months after the one that begins at the account's anchor, so that
-- another time zone moves borders and no counts.
CREATE TABLE period_usage (
	account_id text NOT NULL,
	period integer NOT NULL,
	used integer NOT NULL,
	PRIMARY KEY (account_id, period)
) STRICT, WITHOUT ROWID;
INSERT INTO period_usage
	SELECT account_id,
		(CAST(strftime('%Y', period_start / 1000, 'unixepoch') AS integer)
			- CAST(strftime('%Y', period_anchor / 1000, 'unixepoch') AS integer)) * 12
		+ CAST(strftime('%m', period_start / 1000, 'unixepoch') AS integer)
		- CAST(strftime('%m', period_anchor / 1000, 'unixepoch') AS integer),
		used
	FROM usage JOIN account ON account.id = account_id;
DROP TABLE usage;
ALTER TABLE period_usage RENAME TO usage;

-- Accounts that were told of a mark: when their period ends they are told of that, too.
CREATE TABLE quota_told (
	account_id text NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
	period integer NOT NULL,
	renews_at integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quota_told_by_renewal ON quota_told (renews_at);

CREATE TABLE plan_request (
	id text NOT NULL PRIMARY KEY,
	account_id text NOT NULL REFERENCES account (id) ON DELETE CASCADE,
	-- No foreign key: it outlives the plan.
	plan_id text NOT NULL,
	plan_name text NOT NULL,
	state text NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn')),
	note text NOT NULL,
	answer text NOT NULL,
	requested_by text NOT NULL,
	created_at integer NOT NULL,
	decided_at integer
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_request_by_account ON plan_request (account_id, id);
CREATE UNIQUE INDEX plan_request_pending ON plan_request (account_id) WHERE state = 'pending';

-- What is known of an account at Stripe.
CREATE TABLE stripe_account (
	account_id text NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
	customer_id text NOT NULL UNIQUE,
	-- The Checkout session that may still be paid.
	session_id text,
	-- The subscription that counts, as it was read last.
	subscription_id text,
	status text,
	price_id text
) STRICT, WITHOUT ROWID;

-- Events of Stripe that were seen to, for as long as they may be repeated.
CREATE TABLE stripe_event (
	id text NOT NULL PRIMARY KEY,
	at integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stripe_event_by_time ON stripe_event (at);
