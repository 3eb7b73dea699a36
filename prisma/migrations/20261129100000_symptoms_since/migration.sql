-- Since when a symptom is as it is: whether it came back soon is told from when it went, not from the last good word.
ALTER TABLE server_symptoms ADD COLUMN since timestamptz(3);
UPDATE server_symptoms SET since = at;
ALTER TABLE server_symptoms ALTER COLUMN since SET NOT NULL, ADD CONSTRAINT server_symptoms_since_check CHECK (since <= at);
