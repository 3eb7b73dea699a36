-- Two things stand in every rack beside its servers: a part of a name is found by trigrams, as that of a rack's code is.
CREATE INDEX rack_items_words ON rack_items USING gin (lower(name) gin_trgm_ops);
