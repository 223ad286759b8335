ALTER TABLE "fan_outs" ADD COLUMN "traceparent" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "traceparent" text;