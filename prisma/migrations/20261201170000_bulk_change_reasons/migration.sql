-- Why servers were refused, counted as the lines are: of 100,000 refused ones a page that asks each second had them all read and
-- grouped anew, half a second of work.
CREATE TABLE "bulk_change_reasons" (
    "bulk_change_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "examples" TEXT[],

    CONSTRAINT "bulk_change_reasons_pkey" PRIMARY KEY ("bulk_change_id","hash"),
    CONSTRAINT "bulk_change_reasons_count_check" CHECK ("count" > 0)
);
ALTER TABLE "bulk_change_reasons" ADD CONSTRAINT "bulk_change_reasons_bulk_change_id_fkey"
  FOREIGN KEY ("bulk_change_id") REFERENCES "bulk_changes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO bulk_change_reasons (bulk_change_id, hash, reason, count, examples)
SELECT id, md5(reason), reason, count(*), (array_agg(barcode ORDER BY position))[1:5] FROM (
  SELECT b.id, l.position, l.barcode::text AS barcode,
    CASE l.code WHEN 'not-found' THEN 'There is no such server.' ELSE replace(l.reason, l.barcode::text, 'It') END AS reason
  FROM bulk_changes b JOIN bulk_change_lines l ON l.bulk_change_id = b.id AND l.position <= b.counted AND l.outcome = 'refused'
) refused GROUP BY 1, 3;
