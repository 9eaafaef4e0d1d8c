import { z } from "zod";
import { defineExport } from "@/lib/doors/define-export";
import { tagsExport } from "@/lib/feedback/queries/export-tags";

export const GET = defineExport({ can: "feedback:write", input: z.object({}), ...tagsExport });
