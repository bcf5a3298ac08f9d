-- Keys have stages, a domain says where its bounces come home, and what checks of its records found has a place.

-- The fully qualified name that reverse-paths of the domain are at.
ALTER TABLE sending_domain ADD COLUMN return_path_host text NOT NULL DEFAULT '';
UPDATE sending_domain SET return_path_host = 'bounce.' || name;
-- Whether it is signed with Ed25519 as well.
ALTER TABLE sending_domain ADD COLUMN ed25519 integer NOT NULL DEFAULT 0;
-- Whether the operator has given his word for it, whatever its records say.
ALTER TABLE sending_domain ADD COLUMN vouched integer NOT NULL DEFAULT 0;
-- When its keys next need something; null when only a check or a person can bring that about.
ALTER TABLE sending_domain ADD COLUMN keys_due_at integer;
UPDATE sending_domain SET keys_due_at = created_at;
-- When its records were last looked up, since when one of them has been broken, and when they are looked up next.
ALTER TABLE sending_domain ADD COLUMN checked_at integer;
ALTER TABLE sending_domain ADD COLUMN broken_since integer;
ALTER TABLE sending_domain ADD COLUMN check_due_at integer;
UPDATE sending_domain SET check_due_at = created_at;
CREATE INDEX sending_domain_by_keys_due ON sending_domain (keys_due_at) WHERE keys_due_at IS NOT NULL;
CREATE INDEX sending_domain_by_check_due ON sending_domain (check_due_at) WHERE check_due_at IS NOT NULL;

-- The return path has a new name at the customer's: it is to be published, and was not looked at.
UPDATE sending_domain SET records = (
	SELECT json_group_array(
		CASE WHEN value ->> 'purpose' = 'return-path'
			THEN json_object('purpose', 'return-path', 'state', 'not-checked')
			ELSE json(value) END
	) FROM json_each(sending_domain.records)
);

ALTER TABLE dkim_key ADD COLUMN stage text NOT NULL DEFAULT 'pending'
	CHECK (stage IN ('pending', 'active', 'retiring', 'retired'));
-- When it was seen through the customer's CNAME, and last not found missing there.
ALTER TABLE dkim_key ADD COLUMN seen_at integer;
ALTER TABLE dkim_key ADD COLUMN active_at integer;
-- An active key gives way from then on, as soon as another is ready.
ALTER TABLE dkim_key ADD COLUMN rotate_at integer;
ALTER TABLE dkim_key ADD COLUMN retiring_at integer;
ALTER TABLE dkim_key ADD COLUMN retired_at integer;
-- Somebody else may have it.
ALTER TABLE dkim_key ADD COLUMN leaked integer NOT NULL DEFAULT 0;
UPDATE dkim_key SET stage = 'active', seen_at = created_at, active_at = created_at
	WHERE (domain_id, selector) IN
		(SELECT id, active_selector FROM sending_domain WHERE verification = 'verified');
