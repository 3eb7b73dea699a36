-- The key was looked up for each of up to 100,000 lines while the request waited: half of its time. Lines go with their change in the
-- one statement that forgets both.
ALTER TABLE "bulk_change_lines" DROP CONSTRAINT IF EXISTS "bulk_change_lines_bulk_change_id_fkey";
