import { getTranslations } from "next-intl/server";
import { PageTitle } from "@/components/frame/page-title";
import { PublicFrame } from "@/components/frame/public-frame";

/** Why a shared view cannot be shown now. */
export async function SharedProblem({ sentence }: { sentence: string }) {
  const t = await getTranslations("sharing");
  return (
    <PublicFrame title={t("problem")}>
      <PageTitle title={t("problem")} />
      <p role="alert">{sentence}</p>
    </PublicFrame>
  );
}
