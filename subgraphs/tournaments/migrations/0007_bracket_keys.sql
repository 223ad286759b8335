ALTER TABLE "brackets" ADD COLUMN "creator_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "brackets" ADD COLUMN "idempotency_key" text;--> statement-breakpoint
ALTER TABLE "brackets" ADD COLUMN "input_hash" text;--> statement-breakpoint
CREATE UNIQUE INDEX "brackets_idempotency_key" ON "brackets" USING btree ("creator_id","idempotency_key");