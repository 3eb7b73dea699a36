-- What one request did; and a span of time in its order, however far back it lies and whoever wrote there.
CREATE INDEX audit_log_request_id_id_idx ON audit_log (request_id, id);
CREATE INDEX audit_log_at_id_idx ON audit_log (at, id);
DROP INDEX audit_log_at_idx;
