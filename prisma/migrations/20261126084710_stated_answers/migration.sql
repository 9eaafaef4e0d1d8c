-- What customers expect, how much it matters, how they felt: few answers beside those about experience, and asked for
-- over whole years. Answers about experience (dimension 1) are not in it, so it costs them nothing.
CREATE INDEX "answer_stated_idx" ON "answer" ("workspaceId", "dimension", "day")
  INCLUDE ("metric", "scale", "occasion", "technique", "score", "touchpointId", "channelId", "customerId", "feedbackId")
  WHERE "dimension" <> 1;
