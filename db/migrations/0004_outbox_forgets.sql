-- What was performed used to stay with a time in it; now it goes.
DELETE FROM "outbox" WHERE "done_at" IS NOT NULL;--> statement-breakpoint
DROP INDEX "outbox_due";--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("account","available_at");--> statement-breakpoint
ALTER TABLE "outbox" DROP COLUMN "done_at";