-- What somebody has typed of an order that is not placed yet, so that it is there on another device.
CREATE TABLE order_sketches (
  id uuid NOT NULL,
  owner_key text NOT NULL,
  content jsonb NOT NULL,
  device text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT order_sketches_pkey PRIMARY KEY (id)
);
CREATE INDEX order_sketches_owner_key_updated_at_id_idx ON order_sketches (owner_key, updated_at, id);
