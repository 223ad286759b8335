ALTER TABLE "checkouts" ADD COLUMN "description" text DEFAULT 'An order' NOT NULL;--> statement-breakpoint
ALTER TABLE "checkouts" ALTER COLUMN "description" DROP DEFAULT;
