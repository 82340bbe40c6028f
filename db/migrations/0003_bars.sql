CREATE TABLE "bar_chunks" (
	"source" text NOT NULL,
	"instrument" text NOT NULL,
	"length" text NOT NULL,
	"start_at" bigint NOT NULL,
	"bar_count" integer NOT NULL,
	"first_open" bigint NOT NULL,
	"last_open" bigint NOT NULL,
	"bars" text NOT NULL,
	CONSTRAINT "bar_chunks_source_instrument_length_start_at_pk" PRIMARY KEY("source","instrument","length","start_at")
);
--> statement-breakpoint
ALTER TABLE "bar_chunks" ALTER COLUMN "bars" SET STORAGE EXTERNAL;
