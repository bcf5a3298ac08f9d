-- New addresses that people have asked for and not confirmed: one for each person, the newest.
CREATE TABLE email_change (
	person_id text NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
	-- Lower case.
	email text NOT NULL,
	token_hash blob NOT NULL UNIQUE,
	created_at integer NOT NULL,
	expires_at integer NOT NULL
) STRICT, WITHOUT ROWID;

-- Who asked knew the password of then. Another one, however it came about, takes back what was asked for with it.
CREATE TRIGGER email_change_ends_with_password AFTER UPDATE OF password ON sign_in
BEGIN
	DELETE FROM email_change WHERE person_id = new.person_id;
END;
