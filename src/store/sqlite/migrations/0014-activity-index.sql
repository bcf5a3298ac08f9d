-- What people search by is in the account's index: a search through it need not fetch every row. All of it stays as it was
-- written; status and reason, which change, are not in it.
DROP INDEX activity_by_account;
CREATE INDEX activity_by_account ON activity (
	account_id, id, at, domain_id, smtp_user_id, recipient, sender, author, subject, header_message_id
);
