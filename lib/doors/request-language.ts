import { getRequestConfig } from "next-intl/server";
import { messages } from "@/lib/language/translator";
import { currentLocale } from "./visitor";

/** Language of a request: no locale in the address, the reader decides. */
export default getRequestConfig(async () => {
  const locale = await currentLocale();
  return { locale, messages: messages[locale], timeZone: "UTC" };
});
