CREATE TABLE "trade_chunks" (
	"source" text NOT NULL,
	"instrument" text NOT NULL,
	"start_at" bigint NOT NULL,
	"trade_count" integer NOT NULL,
	"first_at" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"trades" text NOT NULL,
	CONSTRAINT "trade_chunks_source_instrument_start_at_pk" PRIMARY KEY("source","instrument","start_at")
);
--> statement-breakpoint
CREATE INDEX "trade_chunks_by_age" ON "trade_chunks" USING btree ("start_at");
--> statement-breakpoint
ALTER TABLE "trade_chunks" ALTER COLUMN "trades" SET STORAGE EXTERNAL;
