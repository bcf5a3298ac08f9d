-- A reason is looked for among all of an account's rows, however rare it is. Only what did not arrive has one.
CREATE INDEX activity_by_reason ON activity (account_id, reason, id) WHERE reason <> '';
