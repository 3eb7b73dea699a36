-- What an outage came to is final at its end. Kept then: the list of outages would add up every server that was ever dark.
ALTER TABLE incidents ADD COLUMN servers int, ADD COLUMN events int, ADD COLUMN tickets_opened int, ADD COLUMN recovered int;
UPDATE incidents i SET servers = n.servers, events = n.events, tickets_opened = n.opened, recovered = n.recovered
FROM incidents e CROSS JOIN LATERAL (
  SELECT count(*) AS servers, coalesce(sum(f.events), 0) AS events, count(*) FILTER (WHERE f.outcome = 'opened') AS opened,
    count(*) FILTER (WHERE f.outcome = 'recovered') AS recovered
  FROM incident_servers f WHERE f.incident_id = e.id) n
WHERE e.id = i.id AND i.ended_at IS NOT NULL;
