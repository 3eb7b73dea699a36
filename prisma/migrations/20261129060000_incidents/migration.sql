-- A power outage of a datacenter, or of one rack, is an incident: what its servers say of not answering is folded into it, a row a
-- server, instead of opening a ticket each.
ALTER TABLE racks ADD COLUMN power_outage_since timestamptz(3);

CREATE SEQUENCE incident_number_seq;
CREATE TABLE incidents (
  id serial CONSTRAINT incidents_pkey PRIMARY KEY,
  number citext NOT NULL DEFAULT ('INC-'::text || nextval('incident_number_seq'::regclass)),
  datacenter_id int NOT NULL REFERENCES datacenters (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  rack_id int REFERENCES racks (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  started_at timestamptz(3) NOT NULL,
  started_by text NOT NULL,
  ended_at timestamptz(3),
  ended_by text,
  CONSTRAINT incidents_end_check CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND ended_at >= started_at)
);
ALTER SEQUENCE incident_number_seq OWNED BY incidents.number;
CREATE UNIQUE INDEX incidents_number_key ON incidents (number);
CREATE UNIQUE INDEX incidents_one_open_per_datacenter ON incidents (datacenter_id) WHERE ended_at IS NULL AND rack_id IS NULL;
CREATE UNIQUE INDEX incidents_one_open_per_rack ON incidents (rack_id) WHERE ended_at IS NULL;
CREATE INDEX incidents_datacenter_id_idx ON incidents (datacenter_id);
CREATE INDEX incidents_rack_id_idx ON incidents (rack_id);

CREATE TABLE incident_servers (
  incident_id int NOT NULL REFERENCES incidents (id) ON DELETE CASCADE ON UPDATE CASCADE,
  server_id int NOT NULL REFERENCES servers (id) ON DELETE CASCADE ON UPDATE CASCADE,
  events int NOT NULL,
  first_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  outcome text,
  ticket_id int REFERENCES tickets (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT incident_servers_pkey PRIMARY KEY (incident_id, server_id),
  CONSTRAINT incident_servers_outcome_check CHECK (outcome IN ('opened', 'recovered', 'held', 'still-out'))
);
CREATE INDEX incident_servers_server_id_idx ON incident_servers (server_id);

-- What is dark right now becomes an incident that began when it did.
INSERT INTO incidents (datacenter_id, started_at, started_by)
SELECT id, power_outage_since, 'system' FROM datacenters WHERE power_outage_since IS NOT NULL;
INSERT INTO incident_servers (incident_id, server_id, events, first_at, last_at)
SELECT i.id, s.id, 1, g.at, g.at
FROM incidents i JOIN servers s ON s.datacenter_id = i.datacenter_id
JOIN server_symptoms g ON g.server_id = s.id AND g.symptom = 'host' AND g.suppressed;
