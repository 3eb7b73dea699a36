-- How long steps usually take is read from the last jobs of a kind that succeeded: however many there were, the newest are
-- found without looking at the others.
CREATE INDEX provision_jobs_last_successes ON provision_jobs (kind, finished_at DESC) WHERE status = 'SUCCESS';
