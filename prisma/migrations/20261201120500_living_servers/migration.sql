-- Health and drift are of servers that are in use. Scrapped ones are the oldest, and so the first by barcode: without an index of
-- the others a list that leaves them out would walk over all of them to its first line.
CREATE INDEX servers_living ON servers (barcode) WHERE state <> 'DECOMMISSIONED';
