import { z } from "zod";
import { nameField } from "@/lib/fields/text";
import { catalogueLists } from "./admin";

/** Everything of which may be asked what uses it. */
export const usedLists = [...catalogueLists, "touchpoints", "products"] as const;
export type UsedList = (typeof usedLists)[number];

export const usageInput = z.object({ list: z.enum(usedLists), key: nameField(200) });
