-- Made by scripts/gen-schema.ts from src/store/sqlite/migrations; not to be edited.

CREATE TABLE account (
	id text NOT NULL PRIMARY KEY,
	name text NOT NULL,
	suspended_reason text,
	monthly_recipients integer NOT NULL,
	period_anchor integer NOT NULL,
	sends_dsn integer NOT NULL,
	created_at integer NOT NULL
, refused_extensions text NOT NULL DEFAULT '[]', plan_id text REFERENCES plan (id), next_plan_id text REFERENCES plan (id), next_plan_from integer, time_zone text NOT NULL DEFAULT 'UTC', contact_email text, billing_email text, deletes_at integer) STRICT, WITHOUT ROWID;

CREATE INDEX account_by_deletes_at ON account (deletes_at) WHERE deletes_at IS NOT NULL;

CREATE INDEX account_by_next_plan ON account (next_plan_id) WHERE next_plan_id IS NOT NULL;

CREATE INDEX account_by_next_plan_from ON account (next_plan_from) WHERE next_plan_from IS NOT NULL;

CREATE INDEX account_by_plan ON account (plan_id) WHERE plan_id IS NOT NULL;

CREATE TABLE activity (
	id text NOT NULL PRIMARY KEY,
	account_id text NOT NULL,
	at integer NOT NULL,
	updated_at integer NOT NULL,
	status text NOT NULL CHECK (status IN (
		'rejected', 'accepted', 'pending', 'deferred', 'delivered', 'soft-bounce', 'hard-bounce'
	)),
	state text CHECK (state IN (
		'queued', 'leased', 'deferred', 'held', 'delivered', 'bounced', 'expired', 'cancelled', 'suppressed'
	)),
	recipient text NOT NULL COLLATE NOCASE,
	sender text NOT NULL,
	author text NOT NULL,
	subject text NOT NULL,
	domain_id text,
	smtp_user_id text,
	header_message_id text NOT NULL,
	remote_address text NOT NULL,
	attempts integer NOT NULL,
	next_attempt_at integer,
	reason text NOT NULL,
	reply text NOT NULL,
	-- Refusals only: the phase, the facts of the reason and the session, both JSON.
	phase text NOT NULL,
	facts text,
	session text,
	count integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX activity_by_account ON activity (
	account_id, id, at, domain_id, smtp_user_id, recipient, sender, author, subject, header_message_id
);

CREATE INDEX activity_by_header_message_id ON activity (header_message_id, id) WHERE header_message_id <> '';

CREATE INDEX activity_by_reason ON activity (account_id, reason, id) WHERE reason <> '';

CREATE INDEX activity_by_recipient ON activity (recipient, id) WHERE recipient <> '';

CREATE INDEX activity_by_status ON activity (account_id, status, id)
	WHERE status NOT IN ('pending', 'delivered');

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

CREATE TABLE api_key (
	id text NOT NULL PRIMARY KEY,
	account_id text REFERENCES account (id) ON DELETE CASCADE,
	name text NOT NULL,
	hash blob NOT NULL,
	created_at integer NOT NULL,
	last_used_at integer
, permissions text, expires_at integer) STRICT, WITHOUT ROWID;

CREATE INDEX api_key_by_account ON api_key (account_id, id);

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

CREATE TABLE content (
	message_id text NOT NULL,
	n integer NOT NULL,
	octets blob NOT NULL,
	PRIMARY KEY (message_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE destination (
	domain text NOT NULL PRIMARY KEY,
	turn_at integer,
	deferred_at integer,
	cause text NOT NULL DEFAULT '',
	reply text NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE INDEX destination_by_turn ON destination (turn_at) WHERE turn_at IS NOT NULL;

CREATE TABLE dkim_key (
	domain_id text NOT NULL REFERENCES sending_domain (id) ON DELETE CASCADE,
	selector text NOT NULL,
	algorithm text NOT NULL CHECK (algorithm IN ('rsa-sha256', 'ed25519-sha256')),
	sealed_private_key blob NOT NULL,
	public_key text NOT NULL,
	created_at integer NOT NULL, stage text NOT NULL DEFAULT 'pending'
	CHECK (stage IN ('pending', 'active', 'retiring', 'retired')), seen_at integer, active_at integer, rotate_at integer, retiring_at integer, retired_at integer, leaked integer NOT NULL DEFAULT 0,
	PRIMARY KEY (domain_id, selector)
) STRICT, WITHOUT ROWID;

CREATE TABLE dsn_request (
	activity_id text NOT NULL PRIMARY KEY,
	notify text,
	original_recipient text
) STRICT, WITHOUT ROWID;

CREATE TABLE email_change (
	person_id text NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
	-- Lower case.
	email text NOT NULL,
	token_hash blob NOT NULL UNIQUE,
	created_at integer NOT NULL,
	expires_at integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
	activity_id text NOT NULL,
	seq integer NOT NULL,
	at integer NOT NULL,
	kind text NOT NULL,
	attempt integer NOT NULL,
	cause text NOT NULL,
	-- JSON: what was seen of the attempt.
	facts text,
	PRIMARY KEY (activity_id, seq)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE invitation (
	id text NOT NULL PRIMARY KEY,
	account_id text REFERENCES account (id) ON DELETE CASCADE,
	email text NOT NULL,
	role text NOT NULL CHECK ((account_id IS NULL) = (role = 'operator')),
	language text NOT NULL,
	invited_by text NOT NULL,
	token_hash blob NOT NULL UNIQUE,
	created_at integer NOT NULL,
	expires_at integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX invitation_by_email ON invitation (coalesce(account_id, ''), email);

CREATE TABLE membership (
	account_id text NOT NULL REFERENCES account (id) ON DELETE CASCADE,
	person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	role text NOT NULL CHECK (role IN ('administrator', 'member', 'viewer')),
	created_at integer NOT NULL,
	PRIMARY KEY (account_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX membership_by_person ON membership (person_id, account_id);

CREATE TABLE message (
	id text NOT NULL PRIMARY KEY,
	account_id text NOT NULL,
	domain_id text,
	signing_domain text,
	reverse_path text NOT NULL,
	size_bytes integer NOT NULL,
	eight_bit integer NOT NULL,
	utf8 integer NOT NULL,
	longest_line_bytes integer NOT NULL,
	dsn_return text,
	envelope_id text,
	received_at integer NOT NULL,
	-- JSON: the session that the message came in by; null for messages of our own.
	session text,
	-- JSON: findings worth showing; null when there are none.
	notes text,
	body_hash blob NOT NULL,
	header blob NOT NULL
, attachments text) STRICT;

CREATE TABLE migration (
		version integer NOT NULL PRIMARY KEY, name text NOT NULL, applied_at integer NOT NULL
	) STRICT;

CREATE TABLE node (
	name text NOT NULL PRIMARY KEY,
	epoch integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
	id text NOT NULL PRIMARY KEY,
	account_id text NOT NULL,
	at integer NOT NULL,
	type text NOT NULL,
	-- JSON: what the type carries.
	data text NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pause (
	domain text NOT NULL PRIMARY KEY,
	since integer NOT NULL,
	paused_by text NOT NULL,
	note text NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
	id text NOT NULL PRIMARY KEY,
	-- Lower case.
	email text NOT NULL UNIQUE,
	email_verified integer NOT NULL,
	name text NOT NULL,
	image text,
	language text NOT NULL,
	time_zone text NOT NULL,
	-- Runs the whole service.
	operator integer NOT NULL,
	two_factor_enabled integer NOT NULL DEFAULT 0,
	suspended_at integer,
	last_sign_in_at integer,
	created_at integer NOT NULL,
	updated_at integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person_session (
	id text NOT NULL PRIMARY KEY,
	token text NOT NULL UNIQUE,
	person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	expires_at integer NOT NULL,
	created_at integer NOT NULL,
	updated_at integer NOT NULL,
	ip_address text,
	user_agent text
) STRICT, WITHOUT ROWID;

CREATE INDEX person_session_by_person ON person_session (person_id);

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

CREATE TABLE queue (
	message_id text NOT NULL,
	n integer NOT NULL,
	address text NOT NULL,
	domain text NOT NULL,
	state text NOT NULL CHECK (state IN ('queued', 'leased', 'deferred', 'held')),
	attempt integer NOT NULL,
	interruptions integer NOT NULL,
	due_at integer,
	epoch integer,
	notify text,
	original_recipient text,
	PRIMARY KEY (message_id, n),
	CHECK ((due_at IS NOT NULL) = (state IN ('queued', 'deferred'))),
	CHECK ((epoch IS NOT NULL) = (state = 'leased'))
) STRICT, WITHOUT ROWID;

CREATE INDEX queue_by_destination ON queue (domain, due_at, state) WHERE due_at IS NOT NULL;

CREATE INDEX queue_held ON queue (domain) WHERE state = 'held';

CREATE TABLE quota_told (
	account_id text NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
	period integer NOT NULL,
	renews_at integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX quota_told_by_renewal ON quota_told (renews_at);

CREATE TABLE sending_domain (
	id text NOT NULL PRIMARY KEY,
	account_id text NOT NULL REFERENCES account (id) ON DELETE CASCADE,
	name text NOT NULL UNIQUE,
	verification text NOT NULL CHECK (verification IN ('unverified', 'verified')),
	-- JSON: what was found of the three records that authenticate the domain.
	records text NOT NULL,
	active_selector text NOT NULL,
	created_at integer NOT NULL,
	verified_at integer
, return_path_host text NOT NULL DEFAULT '', ed25519 integer NOT NULL DEFAULT 0, vouched integer NOT NULL DEFAULT 0, keys_due_at integer, checked_at integer, broken_since integer, check_due_at integer) STRICT, WITHOUT ROWID;

CREATE INDEX sending_domain_by_account ON sending_domain (account_id, id);

CREATE INDEX sending_domain_by_check_due ON sending_domain (check_due_at) WHERE check_due_at IS NOT NULL;

CREATE INDEX sending_domain_by_keys_due ON sending_domain (keys_due_at) WHERE keys_due_at IS NOT NULL;

CREATE TABLE setup_link (
	token_hash blob NOT NULL PRIMARY KEY,
	created_at integer NOT NULL,
	expires_at integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER email_change_ends_with_password AFTER UPDATE OF password ON sign_in
BEGIN
	DELETE FROM email_change WHERE person_id = new.person_id;
END;

CREATE TABLE sign_in (
	id text NOT NULL PRIMARY KEY,
	person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	provider_id text NOT NULL,
	-- Who the person is to the provider.
	subject text NOT NULL,
	access_token text,
	refresh_token text,
	id_token text,
	access_token_expires_at integer,
	refresh_token_expires_at integer,
	scope text,
	-- argon2id, in the PHC string format.
	password text,
	created_at integer NOT NULL,
	updated_at integer NOT NULL,
	UNIQUE (provider_id, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_by_person ON sign_in (person_id);

CREATE TABLE smtp_user (
	id text NOT NULL PRIMARY KEY,
	account_id text NOT NULL REFERENCES account (id) ON DELETE CASCADE,
	domain_id text NOT NULL REFERENCES sending_domain (id) ON DELETE CASCADE,
	name text NOT NULL,
	username text NOT NULL UNIQUE,
	password_hash blob NOT NULL,
	disabled integer NOT NULL,
	expires_at integer,
	-- JSON: addresses and CIDR ranges.
	allowed_addresses text NOT NULL,
	recipients_per_minute integer,
	created_at integer NOT NULL,
	connection_at integer,
	connection_address text,
	connection_tls text,
	connection_client text,
	failure_at integer,
	failure_address text,
	failure_reason text,
	failure_count integer NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX smtp_user_by_account ON smtp_user (account_id, id);

CREATE INDEX smtp_user_by_domain ON smtp_user (domain_id);

CREATE TABLE staged (
	message_id text NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

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

CREATE TABLE stripe_event (
	id text NOT NULL PRIMARY KEY,
	at integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stripe_event_by_time ON stripe_event (at);

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

CREATE TABLE two_factor (
	id text NOT NULL PRIMARY KEY,
	person_id text NOT NULL UNIQUE REFERENCES person (id) ON DELETE CASCADE,
	secret text NOT NULL,
	backup_codes text NOT NULL,
	verified integer NOT NULL,
	failed_verification_count integer NOT NULL DEFAULT 0,
	locked_until integer
) STRICT, WITHOUT ROWID;

CREATE TABLE "usage" (
	account_id text NOT NULL,
	period integer NOT NULL,
	used integer NOT NULL,
	PRIMARY KEY (account_id, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE verification (
	id text NOT NULL PRIMARY KEY,
	identifier text NOT NULL,
	value text NOT NULL,
	expires_at integer NOT NULL,
	created_at integer NOT NULL,
	updated_at integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX verification_by_end ON verification (expires_at);

CREATE INDEX verification_by_identifier ON verification (identifier);

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

CREATE INDEX webhook_delivery_failed ON webhook_delivery (webhook_id, id) WHERE state = 'failed';

CREATE UNIQUE INDEX webhook_delivery_of_event ON webhook_delivery (event_id, webhook_id);

CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id, due_at) WHERE state = 'waiting';
