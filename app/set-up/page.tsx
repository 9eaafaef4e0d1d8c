import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SetUpForm } from "@/components/account/set-up-form";
import { PublicFrame } from "@/components/frame/public-frame";
import { isUnused } from "@/lib/auth/people";

export default async function SetUpPage() {
  if (!(await isUnused())) redirect("/sign-in");
  const t = await getTranslations("auth.setUp");
  return (
    <PublicFrame title={t("title")} lead={t("lead")}>
      <SetUpForm
        timeZones={Intl.supportedValuesOf("timeZone")}
        currencies={Intl.supportedValuesOf("currency")}
        timeZone="Europe/Berlin"
        currency="EUR"
      />
    </PublicFrame>
  );
}
