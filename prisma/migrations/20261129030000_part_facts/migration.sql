-- What is known of a part, and of the component that it is to replace. Of those that are there already nothing is known, so
-- that they go on fitting by model.
ALTER TABLE spare_parts
  ADD COLUMN facts jsonb NOT NULL DEFAULT '{}',
  ADD CONSTRAINT spare_parts_facts_check CHECK (jsonb_typeof(facts) = 'object');
ALTER TABLE ticket_components
  ADD COLUMN facts jsonb NOT NULL DEFAULT '{}',
  ADD CONSTRAINT ticket_components_facts_check CHECK (jsonb_typeof(facts) = 'object');

-- What runs low is counted on every page.
ALTER TABLE stock ADD CONSTRAINT stock_minimum_check CHECK (minimum >= 0);
CREATE INDEX stock_low ON stock (warehouse_id) WHERE available < minimum;

-- Between warehouses, and what a count of the shelf found.
ALTER TYPE movement_kind ADD VALUE 'TRANSFER_OUT';
ALTER TYPE movement_kind ADD VALUE 'TRANSFER_IN';
ALTER TYPE movement_kind ADD VALUE 'COUNT';
