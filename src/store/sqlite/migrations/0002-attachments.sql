-- JSON: extensions that an account takes off the accept list of attachments.
ALTER TABLE account ADD COLUMN refused_extensions text NOT NULL DEFAULT '[]';

-- JSON: what was found of each attachment; null when there is none.
ALTER TABLE message ADD COLUMN attachments text;
