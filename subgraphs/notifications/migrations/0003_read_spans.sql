CREATE TABLE "broadcast_read_spans" (
	"user_id" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "broadcast_read_spans_user_id_until_pk" PRIMARY KEY("user_id","until")
);
--> statement-breakpoint
CREATE INDEX "broadcast_read_spans_until" ON "broadcast_read_spans" USING btree ("until");--> statement-breakpoint
INSERT INTO "broadcast_read_spans" ("user_id", "until", "read_at")
SELECT "id", "broadcasts_read_until", "broadcasts_read_at" FROM "people" WHERE "broadcasts_read_until" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "people" DROP COLUMN "broadcasts_read_until";--> statement-breakpoint
ALTER TABLE "people" DROP COLUMN "broadcasts_read_at";