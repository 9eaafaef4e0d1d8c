import { z } from "zod";
import { TagsView } from "@/components/feedback/tags-view";
import { definePage } from "@/lib/doors/define-page";
import { listTags } from "@/lib/feedback/queries/list-tags";

export default definePage({ can: "feedback:write", input: z.object({}), load: listTags, view: TagsView });
