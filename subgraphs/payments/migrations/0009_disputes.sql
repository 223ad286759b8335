CREATE TABLE "sandbox_disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"status" "sandbox_dispute_status" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sandbox_disputes_amount" CHECK ("sandbox_disputes"."amount_minor" > 0)
);
--> statement-breakpoint
INSERT INTO "sandbox_disputes" ("id", "payment_id", "amount_minor", "status", "created_at")
  SELECT "dispute_id", "payment_id", "amount_minor", "dispute", "created_at" FROM "sandbox_sessions" WHERE "dispute_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "sandbox_sessions" DROP CONSTRAINT "sandbox_sessions_dispute";--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "dispute_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "dispute_lost_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Until now a lost dispute took all that was left, and none followed another.
UPDATE "checkouts" SET
  "dispute_revision" = CASE "dispute" WHEN 'OPEN' THEN 1 WHEN 'WON' THEN 2 ELSE 3 END,
  "dispute_lost_minor" = CASE "dispute" WHEN 'LOST' THEN "amount_minor" ELSE 0 END
  WHERE "dispute" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "sandbox_disputes_open" ON "sandbox_disputes" USING btree ("payment_id") WHERE status = 'OPEN';--> statement-breakpoint
CREATE INDEX "sandbox_disputes_payment" ON "sandbox_disputes" USING btree ("payment_id");--> statement-breakpoint
ALTER TABLE "sandbox_sessions" DROP COLUMN "dispute_id";--> statement-breakpoint
ALTER TABLE "sandbox_sessions" DROP COLUMN "dispute";