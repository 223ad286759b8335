ALTER TABLE "mails" ADD COLUMN "gathers" text;--> statement-breakpoint
CREATE UNIQUE INDEX "mails_gathering" ON "mails" USING btree ("user_id","gathers") WHERE gathers is not null;