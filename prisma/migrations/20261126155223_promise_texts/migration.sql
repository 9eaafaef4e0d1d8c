-- Where a promise was said and how much it promises are written in the languages of the workspace, like its text: translations
-- are kept field by field.
UPDATE "promise" SET "translations" = jsonb_build_object('text', "translations") WHERE "translations" IS NOT NULL;
