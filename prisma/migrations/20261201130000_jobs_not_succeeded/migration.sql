-- Jobs that did not succeed are few among all: the list of those that stand at a step goes along this index.
CREATE INDEX provision_jobs_not_succeeded ON provision_jobs (created_at, id) WHERE status <> 'SUCCESS';
