CREATE TYPE "public"."mail_purpose" AS ENUM('EMAIL_VERIFICATION', 'PASSWORD_RESET');--> statement-breakpoint
CREATE TABLE "mail_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" "mail_purpose" NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"voided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "mail_requests_address" ON "mail_requests" USING btree ("address","created_at");--> statement-breakpoint
CREATE INDEX "mail_requests_user" ON "mail_requests" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mail_requests_expiry" ON "mail_requests" USING btree ("expires_at");