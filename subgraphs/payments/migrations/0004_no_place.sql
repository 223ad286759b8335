CREATE TYPE "public"."withdrawal_reason" AS ENUM('BANNED', 'NO_PLACE');--> statement-breakpoint
ALTER TABLE "withdrawn_tickets" ADD COLUMN "reason" "withdrawal_reason" DEFAULT 'BANNED' NOT NULL;--> statement-breakpoint
ALTER TABLE "withdrawn_tickets" ALTER COLUMN "reason" DROP DEFAULT;
