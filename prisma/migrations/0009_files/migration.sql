-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT,
    "subject_id" UUID,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_content" (
    "file_id" UUID NOT NULL,
    "size" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_content_pkey" PRIMARY KEY ("file_id","size")
);

-- CreateTable
CREATE TABLE "file_use" (
    "member_id" UUID NOT NULL,
    "files" INTEGER NOT NULL DEFAULT 0,
    "loose" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "file_use_pkey" PRIMARY KEY ("member_id")
);

-- CreateIndex
CREATE INDEX "file_owner_id_idx" ON "file"("owner_id");

-- CreateIndex
CREATE INDEX "file_subject_subject_id_idx" ON "file"("subject", "subject_id");

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_content" ADD CONSTRAINT "file_content_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_use" ADD CONSTRAINT "file_use_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Files: what must hold whatever the code does.

-- Bytes are WebP: compressing them again would only cost time.
ALTER TABLE "file_content" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

ALTER TABLE "file" ADD CONSTRAINT "file_has_size" CHECK ("width" > 0 AND "height" > 0 AND "bytes" > 0);
ALTER TABLE "file" ADD CONSTRAINT "file_belongs_wholly" CHECK (("subject" IS NULL) = ("subject_id" IS NULL));
ALTER TABLE "file_content" ADD CONSTRAINT "file_content_size" CHECK ("size" IN ('full', 'small'));

-- The schedule looks for what belongs to nothing; there is little of it.
CREATE INDEX "file_loose" ON "file" ("created_at") WHERE "subject" IS NULL;

-- A member's share: 2,000 files, 30 of them belonging to nothing, 200 MB.
ALTER TABLE "file_use" ADD CONSTRAINT "file_use_within_share" CHECK ("files" BETWEEN 0 AND 2000 AND "loose" BETWEEN 0 AND 30 AND "bytes" BETWEEN 0 AND 209715200);

CREATE FUNCTION file_count_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO file_use AS u (member_id, files, loose, bytes) VALUES (new.owner_id, 1, CASE WHEN new.subject IS NULL THEN 1 ELSE 0 END, new.bytes)
      ON CONFLICT (member_id) DO UPDATE SET files = u.files + 1, loose = u.loose + excluded.loose, bytes = u.bytes + excluded.bytes;
  ELSIF tg_op = 'DELETE' THEN
    UPDATE file_use SET files = files - 1, loose = loose - CASE WHEN old.subject IS NULL THEN 1 ELSE 0 END, bytes = bytes - old.bytes WHERE member_id = old.owner_id;
  ELSIF (old.subject IS NULL) <> (new.subject IS NULL) THEN
    UPDATE file_use SET loose = loose + CASE WHEN new.subject IS NULL THEN 1 ELSE -1 END WHERE member_id = new.owner_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER file_count_use AFTER INSERT OR DELETE OR UPDATE OF subject ON "file" FOR EACH ROW EXECUTE FUNCTION file_count_use();

-- What has been given to one thing is never seen through another.
CREATE FUNCTION file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a file stays with what it belongs to and with its owner' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER file_stays BEFORE UPDATE ON "file" FOR EACH ROW
  WHEN (new.owner_id <> old.owner_id OR new.bytes <> old.bytes OR (old.subject IS NOT NULL AND (new.subject, new.subject_id) IS DISTINCT FROM (old.subject, old.subject_id)))
  EXECUTE FUNCTION file_stays();
