CREATE TYPE "public"."call_off_kind" AS ENUM('TOURNAMENT', 'MATCH');--> statement-breakpoint
CREATE TABLE "call_offs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "call_off_kind" NOT NULL,
	"reached_id" uuid
);
