CREATE TYPE "public"."sandbox_dispute_status" AS ENUM('OPEN', 'WON', 'LOST');--> statement-breakpoint
CREATE TYPE "public"."sandbox_payment_status" AS ENUM('PROCESSING', 'SUCCEEDED', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."sandbox_refund_status" AS ENUM('SUCCEEDED', 'FAILED');--> statement-breakpoint
CREATE TYPE "public"."sandbox_session_status" AS ENUM('OPEN', 'EXPIRED', 'COMPLETE');--> statement-breakpoint
CREATE TABLE "sandbox_refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"idempotency_key" text NOT NULL,
	"payment_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"status" "sandbox_refund_status" NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"idempotency_key" text NOT NULL,
	"checkout_id" uuid NOT NULL,
	"description" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"success_url" text NOT NULL,
	"cancel_url" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"status" "sandbox_session_status" NOT NULL,
	"payment_id" text,
	"payment_status" "sandbox_payment_status",
	"failure" text,
	"dispute_id" text,
	"dispute" "sandbox_dispute_status",
	CONSTRAINT "sandbox_sessions_amount" CHECK ("sandbox_sessions"."amount_minor" > 0),
	CONSTRAINT "sandbox_sessions_complete" CHECK (("sandbox_sessions"."status" = 'COMPLETE') = ("sandbox_sessions"."payment_id" is not null)),
	CONSTRAINT "sandbox_sessions_payment_status" CHECK (("sandbox_sessions"."payment_id" is null) = ("sandbox_sessions"."payment_status" is null)),
	CONSTRAINT "sandbox_sessions_dispute" CHECK (("sandbox_sessions"."dispute_id" is null) = ("sandbox_sessions"."dispute" is null))
);
--> statement-breakpoint
CREATE TABLE "sandbox_settings" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"webhook_secret" text NOT NULL,
	CONSTRAINT "sandbox_settings_only" CHECK ("sandbox_settings"."is_only")
);
--> statement-breakpoint
CREATE TABLE "sandbox_webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"delivered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "sandbox_refunds_idempotency_key" ON "sandbox_refunds" USING btree ("idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "sandbox_refunds_whole" ON "sandbox_refunds" USING btree ("payment_id") WHERE status <> 'FAILED';--> statement-breakpoint
CREATE INDEX "sandbox_refunds_payment" ON "sandbox_refunds" USING btree ("payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sandbox_sessions_idempotency_key" ON "sandbox_sessions" USING btree ("idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "sandbox_sessions_payment" ON "sandbox_sessions" USING btree ("payment_id");