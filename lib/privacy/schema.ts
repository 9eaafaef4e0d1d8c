import { z } from "zod";
import { nameField } from "@/lib/fields/text";

/** Whom to erase: by id, or as `ext:` and the name that the outside gave. */
export const eraseCustomerInput = z.strictObject({ id: nameField(210) });
