-- People who sign in. What the accounts and roles mean is src/setup/people; sessions, passwords and second factors are
-- kept for better-auth, by src/serve/auth.
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

CREATE TABLE membership (
	account_id text NOT NULL REFERENCES account (id) ON DELETE CASCADE,
	person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	role text NOT NULL CHECK (role IN ('administrator', 'member', 'viewer')),
	created_at integer NOT NULL,
	PRIMARY KEY (account_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_by_person ON membership (person_id, account_id);

-- Null account: to run the service, with the role 'operator'.
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

-- Who has one of these links may make the first operator, or another.
CREATE TABLE setup_link (
	token_hash blob NOT NULL PRIMARY KEY,
	created_at integer NOT NULL,
	expires_at integer NOT NULL
) STRICT, WITHOUT ROWID;

-- The token alone opens nothing: the cookie is signed with a key that is not in this file.
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

-- Ways to sign in: a password ('credential'), or an account at a provider.
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

-- What is under way: resets of passwords, second factors that are waited for, visits at a provider.
CREATE TABLE verification (
	id text NOT NULL PRIMARY KEY,
	identifier text NOT NULL,
	value text NOT NULL,
	expires_at integer NOT NULL,
	created_at integer NOT NULL,
	updated_at integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX verification_by_identifier ON verification (identifier);
CREATE INDEX verification_by_end ON verification (expires_at);

-- Secret and recovery codes are encrypted with a key that is not in this file.
CREATE TABLE two_factor (
	id text NOT NULL PRIMARY KEY,
	person_id text NOT NULL UNIQUE REFERENCES person (id) ON DELETE CASCADE,
	secret text NOT NULL,
	backup_codes text NOT NULL,
	verified integer NOT NULL,
	failed_verification_count integer NOT NULL DEFAULT 0,
	locked_until integer
) STRICT, WITHOUT ROWID;
