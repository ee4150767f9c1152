-- AlterTable
ALTER TABLE "question" ADD COLUMN     "appeal" TEXT,
ADD COLUMN     "dismiss_note" TEXT;

-- An answer to its author alone has words. Compared as text: the reason is a word of the application.
ALTER TABLE "question" ADD CONSTRAINT "question_private_in_words" CHECK ("status"::text <> 'dismissed' OR "reason" IS DISTINCT FROM 'private' OR "dismiss_note" IS NOT NULL);

-- A reason belongs to what was left out, and stays while that is looked at once more.
ALTER TABLE "question" DROP CONSTRAINT "question_dismissed_with_reason";
ALTER TABLE "question" ADD CONSTRAINT "question_dismissed_with_reason" CHECK (CASE WHEN "status"::text = 'dismissed' THEN "reason" IS NOT NULL ELSE "reason" IS NULL OR "appeal" IS NOT NULL END);
