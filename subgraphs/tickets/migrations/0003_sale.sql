CREATE TYPE "public"."dispute_outcome" AS ENUM('OPEN', 'WON', 'LOST');--> statement-breakpoint
CREATE TYPE "public"."match_end" AS ENUM('FINISHED', 'CANCELED');--> statement-breakpoint
CREATE TABLE "checkouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unavailable_reason" text,
	"is_refunded" boolean DEFAULT false NOT NULL,
	"dispute" "dispute_outcome"
);
--> statement-breakpoint
CREATE TABLE "ended_matches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"end" "match_end" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "tickets_match" ON "tickets" USING btree ("match_id","status") WHERE type = 'VIEWER';