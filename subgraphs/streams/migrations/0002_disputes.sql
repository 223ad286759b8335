CREATE TABLE "ticket_disputes" (
	"checkout_id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"is_barring" boolean NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "ticket_disputes_barring" ON "ticket_disputes" USING btree ("ticket_id") WHERE is_barring;