import type { ListExport } from "@/lib/doors/list-export";
import { listTags, type TagUse } from "./list-tags";

export const tagsExport: ListExport<object, TagUse> = {
  name: "tags",
  columns: [
    { key: "name", value: ({ name }) => name },
    { key: "feedbackRecords", kind: "number", value: ({ uses }) => uses },
    { key: "id", value: ({ id }) => id },
  ],
  rows: (scope) => listTags(scope),
};
