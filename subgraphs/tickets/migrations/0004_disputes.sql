ALTER TYPE "public"."dispute_outcome" ADD VALUE 'LOST_IN_PART';--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "dispute_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "checkouts" SET "dispute_revision" = CASE "dispute"::text WHEN 'OPEN' THEN 1 WHEN 'WON' THEN 2 ELSE 3 END
  WHERE "dispute" IS NOT NULL;
