import { z } from "zod";
import { isAttributeKey } from "@/lib/fields/attributes";
import { cleanText, textField } from "@/lib/fields/text";
import { changeCustomerInput, customerInput } from "../schema";

/** What an emptied field of a form says: nothing is there. The fields themselves are those of the API. */
const emptied = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((value) => (value === "" ? null : value), field);

const { kind, name, email, phone, externalId, language, country, joinedOn } = changeCustomerInput.shape;

const formFields = {
  kind,
  name,
  email,
  phone,
  externalId: emptied(externalId),
  language: emptied(language),
  country: emptied(country),
  joinedOn: emptied(joinedOn),
};

export const addCustomerInput = z
  .object(formFields)
  .transform((said) => said)
  .pipe(customerInput);
export type AddCustomerInput = z.output<typeof addCustomerInput>;

const editable = { id: z.uuid(), version: z.coerce.number().int() };

/** `version` is the one that the form was opened with. */
export const editCustomerInput = z.object({ ...editable, ...formFields });
export type EditCustomerInput = z.output<typeof editCustomerInput>;

/** One free attribute; an empty value takes it away. */
export const setAttributeInput = z.object({
  ...editable,
  key: z.string().overwrite(cleanText).min(1).max(60).refine(isAttributeKey, "attributeKey"),
  value: textField(1_000),
});
export type SetAttributeInput = z.output<typeof setAttributeInput>;
